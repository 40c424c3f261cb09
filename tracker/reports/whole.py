"""The whole record as one JSON document, as docs/record-format.md describes it.

    {
      "format": "cairn-record", "version": 1,
      "written_at": "2026-11-22T19:00:00Z", "written_by": "0.1.0",
      "record": {"uuid": …, …},
      "counts": {"credential": 3, …},
      "rows": {"credential": [{"id": 1, "uuid": …, "title": …}, …], …}
    }

Under `rows` every kind has its rows with all their columns, in an order in which owners stand
before what they own. Days are `2026-11-22`, instants `2026-11-22T18:00:00Z`, amounts whole minor
units beside their currency, thousandths end in `_milli`; what is not known is null. Texts are as
they were typed: nothing here is altered for a spreadsheet.

The history (with what was deleted) and the bytes of evidence files are not in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from tracker import __version__
from tracker.domain.changes import Kind
from tracker.domain.instants import format_instant

if TYPE_CHECKING:
    from tracker.store.store import Store

FORMAT, VERSION = "cairn-record", 1
# What the document does not hold, by the words in which the command line tells it.
LEFT_OUT = ("history", "evidence files")
# What a person states about pay: it leaves the record only where they say so.
PAY = frozenset({Kind.PAY_EVENT, Kind.SCENARIO, Kind.DEGREE_BASELINE})


def write_whole_record(
    store: Store, path: Path, now: datetime, *, without: frozenset[Kind] = frozenset()
) -> dict[str, int]:
    """Write the document to `path`, whole or not at all; how many rows of each kind it holds.

    The kinds in `without` have no rows in it, for a copy that is handed on.

    All of it is one state of the record, and no more than one row is held in memory. `now` is
    aware UTC.
    """
    from tracker.store.files import write_whole
    from tracker.store.queries.settings import meta
    from tracker.store.queries.whole import KINDS, count_of, every_row

    with store.reading() as connection:
        kinds_in = [kind for kind in KINDS if kind not in without]
        counts = {kind.value: count_of(connection, kind) for kind in kinds_in}
        head = {
            "format": FORMAT,
            "version": VERSION,
            "written_at": format_instant(now),
            "written_by": __version__,
            "record": meta(connection),
            "counts": counts,
        }
        kinds = ((kind.value, every_row(connection, kind)) for kind in kinds_in)

        def write(file: BinaryIO) -> None:
            for piece in _pieces(head, kinds):
                file.write(piece.encode("utf-8"))

        write_whole(path, write)
    return counts


def _pieces(
    head: dict[str, Any], kinds: Iterator[tuple[str, Iterator[dict[str, Any]]]]
) -> Iterator[str]:
    """The document piece by piece; a row a line, so that two of them can be compared."""
    yield json.dumps(head, ensure_ascii=False, indent=1)[: -len("\n}")] + ',\n "rows": {'
    for number, (kind, rows) in enumerate(kinds):
        yield (",\n" if number else "\n") + f'  "{kind}": ['
        has_rows = False
        for row in rows:
            yield (",\n   " if has_rows else "\n   ") + _row(row)
            has_rows = True
        yield "\n  ]" if has_rows else "]"
    yield "\n }\n}\n"


def _row(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_plain, allow_nan=False)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return format_instant(value.astimezone(UTC))
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a row holds a {type(value).__name__}, which has no form in JSON")
