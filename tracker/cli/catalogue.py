"""Filling in a new credential from the catalogue, and saying what of that nobody has verified."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from tracker.errors import QuestionError, TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.catalogue import Catalogue, CatalogueEntry, Mark


def look_up(text: str) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    """The fields that the catalogue fills in, the skills, and sentences to know about them.

    Raises a TrackerError where it knows no such credential, a QuestionError where several fit.
    """
    from tracker.formats.catalogue import Catalogue

    catalogue = Catalogue.load()
    prefill = catalogue.prefill(_entry(catalogue, text))
    fields = {
        field.name: getattr(prefill.draft, field.name)
        for field in dataclasses.fields(prefill.draft)
    }
    return fields, prefill.skills, tuple(_sentences(prefill.marks))


def _entry(catalogue: Catalogue, text: str) -> CatalogueEntry:
    found = catalogue.find(text, 8)
    if not found:
        raise TrackerError(
            _("Not in the catalogue"),
            _("The catalogue knows nothing called «{text}».").format(text=text[:60]),
            _("Add it without --catalogue."),
        )
    folded = text.strip().casefold()
    exact = [entry for entry in found if folded in _names(entry)]
    if len(exact) == 1 or len(found) == 1:
        return (exact or list(found))[0]
    raise QuestionError(
        _("One question first"),
        _("Which one of the catalogue is meant by «{text}»?").format(text=text[:60]),
        _("Nothing was written yet. Write the title of one of these:"),
        tuple(entry.title for entry in exact or found),
    )


def _names(entry: CatalogueEntry) -> set[str]:
    names = (entry.title, entry.short_title, entry.exam_code, *entry.aliases)
    return {name.casefold() for name in names if name}


def _sentences(marks: Any) -> list[str]:
    """Where the values come from, and which of them nobody has verified."""
    unverified = [name for name, mark in marks.items() if not mark.is_verified]
    sentences = [_source(mark) for mark in dict.fromkeys(marks.values()) if mark.is_verified]
    if unverified:
        sentences.append(
            _("Not verified, please check: {fields}.").format(
                fields=", ".join(name.replace("_", " ") for name in unverified)
            )
        )
    return list(dict.fromkeys(sentences))


def _source(mark: Mark) -> str:
    as_of = f" ({mark.as_of})" if mark.as_of else ""
    return _("Source: {title}{as_of}, {url}").format(
        title=mark.source_title, as_of=as_of, url=mark.url
    )
