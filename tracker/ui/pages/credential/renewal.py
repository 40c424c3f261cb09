"""What keeping a credential asks for: rules, the cycle that runs, its credits, earlier cycles."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.analytics.credential import by_category, cycle_units
from tracker.analytics.deadlines import months_after
from tracker.domain.changes import Kind
from tracker.domain.money import Money
from tracker.domain.words import CycleState as State
from tracker.domain.words import RenewalKind
from tracker.i18n import _, dotted, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.numbers import day_short, money
from tracker.ui.pages.credential.words import units
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip, ChipKind
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.lines import Lines
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.progress import Progress

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView, CycleState, RenewalState
    from tracker.domain.changes import Changes
    from tracker.domain.proof import RenewalDraft
    from tracker.record import Record
    from tracker.ui.desk import Desk

# Reminders of renewals begin at 90 days and become urgent at 30.
_SOON_DAYS, _URGENT_DAYS = 90, 30

_STATE_KINDS: dict[State, ChipKind] = {
    State.OPEN: "accent",
    State.SUBMITTED: "money",
    State.RENEWED: "good",
    State.LAPSED: "bad",
}


class RenewalTab(QWidget):
    """A card for each renewal; without any, the first step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(parent)
        self._desk = desk
        self._number = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_WIDE)

    def show_view(self, view: CredentialView) -> None:
        """Show the renewals of a credential."""
        self._number = view.row.id
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for renewal in view.renewals:
            self._column.addWidget(_RenewalCard(self._desk, renewal, view.today))
        if view.renewals:
            self._column.addStretch(1)
            return
        card = Card(fills=True)
        card.body.addWidget(
            EmptyState(
                _("Nothing to renew"),
                _("Does it ask for credits, a fee or an exam to stay valid? Note the rule here."),
                _("Add renewal"),
                self._add,
                icon="redo",
            )
        )
        self._column.addWidget(card, 1)

    def _add(self) -> None:
        open_form(self._desk, Kind.RENEWAL, credential_id=self._number)


class _RenewalCard(Card):
    """One renewal: its rule in words, its open cycle, its earlier ones."""

    def __init__(self, desk: Desk, renewal: RenewalState, today: date) -> None:
        rule = renewal.rule.draft
        edit = partial(open_form, desk, Kind.RENEWAL, renewal.rule.id)
        super().__init__(
            _("Renewal: {what}").format(what=rule.kind.text), LinkButton(_("Edit rule"), edit)
        )
        self._desk = desk
        self._renewal = renewal
        self._today = today
        self.body.addWidget(PlainLabel(rule_words(rule), tone="muted", wraps=True))
        is_open = (State.OPEN, State.SUBMITTED)
        running = [one for one in renewal.cycles if one.cycle.draft.state in is_open]
        for state in running:
            self._add_cycle(state)
        if not running and rule.kind is not RenewalKind.NONE:
            self._offer_cycle()
        past = [one for one in renewal.cycles if one.cycle.draft.state not in is_open]
        if past:
            self.body.addWidget(PlainLabel(_("Earlier cycles"), "strong"))
            lines = Lines()
            for state in past:
                self._add_past(lines, state)
            self.body.addWidget(lines)

    def _add_cycle(self, state: CycleState) -> None:
        rule, cycle = self._renewal.rule.draft, state.cycle.draft
        earned = cycle_units(rule, state)
        self.body.addWidget(_ends(cycle.starts_on, cycle.ends_on, cycle.state, self._today))
        if rule.units_milli:
            done = (
                _("{n} of {all} {unit}")
                .format(n=units(earned), all=units(rule.units_milli), unit=rule.unit)
                .strip()
            )
            left = max(rule.units_milli - earned, 0)
            share = _("{n} to go").format(n=units(left)) if left else _("complete")
            tone = "good" if not left else "accent"
            self.body.addWidget(Progress(earned / rule.units_milli, done, share, tone))
        if state.carried_milli:
            words = _("{n} {unit} are carried over from the cycle before.")
            told = words.format(n=units(state.carried_milli), unit=rule.unit)
            self.body.addWidget(PlainLabel(told, "secondary", "muted", wraps=True))
        self._add_categories(state)
        if state.credits:
            self.body.addWidget(PlainLabel(_("Credits"), "strong"))
            lines = Lines()
            for credit in state.credits:
                draft = credit.draft
                text = draft.title or draft.category or _("Credit")
                notes = [day_short(draft.earned_on, self._today)]
                notes += [draft.category] if draft.title and draft.category else []
                amount = _("{n} {unit}").format(n=units(draft.units_milli), unit=rule.unit).strip()
                change = partial(open_form, self._desk, Kind.RENEWAL_CREDIT, credit.id)
                lines.add(text, amount, change, below=dotted(notes))
            self.body.addWidget(lines)
        self._add_buttons(state)

    def _add_categories(self, state: CycleState) -> None:
        rule = self._renewal.rule.draft
        if not rule.categories:
            return
        lines = Lines()
        for one in by_category(rule, [credit.draft for credit in state.credits]):
            category, earned = one.category, units(one.earned_milli)
            if one.is_short:
                chip = Chip(
                    _("{n} of at least {least}").format(
                        n=earned, least=units(category.least_milli)
                    ),
                    "money",
                )
            elif category.most_milli is not None:
                chip = Chip(
                    _("{n}, at most {most} count").format(n=earned, most=units(category.most_milli))
                )
            else:
                chip = Chip(_("{n}, enough").format(n=earned), "good")
            lines.add(category.name, chip)
        self.body.addWidget(lines)

    def _add_buttons(self, state: CycleState) -> None:
        holder = QWidget()
        row = FlowLayout(theme.GAP_SMALL, holder)
        number = state.cycle.id
        add = partial(open_form, self._desk, Kind.RENEWAL_CREDIT, cycle_id=number)
        done = partial(self._desk.do, partial(_set_state, number, State.RENEWED))
        change = partial(open_form, self._desk, Kind.RENEWAL_CYCLE, number)
        if self._renewal.rule.draft.units_milli:
            row.addWidget(Button(_("Add credit"), icon="plus", run=add))
        row.addWidget(Button(_("Mark as renewed"), icon="check", run=done))
        row.addWidget(Button(_("Edit cycle"), "quiet", run=change))
        self.body.addWidget(holder)

    def _offer_cycle(self) -> None:
        last = self._renewal.cycles[0].cycle.draft if self._renewal.cycles else None
        starts = last.ends_on + timedelta(days=1) if last else self._today
        months = self._renewal.rule.draft.cycle_months
        begin = partial(
            open_form,
            self._desk,
            Kind.RENEWAL_CYCLE,
            renewal_id=self._renewal.rule.id,
            starts_on=starts,
            **({"ends_on": _last_day(starts, months)} if months else {}),
        )
        self.body.addWidget(PlainLabel(_("No cycle is running."), tone="muted"))
        self.body.addWidget(Button(_("Start a cycle"), icon="plus", run=begin))

    def _add_past(self, lines: Lines, state: CycleState) -> None:
        draft = state.cycle.draft
        text = _("{first} – {last}").format(
            first=day_short(draft.starts_on, self._today),
            last=day_short(draft.ends_on, self._today),
        )
        below = ""
        if state.credits:
            below = _("{n} {unit} earned").format(
                n=units(state.earned_milli), unit=self._renewal.rule.draft.unit
            )
        chip = Chip(draft.state.text, _STATE_KINDS[draft.state])
        change = partial(open_form, self._desk, Kind.RENEWAL_CYCLE, state.cycle.id)
        lines.add(text, chip, change, below=below)


