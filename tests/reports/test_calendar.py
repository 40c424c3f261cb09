from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from tracker.cli.exporting import export_calendar
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.study import PlannedBlockDraft
from tracker.domain.words import CredentialState, Validity
from tracker.record import Record
from tracker.services.clock import Clock

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
PRAGUE = "Europe/Prague"


@pytest.fixture
def record(tmp_path: Path):
    clock = Clock(lambda: NOW, lambda: PRAGUE)
    with Record.open(tmp_path / "book.cairn", clock=clock) as opened:
        yield opened


def credential(record: Record, title: str, **fields) -> int:
    draft = CredentialDraft(title, state=CredentialState.IN_PROGRESS, **fields)
    return record.credentials.add(draft).only_id(Kind.CREDENTIAL)


def events(record: Record, out: Path) -> dict[str, Event]:
    export_calendar(record, out)
    found = [
        one for one in Calendar.from_ical(out.read_bytes()).walk("VEVENT") if isinstance(one, Event)
    ]
    by_uid = {str(one["uid"]): one for one in found}
    assert len(by_uid) == len(found)
    return by_uid


def only(found: dict[str, Event], beginning: str) -> Event:
    (one,) = [event for uid, event in found.items() if uid.startswith(beginning)]
    return one


def test_an_expiry_has_its_four_alarms_and_an_exam_its_time(record: Record, tmp_path: Path) -> None:
    credential(
        record, "PMP", validity=Validity.EXPIRES, valid_until=date(2027, 3, 12), short_title="PMP"
    )
    at = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    credential(record, "CKA", exam_on=date(2026, 12, 2), exam_at=at)
    found = events(record, tmp_path / "out.ics")
    expiry = only(found, "validity.")
    assert str(expiry["summary"]) == "Last valid day: PMP"
    assert expiry.decoded("dtstart") == date(2027, 3, 12)
    rings = [alarm.decoded("trigger") for alarm in expiry.walk("VALARM")]
    assert [-ring.days for ring in rings] == [90, 60, 30, 7]
    exam = only(found, "exam.")
    assert exam.decoded("dtstart") == at


def test_a_day_that_moved_keeps_its_uid_and_its_sequence_rises(
    record: Record, tmp_path: Path
) -> None:
    number = credential(record, "CKA", exam_on=date(2026, 12, 2))
    before = only(events(record, tmp_path / "a.ics"), "exam.")
    record.credentials.change(number, exam_on=date(2026, 12, 9))
    after = only(events(record, tmp_path / "b.ics"), "exam.")
    assert before["uid"] == after["uid"]
    assert after.decoded("dtstart") == date(2026, 12, 9)
    assert int(after["sequence"]) > int(before["sequence"])


def test_planned_study_is_there_at_its_instant_and_a_dropped_one_is_cancelled(
    record: Record, tmp_path: Path
) -> None:
    start = Moment.from_wall(datetime(2026, 11, 24, 19), PRAGUE)
    number = record.planned_blocks.add(PlannedBlockDraft(start, 7200, "Mock")).only_id(
        Kind.PLANNED_BLOCK
    )
    block = only(events(record, tmp_path / "a.ics"), "block.")
    assert block.decoded("dtstart") == start.at
    assert block.decoded("dtend") == start.at + timedelta(hours=2)
    assert str(block["status"]) == "CONFIRMED"
    record.planned_blocks.drop(number)
    assert str(only(events(record, tmp_path / "a.ics"), "block.")["status"]) == "CANCELLED"


@pytest.mark.parametrize(
    "title",
    ["a;b,c\\d", "line\r\nbreak\x07", "عربي " * 30, "BEGIN:VEVENT", "x" * 500, "<img src=x>"],
)
def test_any_title_comes_back_as_it_was_but_on_one_line(
    record: Record, tmp_path: Path, title: str
) -> None:
    credential(record, title.replace("\r\n", " ").replace("\x07", ""), exam_on=date(2026, 12, 2))
    data = tmp_path / "out.ics"
    found = only(events(record, data), "exam.")
    kept = " ".join(title.replace("\x07", "").split())
    assert str(found["summary"]) == f"Exam: {kept}"
    assert all(len(line) <= 75 for line in data.read_bytes().split(b"\r\n"))


def test_an_empty_record_gives_an_empty_calendar(record: Record, tmp_path: Path) -> None:
    assert not events(record, tmp_path / "out.ics")
