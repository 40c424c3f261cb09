"""The return on time of a record: one answer for the window, the command line and exports."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from tracker.analytics.returns.assumptions import (
    CURRENT,
    IN_USE,
    Assumptions,
    from_scenario,
    to_scenario,
)
from tracker.analytics.returns.reading import read_inputs
from tracker.analytics.returns.view import Gathered, ReturnView, return_view
from tracker.domain.baselines import Baseline
from tracker.domain.changes import Changes, Kind
from tracker.domain.returns import DegreeBaselineDraft, ScenarioDraft
from tracker.errors import TrackerError
from tracker.formats.baselines import edited
from tracker.i18n import N_, _
from tracker.services.base import Ground, Service
from tracker.services.returning import assumptions_of, gather
from tracker.store.drafts import to_columns
from tracker.store.queries import kept
from tracker.store.queries.settings import record_settings
from tracker.store.queries.whole import last_operation

# What a person states of one credential, beside the ranges `…_low` and `…_high` of the three.
STATEMENTS = (
    "annual_uplift_gross",
    "attribution",
    "completion_probability",
    "own_time_share",
    "stated_by",
)


class _Look:
    """What was read of the record at one state of it, and the views that were worked out of it."""

    def __init__(self, seen: tuple[object, ...], gathered: Gathered) -> None:
        self.seen, self.gathered = seen, gathered
        self._views: dict[tuple[int | None, bool], ReturnView] = {}

    def view(self, only: int | None, *, is_brief: bool) -> ReturnView:
        key = (only, is_brief)
        if key not in self._views:
            self._views[key] = return_view(
                self.gathered, assumptions_of(self.gathered), only=only, is_brief=is_brief
            )
        return self._views[key]


class ReturnOnTime(Service):
    """What an hour of study brings, and what the person states for it."""

    def __init__(self, ground: Ground) -> None:
        """Work on the record behind `ground`."""
        super().__init__(ground)
        self._look: _Look | None = None

    def gathered(self) -> Gathered:
        """What it rests on, read in one look."""
        return self._looked().gathered

    def view(self) -> ReturnView:
        """What the page shows today under the assumptions in use."""
        return self._looked().view(None, is_brief=False)

    def brief(self, only: int | None = None) -> ReturnView:
        """The break-evens alone, without degrees; `only` one credential, with its bands."""
        return self._looked().view(only, is_brief=True)

    def _looked(self) -> _Look:
        """The last look, as long as nothing was done since and the day is the same.

        Three pages ask for it, and all of the record goes into it.
        """
        day = self.ground.today()
        with self.store.reading() as connection:
            seen = (day, last_operation(connection))
            look = self._look
            if look is None or look.seen != seen:
                look = _Look(seen, gather(connection, day, record_settings(connection)))
                self._look = look
        return look

    def assumptions(self) -> Assumptions:
        """The assumptions in use."""
        return assumptions_of(self.gathered())

    def assume(self, **fields: Any) -> Changes:
        """Change assumptions in use by their names; undoable."""
        gathered = self.gathered()
        wanted = dataclasses.replace(assumptions_of(gathered), **fields)
        return self._write_current(gathered.current_scenario_id, to_scenario(wanted))

    def use(self, scenario_id: int) -> Changes:
        """Work with the assumptions of a kept scenario from now on; undoable."""
        gathered = self.gathered()
        chosen = next((one for one in gathered.scenarios if one.id == scenario_id), None)
        if chosen is None or chosen.draft.credential_id is not None:
            raise TrackerError(
                _("No such scenario"), _("That scenario is not in the record any more.")
            )
        inputs = to_scenario(from_scenario(chosen.draft.inputs))
        return self._write_current(gathered.current_scenario_id, inputs)

    def keep(self, name: str) -> Changes:
        """Keep the assumptions in use under a name, to compare or to come back to; undoable."""
        draft = ScenarioDraft(name, to_scenario(self.assumptions()))
        draft.require_good()
        with self.store.writing(N_("Save scenario")) as write:
            write.add(Kind.SCENARIO, **to_columns(Kind.SCENARIO, draft))
        return write.made

    def kept_scenarios(self) -> list[tuple[int, str, Assumptions]]:
        """The kept scenarios: number, name and assumptions, oldest first."""
        return [
            (one.id, one.draft.name, from_scenario(one.draft.inputs))
            for one in self.gathered().scenarios
            if one.draft.credential_id is None and not one.draft.inputs.get(CURRENT)
        ]

    def state(self, credential_id: int, title: str, fields: Mapping[str, Any]) -> Changes:
        """Set what the person states for one credential alone; None takes a statement back.

        The names are those of `STATEMENTS`, with `_low` and `_high` where there is a range.
        """
        allowed = {f"{name}{end}" for name in STATEMENTS for end in ("", "_low", "_high")}
        if not set(fields) <= allowed:
            raise ValueError(f"not statements: {set(fields) - allowed}")
        with self.store.writing(N_("State what it brings")) as write:
            held = [
                row
                for row in kept.all_of(
                    write.connection, ScenarioDraft, Kind.SCENARIO, credential_id=credential_id
                )
            ]
            before = dict(held[-1].draft.inputs) if held else {}
            merged = {**before, **{name: _plain(value) for name, value in fields.items()}}
            inputs = {name: value for name, value in merged.items() if value not in {None, ""}}
            for name in STATEMENTS:
                if name not in inputs:
                    # Both ends of a range say nothing without what is likely.
                    inputs.pop(f"{name}_low", None)
                    inputs.pop(f"{name}_high", None)
            _check(inputs)
            draft = ScenarioDraft(title, inputs, credential_id)
            draft.require_good()
            if held:
                write.change(Kind.SCENARIO, held[-1].id, **to_columns(Kind.SCENARIO, draft))
            else:
                write.add(Kind.SCENARIO, **to_columns(Kind.SCENARIO, draft))
        return write.made

    def edit_baseline(self, row: Baseline, values: Mapping[str, Any]) -> Changes:
        """Keep a degree row with the person's figures, verified by them today; undoable.

        A shipped row is kept as one of the person's own beside it; their own row is changed.
        """
        draft, problems = edited(row, values, self.ground.today())
        if draft is None:
            raise TrackerError(
                _("The row can't be kept yet"), " ".join(one.message for one in problems)
            )
        draft.require_good()
        with self.store.writing(N_("Save baseline")) as write:
            columns = to_columns(Kind.DEGREE_BASELINE, draft)
            if row.row_id is None:
                write.add(Kind.DEGREE_BASELINE, **columns)
            else:
                write.change(Kind.DEGREE_BASELINE, row.row_id, **columns)
        return write.made

    def add_baseline(self, draft: DegreeBaselineDraft) -> Changes:
        """Record a row of the person's own; undoable."""
        draft.require_good()
        with self.store.writing(N_("Save baseline")) as write:
            write.add(Kind.DEGREE_BASELINE, **to_columns(Kind.DEGREE_BASELINE, draft))
        return write.made

    def _write_current(self, held: int | None, inputs: Mapping[str, object]) -> Changes:
        _check_assumptions(inputs)
        draft = ScenarioDraft(IN_USE, {**inputs, CURRENT: True})
        with self.store.writing(N_("Change assumptions")) as write:
            if held is None:
                write.add(Kind.SCENARIO, **to_columns(Kind.SCENARIO, draft))
            else:
                write.change(Kind.SCENARIO, held, inputs=dict(draft.inputs))
        return write.made


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, bool)) else f"{value:f}"


def _check(inputs: Mapping[str, Any]) -> None:
    """The ranges of a statement are what the method takes; raises a TrackerError."""
    for name in ("annual_uplift_gross", "attribution", "completion_probability"):
        for end in ("", "_low", "_high"):
            _refuse_bad({name: inputs.get(f"{name}{end}")})
    _refuse_bad({"own_time_share": inputs.get("own_time_share")})


def _check_assumptions(inputs: Mapping[str, Any]) -> None:
    for name in (
        "horizon_years",
        "discount_rate",
        "value_of_time_per_hour",
        "marginal_tax_rate",
        "salary",
        "dropout_cost_share",
    ):
        _refuse_bad({name: inputs.get(name)})
    for name in ("attribution", "degree_attribution"):
        for end in ("", "_low", "_high"):
            _refuse_bad({"attribution": inputs.get(f"{name}{end}")})


def _refuse_bad(one: Mapping[str, Any]) -> None:
    read = read_inputs({"hours": 1, **one})
    if read.problems:
        raise TrackerError(
            _("This can't be assumed"), " ".join(problem.message for problem in read.problems)
        )
