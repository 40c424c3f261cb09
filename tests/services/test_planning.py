from __future__ import annotations

from datetime import date, datetime

from tests.services.conftest import PRAGUE, Hands
from tracker.analytics.studydays import Fate
from tracker.domain.changes import Kind
from tracker.domain.credentials import CredentialDraft, ExamAttemptDraft, ModuleDraft
from tracker.domain.instants import Moment
from tracker.domain.proof import RenewalCreditDraft, RenewalCycleDraft, RenewalDraft
from tracker.domain.spending import ExpenseDraft, ReimbursementDraft, SubscriptionDraft
from tracker.domain.study import (
    GoalDraft,
    PlannedBlockDraft,
    RestDayDraft,
    Share,
    StudyDraft,
)
from tracker.domain.words import (
    BlockState,
    CredentialState,
    CycleState,
    GoalPeriod,
    ReimbursementState,
    RenewalKind,
)
from tracker.record import Record
from tracker.services.planning import rule_sources

# The clock of these tests stands at Sunday, 22 November 2026, 19:00 in Prague.
SUNDAY = date(2026, 11, 22)


def at(day: int, hour: int, month: int = 11) -> Moment:
    return Moment.from_wall(datetime(2026, month, day, hour), PRAGUE)


def cka(book: Record, **fields: object) -> int:
    draft = CredentialDraft("CKA", state=CredentialState.IN_PROGRESS, **fields)
    return book.credentials.add(draft).only_id(Kind.CREDENTIAL)


def renewal(book: Record, credential: int, ends: date, **fields: object) -> tuple[int, int]:
    rule = book.renewals.add(RenewalDraft(credential, RenewalKind.PDU, **fields))
    number = rule.only_id(Kind.RENEWAL)
    cycle = RenewalCycleDraft(number, date(2024, 1, 1), ends)
    return number, book.renewal_cycles.add(cycle).only_id(Kind.RENEWAL_CYCLE)


def test_an_empty_record_has_an_empty_plan(book: Record) -> None:
    view = book.overview.plan()
    assert view.is_empty and view.day == SUNDAY and view.steadiness is None


def test_goals_that_hold_come_first_and_count_their_own_study(book: Record) -> None:
    number = cka(book)
    book.goals.add(GoalDraft(600, ends_on=date(2026, 9, 30)))
    book.goals.add(GoalDraft(60, credential_id=number))
    book.goals.add(GoalDraft(1200, GoalPeriod.MONTH))
    book.goals.add(GoalDraft(30, GoalPeriod.DAY))
    book.study.log(StudyDraft(1800, day=SUNDAY, topic="Latin"))
    book.study.log(StudyDraft(2400, at(17, 8), shares=(Share(number),)))
    told = [
        (state.title, state.goal.draft.minutes, state.progress.done_seconds, state.is_over)
        for state in book.overview.plan().goals
    ]
    assert told == [
        ("", 30, 1800, False),
        ("", 1200, 4200, False),
        ("CKA", 60, 2400, False),
        ("", 600, 4200, True),
    ]


def test_blocks_of_the_last_week_and_the_next_two_say_what_became_of_them(
    book: Record, hands: Hands
) -> None:
    number = cka(book)
    for day, hour, state in (
        (14, 9, BlockState.OPEN),  # eight days back: out of sight
        (15, 9, BlockState.OPEN),
        (16, 9, BlockState.KEPT),
        (17, 9, BlockState.DROPPED),
        (18, 9, BlockState.OPEN),
        (22, 20, BlockState.OPEN),
    ):
        draft = PlannedBlockDraft(at(day, hour), 3600, credential_id=number, state=state)
        book.planned_blocks.add(draft)
    book.planned_blocks.add(PlannedBlockDraft(at(6, 9, 12), 3600))
    book.planned_blocks.add(PlannedBlockDraft(at(7, 9, 12), 3600))
    book.study.log(StudyDraft(1800, at(18, 21), shares=(Share(number),)))
    told = [(one.day.day, one.fate) for one in book.overview.plan().blocks]
    assert told == [
        (15, Fate.MISSED),
        (16, Fate.KEPT),
        (18, Fate.KEPT),
        (22, Fate.AHEAD),
        (6, Fate.AHEAD),
    ]
    hands.go_on(hours=2)
    assert [one.fate for one in book.overview.plan().blocks][3] is Fate.MISSED


