"""The cards of Spending: months, shares by kind and credential, claims, subscriptions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.spendingyear import is_running
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.words import ReimbursementState
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.numbers import money
from tracker.ui.pages.spending_words import (
    claim_words,
    month_words,
    months_sentence,
    subscription_words,
    total_words,
)
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.lines import Lines
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.monthbars import Month, MonthBars
from tracker.ui.parts.progress import Bar
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import Claim, SpendingYear
    from tracker.domain.changes import Changes
    from tracker.domain.money import Total
    from tracker.record import Record
    from tracker.ui.desk import Desk

_KIND, _CREDENTIAL = "kind", "credential"
# As many as stand beside the months; all of them are one click away.
_ROWS = 6

_CLAIM_KINDS: dict[ReimbursementState, ChipKind] = {
    ReimbursementState.TO_CLAIM: "money",
    ReimbursementState.CLAIMED: "accent",
    ReimbursementState.APPROVED: "accent",
    ReimbursementState.PAID: "good",
    ReimbursementState.REFUSED: "bad",
}


class MonthsCard(Card):
    """What went out in each month of the year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        super().__init__(_("By month"), _("less refunds, whoever paid"), fills=True, parent=parent)
        self._bars = MonthBars()
        # Beside a taller card the bars grow with their own.
        self._bars.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addWidget(self._bars)

    def show_year(self, data: SpendingYear) -> None:
        """Draw the months of a year."""
        months = [
            Month(
                None if total.known is None else float(total.known.minor),
                month_words(data, number),
                is_now=(data.year, number) == (data.today.year, data.today.month),
            )
            for number, total in enumerate(data.months, 1)
        ]
        self._bars.show_months(months, partial(_level, data.currency), months_sentence(data))


def _level(currency: str, value: float) -> str:
    return money(Money(round(value), currency), is_short=True)


class SharesCard(Card):
    """What went out by kind, or by credential, largest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        self._views = Segmented(
            [(_KIND, _("By kind")), (_CREDENTIAL, _("By credential"))], _("Spending is listed by")
        )
        super().__init__(_("What for"), self._views, parent=parent)
        self._desk = desk
        self._data: SpendingYear | None = None
        self._is_whole = False
        self._views.chosen.connect(self._fill)
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._more = LinkButton("", self._show_more)
        self.body.addWidget(holder)
        self.body.addWidget(self._more)

    def show_year(self, data: SpendingYear) -> None:
        """List the shares of a year."""
        self._data = data
        self._fill()

    def _show_more(self) -> None:
        self._is_whole = not self._is_whole
        self._fill()

    def _fill(self, _chosen: str = "") -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self._data is None:
            return
        shares = self._shares(self._data)
        most = max((t.known.minor for _name, t, _run in shares if t.known is not None), default=0)
        for name, total, run in shares if self._is_whole else shares[:_ROWS]:
            self._rows.addWidget(_share_row(name, total, most, run))
        if not shares:
            self._rows.addWidget(PlainLabel(_("Nothing was spent."), tone="muted"))
        self._more.setVisible(len(shares) > _ROWS)
        self._more.setText(
            _("Show less") if self._is_whole else _("Show all {n}").format(n=len(shares))
        )
        self._more.updateGeometry()

    def _shares(
        self, data: SpendingYear
    ) -> Sequence[tuple[str, Total, Callable[[], object] | None]]:
        if self._views.current() == _KIND:
            return [(kind.text, total, None) for kind, total in data.kinds]
        return [
            (
                one.title or _("for no credential"),
                one.total,
                None
                if one.credential_id is None
                else partial(self._desk.go, "credential", one.credential_id),
            )
            for one in data.served
        ]


def _share_row(name: str, total: Total, most: int, run: Callable[[], object] | None) -> QWidget:
    """A name with its sum, over a bar as long as its share of the largest."""
    sum_words = total_words(total)
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    line = QHBoxLayout()
    line.setSpacing(theme.GAP_SMALL)
    line.addWidget(ElidedLabel(name), 1)
    tone = "muted" if total.known is not None else "money"
    line.addWidget(PlainLabel(sum_words, tone=tone, is_tabular=True))
    column.addLayout(line)
    known = total.known
    column.addWidget(Bar(known.minor / most if known is not None and most else None, "money"))
    spoken = _("{name}: {sum}").format(name=name, sum=sum_words)
    if run is None:
        column.setContentsMargins(0, theme.GAP_SMALL, 0, theme.GAP_SMALL)
        words.setAccessibleName(spoken)
        return words
    row = ClickRow(spoken, None)
    row.add(words, 1)
    row.clicked.connect(run)
    return row


class ClaimsCard(Card):
    """Claims for reimbursement, open ones first, each with its next step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        super().__init__(_("Reimbursements"), parent=parent)
        self._desk = desk
        self._hint = PlainLabel(
            _("Does someone pay an expense back? Open its menu and choose «Claim it back»."),
            tone="muted",
            wraps=True,
        )
        self._lines = Lines()
        self.body.addWidget(self._hint)
        self.body.addWidget(self._lines)

    def show_year(self, data: SpendingYear) -> None:
        """List the year's claims, and open ones of any year."""
        self._hint.setVisible(not data.claims)
        self._lines.clear()
        for claim in data.claims:
            self._add_line(claim, data)

    def _add_line(self, claim: Claim, data: SpendingYear) -> None:
        draft = claim.row.draft
        amount = money(Money(draft.amount_minor, claim.currency))
        aside = QWidget()
        row = QHBoxLayout(aside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(Chip(draft.state.text, _CLAIM_KINDS[draft.state]))
        row.addWidget(PlainLabel(amount, is_tabular=True))
        step = next_step(draft.state)
        tail = None
        if step is not None:
            text, state = step
            tail = LinkButton(text, partial(self._desk.do, partial(_set_state, claim.id, state)))
            tail.setAccessibleName(_("{what}: {step}").format(what=claim.expense, step=text))
        self._lines.add(
            claim.expense,
            aside,
            partial(open_form, self._desk, Kind.REIMBURSEMENT, claim.id),
            below=claim_words(claim, data.today),
            tail=tail,
        )


def next_step(state: ReimbursementState) -> tuple[str, ReimbursementState] | None:
    """What usually comes next for a claim, in words; None where it has come to its end."""
    if state is ReimbursementState.TO_CLAIM:
        return _("Mark as claimed"), ReimbursementState.CLAIMED
    if state in (ReimbursementState.CLAIMED, ReimbursementState.APPROVED):
        return _("Mark as paid"), ReimbursementState.PAID
    return None


def _set_state(number: int, state: ReimbursementState, record: Record) -> Changes:
    day = "claimed_on" if state is ReimbursementState.CLAIMED else "paid_on"
    held = getattr(record.reimbursements.one(number).draft, day)
    return record.reimbursements.change(number, state=state, **{day: held or record.ground.today()})


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
        self.body.addWidget(self._hint)
        self.body.addWidget(self._lines)

    def show_year(self, data: SpendingYear) -> None:
        """List all subscriptions."""
        self._hint.setVisible(not data.subscriptions)
        self._lines.clear()
        running = [one for one in data.subscriptions if is_running(one.draft, data.today)]
        for one in (*running, *(other for other in data.subscriptions if other not in running)):
            draft = one.draft
            self._lines.add(
                draft.title,
                money(Money(draft.amount_minor, draft.currency)),
                partial(open_form, self._desk, Kind.SUBSCRIPTION, one.id),
                below=subscription_words(draft, data.today),
                tone="ink" if one in running else "muted",
            )

    def _add(self) -> None:
        open_form(self._desk, Kind.SUBSCRIPTION)
