"""What is asked before the window, and the sheets that explain: each as it opens for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tests.shots.scene import FIRST, Scene
from tests.shots.worlds import NOW
from tracker.analytics.stretches import Stretch, Why
from tracker.domain.changes import Kind
from tracker.domain.periods import Period
from tracker.domain.study import RunningTimer
from tracker.ui.dialogs.away import Away, ask_away
from tracker.ui.pictures import Stage

# The absence of the mock-up.
_AWAY = timedelta(minutes=48)


def questions() -> Iterator[Scene]:
    """Each question and each explaining sheet."""
    for why in Why:
        yield Scene(f"away-{why}", "today", act=_Absent(why), needs_rows=True, needs_timer=True)
    yield Scene("away-split", "today", act=_split, needs_rows=True, needs_timer=True)
    yield Scene("timer-started", "today", act=_started, needs_rows=True, needs_timer=True)
    yield Scene("copy-week", "study-log", act=_copy_week, needs_rows=True)
    yield Scene("earn", "credential", FIRST, _earn, needs_rows=True)
    yield Scene("erase", "credential", FIRST, _erase, needs_rows=True)
    for name, act in (("how", _explain), ("expect", _expect), ("baselines", _baselines)):
        yield Scene(f"return-{name}", "return-on-time", act=act, needs_rows=True)
    yield Scene("return-one", "return-on-time", FIRST, needs_rows=True)


def _away(stage: Stage, why: Why) -> Away:
    held = _held(stage)
    first = NOW - _AWAY
    start = held.start.at
    held_back = timedelta(0) if first > start else _AWAY
    stretch = Stretch(why, first + held_back, NOW + held_back)
    return Away(held, stretch, NOW + held_back, studied=held.seconds_at(stretch.first))


def _held(stage: Stage) -> RunningTimer:
    held = stage.desk.slots["timer"].held()
    assert isinstance(held, RunningTimer)
    return held


@dataclass(frozen=True, slots=True)
class _Absent:
    """Asks what a stretch of time was."""

    why: Why

    def __call__(self, stage: Stage) -> None:
        ask_away(_away(stage, self.why), _nothing)


def _nothing(_answer: str) -> None:
    pass


def _split(stage: Stage) -> None:
    from tracker.ui.dialogs.splitting import SplitDialog

    SplitDialog(_away(stage, Why.IDLE)).present()


def _started(stage: Stage) -> None:
    stage.desk.slots["timer"].start_earlier()


def _copy_week(stage: Stage) -> None:
    from tracker.ui.dialogs.copying import ask_copy, copying_days

    monday = NOW.date() - timedelta(days=NOW.weekday())
    week = Period(monday, monday + timedelta(days=6))
    ask_copy(stage.desk, lambda record: copying_days(record, week), lambda *_chosen: None)


def _earn(stage: Stage) -> None:
    from tracker.ui.pages.credentials.actions import mark_as_earned

    def show(row: object) -> None:
        mark_as_earned(stage.desk, row)

    stage.desk.ask(lambda record: record.credentials.one(FIRST), show)


def _erase(stage: Stage) -> None:
    from tracker.ui.dialogs.erasing import erase_for_good

    erase_for_good(stage.desk, Kind.CREDENTIAL, FIRST, "AWS Certified Solutions Architect")


def _page(stage: Stage) -> object:
    return stage.shell.page("return-on-time")


def _explain(stage: Stage) -> None:
    _page(stage).explain()


def _expect(stage: Stage) -> None:
    _page(stage).expect()


def _baselines(stage: Stage) -> None:
    from tracker.ui.dialogs.baselines import BaselinesDialog

    stage.desk.ask(
        lambda record: record.return_on_time.view(),
        lambda view: BaselinesDialog(stage.desk, view).present(),
    )
