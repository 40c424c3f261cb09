"""The assumptions as chips: each says what holds now, and changes it in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.analytics.returns.assumptions import Assumptions, Range
from tracker.i18n import _
from tracker.ui.dialogs.numbers import Ask, Numbers, NumbersDialog
from tracker.ui.menus import LINE, Entry
from tracker.ui.pages.returns.words import (
    baseline_chip,
    money,
    range_words,
    share,
    years,
)
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.pickchip import PickChip

if TYPE_CHECKING:
    from tracker.analytics.returns.view import ReturnView
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk

_YEARS = (3, 5, 10, 20, 30, 43)
_RATES = ("0.02", "0.035", "0.05", "0.07")
_SHARES = ("0.2", "0.4", "0.6", "0.8", "1")
_TAXES = ("0", "0.2", "0.3", "0.42")
# Hours of paid work in a year: 52 weeks of 40 h, less 30 days of holidays and feasts.
_WORK_HOURS = Decimal(1840)
# Sets of rows that are often looked at together.
_SETS: tuple[tuple[Callable[[], str], tuple[str, ...]], ...] = (
    (
        lambda: _("US, public and private"),
        (
            "USA-MA-PUB-STICKER",
            "USA-BA-PUB-INSTATE-STICKER",
            "USA-BA-PRIV-NONPROFIT-STICKER",
        ),
    ),
    (
        lambda: _("US, published and net price"),
        (
            "USA-BA-PUB-INSTATE-STICKER",
            "USA-BA-PUB-INSTATE-NET",
            "USA-BA-PRIV-NONPROFIT-STICKER",
            "USA-BA-PRIV-NONPROFIT-NET",
        ),
    ),
    (lambda: _("England"), ("GBR-ENG-BA-2025", "GBR-MA-TAUGHT")),
    (lambda: _("Germany"), ("DEU-BA-PUBLIC", "DEU-MA-PUBLIC")),
    (lambda: _("France"), ("FRA-BA-PUBLIC", "FRA-MA-PUBLIC")),
    (lambda: _("Ireland"), ("IRL-BA-FREEFEES",)),
    (lambda: _("Japan"), ("JPN-BA-NATIONAL", "JPN-MA-NATIONAL")),
)


def countries() -> dict[str, str]:
    """The countries with a purchasing power parity, by their codes."""
    return {
        "AUS": _("Australia"),
        "CAN": _("Canada"),
        "DEU": _("Germany"),
        "FRA": _("France"),
        "GBR": _("United Kingdom"),
        "IND": _("India"),
        "IRL": _("Ireland"),
        "JPN": _("Japan"),
        "NLD": _("Netherlands"),
        "USA": _("United States"),
    }


class AssumptionChips(QWidget):
    """A row of chips; `assumed` carries the fields of `Assumptions` that are to hold from now."""

    assumed = Signal(dict)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(parent)
        self._desk = desk
        self._view: ReturnView | None = None
        row = FlowLayout(parent=self)
        self.chips = {
            "baselines": PickChip(
                _("Degrees beside"),
                self._baselines,
                _("Which degrees stand beside your credentials, and in whose money."),
            ),
            "horizon": PickChip(
                _("Horizon"),
                self._horizons,
                _("How many years a raise is counted for, from completion, on both sides."),
            ),
            "rate": PickChip(
                _("Real rate"),
                self._rates,
                _("By how much money later counts less than money now, above inflation."),
            ),
            "hour": PickChip(
                _("Value of an hour"),
                self._hours,
                _("What an hour of yours is worth to you. Off: time is no cost, it is divided by."),
            ),
            "tax": PickChip(
                _("Tax"), self._taxes, _("What tax and contributions take of a raise.")
            ),
            "attribution": PickChip(
                _("Share due to the credential"),
                self._shares,
                _("How much of a change of pay is due to a credential. Only you can say it."),
            ),
        }
        for chip in self.chips.values():
            row.addWidget(chip)

    def show_view(self, view: ReturnView) -> None:
        """Say what holds."""
        self._view = view
        now, currency = view.assumptions, view.gathered.currency
        value = now.value_of_time_per_hour
        texts = {
            "baselines": baseline_chip(view),
            "horizon": years(now),
            "rate": _("{percent} real").format(percent=share(now.discount_rate)),
            "hour": _("My hour is worth {money}").format(
                money=money(value, currency, is_short=True)
            )
            if value
            else _("My time is not counted"),
            "tax": _("Tax {percent} of a raise").format(percent=share(now.marginal_tax_rate)),
            "attribution": _("{share} credited to the credential").format(
                share=range_words(now.attribution)
            )
            if now.attribution is not None
            else _("Share of a raise: not stated"),
        }
        for name, text in texts.items():
            self.chips[name].show_text(text)

    @property
    def _now(self) -> Assumptions:
        return self._view.assumptions if self._view is not None else Assumptions()

    def _tell(self, fields: dict[str, Any], _checked: bool = False) -> None:
        self.assumed.emit(fields)

    def _entry(self, text: str, name: str, value: object, *, extra: object = None) -> Entry:
        """A value to choose; the one that holds bears a check mark."""
        holds = getattr(self._now, name) == value
        fields = {name: value} if extra is None else {name: value, **extra}  # type: ignore[dict-item]
        return Entry(text, "check" if holds else "chevron-right", partial(self._tell, fields))

    def _horizons(self) -> Sequence[Entry]:
        entries = [
            self._entry(years(Assumptions(horizon_years=Decimal(n))), "horizon_years", Decimal(n))
            for n in _YEARS
        ]
        return [*entries, LINE, Entry(_("Another…"), "edit", self.ask_horizon)]

    def _rates(self) -> Sequence[Entry]:
        entries = [
            self._entry(
                _("{percent} real").format(percent=share(Decimal(r))), "discount_rate", Decimal(r)
            )
            for r in _RATES
        ]
        return [*entries, LINE, Entry(_("Another…"), "edit", self.ask_rate)]

    def _hours(self) -> Sequence[Entry]:
        entries = [self._entry(_("Not counted"), "value_of_time_per_hour", Decimal(0))]
        half = self._half_wage()
        if half is not None and self._view is not None:
            text = _("Half of your net hourly wage: {money}").format(
                money=money(half, self._view.gathered.currency)
            )
            entries.append(self._entry(text, "value_of_time_per_hour", half))
        return [*entries, LINE, Entry(_("Another…"), "edit", self.ask_hour)]

    def _half_wage(self) -> Decimal | None:
        """The suggestion of the method: half of what an hour of work brings after tax."""
        if self._view is None or self._view.salary is None:
            return None
        kept = 1 - self._now.marginal_tax_rate
        return (self._view.salary * kept / _WORK_HOURS / 2).quantize(Decimal("0.01"))

    def _taxes(self) -> Sequence[Entry]:
        entries = [self._entry(share(Decimal(t)), "marginal_tax_rate", Decimal(t)) for t in _TAXES]
        return [*entries, LINE, Entry(_("Tax and pay…"), "edit", self.ask_tax)]

    def _shares(self) -> Sequence[Entry]:
        entries = [
            self._entry(share(Decimal(a)), "attribution", Range.at(Decimal(a))) for a in _SHARES
        ]
        return [
            Entry(_("Low, likely and high…"), "edit", self.ask_share),
            LINE,
            *entries,
            LINE,
            self._entry(_("Not stated"), "attribution", None),
        ]

    def _baselines(self) -> Sequence[Entry]:
        now = self._now
        sets = [self._entry(text(), "baselines", rows) for text, rows in _SETS]
        own = tuple(
            one.id
            for one in (self._view.gathered.baselines if self._view is not None else ())
            if one.row_id is not None
        )
        if own:
            sets.append(self._entry(_("Your own rows"), "baselines", own))
        homes = tuple(self._entry(name, "home_country", code) for code, name in countries().items())
        risk = _("Without the risk of not finishing")
        if not now.with_completion_risk:
            risk = _("With the risk of not finishing")
        return [
            *sets,
            Entry(_("Choose and correct rows…"), "edit", self.choose_rows),
            LINE,
            Entry(
                _("You earn in"),
                "flag",
                submenu=(*homes, self._entry(_("Not said"), "home_country", "")),
            ),
            Entry(
                risk,
                "warning",
                partial(self._tell, {"with_completion_risk": not now.with_completion_risk}),
            ),
            Entry(_("Share of the degrees' gap in pay…"), "edit", self.ask_degree_share),
        ]

    def choose_rows(self) -> None:
        """Open the list of all degree rows."""
        from tracker.ui.dialogs.baselines import BaselinesDialog

        if self._view is not None:
            dialog = BaselinesDialog(self._desk, self._view)
            dialog.chosen.connect(self._take_rows)
            dialog.present()

    def _take_rows(self, rows: list[str]) -> None:
        self.assumed.emit({"baselines": tuple(rows)})

    def ask_horizon(self) -> None:
        """Ask for a horizon."""
        hint = _("From completion. A credential's life or the years to your next change of work.")
        self._ask(_("Horizon"), [Ask("horizon_years", _("Years"), self._now.horizon_years, hint)])

    def ask_rate(self) -> None:
        """Ask for a discount rate."""
        hint = _("A year, above inflation. 3.5 % is common; 2 % and 7 % show what it does.")
        self._ask(
            _("Real discount rate"),
            [Ask("discount_rate", _("Percent a year"), self._now.discount_rate, hint, 100)],
        )

    def ask_hour(self) -> None:
        """Ask what an hour is worth."""
        hint = _("Leave it at 0 to count no time as cost. Half of the net hourly wage is usual.")
        value = self._now.value_of_time_per_hour
        name = _("Value of an hour")
        self._ask(name, [Ask("value_of_time_per_hour", name, value, hint)])

    def ask_tax(self) -> None:
        """Ask for tax and pay."""
        tax = _("What tax and contributions take of the next bit of pay.")
        pay = _("Empty: that of the newest change of pay.")
        self._ask(
            _("Tax and pay"),
            [
                Ask("marginal_tax_rate", _("Percent"), self._now.marginal_tax_rate, tax, 100),
                Ask("salary", _("Pay a year, before tax"), self._now.salary, pay),
            ],
        )

    def ask_share(self) -> None:
        """Ask for the share that is due to a credential: low, likely and high."""
        intro = _(
            "How much of a change of pay is due to a credential? Pay rises anyway, people change"
            " jobs for many reasons. Nobody can measure it for one person: say what you hold"
            " possible. It holds where a change of pay states no share of its own."
        )
        self._ask_range(_("Share due to the credential"), intro, "attribution", has_name=True)

    def ask_degree_share(self) -> None:
        """Ask for the share of a degree's gap in pay that is due to the degree."""
        intro = _(
            "Graduates earn more than others for many reasons. How much of the published gap is due"
            " to the degree? Empty: all of it, the raw gap."
        )
        self._ask_range(_("Share due to the degree"), intro, "degree_attribution", has_name=False)

    def _ask_range(self, title: str, intro: str, name: str, *, has_name: bool) -> None:
        held: Range | None = getattr(self._now, name)
        asks = [
            Ask("low", _("Low, percent"), None if held is None else held.low, "", 100),
            Ask("likely", _("Likely, percent"), None if held is None else held.likely, "", 100),
            Ask("high", _("High, percent"), None if held is None else held.high, "", 100),
        ]
        if has_name:
            hint = _("It stands beside every figure that rests on it.")
            asks.append(Ask("stated_by", _("Who says so"), self._now.stated_by, hint, is_text=True))
        NumbersDialog(self._desk, title, intro, asks, partial(_range_operation, name)).present()

    def _ask(self, title: str, asks: Sequence[Ask]) -> None:
        NumbersDialog(self._desk, title, "", asks, _operation).present()


def _operation(found: Numbers) -> Callable[[Record], Changes]:
    fields: dict[str, Any] = dict(found)
    if fields.get("salary", 0) is not None or "salary" in fields:
        fields = {k: v for k, v in fields.items() if v is not None or k == "salary"}
    return partial(_assume, fields)


def _range_operation(name: str, found: Numbers) -> Callable[[Record], Changes]:
    likely, low, high = found.get("likely"), found.get("low"), found.get("high")
    value = None
    if isinstance(likely, Decimal):
        least = low if isinstance(low, Decimal) else likely
        most = high if isinstance(high, Decimal) else likely
        value = Range(min(least, likely), likely, max(most, likely))
    fields: dict[str, Any] = {name: value}
    if "stated_by" in found:
        fields["stated_by"] = found["stated_by"] or ""
    return partial(_assume, fields)


def _assume(fields: dict[str, Any], record: Record) -> Changes:
    return record.return_on_time.assume(**fields)
