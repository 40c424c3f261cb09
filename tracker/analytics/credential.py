"""What the page of one credential shows, as numbers and rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from tracker.analytics.spending import Spent
from tracker.domain.credentials import CredentialRow, ExamAttemptDraft, ModuleDraft
from tracker.domain.kept import Kept
from tracker.domain.money import Money, Total
from tracker.domain.proof import (
    EvidenceRow,
    RenewalCategory,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
    SkillRow,
)
from tracker.domain.words import CycleState as CycleWord

_WEEK = 7


@dataclass(frozen=True, slots=True)
class PathwayPlace:
    """A pathway that the credential stacks into: its steps, and how many of them are earned."""

    id: int
    title: str
    steps: int
    earned: int


@dataclass(frozen=True, slots=True)
class CycleState:
    """A cycle of a renewal with the credits earned towards it, newest first.

    `carried_milli` are units that the cycle before it left over and the rule carries into this one.
    """

    cycle: Kept[RenewalCycleDraft]
    credits: tuple[Kept[RenewalCreditDraft], ...]
    carried_milli: int = 0

    @property
    def earned_milli(self) -> int:
        """The units earned so far, in thousandths, before any cap of a category."""
        return sum(credit.draft.units_milli for credit in self.credits)


@dataclass(frozen=True, slots=True)
class RenewalState:
    """A renewal with its cycles, the latest end first."""

    rule: Kept[RenewalDraft]
    cycles: tuple[CycleState, ...]


@dataclass(frozen=True, slots=True)
class CredentialView:
    """All that the page of one credential shows, as of the person's day `today`.

    `days` holds the seconds of each day with study for it; `part_seconds` its part of each study
    session; `by_hours` sums its parts of the subscriptions that the hours share out; `exam_costs`
    the expense of an exam attempt by that attempt's number. `owner` is the person's name, empty
    where it is not known.
    """

    row: CredentialRow
    today: date
    currency: str
    owner: str
    days: Mapping[date, int]
    part_seconds: tuple[int, ...]
    spent: Spent
    expense_count: int
    by_hours: Total
    evidence: tuple[EvidenceRow, ...]
    skills: tuple[SkillRow, ...]
    skill_names: tuple[str, ...]
    modules: tuple[Kept[ModuleDraft], ...]
    exams: tuple[Kept[ExamAttemptDraft], ...]
    exam_costs: Mapping[int, Money]
    pathways: tuple[PathwayPlace, ...]
    renewals: tuple[RenewalState, ...]


def running_total(days: Mapping[date, int]) -> tuple[tuple[date, int], ...]:
    """The seconds studied up to the end of each day that has study, in order."""
    ordered = sorted(days)
    return tuple(zip(ordered, accumulate(days[day] for day in ordered), strict=True))


def seconds_a_week(days: Mapping[date, int], today: date, weeks: int) -> int:
    """The mean seconds a week over the last `weeks`, `today` included; days to come left out."""
    first = today - timedelta(days=weeks * _WEEK - 1)
    return round(sum(s for day, s in days.items() if first <= day <= today) / weeks)


def whole_progress(modules: Sequence[ModuleDraft]) -> float | None:
    """The progress of all modules by their weights (0–1); None where no module has a weight."""
    weight = sum(module.weight for module in modules)
    if not weight:
        return None
    return sum(module.weight * module.progress_percent for module in modules) / (100 * weight)


@dataclass(frozen=True, slots=True)
class CategoryState:
    """What was earned in a category, and what of it counts once its cap is kept (thousandths)."""

    category: RenewalCategory
    earned_milli: int

    @property
    def counted_milli(self) -> int:
        """What counts towards the cycle."""
        most = self.category.most_milli
        return self.earned_milli if most is None else min(self.earned_milli, most)

    @property
    def is_short(self) -> bool:
        """Whether its least is not reached yet."""
        return self.earned_milli < (self.category.least_milli or 0)


def by_category(
    rule: RenewalDraft, credits_: Sequence[RenewalCreditDraft]
) -> tuple[CategoryState, ...]:
    """The rule's categories with what was earned in each, found by name in any letter case."""
    earned: dict[str, int] = {}
    for credit in credits_:
        name = credit.category.strip().casefold()
        earned[name] = earned.get(name, 0) + credit.units_milli
    return tuple(
        CategoryState(category, earned.get(category.name.strip().casefold(), 0))
        for category in rule.categories
    )


def counted_units(rule: RenewalDraft, credits_: Sequence[RenewalCreditDraft]) -> int:
    """The units that count towards a cycle [thousandths]: all that was earned, less caps."""
    over = sum(one.earned_milli - one.counted_milli for one in by_category(rule, credits_))
    return sum(credit.units_milli for credit in credits_) - over


def cycle_units(rule: RenewalDraft, state: CycleState) -> int:
    """The units that count towards a cycle [thousandths]: earned within caps, and carried in."""
    return counted_units(rule, [credit.draft for credit in state.credits]) + state.carried_milli


def with_carry(rule: RenewalDraft, states: Sequence[CycleState]) -> tuple[CycleState, ...]:
    """The cycles, the latest end first, each with what its predecessor carries into it.

    That is what was earned in the cycle before it beyond what the rule asks for, up to the rule's
    `carry_over_milli`; what was itself carried in is not carried on. A cycle that lapsed carries
    nothing. Zero where the rule names no units or no carry-over.
    """
    ordered = sorted(states, key=lambda one: (one.cycle.draft.ends_on, one.cycle.id))
    found: list[CycleState] = []
    for place, state in enumerate(ordered):
        carried = 0
        if place and rule.carry_over_milli and rule.units_milli:
            before = ordered[place - 1]
            earned = counted_units(rule, [credit.draft for credit in before.credits])
            is_kept = before.cycle.draft.state is not CycleWord.LAPSED
            is_before = before.cycle.draft.ends_on < state.cycle.draft.starts_on
            if is_kept and is_before:
                carried = min(max(0, earned - rule.units_milli), rule.carry_over_milli)
        found.append(dataclasses.replace(state, carried_milli=carried))
    return tuple(reversed(found))
