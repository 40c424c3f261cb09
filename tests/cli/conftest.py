"""The command line in process: what it answered, where, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tracker.cli import main

EVENING = datetime(2026, 11, 22, 20, 30, tzinfo=ZoneInfo("Europe/Prague"))


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on the standard output; fails where there is anything else."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


Cairn = Callable[..., Ran]


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    """Sunday evening in Prague; a test may move on."""
    with time_machine.travel(EVENING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cairn(now: time_machine.Traveller, capsys: pytest.CaptureFixture[str]) -> Cairn:
    """Do a command of Cairn."""

    def run(*words: str) -> Ran:
        code = main(list(words))
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return run


@pytest.fixture
def record_file(own_home: Path) -> Path:
    """Where the person's own record lies."""
    return own_home / "record.cairn"


@pytest.fixture
def cka(cairn: Cairn) -> int:
    """A credential to study for; its number."""
    done = cairn(
        "add", "Certified Kubernetes Administrator", "--short", "CKA", "--issuer",
        "Linux Foundation", "--status", "in progress", "--hours", "65", "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    return done.data["credential"]["id"]
