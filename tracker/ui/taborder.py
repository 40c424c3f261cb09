"""The Tab key goes in the order of reading, whenever which widget was made.

Qt goes by the order of making, and a page that fills itself from the record makes its rows last.
So the order is put right when it is needed: at the press of Tab.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QBoxLayout,
    QComboBox,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

_REVERSED = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)
# What holds widgets of Qt's own, which it keeps in order by itself.
_WHOLE = (QAbstractSpinBox, QComboBox)


def put_in_order(window: QWidget) -> None:
    """Let Tab go through a window as its layouts stand on the screen."""
    before: QWidget | None = None
    for widget in _below(window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            if before is not None and before.nextInFocusChain() is not widget:
                QWidget.setTabOrder(before, widget)
            before = widget


def _below(widget: QWidget) -> Iterator[QWidget]:
    """The widgets below one in the order of reading, each before what is in it."""
    for child in _children(widget):
        # Another window keeps to itself.
        if child.isWindow():
            continue
        yield child
        if not isinstance(child, _WHOLE):
            yield from _below(child)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QStackedWidget):
        return [shown] if (shown := widget.currentWidget()) is not None else []
    if isinstance(widget, QScrollArea):
        return [held] if (held := widget.widget()) is not None else []
    if isinstance(widget, QAbstractScrollArea):
        return [widget.viewport()]
    layout = widget.layout()
    found = list(_in_layout(layout)) if layout is not None else []
    known = {id(one) for one in found}
    loose = [
        one
        for one in widget.children()
        if isinstance(one, QWidget) and id(one) not in known and one.isVisibleTo(widget)
    ]
    is_mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    loose.sort(key=lambda one: _place(one, is_mirrored))
    return found + loose


def _place(one: QWidget, is_mirrored: bool) -> tuple[int, int]:
    at = one.mapToParent(QPoint(one.width() if is_mirrored else 0, 0))
    return at.y(), -at.x() if is_mirrored else at.x()


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _in_layout(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: cast("tuple[int, int]", layout.getItemPosition(place))[:2])
    if isinstance(layout, QBoxLayout) and layout.direction() in _REVERSED:
        places.reverse()
    found = (layout.itemAt(place) for place in places)
    return [item for item in found if item is not None]
