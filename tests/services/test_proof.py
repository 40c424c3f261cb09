from __future__ import annotations

import hashlib
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.services.conftest import credential, everything, log, wall
from tracker.domain.changes import Kind
from tracker.domain.proof import (
    EvidenceDraft,
    RenewalCategory,
    RenewalCreditDraft,
    RenewalCycleDraft,
    RenewalDraft,
    SkillDraft,
)
from tracker.domain.study import Share
from tracker.domain.words import CycleState, EvidenceKind, RenewalKind
from tracker.errors import TrackerError
from tracker.paths import evidence_dir
from tracker.record import Record
from tracker.store.writing import GoneError


def test_a_skill_is_backed_by_credentials_hours_and_evidence(book: Record) -> None:
    one = credential(book, "CKA")
    book.credentials.set_skills(one, ["k8s"])
    log(book, wall(20, 9), 30, shares=(Share(one),))
    [row] = book.skills.rows()
    assert (row.credential_ids, row.logged_seconds, row.evidence_count) == ((one,), 1800, 0)
    book.skills.change(row.id, uri="https://example.org/k8s")
    book.skills.delete(row.id)
    assert book.skills.rows() == ()
    assert book.credentials.one(one)
    with pytest.raises(TrackerError):
        book.skills.add(SkillDraft("", uri="ftp://x"))


def test_a_file_is_kept_once_whatever_it_is_called(book: Record, tmp_path: Path) -> None:
    number = credential(book, "CKA")
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7 same")
        book.evidence.attach(tmp_path / name, EvidenceDraft(name, credential_id=number))
    two = book.evidence.rows(credential_id=number)
    digest = hashlib.sha256(b"%PDF-1.7 same").hexdigest()
    assert [(row.file_name, row.sha256) for row in two] == [("b.pdf", digest), ("a.pdf", digest)]
    assert two[0].media_type == "application/pdf"
    held = [path for path in evidence_dir(book.path).rglob("*") if path.is_file()]
    assert len(held) == 1


def test_deleted_evidence_comes_back_with_its_bytes(book: Record, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("proof", encoding="utf-8")
    number = book.evidence.attach(tmp_path / "a.txt", EvidenceDraft("A")).only_id(Kind.EVIDENCE)
    before = everything(book)
    book.evidence.delete(number)
    assert book.evidence.rows() == ()
    book.history.undo()
    assert everything(book) == before
    assert any(path.is_file() for path in evidence_dir(book.path).rglob("*"))


def test_a_link_has_words_that_change_and_an_address_that_can_be_opened(book: Record) -> None:
    number = book.evidence.add_link(EvidenceDraft("Badge", "https://example.org")).only_id(
        Kind.EVIDENCE
    )
    book.evidence.change(number, title="The badge", note="mine")
    [row] = book.evidence.rows(evidence_id=number)
    assert (row.kind, row.title, row.note) == (EvidenceKind.LINK, "The badge", "mine")
    before = everything(book)
    for draft in (
        EvidenceDraft(""),
        EvidenceDraft("x", "javascript:alert(1)"),
        EvidenceDraft("x", credential_id=1, expense_id=1),
    ):
        with pytest.raises(TrackerError):
            book.evidence.add_link(draft)
    with pytest.raises(GoneError):
        book.evidence.change(99, title="x")
    assert everything(book) == before


def test_one_activity_counts_for_several_renewals_in_one_step(book: Record) -> None:
    cycles = []
    for title in ("PMP", "CISSP"):
        rule = RenewalDraft(
            credential(book, title), RenewalKind.PDU, 36, "PDU", 60_000,
            categories=(RenewalCategory("Education", 35_000),), fee_minor=5000, fee_currency="USD",
        )  # fmt: skip
        made = book.renewals.add_with_cycle(
            rule, RenewalCycleDraft(0, date(2026, 1, 1), date(2028, 12, 31))
        )
        cycles.append(made.only_id(Kind.RENEWAL_CYCLE))
        assert book.renewals.one(made.only_id(Kind.RENEWAL)).draft == rule
    before = everything(book)
    book.renewal_credits.count_for(
        RenewalCreditDraft(cycle, date(2026, 11, 1), 1500, "Talk", "Education") for cycle in cycles
    )
    assert [due.earned_milli for due in book.renewals.due()] == [1500, 1500]
    book.history.undo()
    assert everything(book) == before
    with pytest.raises(TrackerError):
        book.renewal_credits.count_for(
            [
                RenewalCreditDraft(cycles[0], date(2026, 11, 1), 1500),
                RenewalCreditDraft(cycles[1], date(2026, 11, 1), 0),
            ]
        )
    assert everything(book) == before


def test_a_credit_and_a_cycle_go_without_their_evidence(book: Record) -> None:
    made = book.renewals.add_with_cycle(
        RenewalDraft(credential(book, "PMP"), RenewalKind.PDU),
        RenewalCycleDraft(0, date(2026, 1, 1), date(2028, 12, 31)),
    )
    cycle = made.only_id(Kind.RENEWAL_CYCLE)
    proofs = []
    for title in ("one", "two"):
        draft = RenewalCreditDraft(cycle, date(2026, 11, 1), 1500, title)
        credit = book.renewal_credits.add(draft).only_id(Kind.RENEWAL_CREDIT)
        link = EvidenceDraft(title, "https://example.org", renewal_credit_id=credit)
        proofs.append(book.evidence.add_link(link).only_id(Kind.EVIDENCE))
    before = everything(book)
    book.renewal_credits.delete(1)
    book.renewal_cycles.delete(cycle)
    assert book.renewal_credits.all() == ()
    assert [row.renewal_credit_id for row in book.evidence.rows()] == [None, None]
    book.history.undo()
    book.history.undo()
    assert everything(book) == before


def test_what_belongs_to_nothing_is_refused_in_a_sentence(book: Record) -> None:
    for add in (
        lambda: book.renewal_credits.add(RenewalCreditDraft(99, date(2026, 11, 1), 1500)),
        lambda: book.evidence.add_link(EvidenceDraft("x", "https://x.org", credential_id=99)),
    ):
        with pytest.raises(TrackerError, match="not in the record"):
            add()
    assert everything(book) == {}


def test_only_open_cycles_of_credentials_in_use_are_due(book: Record) -> None:
    number = credential(book, "PMP")
    made = book.renewals.add_with_cycle(
        RenewalDraft(number, RenewalKind.FEE),
        RenewalCycleDraft(0, date(2026, 1, 1), date(2026, 12, 31)),
    )
    assert [due.credential for due in book.renewals.due()] == ["PMP"]
    book.credentials.archive(number)
    assert book.renewals.due() == ()
    book.credentials.archive(number, is_archived=False)
    book.renewal_cycles.change(made.only_id(Kind.RENEWAL_CYCLE), state=CycleState.RENEWED)
    assert book.renewals.due() == ()
    book.renewals.delete(made.only_id(Kind.RENEWAL))
    assert book.renewal_cycles.all() == ()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names of text alone")
def test_a_file_whose_name_is_no_text_is_kept_all_the_same(book: Record, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_bytes(b"proof")
    book.evidence.attach(file, EvidenceDraft("Receipt"))
    [row] = book.evidence.rows()
    assert row.file_name == "caf\ufffd.txt"
    assert book.evidence.path_of(row.sha256).read_bytes() == b"proof"
