"""What a person means by `CKA`, `3`, `s12`, `expense:7`: one row of the record.

A credential is named by its number, the beginning of its UUID, its short title, its title, or
words that fit only it. Other things are named by their kind and number, as lists show them: `s12`
or `session:12` for a study session, `e7` or `expense:7`, `goal:1`, `rest:1`, `plan:1`, `pay:1`,
`evidence:1`, `skill:1`, `claim:1`, `refund:1`. A credential that is really called `S12` is found by
that name first; `session:12` always is the session.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.changes import Kind
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.line.model import Candidate
    from tracker.record import Record

# The words by which kinds are named, the first as lists show it; c, s and e stand before numbers.
WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.CREDENTIAL: ("credential", "c"),
    Kind.STUDY_SESSION: ("session", "s", "study"),
    Kind.EXPENSE: ("expense", "e"),
    Kind.GOAL: ("goal",),
    Kind.REST_DAY: ("rest",),
    Kind.PLANNED_BLOCK: ("plan",),
    Kind.PAY_EVENT: ("pay",),
    Kind.EVIDENCE: ("evidence",),
    Kind.SKILL: ("skill",),
    Kind.REIMBURSEMENT: ("claim",),
    Kind.REFUND: ("refund",),
}
_SHORT = {Kind.CREDENTIAL: "c", Kind.STUDY_SESSION: "s", Kind.EXPENSE: "e"}
_NUMBERED = re.compile(r"(?P<word>[a-z]+)(?P<colon>:?)(?P<number>[1-9][0-9]{0,17})", re.ASCII)
# Fewer digits of a UUID are met by chance, or are a word: `cafe`, `decade`.
_LEAST_OF_UUID = 6
_UUID_START = re.compile(r"[0-9a-f]{6,8}(?:-[0-9a-f]{0,12})*", re.ASCII)
# A whole name scores 99 or 100; below, the first must be this much better than the second.
_WHOLE_NAME, _CLEARLY_BETTER = 99.0, 8.0


@dataclass(frozen=True, slots=True)
class Reference:
    """One row: its kind and number."""

    kind: Kind
    id: int


def label(kind: Kind, number: int) -> str:
    """The name by which a list shows a row: `s12`, `goal:1`."""
    short = _SHORT.get(kind)
    return f"{short}{number}" if short else f"{WORDS[kind][0]}:{number}"


def find(record: Record, text: str, kinds: Sequence[Kind] = tuple(WORDS)) -> Reference:
    """The row of one of `kinds` that `text` names, the credentials of the archive included.

    Raises a QuestionError with the choices where several credentials fit, a TrackerError where
    nothing does. That the number is in the record at all is left to whoever reads the row.
    """
    text = text.strip()
    numbered = _NUMBERED.fullmatch(text.casefold())
    if numbered is not None and numbered["colon"]:
        found = _by_word(numbered, kinds)
        if found is not None:
            return found
    if Kind.CREDENTIAL in kinds:
        return _credential_or_numbered(record, text, kinds, numbered)
    found = _by_word(numbered, kinds) if numbered is not None else None
    if found is None and text.isascii() and text.isdigit() and len(kinds) == 1:
        found = Reference(kinds[0], int(text[:18]))
    if found is None:
        raise _unknown(text, kinds)
    return found


def find_credential_id(record: Record, text: str) -> int:
    """The number of the credential that `text` names; raises as `find` does."""
    return find(record, text, (Kind.CREDENTIAL,)).id


def _credential_or_numbered(
    record: Record, text: str, kinds: Sequence[Kind], numbered: re.Match[str] | None
) -> Reference:
    from tracker.services.lines import candidates

    with record.ground.store.reading() as connection:
        known = candidates(connection, is_archived=None)
    number = _by_title(text, known)
    if number is not None:
        return Reference(Kind.CREDENTIAL, number)
    if numbered is not None and (found := _by_word(numbered, kinds)) is not None:
        return found
    if text.isascii() and text.isdigit() and int(text[:18]) in {one.id for one in known}:
        return Reference(Kind.CREDENTIAL, int(text[:18]))
    number = _by_uuid(record, text)
    if number is None:
        number = _by_words(text, known, kinds)
    return Reference(Kind.CREDENTIAL, number)


def _by_word(numbered: re.Match[str], kinds: Sequence[Kind]) -> Reference | None:
    for kind in kinds:
        # A word without a colon is a kind only where it is a single letter: `s12`, not `plan4`.
        is_named = numbered["word"] in WORDS[kind]
        if is_named and (numbered["colon"] or len(numbered["word"]) == 1):
            return Reference(kind, int(numbered["number"]))
    return None


def _by_title(text: str, known: Sequence[Candidate]) -> int | None:
    folded = text.casefold()
    for of in (lambda one: one.short_title, lambda one: one.title):
        found = [one for one in known if of(one).casefold() == folded]
        if folded and len(found) == 1:
            return found[0].id
        if folded and len(found) > 1:
            raise _which(text, [(one.id, one.title) for one in found])
    return None


def _by_uuid(record: Record, text: str) -> int | None:
    start = text.casefold()
    if len(start) < _LEAST_OF_UUID or not _UUID_START.fullmatch(start):
        return None
    rows = [row for row in record.credentials.rows(is_archived=None) if row.uuid.startswith(start)]
    if len(rows) > 1:
        raise _which(text, [(row.id, row.title) for row in rows])
    return rows[0].id if rows else None


def _by_words(text: str, known: Sequence[Candidate], kinds: Sequence[Kind]) -> int:
    from tracker.formats.line import find_credential

    matches = find_credential(text, tuple(known))
    if not matches:
        raise _unknown(text, kinds)
    first, others = matches[0], matches[1:]
    margin = 0.0 if first.score >= _WHOLE_NAME else _CLEARLY_BETTER
    if others and first.score - others[0].score <= margin:
        raise _which(text, [(one.candidate_id, one.title) for one in matches])
    return first.candidate_id


def _which(text: str, choices: Sequence[tuple[int, str]]) -> QuestionError:
    return QuestionError(
        _("One question first"),
        _("Which credential is meant by «{text}»?").format(text=text[:60]),
        _("Nothing was written yet. Name it by its number:"),
        tuple(f"{label(Kind.CREDENTIAL, number)} ({title})" for number, title in choices),
    )


def _unknown(text: str, kinds: Sequence[Kind]) -> TrackerError:
    if Kind.CREDENTIAL in kinds:
        return TrackerError(
            _("Not in the record"),
            _("Nothing in the record is called «{text}».").format(text=text[:60]),
            _("«cairn list credentials» tells the names and numbers."),
        )
    examples = ", ".join(label(kind, 1) for kind in kinds)
    return TrackerError(
        _("Not in the record"),
        _("«{text}» names nothing that this command works on.").format(text=text[:60]),
        _("Name it as a list shows it: {examples}.").format(examples=examples),
    )
