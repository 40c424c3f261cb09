from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from tests.ui.windows import open_dialogs, wait_for
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.money import Money
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Question
from tracker.ui.oneline.slot import OneLine

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def cka(record: Record) -> int:
    draft = CredentialDraft(
        "Certified Kubernetes Administrator", short_title="CKA", state=CredentialState.IN_PROGRESS
    )
    return record.credentials.add(draft).only_id(Kind.CREDENTIAL)


@pytest.fixture
def field(cka: int, desk: Desk, qtbot) -> Iterator[OneLine]:
    desk.failed.connect(lambda error: pytest.fail(repr(error)))
    window = QMainWindow()
    qtbot.addWidget(window)
    made = OneLine(desk)
    window.setMenuWidget(made)
    window.resize(1000, 700)
    window.show()
    qtbot.waitUntil(made.is_ready)
    made.line.setFocus()
    yield made
    window.close()


def press(qtbot, field: OneLine, keys: list[str | Qt.Key]) -> int:
    """Press keys one by one; how many were pressed."""
    for key in keys:
        qtbot.keyClick(field.line, key)
    return len(keys)


def test_an_hour_of_yesterday_is_logged_in_eleven_keys(
    field: OneLine, cka: int, desk: Desk, record: Record, qtbot
) -> None:
    with qtbot.waitSignal(desk.did):
        pressed = press(qtbot, field, [*"45 cka ye", Qt.Key.Key_Tab, Qt.Key.Key_Return])
    assert pressed <= 12
    (row,) = record.study.page()
    assert row.seconds == 2700
    assert row.day == record.ground.today() - timedelta(days=1)
    assert [share.credential_id for share in row.shares] == [cka]
    qtbot.waitUntil(lambda: field.line.text() == "")


def test_a_line_is_read_with_every_letter_into_chips_and_words(field: OneLine, qtbot) -> None:
    qtbot.keyClicks(field.line, "45m kubernetes yesterday 19:00 #lab")
    panel = field.panel()
    assert panel is not None
    assert panel.isVisible()
    assert panel.chips()[:2] == ["45 m", "CKA"]
    assert panel.chips()[3:] == ["19:00", "lab"]
    assert panel.preview.text().startswith("45 m · CKA · lab · ")
    assert "19:45" in panel.preview.text()
    assert field.line.accessibleDescription() == panel.preview.text()


def test_all_that_the_panel_says_fits_into_it(field: OneLine, qtbot) -> None:
    for letters in ("45 cka ye", "s 19:00 #la", "b // a note"):
        qtbot.keyClicks(field.line, letters)
        panel = field.panel()
        assert panel is not None
        inside = panel.contentsRect()
        shown = [part for part in (panel.preview, panel.list) if part.isVisible()]
        tops = sorted((part.geometry().top(), part.geometry().bottom()) for part in shown)
        heights = [(part.height(), part.sizeHint().height()) for part in shown]
        assert all(own >= wanted for own, wanted in heights), heights
        assert all(one[1] < other[0] for one, other in pairwise(tops))
        assert tops[-1][1] < inside.bottom()


def test_what_is_wrong_is_said_and_the_line_stays(field: OneLine, record: Record, qtbot) -> None:
    qtbot.keyClicks(field.line, "kubernetes")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    panel = field.panel()
    assert panel is not None
    assert panel.problem.isVisible()
    assert field.line.text() == "kubernetes"
    assert record.study.count() == 0


def test_a_line_with_an_amount_and_its_currency_is_spending(
    field: OneLine, cka: int, desk: Desk, record: Record, qtbot
) -> None:
    with qtbot.waitSignal(desk.did):
        qtbot.keyClicks(field.line, "150 EUR exam cka refund 100")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    (row,) = record.spending.page()
    assert row.amount == Money(15000, "EUR")
    assert row.refunded == Money(10000, "EUR")
    assert record.study.count() == 0


def test_shift_enter_starts_the_timer_with_the_line(
    field: OneLine, cka: int, desk: Desk, record: Record, qtbot
) -> None:
    with qtbot.waitSignal(desk.did):
        qtbot.keyClicks(field.line, "cka @lab")
        qtbot.keyClick(field.line, Qt.Key.Key_Return, SHIFT)
    held = record.timer.running()
    assert held is not None
    assert (held.shares, held.activity) == ((Share(cka),), "lab")
    assert record.study.count() == 0


def test_a_name_that_fits_several_is_chosen_from_a_list(
    field: OneLine, cka: int, desk: Desk, record: Record, qtbot
) -> None:
    for title in ("Cloud security basics", "Cloud security advanced"):
        with qtbot.waitSignal(desk.did):
            desk.do(lambda opened, title=title: opened.credentials.add(CredentialDraft(title)))
    qtbot.waitUntil(lambda: _knows(field, 3))
    qtbot.keyClicks(field.line, "1h cloud security")
    panel = field.panel()
    assert panel is not None
    assert len(panel.list.rows()) == 2
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert record.study.count() == 0
    chosen = panel.list.chosen()
    assert chosen is not None
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert record.study.page()[0].title == chosen.text


def _knows(field: OneLine, number: int) -> bool:
    return field._context is not None and len(field._context.candidates) == number


def test_an_overlap_is_asked_about_and_going_back_keeps_the_line(
    field: OneLine, cka: int, desk: Desk, record: Record, qtbot
) -> None:
    now = record.ground.moment()
    start = Moment.from_wall((now.wall - timedelta(days=1)).replace(hour=19, minute=0), now.zone)
    record.study.log(StudyDraft(3600, start=start, topic="first"))
    text = "45m cka yesterday 19:00"
    qtbot.keyClicks(field.line, text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_Escape)
    assert record.study.count() == 1
    assert field.line.text() == text
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(wait_for(qtbot, Question), Qt.Key.Key_K)
    assert record.study.count() == 2


def test_what_has_not_happened_yet_is_asked_about(
    field: OneLine, desk: Desk, record: Record, qtbot
) -> None:
    qtbot.keyClicks(field.line, "1h cka tomorrow 10:00")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    question = wait_for(qtbot, Question)
    assert record.study.count() == 0
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(question, Qt.Key.Key_Y)
    assert record.study.count() == 1
    assert open_dialogs(Question) == []


def test_a_line_whose_writing_fails_stays_with_the_reason_below(
    field: OneLine, desk: Desk, record: Record, qtbot
) -> None:
    from tracker.domain.study import TimerDraft

    record.timer.start(TimerDraft(topic="other"))
    qtbot.keyClicks(field.line, "cka")
    qtbot.keyClick(field.line, Qt.Key.Key_Return, SHIFT)
    panel = field.panel()
    assert panel is not None
    qtbot.waitUntil(lambda: "other" in panel.problem.text())
    assert field.line.text() == "cka"


def test_esc_closes_the_panel_and_then_leaves_the_field(field: OneLine, qtbot) -> None:
    qtbot.keyClicks(field.line, "45")
    panel = field.panel()
    assert panel is not None
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert field.line.text() == "45"
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert not field.line.hasFocus()


def test_ctrl_l_brings_the_keyboard_here(field: OneLine, qtbot) -> None:
    field.line.clearFocus()
    window = field.window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert field.line.hasFocus()
