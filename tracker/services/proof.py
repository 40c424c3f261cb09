"""What backs credentials: skills, evidence, renewals with their cycles and credits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import TITLE_LETTERS
from tracker.domain.proof import (
    EvidenceDraft,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
    SkillDraft,
)
from tracker.domain.words import EvidenceKind
from tracker.errors import QuestionError, TrackerError
from tracker.i18n import N_, _
from tracker.paths import evidence_dir
from tracker.services.base import Nouns, Service, reads
from tracker.services.credentials import skill_id
from tracker.services.keeping import keep_file, storable_name
from tracker.store.drafts import to_columns
from tracker.store.evidence import EvidenceFiles
from tracker.store.files import write_errors_explained
from tracker.store.queries import plan, proof
from tracker.store.writing import Write


class Skills(Nouns[SkillDraft]):
    """Skills in the person's words."""

    kind = Kind.SKILL
    rows = reads(proof.skills)

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add skill"), N_("Change skill"), N_("Delete skill")

    def rename(self, row_id: int, *, is_sure: bool = False, **fields: Any) -> Changes:
        """Set fields of a skill; where another bears the new name already, they become one.

        Asks (QuestionError) before two skills become one, unless `is_sure`. Undoable.
        """
        name = str(fields.get("name", "")).strip()
        with self.store.reading() as connection:
            held = {skill.id: skill.draft for skill in proof.skills(connection)}
        other = next(
            (
                number
                for number, draft in held.items()
                if name and number != row_id and draft.name.casefold() == name.casefold()
            ),
            None,
        )
        if other is None:
            return self.change(row_id, **fields)
        if not is_sure:
            raise QuestionError(
                _("One question first"),
                _("There is a skill «{name}» already. Make the two one?").format(name=name),
                _("What backs either will back it."),
            )
        return self.merge(row_id, other)

    def merge(self, row_id: int, into_id: int) -> Changes:
        """Let everything that backs a skill back another one, and delete it; undoable.

        The address and the note of the one that stays are filled where it has none. Raises a
        GoneError where one of them is absent.
        """
        with self.store.writing(N_("Merge skills")) as write:
            gone, stays = write.one(Kind.SKILL, row_id), write.one(Kind.SKILL, into_id)
            if row_id == into_id:
                return write.made
            for kind, owner in (
                (Kind.CREDENTIAL_SKILL, "credential_id"),
                (Kind.EVIDENCE_SKILL, "evidence_id"),
            ):
                there = {row[owner] for row in write.values(kind, skill_id=into_id)}
                for link in write.values(kind, skill_id=row_id):
                    if link[owner] in there:
                        write.delete(kind, link["id"])
                    else:
                        write.change(kind, link["id"], skill_id=into_id)
            filled = {n: gone[n] for n in ("uri", "note") if gone[n] and not stays[n]}
            if filled:
                write.change(Kind.SKILL, into_id, **filled)
            write.delete(Kind.SKILL, row_id)
        return write.made

    def delete(self, row_id: int) -> Changes:
        """Delete a skill; what backed it stays; undoable."""
        with self.store.writing(self.labels()[2]) as write:
            write.delete_where(Kind.CREDENTIAL_SKILL, skill_id=row_id)
            write.delete_where(Kind.EVIDENCE_SKILL, skill_id=row_id)
            write.delete(Kind.SKILL, row_id)
        return write.made


