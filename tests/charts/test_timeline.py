"""The timeline of credentials, and skills with what backs them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker.analytics.timeline import EventKind
from tracker.analytics.timeline import timeline as line_of
from tracker.charts.label import texts_of
from tracker.charts.look import PLAIN, PRINT
from tracker.charts.skills import skills
from tracker.charts.timeline import timeline
from tracker.domain.credentials import CredentialDraft, CredentialRow, ExamAttemptDraft
from tracker.domain.proof import SkillDraft, SkillRow
from tracker.domain.words import CredentialState, ExamResult, Validity

TODAY = date(2026, 11, 23)
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def row(number: int, title: str, **fields: object) -> CredentialRow:
    draft = CredentialDraft(title, **fields)
    return CredentialRow(number, f"u{number}", draft, False, MADE, 0, 0)


HELD = row(
    1,
    "CKA",
    state=CredentialState.EARNED,
    started_on=date(2024, 1, 5),
    earned_on=date(2024, 6, 1),
    validity=Validity.EXPIRES,
    valid_until=date(2027, 6, 1),
)
OPEN = row(
    2,
    "AWS",
    state=CredentialState.IN_PROGRESS,
    started_on=date(2026, 10, 1),
    exam_on=date(2026, 12, 14),
)
EXPIRED = row(
    3,
    "CCNA",
    state=CredentialState.EARNED,
    earned_on=date(2022, 3, 1),
    validity=Validity.EXPIRES,
    valid_until=date(2025, 3, 1),
)
BARE = row(4, "Wish", state=CredentialState.WISH)


def test_courses_stand_in_the_order_in_which_they_begin() -> None:
    data = line_of([OPEN, HELD, BARE, EXPIRED], TODAY)
    assert [course.title for course in data.courses] == ["CCNA", "CKA", "AWS"]
    assert data.without == 1
    assert data.courses[0].is_expired


def test_a_course_holds_work_validity_and_events() -> None:
    held, open_ = line_of([HELD, OPEN], TODAY).courses
    assert held.work == (date(2024, 1, 5), date(2024, 6, 1))
    assert held.held == (date(2024, 6, 1), date(2027, 6, 1))
    assert [event.kind for event in held.events] == [
        EventKind.STARTED,
        EventKind.EARNED,
        EventKind.EXPIRES,
    ]
    assert open_.work == (date(2026, 10, 1), date(2026, 12, 14))
    assert open_.held is None
    assert open_.next_event(TODAY).on == date(2026, 12, 14)


def test_exams_that_took_place_are_told_and_others_are_not() -> None:
    exams = {
        2: (
            ExamAttemptDraft(2, date(2026, 9, 1), ExamResult.FAILED),
            ExamAttemptDraft(2, date(2026, 8, 1), ExamResult.CANCELLED),
        )
    }
    (course,) = line_of([OPEN], TODAY, exams).courses
    assert [event.kind for event in course.events] == [
        EventKind.FAILED,
        EventKind.STARTED,
        EventKind.EXAM,
    ]


def test_what_was_given_up_does_not_go_on() -> None:
    given_up = row(5, "CFA", state=CredentialState.ABANDONED, started_on=date(2024, 4, 1))
    (course,) = line_of([given_up], TODAY).courses
    assert course.work == (date(2024, 4, 1), date(2024, 4, 1))


def test_the_timeline_says_what_comes_next_and_opens_its_credentials() -> None:
    chart = timeline(line_of([OPEN, HELD, BARE, EXPIRED], TODAY), PLAIN)
    assert chart.sentence == (
        "3 credentials; next AWS: exam 2026-12-14; 1 expired; 1 without any day."
    )
    drawing = chart.draw(PRINT, 820, chart.tall)
    assert [mark.key for mark in drawing.marks] == [3, 1, 2]
    assert drawing.marks[1].text.splitlines() == [
        "CKA: earned",
        "started 2024-01-05",
        "earned 2024-06-01",
        "expires 2027-06-01",
    ]
    written = texts_of(drawing.figure)
    assert {"CKA", "AWS", "today", "exam 2026-12-14", "expired 2025-03-01"} <= set(written)


def test_the_table_has_every_event() -> None:
    table = timeline(line_of([HELD, OPEN], TODAY), PLAIN).table
    assert [(row[0].text, row[2].text, row[3].exported) for row in table.rows] == [
        ("CKA", "started 2024-01-05", "2024-01-05"),
        ("CKA", "earned 2024-06-01", "2024-06-01"),
        ("CKA", "expires 2027-06-01", "2027-06-01"),
        ("AWS", "started 2026-10-01", "2026-10-01"),
        ("AWS", "exam 2026-12-14", "2026-12-14"),
    ]


def test_of_many_those_with_something_ahead_are_drawn() -> None:
    past = [
        row(n, f"Old {n}", state=CredentialState.EARNED, earned_on=date(2020, 1, n - 9))
        for n in range(10, 30)
    ]
    chart = timeline(line_of([*past, OPEN], TODAY), PLAIN, most=5)
    marks = chart.draw(PRINT, 820, chart.tall).marks
    assert len(marks) == 5
    assert 2 in {mark.key for mark in marks}
    assert "5 are drawn" in chart.sentence
    assert len(chart.table.rows) == 22


def test_without_days_there_is_a_sentence() -> None:
    chart = timeline(line_of([BARE], TODAY), PLAIN)
    assert chart.sentence == "No credential has a day yet."
    assert chart.draw(PRINT, 820, chart.tall).marks == ()


def skill(number: int, name: str, credentials: int, seconds: int, evidence: int) -> SkillRow:
    return SkillRow(
        number, f"s{number}", SkillDraft(name), tuple(range(1, credentials + 1)), seconds, evidence
    )


def test_skills_are_told_with_credentials_hours_and_evidence() -> None:
    rows = [skill(1, "SQL", 1, 7200, 0), skill(2, "Linux", 3, 36_000, 2), skill(3, "Go", 0, 0, 0)]
    chart = skills(rows, PLAIN)
    assert chart.sentence == (
        "3 skills, Linux backed most: 10 h · 3 credentials · 2 pieces of evidence;"
        " 1 skill has nothing behind it."
    )
    assert [[cell.text for cell in row] for row in chart.table.rows] == [
        ["Linux", "3", "10 h", "2"],
        ["SQL", "1", "2 h", "0"],
        ["Go", "0", "0 m", "0"],
    ]
    marks = chart.draw(PRINT, 820, chart.tall).marks
    assert [mark.key for mark in marks] == [2, 1, 3]
    assert marks[2].text == "Go: nothing backs it yet"


def test_more_skills_than_can_be_seen_are_in_the_table() -> None:
    rows = [skill(n, f"Skill {n}", 1, n * 60, 0) for n in range(1, 51)]
    chart = skills(rows, PLAIN, most=10)
    assert len(chart.table.rows) == 50
    assert len(chart.draw(PRINT, 820, chart.tall).marks) == 10
    assert chart.sentence.endswith("the first 10 are drawn.")


def test_without_skills_there_is_a_sentence() -> None:
    chart = skills([], PLAIN)
    assert chart.sentence == "No skill is recorded yet."
    assert chart.draw(PRINT, 400, chart.tall).marks == ()
