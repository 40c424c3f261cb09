"""Credentials as a board: a column for each state, a card for each credential."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.analytics.progress import in_progress_by_deadline, next_deadline
from tracker.domain.words import CredentialState
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.item_models.credentials import (
    SOON_DAYS,
    deadline_text,
    is_open,
    logged_of_planned,
    spoken,
)
from tracker.ui.menus import Entry, menu
from tracker.ui.numbers import day_short, duration, percent
from tracker.ui.pages.credentials.actions import capital, delete, move, row_entries
from tracker.ui.parts.board import Board, move_hint
from tracker.ui.parts.boardcards import BoardCard
from tracker.ui.parts.labels import PlainLabel

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.credentials import CredentialRow
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.pages.credentials.filter import Wanted


@dataclass(frozen=True, slots=True)
class _Answer:
    rows: Mapping[int, CredentialRow]
    cards: Mapping[str, Sequence[BoardCard]]


class BoardView(QWidget):
    """The board; what is moved is written at once, and can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty columns; `show_wanted` asks the record."""
        super().__init__(parent)
        self._desk = desk
        self._rows: Mapping[int, CredentialRow] = {}
        states = [(state.value, capital(state.text)) for state in CredentialState]
        self.board = Board(states, _("Credentials by state"))
        self.board.opened.connect(self._open)
        self.board.moved.connect(self._move)
        self.board.deleted.connect(self._delete)
        self.board.asked.connect(self._show_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(self.board, 1)
        column.addWidget(PlainLabel(move_hint(), "secondary", "muted", wraps=True))

    def show_wanted(self, wanted: Wanted) -> None:
        """Ask for the cards of all that fits."""
        self._desk.ask(partial(_answer, wanted), self._show, key=(self, "cards"))

    def _show(self, answer: _Answer) -> None:
        self._rows = answer.rows
        self.board.show_cards(dict(answer.cards))

    def _open(self, ident: int) -> None:
        self._desk.go("credential", ident)

    def _move(self, ident: int, state: str) -> None:
        if ident in self._rows:
            move(self._desk, self._rows[ident], CredentialState(state))

    def _delete(self, ident: int) -> None:
        if ident in self._rows:
            delete(self._desk, self._rows[ident])

    def _show_menu(self, ident: int, where: QPoint) -> None:
        if ident not in self._rows:
            return
        opening = Entry(_("Open"), "credentials", partial(self._open, ident))
        menu((opening, *row_entries(self._desk, self._rows[ident])), self).popup(where)


def _answer(wanted: Wanted, record: Record) -> _Answer:
    rows = wanted.rows(record)
    today = record.ground.today()
    cards: dict[str, list[BoardCard]] = {state.value: [] for state in CredentialState}
    for row in in_progress_by_deadline(rows, today):
        cards[row.draft.state.value].append(card_of(row, today))
    earned = CredentialState.EARNED.value
    days = {row.id: row.draft.earned_on for row in rows}
    # What was earned last stands first; what has no day stands last.
    cards[earned].sort(key=lambda card: -(day.toordinal() if (day := days[card.id]) else 0))
    return _Answer({row.id: row for row in rows}, cards)


def card_of(row: CredentialRow, today: date) -> BoardCard:
    """A credential as a card: how far along, and the day that matters next."""
    foot, tone = _foot(row, today)
    has_bar = row.progress is not None and is_open(row)
    is_over = has_bar and row.progress is not None and row.progress > 1
    done = ""
    if has_bar:
        done = logged_of_planned(row)
    elif row.session_count:
        done = _("{length} of study").format(length=duration(row.logged_seconds))
    return BoardCard(
        row.id,
        row.title,
        row.draft.issuer,
        row.progress if has_bar else None,
        done,
        percent(row.progress) if has_bar else "",
        foot,
        tone,
        "money" if is_over else "accent",
        ", ".join(part for part in (spoken(row, today), done, foot) if part),
    )


def _foot(row: CredentialRow, today: date) -> tuple[str, str]:
    """The last line of a card with its tone."""
    draft = row.draft
    if row.is_archived:
        return _("in the archive"), "muted"
    if is_open(row):
        deadline = next_deadline(row, today)
        if deadline is None:
            return "", "muted"
        return deadline_text(deadline), "money" if deadline.days <= SOON_DAYS else "muted"
    if draft.state is not CredentialState.EARNED:
        return "", "muted"
    if draft.valid_until is not None and row.is_expired(today):
        return _("expired on {day}").format(day=day_short(draft.valid_until, today)), "bad"
    if draft.valid_until is not None:
        is_soon = (draft.valid_until - today).days <= SOON_DAYS
        words = _("valid until {day}").format(day=day_short(draft.valid_until, today))
        return words, "money" if is_soon else "good"
    if draft.earned_on is not None:
        return _("earned {day}").format(day=day_short(draft.earned_on, today)), "good"
    return "", "muted"
