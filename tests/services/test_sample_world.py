"""The sample world: the same every time, whole, and full of what goes wrong elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.changes import Kind
from tracker.domain.words import CredentialState, Entry, ReimbursementState
from tracker.paths import evidence_dir, resource
from tracker.record import Record
from tracker.services.sample_world import build, many
from tracker.store.evidence import EvidenceFiles
from tracker.store.images import shape_of

TODAY = date(2026, 11, 23)
LONG_AGO = date(2000, 1, 1)
TOLD = json.loads(resource("sample_world", "credentials.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record with the sample world in it, which no test changes."""
    with Record.open(tmp_path_factory.mktemp("world") / "a.cairn") as record:
        build(record, TODAY)
        yield record


def content(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    """All rows but for what differs each time: UUIDs, digests, the instant of writing."""
    passing = {"uuid", "digest", "created_at"}
    found = {}
    with record.ground.store.reading() as connection:
        for kind in Kind:
            names = ", ".join(name for name in shape_of(kind).names if name not in passing)
            rows = connection.exec_driver_sql(f"SELECT {names} FROM {kind.value} ORDER BY id")
            found[kind.value] = [tuple(row) for row in rows]
    return found


def names(record: Record) -> dict[str, Any]:
    return {row.name: row for row in record.credentials.rows(is_archived=None)}


def test_the_same_day_and_seed_give_the_same_rows(world: Record, tmp_path: Path) -> None:
    with Record.open(tmp_path / "b.cairn") as again:
        build(again, TODAY)
        assert content(again) == content(world)
    with Record.open(tmp_path / "c.cairn") as other:
        build(other, TODAY, seed=1)
        assert content(other)["study_session"] != content(world)["study_session"]


def test_one_undo_takes_the_whole_world_back(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        before = content(record)
        build(record, TODAY)
        assert record.study.count() > 500
        record.history.undo()
        assert content(record) == before
        record.history.redo()
        assert record.study.count() > 500


# A leap day, the turn of the year, days right after both clock changes, midsummer.
@pytest.mark.parametrize(
    "today",
    [date(2028, 2, 29), date(2027, 1, 15), date(2026, 10, 26), date(2027, 3, 28), date(2026, 8, 2)],
)
def test_it_stands_on_any_day(tmp_path: Path, today: date) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        build(record, today)
        rows = names(record)
        logged = [told["logged_minutes"] * 60 for told in TOLD if "logged_minutes" in told]
        assert sorted(logged) == sorted(
            row.logged_seconds for row in rows.values() if row.logged_seconds
        )
        assert rows["CKA"].draft.exam_on == today + timedelta(days=9)
        last = record.study.first_and_last_day()
        assert last is not None
        assert last[1] == today


def test_the_credentials_of_the_pictures_have_their_hours(world: Record) -> None:
    rows = names(world)
    hours = {
        name: (round(rows[name].logged_seconds / 3600), rows[name].draft.planned_minutes // 60)
        for name in (
            "AWS Solutions Architect",
            "CKA",
            "Data Engineering nanodegree",
            "Product Analytics",
        )
    }
    assert list(hours.values()) == [(41, 66), (57, 65), (38, 160), (12, 110)]
    assert rows["CKA"].draft.exam_at == datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    counts = world.credentials.counts_by_state()
    assert counts[CredentialState.IN_PROGRESS] == 4
    assert counts[CredentialState.EARNED] == 11
    assert set(counts) == set(CredentialState)


def test_no_two_sessions_share_time_but_the_two_that_are_told(world: Record) -> None:
    rows = [row for row in world.study.between(LONG_AGO, TODAY) if row.start is not None]
    spans = sorted((row.start.at, row.end_at, row) for row in rows if row.start and row.end_at)
    overlapping = [
        (first[2].start.wall, second[2].start.wall)
        for first, second in pairwise(spans)
        if second[0] < first[1]
    ]
    assert overlapping == [(datetime(2026, 11, 21, 16, 0), datetime(2026, 11, 21, 17, 40))]


def test_shares_sum_to_their_sessions_and_expenses(world: Record) -> None:
    for row in world.study.between(LONG_AGO, TODAY):
        assert not row.shares or sum(share.seconds for share in row.shares) == row.seconds
    for expense in world.spending.between(LONG_AGO, TODAY):
        assert not expense.shares or sum(x.minor for x in expense.shares) == expense.amount.minor


def test_sessions_lie_over_midnight_clock_changes_and_other_zones(world: Record) -> None:
    rows = [row for row in world.study.between(LONG_AGO, TODAY) if row.start is not None]
    ends = [(row, row.start.after(row.seconds + row.pause_seconds)) for row in rows if row.start]
    assert any(row.start.wall.date() < end.wall.date() for row, end in ends)
    changes = {end.offset_seconds - row.start.offset_seconds for row, end in ends}
    assert changes == {0, 3600, -3600}
    assert {row.start.zone for row in rows} == {"Europe/Berlin", "Asia/Tokyo", "America/New_York"}
    assert any(row.start.wall.date() != row.day for row in rows), "the person's day begins at four"


def test_the_best_streak_is_a_month_and_the_present_one_began_twelve_days_ago(
    world: Record,
) -> None:
    seconds = world.study.seconds_by_day(LONG_AGO, TODAY)
    days = [TODAY - timedelta(days=back) for back in range(1096)]
    rest = {day for day in days if world.rest_days.between(day, day)}
    runs, length = [], 0
    for day in days:
        if seconds.get(day, 0) >= 15 * 60:
            length += 1
        elif day not in rest:
            runs.append(length)
            length = 0
    assert runs[0] == 12
    assert max(runs) == 31


def test_it_rests_in_holidays_and_studies_in_bursts(world: Record) -> None:
    seconds = world.study.seconds_by_day(LONG_AGO, TODAY)
    assert not any(day.month == 12 and day.day > 22 for day in seconds)
    weeks: dict[date, int] = {}
    for day, studied in seconds.items():
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + studied
    hours = sorted(studied / 3600 for studied in weeks.values())
    assert hours[len(hours) // 10] < 3 < hours[len(hours) // 2] < 12 < hours[-5] < 30


def test_the_year_so_far_is_known_and_an_earlier_one_is_not(world: Record) -> None:
    this_year = world.spending.between(date(2026, 1, 1), TODAY)
    assert all(row.rate is not None or row.amount.currency == "EUR" for row in this_year)
    spent = sum(float((row.amount - row.refunded).amount * (row.rate or 1)) for row in this_year)
    back = sum(float(row.reimbursed.amount * (row.rate or 1)) for row in this_year)
    assert (round(spent, 2), round(back, 2)) == (1240.00, 410.00)
    earlier = world.spending.between(LONG_AGO, date(2025, 12, 31))
    assert {row.amount.currency for row in earlier if row.rate is None} == {"EUR", "KES", "KWD"}
    assert {row.amount.currency for row in earlier} >= {"USD", "GBP", "CHF", "JPY", "KWD"}
    states = {claim.draft.state for claim in world.reimbursements.all()}
    words = ReimbursementState
    assert states >= {words.PAID, words.CLAIMED, words.REFUSED}
    assert world.refunds.all()


def test_texts_that_break_careless_programs_are_in_it(world: Record) -> None:
    titles = [row.title for row in world.credentials.rows()]
    for piece in ("<img src=x", "=SUM(", "DROP TABLE", "عربية", "עברית", "日本語", "👩🏽‍💻"):
        assert any(piece in title for title in titles), piece
    assert max(len(title) for title in titles) >= 200


def test_every_row_of_evidence_has_its_file(world: Record) -> None:
    rows = world.evidence.rows()
    digests = [row.sha256 for row in rows if row.sha256]
    files = EvidenceFiles(evidence_dir(world.path))
    assert len(digests) >= 8
    assert files.missing(digests) == files.damaged(digests) == ()
    assert {row.media_type for row in rows if row.sha256} == {
        "application/pdf",
        "image/png",
        "text/plain",
    }


def test_a_missed_block_and_blocks_ahead_are_planned(world: Record) -> None:
    blocks = world.planned_blocks.between(TODAY - timedelta(days=7), TODAY + timedelta(days=7))
    assert [block.draft.title for block in blocks][:3] == [
        "CKA",
        "CKA mock exam",
        "AWS, networking labs",
    ]


def test_every_entry_of_the_catalogue_that_is_named_is_there() -> None:
    catalogue = json.loads(resource("catalogue", "credentials.json").read_text(encoding="utf-8"))
    issuers = {one["id"]: one["issuer"]["name"] for one in catalogue["credentials"]}
    named = {one["catalogue_id"]: one["issuer"] for one in TOLD if "catalogue_id" in one}
    assert len(named) > 30
    assert {key: issuers.get(key) for key in named} == named


def test_a_timer_runs_where_it_is_wanted(tmp_path: Path) -> None:
    since = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    with Record.open(tmp_path / "a.cairn") as record:
        build(record, TODAY, timer_since=since)
        running = record.timer.running()
        assert running is not None
        assert (running.title, running.start.at) == ("AWS Solutions Architect", since)


def test_a_large_record_has_as_many_sessions_as_asked_for_and_no_overlap(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        many(record, 2_000, today=TODAY)
        rows = record.study.between(LONG_AGO, TODAY)
        assert len(rows) == 2_000
        assert all(row.entry in Entry for row in rows)
        assert (rows[0].day, rows[-1].day) == (date(2016, 11, 26), date(2026, 11, 22))
        spans = [(row.start.at, row.end_at) for row in rows if row.start and row.end_at]
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert len(record.spending.between(LONG_AGO, TODAY)) == 40
        record.history.undo()
        assert record.study.count() == 0
