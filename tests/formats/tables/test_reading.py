from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.tables.samples import FOLDER, PRAGUE, TOGGL_HEADER, lines, read, toggl
from tracker.domain.instants import Moment
from tracker.errors import TrackerError
from tracker.formats.tables import Imported, read_table
from tracker.formats.tables.cells import clean
from tracker.formats.tables.clocks import NoStretch, WallClock
from tracker.formats.tables.imported import MOST_PROBLEMS

GOOD = "A,a@x,,CKA,,{},No,2026-11-02,19:00:00,2026-11-02,20:00:00,01:00:00,"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(encoding, ending):
    text = ending.join((TOGGL_HEADER, GOOD.format("žluťoučký ⌘"), GOOD.format('"a, ""b"""'), ""))

    imported = read_table(text.encode(encoding), PRAGUE)
    assert [s.draft.note for s in imported.sessions] == ["žluťoučký ⌘", 'a, "b"']
    assert imported.problems == ()


def test_bytes_that_are_no_utf_8_ask_for_their_encoding():
    data = f"{TOGGL_HEADER}\n{GOOD.format('Übung – naïve')}\n".encode("cp1252")

    imported = read_table(data, PRAGUE)
    assert imported.needs == ("encoding",)
    assert imported.questions[0].choices[0] == "cp1252"
    assert imported.sessions[0].draft.note == "Übung – naïve"
    answered = read_table(data, type(PRAGUE)(zone="Europe/Prague", encoding="windows-1252"))
    assert answered.questions == ()
    assert answered.sessions[0].draft.note == "Übung – naïve"


def test_an_encoding_that_the_file_is_not_in_is_refused():
    data = f"{TOGGL_HEADER}\n{GOOD.format('ü')}\n".encode("cp1252")

    assert "utf-8" in read_table(data, type(PRAGUE)(zone="UTC", encoding="utf-8")).refusal


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b" \r\n\r\n",
        b"\0\0\0\0",
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x89PNG\r\n\x1a\n",
        b"SQLite format 3\0" + bytes(100),
        b"PK\x03\x04" + bytes(40),
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b"{}",
        b"[]",
        b"hello",
        b"a,b\n1,2\n",
        b'{"data": {"x": 1}}',
    ],
)
def test_what_is_no_table_of_ours_is_refused_in_a_sentence(data):
    imported = read_table(data, PRAGUE)

    assert imported.refusal.endswith(".")
    assert imported.sessions == imported.credentials == imported.expenses == ()


def test_an_unknown_table_names_its_columns():
    assert "Colour, Size" in read_table(b"Colour,Size\nred,3\n", PRAGUE).refusal


def test_a_needed_column_that_is_there_twice_is_refused():
    table = f"{TOGGL_HEADER},Duration\n{GOOD.format('n')},02:00:00\n"

    assert "Duration" in read_table(table.encode(), PRAGUE).refusal


def test_an_unknown_format_or_zone_is_an_error_of_the_caller():
    with pytest.raises(TrackerError):
        read_table(b"a,b\n", PRAGUE, "excel")
    with pytest.raises(TrackerError):
        read("toggl-old.csv", zone="Europe/Nowhere")


def test_a_stated_format_is_held_against_the_header():
    data = (FOLDER / "toggl-old.csv").read_bytes()

    assert "linkedin" in read_table(data, PRAGUE, "linkedin").refusal
    assert len(read_table(data, PRAGUE, "toggl").sessions) == 4


def test_nul_in_a_line_costs_that_line_alone():
    imported = toggl(GOOD.format("one"), GOOD.format("t\0wo"), GOOD.format("three"))

    assert [s.draft.note for s in imported.sessions] == ["one", "three"]
    assert lines(imported) == [3]


def test_a_cell_of_ten_megabytes_costs_its_line_alone():
    imported = toggl(GOOD.format("one"), GOOD.format("x" * 10_000_000), GOOD.format("three"))

    assert [s.draft.note for s in imported.sessions] == ["one", "three"]
    assert lines(imported) == [3]


