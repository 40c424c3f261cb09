"""A made-up language that shows which texts are not marked for translation, and which don't fit.

Every text that went through `_` comes back accented, two fifths longer and in brackets: what is
plain on the screen was never marked, and where a bracket is missing something was cut off.
"""

from __future__ import annotations

import gettext
import re

# What must come through as it is: placeholders, escaped braces, and marks of menus.
_KEPT = re.compile(r"(\{\{|\}\}|\{[^{}]*\})")
_ACCENTS = str.maketrans(
    "ABCDEGHIJKLNORSTUWYZabcdeghijklnorstuwyz", "ÅƁÇÐÉĜĤÎĴĶĻÑÖŔŠŢÛŴÝŽåƀçðéĝĥîĵķļñöŕšţûŵýž"
)
# Real translations of short texts grow the most; two fifths are the usual reckoning.
_LONGER = 0.4
_FILLING = "ẋẏẑ "

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "qps-ploc", "qps-plocm"


def pseudo(text: str) -> str:
    """`text` accented, longer and in brackets; its placeholders and line ends are untouched."""
    if not text.strip():
        return text
    parts = _KEPT.split(text)
    accented = "".join(
        part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts)
    )
    letters = sum(len(part) for part in parts[::2])
    filling = (_FILLING * (letters // 4 + 1))[: max(1, round(letters * _LONGER))].strip()
    end = accented[len(accented.rstrip()) :]
    return f"⟦{accented.rstrip()} {filling}⟧{end}"


class Pseudo(gettext.NullTranslations):
    """The catalogue of the made-up language; it holds every text."""

    def gettext(self, message: str) -> str:
        """The text, changed so that it is known as translated."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """English's form for `n`, changed."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The text, changed; what it stands in makes no difference."""
        return pseudo(message)
