from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.services.conftest import Hands, credential, log, wall
from tracker.domain.study import Share
from tracker.domain.words import CredentialState
from tracker.formats.line import read_study_line
from tracker.record import Record
from tracker.services.lines import bare_context, candidates, line_context


def known(record: Record):
    with record.ground.store.reading() as connection:
        return {one.title: one for one in candidates(connection, is_archived=None)}


def test_the_context_holds_what_the_record_knows(book: Record, hands: Hands) -> None:
    book.settings.change(currency="USD", day_starts_at=240, first_weekday=6)
    cka = credential(book, "CKA", issuer="CNCF", exam_code="K1", state=CredentialState.IN_PROGRESS)
    log(book, wall(20, 9), 30, shares=(Share(cka),), activity="lab", tags=("etcd",))
    context = line_context(book.ground, day_first=False)
    assert (context.currency, context.day_starts_at, context.first_weekday) == ("USD", 240, 6)
    assert context.now.at == hands.at
    assert (context.activities, context.tags, context.day_first) == (("lab",), ("etcd",), False)
    [one] = context.candidates
    assert (one.id, one.issuer, one.aliases) == (cka, "CNCF", ("K1",))
    assert (one.state, one.last_used) == (CredentialState.IN_PROGRESS, date(2026, 11, 20))


def test_archived_credentials_are_named_only_where_all_are_wanted(book: Record) -> None:
    number = credential(book, "CKA")
    book.credentials.archive(number)
    assert line_context(book.ground).candidates == ()
    assert set(known(book)) == {"CKA"}


def test_recent_use_is_that_of_the_last_month_of_study(book: Record) -> None:
    old, new, never = (credential(book, title) for title in ("Old", "New", "Never"))
    log(book, None, 30, day=date(2026, 9, 1), shares=(Share(old),))
    log(book, None, 30, day=date(2026, 11, 1), shares=(Share(new),))
    # Study for nothing is no use of anything, however late it is.
    log(book, None, 30, day=date(2026, 11, 22))
    assert {title: one.last_used for title, one in known(book).items()} == {
        "Old": None,
        "New": date(2026, 11, 1),
        "Never": None,
    }
    assert known(book)["Never"].id == never
    log(book, None, 30, day=date(2026, 11, 1) - timedelta(days=30), shares=(Share(old),))
    assert known(book)["Old"].last_used == date(2026, 10, 2)


def test_the_catalogues_other_names_count_for_what_it_prefilled(book: Record) -> None:
    from tracker.formats.catalogue import Catalogue

    entry = next(one for one in Catalogue.load().entries if one.aliases)
    credential(book, "My own title", catalogue_id=entry.id)
    credential(book, "Another", catalogue_id="nobody-knows-it")
    context = line_context(book.ground)
    mine = next(one for one in context.candidates if one.title == "My own title")
    assert set(entry.aliases) <= set(mine.aliases)
    line = read_study_line(f"45m {entry.aliases[0]}", context)
    assert line.draft is not None
    assert [share.credential_id for share in line.draft.shares] == [mine.id]


@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_record_that_is_not_there_yet_has_a_bare_context(hands: Hands, language: str) -> None:
    context = bare_context(hands.clock, language=language)
    assert context.candidates == ()
    assert context.now.at == hands.at
    assert read_study_line("45m", context).draft is not None
