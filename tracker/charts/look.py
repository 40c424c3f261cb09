"""What a chart is drawn with: colours, fonts, sizes, direction, and the words for its numbers."""

from __future__ import annotations

from calendar import day_abbr, month_abbr
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from tracker.domain.durations import format_hm
from tracker.domain.money import Money
from tracker.i18n import _

Role = Literal["small", "chip", "body", "strong"]

# Size (logical pixels) and weight of each kind of text; the sizes of the visual language.
TYPE: Mapping[Role, tuple[float, int]] = MappingProxyType(
    {"small": (11.5, 400), "chip": (11.5, 600), "body": (13, 400), "strong": (13, 600)}
)


@dataclass(frozen=True)
class Look:
    """How everything is drawn: `colours` by token name, as `#RRGGBB`.

    `families` are tried in turn; `scale` enlarges text and strokes (2 at 200 %); `is_mirrored`
    where one reads from the right; `ground` is the token of what the chart stands on.
    """

    colours: Mapping[str, str]
    families: tuple[str, ...] = ()
    scale: float = 1.0
    is_mirrored: bool = False
    ground: str = "surface"

    def colour(self, token: str) -> str:
        """The colour of a token; a `#RRGGBB` stands for itself."""
        return token if token.startswith("#") else self.colours[token]

    def mixed(self, token: str, strength: float) -> str:
        """The colour of a token stepped back towards the ground: 1 is all of it, 0 none."""
        own, ground = (
            [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
            for colour in (self.colour(token), self.colour(self.ground))
        )
        parts = (
            round(strength * one + (1 - strength) * other)
            for one, other in zip(own, ground, strict=True)
        )
        return "#" + "".join(f"{part:02X}" for part in parts)


@dataclass(frozen=True)
class Words:
    """How numbers and days are said; each function answers «unknown» for None.

    `money_short` leaves out decimals that are zero. `day` takes the day and today, and names the
    year where that differs; `month` is `Nov`, `letter` its first letter, `month_long` carries the
    year; `weekday` is the short name of a day. `spoken` is a number as a sentence speaks it.
    """

    duration: Callable[[int | None], str]
    money: Callable[[Money | None], str]
    money_short: Callable[[Money | None], str]
    count: Callable[[int | None], str]
    percent: Callable[[float | None], str]
    day: Callable[[date, date | None], str]
    month: Callable[[date], str]
    letter: Callable[[date], str]
    month_long: Callable[[date], str]
    weekday: Callable[[date], str]
    spoken: Callable[[int], str]


def _duration(seconds: int | None) -> str:
    return _("unknown") if seconds is None else format_hm(seconds)


def _money(amount: Money | None) -> str:
    return _("unknown") if amount is None else f"{amount.plain()}\u00a0{amount.currency}"


def _count(number: int | None) -> str:
    return _("unknown") if number is None else f"{number}"


def _percent(share: float | None) -> str:
    return _("unknown") if share is None else _("{n} %").format(n=int(share * 100 + 1e-9))


def _day(day: date, _today: date | None) -> str:
    return day.isoformat()


def _month(day: date) -> str:
    return month_abbr[day.month]


def _month_long(day: date) -> str:
    return f"{day:%Y-%m}"


def _weekday(day: date) -> str:
    return day_abbr[day.weekday()]


def _letter(day: date) -> str:
    return f"{day.month}"


# Numbers and days as any reader understands them, for a report without a locale.
PLAIN = Words(
    duration=_duration,
    money=_money,
    money_short=_money,
    count=_count,
    percent=_percent,
    day=_day,
    month=_month,
    letter=_letter,
    month_long=_month_long,
    weekday=_weekday,
    spoken=_count,
)

# Ink on white paper: the light theme's colours, with a grid that a printer keeps.
PRINT = Look(
    MappingProxyType(
        {
            "surface": "#FFFFFF",
            "background": "#FFFFFF",
            "line": "#D5D2CA",
            "border": "#8A877E",
            "ink": "#1E2327",
            "muted": "#55524B",
            "track": "#EBE8E1",
            "accent": "#0F6E66",
            "money": "#A55304",
            "degree": "#5252CC",
            "good": "#156C41",
            "bad": "#B42318",
            "accent_soft": "#DCEEEB",
            "money_soft": "#FBEBD7",
            "degree_soft": "#E8E8FB",
            "good_soft": "#DDF3E6",
            "bad_soft": "#FCE5E2",
            "heat_0": "#EBE8E1",
            "heat_1": "#BFE0DA",
            "heat_2": "#7CC2B8",
            "heat_3": "#34988C",
            "heat_4": "#0F6E66",
        }
    )
)
