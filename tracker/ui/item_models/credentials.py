"""Credentials as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.analytics.progress import Deadline, DeadlineKind, next_deadline
from tracker.domain.words import CredentialState
from tracker.i18n import _, ngettext
from tracker.ui.item_models.rows import Column
from tracker.ui.numbers import by_name, day_near, day_short, duration, percent
from tracker.ui.parts.table import CellBar, ColumnStyle

if TYPE_CHECKING:
    from tracker.domain.credentials import CredentialRow
    from tracker.ui.parts.chip import ChipKind

# What a deadline this near is marked for [days]; reminders of renewals begin at a month too.
SOON_DAYS = 30

_STATE_KINDS: dict[CredentialState, ChipKind] = {
    CredentialState.WISH: "plain",
    CredentialState.PLANNED: "degree",
    CredentialState.IN_PROGRESS: "accent",
    CredentialState.SUBMITTED: "money",
    CredentialState.EARNED: "good",
    CredentialState.ABANDONED: "plain",
}


def state_chip(row: CredentialRow, today: date) -> tuple[str, ChipKind]:
    """The word for where a credential stands, and the kind of its chip."""
    if row.draft.state is CredentialState.EARNED and row.is_expired(today):
        return _("expired"), "bad"
    return row.draft.state.text, _STATE_KINDS[row.draft.state]


def badge_tone(row: CredentialRow, today: date) -> str:
    """The tone of a credential's badge: earned and valid is good, expired is bad."""
    kind = state_chip(row, today)[1]
    return kind if kind in ("good", "bad") else "accent"


def is_open(row: CredentialRow) -> bool:
    """Whether the person still works towards it, or may."""
    return row.draft.state not in (CredentialState.EARNED, CredentialState.ABANDONED)


def deadline_text(deadline: Deadline) -> str:
    """A deadline as one speaks of it: `exam in 9 days`, `target today`."""
    if deadline.kind is DeadlineKind.EXAM:
        if deadline.days == 0:
            return _("exam today")
        if deadline.days == 1:
            return _("exam tomorrow")
        told = ngettext("exam in {n} day", "exam in {n} days", deadline.days)
        return told.format(n=deadline.days)
    if deadline.days == 0:
        return _("target today")
    if deadline.days == 1:
        return _("target tomorrow")
    told = ngettext("target in {n} day", "target in {n} days", deadline.days)
    return told.format(n=deadline.days)


def logged_of_planned(row: CredentialRow) -> str:
    """What was studied, of what is planned where that is known: `41 h of 66 h`."""
    done = duration(row.logged_seconds)
    if row.draft.planned_minutes is None:
        return done
    return _("{done} of {plan}").format(done=done, plan=duration(row.draft.planned_minutes * 60))


@dataclass(frozen=True, slots=True)
class ListedCredential:
    """A credential in a list, with the last day on which it was studied."""

    row: CredentialRow
    last_studied: date | None

    @property
    def id(self) -> int:
        """The key of its row."""
        return self.row.id


def listed(
    rows: Sequence[CredentialRow], last_studied: Mapping[int, date]
) -> list[ListedCredential]:
    """The rows of a list."""
    return [ListedCredential(row, last_studied.get(row.id)) for row in rows]


def _deadline(one: ListedCredential, today: date) -> Deadline | None:
    return next_deadline(one.row, today) if is_open(one.row) else None


def _progress(one: ListedCredential, _today: date) -> str:
    if one.row.session_count == 0 and one.row.draft.planned_minutes is None:
        return "–"
    return logged_of_planned(one.row)


def _bar(one: ListedCredential, _today: date) -> CellBar | None:
    if one.row.progress is None:
        return None
    is_over = one.row.progress > 1 and is_open(one.row)
    return CellBar(one.row.progress, percent(one.row.progress), "money" if is_over else "accent")


def _next(one: ListedCredential, today: date) -> str:
    deadline = _deadline(one, today)
    return deadline_text(deadline) if deadline else ""


def _next_day(one: ListedCredential, today: date) -> str:
    deadline = _deadline(one, today)
    return day_short(deadline.on, today) if deadline else ""


def _next_order(one: ListedCredential, today: date) -> date | None:
    deadline = _deadline(one, today)
    return deadline.on if deadline else None


def _next_tone(one: ListedCredential, today: date) -> str | None:
    deadline = _deadline(one, today)
    return "money" if deadline and deadline.days <= SOON_DAYS else None


def _studied(one: ListedCredential, today: date) -> str:
    return day_near(one.last_studied, today) if one.last_studied else ""


def _valid(one: ListedCredential, today: date) -> str:
    until = one.row.draft.valid_until
    return day_short(until, today) if until else ""


def _valid_tone(one: ListedCredential, today: date) -> str:
    return "bad" if one.row.is_expired(today) else "muted"


def _earned(one: ListedCredential, today: date) -> str:
    day = one.row.draft.earned_on
    return day_short(day, today) if day else ""


def spoken(row: CredentialRow, today: date) -> str:
    """A credential as a screen reader says it: title, issuer, state, how far along."""
    parts = [row.title, row.draft.issuer, state_chip(row, today)[0]]
    if row.progress is not None:
        parts.append(_("{share} of planned study").format(share=percent(row.progress)))
    return ", ".join(part for part in parts if part)


# The order in which a person goes through states: what is being worked on comes first.
_STATE_ORDER = [
    CredentialState.IN_PROGRESS,
    CredentialState.SUBMITTED,
    CredentialState.PLANNED,
    CredentialState.WISH,
    CredentialState.EARNED,
    CredentialState.ABANDONED,
]
TITLE, STATE = 0, 1

COLUMNS: tuple[Column[ListedCredential], ...] = (
    Column(
        lambda: _("Credential"),
        ColumnStyle(weight=1, role="strong"),
        lambda one, _today: one.row.title,
        order=lambda one, _today: by_name(one.row.title),
        spoken=lambda one, today: spoken(one.row, today),
        icon=lambda one, _today: "archive" if one.row.is_archived else "credentials",
        badge=lambda one, today: badge_tone(one.row, today),
        below=lambda one, _today: one.row.draft.issuer,
    ),
    Column(
        lambda: _("State"),
        ColumnStyle(width=112),
        lambda one, today: state_chip(one.row, today)[0],
        order=lambda one, _today: _STATE_ORDER.index(one.row.draft.state),
        chip=lambda one, today: state_chip(one.row, today)[1],
    ),
    Column(
        lambda: _("Study"),
        ColumnStyle(width=188, tone="muted", role="secondary", hide_below=480),
        _progress,
        order=lambda one, _today: one.row.logged_seconds,
        bar=_bar,
    ),
    Column(
        lambda: _("Last studied"),
        ColumnStyle(width=108, tone="muted", hide_below=960),
        _studied,
        order=lambda one, _today: one.last_studied,
    ),
    Column(
        lambda: _("Next"),
        ColumnStyle(width=136, hide_below=620),
        _next,
        order=_next_order,
        tone=_next_tone,
        below=_next_day,
    ),
    Column(
        lambda: _("Earned"),
        ColumnStyle(width=112, is_number=True, tone="muted", hide_below=1060),
        _earned,
        order=lambda one, _today: one.row.draft.earned_on,
    ),
    Column(
        lambda: _("Valid until"),
        ColumnStyle(width=112, is_number=True, tone="muted", hide_below=860),
        _valid,
        order=lambda one, _today: one.row.draft.valid_until,
        tone=_valid_tone,
    ),
)
