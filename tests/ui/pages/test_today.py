from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tracker.analytics.progress import Deadline, DeadlineKind
from tracker.analytics.streak import Streak
from tracker.analytics.today import InProgress
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft, CredentialRow
from tracker.domain.instants import Moment
from tracker.domain.kept import Kept
from tracker.domain.proof import RenewalCycleDraft, RenewalDraft, RenewalDue
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import GoalDraft, PlannedBlockDraft, Share
from tracker.domain.words import CredentialState, RenewalKind
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.pages.today.page import TodayPage
from tracker.ui.pages.today.words import (
    chip_words,
    counts_sentence,
    deadline_tile,
    progress_words,
    renewal_due,
    renewal_needs,
    streak_tile,
)
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.tasks import Tasks

TODAY = date(2026, 11, 22)
DOING = CredentialState.IN_PROGRESS
Log = Callable[..., int]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Callable[[], TodayPage]:
    """Shows the page and waits for its first answer."""

    def make() -> TodayPage:
        page = TodayPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        qtbot.waitUntil(lambda: not tasks.is_busy())
        return page

    return make


def row(hours: float, planned: int | None = None, **fields: object) -> CredentialRow:
    draft = CredentialDraft(
        "Certified Kubernetes Administrator",
        "CKA",
        planned_minutes=None if planned is None else planned * 60,
        **fields,
    )
    return CredentialRow(
        1, "u", draft, False, datetime(2026, 1, 1, tzinfo=UTC), int(hours * 3600), 3
    )


def going(
    hours: float,
    planned: int | None,
    days: int | None,
    needed: int | None = None,
    exam: bool = True,
) -> InProgress:
    kind = DeadlineKind.EXAM if exam else DeadlineKind.TARGET
    ends = None if days is None else Deadline(kind, TODAY + timedelta(days=days), days)
    return InProgress(row(hours, planned), ends, needed)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (going(57, 65, 9, 55), ("exam in 9 days · 55 m a day", "money")),
        (going(41, 66, 21, 40, exam=False), ("target in 21 days · 40 m a day", "accent")),
        (going(57, 65, 0, 480), ("exam today · 8 h left", "money")),
        (going(10, 65, 1, 3300), ("exam tomorrow · 55 h left", "bad")),
        (going(65, 65, 3, 0), ("exam in 3 days · plan reached", "money")),
        (going(41, 66, 98, 40, exam=False), ("target 28 Feb · 40 m a day", "accent")),
        (going(41, 66, 400, 4), ("exam 27 Dec 2027 · 4 m a day", "accent")),
        (going(78, 66, None), ("12 h over plan", "bad")),
        (going(66, 66, None), ("plan reached", "good")),
        (going(41, None, 9), ("exam in 9 days", "money")),
        (going(41, 66, None), None),
    ],
)
def test_the_chip_says_what_matters_most(one: InProgress, words: tuple[str, str] | None) -> None:
    assert chip_words(one, TODAY) == words


def test_a_target_that_went_by_is_told_without_a_forecast() -> None:
    late = replace(going(4, 66, None), row=row(4, 66, target_on=date(2026, 11, 3)))
    assert chip_words(late, TODAY) == ("target was 3 Nov", "money")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (row(41.5, 66), "41 of 66 h"),
        (row(0, 66), "0 of 66 h"),
        (row(0.75, 66), "45 m of 66 h"),
        (row(41.5), "41 h logged, no plan yet"),
        (row(1.5), "1 h 30 m logged, no plan yet"),
        (row(0), "nothing logged yet"),
    ],
)
def test_progress_is_told_in_hours_and_an_unknown_plan_is_said(
    one: CredentialRow, words: str
) -> None:
    assert progress_words(one) == words


def test_counts_are_spoken() -> None:
    counts = {DOING: 4, CredentialState.EARNED: 11}
    assert counts_sentence(counts) == "Four credentials in progress · eleven earned"
    assert counts_sentence({DOING: 1}) == "One credential in progress · none earned"


