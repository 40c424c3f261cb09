"""The card of what will have to be paid: subscriptions and renewals of the coming year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.analytics.feesahead import Fee, total_ahead
from tracker.domain.changes import Kind
from tracker.i18n import _
from tracker.ui.forms import open_form
from tracker.ui.numbers import day_short, money
from tracker.ui.pages.spending.words import total_words
from tracker.ui.parts.cards import Card
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.lines import Lines
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import SpendingYear
    from tracker.ui.desk import Desk

# As many as stand beside the claims; all of them are one click away.
_ROWS = 5


class FeesCard(Card):
    """The payments of the next twelve months, soonest first, with their sum."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        super().__init__(_("Fees ahead"), parent=parent)
        self._desk = desk
        self._data: SpendingYear | None = None
        self._is_whole = False
        self.total = PlainLabel("", tone="muted", wraps=True)
        self._lines = Lines()
        self._more = LinkButton("", self._show_more)
        for part in (self.total, self._lines, self._more):
            self.body.addWidget(part)

    def show_year(self, data: SpendingYear) -> None:
        """List what is ahead, whichever year is shown."""
        self._data = data
        if data.fees:
            total = total_words(total_ahead(data.fees, data.currency))
            self.total.setText(_("In the next 12 months: {sum}").format(sum=total))
        else:
            self.total.setText(
                _("Charges of subscriptions and fees of renewals in the next twelve months.")
            )
        self._lines.clear()
        for fee in data.fees if self._is_whole else data.fees[:_ROWS]:
            self._add_line(fee, data)
        self._more.setVisible(len(data.fees) > _ROWS)
        words = _("Show all {n}").format(n=len(data.fees))
        self._more.setText(_("Show less") if self._is_whole else words)
        self._more.updateGeometry()

    def _add_line(self, fee: Fee, data: SpendingYear) -> None:
        day = day_short(fee.on, data.today)
        what = _("renewal") if fee.is_renewal else _("subscription")
        run = (
            partial(self._desk.go, "credential", fee.row_id)
            if fee.is_renewal
            else partial(open_form, self._desk, Kind.SUBSCRIPTION, fee.row_id)
        )
        below = _("{day} · {what}").format(day=day, what=what)
        self._lines.add(fee.title, money(fee.amount), run, below=below)

    def _show_more(self) -> None:
        self._is_whole = not self._is_whole
        if self._data is not None:
            self.show_year(self._data)
