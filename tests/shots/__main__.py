"""Draw every page of the window into ./shots and one contact sheet: `python3 dev.py shots`.

Light and dark, large and small, with the sample world and with an empty record; the first page also
with the interface font at 200 %. Look at the sheet before you call a screen done.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.shots.sheet import contact_sheet
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.services.sample_world import build
from tracker.ui.pages import PAGES
from tracker.ui.pictures import Picture, studio

_SIZES = ((1440, 900), (960, 600))
_THEMES = ("light", "dark")
# The same moment in all pictures, so that two runs can be compared: a Wednesday, with half a week
# behind it. So long has the timer run in the pictures that the screens are compared with.
_NOW = datetime(2026, 11, 25, 9, 42, 17, tzinfo=UTC)
_TIMER_RUNS = timedelta(minutes=42, seconds=17)
_CLOCK = Clock(lambda: _NOW, lambda: "Europe/Berlin")
_README_PICTURE = Path("docs/pictures/today.png")


def main(arguments: list[str] | None = None) -> int:
    """Draw what is asked for; 1 where there is no page yet."""
    parser = argparse.ArgumentParser(prog="dev.py shots", description=__doc__)
    parser.add_argument("pages", nargs="*", help="ids of pages; all of them if left out")
    parser.add_argument("--out", type=Path, default=Path("shots"), help="the folder for pictures")
    parser.add_argument("--quick", action="store_true", help="the sample world, large, alone")
    parser.add_argument("--readme", action="store_true", help=f"draw {_README_PICTURE} anew")
    wanted = parser.parse_args(arguments)
    known = [spec.id for spec in PAGES]
    strange = [page for page in wanted.pages if page not in known]
    if strange or not known:
        print(f"There is no page «{' '.join(strange)}»; there are: {known}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="cairn-shots-") as folder:
        world, empty = Path(folder) / "world.cairn", Path(folder) / "empty.cairn"
        with Record.open(world, clock=_CLOCK) as record:
            build(record, _NOW.date(), timer_since=_NOW - _TIMER_RUNS)
        Record.open(empty, clock=_CLOCK).close()
        if wanted.readme:
            return _draw_for_readme(world)
        return _draw_all(world, empty, wanted.pages or known, wanted.out, is_quick=wanted.quick)


def _draw_for_readme(world: Path) -> int:
    _README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with studio(world, _CLOCK) as open_studio:
        open_studio.draw(Picture(PAGES[0].id), _README_PICTURE)
    print(f"Wrote {_README_PICTURE}.")
    return 0


def _draw_all(world: Path, empty: Path, pages: Iterable[str], out: Path, *, is_quick: bool) -> int:
    if out.exists():
        for old in out.glob("*.png"):
            old.unlink()
    out.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    for path, ending in ((world, ""), (empty, "-empty")):
        if ending and is_quick:
            continue
        with studio(path, _CLOCK) as open_studio:
            for name, picture in _wanted(pages, is_empty=bool(ending), is_quick=is_quick):
                print(f"{name}{ending}", file=sys.stderr, flush=True)
                drawn.append(open_studio.draw(picture, out / f"{name}{ending}.png"))
    sheet = contact_sheet(drawn, out / "contact-sheet.png")
    print(f"Drew {len(drawn)} pictures. Look at {sheet}.")
    return 0


def _wanted(
    pages: Iterable[str], *, is_empty: bool, is_quick: bool
) -> Iterator[tuple[str, Picture]]:
    """The pictures of one record, each with its name."""
    under = {spec.id for spec in PAGES if spec.under}
    for page in pages:
        if page in under and is_empty:
            continue  # a page of one item has nothing to stand on
        # The credential of the mock-up, which the sample world adds first.
        item = 1 if page in under else 0
        for theme in _THEMES:
            for width, height in _SIZES[:1] if is_quick else _SIZES:
                yield (
                    f"{page}-{theme}-{width}x{height}",
                    Picture(page, item, theme, (width, height)),
                )
    if not is_empty and not is_quick:
        yield "first-page-at-200-percent", Picture(PAGES[0].id, scale=2.0)


if __name__ == "__main__":
    sys.exit(main())
