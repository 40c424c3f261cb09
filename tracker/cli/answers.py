"""What a command answers, and how that reaches the person or the program that asked."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.errors import QuestionError, TrackerError

# Control characters but for tabs and line ends, and what turns the direction of all that follows;
# the isolates by which `plainly.plain` sets a text apart stay.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066\u2067]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did: `data` for programs, `text` for people.

    `notes` are sentences beside it, for people to know (standard error; with `--json` too, since
    they are nothing that a program acts on). `code` is the exit code.
    """

    data: Mapping[str, Any]
    text: str = ""
    notes: tuple[str, ...] = ()
    code: int = 0
    is_verbatim: bool = False


def failed(fault: TrackerError) -> Answer:
    """The answer where something is at fault: nothing was done."""
    data = {"error": {"title": fault.title, "message": fault.message, "hint": fault.hint}}
    return Answer(data, notes=(str(fault),))


def asked(question: QuestionError, noun: str | None) -> Answer:
    """The answer where a question stands open: nothing was written.

    `noun` is what the command would have answered about; it is null in the data.
    """
    data: dict[str, Any] = {} if noun is None else {noun: None}
    data |= {"asked": question.message, "choices": list(question.choices)}
    notes = [question.message]
    if question.hint:
        notes.append(question.hint)
    notes.extend(f"  {choice}" for choice in question.choices)
    return Answer(data, notes=tuple(notes))


def say(answer: Answer, *, is_json: bool) -> None:
    """Write an answer: one JSON object, or the text; notes to the standard error."""
    if answer.is_verbatim:
        if answer.text:
            print(answer.text)
    elif is_json:
        import json

        # Sorted by nobody: the order is that of the documented shape.
        print(json.dumps(answer.data, ensure_ascii=False, indent=2))
    elif answer.text:
        print(_tame(answer.text))
    for note in answer.notes:
        print(_tame(note), file=sys.stderr)


def _tame(text: str) -> str:
    """`text` without what a terminal takes for an order: a name in it may be a stranger's."""
    return _ORDERS.sub(" ", text)
