"""Untranslated texts out as JSON, translated ones back in; what does not hold is refused."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from tests.words.catalogues import (
    Fault,
    entries,
    faults_of,
    forms,
    key,
    po_path,
    read,
    texts,
    untranslated,
)

# When a plural form is used, in numbers, for languages whose forms are not «one, other».
FORMS = {
    "ar": ["0", "1", "2", "3–10", "11–99", "100 and the rest"],
    "es": ["1", "whole millions", "the rest"],
    "de": ["1", "the rest"],
    "fr": ["0 and 1", "whole millions", "the rest"],
}


def chunks(code: str, size: int) -> list[list[dict[str, Any]]]:
    """The untranslated texts of a language, `size` in a chunk, those of one file together."""
    old = read(po_path(code), code).obsolete
    known = {texts(message)[0]: message for message in old.values()}
    todo = sorted(
        untranslated(code), key=lambda m: (m.locations[0][0] if m.locations else "", key(m))
    )
    found = [_entry(code, message, known) for message in todo]
    return [found[at : at + size] for at in range(0, len(found), size)]


def _entry(code: str, message: Message, known: dict[str, Message]) -> dict[str, Any]:
    source = texts(message)
    entry: dict[str, Any] = {"text": source[0]}
    if message.context:
        entry["context"] = message.context
    if message.auto_comments:
        entry["note"] = " ".join(message.auto_comments)
    entry["where"] = sorted({name for name, _line in message.locations})
    if near := difflib.get_close_matches(source[0], known, n=1, cutoff=0.75):
        was = known[near[0]]
        entry["was"] = {"text": near[0], "translation": _plain(forms(was))}
    if len(source) == 2:
        entry |= {"plural": source[1], "forms": FORMS[code], "translation": [""] * len(FORMS[code])}
    else:
        entry["translation"] = ""
    return entry


def _plain(told: tuple[str, ...]) -> str | list[str]:
    return told[0] if len(told) == 1 else list(told)


def write_chunks(code: str, size: int, folder: Path) -> list[Path]:
    """The chunks as files in `folder`: `de-01.json`, `de-02.json` …"""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number, chunk in enumerate(chunks(code, size), 1):
        path = folder / f"{code}-{number:02}.json"
        path.write_text(json.dumps(chunk, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        made.append(path)
    return made


def take(code: str, given: Iterable[dict[str, Any]]) -> tuple[Catalog, int, list[Fault]]:
    """The catalogue with what was translated, how many texts that is, and what was refused.

    A text that is unknown here or still empty is told of or passed over; one with a fault leaves
    the catalogue as it was.
    """
    catalog = read(po_path(code), code)
    there = {key(message): message for message in entries(catalog)}
    taken, refused = 0, []
    for entry in given:
        told = entry.get("translation")
        if not told or not any(told):
            continue
        text = str(entry.get("text", ""))
        message = there.get((str(entry.get("context", "")), text))
        if message is None:
            refused.append(Fault(code, text, "there is no such text"))
            continue
        if not _fits(told, message):
            refused.append(Fault(code, text, "its translation has another shape"))
            continue
        before = message.string
        message.string = tuple(told) if isinstance(told, list) else told
        if found := faults_of(code, message, catalog.num_plurals):
            message.string = before
            refused += found
            continue
        message.flags.discard("fuzzy")
        taken += 1
    return catalog, taken, refused


def _fits(told: object, message: Message) -> bool:
    if len(texts(message)) == 2:
        return isinstance(told, list) and all(isinstance(form, str) for form in told)
    return isinstance(told, str)


def read_chunks(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The entries of several files; ValueError names the one that is no list of entries."""
    found = []
    for path in paths:
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{path} is not JSON: {error}") from error
        if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
            raise ValueError(f"{path} is no list of entries")
        found += held
    return found
