"""The card of claims for reimbursement, with the next step of each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.analytics.spendingyear import together
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.words import ReimbursementState
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.numbers import listed, money
from tracker.ui.pages.spending.words import claim_words
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.lines import Lines
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from tracker.analytics.spendingyear import Claim, SpendingYear
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk

_KINDS: dict[ReimbursementState, ChipKind] = {
    ReimbursementState.TO_CLAIM: "money",
    ReimbursementState.CLAIMED: "accent",
    ReimbursementState.APPROVED: "accent",
    ReimbursementState.PAID: "good",
    ReimbursementState.REFUSED: "bad",
}
# The expenses of one claim stand this far in, below it [logical px].
_INDENT = 16


class ClaimsCard(Card):
    """Claims for reimbursement, open ones first, each with its next step.

    Those that are handed in together are one line with one step; it opens to the expenses it is
    about.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_year`."""
        super().__init__(_("Reimbursements"), parent=parent)
        self._desk = desk
        self._data: SpendingYear | None = None
        # The first expenses' claims of those lines that are open.
        self._open: set[int] = set()
        self._hint = PlainLabel(
            _(
                "Does someone pay an expense back? Open its menu and choose «Claim it back»; mark"
                " several to claim them together."
            ),
            tone="muted",
            wraps=True,
        )
        self._lines = Lines()
        self.body.addWidget(self._hint)
        self.body.addWidget(self._lines)

    def show_year(self, data: SpendingYear) -> None:
        """List the year's claims, and open ones of any year."""
        self._data = data
        self._hint.setVisible(not data.claims)
        self._lines.clear()
        for group in together(data.claims):
            if len(group) == 1:
                self._add_claim(group[0], data)
                continue
            self._add_several(group, data)
            if group[0].id in self._open:
                for claim in group:
                    self._add_part(claim)

    def _add_claim(self, claim: Claim, data: SpendingYear) -> None:
        self._lines.add(
            claim.expense,
            _aside([claim]),
            partial(open_form, self._desk, Kind.REIMBURSEMENT, claim.id),
            tail=self._step([claim], claim.expense),
            spoken=_spoken([claim]),
            # Its days are never cut, however large the text.
            notes=[claim_words(claim, data.today)],
        )

    def _add_several(self, group: Sequence[Claim], data: SpendingYear) -> None:
        words = ngettext("{n} expense", "{n} expenses", len(group)).format(n=len(group))
        title = _("{count}: {names}").format(
            count=words, names=listed(claim.expense for claim in group)
        )
        is_open = group[0].id in self._open
        self._lines.add(
            title,
            _aside(group),
            partial(self._toggle, group[0].id),
            tail=self._step(group, words),
            notes=[claim_words(group[0], data.today, has_cap=False)],
            spoken=(
                _("{claim}, unfolded").format(claim=_spoken(group))
                if is_open
                else _("{claim}, folded").format(claim=_spoken(group))
            ),
        )

    def _add_part(self, claim: Claim) -> None:
        lead = QWidget()
        lead.setFixedWidth(theme.current().px(_INDENT))
        amount = money(Money(claim.row.draft.amount_minor, claim.currency))
        edit = partial(open_form, self._desk, Kind.REIMBURSEMENT, claim.id)
        self._lines.add(claim.expense, amount, edit, lead=lead)

    def _step(self, group: Sequence[Claim], name: str) -> LinkButton | None:
        step = next_step(group[0].row.draft.state)
        if step is None:
            return None
        text, state = step
        ids = [claim.id for claim in group]
        link = LinkButton(text, partial(self._desk.do, partial(_advance, ids, state)))
        link.setAccessibleName(_("{what}: {step}").format(what=name, step=text))
        return link

    def _toggle(self, first: int) -> None:
        self._open ^= {first}
        if self._data is not None:
            self.show_year(self._data)


def next_step(state: ReimbursementState) -> tuple[str, ReimbursementState] | None:
    """What usually comes next for a claim, in words; None where it has come to its end."""
    if state is ReimbursementState.TO_CLAIM:
        return _("Mark as claimed"), ReimbursementState.CLAIMED
    if state in (ReimbursementState.CLAIMED, ReimbursementState.APPROVED):
        return _("Mark as paid"), ReimbursementState.PAID
    return None


def _amount(group: Sequence[Claim]) -> str:
    """The sum, by currency where there are several."""
    sums: dict[str, int] = {}
    for claim in group:
        sums[claim.currency] = sums.get(claim.currency, 0) + claim.row.draft.amount_minor
    return listed(money(Money(minor, code)) for code, minor in sums.items())


def _spoken(group: Sequence[Claim]) -> str:
    return _("{state}, {amount}").format(state=group[0].row.draft.state.text, amount=_amount(group))


def _aside(group: Sequence[Claim]) -> QWidget:
    state = group[0].row.draft.state
    aside = QWidget()
    row = QHBoxLayout(aside)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP)
    row.addWidget(Chip(state.text, _KINDS[state]))
    row.addWidget(PlainLabel(_amount(group), is_tabular=True))
    return aside


def _advance(ids: Sequence[int], state: ReimbursementState, record: Record) -> Changes:
    return record.reimbursements.advance(ids, state)
