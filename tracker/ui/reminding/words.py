"""What a reminder says, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.analytics.deadlines import DueKind
from tracker.analytics.reminders import Reminder, ReminderKind
from tracker.i18n import _, ngettext
from tracker.ui.numbers import count, day_short, duration, money, time_short
from tracker.ui.pages.plan.words import days_words
from tracker.ui.parts.chip import ChipKind

_PRESSING_DAYS, _SOON_DAYS = 7, 30
# A summary names so many of what waits.
_NAMED = 3


def kind_text(kind: ReminderKind) -> str:
    """What a kind is called where it is switched on and off."""
    return {
        ReminderKind.EXPIRY: _("Last valid days and renewals"),
        ReminderKind.EXAM: _("Exams"),
        ReminderKind.TARGET: _("Targets"),
        ReminderKind.CLAIM: _("Last days to claim"),
        ReminderKind.GOAL: _("Goals at risk"),
        ReminderKind.BLOCK: _("Planned study"),
    }[kind]


def kind_when(kind: ReminderKind) -> str:
    """When one of this kind is told."""
    return {
        ReminderKind.EXPIRY: _("90, 60, 30 and 7 days before"),
        ReminderKind.EXAM: _("14 days, 7 days and a day before"),
        ReminderKind.TARGET: _("7 days and a day before"),
        ReminderKind.CLAIM: _("30 days, 7 days and a day before"),
        ReminderKind.GOAL: _("near the end of the week or month"),
        ReminderKind.BLOCK: _("10 minutes before it begins"),
    }[kind]


def title_of(one: Reminder) -> str:
    """What it is about."""
    if one.title:
        return one.title
    return _("All study") if one.kind is ReminderKind.GOAL else _("Planned study")


def sentence(one: Reminder, today: date) -> str:
    """What is so, and when."""
    when, day = days_words(one.days), day_short(one.on, today)
    if one.kind is ReminderKind.GOAL:
        text = _("{length} left to reach the goal by {day}")
        return text.format(length=duration(one.left_seconds), day=day)
    if one.kind is ReminderKind.BLOCK:
        at = time_short(one.start.wall) if one.start is not None else day
        return _("Planned for {time}").format(time=at)
    if one.due is DueKind.CLAIM:
        return _("{amount} can be claimed until {day}, {when}").format(
            amount=money(one.amount), day=day, when=when
        )
    texts = {
        DueKind.EXAM: _("Exam {when}, on {day}"),
        DueKind.TARGET: _("Target {when}, on {day}"),
        DueKind.MODULE: _("Module «{detail}» {when}, on {day}"),
        DueKind.RENEWAL: _("Its renewal ends {when}, on {day}"),
        DueKind.VALIDITY: _("Its last valid day is {day}, {when}"),
    }
    text = texts.get(one.due) if one.due is not None else None
    return (text or "{day}").format(when=when, day=day, detail=one.detail)


def icon_of(one: Reminder) -> str:
    """The icon of its kind."""
    return {
        ReminderKind.EXPIRY: "history",
        ReminderKind.EXAM: "flag",
        ReminderKind.TARGET: "flag",
        ReminderKind.CLAIM: "spending",
        ReminderKind.GOAL: "plan",
        ReminderKind.BLOCK: "calendar",
    }[one.kind]


def chip_of(one: Reminder) -> tuple[str, ChipKind]:
    """How near it is, in the colour of how much it presses."""
    kind: ChipKind = "plain"
    if one.days <= _PRESSING_DAYS:
        kind = "bad" if one.kind in (ReminderKind.EXPIRY, ReminderKind.CLAIM) else "money"
    elif one.days <= _SOON_DAYS:
        kind = "money"
    return days_words(one.days), kind


def summary(found: Sequence[Reminder]) -> tuple[str, str]:
    """One sentence over several, and the names of the first."""
    text = ngettext("{n} reminder waits for you", "{n} reminders wait for you", len(found))
    names = [title_of(one) for one in found[:_NAMED]]
    return text.format(n=count(len(found))), " · ".join(names)
