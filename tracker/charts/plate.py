"""What a chart is drawn on: a figure measured in logical pixels from the start side and the top."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from tracker.charts.area import Area
from tracker.charts.chart import Box, settle_fonts
from tracker.charts.fonts import families_for, inert
from tracker.charts.label import label
from tracker.charts.loading import load
from tracker.charts.look import TYPE, Look, Role

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

Across = Literal["start", "middle", "end"]
Down = Literal["top", "middle", "bottom", "base"]

# A logical pixel is a point of matplotlib's, so that sizes and strokes can be given as they are.
_DPI = 72
# How far below the named edge of a text its base line lies, in sizes of the font.
_BASE: dict[Down, float] = {"top": 0.95, "middle": 0.36, "bottom": -0.22, "base": 0.0}
_MORE = "…"
# Widths that were measured [logical px]: the same names and numbers come again at each drawing.
_widths: dict[tuple[str, FontProperties, float], float] = {}
_MOST_WIDTHS = 5000


class Plate:
    """The figure of one drawing, `width` × `height` logical pixels.

    Every place is counted from the start side (left, or right where one reads from the right) and
    from the top; sizes in `px` grow with the text.
    """

    def __init__(self, look: Look, width: float, height: float, ratio: float) -> None:
        """An empty figure in the colour of its ground."""
        load()
        settle_fonts()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.look, self.width, self.height = look, float(width), float(height)
        self.figure = Figure((width / _DPI, height / _DPI), dpi=_DPI * ratio)
        self.figure.set_facecolor(look.colour(look.ground))
        self._ratio = ratio
        self._renderer = FigureCanvasAgg(self.figure).get_renderer()

    def px(self, size: float) -> float:
        """`size` logical pixels, enlarged with the text."""
        return size * self.look.scale

    def measure(self, text: str, role: Role = "small") -> tuple[float, float]:
        """Width and line height of a text [logical px]."""
        text = inert(text)
        font = self._font(text, role)
        key = (text, font, self._ratio)
        wide = _widths.get(key)
        if wide is None:
            wide = self._renderer.get_text_width_height_descent(text, font, False)[0] / self._ratio
            if len(_widths) > _MOST_WIDTHS:
                _widths.clear()
            _widths[key] = wide
        return wide, self.line(role)

    def line(self, role: Role = "small") -> float:
        """The height of a line of text [logical px]."""
        return TYPE[role][0] * self.look.scale * 1.3

    def widest(self, texts: Sequence[str], role: Role = "small") -> float:
        """The width of the widest of some texts; 0 without any."""
        return max((self.measure(text, role)[0] for text in texts), default=0.0)

    def cut(self, text: str, room: float, role: Role = "small") -> str:
        """`text` shortened with an ellipsis to fit `room` [px]; "" where not even that fits."""
        text = inert(text)
        if self.measure(text, role)[0] <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.measure(text[:middle].rstrip() + _MORE, role)[0] <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + _MORE if low else ""

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        role: Role = "small",
        tone: str = "muted",
        across: Across = "start",
        down: Down = "middle",
        halo: str = "",
    ) -> None:
        """Write `text` at `x`, `y`; `halo` is the token of an edge that keeps it off the lines."""
        text = inert(text)
        wide = self.measure(text, role)[0]
        size = TYPE[role][0] * self.look.scale
        # Placed by the size of the font alone, so that letters with a tail stand on the same line.
        base = y + size * _BASE[down]
        # The left end of the text, whatever the direction.
        left = self.place(x, base)[0] * self.width
        side = across
        if self.look.is_mirrored and across != "middle":
            side = "end" if across == "start" else "start"
        left -= {"start": 0.0, "middle": wide / 2, "end": wide}[side]
        if halo:
            self._paint_halo(left, base - size * 0.85, wide, size * 1.15, halo)
        place = (left / self.width, 1 - base / self.height)
        colour = self.look.colour(tone)
        self.figure.add_artist(label(text, place, self._font(text, role), colour, over=9))

    def _paint_halo(self, left: float, top: float, wide: float, tall: float, tone: str) -> None:
        from matplotlib.patches import Rectangle

        gap = self.px(2)
        self.figure.add_artist(
            Rectangle(
                ((left - gap) / self.width, 1 - (top + tall) / self.height),
                (wide + 2 * gap) / self.width,
                tall / self.height,
                facecolor=self.look.colour(tone),
                alpha=0.82,
                linewidth=0,
                transform=self.figure.transFigure,
                zorder=8,
            )
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A place in shares of the figure as matplotlib counts them: from the left and the foot."""
        share = x / self.width
        return (1 - share if self.look.is_mirrored else share), 1 - y / self.height

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle in shares of the drawing, as a mark has it."""
        one, other = self.place(left, top)[0], self.place(right, top)[0]
        return Box(min(one, other), top / self.height, max(one, other), bottom / self.height)

    def area(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        across: tuple[float, float],
        up: tuple[float, float],
    ) -> Area:
        """Room for data between these edges, counted in the units of `across` and `up`."""
        return Area(self, (left, top, max(right, left + 1), max(bottom, top + 1)), across, up)

    def levels_area(
        self,
        levels: Sequence[tuple[float, str]],
        across: tuple[float, float],
        *,
        top: float = 0.0,
        end: float = 0.0,
        below: float | None = None,
    ) -> Area:
        """An area over grid lines with labels at the start; `levels` are values and labels.

        Room for one line of labels is left `below`; `top` and `end` leave room for more.
        """
        tall = self.line()
        beside = self.widest([text for _value, text in levels]) + self.px(8) + 1
        foot = tall + self.px(10) if below is None else below
        area = self.area(
            beside,
            tall / 2 + self.px(2) + top,
            self.width - self.px(6) - end,
            self.height - foot,
            across,
            (levels[0][0], levels[-1][0]),
        )
        area.grid([value for value, _text in levels])
        for value, text in levels:
            self.write(text, area.left - self.px(8), area.y(value), across="end")
        return area

    def labels_below(
        self,
        area: Area,
        labels: Sequence[tuple[float, str]],
        *,
        at: float | None = None,
        down: Down = "top",
    ) -> None:
        """Write labels at their values under an area; one that would run into another gives way.

        With `at` [px from the top] they stand elsewhere, for instance above it.
        """
        y = area.bottom + self.px(5) if at is None else at
        free_from = -self.width
        for value, text in labels:
            wide = self.measure(text)[0]
            middle = max(min(area.x(value), self.width - wide / 2 - 1), area.left)
            if middle - wide / 2 < free_from:
                continue
            free_from = middle + wide / 2 + self.px(8)
            self.write(text, middle, y, across="middle", down=down)

    def _font(self, text: str, role: Role) -> FontProperties:
        size, weight = TYPE[role]
        families = families_for(tuple(self.look.families), text)
        return _properties(families, size * self.look.scale, weight)


@lru_cache(maxsize=256)
def _properties(families: tuple[str, ...], size: float, weight: int) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=list(families), size=size, weight=weight)
