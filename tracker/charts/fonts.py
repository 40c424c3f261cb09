"""Which fonts a text is drawn with: the window's own, and others for letters that it lacks."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.i18n import FSI, PDI, RLM

# Comes with matplotlib itself.
_ALWAYS = "DejaVu Sans"
# Signs that would change what stands around them, and those that have no shape.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
# Those of them that Cairn's own sentences set foreign parts apart with, and that turn nothing.
_OURS = frozenset(f"{FSI}{PDI}{RLM}")
_SPACES = re.compile(r"\s+")


def inert(text: str) -> str:
    """`text` on one line, without signs that turn the direction of what stands beside it.

    A sentence whose isolates are all closed keeps them: they have no width, and hold its parts in
    the order in which they are read.
    """
    kept = _OURS if FSI in text and _is_closed(text) else frozenset[str]()
    clean = _CONTROL.sub(lambda sign: sign[0] if sign[0] in kept else " ", text)
    return _SPACES.sub(" ", clean).strip()


def _is_closed(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == FSI) - (letter == PDI)
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=64)
def known(families: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `families` that are installed, and the one that always is."""
    from matplotlib.font_manager import fontManager

    names = {entry.name for entry in fontManager.ttflist}
    return (*dict.fromkeys(name for name in families if name in names and name != _ALWAYS), _ALWAYS)


@lru_cache(maxsize=2048)
def families_for(families: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The families that draw `text`: `families`, and others for letters that these lack."""
    found = list(known(families))
    if text.isascii():
        return tuple(found)
    have = frozenset().union(*(_letters(_path(name)) for name in found))
    for letter in dict.fromkeys(text):
        if ord(letter) not in have and not letter.isspace() and letter not in _OURS:
            other = _family_with(ord(letter))
            if other and other not in found:
                found.append(other)
                have |= _letters(_path(other))
    return tuple(found)


@lru_cache(maxsize=512)
def _path(family: str) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    return str(findfont(FontProperties(family=[family])))


@lru_cache(maxsize=512)
def _letters(path: str) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    try:
        return frozenset(get_font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()


@lru_cache(maxsize=512)
def _family_with(letter: int) -> str:
    """An installed family that has a letter, "" where none has."""
    from matplotlib.font_manager import fontManager

    entries = [
        entry
        for entry in fontManager.ttflist
        # Pictures in colour are not outlines: they can't be drawn.
        if "emoji" not in entry.name.casefold() and entry.style == "normal"
    ]
    entries.sort(key=lambda entry: ("Noto Sans" not in entry.name, entry.name))
    return next((entry.name for entry in entries if letter in _letters(entry.fname)), "")
