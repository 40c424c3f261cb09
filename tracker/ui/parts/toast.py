"""The word that something is done, with the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.labels import ElidedLabel, set_tip
from tracker.ui.parts.painting import focus_ring

# Long enough to read a line and reach for the button; it waits while the pointer or the
# keyboard is on it (WCAG 2.2.1).
_SHOWN_MS = 7000
_FROM_BELOW = 20
_RISE = 8


class _ToastButton(QPushButton):
    """A word or a cross on the toast's own ground."""

    entered = Signal()
    left = Signal()

    def __init__(self, text: str, icon: str = "") -> None:
        super().__init__(text)
        self._icon = icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFlat(True)
        self.setFixedHeight(theme.current().px(28))
        width = self.fontMetrics().horizontalAdvance(text) + 2 * theme.GAP
        self.setFixedWidth(width if text else theme.current().px(28))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        tone = "toast_action" if self.text() else "on_toast"
        if self._icon:
            rect = self.rect().toRectF()
            side = look.px(14)
            rect.adjust(*(((rect.width() - side) / 2) * sign for sign in (1, 1, -1, -1)))
            icons.paint(painter, rect, self._icon, tone)
        painter.setFont(look.font("strong"))
        painter.setPen(look.color(tone))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            focus_ring(painter, self.rect().toRectF(), theme.current().radius_small)


class Toast(Ground):
    """A line at the foot of the window that goes by itself; a new one takes its place.

    It lies over its parent and moves with it.
    """

    def __init__(self, parent: QWidget) -> None:
        """Hidden until `say`."""
        super().__init__("toast", parent=parent)
        self._label = ElidedLabel(tone="on_toast")
        self._action = _ToastButton("")
        self._close = _ToastButton("", "close")
        self._close.setAccessibleName(_("Close"))
        set_tip(self._close, _("Close"))
        self._run: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP_WIDE, theme.GAP_SMALL, theme.GAP_SMALL, theme.GAP_SMALL)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(self._label, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._motion = QPropertyAnimation(self, b"pos", self)
        self._motion.setDuration(theme.MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.leave)
        self._before: QWidget | None = None
        for button in (self._action, self._close):
            button.entered.connect(self._timer.stop)
            button.left.connect(self._count)
        self._ground = parent
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show `text`, with a button `action` that calls `run` and closes the toast."""
        self._label.setText(text)
        self._run = run
        self._action.setText(action)
        wide = self._action.fontMetrics().horizontalAdvance(action) + 2 * theme.GAP
        self._action.setFixedWidth(max(wide, 1))
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        place = self._place()
        self.show()
        self.raise_()
        self._rise(place)
        if self._has_keyboard() and self._action.isHidden():
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()
        if self._has_keyboard():
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def enter(self) -> bool:
        """Take the keyboard while there is something to read; whether there was."""
        if not self.isVisible():
            return False
        held = QApplication.focusWidget()
        if held is not None and not self.isAncestorOf(held):
            self._before = held
        target = self._close if self._action.isHidden() else self._action
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def leave(self) -> None:
        """Go, and give the keyboard back to where it was."""
        had_keyboard = self._has_keyboard()
        self.hide()
        before, self._before = self._before, None
        if had_keyboard and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; Enter presses the button that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = QApplication.focusWidget()
            if isinstance(held, _ToastButton):
                held.click()
        else:
            super().keyPressEvent(event)

    def _has_keyboard(self) -> bool:
        return self._action.hasFocus() or self._close.hasFocus()

    def _count(self) -> None:
        """Count anew, once neither the pointer nor the keyboard is here."""
        if self.isVisible() and not self._has_keyboard() and not self.underMouse():
            self._timer.start()

    def text(self) -> str:
        """What it says, or said last."""
        return self._label.text()

    def is_counting(self) -> bool:
        """Whether it will go by itself."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the parent changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self._ground and self.isVisible():
            self._motion.stop()
            self.move(self._place())
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count anew."""
        super().leaveEvent(event)
        if not self._has_keyboard():
            self._timer.start()

    def _act(self) -> None:
        run, self._run = self._run, None
        self.leave()
        if run is not None:
            run()

    def _place(self) -> QPoint:
        """Size the toast to its text and answer where it belongs."""
        parent = self._ground
        words = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 2
        buttons = self._close.width() + theme.GAP_SMALL
        if not self._action.isHidden():
            buttons += self._action.width() + theme.GAP_SMALL
        wide = words + buttons + theme.GAP_WIDE + theme.GAP_SMALL
        wide = min(wide, parent.width() - 2 * theme.MARGIN)
        self.resize(wide, self.sizeHint().height())
        return QPoint((parent.width() - wide) // 2, parent.height() - self.height() - _FROM_BELOW)

    def _rise(self, place: QPoint) -> None:
        if self._motion.state() == QAbstractAnimation.State.Running:
            self._motion.stop()
        if theme.current().is_still:
            self.move(place)
            return
        self._motion.setStartValue(place + QPoint(0, _RISE))
        self._motion.setEndValue(place)
        self._motion.start()
