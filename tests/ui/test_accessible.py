"""The whole program as a screen reader, the Tab key and hostile words meet it."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from tests.shots.scenes import scenes
from tests.shots.worlds import CLOCK, make_world, own_words
from tests.ui.access import faults, goes_back, markup_faults, order_faults
from tracker.ui.languages import speak
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.table import Table
from tracker.ui.pictures import Picture, Studio, studio

pytestmark = pytest.mark.timeout(300)

# What a table, a file from elsewhere or a joke may put into any text of a record.
HOSTILE = (
    '<img src="file:///x.png" onerror="y"><b>bold</b> &copy; <a href="x">go</a>',
    "\u202egnidaer on \u2066turned\u202d round",
    "W" * 500,
    "👩🏽‍🎓🎓 é\u0301\u0302\u0303 ﷽ 中文 עברית",
)
_OWN_WORDS = {"title", "short_title", "name", "topic", "activity", "note", "vendor", "reason"}
_KEPT = {"record_meta", "record_setting", "operation", "change"}


def make_hostile(path: Path) -> None:
    """Put hostile words into every text of a record that is a person's own."""
    driver = sqlcipher3 if hasattr(sqlcipher3, "connect") else sqlite3
    held = driver.connect(str(path))
    tables = held.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table in _KEPT or table.startswith("sqlite_"):
            continue
        columns = [row[1] for row in held.execute(f'PRAGMA table_info("{table}")')]
        for column in _OWN_WORDS & set(columns):
            for number, words in enumerate(HOSTILE):
                # A limit or a rule of the table may refuse the long one: then a shorter one.
                for text in (words, words[:100], words[:40]):
                    try:
                        held.execute(
                            f'UPDATE "{table}" SET "{column}" = ? || rowid'
                            f" WHERE rowid % {len(HOSTILE)} = ? AND \"{column}\" <> ''",
                            (text, number),
                        )
                    except driver.Error:
                        continue
                    break
    held.commit()
    held.close()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three records that are walked through."""
    folder = tmp_path_factory.mktemp("worlds")
    made = {name: make_world(folder / f"{name}.cairn", name) for name in ("sample", "empty")}
    made["hostile"] = make_world(folder / "hostile.cairn", "sample")
    make_hostile(made["hostile"])
    return made


# The forms are made of the same parts: one with choices and one with every kind of field.
_SOME_FORMS = {"form-study-session", "form-credential"}


def walk(
    record: Path,
    look: Callable[[QWidget], list[str]],
    *,
    has_rows: bool = True,
    has_all_forms: bool = False,
) -> dict[str, str]:
    """What `look` finds in every page, form and dialog, with the first place it was found at."""
    found: dict[str, str] = {}
    with studio(record, CLOCK) as place:
        for scene in scenes():
            is_left_out = scene.id.startswith("form-") and scene.id not in _SOME_FORMS
            if (has_rows or not scene.needs_rows) and (has_all_forms or not is_left_out):
                _look_at(place, scene, look, found)
    return found


def _look_at(place: Studio, scene, look, found: dict[str, str]) -> None:
    with place.standing(Picture(scene.place, scene.item)) as stage:
        if scene.act is not None:
            scene.act(stage)
            stage.settle()
        for window in stage.windows():
            for fault in look(window):
                found.setdefault(fault, scene.id)
        for dialog in stage.windows()[1:]:
            dialog.close()
    gc.collect(1)


def told(found: dict[str, str]) -> str:
    """One line a fault."""
    return "\n".join(f"{place}: {fault}" for fault, place in found.items())


def all_of_it(window: QWidget) -> list[str]:
    """Everything that is looked for in a window."""
    return [*faults(window), *order_faults(window), *markup_faults(window)]


@pytest.mark.parametrize("world", ["sample", "empty"])
def test_everything_has_a_name_and_is_reached_in_the_order_of_reading(
    world: str, worlds: dict[str, Path], look
) -> None:
    is_full = world == "sample"
    found = walk(worlds[world], all_of_it, has_rows=is_full, has_all_forms=is_full)
    assert told(found) == ""


def test_in_a_mirrored_window_the_tab_key_goes_from_right_to_left(
    worlds: dict[str, Path], look
) -> None:
    before = QLocale()
    speak("qps-plocm")
    try:
        found = walk(worlds["sample"], all_of_it)
    finally:
        speak("en")
        QLocale.setDefault(before)
    assert told(found) == ""


def test_hostile_words_are_words_everywhere(worlds: dict[str, Path], look) -> None:
    titles = " ".join(own_words(worlds["hostile"]))
    assert all(words[:40] in titles for words in HOSTILE)
    found = walk(worlds["hostile"], lambda window: faults(window) + markup_faults(window))
    assert told(found) == ""


def test_the_tab_key_itself_goes_in_that_order(worlds: dict[str, Path], look) -> None:
    """Rows that a page adds later are reached where they stand, not at the end."""
    with studio(worlds["sample"], CLOCK) as place, place.standing(Picture("today")) as stage:
        window = stage.shell
        window.activateWindow()
        cards = window.findChildren(ClickRow)
        tables = [one for one in window.findChildren(Table) if one.isVisible()]
        first = next(one for one in tables if one.accessibleName() == "Recent study")
        cards[0].setFocus()
        seen: list[QWidget] = []
        for _step in range(6):
            focused = window.focusWidget()
            assert focused is not None
            seen.append(focused)
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert first in seen
        assert all(isinstance(one, ClickRow) for one in seen[: seen.index(first)])


# --- the machine that looks finds what is planted ----------------------------------------------


def test_what_has_no_name_is_found(qtbot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    QPushButton(room)
    QLineEdit(room)
    assert [fault.split(":")[0] for fault in faults_when_shown(room)] == ["no name"] * 2


def test_a_cell_without_text_is_found(qtbot) -> None:
    table = QTableWidget(1, 2)
    qtbot.addWidget(table)
    table.setAccessibleName("Things")
    table.setItem(0, 0, QTableWidgetItem("a"))
    table.setItem(0, 1, QTableWidgetItem(""))
    assert any("a cell without text" in fault for fault in faults_when_shown(table))


def test_a_class_for_a_name_is_found(qtbot) -> None:
    button = QPushButton("QPushButton")
    qtbot.addWidget(button)
    assert any("a class for a name" in fault for fault in faults_when_shown(button))


def test_a_step_back_is_found_and_one_into_the_next_column_is_not(qtbot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    left, right, low = (QPushButton(name, room) for name in ("left", "right", "low"))
    left.setGeometry(0, 0, 80, 30)
    low.setGeometry(0, 100, 80, 30)
    right.setGeometry(200, 0, 80, 30)
    room.resize(400, 200)
    room.show()
    assert order_faults(room) == []
    assert goes_back(low, right, room) is False
    assert goes_back(low, left, room) is True
    assert goes_back(right, left, room) is True


def test_mark_up_that_would_act_is_found(qtbot) -> None:
    label = QLabel("<b>x</b>")
    qtbot.addWidget(label)
    room = QWidget()
    qtbot.addWidget(room)
    label.setParent(room)
    room.setToolTip("<p>said</p>")
    room.show()
    found = markup_faults(room)
    assert any("reads mark-up" in fault for fault in found)
    assert any("is read out" in fault for fault in found)


def faults_when_shown(window: QWidget) -> list[str]:
    """The faults of a small window, which is hidden again before it goes."""
    window.show()
    found = faults(window)
    window.hide()
    return found
