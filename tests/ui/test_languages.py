"""The window in other languages: texts, Qt's own words, numbers, and the side one reads from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView, QWidget

from tracker.i18n import FSI, LANGUAGE_SETTING, PDI, RLM, _, language, unmarked
from tracker.settings import WindowSettings
from tracker.ui import icons, numbers, reading, start, theme
from tracker.ui.languages import REOPEN, locale_for, speak, wanted_language
from tracker.ui.pages.settings.language import LanguageCard
from tracker.ui.parts.boardcards import BoardCard, CardModel, CardPainter
from tracker.ui.parts.heatmap import Heatmap
from tracker.ui.parts.keyhint import key_text
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.picklist import Pick, PickList
from tracker.ui.parts.table import ColumnStyle, Table
from tracker.ui.parts.typed import DayField
from tracker.ui.shell import Shell


@pytest.fixture(autouse=True)
def english_window(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    speak("en")
    QLocale.setDefault(before)


def qts_word_for_cancel() -> str:
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


@pytest.mark.parametrize(
    ("code", "cancel"),
    [("en", "Cancel"), ("de", "Abbrechen"), ("es", "Cancelar"), ("fr", "Annuler"), ("ar", "ألغ")],
)
def test_qts_own_buttons_speak_the_language_too(code: str, cancel: str) -> None:
    speak("de")
    speak(code)
    assert qts_word_for_cancel().replace("&", "").startswith(cancel)


def test_the_window_is_mirrored_for_a_language_from_the_right(qapp: QApplication) -> None:
    speak("ar")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    speak("fr")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize(
    ("code", "number", "month"),
    [
        ("en", "12,345.5", "November 2026"),
        ("de", "12.345,5", "November 2026"),
        ("es", "12.345,5", "noviembre de 2026"),
        ("fr", "12\u202f345,5", "novembre 2026"),
        ("ar", "12,345.5", "نوفمبر 2026"),
    ],
)
def test_numbers_and_days_are_written_as_the_language_does(
    code: str, number: str, month: str
) -> None:
    speak(code)
    assert QLocale().toString(12345.5, "f", 1) == number
    written = numbers.month_long(date(2026, 11, 28))
    assert "".join(letter for letter in written if letter not in {FSI, PDI, RLM}) == month


def test_every_language_writes_the_digits_that_its_texts_hold() -> None:
    """Half of the digits in one script and half in another can't be read."""
    for code in ("en", "de", "es", "fr", "ar"):
        assert locale_for(code).zeroDigit() == "0"


def test_names_are_listed_as_a_sentence_does() -> None:
    speak("en")
    assert numbers.listed(["A", "B", "C"]) == "A, B and C"
    speak("de")
    assert numbers.listed(["A", "B", "C"]) == "A, B und C"


def test_names_are_sorted_as_the_language_does() -> None:
    speak("de")
    names = ["Zebra", "Äpfel", "apfel", "B10", "b9"]
    assert sorted(names, key=numbers.by_name) == ["apfel", "Äpfel", "b9", "B10", "Zebra"]


def test_the_choice_goes_before_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = WindowSettings(tmp_path / "window.json")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert wanted_language(settings) == "fr"
    settings.set(LANGUAGE_SETTING, "ar")
    assert wanted_language(settings) == "ar"


