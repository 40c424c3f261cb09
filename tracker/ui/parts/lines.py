"""Lines of a card under one another, each with words at both ends, that can be opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.labels import ElidedLabel, PlainLabel


class Lines(QWidget):
    """A list of lines with a hairline above each; `add` puts one at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def clear(self) -> None:
        """Take all lines out."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def add(
        self,
        text: str,
        aside: str | QWidget = "",
        run: Callable[[], object] | None = None,
        *,
        below: str = "",
        lead: QWidget | None = None,
        tail: QWidget | None = None,
        tone: str = "ink",
        notes: Sequence[str] = (),
        spoken: str = "",
    ) -> None:
        """One more line: `text`, a muted remark `below`, and `aside` at its end.

        `notes` are longer remarks under all of it, which break where they must. `spoken` says to a
        screen reader what an `aside` shows that is no text.

        With `run` a click or Enter opens it. `lead` stands before it and `tail` after it; they are
        used for themselves.
        """
        self._column.addWidget(Rule())
        spoken = aside if isinstance(aside, str) else spoken
        name = ", ".join(part for part in (text, below, *notes, spoken) if part)
        end = PlainLabel(aside, tone="muted", is_tabular=True) if isinstance(aside, str) else aside
        line: QWidget
        if run is None:
            line = QWidget()
            line.setAccessibleName(name)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, theme.GAP_SMALL, 0, theme.GAP_SMALL)
            row.addWidget(_words(text, below, tone), 1)
            row.addWidget(end)
        else:
            line = ClickRow(name, None)
            line.add(_words(text, below, tone), 1)
            line.add(end)
            line.clicked.connect(run)
        self._column.addWidget(_between(lead, line, tail))
        for note in notes:
            told = PlainLabel(note, "secondary", "muted", wraps=True)
            told.setContentsMargins(0, 0, 0, theme.GAP_SMALL)
            self._column.addWidget(told)


def _between(lead: QWidget | None, line: QWidget, tail: QWidget | None) -> QWidget:
    if lead is None and tail is None:
        return line
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP_TINY)
    if lead is not None:
        row.addWidget(lead)
    row.addWidget(line, 1)
    if tail is not None:
        row.addSpacing(theme.GAP_SMALL)
        row.addWidget(tail)
    return holder


def _words(text: str, below: str, tone: str) -> QWidget:
    words = QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(ElidedLabel(text, tone=tone, lines=3))
    if below:
        column.addWidget(ElidedLabel(below, "secondary", "muted", lines=3))
    return words
