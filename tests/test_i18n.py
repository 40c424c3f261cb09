from __future__ import annotations

import re

import pytest

from tracker.i18n import (
    FSI,
    LANGUAGES,
    PDI,
    RLM,
    _,
    best_language,
    dotted,
    is_right_to_left,
    isolated,
    language,
    led,
    ngettext,
    pgettext,
    system_languages,
    unmarked,
    use_language,
)
from tracker.pseudo import pseudo


@pytest.mark.parametrize("code", ["en", "en-GB", "en_US.UTF-8", "C", "C.UTF-8", "POSIX", "C@x"])
def test_english_needs_no_catalogue(code: str) -> None:
    assert use_language(code)
    assert _("Add credential") == "Add credential"


@pytest.mark.parametrize("code", ["tlh", "tlh_XX.UTF-8", "", "../../etc"])
def test_a_language_without_a_catalogue_leaves_english(code: str) -> None:
    assert not use_language(code)
    assert _("Add credential") == "Add credential"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_language_offered_has_a_catalogue_in_the_checkout(code: str) -> None:
    assert use_language(code)
    assert language() == code
    assert use_language(f"{code}_XX.UTF-8")
    assert language() == code


def test_a_language_is_known_by_its_direction() -> None:
    assert [code for code in LANGUAGES if is_right_to_left(code)] == ["ar"]
    use_language("ar")
    assert is_right_to_left()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["de_DE.UTF-8"], "de"),
        (["de-AT", "en"], "de"),
        (["tlh", "fr_CA"], "fr"),
        (["tlh"], "en"),
        (["C"], "en"),
        ([], "en"),
        (["en_GB", "de"], "en"),
        (["qps-ploc"], "qps-ploc"),
    ],
)
def test_the_dearest_language_with_a_catalogue_is_taken(wanted: list[str], found: str) -> None:
    assert best_language(wanted) == found


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"LANG": "de_DE.UTF-8"}, ["de_DE"]),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "fr_FR"}, ["fr_FR"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "es_ES"}, ["es_ES"]),
        ({"LANG": "de_DE", "LANGUAGE": "ar:fr"}, ["ar", "fr", "de_DE"]),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ar"}, ["C"]),
    ],
)
def test_the_environment_asks_as_gettext_has_it(
    environment: dict[str, str], found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_languages() == found


@pytest.mark.parametrize(
    "text", ["Log study", "Stop {name}", "{n:,} of {all!r} {{x}}", "Two\nlines\n"]
)
def test_the_pseudo_language_keeps_what_a_text_is_filled_with(text: str) -> None:
    changed = pseudo(text)
    fill = {"name": "CKA", "n": 1234, "all": 5}
    assert changed.startswith("⟦")
    assert changed.rstrip().endswith("⟧")
    assert changed.endswith("\n") == text.endswith("\n")
    for name, value in (("{name}", "CKA"), ("{n:,}", "1,234"), ("{{x}}", "{x}")):
        assert (name in text) == (value in changed.format(**fill))
    plain = re.sub(r"\{[^{}]*\}", "", text)
    assert len(changed) - len(text) >= len(plain) * 0.4


def test_the_pseudo_language_translates_everything_that_is_marked() -> None:
    use_language("qps-ploc")
    assert _("Log study") == pseudo("Log study")
    assert ngettext("{n} file", "{n} files", 2).format(n=2) == pseudo("{n} files").format(n=2)
    assert pgettext("a month", "May") == pseudo("May")
    assert not is_right_to_left()
    use_language("qps-plocm")
    assert is_right_to_left()


def test_nothing_is_looked_up_for_an_empty_text() -> None:
    """Gettext answers the head of its catalogue for the empty text."""
    use_language("de")
    assert _("") == ""


def test_what_is_filled_in_is_set_apart_where_one_reads_from_the_right() -> None:
    """«CKA» in an Arabic line must not turn what stands around it."""
    assert _("Stop {name} {{x}}").format(name="CKA") == "Stop CKA {x}"
    use_language("qps-plocm")
    stop = _("Stop {name} {{x}}").format(name="CKA")
    assert f"{FSI}CKA{PDI}" in stop
    assert stop.startswith(FSI)
    assert stop.endswith(PDI)
    assert f"{FSI}2{PDI}" in ngettext("{n} file", "{n} files", 2).format(n=2)
    assert _("{{x}}").format().count(FSI) == 1


def test_pieces_of_a_line_keep_their_order_in_both_directions() -> None:
    assert dotted(["CKA", "", "45 m"]) == "CKA · 45 m"
    use_language("qps-plocm")
    assert dotted(["CKA", "", "45 m"]) == f"\u200f{FSI}CKA{PDI} · {FSI}45 m{PDI}"
    assert dotted(["", ""]) == ""
    # A line of such pieces runs as the window does; a foreign text by itself as its letters do.
    assert isolated(dotted(["CKA", "45 m"])) == dotted(["CKA", "45 m"])
    assert isolated("C++ (2026)\n\nx") == f"{FSI}C++ (2026){PDI}\n\n{FSI}x{PDI}"
    assert isolated("") == ""


def test_a_line_of_nothing_but_placeholders_runs_as_one_reads() -> None:
    """«today 07:10» must not become «07:10 today» for want of a letter of its own."""
    use_language("ar")
    assert _("{day} {time}").startswith(f"{FSI}\u200f")
    assert not _("Stop {name}").startswith(f"{FSI}\u200f")


def test_a_line_in_a_place_of_its_own_begins_where_one_reads_from() -> None:
    assert led("45 m") == "45 m"
    use_language("ar")
    assert led("") == ""
    # A foreign text keeps its own direction; one of ours needs no isolate around it.
    assert led(isolated("CKA, C++")) == f"{RLM}{FSI}CKA, C++{PDI}"
    assert led(isolated("اليوم")) == f"{RLM}اليوم"
    assert led(f"{FSI}منذ {FSI}CKA{PDI}{PDI}") == f"{RLM}منذ {FSI}CKA{PDI}"
    assert led(f"{FSI}a{PDI} · {FSI}b{PDI}") == f"{RLM}{FSI}a{PDI} · {FSI}b{PDI}"
    assert led(led("x")) == led("x")


def test_what_is_typed_over_holds_no_marks_of_direction() -> None:
    use_language("ar")
    assert unmarked(_("{day} {time}").format(day="1", time="2")) == "1 2"
