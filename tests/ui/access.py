"""What a screen reader finds in a window, and what of it would leave a person in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from tracker.ui.keys.taborder import stops

ROLE, TEXT = QAccessible.Role, QAccessible.Text
# What only holds others; it is never reached and needs no name.
_HOLDERS = frozenset(
    {
        ROLE.Client,
        ROLE.Pane,
        ROLE.Grouping,
        ROLE.LayeredPane,
        ROLE.Splitter,
        ROLE.Separator,
        ROLE.ScrollBar,
        ROLE.Border,
        ROLE.NoRole,
        ROLE.Whitespace,
    }
)
_CELLS = frozenset({ROLE.Cell, ROLE.ListItem, ROLE.TreeItem})
_HEADERS = frozenset({ROLE.ColumnHeader, ROLE.RowHeader})
# `Q` before a class, an underscore before a private one, or words run together.
_CLASS_NAME = re.compile(r"_?Q[A-Z]\w+|_[A-Z]\w+|[A-Z][a-z]+(?:[A-Z][a-z]+)+")
# The paragraph that our tooltips are made with, as against what a person typed.
_OUR_MARKUP = re.compile(r"</?p>|&(?:lt|gt|amp|quot|#x27);")
_TAG = re.compile(r"<[a-zA-Z/!]")
# A table of a thousand rows is the same cell again and again.
_MOST_CELLS = 60


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the tree as a screen reader has it."""

    widget: QWidget | None
    role: QAccessible.Role
    name: str
    description: str
    value: str
    is_focusable: bool
    is_actionable: bool
    is_visible: bool
    path: str

    def __str__(self) -> str:
        """The node with the way to it."""
        return f"{self.path} [{self.role.name}] «{self.name}»"


def nodes(window: QWidget) -> Iterator[Node]:
    """Every node below a window, the window first."""
    found = QAccessible.queryAccessibleInterface(window)
    if found is not None:
        yield from _below(found, type(window).__name__)


def _below(one: QAccessibleInterface, path: str) -> Iterator[Node]:
    state = one.state()
    if state.invisible:
        return
    thing = one.object()
    widget = thing if isinstance(thing, QWidget) else None
    actions = one.actionInterface()
    doable = list(actions.actionNames()) if actions is not None else []
    # Every widget can be given the focus by a program; only that is nothing a person can do.
    doable = [name for name in doable if name != "SetFocus"]
    yield Node(
        widget,
        one.role(),
        one.text(TEXT.Name),
        one.text(TEXT.Description),
        one.text(TEXT.Value),
        bool(state.focusable),
        bool(doable),
        not state.invisible,
        path,
    )
    most = _MOST_CELLS if isinstance(widget, QAbstractItemView) else 100_000
    for place in range(min(one.childCount(), most)):
        child = one.child(place)
        if child is not None and child.isValid():
            thing = child.object()
            step = type(thing).__name__ if thing is not None else child.role().name
            yield from _below(child, f"{path}/{step}")


def faults(window: QWidget) -> list[str]:
    """What in a window a person with a screen reader could not use."""
    return [f"{what}: {node}" for node in nodes(window) if (what := _fault(node))]


def _fault(node: Node) -> str:
    if node.role in _CELLS and not node.name.strip():
        return "a cell without text"
    if node.role in _HEADERS or (node.role in _HOLDERS and not node.is_focusable):
        return ""
    if (node.is_focusable or node.is_actionable) and not node.name.strip():
        return "no name"
    if _CLASS_NAME.fullmatch(node.name) and node.is_focusable:
        return "a class for a name"
    return ""


def order_faults(window: QWidget) -> list[str]:
    """Steps of the Tab key that go against the order of reading.

    Reading goes along a line and then down; where widgets stand in columns, a column is read to
    its end before the next one. So a step back up is right only into a column further on, and a
    step back along the line only downwards.
    """
    chain = _chain(window)
    return [
        f"Tab goes back from {_called(here)} to {_called(there)}"
        for here, there in pairwise(chain)
        if goes_back(here, there, window)
    ]


def _chain(window: QWidget) -> list[QWidget]:
    """What the Tab key reaches, in its order, from the window's first on."""
    return [
        one for one in stops(window) if not _is_floating(one) and not one.visibleRegion().isEmpty()
    ]


def _is_floating(one: QWidget) -> bool:
    """Whether it is on a panel over the page, which keeps Tab to itself."""
    above: QWidget | None = one
    while above is not None and above.property("part") != "floating" and not _lies_over(above):
        above = above.parentWidget()
    return above is not None


def _lies_over(one: QWidget) -> bool:
    """Whether it covers the whole of the parent that it is not laid out in, as a question does."""
    parent = one.parentWidget()
    if parent is None or one.isWindow() or parent.layout() is None or one.size() != parent.size():
        return False
    return parent.layout().indexOf(one) < 0


def goes_back(here: QWidget, there: QWidget, window: QWidget) -> bool:
    """Whether a step from one widget to another goes against the order of reading."""
    a, b = _seen(here, window), _seen(there, window)
    if window.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        a.moveLeft(window.width() - a.right())
        b.moveLeft(window.width() - b.right())
    is_above = b.bottom() < a.top()
    is_below = b.top() > a.bottom()
    is_further_on, is_before = b.left() >= a.left() + 8, b.right() <= a.left()
    return (is_above and not is_further_on) or (not is_above and not is_below and is_before)


def _seen(one: QWidget, window: QWidget) -> QRect:
    """Where in the window that part of a widget is that can be seen; the rest is scrolled away."""
    part = one.visibleRegion().boundingRect()
    return QRect(one.mapTo(window, part.topLeft()), part.size())


def _called(widget: QWidget) -> str:
    named = QAccessible.queryAccessibleInterface(widget)
    name = named.text(TEXT.Name) if named is not None else ""
    return f"{type(widget).__name__} «{name}»"


def markup_faults(window: QWidget) -> list[str]:
    """Where a person's words could act as mark-up, or where our own is read out."""
    found = [
        f"mark-up is read out: {node}"
        for node in nodes(window)
        if _OUR_MARKUP.search(node.name + node.description + node.value)
    ]
    for one in window.findChildren(QWidget):
        if isinstance(one, QLabel) and one.textFormat() != Qt.TextFormat.PlainText and one.text():
            found.append(f"{_called(one)} reads mark-up out of its words")
        if _TAG.search(one.toolTip().removeprefix("<p>").removesuffix("</p>")):
            found.append(f"the tooltip of {_called(one)} holds mark-up")
    return found
