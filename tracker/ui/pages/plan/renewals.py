"""The card of the renewals: what is earned, what is left, and where the rule was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.analytics.credential import CategoryState, by_category
from tracker.domain.changes import Kind
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.menus import LINE, Entry, below, menu
from tracker.ui.numbers import count, day_short
from tracker.ui.pages.credential.words import units
from tracker.ui.pages.plan.words import (
    days_words,
    renewal_done,
    renewal_kind,
    renewal_pace,
    renewal_what,
)
from tracker.ui.parts.actionrow import ActionRow, ActionRows
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.labels import ElidedLabel, set_tip
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.progress import Progress

if TYPE_CHECKING:
    from tracker.analytics.plan import PlanView, RenewalPlan
    from tracker.services.planning import RuleSource
    from tracker.ui.desk import Desk

# What is shown before «n more later»: lines are made on the thread that draws.
_MOST = 6

# A renewal on the day of today, with what the catalogue says of its rule.
_Item = tuple["RenewalPlan", date, "RuleSource | None"]


class RenewalsCard(Card):
    """The open cycles, soonest end first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("Renewals"), _("open cycles, by due day"), parent=parent)
        self._desk = desk
        self._shown: tuple[PlanView, Mapping[int, RuleSource]] | None = None
        self._is_whole = False
        self.body.setSpacing(0)
        self.rows: ActionRows[_Item] = ActionRows()
        self._more = LinkButton("", self._show_all)
        self._empty = EmptyState(
            _("Nothing to renew"),
            _("Does a credential ask for credits, a fee or an exam? Note its rule on its page."),
            _("Open credentials"),
            partial(desk.go, "credentials"),
            icon="redo",
        )
        if self._empty.button is not None:
            # The one step that comes first is the goal.
            self._empty.button.set_kind("plain")
        self.body.addSpacing(10)
        for widget in (self.rows, self._more, self._empty):
            self.body.addWidget(widget)
            widget.hide()

    def show_view(self, view: PlanView, sources: Mapping[int, RuleSource]) -> None:
        """Show the renewals, each with what the catalogue says of its rule."""
        self._shown = (view, sources)
        shown = view.renewals if self._is_whole else view.renewals[:_MOST]
        items = [(one, view.day, sources.get(one.rule.id)) for one in shown]
        self.rows.show_items(items, self._row)
        left = len(view.renewals) - len(shown)
        self._more.setText(ngettext("{n} more later", "{n} more later", left).format(n=count(left)))
        self._more.updateGeometry()
        self._more.setVisible(left > 0)
        self._empty.setVisible(not view.renewals)

    def _show_all(self) -> None:
        self._is_whole = True
        if self._shown is not None:
            self.show_view(*self._shown)

    def _row(self, item: _Item) -> ActionRow:
        one, today, source = item
        name, on = one.credential.name, one.state.cycle.draft.ends_on
        days = (on - today).days
        due, kind = days_words(days), renewal_kind(days)
        chip = due if days < 0 else _("{day} · {when}").format(day=day_short(on, today), when=due)
        what, done, pace = renewal_what(one), "", ""
        if one.rule.draft.units_milli:
            done, pace = renewal_done(one), renewal_pace(one, today)
        said = ", ".join(part for part in (name, what, chip, done, pace) if part)
        line = ClickRow(said, one.credential.id, inset=10)
        line.add(_summary(one, what, (done, pace), Chip(chip, kind)), 1)
        go = partial(self._desk.go, "credential", one.credential.id)
        line.clicked.connect(go)
        return ActionRow(
            one.state.cycle.id,
            line,
            self._entries(one, go),
            self._links(one, source),
            _categories(one),
        )

    def _entries(self, one: RenewalPlan, go: partial[None]) -> list[Entry]:
        desk, cycle = self._desk, one.state.cycle.id
        add = partial(open_form, desk, Kind.RENEWAL_CREDIT, cycle_id=cycle)
        return [
            Entry(_("Add credit…"), "plus", add),
            Entry(_("Open credential"), "credentials", go),
            LINE,
            Entry(_("Edit cycle…"), "edit", partial(open_form, desk, Kind.RENEWAL_CYCLE, cycle)),
            Entry(_("Edit rule…"), "edit", partial(open_form, desk, Kind.RENEWAL, one.rule.id)),
        ]

    def _links(self, one: RenewalPlan, source: RuleSource | None) -> list[LinkButton]:
        links = []
        if one.rule.draft.units_milli:
            add = partial(open_form, self._desk, Kind.RENEWAL_CREDIT, cycle_id=one.state.cycle.id)
            link = LinkButton(_("Add credit"), add)
            link.setAccessibleDescription(one.credential.name)
            links.append(link)
        if source is not None and (source.pack is not None or source.mark is not None):
            links.append(SourceLink(source))
        return links


