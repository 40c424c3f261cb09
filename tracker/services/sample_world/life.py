"""A life to look at: three years of one person's record, the same every time.

Tests, pictures and new people use it. What is in it stands in `resources/sample_world/`, with days
counted from today, so that deadlines are always ahead; hours are drawn (see `study`).
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tracker.analytics.returns.assumptions import CURRENT, IN_USE
from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import (
    CredentialDraft,
    ExamAttemptDraft,
    ModuleDraft,
    PathwayDraft,
    PathwayStepDraft,
)
from tracker.domain.instants import Moment, day_of
from tracker.domain.money import Money
from tracker.domain.preferences import RecordSettings
from tracker.domain.proof import (
    EvidenceDraft,
    RenewalCategory,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
)
from tracker.domain.returns import PayEventDraft, ScenarioDraft
from tracker.domain.study import GoalDraft, PlannedBlockDraft, RestDayDraft
from tracker.domain.words import (
    BlockState,
    CredentialKind,
    CredentialState,
    CycleState,
    EvidenceKind,
    ExamResult,
    GoalPeriod,
    Participation,
    RenewalKind,
    Stackability,
    Supervision,
    Validity,
    WorkloadUnit,
)
from tracker.i18n import N_
from tracker.paths import evidence_dir
from tracker.services.credentials import insert_credential, issuer_id, link_skills, skill_id
from tracker.services.sample_world.spending import insert_spending
from tracker.services.sample_world.study import StudyWorld, plans_of
from tracker.services.sample_world.world import SEED, World, told
from tracker.services.study import insert_session
from tracker.store.drafts import moment_columns
from tracker.store.evidence import EvidenceFiles

if TYPE_CHECKING:
    from tracker.record import Record

# Fields of a credential that are words, by the enumeration they belong to.
_WORDS: dict[str, Any] = {
    "kind": CredentialKind,
    "state": CredentialState,
    "workload_unit": WorkloadUnit,
    "participation": Participation,
    "supervision": Supervision,
    "stackability": Stackability,
    "validity": Validity,
}


def build(
    record: Record, today: date, *, seed: int = SEED, timer_since: datetime | None = None
) -> Changes:
    """Fill an empty record with the sample world as it stands on `today`; one undoable step.

    The same `today` and `seed` give the same rows, except for UUIDs and the instant of writing.
    `timer_since` (aware) lets a timer run since then, as the pictures show it.
    """
    files = EvidenceFiles(evidence_dir(record.path))
    with record.ground.store.writing(N_("Fill with the sample world")) as write:
        world = World(write, today, RecordSettings(**_settings()), seed, files)
        for step in (_add_settings, _add_credentials, _add_study, _add_proof, _add_plans):
            step(world)
        insert_spending(world)
        if timer_since is not None:
            _add_timer(world, timer_since)
    return write.made


def _settings() -> dict[str, Any]:
    values = told("plan")["settings"]
    return values | {"emails": tuple(values["emails"])}


def _add_settings(world: World) -> None:
    for name, value in dataclasses.asdict(world.settings).items():
        text = json.dumps(value, ensure_ascii=False)
        held = world.write.values(Kind.RECORD_SETTING, name=name)
        if held:
            world.write.change(Kind.RECORD_SETTING, held[0]["id"], value=text)
        else:
            world.write.add(Kind.RECORD_SETTING, name=name, value=text)


def _add_credentials(world: World) -> None:
    plan = told("plan")
    for name, (url, country) in plan["issuers"].items():
        number = issuer_id(world.write, name)
        if number is not None:
            world.write.change(Kind.ISSUER, number, url=url, country=country)
    for entry in told("credentials"):
        draft = _credential(world, entry)
        draft.require_good()
        number = insert_credential(world.write, draft)
        link_skills(world.write, number, entry.get("skills", ()))
        if entry.get("archived"):
            world.write.change(Kind.CREDENTIAL, number, is_archived=True)
        world.numbers[entry["key"]] = number
    for key, modules in plan["modules"].items():
        for position, (title, weight, percent, done) in enumerate(modules):
            draft = ModuleDraft(
                world.numbers[key], title, weight, position, percent, done_on=world.day(done)
            )
            world.add(Kind.MODULE, draft)
    for pathway in plan["pathways"]:
        number = world.add(Kind.PATHWAY, PathwayDraft(pathway["title"]))
        for position, (key, weight) in enumerate(pathway["steps"]):
            step = PathwayStepDraft(number, world.numbers[key], position, weight)
            world.add(Kind.PATHWAY_STEP, step)


def _credential(world: World, entry: Mapping[str, Any]) -> CredentialDraft:
    """The draft that an entry tells, with offsets turned into days."""
    values: dict[str, Any] = {}
    for name in (one.name for one in dataclasses.fields(CredentialDraft)):
        if name not in entry:
            continue
        value = entry[name]
        if name == "exam_at":
            value = world.moment(*value).at
        elif name.endswith("_on") or name == "valid_until":
            value = world.day(value)
        values[name] = _WORDS[name](value) if name in _WORDS else value
    return CredentialDraft(**values)


def _add_study(world: World) -> None:
    plans = plans_of(told("credentials"))
    rest = [(one["first_on"], one["last_on"]) for one in told("plan")["rest"]]
    study = StudyWorld(told("study"), world.today, world.settings.zone, world.numbers, world.seed)
    for draft in study.sessions(plans, rest):
        draft.require_good()
        insert_session(world.write, draft, world.settings)


def _add_proof(world: World) -> None:
    for one in told("plan")["evidence"]:
        draft = EvidenceDraft(
            one["title"], one.get("link", ""), one["note"], world.numbers[one["for"]]
        )
        if "file" in one:
            number = world.attach(one, draft, one["added"])
        else:
            at = world.noon(one["added"])
            number = world.add(Kind.EVIDENCE, draft, kind=EvidenceKind.LINK, added_at=at)
        for name in one.get("skills", ()):
            skill = skill_id(world.write, name)
            world.write.add(Kind.EVIDENCE_SKILL, evidence_id=number, skill_id=skill)
    for one in told("plan")["renewals"]:
        _add_renewal(world, one)


def _add_renewal(world: World, one: Mapping[str, Any]) -> None:
    fee = Money.of(*one["fee"]) if "fee" in one else None
    draft = RenewalDraft(
        world.numbers[one["for"]],
        RenewalKind(one["kind"]),
        one["cycle_months"],
        one.get("unit", ""),
        one.get("units_milli"),
        one.get("least_a_year_milli"),
        categories=tuple(RenewalCategory(*category) for category in one.get("categories", ())),
        fee_minor=fee.minor if fee else None,
        fee_currency=fee.currency if fee else None,
        rule_pack=one.get("rule_pack", ""),
        note=one.get("note", ""),
    )
    number = world.add(Kind.RENEWAL, draft)
    for first, last, state in one["cycles"]:
        cycle = RenewalCycleDraft(number, world.on(first), world.on(last), CycleState(state))
        cycle_id = world.add(Kind.RENEWAL_CYCLE, cycle)
        for on, units, category, title in one["credits"]:
            credit = RenewalCreditDraft(cycle_id, world.on(on), units, title, category)
            world.add(Kind.RENEWAL_CREDIT, credit)


def _add_plans(world: World) -> None:
    plan, numbers = told("plan"), world.numbers
    for one in plan["goals"]:
        period, key = GoalPeriod(one["period"]), numbers.get(one.get("for", ""))
        first, last = world.on(one["starts_on"]), world.day(one.get("ends_on"))
        world.add(Kind.GOAL, GoalDraft(one["minutes"], period, key, first, last))
    for one in plan["rest"]:
        first, last = world.on(one["first_on"]), world.on(one["last_on"])
        world.add(Kind.REST_DAY, RestDayDraft(first, last, one["reason"]))
    for one in plan["blocks"]:
        start = world.moment(one["day"], one["at"])
        block = PlannedBlockDraft(
            start,
            one["minutes"] * 60,
            one["title"],
            numbers.get(one.get("for", "")),
            one.get("activity", ""),
            state=BlockState(one.get("state", "open")),
        )
        world.add(Kind.PLANNED_BLOCK, block, day=day_of(start, world.settings.day_starts_at))
    for key, on, result, score in plan["exams"]:
        attempt = ExamAttemptDraft(numbers[key], world.on(on), ExamResult(result), score)
        world.add(Kind.EXAM_ATTEMPT, attempt)
    for one in plan["pay"]:
        before, after, anyway = (
            Money.of(one[name], one["currency"]) for name in ("before", "after", "anyway")
        )
        event = PayEventDraft(
            world.on(one["effective_on"]),
            before.minor,
            after.minor,
            one["currency"],
            anyway_minor=anyway.minor,
            credential_id=numbers[one["for"]],
            share_milli=one["share_milli"],
            stated_by=one["stated_by"],
            note=one["note"],
        )
        world.add(Kind.PAY_EVENT, event)
    _add_returns(world, plan["returns"])


def _add_returns(world: World, told_returns: dict[str, Any]) -> None:
    """What the person assumes about pay, one scenario that they keep, and what they expect."""
    inputs = told_returns["assumptions"] | {CURRENT: True}
    world.add(Kind.SCENARIO, ScenarioDraft(IN_USE, inputs))
    for one in told_returns["kept"]:
        world.add(Kind.SCENARIO, ScenarioDraft(one["name"], one["inputs"]))
    for one in told_returns["statements"]:
        key = one.pop("for")
        title = next(e["title"] for e in told("credentials") if e["key"] == key)
        world.add(Kind.SCENARIO, ScenarioDraft(title, one, world.numbers[key]))


def _add_timer(world: World, since: datetime) -> None:
    world.write.add(
        Kind.RUNNING_TIMER,
        **moment_columns(Moment.of(since, world.settings.zone)),
        shares=[[world.numbers["aws"], 1]],
        activity="practice",
    )
