"""Writing: what one keypress costs, beside one row committed with the same settings."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.figures import Figure, median_figure, p99_figure, process_ms, time_ms, undisturbed
from tracker.domain.instants import Moment
from tracker.domain.study import Share, StudyDraft, TimerDraft
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.store.engine import connect, driver, settle

_ROUNDS = 300
# The first rounds fill caches and are not counted.
_WARM_UP = 10
_PROCESSES = 7
_ZONE = "Europe/Berlin"
_BESIDE = "one bare row, committed with the same settings"


class SteadyClock:
    """A clock that goes on by a minute whenever it is looked at; a timer needs time to pass."""

    def __init__(self) -> None:
        self.at = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def writing_figures(path: Path, scratch: Path, rounds: int = _ROUNDS) -> list[Figure]:
    """Start, stop and log through the services, in turn with the bare row."""
    times: dict[str, list[float]] = {"bare": [], "start": [], "stop": [], "log": []}
    commit = _bare_commit(scratch)
    with Record.open(path, clock=Clock(SteadyClock(), lambda: _ZONE)) as record, undisturbed():
        number = record.credentials.rows()[0].id
        shares = (Share(number),)
        first = Moment.of(datetime(2040, 1, 1, tzinfo=UTC), _ZONE)

        def log(nth: int) -> object:
            draft = StudyDraft(2700, first.after(nth * 3600), shares=shares, activity="lab")
            return record.study.log(draft)

        for nth in range(rounds + _WARM_UP):
            turn: dict[str, Callable[[], object]] = {
                "bare": commit,
                "start": lambda: record.timer.start(TimerDraft(shares)),
                "stop": record.timer.stop,
                "log": lambda nth=nth: log(nth),
            }
            for name, work in turn.items():
                took = time_ms(work)
                if nth >= _WARM_UP:
                    times[name].append(took)
    texts = {
        "start": "start a timer",
        "stop": "stop it and log the session",
        "log": "log a session",
    }
    found = [median_figure(text, _BESIDE, times[key], times["bare"]) for key, text in texts.items()]
    return found + [
        p99_figure(text, _BESIDE, times[key], times["bare"]) for key, text in texts.items()
    ]


def _bare_commit(path: Path) -> Callable[[], None]:
    """Adds one row of a session's size to a table without anything around it, and commits."""
    driver().connect(str(path)).close()
    path.touch()
    connection = connect(path, mode="rw")
    settle(connection, path, may_write=True)
    connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, uuid TEXT, text TEXT)")
    text = "x" * 200

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row (uuid, text) VALUES (?, ?)", (str(uuid.uuid4()), text))
        connection.execute("COMMIT")

    return commit


def log_process_figure(path: Path) -> Figure:
    """`cairn log` as a person types it, beside an interpreter that imports SQLModel and ends."""
    log = ("-m", "tracker", "--record", str(path), "log", "45m PC-01 yesterday #lab", "--yes")
    bare = ("-c", "import sqlmodel")
    process_ms(*log)
    process_ms(*bare)
    cairn, yardstick = [], []
    for _run in range(_PROCESSES):
        cairn.append(process_ms(*log))
        yardstick.append(process_ms(*bare))
    return median_figure(
        "cairn log, a whole process", "python -c 'import sqlmodel'", cairn, yardstick
    )
