from __future__ import annotations

import pytest

from tracker.i18n import _, use_language


@pytest.mark.parametrize("code", ["en", "en-GB", "en_US.UTF-8", "C", "C.UTF-8", "POSIX", "C@x"])
def test_english_needs_no_catalogue(code: str) -> None:
    assert use_language(code)
    assert _("Add credential") == "Add credential"


@pytest.mark.parametrize("code", ["tlh", "tlh_XX.UTF-8", "", "../../etc"])
def test_a_language_without_a_catalogue_leaves_english(code: str) -> None:
    assert not use_language(code)
    assert _("Add credential") == "Add credential"
