"""Credentials: add, change, set the state, archive, delete; their modules, exams, issuers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import (
    CredentialDraft,
    EarnDraft,
    ExamAttemptDraft,
    IssuerDraft,
    ModuleDraft,
)
from tracker.domain.draft import TITLE_LETTERS
from tracker.domain.proof import RenewalDraft
from tracker.domain.words import CredentialState
from tracker.errors import TrackerError
from tracker.i18n import N_, _, ngettext
from tracker.services.base import Ground, Nouns, Service, reads
from tracker.services.keeping import keep_file
from tracker.store.drafts import to_columns
from tracker.store.history import newest_operation
from tracker.store.queries import credentials, kept
from tracker.store.writing import Write

# What happened to one credential happened to no other.
_DAYS = (
    "planned_start_on",
    "started_on",
    "target_on",
    "exam_on",
    "exam_at",
    "earned_on",
    "valid_until",
)


class Credentials(Service):
    """What a person does with credentials."""

    rows = reads(credentials.rows)
    one = reads(credentials.one)
    counts_by_state = reads(credentials.counts_by_state)
    named = reads(credentials.named)
    titles = reads(credentials.titles)
    archived_count = reads(credentials.archived_count)

    def __init__(self, ground: Ground) -> None:
        """Work on the record behind `ground`."""
        super().__init__(ground)
        self._studied: tuple[int, Mapping[int, date]] = (0, {})

    def add(self, draft: CredentialDraft, *, skills: Iterable[str] = ()) -> Changes:
        """Record a credential with the skills it backs; undoable.

        Its issuer is found by name, in any letter case, or added. Raises a TrackerError that names
        every problem.
        """
        draft.require_good()
        with self.store.writing(N_("Add credential")) as write:
            number = insert_credential(write, draft)
            link_skills(write, number, skills)
        return write.made

    def change(
        self, credential_id: int, *, skills: Iterable[str] | None = None, **fields: Any
    ) -> Changes:
        """Set fields of `CredentialDraft`, and where given which skills it backs; undoable.

        Raises a GoneError where it is absent.
        """
        with self.store.writing(N_("Change credential")) as write:
            held = credentials.one(write.connection, credential_id)
            draft = dataclasses.replace(held.draft, **fields)
            draft.require_good()
            columns = to_columns(Kind.CREDENTIAL, draft)
            if "issuer" in fields:
                columns["issuer_id"] = issuer_id(write, draft.issuer)
            write.change(Kind.CREDENTIAL, credential_id, **columns)
            if skills is not None:
                put_skills(write, credential_id, skills)
        return write.made

    def set_state(self, credential_id: int, state: CredentialState, on: date) -> Changes:
        """Say where the person stands with it as of the day `on`; undoable.

        Being in progress sets the start, being earned the day it was earned, where those are not
        known yet; nothing that the person wrote is replaced.
        """
        with self.store.writing(N_("Set state of credential")) as write:
            draft = credentials.one(write.connection, credential_id).draft
            fields: dict[str, Any] = {"state": state}
            if state is CredentialState.IN_PROGRESS and draft.started_on is None:
                fields["started_on"] = on
            if state is CredentialState.EARNED and draft.earned_on is None:
                fields["earned_on"] = on
            dataclasses.replace(draft, **fields).require_good()
            write.change(Kind.CREDENTIAL, credential_id, **fields)
        return write.made

    def last_studied(self) -> Mapping[int, date]:
        """The last day of study of each credential that has any.

        Every share is read for it, so that the answer is kept until something is done.
        """
        with self.store.reading() as connection:
            newest = newest_operation(connection)
            held_at, held = self._studied
            if newest == 0 or held_at != newest:
                held = credentials.last_studied(connection)
                self._studied = newest, held
        return held

    def validity_months(self, credential_id: int) -> int | None:
        """How long it is usually valid once earned; None where nobody says so.

        By the person's own renewal rule, else by the catalogue's entry that it came from.
        """
        with self.store.reading() as connection:
            draft = credentials.one(connection, credential_id).draft
            rules = kept.all_of(connection, RenewalDraft, Kind.RENEWAL, credential_id=credential_id)
        own = next((rule.draft.cycle_months for rule in rules if rule.draft.cycle_months), None)
        if own is not None or not draft.catalogue_id:
            return own
        from tracker.formats.catalogue import Catalogue

        catalogue = Catalogue.load()
        entry = catalogue.entry(draft.catalogue_id)
        return None if entry is None else catalogue.prefill(entry).validity_months

    def earn(self, credential_id: int, draft: EarnDraft) -> Changes:
        """Say that it was earned, with all that is known of it, in one step; undoable.

        A grade or a link that is left empty leaves what is recorded. The file is kept before the
        row that names it is. Raises a TrackerError that names every problem.
        """
        draft.require_good()
        kept_file = None if draft.file is None else keep_file(self.store.path, draft.file)
        with self.store.writing(N_("Mark credential as earned")) as write:
            held = credentials.one(write.connection, credential_id).draft
            fields: dict[str, Any] = {
                "state": CredentialState.EARNED,
                "earned_on": draft.earned_on,
                "validity": draft.validity,
                "valid_until": draft.valid_until,
                "grade": draft.grade or held.grade,
                "url": draft.url or held.url,
            }
            dataclasses.replace(held, **fields).require_good()
            write.change(Kind.CREDENTIAL, credential_id, **fields)
            if kept_file is not None:
                title = Path(kept_file["file_name"]).stem or held.title
                write.add(
                    Kind.EVIDENCE,
                    **kept_file,
                    title=title[:TITLE_LETTERS],
                    credential_id=credential_id,
                    added_at=write.at,
                )
        return write.made

    def duplicate(self, credential_id: int) -> Changes:
        """Record another one like it, planned, with its modules, skills and renewal rules.

        Nothing that happened comes along: no days, no grade, no identifier, no hours, money,
        exams, evidence or cycles. Undoable; the new credential is the one in the changes.
        """
        with self.store.writing(N_("Duplicate credential")) as write:
            held = credentials.one(write.connection, credential_id).draft
            copied = dataclasses.replace(
                held,
                title=_("{title} (copy)").format(title=held.title)[:TITLE_LETTERS],
                state=CredentialState.PLANNED,
                identifier="",
                grade="",
                source="",
                source_key="",
                **dict.fromkeys(_DAYS),
            )
            number = insert_credential(write, copied)
            for module in write.values(Kind.MODULE, credential_id=credential_id):
                fields = {name: module[name] for name in ("title", "weight", "position", "note")}
                write.add(Kind.MODULE, credential_id=number, **fields)
            for link in write.values(Kind.CREDENTIAL_SKILL, credential_id=credential_id):
                write.add(Kind.CREDENTIAL_SKILL, credential_id=number, skill_id=link["skill_id"])
            rules = kept.all_of(
                write.connection, RenewalDraft, Kind.RENEWAL, credential_id=credential_id
            )
            for rule in rules:
                draft = dataclasses.replace(rule.draft, credential_id=number)
                write.add(Kind.RENEWAL, **to_columns(Kind.RENEWAL, draft))
        return write.made

    def archive(self, credential_id: int, *, is_archived: bool = True) -> Changes:
        """Put it into the archive, or take it out again; undoable."""
        label = N_("Archive credential")
        if not is_archived:
            label = N_("Take credential out of the archive")
        with self.store.writing(label) as write:
            write.change(Kind.CREDENTIAL, credential_id, is_archived=is_archived)
        return write.made

    def delete(self, credential_id: int) -> Changes:
        """Delete it with its modules, exam attempts and renewals; undoable.

        Its hours and its spending stay, under its name; so do evidence and planned study. Its goals
        go: without it they would be goals for all study.
        """
        with self.store.writing(N_("Delete credential")) as write:
            remove_credential(write, credential_id)
        return write.made

    def set_skills(self, credential_id: int, names: Iterable[str]) -> Changes:
        """Let it back exactly the skills of these names; unknown ones are added; undoable."""
        with self.store.writing(N_("Change skills of credential")) as write:
            write.raw(Kind.CREDENTIAL, credential_id)
            put_skills(write, credential_id, names)
        return write.made


class Issuers(Nouns[IssuerDraft]):
    """Who awards credentials."""

    kind = Kind.ISSUER

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add issuer"), N_("Change issuer"), N_("Delete issuer")

    def delete(self, row_id: int) -> Changes:
        """Delete an issuer that no credential names; undoable. Raises a TrackerError else."""
        with self.store.writing(self.labels()[2]) as write:
            count = len(write.values(Kind.CREDENTIAL, issuer_id=row_id))
            if count:
                raise TrackerError(
                    _("The issuer is needed"),
                    ngettext(
                        "{n} credential names it as its issuer.",
                        "{n} credentials name it as their issuer.",
                        count,
                    ).format(n=count),
                    _("Give them another issuer first, or change its name."),
                )
            write.delete(Kind.ISSUER, row_id)
        return write.made


class Modules(Nouns[ModuleDraft]):
    """The parts of a credential."""

    kind = Kind.MODULE

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add module"), N_("Change module"), N_("Delete module")


class ExamAttempts(Nouns[ExamAttemptDraft]):
    """Tries at exams."""

    kind = Kind.EXAM_ATTEMPT

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add exam attempt"), N_("Change exam attempt"), N_("Delete exam attempt")


def insert_credential(write: Write, draft: CredentialDraft) -> int:
    """Insert a credential inside an operation; its number."""
    return write.add(
        Kind.CREDENTIAL,
        **to_columns(Kind.CREDENTIAL, draft),
        issuer_id=issuer_id(write, draft.issuer),
        created_at=write.at,
    )


def issuer_id(write: Write, name: str) -> int | None:
    """The issuer of this name, in any letter case; added where there is none; None for no name."""
    name = name.strip()
    if not name:
        return None
    for row in write.values(Kind.ISSUER):
        if row["name"].casefold() == name.casefold():
            return int(row["id"])
    return write.add(Kind.ISSUER, name=name)


def skill_id(write: Write, name: str) -> int:
    """The skill of this name, in any letter case; added where there is none."""
    name = name.strip()
    for row in write.values(Kind.SKILL):
        if row["name"].casefold() == name.casefold():
            return int(row["id"])
    return write.add(Kind.SKILL, name=name)


def link_skills(write: Write, credential_id: int, names: Iterable[str]) -> None:
    """Let a credential back the skills of these names."""
    for number in dict.fromkeys(skill_id(write, name) for name in names if name.strip()):
        write.add(Kind.CREDENTIAL_SKILL, credential_id=credential_id, skill_id=number)


def put_skills(write: Write, credential_id: int, names: Iterable[str]) -> None:
    """Let a credential back exactly the skills of these names inside an operation."""
    wanted = {skill_id(write, name) for name in names if name.strip()}
    held = {
        row["skill_id"]: row["id"]
        for row in write.values(Kind.CREDENTIAL_SKILL, credential_id=credential_id)
    }
    for number in held.keys() - wanted:
        write.delete(Kind.CREDENTIAL_SKILL, held[number])
    for number in sorted(wanted - held.keys()):
        write.add(Kind.CREDENTIAL_SKILL, credential_id=credential_id, skill_id=number)


def remove_credential(write: Write, credential_id: int) -> None:
    """Delete a credential inside an operation; what others keep of it keeps its name.

    Hours and spending stay in their shares with weight and amount, so that nothing moves over to
    another credential.
    """
    row = write.one(Kind.CREDENTIAL, credential_id)
    name = row["short_title"] or row["title"]
    for kind in (Kind.STUDY_SHARE, Kind.EXPENSE_SHARE):
        for share in write.values(kind, credential_id=credential_id):
            write.change(kind, share["id"], credential_id=None, title=name)
    for timer in write.values(Kind.RUNNING_TIMER):
        _leave_timer(write, timer, credential_id, name)
    for kind in (Kind.EVIDENCE, Kind.PATHWAY, Kind.PAY_EVENT, Kind.SCENARIO):
        for other in write.values(kind, credential_id=credential_id):
            write.change(kind, other["id"], credential_id=None)
    for block in write.values(Kind.PLANNED_BLOCK, credential_id=credential_id):
        write.change(
            Kind.PLANNED_BLOCK, block["id"], credential_id=None, title=block["title"] or name
        )
    for renewal in write.values(Kind.RENEWAL, credential_id=credential_id):
        remove_renewal(write, renewal["id"])
    for kind in (
        Kind.MODULE,
        Kind.EXAM_ATTEMPT,
        Kind.PATHWAY_STEP,
        Kind.CREDENTIAL_SKILL,
        Kind.GOAL,
    ):
        write.delete_where(kind, credential_id=credential_id)
    write.delete(Kind.CREDENTIAL, credential_id)


def _leave_timer(write: Write, timer: dict[str, Any], credential_id: int, name: str) -> None:
    import json

    shares = [share for share in json.loads(timer["shares"]) if share[0] != credential_id]
    if len(shares) != len(json.loads(timer["shares"])):
        write.change(Kind.RUNNING_TIMER, timer["id"], shares=shares, topic=timer["topic"] or name)


def remove_renewal(write: Write, renewal_id: int) -> None:
    """Delete a renewal with its cycles and credits inside an operation; their evidence stays."""
    for cycle in write.values(Kind.RENEWAL_CYCLE, renewal_id=renewal_id):
        remove_cycle(write, cycle["id"])
    write.delete(Kind.RENEWAL, renewal_id)


def remove_cycle(write: Write, cycle_id: int) -> None:
    """Delete a cycle with its credits inside an operation; their evidence stays."""
    for credit in write.values(Kind.RENEWAL_CREDIT, cycle_id=cycle_id):
        remove_credit(write, credit["id"])
    write.delete(Kind.RENEWAL_CYCLE, cycle_id)


def remove_credit(write: Write, credit_id: int) -> None:
    """Delete a renewal credit inside an operation; its evidence stays."""
    for piece in write.values(Kind.EVIDENCE, renewal_credit_id=credit_id):
        write.change(Kind.EVIDENCE, piece["id"], renewal_credit_id=None)
    write.delete(Kind.RENEWAL_CREDIT, credit_id)
