"""Sentences as the window says them: days, lengths and money as the person's locale writes them."""

from __future__ import annotations

from datetime import date, datetime

from tracker.domain.money import Money
from tracker.domain.sentences import Length, Sentence, Value
from tracker.ui import numbers

# A title of five hundred letters is cut in a sentence that has to be read in passing.
_LETTERS = 80


def said(sentence: Sentence, today: date | None = None) -> str:
    """`sentence` in the person's language; a day of another year than that of `today` names it."""

    def show(value: Value) -> str:
        if isinstance(value, str):
            return value if len(value) <= _LETTERS else value[: _LETTERS - 1] + "…"
        if isinstance(value, Length):
            return numbers.duration(value.seconds)
        if isinstance(value, datetime):
            return numbers.when(value, today or value.date())
        if isinstance(value, date):
            return numbers.day_short(value, today)
        if isinstance(value, Money):
            return numbers.money(value)
        if isinstance(value, int):
            return numbers.count(value)
        return value.named().said(show)

    return sentence.said(show)
