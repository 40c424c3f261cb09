"""The only place that shows an error.

A `TrackerError` is shown with its three texts. Anything else is our own fault: it is shown once,
with a report that can be copied and holds neither titles nor amounts nor names of folders, and
the program goes on.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tracker import __version__
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.parts.badge import Badge
from tracker.ui.parts.button import Button
from tracker.ui.parts.fields import TextField
from tracker.ui.parts.labels import PlainLabel

_log = logging.getLogger("cairn.ui")

_WIDTH = 460


class Problems(QObject):
    """Shows what went wrong, wherever it was raised.

    `show_error` may be called on any thread; the dialog opens on the GUI thread and does not
    block it. The same fault is shown once at a time, however often it is raised.
    """

    _raised = Signal(object)

    def __init__(self, window: QWidget | None = None, parent: QObject | None = None) -> None:
        """`window` is what dialogs stand before; it can be given later with `set_window`."""
        super().__init__(parent)
        self._window = window
        self._shown: dict[str, QDialog] = {}
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def set_window(self, window: QWidget | None) -> None:
        """Let dialogs stand before `window` from now on."""
        self._window = window

    def show_error(self, error: BaseException) -> None:
        """Show `error` to the person, soon."""
        self._raised.emit(error)

    def install(self) -> None:
        """Catch what nobody caught, on every thread, and Qt's own messages."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_on_thread
        qInstallMessageHandler(log_qt_message)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
            return
        self.show_error(error)

    def _uncaught_on_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and arguments.exc_type is not SystemExit:
            self.show_error(arguments.exc_value)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        is_ours = not isinstance(error, TrackerError)
        name = report(error) if is_ours else str(error)
        if is_ours:
            _log.error("%s", name)
        if name in self._shown:
            return
        dialog = FaultDialog(error, self._window) if is_ours else ErrorDialog(error, self._window)
        self._shown[name] = dialog
        dialog.setProperty("shown", name)
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot(int)
    def _closed(self, _result: int) -> None:
        dialog = self.sender()
        if dialog is not None:
            self._shown.pop(dialog.property("shown"), None)


class _Dialog(QDialog):
    """A badge, a title and sentences, with buttons below; freed when it closes."""

    def __init__(self, title: str, sentences: list[str], tone: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme.current().px(_WIDTH))
        whole = QVBoxLayout(self)
        margin = theme.MARGIN
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(theme.GAP_WIDE)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_WIDE)
        row.addWidget(Badge("warning", tone), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(theme.GAP_SMALL)
        texts.addWidget(PlainLabel(title, "section", wraps=True))
        for number, sentence in enumerate(s for s in sentences if s):
            texts.addWidget(PlainLabel(sentence, tone="muted" if number else "ink", wraps=True))
        row.addLayout(texts, 1)
        whole.addLayout(row)
        self.whole = whole
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.GAP_SMALL)
        self.buttons.addStretch()
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(sentences))

    def finish(self) -> None:
        """Put the buttons below, with the one that closes at the end."""
        close = Button(_("Close"), "primary", run=self.accept)
        close.setDefault(True)
        self.buttons.addWidget(close)
        self.whole.addLayout(self.buttons)
        close.setFocus()


class ErrorDialog(_Dialog):
    """What the world or the input is at fault for: title, message, hint."""

    def __init__(self, error: TrackerError, parent: QWidget | None = None) -> None:
        """Shows the three texts of `error`."""
        super().__init__(error.title, [error.message, error.hint], "money", parent)
        self.finish()


class FaultDialog(_Dialog):
    """What we are at fault for: that nothing was lost, and a report to copy."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Shows a report of `error`."""
        sentences = [
            _("Cairn made a mistake. Your record is safe; look whether your last change is in it."),
            _("You can go on. The report below helps to mend it and holds nothing of your record."),
        ]
        super().__init__(_("Something went wrong"), sentences, "bad", parent)
        self._report = report(error)
        field = TextField(self._report)
        field.setReadOnly(True)
        field.setAccessibleName(_("Report"))
        field.setMinimumHeight(theme.current().px(140))
        self.whole.addWidget(field)
        self.buttons.addWidget(Button(_("Copy report"), icon="copy", run=self._copy))
        self.finish()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


def report(error: BaseException) -> str:
    """What happened, without what it happened to.

    The kinds of the exceptions and the places in the code, the versions and the system; not the
    exceptions' messages, which may quote what a person wrote, and no path of this machine.
    """
    lines = [
        f"Cairn {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        "",
    ]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(chain.__traceback__)
        ]
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    return "\n".join(lines)


def _place(filename: str) -> str:
    """A file as it is known inside Cairn or a library; never where it lies on this machine."""
    parts = Path(filename).parts
    for root in ("site-packages", "tracker"):
        if root in parts:
            place = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[place + (root == "site-packages") :])
    return parts[-1] if parts else filename


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    """Put a message of Qt into the log of the program, under `qt` and its category."""
    category = getattr(context, "category", None) or "default"
    logging.getLogger(f"qt.{category}").log(_LEVELS.get(kind, logging.WARNING), "%s", text)