def test_the_streak_says_when_today_is_still_missing() -> None:
    assert streak_tile(Streak(12, 31, 1, is_safe_today=False)) == (
        "12 days",
        "best 31 · 1 rest day · not yet today",
    )
    assert streak_tile(Streak(0, 0, 0, is_safe_today=False))[0] == "None yet"


def test_the_exam_is_told_at_its_time_in_the_persons_zone() -> None:
    at = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    one = replace(going(57, 65, 10), row=row(57, 65, exam_on=date(2026, 12, 2), exam_at=at))
    told = deadline_tile(one, TODAY, "Europe/Prague")
    assert told == ("10 days", "CKA exam · 2 Dec, 10:00")
    assert deadline_tile(None, TODAY, "UTC") == ("None", "no exam or target date ahead")


def test_renewals_say_what_they_need_and_when() -> None:
    rule = RenewalDraft(1, RenewalKind.CEU, unit="CEUs", units_milli=50_000, fee_minor=5000)
    cycle = Kept(1, "u", RenewalCycleDraft(1, date(2024, 1, 1), TODAY + timedelta(days=21)))
    due = RenewalDue(cycle, rule, "Security+", 18_500)
    assert renewal_needs(due) == "18.5 of 50 CEUs"
    assert renewal_needs(replace(due, earned_milli=50_000)) == "50 of 50 CEUs · pay fee"
    assert renewal_due(due, TODAY) == ("in 21 d", "bad")
    assert renewal_due(due, TODAY - timedelta(days=200)) == ("13 Dec", None)
    assert renewal_due(due, TODAY + timedelta(days=22))[1] == "bad"


def test_an_empty_record_offers_first_steps_and_no_figures(show: Callable[[], TodayPage]) -> None:
    page = show()
    assert page.welcome.isVisible()
    assert not page.week.isVisible() and not page.study.isVisible()


