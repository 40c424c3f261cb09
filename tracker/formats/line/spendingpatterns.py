"""What a line of spending is searched for besides amounts and days, by the words of a language."""

from __future__ import annotations

import re
from functools import cache

from tracker.domain.words import Payer
from tracker.formats.line.durations import END, START
from tracker.formats.line.sheet import spell
from tracker.formats.line.words import WordTable


@cache
def quoted_vendor(table: WordTable) -> re.Pattern[str]:
    """`from "O'Reilly Media"`."""
    return re.compile(
        rf"{START}(?:(?:{spell(table.vendor_before)})\s+)\"(?P<name>[^\"]+)\"", re.IGNORECASE
    )


@cache
def vendor(table: WordTable) -> re.Pattern[str]:
    """`from Udemy`, one word."""
    return re.compile(
        rf"{START}(?:{spell(table.vendor_before)})\s+(?P<name>[^\W\d][^\s\x00,;+]*)", re.IGNORECASE
    )


@cache
def payer(table: WordTable) -> re.Pattern[str]:
    """`paid by my employer`, `employer paid`, `employer`."""
    who, paid = spell(table.payers), spell(table.paid)
    # «me» alone says nothing about who paid.
    alone = spell(name for name, payer in table.payers.items() if payer is Payer.EMPLOYER)
    the = spell(table.the)
    return re.compile(
        rf"{START}(?:(?:{spell(table.paid_by)})\s+"
        rf"(?P<by>{who}|(?:(?:{the})\s+)?[^\s\x00,;+]+)"
        rf"|(?P<who>{who})\s+(?:{paid})|(?P<alone>{alone})){END}",
        re.IGNORECASE,
    )


@cache
def refund(table: WordTable) -> re.Pattern[str]:
    """The word before what came back."""
    return re.compile(rf"{START}(?:{spell(table.refund)})(?=[\s:=\x00]|$)", re.IGNORECASE)


@cache
def recurring(table: WordTable) -> re.Pattern[str]:
    """`a month`, `/year`: a charge that comes back."""
    slashed = spell(word for word in table.recurring if word.startswith("/"))
    spoken = spell(word for word in table.recurring if not word.startswith("/"))
    return re.compile(rf"\s?(?:{slashed})\b|{START}(?:{spoken}){END}", re.IGNORECASE)
