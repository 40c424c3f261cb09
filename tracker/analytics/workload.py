"""Workloads as hours: what a stated number of credits stands for, by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.words import WorkloadUnit


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many hours of work one unit stands for, at least and at most."""

    least_hours: Decimal
    most_hours: Decimal


# ECTS Users' Guide 2015: 60 credits are 1,500 to 1,800 hours. US: 34 CFR 600.2, an hour of class
# and two of own work over some 15 weeks. UK: QAA credit framework, ten notional hours. CEU: IACET,
# ten contact hours.
RULES: dict[WorkloadUnit, Conversion] = {
    WorkloadUnit.HOURS: Conversion(Decimal(1), Decimal(1)),
    WorkloadUnit.ECTS: Conversion(Decimal(25), Decimal(30)),
    WorkloadUnit.US_CREDIT: Conversion(Decimal(45), Decimal(45)),
    WorkloadUnit.UK_CREDIT: Conversion(Decimal(10), Decimal(10)),
    WorkloadUnit.CEU: Conversion(Decimal(10), Decimal(10)),
}


def hours_of(milli: int, unit: WorkloadUnit) -> tuple[Decimal, Decimal]:
    """The hours, at least and at most, of `milli` thousandths of a unit; to a tenth of an hour."""
    rule = RULES[unit]
    amount = Decimal(milli) / 1000
    return _tenth(amount * rule.least_hours), _tenth(amount * rule.most_hours)


def ects_of(hours: Decimal) -> tuple[Decimal, Decimal]:
    """The ECTS credits, at least and at most, of as many hours; to a tenth of a credit."""
    rule = RULES[WorkloadUnit.ECTS]
    return _tenth(hours / rule.most_hours), _tenth(hours / rule.least_hours)


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)