class SourceLink(LinkButton):
    """Names the rule pack, or that there is a source; opens the list of pages it was read on."""

    def __init__(self, source: RuleSource, parent: QWidget | None = None) -> None:
        """With «unverified» where some figures were read on no page."""
        super().__init__(_source_words(source), self.open_menu, parent)
        self._source = source
        set_tip(self, _source_tip(source))

    def entries(self) -> list[Entry]:
        """The pages, each opening in the browser."""
        pages = [] if self._source.mark is None else [self._source.mark]
        if self._source.pack is not None:
            pages += self._source.pack.sources
        # The page of the rule itself may be one of the pack's.
        found = {page.url: page for page in reversed(pages) if page.url}
        return [
            Entry(_dated(page.source_title, page.as_of), "link", partial(_open, url))
            for url, page in reversed(found.items())
        ]

    def open_menu(self) -> None:
        """Show the pages."""
        if entries := self.entries():
            menu(entries, self).popup(below(self))


def _source_words(source: RuleSource) -> str:
    is_verified = (source.pack is None or source.pack.is_verified) and (
        source.mark is None or source.mark.is_verified
    )
    title = _("Source of the rule") if source.pack is None else source.pack.title
    return title if is_verified else _("{title} · partly unverified").format(title=title)


def _source_tip(source: RuleSource) -> str:
    n = 0 if source.pack is None else len(source.pack.sources)
    read = ngettext("Read on {n} page", "Read on {n} pages", max(n, 1)).format(n=count(max(n, 1)))
    if source.pack is None or source.pack.is_verified:
        return read
    return _("{read}; some of its figures are remembered and not verified on any page").format(
        read=read
    )


def _dated(title: str, as_of: str) -> str:
    # An ampersand would be taken for the mark of a key.
    words = title.replace("&", "&&")
    return _("{title} ({day})").format(title=words, day=as_of) if as_of else words


def _open(url: str) -> None:
    QDesktopServices.openUrl(QUrl(url))


def _summary(one: RenewalPlan, what: str, progress: tuple[str, str], chip: Chip) -> QWidget:
    """Name, need and due day over the bar of what is earned."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP_SMALL)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(ElidedLabel(one.credential.name, "strong", lines=2))
    if what:
        words.addWidget(ElidedLabel(what, "secondary", "muted", lines=3))
    head = QHBoxLayout()
    head.setSpacing(theme.GAP)
    head.addLayout(words, 1)
    head.addWidget(chip)
    column.addLayout(head)
    wanted = one.rule.draft.units_milli
    if wanted:
        done, pace = progress
        tone = "accent" if one.left_milli else "good"
        column.addWidget(Progress(one.counted_milli / wanted, done, pace, tone))
    return holder


def _categories(one: RenewalPlan) -> list[Chip]:
    """A chip for each category of the rule: what is earned, its least or its most."""
    earned = [credit.draft for credit in one.state.credits]
    return [Chip(*category_words(state)) for state in by_category(one.rule.draft, earned)]


def category_words(state: CategoryState) -> tuple[str, ChipKind]:
    """What a category has, of its least or with its most."""
    category, earned = state.category, units(state.earned_milli)
    if category.least_milli:
        text = _("{name}: {n} of at least {least}").format(
            name=category.name, n=earned, least=units(category.least_milli)
        )
        return text, "money" if state.is_short else "good"
    if category.most_milli is not None:
        text = _("{name}: {n}, at most {most} count").format(
            name=category.name, n=earned, most=units(category.most_milli)
        )
        return text, "plain"
    return _("{name}: {n}").format(name=category.name, n=earned), "plain"
