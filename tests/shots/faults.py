"""What is wrong with the look of a window, found by machine: cut words, overlaps, strays, defaults.

Words of the person may be cut where their whole is a tooltip; words of the program never are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QStyle,
    QStyleOptionFrame,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from tracker.i18n import unmarked

# Rounding of font metrics at fractions of a pixel is no fault.
_SLACK = 2
# What the style sheet dresses although it is Qt's own class.
_DRESSED = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QScrollBar, QMenu)
# Qt's own controls that look like Qt where nobody has painted them.
_CONTROLS = (QAbstractButton, QTabBar, *_DRESSED)
# Inside these Qt lays out parts of its own.
_WHOLES = (QAbstractSpinBox, QComboBox, QScrollBar, QTabBar)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where in the window, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        """Both, in a line."""
        return f"{self.where}: {self.what}"


@dataclass(slots=True)
class Words:
    """The words of the person whose record is shown, and what of any words did not fit."""

    own: list[str]
    cut: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, own: Iterable[str]) -> Words:
        """With the longest first, so that a title is taken out before a word in it."""
        return cls(sorted({text.strip() for text in own if text.strip()}, key=len, reverse=True))

    def are_own(self, text: str) -> bool:
        """Whether a text is the person's words, with at most a word of the program beside them."""
        text = unmarked(text)
        text = text.strip("\u2066\u2067\u2068\u2069")  # marks of direction, which nobody sees
        if any(text in own for own in self.own):
            return True  # a line of a title that goes over several
        left = text[self._own_beginning(text) :]
        for own in self.own:
            if own in left:
                left = left.replace(own, "")
        return sum(map(str.isalnum, left)) * 2 < sum(map(str.isalnum, text))

    def _own_beginning(self, text: str) -> int:
        """How many letters at the beginning of a line end a longer text of the person's."""
        ends = range(len(text), 0, -1)
        return next((n for n in ends if any(one.endswith(text[:n]) for one in self.own)), 0)


@contextmanager
def watching(words: Words) -> Iterator[Words]:
    """Note every text that is painted with «…», whichever part paints it."""
    plain = QFontMetrics.elidedText

    def elided(metrics: QFontMetrics, text: str, *how: object) -> str:
        shown = plain(metrics, text, *how)
        if shown != text:
            words.cut[text] = shown
        return shown

    QFontMetrics.elidedText = elided
    try:
        yield words
    finally:
        QFontMetrics.elidedText = plain


def faults(window: QWidget, words: Words) -> list[Fault]:
    """All that is wrong in what `window` shows now; it was painted while `words` were watched."""
    found = [
        Fault("painted", f"«{text}» is cut to «{shown}»")
        for text, shown in words.cut.items()
        if not words.are_own(text)
    ]
    for widget in seen(window):
        found += [Fault(_name(widget), what) for what in _of_one(widget, words)]
        found += _overlaps(widget)
    return found


def seen(window: QWidget) -> Iterator[QWidget]:
    """The visible widgets of a window of which something can be seen, the window first."""
    yield window
    for child in window.findChildren(QWidget):
        if child.isVisible() and not child.isWindow() and not child.visibleRegion().isEmpty():
            yield child


def _of_one(widget: QWidget, words: Words) -> Iterator[str]:
    yield from _cut_words(widget, words)
    if _is_squeezed(widget):
        least = widget.minimumSizeHint()
        yield (
            f"is {widget.width()} × {widget.height()}, and needs {least.width()} × {least.height()}"
        )
    if stray := _stray(widget):
        yield stray
    if _is_default(widget):
        yield "looks like Qt: nobody has dressed it"


def _cut_words(widget: QWidget, words: Words) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.text() and not _elides(widget):
        room, metrics = widget.contentsRect(), widget.fontMetrics()
        if widget.wordWrap():
            wanted = widget.heightForWidth(widget.width())
            if wanted > widget.height() + _SLACK:
                yield f"«{widget.text()}» is cut at the foot"
        elif metrics.horizontalAdvance(widget.text()) > room.width() + _SLACK:
            yield f"«{widget.text()}» is cut at the end"
    elif isinstance(widget, QLineEdit) and not widget.text():
        text = widget.placeholderText()
        if widget.fontMetrics().horizontalAdvance(text) > _room_to_write(widget):
            yield f"the hint «{text}» is cut at the end"
    elif isinstance(widget, QComboBox) and not words.are_own(widget.currentText()):
        room = widget.contentsRect().width() - _SLACK
        if widget.fontMetrics().horizontalAdvance(widget.currentText()) > room:
            yield f"the choice «{widget.currentText()}» is cut at the end"


