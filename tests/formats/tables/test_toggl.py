from __future__ import annotations

import json

import pytest

from tests.formats.tables.samples import PRAGUE, lines, read, toggl
from tracker.domain.words import Entry
from tracker.formats.tables import read_table


def test_the_old_export_comes_in_whole():
    imported = read("toggl-old.csv")

    assert (imported.format, imported.problems, imported.questions) == ("toggl", (), ())
    first, second, third, fourth = imported.sessions
    assert (first.project, first.client, first.line) == ("CKA", "Self", 2)
    assert first.draft.start.wall.isoformat() == "2026-11-02T19:00:00"
    assert (first.draft.start.zone, first.draft.start.offset_seconds) == ("Europe/Prague", 3600)
    assert (first.draft.seconds, first.draft.note) == (5400, "Read about pods")
    assert (first.draft.entry, first.draft.source) == (Entry.IMPORTED, "toggl")
    assert (second.draft.topic, second.draft.note) == ("Labs", "Deployments, services")
    assert second.draft.tags == ("lab", "morning")
    assert second.draft.seconds == 2730
    assert (third.project, third.draft.topic, third.draft.note) == ("", "Sorted flashcards", "")
    assert third.draft.start.wall.isoformat() == "2026-11-03T23:40:00"
    assert third.draft.seconds == 2700
    assert fourth.draft.note == "Two lines\nof a note"


def test_the_new_export_writes_a_dash_for_nothing():
    imported = read("toggl-new.csv")

    assert [session.project for session in imported.sessions] == ["CKA", "", ""]
    assert imported.sessions[1].draft.tags == ()
    assert imported.sessions[1].draft.topic == ""
    assert lines(imported) == [5, 6]
    assert "nothing" in imported.problems[0].message
    assert "still running" in imported.problems[1].message


def test_two_equal_rows_stay_two_and_keep_their_keys():
    imported = read("toggl-new.csv")

    keys = [session.draft.source_key for session in imported.sessions]
    assert len(set(keys)) == 3
    assert keys == [session.draft.source_key for session in read("toggl-new.csv").sessions]


def test_an_entry_has_one_key_in_the_old_and_the_new_export():
    old, new = read("toggl-old.csv").sessions[0], read("toggl-new.csv").sessions[0]

    assert old.draft.source_key == new.draft.source_key


def test_american_dates_with_halves_of_the_day_are_read():
    imported = read("toggl-american.csv")

    walls = [session.draft.start.wall.isoformat() for session in imported.sessions]
    assert walls == ["2026-11-02T19:00:00", "2026-11-13T00:15:30"]
    assert imported.questions == ()


def test_a_table_with_semicolons_and_dots_in_its_dates_is_read():
    (session,) = read("toggl-german.csv").sessions

    assert (session.project, session.draft.note) == ("Prüfung", "Übung")
    assert session.draft.start.wall.isoformat() == "2026-11-02T19:00:00"


def test_every_bad_line_is_named_and_all_others_come_in():
    imported = read("toggl-broken.csv")

    assert [session.draft.note for session in imported.sessions] == [
        "good",
        "good after all",
        "=1+1",
    ]
    assert imported.sessions[2].draft.tags == ("-tag",)
    assert lines(imported) == [3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14]
    reasons = {problem.line: problem.message for problem in imported.problems}
    assert "ends before it begins" in reasons[3]
    assert "negative" in reasons[4]
    assert "2026-02-30" in reasons[5]
    assert "25:00:00" in reasons[6]
    assert "6 cells" in reasons[7]
    assert "14 cells" in reasons[8]
    assert "not closed" in reasons[9]
    assert "2026-03-29 02:30" in reasons[11]
    assert "soon" in reasons[12]
    assert "seven days" in reasons[14]


def test_elapsed_time_is_right_over_both_clock_changes():
    imported = read("toggl-clock-change.csv")

    found = [(s.draft.start.at.strftime("%d %H:%M"), s.draft.seconds) for s in imported.sessions]
    assert found == [
        ("29 00:00", 7200),
        ("24 23:30", 10800),
        ("25 00:50", 1200),
        ("25 01:30", 1800),
        ("25 00:10", 600),
    ]
    assert imported.problems == ()
    assert [note.line for note in imported.notes] == [6]


def test_a_duration_that_differs_from_the_clock_counts_and_is_noted():
    imported = toggl("A,a@x,,CKA,,n,No,2026-11-02,19:00:00,2026-11-02,20:00:00,00:30:00,")

    assert imported.sessions[0].draft.seconds == 1800
    assert [note.line for note in imported.notes] == [2]


def test_a_duration_more_than_a_day_off_the_clock_is_a_problem_of_its_line():
    imported = toggl(
        "A,a@x,,CKA,,n,No,2026-11-02,10:00:00,2026-11-02,11:00:00,99:00:00,",
        "A,a@x,,CKA,,n,No,2026-11-03,10:00:00,2026-11-11,10:00:00,192:00:00,",
        "A,a@x,,CKA,,n,No,2026-11-04,10:00:00,2026-11-04,11:00:00,01:00:00,",
    )

    assert len(imported.sessions) == 1
    assert lines(imported) == [2, 3]
    assert "differ by more than a day" in imported.problems[0].message


def test_days_that_may_be_read_either_way_are_asked_about():
    row = "A,a@x,,CKA,,n,No,03/04/2026,19:00:00,03/04/2026,20:00:00,01:00:00,"

    imported = toggl(row)
    assert imported.needs == ("date_order",)
    assert imported.questions[0].choices == ("dmy", "mdy")
    assert imported.sessions == ()

    days = {
        order: str(toggl(row, date_order=order).sessions[0].draft.start.wall.date())
        for order in ("dmy", "mdy")
    }
    assert days == {"dmy": "2026-04-03", "mdy": "2026-03-04"}


