"""Quantities written down by their names -> `Inputs`: a file for the command line, a scenario.

Every quantity has the long name of the method; its letter and some spellings that people use for
the same thing are read as well. What is not known is named, and never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from typing import Any

from tracker.analytics.returns import prices
from tracker.analytics.returns.flows import exactly
from tracker.analytics.returns.inputs import ONE, ZERO, Inputs, StudyKind
from tracker.analytics.returns.prices import Index, Priced
from tracker.analytics.returns.spellings import BY_WORD
from tracker.errors import Problem
from tracker.i18n import _

_SHARES_AND_RATES = (
    "own_time_share",
    "attribution",
    "marginal_tax_rate",
    "uplift_growth",
    "completion_probability",
    "discount_rate",
    "nominal_rate",
    "inflation",
    "counterfactual_raise",
    "dropout_cost_share",
)
_MONTHS = ("study_months", "benefit_lag_months", "renewal_every_months", "months_elapsed")
_NUMBERS = (
    "hours",
    "horizon_years",
    "years",
    "degree_hours",
    "degree_hours_measured",
    "hours_logged",
    "hours_planned",
)
_AMOUNTS = (
    "value_of_time_per_hour",
    "annual_uplift_gross",
    "pay_before",
    "pay_after",
    "renewal_cost",
    "salary",
    "direct_cost_total",
    "foregone_net_earnings_per_year",
    "degree_premium",
)
# Of these 'not given' is a state of its own and not a default.
_COST_AMOUNTS = frozenset({"direct_cost_total", "renewal_cost", "value_of_time_per_hour"})
# What a credential has in place of these is its spending and its hours.
_OF_A_DEGREE = ("years", "direct_cost_total", "foregone_net_earnings_per_year")
_OF_A_LINE = frozenset({"month", "amount", "currency", "rate", "price_year"})
_DONE = frozenset({"completed", "complete", "earned", "done"})
_LEFT = frozenset({"abandoned", "dropped"})
_OPEN = frozenset({"in_progress", "planned", "submitted", "wish"})


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the inputs, what is already behind, and what is wrong with the text.

    `inputs` is None where there are problems. `sums_by_currency` holds the spending, less refunds,
    as it was given. `months_elapsed` None: nobody asked for what is left.
    """

    inputs: Inputs | None
    problems: tuple[Problem, ...] = ()
    sums_by_currency: Mapping[str, Decimal] = field(default_factory=dict)
    months_elapsed: int | None = None
    hours_logged: Decimal = ZERO


def read_inputs(raw: Mapping[str, Any], indexes: Mapping[str, Index] | None = None) -> Read:
    """The quantities that `raw` writes down; `indexes` are consumer prices by currency and year."""
    reader = _Reader(raw, indexes or {})
    inputs = reader.inputs()
    problems = reader.problems or inputs.problems()
    if problems:
        return Read(None, tuple(problems))
    elapsed = reader.values.get("months_elapsed")
    return Read(inputs, (), reader.sums, elapsed, reader.values.get("hours_logged") or ZERO)


