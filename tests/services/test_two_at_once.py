from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft, ModuleDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import StudyDraft
from tracker.record import Record

DAY = date(2026, 11, 20)
ROUNDS = 12


def change_module(record: Record) -> Callable[..., Changes]:
    owner = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    number = record.modules.add(ModuleDraft(owner, "Pods")).only_id(Kind.MODULE)
    return lambda other, **fields: other.modules.change(number, **fields)


def change_credential(record: Record) -> Callable[..., Changes]:
    number = record.credentials.add(CredentialDraft("CKA")).only_id(Kind.CREDENTIAL)
    return lambda other, **fields: other.credentials.change(number, **fields)


def change_expense(record: Record) -> Callable[..., Changes]:
    number = record.spending.add(ExpenseDraft(100, "EUR", DAY, "Exam")).only_id(Kind.EXPENSE)
    return lambda other, **fields: other.spending.change(number, **fields)


def change_study(record: Record) -> Callable[..., Changes]:
    number = record.study.log(StudyDraft(60, day=DAY)).only_id(Kind.STUDY_SESSION)
    return lambda other, **fields: other.study.change(
        number, **{"topic" if name == "title" else name: text for name, text in fields.items()}
    )


@pytest.mark.parametrize(
    ("prepared", "kind"),
    [
        (change_module, Kind.MODULE),
        (change_credential, Kind.CREDENTIAL),
        (change_expense, Kind.EXPENSE),
        (change_study, Kind.STUDY_SESSION),
    ],
)
def test_a_change_takes_back_nothing_that_another_program_changed_meanwhile(
    prepared: Callable[[Record], Callable[..., Changes]], kind: Kind, tmp_path: Path
) -> None:
    path = tmp_path / "record.cairn"
    with Record.open(path) as here, Record.open(path) as there:
        change = prepared(here)

        def work(record: Record, field: str) -> None:
            for number in range(ROUNDS):
                change(record, **{field: f"{field} {number}"})

        workers = [
            threading.Thread(target=work, args=pair) for pair in ((here, "title"), (there, "note"))
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        told = [one for one in here.history.of_row(kind, 1) if one.what == "update"]
        assert len(told) == 2 * ROUNDS
        assert {len(one.after) for one in told} == {1}
