"""Amounts of money: whole minor units and a currency code, and never a float.

Adding up several currencies needs the rates that were kept with each amount. Where one is not
known the sum is not known either: it is then `None`, and never a number that leaves something out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NoReturn

from tracker.domain.currencies import currencies, is_currency, minor_digits
from tracker.errors import TrackerError
from tracker.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["Money", "Rate", "Total", "currencies", "is_currency", "minor_digits", "sum_in"]

# An amount stands in a 64-bit integer column of SQLite.
LARGEST_MINOR = 2**63 - 1
_LARGEST_DIGITS = len(str(LARGEST_MINOR))
# Between any two of the currencies above a unit of one costs between a ten-millionth and some ten
# millions of the other; three more powers of ten on each side leave room for a hyperinflation, and
# still keep a slip of the keyboard, or 1e999999, out of the arithmetic.
SMALLEST_RATE = Decimal("1e-10")
LARGEST_RATE = Decimal("1e10")
# Digits kept of an inverse; the largest amount has 19, so that no minor unit is ever lost.
_RATE_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)

_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` units (cents) of the `currency` with that ISO 4217 code.

    Adding, subtracting and comparing works within one currency only and otherwise raises
    `TrackerError`; amounts of two currencies are simply not equal. A code that is well formed but
    unknown here is kept, so that the record of a newer program can be shown.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        """Refuse what no record could hold."""
        if type(self.minor) is not int:
            raise TypeError(f"minor units must be an int, not {type(self.minor).__name__}")
        if not _CODE.fullmatch(self.currency):
            _refuse_currency(self.currency)
        if abs(self.minor) > LARGEST_MINOR:
            _refuse_size()

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Money:
        """The money that `amount` [currency units] stands for, exactly.

        Text is digits with at most one decimal point and a sign (`"150.00"`, `"-3"`), never with
        more decimals than the currency has: `"1.000"` euros may well mean a thousand. A
        `Decimal` may carry further zeros. Raises `TrackerError` for anything else, and for a
        currency that is not known, since its decimals are not known either.
        """
        if not is_currency(currency):
            _refuse_currency(currency)
        if isinstance(amount, str):
            amount = _read_number(amount, currency)
        elif type(amount) is int:
            amount = Decimal(amount)
        elif not isinstance(amount, Decimal):
            raise TypeError(f"an amount must be text, int or Decimal: {type(amount).__name__}")
        if not amount.is_finite():
            _refuse_amount(str(amount))
        if not amount:
            return cls.zero(currency)
        # Asked before anything is multiplied out: 1e999999 would take the machine's memory.
        if amount.adjusted() > _LARGEST_DIGITS:
            _refuse_size()
        if amount.adjusted() < -minor_digits(currency):
            _refuse_decimals(str(amount), currency)
        minor = Fraction(amount) * 10 ** minor_digits(currency)
        if minor.denominator != 1:
            _refuse_decimals(str(amount), currency)
        return cls(minor.numerator, currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in `currency`."""
        return cls(0, currency)

    @property
    def amount(self) -> Decimal:
        """The exact amount [currency units], with all decimals of the currency: `150.00`."""
        return Decimal(f"{self.minor}E-{minor_digits(self.currency)}")

    def plain(self) -> str:
        """The amount as digits with a point, for files and fields: `150.00`, `-0.50`, `1200`.

        `Money.of` reads it back. Grouping and the locale's decimal sign are the screen's matter.
        """
        return f"{self.amount:f}"

    def __add__(self, other: Money) -> Money:
        """The sum, within one currency."""
        return Money(self.minor + self._minor_of(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        """The difference, within one currency."""
        return Money(self.minor - self._minor_of(other), self.currency)

    def __neg__(self) -> Money:
        """As much the other way: an expense as a refund."""
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Whether this is less, within one currency."""
        return self.minor < self._minor_of(other)

    def __le__(self, other: Money) -> bool:
        """Whether this is at most as much, within one currency."""
        return self.minor <= self._minor_of(other)

    def __gt__(self, other: Money) -> bool:
        """Whether this is more, within one currency."""
        return self.minor > self._minor_of(other)

    def __ge__(self, other: Money) -> bool:
        """Whether this is at least as much, within one currency."""
        return self.minor >= self._minor_of(other)

    def _minor_of(self, other: Money) -> int:
        """The minor units of `other`, which must be of this currency."""
        if other.currency != self.currency:
            _refuse_mixing(other.currency, self.currency)
        return other.minor


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of `base` was worth on a day: 1 `base` = `value` `quote`.

    `source` says who said so (`"ECB"`, `"typed"`), for the person to read. Raises `TrackerError`
    for a value that is not between `SMALLEST_RATE` and `LARGEST_RATE`, both inclusive, and for
    two equal currencies at anything but 1.
    """

    base: str
    quote: str
    value: Decimal
    on: date
    source: str

    def __post_init__(self) -> None:
        """Refuse what is no rate."""
        for code in (self.base, self.quote):
            if not _CODE.fullmatch(code):
                _refuse_currency(code)
        if not isinstance(self.value, Decimal):
            raise TypeError(f"a rate must be a Decimal, not {type(self.value).__name__}")
        in_range = self.value.is_finite() and SMALLEST_RATE <= self.value <= LARGEST_RATE
        if not in_range or (self.base == self.quote and self.value != 1):
            _refuse_rate(self)

    def convert(self, money: Money) -> Money:
        """`money`, which must be in `base`, in `quote`; half to even at the minor unit.

        The arithmetic is exact and rounds once.
        """
        if money.currency != self.base:
            _refuse_mixing(money.currency, self.base)
        return _exchange(money, Fraction(self.value), self.quote)

    @property
    def inverse(self) -> Rate:
        """The same rate seen from the other currency, to 28 significant digits."""
        value = _RATE_CONTEXT.divide(Decimal(1), self.value)
        return Rate(self.quote, self.base, value, self.on, self.source)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over several currencies.

    `known` is the sum in the currency asked for, or `None` where a rate is missing: «unknown», and
    never zero nor a part of it. `by_currency` holds the minor units of each currency as they were
    paid and is always complete. `missing` names the currencies without a rate, in alphabetical
    order.
    """

    known: Money | None
    by_currency: dict[str, int]
    missing: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether the sum is known."""
        return self.known is not None


def sum_in(currency: str, items: Iterable[tuple[Money, Rate | None]]) -> Total:
    """What `items` come to in `currency`, each at the rate that was kept with it.

    An amount in `currency` needs no rate, nor does a zero. A rate counts whichever of the two
    currencies is its base; one between other currencies is no help and counts as missing. Each
    amount is rounded to the minor unit on its own, so that the lines of a list add up to
    its foot. No items at all: zero, known.
    """
    minor = 0
    by_currency: dict[str, int] = {}
    missing: set[str] = set()
    for money, rate in items:
        by_currency[money.currency] = by_currency.get(money.currency, 0) + money.minor
        converted = _in_currency(currency, money, rate)
        if converted is None:
            missing.add(money.currency)
        else:
            minor += converted.minor
    known = None if missing else Money(minor, currency)
    return Total(known, dict(sorted(by_currency.items())), tuple(sorted(missing)))


def _in_currency(currency: str, money: Money, rate: Rate | None) -> Money | None:
    """`money` in `currency`; None where `rate` does not tell."""
    if money.currency == currency:
        return money
    if money.minor == 0:
        return Money.zero(currency)
    if rate is None:
        return None
    if (rate.base, rate.quote) == (money.currency, currency):
        return rate.convert(money)
    if (rate.quote, rate.base) == (money.currency, currency):
        # 1 / value as a fraction, and not `rate.inverse`, which is rounded.
        return _exchange(money, 1 / Fraction(rate.value), currency)
    return None


def _exchange(money: Money, value: Fraction, currency: str) -> Money:
    """`money` at `value` units of `currency` for one of its own."""
    digits = minor_digits(currency) - minor_digits(money.currency)
    # round() of a Fraction is exact and goes half to even.
    return Money(round(money.minor * value * Fraction(10) ** digits), currency)


def _read_number(text: str, currency: str) -> Decimal:
    """The number that `text` writes plainly, with no more decimals than `currency` has."""
    number = text.strip()
    if not _PLAIN_NUMBER.fullmatch(number):
        _refuse_amount(text)
    if len(number.partition(".")[2]) > minor_digits(currency):
        _refuse_decimals(number, currency)
    return Decimal(number)


def _refuse_currency(code: str) -> NoReturn:
    raise TrackerError(
        _("Unknown currency"),
        _("“{code}” is not a currency code.").format(code=_short(code)),
        _("Use the three capital letters of ISO 4217, such as EUR, USD or JPY."),
    )


def _refuse_amount(text: str) -> NoReturn:
    raise TrackerError(
        _("Not an amount"),
        _("“{text}” is not an amount of money.").format(text=_short(text)),
        _("Write digits and at most one decimal point, such as 150 or 149.90."),
    )


def _refuse_decimals(number: str, currency: str) -> NoReturn:
    digits = minor_digits(currency)
    raise TrackerError(
        _("Too many decimals"),
        ngettext(
            "“{number}” has more decimals than {currency} has: at most {n} can be kept.",
            "“{number}” has more decimals than {currency} has: at most {n} can be kept.",
            digits,
        ).format(number=_short(number), currency=currency, n=digits),
        _("Leave out the separator of the thousands, and round to the smallest coin."),
    )


def _refuse_size() -> NoReturn:
    raise TrackerError(
        _("Amount too large"),
        _("The amount has more digits than a record can hold."),
        _("Check it for a slip of the keyboard."),
    )


def _refuse_mixing(given: str, wanted: str) -> NoReturn:
    raise TrackerError(
        _("Two currencies"),
        _("An amount in {given} cannot be taken as one in {wanted}.").format(
            given=given, wanted=wanted
        ),
        _("Give the exchange rate of that day first."),
    )


def _refuse_rate(rate: Rate) -> NoReturn:
    raise TrackerError(
        _("Not an exchange rate"),
        _("1 {base} = {value} {quote} cannot be an exchange rate.").format(
            base=rate.base, value=_short(str(rate.value)), quote=rate.quote
        ),
        _("Say how many {quote} one {base} was worth that day: a number above 0.").format(
            base=rate.base, quote=rate.quote
        ),
    )


def _short(text: str) -> str:
    """`text`, cut where it would no longer fit into a sentence."""
    # Forty characters: longer than any amount or code, and still one line of a message.
    return text if len(text) <= 40 else text[:39] + "…"