class _Reader:
    def __init__(self, raw: Mapping[str, Any], indexes: Mapping[str, Index]) -> None:
        self.problems: list[Problem] = []
        self.raw: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.sums: dict[str, Decimal] = {}
        self.reasons: dict[str, str] = {}
        self._name_all(raw)
        self.currency = self._word("currency") or self._only_currency()
        self.price_year = self._number("price_year", is_whole=True)
        self.rates = self._table("rates")
        self.indexes = {**indexes, **self._indexes()}
        for name in (*_SHARES_AND_RATES, *_NUMBERS):
            self._keep(name, self._number(name))
        for name in _MONTHS:
            self._keep(name, self._number(name, is_whole=True))
        if self.values.get("renewal_every_months") == 0:
            # Every nought months is never.
            del self.values["renewal_every_months"]
        for name in ("months_elapsed", "hours_logged", "hours_planned"):
            if self.values.get(name, 0) < 0:
                self._say(name, _("«{name}» must not be below 0.").format(name=name))
        for name in _AMOUNTS:
            self._keep(name, self._amount(name))

    def inputs(self) -> Inputs:
        """The quantities; where there are problems they are not to be used."""
        values = self.values
        kind = self._kind()
        self._length(kind)
        self._rate()
        self._uplift()
        self._status()
        spend, refunds = self._lines("spend"), self._lines("refunds")
        cost = spend.reason or refunds.reason
        cost = cost or next((self.reasons[n] for n in _COST_AMOUNTS if n in self.reasons), None)
        for code in {*spend.by_currency, *refunds.by_currency}:
            self.sums[code] = spend.by_currency.get(code, ZERO) - refunds.by_currency.get(
                code, ZERO
            )
        names = Inputs.__dataclass_fields__
        return Inputs(
            kind=kind,
            spend=spend.flows or (),
            refunds=refunds.flows or (),
            cost_reason=cost,
            time_reason=self.reasons.get("foregone_net_earnings_per_year"),
            benefit_reason=self.reasons.get("annual_uplift_gross"),
            hours=values.pop("hours", None),
            **{name: value for name, value in values.items() if name in names},
        )

    def _only_currency(self) -> str:
        """The one currency that the amounts bear; empty where there are several or none."""
        found = set()
        for name in (*_AMOUNTS, "spend", "refunds"):
            value = self.raw.get(name)
            lines = value if isinstance(value, (list, tuple)) else [value]
            for line in lines:
                if isinstance(line, Mapping):
                    found.add(str(line.get("currency") or ""))
                elif isinstance(line, (list, tuple)) and len(line) > 2:
                    found.add(str(line[2] or ""))
        found.discard("")
        return found.pop() if len(found) == 1 else ""

    def _word(self, name: str) -> str:
        """A value that is a text; empty where there is none."""
        value = self.raw.get(name, "")
        if isinstance(value, str):
            return value
        self._say(name, _("«{name}» must be a text.").format(name=name))
        return ""

    def _keep(self, name: str, value: Decimal | int | None) -> None:
        if value is not None:
            self.values[name] = value

    def _name_all(self, raw: Mapping[str, Any]) -> None:
        for word, value in raw.items():
            name = BY_WORD.get(word)
            if name is None:
                self._say(word, _("«{name}» is not an input of the method.").format(name=word[:60]))
            elif value is None:
                continue
            elif name in self.raw and name != "title" and not _is_same(value, self.raw[name]):
                message = _("«{name}» is given twice, with two values.").format(name=name)
                self._say(name, message)
            else:
                self.raw[name] = value

    def _say(self, name: str, message: str) -> None:
        self.problems.append(Problem(message, name))

    def _number(self, name: str, *, is_whole: bool = False) -> Any:
        value = self.raw.get(name)
        if value is None:
            return None
        number = to_decimal(value)
        if number is None:
            self._say(name, _("«{name}» must be a number.").format(name=name))
        elif not is_whole:
            return number
        elif number != number.to_integral_value() or abs(number) > 10**6:
            self._say(name, _("«{name}» must be a whole number.").format(name=name))
        else:
            return int(number)
        return None

    def _amount(self, name: str) -> Decimal | None:
        value = self.raw.get(name)
        if value is None:
            return None
        priced = self._priced(name, value)
        if priced is None:
            return None
        amount, reason = prices.bring(priced, self.currency, self.price_year, self.indexes)
        if reason is not None:
            self.reasons[name] = reason
        return amount

    def _priced(self, name: str, value: Any, month: int = 0) -> Priced | None:
        """An amount as a number or text, or as an object with its currency, rate and year."""
        if not isinstance(value, Mapping):
            value = {"amount": value}
        for key in value:
            if key not in _OF_A_LINE:
                message = _("«{key}» is nothing that an amount of «{name}» has.")
                self._say(name, message.format(key=str(key)[:60], name=name))
                return None
        amount = to_decimal(value.get("amount"))
        if amount is None:
            self._say(name, _('«{name}» must be an amount, such as "150.00".').format(name=name))
            return None
        currency = value.get("currency") or ""
        written = value.get("rate")
        if written is None and isinstance(currency, str):
            written = self.rates.get(currency)
        rate = None if written is None else to_decimal(written)
        if written is not None and (rate is None or rate <= 0):
            self._say(name, _("A rate of «{name}» must be a number above 0.").format(name=name))
            return None
        written = value.get("price_year")
        year = None if written is None else to_decimal(written)
        if written is not None and (year is None or year != int(year)):
            self._say(name, _("A price year of «{name}» must be a year.").format(name=name))
            return None
        if not isinstance(currency, str):
            self._say(
                name, _("A currency of «{name}» must be a code of letters.").format(name=name)
            )
            return None
        return Priced(amount, currency, None if year is None else int(year), rate, month)

    def _lines(self, name: str) -> prices.Brought:
        value = self.raw.get(name)
        value = () if value in (None, "") else value
        if not isinstance(value, (list, tuple)):
            # A bare amount is one at the start.
            value = [[0, value]]
        lines = [self._line(name, one) for one in value]
        known = [line for line in lines if line is not None]
        return prices.bring_all(known, self.currency, self.price_year, self.indexes)

    def _line(self, name: str, one: Any) -> Priced | None:
        if isinstance(one, (list, tuple)) and 2 <= len(one) <= 4:
            keys = ("month", "amount", "currency", "rate")
            one = dict(zip(keys, one, strict=False))
        month = to_decimal(one.get("month", 0)) if isinstance(one, Mapping) else None
        if month is None or month != month.to_integral_value() or not 0 <= month <= 10**6:
            message = _(
                '«{name}» must be a list of pairs: [[month, "amount"], …], months from 0 on.'
            )
            self._say(name, message.format(name=name))
            return None
        return self._priced(name, one, int(month))

    def _table(self, name: str) -> dict[str, Any]:
        value = self.raw.get(name)
        if value is None or isinstance(value, dict):
            return value or {}
        self._say(
            name, _("«{name}» must be an object with a value for each currency.").format(name=name)
        )
        return {}

    def _indexes(self) -> dict[str, Index]:
        """`cpi` as {currency: {year: value}}, or as {year: value} of the one currency."""
        table = self._table("cpi")
        if table and not any(isinstance(value, Mapping) for value in table.values()):
            table = {self.currency: table}
        found = {}
        for code, values in table.items():
            numbers = values if isinstance(values, Mapping) else {"": None}
            index = {to_decimal(year): to_decimal(value) for year, value in numbers.items()}
            known = {
                int(year): value
                for year, value in index.items()
                if year is not None and year == int(year) and value is not None and value > 0
            }
            if len(known) < len(numbers):
                self._say("cpi", _("«cpi» must give a number above 0 for each year."))
                continue
            found[code] = known
        return found

    def _kind(self) -> StudyKind:
        word = self.raw.get("kind")
        if word is None:
            has_degree = any(self.values.get(name) for name in ("years", "direct_cost_total"))
            return StudyKind.DEGREE if has_degree else StudyKind.CREDENTIAL
        try:
            return StudyKind(str(word).strip().casefold().replace("micro", "").lstrip("-_ "))
        except ValueError:
            self._say("kind", _("«kind» must be credential or degree."))
            return StudyKind.CREDENTIAL

    def _length(self, kind: StudyKind) -> None:
        """Y may be told in months; what only a degree has is not dropped from a credential."""
        if kind is StudyKind.DEGREE:
            months = self.values.get("study_months")
            if months is not None and "years" not in self.values:
                with exactly():
                    self.values["years"] = Decimal(months) / 12
            return
        for name in _OF_A_DEGREE:
            if self.values.get(name):
                message = _("«{name}» belongs to a degree, and this is a credential.")
                self._say(name, message.format(name=name))

    def _rate(self) -> None:
        """A nominal rate with its inflation stands for the real one."""
        nominal = self.values.get("nominal_rate")
        inflation = self.values.get("inflation")
        if nominal is None or "discount_rate" in self.values:
            return
        if inflation is None or inflation <= -1:
            self._say("nominal_rate", _("A nominal rate needs «inflation» beside it."))
            return
        self.values["discount_rate"] = prices.real_rate(nominal, inflation)

    def _uplift(self) -> None:
        """U = pay after - pay before x (1 + the raise that would have come anyway)."""
        after, before = self.values.get("pay_after"), self.values.get("pay_before")
        for name in ("pay_after", "pay_before"):
            if name in self.reasons:
                self.reasons["annual_uplift_gross"] = self.reasons[name]
        if after is not None and before is not None and "annual_uplift_gross" not in self.values:
            anyway = self.values.get("counterfactual_raise", ZERO)
            self.values["annual_uplift_gross"] = after - before * (1 + anyway)

    def _status(self) -> None:
        """The chance p by the state; H is logged, planned, or in progress the larger of both."""
        status = self._word("status").strip().casefold().replace("-", "_").replace(" ", "_")
        logged, planned = self.values.get("hours_logged"), self.values.get("hours_planned")
        if status and status not in _DONE | _LEFT | _OPEN:
            self._say("status", _("«status» must be completed, in_progress, planned or abandoned."))
        if status in _DONE:
            self.values.setdefault("completion_probability", ONE)
        elif status in _LEFT:
            self.values["completion_probability"] = ZERO
        if "hours" in self.values:
            return
        if status in _DONE | _LEFT:
            hours = logged
        elif status == "planned":
            hours = planned
        else:
            hours = max((one for one in (logged, planned) if one is not None), default=None)
        self._keep("hours", hours)


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values say the same: `2400` is `"2400.00"`."""
    number = to_decimal(one)
    return one == other if number is None else number == to_decimal(other)


def to_decimal(value: Any) -> Decimal | None:
    """A number or its text (`"0.035"`, `"3.5 %"`) as a decimal; None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip().replace("\N{MINUS SIGN}", "-")
    is_percent = text.endswith("%")
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or (number and abs(number.adjusted()) > 30):
        return None
    return number / 100 if is_percent else number


def rounded(amount: Decimal, digits: int = 2) -> Decimal:
    """A number half up (away from nothing) to so many decimals: money to the cent."""
    # At the ends of what the inputs may be, a century at a high rate has hundreds of digits.
    with localcontext(Context(prec=1000)):
        found = amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        return found if found else abs(found)


def money_text(amount: Decimal) -> str:
    """Money with two decimals: `3209.17`."""
    return f"{rounded(amount):f}"
