from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu

from tracker.domain.credentials import CredentialDraft
from tracker.domain.words import CredentialState
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.pages.credentials import CredentialsPage, row_entries
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.table import CHIP, Table


@pytest.fixture
def filled(record: Record) -> Record:
    today = record.ground.today()
    for draft in (
        CredentialDraft(
            "Certified Kubernetes Administrator",
            issuer="Linux Foundation",
            state=CredentialState.IN_PROGRESS,
            exam_on=today + timedelta(days=9),
            planned_minutes=3900,
        ),
        CredentialDraft("Azure Fundamentals", issuer="Microsoft"),
        CredentialDraft(
            "Security+",
            state=CredentialState.EARNED,
            earned_on=today - timedelta(days=900),
            valid_until=today - timedelta(days=1),
        ),
    ):
        record.credentials.add(draft)
    return record


@pytest.fixture
def page(desk: Desk, qtbot) -> CredentialsPage:
    made = CredentialsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    return made


def titles(page: CredentialsPage) -> list[str]:
    model = page.findChild(Table).model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def shown(page: CredentialsPage, desk: Desk, qtbot) -> list[str]:
    page.show()
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    return titles(page)


def test_what_is_worked_on_comes_first_and_expired_is_said(page, desk, filled, qtbot) -> None:
    assert shown(page, desk, qtbot) == [
        "Certified Kubernetes Administrator",
        "Azure Fundamentals",
        "Security+",
    ]
    model = page.findChild(Table).model()
    states = [model.index(n, 1).data() for n in range(3)]
    assert states == ["in progress", "planned", "expired"]
    assert model.index(2, 1).data(CHIP) == "bad"
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Linux Foundation" in spoken
    assert "in progress" in spoken
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_an_empty_record_offers_the_first_step(page, desk, qtbot) -> None:
    assert shown(page, desk, qtbot) == []
    state = page.findChild(EmptyState)
    assert state.isVisible()
    assert state.button.text() == "Add credential"


def test_a_state_and_words_keep_only_what_fits(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    page.findChild(Segmented)._segments["planned"].click()
    qtbot.waitUntil(lambda: titles(page) == ["Azure Fundamentals"])
    page.findChild(Segmented)._segments["all"].click()
    qtbot.waitUntil(lambda: len(titles(page)) == 3)
    qtbot.keyClicks(page.findChild(LineField), "linux")
    qtbot.waitUntil(lambda: titles(page) == ["Certified Kubernetes Administrator"])
    qtbot.keyClicks(page.findChild(LineField), " zzz")
    qtbot.waitUntil(lambda: titles(page) == [])
    assert "Nothing found" in page.findChildren(EmptyState)[-1].accessibleName()


def test_each_view_says_how_many_it_holds(page, desk, filled, qtbot) -> None:
    filled.credentials.archive(2)
    shown(page, desk, qtbot)
    segments = page.findChild(Segmented)._segments
    assert [segments[name].text() for name in ("all", "earned", "planned", "archive")] == [
        "All 2",
        "Earned 1",
        "Planned",
        "Archive 1",
    ]


def test_enter_opens_and_delete_deletes_and_undo_brings_it_back(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    table = page.findChild(Table)
    table.selectRow(1)
    table.setFocus()
    with qtbot.waitSignal(desk.going) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == ["credential", 2]
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    desk.do(lambda opened: opened.history.undo())
    qtbot.waitUntil(lambda: len(titles(page)) == 3)


def test_any_column_sorts_and_what_has_no_value_stands_last(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    table = page.findChild(Table)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        table.sortByColumn(6, order)
        assert titles(page)[0] == "Security+"
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert titles(page)[0] == "Security+"
    assert titles(page)[-1] == "Azure Fundamentals"


def test_the_menu_marks_as_earned_on_the_persons_day(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    entries = row_entries(desk, filled.credentials.one(2))
    earn = next(entry for entry in entries if entry.text == "Mark as earned")
    assert earn.run is not None
    with qtbot.waitSignal(desk.did):
        earn.run()
    draft = filled.credentials.one(2).draft
    assert draft.state is CredentialState.EARNED
    assert draft.earned_on == filled.ground.today()
    assert not [e for e in row_entries(desk, filled.credentials.one(2)) if e.text == earn.text]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_keyboard_opens_the_menu_of_the_row(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    table = page.findChild(Table)
    table.selectRow(0)
    table.customContextMenuRequested.emit(table.rect().bottomRight())
    menu = page.findChild(QMenu)
    assert menu.isVisible()
    assert "Archive" in [action.text() for action in menu.actions()]
    menu.close()
    qtbot.waitUntil(lambda: page.findChild(QMenu) is None)
