"""What is measured, how often, and how it is told."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement beside its yardstick, both in milliseconds and of the same run.

    `statistic` says what of the runs was taken: their median, or the 99th of a hundred.
    """

    what: str
    beside: str
    cairn_ms: float
    yardstick_ms: float
    statistic: str
    runs: int

    @property
    def ratio(self) -> float:
        """How many times as long as the yardstick it took."""
        return self.cairn_ms / self.yardstick_ms


@contextmanager
def undisturbed() -> Iterator[None]:
    """Rubbish is collected before what is measured, and not during it."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def times_ms(work: Callable[[], object], runs: int) -> list[float]:
    """How long each of `runs` calls took [ms], after one that is not counted."""
    work()
    with undisturbed():
        return [time_ms(work) for _run in range(runs)]


def time_ms(work: Callable[[], object]) -> float:
    """How long one call took [ms]."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def process_ms(*arguments: str, code: int = 0) -> float:
    """How long this Python took with `arguments`, from its start to its end [ms]."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    took = (time.perf_counter() - start) * 1000
    if done.returncode != code:
        raise RuntimeError(f"{' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return took


def median_figure(
    what: str, beside: str, cairn: Sequence[float], yardstick: Sequence[float]
) -> Figure:
    """A figure of the medians of two series [ms]."""
    middle = statistics.median
    return Figure(what, beside, middle(cairn), middle(yardstick), "median", len(cairn))


def p99_figure(
    what: str, beside: str, cairn: Sequence[float], yardstick: Sequence[float]
) -> Figure:
    """A figure of what 99 of 100 runs stay within [ms]."""
    return Figure(what, beside, p99(cairn), p99(yardstick), "99th percentile", len(cairn))


def p99(times: Sequence[float]) -> float:
    """The least time that 99 of 100 stay within; the largest where there are fewer."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * 99 // 100) - 1)]


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines for a terminal."""
    rows = [("", "Cairn", "yardstick", "ratio", "of", "yardstick is")]
    rows += [
        (
            one.what,
            _ms(one.cairn_ms),
            _ms(one.yardstick_ms),
            f"{one.ratio:.2f}",
            f"{one.statistic}, {one.runs}",
            one.beside,
        )
        for one in figures
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if at in (1, 2, 3) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _ms(value: float) -> str:
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.2f} ms"


def as_json(figures: Iterable[Figure], sessions: int) -> dict[str, Any]:
    """The figures with what they were measured on."""
    from tracker.store.engine import driver

    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "sqlite": driver().sqlite_version,
        "sessions": sessions,
        "figures": [{**asdict(one), "ratio": round(one.ratio, 3)} for one in figures],
    }