class Evidence(Service):
    """Files and links that prove something."""

    rows = reads(proof.evidence)

    def add_link(self, draft: EvidenceDraft, *, skills: Iterable[str] = ()) -> Changes:
        """Record a link with the skills it shows; undoable.

        Raises a TrackerError that names every problem.
        """
        draft.require_good()
        with self.store.writing(N_("Add evidence")) as write:
            columns = to_columns(Kind.EVIDENCE, draft)
            number = write.add(Kind.EVIDENCE, **columns, kind=EvidenceKind.LINK, added_at=write.at)
            self._show_skills(write, number, skills)
        return write.made

    def attach(self, file: Path, draft: EvidenceDraft, *, skills: Iterable[str] = ()) -> Changes:
        """Keep a copy of `file` under the digest of its bytes and record it; undoable.

        The bytes are safe on the disk before the row that names them is. Raises a TrackerError
        where the file can't be read.
        """
        draft.require_good()
        columns = keep_file(self.store.path, file)
        with self.store.writing(N_("Add evidence")) as write:
            number = write.add(
                Kind.EVIDENCE, **to_columns(Kind.EVIDENCE, draft), **columns, added_at=write.at
            )
            self._show_skills(write, number, skills)
        return write.made

    def attach_all(self, files: Iterable[Path], credential_id: int | None) -> Changes:
        """Keep several files of a credential, each under its own name, in one step; undoable.

        Raises a TrackerError where one of them can't be read; then none is recorded.
        """
        rows = []
        for file in files:
            title = Path(storable_name(file)).stem.strip() or storable_name(file)
            draft = EvidenceDraft(title[:TITLE_LETTERS], credential_id=credential_id)
            draft.require_good()
            rows.append(to_columns(Kind.EVIDENCE, draft) | keep_file(self.store.path, file))
        with self.store.writing(N_("Add evidence")) as write:
            write.add_many(Kind.EVIDENCE, [{**row, "added_at": write.at} for row in rows])
        return write.made

    def bytes_of(self, sha256: str, most: int) -> bytes:
        """The bytes that are kept under this digest, at most the first `most`.

        A file that is no longer than that is checked against its digest first. Raises a
        TrackerError where it is missing or altered.
        """
        files = EvidenceFiles(evidence_dir(self.store.path))
        with files.open(sha256, is_checked=files.size(sha256) <= most) as file:
            return file.read(most)

    def copy_out(self, sha256: str, path: Path) -> None:
        """Write a copy of a kept file to `path`, after its bytes were checked.

        Raises a TrackerError where it is missing or altered, or `path` can't be written.
        """
        import shutil

        files = EvidenceFiles(evidence_dir(self.store.path))
        with (
            files.open(sha256) as source,
            write_errors_explained(path.parent),
            path.open("wb") as target,
        ):
            shutil.copyfileobj(source, target)

    def is_unaltered(self, sha256: str) -> bool:
        """Whether the bytes that are kept under this digest are still those.

        Raises a TrackerError where they are missing.
        """
        files = EvidenceFiles(evidence_dir(self.store.path))
        if not files.has(sha256):
            raise TrackerError(
                _("The file is missing"),
                _("No file is kept under this digest (any more)."),
                _("Attach it again, or restore it from a copy of your disk."),
            )
        return not files.damaged([sha256])

    def skill_names(self, evidence_id: int) -> tuple[str, ...]:
        """The skills that a piece of evidence shows, by name."""
        with self.store.reading() as connection:
            return proof.skills_of_evidence(connection, evidence_id)

    @staticmethod
    def _show_skills(write: Write, evidence_id: int, names: Iterable[str]) -> None:
        """Let a piece of evidence show exactly the skills of these names."""
        wanted = {skill_id(write, name) for name in names if name.strip()}
        held = {
            row["skill_id"]: row["id"]
            for row in write.values(Kind.EVIDENCE_SKILL, evidence_id=evidence_id)
        }
        for number in held.keys() - wanted:
            write.delete(Kind.EVIDENCE_SKILL, held[number])
        for number in sorted(wanted - held.keys()):
            write.add(Kind.EVIDENCE_SKILL, evidence_id=evidence_id, skill_id=number)

    def path_of(self, sha256: str) -> Path:
        """Where the file with this digest is kept, or would be."""
        return EvidenceFiles(evidence_dir(self.store.path)).path(sha256)

    def change(
        self, evidence_id: int, *, skills: Iterable[str] | None = None, **fields: Any
    ) -> Changes:
        """Set fields of `EvidenceDraft`, and where given the skills; undoable.

        The file itself never changes.
        """
        with self.store.writing(N_("Change evidence")) as write:
            held = write.one(Kind.EVIDENCE, evidence_id)
            names = [field.name for field in dataclasses.fields(EvidenceDraft)]
            draft = EvidenceDraft(**({name: held[name] for name in names} | fields))
            draft.require_good()
            write.change(Kind.EVIDENCE, evidence_id, **to_columns(Kind.EVIDENCE, draft))
            if skills is not None:
                self._show_skills(write, evidence_id, skills)
        return write.made

    def delete(self, evidence_id: int) -> Changes:
        """Delete evidence; undoable, since its bytes stay while the history names them."""
        with self.store.writing(N_("Delete evidence")) as write:
            write.delete_where(Kind.EVIDENCE_SKILL, evidence_id=evidence_id)
            write.delete(Kind.EVIDENCE, evidence_id)
        return write.made


class Renewals(Nouns[RenewalDraft]):
    """What keeping credentials asks for."""

    kind = Kind.RENEWAL
    due = reads(plan.renewals_due)

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add renewal"), N_("Change renewal"), N_("Delete renewal")

    def add_with_cycle(self, draft: RenewalDraft, cycle: RenewalCycleDraft) -> Changes:
        """Record a renewal with its first cycle, whose `renewal_id` is set here; undoable."""
        draft.require_good()
        cycle.require_good()
        with self.store.writing(self.labels()[0]) as write:
            number = write.add(self.kind, **to_columns(self.kind, draft))
            columns = to_columns(Kind.RENEWAL_CYCLE, cycle) | {"renewal_id": number}
            write.add(Kind.RENEWAL_CYCLE, **columns)
        return write.made

    def delete(self, row_id: int) -> Changes:
        """Delete a renewal with its cycles and their credits; undoable."""
        from tracker.services.credentials import remove_renewal

        with self.store.writing(self.labels()[2]) as write:
            remove_renewal(write, row_id)
        return write.made


class RenewalCycles(Nouns[RenewalCycleDraft]):
    """The cycles of renewals."""

    kind = Kind.RENEWAL_CYCLE

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add renewal cycle"), N_("Change renewal cycle"), N_("Delete renewal cycle")

    def delete(self, row_id: int) -> Changes:
        """Delete a cycle with its credits; their evidence stays; undoable."""
        from tracker.services.credentials import remove_cycle

        with self.store.writing(self.labels()[2]) as write:
            remove_cycle(write, row_id)
        return write.made


class RenewalCredits(Nouns[RenewalCreditDraft]):
    """Units earned towards cycles."""

    kind = Kind.RENEWAL_CREDIT

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add renewal credit"), N_("Change renewal credit"), N_("Delete renewal credit")

    def delete(self, row_id: int) -> Changes:
        """Delete a credit; its evidence stays; undoable."""
        from tracker.services.credentials import remove_credit

        with self.store.writing(self.labels()[2]) as write:
            remove_credit(write, row_id)
        return write.made

    def count_for(self, drafts: Iterable[RenewalCreditDraft]) -> Changes:
        """Let one activity count for several cycles, in one step; undoable."""
        wanted = list(drafts)
        for draft in wanted:
            draft.require_good()
        with self.store.writing(self.labels()[0]) as write:
            write.add_many(self.kind, [to_columns(self.kind, draft) for draft in wanted])
        return write.made
