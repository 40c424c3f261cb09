"""A warm parent that forks children which work on a record through the real services.

Run as a program of its own (`python -m tests.proofs.crowd kill|write …`), so that everything heavy
is imported once and no process that forks has ever opened a database. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import Share, StudyDraft, TimerDraft
from tracker.domain.words import CredentialKind, CredentialState
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.services.backups import Backups
from tracker.store.backup import backups_of
from tracker.store.checking import check
from tracker.store.layout import reading_bare
from tracker.store.restoring import look_through

FIRST_DAY = date(2026, 1, 1)
_COUNTER = Kind.RECORD_SETTING


def in_child(work: Callable[[], object]) -> int:
    """Fork a child that does `work` and ends with 0, or with 1 and the error on stderr."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # a child never returns into its parent's code
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended_well(child: int) -> bool:
    """Wait for a child; whether it ended with 0."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def begin(path: Path) -> None:
    """A record with three credentials to work on."""
    with Record.open(path, source="test") as record:
        for title in ("CKA", "AWS SAA", "IELTS"):
            record.credentials.add(credential(title))


def credential(title: str) -> CredentialDraft:
    """A credential in progress."""
    return CredentialDraft(
        title, kind=CredentialKind.CERTIFICATION, state=CredentialState.IN_PROGRESS
    )


def operate(record: Record, chance: random.Random, number: int) -> Changes:
    """One thing that a person may do, chosen by `chance`."""
    day = FIRST_DAY + timedelta(days=number % 365)
    shares = (Share(1, 2), Share(2, 1)) if number % 2 else (Share(3, 1),)
    match chance.randrange(8):
        case 0 | 1 | 2:
            draft = StudyDraft(600 + number % 5000, day=day, shares=shares, note=f"note {number}")
            return record.study.log(draft, is_sure=True)
        case 3:
            expense = ExpenseDraft(100 + number, "EUR", day, title=f"fee {number}", shares=shares)
            return record.spending.add(expense)
        case 4:
            return record.credentials.change(1 + number % 3, note=f"changed {number} " * 20)
        case 5:
            undo, redo = record.history.next_labels()
            if redo and number % 2:
                return record.history.redo()
            # The credentials that all the others work on stay.
            return record.history.undo() if undo != "Add credential" else Changes("")
        case 6:
            running = record.timer.running()
            return record.timer.start(TimerDraft()) if running is None else record.timer.discard()
        case _:
            found = record.study.page(limit=5)
            return record.study.delete(found[-1].id) if found else Changes("")


def work_until_killed(path: Path, acks: Path, seed: int) -> None:
    """Do one thing after the other; each is acknowledged once the service has returned."""
    handle = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    chance = random.Random(seed)
    with Record.open(path, source="test") as record:
        for number in range(1_000_000):
            made = operate(record, chance, seed * 1000 + number)
            if made.operation_id is not None:
                os.write(handle, f"{made.operation_id}\n".encode("ascii"))
            if chance.randrange(60) == 0:
                Backups(record.ground).make()


def look(path: Path, acks: Path) -> None:
    """Fail where an acknowledged operation is not in the record, or the record is not whole."""
    acknowledged = [int(line) for line in acks.read_text(encoding="ascii").split()]
    # Opened as a person would: the log of the killed program is played in.
    with Record.open(path, source="test") as record:
        Backups(record.ground).tidy()
    with reading_bare(path) as connection:
        held = {number for (number,) in connection.execute("SELECT id FROM operation")}
    lost = [number for number in acknowledged if number not in held]
    assert not lost, f"acknowledged and lost: {lost}"
    problems = check(path).problems
    assert not problems, [str(problem) for problem in problems]


def look_at_backups(path: Path) -> None:
    """Fail where a backup that has its name could not be restored."""
    for backup in backups_of(path):
        problems = look_through(backup.path, backup.path).problems
        assert not problems, [str(problem) for problem in problems]


def kill(path: Path, kills: int, seed: int) -> dict[str, int]:
    """Kill a working child `kills` times at some moment, and look after each."""
    acks, chance = path.with_name("acks"), random.Random(seed)
    acks.touch()
    assert ended_well(in_child(lambda: begin(path)))
    bad = 0
    for at in range(kills):
        size = acks.stat().st_size
        child = in_child(lambda at=at: work_until_killed(path, acks, seed * 10_000 + at))
        until, code = time.monotonic() + 20, None
        while code is None and acks.stat().st_size == size and time.monotonic() < until:
            time.sleep(0.002)
            ended, status = os.waitpid(child, os.WNOHANG)
            code = os.waitstatus_to_exitcode(status) if ended else None
        time.sleep(chance.uniform(0, 0.08))
        if code is None:
            os.kill(child, signal.SIGKILL)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        is_good = ended_well(in_child(lambda: look(path, acks)))
        bad += not is_good or code != -signal.SIGKILL  # or it had ended by itself, with an error
    bad += not ended_well(in_child(lambda: look_at_backups(path)))
    return {"kills": kills, "bad": bad, "acknowledged": len(acks.read_text("ascii").split())}


def count_up(path: Path, results: Path, seconds: float, name: str) -> None:
    """Read a number and write the next one, as fast as it goes; logs study in between."""
    until, added, logged, errors, slowest = time.monotonic() + seconds, 0, 0, [], 0.0
    with Record.open(path, source=name) as record:
        store = record.ground.store
        while time.monotonic() < until:
            begun = time.monotonic()
            try:
                with store.writing("Count") as write:
                    row = write.one(_COUNTER, 1)
                    write.change(_COUNTER, 1, value=str(int(row["value"]) + 1))
                added += 1
                if added % 5 == 0:
                    record.study.log(
                        StudyDraft(60, day=FIRST_DAY, shares=(Share(1, 1),)), is_sure=True
                    )
                    logged += 1
            except TrackerError as error:
                errors.append(str(error))
            slowest = max(slowest, time.monotonic() - begun)
            # Nobody writes without a breath; SQLite hands its lock to whoever comes first.
            time.sleep(0.002)
    results.write_text(json.dumps([added, logged, errors, slowest]))


def read_on(path: Path, results: Path, seconds: float) -> None:
    """Ask as a window does, and see changes made elsewhere."""
    until, asked, seen, errors = time.monotonic() + seconds, 0, 0, []
    with Record.open(path, source="reader") as record:
        record.changes_elsewhere()
        while time.monotonic() < until:
            try:
                record.study.page(limit=20)
                seen += record.changes_elsewhere() is not None
                asked += 1
            except TrackerError as error:
                errors.append(str(error))
            time.sleep(0.005)
    results.write_text(json.dumps([asked, seen, errors]))


def write(path: Path, seconds: float) -> dict[str, object]:
    """Two writers and a reader on one record."""
    assert ended_well(in_child(lambda: begin(path)))
    assert ended_well(in_child(lambda: _begin_counter(path)))
    files = [path.with_name(f"result-{at}") for at in range(3)]
    children = [
        in_child(lambda: count_up(path, files[0], seconds, "one")),
        in_child(lambda: count_up(path, files[1], seconds, "two")),
        in_child(lambda: read_on(path, files[2], seconds)),
    ]
    ended = [ended_well(child) for child in children]
    one, two, reader = (json.loads(file.read_text()) for file in files)
    with reading_bare(path) as connection:
        counted = int(connection.execute("SELECT value FROM record_setting").fetchone()[0])
        sessions = connection.execute("SELECT count(*) FROM study_session").fetchone()[0]
    return {
        "well": all(ended),
        "added": [one[0], two[0]],
        "lost": one[0] + two[0] - counted,
        "lost_sessions": one[1] + two[1] - sessions,
        "errors": one[2] + two[2] + reader[2],
        "asked": reader[0],
        "seen": reader[1],
        "slowest": round(max(one[3], two[3]), 3),
        "problems": [str(problem) for problem in check(path).problems],
    }


def _begin_counter(path: Path) -> None:
    with Record.open(path) as record, record.ground.store.writing("Count") as work:
        work.add(_COUNTER, name="counter", value="0")


def main() -> None:
    """`kill PATH KILLS SEED` or `write PATH SECONDS`."""
    what, path = sys.argv[1], Path(sys.argv[2])
    if what == "kill":
        told = kill(path, int(sys.argv[3]), int(sys.argv[4]))
    else:
        told = write(path, float(sys.argv[3]))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
