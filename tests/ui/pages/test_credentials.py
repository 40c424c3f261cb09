from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft, ModuleDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialKind, CredentialState
from tracker.record import Record
from tracker.store.writing import GoneError
from tracker.ui.desk import Desk
from tracker.ui.dialogs.question import Question
from tracker.ui.pages.credentials.actions import row_entries
from tracker.ui.pages.credentials.filter import FilterRow
from tracker.ui.pages.credentials.page import CredentialsPage
from tracker.ui.pages.credentials.table import TableView
from tracker.ui.parts.board import Board
from tracker.ui.parts.button import Button
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.fields import ChoiceField, LineField
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


def states(page: CredentialsPage) -> dict:
    return page.findChild(TableView).findChild(Segmented)._segments


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
    offers = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    assert [one.button.text() for one in offers] == ["Add credential"]


def test_a_state_and_words_keep_only_what_fits(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    states(page)["planned"].click()
    qtbot.waitUntil(lambda: titles(page) == ["Azure Fundamentals"])
    states(page)["all"].click()
    qtbot.waitUntil(lambda: len(titles(page)) == 3)
    qtbot.keyClicks(page.findChild(LineField), "linux")
    qtbot.waitUntil(lambda: titles(page) == ["Certified Kubernetes Administrator"])
    qtbot.keyClicks(page.findChild(LineField), " zzz")
    qtbot.waitUntil(lambda: titles(page) == [])
    assert "Nothing found" in page.findChild(Table).findChildren(EmptyState)[-1].accessibleName()


def test_each_view_says_how_many_it_holds(page, desk, filled, qtbot) -> None:
    filled.credentials.archive(2)
    shown(page, desk, qtbot)
    segments = states(page)
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


def test_words_are_found_in_notes_skills_and_the_archive(page, desk, filled, qtbot) -> None:
    filled.credentials.change(2, note="with the voucher of Anna", skills=["Terraform"])
    filled.credentials.archive(2)
    assert len(shown(page, desk, qtbot)) == 2
    line = page.findChild(LineField)
    for words in ("voucher", "terraf"):
        line.clear()
        qtbot.keyClicks(line, words)
        qtbot.waitUntil(lambda: titles(page) == ["Azure Fundamentals"])


def test_a_filter_keeps_what_fits_and_is_cleared_again(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    button = next(b for b in page.findChildren(Button) if b.text() == "Filter")
    button.click()
    kinds, issuers, _skills = page.findChild(FilterRow).findChildren(ChoiceField)
    assert kinds.hasFocus() or kinds.isVisible()
    issuers.setCurrentIndex(issuers.findText("Microsoft"))
    qtbot.waitUntil(lambda: titles(page) == ["Azure Fundamentals"])
    assert button.text() == "Filter (on)"
    kinds.setCurrentIndex(kinds.findData(CredentialKind.DEGREE.value))
    qtbot.waitUntil(lambda: titles(page) == [])
    page.findChild(FilterRow).clear()
    qtbot.waitUntil(lambda: len(titles(page)) == 3)


def test_the_window_remembers_view_state_and_order(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    states(page)["planned"].click()
    page.findChild(Table).sortByColumn(0, Qt.SortOrder.DescendingOrder)
    page.show_view("board")
    again = CredentialsPage(desk)
    qtbot.addWidget(again)
    again.show()
    assert again.findChild(Board).isVisible()
    again.show_view("table")
    qtbot.waitUntil(lambda: titles(again) == ["Azure Fundamentals"])
    header = again.findChild(Table).horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (
        0,
        Qt.SortOrder.DescendingOrder,
    )


def test_a_copy_has_the_parts_and_nothing_that_happened(desk, filled, qtbot) -> None:
    filled.modules.add(ModuleDraft(1, "Networking", weight=3, progress_percent=60))
    filled.credentials.set_skills(1, ["Pods"])
    filled.study.log(StudyDraft(3600, day=filled.ground.today(), shares=(Share(1),)))
    entry = next(e for e in row_entries(desk, filled.credentials.one(1)) if e.text == "Duplicate")
    assert entry.run is not None
    with qtbot.waitSignal(desk.did):
        entry.run()
    made = filled.credentials.one(4)
    assert made.title == "Certified Kubernetes Administrator (copy)"
    assert (made.draft.exam_on, made.logged_seconds) == (None, 0)
    [module] = filled.modules.all(credential_id=4)
    assert (module.draft.title, module.draft.weight, module.draft.progress_percent) == (
        "Networking",
        3,
        0,
    )
    assert [s.draft.name for s in filled.skills.rows(credential_id=4)] == ["Pods"]


def test_erasing_says_first_what_goes_and_then_it_is_gone(page, desk, filled, qtbot) -> None:
    shown(page, desk, qtbot)
    entry = next(
        e for e in row_entries(desk, filled.credentials.one(3)) if e.text == "Erase for good …"
    )
    assert entry.run is not None
    entry.run()
    qtbot.waitUntil(lambda: bool(open_questions()))
    [question] = open_questions()
    assert "«Security+» goes" in question.accessibleDescription()
    qtbot.keyClick(question, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: len(titles(page)) == 2)
    with pytest.raises(GoneError):
        filled.erasing.preview(Kind.CREDENTIAL, 3)


def open_questions() -> list[Question]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, Question) and one.isVisible()]
