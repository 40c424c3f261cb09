"""Return on time: what an hour of study brings, beside a traditional degree."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.page import Page
from tracker.ui.pages.returns.cards import BreakEvenCard, CostCard, HoursCard, ReturnCard
from tracker.ui.pages.returns.chips import AssumptionChips
from tracker.ui.pages.returns.data import Shown, look, look_at
from tracker.ui.pages.returns.kept import KeptCard
from tracker.ui.pages.returns.pay import StatedCard
from tracker.ui.pages.returns.words import subtitle
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import Columns, WrapGrid
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.pagehead import PageHead

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk

_WIDE, _NARROW = 60, 40
_SKILLS = 8


class ReturnsPage(Page):
    """Break-even, cost, return with its bands, money over time, hours, skills and scenarios."""

    shows = frozenset(
        {
            Kind.CREDENTIAL,
            Kind.STUDY_SESSION,
            Kind.STUDY_SHARE,
            Kind.EXPENSE,
            Kind.EXPENSE_SHARE,
            Kind.REFUND,
            Kind.REIMBURSEMENT,
            Kind.RENEWAL,
            Kind.PAY_EVENT,
            Kind.SCENARIO,
            Kind.DEGREE_BASELINE,
            Kind.SKILL,
            Kind.CREDENTIAL_SKILL,
            Kind.RECORD_SETTING,
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty; asked for when the page is seen."""
        super().__init__(desk, parent)
        self._shown: Shown | None = None
        self._chosen = 0
        self.copy_button = Button(_("Copy chart"), icon="copy", run=self._copy)
        self._how = Button(_("How this is computed"), run=self.explain)
        self._head = PageHead(
            _("Return on time"), subtitle(), actions=[self.copy_button, self._how]
        )
        self.chips = AssumptionChips(desk)
        self.chips.assumed.connect(self._assume)
        self.break_even = BreakEvenCard()
        self.break_even.looked_at.connect(self.look_at_credential)
        self.cost = CostCard()
        self.returns = ReturnCard(desk)
        self.returns.canvas.chosen.connect(self.look_at_credential)
        self.returns.sources_asked.connect(self.explain)
        self.returns.expected.connect(self.expect)
        self.money = ChartCard(desk, _("Money in and out"))
        self.hours = HoursCard()
        self.matters = ChartCard(desk, _("What matters most"))
        self.matters.body.addWidget(LinkButton(_("Say what you expect…"), self.expect))
        self.skills = ChartCard(desk, _("Skills and what backs them"))
        self.kept = KeptCard(desk)
        self.stated = StatedCard(desk)
        self.stated.expected.connect(self.expect_of)
        self._body = self._lay_out()
        self._empty = Card(fills=True)
        self._empty.body.addWidget(
            EmptyState(
                _("What is an hour of study worth?"),
                _(
                    "Log study and note what you paid: Cairn tells what an hour cost, and by how"
                    " much your pay must rise for it to have paid for itself."
                ),
                _("Log study"),
                self._log,
                icon="return",
            )
        )
        self.column.addWidget(self._empty, 1)
        self._body.hide()
        self._empty.hide()

    def refresh(self) -> None:
        """Ask the record."""
        self.desk.ask(partial(_look, self._chosen), self._show, key=(self, "look"))

    def is_filled(self) -> bool:
        """Whether an answer is shown."""
        return self._shown is not None

    def look_at_credential(self, number: int) -> None:
        """Look at another credential: its money over time, and what matters most for it."""
        self._chosen = number
        self.refresh()

    def show_item(self, ident: int) -> None:
        """Look at the credential with that number."""
        self.look_at_credential(ident)

    def explain(self) -> None:
        """Open the formulas with the person's own numbers, and the sources."""
        from tracker.ui.dialogs.returns_how import HowDialog

        if self._shown is not None:
            HowDialog(self._shown).present()

    def expect(self) -> None:
        """Ask what is expected of the credential that is looked at."""
        if self._shown is not None and self._shown.one is not None:
            self.expect_of(self._shown.one.id)

    def expect_of(self, number: int) -> None:
        """Ask what is expected of the credential with that number."""
        from tracker.ui.dialogs.expecting import expect

        one = None if self._shown is None else self._shown.view.credential(number)
        if one is not None:
            expect(self.desk, one)

    def _lay_out(self) -> QWidget:
        side = _column([self.money, self.hours])
        below = QWidget()
        grid = WrapGrid(column=380, most=2, parent=below)
        grid.addWidget(self.matters)
        grid.addWidget(self.kept)
        grid.addWidget(self.stated)
        grid.addWidget(self.skills)
        body = _column(
            [
                Columns([(self.break_even, _WIDE), (self.cost, _NARROW)], stack_below=760),
                Columns([(self.returns, _WIDE), (side, _NARROW)], stack_below=900),
                below,
            ]
        )
        self.column.addWidget(self._head)
        self.column.addWidget(self.chips)
        self.column.addWidget(body)
        return body

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        view = shown.view
        is_empty = not view.credentials
        self._body.setVisible(not is_empty)
        self.chips.setVisible(not is_empty)
        self._empty.setVisible(is_empty)
        has_bars = any(one.bands for one in view.credentials)
        self.copy_button.setVisible(has_bars)
        self._how.setVisible(not is_empty)
        if is_empty:
            return
        cards = (self._show_first, self._show_returns, self._show_kept, self._show_charts)
        self.desk.tasks.in_turns([partial(show, shown) for show in cards], key=(self, "cards"))

    def _show_first(self, shown: Shown) -> None:
        self.chips.show_view(shown.view)
        self.break_even.show_view(shown.view, 0 if shown.one is None else shown.one.id)
        self.cost.show_view(shown.view)

    def _show_returns(self, shown: Shown) -> None:
        self.returns.show_shown(shown)
        self.hours.show_view(shown.view)

    def _show_kept(self, shown: Shown) -> None:
        self.kept.show_shown(shown)
        self.stated.show_shown(shown)

    def _show_charts(self, shown: Shown) -> None:
        from tracker.charts.moneyline import money_in_and_out
        from tracker.charts.skills import skills
        from tracker.charts.tornado import what_matters_most

        words, currency = chart_words(), shown.view.gathered.currency
        self.money.setVisible(shown.mine is not None)
        if shown.mine is not None:
            self.money.show_chart(
                money_in_and_out(shown.mine, shown.degree, currency, words), shown.mine.name
            )
        self.matters.setVisible(bool(shown.bars))
        if shown.bars and shown.one is not None:
            self.matters.show_chart(what_matters_most(shown.one.name, shown.bars, currency, words))
        rows = [row for row in shown.view.gathered.skills if row.credential_ids]
        self.skills.setVisible(bool(rows))
        if rows:
            self.skills.show_chart(skills(rows, words, _SKILLS))

    def _assume(self, fields: dict[str, Any]) -> None:
        """Show at once what the change makes, while it is being written."""
        if self._shown is not None:
            view = self._shown.view
            wanted = dataclasses.replace(view.assumptions, **fields)
            self.desk.tasks.run(
                partial(_look_at, view.gathered, wanted, self._chosen),
                self._show,
                self.desk.failed.emit,
                key=(self, "look"),
            )
        self.desk.do(partial(_write, fields))

    def _copy(self) -> None:
        self.returns.canvas.menu.copy_picture()

    def _log(self) -> None:
        open_form(self.desk, Kind.STUDY_SESSION)


def _column(parts: list[QWidget]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP_WIDE)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return holder


def _look(chosen: int, record: Record) -> Shown:
    return look(record, chosen)


def _look_at(gathered: Any, assumptions: Any, chosen: int, _job: Any) -> Shown:
    return look_at(gathered, assumptions, chosen)


def _write(fields: dict[str, Any], record: Record) -> Changes:
    return record.return_on_time.assume(**fields)
