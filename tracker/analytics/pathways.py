"""How far along a pathway is: by the steps that are done, and by the hours towards its plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.credentials import CredentialRow, PathwayDraft, PathwayStepDraft
from tracker.domain.kept import Kept
from tracker.domain.words import CredentialState


@dataclass(frozen=True, slots=True)
class PathwayStep:
    """A step with the credential that it stands for.

    A step without weight is optional: it can be done and counts nothing towards the whole.
    """

    row: Kept[PathwayStepDraft]
    credential: CredentialRow

    @property
    def id(self) -> int:
        """The key of its row."""
        return self.row.id

    @property
    def is_optional(self) -> bool:
        """Whether the whole can be reached without it."""
        return self.row.draft.weight == 0

    @property
    def is_done(self) -> bool:
        """Whether its credential is earned (expired or not: it was shown once)."""
        return self.credential.draft.state is CredentialState.EARNED


@dataclass(frozen=True, slots=True)
class PathwayState:
    """A pathway with its steps in their order, and the credential that it leads to, if named."""

    row: Kept[PathwayDraft]
    steps: tuple[PathwayStep, ...]
    result: CredentialRow | None

    @property
    def id(self) -> int:
        """The key of its row."""
        return self.row.id

    @property
    def needed(self) -> tuple[PathwayStep, ...]:
        """The steps without which the whole is not reached."""
        return tuple(step for step in self.steps if not step.is_optional)

    @property
    def progress(self) -> float | None:
        """The weights of the done steps as a share of all (0-1); None where no step is needed."""
        whole = sum(step.row.draft.weight for step in self.steps)
        done = sum(step.row.draft.weight for step in self.steps if step.is_done)
        return done / whole if whole else None

    @property
    def logged_seconds(self) -> int:
        """The study of all steps, optional ones too, and of the whole itself [s]."""
        rows = {step.credential.id: step.credential for step in self.steps}
        if self.result is not None:
            rows[self.result.id] = self.result
        return sum(row.logged_seconds for row in rows.values())

    @property
    def seconds_left(self) -> int | None:
        """What is left of the plans of the needed steps that are not done [s].

        None where one of them has no plan: a sum without it would be wrong. More study than was
        planned for one step takes nothing off another.
        """
        left = 0
        for step in self.needed:
            planned = step.credential.draft.planned_minutes
            if step.is_done:
                continue
            if planned is None:
                return None
            left += max(0, planned * 60 - step.credential.logged_seconds)
        return left


def pathway_states(
    pathways: Sequence[Kept[PathwayDraft]],
    steps: Iterable[Kept[PathwayStepDraft]],
    credentials: Mapping[int, CredentialRow],
) -> tuple[PathwayState, ...]:
    """The pathways by title, each with its steps by position; `credentials` by their numbers."""
    by_pathway: dict[int, list[PathwayStep]] = {}
    for step in sorted(steps, key=lambda one: (one.draft.position, one.id)):
        made = PathwayStep(step, credentials[step.draft.credential_id])
        by_pathway.setdefault(step.draft.pathway_id, []).append(made)
    found = (
        PathwayState(
            row,
            tuple(by_pathway.get(row.id, ())),
            credentials.get(row.draft.credential_id) if row.draft.credential_id else None,
        )
        for row in pathways
    )
    return tuple(sorted(found, key=lambda one: (one.row.draft.title.casefold(), one.id)))
