"""What backs credentials: skills, evidence, renewals with their cycles and credits."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.proof import (
    EvidenceDraft,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
    SkillDraft,
)
from tracker.domain.words import EvidenceKind
from tracker.i18n import N_
from tracker.services.base import Nouns, Service, reads
from tracker.store.drafts import to_columns
from tracker.store.queries import plan, proof


class Skills(Nouns[SkillDraft]):
    """Skills in the person's words."""

    kind = Kind.SKILL
    rows = reads(proof.skills)

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add skill"), N_("Change skill"), N_("Delete skill")

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

    def add_link(self, draft: EvidenceDraft) -> Changes:
        """Record a link; undoable. Raises a TrackerError that names every problem."""
        draft.require_good()
        with self.store.writing(N_("Add evidence")) as write:
            columns = to_columns(Kind.EVIDENCE, draft)
            write.add(Kind.EVIDENCE, **columns, kind=EvidenceKind.LINK, added_at=write.at)
        return write.made

    def attach(self, file: Path, draft: EvidenceDraft) -> Changes:
        """Keep a copy of `file` under the digest of its bytes and record it; undoable.

        The bytes are safe on the disk before the row that names them is. Raises a TrackerError
        where the file can't be read.
        """
        from tracker.paths import evidence_dir
        from tracker.store.evidence import EvidenceFiles

        draft.require_good()
        stored = EvidenceFiles(evidence_dir(self.store.path)).put(file)
        with self.store.writing(N_("Add evidence")) as write:
            write.add(
                Kind.EVIDENCE,
                **to_columns(Kind.EVIDENCE, draft),
                kind=EvidenceKind.FILE,
                file_name=_storable_name(file),
                media_type=stored.media_type,
                sha256=stored.sha256,
                size_bytes=stored.size_bytes,
                added_at=write.at,
            )
        return write.made

    def path_of(self, sha256: str) -> Path:
        """Where the file with this digest is kept, or would be."""
        from tracker.paths import evidence_dir
        from tracker.store.evidence import EvidenceFiles

        return EvidenceFiles(evidence_dir(self.store.path)).path(sha256)

    def change(self, evidence_id: int, **fields: Any) -> Changes:
        """Set fields of `EvidenceDraft`; undoable. The file itself never changes."""
        with self.store.writing(N_("Change evidence")) as write:
            held = write.one(Kind.EVIDENCE, evidence_id)
            names = [field.name for field in dataclasses.fields(EvidenceDraft)]
            draft = EvidenceDraft(**({name: held[name] for name in names} | fields))
            draft.require_good()
            write.change(Kind.EVIDENCE, evidence_id, **to_columns(Kind.EVIDENCE, draft))
        return write.made

    def delete(self, evidence_id: int) -> Changes:
        """Delete evidence; undoable, since its bytes stay while the history names them."""
        with self.store.writing(N_("Delete evidence")) as write:
            write.delete_where(Kind.EVIDENCE_SKILL, evidence_id=evidence_id)
            write.delete(Kind.EVIDENCE, evidence_id)
        return write.made


def _storable_name(file: Path) -> str:
    """The file's name as text; bytes of it that are no UTF-8 are told as such."""
    return os.fsencode(file.name).decode("utf-8", errors="replace")


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
