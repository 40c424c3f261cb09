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
        self.transform: Any = self._transform()

    def _transform(self) -> Any:
        """From the units of the data to the figure."""
        from matplotlib.transforms import Affine2D

        plate, (first, last), (low, high) = self.plate, self._across, self._up
        left, foot = plate.place(self.x(first), self.y(low))
        right, top = plate.place(self.x(last), self.y(high))
        wide, tall = (right - left) / (last - first), (top - foot) / (high - low)
        own = Affine2D.from_values(wide, 0, 0, tall, left - first * wide, foot - low * tall)
        return own + plate.figure.transFigure

    @property
    def values_across(self) -> tuple[float, float]:
        """The values at its start side and its end."""
        return self._across

    @property
    def rows(self) -> float:
        """How many units there are from its top to its foot."""
        return abs(self._up[1] - self._up[0])

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
        first, last = self._across
        self._hairlines([((first, value), (last, value)) for value in values], tone)

    def grid_across(self, values: Sequence[float], tone: str = "line") -> None:
        """Upright hairlines at these values."""
        low, high = self._up
        self._hairlines([((value, low), (value, high)) for value in values], tone)

    def _hairlines(
        self, ends: Sequence[tuple[tuple[float, float], tuple[float, float]]], tone: str
    ) -> None:
        import numpy as np
        from matplotlib.collections import LineCollection

        colour = self.plate.look.colour(tone)
        lines = [np.asarray(one) for one in ends]
        self._add(LineCollection(lines, colors=colour, linewidths=1, zorder=GRID))

    def _add(self, artist: Any) -> None:
        artist.set_transform(self.transform)
        self.plate.figure.add_artist(artist)

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
        from matplotlib.lines import Line2D

        self._add(
            Line2D(
                list(xs),
                list(ys),
                color=self.plate.look.colour(tone),
                linewidth=self.plate.px(width),
                linestyle=_DASHES if is_dashed else "-",
                solid_capstyle="round",
                solid_joinstyle="round",
                zorder=over,
            )
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
        import numpy as np
        from matplotlib.patches import Polygon

        count = len(xs)
        lows = [low] * count if isinstance(low, int | float) else list(low)
        highs = [high] * count if isinstance(high, int | float) else list(high)
        there = list(zip(xs, highs, strict=True))
        back = list(zip(xs, lows, strict=True))[::-1]
        self._add(
            Polygon(
                np.asarray([*there, *back]),
                facecolor=self.plate.look.colour(tone),
                alpha=strength,
                linewidth=0,
                zorder=over,
            )
        )

    def dots(
        self, xs: Sequence[float], ys: Sequence[float], tone: str, *, radius: float = 4.5
    ) -> None:
        """Dots with an edge in the colour of the ground."""
        self.signs(xs, ys, tone, "o", size=2 * radius, edge=2)

    def signs(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        tone: str,
        shape: str,
        *,
        size: float = 8,
        edge: float = 1.2,
        is_ring: bool = False,
    ) -> None:
        """Small signs: `o` a dot, `D` a diamond, `X` a cross, `s` a square, `^` a triangle.

        Each has an edge in the colour of the ground; a ring is filled with that and has its tone.
        """
        from matplotlib.lines import Line2D

        look = self.plate.look
        own, ground = look.colour(tone), look.colour(look.ground)
        self._add(
            Line2D(
                list(xs),
                list(ys),
                linestyle="None",
                marker=shape,
                markersize=self.plate.px(size),
                markerfacecolor=ground if is_ring else own,
                markeredgecolor=own if is_ring else ground,
                markeredgewidth=self.plate.px(1.8 if is_ring else edge),
                zorder=POINTS,
            )
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

        `hatch` (such as `////`) draws them striped in the tone of `edge`; with less `strength`
        they step back towards the ground, without what lies behind them showing through.
        """
        import numpy as np
        from matplotlib.collections import PolyCollection

        look = self.plate.look
        corners = [np.asarray([(a, b), (a, d), (c, d), (c, b)]) for a, b, c, d in boxes]
        self._add(
            PolyCollection(
                corners,
                facecolors=look.mixed(tone, strength),
                edgecolors=look.colour(edge) if edge else "none",
                linewidths=1 if edge else 0,
                hatch=hatch or None,
                zorder=over,
                antialiaseds=True,
            )
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
        import numpy as np
        from matplotlib.patches import PathPatch

        from tracker.charts.shapes import round_box

        look, plate = self.plate.look, self.plate
        left, right = sorted((self.x(box[0]), self.x(box[2])))
        top, bottom = sorted((self.y(box[1]), self.y(box[3])))
        path = round_box(left, top, right, bottom, plate.px(radius), only_top=only_top)
        vertices: Any = path.vertices
        placed = np.asarray([plate.place(x, y) for x, y in vertices.tolist()])
        path = type(path)(placed, path.codes)
        plate.figure.add_artist(
            PathPatch(
                path,
                facecolor=look.mixed(tone, strength),
                edgecolor=look.colour(edge) if edge else "none",
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
        is_ahead: bool = False,
    ) -> Mark:
        """A mark at a point; the pointer reaches it anywhere between the values of `reach`."""
        first, last = reach or (x, x)
        left, right = sorted((self.x(first), self.x(last)))
        shares = self.plate.place(self.x(x), self.y(y))
        box = self.plate.box(left, self.top, right, self.bottom)
        return Mark(text, shares[0], 1 - shares[1], box, key=key, is_ahead=is_ahead)

    def bar_mark(
        self,
        box: tuple[float, float, float, float],
        text: str,
        *,
        slot: tuple[float, float] | None = None,
        key: int = 0,
    ) -> Mark:
        """A mark around a rectangle.

        With a `slot` (values across) the pointer reaches it over the whole height between these.
        """
        left, right = sorted((self.x(box[0]), self.x(box[2])))
        top, bottom = sorted((self.y(box[1]), self.y(box[3])))
        outline = reach = self.plate.box(left, top, right, bottom)
        if slot is not None:
            first, last = sorted((self.x(slot[0]), self.x(slot[1])))
            reach = self.plate.box(first, self.top, last, self.bottom)
        middle = (outline.left + outline.right) / 2
        return Mark(text, middle, outline.top, reach, outline, key)
