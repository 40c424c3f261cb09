"""Where a credential is heading, on its page and on Today, and what another pace would mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.pages.credential.forecast import ForecastCard
from tracker.ui.pages.credential.page import CredentialPage
from tracker.ui.pages.today.cards import CredentialLine
from tracker.ui.pages.today.page import TodayPage
from tracker.ui.parts.chip import Chip


@pytest.fixture
def aws(record: Record) -> int:
    """A credential of 60 hours with an hour on each working day of two months; its number."""
    today = record.ground.today()
    draft = CredentialDraft(
        "AWS",
        state=CredentialState.IN_PROGRESS,
        planned_minutes=3600,
        target_on=today + timedelta(days=100),
    )
    number = record.credentials.add(draft).only_id(Kind.CREDENTIAL)
    for ago in range(1, 60):
        day = today - timedelta(days=ago)
        if day.weekday() < 5:
            record.study.log(StudyDraft(3600, day=day, shares=(Share(number),)))
    return number


@pytest.fixture
def card(desk: Desk, aws: int, qtbot) -> Iterator[ForecastCard]:
    """The card of its page, with its first answer."""
    page = CredentialPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.show_item(aws)
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.findChildren(ForecastCard)))
    [found] = page.findChildren(ForecastCard)
    qtbot.waitUntil(lambda: bool(found.answer.text()))
    yield found


def test_the_card_tells_the_range_and_what_the_target_asks_for(card: ForecastCard) -> None:
    assert card.said.text().startswith("As likely as not done by ")
    assert "All of it by 2 Mar asks for " in card.said.text()
    assert card.findChild(Chip).text().startswith("on pace for ")


def test_the_slider_begins_at_the_pace_of_late_and_answers_by_the_keyboard(
    card: ForecastCard, qtbot
) -> None:
    assert card.slider.accessibleName() == "What if: time a week"
    # Twenty hours in four weeks.
    assert card.slider.value() == 10
    before = card.answer.text()
    assert before.startswith("Kept to the day, done by ")
    card.slider.setFocus()
    qtbot.keyClick(card.slider, Qt.Key.Key_Right)
    assert card.slider.accessibleDescription() == "5 h 30 m a week"
    qtbot.waitUntil(lambda: card.answer.text() != before)


def test_days_off_move_the_end_and_raise_what_the_other_days_must_bring(
    card: ForecastCard, qtbot
) -> None:
    card.days[5].setFocus()
    qtbot.keyClick(card.days[5], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "on each of the other days" in card.answer.text())
    assert card.days[5].accessibleName() == "No study on Saturday"


def test_with_every_day_off_it_would_not_be_done(card: ForecastCard, qtbot) -> None:
    for chip in card.days.values():
        chip.setChecked(True)
    qtbot.waitUntil(lambda: card.answer.text() == "At this pace it would not be done.")


def test_a_credential_that_is_done_has_no_forecast(
    card: ForecastCard, desk: Desk, record: Record, aws: int, qtbot
) -> None:
    today = record.ground.today()
    desk.do(lambda record: record.credentials.set_state(aws, CredentialState.EARNED, today))
    qtbot.waitUntil(card.isHidden)


def test_today_says_where_a_plan_is_heading_and_tells_it_to_a_screen_reader(
    desk: Desk, aws: int, qtbot
) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.refresh()

    def told() -> bool:
        lines = page.findChildren(CredentialLine)
        return any("on pace for " in line.accessibleName() for line in lines)

    qtbot.waitUntil(told)
    [line] = page.findChildren(CredentialLine)
    assert line.findChild(Chip).text() in line.accessibleName()
