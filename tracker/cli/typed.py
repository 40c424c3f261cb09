"""What every command with a typed line has in common: its problems, its questions, its tokens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tracker.cli.naming import find_credential_id
from tracker.domain.study import Share
from tracker.errors import Problem, QuestionError, TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.line.model import ExpenseLine, Question, StudyLine
    from tracker.record import Record


def require_good(line: Any) -> Any:
    """The draft of a line; raises a TrackerError that names every problem where there is one."""
    if line.problems or line.draft is None:
        raise not_understood(line.problems)
    return line.draft


def not_understood(problems: Iterable[Problem]) -> TrackerError:
    """The problems of a line, as one error."""
    # The same thing may be wrong with the line and with its draft.
    sentences = dict.fromkeys(problem.message for problem in problems)
    return TrackerError(
        _("This can't be understood"),
        " ".join(sentences) or _("There is nothing in it to record."),
        _("Nothing was written. --dry-run tells what is understood."),
    )


def require_answers(line: StudyLine | ExpenseLine, *, is_sure: bool, is_named: bool) -> None:
    """Raise a QuestionError for the first thing that must be asked, unless the person is sure.

    A credential that is named by an option (`is_named`) answers which one is meant.
    """
    if is_sure:
        return
    for question in line.questions:
        if question.kind != "ask" or (is_named and _is_about_name(question, line)):
            continue
        raise QuestionError(
            _("One question first"),
            question.message,
            _("Nothing was written yet. Answer with one of these:"),
            _answers(question, line),
        )


def open_question(line: StudyLine | ExpenseLine) -> str | None:
    """The first thing that must be asked about a line, None where nothing must."""
    try:
        require_answers(line, is_sure=False, is_named=False)
    except QuestionError as question:
        return question.message
    return None


def _is_about_name(question: Question, line: StudyLine | ExpenseLine) -> bool:
    """Whether it asks which credential is meant, and not how a number is read."""
    titles = {match.title for matches in line.matches for match in matches}
    return question.code == "ambiguous" and bool(titles & set(question.choices))


def _answers(question: Question, line: StudyLine | ExpenseLine) -> tuple[str, ...]:
    if _is_about_name(question, line):
        ids = {match.title: match.candidate_id for found in line.matches for match in found}
        return tuple(
            f"--credential {ids[title]} ({title})" if title in ids else title
            for title in question.choices
        )
    return question.choices or ("--yes",)


def hints(line: StudyLine | ExpenseLine) -> list[str]:
    """What a line makes worth knowing, though nothing has to be answered."""
    return [question.message for question in line.questions if question.kind == "hint"]


def named_shares(record: Record, names: Iterable[str]) -> tuple[Share, ...]:
    """The credentials that options name, each with the same weight; none named twice."""
    numbers = dict.fromkeys(find_credential_id(record, name) for name in names)
    return tuple(Share(record.credentials.one(number).id) for number in numbers)


def tokens(line: StudyLine | ExpenseLine) -> list[dict[str, str]]:
    """What was understood, part by part."""
    return [
        {"text": token.text, "kind": token.kind.value, "meaning": token.meaning}
        for token in line.tokens
    ]


def token_lines(line: StudyLine | ExpenseLine) -> str:
    """The same for people: a line for each part."""
    from tracker.cli.tables import Column, table

    columns = (Column(_("Typed")), Column(_("Understood as")), Column(_("Meaning")))
    return table(columns, [(t.text, t.kind.value, t.meaning) for t in line.tokens])
