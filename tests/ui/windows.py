"""What tests of dialogs share: waiting for one, and finding its parts."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tracker.ui.parts.button import Button

D = TypeVar("D", bound=QDialog)


def open_dialogs(kind: type[D]) -> list[D]:
    """The dialogs of this kind that are to be seen."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def wait_for(qtbot, kind: type[D]) -> D:
    """The one dialog of this kind, as soon as it is shown."""
    qtbot.waitUntil(lambda: len(open_dialogs(kind)) == 1)
    return open_dialogs(kind)[0]


def button(widget: QWidget, text: str) -> Button:
    """The button with these words or this name."""
    found = [
        one
        for one in widget.findChildren(Button)
        if text in (one.text(), one.accessibleName()) and not one.isHidden()
    ]
    assert len(found) == 1, [one.text() for one in widget.findChildren(Button)]
    return found[0]
