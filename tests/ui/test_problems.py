from __future__ import annotations

import logging
import sys
import threading

from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from tracker.errors import TrackerError
from tracker.ui.parts.button import Button
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.problems import ErrorDialog, FaultDialog, Problems, log_qt_message, report

SECRET = "My salary talk with Ada"


def fault() -> ZeroDivisionError | RuntimeError:
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as inner:
            raise RuntimeError(SECRET) from inner
    except RuntimeError as error:
        return error


def open_dialogs() -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def texts(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(PlainLabel)]


def test_a_report_names_what_happened_and_not_to_whom() -> None:
    text = report(fault())
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "test_problems.py" in text
    assert SECRET not in text
    assert "/" not in text.split("test_problems.py")[0].rsplit("\n", 1)[-1]


def test_an_error_is_shown_with_its_three_texts(look, qtbot) -> None:
    error = TrackerError("The record was not opened", "It is <b>cut</b> short.", "Use the backup.")
    problems = Problems()
    problems.show_error(error)
    qtbot.waitUntil(lambda: bool(open_dialogs()))
    (dialog,) = open_dialogs()
    assert isinstance(dialog, ErrorDialog)
    assert texts(dialog) == [error.title, error.message, error.hint]
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()


def test_the_same_fault_is_shown_once_at_a_time(look, qtbot) -> None:
    problems, error = Problems(), TrackerError("Not saved", "The disk is full.")
    for _ in range(3):
        problems.show_error(error)
    qtbot.waitUntil(lambda: bool(open_dialogs()))
    QApplication.processEvents()
    assert len(open_dialogs()) == 1
    (dialog,) = open_dialogs()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    problems.show_error(error)
    qtbot.waitUntil(lambda: len(open_dialogs()) == 1)
    (dialog,) = open_dialogs()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()


def test_a_fault_of_ours_has_a_report_that_can_be_copied(look, qtbot) -> None:
    dialog = FaultDialog(fault())
    dialog.open()
    copy = next(b for b in dialog.findChildren(Button) if b.text() == "Copy report")
    copy.click()
    assert QGuiApplication.clipboard().text() == report(fault()).replace("\r", "") or (
        "builtins.RuntimeError" in QGuiApplication.clipboard().text()
    )
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()


def test_what_nobody_caught_is_shown_from_any_thread(look, qtbot) -> None:
    problems = Problems()
    before = sys.excepthook, threading.excepthook
    problems.install()
    try:

        def work() -> None:
            raise TrackerError("On a thread", "It failed there.")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(open_dialogs()))
    finally:
        problems.uninstall()
        sys.excepthook, threading.excepthook = before
    (dialog,) = open_dialogs()
    assert texts(dialog)[0] == "On a thread"
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()


def test_messages_of_qt_reach_the_log(caplog) -> None:
    class Context:
        category = "qt.svg"

    with caplog.at_level(logging.DEBUG):
        log_qt_message(QtMsgType.QtCriticalMsg, Context(), "cannot read")
    assert [(r.name, r.levelno, r.getMessage()) for r in caplog.records] == [
        ("qt.qt.svg", logging.ERROR, "cannot read")
    ]
