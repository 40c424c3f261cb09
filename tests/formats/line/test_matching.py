from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.line.world import CANDIDATES, CONTEXT, EARNED, IN_PROGRESS, NAMES
from tracker.domain.words import CredentialState
from tracker.formats.catalogue import Catalogue
from tracker.formats.line import Candidate, LineContext, find_credential, read_study_line
from tracker.formats.line.matching import EXACT, THRESHOLD


def thousand() -> tuple[Candidate, ...]:
    """A thousand credentials: the catalogue, and variations on it."""
    entries = Catalogue.load().entries
    found = [
        Candidate(place, entry.title, entry.short_title, entry.issuer, entry.aliases)
        for place, entry in enumerate(entries)
    ]
    for number in range(len(found), 1000):
        entry = entries[number % len(entries)]
        title = f"{entry.title}, {('Advanced', 'Basics', 'Practice')[number % 3]} {number}"
        used = date(2026, 1, 1) + timedelta(days=number % 300)
        found.append(Candidate(number, title, issuer=entry.issuer, last_used=used))
    return tuple(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("cka", "CKA"),
        ("CKA", "CKA"),
        ("certified kubernetes administrator", "CKA"),
        ("Certified  Kubernetes-Administrator", "CKA"),
        ("kubernetes", "CKA"),
        ("kube", "CKA"),
        ("ku", "CKA"),
        ("kubernets", "CKA"),
        ("kuberentes", "CKA"),
        ("cert kub adm", "CKA"),
        ("administrator kubernetes", "CKA"),
        ("saac03", "AWS SA"),
        ("aws sa", "AWS SA"),
        ("solutions", "AWS SA"),
        ("aws practitioner", "AWS Certified Cloud Practitioner"),
        ("cloud", "AWS Certified Cloud Practitioner"),
        ("security", "Security+"),
        ("comptia", "Security+"),
        ("iaam", "IAM"),
        ("malaga", "C++"),
        ("product school", "Product A."),
    ],
)
def test_a_credential_is_found_by(text: str, name: str):
    matches = find_credential(text, CANDIDATES)
    assert matches
    assert NAMES[matches[0].candidate_id] == name


@pytest.mark.parametrize(
    "text", ["", "  ", "!?", "gardening", "3", "900", "k", "and the of", "ckad", "az 901 x", "zzzz"]
)
def test_nothing_is_found_by(text: str):
    assert find_credential(text, CANDIDATES) == ()


def test_a_name_scores_a_hundred_and_parts_of_it_less():
    assert find_credential("CKA", CANDIDATES)[0].score == EXACT
    assert find_credential("kubernetes", CANDIDATES)[0].score < 95
    assert all(m.score >= THRESHOLD for m in find_credential("aws cloud data", CANDIDATES))


def test_no_candidates_and_no_limit_find_nothing():
    assert find_credential("cka", ()) == ()
    assert find_credential("cka", CANDIDATES, limit=0) == ()
    assert len(find_credential("professional", CANDIDATES, limit=1)) == 1


def twins(**second: object) -> tuple[Candidate, Candidate]:
    first = Candidate(1, "Rust Developer One", state=EARNED, last_used=date(2026, 1, 1))
    return first, replace(first, id=2, title="Rust Developer Two", **second)


def asked(candidates: tuple[Candidate, ...], text: str) -> tuple[int, bool]:
    """Which credential is taken, and whether it is asked about."""
    line = read_study_line(text, replace(CONTEXT, candidates=candidates))
    codes = [question.code for question in line.questions]
    return line.timer.shares[0].credential_id, "ambiguous" in codes


def test_two_that_fit_alike_are_asked_about_with_their_titles():
    line = read_study_line("1h rust", replace(CONTEXT, candidates=twins()))
    question = line.questions[0]
    assert (question.code, question.kind) == ("ambiguous", "ask")
    assert question.choices == ("Rust Developer One", "Rust Developer Two")
    assert line.draft is not None
    assert [match.candidate_id for match in line.matches[0]] == [1, 2]


