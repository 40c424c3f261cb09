"""The canvas of a chart: drawn beside the window, read out, copied, kept as a file."""

from __future__ import annotations

import csv
import io
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from tracker.analytics.hoursline import Band, HoursLine
from tracker.charts.chart import Cell, Chart, Column, Mark, Table
from tracker.charts.plate import Plate
from tracker.charts.progress import progress
from tracker.ui import theme
from tracker.ui.desk import Desk
from tracker.ui.dialogs.charttable import ChartTableDialog
from tracker.ui.parts.chartcanvas import ChartCanvas
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.chartmenu import table_of
from tracker.ui.spoken import install

TODAY = date(2026, 11, 23)
POINTS = tuple((date(2026, 11, 1 + 3 * n), 3600 * (n + 1)) for n in range(5))
LINE = HoursLine("CKA", POINTS, 10 * 3600, TODAY, TODAY)


def line_chart() -> Chart:
    return progress(LINE, chart_words())


def keyed_chart() -> Chart:
    def paint(plate: Plate) -> list[Mark]:
        area = plate.area(0, 0, plate.width, plate.height, (0, 2), (0, 1))
        area.bars([(0, 0, 1, 1)], "accent")
        return [
            area.bar_mark((0, 0, 1, 1), "first\nof two", key=7),
            area.bar_mark((1, 0, 2, 1), "second"),
        ]

    rows = ((Cell("=cmd()"), Cell("1 h", 1)), (Cell("ok"), Cell("unknown", "")))
    columns = (Column("Name"), Column("Hours", is_number=True))
    return Chart("pair", "A pair", "Two of them.", Table(columns, rows), paint)


@pytest.fixture
def canvas(desk: Desk, qtbot) -> ChartCanvas:
    made = ChartCanvas(desk)
    qtbot.addWidget(made)
    made.resize(500, 230)
    return made


def seen(canvas: ChartCanvas, chart: Chart, qtbot) -> ChartCanvas:
    canvas.show_chart(chart)
    canvas.show()
    qtbot.waitUntil(canvas.is_drawn)
    return canvas


def test_it_is_drawn_on_a_thread_of_its_own(canvas: ChartCanvas, qtbot) -> None:
    threads: list[str] = []

    def paint(plate: Plate) -> list[Mark]:
        threads.append(threading.current_thread().name)
        return []

    seen(canvas, replace(line_chart(), paint=paint), qtbot)
    assert threads
    assert all(name.startswith("cairn-painter") for name in threads)


def test_nothing_is_drawn_before_it_is_seen(canvas: ChartCanvas, desk: Desk) -> None:
    canvas.show_chart(line_chart())
    assert not desk.tasks.is_busy()
    assert canvas.marks() == ()


def test_title_and_sentence_are_its_name_and_description(canvas: ChartCanvas) -> None:
    chart = line_chart()
    canvas.show_chart(chart)
    assert canvas.accessibleName() == chart.title
    assert canvas.accessibleDescription() == chart.sentence


def test_before_the_picture_the_shape_of_it_is_seen(canvas: ChartCanvas) -> None:
    canvas.show_chart(line_chart())
    image = canvas.grab().toImage()
    colours = {image.pixelColor(5, y).name() for y in range(image.height())}
    assert theme.current().color("track").name() in colours


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_the_picture_has_a_pixel_for_each_of_the_screen(
    canvas: ChartCanvas, monkeypatch: pytest.MonkeyPatch, ratio: float, qtbot
) -> None:
    monkeypatch.setattr(canvas, "devicePixelRatioF", lambda: ratio)
    seen(canvas, line_chart(), qtbot)
    image = canvas._picture.image
    assert image.size() == QSize(round(500 * ratio), round(230 * ratio))
    assert image.deviceIndependentSize().toSize() == canvas.size()


def test_a_new_size_is_drawn_for_as_soon_as_it_stands(canvas: ChartCanvas, qtbot) -> None:
    seen(canvas, line_chart(), qtbot)
    for width in range(400, 800, 40):
        canvas.resize(width, 240)
    qtbot.waitUntil(canvas.is_drawn)
    assert canvas._picture.image.deviceIndependentSize().toSize() == canvas.size()


def test_another_theme_is_another_picture(canvas: ChartCanvas, desk: Desk, qtbot) -> None:
    seen(canvas, line_chart(), qtbot)
    light = canvas._picture.image.pixelColor(1, 1).name()
    desk.theme.choose("dark")
    qtbot.waitUntil(canvas.is_drawn)
    assert canvas._picture.image.pixelColor(1, 1).name() != light
    assert canvas._picture.image.pixelColor(1, 1) == theme.current().color("surface")


