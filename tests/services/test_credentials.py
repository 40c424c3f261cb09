from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.services.conftest import credential, everything, log, wall
from tracker.domain.changes import Kind
from tracker.domain.credentials import (
    CredentialDraft,
    ExamAttemptDraft,
    IssuerDraft,
    ModuleDraft,
    PathwayDraft,
    PathwayStepDraft,
)
from tracker.domain.proof import EvidenceDraft, RenewalCycleDraft, RenewalDraft
from tracker.domain.returns import PayEventDraft, ScenarioDraft
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import GoalDraft, PlannedBlockDraft, Share
from tracker.domain.words import (
    CredentialKind,
    CredentialState,
    RenewalKind,
    Validity,
    WorkloadUnit,
)
from tracker.errors import TrackerError
from tracker.record import Record
from tracker.store.writing import GoneError


def test_every_field_comes_back_as_it_was_said(book: Record) -> None:
    draft = CredentialDraft(
        "Micro-credential in Product Analytics",
        short_title="PA",
        issuer="KU Leuven",
        kind=CredentialKind.MICRO_CREDENTIAL,
        state=CredentialState.IN_PROGRESS,
        country="BE",
        level_eqf=6,
        planned_minutes=6600,
        workload_milli=4000,
        workload_unit=WorkloadUnit.ECTS,
        learning_outcomes="قياس",
        started_on=date(2026, 9, 1),
        exam_at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        validity=Validity.NO_EXPIRY,
    )
    number = book.credentials.add(draft).only_id(Kind.CREDENTIAL)
    row = book.credentials.one(number)
    assert row.draft == draft
    assert (row.is_archived, row.logged_seconds, row.session_count) == (False, 0, 0)
    assert row.progress == 0


def test_an_issuer_is_found_in_any_letter_case(book: Record) -> None:
    credential(book, "One", issuer="Linux Foundation")
    credential(book, "Two", issuer=" linux foundation ")
    assert [row.draft.name for row in book.issuers.all()] == ["Linux Foundation"]
    three = credential(book, "Three")
    assert book.credentials.one(three).draft.issuer == ""


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (CredentialDraft(" "), "title"),
        (CredentialDraft("x" * 501), "500"),
        (CredentialDraft("T", url="ftp://x"), "https://"),
        (CredentialDraft("T", country="Germany"), "two-letter"),
        (CredentialDraft("T", level_eqf=9), "EQF"),
        (CredentialDraft("T", workload_milli=5), "unit"),
        (CredentialDraft("T", planned_minutes=0), "planned"),
        (
            CredentialDraft("T", started_on=date(2026, 2, 1), earned_on=date(2026, 1, 1)),
            "lies before",
        ),
        (
            CredentialDraft("T", validity=Validity.NO_EXPIRY, valid_until=date(2027, 1, 1)),
            "does not expire",
        ),
        (CredentialDraft("T", exam_at=datetime(2026, 1, 1, 9)), "time zone"),
    ],
)
def test_what_cannot_be_is_refused_whole(book: Record, draft: CredentialDraft, said: str) -> None:
    with pytest.raises(TrackerError, match=said):
        book.credentials.add(draft, skills=["k8s"])
    assert everything(book) == {}


def test_a_state_sets_the_days_that_are_not_known_yet(book: Record) -> None:
    number = credential(book, "CKA")
    book.credentials.set_state(number, CredentialState.IN_PROGRESS, date(2026, 10, 1))
    book.credentials.set_state(number, CredentialState.EARNED, date(2026, 11, 1))
    draft = book.credentials.one(number).draft
    assert (draft.started_on, draft.earned_on) == (date(2026, 10, 1), date(2026, 11, 1))
    book.credentials.change(number, earned_on=date(2026, 10, 30))
    book.credentials.set_state(number, CredentialState.EARNED, date(2026, 12, 1))
    assert book.credentials.one(number).draft.earned_on == date(2026, 10, 30)


def test_skills_are_set_with_the_change_in_one_step(book: Record) -> None:
    number = book.credentials.add(
        CredentialDraft("CKA"), skills=["k8s", "Linux", "linux", " "]
    ).only_id(Kind.CREDENTIAL)
    assert [row.draft.name for row in book.skills.rows()] == ["k8s", "Linux"]
    before = everything(book)
    book.credentials.change(number, skills=["Linux", "YAML"], grade="A")
    names = [row.draft.name for row in book.skills.rows(credential_id=number)]
    assert names == ["Linux", "YAML"]
    book.history.undo()
    assert everything(book) == before
    book.credentials.set_skills(number, [])
    assert book.skills.rows(credential_id=number) == ()
    with pytest.raises(GoneError):
        book.credentials.set_skills(99, ["x"])


