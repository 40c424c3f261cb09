"""How well the forecast holds, on invented people or on logs of your own.

    python -m tests.forecast_lab [--people 200] [--each 10]
    python -m tests.forecast_lab FILE…     each a JSON list of [day, minutes], one person a file

The tables show, over all and for each horizon [days]: how many questions, how often the true day
lay between p10 and p90, before p10, after p90; the pinball loss and the median width over the
middle; how often there was no upper limit.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from tests.forecast_lab.people import Person, people
from tests.forecast_lab.questions import HORIZONS, ask, questions, score


def _of_file(path: Path) -> Person:
    days = {date.fromisoformat(day): float(m) for day, m in json.loads(path.read_text("utf-8"))}
    first = min(day for day, minutes in days.items() if minutes > 0)
    minutes = np.zeros((max(days) - first).days + 1)
    for day, amount in days.items():
        if day >= first:
            minutes[(day - first).days] += amount
    return Person(path.stem, minutes)


def _asked(found: Iterator[Person] | list[Person], each: int) -> None:
    answers = [
        ask(person.minutes, question)
        for person in found
        for question in questions(person.name, person.minutes, each)
    ]
    print("|  horizon | count | covered |  early |   late |  loss | width |  open |")
    print("|---|---|---|---|---|---|---|---|")
    print(score(answers).row("all"))
    for horizon in HORIZONS:
        of = [answer for answer in answers if answer.question.horizon == horizon]
        if of:
            print(score(of).row(str(horizon)))


def main() -> None:
    """Ask and tell."""
    parser = argparse.ArgumentParser(prog="tests.forecast_lab")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--each", type=int, default=10)
    args = parser.parse_args()
    found = [_of_file(path) for path in args.files] if args.files else people(args.people)
    _asked(found, args.each)


if __name__ == "__main__":
    main()
