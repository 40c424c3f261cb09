"""`cairn forecast`: when a plan will be finished, of a credential or of logs in a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.cli.answers import Answer
from tracker.cli.naming import find_credential_id
from tracker.cli.opening import opened
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.cli.sentences import parts, show_day
from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.analytics.forecast import Finish
    from tracker.analytics.forecast.credential import CredentialForecast

_STDIN = "-"
# Two million years: what is more is a slip, and its sums would be more than a number can hold.
_MOST_MINUTES = 1e12


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Tell by when a credential's planned hours will be done, from your own log: the days by"
        " which they are with 10, 50 and 90 percent."
    )
    parser.add_argument(
        "credential", nargs="?", metavar=_("CREDENTIAL"), help=_("by number or name")
    )
    parser.add_argument(
        "--log",
        metavar=_("FILE"),
        help=_("answer questions from a file (- is the input), a JSON object a line; no record"),
    )


def _forecast(args: Arguments) -> Answer:
    if (args.log is None) == (args.credential is None):
        raise UsageError(
            _("Wrong usage"),
            _("cairn forecast takes either a credential or --log FILE."),
            _("«cairn forecast --help» tells how it is used."),
        )
    if args.log is not None:
        return _answers(args.log)
    with opened(args) as record:
        number = find_credential_id(record, args.credential)
        found = record.overview.forecast(number)
    return Answer(_shape(found), _text(found))


def _shape(found: CredentialForecast) -> dict[str, Any]:
    return {
        **_days(found.finish),
        "needed_minutes_per_day": found.needed_minutes_a_day,
        "reasons": [reason.value for reason in found.reasons],
    }


def _days(finish: Finish) -> dict[str, str | None]:
    ends = {"p10": finish.p10, "p50": finish.p50, "p90": finish.p90}
    return {name: day.isoformat() if day else None for name, day in ends.items()}


def _text(found: CredentialForecast) -> str:
    finish, today = found.finish, found.today
    lines = [found.title]
    if finish.is_dated and finish.p10 and finish.p50 and finish.p90:
        lines.append(
            _("Finished by {middle} with 50 %; between {early} and {late} with 80 %.").format(
                middle=show_day(finish.p50, today),
                early=show_day(finish.p10, today),
                late=show_day(finish.p90, today),
            )
        )
    elif finish.p10 and finish.p50 and finish.p90 is None:
        lines.append(
            _("At the earliest about {early}; no upper limit.").format(
                early=show_day(finish.p10, today)
            )
        )
    if found.needed_minutes_a_day is not None and found.deadline is not None:
        lines.append(
            _("{minutes} minutes a day reach all of it by {day}.").format(
                minutes=found.needed_minutes_a_day, day=show_day(found.deadline.on, today)
            )
        )
    lines += [reason.text for reason in found.reasons]
    return "\n".join(parts(line) for line in lines)


def _answers(name: str) -> Answer:
    """An answer a line, for a question a line; all of them or none."""
    import json

    from tracker.analytics.forecast import outlook

    told = []
    with _lines_of(name) as lines:
        for number, question in _questions(lines):
            log, minutes = _read(question, number)
            finish = outlook(log).finish(minutes)
            row = {**_days(finish), "reasons": [reason.value for reason in finish.reasons]}
            told.append(json.dumps(row))
    return Answer({}, "\n".join(told), is_verbatim=True)


@contextmanager
def _lines_of(name: str) -> Iterator[Iterable[str]]:
    if name == _STDIN:
        # Whatever the locale says, JSON is UTF-8.
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict")  # pyright: ignore[reportAttributeAccessIssue]
        with _readable(_("the input")):
            yield sys.stdin
        return
    path = Path(name).expanduser()
    with _readable(str(path)), path.open(encoding="utf-8-sig") as file:
        yield file


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise TrackerError(
            _("The file can't be read"),
            _("{path} can't be read: {reason}.").format(path=name, reason=error.strerror or error),
        ) from error
    except UnicodeDecodeError as error:
        raise TrackerError(
            _("The file can't be read"),
            _("{path} is not text in UTF-8.").format(path=name),
        ) from error


def _questions(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    import json

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _fault(number, _("it is not a JSON object")) from error
        if not isinstance(question, dict):
            raise _fault(number, _("it is not a JSON object"))
        yield number, question


def _read(question: dict[str, Any], number: int):  # noqa: ANN202 - the log's class is loaded late
    """The log and the minutes that are left, of one line; raises a TrackerError that names it."""
    from tracker.analytics.forecast import DayLog

    for name in ("history", "today", "remaining_minutes"):
        if name not in question:
            raise _fault(number, _("“{name}” is missing").format(name=name))
    today = _day(question["today"])
    if today is None:
        raise _fault(number, _("“today” is not a day like 2026-01-31"))
    minutes = _amount(question["remaining_minutes"])
    if minutes is None:
        raise _fault(number, _("“remaining_minutes” is not a number from 0 on"))
    history = question["history"]
    if not isinstance(history, list):
        raise _fault(number, _("“history” is not a list of days with minutes"))
    days: dict[date, float] = {}
    for place, entry in enumerate(history, 1):
        pair = entry if isinstance(entry, list) and len(entry) == 2 else (None, None)
        day, amount = _day(pair[0]), _amount(pair[1])
        if day is None or amount is None:
            raise _fault(
                number,
                _("entry {n} of “history” is not a day with its minutes, like {example}").format(
                    n=place, example='["2026-01-31", 45]'
                ),
            )
        if day in days:
            raise _fault(number, _("“history” has {day} twice").format(day=day.isoformat()))
        if day > today:
            raise _fault(
                number, _("“history” has {day}, which is after today").format(day=day.isoformat())
            )
        days[day] = amount
    return DayLog.of(days, today), minutes


def _day(value: object) -> date | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    # Other ways of ISO to write a day (weeks, no dashes) are not what the history is made of.
    return day if day is not None and day.isoformat() == value else None


def _amount(value: object) -> float | None:
    from math import isfinite

    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        amount = float(value)
    except OverflowError:
        return None
    return amount if isfinite(amount) and 0 <= amount <= _MOST_MINUTES else None


def _fault(number: int, what: str) -> TrackerError:
    return TrackerError(
        _("A question can't be read"),
        _("Line {n} can't be read: {what}.").format(n=number, what=what),
    )


SPECS = {"forecast": Spec(_arguments, _forecast)}