def test_an_unclosed_quote_costs_its_line_alone_wherever_it_stands():
    imported = toggl(
        GOOD.format('"one'), GOOD.format('"two"'), *[GOOD.format("more")] * 30, GOOD.format('"last')
    )

    assert [s.draft.note for s in imported.sessions] == ["two", *["more"] * 30]
    assert lines(imported) == [2, 34]


def test_a_file_that_was_cut_gives_what_is_whole():
    data = (FOLDER / "toggl-old.csv").read_bytes()
    whole = read_table(data, PRAGUE).sessions

    for cut in range(data.index(b"\n") + 1, len(data), 7):
        found = read_table(data[:cut], PRAGUE).sessions
        # The last row may lack what stood at its very end; all before it are as they were.
        assert found[:-1] == whole[: max(0, len(found) - 1)]


def test_more_problems_than_anyone_reads_are_counted():
    imported = toggl(*["x"] * (MOST_PROBLEMS + 5))

    assert len(imported.problems) == MOST_PROBLEMS + 1
    assert "5 more" in imported.problems[-1].message


@pytest.mark.parametrize("cell", ["1" + "a" * 130_000 + "1", " 1" * 65_000, "(" * 130_000])
def test_no_cell_keeps_the_reader_busy(cell):
    # A pattern that tries all ways to part such a cell would take hours, and the test's time out.
    for header in ("Date,Amount,Title", "Date,Hours,Title", "Date,Duration,Title"):
        imported = read_table(f"{header}\n2026-11-02,{cell},x\n".encode(), PRAGUE)
        assert lines(imported) == [2]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("'=1+1", "=1+1"),
        ("'-12", "-12"),
        ("'@x", "@x"),
        # Ours puts one before a text that has its own.
        ("''=1", "'=1"),
        ("'tis", "'tis"),
        ("=1+1", "=1+1"),
        (" a\r\nb ", "a\nb"),
        ("a\u2066b\u2069", "ab"),
        ("'＝1", "＝1"),
        ("a\ud800b\0", "ab"),
        ("", ""),
    ],
)
def test_cells_lose_the_one_apostrophe_that_protected_them(cell, expected):
    assert clean(cell)[0] == expected


@given(st.text())
def test_an_exported_cell_comes_back_unharmed(text):
    before, _ = clean(text)
    exported = f"'{before}" if before.startswith(tuple("=+-@＝＋－＠")) else before

    assert clean(exported)[0] == (before if not before.startswith("'") else clean(before)[0])


@given(st.binary(max_size=400))
def test_no_bytes_raise(data):
    assert isinstance(read_table(data, PRAGUE), Imported)


HEADERS = [path.read_bytes().splitlines()[0] + b"\n" for path in sorted(FOLDER.glob("*.csv"))]
PIECES = st.sampled_from(
    [
        *(piece.encode() for piece in ',;"\n\r\0-\u202e'),
        *(b"\xff", b"2026-11-02", b"03/04/2026", b"19:00:00", b"1:00", b"1,234", b"'=", b"EUR"),
        *(b"99999999-99-99", b"0001-01-01", b"9999-12-31", b"2200-12-31", b"PT", b"inc ", b" # "),
        *(b"2026-11-02T19:00:00+25:00", b"2026-11-02T19:00:00Z", b"0001-01-01T00:00:00+23:00"),
    ]
)
STARTS = [*HEADERS, b"inc ", b"[", b"Start,End\n", b"Date,Hours\n", b"Date,Amount\n"]


@given(st.sampled_from(STARTS), st.lists(PIECES | st.binary(max_size=5), max_size=60))
def test_no_rows_below_a_known_header_raise(header, pieces):
    for order in (None, "dmy"):
        imported = read_table(
            header + b"".join(pieces), type(PRAGUE)(zone="Europe/Prague", date_order=order)
        )
        assert isinstance(imported, Imported)


