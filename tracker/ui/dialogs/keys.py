"""The sheet of keys: every shortcut of the window, from the tables that bind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import commands, theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.keys.keyed import heading, keyed
from tracker.ui.keys.keymap import Keymap
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.flow import Columns
from tracker.ui.parts.keyhint import KeyHint, key_text
from tracker.ui.parts.labels import PlainLabel

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

_WIDTH = 860
_STACK_BELOW = 560


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What some keys do; each of `keys` does it, in Qt's portable form."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one part of the window."""

    title: str
    lines: tuple[KeyLine, ...]


def key_groups(keymap: Keymap | None = None) -> list[KeyGroup]:
    """Every shortcut, by the part of the window in which it is heard; the chosen ones, if any."""
    groups: dict[str, list[KeyLine]] = {}
    for one in keyed():
        if keys := one.keys(keymap):
            groups.setdefault(one.group, []).append(KeyLine(one.text, keys))
    found = [KeyGroup(heading(group), tuple(lines)) for group, lines in groups.items()]
    return [group for group in (*found, *_within()) if group.lines]


def _within() -> tuple[KeyGroup, ...]:
    """Keys that belong to what has the focus; the parts themselves listen to them."""
    return (
        KeyGroup(
            _("In tables and lists"),
            (
                KeyLine(_("Move"), ("Up", "Down")),
                KeyLine(_("Open"), ("Enter",)),
                KeyLine(_("Delete, with undo"), ("Del",)),
                KeyLine(_("What else can be done"), ("Menu", "Shift+F10")),
            ),
        ),
        KeyGroup(
            _("In the calendar"),
            (
                KeyLine(_("Another session or day"), ("Left", "Right", "Up", "Down")),
                KeyLine(_("The week before and after"), ("PgUp", "PgDown")),
                KeyLine(_("The first and the last"), ("Home", "End")),
                KeyLine(_("A new one: place it, then Enter"), ("N",)),
                KeyLine(
                    _("Move by a quarter of an hour, or a day"),
                    ("Alt+Up", "Alt+Down", "Alt+Left", "Alt+Right"),
                ),
                KeyLine(_("End earlier or later"), ("Shift+Up", "Shift+Down")),
                KeyLine(_("Begin earlier or later"), ("Ctrl+Up", "Ctrl+Down")),
                KeyLine(_("Copy to another day"), ("Ctrl+D",)),
            ),
        ),
        KeyGroup(
            _("In the sheet of hours"),
            (
                KeyLine(_("Write into a cell, or open its sessions"), ("F2", "Enter")),
                KeyLine(_("The next cell and the one before"), ("Tab", "Shift+Tab")),
                KeyLine(_("Empty a cell, with undo"), ("Del",)),
            ),
        ),
        KeyGroup(
            _("In forms"),
            (
                KeyLine(_("Save"), ("Ctrl+Enter",)),
                KeyLine(_("Leave"), ("Esc",)),
                KeyLine(_("Step a day, a time, a number"), ("Up", "Down")),
            ),
        ),
    )


class KeySheet(Dialog):
    """All keys, in two columns where there is room; it says where single letters are heard."""

    def __init__(self, desk: Desk) -> None:
        """Reads the tables."""
        super().__init__(_("Keyboard shortcuts"), _WIDTH, is_scrolled=True)
        self.body.addWidget(
            PlainLabel(
                _("Single letters and digits wait while you type in a field."),
                tone="muted",
                wraps=True,
            )
        )
        self._desk = desk
        groups = key_groups(desk.keys)
        self.body.addWidget(Columns([(_column(half), 1) for half in _halves(groups)], _STACK_BELOW))
        self.body.addStretch(1)
        self.buttons.addWidget(Button(_("Choose keys…"), icon="edit", run=self._choose))
        self.buttons.addStretch(1)
        close = self.add_button(cancel_button(self, _("Close")), is_default=True)
        close.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self) -> None:
        # This sheet is gone by then: a dialog that stood before it would go with it.
        QTimer.singleShot(0, self._desk, partial(commands.choose_keys, self._desk))
        self.accept()


class _Block(QWidget):
    """A group under its heading."""

    def __init__(self, group: KeyGroup) -> None:
        super().__init__()
        self.setAccessibleName(group.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(PlainLabel(group.title, "section"))
        column.addWidget(Rule())
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP_SMALL)
        grid.setColumnStretch(0, 1)
        for row, line in enumerate(group.lines):
            name = PlainLabel(line.text, wraps=True)
            name.setAccessibleName(f"{line.text}: {', '.join(map(key_text, line.keys))}")
            grid.addWidget(name, row, 0)
            grid.addLayout(_hints(line.keys), row, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)


def _column(groups: Sequence[KeyGroup]) -> QWidget:
    holder = QWidget()
    down = QVBoxLayout(holder)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(theme.GAP_WIDE)
    for group in groups:
        down.addWidget(_Block(group))
    down.addStretch(1)
    return holder


def _hints(keys: Sequence[str]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GAP_TINY)
    for one in keys:
        row.addWidget(KeyHint(_arrow(one)))
    return row


def _arrow(keys: str) -> str:
    """Arrows as they are drawn on the keys."""
    return {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}.get(keys) or key_text(keys)


def _halves(groups: list[KeyGroup]) -> tuple[list[KeyGroup], list[KeyGroup]]:
    """Two columns of about the same height, in reading order."""
    # A heading with its line and gap is about as tall as two lines.
    tall = [len(group.lines) + 2 for group in groups]
    cut = min(range(len(groups) + 1), key=lambda at: abs(sum(tall[:at]) - sum(tall[at:])))
    return groups[:cut], groups[cut:]
