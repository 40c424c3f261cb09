"""Today: what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.today import Today
from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.numbers import day_title
from tracker.ui.page import Page
from tracker.ui.pages.returns.insight import ReturnLine
from tracker.ui.pages.today.cards import AheadCard, HeatCard, StudyCard, Welcome
from tracker.ui.pages.today.words import (
    counts_sentence,
    deadline_tile,
    spent_tile,
    streak_tile,
    week_tile,
)
from tracker.ui.parts.button import Button
from tracker.ui.parts.flow import Columns, WrapGrid
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.tile import Tile

if TYPE_CHECKING:
    from tracker.analytics.forecast.credential import CredentialForecast
    from tracker.record import Record
    from tracker.ui.desk import Desk

# A person's day may begin at any minute.
_LOOK_EVERY_MS = 60_000
_WIDE, _NARROW, _STACK_BELOW = 61, 39, 900


@dataclass(frozen=True, slots=True)
class _Answer:
    today: Today
    zone: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever noted that this page could show."""
        data = self.today
        return not (
            any(data.counts.values())
            or data.recent
            or data.spent.paid.by_currency
            or data.planned
            or data.goal
        )


class TodayPage(Page):
    """The week, the streak, the money, the next deadline; what is in progress and ahead."""

    shows = frozenset(
        {
            Kind.CREDENTIAL,
            Kind.STUDY_SESSION,
            Kind.STUDY_SHARE,
            Kind.EXPENSE,
            Kind.REFUND,
            Kind.REIMBURSEMENT,
            Kind.GOAL,
            Kind.REST_DAY,
            Kind.PLANNED_BLOCK,
            Kind.RENEWAL,
            Kind.RENEWAL_CYCLE,
            Kind.RENEWAL_CREDIT,
            Kind.RECORD_SETTING,
            Kind.ISSUER,
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """The empty room; asks when it is first seen."""
        super().__init__(desk, parent)
        self._day: date | None = None
        self._log_button = Button(_("Log past study"), run=self._log)
        self.head = PageHead(_("Today"), " ", actions=[self._log_button])
        self.column.addWidget(self.head)
        self._build_tiles()
        self._build_cards()
        self.welcome = Welcome(
            [
                (
                    "study-log",
                    _("Log what you studied"),
                    _("A line is enough: «45m reading yesterday 19:00». Or fill in a form."),
                    _("Log past study"),
                    self._log,
                ),
                (
                    "credentials",
                    _("Add a credential"),
                    _("What you are working on or have earned. Many come with their usual hours."),
                    _("Add credential"),
                    self._add_credential,
                ),
                (
                    "import",
                    _("Bring your history along"),
                    _("From Toggl Track, Clockify, Timewarrior, LinkedIn or any table."),
                    _("Import…"),
                    self._import,
                ),
            ]
        )
        self.column.addWidget(self.welcome)
        self.column.addStretch(1)
        for widget in (self._tiles, self._cards, self.welcome):
            widget.hide()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY_MS)
        self._clock.timeout.connect(self._ask_day)

    def refresh(self) -> None:
        """Ask for all that is shown in one look at the record."""
        self.desk.ask(_ask, self._show, key=(self, "today"))
        # Apart from the rest, which need not wait for it.
        self.desk.ask(_forecasts, self._show_forecasts, key=(self, "forecasts"))

    def showEvent(self, event: QShowEvent) -> None:
        """While it is seen it keeps an eye on the day."""
        super().showEvent(event)
        self._clock.start()
        self._ask_day()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing to look at where nobody looks."""
        super().hideEvent(event)
        self._clock.stop()

    def _build_tiles(self) -> None:
        self.week = Tile(_("This week"), has_ring=True)
        self.streak = Tile(_("Streak"))
        self.spent = Tile(_("Spent"))
        self.deadline = Tile(_("Next deadline"))
        self._tiles = QWidget()
        grid = WrapGrid(column=215, most=4, parent=self._tiles)
        for tile in (self.week, self.streak, self.spent, self.deadline):
            grid.addWidget(tile)
        self.column.addWidget(self._tiles)

    def _build_cards(self) -> None:
        self.study, self.heat, self.ahead = StudyCard(), HeatCard(self.desk), AheadCard()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_WIDE)
        column.addWidget(self.heat)
        column.addWidget(self.ahead, 1)
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        column.addWidget(self._rest)
        self._cards = Columns([(self.study, _WIDE), (right, _NARROW)], _STACK_BELOW)
        self.column.addWidget(self._cards)
        self.returns = ReturnLine(self.desk)
        self.column.addWidget(self.returns)
        self.study.credential_opened.connect(self._open_credential)
        self.study.session_opened.connect(self._open_session)
        self.study.more_wanted.connect(self._open_credentials)
        self.heat.chosen.connect(self._open_day)
        self.ahead.credential_opened.connect(self._open_credential)
        self.ahead.day_opened.connect(self._open_day)

    def _show(self, answer: _Answer) -> None:
        data = answer.today
        self._day = data.day
        self.head.set_title(day_title(data.day))
        is_empty = answer.is_empty
        if not is_empty:
            self.returns.ask()
        self.head.set_subtitle(
            _("Nothing is noted yet: three ways to begin") if is_empty else _subtitle(data)
        )
        if not is_empty:
            self._show_tiles(answer)
            for card in (self.study, self.heat, self.ahead):
                card.show_answer(data)
            self._rest.setVisible(self.ahead.isHidden())
        self._log_button.setVisible(not is_empty)
        self.welcome.setVisible(is_empty)
        self._tiles.setVisible(not is_empty)
        self._cards.setVisible(not is_empty)

    def _show_forecasts(self, found: dict[int, CredentialForecast]) -> None:
        self.study.show_forecasts(found)

    def _show_tiles(self, answer: _Answer) -> None:
        data = answer.today
        value, words, share = week_tile(data)
        self.week.show_value(value, words, fraction=share)
        if self.week.ring is not None:
            self.week.ring.setVisible(share is not None)
        self.week.offer("" if data.goal else _("Set a goal for the week"), self._set_goal)
        self.streak.show_value(*streak_tile(data.streak))
        self.spent.set_label(_("Spent in {year}").format(year=data.day.year))
        self.spent.show_value(*spent_tile(data.spent, data.budget))
        has_none = not data.spent.own.by_currency and data.budget is None
        self.spent.offer(_("Add an expense") if has_none else "", self._add_expense)
        self.deadline.show_value(*deadline_tile(data.next_deadline, data.day, answer.zone))

    def _ask_day(self) -> None:
        self.desk.ask(lambda record: record.ground.today(), self._look, key=(self, "day"))

    def _look(self, day: date) -> None:
        if self._day is not None and day != self._day:
            self.refresh()

    def _open_credential(self, ident: int) -> None:
        self.desk.go("credential", ident)

    def _open_credentials(self) -> None:
        self.desk.go("credentials")

    def _open_session(self, ident: int) -> None:
        self.desk.go("study-log", ident)

    def _open_day(self, day: date) -> None:
        # The study log takes a negative number for a day.
        self.desk.go("study-log", -day.toordinal())

    def _log(self) -> None:
        self._open_form(Kind.STUDY_SESSION)

    def _add_credential(self) -> None:
        self._open_form(Kind.CREDENTIAL)

    def _add_expense(self) -> None:
        self._open_form(Kind.EXPENSE)

    def _set_goal(self) -> None:
        self._open_form(Kind.GOAL)

    def _import(self) -> None:
        from tracker.ui.dialogs.importing import open_import

        open_import(self.desk)

    def _open_form(self, kind: Kind) -> None:
        from tracker.ui.forms import open_form

        open_form(self.desk, kind)


def _ask(record: Record) -> _Answer:
    return _Answer(record.overview.today(), record.ground.zone())


def _forecasts(record: Record) -> dict[int, CredentialForecast]:
    return record.overview.forecasts()


def _subtitle(data: Today) -> str:
    if not any(data.counts.values()):
        return _("No credential noted yet")
    return counts_sentence(data.counts)
