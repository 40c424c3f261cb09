"""Reading: what a page asks of the record, beside the very statements it sends, run bare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from tests.bench.figures import Figure, median_figure, times_ms
from tracker.record import Record
from tracker.services.overview import Overview
from tracker.store.engine import connect, settle

_RUNS = 40
_BESIDE = "the same statements through the bare driver"


@contextmanager
def statements_sent() -> Iterator[list[tuple[str, Any]]]:
    """The statements with their values that any engine sends meanwhile."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            sent.append((statement, values))

    event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(sa.Engine, "before_cursor_execute", note)


def reading_figures(record: Record, today: date) -> list[Figure]:
    """The first page of the study log, a page from its middle, and all that Today shows."""
    overview = Overview(record.ground)
    rows = record.study.page()
    middle = record.study.page(limit=1, last=date(today.year - 5, today.month, 1))[0].cursor
    asked: dict[str, Callable[[], object]] = {
        f"study log, first {len(rows)} rows": record.study.page,
        "study log, 200 rows five years back": lambda: record.study.page(before=middle),
        "Today, everything it shows": lambda: overview.today(today),
    }
    return [_figure(record.path, what, ask) for what, ask in asked.items()]


def _figure(path: Path, what: str, ask: Callable[[], object]) -> Figure:
    with statements_sent() as sent:
        ask()
    connection = connect(path, mode="ro")
    try:
        settle(connection, path, may_write=False)

        def bare() -> None:
            connection.execute("BEGIN DEFERRED")
            for statement, values in sent:
                connection.execute(statement, values).fetchall()
            connection.execute("COMMIT")

        return median_figure(what, _BESIDE, times_ms(ask, _RUNS), times_ms(bare, _RUNS))
    finally:
        connection.close()
