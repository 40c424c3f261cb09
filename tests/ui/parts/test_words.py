"""Labels, chips, key hints, tiles, progress: the parts that only show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from tracker.ui import theme
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip, chip_size
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.facts import Facts
from tracker.ui.parts.keyhint import key_text
from tracker.ui.parts.labels import ElidedLabel, PlainLabel, plain_tip
from tracker.ui.parts.progress import Bar, Progress
from tracker.ui.parts.ring import Ring
from tracker.ui.parts.tile import Tile

pytestmark = pytest.mark.usefixtures("look")

MARKUP = "<b>Ada</b> & <img src='x'>"


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


def filled(bar: Bar) -> int:
    """How many pixels across the middle of a bar have the accent's colour."""
    image, accent = bar.grab().toImage(), QColor(theme.current().tokens.accent)
    middle = image.height() // 2
    return sum(image.pixelColor(x, middle) == accent for x in range(image.width()))


def test_a_label_shows_mark_up_letter_by_letter(qtbot) -> None:
    label = PlainLabel(MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert "&lt;b&gt;" in plain_tip(MARKUP)


def test_a_cut_text_is_whole_in_its_tooltip_and_only_then(qtbot) -> None:
    label = ElidedLabel("A very long title of a credential & its <issuer>")
    qtbot.addWidget(label)
    label.show()
    label.resize(60, 20)
    assert "&lt;issuer&gt;" in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_a_long_word_never_widens_a_page(qtbot) -> None:
    label = ElidedLabel("x" * 500)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 100


def test_a_chip_says_its_words_to_a_screen_reader(qtbot) -> None:
    chip = Chip("exam in 9 days", "money")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "exam in 9 days"
    wide = chip.sizeHint().width()
    chip.show_text("exam in 9 days · 55 m a day", "bad")
    assert chip.sizeHint().width() > wide
    assert chip.sizeHint() == chip_size(chip.text())
    assert theme.current().tokens.bad_soft in colours(chip)


@pytest.mark.parametrize("width", [240, 400, 900])
def test_an_empty_state_wraps_its_words_where_there_is_little_room(qtbot, width: int) -> None:
    state = EmptyState("No goal yet", "So much study a week, or a day: what would be enough? " * 2)
    qtbot.addWidget(state)
    state.resize(width, 600)
    state.show()
    labels = state.findChildren(PlainLabel)
    assert labels
    for label in labels:
        assert label.x() >= 0
        assert label.geometry().right() < width
        assert label.height() >= label.heightForWidth(label.width())
        assert label.width() >= min(180, width - 60)


def test_a_chip_keeps_the_tooltip_that_it_was_given(qtbot) -> None:
    chip = Chip("catalogue")
    qtbot.addWidget(chip)
    chip.setToolTip(plain_tip("Read on the issuer's page"))
    chip.grab()
    assert "issuer" in chip.toolTip()
    chip.show_text("a long word that is cut")
    chip.resize(40, 21)
    chip.grab()
    assert "is cut" in chip.toolTip()


def test_a_short_offer_never_cuts_the_number_of_a_tile(qtbot) -> None:
    tile = Tile("Spent in 2026")
    qtbot.addWidget(tile)
    tile.show_value("None yet, and nothing back")
    tile.offer("Add")
    tile.resize(600, tile.sizeHint().height())
    tile.show()
    number = next(one for one in tile.findChildren(ElidedLabel) if "None" in one.text())
    assert number.toolTip() == ""
    assert number.x() < 60


def test_a_tile_is_one_sentence_to_a_screen_reader(qtbot) -> None:
    tile = Tile("This week", "6 h 40 m", "of 8 h goal", has_ring=True)
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "This week"
    assert tile.accessibleDescription() == "6 h 40 m, of 8 h goal"
    tile.show_value("unknown")
    assert tile.accessibleDescription() == "unknown"


@pytest.mark.parametrize(
    ("fraction", "least", "most"),
    [(None, 0, 0), (0, 0, 0), (0.001, 3, 12), (0.5, 92, 104), (1, 190, 200), (7.5, 190, 200)],
)
def test_a_bar_is_filled_as_far_as_its_fraction(
    qtbot, fraction: float | None, least: int, most: int
) -> None:
    bar = Bar(fraction)
    qtbot.addWidget(bar)
    bar.resize(200, 6)
    assert least <= filled(bar) <= most


def test_a_bar_begins_where_reading_begins(qtbot) -> None:
    bar = Bar(0.25)
    qtbot.addWidget(bar)
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.resize(200, 6)
    image = bar.grab().toImage()
    assert image.pixelColor(180, 3) == QColor(theme.current().tokens.accent)
    assert image.pixelColor(20, 3) == QColor(theme.current().tokens.track)


def test_progress_says_its_numbers(qtbot) -> None:
    progress = Progress(0.62, "41 of 66 h", "62 %")
    qtbot.addWidget(progress)
    assert progress.accessibleName() == "41 of 66 h, 62 %"


def test_an_unknown_part_of_a_ring_is_the_bare_track(qtbot) -> None:
    ring = Ring(None)
    qtbot.addWidget(ring)
    ring.resize(ring.sizeHint())
    assert theme.current().tokens.accent not in colours(ring)
    ring.set_fraction(0.4)
    assert theme.current().tokens.accent in colours(ring)


def test_painted_parts_take_the_new_theme_at_once(look, qtbot) -> None:
    chip = Chip("verified", "good")
    qtbot.addWidget(chip)
    light = colours(chip)
    look.choose("dark")
    assert theme.current().tokens.good_soft in colours(chip)
    assert light != colours(chip)


def test_facts_are_read_as_name_and_value(qtbot) -> None:
    facts = Facts([("Level", "EQF 6"), ("State", Chip("earned", "good"))])
    qtbot.addWidget(facts)
    names = [child.accessibleName() for child in facts.findChildren(QWidget)]
    assert "Level: EQF 6" in names
    facts.show_facts([])
    assert facts.layout() is not None
    assert facts.layout().count() == 0


def test_an_empty_place_offers_the_first_step(qtbot) -> None:
    asked: list[bool] = []
    state = EmptyState(
        "No study yet", "Start the timer.", "Start timer", lambda: asked.append(True)
    )
    qtbot.addWidget(state)
    assert state.accessibleName() == "No study yet Start the timer."
    assert state.button is not None
    state.button.click()
    assert asked == [True]


def test_a_card_keeps_its_content_at_the_top(qtbot) -> None:
    card = Card("Skills")
    qtbot.addWidget(card)
    card.resize(300, 600)
    card.show()
    assert card.heading is not None
    assert card.heading.mapTo(card, card.heading.rect().topLeft()).y() < 40
    assert card.accessibleName() == "Skills"


def test_a_shortcut_is_written_with_spaces() -> None:
    assert key_text("Ctrl+L") == "Ctrl L"
    assert key_text("S") == "S"
