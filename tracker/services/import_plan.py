"""What an import will do, told before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tracker.domain.study import Share
from tracker.errors import Problem
from tracker.formats.tables import (
    ImportedCredential,
    ImportedExpense,
    ImportedSession,
    Question,
)
from tracker.i18n import _, ngettext

# What a project can be mapped to besides a credential.
NEW, NONE = "new", ""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person says about the files.

    `format` is one of `tracker.formats.tables.FORMATS`, None to find out. `mapping` is the JSON of
    a mapping file (see `tracker.formats.tables.mapping`); the answers beside it outrank what it
    says. `zone` and `currency` are the record's own where they are None. `projects` maps a project
    of the files (in any letter case) to a credential's number or title, to `new` for a credential
    of that name, or to nothing; with `new_credentials` every project without a credential gets
    one.
    """

    format: str | None = None
    mapping: bytes | None = None
    zone: str | None = None
    currency: str | None = None
    date_order: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    user: str | None = None
    outflow: str | None = None
    projects: Mapping[str, int | str] = field(default_factory=dict)
    new_credentials: bool = False


class Outcome(StrEnum):
    """What becomes of one file."""

    IMPORTED = "imported"
    NOTHING_NEW = "nothing-new"
    REFUSED = "refused"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class ProjectPlan:
    """A project (or tag) that files name, and the credential its hours go to.

    `credential_id` is None where there is none, or where one of this `title` will be added
    (`is_new`). `seconds` and `sessions` count what is new.
    """

    name: str
    credential_id: int | None = None
    title: str = ""
    is_new: bool = False
    is_tag: bool = False
    sessions: int = 0
    expenses: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Double:
    """A new session (from `line`) that starts and lasts as one that is there already.

    `session_id` is that of the record, None where it is in another file of the same import. It
    comes in all the same: two programs may have run side by side, and two people study alike.
    """

    line: int
    session_id: int | None


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What one file brings: new rows, duplicates that stay out, and what can't be read and why.

    `problems` are lines left out, `notes` lines that come in with something to know, `questions`
    what must be answered before anything is written. `message` is a sentence about the whole.
    """

    file: str
    outcome: Outcome
    format: str = ""
    sessions: tuple[ImportedSession, ...] = ()
    credentials: tuple[ImportedCredential, ...] = ()
    expenses: tuple[ImportedExpense, ...] = ()
    duplicates: int = 0
    doubles: tuple[Double, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    message: str = ""

    @property
    def added(self) -> dict[str, int]:
        """How many rows of each noun will be added, besides credentials for projects."""
        return {
            "credentials": len(self.credentials),
            "sessions": len(self.sessions),
            "expenses": len(self.expenses),
            "skills": 0,
            "evidence": 0,
        }

    @property
    def count(self) -> int:
        """How many rows will be added."""
        return sum(self.added.values())


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import of `files` will do; `projects` come by their names."""

    files: tuple[FilePlan, ...]
    projects: tuple[ProjectPlan, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """What must be answered first, over all files."""
        return tuple(dict.fromkeys(one for file in self.files for one in file.questions))

    @property
    def count(self) -> int:
        """How many rows will be added, besides credentials for projects."""
        return sum(file.count for file in self.files)

    def shares(self, name: str, made: Mapping[str, int]) -> tuple[Share, ...]:
        """The credential of the project `name`, if any; `made` are those that were just added."""
        for project in self.projects:
            if project.name.casefold() == name.casefold():
                number = made.get(project.title) if project.is_new else project.credential_id
                return () if number is None else (Share(number),)
        return ()

    def to_data(self) -> dict[str, Any]:
        """The plan in the shape in which the command line answers."""
        new = [project.title for project in self.projects if project.is_new]
        files = []
        for file in self.files:
            added = file.added
            if file.outcome is Outcome.IMPORTED and new:
                # Counted with the first file that brings anything; they belong to all of them.
                added["credentials"] += len(new)
                new = []
            files.append(
                {
                    "file": file.file,
                    "format": file.format or None,
                    "outcome": file.outcome.value,
                    "added": added,
                    "duplicates": file.duplicates,
                    "problems": [
                        {"line": problem.line, "message": problem.message}
                        for problem in file.problems
                    ],
                    "message": file.message,
                }
            )
        return {"files": files}


def sentence(added: Mapping[str, int], duplicates: int, doubles: int, left_out: int) -> str:
    """What a file brings, in a sentence for each kind of thing."""
    said = []
    for noun, text in (
        ("sessions", _sessions),
        ("credentials", _credentials),
        ("expenses", _expenses),
    ):
        if added.get(noun):
            said.append(text(added[noun]))
    if duplicates:
        said.append(
            ngettext(
                "{n} entry is in the record already.",
                "{n} entries are in the record already.",
                duplicates,
            ).format(n=duplicates)
        )
    if doubles:
        said.append(
            ngettext(
                "{n} begins and lasts as a study session that is there already.",
                "{n} begin and last as study sessions that are there already.",
                doubles,
            ).format(n=doubles)
        )
    if left_out:
        said.append(
            ngettext("{n} line is left out.", "{n} lines are left out.", left_out).format(
                n=left_out
            )
        )
    return " ".join(said) if said else _("There is nothing in it to add.")


def _sessions(n: int) -> str:
    return ngettext("{n} new study session.", "{n} new study sessions.", n).format(n=n)


def _credentials(n: int) -> str:
    return ngettext("{n} new credential.", "{n} new credentials.", n).format(n=n)


def _expenses(n: int) -> str:
    return ngettext("{n} new expense.", "{n} new expenses.", n).format(n=n)
