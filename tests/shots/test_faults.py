"""The machine that looks for faults of the look finds each kind that is planted, and no other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tests.shots.faults import Words, faults, watching
from tracker.ui.parts.button import Button
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.theme import ThemeWatcher

LONG = "A sentence that is much too long for the room that it was given here"


def cut_label(room: QWidget) -> None:
    label = PlainLabel(LONG, parent=room)
    label.setGeometry(10, 10, 80, 20)


def cut_lines(room: QWidget) -> None:
    label = PlainLabel(LONG, wraps=True, parent=room)
    label.setGeometry(10, 10, 80, 20)


def cut_words_that_paint_themselves(room: QWidget) -> None:
    ElidedLabel(LONG, parent=room).setGeometry(10, 10, 80, 20)


def cut_chip(room: QWidget) -> None:
    Chip(LONG, parent=room).setGeometry(10, 10, 80, 20)


def cut_hint(room: QWidget) -> None:
    field = QLineEdit(room)
    field.setPlaceholderText(LONG)
    field.setGeometry(10, 10, 120, 36)


def squeezed(room: QWidget) -> None:
    row = QHBoxLayout(room)
    row.addWidget(Button(LONG))
    row.addWidget(Button(LONG))
    room.setFixedWidth(300)


def overlapping(room: QWidget) -> None:
    Button("One", parent=room).setGeometry(10, 10, 100, 36)
    Button("Two", parent=room).setGeometry(60, 20, 100, 36)


def leaving(room: QWidget) -> None:
    Button("Out", parent=room).setGeometry(350, 10, 100, 36)


def too_wide_to_scroll(room: QWidget) -> None:
    area, inside = QScrollArea(room), QWidget()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setMinimumSize(600, 20)
    area.setWidget(inside)
    area.setGeometry(0, 0, 300, 100)


def undressed(room: QWidget) -> None:
    QPushButton("Plain", room).setGeometry(10, 10, 100, 36)


def scroll_arrows_of_tabs(room: QWidget) -> None:
    class Painted(QTabBar):
        """Tabs that someone has dressed, but for the arrows at their end."""

    tabs = Painted(room)
    for n in range(20):
        tabs.addTab(f"A long word {n}")
    tabs.setGeometry(0, 0, 300, 40)


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (cut_label, "cut at the end"),
        (cut_lines, "cut at the foot"),
        (cut_words_that_paint_themselves, "…"),
        (cut_chip, "…"),
        (cut_hint, "the hint"),
        (squeezed, "and needs"),
        (overlapping, "lie over each other"),
        (leaving, "leaves its parent"),
        (too_wide_to_scroll, "does not scroll"),
        (undressed, "looks like Qt"),
        (scroll_arrows_of_tabs, "looks like Qt"),
    ],
)
def test_each_kind_of_fault_is_found(
    qtbot, look: ThemeWatcher, plant: Callable[[QWidget], None], said: str
) -> None:
    assert any(said in str(fault) for fault in found_in(qtbot, plant))


def test_what_is_well_laid_out_has_no_fault(qtbot, look: ThemeWatcher) -> None:
    def plant(room: QWidget) -> None:
        column = QVBoxLayout(room)
        column.addWidget(PlainLabel(LONG, wraps=True))
        column.addWidget(ElidedLabel("Short"))
        column.addWidget(Button("Do it"))
        column.addWidget(QLineEdit())

    assert found_in(qtbot, plant) == []


def test_words_of_the_person_may_be_cut_and_words_of_the_program_beside_them_may_not(
    qtbot, look: ThemeWatcher
) -> None:
    def plant(room: QWidget) -> None:
        ElidedLabel(f"{LONG} · 2 h", parent=room).setGeometry(10, 10, 80, 20)
        ElidedLabel("Nobody wrote these words", parent=room).setGeometry(10, 40, 80, 20)

    assert [str(one) for one in found_in(qtbot, plant, own=[LONG])] == [
        "painted: «Nobody wrote these words» is cut to «Nobody w…»"
    ]


def test_the_second_line_of_a_note_with_a_tag_behind_it_is_the_words_of_the_person() -> None:
    words = Words.of(["Weak on the routing and on the key policies", "mock-exam"])
    assert words.are_own("on the key policies #mock-exam")
    assert words.are_own("\u2068on the key policies\u2069")
    assert not words.are_own("on the whole nobody wrote this #mock-exam")


def found_in(qtbot, plant: Callable[[QWidget], None], own: list[str] | None = None) -> list:
    """The faults of a window of 400 × 300 with what is planted in it."""
    room = QWidget()
    qtbot.addWidget(room)
    plant(room)
    room.resize(400, 300)
    room.show()
    words = Words.of(own or [])
    with watching(words):
        room.render(QPixmap(room.size()))
    return faults(room, words)
