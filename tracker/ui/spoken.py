"""What a widget of ours is to a screen reader, where Qt would only say that it is a widget.

A widget says so by a class attribute `spoken_role`, the name of a `QAccessible.Role`, and, where
it shows how far something is, by a method `spoken_value`.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_MINE = "spoken"


class Spoken(QAccessibleWidget):
    """A widget with the role and the value that its class names."""

    def __init__(self, widget: QWidget, role: str) -> None:
        super().__init__(widget, QAccessible.Role[role], "")

    def text(self, t: QAccessible.Text) -> str:
        """As Qt has it, but for the value."""
        told = getattr(self.widget(), "spoken_value", None)
        if t == QAccessible.Text.Value and told is not None:
            return told()
        return super().text(t)


def _make(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "spoken_role", "")
    if not role or not isinstance(thing, QWidget):
        return None
    made = Spoken(thing, role)
    # Qt deletes it with the widget; until then Python must not.
    setattr(thing, _MINE, made)
    return made


def install() -> None:
    """Let Qt ask here first; once is enough."""
    QAccessible.installFactory(_make)
