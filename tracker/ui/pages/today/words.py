"""What Today says in words: counts, deadlines, what a day asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.analytics.progress import Deadline, DeadlineKind
from tracker.analytics.spending import Spent
from tracker.analytics.streak import Streak
from tracker.analytics.today import InProgress, Today
from tracker.domain.credentials import CredentialRow
from tracker.domain.instants import Moment
from tracker.domain.money import Money, Total
from tracker.domain.proof import RenewalDue
from tracker.domain.words import CredentialState, RenewalKind, WorkloadUnit
from tracker.i18n import _, dotted, ngettext
from tracker.ui.numbers import (
    count,
    day_short,
    duration,
    hours,
    money,
    spoken,
    time_short,
    unknown,
)
from tracker.ui.pages.credential.forecast_words import forecast_chip
from tracker.ui.parts.chip import ChipKind

if TYPE_CHECKING:
    from tracker.analytics.forecast.credential import CredentialForecast

# A deadline this near is marked [days]; a renewal this near too, and a nearer one as pressing.
_SOON_DAYS = 14
_RENEWAL_SOON_DAYS, _RENEWAL_PRESSING_DAYS = 90, 30
# More study a day than this is told as what is left, not as a plan that nobody keeps [minutes].
_MOST_A_DAY = 8 * 60
_HOUR_SECONDS = 3600
# Up to here a deadline is told in days; from a year on its date needs the year.
_COUNTED_DAYS, _YEAR_DAYS = 60, 330


def counts_sentence(counts: Mapping[CredentialState, int]) -> str:
    """How many credentials are in progress and earned, as a sentence."""
    doing = counts.get(CredentialState.IN_PROGRESS, 0)
    done = counts.get(CredentialState.EARNED, 0)
    told = ngettext("{n} earned", "{n} earned", done).format(n=spoken(done))
    words = _("{doing} · {earned}").format(
        doing=ngettext("{n} credential in progress", "{n} credentials in progress", doing).format(
            n=spoken(doing)
        ),
        earned=told if done else _("none earned"),
    )
    return words[:1].upper() + words[1:]


def issuer_words(row: CredentialRow) -> str:
    """Who awards it and, where it is stated in ECTS, how much that is."""
    draft = row.draft
    who = draft.issuer or draft.kind.text
    if draft.workload_unit is WorkloadUnit.ECTS and draft.workload_milli is not None:
        amount = f"{draft.workload_milli / 1000:g}"
        return _("{issuer} · {n} ECTS").format(issuer=who, n=amount)
    return who


def progress_words(row: CredentialRow) -> str:
    """What is logged of what is planned."""
    planned = row.draft.planned_minutes
    if planned is None:
        if row.logged_seconds == 0:
            return _("nothing logged yet")
        return _("{length} logged, no plan yet").format(length=_rough(row.logged_seconds))
    if planned % 60 == 0 and (row.logged_seconds == 0 or row.logged_seconds >= _HOUR_SECONDS):
        done = count(row.logged_seconds // _HOUR_SECONDS)
        return _("{done} of {planned} h").format(done=done, planned=count(planned // 60))
    return _("{done} of {planned}").format(done=_rough(row.logged_seconds), planned=hours(planned))


def _rough(seconds: int) -> str:
    """A length where minutes no longer matter: whole hours from ten hours on."""
    if seconds >= 10 * _HOUR_SECONDS:
        seconds -= seconds % _HOUR_SECONDS
    return duration(seconds)


def chip_words(
    one: InProgress, today: date, forecast: CredentialForecast | None = None
) -> tuple[str, ChipKind] | None:
    """What matters most about a credential in progress now; None where nothing is known.

    A deadline that is near, else where the forecast says it is heading, else that the plan is
    passed, else the next deadline, else one that has gone by.
    """
    planned = one.row.draft.planned_minutes
    over = None if planned is None else one.row.logged_seconds - planned * 60
    deadline = one.deadline
    is_near = deadline is not None and deadline.days <= _SOON_DAYS
    ahead = None if forecast is None or is_near else forecast_chip(forecast)
    if ahead is not None:
        return ahead
    if deadline is not None and (deadline.days <= _SOON_DAYS or over is None or over <= 0):
        kind: ChipKind = "money" if deadline.days <= _SOON_DAYS else "accent"
        is_hard = one.needed_minutes_a_day is not None and one.needed_minutes_a_day > _MOST_A_DAY
        return _deadline_words(one), "bad" if is_hard else kind
    if over is not None and over >= _HOUR_SECONDS:
        return _("{length} over plan").format(length=_rough(over)), "bad"
    if over is not None and over >= 0:
        return _("plan reached"), "good"
    gone = [
        (on, text)
        for on, text in (
            (one.row.draft.exam_on, _("exam was {day}")),
            (one.row.draft.target_on, _("target was {day}")),
        )
        if on is not None and on < today
    ]
    if gone:
        on, text = max(gone)
        return text.format(day=day_short(on, today)), "money"
    return None


def _deadline_words(one: InProgress) -> str:
    """How far a deadline is and what it asks for a day."""
    deadline = one.deadline
    if deadline is None:
        return ""
    is_exam = deadline.kind is DeadlineKind.EXAM
    when = _days_words(deadline, is_exam=is_exam)
    needed, planned = one.needed_minutes_a_day, one.row.draft.planned_minutes
    if needed is None or planned is None:
        return when
    if needed == 0:
        return _("{when} · plan reached").format(when=when)
    if needed > _MOST_A_DAY or deadline.days == 0:
        left = _rough(planned * 60 - one.row.logged_seconds)
        return _("{when} · {length} left").format(when=when, length=left)
    return _("{when} · {length} a day").format(when=when, length=hours(needed))


def _days_words(deadline: Deadline, *, is_exam: bool) -> str:
    """How far it is: in days where one counts them, by its date beyond."""
    days = deadline.days
    if days > _COUNTED_DAYS:
        text = _("exam {day}") if is_exam else _("target {day}")
        # Within a year of today the year goes without saying.
        is_far = days > _YEAR_DAYS
        return text.format(day=day_short(deadline.on, date.min if is_far else None))
    if days == 0:
        return _("exam today") if is_exam else _("target today")
    if days == 1:
        return _("exam tomorrow") if is_exam else _("target tomorrow")
    if is_exam:
        return ngettext("exam in {n} day", "exam in {n} days", days).format(n=count(days))
    return ngettext("target in {n} day", "target in {n} days", days).format(n=count(days))


def deadline_tile(one: InProgress | None, today: date, zone: str) -> tuple[str, str]:
    """The number and the line of the next deadline."""
    if one is None or one.deadline is None:
        return _("None"), _("no exam or target date ahead")
    deadline = one.deadline
    days = ngettext("{n} day", "{n} days", deadline.days).format(n=count(deadline.days))
    value = {0: _("Today"), 1: _("Tomorrow")}.get(deadline.days, days)
    on = day_short(deadline.on, today)
    if deadline.kind is DeadlineKind.TARGET:
        return value, _("{title} target · {day}").format(title=one.row.name, day=on)
    wall = _exam_wall(one.row.draft.exam_at, zone)
    if wall is not None and wall.date() == deadline.on:
        return value, _("{title} exam · {day}, {time}").format(
            title=one.row.name, day=on, time=time_short(wall)
        )
    return value, _("{title} exam · {day}").format(title=one.row.name, day=on)


def _exam_wall(at: datetime | None, zone: str) -> datetime | None:
    return None if at is None else Moment.of(at, zone).wall


def streak_tile(streak: Streak) -> tuple[str, str]:
    """The number and the line of the streak."""
    if streak.best == 0:
        return _("None yet"), _("a day with study begins one")
    value = ngettext("{n} day", "{n} days", streak.current).format(n=count(streak.current))
    words = [_("best {n}").format(n=count(streak.best))]
    if streak.rested:
        words.append(
            ngettext("{n} rest day", "{n} rest days", streak.rested).format(n=count(streak.rested))
        )
    if not streak.is_safe_today:
        words.append(_("not yet today") if streak.current else _("begin anew today"))
    return value, dotted(words)


def week_tile(data: Today) -> tuple[str, str, float | None]:
    """The number, the line and the share of this week's goal; None where there is no goal."""
    value = duration(data.week_seconds)
    goal = data.goal
    if goal is None:
        return value, "", None
    told = duration(goal.goal_seconds)
    if goal.left_seconds:
        left = duration(goal.left_seconds)
        text = _("of {goal} goal · {left} to go").format(goal=told, left=left)
    elif data.week_seconds > goal.goal_seconds:
        more = duration(data.week_seconds - goal.goal_seconds)
        text = _("of {goal} goal · {more} more").format(goal=told, more=more)
    else:
        text = _("of {goal} goal · reached").format(goal=told)
    return value, text, goal.share


