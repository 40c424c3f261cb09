from __future__ import annotations

import pytest

from tracker.ui.palette.matching import haystack, score

CKA = haystack("CKA Certified Kubernetes Administrator", "The Linux Foundation CKA-001")
SECURITY = haystack("Certified Kubernetes Security Specialist", "The Linux Foundation")


@pytest.mark.parametrize(
    "query", ["cka", "kuber admin", "ADMIN kuber", "kubernets", "linux", "001", "adminstrator"]
)
def test_a_credential_is_found_by_words_initials_slips_and_what_is_beside(query: str) -> None:
    assert score(query, CKA) > 0


@pytest.mark.parametrize("query", ["", "   ", "kuber spending", "zzz", "admiral"])
def test_every_word_must_be_meant(query: str) -> None:
    assert score(query, CKA) == 0


def test_initials_are_enough() -> None:
    assert score("ckss", SECURITY) > 0


def test_a_name_counts_more_than_what_stands_beside_it() -> None:
    named, beside = haystack("Linux Essentials"), haystack("CKA", "Linux Foundation")
    assert score("linux", named) > score("linux", beside) > 0


def test_a_beginning_counts_more_than_a_middle_and_a_slip_least() -> None:
    name = haystack("Kubernetes")
    assert score("kuber", name) > score("bernet", name) > score("kubrenetes", name) > 0


def test_accents_and_letter_case_make_no_difference() -> None:
    assert score("munchen", haystack("Kurs in MÜNCHEN")) > 0
    assert score("MÜNCHEN", haystack("Kurs in munchen")) > 0
