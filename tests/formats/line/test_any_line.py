from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.formats.line.world import AMERICAN, CANDIDATES, CONTEXT
from tracker.domain.instants import Moment, WallTimeGap, day_of
from tracker.domain.money import minor_digits
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import ExpenseKind, Payer
from tracker.formats.line import (
    ExpenseLine,
    LineContext,
    Refund,
    StudyLine,
    complete,
    read_expense_line,
    read_study_line,
    write_expense_line,
    write_study_line,
)
from tracker.formats.line.words import ENGLISH

SIGNS = """
    45m 1h30 1.5 1,5 h 2:30 19:00 7pm 1900 22.11. 22/11 2026-11-22 0000-00-00 99.99. 31.2. 90
    1.234 € $ EUR kr - – + ++ , ; & / // -- # @ " “ « ( ) : x2 ×3 50% at the on and a next last
    this week ago 2 100000 999999999 ½ 1/2 3rd of £5 -5 -5m 24:00 99:99 13pm
"""
# Words that mean something, so that generated lines reach every corner and not only the topic.
PIECES = [
    *ENGLISH.relative_days,
    *ENGLISH.weekdays,
    *ENGLISH.months,
    *ENGLISH.half_hour,
    *ENGLISH.activities,
    *ENGLISH.expense_kinds,
    *ENGLISH.refund,
    *ENGLISH.payers,
    *ENGLISH.recurring,
    *ENGLISH.until,
    *ENGLISH.since,
    *ENGLISH.from_,
    *ENGLISH.now,
    *(name for c in CANDIDATES for name in (c.title, c.short_title, *c.aliases) if name),
    *SIGNS.split(),
]
CONTEXTS = [
    CONTEXT,
    AMERICAN,
    replace(CONTEXT, candidates=(), decimal_comma=True, activities=("Über-Übung", ""), tags=("x",)),
    replace(CONTEXT, currency="KWD", language="xx", decimal_comma=True),
    replace(CONTEXT, now=Moment.from_wall(datetime(1900, 1, 2), "UTC")),
    replace(CONTEXT, now=Moment.from_wall(datetime(2200, 12, 30), "Pacific/Kiritimati")),
]

contexts = st.sampled_from(CONTEXTS)
any_text = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(max_size=4), st.integers(0, 9999).map(str)),
        max_size=12,
    ).flatmap(
        lambda pieces: st.sampled_from([" ", "", "  ", ","]).map(lambda gap: gap.join(pieces))
    ),
)


def check_tokens(line: StudyLine | ExpenseLine) -> None:
    """The tokens tile the text: in order, apart, none empty, every letter covered."""
    at = 0
    for token in line.tokens:
        assert at <= token.start < token.end <= len(line.text)
        assert not line.text[at : token.start].strip()
        assert token.text == line.text[token.start : token.end]
        assert token.meaning
        assert token.phrase is None or token.phrase < len(line.matches)
        at = token.end
    assert not line.text[at:].strip()


@given(any_text, contexts)
def test_any_text_is_read_as_study_and_every_letter_is_accounted_for(
    text: str, context: LineContext
) -> None:
    line = read_study_line(text, context)

    assert line.text == text
    check_tokens(line)
    assert (line.draft is None) == bool(line.problems)
    if line.draft is not None:
        assert line.draft.problems() == []
        assert line.draft.seconds > 0
        if line.draft.start is not None:
            assert line.draft.day == day_of(line.draft.start, context.day_starts_at)
    assert len(line.matches) == len(line.timer.shares)
    assert all(1 <= len(matches) <= 5 for matches in line.matches)


@given(any_text, contexts)
def test_any_text_is_read_as_spending_and_every_letter_is_accounted_for(
    text: str, context: LineContext
) -> None:
    line = read_expense_line(text, context)

    check_tokens(line)
    assert (line.draft is None) == bool(line.problems)
    if line.draft is not None:
        assert line.draft.problems() == []
        back = sum(refund.amount_minor for refund in line.refunds)
        assert back <= line.draft.amount_minor
    for problem in line.problems:
        assert problem.message.strip()


@given(any_text, st.integers(-5, 80), contexts, st.booleans())
def test_completions_lie_in_the_text_and_change_it(
    text: str, cursor: int, context: LineContext, is_spending: bool
) -> None:
    for completion in complete(text, cursor, context, is_spending=is_spending):
        assert 0 <= completion.start < completion.end <= len(text)
        assert completion.end == min(cursor, len(text))
        assert completion.insert != text[completion.start : completion.end]
        assert completion.shown


@given(any_text, contexts)
def test_reading_the_same_line_twice_says_the_same(text: str, context: LineContext) -> None:
    assert read_study_line(text, context) == read_study_line(text, context)


@given(st.text(alphabet='abc 12:.,+#/"m', max_size=3000))
def test_a_pasted_text_is_refused_or_read_but_never_stuck(text: str) -> None:
    check_tokens(read_study_line(text, CONTEXT))


