"""Return on time where one does not look for it: on a credential's page, and a line on Today."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.numbers import unknown
from tracker.ui.pages.returns.words import break_even, money, percent, why_sentence, years
from tracker.ui.parts.badge import Badge
from tracker.ui.parts.cards import Card
from tracker.ui.parts.facts import Facts
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from tracker.analytics.returns.view import CredentialReturn, ReturnView
    from tracker.record import Record
    from tracker.ui.desk import Desk

_PLACE = "return-on-time"
_SIDE = 32


class ReturnFactsCard(Card):
    """What one credential must bring to pay for itself, and what an hour of it is worth."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Hidden until an answer for a credential has come."""
        super().__init__(_("Return on time"), LinkButton(_("Open"), self._open), parent=parent)
        self._desk = desk
        self._number = 0
        self._facts = Facts()
        self._note = PlainLabel("", "secondary", "muted", wraps=True)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._note)
        self.hide()

    def show_credential(self, number: int) -> None:
        """Ask for the credential with that number."""
        if number != self._number:
            self.hide()
        self._number = number
        self._desk.ask(partial(_brief, number), self._show, key=(self, "return"))

    def _show(self, view: ReturnView) -> None:
        one = view.credential(self._number)
        self.setVisible(one is not None)
        if one is None:
            return
        currency = view.gathered.currency
        self._facts.show_facts(
            [
                (
                    _("Pays for itself at"),
                    _("{rise} more pay over {years}").format(
                        rise=break_even(one, currency), years=years(view.assumptions)
                    )
                    if one.outputs.break_even_uplift_gross is not None
                    else unknown(),
                ),
                (_("Within one year at"), percent(one.outputs.one_year_break_even_pct)),
                (_("An hour is worth"), _worth(one, currency)),
            ]
        )
        self._note.setText(_why(one))
        self._note.setVisible(bool(self._note.text()))

    def _open(self) -> None:
        self._desk.go(_PLACE, self._number)


class ReturnLine(Card):
    """One sentence of what is being studied, with the way to the page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Hidden until there is something to say."""
        super().__init__(parent=parent)
        self._desk = desk
        self._number = 0
        self._text = PlainLabel("", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(Badge("return", "accent", _SIDE))
        row.addWidget(self._text, 1)
        row.addWidget(LinkButton(_("Return on time"), self._open))
        self.body.addLayout(row)
        self.hide()

    def ask(self) -> None:
        """Ask the record for it."""
        self._desk.ask(partial(_brief, None), self._show, key=(self, "return"))

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _show(self, view: ReturnView) -> None:
        one = next(
            (
                one
                for one in view.credentials
                if one.life.is_open and one.outputs.break_even_pct_of_salary is not None
            ),
            None,
        )
        self.setVisible(one is not None)
        if one is None:
            return
        self._number = one.id
        self._text.setText(
            _("{name} pays for itself if it raises your pay by {rise} for {years}.").format(
                name=one.name,
                rise=break_even(one, view.gathered.currency),
                years=years(view.assumptions),
            )
        )

    def _open(self) -> None:
        self._desk.go(_PLACE, self._number)


def _worth(one: CredentialReturn, currency: str) -> str:
    bands = one.bands
    if bands is None or one.outputs.net_value_per_hour is None:
        return unknown()
    return _("{money}, {chance} % chance of gain").format(
        money=money(one.outputs.net_value_per_hour, currency),
        chance=int(100 * bands.chance_of_gain),
    )


def _why(one: CredentialReturn) -> str:
    """The one reason that stands behind what is not known."""
    reason = one.outputs.reason
    return "" if reason is None else why_sentence(reason)


def _brief(number: int | None, record: Record) -> ReturnView:
    return record.return_on_time.brief(number)
