from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from tracker.domain.baselines import Confidence
from tracker.domain.kept import Kept
from tracker.formats.baselines import Baselines, edited, from_figures
from tracker.paths import resource

RAW = json.loads(resource("baselines", "degree_baselines.json").read_bytes())
RANK = ["remembered", "secondary-read", "user-verified", "primary-read"]
GROUPS = ("workload", "tuition", "other", "completion", "earnings")


def test_every_row_is_read_and_every_figure_has_a_source() -> None:
    shelf = Baselines.load()
    assert len(shelf.rows) == len(RAW["rows"]) == len({row.id for row in shelf.rows})
    for row in shelf.rows:
        assert row.sources
        assert set(row.sources) <= set(shelf.sources)
    for source in shelf.sources.values():
        assert source.title and source.year and source.what_was_read


def test_a_row_is_as_sure_as_its_weakest_group() -> None:
    for row in RAW["rows"]:
        assert sorted(row["field_confidence"]) == sorted(GROUPS)
        rated = [word for word in row["field_confidence"].values() if word is not None]
        assert row["confidence"] == min(rated, key=RANK.index), row["id"]


def test_hours_are_in_order_and_gaps_in_pay_are_differences() -> None:
    for row in Baselines.load().rows:
        hours = [row.hours_low, row.hours_mid, row.hours_high]
        if None not in hours:
            assert hours == sorted(hours), row.id
        if row.pay_with is not None and row.pay_without is not None:
            assert row.premium == row.pay_with - row.pay_without, row.id
            assert row.earnings_price_year is not None
        if row.completion is not None:
            assert 0 < row.completion <= 1


def test_indexes_run_without_a_gap_and_name_no_machine() -> None:
    shelf = Baselines.load()
    for years in shelf.consumer_prices.values():
        assert sorted(years) == list(range(min(years), max(years) + 1))
        assert all(value > 0 for value in years.values())
    assert shelf.prices_by_currency["USD"][2012] == Decimal("229.594")
    assert set(shelf.purchasing_power) >= {"USA", "DEU", "GBR"}
    text = resource("baselines", "degree_baselines.json").read_text(encoding="utf-8")
    assert not any(f"/{place}/" in text for place in ("home", "tmp", "root", "mnt"))


def test_what_is_merely_remembered_does_not_leave() -> None:
    row = Baselines.load().rows[0]
    import dataclasses

    assert row.is_exportable
    assert not dataclasses.replace(row, confidence=Confidence.REMEMBERED).is_exportable


def test_a_row_that_the_person_changed_is_verified_by_them_on_that_day() -> None:
    shipped = Baselines.load().row("USA-BA-PUB-INSTATE-STICKER")
    draft, problems = edited(shipped, {"tuition": "40000", "label": "Mine"}, date(2026, 11, 22))
    assert not problems and draft is not None
    row = from_figures(Kept(7, "u", draft), shipped)
    assert (row.label, row.tuition, row.premium) == ("Mine", Decimal(40000), Decimal(31876))
    assert (row.confidence, row.verified_on) == (Confidence.USER, "2026-11-22")
    assert (row.based_on, row.id, row.row_id) == (shipped.id, "own-7", 7)


def test_a_slip_in_a_row_is_named_and_nothing_is_made_of_it() -> None:
    shipped = Baselines.load().rows[0]
    draft, problems = edited(shipped, {"tuition": "a lot"}, date(2026, 11, 22))
    assert draft is None and problems[0].field == "tuition"
    draft, problems = edited(shipped, {"completion": "61"}, date(2026, 11, 22))
    assert draft is None and problems[0].field == "completion"