def test_where_one_reads_from_the_right_it_is_mirrored_once(canvas: ChartCanvas, qtbot) -> None:
    straight = [mark.x for mark in seen(canvas, line_chart(), qtbot).marks()]
    canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(canvas.is_drawn)
    assert [mark.x for mark in canvas.marks()] == pytest.approx([1 - x for x in straight])


def test_the_pointer_reads_out_what_is_under_it(canvas: ChartCanvas, qtbot) -> None:
    seen(canvas, line_chart(), qtbot)
    mark = canvas.marks()[2]
    qtbot.mouseMove(canvas, QPoint(round(mark.x * canvas.width()), 60))
    qtbot.waitUntil(lambda: canvas.read_out() == mark.text)
    assert mark.text == "7 Nov: 3 h, 1 h on that day"
    assert canvas.spoken_value() == mark.text


def test_the_keys_go_from_mark_to_mark(canvas: ChartCanvas, qtbot) -> None:
    seen(canvas, line_chart(), qtbot)
    texts = [mark.text for mark in canvas.marks()]
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.read_out() == texts[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.read_out() == texts[1]
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.read_out() == texts[-1]
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.read_out() == texts[-2]
    assert canvas.spoken_value() == texts[-2]
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.read_out() == ""
    assert canvas.accessibleDescription() == line_chart().sentence


def test_one_begins_to_read_at_the_newest_that_is_known(canvas: ChartCanvas, qtbot) -> None:
    days = (TODAY, TODAY + timedelta(days=10), TODAY + timedelta(days=20))
    hours = (18_000.0, 27_000.0, 36_000.0)
    band = Band("13 Dec ± 3 d", days, hours, hours, hours)
    seen(canvas, progress(LINE, chart_words(), band), qtbot)
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.read_out() == "13 Nov: 5 h, 1 h on that day"
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.read_out().startswith("3 Dec: likely 7 h 30 m")


def test_a_screen_reader_finds_a_chart_with_its_sentence_and_what_is_read_out(
    desk: Desk, qtbot
) -> None:
    install()
    canvas = ChartCanvas(desk)
    qtbot.addWidget(canvas)
    canvas.resize(500, 230)
    seen(canvas, line_chart(), qtbot)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    told = QAccessible.queryAccessibleInterface(canvas)
    assert told.role() == QAccessible.Role.Chart
    assert told.text(QAccessible.Text.Name) == line_chart().title
    assert told.text(QAccessible.Text.Description) == line_chart().sentence
    assert told.text(QAccessible.Text.Value) == canvas.marks()[0].text


def test_keys_follow_the_direction_of_reading(canvas: ChartCanvas, qtbot) -> None:
    canvas.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    seen(canvas, line_chart(), qtbot)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.read_out() == canvas.marks()[1].text


def test_what_is_read_out_is_seen(canvas: ChartCanvas, qtbot) -> None:
    seen(canvas, line_chart(), qtbot)
    before = canvas.grab().toImage()
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    after = canvas.grab().toImage()
    toast = theme.current().color("toast").name()
    assert toast in {
        after.pixelColor(x, y).name() for x in range(0, 500, 2) for y in range(0, 230, 2)
    }
    assert before != after


def test_a_click_or_enter_opens_what_a_mark_stands_for(canvas: ChartCanvas, qtbot) -> None:
    seen(canvas, keyed_chart(), qtbot)
    heard: list[int] = []
    canvas.chosen.connect(heard.append)
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert heard == [7]
    qtbot.mouseMove(canvas, QPoint(400, 100))
    qtbot.waitUntil(lambda: canvas.read_out() == "second")
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 100))
    assert heard == [7]


def test_a_chart_that_fails_says_where_its_numbers_are(
    canvas: ChartCanvas, desk: Desk, qtbot
) -> None:
    def paint(plate: Plate) -> list[Mark]:
        raise RuntimeError("no")

    failed: list[BaseException] = []
    desk.failed.connect(failed.append)
    canvas.show_chart(replace(line_chart(), paint=paint))
    canvas.show()
    qtbot.waitUntil(lambda: bool(failed))
    assert not canvas.grab().isNull()


