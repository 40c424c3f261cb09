"""Draw every page and dialog into ./shots, with contact sheets, and say what is wrong with them.

`python3 dev.py shots` draws what there is in light and dark, large and small, with the sample world
and with an empty record. `--all` adds 4K, text at 200 %, each language and a record of ten years.
Look at the sheets before you call a screen done.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from tests.shots.faults import Fault
from tests.shots.looking import Way, looking, told
from tests.shots.scenes import Scene, scenes
from tests.shots.sheet import contact_sheet
from tests.shots.worlds import CLOCK, make_world
from tracker.ui.pages import PAGES
from tracker.ui.pictures import Picture, studio

_SIZES = ((1440, 900), (960, 600))
_EVERY_SIZE = ((1440, 900), (960, 600), (3840, 2160))
_THEMES = ("light", "dark")
_LANGUAGES = ("en", "de", "ar", "pseudo", "mirrored")
_README_PICTURE = Path("docs/pictures/today.png")


def main(arguments: list[str] | None = None) -> int:
    """Draw what is asked for; 1 where there is no such scene, or where one has a fault."""
    parser = argparse.ArgumentParser(prog="dev.py shots", description=__doc__)
    parser.add_argument("scenes", nargs="*", help="ids of scenes; all of them if left out")
    parser.add_argument("--out", type=Path, default=Path("shots"), help="the folder for pictures")
    parser.add_argument("--quick", action="store_true", help="the sample world, large, alone")
    parser.add_argument("--all", action="store_true", help="every size, language and record")
    parser.add_argument("--languages", nargs="*", help=f"of {', '.join(_LANGUAGES)}")
    parser.add_argument("--readme", action="store_true", help=f"draw {_README_PICTURE} anew")
    wanted = parser.parse_args(arguments)
    known = list(scenes())
    strange = set(wanted.scenes) - {scene.id for scene in known}
    if strange:
        names = ", ".join(scene.id for scene in known)
        print(f"There is no scene «{' '.join(sorted(strange))}»; there are: {names}.")
        return 1
    chosen = [scene for scene in known if not wanted.scenes or scene.id in wanted.scenes]
    if wanted.readme:
        return _draw_for_readme()
    ways, worlds = _ways(wanted), _worlds(wanted)
    return _draw(chosen, ways, worlds, wanted.out)


def _ways(wanted: argparse.Namespace) -> list[Way]:
    sizes = _EVERY_SIZE if wanted.all else _SIZES[:1] if wanted.quick else _SIZES
    languages = wanted.languages or (_LANGUAGES if wanted.all else _LANGUAGES[:1])
    ways = [Way(*one) for one in product(_THEMES, sizes, languages)]
    if not wanted.quick:
        # Text at twice its size is asked of the smallest window too.
        ways += [Way(size=size, language=languages[0], scale=2.0) for size in _SIZES]
    return ways


def _worlds(wanted: argparse.Namespace) -> Sequence[str]:
    if wanted.quick:
        return ("sample",)
    return ("sample", "empty", "decade") if wanted.all else ("sample", "empty")


def _draw_for_readme() -> int:
    _README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cairn-shots-") as folder:
        world = make_world(Path(folder) / "sample.cairn", "sample")
        with studio(world, CLOCK) as open_studio:
            open_studio.draw(Picture(PAGES[0].id), _README_PICTURE)
    print(f"Wrote {_README_PICTURE}.")
    return 0


def _draw(chosen: list[Scene], ways: list[Way], worlds: Sequence[str], out: Path) -> int:
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    found: list[tuple[str, Fault]] = []
    sheets: dict[str, list[Path]] = {}
    with tempfile.TemporaryDirectory(prefix="cairn-shots-") as folder:
        for name in worlds:
            world = make_world(Path(folder) / f"{name}.cairn", name)
            with looking(world) as looker:
                for scene, way in _pairs(chosen, ways, is_empty=name == "empty"):
                    picture = f"{scene.id}-{way.name}-{name}"
                    print(picture, file=sys.stderr, flush=True)
                    file = out / f"{picture}.png"
                    found += [(picture, fault) for fault in looker.look(scene, way, file)]
                    sheets.setdefault(f"{way.name}-{name}", []).append(file)
            for sheet, files in sheets.items():
                contact_sheet(files, out / f"sheet-{sheet}.png")
    print(told(found))
    print(f"Drew {sum(map(len, sheets.values()))} pictures on {len(sheets)} sheets in {out}.")
    return 1 if found else 0


def _pairs(chosen: list[Scene], ways: list[Way], *, is_empty: bool) -> Iterator[tuple[Scene, Way]]:
    """Each scene in each way, but for what an empty record has nothing for."""
    for way in ways:
        for scene in chosen:
            if not (is_empty and scene.needs_rows):
                yield scene, way


if __name__ == "__main__":
    sys.exit(main())
