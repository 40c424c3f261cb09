"""Writing what an import brings: in batches, inside one operation."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.preferences import RecordSettings
from tracker.domain.study import Share
from tracker.domain.words import CredentialState
from tracker.formats.tables import ImportedSession
from tracker.services.credentials import insert_credential
from tracker.services.import_matching import IMPORTABLE, recorded_keys
from tracker.services.import_plan import ImportPlan
from tracker.services.shares import STUDY_PARTS
from tracker.services.spending import insert_expense, with_rate
from tracker.services.study import session_columns
from tracker.store.writing import Write

# Rows inserted at a time: enough that the statement counts for nothing, few enough to tell how far.
_BATCH = 2_000


def names_of(session: ImportedSession, plan: ImportPlan) -> tuple[str, ...]:
    """The names of a session's project or tags that stand for a credential."""
    wanted = {
        one.name.casefold() for one in plan.projects if one.is_new or one.credential_id is not None
    }
    names = (session.project,) if session.project else session.draft.tags
    return tuple(name for name in names if name.casefold() in wanted)


def texts_of(session: ImportedSession, *, has_share: bool) -> dict[str, str]:
    """Topic and note. Without a credential the project is what it was for, and nothing is lost."""
    draft = session.draft
    if has_share or not session.project:
        return {"topic": draft.topic, "note": draft.note}
    note = "\n".join(text for text in (draft.topic, draft.note) if text)
    return {"topic": session.project, "note": note}


class Taking:
    """Writes a plan inside one operation."""

    def __init__(
        self,
        write: Write,
        plan: ImportPlan,
        settings: RecordSettings,
        on_progress: Callable[[int, int], None] | None,
    ) -> None:
        """Take over what `plan` says inside `write`, telling `on_progress` how far it is."""
        self._write, self._plan, self._settings = write, plan, settings
        self._tell = on_progress or (lambda _done, _of: None)
        self._done = 0
        self._shares: dict[str, tuple[Share, ...]] = {}

    def take(self) -> None:
        """Write everything that is still new."""
        for project in self._plan.projects:
            if project.credential_id is not None:
                # Raises where it was deleted since the plan was made.
                self._write.raw(Kind.CREDENTIAL, project.credential_id)
        keys = {kind: recorded_keys(self._write.connection, kind) for kind in IMPORTABLE}
        for file in self._plan.files:
            for credential in file.credentials:
                if _is_new(credential.draft, keys[Kind.CREDENTIAL]):
                    insert_credential(self._write, credential.draft)
                    self._advance(1)
        made = self._add_projects()
        self._shares = {
            one.name.casefold(): shares
            for one in self._plan.projects
            if (shares := self._plan.shares(one.name, made))
        }
        sessions = (
            session
            for file in self._plan.files
            for session in file.sessions
            if _is_new(session.draft, keys[Kind.STUDY_SESSION])
        )
        while batch := list(islice(sessions, _BATCH)):
            self._add_sessions(batch)
            self._advance(len(batch))
        for file in self._plan.files:
            for expense in file.expenses:
                if _is_new(expense.draft, keys[Kind.EXPENSE]):
                    shares = self._shares.get(expense.project.casefold(), ())
                    draft = dataclasses.replace(expense.draft, shares=shares)
                    insert_expense(self._write, with_rate(draft, self._settings))
                    self._advance(1)

    def _advance(self, rows: int) -> None:
        self._done += rows
        self._tell(self._done, self._plan.count)

    def _add_projects(self) -> dict[str, int]:
        """Add a credential for each project that shall have a new one; their numbers by title."""
        made: dict[str, int] = {}
        for project in self._plan.projects:
            if project.is_new and project.title not in made:
                draft = CredentialDraft(project.title, state=CredentialState.IN_PROGRESS)
                draft.require_good()
                made[project.title] = insert_credential(self._write, draft)
        return made

    def _add_sessions(self, sessions: Sequence[ImportedSession]) -> None:
        rows, shares = [], []
        for session in sessions:
            found = tuple(self._shares_of(session))
            columns = session_columns(session.draft, self._settings)
            columns |= texts_of(session, has_share=bool(found))
            rows.append({**columns, "created_at": self._write.at})
            shares.append(found)
        numbers = self._write.add_many(Kind.STUDY_SESSION, rows)
        self._write.add_many(
            Kind.STUDY_SHARE,
            [
                row
                for number, found, session in zip(numbers, shares, sessions, strict=True)
                for row in STUDY_PARTS.rows(number, found, session.draft.seconds)
            ],
        )

    def _shares_of(self, session: ImportedSession) -> Iterator[Share]:
        names = (session.project,) if session.project else session.draft.tags
        seen = set()
        for name in names:
            for share in self._shares.get(name.casefold(), ()):
                if share.credential_id not in seen:
                    seen.add(share.credential_id)
                    yield share


def _is_new(draft: Any, keys: set[tuple[str, str]]) -> bool:
    return (draft.source, draft.source_key) not in keys
