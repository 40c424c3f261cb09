from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.changes import Kind
from tracker.domain.credentials import (
    CredentialDraft,
    ExamAttemptDraft,
    ModuleDraft,
    PathwayDraft,
    PathwayStepDraft,
)
from tracker.domain.money import Money
from tracker.domain.proof import RenewalCreditDraft, RenewalCycleDraft, RenewalDraft
from tracker.domain.spending import ExpenseDraft, ReimbursementDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState, RenewalKind
from tracker.record import Record
from tracker.store.writing import GoneError

DAY = date(2026, 3, 5)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.cairn") as opened:
        yield opened


def test_a_credential_is_gathered_with_all_that_belongs_to_it(record: Record) -> None:
    cka = record.credentials.add(CredentialDraft("CKA"), skills=["Pods"]).only_id(Kind.CREDENTIAL)
    aws = record.credentials.add(CredentialDraft("AWS", state=CredentialState.EARNED)).only_id(
        Kind.CREDENTIAL
    )
    record.study.log(StudyDraft(3600, day=DAY, shares=(Share(cka, 1), Share(aws, 3))))
    paid = record.spending.add(ExpenseDraft(10_000, "EUR", DAY, shares=(Share(cka), Share(aws))))
    record.modules.add(ModuleDraft(cka, "second", position=2))
    record.modules.add(ModuleDraft(cka, "first", position=1))
    exam = ExamAttemptDraft(cka, DAY, expense_id=paid.only_id(Kind.EXPENSE))
    number = record.exam_attempts.add(exam).only_id(Kind.EXAM_ATTEMPT)
    path = record.pathways.add(PathwayDraft("Cloud")).only_id(Kind.PATHWAY)
    for place, one in enumerate((cka, aws)):
        record.pathway_steps.add(PathwayStepDraft(path, one, place))
    record.renewals.add_with_cycle(
        RenewalDraft(cka, RenewalKind.CPE), RenewalCycleDraft(0, DAY, date(2027, 3, 5))
    )
    record.renewal_credits.add(RenewalCreditDraft(1, DAY, 2_000))

    view = record.overview.credential(cka)

    assert view.days == {DAY: 900}
    assert view.part_seconds == (900,)
    assert view.spent.paid.known == Money(5_000, "EUR")
    assert [module.draft.title for module in view.modules] == ["first", "second"]
    assert view.exam_costs == {number: Money(10_000, "EUR")}
    assert [(p.title, p.steps, p.earned) for p in view.pathways] == [("Cloud", 2, 1)]
    assert view.renewals[0].cycles[0].earned_milli == 2_000
    assert [skill.draft.name for skill in view.skills] == ["Pods"]
    assert record.overview.credential(aws).skills == ()
    with pytest.raises(GoneError):
        record.overview.credential(99)


def test_a_year_shows_open_claims_of_other_years_too(record: Record) -> None:
    old = record.spending.add(ExpenseDraft(10_000, "EUR", date(2024, 5, 1), title="Exam"))
    record.reimbursements.add(ReimbursementDraft(old.only_id(Kind.EXPENSE), 10_000))
    record.spending.add(ExpenseDraft(500, "EUR", DAY))
    year = record.overview.spending_year(2026)
    assert [(claim.expense, claim.currency) for claim in year.claims] == [("Exam", "EUR")]
    assert year.expense_count == 1
    assert year.first_year == 2024
    assert record.overview.spending_year().year == record.ground.today().year
