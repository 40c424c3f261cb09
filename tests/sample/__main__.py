"""Write the sample world, or a large record, into a folder: `python3 dev.py sample FOLDER`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tracker.errors import TrackerError
from tracker.record import Record
from tracker.services.sample_world import build, many


def main(arguments: list[str] | None = None) -> int:
    """Make a record in FOLDER; 1 where one lies there already."""
    parser = argparse.ArgumentParser(prog="dev.py sample", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--sessions",
        type=int,
        metavar="N",
        help="a plain ten-year record of N study sessions instead of the sample world",
    )
    wanted = parser.parse_args(arguments)
    path = wanted.folder / "sample.cairn"
    if path.exists():
        print(f"{path} is there already and was left as it is.", file=sys.stderr)
        return 1
    wanted.folder.mkdir(parents=True, exist_ok=True)
    try:
        with Record.open(path, source="sample") as record:
            if wanted.sessions:
                many(record, wanted.sessions)
            else:
                build(record, record.ground.today())
            print(f"Wrote {path} with {record.study.count():,} study sessions.")
    except TrackerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
