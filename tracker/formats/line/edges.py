"""The edges of words that are kept: the brackets that belong to them, and the marks that do not."""

from __future__ import annotations

_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
# What at the edge of a topic only parts it from what was read beside it.
_LOOSE = " \t,;|·•+&/-–—:."


def with_brackets(part: list[str], first: int, last: int) -> tuple[int, int]:
    """The edges, moved out again over brackets that belong to words within: `f(x)`, `(draft)`."""
    kept = part[first:last]
    if not kept:
        return first, last
    for opening, closing in _BRACKETS:
        missing = kept.count(opening) - kept.count(closing)
        if missing > 0 and last < len(part) and part[last] == closing:
            last += 1
        elif missing < 0 and first > 0 and part[first - 1] == opening:
            first -= 1
        elif 0 < first <= last < len(part) and (part[first - 1], part[last]) == (
            opening,
            closing,
        ):
            first, last = first - 1, last + 1
    return first, last


def bare(text: str) -> str:
    """`text` without the marks at its edges that only part it from other words.

    A bracket stays where its other half is in the text, as does a plus that ends a word: `C++`.
    """
    kept = text.strip(_LOOSE)
    if kept and text.startswith(f"{kept}+"):
        after = text[len(kept) :]
        kept += "+" * (len(after) - len(after.lstrip("+")))
    for opening, closing in _BRACKETS:
        if kept.startswith(opening) and kept.count(opening) > kept.count(closing):
            kept = kept[1:].strip(_LOOSE)
        if kept.endswith(closing) and kept.count(closing) > kept.count(opening):
            kept = kept[:-1].strip(_LOOSE)
    return kept
