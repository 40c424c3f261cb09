"""What a cell says once the traps are taken out of it."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# What a spreadsheet could take for a formula, full-width forms included; our own tables, like those
# of other careful programs, put one apostrophe before it (OWASP ASVS 5, 1.2.10), and one more where
# the text has apostrophes of its own there, so that those stay.
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n\x00＝＋－＠]")
# Control characters of C0 and C1 without tab and line feed; those that turn the direction of what
# follows (the marks U+200E, U+200F and U+061C turn nothing: Hebrew and Arabic need them); and
# halves of characters, which JSON can spell and no file can hold.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_PLACEHOLDERS = frozenset({"-", "–", "—"})


def clean(cell: str) -> tuple[str, bool]:
    """The text of a cell without outer blanks, and whether characters had to be left out.

    One apostrophe that keeps a spreadsheet from calculating is taken away (that is no loss);
    control characters and those that turn the direction of writing are left out. Line ends become
    single line feeds.
    """
    text = cell.strip()
    # Nothing to take out of most cells: what is left out below is never printable.
    if text.isprintable() and not text.startswith("'"):
        return text, False
    # On the cell as it stands: a blank after the apostrophe may be the very tab it neutralises.
    if _NEUTRALISED.match(cell.lstrip(" ")):
        text = cell.lstrip(" ")[1:].strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = _CONTROLS.sub("", text)
    return cleaned.strip(), cleaned != text


def without_placeholder(text: str) -> str:
    """`text`, or nothing where it is the dash that some programs write for nothing."""
    return "" if text in _PLACEHOLDERS else text


class Keys:
    """Stable names for the rows of one file, by what they mean.

    The same row has the same key in every export that holds it. Rows of one file that mean the
    same are told apart by counting them, so that two equal rows stay two, and the same file
    again gives the same keys.
    """

    def __init__(self) -> None:
        """Start before the first row."""
        self._seen: dict[str, int] = {}

    def of(self, *meaning: str) -> str:
        """The key of the next row that means `meaning`."""
        # Twelve bytes: even among a billion rows two different ones meet by chance less than once
        # in ten thousand million cases. The unit separator cannot stand in a cleaned cell.
        digest = blake2b("\x1f".join(meaning).encode("utf-8", "replace"), digest_size=12)
        name = digest.hexdigest()
        count = self._seen.get(name, 0) + 1
        self._seen[name] = count
        return name if count == 1 else f"{name}-{count}"


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell that lists them with commas, each once, in the order they stand."""
    return unique(tag.strip() for tag in text.split(",")) if text else ()


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """`texts` without the empty ones and without repetitions."""
    return tuple(dict.fromkeys(text for text in texts if text))


def is_uuid(text: str) -> bool:
    """Whether `text` is a UUID as every row of a record has one."""
    return _UUID.fullmatch(text) is not None
