from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel

import tracker.ui
from tracker.ui import theme
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.style import TONES, bar_sheet, calendar_sheet, menu_sheet, popup_sheet
from tracker.ui.theme import Look, ThemeWatcher
from tracker.ui.tokens import DARK, LIGHT, MARK_ON, TEXT_ON, Tokens, contrast

UI = Path(tracker.ui.__file__).parent


def pairs(table: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, str]]:
    return [(front, ground) for front, grounds in table for ground in grounds]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    # The grey that is known to pass 4.5 : 1 on white by a hair, and its neighbour that does not.
    assert contrast("#767676", "#FFFFFF") >= 4.5 > contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("text", "ground"), pairs(TEXT_ON), ids="-on-".join)
def test_text_can_be_read_on_its_ground(tokens: Tokens, text: str, ground: str) -> None:
    # WCAG leaves disabled controls out; they are held to the ratio of large text.
    least = 3 if text == "on_disabled" else 4.5
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize(("mark", "ground"), pairs(MARK_ON), ids="-on-".join)
def test_a_shape_that_matters_is_told_from_its_ground(
    tokens: Tokens, mark: str, ground: str
) -> None:
    assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_heat_goes_one_way(tokens: Tokens) -> None:
    steps = [contrast(tokens.surface, shade) for shade in tokens.heat]
    assert steps == sorted(steps)
    assert len(set(steps)) == 5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_every_token_is_a_whole_colour(tokens: Tokens) -> None:
    for name, value in dataclasses.asdict(tokens).items():
        for colour in value if isinstance(value, tuple) else (value,):
            assert name == "name" or re.fullmatch(r"#[0-9A-F]{6}", colour), name


def test_nothing_but_the_tokens_writes_a_colour() -> None:
    for path in UI.rglob("*.py"):
        if path.name != "tokens.py":
            assert not re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")), path


def test_no_widget_of_the_window_is_a_bare_label() -> None:
    for path in UI.rglob("*.py"):
        if path.name != "labels.py":
            assert "QLabel(" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_no_sheet_has_a_gap_left(tokens: Tokens) -> None:
    look = Look(tokens=tokens, scale=1.5)
    for sheet in (menu_sheet, popup_sheet, calendar_sheet, bar_sheet):
        assert "$" not in sheet(look)
    assert tokens.surface in menu_sheet(look)


def test_the_application_has_no_sheet_that_every_widget_would_pay_for(
    look: ThemeWatcher, qapp: QApplication
) -> None:
    look.choose("dark")
    assert qapp.styleSheet() == ""


def test_every_tone_of_a_label_has_a_role_of_its_own() -> None:
    assert len(set(TONES.values())) == len(TONES)


def test_a_choice_dresses_the_application_at_once(look: ThemeWatcher, qapp: QApplication) -> None:
    heard: list[str] = []
    look.changed.connect(lambda: heard.append(theme.current().tokens.name))
    look.choose("dark")
    assert heard == ["dark"]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.background
    look.choose("dark")
    assert heard == ["dark"], "the same look is not put on twice"


def test_a_label_takes_the_colour_of_the_new_theme(look: ThemeWatcher, qtbot) -> None:
    label = PlainLabel("Streak", tone="muted")
    qtbot.addWidget(label)
    label.show()
    look.choose("dark")
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()).name().upper() == DARK.muted


def test_everything_grows_with_the_interface_font(look: ThemeWatcher, qtbot) -> None:
    label = PlainLabel("Monday", "title")
    qtbot.addWidget(label)
    label.show()
    small = label.sizeHint().height()
    look.enlarge(2)
    label.ensurePolished()
    assert label.sizeHint().height() >= 1.8 * small
    assert theme.current().px(36) == 72


def test_sizes_never_vanish() -> None:
    assert Look(scale=0.1).px(1) == 1
    assert Look().px(0) == 0


def test_tabular_figures_all_have_one_width(look: ThemeWatcher, qtbot) -> None:
    font = theme.current().font("body", is_tabular=True)
    if QFont("Inter").exactMatch() and font.family() == "Inter":
        ones, eights = QLabel("1111"), QLabel("8888")
        for label in (ones, eights):
            label.setFont(font)
            qtbot.addWidget(label)
        assert ones.sizeHint().width() == eights.sizeHint().width()
    assert [tag.toString() for tag in font.featureTags()] == [b"tnum"] or font.featureTags()
