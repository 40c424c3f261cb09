"""The catalogues of texts: collected from the source, brought up to date, checked, compiled.

Catalogues carry no line numbers and no dates, and are sorted by text: what changes in them is what
changed for a translator, and two branches rarely meet in one line.
"""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tracker.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "cairn.pot"
# The source language has no catalogue.
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")
NOTE = "Translators:"
_STILL = datetime(2026, 1, 1, tzinfo=UTC)

_KEYWORDS = {"_": None, "N_": None, "NN_": (1, 2), "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# Lines of the head that name a moment or nobody.
_EMPTY_HEAD = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator'
    r"|Language-Team):.*\n",
    re.MULTILINE,
)
_HEAD = """\
# {what}
# Cairn is free software: GPL-3.0-or-later."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a catalogue that would be shown wrong, with the text it is about."""

    catalogue: str
    text: str
    what: str

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.catalogue}: {self.what}: «{self.text}»"


def po_path(code: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / code / "LC_MESSAGES" / "cairn.po"


def collect(folder: Path = ROOT / "tracker") -> Catalog:
    """Every text that the program marks for translation, with the files that hold it."""
    catalog = Catalog(project="Cairn", header_comment=_HEAD.format(what="Every text of Cairn."))
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder.parent).as_posix()
        found = extract_from_file("python", path, _KEYWORDS, [NOTE], strip_comment_tags=True)
        for _line, marked, notes, context in found:
            text = tuple(marked) if isinstance(marked, list | tuple) else marked
            if text:
                catalog.add(text, locations=[(name, 0)], auto_comments=notes, context=context)
    return catalog


def read(path: Path, code: str | None = None) -> Catalog:
    """A catalogue from its file; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=code, project="Cairn")
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def text_of(catalog: Catalog) -> str:
    """A catalogue as it lies in its file."""
    catalog.fuzzy = False
    out = io.BytesIO()
    write_po(out, catalog, width=0, sort_output=True, include_lineno=False)
    return _EMPTY_HEAD.sub("", out.getvalue().decode())


def brought_up(catalog: Catalog, template: Catalog, code: str) -> Catalog:
    """The catalogue of a language with every text of the template and no other in use.

    What was translated and is not needed now stays behind as obsolete, so that a text which comes
    back, or was only reworded, is not translated from nothing.
    """
    wanted = {(key(m), texts(m)) for m in entries(template)}
    for place, message in list(catalog.obsolete.items()):
        if (key(message), texts(message)) in wanted:
            catalog.add(message.id, message.string, context=message.context)
            del catalog.obsolete[place]
    catalog.update(template, no_fuzzy_matching=True)
    what = f"Cairn in {LANGUAGES[code]}."
    catalog.header_comment = _HEAD.format(what=what)
    # Empty ones would only grow.
    for place, message in list(catalog.obsolete.items()):
        if not is_translated(message):
            del catalog.obsolete[place]
    return catalog


def compiled(catalog: Catalog) -> bytes:
    """What the program loads: translated texts only, so that English stands in for the rest."""
    # The head names a moment of its own, so that the same texts always give the same bytes.
    catalog.creation_date = catalog.revision_date = _STILL
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def texts(message: Message) -> tuple[str, ...]:
    """The one text of a message, or its two forms."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def forms(message: Message) -> tuple[str, ...]:
    """The translation: one text, or one for each plural form."""
    held = message.string
    return tuple(held) if isinstance(held, list | tuple) else (held or "",)


def is_translated(message: Message) -> bool:
    """Whether every form is there and nobody doubts it."""
    return all(forms(message)) and not message.fuzzy


def entries(catalog: Catalog) -> Iterator[Message]:
    """Every text, without the head."""
    return (message for message in catalog if message.id)


def key(message: Message) -> tuple[str, str]:
    """What tells one text from every other: its context and its English."""
    return message.context or "", texts(message)[0]


def names_in(text: str) -> set[str]:
    """The placeholders of a text; ValueError where its braces don't close."""
    found = set()
    for _literal, name, spec, _conversion in string.Formatter().parse(text):
        if name is not None:
            found.add(name)
            # A format may hold a placeholder of its own, such as {n:>{width}}.
            found |= names_in(spec or "")
    return found


def faults_of(code: str, message: Message, plurals: int) -> list[Fault]:
    """What is wrong with one translation; nothing of one that is not there yet."""
    source, told = texts(message), forms(message)
    if not any(told):
        return []

    def fault(what: str) -> Fault:
        return Fault(code, source[0], what)

    found = []
    if len(source) == 2 and len(told) != plurals:
        return [fault(f"it needs {plurals} plural forms and has {len(told)}")]
    if not all(told):
        found.append(fault("some of its plural forms are empty"))
    try:
        allowed = set().union(*map(names_in, source))
        needed = names_in(source[-1])
    except ValueError:
        allowed = needed = None  # a brace that only looks like a placeholder
    for place, form in enumerate(told):
        if allowed is not None and needed is not None and form:
            try:
                found += [fault(what) for what in _names(form, needed, allowed, place, len(told))]
            except ValueError as error:
                found.append(fault(f"its braces don't fit: {error}"))
        pairs = ((str.rstrip, "end"), (str.lstrip, "beginning"))
        for strip, side in pairs:
            if form and (form == strip(form)) != (source[-1] == strip(source[-1])):
                found.append(fault(f"a space or line end at its {side} is not as in English"))
    return found


def _names(
    form: str, needed: set[str], allowed: set[str], place: int, all_forms: int
) -> Iterator[str]:
    used = names_in(form)
    if extra := used - allowed:
        yield f"it has placeholders that English has not: {', '.join(sorted(extra))}"
    missing = needed - used
    # «one file», «no file» and «two files» of a language's own say the number without a figure;
    # only one name, the number, may go, and never from the form for large numbers.
    may_lack = len(missing) == 1 and place < min(3, all_forms - 1)
    if missing and not may_lack:
        yield f"it lacks the placeholders {', '.join(sorted(missing))}"


def faults(code: str, template: Catalog) -> list[Fault]:
    """Everything that is wrong with a language's catalogue but that texts are untranslated."""
    catalog = read(po_path(code), code)
    there = {key(message): message for message in entries(catalog)}
    wanted = {key(message): message for message in entries(template)}
    found = [Fault(code, k[1], "it is missing") for k in wanted.keys() - there.keys()]
    found += [Fault(code, k[1], "it is surplus") for k in there.keys() - wanted.keys()]
    for k in wanted.keys() & there.keys():
        if texts(wanted[k]) != texts(there[k]):
            found.append(Fault(code, k[1], "its English plural is another"))
        found += faults_of(code, there[k], catalog.num_plurals)
    mo = po_path(code).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(catalog):
        found.append(Fault(code, mo.name, "it was not compiled from the catalogue"))
    return sorted(found, key=str)


def template_faults() -> list[Fault]:
    """How the kept template differs from what the source marks."""
    kept = {key(message): texts(message) for message in entries(read(TEMPLATE))}
    now = {key(message): texts(message) for message in entries(collect())}
    found = [Fault("cairn.pot", k[1], "it is missing") for k in now.keys() - kept.keys()]
    found += [Fault("cairn.pot", k[1], "it is surplus") for k in kept.keys() - now.keys()]
    found += [
        Fault("cairn.pot", k[1], "its plural is another")
        for k in now.keys() & kept.keys()
        if now[k] != kept[k]
    ]
    return sorted(found, key=str)


def untranslated(code: str) -> list[Message]:
    """The texts of a language that are not translated, or doubted."""
    return [m for m in entries(read(po_path(code), code)) if not is_translated(m)]
