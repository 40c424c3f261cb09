from __future__ import annotations

from tests.cli.conftest import Cairn


def test_every_field_can_be_said(cairn: Cairn) -> None:
    found = cairn(
        "add", "Micro-credential in Product Analytics", "--short", "PA", "--issuer", "KU Leuven",
        "--kind", "micro-credential", "--status", "in_progress", "--country", "be", "--identifier",
        "PA-1", "--exam-code", "X1", "--url", "https://example.org", "--eqf", "6", "--level",
        "Master", "--hours", "110", "--workload", "4 ects", "--outcomes", "can analyse",
        "--assessment", "project", "--participation", "online", "--quality", "audited",
        "--supervision", "supervised", "--grade", "A", "--prerequisites", "maths",
        "--stackability", "stackable", "--planned-start", "2026-09-01", "--started", "2026-09-02",
        "--target", "2027-01-31", "--exam", "2027-01-15 10:00", "--valid-until", "2030-01-31",
        "--note", "evenings", "--skill", "SQL", "--skill", "statistics", "--json",
    ).data["credential"]  # fmt: skip
    assert found["kind"] == "MicroCredential"
    assert found["state"] == "in_progress"
    assert found["country"] == "BE"
    assert (found["workload"], found["workload_unit"]) == ("4", "ects")
    assert found["planned_minutes"] == 6600
    assert (found["exam_on"], found["exam_at"]) == ("2027-01-15", "2027-01-15T09:00:00+00:00")
    assert (found["validity"], found["valid_until"]) == ("expires", "2030-01-31")
    assert found["skills"] == ["SQL", "statistics"]
    assert (found["is_archived"], found["is_expired"], found["logged_minutes"]) == (False, False, 0)
    told = cairn("show", "PA").out
    for part in ("KU Leuven", "4 ECTS", "EQF 6, Master", "0 m of 110 h", "2027-01-15 10:00", "SQL"):
        assert part in told


def test_what_is_not_known_is_null_and_never_zero(cairn: Cairn) -> None:
    found = cairn("add", "Something", "--json").data["credential"]
    for name in ("planned_minutes", "workload", "level_eqf", "exam_on", "valid_until"):
        assert found[name] is None, name
    assert "Planned" not in cairn("list", "credentials").out


def test_the_same_title_again_is_asked_about(cairn: Cairn, cka: int) -> None:
    done = cairn("add", "certified kubernetes administrator", "--json")
    assert done.code == 3
    assert done.data["credential"] is None
    assert cairn("add", "certified kubernetes administrator", "--yes").code == 0


def test_the_catalogue_fills_in_and_the_persons_word_wins(cairn: Cairn) -> None:
    done = cairn("add", "AZ-104", "--catalogue", "--hours", "7", "--json")
    found = done.data["credential"]
    assert found["title"] == "Microsoft Certified: Azure Administrator Associate"
    assert found["issuer"] == "Microsoft"
    assert found["planned_minutes"] == 420
    assert "Not verified" in done.err
    assert "Source: " in done.err
    assert cairn("log", "45m AZ-104", "--json").data["session"]["credentials"]


def test_what_the_catalogue_does_not_know_is_said(cairn: Cairn) -> None:
    done = cairn("add", "Zzyzx qwrtp", "--catalogue")
    assert done.code == 1
    assert "catalogue" in done.err


def test_what_fits_several_of_the_catalogue_is_asked(cairn: Cairn) -> None:
    done = cairn("add", "AWS Certified", "--catalogue", "--json")
    assert done.code == 3
    assert len(done.data["choices"]) > 1


def test_archived_credentials_leave_the_list_and_can_still_be_shown(cairn: Cairn, cka: int) -> None:
    assert cairn("archive", "CKA", "--json").data["credential"]["is_archived"] is True
    assert cairn("list", "credentials", "--json").data["total"] == 0
    assert cairn("list", "credentials", "--all", "--json").data["total"] == 1
    assert "archived" in cairn("show", "CKA").out
    assert cairn("archive", "CKA", "--back", "--json").data["credential"]["is_archived"] is False


def test_a_study_session_and_an_expense_are_shown_by_their_numbers(cairn: Cairn, cka: int) -> None:
    cairn("log", "45m CKA 19:00 -- chapter 3")
    cairn("spend", "150 EUR exam CKA")
    assert "chapter 3" in cairn("show", "s1").out
    assert cairn("show", "session:1", "--json").data["session"]["minutes"] == 45
    assert "150.00 EUR" in cairn("show", "e1").out
    assert cairn("show", "s2").code == 1


def test_a_hostile_title_cannot_move_the_cursor(cairn: Cairn) -> None:
    cairn("add", "Evil \x1b[31mred\x07 and\nmore \u202eturned")
    told = cairn("list", "credentials").out + cairn("show", "c1").out + cairn("history").out
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "\u202e" not in told
    assert cairn("show", "c1", "--json").data["credential"]["title"].startswith("Evil \x1b[31m")
