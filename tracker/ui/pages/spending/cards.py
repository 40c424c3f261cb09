"""The cards of Spending: months, shares by kind and credential, subscriptions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.analytics.spendingyear import is_running
from tracker.charts.spending import (
    spending_by_credential,
    spending_by_kind,
    spending_by_month,
)
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.words import ExpenseKind
from tracker.i18n import _
from tracker.ui.forms import open_form
from tracker.ui.numbers import money
from tracker.ui.pages.spending.words import (
    spread_rule,
    spread_words,
    subscription_words,
)
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.lines import Lines
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import SpendingYear
    from tracker.domain.kept import Kept
    from tracker.domain.spending import SubscriptionDraft
    from tracker.ui.desk import Desk

_KIND, _CREDENTIAL = "kind", "credential"
# As many as stand beside the months; all of them are one click away.
_ROWS = 6


class MonthsCard(ChartCard):
    """What went out in each month of the year."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        # Beside a taller card the bars grow with their own.
        super().__init__(desk, _("By month"), fills=True, parent=parent)

    def show_year(self, data: SpendingYear) -> None:
        """Draw the months of a year."""
        self.show_chart(spending_by_month(data, chart_words()), _("less refunds, whoever paid"))


class SharesCard(ChartCard):
    """What went out by kind, or by credential, largest first; a click opens the credential."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        self._views = Segmented(
            [(_KIND, _("By kind")), (_CREDENTIAL, _("By credential"))], _("Spending is listed by")
        )
        super().__init__(desk, _("What for"), beside=self._views, parent=parent)
        self._desk = desk
        self._data: SpendingYear | None = None
        self._is_whole = False
        self._views.chosen.connect(self._fill)
        self.canvas.chosen.connect(self._open)
        self._nothing = PlainLabel(_("Nothing was spent."), tone="muted")
        self._more = LinkButton("", self._show_more)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self._more)

    def show_year(self, data: SpendingYear) -> None:
        """Draw the shares of a year."""
        self._data = data
        self._fill()

    def _show_more(self) -> None:
        self._is_whole = not self._is_whole
        self._fill()

    def _fill(self, _chosen: str = "") -> None:
        data = self._data
        if data is None:
            return
        draw = spending_by_kind if self._views.current() == _KIND else spending_by_credential
        chart = draw(data, chart_words(), None if self._is_whole else _ROWS)
        count = len(chart.table.rows)
        self.show_chart(chart)
        self.canvas.setVisible(count > 0)
        self.button.setVisible(count > 0)
        self._nothing.setVisible(not count)
        self._more.setVisible(count > _ROWS)
        self._more.setText(_("Show less") if self._is_whole else _("Show all {n}").format(n=count))
        self._more.updateGeometry()

    def _open(self, credential_id: int) -> None:
        self._desk.go("credential", credential_id)


class SubscriptionsCard(Card):
    """Charges that come back, running ones first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        super().__init__(_("Subscriptions"), LinkButton(_("Add"), self._add), parent=parent)
        self._desk = desk
        self._hint = PlainLabel(
            _("Libraries, labs and memberships that are charged again and again."),
            tone="muted",
            wraps=True,
        )
        self._lines = Lines()
        self._rule = PlainLabel(spread_rule(), "secondary", "muted", wraps=True)
        for part in (self._hint, self._lines, self._rule):
            self.body.addWidget(part)

    def show_year(self, data: SpendingYear) -> None:
        """List all subscriptions, and whom the charges of the year served."""
        self._hint.setVisible(not data.subscriptions)
        self._rule.setVisible(bool(data.spreads))
        self._lines.clear()
        running = [one for one in data.subscriptions if is_running(one.draft, data.today)]
        for one in (*running, *(other for other in data.subscriptions if other not in running)):
            draft = one.draft
            tail = None
            if one in running:
                tail = LinkButton(_("Record charge"), partial(self._charge, one))
                tail.setAccessibleName(_("Record a charge of {title}").format(title=draft.title))
            self._lines.add(
                draft.title,
                money(Money(draft.amount_minor, draft.currency)),
                partial(open_form, self._desk, Kind.SUBSCRIPTION, one.id),
                below=subscription_words(draft, data.today),
                tone="ink" if one in running else "muted",
                tail=tail,
                notes=spread_words(data.spreads[one.id], data) if one.id in data.spreads else (),
            )

    def _charge(self, one: Kept[SubscriptionDraft]) -> None:
        """Open an expense that pays the subscription, ready to be saved."""
        draft = one.draft
        open_form(
            self._desk,
            Kind.EXPENSE,
            amount_minor=draft.amount_minor,
            currency=draft.currency,
            title=draft.title,
            vendor=draft.vendor,
            kind=ExpenseKind.SUBSCRIPTION,
            subscription_id=one.id,
        )

    def _add(self) -> None:
        open_form(self._desk, Kind.SUBSCRIPTION)
