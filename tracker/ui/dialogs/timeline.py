"""The whole history: what was done, when, to what, from where; undo and redo in their order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.changes import Changes, Kind, Subject
from tracker.domain.instants import Moment
from tracker.errors import TrackerError
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.dialogs.history import open_history
from tracker.ui.dialogs.history_words import source_words
from tracker.ui.numbers import count, when
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.fields import ChoiceField, LineField
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.sentences import said

if TYPE_CHECKING:
    from datetime import date

    from tracker.record import Record
    from tracker.store.timeline import Timeline, TimelineRow
    from tracker.ui.desk import Desk

_WIDTH = 720
_HEIGHT = 560
_SHOWN = 30
# So long after the last letter the record is asked [ms].
_TYPED_MS = 200
_GROUPS: tuple[tuple[str, frozenset[Kind]], ...] = (
    ("study", frozenset({Kind.STUDY_SESSION, Kind.STUDY_SHARE, Kind.RUNNING_TIMER})),
    (
        "credentials",
        frozenset(
            {Kind.CREDENTIAL, Kind.MODULE, Kind.EXAM_ATTEMPT, Kind.PATHWAY, Kind.PATHWAY_STEP}
            | {Kind.SKILL, Kind.CREDENTIAL_SKILL, Kind.EVIDENCE, Kind.ISSUER}
            | {Kind.RENEWAL, Kind.RENEWAL_CYCLE, Kind.RENEWAL_CREDIT}
        ),
    ),
    (
        "spending",
        frozenset({Kind.EXPENSE, Kind.REFUND, Kind.REIMBURSEMENT, Kind.SUBSCRIPTION}),
    ),
    ("plan", frozenset({Kind.GOAL, Kind.PLANNED_BLOCK, Kind.REST_DAY})),
    ("settings", frozenset({Kind.RECORD_SETTING})),
)


class Told:
    """What the dialog shows: the operations, and what their words need."""

    def __init__(self, timeline: Timeline, zone: str, today: date) -> None:
        self.timeline, self.zone, self.today = timeline, zone, today


class TimelineDialog(Dialog):
    """Everything that was done, newest first; it follows the record."""

    def __init__(self, desk: Desk) -> None:
        """Asks at once."""
        super().__init__(_("History"), _WIDTH, is_scrolled=True)
        self._desk = desk
        self._rows: list[OperationRow] = []
        self._next_id: int | None = None
        self._is_more = False
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_SMALL)
        self.search = LineField("", _("Find what was done"))
        self.search.setAccessibleName(_("Find what was done"))
        self.groups = ChoiceField()
        self.groups.setAccessibleName(_("What it was about"))
        names = {
            "study": _("Study"),
            "credentials": _("Credentials"),
            "spending": _("Spending"),
            "plan": _("Plan"),
            "settings": _("Settings"),
        }
        self.groups.addItem(_("Everything"), "")
        for ident, _kinds in _GROUPS:
            self.groups.addItem(names[ident], ident)
        head.addWidget(self.search, 1)
        head.addWidget(self.groups)
        self._whole.insertLayout(1, head)
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self.list)
        self.nothing = PlainLabel(_("Nothing of that kind was done yet."), tone="muted", wraps=True)
        self.nothing.hide()
        self.more = Button(_("Show earlier"), run=self._show_more)
        self.more.hide()
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.undo_button = Button(_("Undo"), icon="undo", run=self._undo)
        self.redo_button = Button(_("Redo"), icon="redo", run=self._redo)
        self.buttons.addWidget(self.undo_button)
        self.buttons.addWidget(self.redo_button)
        self.buttons.addStretch(1)
        self.add_button(cancel_button(self, _("Close")))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPED_MS)
        self._typing.timeout.connect(self._ask)
        self.search.textChanged.connect(self._typing.start)
        self.groups.currentIndexChanged.connect(self._ask)
        desk.changed.connect(self._changed)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def rows(self) -> list[OperationRow]:
        """The operations that are listed, newest first."""
        return list(self._rows)

    def fit(self) -> None:
        """As tall as a screenful, since the rows come after it is shown."""
        super().fit()
        parent = self.parentWidget()
        room = parent.height() if parent is not None else theme.current().px(600)
        self.resize(self.width(), min(theme.current().px(_HEIGHT), int(room * 0.9)))

    def undo_to(self, steps: int) -> None:
        """Take back `steps` operations in their order."""
        self._desk.do(
            lambda record: record.history.undo_steps(steps),
            partial(self._undone, steps),
            self._failed,
        )

    def _undo(self) -> None:
        self.undo_to(1)

    def _redo(self) -> None:
        self._desk.do(lambda record: record.history.redo(), self._redone, self._failed)

    def _undone(self, steps: int, changes: Changes) -> None:
        words = changes.told or changes.label
        if steps > 1:
            text = ngettext("Undone: {n} step", "Undone: {n} steps", steps)
            words = text.format(n=count(steps))
        self._tell(words)

    def _redone(self, changes: Changes) -> None:
        self._tell(changes.told or changes.label)

    def _tell(self, words: str) -> None:
        self.notice.say("")
        self._desk.say(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _failed(self, error: BaseException) -> None:
        self._ask()
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
        else:
            self._desk.failed.emit(error)

    def _changed(self, changes: Changes) -> None:
        if changes.kinds:
            self._ask()

    def _ask(self, before_id: int | None = None, *, is_more: bool = False) -> None:
        text, ident = self.search.text(), self.groups.currentData()
        kinds = dict(_GROUPS).get(ident, frozenset())
        start = before_id if is_more else None
        self._is_more = is_more
        self._desk.ask(
            lambda record: _told(record, start, text, kinds), self._show, key=(self, "timeline")
        )

    def _show_more(self) -> None:
        self._ask(self._next_id, is_more=True)

    def _show(self, told: Told) -> None:
        timeline = told.timeline
        kept = self._kept()
        if not self._is_more:
            while (item := self.list.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            self._rows = []
        for row in timeline.rows:
            if self._rows:
                self.list.addWidget(Rule())
            shown = OperationRow(row, told)
            shown.undo_button.clicked.connect(partial(self.undo_to, row.steps or 1))
            shown.about_button.clicked.connect(partial(self._about, row))
            self._rows.append(shown)
            self.list.addWidget(shown)
        self._next_id = timeline.next_id
        self.more.setVisible(timeline.next_id is not None)
        self.nothing.setVisible(not self._rows)
        self.undo_button.setEnabled(timeline.undo_count > 0)
        self.redo_button.setEnabled(timeline.redo_count > 0)
        if kept is not None and not self._is_more:
            self._give_keyboard(kept)

    def _kept(self) -> int | None:
        """The place of the row that has the keyboard; None where it is elsewhere."""
        held = self.focusWidget()
        return next(
            (n for n, row in enumerate(self._rows) if held is not None and row.isAncestorOf(held)),
            None,
        )

    def _give_keyboard(self, place: int) -> None:
        rows = self._rows[place:] or self._rows
        target = next((row.undo_button for row in rows if row.may_undo), self.search)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _about(self, row: TimelineRow) -> None:
        if row.subject is not None:
            open_history(self._desk, row.subject.kind, row.subject.row_id, row.subject.title)


class OperationRow(QWidget):
    """One operation: what, to what, when, from where, and what can be done with it."""

    def __init__(self, row: TimelineRow, told: Told) -> None:
        super().__init__()
        operation, subject = row.operation, row.subject
        self.may_undo = row.steps is not None
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GAP_SMALL)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        label = operation.label
        if operation.how == "undo":
            label = _("Undone: {label}").format(label=label)
        elif operation.how == "redo":
            label = _("Done again: {label}").format(label=label)
        is_muted = row.is_undone or operation.how == "undo"
        name = ElidedLabel(label, "strong", "muted" if is_muted else "ink")
        what = _what(subject, told.today)
        wall = Moment.of(operation.at, told.zone).wall
        parts = [when(wall, told.today), source_words(operation.source)]
        texts.addWidget(name)
        if what:
            texts.addWidget(ElidedLabel(what, "secondary", lines=3))
        aside = " · ".join(part for part in parts if part)
        texts.addWidget(ElidedLabel(aside, "secondary", "muted", lines=3))
        across.addLayout(texts, 1)
        if row.is_undone:
            across.addWidget(Chip(_("undone"), "plain"), 0, Qt.AlignmentFlag.AlignTop)
        spoken = [label, what, aside, _("undone") if row.is_undone else ""]
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.about_button = icon_button(
            "history", _("History of {what}").format(what=what or label), is_quiet=True
        )
        self.about_button.setVisible(subject is not None)
        steps = row.steps or 1
        undo = _("Undo {label}").format(label=label)
        if steps > 1:
            undo = ngettext(
                "Undo this and {n} step after it",
                "Undo this and the {n} steps after it",
                steps - 1,
            ).format(n=count(steps - 1))
        self.undo_button = icon_button("undo", undo)
        self.undo_button.setVisible(self.may_undo)
        across.addWidget(self.about_button, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignTop)


def _what(subject: Subject | None, today: date) -> str:
    """What it was about; of several the first, and how many more there were."""
    if subject is None:
        return ""
    name = said(subject.named(), today)
    more = subject.count - 1
    if not more:
        return name
    return ngettext("{what} and {n} more", "{what} and {n} more", more).format(
        what=name, n=count(more)
    )


def _told(record: Record, before_id: int | None, text: str, kinds: frozenset[Kind]) -> Told:
    moment = record.ground.moment()
    found = record.history.timeline(_SHOWN, before_id, text=text, kinds=kinds)
    return Told(found, moment.zone, record.ground.today())
