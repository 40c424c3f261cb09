"""What of a file is in the record already, and which credential a project means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.errors import TrackerError
from tracker.formats.tables import Imported, ImportedCredential, ImportedExpense, ImportedSession
from tracker.formats.tables.cells import is_uuid
from tracker.i18n import _
from tracker.services.import_plan import NEW, NONE, Double, ImportOptions, ProjectPlan
from tracker.services.lines import candidates
from tracker.store.drafts import table_of

_SESSION = table_of(Kind.STUDY_SESSION)
_CREDENTIAL = table_of(Kind.CREDENTIAL)
_ISSUER = table_of(Kind.ISSUER)
IMPORTABLE = (Kind.STUDY_SESSION, Kind.CREDENTIAL, Kind.EXPENSE)

Key = tuple[str, str]


class Known:
    """What the record, and the files that were looked at before, hold already."""

    def __init__(self, connection: sa.Connection, imported: Iterable[Imported]) -> None:
        """Look up what could be met again in `imported`."""
        files = tuple(imported)
        self.keys = {kind: recorded_keys(connection, kind) for kind in IMPORTABLE}
        tables = [file for file in files if file.format == "csv"]
        for kind in IMPORTABLE:
            if any(is_uuid(draft.source_key) for file in tables for draft in _drafts(file, kind)):
                # A table that this record wrote out itself names its rows.
                self.keys[kind] |= {("csv", uuid) for uuid in _uuids(connection, kind)}
        self._starts = _starts(connection, files)
        self._credentials = _recorded_credentials(connection)

    def new_sessions(
        self, sessions: Iterable[ImportedSession]
    ) -> tuple[list[ImportedSession], list[Double]]:
        """Those that are not there yet, and which of them start and last as one that is."""
        found, doubles = [], []
        keys = self.keys[Kind.STUDY_SESSION]
        met: dict[tuple[datetime, int], int | None] = {}
        for session in sessions:
            draft = session.draft
            if (draft.source, draft.source_key) in keys:
                continue
            keys.add((draft.source, draft.source_key))
            found.append(session)
            if draft.start is not None:
                span = (draft.start.at, draft.seconds)
                if span in self._starts:
                    doubles.append(Double(session.line, self._starts[span]))
                met[span] = None
        # Equal rows of one file are two entries of the person's, and no double of each other.
        for span in met:
            self._starts.setdefault(span, None)
        return found, doubles

    def new_expenses(self, expenses: Iterable[ImportedExpense]) -> list[ImportedExpense]:
        """Those that are not there yet."""
        keys = self.keys[Kind.EXPENSE]
        return [
            one
            for one in expenses
            if (key := (one.draft.source, one.draft.source_key)) not in keys
            and (keys.add(key) or True)
        ]

    def new_credentials(
        self, credentials: Iterable[ImportedCredential]
    ) -> list[ImportedCredential]:
        """Those that are not there yet, whether imported or typed.

        A recorded credential is the same where its issuer and its identifier are, or its issuer
        and its title while one of both identifiers is not known; it stands for one row only.
        """
        keys = self.keys[Kind.CREDENTIAL]
        found = []
        for credential in credentials:
            key = (credential.draft.source, credential.draft.source_key)
            if key in keys or self._is_recorded(credential.draft):
                continue
            keys.add(key)
            found.append(credential)
        return found

    def _is_recorded(self, draft: CredentialDraft) -> bool:
        title, issuer = draft.title.casefold(), draft.issuer.casefold()
        identifier = draft.identifier.casefold()
        for at, (its_title, its_issuer, its_identifier) in enumerate(self._credentials):
            if its_issuer != issuer:
                continue
            is_same = (
                identifier == its_identifier
                if identifier and its_identifier
                else title == its_title
            )
            if is_same:
                del self._credentials[at]
                return True
        return False


def _drafts(imported: Imported, kind: Kind) -> Iterable[Any]:
    if kind is Kind.STUDY_SESSION:
        return (one.draft for one in imported.sessions)
    if kind is Kind.CREDENTIAL:
        return (one.draft for one in imported.credentials)
    return (one.draft for one in imported.expenses)


def _uuids(connection: sa.Connection, kind: Kind) -> Iterable[str]:
    return connection.execute(sa.select(table_of(kind).c.uuid)).scalars()


def recorded_keys(connection: sa.Connection, kind: Kind) -> set[Key]:
    """The (source, key) of everything of `kind` that was imported."""
    table = table_of(kind)
    statement = sa.select(table.c.source, table.c.source_key).where(table.c.source_key != "")
    return {(source, key) for source, key in connection.execute(statement)}


def _starts(
    connection: sa.Connection, files: tuple[Imported, ...]
) -> dict[tuple[datetime, int], int | None]:
    """The sessions of the record by start and length, over the time that `files` cover."""
    starts = [
        session.draft.start.at
        for file in files
        for session in file.sessions
        if session.draft.start is not None
    ]
    if not starts:
        return {}
    statement = sa.select(_SESSION.c.started_at, _SESSION.c.seconds, _SESSION.c.id).where(
        _SESSION.c.started_at >= min(starts), _SESSION.c.started_at <= max(starts)
    )
    return {(start, seconds): number for start, seconds, number in connection.execute(statement)}


def _recorded_credentials(connection: sa.Connection) -> list[tuple[str, str, str]]:
    """Title, issuer and identifier of each credential, archived or not, in lower case."""
    statement = sa.select(_CREDENTIAL.c.title, _ISSUER.c.name, _CREDENTIAL.c.identifier).join_from(
        _CREDENTIAL, _ISSUER, _CREDENTIAL.c.issuer_id == _ISSUER.c.id, isouter=True
    )
    return [
        (title.casefold(), (issuer or "").casefold(), identifier.casefold())
        for title, issuer, identifier in connection.execute(statement)
    ]


class Names:
    """Finds the credential that a name means: exactly, in any letter case, and only one."""

    def __init__(self, connection: sa.Connection) -> None:
        """Know every credential by its title, short title, identifier and other names."""
        self.titles: dict[int, str] = {}
        # By how much a name says: a title before a short one, that before codes and aliases.
        self._ranks: tuple[dict[str, set[int]], ...] = tuple(defaultdict(set) for _rank in range(3))
        for one in candidates(connection, is_archived=None):
            self.titles[one.id] = one.title
            for rank, names in enumerate(((one.title,), (one.short_title,), one.aliases)):
                self._know(rank, names, one.id)
        identifiers = sa.select(_CREDENTIAL.c.id, _CREDENTIAL.c.identifier)
        for number, identifier in connection.execute(identifiers):
            self._know(2, (identifier,), number)

    def _know(self, rank: int, names: Iterable[str], number: int) -> None:
        for name in names:
            if name:
                self._ranks[rank][name.casefold()].add(number)

    def find(self, name: str) -> int | None:
        """The number of the credential called `name`; None where none or several are."""
        for rank in self._ranks:
            numbers = rank.get(name.casefold(), set())
            if numbers:
                return next(iter(numbers)) if len(numbers) == 1 else None
        return None


def plan_projects(
    names: Names,
    sessions: Iterable[ImportedSession],
    expenses: Iterable[ImportedExpense],
    options: ImportOptions,
) -> tuple[ProjectPlan, ...]:
    """Every project that new rows name, with its credential; and tags, where they name one.

    Raises a TrackerError where `options.projects` names a credential that is not there.
    """
    seconds: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    tag_seconds: Counter[str] = Counter()
    for session in sessions:
        if session.project:
            counts[session.project] += 1
            seconds[session.project] += session.draft.seconds
        else:
            for tag in session.draft.tags:
                tags[tag] += 1
                tag_seconds[tag] += session.draft.seconds
    for expense in expenses:
        if expense.project:
            spent[expense.project] += 1
    chosen = {name.casefold(): choice for name, choice in options.projects.items()}
    plans: dict[str, ProjectPlan] = {}
    for name in sorted({*counts, *spent}, key=str.casefold):
        number, title, is_new = _credential_for(names, name, chosen, options.new_credentials)
        before = plans.get(name.casefold())
        plans[name.casefold()] = ProjectPlan(
            name=before.name if before else name,
            credential_id=number,
            title=before.title if before and is_new else title,
            is_new=is_new,
            sessions=counts[name] + (before.sessions if before else 0),
            expenses=spent[name] + (before.expenses if before else 0),
            seconds=seconds[name] + (before.seconds if before else 0),
        )
    for tag in sorted(tags, key=str.casefold):
        if tag.casefold() in plans:
            continue
        number, title, is_new = _credential_for(names, tag, chosen, may_add=False)
        if number is not None or is_new:
            plans[tag.casefold()] = ProjectPlan(
                tag,
                number,
                title,
                is_new,
                is_tag=True,
                sessions=tags[tag],
                seconds=tag_seconds[tag],
            )
    return tuple(plans.values())


def _credential_for(
    names: Names, name: str, chosen: Mapping[str, int | str], may_add: bool
) -> tuple[int | None, str, bool]:
    """The credential of a project: its number, its title, and whether it will be added."""
    choice = chosen.get(name.casefold())
    if choice is None:
        number = names.find(name)
        if number is None and may_add:
            return None, name, True
    elif choice == NEW:
        return None, name, True
    elif choice == NONE:
        return None, "", False
    else:
        number = choice if isinstance(choice, int) else names.find(choice)
        if number is None and isinstance(choice, str) and choice.isascii() and choice.isdigit():
            number = int(choice)
        if number not in names.titles:
            raise TrackerError(
                _("No such credential"),
                _("There is no one credential «{name}» for the project «{project}».").format(
                    name=choice, project=name
                ),
                _("Name one by its title or number, or write «new»."),
            )
    return number, names.titles.get(number, "") if number is not None else "", False