def spent_tile(spent: Spent, budget: Money | None) -> tuple[str, str]:
    """What the person paid this year less refunds, and what was reimbursed of it.

    «unknown» with the sums by currency where a rate is missing.
    """
    own = spent.own
    if not own.by_currency:
        return _("None yet"), _budget_words(budget)
    if own.known is None:
        return unknown(), sums_words(own)
    words = []
    back = spent.reimbursed.known
    if back is None:
        words.append(_("reimbursed: unknown"))
    elif back.minor:
        words.append(_("{amount} reimbursed").format(amount=money(back, is_short=True)))
    if budget is not None:
        words.append(_budget_words(budget))
    refunded = spent.refunded.known
    paid = None if refunded is None else own.known - refunded
    return money(paid, is_short=True), dotted(words)


def _budget_words(budget: Money | None) -> str:
    if budget is None:
        return ""
    return _("budget {amount}").format(amount=money(budget, is_short=True))


def sums_words(total: Total) -> str:
    """What was paid in each currency: «€1,240 · ¥5,000», complete where the sum is unknown."""
    sums = (Money(minor, code) for code, minor in total.by_currency.items())
    return dotted(money(one, is_short=True) for one in sums)


def renewal_needs(due: RenewalDue) -> str:
    """What a renewal still asks for: units, a fee, an assessment."""
    rule = due.rule
    words = []
    if rule.units_milli:
        unit = rule.unit or _("units")
        done, wanted = f"{due.earned_milli / 1000:g}", f"{rule.units_milli / 1000:g}"
        words.append(_("{done} of {wanted} {unit}").format(done=done, wanted=wanted, unit=unit))
    is_done = bool(rule.units_milli) and due.earned_milli >= (rule.units_milli or 0)
    has_fee = rule.fee_minor and due.cycle.draft.expense_id is None
    if has_fee and (is_done or not rule.units_milli):
        words.append(_("pay fee"))
    if not words and rule.kind is not RenewalKind.NONE:
        words.append(rule.kind.text)
    return dotted(words)


