"""What is typed and chosen: fields, and the frame that names one and says what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _, is_right_to_left
from tracker.ui import icons, theme
from tracker.ui.parts.fieldlook import clear_ground, field_height, inset, paint_field, paint_mark
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.menu import dress_menu
from tracker.ui.parts.scrollbar import see_through
from tracker.ui.style import popup_sheet

_MARK = 14
_ASIDE = 17
# Three lines and a bit [logical px].
_TALL = 96


class LineField(QLineEdit):
    """A line of text."""

    def __init__(
        self, text: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        """`placeholder` is an example, never the only name of the field."""
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        if is_right_to_left():
            # Qt would put digits and Latin letters at the left, away from the field's name.
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        clear_ground(self)
        self._free = (0, 0)
        self.keep_free(*self._free)

    def keep_free(self, left: int, right: int) -> None:
        """Leave so much free beside the text [px], over what every field leaves at its ends."""
        self._free = (left, right)
        self.setTextMargins(left + inset(), 0, right + inset(), 0)

    def sizeHint(self) -> QSize:
        """As tall as every field."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), field_height()))

    def minimumSizeHint(self) -> QSize:
        """As tall as every field."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), field_height()))

    def changeEvent(self, event: QEvent) -> None:
        """The ends grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_free"):
            self.keep_free(*self._free)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the text."""
        paint_field(self)
        super().paintEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu in the look of the house."""
        _show_menu(self.createStandardContextMenu(), event)

    def fit_hint(self, least: int) -> None:
        """Be so wide that the example can be read, but no narrower than `least` [px]."""
        pad = 2 * theme.current().px(theme.GAP) + 8
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self.setFixedWidth(max(least, words + pad))