def rule_words(rule: RenewalDraft) -> str:
    """A rule in sentences: what, how often, at least, carried over, for which fee."""
    parts = []
    if rule.units_milli:
        amount = _("{n} {unit}").format(n=units(rule.units_milli), unit=rule.unit).strip()
        parts.append(
            _("{amount} every {n} months.").format(amount=amount, n=rule.cycle_months)
            if rule.cycle_months
            else _("{amount} in a cycle.").format(amount=amount)
        )
    elif rule.cycle_months:
        parts.append(_("Every {n} months.").format(n=rule.cycle_months))
    if rule.least_a_year_milli:
        parts.append(_("At least {n} a year.").format(n=units(rule.least_a_year_milli)))
    if rule.carry_over_milli:
        parts.append(_("Up to {n} are carried over.").format(n=units(rule.carry_over_milli)))
    if rule.fee_minor is not None and rule.fee_currency is not None:
        fee = money(Money(rule.fee_minor, rule.fee_currency))
        parts.append(_("The fee is {amount}.").format(amount=fee))
    return " ".join([*parts, rule.note]).strip() or _("No rule is noted.")


def _ends(first: date, last: date, state: State, today: date) -> QWidget:
    """The cycle's days, and a chip that says how near its end is."""
    holder = QWidget()
    row = FlowLayout(theme.GAP_SMALL, holder)
    words = _("Cycle {first} – {last}").format(
        first=day_short(first, today), last=day_short(last, today)
    )
    row.addWidget(PlainLabel(words, "strong"))
    days = (last - today).days
    if state is State.SUBMITTED:
        row.addWidget(Chip(state.text, "money"))
    elif days < 0:
        row.addWidget(Chip(_("ended"), "bad"))
    else:
        kind: ChipKind = (
            "bad" if days <= _URGENT_DAYS else "money" if days <= _SOON_DAYS else "plain"
        )
        text = ngettext("{n} day left", "{n} days left", days).format(n=days)
        row.addWidget(Chip(text, kind))
    return holder


def _last_day(starts: date, months: int) -> date:
    """The last day of a cycle: the one before the same day of a later month."""
    after = months_after(starts, months)
    return starts if after is None else after - timedelta(days=1)


def _set_state(number: int, state: State, record: Record) -> Changes:
    return record.renewal_cycles.change(number, state=state)
