"""The forecast in words: ranges are told as they are."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from tracker.analytics.forecast.credential import CredentialForecast, credential_forecast
from tracker.domain.credentials import CredentialDraft, CredentialRow
from tracker.ui.pages.credential.forecast_words import (
    forecast_band,
    forecast_chip,
    forecast_sentences,
    range_words,
)

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.usefixtures("qapp")


def found(
    days: int = 60, idle: int = 0, planned: int | None = 80, **fields: object
) -> CredentialForecast:
    """An hour on each working day, up to `idle` days ago."""
    seconds = {
        day: 3600
        for n in range(idle, idle + days)
        if (day := TODAY - timedelta(days=n)).weekday() < 5
    }
    minutes = None if planned is None else planned * 60
    draft = dataclasses.replace(CredentialDraft("CKA", planned_minutes=minutes), **fields)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    total = sum(seconds.values())
    row = CredentialRow(1, "u", draft, False, at, total, len(seconds))
    return credential_forecast(row, seconds, TODAY)


def ends(early: int, middle: int, late: int) -> tuple[date, date, date]:
    return (
        TODAY + timedelta(days=early),
        TODAY + timedelta(days=middle),
        TODAY + timedelta(days=late),
    )


def test_an_even_range_is_told_as_more_or_less(qapp: QApplication) -> None:
    assert range_words(*ends(15, 21, 27), TODAY) == "14 Dec ± 6 d"
    # The longer side is the one that is told.
    assert range_words(*ends(15, 21, 29), TODAY) == "14 Dec ± 8 d"
    assert range_words(*ends(1, 1, 1), TODAY) == "24 Nov"


def test_a_lopsided_range_is_told_by_both_its_ends(qapp: QApplication) -> None:
    assert range_words(*ends(17, 25, 40), TODAY) == "10 Dec – 2 Jan"


def test_far_away_a_month_is_exact_enough(qapp: QApplication) -> None:
    assert range_words(*ends(300, 500, 700), TODAY) == "19 Sept – Oct 2028"
    far = forecast_chip(found(planned=700))
    assert far is not None
    assert far[0].count("–") == 1


def test_a_steady_plan_is_on_pace_and_one_behind_its_target_slips(qapp: QApplication) -> None:
    chip = forecast_chip(found())
    assert chip is not None
    assert chip[0].startswith("on pace for ")
    assert chip[1] == "accent"
    late = forecast_chip(found(planned=200, target_on=TODAY + timedelta(days=60)))
    assert late is not None
    assert late[0].startswith("slipping: ")
    assert late[0].endswith(", not 22 Jan")
    assert late[1] == "bad"


def test_a_stalled_plan_is_flagged_and_never_dated(qapp: QApplication) -> None:
    stalled = found(idle=36)
    assert forecast_chip(stalled) == ("stalled: no study for 5 weeks", "bad")
    sentences = " ".join(forecast_sentences(stalled))
    assert sentences.startswith("Stalled: no study for 5 weeks.")
    assert "likely" not in sentences
    assert forecast_band(stalled, 0) is None


def test_what_is_unknown_is_said_and_nothing_is_made_up(qapp: QApplication) -> None:
    assert forecast_chip(found(planned=None)) is None
    assert "No planned hours" in " ".join(forecast_sentences(found(planned=None)))
    assert forecast_chip(found(days=2)) is None
    assert "too little to go on" in " ".join(forecast_sentences(found(days=2)))
    assert forecast_chip(found(planned=1)) is None
    assert forecast_sentences(found(planned=1)) == ["Nothing is left to do."]


def test_the_sentence_promises_nothing_about_one_person(qapp: QApplication) -> None:
    [first, *_rest] = forecast_sentences(found(target_on=TODAY + timedelta(days=90)))
    assert first.startswith("As likely as not done by ")
    assert "four of five such plans" in first


def test_the_band_begins_at_what_is_logged_and_ends_at_the_plan(qapp: QApplication) -> None:
    one = found()
    band = forecast_band(one, 1000)
    assert band is not None
    assert band.low[0] == band.high[0] == 1000
    assert band.high[-1] == pytest.approx(1000 + (one.left_minutes or 0) * 60)
    assert band.label in (forecast_chip(one) or ("",))[0]
