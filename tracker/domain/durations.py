"""How lengths of time are written for people.

A duration is a plain `int` of elapsed seconds everywhere; these functions only write it down.
The texts are whole patterns in the person's language and are never put together from pieces.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Literal, TypeAlias

from tracker.i18n import _

Duration: TypeAlias = int
"""Elapsed seconds; negative where one length is compared with a longer one."""

MINUTE_SECONDS = 60
HOUR_SECONDS = 3600


HoursStyle = Literal["words", "clock", "decimal"]
# Where the window's settings keep how this person reads hours.
HOURS_SETTING = "hours"
_style: HoursStyle = "words"
_point = "."


def write_hours(style: object, point: str = ".") -> None:
    """Write hours from now on in words (`1 h 35 m`), as a clock (`1:35`) or in decimals (`1.58 h`).

    Like the language it belongs to who reads, not to a place. What is no such style means words;
    `point` is the decimal sign.
    """
    global _style, _point
    _style = "clock" if style == "clock" else "decimal" if style == "decimal" else "words"
    _point = point


def format_hm(seconds: Duration) -> str:
    """A duration in hours and minutes, as the person reads them: `1 h 35 m`, `2 h`, `45 m`, `0 m`.

    Seconds are cut off, not rounded: no minute is shown that was not studied to its end, and the
    running timer's `0:42:59` reads `42 m`. What is there but shorter than a minute is `< 1 m`,
    since `0 m` means nothing at all. A negative duration is led by a minus sign.
    """
    if seconds < 0:
        return _("−{duration}").format(duration=format_hm(-seconds))
    if _style == "clock":
        whole = seconds // MINUTE_SECONDS
        text = f"{whole // 60}:{whole % 60:02}"
        return _("< {duration}").format(duration="0:01") if seconds and not whole else text
    if _style == "decimal":
        return format_decimal_hours(seconds, point=_point)
    hours, minutes = divmod(seconds // MINUTE_SECONDS, 60)
    if hours and minutes:
        return _("{hours} h {minutes} m").format(hours=hours, minutes=minutes)
    if hours:
        return _("{hours} h").format(hours=hours)
    if seconds and not minutes:
        return _("< 1 m")
    return _("{minutes} m").format(minutes=minutes)


def format_clock(seconds: Duration) -> str:
    """A duration as a timer shows it: `0:42:17`, `125:00:00`; hours have no upper end.

    A negative duration is led by a minus sign.
    """
    if seconds < 0:
        return _("−{duration}").format(duration=format_clock(-seconds))
    minutes, rest = divmod(seconds, MINUTE_SECONDS)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def decimal_hours(seconds: Duration, places: int = 2) -> Decimal:
    """A duration [hours] with exactly `places` decimals (0 or more), half to even: `1.58`."""
    # Wide enough that no length of time is cut: the default context stops at 28 digits.
    context = Context(prec=60, rounding=ROUND_HALF_EVEN)
    hours = context.divide(Decimal(seconds), Decimal(HOUR_SECONDS))
    return hours.quantize(Decimal(1).scaleb(-places), context=context)


def format_decimal_hours(seconds: Duration, places: int = 2, point: str = ".") -> str:
    """A duration in decimal hours with its unit: `1.58 h`; `point` is the locale's decimal sign."""
    number = f"{decimal_hours(abs(seconds), places):f}".replace(".", point)
    text = _("{hours} h").format(hours=number)
    return _("−{duration}").format(duration=text) if seconds < 0 else text
