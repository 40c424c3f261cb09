from __future__ import annotations

from dataclasses import replace

import pytest

from tests.formats.line.world import CONTEXT, NAMES, tell_expense, tell_study
from tracker.formats.line import (
    TokenKind,
    complete,
    name_to_type,
    read_expense_line,
    read_study_line,
    replace_phrase,
)
from tracker.formats.line.words import ENGLISH, table_for


def chips(text: str) -> list[tuple[str, str, str]]:
    tokens = read_study_line(text, CONTEXT).tokens
    return [(token.kind.value, token.text, token.meaning) for token in tokens]


def test_the_line_of_the_placeholder_becomes_five_chips():
    assert chips("45m kubernetes yesterday 19:00 #lab") == [
        ("duration", "45m", "45 m"),
        ("credential", "kubernetes", "CKA"),
        ("day", "yesterday", "Sun 22 Nov"),
        ("time", "19:00", "19:00"),
        ("activity", "#lab", "lab"),
    ]


def test_weights_notes_and_signs_have_chips_of_their_own():
    assert chips("2h CKA 2 + AWS:1 #deep // dns") == [
        ("duration", "2h", "2 h"),
        ("credential", "CKA", "CKA"),
        ("weight", "2", "× 2"),
        ("joiner", "+", "+"),
        ("credential", "AWS", "AWS SA"),
        ("weight", ":1", "× 1"),
        ("tag", "#deep", "#deep"),
        ("note", "// dns", "dns"),
    ]


def test_a_day_of_another_year_shows_its_year():
    assert ("day", "22.11.2025", "Sat 22 Nov 2025") in chips("1h 22.11.2025")


def test_a_name_parted_by_another_word_is_one_phrase():
    line = read_study_line("aws 45m solutions architect", CONTEXT)
    parts = [token for token in line.tokens if token.kind is TokenKind.CREDENTIAL]
    assert [(token.text, token.phrase) for token in parts] == [
        ("aws", 0),
        ("solutions architect", 0),
    ]
    assert len(line.matches) == 1


def test_a_choice_among_the_matches_is_written_into_the_line():
    line = read_study_line("aws 45m solutions architect yesterday", CONTEXT)
    text = replace_phrase(line, 0, "AWS Certified Cloud Practitioner")
    assert text == "AWS Certified Cloud Practitioner 45m yesterday"
    chosen = read_study_line(text, CONTEXT)
    assert tell_study(chosen) == "45m Sun 22 Nov AWS Certified Cloud Practitioner"
    assert chosen.questions == ()
    assert replace_phrase(line, 7, "x") == line.text


def test_a_timer_is_started_for_the_same_line_without_its_times():
    timer = read_study_line("kubernetes yesterday 19:00 lab #deep // dns", CONTEXT).timer
    assert [NAMES[share.credential_id] for share in timer.shares] == ["CKA"]
    assert (timer.activity, timer.tags, timer.note) == ("lab", ("deep",), "dns")
    assert timer.problems() == []


def test_twelve_hours_are_taken_and_more_is_asked():
    assert read_study_line("12h cka", CONTEXT).questions == ()
    long = read_study_line("45h cka", CONTEXT)
    assert long.questions[0].code == "long"
    assert "45 h" in long.questions[0].message
    assert long.draft is not None


def test_words_that_name_nothing_become_the_topic_and_do_not_block():
    line = read_study_line("45m Spring gardening", CONTEXT)
    assert line.draft is not None
    assert line.draft.topic == "Spring gardening"
    assert [(q.code, q.kind) for q in line.questions] == [("no_credential", "hint")]


def test_own_activities_are_known_and_written_as_the_person_writes_them():
    context = replace(CONTEXT, activities=("Pair Work", "lab"))
    assert (
        tell_study(read_study_line("45m cka pair work", context)) == "45m Mon 23 Nov CKA @Pair Work"
    )
    assert tell_study(read_study_line("45m cka #pair-work", context)).endswith("@Pair Work")


def test_a_pasted_page_is_refused_in_a_sentence():
    for read in (read_study_line, read_expense_line):
        line = read("word " * 500, CONTEXT)
        assert line.draft is None
        assert "at most 2000 letters" in line.problems[0].message


def test_a_long_note_is_no_long_line():
    line = read_study_line("45m cka // " + "dns " * 1000, CONTEXT)
    assert line.draft is not None
    assert line.draft.note == ("dns " * 1000).strip()


def test_an_unknown_language_is_read_by_the_english_words():
    assert table_for("xx") is ENGLISH
    assert table_for("en-GB") is ENGLISH
    assert table_for("en_US.UTF-8") is ENGLISH


def test_a_decimal_comma_decides_what_a_thousand_is():
    comma = replace(CONTEXT, decimal_comma=True)
    assert tell_expense(read_expense_line("1.234 EUR book", comma)) == "123400 EUR Mon 23 Nov book"
    asked = read_expense_line("1,234 EUR book", comma)
    assert asked.questions[0].choices == ("1234", "1.23")
    assert tell_expense(read_expense_line("1,234 KWD book", comma)).startswith("1234 KWD")


def test_a_shared_sign_is_the_currency_of_the_person():
    canadian = replace(CONTEXT, currency="CAD")
    danish = replace(CONTEXT, currency="DKK")
    assert tell_expense(read_expense_line("$20 book", canadian)).startswith("2000 CAD")
    assert tell_expense(read_expense_line("US$20 book", canadian)).startswith("2000 USD")
    assert tell_expense(read_expense_line("20 kr book", danish)).startswith("2000 DKK")
    assert tell_expense(read_expense_line("20 try book", replace(CONTEXT, currency="TRY"))) == (
        "2000 TRY Mon 23 Nov book"
    )


def completed(text: str, *, is_spending: bool = False) -> list[str]:
    found = complete(text, len(text), CONTEXT, is_spending=is_spending)
    return [text[: one.start] + one.insert for one in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("45m kub", "45m CKA"),
        ("45m aws sol", "45m AWS SA"),
        ("45m cka + cloud pr", "45m cka + AWS Certified Cloud Practitioner"),
        ("45m cka yes", "45m cka yesterday"),
        ("45m cka #la", "45m cka #lab"),
        ("45m cka @mo", '45m cka @"mock exam"'),
        ("45m cka flash", "45m cka flashcards"),
        ("45m sailing", "45m 30 m Sailing Licence"),
    ],
)
def test_a_word_is_completed(text: str, first: str):
    assert completed(text)[0] == first


def test_spending_completes_kinds_and_no_activities():
    assert "20 EUR subscription" in completed("20 EUR subs", is_spending=True)
    assert completed("20 EUR flashc", is_spending=True) == []


def test_tags_of_the_person_are_completed():
    context = replace(CONTEXT, tags=("deep", "two words"))
    assert [c.insert for c in complete("1h #d", 5, context)] == ["#deep"]
    assert [c.insert for c in complete("1h #tw", 6, context)] == ['#"two words"']


def test_nothing_is_completed_in_a_note_or_after_a_space():
    assert completed("45m // kub") == []
    assert completed("45m ") == []
    assert completed("") == []


def test_the_word_at_the_cursor_is_completed_in_the_middle_of_a_line():
    text = "45m kub yesterday"
    completion = complete(text, 7, CONTEXT)[0]
    assert (completion.start, completion.end, completion.insert) == (4, 7, "CKA")


def test_the_name_to_type_leads_back_to_each_credential():
    for candidate in CONTEXT.candidates:
        name = name_to_type(candidate, CONTEXT)
        shares = read_study_line(f"1h {name}", CONTEXT).timer.shares
        assert [share.credential_id for share in shares] == [candidate.id]
