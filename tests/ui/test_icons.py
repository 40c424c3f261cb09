from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

import tracker.ui
from tracker.paths import resource
from tracker.ui import icons
from tracker.ui.theme import ThemeWatcher
from tracker.ui.tokens import DARK, LIGHT

DRAWN = sorted(path.stem for path in resource("icons").glob("*.svg"))

WANTED = frozenset(
    """
    cairn today credentials study-log spending plan return portfolio review settings play pause
    stop plus search undo redo more close check warning trash edit archive import export attach
    link flag calendar tag moon sun bell lock chevron-left chevron-right chevron-up chevron-down
    """.split()  # noqa: SIM905 - forty names are read more easily so
)


def named_in_code() -> Iterator[tuple[str, str]]:
    """Every icon that the window names: `icon=…`, `icons.…(…)`, and the icons of the specs."""
    for path in Path(tracker.ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            place = {"icons.icon": 0, "icons.pixmap": 0, "icons.paint": 2, "icon_button": 0}
            place |= {"ActionSpec": 2, "PageSpec": 2, "Badge": 0, "_paint_mark": 1}
            found = [word.value for word in node.keywords if word.arg == "icon"]
            if called in place and len(node.args) > place[called]:
                found.append(node.args[place[called]])
            for value in found:
                if isinstance(value, ast.Constant) and value.value:
                    yield str(value.value), path.name


def ink(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.parametrize("name", DRAWN)
def test_an_icon_is_drawn_and_stays_inside_its_square(look: ThemeWatcher, name: str) -> None:
    image = icons.pixmap(name, 24, "accent").toImage()
    assert ink(image) > 20
    for edge in range(24):
        for x, y in ((edge, 0), (edge, 23), (0, edge), (23, edge)):
            assert image.pixelColor(x, y).alpha() < 128, (name, x, y)


def test_every_icon_that_the_window_names_is_drawn() -> None:
    named = list(named_in_code())
    assert len(named) >= 8
    assert [(name, where) for name, where in named if name not in DRAWN] == []


def test_every_icon_that_the_window_will_need_is_drawn() -> None:
    assert set(WANTED) <= set(DRAWN)


def test_an_icon_that_does_not_exist_is_our_fault() -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


def test_an_icon_is_tinted_anew_when_the_theme_changes(look: ThemeWatcher) -> None:
    made = icons.icon("plus", "ink")

    def middle() -> str:
        return made.pixmap(QSize(25, 25)).toImage().pixelColor(12, 12).name()

    light = middle()
    look.choose("dark")
    assert light == QColor(LIGHT.ink).name()
    assert middle() == QColor(DARK.ink).name()


def test_an_icon_is_sharp_on_a_dense_screen(look: ThemeWatcher) -> None:
    pixmap = icons.icon("plus").pixmap(QSize(16, 16), 3.0)
    assert pixmap.size() == QSize(48, 48)
    assert pixmap.devicePixelRatio() == 3.0


def test_a_disabled_icon_is_held_back(look: ThemeWatcher) -> None:
    made = icons.icon("stop")
    normal = made.pixmap(QSize(24, 24), QIcon.Mode.Normal).toImage()
    disabled = made.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert normal != disabled


def test_only_the_logo_has_colours_of_its_own() -> None:
    for name in DRAWN:
        text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert ("#" in text) == (name == icons.LOGO), name
        assert name == icons.LOGO or 'stroke-width="1.8"' in text, name
