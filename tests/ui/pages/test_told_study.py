from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pages.conftest import PRAGUE
from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.study import PlannedBlockDraft, Share, StudyDraft
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.told import saying, with_words

Log = Callable[..., int]


@pytest.fixture
def cka(record: Record) -> int:
    return record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)


def at(day: int, hour: int) -> Moment:
    return Moment.from_wall(datetime(2026, 11, day, hour), PRAGUE)


def test_what_was_logged_is_told_with_its_length_its_credential_and_its_time(
    record: Record,
    cka: int,
) -> None:
    draft = StudyDraft(2700, at(21, 19), shares=(Share(cka),))
    made = with_words(record, record.study.log(draft))
    assert made.told == "Logged 45 m for CKA, yesterday 19:00"
    made = with_words(record, record.study.log(StudyDraft(1800, day=date(2026, 11, 3))))
    assert made.told == "Logged 30 m, Tue 3 Nov"


def test_a_move_a_new_length_and_another_note_are_told_apart(
    record: Record,
    log: Log,
    cka: int,
) -> None:
    session = log(20, 19, 60, shares=(Share(cka),))
    moved = with_words(record, record.study.change(session, start=at(21, 7)))
    assert moved.told == "Moved CKA to yesterday 07:00, 1 h"
    longer = with_words(record, record.study.change(session, seconds=5400))
    assert longer.told == "CKA now lasts 1 h 30 m, yesterday 07:00"
    noted = with_words(record, record.study.change(session, note="etcd"))
    assert noted.told == "Changed CKA, yesterday 07:00"
    shared = with_words(record, record.study.change(session, shares=()))
    assert "1 h 30 m" not in shared.told


def test_what_was_deleted_is_told_from_the_history(
    record: Record,
    log: Log,
    cka: int,
) -> None:
    one = log(20, 19, 60, shares=(Share(cka),))
    others = [log(19, 19, 30), log(18, 19, 45)]
    gone = with_words(record, record.study.delete(one))
    assert gone.told == "Deleted 1 h for CKA, Fri 20 Nov 19:00"
    gone = with_words(record, record.study.delete_many(others))
    assert gone.told == "Deleted 2 sessions, 1 h 15 m"


def test_a_planned_block_is_told_with_what_became_of_it(
    record: Record,
    cka: int,
) -> None:
    made = with_words(
        record, record.planned_blocks.add(PlannedBlockDraft(at(23, 7), 3600, credential_id=cka))
    )
    assert made.told == "Planned 1 h for CKA, tomorrow 07:00"
    block = made.only_id(Kind.PLANNED_BLOCK)
    moved = with_words(record, record.planned_blocks.change(block, start=at(24, 8)))
    assert moved.told == "Moved the plan for CKA to Tue 24 Nov 08:00"
    dropped = with_words(record, record.planned_blocks.drop(block))
    assert dropped.told == "Let the plan for CKA go, Tue 24 Nov 08:00"


def test_what_is_not_about_study_is_told_with_its_name_and_words_given_stay(
    record: Record,
) -> None:
    made = with_words(record, record.credentials.add(CredentialDraft("AWS")))
    assert made.told == "Added «AWS»"
    told = saying(record.study.log(StudyDraft(60, at(20, 8))), "Said already")
    assert with_words(record, told).told == "Said already"


def test_the_desk_hands_the_sentence_on(
    desk: Desk,
    qtbot: QtBot,
    record: Record,
) -> None:
    heard: list[Changes] = []
    desk.did.connect(heard.append)
    with qtbot.waitSignal(desk.did):
        desk.do(lambda opened: opened.study.log(StudyDraft(2700, at(21, 19), topic="Latin")))
    assert heard[0].told == "Logged 45 m for Latin, yesterday 19:00"
