"""The longer proofs, within a budget of time: `python -m tests.soak --minutes 10`.

Kills of a working program, two writers at once, flipped bits that a check must see, backups that
are restored and undone, a monkey at the window, days beside a running timer in simulated time.
Prints one line a round; ends with 1 at the first failure, whose folder is left for looking at.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.proofs.lived import live_a_day
from tests.proofs.test_crowd import crowd
from tests.soak.monkey import monkey
from tests.store.world import NOON, fill, opened, rows
from tracker.domain.changes import Kind
from tracker.store.backup import back_up
from tracker.store.checking import check
from tracker.store.restoring import restore
from tracker.store.salvage import salvage

_FLIPS = 40
_EVENTS = 2000
# What a person feels as a stop [ms].
_FREEZE_MS = 250


def kills(folder: Path, seed: int) -> str:
    """Kill a program at work, again and again."""
    told = crowd("kill", str(folder / "record.cairn"), "100", str(seed))
    assert told["bad"] == 0, told
    return f"{told['kills']} kills, {told['acknowledged']} changes acknowledged, none lost"


def writers(folder: Path, seed: int) -> str:
    """Two programs write for twenty seconds."""
    told = crowd("write", str(folder / "record.cairn"), "20")
    assert told["well"] and not told["lost"] and not told["errors"], told
    return f"{sum(told['added'])} counts by two writers, none lost, slowest {told['slowest']} s"


def flips(folder: Path, seed: int) -> str:
    """Flip single bits: what changes a row must be told, and the rest must be salvaged."""
    path, chance = folder / "record.cairn", random.Random(seed)
    with opened(path) as store:
        fill(store, 1000)
    sound, before, seen = path.read_bytes(), rows(path), 0
    for at in range(_FLIPS):
        data = bytearray(sound)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        is_ok = check(path).is_ok
        seen += not is_ok
        try:
            is_same = rows(path) == before
        except Exception:  # whatever it is, the rows can't be read
            is_same = False
        assert not is_ok or is_same, f"flip {at} of seed {seed} went unnoticed"
        if not is_ok:
            out = folder / f"saved-{at}.cairn"
            salvage(path, out)
            assert check(out).is_ok
    return f"{_FLIPS} flipped bits, {seen} seen, none that changed a row was missed"


def restores(folder: Path, seed: int) -> str:
    """Restore a backup and what it replaced, back and forth."""
    path, chance = folder / "record.cairn", random.Random(seed)
    with opened(path) as store:
        fill(store, 300)
        for round_number in range(20):
            backup, held = back_up(path, NOON), rows(path)
            with store.writing("Add skill") as write:
                write.add(Kind.SKILL, name=f"skill {round_number} {chance.random()}")
            changed = rows(path)
            kept = restore(path, backup.path, NOON).kept
            assert rows(path) == held
            assert kept is not None
            if chance.random() < 0.5:
                restore(path, kept, NOON)
                assert rows(path) == changed
    return "20 backups restored, what was replaced restored too"


def monkeys(folder: Path, seed: int) -> str:
    """Let a monkey loose at the window, off screen."""
    told = monkey(folder, _EVENTS, seed)
    assert told.computing_ms < _FREEZE_MS, told
    longest = f"longest freeze {told.longest_ms:.0f} ms, {told.computing_ms:.0f} of it computing"
    return f"{told.events} random events, nothing raised, {longest}: {told.at}"


def days(folder: Path, seed: int) -> str:
    """Live ten days beside a running timer, in simulated time."""
    told: Counter[str] = Counter()
    for day in range(10):
        told += live_a_day(folder / f"{day}.cairn", seed * 1000 + day)
    stopped = told.pop("stopped")
    return f"10 days, {stopped} timers stopped, {told.total()} questions answered, all sums right"


def rounds(only: str) -> Iterator[tuple[int, str]]:
    """Each sort of round in turn, with a seed of its own."""
    for seed in itertools.count(1):
        for proof in (kills, writers, flips, restores, monkeys, days):
            if only not in ("", proof.__name__):
                continue
            folder = Path(tempfile.mkdtemp(prefix="cairn-soak-"))
            try:
                told = proof(folder, seed)
            except Exception:
                print(f"Failed: {proof.__name__} with seed {seed}; its files are in {folder}")
                raise
            shutil.rmtree(folder)
            yield seed, told


def main() -> int:
    """Go on until the minutes are over."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--only", default="", help="one sort of round, such as monkeys")
    wanted = parser.parse_args()
    until = time.monotonic() + 60 * wanted.minutes
    for seed, told in rounds(wanted.only):
        print(f"{seed:4}  {told}", flush=True)
        if time.monotonic() > until:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