@pytest.mark.parametrize("words", ["ka", "ck", "ku", "ka routing"])
def test_two_letters_out_of_a_longer_name_are_asked_about(words: str):
    assert asked(CANDIDATES, f"45m {words}") == (1, True)


@pytest.mark.parametrize(("words", "number"), [("sa", 2), ("cka", 1), ("kub", 1), ("c ka", 1)])
def test_a_whole_word_or_three_letters_are_not_asked_about(words: str, number: int):
    assert asked(CANDIDATES, f"45m {words}") == (number, False)


@pytest.mark.parametrize("words", ["AT&T", "AT & T", "AT/T"])
def test_two_letters_beside_an_ampersand_are_part_of_another_name(words: str):
    timer = read_study_line(f"45m {words}", CONTEXT).timer
    assert (timer.shares, timer.topic) == ((), words)


def test_the_one_in_progress_is_meant():
    assert asked(twins(state=IN_PROGRESS), "1h rust") == (2, False)


def test_the_one_studied_last_is_meant():
    assert asked(twins(last_used=date(2026, 11, 20)), "1h rust") == (2, False)
    assert asked(twins(last_used=date(2026, 1, 4)), "1h rust") == (2, True)


def test_a_whole_name_wins_over_one_in_progress():
    candidates = (
        Candidate(1, "Rust", state=CredentialState.ABANDONED),
        Candidate(2, "Rust Developer", state=IN_PROGRESS, last_used=date(2026, 11, 20)),
    )
    assert asked(candidates, "1h rust") == (1, False)


def test_a_retake_under_the_same_name_is_the_one_in_progress():
    old = Candidate(1, "Certified Kubernetes Administrator", "CKA", state=EARNED)
    new = replace(old, id=2, state=IN_PROGRESS)
    assert asked((old, new), "1h cka") == (2, False)
    assert asked((old, replace(old, id=2)), "1h cka") == (1, True)


def test_two_codes_that_differ_by_one_letter_are_never_mixed_up():
    candidates = (Candidate(1, "CISA"), Candidate(2, "CISM"), Candidate(3, "AZ-104"))
    for text, found in (("cisa", [1]), ("cism", [2]), ("az 204", []), ("cisx", [])):
        assert [m.candidate_id for m in find_credential(text, candidates)] == found


def test_every_title_in_a_thousand_is_found_by_itself():
    candidates = thousand()
    for candidate in candidates[::7]:
        best = find_credential(candidate.title, candidates)[0]
        assert (best.candidate_id, best.score) == (candidate.id, EXACT)


@given(st.text(max_size=40))
def test_any_text_gives_scores_in_order(text: str):
    matches = find_credential(text, CANDIDATES, limit=50)
    assert all(THRESHOLD <= match.score <= EXACT for match in matches)
    assert len({match.candidate_id for match in matches}) == len(matches)


def test_names_change_with_the_candidates():
    context = replace(CONTEXT, candidates=(Candidate(1, "Alpha"),))
    assert read_study_line("1h alpha", context).timer.shares[0].credential_id == 1
    renamed = replace(context, candidates=(Candidate(1, "Beta"), Candidate(2, "Alpha")))
    assert read_study_line("1h alpha", renamed).timer.shares[0].credential_id == 2


def test_a_letter_typed_with_a_thousand_credentials_costs_milliseconds():
    context: LineContext = replace(CONTEXT, candidates=thousand())
    lines = ("45m kubernetss yesterday 19:00 #lab", "2h CKA 2 + AWS sol 1 yesterday // note")
    for line in lines:
        read_study_line(line, context)
        best = 1.0
        for _attempt in range(10):
            start = time.perf_counter()
            read_study_line(line, context)
            best = min(best, time.perf_counter() - start)
        # Measured: 1 ms; the promise is 5, and other tests share the machine.
        assert best < 0.02, line
