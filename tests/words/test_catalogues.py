from __future__ import annotations

import gettext
import io
import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.words import catalogues, exchange
from tests.words.__main__ import main
from tests.words.catalogues import (
    brought_up,
    collect,
    compiled,
    faults_of,
    forms,
    po_path,
    read,
    text_of,
)

SOURCE = """
def said(n, name):
    # Translators: shown while the timer runs
    one = _("Stop {name}").format(name=name)
    two = ngettext("{n} hour of {name}", "{n} hours of {name}", n)
    three = pgettext("a month", "May")
    return N_("Later"), _("a long text "
                          "on two lines")
"""


@pytest.fixture
def template(tmp_path: Path) -> Catalog:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "said.py").write_text(SOURCE, encoding="utf-8")
    return collect(folder)


@pytest.fixture
def german(template: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of the small program in a folder of its own."""
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path / "locale")
    path = po_path("de")
    path.parent.mkdir(parents=True)
    path.write_text(text_of(brought_up(Catalog(locale="de"), template, "de")), encoding="utf-8")
    return path


def test_every_way_to_mark_a_text_is_found_with_its_note(template: Catalog) -> None:
    held = {m.id: m for m in catalogues.entries(template)}
    assert set(held) == {
        "Stop {name}",
        ("{n} hour of {name}", "{n} hours of {name}"),
        "May",
        "Later",
        "a long text on two lines",
    }
    assert held["Stop {name}"].auto_comments == ["shown while the timer runs"]
    assert held["May"].context == "a month"


def test_the_file_says_no_moment_and_no_line(template: Catalog) -> None:
    text = text_of(template)
    assert "Date" not in text
    assert "#: program/said.py\n" in text


def test_what_is_written_and_read_stays_the_same(german: Path, template: Catalog) -> None:
    once = text_of(brought_up(read(german, "de"), template, "de"))
    assert once == german.read_text(encoding="utf-8")


def test_a_text_that_went_keeps_its_translation_for_the_day_it_comes_back(
    german: Path, template: Catalog
) -> None:
    catalog = read(german, "de")
    catalog["Later"].string = "Später"
    other = Catalog()
    other.add("Stop {name}")
    gone = brought_up(catalog, other, "de")
    german.write_text(text_of(gone), encoding="utf-8")
    assert "Später" in german.read_text(encoding="utf-8")
    back = brought_up(read(german, "de"), template, "de")
    assert back["Later"].string == "Später"


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ("Halt {nam}", "has not: nam"),
        ("Halt", "lacks the placeholders name"),
        ("Halt {name", "braces"),
        ("Halt {name} ", "at its end"),
    ],
)
def test_a_translation_that_would_be_shown_wrong_is_a_fault(
    template: Catalog, told: str, what: str
) -> None:
    message = template["Stop {name}"]
    message.string = told
    assert any(what in fault.what for fault in faults_of("de", message, 2))
    message.string = "{name} anhalten"
    assert faults_of("de", message, 2) == []


@pytest.mark.parametrize(
    ("told", "is_right"),
    [
        (("eine Stunde {name}", "{n} Stunden {name}"), True),
        (("{n} Stunde {name}", "Stunden {name}"), False),
        (("eine Stunde", "{n} Stunden {name}"), False),
        (("{n} Stunde {name}",), False),
        (("", "{n} Stunden {name}"), False),
    ],
)
def test_only_the_small_plural_forms_may_leave_their_number_out(
    template: Catalog, told: tuple[str, ...], is_right: bool
) -> None:
    message = template["{n} hour of {name}"]
    message.string = told
    assert (faults_of("de", message, 2) == []) is is_right


def test_a_stale_catalogue_is_told_precisely(german: Path, template: Catalog) -> None:
    catalog = read(german, "de")
    german.with_suffix(".mo").write_bytes(compiled(catalog))
    assert catalogues.faults("de", template) == []
    template.add("Brand new")
    catalogues_said = [str(fault) for fault in catalogues.faults("de", template)]
    assert catalogues_said == ["de: it is missing: «Brand new»"]
    template.delete("Brand new")
    template.delete("Later")
    assert [f.what for f in catalogues.faults("de", template)] == ["it is surplus"]


def test_a_compiled_catalogue_that_lags_behind_is_told(german: Path, template: Catalog) -> None:
    german.with_suffix(".mo").write_bytes(compiled(read(german, "de")))
    catalog = read(german, "de")
    catalog["Later"].string = "Später"
    german.write_text(text_of(catalog), encoding="utf-8")
    assert [f.what for f in catalogues.faults("de", template)] == [
        "it was not compiled from the catalogue"
    ]


def test_doubted_and_empty_translations_are_left_to_english(german: Path) -> None:
    catalog = read(german, "de")
    catalog["Later"].string = "Später"
    catalog["Stop {name}"].string = "{name} anhalten"
    catalog["Stop {name}"].flags.add("fuzzy")
    loaded = gettext.GNUTranslations(io.BytesIO(compiled(catalog)))
    assert loaded.gettext("Later") == "Später"
    assert loaded.gettext("Stop {name}") == "Stop {name}"
    assert loaded.gettext("a long text on two lines") == "a long text on two lines"


def test_what_goes_out_as_json_comes_back_translated(german: Path, tmp_path: Path) -> None:
    files = exchange.write_chunks("de", 2, tmp_path / "todo")
    assert [path.name for path in files] == ["de-01.json", "de-02.json", "de-03.json"]
    given = exchange.read_chunks(files)
    assert all(entry["where"] == ["program/said.py"] for entry in given)
    for entry in given:
        told = f"⟨{entry['text']}⟩"
        entry["translation"] = [told, told] if "plural" in entry else told
    catalog, taken, refused = exchange.take("de", given)
    assert (taken, refused) == (5, [])
    assert all(catalogues.is_translated(message) for message in catalogues.entries(catalog))


def test_a_translation_that_does_not_hold_is_refused_and_leaves_the_rest(german: Path) -> None:
    given = [
        {"text": "Later", "translation": "Später"},
        {"text": "Stop {name}", "translation": "Halt {n}"},
        {"text": "Nowhere", "translation": "Nirgends"},
        {"text": "May", "translation": "Mai"},  # its context is missing
        {"text": "{n} hour of {name}", "translation": "x"},
    ]
    catalog, taken, refused = exchange.take("de", given)
    assert taken == 1
    assert {fault.text for fault in refused} == {"Stop {name}", "Nowhere", "May", given[4]["text"]}
    assert forms(catalog["Stop {name}"]) == ("",)


def test_a_reworded_text_comes_with_what_it_was(german: Path, template: Catalog) -> None:
    catalog = read(german, "de")
    catalog["Stop {name}"].string = "{name} anhalten"
    template.delete("Stop {name}")
    template.add("Stop {name}.")
    german.write_text(text_of(brought_up(catalog, template, "de")), encoding="utf-8")
    (chunk,) = exchange.chunks("de", 100)
    (entry,) = [one for one in chunk if one["text"] == "Stop {name}."]
    assert entry["was"] == {"text": "Stop {name}", "translation": "{name} anhalten"}


def test_a_file_that_is_no_list_of_entries_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.words.__main__.bring_up", lambda: None)
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"text": "x"}), encoding="utf-8")
    assert main(["take", "de", str(wrong)]) == 1
    assert "wrong.json is no list" in capsys.readouterr().err
