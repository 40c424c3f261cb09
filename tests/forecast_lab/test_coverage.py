"""The forecast holds what it promises, on people who were never looked at when it was made."""

from __future__ import annotations

import pytest

from tests.forecast_lab.people import people
from tests.forecast_lab.questions import HORIZONS, Asked, ask, questions, score


@pytest.fixture(scope="module")
def answers() -> list[Asked]:
    return [
        ask(person.minutes, question)
        for person in people(60, seed=7)
        for question in questions(person.name, person.minutes, 3)
    ]


def test_over_all_the_range_of_80_percent_holds_75_to_85(answers: list[Asked]) -> None:
    found = score(answers)
    assert found.count > 700
    assert 0.75 <= found.covered <= 0.87, found
    assert 0.05 <= found.too_early <= 0.15, found
    assert 0.05 <= found.too_late <= 0.15, found
    assert found.loss <= 0.26, found


@pytest.mark.parametrize("horizon", HORIZONS)
def test_it_does_not_collapse_with_the_horizon(answers: list[Asked], horizon: int) -> None:
    found = score(one for one in answers if one.question.horizon == horizon)
    assert 0.70 <= found.covered <= 0.92, found


def test_a_narrow_range_would_be_noticed(answers: list[Asked]) -> None:
    """The measure can fail: ends moved half way to the middle no longer hold what they promise."""
    narrow = [
        Asked(a.question, (a.p10 + a.p50) / 2, a.p50, (min(a.p90, 9e9) + a.p50) / 2)
        for a in answers
    ]
    assert score(narrow).covered < 0.7
