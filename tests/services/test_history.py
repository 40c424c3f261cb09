from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import Hands, credential, everything, log, wall
from tracker import i18n, services
from tracker.domain import done as happened
from tracker.domain.changes import Kind
from tracker.domain.done import done
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


class _Shouting(gettext.NullTranslations):
    """A language in which every text is written in capitals, its placeholders excepted."""

    def gettext(self, message: str) -> str:
        return re.sub(r"[a-z]+(?![a-z]*})", lambda found: found[0].upper(), message)


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Change to the other language when called; English comes back after the test."""
    return lambda: monkeypatch.setattr(i18n, "_active", _Shouting())


def test_the_history_is_read_in_another_language_than_it_was_written_in(
    book: Record, shouting: Callable[[], None]
) -> None:
    credential(book, "One")
    assert [one.label for one in book.history.operations(9)] == ["Add credential"]
    shouting()
    credential(book, "Two")
    labels = [one.label for one in book.history.operations(9)]
    assert labels == ["ADD CREDENTIAL", "ADD CREDENTIAL"]
    assert book.history.next_labels() == ("ADD CREDENTIAL", None)
    assert book.history.undo().label == "ADD CREDENTIAL"
    with book.ground.store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT DISTINCT label FROM operation").all()
    assert [tuple(row) for row in kept] == [("Add credential",)]


def test_what_was_done_is_told_with_what_names_it_also_when_it_is_gone(book: Record) -> None:
    cka = credential(book, "Certified Kubernetes Administrator", short_title="CKA")
    number = log(book, wall(24, 9), 45, shares=(Share(cka),))
    deleted = book.study.delete(number)
    assert done(deleted).said() == "Deleted «CKA», 45 m of 2026-11-24"
    assert done(book.history.undo()).said() == (
        "Undone: Delete study session, «CKA», 45 m of 2026-11-24"
    )
    assert done(book.history.redo()).said() == (
        "Done again: Delete study session, «CKA», 45 m of 2026-11-24"
    )
    book.history.undo()
    gone = book.credentials.delete(cka)
    assert done(gone).said() == "Deleted «CKA»; its hours and its spending stay"


def test_nothing_that_names_a_row_is_kept_in_a_label(book: Record) -> None:
    cka = credential(book, "Very secret title")
    book.study.delete(log(book, wall(24, 9), 45, shares=(Share(cka),)))
    book.history.undo()
    with book.ground.store.reading() as connection:
        labels = connection.exec_driver_sql("SELECT label FROM operation").scalars().all()
    assert not [label for label in labels if "secret" in label]


def test_several_are_counted_and_one_is_named(book: Record) -> None:
    first, second = log(book, wall(20, 9), 30), log(book, wall(21, 9), 30)
    assert done(book.study.delete_many([first, second])).said() == "Deleted 2 study sessions"
    book.history.undo()
    assert done(book.study.delete_many([first])).said().startswith("Deleted «study session», 30 m")


def test_every_operation_of_a_service_has_its_sentence() -> None:
    labels = set()
    for path in Path(services.__file__).parent.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        labels |= set(re.findall(r"(?:writing|change_as)\(N_\(\"([^\"]+)\"\)", text))
        for found in re.findall(r"return (N_\(.*\))$", text, re.MULTILINE):
            labels |= set(re.findall(r"N_\(\"([^\"]+)\"\)", found))
    known = {*happened._DONE, *happened._BARE, *happened._SEVERAL}
    assert labels - known == {"Add", "Change", "Delete"}
