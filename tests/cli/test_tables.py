from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.cli.plainly import cut, pad, plain, width
from tracker.cli.tables import Column, facts, table


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("日本", 4), ("e\u0301", 1), ("👍", 2), ("", 0), ("\u2068ab\u2069", 2)],
)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text())
def test_a_plain_text_gives_a_terminal_no_orders(text: str) -> None:
    told = plain(text)
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in told)
    assert not set(told) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
    assert told.count("\u2068") == told.count("\u2069") <= 1
    assert "\n" not in told


@given(st.text(), st.integers(1, 30))
def test_a_cut_text_fits_and_a_padded_one_fills(text: str, columns: int) -> None:
    short = cut(plain(text), columns)
    assert width(short) <= columns
    assert width(pad(short, columns)) == columns


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), min_size=1))
def test_the_second_column_begins_in_the_same_place_in_every_row(
    rows: list[tuple[str, str]],
) -> None:
    lines = table([Column("One"), Column("Two", is_number=True)], [("x", "y"), *rows]).split("\n")
    assert len(lines) == len(rows) + 2
    # A number ends where its column ends.
    assert len({width(line) for line in lines if line.rstrip() == line and line[-1:] == "y"}) <= 1


def test_empty_columns_are_left_out_and_cells_are_cut_only_on_a_terminal() -> None:
    text = table([Column("A"), Column("B"), Column("C", may_shrink=True)], [("1", "", "x" * 500)])
    assert text.split("\n")[0].split() == ["A", "C"]
    assert "x" * 500 in text


def test_facts_leave_out_what_is_not_there() -> None:
    assert facts([("One", "1"), ("Nothing", ""), ("Three", "a\nb")]) == "One    1\nThree  a b"
