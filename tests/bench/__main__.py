"""Measure Cairn on a large record, each time beside a yardstick: `python3 dev.py bench`.

What counts is the ratio, since both are measured in the same run on the same machine. A table goes
to the terminal, the figures to bench.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.bench.charts import chart_figures
from tests.bench.figures import Figure, as_json, table
from tests.bench.importing import import_figure
from tests.bench.reading import reading_figures
from tests.bench.returns import return_figures
from tests.bench.screens import screen_figures
from tests.bench.windows import window_figure
from tests.bench.writing import log_process_figure, writing_figures
from tracker.record import Record
from tracker.services.sample_world import many

_SESSIONS = 100_000


def main(arguments: list[str] | None = None) -> int:
    """Measure, print and write down."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("--sessions", type=int, default=_SESSIONS, help="sessions in the record")
    parser.add_argument("--out", type=Path, default=Path("bench.json"), help="where figures go")
    parser.add_argument(
        "--only",
        choices=("read", "write", "log", "import", "window", "screens", "charts", "returns"),
    )
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        figures = measure(Path(folder), wanted.sessions, wanted.only)
    print(table(figures))
    bare = [one for one in figures if one.beside == "a bare PySide6 window"]
    if bare:
        print(f"\nOn this machine a bare PySide6 window takes {bare[0].yardstick_ms / 1000:.2f} s.")
    text = json.dumps(as_json(figures, wanted.sessions), indent=2) + "\n"
    wanted.out.write_text(text, encoding="utf-8")
    print(f"Wrote {wanted.out}.")
    return 0


def measure(folder: Path, sessions: int, only: str | None) -> list[Figure]:
    """All figures, or those of one part, on a record made in `folder`."""
    path = folder / "large.cairn"
    today = date.today()
    with Record.open(path) as record:
        if only not in ("import", "screens", "charts", "returns"):
            _say(f"making a record of {sessions:,} sessions")
            many(record, sessions, today=today)

    def read() -> list[Figure]:
        with Record.open(path) as record:
            return reading_figures(record, today)

    parts: dict[str, Callable[[], list[Figure]]] = {
        "read": read,
        "log": lambda: [log_process_figure(path)],
        "write": lambda: writing_figures(path, folder / "bare.db"),
        "window": lambda: [window_figure(path)],
        "import": lambda: [import_figure(folder / "import", sessions)],
        "charts": lambda: chart_figures(folder, today),
        "returns": return_figures,
        "screens": lambda: screen_figures(folder / "screens.cairn", sessions, today),
    }
    (folder / "import").mkdir()
    figures: list[Figure] = []
    for name, part in parts.items():
        if only in (None, name):
            _say(f"measuring: {name}")
            figures += part()
    return figures


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
