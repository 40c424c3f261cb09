from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.analytics.workload import RULES, ects_of, hours_of
from tracker.domain.words import WorkloadUnit


@pytest.mark.parametrize(
    ("milli", "unit", "least", "most"),
    [
        (4000, WorkloadUnit.ECTS, "100.0", "120.0"),
        (500, WorkloadUnit.ECTS, "12.5", "15.0"),
        (3000, WorkloadUnit.US_CREDIT, "135.0", "135.0"),
        (1500, WorkloadUnit.CEU, "15.0", "15.0"),
        (66_500, WorkloadUnit.HOURS, "66.5", "66.5"),
    ],
)
def test_a_stated_workload_is_hours_by_the_rule_of_its_unit(milli, unit, least, most) -> None:
    assert hours_of(milli, unit) == (Decimal(least), Decimal(most))


def test_hours_are_a_range_of_ects_credits() -> None:
    assert ects_of(Decimal(66)) == (Decimal("2.2"), Decimal("2.6"))


def test_every_unit_has_a_rule() -> None:
    assert set(RULES) == set(WorkloadUnit)
