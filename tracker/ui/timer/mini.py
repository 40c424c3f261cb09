"""The small timer window: always on top, what runs and for how long, pause, stop, a quick note."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.numbers import clock, duration
from tracker.ui.parts.button import icon_button
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.labels import ElidedLabel
from tracker.ui.parts.painting import focus_ring, rounded
from tracker.ui.timer.hand import title_of

if TYPE_CHECKING:
    from tracker.ui.desk import Desk
    from tracker.ui.timer.slot import TimerSlot

_WIDTH = 300
_PLACE = "timer_window"


class MiniTimer(QWidget):
    """Stands on top of all windows, and where it was put the last time."""

    def __init__(self, desk: Desk, slot: TimerSlot) -> None:
        """Shows what the hand of `slot` holds; closing it changes nothing about the timer."""
        flags = (
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
        )
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The program ends with its main window, whatever else is open.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(_("Timer – Cairn"))
        self.setAccessibleName(_("Timer"))
        self._desk, self._slot, self._hand = desk, slot, slot.hand
        self._dragged_from: QPoint | None = None
        self._make()
        self._hand.changed.connect(self.show_state)
        self._hand.ticked.connect(self._show_time)
        self._hand.asking.connect(self.show_state)
        desk.theme.changed.connect(self._dressed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._come_back)
        self.show_state()
        self._put()
        # On no button: a stray Space must not stop what runs.
        self.face.setFocus()

    def show_state(self) -> None:
        """Show what runs, or that nothing does."""
        held = self._hand.held()
        is_counting = self._hand.is_counting()
        self.title.setText(title_of(held) if held else _("No timer is running"))
        self.face.show_state(is_on=held is not None, is_paused=held is not None and not is_counting)
        self.start_button.setVisible(held is None)
        self.pause_button.setVisible(held is not None)
        self.stop_button.setVisible(held is not None)
        self.note.setVisible(held is not None)
        self.pause_button.set_icon("pause" if is_counting else "play")
        words = _("Pause") if is_counting else _("Resume")
        self.pause_button.setAccessibleName(words)
        self.pause_button.setToolTip(words)
        self.ask_button.setVisible(bool(self._hand.questions()))
        self._show_time()
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """S and P as in the large window, Esc closes."""
        keys = {Qt.Key.Key_S: self._slot.toggle, Qt.Key.Key_P: self._slot.pause}
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in keys and not event.modifiers() and not event.isAutoRepeat():
            if event.key() == Qt.Key.Key_S and self._hand.held() is None:
                self._slot.continue_last()
            else:
                keys[Qt.Key(event.key())]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Drag it by any empty place; the window system moves it where it can."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        handle = self.windowHandle()
        if handle is None or not handle.startSystemMove():
            self._dragged_from = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It follows the pointer."""
        if self._dragged_from is not None:
            self.move(event.globalPosition().toPoint() - self._dragged_from)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Here it stays."""
        self._dragged_from = None
        self._remember()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """The large window comes to the front."""
        raise_window(self._slot.window())

    def showEvent(self, event: QShowEvent) -> None:
        """Count while it is seen."""
        super().showEvent(event)
        self._hand.view(self, is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not count."""
        super().hideEvent(event)
        self._remember()
        self._hand.view(self, is_seen=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The place is remembered."""
        self._remember()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a border that is seen on any ground."""
        look = theme.current()
        ground, edge = look.color("surface"), look.color("border")
        rounded(QPainter(self), QRectF(self.rect()), look.radius_card, ground, edge)

    def _make(self) -> None:
        look = theme.current()
        self.title = ElidedLabel("", "strong")
        self.face = TimeFace()
        self.start_button = icon_button("play", _("Continue the last study"), self._go_on)
        self.pause_button = icon_button("pause", _("Pause"), self._slot.pause)
        self.stop_button = icon_button("stop", _("Stop & log"), self._slot.stop)
        self.stop_button.set_kind("primary")
        self.ask_button = icon_button("info", _("Answer what is asked"), self._answer)
        self.close_button = icon_button(
            "close", _("Close the small window"), self.close, is_quiet=True
        )
        self.note = LineField("", _("Note or #tag, Enter adds it"))
        self.note.setAccessibleName(_("Note or tag"))
        self.note.returnPressed.connect(self._jot)
        top = QHBoxLayout()
        top.setSpacing(theme.GAP_SMALL)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        middle = QHBoxLayout()
        middle.setSpacing(theme.GAP_SMALL)
        middle.addWidget(self.face, 1)
        for button in (self.ask_button, self.start_button, self.pause_button, self.stop_button):
            middle.addWidget(button)
        column = QVBoxLayout(self)
        pad = theme.GAP_WIDE
        column.setContentsMargins(pad, theme.GAP_SMALL, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP_SMALL)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(self.note)
        self.setFixedWidth(look.px(_WIDTH))
        chain = (
            *(self.ask_button, self.start_button, self.pause_button, self.stop_button),
            *(self.note, self.close_button),
        )
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _show_time(self) -> None:
        self.face.show_seconds(self._hand.seconds())

    def _go_on(self) -> None:
        self._slot.continue_last()

    def _answer(self) -> None:
        raise_window(self._slot.window())
        self._slot.answer()

    def _jot(self) -> None:
        """Words become a line of the note, words with # tags."""
        words = self.note.text().split()
        tags = [word[1:] for word in words if word.startswith("#") and len(word) > 1]
        note = " ".join(word for word in words if not word.startswith("#"))
        if note or tags:
            self._hand.do(lambda record, _sure: record.timer.jot(note, tags))
            self.note.clear()

    def _dressed(self) -> None:
        self.setFixedWidth(theme.current().px(_WIDTH))
        self.adjustSize()
        self.update()

    def _put(self) -> None:
        """Where it was, or at the foot of the screen; always whole on a screen that is there."""
        kept = self._desk.settings.get(_PLACE)
        size = self.sizeHint().expandedTo(QSize(self.width(), 0))
        if isinstance(kept, list) and len(kept) == 2 and all(isinstance(n, int) for n in kept):
            at = QPoint(*kept)
        else:
            room = self._slot.window().screen().availableGeometry()
            at = room.bottomRight() - QPoint(size.width() + theme.MARGIN, size.height() + 40)
        self.move(_on_screen(QRect(at, size)))

    def _remember(self) -> None:
        if self.isVisible():
            self._desk.settings.set(_PLACE, [self.x(), self.y()])

    def _come_back(self) -> None:
        """A screen is gone: onto one that is left."""
        self.move(_on_screen(self.geometry()))


class TimeFace(QWidget):
    """The time in large tabular figures, after a mark that it runs or is paused.

    It is read by a screen reader when one goes there, and never speaks by itself: its name changes
    once a minute at most.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing runs."""
        super().__init__(parent)
        self._text, self._is_on, self._is_paused = "", False, False
        self._has_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, *, is_on: bool, is_paused: bool) -> None:
        """Whether it runs."""
        self._is_on, self._is_paused = is_on, is_paused
        self._text = ""
        self.update()

    def show_seconds(self, seconds: int) -> None:
        """The time."""
        text = clock(seconds) if self._is_on else "0:00:00"
        if text == self._text:
            return
        self._text = text
        told = _("Time studied: {length}").format(length=duration(seconds))
        if self._is_paused:
            told = _("Paused at {length}").format(length=duration(seconds))
        if told != self.accessibleName():
            self.setAccessibleName(told)
        self.update()

    def text(self) -> str:
        """The time that is shown."""
        return self._text

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for who comes with the Tab key: the window opens with the keyboard here."""
        self._has_ring = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the figures."""
        metrics = QFontMetrics(theme.current().font("number", is_tabular=True))
        return QSize(metrics.horizontalAdvance("00:00:00") + 24, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark and figures."""
        look, painter = theme.current(), QPainter(self)
        is_quiet = self._is_paused or not self._is_on
        side = float(look.px(10))
        x = self.width() - side if self.isRightToLeft() else 0.0
        mark = QRectF(x, (self.height() - side) / 2, side, side)
        if self._is_paused:
            icons.paint(painter, mark.adjusted(-3, -3, 3, 3), "pause", "muted")
        else:
            tone = "accent" if self._is_on else "border"
            rounded(painter, mark, side / 2, look.color(tone))
        painter.setFont(look.font("number", is_tabular=True))
        painter.setPen(look.color("muted" if is_quiet else "ink"))
        room = QRectF(side + theme.GAP_SMALL, 0, self.width() - side - theme.GAP_SMALL, 0)
        room.setHeight(self.height())
        if self.isRightToLeft():
            room.moveLeft(0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, int(flags), self._text)
        if self.hasFocus() and self._has_ring:
            focus_ring(painter, QRectF(self.rect()), look.radius_small)


def open_mini(desk: Desk, slot: TimerSlot) -> MiniTimer:
    """The small window: the one that is open, or a new one."""
    mini = slot.mini
    if mini is None:
        mini = MiniTimer(desk, slot)
        slot.mini = mini
        mini.destroyed.connect(slot.forget_mini)
    mini.show()
    mini.raise_()
    mini.activateWindow()
    return mini


def _on_screen(frame: QRect) -> QPoint:
    """The nearest place for `frame` at which all of it is on a screen."""
    screen = QGuiApplication.screenAt(frame.center()) or QGuiApplication.primaryScreen()
    if screen is None:
        return frame.topLeft()
    room = screen.availableGeometry()
    x = min(max(frame.x(), room.left()), room.right() - frame.width() + 1)
    y = min(max(frame.y(), room.top()), room.bottom() - frame.height() + 1)
    return QPoint(max(x, room.left()), max(y, room.top()))


def raise_window(window: QWidget) -> None:
    """Bring a window to the front, from wherever it is."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
