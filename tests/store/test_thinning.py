from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.store.thinning import BackupFile, Reason, free_path, kept_in, name_of, to_drop

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def backup(made_at: datetime, reason: Reason = Reason.START, **marks: bool) -> BackupFile:
    return BackupFile(Path(made_at.isoformat()), made_at, reason, **marks)


def back(**ago: float) -> BackupFile:
    return backup(NOW - timedelta(**ago))


def left(kept: list[BackupFile], now: datetime = NOW) -> list[datetime]:
    dropped = to_drop(kept, now)
    return [one.made_at for one in kept if one not in dropped]


def test_a_year_of_daily_use_leaves_days_weeks_and_months() -> None:
    kept: list[BackupFile] = []
    for day in range(400):
        now = NOW - timedelta(days=399 - day)
        kept.insert(0, backup(now))
        gone = {one.path for one in to_drop(kept, now)}
        kept = [one for one in kept if one.path not in gone]
    held = [one.made_at for one in kept]
    ages = [(NOW - made_at).days for made_at in held]
    assert ages[:14] == list(range(14))  # two days whole, twelve daily
    weekly = [made_at for made_at, age in zip(held, ages, strict=True) if age >= 14][:10]
    assert len({made_at.strftime("%G-%V") for made_at in weekly}) == 10
    assert {made_at.weekday() for made_at in weekly[1:]} == {6}  # the last of each week
    monthly = held[24:]
    assert len(monthly) == 9
    assert len({made_at.strftime("%Y-%m") for made_at in monthly}) == 9
    assert ages[-1] > 300


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ([], []),
        ([{"hours": 1}, {"hours": 2}, {"hours": 47}], [0, 1, 2]),
        # Beyond two days the newest of a day.
        ([{"days": 3}, {"days": 3, "hours": 2}, {"days": 3, "hours": 5}], [0]),
        ([{"days": 3}, {"days": 4}, {"days": 5}], [0, 1, 2]),
        # After twelve days with a backup, the newest of a week.
        ([*({"days": n} for n in range(2, 14)), {"days": 20}, {"days": 21}], [*range(12), 12]),
        ([*({"days": n} for n in range(2, 14)), {"days": 20}, {"days": 27}], [*range(12), 12, 13]),
        # Long gaps are no reason to drop anything.
        ([{"days": 400}, {"days": 800}], [0, 1]),
    ],
)
def test_what_the_thinning_leaves(made: list[dict[str, float]], kept: list[int]) -> None:
    backups = [back(**ago) for ago in made]
    assert left(backups) == [backups[at].made_at for at in kept]


def test_copies_made_on_purpose_before_something_or_of_a_damaged_record_stay() -> None:
    old = NOW - timedelta(days=900)
    several = [backup(old + timedelta(minutes=m), Reason.MIGRATION) for m in range(9, 0, -1)]
    hand = [backup(old - timedelta(minutes=m), Reason.HAND) for m in range(9)]
    damaged = [
        backup(old - timedelta(days=1, minutes=m), Reason.RESTORE, is_damaged=True)
        for m in range(9)
    ]
    held = left([*several, *hand, *damaged])
    assert held == [one.made_at for one in (*several[:5], *hand, *damaged)]


def test_both_sides_of_a_loss_stay_for_a_quarter() -> None:
    day = NOW - timedelta(days=60)
    pair = [
        backup(day.replace(hour=9)),
        backup(day.replace(hour=8), is_smaller=True),
        backup(day.replace(hour=7)),
        backup(day.replace(hour=6)),
    ]
    others = [back(days=n) for n in range(2, 60)]
    assert left([*others, *pair])[-2:] == [one.made_at for one in pair[1:3]]
    later = left([*others, *pair], NOW + timedelta(days=40))
    assert pair[1].made_at not in later
    assert pair[2].made_at not in later


@given(st.lists(st.integers(0, 60 * 24 * 500), max_size=80, unique=True))
def test_the_newest_always_stays_and_dropping_twice_drops_nothing_more(minutes: list[int]) -> None:
    kept = [back(minutes=m) for m in sorted(minutes)]
    dropped = to_drop(kept, NOW)
    rest = [one for one in kept if one not in dropped]
    assert rest[:1] == kept[:1]
    assert to_drop(rest, NOW) == []
    recent = [one for one in kept if NOW - one.made_at < timedelta(days=2)]
    assert rest[: len(recent)] == recent
    assert len(rest) <= len(recent) + 12 + 10 + 9


def test_names_tell_when_and_why_and_sort_by_age(tmp_path: Path) -> None:
    names = [
        name_of(NOW, Reason.START),
        name_of(NOW - timedelta(days=1), Reason.HAND, is_smaller=True),
        name_of(NOW - timedelta(days=2), Reason.RESTORE, is_damaged=True),
    ]
    assert names == [
        "20261120T120000Z-start.cairn",
        "20261119T120000Z-hand-smaller.cairn",
        "20261118T120000Z-restore.damaged",
    ]
    for name in names:
        (tmp_path / name).write_text("x")
    second = free_path(tmp_path, names[0])
    assert second.name == "20261120T120000Z-start-2.cairn"
    second.write_text("x")
    for stranger in ("notes.txt", "20261120T120000Z-why.cairn", names[2] + "-wal"):
        (tmp_path / stranger).write_text("x")
    kept = kept_in(tmp_path)
    assert [one.path.name for one in kept] == [second.name, *names]
    assert [one.is_smaller for one in kept] == [False, False, True, False]
    assert [one.is_damaged for one in kept] == [False, False, False, True]
    assert kept[0].made_at == NOW
    assert kept_in(tmp_path / "missing") == []