def _room_to_write(field: QLineEdit) -> int:
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    margins = field.textMargins()
    # Qt keeps two pixels free at each end for the cursor.
    return inside.width() - margins.left() - margins.right() - 4


def _elides(label: QLabel) -> bool:
    """Whether a label cuts by itself, so that it was watched."""
    return type(label).paintEvent is not QLabel.paintEvent


def _is_squeezed(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    layout = parent.layout() if parent is not None else None
    if layout is None or not _is_laid_out(layout, widget):
        return False
    least = widget.minimumSizeHint().boundedTo(widget.maximumSize())
    if least.width() > widget.width() + _SLACK:
        return True
    # Wrapped lines need less height where there is width; what holds them counts their narrowest.
    is_plain = widget.layout() is None and not widget.hasHeightForWidth()
    return is_plain and least.height() > widget.height() + _SLACK


def _is_laid_out(layout: object, widget: QWidget) -> bool:
    at = layout.indexOf(widget)
    if at >= 0:
        return True
    inner = (layout.itemAt(n).layout() for n in range(layout.count()))
    return any(one is not None and _is_laid_out(one, widget) for one in inner)


def _stray(widget: QWidget) -> str:
    """Where a widget leaves the one it stands in, or does not fit where nothing scrolls."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, _WHOLES):
        return ""
    above = parent.parentWidget()
    if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
        if not isinstance(above, QScrollArea) or above.widget() is not widget:
            return ""
        fixed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if above.horizontalScrollBarPolicy() == fixed and widget.width() > parent.width() + _SLACK:
            return f"is {widget.width()} wide in a room of {parent.width()} that does not scroll"
        return ""
    if isinstance(parent, QStackedWidget) or _floats(widget):
        return ""
    room = parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    if room.contains(widget.geometry()):
        return ""
    return f"at {_told(widget.geometry())} leaves its parent of {_told(parent.rect())}"


def _overlaps(parent: QWidget) -> Iterator[Fault]:
    if isinstance(parent, (*_WHOLES, QAbstractScrollArea)):
        return
    inside = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not _floats(child)
    ]
    for one, other in combinations(inside, 2):
        shared = one.geometry().intersected(other.geometry())
        if shared.width() > _SLACK and shared.height() > _SLACK:
            where = f"{_name(one)} and {_name(other)}"
            yield Fault(where, f"lie over each other by {shared.width()} × {shared.height()}")


def _floats(widget: QWidget) -> bool:
    """Whether a widget lies over others on purpose: a toast, a panel of suggestions, a shade."""
    is_seen_through = widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    parent = widget.parentWidget()
    # The palette lies over the whole window, and is no part of its layout.
    is_over_all = isinstance(parent, QMainWindow) and widget is not parent.centralWidget()
    return is_seen_through or is_over_all or widget.property("part") in {"floating", "toast"}


def _is_default(widget: QWidget) -> bool:
    """Whether a control is Qt's own class, painted by Qt, and no rule of the style sheet's."""
    kind = type(widget)
    if not isinstance(widget, _CONTROLS) or isinstance(widget, _DRESSED):
        return False
    is_inner = isinstance(widget.parentWidget(), (QTabBar, QLineEdit, QMenu))
    if is_inner and isinstance(widget.parentWidget(), QTabBar):
        return isinstance(widget, QToolButton)
    return kind.__module__.startswith("PySide6") and not is_inner


def _name(widget: QWidget) -> str:
    """How a person finds a widget: its classes from the page down, and its words."""
    path: list[str] = []
    one: QWidget | None = widget
    while one is not None and not one.isWindow() and len(path) < 4:
        if type(one) is not QWidget:
            path.append(type(one).__name__)
        one = one.parentWidget()
    told = widget.accessibleName()
    if not told and isinstance(widget, QLabel | QAbstractButton):
        told = widget.text()
    place = widget.mapTo(widget.window(), QPoint(0, 0))
    name = " › ".join(reversed(path)) or type(widget).__name__
    return f"{name} at {place.x()},{place.y()}" + (f" «{told[:60]}»" if told else "")


def _told(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()} × {rect.height()}"
