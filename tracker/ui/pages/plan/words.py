"""What Plan says in words: goals, blocks, rest, pace, deadlines."""

from __future__ import annotations

from datetime import date

from tracker.analytics.deadlines import Due, DueKind
from tracker.analytics.goals import GoalState
from tracker.analytics.plan import PlanView, RenewalPlan, milli_a_month
from tracker.analytics.streak import DayMark
from tracker.analytics.studydays import Fate, Planned
from tracker.domain.money import Money
from tracker.domain.study import RestDayDraft
from tracker.domain.words import GoalPeriod, RenewalKind
from tracker.i18n import _, dotted, ngettext
from tracker.ui.numbers import (
    count,
    day_long,
    day_short,
    duration,
    money,
    time_short,
    weekday_short,
)
from tracker.ui.pages.credential.words import units
from tracker.ui.parts.chip import ChipKind

# As on Today: a deadline this near is marked [days]; a renewal this near, and a pressing one.
_SOON_DAYS = 14
_RENEWAL_SOON_DAYS, _RENEWAL_PRESSING_DAYS = 90, 30
# Up to here one counts days, beyond it months.
_COUNTED_DAYS = 60
_DAYS_A_MONTH = 30.436875


def subtitle(view: PlanView) -> str:
    """What lies ahead, as a line below the title."""
    ahead = sum(one.fate is Fate.AHEAD for one in view.blocks)
    text = ngettext("{n} block ahead", "{n} blocks ahead", ahead).format(n=count(ahead))
    parts = [text if ahead else _("nothing planned in the coming two weeks")]
    # What is charged or merely ends asks nothing of anyone.
    quiet = (DueKind.CHARGE, DueKind.CLAW_BACK)
    coming = next((d for d in view.deadlines if d.on >= view.day and d.kind not in quiet), None)
    if coming is not None:
        when = days_words((coming.on - view.day).days)
        parts.append(
            _("next: {title}, {kind}, {when}").format(
                title=coming.title, kind=_asked(coming.kind), when=when
            )
        )
    words = dotted(parts)
    return words[:1].upper() + words[1:]


def goal_title(state: GoalState) -> str:
    """What a goal is for, and how much it asks: «All study · 8 h a week»."""
    what = state.title or _("All study")
    asked = {
        GoalPeriod.DAY: _("{what} · {length} a day"),
        GoalPeriod.WEEK: _("{what} · {length} a week"),
        GoalPeriod.MONTH: _("{what} · {length} a month"),
    }[state.goal.draft.period]
    return asked.format(what=what, length=duration(state.progress.goal_seconds))


def goal_progress(state: GoalState, today: date) -> str:
    """What is done of it in the period that runs; when it begins, or ended."""
    draft = state.goal.draft
    if state.is_ahead and draft.starts_on is not None:
        return _("begins {day}").format(day=day_short(draft.starts_on, today))
    if state.is_over and draft.ends_on is not None:
        return _("ended {day}").format(day=day_short(draft.ends_on, today))
    text = {
        GoalPeriod.DAY: _("{done} done today"),
        GoalPeriod.WEEK: _("{done} done this week"),
        GoalPeriod.MONTH: _("{done} done this month"),
    }[draft.period].format(done=duration(state.progress.done_seconds))
    left = state.progress.left_seconds
    rest = _("{length} to go").format(length=duration(left)) if left else _("reached")
    parts = [text, rest]
    if draft.ends_on is not None:
        parts.append(_("until {day}").format(day=day_short(draft.ends_on, today)))
    return dotted(parts)


def goal_past(state: GoalState) -> str:
    """In how many of the past periods it was met; that there is none to judge yet."""
    if not state.judged:
        return _("no full period yet")
    text = {
        GoalPeriod.DAY: ngettext(
            "met on {hits} of {n} day", "met on {hits} of {n} days", state.judged
        ),
        GoalPeriod.WEEK: ngettext(
            "met in {hits} of {n} week", "met in {hits} of {n} weeks", state.judged
        ),
        GoalPeriod.MONTH: ngettext(
            "met in {hits} of {n} month", "met in {hits} of {n} months", state.judged
        ),
    }[state.goal.draft.period]
    return text.format(hits=count(state.hits), n=count(state.judged))


def block_title(one: Planned, view: PlanView) -> str:
    """What a block is for: its own title, else its credential's."""
    draft = one.block.draft
    return draft.title or view.titles.get(draft.credential_id or 0, "") or _("Study")


def block_when(one: Planned) -> str:
    """When a block begins and how long it lasts: «Tue 24 Nov 19:00 · 2 h»."""
    draft = one.block.draft
    wall = draft.start.wall
    words = _("{weekday} {day} {time} · {length}").format(
        weekday=weekday_short(wall.date()),
        day=day_short(wall.date(), wall.date()),
        time=time_short(wall),
        length=duration(draft.seconds),
    )
    return f"{words} · {draft.activity}" if draft.activity else words


def block_chip(one: Planned, today: date) -> tuple[str, ChipKind]:
    """What became of a block; how near it is where it is ahead."""
    if one.fate is Fate.KEPT:
        return _("kept"), "good"
    if one.fate is Fate.MISSED:
        # Missed without reproach: it says what is so, in no colour of alarm.
        return _("not logged"), "plain"
    days = (one.day - today).days
    return days_words(days), "accent" if days <= 1 else "plain"


