from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.cli.naming import WORDS, Reference, find, find_credential_id, label
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft
from tracker.errors import QuestionError, TrackerError
from tracker.record import Record
from tracker.services.clock import Clock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def record(tmp_path: Path):
    clock = Clock(lambda: NOON, lambda: "Europe/Prague")
    with Record.open(tmp_path / "a.cairn", clock=clock) as opened:
        for title, short in (
            ("Certified Kubernetes Administrator", "CKA"),
            ("Certified Kubernetes Application Developer", "CKAD"),
            ("AWS Certified Solutions Architect", ""),
            ("A book called S12", "S12"),
            ("2", ""),
        ):
            opened.credentials.add(CredentialDraft(title, short_title=short))
        yield opened


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("CKA", Kind.CREDENTIAL, 1),
        ("cka", Kind.CREDENTIAL, 1),
        (" CKAD ", Kind.CREDENTIAL, 2),
        ("aws certified solutions architect", Kind.CREDENTIAL, 3),
        ("solutions arch", Kind.CREDENTIAL, 3),
        ("3", Kind.CREDENTIAL, 3),
        ("c1", Kind.CREDENTIAL, 1),
        ("credential:1", Kind.CREDENTIAL, 1),
        # What something is called comes before what a number would mean.
        ("s12", Kind.CREDENTIAL, 4),
        ("2", Kind.CREDENTIAL, 5),
        ("session:12", Kind.STUDY_SESSION, 12),
        ("s13", Kind.STUDY_SESSION, 13),
        ("E7", Kind.EXPENSE, 7),
        ("goal:1", Kind.GOAL, 1),
        ("claim:4", Kind.REIMBURSEMENT, 4),
    ],
)
def test_a_name_leads_to_its_row(record: Record, text: str, kind: Kind, number: int) -> None:
    assert find(record, text) == Reference(kind, number)


def test_the_beginning_of_a_uuid_is_a_name(record: Record) -> None:
    uuid = record.credentials.one(2).uuid
    assert find_credential_id(record, uuid) == 2
    assert find_credential_id(record, uuid[:8].upper()) == 2
    with pytest.raises(TrackerError):
        find_credential_id(record, uuid[:3] + "zz")


def test_words_that_fit_several_are_asked_about(record: Record) -> None:
    with pytest.raises(QuestionError) as asked:
        find(record, "certified kubernetes")
    assert any(choice.startswith("c1 ") for choice in asked.value.choices)
    assert any(choice.startswith("c2 ") for choice in asked.value.choices)


def test_two_of_one_title_are_asked_about(record: Record) -> None:
    record.credentials.add(CredentialDraft("AWS Certified Solutions Architect"))
    with pytest.raises(QuestionError):
        find(record, "AWS Certified Solutions Architect")


@pytest.mark.parametrize("text", ["", "   ", "nothing like it", "s0", "goal1", "planet:1", "٣"])
def test_what_names_nothing_is_said(record: Record, text: str) -> None:
    with pytest.raises(TrackerError):
        find(record, text)


def test_where_only_one_kind_is_meant_its_number_is_enough(record: Record) -> None:
    assert find(record, "7", (Kind.EXPENSE,)) == Reference(Kind.EXPENSE, 7)
    with pytest.raises(TrackerError):
        find(record, "s7", (Kind.EXPENSE,))


@pytest.mark.parametrize("kind", WORDS)
def test_what_a_list_shows_can_be_typed(record: Record, kind: Kind) -> None:
    assert find(record, label(kind, 3)) == Reference(kind, 3)
