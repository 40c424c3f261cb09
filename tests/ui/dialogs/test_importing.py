from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from tests.ui.windows import open_dialogs
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.dialogs.importing import ImportDialog, open_import
from tracker.ui.dialogs.importing_parts import FileRow, ProjectRow, QuestionRow
from tracker.ui.parts.table import Table

TABLES = Path(__file__).resolve().parents[2] / "fixtures" / "tables"


@pytest.fixture
def dialog(desk: Desk, qtbot):
    desk.failed.connect(lambda error: pytest.fail(repr(error)))
    made = open_import(desk)
    yield made
    for one in open_dialogs(ImportDialog):
        one.done(0)


def looked(dialog: ImportDialog, qtbot) -> None:
    qtbot.waitUntil(lambda: dialog.plan() is not None and bool(dialog.findChildren(FileRow)))


def test_files_are_shown_before_anything_is_written_and_one_undo_takes_them_back(
    dialog: ImportDialog, desk: Desk, record: Record, qtbot
) -> None:
    dialog.add([TABLES / "toggl-new.csv"])
    looked(dialog, qtbot)
    (table,) = dialog.findChildren(Table)
    model = table.model()
    assert model is not None
    assert model.rowCount() == 3
    assert record.study.count() == 0
    with qtbot.waitSignal(desk.did):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert record.study.count() == 3
    qtbot.waitUntil(lambda: not open_dialogs(ImportDialog))
    record.history.undo()
    assert record.study.count() == 0


def test_lines_that_stay_out_are_named_with_the_reason(dialog: ImportDialog, qtbot) -> None:
    dialog.add([TABLES / "toggl-broken.csv"])
    looked(dialog, qtbot)
    from tracker.ui.parts.labels import PlainLabel

    texts = [label.text() for label in dialog.findChildren(PlainLabel)]
    assert any(text.startswith("Line 3: ") for text in texts)


def test_a_project_is_given_to_a_credential(
    dialog: ImportDialog, desk: Desk, record: Record, qtbot
) -> None:
    number = record.credentials.add(CredentialDraft("Something else")).only_id(Kind.CREDENTIAL)
    dialog.add([TABLES / "toggl-new.csv"])
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ProjectRow)))
    row = dialog.findChildren(ProjectRow)[0]
    row.list.setCurrentIndex(row.list.findData(number))
    row.list.activated.emit(row.list.currentIndex())
    qtbot.waitUntil(lambda: _mapped(dialog) == number)
    qtbot.waitUntil(dialog.primary.isEnabled)
    with qtbot.waitSignal(desk.did):
        dialog.apply()
    days = record.study.first_and_last_day()
    assert days is not None
    assert record.study.seconds_by_credential(*days)[number] > 0


def _mapped(dialog: ImportDialog) -> int | None:
    plan = dialog.plan()
    return plan.projects[0].credential_id if plan is not None else None


def asked(dialog: ImportDialog) -> list[QuestionRow]:
    """The questions that can be seen."""
    return [row for row in dialog.findChildren(QuestionRow) if row.isVisible()]


def test_what_only_the_person_knows_is_asked_before_anything_can_be_imported(
    dialog: ImportDialog, desk: Desk, qtbot
) -> None:
    dialog.add([TABLES / "clockify-ambiguous.csv"])
    # A new row is seen only once the layout has had its turn.
    qtbot.waitUntil(lambda: bool(asked(dialog)))
    assert not dialog.primary.isEnabled()
    while not dialog.primary.isEnabled():
        rows, before = asked(dialog), dialog.plan()
        rows[0].list.setCurrentIndex(1)
        rows[0].list.activated.emit(1)
        qtbot.waitUntil(lambda before=before: dialog.plan() is not before)
        qtbot.waitUntil(lambda: dialog.primary.isEnabled() or bool(asked(dialog)))


def test_the_same_file_twice_brings_nothing_new(
    dialog: ImportDialog, desk: Desk, record: Record, qtbot
) -> None:
    record.importing.apply(record.importing.plan([TABLES / "toggl-new.csv"]))
    dialog.add([TABLES / "toggl-new.csv"])
    looked(dialog, qtbot)
    assert not dialog.primary.isEnabled()
    assert dialog.primary.text() == "Nothing to import"


def test_files_can_be_dropped(dialog: ImportDialog, qtbot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(TABLES / "linkedin.csv"))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    dialog.drop.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    looked(dialog, qtbot)
    plan = dialog.plan()
    assert plan is not None
    assert plan.count == 5
