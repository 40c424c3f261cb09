"""A line on which the parts that have been understood are crossed out one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.formats.line.model import Token, TokenKind

# Stands in for every letter that has been understood already. No pattern of ours matches it, so
# that nothing is read across a gap.
_CROSSED = "\x00"

# Digits of other scripts are typed where a keyboard has them; they are read as 0 to 9.
_DIGITS = {first + n: str(n) for first in (0x0660, 0x06F0) for n in range(10)}


class Sheet:
    """One line. `rest` has the length of `text`, with all that is understood crossed out."""

    def __init__(self, text: str) -> None:
        """Start with nothing understood."""
        self.text = text
        self.rest = text.translate(_DIGITS).replace(_CROSSED, " ")
        self.tokens: list[Token] = []
        self.held: list[tuple[int, int]] = []

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What `pattern` matches in the rest, also while parts of it are being claimed."""
        at = 0
        while (found := pattern.search(self.rest, at)) is not None:
            yield found
            at = max(found.end(), at + 1)

    def claim(
        self, start: int, end: int, kind: TokenKind, meaning: str, phrase: int | None = None
    ) -> None:
        """Cross out the text from `start` up to `end`, understood as `kind`; spaces are left."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start == end:
            return
        self.rest = self.rest[:start] + _CROSSED * (end - start) + self.rest[end:]
        text = self.text[start:end]
        self.tokens.append(Token(start, end, kind, text, meaning or text, phrase))

    def hold(self, start: int, end: int) -> None:
        """Keep the text from `start` up to `end` for names: hidden until `release`."""
        self.held.append((start, end))
        self.rest = self.rest[:start] + _CROSSED * (end - start) + self.rest[end:]

    def release(self) -> None:
        """Bring back all that was held."""
        for start, end in self.held:
            self.rest = self.rest[:start] + self.text[start:end] + self.rest[end:]

    def is_held(self, start: int, end: int) -> bool:
        """Whether the text from `start` up to `end` was held, wholly or in part."""
        return any(first < end and start < last for first, last in self.held)

    def all_tokens(self) -> tuple[Token, ...]:
        """The tokens in order; what nobody understood is a word, so that every letter is there."""
        covered = bytearray(len(self.text))
        for token in self.tokens:
            covered[token.start : token.end] = b"\x01" * (token.end - token.start)
        tokens = list(self.tokens)
        start: int | None = None
        for at in range(len(self.text) + 1):
            is_free = at < len(self.text) and not covered[at] and not self.text[at].isspace()
            if is_free and start is None:
                start = at
            elif not is_free and start is not None:
                text = self.text[start:at]
                tokens.append(Token(start, at, TokenKind.WORD, text, text))
                start = None
        return tuple(sorted(tokens, key=lambda token: token.start))


def spell(words: Iterable[str]) -> str:
    """A pattern of any of `words`, the longest first; a space in one stands for any spaces."""
    texts = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in texts)


def plain(text: str) -> str:
    """`text` as it stands in a table of words: lower case, single spaces."""
    return " ".join(text.casefold().split())
