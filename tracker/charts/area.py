"""The room of a chart where data is drawn, in the units of the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.charts.chart import Mark

if TYPE_CHECKING:
    from tracker.charts.plate import Plate

_DASHES = (0, (3, 3))
# What stands in front of what.
GRID, GROUND, BAND, DATA, POINTS = 1, 2, 3, 5, 7


class Area:
    """A rectangle of a plate whose width and height count in the units of the data.

    `left`, `top`, `right` and `bottom` are its edges [logical px] from the start side and the top.
    """

    def __init__(
        self,
        plate: Plate,
        edges: tuple[float, float, float, float],
        across: tuple[float, float],
        up: tuple[float, float],
    ) -> None:
        """Made by `Plate.area`."""
        self.plate = plate
        self.left, self.top, self.right, self.bottom = edges
        first, last = across
        last = last if last != first else first + 1
        low, high = up
        high = high if high != low else low + 1
        self._across, self._up = (first, last), (low, high)
        box = plate.box(*edges)
        self.axes: Any = plate.figure.add_axes(
            (box.left, 1 - box.bottom, box.right - box.left, box.bottom - box.top)
        )
        self.axes.set_axis_off()
        self.axes.set_xlim((last, first) if plate.look.is_mirrored else (first, last))
        self.axes.set_ylim(low, high)
        self.axes.set_autoscale_on(False)

    @property
    def width(self) -> float:
        """Its width [logical px]."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height [logical px]."""
        return self.bottom - self.top

    def x(self, value: float) -> float:
        """Where a value stands [logical px] from the start side of the plate."""
        first, last = self._across
        return self.left + (value - first) / (last - first) * self.width

    def y(self, value: float) -> float:
        """Where a value stands [logical px] from the top of the plate."""
        low, high = self._up
        return self.bottom - (value - low) / (high - low) * self.height

    def grid(self, values: Sequence[float], tone: str = "line") -> None:
        """Hairlines across at these values."""
        self._lines("hlines", values, self._across, tone)

    def grid_across(self, values: Sequence[float], tone: str = "line") -> None:
        """Upright hairlines at these values."""
        self._lines("vlines", values, self._up, tone)

    def _lines(
        self, kind: str, values: Sequence[float], ends: tuple[float, float], tone: str
    ) -> None:
        if values:
            draw = getattr(self.axes, kind)
            colour = self.plate.look.colour(tone)
            draw(values, *ends, colors=colour, linewidth=1, zorder=GRID, clip_on=False)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        tone: str,
        *,
        width: float = 2.4,
        is_dashed: bool = False,
        over: int = DATA,
    ) -> None:
        """A line through points."""
        self.axes.plot(
            xs,
            ys,
            color=self.plate.look.colour(tone),
            linewidth=self.plate.px(width),
            linestyle=_DASHES if is_dashed else "-",
            solid_capstyle="round",
            solid_joinstyle="round",
            clip_on=False,
            zorder=over,
        )

    def level(self, value: float, tone: str = "muted") -> None:
        """A dashed line across the whole area."""
        self.line(self._across, (value, value), tone, width=1.2, is_dashed=True)

    def upright(self, value: float, tone: str, *, is_dashed: bool = True) -> None:
        """An upright line through the whole area."""
        self.line((value, value), self._up, tone, width=1.2, is_dashed=is_dashed)

    def fill(
        self,
        xs: Sequence[float],
        low: Sequence[float] | float,
        high: Sequence[float] | float,
        tone: str,
        *,
        strength: float = 1.0,
        over: int = GROUND,
    ) -> None:
        """The surface between two lines; `strength` is its opacity."""
        self.axes.fill_between(
            xs,
            low,
            high,
            color=self.plate.look.colour(tone),
            alpha=strength,
            linewidth=0,
            zorder=over,
        )

    def dots(
        self, xs: Sequence[float], ys: Sequence[float], tone: str, *, radius: float = 4.5
    ) -> None:
        """Dots with an edge in the colour of the ground."""
        look = self.plate.look
        self.axes.scatter(
            xs,
            ys,
            s=(self.plate.px(radius) * 2) ** 2,
            color=look.colour(tone),
            edgecolors=look.colour(look.ground),
            linewidths=self.plate.px(2),
            clip_on=False,
            zorder=POINTS,
        )

    def bars(
        self,
        boxes: Sequence[tuple[float, float, float, float]],
        tone: str,
        *,
        strength: float = 1.0,
        edge: str = "",
        hatch: str = "",
        over: int = DATA,
    ) -> None:
        """Rectangles (x from, y from, x to, y to), drawn as one; thousands cost no more than one.

        `hatch` (such as `////`) draws them striped in the tone of `edge`.
        """
        from matplotlib.collections import PolyCollection

        look = self.plate.look
        corners = [((a, b), (a, d), (c, d), (c, b)) for a, b, c, d in boxes]
        self.axes.add_collection(
            PolyCollection(
                corners,
                facecolors=look.colour(tone),
                alpha=None if strength >= 1 else strength,
                edgecolors=look.colour(edge) if edge else "none",
                linewidths=1 if edge else 0,
                hatch=hatch or None,
                clip_on=False,
                zorder=over,
                antialiaseds=True,
            ),
            autolim=False,
        )

    def rounded(
        self,
        box: tuple[float, float, float, float],
        tone: str,
        *,
        radius: float = 4.0,
        strength: float = 1.0,
        edge: str = "",
        hatch: str = "",
        only_top: bool = False,
        over: int = DATA,
    ) -> None:
        """One rectangle (x from, y from, x to, y to) with round corners [px], or only its upper."""
        from matplotlib.patches import PathPatch

        from tracker.charts.shapes import round_box

        look, plate = self.plate.look, self.plate
        left, right = sorted((self.x(box[0]), self.x(box[2])))
        top, bottom = sorted((self.y(box[1]), self.y(box[3])))
        path = round_box(left, top, right, bottom, plate.px(radius), only_top=only_top)
        vertices: Any = path.vertices
        path = type(path)([plate.place(x, y) for x, y in vertices.tolist()], path.codes)
        plate.figure.add_artist(
            PathPatch(
                path,
                facecolor=look.colour(tone),
                edgecolor=look.colour(edge) if edge else "none",
                alpha=None if strength >= 1 else strength,
                linewidth=1 if edge else 0,
                hatch=hatch or None,
                transform=plate.figure.transFigure,
                zorder=over,
            )
        )

    def mark(
        self,
        x: float,
        y: float,
        text: str,
        reach: tuple[float, float] | None = None,
        *,
        key: int = 0,
    ) -> Mark:
        """A mark at a point; the pointer reaches it anywhere between the values of `reach`."""
        first, last = reach or (x, x)
        left, right = sorted((self.x(first), self.x(last)))
        shares = self.plate.place(self.x(x), self.y(y))
        box = self.plate.box(left, self.top, right, self.bottom)
        return Mark(text, shares[0], 1 - shares[1], box, key=key)

    def bar_mark(
        self,
        box: tuple[float, float, float, float],
        text: str,
        *,
        is_tall: bool = True,
        key: int = 0,
    ) -> Mark:
        """A mark around a rectangle; with `is_tall` the pointer reaches it above and below too."""
        left, right = sorted((self.x(box[0]), self.x(box[2])))
        top, bottom = sorted((self.y(box[1]), self.y(box[3])))
        outline = self.plate.box(left, top, right, bottom)
        reach = self.plate.box(left, self.top, right, self.bottom) if is_tall else outline
        middle = ((outline.left + outline.right) / 2, outline.top)
        return Mark(text, *middle, reach, outline, key)
