from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.changes import Changes, Kind, Subject
from tracker.domain.done import done
from tracker.domain.sentences import Length, Sentence, sentence_from
from tracker.i18n import NN_


def test_a_bare_text_is_stored_as_it_is() -> None:
    assert Sentence("Add credential").stored() == "Add credential"
    assert sentence_from("Add credential").said() == "Add credential"


def test_values_come_back_from_what_was_stored() -> None:
    stored = Sentence.of("Import {file}", file="a {b} «c».csv").stored()
    assert sentence_from(stored).said() == "Import a {b} «c».csv"
    stored = Sentence.counted(NN_("Import {n} file", "Import {n} files"), 3).stored()
    assert sentence_from(stored).said() == "Import 3 files"


@pytest.mark.parametrize(
    "text", ["", "Import {file}", '{"text": ', '{"text": "{x}", "values": {}}', '{"text": "a"}']
)
def test_whatever_an_old_record_holds_is_shown_as_it_is(text: str) -> None:
    said = sentence_from(text).said()
    assert said in {text, "{x}"}


def test_a_day_or_a_length_is_never_stored() -> None:
    with pytest.raises(TypeError, match="length"):
        Sentence.of("{length}", length=Length(60)).stored()


def test_what_was_done_is_said_with_its_name() -> None:
    subject = Subject(Kind.STUDY_SESSION, 1, "CKA mock exam", 2700, date(2026, 11, 24))
    changes = Changes("x", source="Delete study session", subject=subject)
    assert done(changes).said() == "Deleted «CKA mock exam», 45 m of 2026-11-24"


def test_braces_in_a_title_are_only_letters() -> None:
    subject = Subject(Kind.CREDENTIAL, 1, "{what} {0}")
    changes = Changes("x", source="Add credential", subject=subject)
    assert done(changes).said() == "Added «{what} {0}»"
