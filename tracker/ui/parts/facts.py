"""Names and values under one another, with a hairline between."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.labels import ElidedLabel

_ROW = 32


class Facts(QWidget):
    """A list of rows, each a name and its value at the end, for the side of a page."""

    def __init__(
        self, facts: Iterable[tuple[str, str | QWidget]] = (), parent: QWidget | None = None
    ) -> None:
        """`facts` are (name, value); a value is a text or any widget."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.show_facts(facts)

    def show_facts(
        self, facts: Iterable[tuple[str, str | QWidget]], *, is_name_muted: bool = True
    ) -> None:
        """Show these rows instead. With `is_name_muted` False the value is the muted one."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name, value in facts:
            self._column.addWidget(Rule())
            self._column.addWidget(self._row(name, value, is_name_muted))

    def _row(self, name: str, value: str | QWidget, is_name_muted: bool) -> QWidget:
        holder = QWidget()
        holder.setMinimumHeight(theme.current().px(_ROW))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, theme.GAP_TINY, 0, theme.GAP_TINY)
        row.setSpacing(theme.GAP)
        row.addWidget(ElidedLabel(name, tone="muted" if is_name_muted else "ink", lines=3))
        if isinstance(value, QWidget):
            row.addStretch(1)
            row.addWidget(value)
        else:
            tone = "ink" if is_name_muted else "muted"
            label = ElidedLabel(value, tone=tone, is_tabular=True, lines=3)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(label, 1)
            holder.setAccessibleName(f"{name}: {value}")
        return holder