def test_deleting_keeps_hours_and_spending_under_its_name_and_comes_back(book: Record) -> None:
    one, two = credential(book, "One", short_title="O"), credential(book, "Two")
    session = log(book, wall(20, 9), 60, shares=(Share(one, 2), Share(two, 1)))
    paid = book.spending.add(
        ExpenseDraft(9000, "EUR", date(2026, 11, 1), shares=(Share(one), Share(two)))
    ).only_id(Kind.EXPENSE)
    block = book.planned_blocks.add(
        PlannedBlockDraft(wall(29, 9), 3600, credential_id=one)
    ).only_id(Kind.PLANNED_BLOCK)
    book.modules.add(ModuleDraft(one, "Networking"))
    book.exam_attempts.add(ExamAttemptDraft(one, date(2026, 12, 1)))
    book.goals.add(GoalDraft(60, credential_id=one))
    proof = book.evidence.add_link(
        EvidenceDraft("Badge", "https://example.org", credential_id=one)
    ).only_id(Kind.EVIDENCE)
    book.renewals.add_with_cycle(
        RenewalDraft(one, RenewalKind.CPE),
        RenewalCycleDraft(0, date(2026, 1, 1), date(2028, 1, 1)),
    )
    path = book.pathways.add(PathwayDraft("Whole", credential_id=one)).only_id(Kind.PATHWAY)
    book.pathway_steps.add(PathwayStepDraft(path, one))
    event = book.pay_events.add(
        PayEventDraft(date(2026, 11, 1), 1, 2, "EUR", credential_id=one)
    ).only_id(Kind.PAY_EVENT)
    plan = book.scenarios.add(ScenarioDraft("If", credential_id=one)).only_id(Kind.SCENARIO)
    before = everything(book)
    hours = book.study.seconds_by_day(date(2026, 11, 20), date(2026, 11, 20))

    book.credentials.delete(one)

    assert book.study.seconds_by_day(date(2026, 11, 20), date(2026, 11, 20)) == hours
    kept, other = book.study.one(session).shares
    assert (kept.credential_id, kept.title, kept.seconds) == (None, "O", 2400)
    assert (other.credential_id, other.seconds) == (two, 1200)
    assert [(s.title, s.minor) for s in book.spending.one(paid).shares] == [
        ("O", 4500),
        ("Two", 4500),
    ]
    assert book.planned_blocks.one(block).draft.title == "O"
    assert book.pathways.one(path).draft.credential_id is None
    assert book.pay_events.one(event).draft.credential_id is None
    assert book.scenarios.one(plan).draft.credential_id is None
    [piece] = book.evidence.rows(evidence_id=proof)
    assert piece.credential_id is None
    for noun in (book.modules, book.exam_attempts, book.goals, book.renewals, book.renewal_cycles):
        assert noun.all() == ()
    with pytest.raises(GoneError):
        book.credentials.one(one)

    book.history.undo()
    assert everything(book) == before
    book.history.redo()
    assert book.study.one(session).shares[0].title == "O"


def test_the_archive_hides_from_lists_alone(book: Record) -> None:
    number = credential(book, "CKA")
    book.credentials.archive(number)
    assert book.credentials.rows() == ()
    assert [row.id for row in book.credentials.rows(is_archived=True)] == [number]
    assert book.credentials.one(number).is_archived
    assert book.credentials.counts_by_state() == {}
    book.credentials.archive(number, is_archived=False)
    assert [row.id for row in book.credentials.rows()] == [number]


def test_rows_are_found_by_a_piece_of_their_texts(book: Record) -> None:
    credential(book, "Certified Kubernetes Administrator", short_title="CKA", issuer="CNCF")
    credential(book, "100 % sure", identifier="A_1")
    assert [row.name for row in book.credentials.rows(text="kube")] == ["CKA"]
    assert [row.name for row in book.credentials.rows(text="cncf")] == ["CKA"]
    # What a person types stands for itself and is no pattern.
    assert [row.title for row in book.credentials.rows(text="%")] == ["100 % sure"]
    assert [row.title for row in book.credentials.rows(text="a_")] == ["100 % sure"]


def test_a_pathway_goes_without_its_credentials(book: Record) -> None:
    number = credential(book, "CKA")
    path = book.pathways.add(PathwayDraft("Kubestronaut")).only_id(Kind.PATHWAY)
    book.pathway_steps.add(PathwayStepDraft(path, number))
    book.pathways.delete(path)
    assert book.pathway_steps.all() == ()
    assert book.credentials.one(number)


def test_an_issuer_of_a_credential_cannot_vanish_from_it(book: Record) -> None:
    number = credential(book, "CKA", issuer="CNCF")
    [issuer] = book.issuers.all()
    before = everything(book)
    with pytest.raises(TrackerError):
        book.issuers.delete(issuer.id)
    assert everything(book) == before
    book.issuers.change(issuer.id, name="Cloud Native Computing Foundation")
    assert book.credentials.one(number).draft.issuer == "Cloud Native Computing Foundation"
    book.credentials.delete(number)
    book.issuers.delete(issuer.id)
    assert book.issuers.all() == ()
    with pytest.raises(TrackerError):
        book.issuers.add(IssuerDraft(""))
