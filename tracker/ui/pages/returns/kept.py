"""The card of kept scenarios: what each makes of the credential that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.analytics.returns.assumptions import Assumptions
from tracker.analytics.returns.view import CredentialReturn
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.numbers import Ask, Numbers, NumbersDialog
from tracker.ui.menus import Entry
from tracker.ui.pages.returns.words import break_even, money, share, years
from tracker.ui.parts.actionrow import ActionRow, ActionRows
from tracker.ui.parts.cards import Card
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.pages.returns.data import KeptScenario, Shown

_NOW = 0


class KeptCard(Card):
    """What holds now above the scenarios that are kept, to compare and to go back to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_shown`."""
        super().__init__(_("Scenarios"), LinkButton(_("Keep this one…"), self.keep), parent=parent)
        self._desk = desk
        self.body.setSpacing(0)
        self.body.addSpacing(theme.GAP_TINY)
        self.rows: ActionRows[tuple[KeptScenario | None, Shown]] = ActionRows()
        self.body.addWidget(self.rows)
        self._hint = PlainLabel(
            _("Keep the assumptions under a name, change them, and see both beside one another."),
            "secondary",
            "muted",
            wraps=True,
        )
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(self._hint)

    def show_shown(self, shown: Shown) -> None:
        """Show what holds and what is kept."""
        items: list[tuple[KeptScenario | None, Shown]] = [(None, shown)]
        items += [(kept, shown) for kept in shown.kept]
        self.rows.show_items(items, self._row)
        self._hint.setVisible(not shown.kept)

    def keep(self) -> None:
        """Ask for a name, and keep what holds now."""
        asks = [Ask("name", _("Name"), "", is_text=True)]
        NumbersDialog(self._desk, _("Keep this scenario"), "", asks, _keep, _("Keep")).present()

    def _row(self, item: tuple[KeptScenario | None, Shown]) -> ActionRow:
        kept, shown = item
        currency = shown.view.gathered.currency
        if kept is None:
            name, assumed, one, number = _("In use"), shown.view.assumptions, shown.one, _NOW
        else:
            name, assumed, one, number = kept.name, kept.assumptions, kept.one, kept.id
        below, value = summary(assumed), outcome(one, currency)
        line = ClickRow(f"{name}, {below}, {value}", number)
        line.add(_two(name, below), 1)
        line.add(PlainLabel(value, "strong" if kept is None else "body", is_tabular=True))
        entries: tuple[Entry, ...] = (Entry(_("Keep this one…"), "plus", self.keep),)
        if kept is not None:
            use = partial(self._desk.do, partial(_use, number))
            line.clicked.connect(use)
            entries = (
                Entry(_("Use this one"), "check", use),
                Entry(_("Delete"), "trash", partial(self._desk.do, partial(_delete, number))),
            )
        return ActionRow(number, line, entries)


def summary(assumed: Assumptions) -> str:
    """What a scenario rests on, in a line."""
    credited = (
        _("share not stated") if assumed.attribution is None else share(assumed.attribution.likely)
    )
    return _("{years} · {rate} real · {share}").format(
        years=years(assumed), rate=share(assumed.discount_rate), share=credited
    )


def outcome(one: CredentialReturn | None, currency: str) -> str:
    """What it makes of the credential: the value of an hour, else its break-even."""
    if one is None:
        return ""
    if one.outputs.net_value_per_hour is not None:
        return _("{money} an hour").format(money=money(one.outputs.net_value_per_hour, currency))
    return _("breaks even at {rise}").format(rise=break_even(one, currency))


def _two(name: str, below: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, theme.GAP_TINY, 0, theme.GAP_TINY)
    column.setSpacing(0)
    column.addWidget(ElidedLabel(name, lines=2))
    column.addWidget(ElidedLabel(below, "secondary", "muted", lines=2))
    return holder


def _keep(found: Numbers) -> Callable[[Record], Changes]:
    return partial(_keep_as, str(found.get("name") or ""))


def _keep_as(name: str, record: Record) -> Changes:
    return record.return_on_time.keep(name)


def _use(number: int, record: Record) -> Changes:
    return record.return_on_time.use(number)


def _delete(number: int, record: Record) -> Changes:
    return record.scenarios.delete(number)
