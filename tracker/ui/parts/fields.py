"""What is typed and chosen: fields, and the frame that names one and says what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.painting import focus_ring, rounded

_MARK = 14
_ASIDE = 17


def _paint_mark(field: QWidget, icon: str) -> None:
    """Draw the icon that says what the end of a field opens."""
    side = theme.current().px(_MARK)
    x = theme.GAP if field.isRightToLeft() else field.width() - side - theme.GAP
    painter = QPainter(field)
    tone = "muted" if field.isEnabled() else "on_disabled"
    icons.paint(painter, QRectF(x, (field.height() - side) / 2, side, side), icon, tone)


def _without_buttons(field: QAbstractSpinBox) -> None:
    """Leave the buttons out and begin the text where it begins in every other field."""
    field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    # Without buttons the sheet's padding no longer reaches the text.
    inset = theme.current().px(theme.GAP) - 2
    field.lineEdit().setTextMargins(inset, 0, inset, 0)


class LineField(QLineEdit):
    """A line of text."""

    def __init__(
        self, text: str = "", placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        """`placeholder` is an example, never the only name of the field."""
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)


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

    def sizeHint(self) -> QSize:
        """Three lines and a bit."""
        return QSize(theme.current().px(240), theme.current().px(88))


class ChoiceField(QComboBox):
    """One of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty list; fill it with `addItem(text, value)`."""
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(14)
        # Turning the wheel over it is no wish to be here.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def let_shrink(self) -> None:
        """Be no wider than there is room: a long entry is cut in the field, never the field."""
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the sheet says, and the mark that it opens."""
        super().paintEvent(event)
        _paint_mark(self, "chevron-down")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: who scrolls over a choice has not chosen anew."""
        event.ignore()


class DateField(QDateEdit):
    """A day, with a calendar that opens at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Written as the locale writes it, with the year in full."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        pattern = self.locale().dateFormat(self.locale().FormatType.ShortFormat)
        # Two figures of a year are a guess, in which a valid-until of 2031 becomes 1931.
        self.setDisplayFormat(pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the sheet says, and the mark that it opens."""
        super().paintEvent(event)
        _paint_mark(self, "calendar")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step only where the keyboard is; else the page scrolls on and the value stays."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TimeField(QTimeEdit):
    """A wall time, as the locale writes it; the arrow keys step it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without buttons: the keys and the wheel do what they do."""
        super().__init__(parent)
        _without_buttons(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDisplayFormat(self.locale().timeFormat(self.locale().FormatType.ShortFormat))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step only where the keyboard is; else the page scrolls on and the value stays."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CountField(QSpinBox):
    """A whole number; the arrow keys and the wheel step it."""

    def __init__(self, least: int = 0, most: int = 9999, parent: QWidget | None = None) -> None:
        """Both ends are allowed."""
        super().__init__(parent)
        self.setRange(least, most)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        _without_buttons(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step only where the keyboard is; else the page scrolls on and the value stays."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CheckField(QCheckBox):
    """Yes or no."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """`text` says what is agreed to."""
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """The box and its words."""
        look, metrics = theme.current(), self.fontMetrics()
        wide = metrics.horizontalAdvance(self.text()) if self.text() else 0
        side = look.px(18)
        gap = theme.GAP_SMALL + 2 if wide else 0
        return QSize(side + gap + wide + 6, max(look.px(28), metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def hitButton(self, pos) -> bool:  # noqa: ANN001 - Qt's name and argument
        """Words and box alike."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box with its tick, and the words."""
        look, painter = theme.current(), QPainter(self)
        side = look.px(18)
        x = self.width() - side - 3 if self.isRightToLeft() else 3
        box = QRectF(x, (self.height() - side) / 2, side, side)
        self._paint_box(painter, box)
        gap = side + theme.GAP_SMALL + 5
        rect = QRectF(self.rect())
        room = rect.adjusted(0, 0, -gap, 0) if self.isRightToLeft() else rect.adjusted(gap, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(look.color("ink" if self.isEnabled() else "on_disabled"))
        side_flag = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        flags = int(self.style().visualAlignment(self.layoutDirection(), side_flag))
        painter.drawText(room, flags | int(Qt.TextFlag.TextShowMnemonic), self.text())
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-3, -3, 3, 3), theme.current().radius_small + 2)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        state = self.checkState()
        if state == Qt.CheckState.Unchecked:
            border = "border_hover" if self.underMouse() else "border"
            ground = "surface" if self.isEnabled() else "disabled"
            rounded(
                painter,
                box,
                theme.current().radius_small,
                look.color(ground),
                look.color(border),
            )
            return
        ground, ink = (
            ("accent", "on_accent") if self.isEnabled() else ("border_disabled", "surface")
        )
        rounded(painter, box, theme.current().radius_small, look.color(ground))
        if state == Qt.CheckState.PartiallyChecked:
            pen = QPen(look.color(ink), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            middle, reach = box.center(), QPointF(box.width() * 0.22, 0)
            painter.drawLine(middle - reach, middle + reach)
            return
        inset = box.width() * 0.14
        icons.paint(painter, box.adjusted(inset, inset, -inset, -inset), "check", ink)


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
        self._label = ElidedLabel(shown, "secondary", "muted")
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
        column = QVBoxLayout(self)
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
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_problem("")

    def put_aside(self, widget: QWidget) -> None:
        """Put a small widget, such as a chip, at the end of the name, and no taller than it."""
        tall = max(self._label.sizeHint().height(), theme.current().px(_ASIDE))
        self._label.setMinimumHeight(tall)
        widget.setFixedHeight(tall)
        self._head.addWidget(widget)

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
            self.field.style().unpolish(self.field)
            self.field.style().polish(self.field)
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
