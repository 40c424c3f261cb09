"""Credentials on a line of time: work, exams, what is held and when it expires."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.analytics.timeline import Timeline, timeline
from tracker.domain.credentials import ExamAttemptDraft
from tracker.i18n import _
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.pagescroll import PageScroll

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.pages.credentials.filter import Wanted


class TimelineView(QWidget):
    """The chart; a click or Enter on a credential opens it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_wanted`."""
        super().__init__(parent)
        self._desk = desk
        self.card = ChartCard(desk, _("Timeline"))
        self.card.canvas.chosen.connect(self._open)
        self._sentence = PlainLabel("", "secondary", "muted", wraps=True)
        # The sentence first: who can't see the picture, or has no time for it, reads on from it.
        self.card.body.insertWidget(1, self._sentence)
        self._scroll = PageScroll(has_margins=False)
        self._scroll.column.addWidget(self.card)
        self._scroll.column.addStretch(1)
        self._empty = Card(fills=True)
        self._words = QVBoxLayout()
        self._empty.body.addLayout(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        column.addWidget(self._empty)
        self._empty.hide()

    def show_wanted(self, wanted: Wanted) -> None:
        """Ask for the days of all that fits."""
        self._desk.ask(
            partial(_answer, wanted), partial(self._show, wanted.is_any), key=(self, "days")
        )

    def _show(self, is_narrow: bool, data: Timeline) -> None:
        from tracker.charts.timeline import timeline as draw

        self._scroll.setVisible(bool(data.courses))
        self._empty.setVisible(not data.courses)
        if data.courses:
            chart = draw(data, chart_words())
            self.card.show_chart(chart)
            self._sentence.setText(chart.sentence)
            return
        while (item := self._words.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._words.addWidget(_nothing(is_narrow))

    def _open(self, ident: int) -> None:
        self._desk.go("credential", ident)


def _nothing(is_narrow: bool) -> QWidget:
    if is_narrow:
        return EmptyState(
            _("Nothing found"), _("Nothing that fits has a day on the line."), icon="search"
        )
    return EmptyState(
        _("No day is known yet"),
        _("Say when a credential was started, when its exam is or until when it is valid."),
        icon="calendar",
    )


def _answer(wanted: Wanted, record: Record) -> Timeline:
    exams: dict[int, list[ExamAttemptDraft]] = {}
    for attempt in record.exam_attempts.all():
        exams.setdefault(attempt.draft.credential_id, []).append(attempt.draft)
    return timeline(wanted.rows(record), record.ground.today(), exams)
