from __future__ import annotations

from tests.cli.conftest import Cairn


def test_a_goal_is_set_and_setting_it_again_changes_it(cairn: Cairn, cka: int) -> None:
    goal = cairn("goal", "8h", "--json").data["goal"]
    assert (goal["minutes"], goal["period"], goal["credential_id"]) == (480, "week", None)
    assert cairn("goal", "9h", "--json").data["goal"]["id"] == goal["id"]
    mine = cairn("goal", "45m", "--a", "day", "--credential", "CKA", "--json").data["goal"]
    assert (mine["minutes"], mine["period"], mine["credential_id"]) == (45, "day", cka)
    data = cairn("goal", "--json").data
    assert [one["minutes"] for one in data["goals"]] == [540, 45]


def test_rest_is_planned_with_a_reason(cairn: Cairn) -> None:
    rest = cairn("goal", "rest", "2026-12-24", "2026-12-26", "--reason", "Christmas", "--json").data
    assert rest["rest_day"]["first_on"] == "2026-12-24"
    assert rest["rest_day"]["last_on"] == "2026-12-26"
    assert "Christmas" in cairn("goal").out
    assert cairn("goal", "rest", "2026-12-26", "2026-12-24").code == 1
    assert cairn("goal", "rest").code == 2


def test_a_goal_that_does_not_fit_into_its_period_is_refused(cairn: Cairn) -> None:
    assert cairn("goal", "25h", "--a", "day").code == 1
    assert cairn("goal", "8h", "--a", "fortnight").code == 1


def test_a_block_lies_ahead_even_where_the_words_look_back(cairn: Cairn, cka: int) -> None:
    for line, start in (
        ("90m CKA saturday 10:00", "2026-11-28T10:00:00+01:00"),
        ("1h CKA 19:00", "2026-11-23T19:00:00+01:00"),
        ("1h CKA 21:00", "2026-11-22T21:00:00+01:00"),
        ("1h CKA tomorrow 9:00", "2026-11-23T09:00:00+01:00"),
        ("1h CKA 2026-11-01 9:00", "2026-11-01T09:00:00+01:00"),
    ):
        block = cairn("plan", line, "--json").data["planned_block"]
        assert block["start"] == start, line
        assert block["credential_id"] == cka


def test_planned_blocks_are_listed_and_settled(cairn: Cairn, cka: int) -> None:
    cairn("plan", "1h CKA tomorrow 9:00 #lab")
    assert "2026-11-23" in cairn("plan").out
    assert cairn("plan", "--json").data["total"] == 1
    assert cairn("plan", "plan:1", "--kept", "--json").data["planned_block"]["state"] == "kept"
    assert cairn("plan", "plan:1", "--open", "--json").data["planned_block"]["state"] == "open"
    assert cairn("plan", "plan:9", "--kept").code == 1
    assert cairn("plan", "plan:1", "--kept", "--dropped").code == 2


def test_a_block_needs_a_time(cairn: Cairn, cka: int) -> None:
    done = cairn("plan", "45m CKA")
    assert done.code == 1
    assert "time" in done.err