TEXTS = (
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=30)
    .map(str.strip)
    .filter(lambda text: text not in {"-", "–", "—"} and not text.startswith("'"))
)
ROWS = st.tuples(
    TEXTS,
    TEXTS,
    st.datetimes(datetime(1971, 1, 1), datetime(2035, 1, 1)).map(
        lambda at: at.replace(microsecond=0)
    ),
    st.integers(1, 604_800),
)


@given(st.lists(ROWS, max_size=20), st.sampled_from([",", ";", "\t", "|"]))
def test_every_good_row_comes_in(rows, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(TOGGL_HEADER.split(","))
    for project, note, start, seconds in rows:
        end = start + timedelta(seconds=seconds)
        length = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        writer.writerow(
            ["A", "a@x", "", project, "", note, "No", start.date(), start.time(), end.date(),
             end.time(), length, ""]
        )  # fmt: skip

    # A zone without clock changes: every wall time exists.
    imported = read_table(out.getvalue().encode(), type(PRAGUE)(zone="Asia/Tokyo"))
    assert imported.problems == ()
    assert [
        (s.project, s.draft.note or s.draft.topic, s.draft.start.wall, s.draft.seconds)
        for s in imported.sessions
    ] == rows
    keys = [session.draft.source_key for session in imported.sessions]
    assert len(set(keys)) == len(keys)


def rows_of_toggl(rows):
    return [
        f"A,a@x,,{project},,,No,2026-11-0{day},19:00:00,2026-11-0{day},20:00:00,01:00:00,"
        for project, day in rows
    ]


FEW = st.tuples(st.sampled_from("AB"), st.integers(1, 3))


@given(st.lists(FEW, max_size=12), st.lists(FEW, max_size=6), st.randoms())
def test_a_longer_export_in_any_order_has_the_keys_of_the_shorter_one(rows, more, chance):
    def keys(listed):
        found = [one.draft.source_key for one in toggl(*rows_of_toggl(listed)).sessions]
        assert len(set(found)) == len(listed)
        return set(found)

    longer = rows + more
    chance.shuffle(longer)
    assert keys(rows) <= keys(longer)


@given(
    st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})),
    st.datetimes(datetime(1970, 1, 2), datetime(2037, 12, 30)),
)
def test_the_quick_way_to_a_moment_agrees_with_the_long_one(zone, wall):
    wall = wall.replace(microsecond=0)
    second = wall.hour * 3600 + wall.minute * 60 + wall.second

    try:
        expected = Moment.from_wall(wall, zone)
    except TrackerError:
        with pytest.raises(NoStretch):
            WallClock(zone).stretch((wall.date(), second), None, 60)
        return
    assert WallClock(zone).stretch((wall.date(), second), None, 60).start == expected


def test_no_zone_puts_its_clocks_forward_and_back_within_three_hours():
    # What `WallClock` relies on where it looks at a day every three hours. Every hour of 1970 to
    # 2037 in all zones would take minutes: the zones' own transitions are looked at instead.
    import importlib.resources
    import struct

    for zone in sorted(available_timezones() - {"Factory", "localtime"}):
        resource = importlib.resources.files("tzdata.zoneinfo").joinpath(*zone.split("/"))
        data = resource.read_bytes()
        first = struct.unpack(">6l", data[20:44])
        isut, isstd, leap, times, types, letters = first
        second = 44 + times * 5 + types * 6 + letters + leap * 8 + isstd + isut
        _, _, _, times, types, _ = struct.unpack(">6l", data[second + 20 : second + 44])
        start = second + 44
        moments = struct.unpack(f">{times}q", data[start : start + 8 * times])
        steps = [later - earlier for earlier, later in pairwise(moments)]
        assert min(steps, default=86400) > 3 * 3600, zone
