"""Bars below one another, each with its name and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.charts.area import DATA, GROUND, Area
from tracker.charts.chart import Mark
from tracker.charts.plate import Plate

# Heights of a row [logical px]: with its name beside the bar, and above it.
BESIDE, ABOVE = 30, 42
_BAR_BESIDE, _BAR_ABOVE = 12.0, 8.0


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: its name, its value (None where it is unknown), the words at its end.

    `text` is what is read out; `key` the row that a click opens, 0 for none.
    """

    name: str
    value: float | None
    end: str
    text: str
    key: int = 0


def paint_beside(rows: Sequence[Row], plate: Plate, tone: str) -> list[Mark]:
    """Names at the start, bars after them, words after each bar."""
    names = min(plate.widest([row.name for row in rows], "body"), plate.width * 0.34)
    ends = plate.widest([row.end for row in rows])
    left = names + plate.px(12)
    area = _area(rows, plate, left, plate.width - ends - plate.px(14))
    half = plate.px(_BAR_BESIDE) / 2 / (plate.height / max(len(rows), 1))
    marks = []
    for place, row in enumerate(rows):
        middle = place + 0.5
        y = area.y(middle)
        name = plate.cut(row.name, names + 1, "body")
        plate.write(name, 0, y, role="body", tone="ink")
        _bar(area, row, middle, half, tone)
        tall = area.x(row.value or 0)
        plate.write(row.end, tall + plate.px(8), y, tone="muted")
        marks.append(_mark(area, row, place))
    return marks


def paint_above(rows: Sequence[Row], plate: Plate, tone: str) -> list[Mark]:
    """Name and words on a line, the bar under them over the whole width."""
    area = _area(rows, plate, 0, plate.width)
    line = plate.line("body")
    marks = []
    for place, row in enumerate(rows):
        top = area.y(place)
        y = top + plate.px(4) + line / 2
        wide = plate.measure(row.end, "body")[0]
        name = plate.cut(row.name, plate.width - wide - plate.px(12), "body")
        plate.write(name, 0, y, role="body", tone="ink")
        end_tone = "muted" if row.value is not None else tone
        plate.write(row.end, plate.width, y, role="body", tone=end_tone, across="end")
        share = (y + line / 2 + plate.px(3 + _BAR_ABOVE / 2) - top) / (area.y(place + 1) - top)
        half = plate.px(_BAR_ABOVE) / 2 / (area.y(place + 1) - top)
        _bar(area, row, place + share, half, tone)
        marks.append(_mark(area, row, place))
    return marks


def _area(rows: Sequence[Row], plate: Plate, left: float, right: float) -> Area:
    most = max((row.value or 0 for row in rows), default=0)
    # Rows are counted from the top.
    up = (float(max(len(rows), 1)), 0.0)
    return plate.area(left, 0, right, plate.height, (0, most or 1), up)


def _bar(area: Area, row: Row, middle: float, half: float, tone: str) -> None:
    plate = area.plate
    radius = _BAR_BESIDE / 2
    whole = area.values_across[1]
    top, bottom = middle - half, middle + half
    area.rounded((0, top, whole, bottom), "track", radius=radius, over=GROUND)
    if row.value is None:
        area.rounded(
            (0, top, whole, bottom), f"{tone}_soft", radius=radius, edge=tone, hatch="////"
        )
    elif row.value > 0:
        least = plate.px(3) / area.width * whole
        area.rounded((0, top, max(row.value, least), bottom), tone, radius=radius, over=DATA)


def _mark(area: Area, row: Row, place: int) -> Mark:
    plate = area.plate
    top, bottom = area.y(place), area.y(place + 1)
    box = plate.box(0, top + 1, plate.width, bottom - 1)
    middle = plate.place(area.x(row.value or 0), (top + bottom) / 2)
    return Mark(row.text, middle[0], 1 - middle[1], box, box, row.key)
