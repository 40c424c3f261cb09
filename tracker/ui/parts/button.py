"""Buttons: one primary on a screen, plain for the rest, danger for what takes away, icon alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from tracker.ui import icons, theme
from tracker.ui.parts.keyhint import key_hint_width, paint_key_hint
from tracker.ui.parts.labels import set_tip
from tracker.ui.parts.painting import (
    focus_ring,
    paint_wrapped,
    rounded,
    widest_word,
    wrapped_height,
)

ButtonKind = Literal["plain", "primary", "danger", "quiet"]

_PADDING = 14
_ICON = 16


# With one of these beside it, Enter is meant for the dialog.
_OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)


class Button(QPushButton):
    """A button that paints itself.

    `plain` has a border, `primary` is filled, `danger` is filled in the bad colour, `quiet` shows
    a ground only under the pointer. With `icon` and no text it is square and needs `name`, which
    is its tooltip and its name for a screen reader. `key` is shown as a hint at its end.
    """

    def __init__(
        self,
        text: str = "",
        kind: ButtonKind = "plain",
        *,
        icon: str = "",
        name: str = "",
        key: str = "",
        is_wide: bool = False,
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`run` is connected to `clicked`; give a bound method, never a closure over a dialog.

        With `is_wide` it takes the width it is given and its words begin at the start, as in a
        list of answers.
        """
        super().__init__(text, parent)
        self._is_wide = is_wide
        self._kind: ButtonKind = kind
        self._icon = icon
        self._key = key
        self._has_ring = True
        across = QSizePolicy.Policy.Expanding if is_wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if name:
            self.setAccessibleName(name)
            set_tip(self, name)
        if run is not None:
            self.clicked.connect(run)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does, wherever it stands: not what else is the default."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & _OTHERS:
            super().keyPressEvent(event)
        elif self.menu() is not None:
            self.showMenu()
        else:
            self.click()

    def set_kind(self, kind: ButtonKind) -> None:
        """Look like another kind."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none with an empty name."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key at the end, or none with an empty text."""
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, words and key."""
        hint = self._line()
        if self._is_wide and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other lines."""
        super().resizeEvent(event)
        if self._is_wide and self.height() != self.heightForWidth(self.width()):
            self.updateGeometry()

    def _line(self) -> QSize:
        """What all of it needs on one line."""
        look = theme.current()
        metrics = QFontMetrics(look.font("strong"))
        height = max(look.px(theme.CONTROL_HEIGHT), metrics.height() + 12)
        if not self.text():
            return QSize(height, height)
        width = metrics.horizontalAdvance(_shown(self.text())) + 2 * look.px(_PADDING)
        if self._icon:
            width += look.px(_ICON) + theme.GAP_SMALL
        if self._key:
            width += key_hint_width(self._key) + theme.GAP_SMALL
        if self.menu() is not None:
            width += look.px(_ICON)
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut; the words of a wide one go over several lines at need."""
        hint = self._line()
        if not self._is_wide:
            return hint
        metrics = QFontMetrics(theme.current().font("strong"))
        return QSize(self._around(hint) + widest_word(metrics, self.text()), hint.height())

    def hasHeightForWidth(self) -> bool:
        """A wide one may need several lines."""
        return self._is_wide

    def heightForWidth(self, width: int) -> int:
        """Room for all lines."""
        metrics, hint = QFontMetrics(theme.current().font("strong")), self._line()
        words = wrapped_height(metrics, self.text(), width - self._around(hint))
        return max(hint.height(), words + 12)

    def _around(self, hint: QSize) -> int:
        """What the button needs beside its words."""
        metrics = QFontMetrics(theme.current().font("strong"))
        return hint.width() - metrics.horizontalAdvance(_shown(self.text()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard: a click shows by itself where it was."""
        self._has_ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the ground under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take it away again."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, border, content, and the ring where the keyboard is."""
        painter = QPainter(self)
        look = theme.current()
        rect = QRectF(self.rect())
        ground, border, ink = self._colours()
        rounded(
            painter,
            rect,
            look.radius_control,
            look.color(ground) if ground else None,
            look.color(border) if border else None,
        )
        self._paint_content(painter, rect, ink)
        if self.hasFocus() and self._has_ring:
            filled = self._kind in ("primary", "danger")
            gap = look.color("surface") if filled else None
            focus_ring(painter, rect, look.radius_control, gap=gap)

    def _colours(self) -> tuple[str, str, str]:
        """Tokens of ground, border and ink in the state of the moment; "" draws nothing."""
        is_down = self.isDown() or self.isChecked()
        if not self.isEnabled():
            if self._kind == "quiet":
                return "", "", "on_disabled"
            return "disabled", "border_disabled", "on_disabled"
        if self._kind in ("primary", "danger"):
            base = "accent" if self._kind == "primary" else "bad"
            state = "_pressed" if is_down else "_hover" if self.underMouse() else ""
            return base + state, "", f"on_{base}"
        ground = "pressed" if is_down else "hover" if self.underMouse() else ""
        if self._kind == "quiet":
            return ground, "", "muted" if not self.text() else "ink"
        border = "pressed" if is_down else "hover" if self.underMouse() else ""
        return ground or "surface", f"border_{border}" if border else "border", "ink"

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        look = theme.current()
        side = look.px(_ICON)
        if not self.text():
            square = QRectF(0, 0, side, side)
            square.moveCenter(rect.center())
            icons.paint(painter, square, self._icon, ink)
            return
        pad = look.px(_PADDING)
        left, right = rect.left() + pad, rect.right() - pad
        is_mirrored = self.isRightToLeft()
        if self._icon:
            x = right - side if is_mirrored else left
            icons.paint(
                painter, QRectF(x, rect.center().y() - side / 2, side, side), self._icon, ink
            )
            left, right = _less(left, right, side + theme.GAP_SMALL, at_start=not is_mirrored)
        if self._key:
            width = key_hint_width(self._key)
            x = left if is_mirrored else right - width
            paint_key_hint(painter, QRectF(x, rect.top(), width, rect.height()), self._key, ink)
            left, right = _less(left, right, width + theme.GAP_SMALL, at_start=is_mirrored)
        if self.menu() is not None:
            mark = side * 0.75
            x = left if is_mirrored else right - mark
            icons.paint(
                painter, QRectF(x, rect.center().y() - mark / 2, mark, mark), "chevron-down", ink
            )
            left, right = _less(left, right, side, at_start=is_mirrored)
        painter.setFont(look.font("strong"))
        painter.setPen(look.color(ink))
        room = QRectF(left, rect.top(), right - left, rect.height())
        side = Qt.AlignmentFlag.AlignLeading if self._is_wide else Qt.AlignmentFlag.AlignHCenter
        flags = self.style().visualAlignment(
            self.layoutDirection(), side | Qt.AlignmentFlag.AlignVCenter
        )
        paint_wrapped(painter, room, int(flags | Qt.TextFlag.TextHideMnemonic), self.text())


def icon_button(
    icon: str, name: str, run: Callable[[], object] | None = None, *, is_quiet: bool = False
) -> Button:
    """A square button with an icon alone; `name` says what it does."""
    return Button(kind="quiet" if is_quiet else "plain", icon=icon, name=name, run=run)


def _shown(text: str) -> str:
    """The words without the marks of mnemonics, to measure them."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _less(left: float, right: float, amount: float, *, at_start: bool) -> tuple[float, float]:
    return (left + amount, right) if at_start else (left, right - amount)
