from __future__ import annotations

import pytest

from tests.services.conftest import Hands, credential, everything, log, wall
from tracker.domain.changes import Kind
from tracker.domain.study import Share
from tracker.errors import TrackerError
from tracker.record import Record


def test_everything_can_be_taken_back_and_done_again_over_a_restart(
    book: Record, hands: Hands
) -> None:
    states = [everything(book)]

    def keep() -> None:
        states.append(everything(book))

    cka = credential(book, "CKA", issuer="CNCF")
    keep()
    number = log(book, wall(20, 9), 60, shares=(Share(cka),))
    keep()
    book.study.change(number, seconds=5400)
    keep()
    book.credentials.delete(cka)
    keep()
    with Record.open(book.path, clock=hands.clock) as other:
        for state in reversed(states[:-1]):
            other.history.undo()
            assert everything(other) == state
        with pytest.raises(TrackerError, match="Nothing"):
            other.history.undo()
    for state in states[1:]:
        book.history.redo()
        assert everything(book) == state
    with pytest.raises(TrackerError, match="Nothing"):
        book.history.redo()


def test_something_new_ends_what_could_be_done_again(book: Record) -> None:
    credential(book, "One")
    book.history.undo()
    assert book.history.next_labels() == (None, "Add credential")
    credential(book, "Two")
    assert book.history.next_labels() == ("Add credential", None)
    with pytest.raises(TrackerError):
        book.history.redo()


def test_each_row_has_its_history(book: Record) -> None:
    number = credential(book, "CKA")
    book.credentials.change(number, grade="A")
    book.history.undo()
    told = book.history.of_row(Kind.CREDENTIAL, number)
    assert [(one.operation.how, one.what) for one in told] == [
        ("undo", "update"),
        ("do", "update"),
        ("do", "insert"),
    ]
    assert (told[1].before, told[1].after) == ({"grade": ""}, {"grade": "A"})


def test_two_open_records_see_what_the_other_did(book: Record, hands: Hands) -> None:
    assert book.changes_elsewhere() is None
    with Record.open(book.path, clock=hands.clock) as other:
        number = credential(other, "CKA")
    changes = book.changes_elsewhere()
    assert changes is not None
    assert changes.ids[Kind.CREDENTIAL] == {number}
    assert book.changes_elsewhere() is None
    credential(book, "Own")
    assert book.changes_elsewhere() is None
