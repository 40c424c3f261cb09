from __future__ import annotations

import pytest

from tracker.domain.words import CredentialState, GoalPeriod
from tracker.errors import TrackerError
from tracker.record import Record


def test_a_record_is_new_until_something_is_done(book: Record) -> None:
    assert book.beginning.is_new()
    book.beginning.begin("CKA")
    assert not book.beginning.is_new()
    book.history.undo()
    assert not book.beginning.is_new()


def test_the_answers_are_one_step_and_one_undo(book: Record) -> None:
    book.beginning.begin(" CKA ", 480, currency="CZK", day_starts_at=240)
    (row,) = book.credentials.rows()
    assert (row.draft.title, row.draft.state) == ("CKA", CredentialState.IN_PROGRESS)
    (goal,) = book.goals.all()
    assert (goal.draft.minutes, goal.draft.period) == (480, GoalPeriod.WEEK)
    assert book.settings.get().currency == "CZK"
    assert book.settings.get().day_starts_at == 240
    book.history.undo()
    assert not book.credentials.rows()
    assert not book.goals.all()
    assert book.settings.get().currency == "EUR"


def test_who_answers_nothing_writes_nothing(book: Record) -> None:
    changes = book.beginning.begin("  ", None, currency="EUR", day_starts_at=0)
    assert changes.operation_id is None
    assert book.beginning.is_new()


def test_what_cannot_be_is_refused_whole(book: Record) -> None:
    with pytest.raises(TrackerError):
        book.beginning.begin("CKA", 480, currency="XXXX")
    assert book.beginning.is_new()
