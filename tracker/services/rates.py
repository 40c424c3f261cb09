"""Exchange rates of a day: the European Central Bank's reference rates, without a network.

The rates come with the package `currencyconverter`, so they end where its release does; a later
day has no rate, and then a sum is unknown until the person types one.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from tracker.domain.money import Rate

SOURCE = "ECB"
# The bank sets no rate on week-ends and holidays; the last one before holds, and Easter with a
# week-end around it is the longest such stretch.
_LONGEST_GAP_DAYS = 5
# The bank publishes five or six significant digits; ten keep a cross rate from adding an error.
_DIGITS = 10


@cache
def _table() -> Any:
    from currency_converter import CurrencyConverter

    # Decimal keeps the figures as the bank published them.
    return CurrencyConverter(decimal=True)


def reference_rate(base: str, quote: str, day: date) -> Rate | None:
    """What one unit of `base` was worth in `quote` on `day`; None where the bank did not say.

    Between two currencies of which neither is the euro, the cross rate over the euro, to ten
    significant digits.
    """
    if base == quote:
        return Rate(base, quote, Decimal(1), day, SOURCE)
    for back in range(_LONGEST_GAP_DAYS + 1):
        value = _value(base, quote, day - timedelta(days=back), day)
        if value is not None:
            rounded = Decimal(f"{value:.{_DIGITS}g}")
            return Rate(base, quote, rounded, day - timedelta(days=back), SOURCE)
    return None


def _value(base: str, quote: str, on: date, wanted: date) -> Decimal | None:
    """The rate set on the day `on`; None where there is none, or `wanted` lies past the table."""
    from currency_converter import RateNotFoundError

    table = _table()
    if not {base, quote} <= table.currencies:
        return None
    if any(wanted > table.bounds[code].last_date for code in (base, quote)):
        return None
    try:
        return table.convert(Decimal(1), base, quote, date=on)
    except (RateNotFoundError, ValueError):
        # No rate on that day (week-ends, holidays), or the day lies outside of the table.
        return None
