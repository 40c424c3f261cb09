"""What reading a foreign file gives: drafts, with everything a person must know about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.errors import Problem
from tracker.i18n import _, ngettext

if TYPE_CHECKING:
    from tracker.domain.credentials import CredentialDraft
    from tracker.domain.spending import ExpenseDraft
    from tracker.domain.study import StudyDraft

# Problems kept one by one. Nobody reads more, and a garbled file of 500 MB has millions.
MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column (by its header, in lower case) of a table of `kind` means."""

    kind: str
    columns: tuple[tuple[str, str], ...]

    def place(self, header: tuple[str, ...]) -> dict[str, int] | None:
        """Where each field stands in `header`; None where a column of the mapping is missing."""
        folded = [cell.casefold() for cell in header]
        places: dict[str, int] = {}
        for name, meaning in self.columns:
            if name not in folded:
                return None
            if folded.count(name) > 1:
                raise Refused(_("The column «{name}» is there twice.").format(name=short(name)))
            places[meaning] = folded.index(name)
        return places


@dataclass(frozen=True, slots=True)
class Options:
    """What the file itself cannot tell.

    `zone` is where the clocks stood whose times the file holds, and `currency` that of amounts
    without one. None of the others means: find out, and ask where that is not certain.
    `date_order` is `dmy`, `mdy` or `ymd`; `decimal` is `.` or `,`; `user` is the one person, by
    mail or name, of a file of several (`*` takes them all); `outflow` says whether money that was
    spent is `positive` or `negative`. `mapping` says what the columns of an unknown table mean.
    """

    zone: str
    currency: str = "EUR"
    date_order: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    user: str | None = None
    outflow: str | None = None
    mapping: Mapping | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the person knows; nothing of the file is recorded before it is answered.

    `code` is the field of `Options` that takes the answer, one of `choices`.
    """

    code: str
    message: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportedSession:
    """A study session as another program has it, from `line` (from 1) of its file.

    `project` and `client` are that program's words for what it was for, empty where it has none.
    The draft's `topic` is then what is narrower than the project, such as a task.
    """

    draft: StudyDraft
    project: str
    client: str
    line: int


@dataclass(frozen=True, slots=True)
class ImportedCredential:
    """A credential as another program has it, from `line` of its file."""

    draft: CredentialDraft
    line: int


@dataclass(frozen=True, slots=True)
class ImportedExpense:
    """An expense as another program has it, for `project`, from `line` of its file."""

    draft: ExpenseDraft
    project: str
    line: int


@dataclass(frozen=True, slots=True)
class Imported:
    """All that one file gives.

    `format` names what it was read as, empty where that is not known. `problems` are lines that
    are left out, each with the reason; `notes` are lines that come in, with something to know.
    While there are `questions` the drafts are a preview at best. `refusal` says why nothing at all
    was read, empty where something was; `is_known` is False where that is since it is no file of a
    kind that can be read here.
    """

    format: str
    sessions: tuple[ImportedSession, ...] = ()
    credentials: tuple[ImportedCredential, ...] = ()
    expenses: tuple[ImportedExpense, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    refusal: str = ""
    is_known: bool = True

    @property
    def needs(self) -> tuple[str, ...]:
        """The names of the options that must be given first."""
        return tuple(question.code for question in self.questions)


class Refused(Exception):  # noqa: N818 - an answer and no error of the program
    """Nothing of this file can be read; the text says why, in a sentence for the person."""


class Unknown(Refused):
    """The file is none of those that can be read here."""


@dataclass(slots=True)
class Findings:
    """Collects problems or notes of one file, at most `MOST_PROBLEMS`, in order of their lines."""

    found: list[Problem] = field(default_factory=list)
    beyond: int = 0

    def say(self, message: str, line: int | None = None, name: str | None = None) -> None:
        """Keep one, or count it where there are too many already."""
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(Problem(message, name, line))
        else:
            self.beyond += 1

    def in_order(self) -> tuple[Problem, ...]:
        """All of them by line; those without one come first, the count of the rest last."""
        ordered = sorted(self.found, key=lambda problem: problem.line or 0)
        if self.beyond:
            ordered.append(
                Problem(
                    ngettext(
                        "There is one more like these.",
                        "There are {n} more like these.",
                        self.beyond,
                    ).format(n=self.beyond)
                )
            )
        return tuple(ordered)


def short(text: str) -> str:
    """`text` as it can be named in a sentence: one line, cut after 40 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else _("{start}…").format(start=flat[:39])