def test_the_numbers_are_read_as_a_table(canvas: ChartCanvas, desk: Desk, qtbot) -> None:
    dialog = ChartTableDialog(keyed_chart())
    dialog.present()
    model = dialog.table.model()
    assert model.rowCount() == 2
    assert model.index(1, 1).data() == "unknown"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    dialog.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [model.index(row, 1).data() for row in range(2)] == ["1 h", "unknown"]
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_menu_is_reached_by_the_keyboard_and_goes_when_it_is_closed(desk: Desk, qtbot) -> None:
    card = ChartCard(desk, "A pair")
    qtbot.addWidget(card)
    card.show_chart(keyed_chart())
    card.show()
    card.button.setFocus()
    qtbot.keyClick(card.button, Qt.Key.Key_Space)
    made = card.canvas.findChild(QMenu)
    assert [action.text() for action in made.actions() if action.text()] == [
        "Show as table",
        "Copy picture",
        "Copy numbers",
        "Save as SVG…",
        "Save as PNG…",
        "Save as CSV…",
    ]
    made.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(made))


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_asking_where_to_save_leaves_no_dialog_behind(desk: Desk, qtbot) -> None:
    card = ChartCard(desk, "A pair")
    qtbot.addWidget(card)
    card.show_chart(keyed_chart())
    card.show()
    card.canvas.menu.popup(QPoint(0, 0))
    made = card.canvas.findChild(QMenu)
    next(action for action in made.actions() if "CSV" in action.text()).trigger()
    made.close()
    dialog = card.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("pair.csv")
    dialog.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))


@pytest.mark.parametrize("kind", ["svg", "png", "csv"])
def test_a_file_comes_back_as_what_it_is(
    canvas: ChartCanvas, desk: Desk, tmp_path: Path, kind: str, qtbot
) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _offer: said.append(text))
    canvas.show_chart(keyed_chart())
    path = tmp_path / f"pair.{kind}"
    canvas.menu.save(kind, str(path))
    qtbot.waitUntil(lambda: bool(said))
    assert [one.name for one in tmp_path.glob("pair*")] == [path.name]
    if kind == "svg":
        assert ElementTree.fromstring(path.read_bytes()).tag.endswith("svg")
    elif kind == "png":
        assert QImage(str(path)).width() == 2 * 640
    else:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert rows == [["Name", "Hours"], ["'=cmd()", "1"], ["ok", ""]]


def test_a_file_that_cannot_be_written_is_told_with_what_to_do(
    canvas: ChartCanvas, desk: Desk, tmp_path: Path, qtbot
) -> None:
    failed: list[BaseException] = []
    desk.failed.connect(failed.append)
    canvas.show_chart(keyed_chart())
    canvas.menu.save("csv", str(tmp_path / "gone" / "pair.csv"))
    qtbot.waitUntil(lambda: bool(failed))
    assert "pair.csv" in str(failed[0])


def test_picture_and_numbers_can_be_copied(canvas: ChartCanvas, desk: Desk, qtbot) -> None:
    canvas.show_chart(keyed_chart())
    canvas.menu.copy_numbers()
    assert QGuiApplication.clipboard().text() == "Name\tHours\n'=cmd()\t1\nok\t\n"
    canvas.menu.copy_picture()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasImage())
    assert QGuiApplication.clipboard().image().width() == 2 * 640


def test_the_table_that_goes_out_has_the_numbers_of_the_chart() -> None:
    table = table_of(line_chart())
    assert table.headings == ("Day", "Hours on that day", "Hours in all")
    assert [row[0] for row in table.rows] == [day.isoformat() for day, _total in POINTS]


def test_a_canvas_that_is_gone_hears_of_no_picture(desk: Desk, qtbot) -> None:
    canvas = ChartCanvas(desk)
    canvas.resize(400, 200)
    canvas.show_chart(line_chart())
    canvas.show()
    shiboken6.delete(canvas)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy())
    desk.theme.choose("dark")


def test_many_days_are_drawn_while_the_window_goes_on(canvas: ChartCanvas, qtbot) -> None:
    """The picture of ten years comes home through the event loop, which turned meanwhile."""
    points = tuple((TODAY - timedelta(days=3650 - n), 3600 * (n + 1)) for n in range(3650))
    turns: list[int] = []
    canvas.startTimer(1)
    canvas.timerEvent = lambda _event: turns.append(1)
    seen(canvas, progress(HoursLine("Long", points, None, TODAY, TODAY), chart_words()), qtbot)
    assert turns
