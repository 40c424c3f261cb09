"""Pathways: credentials that stack into larger ones, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.analytics.pathways import PathwayState, pathway_states
from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import PathwayDraft, PathwayStepDraft
from tracker.errors import TrackerError
from tracker.i18n import N_, _
from tracker.services.base import Nouns
from tracker.store.queries import credentials, kept


class Pathways(Nouns[PathwayDraft]):
    """Credentials that stack into larger ones."""

    kind = Kind.PATHWAY

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add pathway"), N_("Change pathway"), N_("Delete pathway")

    def states(self) -> tuple[PathwayState, ...]:
        """Every pathway with its steps, their credentials and the one it leads to, by title."""
        with self.store.reading() as connection:
            pathways = kept.all_of(connection, PathwayDraft, Kind.PATHWAY)
            steps = kept.all_of(connection, PathwayStepDraft, Kind.PATHWAY_STEP)
            wanted = {step.draft.credential_id for step in steps}
            wanted |= {one.draft.credential_id for one in pathways if one.draft.credential_id}
            rows = credentials.rows(connection, is_archived=None, ids=sorted(wanted))
        return pathway_states(pathways, steps, {row.id: row for row in rows})

    def arrange(self, pathway_id: int, step_ids: Sequence[int]) -> Changes:
        """Put the steps of a pathway into this order; those not named follow as they stood.

        Undoable. Raises a GoneError where a step is absent.
        """
        with self.store.writing(N_("Order steps of pathway")) as write:
            for step_id in step_ids:
                write.raw(Kind.PATHWAY_STEP, step_id)
            held = write.values(Kind.PATHWAY_STEP, pathway_id=pathway_id)
            rest = sorted(held, key=lambda row: (row["position"], row["id"]))
            order = [*step_ids, *(row["id"] for row in rest if row["id"] not in step_ids)]
            for position, step_id in enumerate(order):
                write.change(Kind.PATHWAY_STEP, step_id, position=position)
        return write.made

    def delete(self, row_id: int) -> Changes:
        """Delete a pathway with its steps, never the credentials; undoable."""
        with self.store.writing(self.labels()[2]) as write:
            write.delete_where(Kind.PATHWAY_STEP, pathway_id=row_id)
            write.delete(Kind.PATHWAY, row_id)
        return write.made


class PathwaySteps(Nouns[PathwayStepDraft]):
    """The places of credentials in pathways."""

    kind = Kind.PATHWAY_STEP

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add to pathway"), N_("Change pathway"), N_("Take out of pathway")

    def add(self, draft: PathwayStepDraft) -> Changes:
        """Put a credential into a pathway; undoable. Raises a TrackerError where it is in it."""
        draft.require_good()
        with self.store.writing(self.labels()[0]) as write:
            write.raw(Kind.PATHWAY, draft.pathway_id)
            write.raw(Kind.CREDENTIAL, draft.credential_id)
            same = {"pathway_id": draft.pathway_id, "credential_id": draft.credential_id}
            if write.values(Kind.PATHWAY_STEP, **same):
                raise TrackerError(
                    _("It is in the pathway already"),
                    _("A credential is a step of a pathway once."),
                )
            write.add(self.kind, **self.columns(write, draft))
        return write.made
