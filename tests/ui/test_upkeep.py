"""The check and the backup of the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.domain.credentials import CredentialDraft
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.settings import WindowSettings
from tracker.ui.desk import Desk
from tracker.ui.tasks import Tasks
from tracker.ui.theme import ThemeWatcher
from tracker.ui.upkeep import Upkeep


@pytest.fixture
def desk(tmp_path: Path, look: ThemeWatcher) -> Iterator[Desk]:
    record, tasks = Record.open(tmp_path / "record.cairn"), Tasks()
    yield Desk(record, tasks, look, WindowSettings(tmp_path / "window.json"))
    tasks.close()
    record.close()


def test_a_record_with_something_in_it_is_backed_up_and_the_time_is_told(desk: Desk, qtbot) -> None:
    desk.record.credentials.add(CredentialDraft("CKA"))
    upkeep = Upkeep(desk, desk)
    with qtbot.waitSignal(upkeep.backed_up, timeout=20_000) as told:
        upkeep.begin()
    upkeep.end()
    at, today = told.args
    assert at.date() == today
    (backup,) = desk.record.backups.all()
    with Record.open(backup.path, may_create=False) as kept:
        assert [row.title for row in kept.credentials.rows()] == ["CKA"]


def test_the_check_is_made_once_a_day(desk: Desk, qtbot) -> None:
    upkeep = Upkeep(desk, desk)
    with qtbot.waitSignal(upkeep.backed_up, timeout=20_000):
        upkeep.begin()
    upkeep.end()
    today = desk.record.ground.today().isoformat()
    assert desk.settings.get("checked") == {str(desk.record.path): today}


def test_a_damaged_record_is_told_of_and_not_backed_up(desk: Desk, qtbot) -> None:
    for number in range(200):
        desk.record.credentials.add(CredentialDraft(f"Credential {number}", note="x" * 500))
    desk.record.ground.store.close()
    path = desk.record.path
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 4096 * 3] = b"\xff" * 4096 * 3
    path.write_bytes(whole)
    upkeep = Upkeep(desk, desk)
    with qtbot.waitSignal(desk.failed, timeout=20_000) as told:
        upkeep.begin()
    upkeep.end()
    assert isinstance(told.args[0], TrackerError)
    assert desk.record.backups.all() == []
