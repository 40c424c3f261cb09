"""Plans: blocks of study, goals, rest days."""

from __future__ import annotations

from typing import Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.instants import day_of
from tracker.domain.study import GoalDraft, PlannedBlockDraft, RestDayDraft
from tracker.domain.words import BlockState
from tracker.i18n import N_
from tracker.services.base import Nouns, reads
from tracker.store.drafts import to_columns
from tracker.store.queries import plan
from tracker.store.queries.settings import record_settings
from tracker.store.writing import Write


class PlannedBlocks(Nouns[PlannedBlockDraft]):
    """Stretches of study that are planned."""

    kind = Kind.PLANNED_BLOCK
    between = reads(plan.blocks_between)

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Plan study"), N_("Change planned study"), N_("Delete planned study")

    def keep(self, row_id: int) -> Changes:
        """Note that a block was kept, on the person's word; undoable."""
        return self.change_as(N_("Mark planned study as kept"), row_id, state=BlockState.KEPT)

    def drop(self, row_id: int) -> Changes:
        """Let a block go without deleting it; undoable."""
        return self.change_as(N_("Drop planned study"), row_id, state=BlockState.DROPPED)

    def reopen(self, row_id: int) -> Changes:
        """Take back the person's word about a block; undoable."""
        return self.change_as(N_("Reopen planned study"), row_id, state=BlockState.OPEN)

    def columns(self, write: Write, draft: PlannedBlockDraft) -> dict[str, Any]:
        """The columns of a draft, with the person's day of its start."""
        starts_at = record_settings(write.connection).day_starts_at
        return to_columns(self.kind, draft) | {"day": day_of(draft.start, starts_at)}


class Goals(Nouns[GoalDraft]):
    """Minutes to reach in every period."""

    kind = Kind.GOAL

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Set goal"), N_("Change goal"), N_("Delete goal")


class RestDays(Nouns[RestDayDraft]):
    """Planned rest."""

    kind = Kind.REST_DAY
    between = reads(plan.rest_between)

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Plan rest"), N_("Change rest"), N_("Delete rest")
