from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cairn


def test_the_usual_settings_are_shown(cairn: Cairn, cka: int) -> None:
    assert cairn("settings", "--json").data["settings"] == {
        "name": "",
        "emails": [],
        "currency": "EUR",
        "budget": None,
        "zone": None,
        "zone_in_use": "Europe/Prague",
        "day_starts_at": "00:00",
        "first_weekday": "monday",
        "streak_minutes": 1,
    }
    assert cairn("settings", "currency").out == "currency  EUR\n"


@pytest.mark.parametrize(
    ("name", "typed", "held"),
    [
        ("name", "Sam", "Sam"),
        ("emails", "a@b.c, d@e.f", ["a@b.c", "d@e.f"]),
        ("currency", "usd", "USD"),
        ("budget", "1500", {"amount": "1500.00", "currency": "EUR"}),
        ("zone", "America/New_York", "America/New_York"),
        ("day-starts-at", "04:00", "04:00"),
        ("day_starts_at", "4:30", "04:30"),
        ("first-weekday", "sun", "sunday"),
        ("streak-minutes", "10", 10),
    ],
)
def test_a_setting_is_changed_and_undone(
    cairn: Cairn, cka: int, name: str, typed: str, held: object
) -> None:
    key = name.replace("-", "_")
    before = cairn("settings", "--json").data["settings"]
    assert cairn("settings", name, typed, "--json").data["settings"][key] == held
    cairn("undo")
    assert cairn("settings", "--json").data["settings"] == before


def test_nothing_recorded_moves_with_the_zone_or_the_start_of_the_day(
    cairn: Cairn, cka: int
) -> None:
    cairn("log", "45m CKA 2026-11-20 00:30")
    before = cairn("show", "s1", "--json").data
    cairn("settings", "zone", "Asia/Tokyo")
    cairn("settings", "day-starts-at", "04:00")
    assert cairn("show", "s1", "--json").data == before


def test_a_budget_keeps_its_currency(cairn: Cairn, cka: int) -> None:
    cairn("settings", "budget", "1500")
    assert cairn("settings", "currency", "USD").code == 1
    cairn("settings", "budget", "")
    assert cairn("settings", "currency", "USD").code == 0


def test_an_unknown_zone_names_the_one_that_may_be_meant(cairn: Cairn, cka: int) -> None:
    done = cairn("settings", "zone", "Europe/Prage")
    assert done.code == 1
    assert "Europe/Prague" in done.err


def test_a_wrong_value_begins_no_record(cairn: Cairn, record_file: Path) -> None:
    assert cairn("settings", "first-weekday", "noneday").code == 1
    assert not record_file.exists()
