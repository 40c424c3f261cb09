from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.conftest import credential, everything, log, wall
from tracker.domain.credentials import EarnDraft, PathwayDraft, PathwayStepDraft
from tracker.domain.proof import EvidenceDraft, RenewalDraft
from tracker.domain.study import Share
from tracker.domain.words import CredentialState, RenewalKind, Validity
from tracker.errors import QuestionError, TrackerError
from tracker.record import Record
from tracker.store.writing import GoneError


def pathway(book: Record, *weights: int) -> int:
    book.pathways.add(PathwayDraft("Cloud"))
    for place, weight in enumerate(weights):
        number = credential(book, f"Step {place}", planned_minutes=600)
        book.pathway_steps.add(PathwayStepDraft(1, number, place, weight))
    return 1


def test_the_whole_counts_needed_steps_by_weight_and_hours_against_their_own_plans(
    book: Record,
) -> None:
    pathway(book, 1, 3, 0)
    book.credentials.set_state(1, CredentialState.EARNED, date(2026, 11, 1))
    book.credentials.set_state(3, CredentialState.EARNED, date(2026, 11, 1))
    for number, minutes in ((1, 60), (2, 120), (3, 30)):
        log(book, wall(20, 8 + number * 3), minutes, shares=(Share(number),))
    [state] = book.pathways.states()
    assert state.progress == 0.25
    assert [step.is_optional for step in state.steps] == [False, False, True]
    assert state.logged_seconds == 210 * 60
    # Ten hours are planned for the one step that is left, two are done.
    assert state.seconds_left == 8 * 3600


def test_without_a_plan_what_is_left_is_unknown_and_without_needed_steps_there_is_no_share(
    book: Record,
) -> None:
    pathway(book, 0)
    [state] = book.pathways.states()
    assert (state.progress, state.seconds_left) == (None, 0)
    number = credential(book, "No plan")
    book.pathway_steps.add(PathwayStepDraft(1, number, 1))
    [state] = book.pathways.states()
    assert (state.progress, state.seconds_left) == (0.0, None)


def test_steps_are_put_in_order_and_undo_puts_them_back(book: Record) -> None:
    pathway(book, 1, 1, 1)
    before = everything(book)
    book.pathways.arrange(1, [3, 1])
    [state] = book.pathways.states()
    assert [step.id for step in state.steps] == [3, 1, 2]
    book.history.undo()
    after = everything(book)
    assert {k: v for k, v in after.items() if k == "pathway_step"} == {
        k: v for k, v in before.items() if k == "pathway_step"
    }
    with pytest.raises(GoneError):
        book.pathways.arrange(1, [99])


def test_a_credential_is_a_step_of_a_pathway_once(book: Record) -> None:
    pathway(book, 1)
    with pytest.raises(TrackerError):
        book.pathway_steps.add(PathwayStepDraft(1, 1))
    with pytest.raises(GoneError):
        book.pathway_steps.add(PathwayStepDraft(7, 1))


def test_earning_keeps_the_file_and_all_that_is_known_in_one_step(
    book: Record, tmp_path: Path
) -> None:
    number = credential(book, "CKA", grade="old", started_on=date(2026, 9, 1))
    file = tmp_path / "certificate.pdf"
    file.write_bytes(b"%PDF-1.7 nothing")
    book.credentials.earn(
        number,
        EarnDraft(
            date(2026, 11, 20), Validity.EXPIRES, date(2028, 11, 20), url="https://v.org", file=file
        ),
    )
    draft = book.credentials.one(number).draft
    assert (draft.state, draft.earned_on) == (CredentialState.EARNED, date(2026, 11, 20))
    assert (draft.valid_until, draft.grade, draft.url) == (
        date(2028, 11, 20),
        "old",
        "https://v.org",
    )
    [piece] = book.evidence.rows(credential_id=number)
    assert (piece.title, piece.media_type) == ("certificate", "application/pdf")
    assert book.evidence.is_unaltered(piece.sha256)
    book.history.undo()
    assert book.evidence.rows(credential_id=number) == ()
    assert book.credentials.one(number).draft.state is not CredentialState.EARNED
    with pytest.raises(TrackerError):
        book.credentials.earn(number, EarnDraft(date(2026, 8, 1)))


def test_how_long_it_is_valid_is_said_by_the_own_rule_before_the_catalogue(book: Record) -> None:
    from tracker.formats.catalogue import Catalogue

    catalogue = Catalogue.load()
    entry = next(
        one for one in catalogue.find("CKA", limit=3) if catalogue.prefill(one).validity_months
    )
    number = credential(book, "CKA", catalogue_id=entry.id)
    assert book.credentials.validity_months(number) == catalogue.prefill(entry).validity_months
    book.renewals.add(RenewalDraft(number, RenewalKind.FEE, cycle_months=7))
    assert book.credentials.validity_months(number) == 7
    assert book.credentials.validity_months(credential(book, "Unheard of")) is None


def test_two_skills_become_one_with_all_that_backs_either(book: Record) -> None:
    one, two = credential(book, "CKA"), credential(book, "CKAD")
    book.credentials.set_skills(one, ["k8s"])
    book.credentials.set_skills(two, ["Kubernetes", "k8s"])
    book.evidence.add_link(
        EvidenceDraft("Lab", "https://example.org", credential_id=one), skills=["k8s"]
    )
    numbers = {row.draft.name: row.id for row in book.skills.rows()}
    book.skills.change(numbers["k8s"], uri="https://example.org/k8s")
    before = everything(book)
    with pytest.raises(QuestionError):
        book.skills.rename(numbers["k8s"], name="kubernetes")
    assert everything(book) == before
    book.skills.rename(numbers["k8s"], name="kubernetes", is_sure=True)
    [row] = book.skills.rows()
    assert row.draft.name == "Kubernetes"
    assert row.draft.uri == "https://example.org/k8s"
    assert (set(row.credential_ids), row.evidence_count) == ({one, two}, 1)
    book.history.undo()
    assert len(book.skills.rows()) == 2


def test_altered_bytes_are_told_and_missing_ones_explained(book: Record, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("what I did")
    other = tmp_path / "more.txt"
    other.write_text("and more")
    number = credential(book, "CKA")
    book.evidence.attach_all([file, other], number)
    pieces = {row.title: row for row in book.evidence.rows(credential_id=number)}
    assert set(pieces) == {"notes", "more"}
    assert book.evidence.is_unaltered(pieces["notes"].sha256)
    kept = book.evidence.path_of(pieces["notes"].sha256)
    kept.chmod(0o600)
    kept.write_text("what I did!")
    assert not book.evidence.is_unaltered(pieces["notes"].sha256)
    kept.unlink()
    with pytest.raises(TrackerError):
        book.evidence.is_unaltered(pieces["notes"].sha256)