class TextField(QPlainTextEdit):
    """Several lines of text; Tab leaves it."""

    def __init__(
        self, text: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        """`placeholder` is an example, never the only name of the field."""
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        see_through(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        clear_ground(self)
        look = theme.current()
        across, down = look.px(8) + theme.HAIRLINE, look.px(7) + theme.HAIRLINE
        self.setViewportMargins(across, down, across, down)

    def sizeHint(self) -> QSize:
        """Three lines and a bit."""
        return QSize(theme.current().px(240), theme.current().px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """As tall, and as narrow as there is room."""
        return QSize(super().minimumSizeHint().width(), theme.current().px(_TALL))

    def event(self, event: QEvent) -> bool:
        """Draw the ground in place of a frame; the text is the viewport's."""
        if event.type() == QEvent.Type.Paint:
            paint_field(self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu in the look of the house."""
        _show_menu(self.createStandardContextMenu(), event)


class ChoiceField(QComboBox):
    """One of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty list; fill it with `addItem(text, value)`."""
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(14)
        # Turning the wheel over it is no wish to be here.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Its longest entry and the mark; as tall as every field."""
        return self._roomy(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """The same of the least it may be."""
        return self._roomy(super().minimumSizeHint())

    def _roomy(self, hint: QSize) -> QSize:
        wide = hint.width() + theme.current().px(theme.GAP)
        return QSize(wide, max(hint.height(), field_height()))

    def showPopup(self) -> None:
        """Open the list in the look of the moment."""
        wanted = popup_sheet(theme.current())
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)
        super().showPopup()

    def let_shrink(self) -> None:
        """Be no wider than there is room: a long entry is cut in the field, never the field."""
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What is chosen, and the mark that it opens."""
        paint_field(self)
        look, painter = theme.current(), QPainter(self)
        before, after = inset() + 2, look.px(_MARK) + theme.GAP + theme.GAP_TINY
        is_mirrored = self.isRightToLeft()
        ends = (after, before) if is_mirrored else (before, after)
        room = self.rect().adjusted(ends[0], 0, -ends[1], 0)
        painter.setPen(look.color("ink" if self.isEnabled() else "on_disabled"))
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        elide, text = Qt.TextElideMode.ElideRight, self.currentText()
        cut = self.fontMetrics().elidedText(text, elide, room.width())
        painter.drawText(room, int(flags | Qt.TextFlag.TextSingleLine), cut)
        paint_mark(self, "chevron-down")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: who scrolls over a choice has not chosen anew."""
        event.ignore()


def _show_menu(menu: QMenu, event: QContextMenuEvent) -> None:
    dress_menu(menu)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(event.globalPos())


class FieldFrame(QWidget):
    """A field under its name; below it a hint, or what is wrong in its place."""

    def __init__(
        self,
        label: str,
        field: QWidget,
        hint: str = "",
        *,
        is_needed: bool = False,
        marked: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`is_needed` marks a field that can't stay empty, in words for a screen reader too.

        Where `field` is a group of widgets, `marked` is the one that carries the name and the
        problem.
        """
        super().__init__(parent)
        self.field = marked or field
        self._hint = hint
        shown = _("{label} (needed)").format(label=label) if is_needed else label
        self._label = ElidedLabel(shown, "secondary", "muted", lines=2)
        self._label.setBuddy(self.field)
        # As tall with a chip beside it as without, so that fields of a row stay level.
        self._label.setMinimumHeight(theme.current().px(_ASIDE))
        self.field.setAccessibleName(shown)
        self._mark = _ProblemMark()
        self._note = PlainLabel(hint, "secondary", "muted", wraps=True)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._note, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_TINY)
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.GAP_SMALL)
        self._head.addWidget(self._label)
        self._head.addStretch(1)
        column.addLayout(self._head)
        column.addWidget(field)
        column.addLayout(below)
        column.addStretch()
        self._aside: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_problem("")

    def put_aside(self, widget: QWidget) -> None:
        """Put a small widget, such as a chip, at the end of the name, and no taller than it.

        Where there is no room for both beside one another it stands under the field.
        """
        tall = max(self._label.sizeHint().height(), theme.current().px(_ASIDE))
        self._label.setMinimumHeight(tall)
        widget.setFixedHeight(tall)
        self._aside = widget
        widget.destroyed.connect(self._forget_aside)
        self._head.addWidget(widget)
        self._place_aside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside the name goes where there is room for it."""
        super().resizeEvent(event)
        self._place_aside()

    def _place_aside(self) -> None:
        aside = self._aside
        if aside is None or not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            return
        wanted = self._label.sizeHint().width() + self._head.spacing() + aside.sizeHint().width()
        has_room, is_beside = wanted <= self.width(), self._head.indexOf(aside) >= 0
        if has_room == is_beside:
            return
        if has_room:
            self._column.removeWidget(aside)
            self._head.addWidget(aside)
        else:
            self._head.removeWidget(aside)
            under = self._column.count() - 2
            self._column.insertWidget(under, aside, 0, Qt.AlignmentFlag.AlignLeading)

    def _forget_aside(self) -> None:
        self._aside = None

    def set_hint(self, text: str) -> None:
        """Say something else below the field while nothing is wrong with it."""
        is_wrong = bool(self.problem())
        self._hint = text
        if not is_wrong:
            self.set_problem("")

    def set_problem(self, text: str, *, is_told: bool = True) -> None:
        """Say what is wrong with the field; an empty text says that it is right.

        Where it is told elsewhere (`is_told` False) the field is marked alone.
        """
        shown = text if is_told else ""
        self._note.setText(shown or self._hint)
        self._note.set_tone("bad" if shown else "muted")
        self._note.setVisible(bool(shown or self._hint))
        self._mark.setVisible(bool(shown))
        if bool(self.field.property("problem")) != bool(text):
            self.field.setProperty("problem", bool(text))
            self.field.update()
        if self.field.accessibleDescription() != (text or self._hint):
            self.field.setAccessibleDescription(text or self._hint)
            QAccessible.updateAccessibility(
                QAccessibleEvent(self.field, QAccessible.Event.DescriptionChanged)
            )

    def problem(self) -> str:
        """What is said to be wrong; "" where nothing is."""
        return self.field.accessibleDescription() if self.field.property("problem") else ""


class _ProblemMark(QWidget):
    """The small sign beside what is wrong, so that its colour is not alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_MARK)
        return QSize(side, side + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = theme.current().px(_MARK)
        icons.paint(QPainter(self), QRectF(0, 1, side, side), "warning", "bad")