def rest_title(draft: RestDayDraft, today: date) -> str:
    """The days of rest: «12 Dec – 14 Dec»."""
    first, last = day_short(draft.first_on, today), day_short(draft.last_on, today)
    if draft.first_on == draft.last_on:
        return first
    return _("{first} – {last}").format(first=first, last=last)


def rest_chip(draft: RestDayDraft, today: date) -> tuple[str, ChipKind]:
    """How near the rest is."""
    if draft.first_on <= today <= draft.last_on:
        return _("now"), "degree"
    if draft.last_on < today:
        return days_words((draft.last_on - today).days), "plain"
    return days_words((draft.first_on - today).days), "plain"


def mark_words(day: date, mark: DayMark, seconds: int, reason: str) -> str:
    """All that is said of a day of the month."""
    text = {
        DayMark.STUDY: duration(seconds),
        DayMark.SHORT: _("{length}, less than the least").format(length=duration(seconds)),
        DayMark.REST: _("planned rest: {reason}").format(reason=reason)
        if reason
        else _("planned rest"),
        DayMark.NONE: _("no study"),
        DayMark.OPEN: "",
    }[mark]
    name = day_long(day)
    return _("{day}: {text}").format(day=name, text=text) if text else name


def days_words(days: int) -> str:
    """How far a day is: «today», «in 9 days», «in 4 months», «5 days ago»."""
    if days < 0:
        return ngettext("{n} day ago", "{n} days ago", -days).format(n=count(-days))
    if days < 2:
        return _("tomorrow") if days else _("today")
    if days <= _COUNTED_DAYS:
        return ngettext("in {n} day", "in {n} days", days).format(n=count(days))
    months = round(days / _DAYS_A_MONTH)
    return ngettext("in {n} month", "in {n} months", months).format(n=count(months))


def due_kind(kind: DueKind) -> str:
    """The name of a kind of deadline."""
    return {
        DueKind.EXAM: _("Exam"),
        DueKind.TARGET: _("Target"),
        DueKind.MODULE: _("Module"),
        DueKind.VALIDITY: _("Last valid day"),
        DueKind.RENEWAL: _("Renewal"),
        DueKind.CLAIM: _("Last day to claim"),
        DueKind.CLAW_BACK: _("Claw-back ends"),
        DueKind.CHARGE: _("Charge"),
    }[kind]


def _asked(kind: DueKind) -> str:
    """A kind of deadline that asks something of one, within a sentence.

    A text of its own, since not every language writes a word small that stands inside.
    """
    return {
        DueKind.EXAM: _("exam"),
        DueKind.TARGET: _("target"),
        DueKind.MODULE: _("module"),
        DueKind.VALIDITY: _("last valid day"),
        DueKind.RENEWAL: _("renewal"),
        DueKind.CLAIM: _("last day to claim"),
    }[kind]


def due_words(due: Due) -> str:
    """What a deadline is, with its module or its amount."""
    detail = money(due.amount, is_short=True) if due.amount is not None else due.detail
    kind = due_kind(due.kind)
    return _("{kind} · {detail}").format(kind=kind, detail=detail) if detail else kind


def due_chip(due: Due, today: date) -> tuple[str, ChipKind]:
    """How far a deadline is, in the colour of how much it presses."""
    days = (due.on - today).days
    words = days_words(days)
    if due.kind in (DueKind.RENEWAL, DueKind.VALIDITY):
        return words, renewal_kind(days)
    if due.kind is DueKind.CLAIM and days < 0:
        return words, "bad"
    is_quiet = due.kind in (DueKind.CLAW_BACK, DueKind.CHARGE)
    return words, "plain" if is_quiet or days > _SOON_DAYS else "money"


def renewal_kind(days: int) -> ChipKind:
    """The colour of a renewal that is as many days away."""
    if days <= _RENEWAL_PRESSING_DAYS:
        return "bad"
    return "money" if days <= _RENEWAL_SOON_DAYS else "plain"


def renewal_done(one: RenewalPlan) -> str:
    """The units earned of those needed."""
    rule = one.rule.draft
    words = _("{n} of {all} {unit}").format(
        n=units(one.counted_milli), all=units(rule.units_milli), unit=rule.unit or _("units")
    )
    return words.strip()


def renewal_pace(one: RenewalPlan, today: date) -> str:
    """What is left to earn, and how much that is a month."""
    left = one.left_milli
    if left is None:
        return ""
    if left == 0:
        return _("complete")
    monthly = milli_a_month(left, one.state.cycle.draft.ends_on, today)
    if monthly is None or monthly >= left:
        return _("{n} to go").format(n=units(left))
    return _("{n} to go · {pace} a month").format(n=units(left), pace=units(monthly))


def renewal_fee(one: RenewalPlan) -> str:
    """What the renewal costs, and whether an expense is named for it; "" where no fee is known."""
    rule, cycle = one.rule.draft, one.state.cycle.draft
    if not rule.fee_minor or rule.fee_currency is None:
        return ""
    amount = money(Money(rule.fee_minor, rule.fee_currency), is_short=True)
    if cycle.expense_id is not None:
        return _("fee {amount}, paid").format(amount=amount)
    return _("fee {amount}, not paid yet").format(amount=amount)


def renewal_what(one: RenewalPlan) -> str:
    """What keeping it asks for: the kind of renewal and its fee."""
    kind = one.rule.draft.kind
    parts = [kind.text if kind is not RenewalKind.NONE else "", renewal_fee(one)]
    return dotted(parts)
