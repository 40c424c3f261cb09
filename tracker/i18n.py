"""Texts in the person's language.

`_` and `ngettext` look a text up at the moment it is shown, so that a change of language needs no
restart of the modules that hold it; `N_` and `NN_` only mark what is looked up later. English is
the source language and needs no catalogue.
"""

from __future__ import annotations

import gettext as _gettext
import os
import re
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from unicodedata import bidirectional

from tracker.paths import resource

_DOMAIN = "cairn"
# The marks that set a piece of text apart, in the direction of its own first letter.
FSI, PDI = "\u2068", "\u2069"
RLM = "\u200f"
_STRONG = frozenset({"L", "R", "AL"})
_NO_MARKS = dict.fromkeys(map(ord, f"{FSI}{PDI}{RLM}"))
_PLACEHOLDER = re.compile(r"(?<!\{)(\{[^{}]+\})(?!\})")
_SOURCE = "en"
_active: _gettext.NullTranslations = _gettext.NullTranslations()
_code = _SOURCE

# Every language with a catalogue, by its own name; who looks for theirs can't read the others.
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ar": "العربية",
}
# Made-up languages that show what is not marked or does not fit; offered to developers alone.
PSEUDO = ("qps-ploc", "qps-plocm")
# Where the window's settings keep the person's choice; none there means the system's language.
LANGUAGE_SETTING = "language"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "qps-plocm"})


def use_language(code: str) -> bool:
    """Whether texts now come in the language `code` (a BCP 47 or POSIX name, such as `de`).

    Where no catalogue exists for it, English stays and the answer is False.
    """
    global _active, _code
    _active, _code = _gettext.NullTranslations(), _SOURCE
    if code in PSEUDO:
        from tracker.pseudo import Pseudo

        _active, _code = Pseudo(), code
        return True
    # POSIX may add an encoding and a variant: de_DE.UTF-8@euro.
    wanted = code.partition("@")[0].partition(".")[0].replace("-", "_")
    plain = wanted.split("_")[0]
    if plain in {_SOURCE, "C", "POSIX"}:
        return True
    try:
        _active = _gettext.translation(_DOMAIN, str(resource("locale")), [wanted, plain])
    except OSError:
        return False
    _code = plain
    return True


def language() -> str:
    """The language that texts come in now: a key of `LANGUAGES`, or one of `PSEUDO`."""
    return _code


def is_right_to_left(code: str | None = None) -> bool:
    """Whether the language `code` (by default the one in use) is written from the right."""
    return (_code if code is None else code) in _RIGHT_TO_LEFT


def best_language(wanted: list[str]) -> str:
    """The first of the `wanted` languages that there is a catalogue for; English if none is."""
    for name in wanted:
        plain = name.replace("-", "_").partition(".")[0].partition("@")[0].split("_")[0]
        if name in PSEUDO:
            return name
        if plain in LANGUAGES:
            return plain
        if name in {"C", "POSIX"}:
            return _SOURCE
    return _SOURCE


def language_for(kept: object, asked: list[str] | None = None) -> str:
    """The language for a choice as it was kept: that one, or the best of `asked` if it is none.

    `asked` is what the system wants, by default as the environment tells it.
    """
    known = isinstance(kept, str) and (kept in LANGUAGES or kept in PSEUDO)
    return str(kept) if known else best_language(system_languages() if asked is None else asked)


def system_languages() -> list[str]:
    """What the environment or the system asks for, the dearest first.

    As gettext has it: `LC_ALL`, `LC_MESSAGES` and `LANG` in this order, before them the list in
    `LANGUAGE` unless the locale is the bare «C».
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, "").partition(".")[0]:
            several = os.environ.get("LANGUAGE", "") if value not in {"C", "POSIX"} else ""
            return [*(one for one in several.split(":") if one), value]
    if sys.platform == "win32":
        import ctypes
        import locale

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return [name] if (name := locale.windows_locale.get(number)) else []
    return []


def _(text: str) -> str:
    """`text` in the language in use; the text itself where it is not translated."""
    return _set_apart(_active.gettext(text)) if text else text


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a text that fits the number `n` in the language in use."""
    return _set_apart(_active.ngettext(one, many, n))


def pgettext(context: str, text: str) -> str:
    """`text` where its meaning depends on `context`, a word or two for the translator."""
    return _set_apart(_active.pgettext(context, text))


def _set_apart(text: str) -> str:
    """`text` with isolates around it and its placeholders where it is written from the right.

    What is filled in, such as a title in Latin letters, then keeps the direction of its own first
    letter and turns nothing around it, and so does a text that is not translated yet (UAX 9).
    """
    return _isolating(text) if _code in _RIGHT_TO_LEFT and "{" in text else text


@lru_cache(maxsize=4096)
def _isolating(text: str) -> str:
    inner = _PLACEHOLDER.sub(f"{FSI}\\1{PDI}", text)
    if not any(letter.isalpha() for letter in _PLACEHOLDER.sub("", text)):
        # Without a letter of its own it would run from the left: «07:10 today» for «today 07:10».
        inner = f"{RLM}{inner}"
    return "\n".join(f"{FSI}{line}{PDI}" if line else line for line in inner.split("\n"))


def dotted(parts: Iterable[str]) -> str:
    """Pieces of a line that stand beside one another, `CKA · 45 m`, without those that are empty.

    In a language from the right each keeps to itself, so that their order is the order one reads.
    """
    line = " · ".join(isolated(part) for part in parts if part)
    # The mark tells a sentence that takes the whole line in which direction its pieces follow.
    return f"{RLM}{line}" if line and _code in _RIGHT_TO_LEFT else line


def isolated(text: str) -> str:
    """A foreign text by itself in a language from the right: in the direction of its own letters.

    Each line for itself. One with an isolate in it already is a sentence of ours that holds
    foreign parts, and runs as our language does. As it is in a language from the left.
    """
    if _code not in _RIGHT_TO_LEFT or not text or FSI in text:
        return text
    return "\n".join(f"{FSI}{line}{PDI}" if line else line for line in text.split("\n"))


def led(text: str) -> str:
    """A line that stands in a place of its own, from the side on which the language begins.

    Qt takes the direction of a label from its first letter and counts none within isolates, so
    that a text set apart as a whole would stand at the left of a window read from the right.
    """
    if _code not in _RIGHT_TO_LEFT or not text or text.startswith(RLM):
        return text
    return f"{RLM}{_opened(text)}"


def _opened(text: str) -> str:
    """A text in our direction without the isolate around it, which indents it where it wraps."""
    if not text.startswith(FSI) or not text.endswith(PDI) or "\n" in text:
        return text
    inner = text[1:-1]
    depth = 0
    for letter in inner:
        depth += (letter == FSI) - (letter == PDI)
        if depth < 0:
            return text  # Two isolates beside each other, none around them.
    sides = (bidirectional(letter) for letter in inner)
    first = next((side for side in sides if side in _STRONG), "L")
    return inner if FSI in inner or first != "L" else text


def unmarked(text: str) -> str:
    """`text` without marks of direction: what stands in a field is typed over letter by letter."""
    return text.translate(_NO_MARKS)


def N_(text: str) -> str:
    """Mark `text` for translation where it is kept or handed on; give it back unchanged."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark the two forms of a text for translation; give them back unchanged."""
    return one, many
