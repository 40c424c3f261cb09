"""«How this is computed»: each formula with the person's own numbers, then the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tracker.analytics.returns.how import Step, steps
from tracker.analytics.returns.words import degree_name
from tracker.domain.baselines import Source
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.pages.returns.words import money, number, percent, share, why_sentence
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.labels import PlainLabel

if TYPE_CHECKING:
    from tracker.analytics.returns.view import DegreeReturn
    from tracker.ui.pages.returns.data import Shown

_WIDTH = 720


class HowDialog(Dialog):
    """The credential that is looked at, the degrees, what they rest on, and the limits."""

    def __init__(self, shown: Shown) -> None:
        """Everything is text that can be selected."""
        super().__init__(_("How this is computed"), _WIDTH, is_scrolled=True)
        self._currency = shown.view.gathered.currency
        if shown.one is not None:
            self._section(shown.one.life.row.title)
            for step in steps(shown.one.inputs, shown.one.outputs):
                self._step(step)
        self._section(_("The degrees"))
        for one in shown.view.degrees:
            self._degree(one)
        self._section(_("Sources"))
        used = {name for one in shown.view.degrees for name in one.row.sources}
        for name in sorted(used):
            if name in shown.view.gathered.sources:
                self._source(shown.view.gathered.sources[name])
        self._section(_("Its limits"))
        for text in limits():
            self._text(text)
        self.body.addStretch(1)
        self.add_button(cancel_button(self, _("Close")), is_default=True)

    def _section(self, title: str) -> None:
        if self.body.count():
            self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(PlainLabel(title, "section", wraps=True))
        self.body.addWidget(Rule())

    def _text(self, text: str, role: theme.Role = "body", tone: str = "ink") -> None:
        label = PlainLabel(text, role, tone, wraps=True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(label)

    def _step(self, step: Step) -> None:
        filled = step.filled(lambda value: money(value, self._currency), number, share)
        if step.reason:
            self._text(f"{step.name}: {why_sentence(step.reason)}", "strong")
        else:
            value = {
                "money": lambda v: money(v, self._currency),
                "percent": percent,
                "share": share,
                "number": number,
            }[step.unit](step.value)
            self._text(_("{name}: {value}").format(name=step.name, value=value), "strong")
        self._text(f"{step.formula}\n= {filled}" if filled else step.formula, tone="muted")

    def _degree(self, one: DegreeReturn) -> None:
        row, currency = one.row, one.axis.currency
        self._text(degree_name(row) if row.row_id is None else row.label, "strong")
        facts = [row.label if row.row_id is None else "", row.hours_basis]
        facts.append(
            _("{with_} a year with it, {without} without ({comparator}), {statistic}").format(
                with_=_plain(row.pay_with, row.currency),
                without=_plain(row.pay_without, row.currency),
                comparator=row.comparator or _("comparator not said"),
                statistic=row.earnings_statistic or _("statistic not said"),
            )
        )
        if row.completion is not None:
            facts.append(_("{share} finish").format(share=share(row.completion)))
        facts.append(_("figures: {read}").format(read=row.confidence.text))
        if one.is_on_axis and one.axis.price_year is not None:
            facts.append(
                _("in prices of {year}, by purchasing power").format(year=one.axis.price_year)
                if one.axis.by_purchasing_power
                else _("in prices of {year}").format(year=one.axis.price_year)
            )
        if not one.is_on_axis:
            facts.append(
                _("off the shared axis, {why}").format(why=why_sentence(one.axis.reason or ""))
            )
        facts.append(
            _("an hour is worth {rule} by the credit rule, {measured} by measured hours").format(
                rule=money(one.outputs.net_value_per_hour, currency),
                measured=money(one.measured.net_value_per_hour, currency),
            )
        )
        facts += row.assumptions
        self._text(" · ".join(fact for fact in facts if fact), tone="muted")

    def _source(self, source: Source) -> None:
        self._text(
            _("{publisher} ({year}): {title}. {place}").format(
                publisher=source.publisher,
                year=source.year,
                title=source.title,
                place=source.place,
            )
        )
        told = source.confidence.text
        if not source.is_the_page_read:
            told = _("{read}; the address is the publisher's").format(read=told)
        self._text(f"{told} · {source.url}", "secondary", "muted")


def _plain(value: object, currency: str) -> str:
    from decimal import Decimal

    return money(value if isinstance(value, Decimal) else None, currency, is_short=True)


def limits() -> tuple[str, ...]:
    """What the figures cannot tell, in plain words."""
    return (
        _("A gap in pay is not an effect. How much is due to a credential is your judgement."),
        _("The degrees' figures are of those who took them, in one country, at one time."),
        _("The ranges are of what you hold possible; they are not measured and promise nothing."),
        _("What a credential brings besides pay, such as joy in the work, is not counted."),
    )
