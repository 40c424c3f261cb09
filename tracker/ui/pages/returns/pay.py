"""The card of what the person stated about pay: noted changes, and what they expect."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.changes import Kind
from tracker.domain.kept import Kept
from tracker.domain.money import Money
from tracker.domain.returns import PayEventDraft
from tracker.i18n import _
from tracker.ui import numbers, theme
from tracker.ui.forms import open_form
from tracker.ui.menus import LINE, Entry
from tracker.ui.pages.returns.words import money, range_words
from tracker.ui.parts.actionrow import ActionRow, ActionRows
from tracker.ui.parts.cards import Card
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton

if TYPE_CHECKING:
    from tracker.analytics.returns.view import CredentialReturn, ReturnView
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk
    from tracker.ui.pages.returns.data import Shown

# The rows of the noted changes, and of what is expected of a credential.
_Item = tuple[Kept[PayEventDraft] | None, "CredentialReturn | None", "ReturnView"]


class StatedCard(Card):
    """Every change of pay, then what is expected of each credential; a click changes it.

    `expected` carries the credential whose expectation is to be changed.
    """

    expected = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_shown`."""
        note = LinkButton(_("Note a change of pay…"), partial(open_form, desk, Kind.PAY_EVENT))
        super().__init__(_("What you stated"), note, parent=parent)
        self._desk = desk
        self.body.setSpacing(0)
        self.body.addSpacing(theme.GAP_TINY)
        self.rows: ActionRows[_Item] = ActionRows()
        self._nothing = PlainLabel(
            _("Nothing yet. What you state here leaves this computer in no report."),
            "secondary",
            "muted",
            wraps=True,
        )
        self.body.addWidget(self.rows)
        self.body.addWidget(self._nothing)

    def show_shown(self, shown: Shown) -> None:
        """Show what is stated, the newest change first."""
        view = shown.view
        events = sorted(
            view.gathered.pay, key=lambda one: (one.draft.effective_on, one.id), reverse=True
        )
        items: list[_Item] = [(event, None, view) for event in events]
        items += [(None, one, view) for one in view.credentials if one.life.statement]
        self.rows.show_items(items, self._row)
        self._nothing.setVisible(not items)

    def _row(self, item: _Item) -> ActionRow:
        event, one, view = item
        if event is not None:
            return self._event(event, view)
        assert one is not None
        title = _("Expected of {name}").format(name=one.name)
        line = _line(title, _expectation(one, view.gathered.currency), one.id)
        change = partial(self.expected.emit, one.id)
        line.clicked.connect(change)
        return ActionRow(one.id, line, (Entry(_("Edit…"), "edit", change),))

    def _event(self, event: Kept[PayEventDraft], view: ReturnView) -> ActionRow:
        draft = event.draft
        title = _("{day}: {before} → {after}").format(
            day=numbers.day_short(draft.effective_on, view.gathered.today),
            before=numbers.money(Money(draft.before_minor, draft.currency), is_short=True),
            after=numbers.money(Money(draft.after_minor, draft.currency), is_short=True),
        )
        line = _line(title, _below(draft, view), event.id)
        edit = partial(open_form, self._desk, Kind.PAY_EVENT, event.id)
        line.clicked.connect(edit)
        delete = partial(self._desk.do, partial(_delete, event.id))
        entries = (Entry(_("Edit…"), "edit", edit), LINE, Entry(_("Delete"), "trash", delete))
        return ActionRow(event.id, line, entries)


def _line(title: str, below: str, number: int) -> ClickRow:
    line = ClickRow(f"{title}, {below}", number)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, theme.GAP_TINY, 0, theme.GAP_TINY)
    column.setSpacing(0)
    column.addWidget(ElidedLabel(title, lines=2))
    column.addWidget(PlainLabel(below, "secondary", "muted", wraps=True))
    line.add(holder, 1)
    return line


def _below(draft: PayEventDraft, view: ReturnView) -> str:
    """What would have come anyway, which credential it is due to, by how much and whose word."""
    parts = []
    if draft.anyway_minor is not None:
        anyway = numbers.money(Money(draft.anyway_minor, draft.currency), is_short=True)
        parts.append(_("{money} anyway").format(money=anyway))
    name = next((one.row.name for one in view.gathered.lives if one.id == draft.credential_id), "")
    if name:
        parts.append(name)
    if draft.share_milli is None:
        parts.append(_("no share of its own"))
    elif draft.stated_by:
        parts.append(
            _("{n} % due to it, says {who}").format(
                n=numbers.count(draft.share_milli // 10), who=draft.stated_by
            )
        )
    else:
        parts.append(_("{n} % due to it").format(n=numbers.count(draft.share_milli // 10)))
    return " · ".join(parts)


def _expectation(one: CredentialReturn, currency: str) -> str:
    """The ranges of one credential."""
    said, parts = one.stated, []
    if said.uplift is not None:
        if said.uplift.is_wide:
            parts.append(
                _("{likely} a year ({low} to {high})").format(
                    likely=money(said.uplift.likely, currency, is_short=True),
                    low=money(said.uplift.low, currency, is_short=True),
                    high=money(said.uplift.high, currency, is_short=True),
                )
            )
        else:
            likely = money(said.uplift.likely, currency, is_short=True)
            parts.append(_("{likely} a year").format(likely=likely))
    if said.share is not None:
        parts.append(_("{share} due to it").format(share=range_words(said.share)))
    if said.finish is not None and one.life.is_open:
        parts.append(_("finish: {share}").format(share=range_words(said.finish)))
    return " · ".join(parts)


def _delete(number: int, record: Record) -> Changes:
    return record.pay_events.delete(number)
