"""The elements of the EU recommendation."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from tracker.analytics.elements import elements, missing
from tracker.domain.credentials import CredentialDraft
from tracker.domain.words import Participation, WorkloadUnit

WHOLE = CredentialDraft(
    "Product Analytics",
    issuer="KU Leuven",
    country="BE",
    earned_on=date(2026, 5, 20),
    learning_outcomes="Reads a funnel.",
    workload_milli=4000,
    workload_unit=WorkloadUnit.ECTS,
    level_eqf=7,
    assessment="project",
    participation=Participation.ONLINE,
    quality_assurance="NVAO",
)


def test_there_are_sixteen_of_which_eleven_are_mandatory() -> None:
    found = elements(WHOLE, "Ada")
    assert [one.number for one in found] == list(range(1, 17))
    assert sum(one.is_mandatory for one in found) == 11


def test_a_whole_entry_lacks_nothing() -> None:
    assert missing(WHOLE, "Ada") == ()


@pytest.mark.parametrize(
    ("field", "nothing"),
    [
        ("issuer", " "),
        ("country", ""),
        ("earned_on", None),
        ("learning_outcomes", ""),
        ("workload_milli", None),
        ("level_eqf", None),
        ("assessment", ""),
        ("participation", None),
        ("quality_assurance", "\n"),
    ],
)
def test_each_mandatory_element_is_missed(field: str, nothing: object) -> None:
    found = missing(dataclasses.replace(WHOLE, **{field: nothing}), "Ada")
    assert [one.field for one in found] == [field]


def test_a_record_without_a_name_lacks_the_learner() -> None:
    assert [one.number for one in missing(WHOLE, "")] == [1]


def test_a_level_in_words_is_a_level() -> None:
    assert not missing(dataclasses.replace(WHOLE, level_eqf=None, level="advanced"), "Ada")
