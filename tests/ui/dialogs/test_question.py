from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.windows import wait_for
from tracker.domain.study import StudyDraft
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Answer, Question, do_asking

ANSWERS = (Answer("yes", "Yes", "Y", "primary"), Answer("no", "No", "N"))


def asked(qtbot, refusal: str = "") -> tuple[Question, list[str]]:
    heard: list[str] = []
    question = Question("Shall it be so?", ["It matters."], ANSWERS, refusal=refusal)
    qtbot.addWidget(question)
    question.answered.connect(heard.append)
    question.present()
    return question, heard


def test_a_letter_answers(look, qtbot) -> None:
    question, heard = asked(qtbot)
    qtbot.keyClick(question, Qt.Key.Key_N)
    assert heard == ["no"]
    assert not question.isVisible()


def test_enter_takes_the_first_answer_and_arrows_reach_the_others(look, qtbot) -> None:
    question, heard = asked(qtbot)
    qtbot.keyClick(question, Qt.Key.Key_Down)
    focused = question.focusWidget()
    assert focused is not None
    assert focused.property("answer") == "no"
    qtbot.keyClick(question, Qt.Key.Key_Up)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert heard == ["yes"]


def test_esc_goes_back_only_where_that_is_possible(look, qtbot) -> None:
    question, heard = asked(qtbot)
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert question.isVisible()
    assert heard == []
    question.done(0)
    other, heard = asked(qtbot, refusal="no")
    qtbot.keyClick(other, Qt.Key.Key_Escape)
    assert heard == ["no"]


def test_an_operation_that_asks_is_done_once_the_person_is_sure(
    desk: Desk, record: Record, qtbot
) -> None:
    draft = StudyDraft(13 * 3600, day=record.ground.today(), topic="long")
    do_asking(desk, lambda opened, sure: opened.study.log(draft, is_sure=sure))
    question = wait_for(qtbot, Question)
    assert question.windowTitle() == "Is it right?"
    assert record.study.count() == 0
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(question, Qt.Key.Key_K)
    assert record.study.count() == 1
