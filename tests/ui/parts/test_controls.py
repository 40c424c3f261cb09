"""Buttons, segments, fields, toast, tabs: the parts that are pressed and typed in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QColor, QEnterEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tracker.ui import theme
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.checkfield import CheckField
from tracker.ui.parts.fields import (
    ChoiceField,
    FieldFrame,
    LineField,
    TextField,
)
from tracker.ui.parts.segmented import Segmented
from tracker.ui.parts.stepped import CountField, DateField, TimeField
from tracker.ui.parts.tabs import Tabs
from tracker.ui.parts.toast import Toast

pytestmark = pytest.mark.usefixtures("look")


def at(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name().upper()


@pytest.mark.parametrize(
    ("kind", "token"), [("plain", "surface"), ("primary", "accent"), ("danger", "bad")]
)
def test_a_button_has_the_ground_of_its_kind(qtbot, kind: str, token: str) -> None:
    button = Button("Stop & log", kind)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    expected = getattr(theme.current().tokens, token)
    assert at(button.grab().toImage(), 12, 4) == expected
    button.setEnabled(False)
    assert at(button.grab().toImage(), 12, 4) == theme.current().tokens.disabled


def test_a_button_is_never_cut_and_is_high_enough_to_hit(qtbot) -> None:
    short, long = Button("Go"), Button("Log past study", icon="plus", key="Ctrl L")
    for button in (short, long):
        qtbot.addWidget(button)
        assert button.minimumSizeHint() == button.sizeHint()
        assert button.sizeHint().height() >= theme.CONTROL_HEIGHT
    assert long.sizeHint().width() > short.sizeHint().width() + 100


def test_the_keyboard_shows_where_it_is_and_the_mouse_does_not(qtbot) -> None:
    holder = QWidget()
    button = Button("Pause", parent=holder)
    button.resize(button.sizeHint())
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    ring = QColor(theme.current().tokens.focus).name().upper()
    assert at(button.grab().toImage(), 30, 0) == ring
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert at(button.grab().toImage(), 30, 0) != ring


def test_a_button_with_an_icon_alone_says_what_it_does(qtbot) -> None:
    pressed: list[bool] = []
    button = icon_button("more", "More actions", lambda: pressed.append(True))
    qtbot.addWidget(button)
    assert button.accessibleName() == "More actions"
    assert "More actions" in button.toolTip()
    assert button.sizeHint().width() == button.sizeHint().height()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_segments_are_picked_by_mouse_and_arrow_keys(qtbot) -> None:
    segmented = Segmented([("week", "Week"), ("day", "Day"), ("table", "Table")], "View")
    qtbot.addWidget(segmented)
    segmented.show()
    assert segmented.current() == "week"
    heard: list[str] = []
    segmented.chosen.connect(heard.append)
    day = next(s for s in segmented.findChildren(QWidget) if s.property("text") == "Day")
    qtbot.mouseClick(day, Qt.MouseButton.LeftButton)
    segmented.activateWindow()
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    qtbot.keyClick(day, Qt.Key.Key_Right)
    assert heard == ["day", "table"]
    segmented.pick("week")
    assert segmented.current() == "week"
    assert heard == ["day", "table"], "what the program picks is not told back"


@pytest.mark.parametrize(
    "make", [LineField, ChoiceField, DateField, TimeField, CountField], ids=lambda c: c.__name__
)
def test_every_field_of_one_line_is_36_high(qtbot, make: type[QWidget]) -> None:
    holder, field = QWidget(), make()
    qtbot.addWidget(holder)
    QVBoxLayout(holder).addWidget(field)
    holder.show()
    assert field.height() == theme.CONTROL_HEIGHT


def test_what_is_typed_in_a_time_or_a_count_can_be_seen(qtbot) -> None:
    time, number = TimeField(), CountField()
    time.setTime(QTime(7, 10))
    for field in (time, number):
        qtbot.addWidget(field)
        field.resize(200, 36)
        field.show()
        assert field.lineEdit().width() > 100


def test_a_date_is_written_with_its_whole_year(qtbot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.setDate(QDate(2031, 2, 3))
    assert "2031" in field.text()


def test_a_check_is_ticked_by_its_words_and_by_space(qtbot) -> None:
    field = CheckField("Paid by employer")
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    field.show()
    end = field.rect().center()
    end.setX(field.width() - 8)
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=end)
    assert field.isChecked()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert not field.isChecked()


def test_tab_leaves_a_text_of_several_lines(qtbot) -> None:
    field = TextField("a")
    qtbot.addWidget(field)
    assert field.tabChangesFocus()


def test_a_problem_stands_beside_its_field_in_words(qtbot) -> None:
    field = LineField("12,x")
    frame = FieldFrame("Cost", field, "In euros", is_needed=True)
    qtbot.addWidget(frame)
    frame.show()
    assert field.accessibleName() == "Cost (needed)"
    assert frame.problem() == ""
    frame.set_problem("«12,x» is no amount.")
    assert frame.problem() == "«12,x» is no amount."
    assert field.accessibleDescription() == "«12,x» is no amount."
    assert at(field.grab().toImage(), field.width() // 2, 0) == theme.current().tokens.bad
    frame.set_problem("")
    assert frame.problem() == ""
    assert field.accessibleDescription() == "In euros"
    assert at(field.grab().toImage(), field.width() // 2, 0) == theme.current().tokens.border


@pytest.fixture
def ground(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_a_toast_lies_at_the_foot_and_offers_the_way_back(ground: QWidget, qtbot) -> None:
    undone: list[bool] = []
    toast = Toast(ground)
    assert not toast.isVisible()
    toast.say("Credential added", "Undo", lambda: undone.append(True))
    qtbot.waitUntil(lambda: toast.geometry().bottom() < 585)
    assert abs(toast.geometry().center().x() - 400) <= 1
    undo = next(b for b in toast.findChildren(QWidget) if b.property("text") == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()


def test_a_toast_goes_by_itself_but_waits_under_the_pointer(ground: QWidget, qtbot) -> None:
    toast = Toast(ground)
    toast.say("Saved")
    assert toast.is_counting()
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not toast.is_counting()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.is_counting()


def test_a_toast_stays_at_the_foot_of_a_window_that_grows(ground: QWidget, qtbot) -> None:
    toast = Toast(ground)
    toast.say("Saved")
    ground.resize(1000, 700)
    assert abs(toast.geometry().center().x() - 500) <= 1
    assert 650 < toast.geometry().bottom() < 690


def test_a_long_toast_stays_inside_the_window(ground: QWidget, qtbot) -> None:
    toast = Toast(ground)
    toast.say("x" * 900, "Undo", lambda: None)
    assert toast.width() <= 800 - 2 * theme.MARGIN


def turn_wheel(widget: QWidget) -> QWheelEvent:
    """A notch of the wheel towards the person, over the middle of `widget`."""
    spot = QPointF(widget.rect().center())
    event = QWheelEvent(
        spot,
        widget.mapToGlobal(spot),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


def test_scrolling_over_fields_and_tabs_changes_none_of_them(qtbot) -> None:
    choice, count, time = ChoiceField(), CountField(0, 9), TimeField()
    choice.addItems(["Me", "Employer"])
    count.setValue(4)
    time.setTime(QTime(19, 0))
    tabs = Tabs(["Overview", "History"])
    for widget in (choice, count, time, tabs):
        qtbot.addWidget(widget)
        widget.show()
        widget.clearFocus()
        turn_wheel(widget)
        assert not widget.hasFocus()
        assert widget.focusPolicy() != Qt.FocusPolicy.WheelFocus
    assert choice.currentText() == "Me"
    assert count.value() == 4
    assert time.time() == QTime(19, 0)
    assert tabs.currentIndex() == 0


def test_tabs_are_walked_with_the_arrow_keys(qtbot) -> None:
    tabs = Tabs(["Overview", "Study 38", "History"], "Parts of the credential")
    qtbot.addWidget(tabs)
    tabs.show()
    assert tabs.accessibleName() == "Parts of the credential"
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    image = tabs.grab().toImage()
    middle = tabs.tabRect(1).left() + 10
    assert at(image, middle, tabs.height() - 1) == theme.current().tokens.accent


def test_tabs_that_do_not_fit_are_behind_a_button_and_the_open_one_is_seen(look, qtbot) -> None:
    tabs = Tabs(["Overview", "Study 38", "Spending 4", "Evidence 3", "Renewal", "History"], "Of it")
    qtbot.addWidget(tabs)
    tabs.resize(900, 40)
    tabs.show()
    assert tabs.hidden() == []
    assert not any(button.isVisible() for button in tabs.findChildren(Button))
    tabs.resize(300, 40)
    qtbot.waitUntil(lambda: bool(tabs.hidden()))
    assert 5 in tabs.hidden()
    [more] = tabs.findChildren(Button)
    assert more.isVisible()
    assert more.accessibleName() == "More tabs"
    assert more.geometry().right() <= tabs.width()
    tabs.setCurrentIndex(5)
    assert 5 not in tabs.hidden()
    assert 4 in tabs.hidden()
    tabs.resize(900, 40)
    qtbot.waitUntil(lambda: tabs.hidden() == [])
    assert tabs.currentIndex() == 5
