"""What the tests of the house read: the checkout's files and its syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> list[Path]:
    """Every file that git keeps, and every new one that it would not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [
        ROOT / name for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()
    ]


@cache
def modules() -> list[Path]:
    """Every Python file of the program."""
    return [
        path for path in tracked() if path.suffix == ".py" and path.is_relative_to(ROOT / "tracker")
    ]


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """A file's name from the top of the checkout, for messages."""
    return path.relative_to(ROOT).as_posix()
