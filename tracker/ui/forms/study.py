"""The forms of study: a session after the fact, and what the running timer is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.study import StudyDraft, TimerDraft
from tracker.domain.words import N_
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui.forms.spec import (
    HALF,
    NOTE,
    FieldSpec,
    FormContext,
    FormSpec,
    SectionSpec,
    Values,
)

if TYPE_CHECKING:
    from tracker.record import Record

_SHARES = FieldSpec("shares", N_("Credential"), "shares")
_ACTIVITY = FieldSpec(
    "activity",
    N_("Activity"),
    width=HALF,
    source="activities",
    placeholder=N_("reading, lab, mock exam"),
)
_TAGS = FieldSpec("tags", N_("Tags"), "tags", width=HALF, source="tags")
_TOPIC = FieldSpec(
    "topic",
    N_("Topic"),
    width=HALF,
    hint=N_("In words, where no credential fits."),
)


def _draft(values: Values) -> Draft:
    return StudyDraft(**values)


def _add(record: Record, draft: Draft, is_sure: bool) -> Changes:
    assert isinstance(draft, StudyDraft)
    return record.study.log(draft, is_sure=is_sure, keeps=is_sure)


def _change(record: Record, row_id: int, fields: Values, is_sure: bool) -> Changes:
    return record.study.change(row_id, is_sure=is_sure, keeps=is_sure, **fields)


def _start(_context: FormContext) -> Values:
    return {}


STUDY = FormSpec(
    kind=Kind.STUDY_SESSION,
    title=N_("Log past study"),
    change_title=N_("Change study session"),
    verb=N_("Log study"),
    icon="clock-plus",
    sections=(
        SectionSpec(
            (
                FieldSpec("seconds", N_("When"), "when", names=("start", "day", "pauses")),
                _SHARES,
                _ACTIVITY,
                _TAGS,
                _TOPIC,
                FieldSpec(
                    "focus",
                    N_("Focus"),
                    "number",
                    width=HALF,
                    hint=N_("From 1 (elsewhere) to 5 (deep in it)."),
                ),
                NOTE,
            )
        ),
    ),
    draft=_draft,
    load=lambda record, row_id: record.study.draft_of(row_id),
    add=_add,
    change=_change,
    start=_start,
)


def _timer_draft(values: Values) -> Draft:
    return TimerDraft(**values)


def _timer_load(record: Record, _row_id: int) -> Draft:
    held = record.timer.running()
    if held is None:
        raise TrackerError(_("No timer is running"), _("The timer was stopped in the meantime."))
    return TimerDraft(held.shares, held.topic, held.activity, held.note, held.tags)


def _timer_add(record: Record, draft: Draft, _is_sure: bool) -> Changes:
    assert isinstance(draft, TimerDraft)
    return record.timer.start(draft)


def _timer_change(record: Record, row_id: int, fields: Values, _is_sure: bool) -> Changes:
    import dataclasses

    held: Any = _timer_load(record, row_id)
    return record.timer.change(dataclasses.replace(held, **fields))


TIMER = FormSpec(
    kind=Kind.RUNNING_TIMER,
    title=N_("Start timer"),
    change_title=N_("What are you studying?"),
    verb=N_("Start timer"),
    icon="play",
    sections=(
        SectionSpec(
            (
                _SHARES,
                _ACTIVITY,
                _TAGS,
                FieldSpec("topic", N_("Topic"), hint=N_("In words, where no credential fits.")),
                NOTE,
            )
        ),
    ),
    draft=_timer_draft,
    load=_timer_load,
    add=_timer_add,
    change=_timer_change,
    start=_start,
)
