"""Sentences that are kept or handed on, and said later in the language of that moment.

A `Sentence` is its source text with named values as data. So the history can be read in another
language than the one in which it was written, and each face writes days, lengths and money in its
own way.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, Union

from tracker.domain.durations import format_hm
from tracker.domain.money import Money
from tracker.i18n import _, ngettext

if TYPE_CHECKING:
    from tracker.domain.changes import Subject

_STORED = '{"text": '


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in a sentence, in elapsed seconds."""

    seconds: int


Value: TypeAlias = Union[str, int, date, datetime, Length, Money, "Subject"]
"""What may stand in a sentence. A `datetime` is a wall time; a `str` is shown as it is."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text in the source language, marked with `N_`, and the values of its placeholders.

    `many` is the form for several, chosen by the value `n`; both forms are then marked by `NN_`.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    many: str = ""

    @classmethod
    def of(cls, text: str, **values: Value) -> Sentence:
        """The sentence `text` with its values: `Sentence.of(N_("Import {file}"), file=name)`."""
        return cls(text, values)

    @classmethod
    def counted(cls, forms: tuple[str, str], n: int, **values: Value) -> Sentence:
        """The sentence for `n` things: `Sentence.counted(NN_("{n} file", "{n} files"), 3)`."""
        return cls(forms[0], {"n": n, **values}, forms[1])

    def said(self, show: Callable[[Value], str] | None = None) -> str:
        """The sentence in the language in use; `show` writes each value."""
        show = show or show_plainly
        if self.many:
            number = self.values.get("n", 0)
            text = ngettext(self.text, self.many, number if isinstance(number, int) else 0)
        else:
            text = _(self.text) if self.text else ""
        if not self.values:
            return text
        return text.format(**{name: show(value) for name, value in self.values.items()})

    def stored(self) -> str:
        """The sentence as the history keeps it: its source text alone, or JSON with its values.

        Only texts and whole numbers can be kept, and none that names a row: what is erased for
        good must not live on in a label. Raises TypeError for other values.
        """
        if not self.values:
            return self.text
        for name, value in self.values.items():
            if not isinstance(value, (str, int)):
                raise TypeError(f"{name} of a stored sentence is neither a text nor a number")
        held: dict[str, object] = {"text": self.text, "values": dict(self.values)}
        if self.many:
            held["many"] = self.many
        return json.dumps(held, ensure_ascii=False)


def sentence_from(stored: str) -> Sentence:
    """The sentence that was stored; a text of any kind, old ones too, is one without values."""
    if not stored.startswith(_STORED):
        return Sentence(stored)
    try:
        held = json.loads(stored)
        values = {str(name): value for name, value in dict(held["values"]).items()}
        sentence = Sentence(str(held["text"]), values, str(held.get("many", "")))
        sentence.said()
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return Sentence(stored)
    return sentence


def show_plainly(value: Value) -> str:
    """A value as the command line and the logs write it."""
    if isinstance(value, Length):
        return format_hm(value.seconds)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    if isinstance(value, (str, int)):
        return str(value)
    return value.named().said(show_plainly)
