from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cairn


def _world(cairn: Cairn) -> None:
    cairn("log", "2h CKA yesterday")
    cairn("spend", "150 EUR exam CKA 2026-11-20")


def test_break_even_is_told_before_anything_else_and_nothing_is_made_up(
    cairn: Cairn, cka: int
) -> None:
    _world(cairn)
    data = cairn("return", "--json").data
    (one,) = data["credentials"]
    assert (one["id"], one["out_of_pocket"], one["npv_cash"]) == (cka, "150.00", None)
    assert one["reasons"]["npv_cash"] == "missing_uplift"
    assert one["bands"] is None and one["break_even_uplift_gross"] is not None
    text = cairn("return").out
    assert "Breaks even" in text and "is worth    median" not in text


def test_a_stated_share_brings_the_value_of_an_hour_with_whose_word_it_is(
    cairn: Cairn, cka: int
) -> None:
    _world(cairn)
    cairn(
        "pay", "2026-11-01", "52000 EUR", "56000", "--anyway", "53000", "--credential", "CKA",
        "--share", "40%", "--stated-by", "me",
    )  # fmt: skip
    cairn("edit", "CKA", "--status", "earned", "--earned", "2026-11-21")
    (one,) = cairn("return", "CKA", "--json").data["credentials"]
    assert one["stated"]["attribution"] == "0.4"
    assert one["stated"]["stated_by"] == "me"
    assert one["net_value_per_hour"] is not None and one["irr_status"] is not None


def test_degrees_come_with_their_sources_and_how_they_were_read(cairn: Cairn, cka: int) -> None:
    _world(cairn)
    data = cairn("return", "--json").data
    assert {one["id"] for one in data["degrees"]} >= {"USA-BA-PUB-INSTATE-STICKER"}
    assert all(one["confidence"] and one["sources"] for one in data["degrees"])
    assert all(source["read"] and source["year"] for source in data["sources"])
    assert {one["off_axis_because"] for one in data["degrees"]} == {"missing_country"}
    # Nor can parity be told in one's own money, and that is said, not that no figure was found.
    one = next(one for one in data["credentials"] if one["cost_per_hour"] is not None)
    assert one["reasons"]["parity_uplift"] == "missing_country"
    assert one["reason"] != "missing_country"
    assert "in which country you earn" in cairn("return").out


def test_an_empty_record_has_nothing_to_tell(cairn: Cairn, cka: int) -> None:
    assert "nothing to compute" in cairn("return").out
    assert cairn("return", "nobody").code == 1


def test_a_copy_to_hand_on_holds_nothing_about_pay(cairn: Cairn, cka: int, tmp_path: Path) -> None:
    cairn("pay", "2026-11-01", "52000 EUR", "56000", "--credential", "CKA")
    whole, without = tmp_path / "whole.json", tmp_path / "without.json"
    cairn("export", "json", str(whole), "--with-pay")
    done = cairn("export", "json", str(without), "--json").data
    assert "5200000" in whole.read_text(encoding="utf-8")
    told = without.read_text(encoding="utf-8")
    assert "5200000" not in told and "pay_event" not in told and cka
    assert {"pay_event", "scenario", "degree_baseline"} <= set(done["left_out"])


def test_tables_hold_what_was_stated_about_pay_only_where_that_is_asked_for(
    cairn: Cairn, cka: int, tmp_path: Path
) -> None:
    cairn("pay", "2026-11-01", "52000 EUR", "56000", "--credential", "CKA")
    plain = cairn("export", "csv", str(tmp_path / "plain"), "--json").data
    asked = cairn("export", "csv", str(tmp_path / "asked"), "--with-pay", "--json").data
    assert "pay_events" in plain["left_out"] and "pay_events" in asked["included"]
    assert not (tmp_path / "plain" / "pay_events.csv").exists()
    assert "52000" in (tmp_path / "asked" / "pay_events.csv").read_text(encoding="utf-8")


def test_the_degrees_that_ship_are_listed_before_there_is_a_record(
    cairn: Cairn, record_file: Path
) -> None:
    data = cairn("list", "baselines", "--json").data
    assert data["total"] == len(data["rows"]) > 50
    assert not record_file.exists()


def test_a_little_raise_is_not_told_as_none(cairn: Cairn, cka: int) -> None:
    cairn("log", "4h", "CKA", "2026-11-20")
    cairn("spend", "60", "EUR", "exam", "CKA", "2026-11-20")
    cairn("pay", "2026-01-01", "52000 EUR", "60000")
    (row,) = [line for line in cairn("return").out.splitlines() if line.startswith("CKA")]
    assert " 0.0 %" not in row and "0.02 %" in row
