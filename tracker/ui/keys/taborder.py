"""The Tab key goes in the order of reading, whenever which widget was made.

Qt goes by the order of making, and a page that fills itself from the record makes its rows last.
It also stops at what only hands the keyboard on, such as a row of fields: from the last widget on,
Tab then came to the middle of the window, and to nothing before it ever again. So the way is found
when it is needed: at the press of Tab.
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


def step(window: QWidget, *, is_next: bool) -> bool:
    """Take the keyboard to the next stop of a window, or to the one before; round at the ends.

    Whether there was one. What scrolls shows it.
    """
    order = list(_below(window))
    places = {id(one): place for place, one in enumerate(order)}
    here = window.focusWidget()
    while here is not None and id(here) not in places:
        here = None if here is window else here.parentWidget()
    place = -1 if here is None else places[id(here)]
    if is_next:
        ring = order[place + 1 :] + order[: max(place, 0)]
    else:
        ring = order[: max(place, 0)][::-1] + order[place + 1 :][::-1]
    for one in ring:
        if _is_stop(one):
            reason = Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
            one.setFocus(reason)
            _show(one)
            return True
    return False


def stops(window: QWidget) -> list[QWidget]:
    """What the Tab key comes to, in its order."""
    return [one for one in _below(window) if _is_stop(one)]


def _is_stop(one: QWidget) -> bool:
    """Whether Tab stops here; what hands the keyboard on is no stop by itself."""
    can = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
    return can and one.isVisible() and one.isEnabled()


def _show(one: QWidget) -> None:
    above = one.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(one)
        above = above.parentWidget()


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
        # What floats over the pages comes after the page in sight.
        shown = widget.currentWidget()
        over = [one for one in widget.children() if isinstance(one, QWidget)]
        over = [one for one in over if widget.indexOf(one) < 0 and one.isVisibleTo(widget)]
        return over if shown is None else [shown, *over]
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
