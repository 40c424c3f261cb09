"""A chart as a value: title, sentence, table, and how it is drawn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple, overload

from tracker.charts.look import Look

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tracker.charts.plate import Plate

Format = Literal["svg", "pdf", "png"]
Value = str | int | Decimal | None

# Matplotlib keeps fonts and settings for all figures together: one is drawn at a time.
_drawing = threading.RLock()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a chart's table."""

    title: str
    is_number: bool = False


class Cell(NamedTuple):
    """A cell: the text that is shown, and what an export carries (the text where None is given).

    A day is exported as ISO writes it, hours and money as plain decimals in the column's unit.
    An unknown value is exported as an empty cell: give "".
    """

    text: str
    value: Value = None

    @property
    def exported(self) -> str | int | Decimal:
        """What an export carries."""
        return self.text if self.value is None else self.value


Line = tuple[Cell, ...]


class Later(Sequence[Line]):
    """The rows of a long table, put into words only when somebody looks at them."""

    def __init__(self, make: Callable[[], Sequence[Line]]) -> None:
        """`make` is asked once, at the first look."""
        self._make = make
        self._made: Sequence[Line] | None = None

    def _rows(self) -> Sequence[Line]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    def __len__(self) -> int:
        return len(self._rows())

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        return self._rows()[place]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart; `Later` makes the rows of a long one."""

    columns: tuple[Column, ...]
    rows: Sequence[Line]


class Box(NamedTuple):
    """A rectangle in shares (0–1) of a drawing's width and height, from its left and its top."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def far(self, x: float, y: float) -> float:
        """How far a point lies outside of it; 0 inside."""
        across = max(self.left - x, 0.0, x - self.right)
        down = max(self.top - y, 0.0, y - self.bottom)
        return (across * across + down * down) ** 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that can be read out, in shares (0–1) of the drawing from its left and top.

    `text` is what is read out, in lines. The pointer reaches it in `reach`. It is shown by the
    `outline` around it, or where that is None by a dot at `x`, `y`. `key` is the row that a click
    opens, 0 for none. What `is_ahead` is only likely.
    """

    text: str
    x: float
    y: float
    reach: Box
    outline: Box | None = None
    key: int = 0
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of numbers. `paint` draws it on a plate and answers with the marks in order.

    `tall` is the height [logical px] at which it reads best, `name` the stem of an exported file;
    `is_course` says that it is a course of time, which one begins to read at its newest known mark.
    """

    name: str
    title: str
    sentence: str
    table: Table
    paint: Callable[[Plate], Sequence[Mark]]
    tall: int = 230
    is_course: bool = False

    def draw(self, look: Look, width: float, height: float, *, ratio: float = 1.0) -> Drawing:
        """Draw it at `width` × `height` logical pixels, each of `ratio` device pixels.

        Takes tens of milliseconds, and a second at the first time: never on the GUI thread.
        """
        from tracker.charts.plate import Plate

        with _drawing:
            plate = Plate(look, max(width, 40.0), max(height, 40.0), ratio)
            marks = tuple(self.paint(plate))
            return Drawing(self, plate.figure, marks, plate.width, plate.height)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn at one size [logical px], with its marks in reading order."""

    chart: Chart
    figure: Figure
    marks: tuple[Mark, ...]
    width: float
    height: float

    def rgba(self) -> tuple[bytes, int, int]:
        """The pixels row by row, four bytes each (RGBA), with width and height in device px."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        with _drawing:
            settle_fonts()
            canvas = self.figure.canvas
            assert isinstance(canvas, FigureCanvasAgg)
            canvas.draw()
            wide, tall = canvas.get_width_height(physical=True)
            return bytes(canvas.buffer_rgba()), wide, tall

    def save(self, target: Path | IO[bytes], kind: Format) -> None:
        """Write it as vectors (svg, pdf) or pixels (png), with title and sentence inside."""
        import matplotlib

        settings: Any = {"svg.hashsalt": "cairn", "svg.fonttype": "path", "pdf.fonttype": 42}
        with _drawing, matplotlib.rc_context(settings):
            settle_fonts()
            dpi: Any = self.figure.dpi if kind == "png" else 72
            self.figure.savefig(target, format=kind, dpi=dpi, metadata=_metadata(self.chart, kind))


def _metadata(chart: Chart, kind: Format) -> dict[str, Any]:
    if kind == "svg":
        told = {"Title": chart.title, "Description": chart.sentence}
        return {**told, "Date": None, "Creator": "Cairn"}
    if kind == "pdf":
        told = {"Title": chart.title, "Subject": chart.sentence}
        return {**told, "CreationDate": None, "Creator": "Cairn"}
    return {"Title": chart.title, "Description": chart.sentence, "Software": "Cairn"}


def settle_fonts() -> None:
    """Take letters and weights that no font here has from another, without a word; hint nothing.

    Hinting moves letters to whole pixels, which tears small words apart.
    """
    import logging
    import warnings

    import matplotlib

    matplotlib.rcParams["text.hinting"] = "no_hinting"
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", message=r"Glyph .* missing from font", append=False)


def hours_of(seconds: int) -> Decimal:
    """Seconds as hours with two decimals, for an export."""
    return (Decimal(seconds) / 3600).quantize(Decimal("0.01"))


def nearest(marks: Sequence[Mark], x: float, y: float) -> int | None:
    """Which mark is read out for a point (shares of width and height); None without any.

    One whose reach holds it, the smallest first; else the one whose reach is least far.
    """
    if not marks:
        return None

    def order(place: int) -> tuple[float, float]:
        reach = marks[place].reach
        size = (reach.right - reach.left) * (reach.bottom - reach.top)
        return reach.far(x, y), size

    return min(range(len(marks)), key=order)


def day_cell(day: date | None, text: str) -> Cell:
    """A cell with a day; an unknown one stays empty where it is exported."""
    return Cell(text, "" if day is None else day.isoformat())