def test_open_cycles_come_by_their_end_with_what_counts(book: Record) -> None:
    pmp, late = cka(book), cka(book)
    gone = cka(book)
    _rule, cycle = renewal(book, pmp, date(2027, 3, 1), units_milli=60_000)
    renewal(book, late, date(2026, 10, 1))
    renewal(book, gone, date(2026, 12, 1))
    book.credentials.archive(gone)
    _rule, ended = renewal(book, late, date(2026, 12, 1))
    book.renewal_cycles.change(ended, state=CycleState.RENEWED)
    book.renewal_credits.add(RenewalCreditDraft(cycle, SUNDAY, 6_000))
    view = book.overview.plan()
    told = [(one.credential.id, one.counted_milli, one.left_milli) for one in view.renewals]
    assert told == [(late, 0, None), (pmp, 6_000, 54_000)]


def test_deadlines_come_from_every_part_of_the_record(book: Record) -> None:
    number = cka(book, exam_on=date(2026, 12, 2), target_on=date(2026, 12, 24))
    book.exam_attempts.add(ExamAttemptDraft(number, date(2026, 12, 2)))
    book.modules.add(ModuleDraft(number, "Storage", target_on=date(2026, 11, 25)))
    renewal(book, number, date(2027, 2, 1))
    paid = book.spending.add(ExpenseDraft(12_000, "EUR", SUNDAY, "Voucher"))
    claim = ReimbursementDraft(
        paid.only_id(Kind.EXPENSE), 12_000, ReimbursementState.TO_CLAIM, claim_by=date(2026, 11, 30)
    )
    book.reimbursements.add(claim)
    book.subscriptions.add(SubscriptionDraft("Library", 999, "EUR", date(2026, 1, 23)))
    told = [(due.kind.value, due.on, due.title) for due in book.overview.plan().deadlines]
    assert told == [
        ("charge", date(2026, 11, 23), "Library"),
        ("module", date(2026, 11, 25), "CKA"),
        ("claim", date(2026, 11, 30), "Voucher"),
        ("exam", date(2026, 12, 2), "CKA"),
        ("target", date(2026, 12, 24), "CKA"),
        ("renewal", date(2027, 2, 1), "CKA"),
    ]


def test_the_streak_passes_over_rest(book: Record) -> None:
    book.rest_days.add(RestDayDraft(date(2026, 11, 21), date(2026, 11, 21), "Holiday"))
    for day in (20, 22):
        book.study.log(StudyDraft(3600, day=date(2026, 11, day), topic="Latin"))
    view = book.overview.plan()
    assert (view.streak.current, view.streak.rested) == (2, 1)
    assert [one.draft.reason for one in view.rest] == ["Holiday"]


def test_a_rule_names_its_pack_and_the_page_it_was_read_on(book: Record) -> None:
    known, _cycle = renewal(
        book, cka(book, catalogue_id="pmi-pmp"), date(2027, 3, 1), rule_pack="pmi-ccr"
    )
    own, _cycle = renewal(book, cka(book), date(2027, 4, 1), rule_pack="of-my-own")
    sources = rule_sources(book.overview.plan().renewals)
    pack, mark = sources[known].pack, sources[known].mark
    assert pack is not None and pack.title.startswith("PMI") and pack.sources
    assert mark is not None and mark.url.startswith("https://")
    assert (sources[own].pack, sources[own].mark) == (None, None)
