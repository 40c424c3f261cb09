"""The window's look and words, as charts take them."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt

from tracker.domain.money import Money
from tracker.ui import numbers, theme

if TYPE_CHECKING:
    from tracker.charts.look import Look, Words


def chart_look(direction: Qt.LayoutDirection, ground: str = "surface") -> Look:
    """The look to draw a chart with now; `direction` is its widget's."""
    from tracker.charts.look import Look

    look = theme.current()
    colours = {}
    for field in fields(look.tokens):
        value = getattr(look.tokens, field.name)
        if field.name == "heat":
            colours |= {f"heat_{step}": shade for step, shade in enumerate(value)}
        elif value.startswith("#"):
            colours[field.name] = value
    return Look(
        colours=MappingProxyType(colours),
        families=(look.family,) if look.family else (),
        scale=look.scale,
        is_mirrored=direction == Qt.LayoutDirection.RightToLeft,
        ground=ground,
    )


def chart_words() -> Words:
    """Numbers and days as the person's locale writes them."""
    from tracker.charts.look import Words

    return Words(
        duration=numbers.duration,
        money=numbers.money,
        money_short=_money_short,
        count=numbers.count,
        percent=numbers.percent,
        day=numbers.day_short,
        month=_month,
        letter=_letter,
        month_long=numbers.month_long,
        weekday=numbers.weekday_short,
        spoken=numbers.spoken,
    )


def _money_short(amount: Money | None) -> str:
    return numbers.money(amount, is_short=True)


def _month(day: date) -> str:
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)


def _letter(day: date) -> str:
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.NarrowFormat)
