"""What the forecast says in words: the end of a plan as a range, never sharper than it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.analytics.hoursline import Band
from tracker.i18n import _, ngettext
from tracker.ui.numbers import count, day_short, hours, month_short

if TYPE_CHECKING:
    from tracker.analytics.forecast import Finish
    from tracker.analytics.forecast.credential import CredentialForecast
    from tracker.analytics.progress import Deadline
    from tracker.ui.parts.chip import ChipKind

# Ends are told as «± n d» where the longer side is at most this much of the shorter, or both are
# within a few days of each other; else as the two days they are.
_MOST_ASKEW, _FEW_DAYS = 1.4, 2
# From here on a time without study is told in weeks [days].
_WEEKS_FROM = 14
# Within so many days of today the year goes without saying; beyond, a day would be too exact.
_YEAR_DAYS = 330


def day_words(day: date, today: date) -> str:
    """A day as exactly as one can mean it: `14 Dec`; `May 2028` where it is nearly a year off."""
    return day_short(day) if abs((day - today).days) <= _YEAR_DAYS else month_short(day)


def ends(finish: Finish) -> tuple[date, date, date] | None:
    """The three days of a forecast that is worth its date; None where it is not."""
    if finish.p10 is None or finish.p50 is None or finish.p90 is None or not finish.is_dated:
        return None
    return finish.p10, finish.p50, finish.p90


def range_words(early: date, middle: date, late: date, today: date) -> str:
    """The end in few words: `14 Dec ± 6 d` where the range is even, else `10 Dec – 2 Jan`."""
    before, after = (middle - early).days, (late - middle).days
    longer, shorter = max(before, after), min(before, after)
    is_near = (late - today).days <= _YEAR_DAYS
    if is_near and (longer <= shorter * _MOST_ASKEW or longer - shorter <= _FEW_DAYS):
        if not longer:
            return day_words(middle, today)
        return ngettext("{day} ± {n} d", "{day} ± {n} d", longer).format(
            day=day_words(middle, today), n=count(longer)
        )
    return _("{early} – {late}").format(early=day_words(early, today), late=day_words(late, today))


def idle_words(days: int) -> str:
    """How long nothing was studied: `5 weeks`."""
    if days >= _WEEKS_FROM:
        weeks = days // 7
        return ngettext("{n} week", "{n} weeks", weeks).format(n=count(weeks))
    return ngettext("{n} day", "{n} days", days).format(n=count(days))


def forecast_chip(found: CredentialForecast) -> tuple[str, ChipKind] | None:
    """Where a plan is heading, in a chip; None where nothing can be said."""
    if not found.left_minutes:
        return None
    if found.outlook.is_stalled:
        return _("stalled: no study for {time}").format(time=idle_words(found.idle_days)), "bad"
    known = ends(found.finish)
    if known is None:
        return None
    early, middle, late = known
    today = found.today
    if found.deadline is not None and middle > found.deadline.on:
        words = _("slipping: {day}, not {target}").format(
            day=day_words(middle, today), target=day_words(found.deadline.on, today)
        )
        return words, "bad"
    return _("on pace for {range}").format(range=range_words(early, middle, late, today)), "accent"


def forecast_sentences(found: CredentialForecast) -> list[str]:
    """The forecast of a credential in whole sentences, the most important one first."""
    today, said = found.today, []
    known = ends(found.finish)
    if known is not None and found.left_minutes:
        early, middle, late = (day_words(day, today) for day in known)
        said.append(
            _(
                "As likely as not done by {day};"
                " four of five such plans end between {early} and {late}."
            ).format(day=middle, early=early, late=late)
        )
    elif found.left_minutes and found.outlook.is_stalled:
        said.append(
            _("Stalled: no study for {time}. A log that rests has no end to forecast.").format(
                time=idle_words(found.idle_days)
            )
        )
    told = {one.value: one for one in found.finish.reasons}
    told.pop("stalled", None)
    said += [one.text for one in told.values()]
    asked = needed_sentence(found.deadline, found.needed_minutes_a_day, today)
    return [*said, asked] if asked else said


def needed_sentence(
    deadline: Deadline | None, minutes: int | None, today: date, *, has_rest: bool = False
) -> str:
    """What a deadline asks for on each day, or each that is no rest; "" where for nothing."""
    if deadline is None or not minutes:
        return ""
    day, length = day_words(deadline.on, today), hours(minutes)
    if has_rest:
        text = _("All of it by {day} asks for {length} on each of the other days.")
    else:
        text = _("All of it by {day} asks for {length} a day.")
    return text.format(day=day, length=length)


def whatif_sentence(finish: Finish, today: date) -> str:
    """What a chosen pace would mean."""
    if finish.p50 is None:
        if finish.p10 is None and not finish.reasons:
            return ""
        return _("At this pace it would not be done.")
    if finish.p10 is None or finish.p90 is None:
        return _("Kept to the day, done by {day}.").format(day=day_words(finish.p50, today))
    return _("Kept to the day, done by {day}; as uneven as so far, from {early} to {late}.").format(
        day=day_words(finish.p50, today),
        early=day_words(finish.p10, today),
        late=day_words(finish.p90, today),
    )


def forecast_band(found: CredentialForecast | None, logged_seconds: int) -> Band | None:
    """The band of the chart of hours; None where nothing is dated."""
    if found is None or not found.left_minutes:
        return None
    known = ends(found.finish)
    points = found.outlook.band(found.left_minutes)
    if known is None or not points:
        return None
    return Band(
        label=range_words(*known, found.today),
        days=tuple(point.day for point in points),
        low=tuple(logged_seconds + 60 * point.low for point in points),
        median=tuple(logged_seconds + 60 * point.middle for point in points),
        high=tuple(logged_seconds + 60 * point.high for point in points),
    )
