"""The quantities of the method, by its names.

All are exact decimals; amounts are in constant prices of one currency. Nothing here is a default
that pretends to know a person's pay: uplift, attribution and salary are None until stated.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from tracker.errors import Problem
from tracker.i18n import _

ZERO, ONE = Decimal(0), Decimal(1)
DEFAULT_RATE = Decimal("0.035")
DEFAULT_HORIZON = Decimal(5)

Flow = tuple[int, Decimal]

# Longer than any programme, life of a credential or working life; keeps a slip of the keyboard
# from laying out millions of months.
_MOST_MONTHS = 1200
_MOST_YEARS = 100
_MOST_HOURS = 1_000_000
_MOST_AMOUNT = Decimal("1e15")
# No price level falls by half in a year, nor does a pay rise so for decades: what lies beyond is a
# slip, and a century of it has more digits than can be shown.
_LEAST_RATE, _MOST_RATE = Decimal("-0.5"), Decimal(100)


class StudyKind(StrEnum):
    """What is evaluated: a credential, or a degree with its forgone pay."""

    CREDENTIAL = "credential"
    DEGREE = "degree"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one evaluation starts from; the letters are those of the method.

    `spend` and `refunds` are (month, amount) of what the learner paid and got back, month 0 being
    the start of study. `attribution` None: not stated, then nothing that holds a benefit is
    answered. `cost_reason` says why the costs are not known (`missing_fx`, `missing_cpi`), and
    `benefit_reason` why the benefit is not, and `parity_reason` why the degree's gap in pay is not.
    """

    hours: Decimal | None  # H
    kind: StudyKind = StudyKind.CREDENTIAL
    study_months: int = 0  # S; of a degree it follows from `years`
    spend: tuple[Flow, ...] = ()
    refunds: tuple[Flow, ...] = ()
    value_of_time_per_hour: Decimal = ZERO  # w, 0 is off
    own_time_share: Decimal = ONE  # o
    annual_uplift_gross: Decimal | None = None  # U; the premium of a degree
    attribution: Decimal | None = None  # a
    marginal_tax_rate: Decimal = ZERO  # t
    uplift_growth: Decimal = ZERO  # g
    benefit_lag_months: int = 0  # L
    horizon_years: Decimal = DEFAULT_HORIZON  # N, from completion
    completion_probability: Decimal = ONE  # p
    renewal_every_months: int | None = None  # V
    renewal_cost: Decimal = ZERO  # R
    discount_rate: Decimal = DEFAULT_RATE  # r, real, annual, effective
    salary: Decimal | None = None
    years: Decimal = ZERO  # Y, of a degree, as all below
    direct_cost_total: Decimal = ZERO  # D
    foregone_net_earnings_per_year: Decimal = ZERO  # F
    dropout_cost_share: Decimal = ONE  # e
    degree_hours: Decimal | None = None  # of the degree beside it, by the credit rule
    degree_hours_measured: Decimal | None = None
    degree_premium: Decimal | None = None
    cost_reason: str | None = None
    time_reason: str | None = None
    benefit_reason: str | None = None
    parity_reason: str | None = None

    @property
    def is_degree(self) -> bool:
        """Whether the pay forgone, and not the hours, is the cost of time."""
        return self.kind is StudyKind.DEGREE

    @property
    def months(self) -> int:
        """S: the months of study; of a degree its years in whole months, half up."""
        if not self.is_degree:
            return self.study_months
        return int((12 * self.years).to_integral_value(ROUND_HALF_UP))

    @property
    def benefit_months(self) -> int:
        """12 N, in whole months."""
        return int((12 * self.horizon_years).to_integral_value(ROUND_HALF_UP))

    @property
    def share(self) -> Decimal | None:
        """a: of a degree the whole published gap where nothing else is stated."""
        if self.attribution is None and self.is_degree:
            return ONE
        return self.attribution

    def problems(self) -> list[Problem]:
        """What cannot be: shares outside 0 to 1, months below 0, amounts that are none."""
        return list(_problems(self))

    def replaced(self, **fields: object) -> Inputs:
        """The same with some quantities changed."""
        return dataclasses.replace(self, **fields)


def _problems(inputs: Inputs) -> Iterator[Problem]:
    for name in (
        "own_time_share",
        "attribution",
        "marginal_tax_rate",
        "completion_probability",
        "dropout_cost_share",
    ):
        value = getattr(inputs, name)
        if value is not None and not ZERO <= value <= ONE:
            yield _out(name, _("a share from 0 to 1"))
    for name, least, most in (
        ("uplift_growth", _LEAST_RATE, ONE),
        ("discount_rate", _LEAST_RATE, _MOST_RATE),
    ):
        if not least <= getattr(inputs, name) <= most:
            yield _out(
                name,
                _("a yearly rate from {least} to {most}, such as 0.035").format(
                    least=least, most=most
                ),
            )
    for name in ("study_months", "benefit_lag_months"):
        if not 0 <= getattr(inputs, name) <= _MOST_MONTHS:
            yield _out(name, _("whole months from 0 to {most}").format(most=_MOST_MONTHS))
    if inputs.renewal_every_months is not None and not (
        1 <= inputs.renewal_every_months <= _MOST_MONTHS
    ):
        yield _out(
            "renewal_every_months", _("whole months from 1 to {most}").format(most=_MOST_MONTHS)
        )
    for name in ("horizon_years", "years"):
        if not 0 <= getattr(inputs, name) <= _MOST_YEARS:
            yield _out(name, _("years from 0 to {most}").format(most=_MOST_YEARS))
    for name in ("hours", "degree_hours", "degree_hours_measured"):
        value = getattr(inputs, name)
        if value is not None and not 0 <= value <= _MOST_HOURS:
            yield _out(name, _("hours from 0 to {most}").format(most=_MOST_HOURS))
    for name in (
        "value_of_time_per_hour",
        "renewal_cost",
        "salary",
        "direct_cost_total",
        "foregone_net_earnings_per_year",
    ):
        value = getattr(inputs, name)
        if value is not None and not 0 <= value <= _MOST_AMOUNT:
            yield _out(name, _("an amount that is not below 0"))
    for name in ("annual_uplift_gross", "degree_premium"):
        value = getattr(inputs, name)
        if value is not None and abs(value) > _MOST_AMOUNT:
            yield _out(name, _("an amount that a person could earn"))
    for name in ("spend", "refunds"):
        for month, amount in getattr(inputs, name):
            if not (0 <= month <= _MOST_MONTHS and 0 <= amount <= _MOST_AMOUNT):
                yield _out(name, _("pairs of a month from 0 on and an amount not below 0"))
                break


def _out(name: str, wanted: str) -> Problem:
    return Problem(_("«{name}» must be {wanted}.").format(name=name, wanted=wanted), name)