def test_the_window_opens_again_in_the_language_that_was_chosen(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_quit_on_signals", lambda _app: None)
    seen: list[tuple[str, Qt.LayoutDirection]] = []

    def look() -> None:
        shells = [one for one in qapp.topLevelWidgets() if isinstance(one, Shell)]
        shown = next((one for one in shells if one.isVisible() and one._desk is not None), None)
        if shown is None:
            QTimer.singleShot(50, look)
            return
        seen.append((language(), shown.layoutDirection()))
        if len(seen) == 1:
            shown._desk.settings.set(LANGUAGE_SETTING, "ar")
            QApplication.exit(REOPEN)
            QTimer.singleShot(50, look)
        else:
            QApplication.exit(7)

    QTimer.singleShot(50, look)
    assert start.open_window(tmp_path / "record.cairn") == 7
    assert seen == [
        ("en", Qt.LayoutDirection.LeftToRight),
        ("ar", Qt.LayoutDirection.RightToLeft),
    ]


def test_the_card_keeps_the_choice_and_offers_to_open_again(desk, qtbot) -> None:
    card = LanguageCard(desk)
    qtbot.addWidget(card)
    assert card.again.isHidden()
    card.choice.setCurrentIndex(card.choice.findData("de"))
    assert desk.settings.get(LANGUAGE_SETTING) == "de"
    assert not card.again.isHidden()
    card.choice.setCurrentIndex(0)
    assert desk.settings.get(LANGUAGE_SETTING) is None
    assert card.again.isHidden()
    card.hours._segments["decimal"].click()
    assert desk.settings.get("hours") == "decimal"
    assert not card.again.isHidden()


# --- mirrored once -----------------------------------------------------------------------------


def drawn(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def columns_of(image: QImage, colour: QColor, tolerance: int = 60) -> list[int]:
    """The places across at which something of a colour is drawn."""

    def is_near(x: int, y: int) -> bool:
        here = image.pixelColor(x, y)
        return (
            abs(here.red() - colour.red())
            + abs(here.green() - colour.green())
            + abs(here.blue() - colour.blue())
        ) < tolerance

    return [x for x in range(image.width()) if any(is_near(x, y) for y in range(image.height()))]


def test_the_words_of_a_table_stand_at_the_side_one_reads_from(look, qtbot) -> None:
    speak("ar")
    table = Table("t", [ColumnStyle(weight=1), ColumnStyle(weight=1, is_number=True)])
    qtbot.addWidget(table)
    model = QStandardItemModel(1, 2, table)
    model.setItem(0, 0, QStandardItem("iii"))
    model.setItem(0, 1, QStandardItem("77"))
    table.setModel(model)
    table.resize(600, 120)
    image = drawn(table)
    inked = columns_of(image, theme.current().color("ink"))
    words = [x for x in inked if x >= 300]
    figures = [x for x in inked if x < 300]
    # A title begins at the right edge, a number ends at the left one.
    assert min(words) > 560
    assert max(figures) < 40


@pytest.mark.parametrize("wraps", [False, True])
@pytest.mark.parametrize("text", ["العنوان", "Title", "{day} {time}"])
def test_a_label_stands_at_the_side_one_reads_from(look, qtbot, text: str, *, wraps: bool) -> None:
    speak("ar")
    label = PlainLabel(_(text).format(day="1", time="2"), wraps=wraps)
    qtbot.addWidget(label)
    label.resize(400, 30)
    assert min(columns_of(drawn(label), theme.current().color("ink"))) > 300


def test_a_typed_day_stands_beside_the_mark_of_its_calendar(look, qtbot) -> None:
    speak("ar")
    field = DayField(date(2026, 11, 25))
    qtbot.addWidget(field)
    field.set_value(date(2026, 11, 24))
    field.resize(320, 36)
    field.deselect()
    inked = columns_of(drawn(field), theme.current().color("ink"), 40)
    assert max(inked) > 290
    assert not {FSI, PDI, RLM} & set(field.text())
    # What it shows is understood when it is typed.
    field.setText(f"{field.text()} ")
    assert field.value() == date(2026, 11, 24)


@pytest.mark.parametrize("code", ["en", "de", "es", "fr", "ar"])
def test_what_a_field_shows_is_read_back_in_every_language(qapp: QApplication, code: str) -> None:
    speak(code)
    today = date(2026, 11, 25)
    for day in (date(2026, month, 24) for month in range(1, 13)):
        assert reading.read_day(unmarked(reading.write_day(day)), today) == day
    for at in (time(0, 0), time(7, 5), time(12, 0), time(19, 5)):
        assert reading.read_clock(unmarked(reading.write_clock(at))) == at
    for seconds in (45 * 60, 5700, 7200):
        assert reading.read_length(unmarked(reading.write_length(seconds))) == seconds


def test_what_is_no_day_is_told_as_it_was_typed(qapp: QApplication) -> None:
    speak("de")
    with pytest.raises(ValueError, match="Di 24"):
        reading.read_day("Di 24. Foo 2026", date(2026, 11, 25))


def test_the_words_of_a_card_stand_at_the_side_one_reads_from(look, qtbot) -> None:
    speak("ar")
    view = QListView()
    qtbot.addWidget(view)
    cards = CardModel(view)
    cards.show_cards([BoardCard(1, "iii", fraction=0.5, done="77", share="5")])
    view.setModel(cards)
    view.setItemDelegate(CardPainter(view))
    view.resize(300, 200)
    image = drawn(view)
    assert min(columns_of(image, theme.current().color("ink"), 40)) > 200
    muted = columns_of(image, theme.current().color("muted"), 40)
    # What is done begins at the right, its share ends at the left.
    assert min(muted) < 40
    assert max(muted) > 260


def test_a_key_is_written_as_it_stands_on_the_keyboard(qapp: QApplication) -> None:
    speak("ar")
    assert key_text("Alt+Up") == "Alt Up"


def test_a_heatmaps_weekdays_stand_at_the_side_one_reads_from(look, qtbot) -> None:
    speak("qps-plocm")
    heat = Heatmap(weeks=10)
    qtbot.addWidget(heat)
    heat.show_days({}, date(2026, 11, 28), "sentence")
    heat.resize(heat.sizeHint())
    image = drawn(heat)
    band = image.copy(heat.width() - heat._left(), heat._top(), heat._left(), heat.height())
    inked = columns_of(band, theme.current().color("muted"), 120)
    # The names touch the edge of the widget, not the squares.
    assert max(inked) > band.width() - 4


def test_what_stands_at_the_end_of_a_row_does_not_run_into_its_words(look, qtbot) -> None:
    speak("ar")
    rows = PickList("names")
    qtbot.addWidget(rows)
    rows.offer([Pick("1", "i" * 400, aside="aside")])
    rows.resize(300, rows.sizeHint().height())
    image = drawn(rows)
    ink = columns_of(image, theme.current().color("ink"), 40)
    assert min(ink) > 40


def test_what_points_along_the_line_points_the_other_way_when_mirrored(qapp) -> None:
    assert icons.facing("chevron-left") == "chevron-left"
    speak("ar")
    assert icons.facing("chevron-left") == "chevron-right"
    assert icons.facing("undo") == "redo"
    assert icons.facing("play") == "play"


def test_nothing_is_left_to_say_in_english_when_the_language_is_back() -> None:
    speak("ar")
    speak("en")
    assert _("Cancel") == "Cancel"
    assert qts_word_for_cancel() == "Cancel"
