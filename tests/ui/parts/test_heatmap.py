from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor

from tracker.ui import theme
from tracker.ui.parts.heatmap import Heatmap, shade

pytestmark = pytest.mark.usefixtures("look")

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture
def heatmap(qtbot) -> Heatmap:
    made = Heatmap(26)
    qtbot.addWidget(made)
    made.show_days({TODAY: 95, TODAY - timedelta(days=3): 20}, TODAY, "1 h 55 m in 26 weeks")
    made.resize(made.sizeHint())
    made.show()
    return made


def point_of(heatmap: Heatmap, day: date) -> QPointF:
    """A point at which the map says that `day` lies, found as a person finds it: by looking."""
    return next(
        QPointF(x, y)
        for x in range(0, heatmap.width(), 3)
        for y in range(0, heatmap.height(), 3)
        if heatmap.day_at(QPointF(x, y)) == day
    )


@pytest.mark.parametrize(
    ("minutes", "step"), [(0, 0), (1, 1), (29, 1), (30, 2), (59, 2), (60, 3), (120, 4), (900, 4)]
)
def test_a_shade_means_the_same_for_everyone(minutes: int, step: int) -> None:
    assert shade(minutes) == step


def test_every_day_of_the_weeks_is_there_and_none_that_is_to_come(heatmap: Heatmap) -> None:
    seen = {
        heatmap.day_at(QPointF(x, y))
        for x in range(heatmap.width())
        for y in range(heatmap.height())
    } - {None}
    first = TODAY - timedelta(days=25 * 7)
    assert seen == {first + timedelta(days=n) for n in range(25 * 7 + 1)}


def test_the_week_may_begin_on_sunday(heatmap: Heatmap) -> None:
    heatmap.show_days({}, TODAY, "", first_weekday=6)
    top = point_of(heatmap, date(2026, 11, 22))
    below = point_of(heatmap, TODAY)
    assert below.y() > top.y()
    assert abs(below.x() - top.x()) < 6


def test_a_day_is_painted_in_its_shade(heatmap: Heatmap) -> None:
    point = point_of(heatmap, TODAY) + QPointF(4, 4)
    image = heatmap.grab().toImage()
    painted = image.pixelColor(int(point.x()), int(point.y()))
    assert painted == QColor(theme.current().tokens.heat[3])


def test_a_click_chooses_a_day(heatmap: Heatmap, qtbot) -> None:
    day = TODAY - timedelta(days=10)
    with qtbot.waitSignal(heatmap.chosen) as told:
        point = point_of(heatmap, day).toPoint()
        qtbot.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=point)
    assert told.args == [day]


def test_the_keyboard_reads_the_days_and_chooses_one(heatmap: Heatmap, qtbot) -> None:
    assert "1 h 35 m" in heatmap.accessibleDescription(), "it begins at today"
    qtbot.keyClick(heatmap, Qt.Key.Key_Left)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    assert "20 m" in heatmap.accessibleDescription()
    with qtbot.waitSignal(heatmap.chosen) as told:
        qtbot.keyClick(heatmap, Qt.Key.Key_Return)
    assert told.args == [TODAY - timedelta(days=3)]


def test_the_keyboard_stays_among_the_days_that_are_shown(heatmap: Heatmap, qtbot) -> None:
    described = heatmap.accessibleDescription()
    qtbot.keyClick(heatmap, Qt.Key.Key_Right)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    assert heatmap.accessibleDescription() == described
    qtbot.keyClick(heatmap, Qt.Key.Key_Home)
    qtbot.keyClick(heatmap, Qt.Key.Key_Up)
    with qtbot.waitSignal(heatmap.chosen) as told:
        qtbot.keyClick(heatmap, Qt.Key.Key_Space)
    assert told.args == [TODAY - timedelta(days=25 * 7)]


def test_its_sentence_is_its_name(heatmap: Heatmap) -> None:
    assert heatmap.accessibleName() == "1 h 55 m in 26 weeks"


def test_it_is_mirrored_where_reading_goes_to_the_left(heatmap: Heatmap) -> None:
    heatmap.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    old, new = point_of(heatmap, TODAY - timedelta(days=70)), point_of(heatmap, TODAY)
    assert new.x() < old.x()


def test_a_year_fits_and_squares_give_way(qtbot) -> None:
    made = Heatmap(53)
    qtbot.addWidget(made)
    assert made.heightForWidth(500) < made.heightForWidth(1200)
    assert made.minimumSizeHint().width() <= 420