def renewal_due(due: RenewalDue, today: date) -> tuple[str, str | None]:
    """When a renewal is due, and the kind of its chip; None where it is a plain day."""
    on = due.cycle.draft.ends_on
    days = (on - today).days
    if days < 0:
        return _("since {day}").format(day=day_short(on, today)), "bad"
    if days == 0:
        return _("today"), "bad"
    if days > _RENEWAL_SOON_DAYS:
        return day_short(on, today), None
    words = ngettext("in {n} d", "in {n} d", days).format(n=count(days))
    return words, "bad" if days <= _RENEWAL_PRESSING_DAYS else "money"


def heat_sentence(data: Today, weeks: int) -> str:
    """What the heatmap shows, for a screen reader."""
    total = sum(data.days.values())
    text = ngettext(
        "Study of the last {n} week: {length} on {days} days",
        "Study of the last {n} weeks: {length} on {days} days",
        weeks,
    )
    return text.format(n=weeks, length=_rough(total), days=len(data.days))


def heat_foot(data: Today) -> str:
    """The sum below the heatmap, with the median of the days that have study."""
    total = sum(data.days.values())
    if not total:
        return _("no study in these weeks")
    return _("{total} · median {median} a day").format(
        total=_rough(total), median=duration(data.median_seconds)
    )