@pytest.mark.parametrize(
    ("other", "expected"), [("13/04/2026", "2026-04-03"), ("04/13/2026", "2026-03-04")]
)
def test_one_day_above_the_twelfth_settles_the_order_of_all(other, expected):
    imported = toggl(
        "A,a@x,,CKA,,n,No,03/04/2026,19:00:00,03/04/2026,20:00:00,01:00:00,",
        f"A,a@x,,CKA,,n,No,{other},19:00:00,{other},20:00:00,01:00:00,",
    )

    assert str(imported.sessions[0].draft.start.wall.date()) == expected


def test_days_that_are_the_same_in_any_order_need_no_question():
    imported = toggl("A,a@x,,CKA,,n,No,04/04/2026,19:00:00,04/04/2026,20:00:00,01:00:00,")

    assert imported.questions == ()
    assert str(imported.sessions[0].draft.start.wall.date()) == "2026-04-04"


def test_days_of_both_orders_in_one_file_are_asked_about_and_the_others_named():
    rows = (
        "A,a@x,,CKA,,n,No,13/04/2026,19:00:00,13/04/2026,20:00:00,01:00:00,",
        "A,a@x,,CKA,,n,No,04/14/2026,19:00:00,04/14/2026,20:00:00,01:00:00,",
    )

    assert toggl(*rows).needs == ("date_order",)
    imported = toggl(*rows, date_order="dmy")
    assert len(imported.sessions) == 1
    assert lines(imported) == [3]


def test_entries_of_several_people_are_asked_about():
    rows = (
        "Ada,ada@x.org,,CKA,,mine,No,2026-11-02,19:00:00,2026-11-02,20:00:00,01:00:00,",
        "Bo,bo@x.org,,CKA,,theirs,No,2026-11-02,19:00:00,2026-11-02,20:00:00,01:00:00,",
    )

    imported = toggl(*rows)
    assert imported.needs == ("user",)
    assert imported.questions[0].choices == ("ada@x.org", "bo@x.org", "*")
    assert [s.draft.note for s in toggl(*rows, user="ADA@x.org").sessions] == ["mine"]
    assert [s.draft.note for s in toggl(*rows, user="Bo").sessions] == ["theirs"]
    assert len(toggl(*rows, user="*").sessions) == 2


def test_a_session_over_twelve_hours_comes_in_with_a_note():
    imported = toggl("A,a@x,,CKA,,n,No,2026-11-02,06:00:00,2026-11-02,20:00:00,14:00:00,")

    assert imported.sessions[0].draft.seconds == 14 * 3600
    assert "14 h" in imported.notes[0].message


def test_control_and_direction_characters_are_left_out_with_a_note():
    imported = toggl(
        "A,a@x,,CKA,,no\u202ete\x07,No,2026-11-02,19:00:00,2026-11-02,20:00:00,01:00:00,"
    )

    assert imported.sessions[0].draft.note == "note"
    assert [note.line for note in imported.notes] == [2]


def test_right_to_left_words_keep_the_marks_they_need():
    words = "לימוד\u200f 12"
    imported = toggl(f"A,a@x,,{words},,n,No,2026-11-02,19:00:00,2026-11-02,20:00:00,01:00:00,")

    assert imported.sessions[0].project == words
    assert imported.notes == ()


ENTRY = {
    "id": 3653218672,
    "project_id": 7,
    "start": "2026-11-02T18:00:00+00:00",
    "stop": "2026-11-02T19:00:00+00:00",
    "duration": 3600,
    "description": "Pods",
    "tags": ["lab"],
}


@pytest.mark.parametrize(
    "document",
    [
        [ENTRY],
        {"time_entries": [ENTRY], "projects": [{"id": 7, "name": "7"}]},
        {"data": [{**ENTRY, "duration": None, "dur": 3600000, "end": ENTRY["stop"]}]},
        [
            {
                "project_id": 7,
                "description": "Pods",
                "time_entries": [
                    {"id": 3653218672, "seconds": 3600, "start": ENTRY["start"], "tags": ["lab"]}
                ],
            }
        ],
    ],
)
def test_json_of_every_interface_gives_the_same_session(document):
    imported = read_table(json.dumps(document).encode(), PRAGUE)

    (session,) = imported.sessions
    assert (imported.format, session.project) == ("toggl", "7")
    assert session.draft.start.wall.isoformat() == "2026-11-02T19:00:00"
    assert (session.draft.seconds, session.draft.tags) == (3600, ("lab",))
    other = read_table(json.dumps([ENTRY]).encode(), PRAGUE).sessions[0]
    assert session.draft.source_key == other.draft.source_key


def test_running_and_broken_entries_of_json_are_named_by_their_number():
    document = [
        ENTRY,
        {**ENTRY, "stop": None, "duration": -1793640000},
        {**ENTRY, "start": "yesterday"},
        {**ENTRY, "start": "2026-11-02T18:00:00"},
        {**ENTRY, "duration": 0},
        "entry",
        {**ENTRY, "duration": 99 * 3600},
        {**ENTRY, "start": "0001-01-01T00:00:00Z"},
    ]

    imported = read_table(json.dumps(document).encode(), PRAGUE)
    assert len(imported.sessions) == 1
    assert lines(imported) == [2, 3, 4, 5, 6, 7, 8]