# Words that are no credential, no day and no number, as a topic or a title may be.
plain_words = st.lists(
    st.sampled_from(["zucchini", "gardening", "zebra", "Ökologie", "jazz", "日本語", "waltz"]),
    min_size=1,
    max_size=3,
    unique=True,
).map(" ".join)
notes = st.one_of(
    st.just(""), st.text(max_size=40).map(lambda text: text.replace("\x00", "").strip())
).filter(lambda text: all(not "\ud800" <= letter <= "\udfff" for letter in text))
tags = st.lists(
    st.sampled_from(["deep", "two words", "Über", "x-1", "c++", "a.b"]), max_size=3, unique=True
).map(tuple)
shares = st.lists(
    st.builds(
        Share, st.sampled_from([c.id for c in CANDIDATES]), st.sampled_from([1, 1, 2, 7, 999999])
    ),
    max_size=3,
    unique_by=lambda share: share.credential_id,
).map(tuple)
days = st.dates(date(1995, 1, 1), date(2090, 12, 31))


@st.composite
def study_drafts(draw: st.DrawFn) -> StudyDraft:
    day = draw(days)
    start = None
    if draw(st.booleans()):
        wall = datetime.combine(day, datetime.min.time()) + timedelta(
            minutes=draw(st.integers(0, 1439))
        )
        try:
            start = Moment.from_wall(wall, "Europe/Berlin")
        except WallTimeGap:
            assume(False)
        day = day_of(start, CONTEXT.day_starts_at)
    return StudyDraft(
        seconds=draw(st.integers(1, 7 * 86400)),
        start=start,
        day=day,
        shares=draw(shares),
        topic=draw(st.one_of(st.just(""), plain_words)),
        activity=draw(st.sampled_from(["", "lab", "mock exam", "Rubber duck"])),
        note=draw(notes),
        tags=draw(tags),
    )


@given(study_drafts())
def test_a_draft_of_study_written_as_a_line_reads_the_same(draft: StudyDraft) -> None:
    line = write_study_line(draft, CONTEXT)

    assert line is not None, draft
    assert read_study_line(line, CONTEXT).draft == draft


@st.composite
def expenses(draw: st.DrawFn) -> tuple[ExpenseDraft, tuple[Refund, ...]]:
    amount = draw(st.integers(1, 10**9))
    back = draw(st.lists(st.integers(1, max(1, amount // 3)), max_size=2))
    assume(sum(back) <= amount)
    draft = ExpenseDraft(
        amount_minor=amount,
        currency=draw(st.sampled_from(["EUR", "USD", "JPY", "KWD", "CHF", "PHP"])),
        day=draw(days),
        title=draw(st.one_of(st.just(""), plain_words)),
        kind=draw(st.sampled_from(ExpenseKind)),
        vendor=draw(st.sampled_from(["", "udemy", "O'Reilly Media", "Pearson-VUE"])),
        payer=draw(st.sampled_from([Payer.SELF, Payer.EMPLOYER])),
        shares=draw(shares),
        note=draw(notes),
        tags=draw(tags),
    )
    refunds = tuple(Refund(minor, draw(st.one_of(st.none(), days))) for minor in back)
    return draft, refunds


@given(expenses(), st.booleans())
def test_an_expense_written_as_a_line_reads_the_same(
    expense: tuple[ExpenseDraft, tuple[Refund, ...]], decimal_comma: bool
) -> None:
    draft, refunds = expense
    context = replace(CONTEXT, decimal_comma=decimal_comma)

    line = write_expense_line(draft, context, refunds)

    assert line is not None, (draft, refunds)
    read = read_expense_line(line, context)
    assert (read.draft, read.refunds) == (draft, refunds)
    assert [q for q in read.questions if q.kind == "ask"] == []


@given(
    st.integers(0, 10**11),
    st.sampled_from(["EUR", "JPY", "KWD"]),
    st.sampled_from([("", "."), (",", "."), (" ", "."), ("'", "."), (".", ","), (" ", ",")]),
)
def test_an_amount_is_read_whatever_its_separators(
    minor: int, currency: str, signs: tuple[str, str]
) -> None:
    group, point = signs
    digits = minor_digits(currency)
    whole, rest = divmod(minor, 10**digits)
    number = f"{whole:,}".replace(",", group) + (f"{point}{rest:0{digits}}" if digits else "")
    context = replace(CONTEXT, decimal_comma=point == ",")

    line = read_expense_line(f"{number} {currency}", context)

    if minor:
        assert line.draft is not None
        assert line.draft.amount_minor == minor
        assert line.questions == ()
    else:
        assert [problem.field for problem in line.problems] == ["amount_minor"]


@pytest.mark.parametrize(
    "draft",
    [
        StudyDraft(60, day=date(2026, 11, 23), focus=3),
        StudyDraft(60, day=date(2026, 11, 23), tags=("lab",)),
        StudyDraft(60, day=date(2026, 11, 23), topic="kubernetes"),
        StudyDraft(60, day=date(2026, 11, 23), source="toggl"),
    ],
)
def test_a_draft_that_no_line_can_say_has_none(draft: StudyDraft) -> None:
    assert write_study_line(draft, CONTEXT) is None
