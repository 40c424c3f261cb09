"""Bring the catalogues of texts up to date, and let translators work on them.

python3 dev.py words                     collect, bring up to date, compile, tell what is left
python3 dev.py words check               the same without writing; 1 where something is stale
python3 dev.py words todo de FOLDER      what is untranslated, as JSON to fill in
python3 dev.py words take de FILE …      take filled-in JSON; refuses what does not hold
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.words import catalogues, exchange
from tests.words.catalogues import TEMPLATE, TRANSLATED, po_path, read, text_of


def bring_up() -> None:
    """Write the template, every language's catalogue and what the program loads."""
    template = catalogues.collect()
    _write(TEMPLATE, text_of(template).encode())
    for code in TRANSLATED:
        catalog = catalogues.brought_up(read(po_path(code), code), template, code)
        _write(po_path(code), text_of(catalog).encode())
        # Compiled from what lies in the file, as the check does it.
        _write(po_path(code).with_suffix(".mo"), catalogues.compiled(read(po_path(code), code)))


def _write(path: Path, made: bytes) -> None:
    if path.exists() and path.read_bytes() == made:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)


def check() -> int:
    """Tell everything that is stale or wrong; 1 if anything is."""
    template = catalogues.collect()
    found = catalogues.template_faults()
    for code in TRANSLATED:
        found += catalogues.faults(code, template)
    for fault in found:
        print(fault)
    if found:
        print(f"{len(found)} faults. `python3 dev.py words` brings the catalogues up to date.")
    return int(bool(found))


def tell() -> None:
    """How much of each language is translated."""
    for code in TRANSLATED:
        whole = len(list(catalogues.entries(read(po_path(code), code))))
        left = len(catalogues.untranslated(code))
        print(f"{code}: {whole - left} of {whole} texts translated, {left} to do")


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked; 1 where something is wrong with the catalogues or with what was given."""
    parser = argparse.ArgumentParser(
        prog="dev.py words",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step")
    steps.add_parser("check", help="say what is stale or wrong, and write nothing")
    todo = steps.add_parser("todo", help="write what is untranslated as JSON to fill in")
    todo.add_argument("language", choices=TRANSLATED)
    todo.add_argument("folder", type=Path)
    todo.add_argument("--chunk", type=int, default=150, metavar="N", help="texts in one file")
    taking = steps.add_parser("take", help="take JSON that was filled in")
    taking.add_argument("language", choices=TRANSLATED)
    taking.add_argument("files", type=Path, nargs="+", metavar="FILE")
    wanted = parser.parse_args(arguments)
    if wanted.step == "check":
        return check()
    bring_up()
    if wanted.step == "todo":
        for path in exchange.write_chunks(wanted.language, max(1, wanted.chunk), wanted.folder):
            print(path)
        return 0
    refused = []
    if wanted.step == "take":
        try:
            given = exchange.read_chunks(wanted.files)
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
        catalog, taken, refused = exchange.take(wanted.language, given)
        _write(po_path(wanted.language), text_of(catalog).encode())
        bring_up()
        for fault in refused:
            print(f"Refused: {fault}", file=sys.stderr)
        print(f"{taken} texts taken, {len(refused)} faults.")
    tell()
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
