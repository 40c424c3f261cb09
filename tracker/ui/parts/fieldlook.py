"""The ground that every field stands on: one box, whose edge says hover, focus and fault."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tracker.ui import icons, theme
from tracker.ui.parts.painting import rounded

# From the edge to the text [logical px]; Qt leaves two more for the cursor.
_INSET = 11
_MARK = 14


def inset() -> int:
    """How far from its edge the text of a field begins [px]."""
    return theme.current().px(_INSET) + theme.HAIRLINE


def field_height() -> int:
    """How tall a field of one line is at least [px]."""
    return theme.current().px(theme.CONTROL_HEIGHT)


def clear_ground(line: QWidget) -> None:
    """Let what Qt would fill be seen through; all other colours stay those of the application."""
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    line.setPalette(colours)


def paint_field(field: QWidget, radius: float = theme.RADIUS_CONTROL) -> None:
    """Draw the ground and the edge of a field as it stands now."""
    look = theme.current()
    ground, edge, width = "surface", "border", theme.HAIRLINE
    if not field.isEnabled():
        ground, edge = "disabled", "border_disabled"
    elif isinstance(field, QLineEdit | QPlainTextEdit) and field.isReadOnly():
        ground = "hover"
    if field.isEnabled():
        if field.hasFocus():
            edge, width = "focus", theme.FOCUS_WIDTH
        elif field.underMouse():
            edge = "border_hover"
        if field.property("problem"):
            edge = "bad"
    box = QRectF(field.rect())
    rounded(QPainter(field), box, look.px(radius), look.color(ground), look.color(edge), width)


def paint_mark(field: QWidget, icon: str) -> None:
    """Draw the icon that says what the end of a field opens."""
    side = theme.current().px(_MARK)
    x = theme.GAP if field.isRightToLeft() else field.width() - side - theme.GAP
    painter = QPainter(field)
    tone = "muted" if field.isEnabled() else "on_disabled"
    icons.paint(painter, QRectF(x, (field.height() - side) / 2, side, side), icon, tone)
