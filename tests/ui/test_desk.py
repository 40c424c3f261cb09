from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.ui.desk import Desk
from tracker.ui.page import Page
from tracker.ui.parts.labels import PlainLabel

CKA = CredentialDraft("Certified Kubernetes Administrator")


class Counting(Page):
    """Shows how many operations the record has seen."""

    shows = frozenset({Kind.CREDENTIAL})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.label = PlainLabel()
        self.column.addWidget(self.label)
        self.refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1
        self.desk.ask(lambda record: record.history.next_labels()[0], self.show_label, key=self)

    def show_label(self, text: str | None) -> None:
        self.label.setText(text or "nothing")


def test_an_operation_tells_every_page_that_is_seen(desk: Desk, qtbot) -> None:
    page = Counting(desk)
    qtbot.addWidget(page)
    assert page.refreshed == 0, "nothing is asked before the page is seen"
    page.show()
    qtbot.waitUntil(lambda: page.label.text() == "nothing")
    with qtbot.waitSignals([desk.changed, desk.did]):
        desk.do(lambda record: record.credentials.add(CKA))
    qtbot.waitUntil(lambda: page.label.text() not in {"", "nothing"})
    assert page.refreshed == 2


def test_a_hidden_page_goes_stale_and_refreshes_when_it_is_shown(desk: Desk, qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = Counting(desk)
    QVBoxLayout(holder).addWidget(page)
    holder.show()
    page.hide()
    desk.tell(Changes("x", frozenset({Kind.CREDENTIAL}), {}, 1))
    desk.tell(Changes("x", frozenset({Kind.CREDENTIAL}), {}, 2))
    assert page.is_stale()
    assert page.refreshed == 1
    page.show()
    assert not page.is_stale()
    assert page.refreshed == 2
    page.hide()
    page.show()
    assert page.refreshed == 2, "nothing changed meanwhile"


def test_a_page_leaves_alone_what_it_does_not_show(desk: Desk, qtbot) -> None:
    page = Counting(desk)
    qtbot.addWidget(page)
    page.show()
    desk.tell(Changes("x", frozenset({Kind.EXPENSE}), {}, 1))
    assert page.refreshed == 1
    assert not page.is_stale()


def test_a_failed_operation_is_told_and_changes_nothing(desk: Desk, qtbot) -> None:
    changed: list[object] = []
    desk.changed.connect(changed.append)
    with qtbot.waitSignal(desk.failed) as told:
        desk.do(lambda record: record.credentials.add(CredentialDraft("")))
    assert isinstance(told.args[0], Exception)
    assert changed == []


def test_who_asks_may_hear_of_a_failure_instead(desk: Desk, qtbot) -> None:
    heard: list[BaseException] = []

    def fail(_record: Record) -> None:
        raise TrackerError("Not done", "It did not work.")

    desk.failed.connect(lambda _error: pytest.fail("told twice"))
    desk.ask(fail, lambda _answer: None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert str(heard[0]) == "It did not work."


def test_what_changed_nothing_is_not_told(desk: Desk, qtbot) -> None:
    heard: list[Changes] = []
    desk.changed.connect(lambda _changes: pytest.fail("nothing changed"))
    desk.do(lambda _record: Changes("Nothing"), heard.append)
    qtbot.waitUntil(lambda: bool(heard))


def test_what_others_change_is_told_but_not_offered_to_undo(
    desk: Desk, record: Record, qtbot
) -> None:
    desk.did.connect(lambda _changes: pytest.fail("that was not done here"))
    assert record.changes_elsewhere() is None
    with Record.open(Path(record.path)) as other:
        other.credentials.add(CKA)
    changes = record.changes_elsewhere()
    assert changes is not None
    with qtbot.waitSignal(desk.changed) as told:
        desk.tell(changes)
    assert told.args[0].touches({Kind.CREDENTIAL})
