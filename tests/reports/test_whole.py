from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.services.conftest import credential, log, wall
from tests.store.world import rows
from tracker.domain.changes import Kind
from tracker.domain.returns import ScenarioDraft
from tracker.domain.study import Share
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.reports.whole import write_whole_record
from tracker.services.sample_world import build

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def written(record: Record, path: Path) -> dict[str, Any]:
    counts = write_whole_record(record.ground.store, path, NOW)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["counts"] == counts
    assert {kind: len(held) for kind, held in found["rows"].items()} == counts
    return found


def test_an_empty_record_is_whole_too(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        found = written(record, tmp_path / "a.json")
    assert (found["format"], found["version"]) == ("cairn-record", 1)
    assert found["written_at"] == "2026-11-22T18:00:00Z"
    assert set(found["rows"]) == {kind.value for kind in Kind}


def test_values_are_typed_and_texts_raw(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        number = credential(record, '=cmd("x")\n日本')
        log(record, wall(20, 9), 45, shares=(Share(number),), tags=("a",))
        record.scenarios.add(ScenarioDraft("S", {"spend": [[0, "10.00"]], "months": None}))
        found = written(record, tmp_path / "a.json")["rows"]
    [row] = found["credential"]
    assert (row["title"], row["is_archived"], row["exam_on"]) == ('=cmd("x")\n日本', False, None)
    [session] = found["study_session"]
    assert session["started_at"] == "2026-11-20T08:00:00Z"
    assert (session["day"], session["tags"]) == ("2026-11-20", ["a"])
    assert found["scenario"][0]["inputs"] == {"spend": [[0, "10.00"]], "months": None}


def test_the_sample_world_goes_out_row_for_row(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.cairn") as record:
        build(record, date(2026, 11, 22))
        found = written(record, tmp_path / "a.json")["rows"]
        held = rows(record.path)
    # `rows` tells the digest first, then the columns, the number among them.
    assert {kind: len(one) for kind, one in held.items()} == {
        kind: len(one) for kind, one in found.items()
    }
    for kind, one in found.items():
        uuids = {row["uuid"] for row in one}
        assert len(uuids) == len(one), kind
        assert all(set(row) == set(one[0]) for row in one)


def test_where_it_cannot_be_written_nothing_is(tmp_path: Path) -> None:
    with Record.open(tmp_path / "a.cairn") as record, pytest.raises(TrackerError):
        write_whole_record(record.ground.store, tmp_path / "missing" / "a.json", NOW)
    assert not (tmp_path / "missing").exists()
