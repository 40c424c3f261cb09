"""What holds for every file of the house."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, name_of, tracked, tree

# Longer than that a room no longer reads at a glance.
MOST_LINES = 400


def test_no_file_of_the_program_is_longer_than_reads_at_a_glance() -> None:
    lengths = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules()}
    assert lengths
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


def test_no_file_names_a_place_of_one_machine() -> None:
    # Put together here, so that this file does not name them either.
    places = re.compile(
        "|".join(["/wo" + "rk/", r"\.lib" + "rary", "/home/[a-z]", "/opt/py" + "pi"])
    )
    found = [
        f"{name_of(path)}:{number}"
        for path in tracked()
        if path.suffix not in {".png", ".ico", ".icns", ".gz", ".zip", ".pdf", ".lock"}
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if places.search(line)
    ]
    assert found == []


def test_annotations_are_left_unread_except_where_columns_are_made() -> None:
    """SQLModel must see real annotations; everywhere else they cost nothing at import."""
    future = "from __future__ import annotations"
    for path in modules():
        told = future in path.read_text(encoding="utf-8")
        has_code = any(isinstance(n, ast.FunctionDef | ast.AnnAssign) for n in ast.walk(tree(path)))
        if "models" in path.relative_to(ROOT).parts:
            assert not told, name_of(path)
        elif has_code:
            assert told, name_of(path)


def imported(path: Path) -> Iterator[str]:
    """The top names of all that a file imports, wherever in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("rooms", "guests"),
    [
        (("domain",), set()),
        (
            ("settings.py", "i18n.py", "pseudo.py", "errors.py", "paths.py", "__init__.py"),
            {"platformdirs"},
        ),
    ],
    ids=["the words", "the ground"],
)
def test_the_lowest_floors_need_the_standard_library_alone(
    rooms: tuple[str, ...], guests: set[str]
) -> None:
    known = sys.stdlib_module_names | {"tracker"} | guests
    files = [path for path in modules() if path.relative_to(ROOT / "tracker").parts[0] in rooms]
    assert files
    assert {name_of(p): extra for p in files if (extra := set(imported(p)) - known)} == {}


def texts(path: Path) -> Iterator[tuple[int, ast.expr]]:
    """Every argument that a file hands to gettext as a text to look up, with its line."""
    looked_up = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            for argument in node.args[: looked_up.get(node.func.id, 0)]:
                yield node.lineno, argument


def test_no_text_to_translate_is_put_together() -> None:
    """A tool collects them from the source, where a text glued from pieces is never found.

    A name or a place in a table stands for a text that was marked with `N_` where it lies.
    """
    found = [(path, line, text) for path in modules() for line, text in texts(path)]
    assert found
    put_together = [
        f"{name_of(path)}:{line}"
        for path, line, text in found
        if isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call | ast.IfExp)
    ]
    assert put_together == []
