"""Amounts of money in a line: `150 EUR`, `$49.99`, `49,90 €`, `1.299,00`, `CHF 1'250`.

A number with one separator and three digits after it (`1.234`) has two readings. No currency of
two decimals can have three, so there it is a thousand; where the locale's decimal sign says
otherwise that is asked about. With three decimals (Kuwait) the locale decides.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tracker.domain.money import is_currency, minor_digits
from tracker.formats.line.durations import END
from tracker.formats.line.model import LineContext, TokenKind
from tracker.formats.line.sheet import Sheet, plain, spell
from tracker.formats.line.words import WordTable

# Signs of one currency; a dollar or a yen sign may be of several, see `_of_sign`.
_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₫": "VND",
    "₱": "PHP",
    "฿": "THB",
    "₦": "NGN",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "Fr.": "CHF",
}
_SHARED_SIGNS = {
    "$": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "TWD", "CLP", "COP", "ARS"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
}
# Codes that also count in lower case: those of the European Central Bank's reference rates of
# 2026 that are no English words (`try`, `php` a language, `ron`, `all` and `top` are left out).
_LOWER = (
    "usd eur gbp chf jpy cad aud nzd sek nok dkk pln czk huf inr cny sgd hkd brl mxn zar ils krw "
    "thb myr idr isk"
)
_LOWER_CODES = frozenset(_LOWER.split())

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d{1,4})?|\d{1,12}(?:[.,]\d{1,4})*"
_NUMBER = rf"(?P<minus>[-−])?\s?(?P<n>{_DIGITS})(?:[.,][-–—]+)?"
# Unlike a duration, an amount may begin right after the sign of its currency.
_START = r"(?<![^\s;(\[,\x00])"
_SIGN = spell((*_SIGNS, *_SHARED_SIGNS))


class Number(NamedTuple):
    """The value of a number that was typed; `other` is its other reading where it has one."""

    value: Decimal
    other: Decimal | None = None


class AmountFound(NamedTuple):
    """A number with its currency (empty where none stands beside it) and where they stand."""

    start: int
    end: int
    text: str
    currency: str


def read_number(text: str, currency: str, *, decimal_comma: bool) -> Number | None:
    """The value that `text` writes, for an amount of `currency`; None where it writes none."""
    text = re.sub(r"[ \u00a0\u202f'’]", "", text)
    signs = [letter for letter in text if letter in ".,"]
    if not signs:
        return Number(Decimal(text))
    last = signs[-1]
    whole, _sign, tail = text.rpartition(last)
    if len(set(signs)) == 2:
        group = "," if last == "." else "."
        if last in whole or not _is_grouped(whole, group):
            return None
        return Number(Decimal(f"{whole.replace(group, '')}.{tail}"))
    if len(signs) > 1:
        return Number(Decimal(text.replace(last, ""))) if _is_grouped(text, last) else None
    as_decimal = Decimal(f"{whole}.{tail}")
    if not _is_grouped(text, last) or whole.startswith("0"):
        return Number(as_decimal)
    as_thousand = Decimal(whole + tail)
    if (last == ",") != decimal_comma:
        return Number(as_thousand)
    if minor_digits(currency) >= 3:
        return Number(as_decimal)
    return Number(as_thousand, as_decimal)


def _is_grouped(text: str, group: str) -> bool:
    """Whether `group` parts the digits of `text` in threes."""
    return re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+", text) is not None


@cache
def _with_currency(table: WordTable) -> re.Pattern[str]:
    code = r"[A-Za-z]{3}"
    words = spell(table.currencies)
    return re.compile(
        rf"{_START}(?:"
        rf"(?P<minus0>[-−])?(?:(?P<sign>{_SIGN})|(?P<code>{code}))\s?{_NUMBER}"
        rf"|{_NUMBER.replace('?P<minus', '?P<minus2').replace('?P<n', '?P<n2')}\s?"
        rf"(?:(?P<sign2>{_SIGN})|(?P<code2>{code})|(?P<word>{words})))"
        rf"(?=/|{END[3:]}",
        re.IGNORECASE,
    )


def find_amounts(sheet: Sheet, context: LineContext, table: WordTable) -> list[AmountFound]:
    """Every number beside a currency, in order. A minus sign belongs to the number."""
    found: list[AmountFound] = []
    for match in sheet.find(_with_currency(table)):
        currency = _currency(match, context, table)
        if currency is None:
            continue
        minus = match["minus0"] or match["minus"] or match["minus2"]
        number = match["n"] or match["n2"]
        text = "-" + number if minus else number
        found.append(AmountFound(match.start(), match.end(), text, currency))
    return found


def _currency(match: re.Match[str], context: LineContext, table: WordTable) -> str | None:
    """The code of the currency beside a number, None where the letters are another word."""
    code = match["code"] or match["code2"]
    if code is not None:
        is_known = (
            code.isupper() or code.lower() in _LOWER_CODES or code.upper() == context.currency
        )
        return code.upper() if is_known and is_currency(code.upper()) else None
    if match["word"] is not None:
        return table.currencies.get(plain(match["word"]))
    sign = (match["sign"] or match["sign2"]).casefold()
    return _of_sign(sign, context.currency)


def _of_sign(sign: str, own: str) -> str | None:
    """The currency of a sign: of several, the person's own before the first."""
    for known, code in _SIGNS.items():
        if known.casefold() == sign:
            return code
    for known, codes in _SHARED_SIGNS.items():
        if known.casefold() == sign:
            return own if own in codes else codes[0]
    return None


_BARE = re.compile(rf"{_START}{_NUMBER}{END}")


def find_bare_amounts(sheet: Sheet) -> list[AmountFound]:
    """Every number without a currency, in order."""
    return [
        AmountFound(match.start(), match.end(), ("-" if match["minus"] else "") + match["n"], "")
        for match in sheet.find(_BARE)
    ]


_CAPITALS = re.compile(r"[A-Z]{3}")


def letters_beside(sheet: Sheet, amount: AmountFound) -> str:
    """The three capitals beside `amount` that look like a currency and are only part of the topic.

    Those behind it before those in front; nothing where there are none, or where they name a
    credential. Asked once the whole line has been read.
    """
    beside: dict[bool, str] = {}
    for token in sheet.all_tokens():
        if token.kind is TokenKind.TOPIC:
            is_behind = token.start >= amount.end
            gap = (amount.end, token.start) if is_behind else (token.end, amount.start)
            word = token.text.split()[0 if is_behind else -1]
            if not sheet.text[slice(*gap)].strip() and _CAPITALS.fullmatch(word):
                beside[is_behind] = word
    return beside.get(True) or beside.get(False, "")
