"""A small filled record for the tests of the store, and the means to open it."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tracker.domain.changes import Kind
from tracker.store.layout import layouts_of, reading_bare
from tracker.store.store import Store, open_store

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def ticking(start: datetime = NOON) -> Callable[[], datetime]:
    """A clock that goes on by a second each time it is asked."""
    seconds = itertools.count()
    return lambda: start + timedelta(seconds=next(seconds))


@contextmanager
def opened(path: Path, now: Callable[[], datetime] | None = None, **how: Any) -> Iterator[Store]:
    """The record at `path`, closed at the end."""
    store = open_store(path, now=now or ticking(), source="test", installation="here", **how)
    try:
        yield store
    finally:
        store.close()


def credential(title: str = "CKA", **fields: Any) -> dict[str, Any]:
    """The columns of a credential."""
    return {
        "title": title,
        "kind": "Certification",
        "state": "in_progress",
        "created_at": NOON,
        **fields,
    }


def study_session(
    day: date = date(2026, 11, 1), seconds: int = 2700, **fields: Any
) -> dict[str, Any]:
    """The columns of a study session without a start."""
    return {"day": day, "seconds": seconds, "entry": "by_hand", "created_at": NOON, **fields}


def expense(minor: int = 15000, **fields: Any) -> dict[str, Any]:
    """The columns of an expense."""
    return {
        "day": date(2026, 11, 1),
        "amount_minor": minor,
        "currency": "EUR",
        "kind": "exam",
        "payer": "self",
        "created_at": NOON,
        **fields,
    }


def fill(store: Store, sessions: int = 40, prefix: str = "") -> dict[str, list[int]]:
    """An issuer, three credentials with modules, study with shares, an expense, later changes.

    Several operations, one of them an insert of many rows; the numbers of what was added.
    """
    with store.writing("Add credentials") as write:
        issuer = write.add(Kind.ISSUER, name=prefix + "Cloud Foundation")
        found = [
            write.add(Kind.CREDENTIAL, **credential(prefix + title, issuer_id=issuer))
            for title in ("CKA", "AWS SAA", "IELTS")
        ]
        for number in found:
            write.add(Kind.MODULE, credential_id=number, title=prefix + "Networking")
    with store.writing("Import study") as write:
        numbers = add_study(write, sessions, found)
    with store.writing("Add expense") as write:
        paid = write.add(Kind.EXPENSE, **expense(title=prefix + "Exam fee"))
        write.add(Kind.EXPENSE_SHARE, expense_id=paid, credential_id=found[0], minor=15000)
        write.add(Kind.REFUND, expense_id=paid, day=date(2026, 11, 5), amount_minor=500)
    with store.writing("Change credential") as write:
        write.change(Kind.CREDENTIAL, found[1], note=prefix + "second try", state="planned")
    if sessions >= 3:
        with store.writing("Delete study session") as write:
            write.delete_where(Kind.STUDY_SHARE, study_session_id=numbers[2])
            write.delete(Kind.STUDY_SESSION, numbers[2])
    return {"issuer": [issuer], "credential": found, "study_session": list(numbers)}


def add_study(write: Any, count: int, credentials: Sequence[int]) -> range:
    """Add study sessions, each with two shares that add up to it."""
    sessions = [
        study_session(
            date(2024, 1, 1) + timedelta(days=at % 1000), 600 + at % 7200, topic=f"part {at}"
        )
        for at in range(count)
    ]
    numbers = write.add_many(Kind.STUDY_SESSION, sessions)
    shares = []
    for at, number in enumerate(numbers):
        seconds = 600 + at % 7200
        for place, part in enumerate((seconds // 3, seconds - seconds // 3)):
            owner = credentials[(at + place) % len(credentials)]
            shares.append(
                {
                    "study_session_id": number,
                    "credential_id": owner,
                    "seconds": part,
                    "position": place,
                }
            )
    write.add_many(Kind.STUDY_SHARE, shares)
    return numbers


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a record by kind, their digests included."""
    with reading_bare(path) as connection:
        return {
            table: connection.execute(
                f"SELECT digest, {', '.join(layout.names)} FROM {table} ORDER BY id"
            ).fetchall()
            for table, layout in layouts_of(connection).items()
        }


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
