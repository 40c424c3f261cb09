"""What every dialog has: its ground, its place before the window, and the shade behind it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.keys.taborder import step
from tracker.ui.parts.button import Button
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.scrollbar import see_through

# A dialog leaves a rim of the window visible [share of its height].
_TALLEST = 0.92

# Without a parent nothing else keeps an open dialog alive.
_open: set[QDialog] = set()


def main_window() -> QWidget | None:
    """The window that a dialog stands before: the active one, else the main window."""
    active = QApplication.activeWindow()
    # The small timer window has no room for a question; a closed one would take it along.
    is_room = active is not None and active.windowType() != Qt.WindowType.Tool
    if active is not None and is_room and active.isVisible():
        return active
    shown = (w for w in QApplication.topLevelWidgets() if w.isVisible())
    return next((w for w in shown if isinstance(w, QMainWindow)), None)


class Dialog(QDialog):
    """A title, a body that scrolls where it must, and buttons at the end.

    `body` is a vertical layout for the content, `buttons` a row that `add_button` fills. Call
    `present` to show it: it blocks its window, never the program, and is freed when it closes.
    """

    def __init__(self, title: str, width: int = 560, *, is_scrolled: bool = False) -> None:
        """`width` [logical px] grows with the interface font, up to the window's."""
        super().__init__(main_window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self._width = width
        self._shade: _Shade | None = None
        self._whole = whole = QVBoxLayout(self)
        margin = theme.MARGIN
        whole.setContentsMargins(margin, margin, margin, margin - theme.GAP_TINY)
        whole.setSpacing(theme.GAP_WIDE)
        # Its least size would count wrapped lines at their narrowest; `fit` knows the real one.
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.heading = PlainLabel(title, "title", wraps=True)
        whole.addWidget(self.heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GAP)
        self._scroll: QScrollArea | None = None
        if is_scrolled:
            self._scroll = _Scroll(self.body)
            whole.addWidget(self._scroll, 1)
        else:
            whole.addLayout(self.body, 1)
        self.notice = Notice()
        whole.addWidget(self.notice)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.GAP_SMALL)
        whole.addLayout(self.buttons)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of cards."""
        QPainter(self).fillRect(self.rect(), theme.current().color("surface"))

    def add_button(self, button: Button, *, is_default: bool = False) -> Button:
        """Put a button at the end of the row; the default one is pressed by Enter."""
        if self.buttons.count() == 0:
            self.buttons.addStretch(1)
        self.buttons.addWidget(button)
        button.setDefault(is_default)
        return button

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.heading.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def present(self) -> None:
        """Show it before its window."""
        _open.add(self)
        self.finished.connect(_forget)
        self.fit()
        self.open()

    def fit(self) -> None:
        """Take the size of the content, within the window's."""
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.screen().availableSize()
        wide = min(theme.current().px(self._width), room.width() - 2 * theme.MARGIN)
        self.setMinimumWidth(min(wide, self.minimumSizeHint().width()))
        self.resize(wide, self.sizeHint().height())
        self._whole.activate()
        wanted = self._height_for(wide)
        self.resize(wide, min(wanted, int(room.height() * _TALLEST)))

    def refit(self) -> None:
        """Take the size of the content that has just changed, as soon as it is laid out."""
        QTimer.singleShot(0, self, self._refit)

    def grow(self) -> None:
        """Make room for what has just been added, as soon as it is laid out."""
        QTimer.singleShot(0, self, self._grow)

    def _refit(self) -> None:
        middle = self.geometry().center()
        self.body.activate()
        self.fit()
        self._grow()
        frame = self.geometry()
        frame.moveCenter(middle)
        self.move(frame.topLeft())

    def _height_for(self, wide: int) -> int:
        # A layout's own hint counts wrapped lines at their narrowest, which is too tall.
        wanted = self._whole.heightForWidth(wide)
        if wanted < 0:
            wanted = self.sizeHint().height()
        if self._scroll is not None and (content := self._scroll.widget()) is not None:
            room = wide - 2 * theme.MARGIN
            own = self.body.heightForWidth(room) if self.body.hasHeightForWidth() else -1
            own = own if own > 0 else content.sizeHint().height()
            wanted += own - self._scroll.sizeHint().height()
        return wanted

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab goes in the order of reading, whenever what is in it was made."""
        return step(self, is_next=next)

    def showEvent(self, event: QShowEvent) -> None:
        """Shade the window behind, and be tall enough not to scroll where that is possible."""
        super().showEvent(event)
        self._grow()
        parent = self.parentWidget()
        if parent is not None and self._shade is None and not isinstance(parent, QDialog):
            self._shade = _Shade(parent)

    def _grow(self) -> None:
        """Only what is shown knows how tall wrapped lines are."""
        if self._scroll is None:
            return
        self._whole.activate()
        parent = self.parentWidget()
        room = parent.height() if parent is not None else self.screen().availableSize().height()
        more = self._scroll.verticalScrollBar().maximum()
        if more > 0:
            self.resize(self.width(), min(self.height() + more, int(room * _TALLEST)))

    def done(self, result: int) -> None:
        """Take the shade away."""
        if self._shade is not None:
            self._shade.hide()
            self._shade.deleteLater()
            self._shade = None
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is the primary button, wherever the keyboard is."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            for button in self.findChildren(Button):
                if button.isDefault() and button.isEnabled():
                    button.click()
                    return
        super().keyPressEvent(event)


def _forget(_result: int) -> None:
    for dialog in list(_open):
        # One whose window was closed under it went with that.
        if not isValid(dialog) or not dialog.isVisible():
            _open.discard(dialog)


class _Scroll(QScrollArea):
    """A column that scrolls down only; its bar stands in the margin."""

    def __init__(self, column: QVBoxLayout) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        see_through(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setLayout(column)
        # Room for the rings of fields at the edge, and for the bar at the end.
        column.setContentsMargins(2, 2, theme.GAP_SMALL, 2)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)


class _Shade(QWidget):
    """Lies over a window while a dialog asks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(theme.SHADE_OPACITY)
        painter.fillRect(self.rect(), theme.current().color("shade"))


def cancel_button(dialog: QDialog, text: str = "") -> Button:
    """A button that leaves a dialog without doing anything."""
    return Button(text or _("Cancel"), run=dialog.reject)