def test_the_first_step_opens_its_form_by_the_keyboard(
    show: Callable[[], TodayPage], qtbot: QtBot, tasks: Tasks
) -> None:
    from tracker.ui.forms.dialog import FormDialog
    from tracker.ui.parts.button import Button

    page = show()
    buttons = {button.text(): button for button in page.welcome.findChildren(Button)}
    buttons["Log past study"].setFocus()
    QTest.keyClick(buttons["Log past study"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(page.findChildren(FormDialog)))
    page.findChildren(FormDialog)[0].done(0)
    qtbot.waitUntil(lambda: not page.findChildren(FormDialog))


def test_a_record_in_use_shows_its_week_its_streak_its_money_and_its_deadline(
    show: Callable[[], TodayPage], record: Record, log: Log
) -> None:
    cka = record.credentials.add(
        CredentialDraft("CKA", state=DOING, planned_minutes=600, exam_on=date(2026, 12, 2))
    ).only_id(Kind.CREDENTIAL)
    log(21, 16, 130, shares=(Share(cka),))
    log(22, 9, 30, shares=(Share(cka),))
    record.goals.add(GoalDraft(480))
    record.spending.add(ExpenseDraft(12_000, "EUR", TODAY, "Exam"))
    record.planned_blocks.add(
        PlannedBlockDraft(Moment.from_wall(datetime(2026, 11, 22, 22), "Europe/Prague"), 3600)
    )
    page = show()
    tiles = [page.week, page.streak, page.spent, page.deadline]
    assert [tile.accessibleDescription() for tile in tiles] == [
        "2 h 40 m, of 8 h goal · 5 h 20 m to go",
        "2 days, best 2",
        "€120",
        "10 days, CKA exam · 2 Dec",
    ]
    rows = [one.accessibleName() for one in page.findChildren(ClickRow)]
    assert rows == [
        "CKA, certification, 2 of 10 h, exam in 10 days · 44 m a day",
        "Sun 22:00 · study: 1 h",
    ]
    assert page.heat.heatmap.accessibleName() == "Study of the last 26 weeks: 2 h 40 m on 2 days"
    assert page.study.model.rowCount() == 2
    assert page.ahead.isVisible()


def test_a_sum_whose_rate_is_missing_is_unknown_with_its_currencies(
    show: Callable[[], TodayPage], record: Record
) -> None:
    record.spending.add(ExpenseDraft(12_000, "EUR", TODAY, "Exam"))
    # No reference rate is published for the currency of Kenya.
    record.spending.add(ExpenseDraft(500_000, "KES", TODAY, "Book"))
    page = show()
    value, sums = page.spent.accessibleDescription().split(", ", 1)
    assert value == "unknown"
    assert "€120" in sums and "KES" in sums


def test_without_a_goal_one_can_be_set(
    show: Callable[[], TodayPage], log: Log, qtbot: QtBot
) -> None:
    log(21, 16, 130)
    page = show()
    assert page.week.ring is not None and not page.week.ring.isVisible()
    offers = [link.text() for link in page.findChildren(LinkButton) if link.isVisible()]
    assert offers == ["Set a goal for the week", "Add an expense"]


def test_a_credential_a_session_and_a_day_lead_to_their_places(
    show: Callable[[], TodayPage], record: Record, log: Log
) -> None:
    cka = record.credentials.add(CredentialDraft("CKA", state=DOING)).only_id(Kind.CREDENTIAL)
    session = log(21, 16, 130, shares=(Share(cka),))
    page = show()
    went: list[tuple[str, int]] = []
    page.desk.going.connect(lambda place, ident: went.append((place, ident)))
    line = page.study.findChildren(ClickRow)[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    page.study.recent.setFocus()
    page.study.recent.setCurrentIndex(page.study.model.index(0, 0))
    QTest.keyClick(page.study.recent, Qt.Key.Key_Return)
    page.heat.heatmap.setFocus()
    QTest.keyClick(page.heat.heatmap, Qt.Key.Key_Up)
    QTest.keyClick(page.heat.heatmap, Qt.Key.Key_Return)
    assert went == [
        ("credential", cka),
        ("study-log", session),
        ("study-log", -date(2026, 11, 21).toordinal()),
    ]


def test_a_change_elsewhere_is_seen_at_once(
    show: Callable[[], TodayPage], record: Record, log: Log, qtbot: QtBot, tasks: Tasks
) -> None:
    session = log(21, 16, 130)
    log(20, 16, 30)
    page = show()
    day = TODAY - timedelta(days=1)
    page.desk.do(lambda record: record.study.delete(session))
    qtbot.waitUntil(lambda: page.study.model.rowCount() == 1)
    assert day not in page.heat.heatmap._minutes


def test_when_the_persons_day_ends_the_next_one_is_shown(
    show: Callable[[], TodayPage],
    record: Record,
    log: Log,
    clock: list[datetime],
    qtbot: QtBot,
    tasks: Tasks,
) -> None:
    record.settings.change(day_starts_at=240)
    log(21, 16, 130)
    page = show()
    clock[0] += timedelta(hours=5)
    page._ask_day()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert page._day == TODAY
    clock[0] += timedelta(hours=3)
    page._ask_day()
    qtbot.waitUntil(lambda: not tasks.is_busy())
    assert page._day == TODAY + timedelta(days=1)


def test_many_credentials_are_cut_with_a_way_to_the_rest(
    show: Callable[[], TodayPage], record: Record
) -> None:
    for number in range(9):
        record.credentials.add(CredentialDraft(f"C{number}", state=DOING))
    page = show()
    assert len(page.study.findChildren(ClickRow)) == 6
    assert page.study._more.isVisible() and page.study._more.text() == "and 3 more"


def test_hostile_and_long_titles_are_shown_as_they_stand(
    show: Callable[[], TodayPage], record: Record
) -> None:
    title = "<img src=x>" + "long " * 60
    record.credentials.add(CredentialDraft(title, state=DOING))
    page = show()
    page.resize(860, 600)
    assert page.study.findChildren(ClickRow)[0].accessibleName().startswith("<img src=x>long")
    assert page.column.parentWidget().width() <= 860
