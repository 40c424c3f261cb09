"""Every flow of study, by keys alone, from the window to the record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.ui.flows.conftest import PRAGUE, Keys
from tests.ui.test_timer import Hand
from tracker.domain.instants import Moment
from tracker.domain.study import Share, StudyDraft, StudyRow
from tracker.domain.words import GoalPeriod
from tracker.record import Record
from tracker.ui.shell import Shell
from tracker.ui.timer.slot import TimerSlot

TODAY = date(2026, 11, 23)


# Lists that open under a button take the keyboard; off screen there is none to take.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing", extend=True)


@pytest.fixture(autouse=True)
def cka(keys: Keys, record: Record) -> int:
    """A credential that was typed in."""
    keys.press("N").dialog("Add credential")
    keys.fill(Title="CKA")
    return record.credentials.rows()[0].id


def log(keys: Keys, line: str) -> None:
    """Log in one line, then leave the field."""
    keys.press("Ctrl+L").type(line).settle()
    keys.press("Return").settle().press("Esc")


def rows(record: Record) -> list[StudyRow]:
    """All study, oldest first."""
    return sorted(
        record.study.page(), key=lambda row: (row.day, row.start.at if row.start else row.id)
    )


def pass_by(window: Shell, hand: Hand, minutes: int, *, is_idle: bool = False) -> None:
    """Time goes by, in which the window looks at its clocks each minute."""
    slot = window.findChild(TimerSlot)
    assert slot is not None
    if not is_idle:
        slot.hand.senses.moved_at = None
    for _minute in range(minutes):
        hand.pass_by(minutes=1)
        slot.hand.look()


def test_one_key_starts_the_timer_and_one_stops_and_logs(
    keys: Keys, window: Shell, record: Record, hand: Hand
) -> None:
    keys.press("S").settle()
    keys.type("1").sees(lambda: record.timer.running() is not None)
    pass_by(window, hand, 25)
    keys.press("P").sees(lambda: record.timer.running().paused_at is not None)
    pass_by(window, hand, 5)
    keys.press("P").sees(lambda: record.timer.running().paused_at is None)
    keys.press("S").sees(lambda: record.timer.running() is None)
    [row] = rows(record)
    assert (row.title, row.seconds) == ("CKA", 25 * 60)


def test_the_question_after_an_absence_is_answered_by_its_letter(
    keys: Keys, window: Shell, record: Record, hand: Hand
) -> None:
    keys.press("S").settle()
    keys.type("1").sees(lambda: record.timer.running() is not None)
    pass_by(window, hand, 10)
    senses = window.findChild(TimerSlot).hand.senses
    senses.moved_at = hand.at
    pass_by(window, hand, 23, is_idle=True)
    senses.moved_at = hand.at
    pass_by(window, hand, 1, is_idle=True)
    keys.dialog("You were away for 23 minutes")
    keys.press("B").settle()
    senses.moved_at = hand.at
    keys.press("S").sees(lambda: record.timer.running() is None)
    assert [row.seconds for row in rows(record)] == [11 * 60]


def test_a_line_is_logged(keys: Keys, record: Record) -> None:
    log(keys, "45m CKA yesterday 19:00 #lab")
    [row] = rows(record)
    assert (row.title, row.seconds, row.day) == ("CKA", 2700, date(2026, 11, 22))
    assert row.start is not None
    assert row.start.wall == datetime(2026, 11, 22, 19)


def test_study_is_logged_by_form(keys: Keys, record: Record) -> None:
    keys.press("L").dialog("Log past study")
    keys.fill(Day="20.11.2026", From="19:00", Length="50", Credential="CKA", Activity="reading")
    [row] = rows(record)
    assert (row.title, row.seconds, row.activity) == ("CKA", 3000, "reading")
    assert row.day == date(2026, 11, 20)


def test_a_session_is_edited_and_its_history_is_read(keys: Keys, record: Record) -> None:
    log(keys, "45m CKA today 9:00")
    keys.press("3").settle()
    keys.reach("Study from Monday").press("Home", "Return").dialog("Change study session")
    keys.fill(Note="etcd")
    assert rows(record)[0].note == "etcd"
    keys.press("Ctrl+H").dialog("History")
    keys.press("Esc").settle()


def test_a_week_is_copied(keys: Keys, record: Record) -> None:
    log(keys, "45m CKA today 9:00")
    log(keys, "30m CKA today 11:00")
    keys.press("3").settle()
    keys.reach("Copy this week to another one…").press("Return").dialog("Copy this week")
    keys.type("16.11.2026").press("Return").settle()
    assert [row.day for row in rows(record)] == [TODAY - timedelta(days=7)] * 2 + [TODAY] * 2


def test_an_overlap_is_resolved(keys: Keys, cka: int, record: Record) -> None:
    # As an import brings it: nobody was asked yet.
    for hour, minute, length in ((9, 0, 60), (9, 45, 30)):
        start = Moment.from_wall(datetime(2026, 11, 23, hour, minute), PRAGUE)
        draft = StudyDraft(length * 60, start, shares=(Share(cka),))
        record.study.log(draft, is_sure=True)
    keys.press("3").settle()
    keys.reach("Shorten…").press("Space").pick("End «CKA» at 09:45")
    assert [row.seconds for row in rows(record)] == [45 * 60, 30 * 60]


def test_the_sheet_of_hours_is_typed_into(keys: Keys, record: Record) -> None:
    log(keys, "45m CKA yesterday 9:00")
    keys.press("3").settle()
    keys.reach("Week").press("Right", "Right").settle()
    keys.reach("Hours of the week").press("1", ":", "3", "0", "Return").settle()
    assert rows(record)[-1].seconds == 90 * 60
    assert rows(record)[-1].day == TODAY


def test_a_goal_a_rest_and_a_planned_block(keys: Keys, record: Record) -> None:
    keys.press("G").dialog("Set a goal")
    keys.fill(Study="6h")
    [goal] = record.goals.all()
    assert (goal.draft.minutes, goal.draft.period) == (360, GoalPeriod.WEEK)
    keys.press("5").settle()
    keys.reach("Plan rest").press("Return").dialog("Plan rest")
    keys.fill(From="24.12.2026", To_and_including="26.12.2026", Reason="Christmas")
    [rest] = record.rest_days.all()
    assert (rest.draft.first_on.day, rest.draft.last_on.day) == (24, 26)
    keys.reach("Plan study").press("Return").dialog("Plan study")
    keys.fill(Day="24.11.2026", From="18:00", Length="60", Credential="CKA")
    [block] = record.planned_blocks.all()
    assert block.draft.seconds == 3600


def test_everything_is_undone_redone_and_taken_back_at_the_word_of_it(
    keys: Keys, record: Record
) -> None:
    log(keys, "45m CKA today 9:00")
    keys.press("Ctrl+Z").settle()
    assert rows(record) == []
    keys.press("Ctrl+Shift+Z").settle()
    assert [row.seconds for row in rows(record)] == [2700]
    keys.press("F6").settle()
    keys.press("Space").settle()
    assert rows(record) == []
