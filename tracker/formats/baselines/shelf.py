"""The degree baselines as they ship: rows, sources, price indexes and purchasing power."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from tracker.domain.baselines import Baseline, Confidence, Source
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.paths import resource

# Whose prices are meant where an amount bears a currency and no country.
_AREA_OF = {
    "USD": "USA",
    "EUR": "EMU",
    "GBP": "GBR",
    "CAD": "CAN",
    "AUD": "AUS",
    "JPY": "JPN",
    "INR": "IND",
}


class Baselines:
    """The file, read once; `Baselines.load()` gives it."""

    def __init__(self, raw: dict[str, Any]) -> None:
        """Take the file as it stands."""
        self._raw = raw
        self.compiled_on: str = raw["compiled"]

    @classmethod
    def load(cls) -> Baselines:
        """The baselines that ship with Cairn; TrackerError where their file can't be read."""
        return _load()

    @cached_property
    def rows(self) -> tuple[Baseline, ...]:
        """Every row, in the order of the file."""
        return tuple(baseline_of(row) for row in self._raw["rows"])

    @cached_property
    def _by_id(self) -> Mapping[str, Baseline]:
        return {row.id: row for row in self.rows}

    def row(self, row_id: str) -> Baseline | None:
        """The row with that id; None where there is none."""
        return self._by_id.get(row_id)

    def raw_row(self, row_id: str) -> Mapping[str, Any] | None:
        """The row as it stands in the file, with the fields that `Baseline` leaves out."""
        return next((row for row in self._raw["rows"] if row["id"] == row_id), None)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by its id."""
        return {name: _source(name, one) for name, one in self._raw["sources"].items()}

    @cached_property
    def consumer_prices(self) -> Mapping[str, Mapping[int, Decimal]]:
        """Consumer prices by country (ISO 3166 alpha-3; EMU is the euro area) and year."""
        tables = {**self._raw["cpi"], "USA": self._raw["cpi_us"]}
        return {
            country: {int(year): Decimal(value) for year, value in table["values"].items()}
            for country, table in tables.items()
        }

    @cached_property
    def prices_by_currency(self) -> Mapping[str, Mapping[int, Decimal]]:
        """Consumer prices for amounts that bear a currency and no country."""
        return {code: self.consumer_prices[area] for code, area in _AREA_OF.items()}

    @cached_property
    def purchasing_power(self) -> Mapping[str, Decimal]:
        """Local currency per international dollar, by country, of `purchasing_power_year`."""
        return {country: Decimal(value) for country, value in self._raw["ppp"]["values"].items()}

    @property
    def purchasing_power_year(self) -> int:
        """The year of the purchasing power parities."""
        return self._raw["ppp"]["year"]

    @property
    def changes(self) -> tuple[Mapping[str, Any], ...]:
        """What was corrected in the file, with why."""
        return tuple(self._raw["changelog"])


@cache
def _load() -> Baselines:
    path = resource("baselines", "degree_baselines.json")
    try:
        return Baselines(json.loads(path.read_bytes(), parse_float=Decimal, parse_int=_whole))
    except (OSError, ValueError) as error:
        raise TrackerError(
            _("The degree baselines can't be read"),
            _("{path} is missing or damaged.").format(path=path),
            _("Install Cairn again; your record is not touched by that."),
        ) from error


def _whole(text: str) -> int:
    return int(text)


def _source(name: str, raw: Mapping[str, Any]) -> Source:
    return Source(
        id=name,
        title=raw["title"],
        publisher=raw["publisher"],
        year=raw["year"],
        place=raw["table_or_page"] or "",
        url=raw["url"] or "",
        confidence=Confidence(raw["access"]),
        what_was_read=raw["what_was_read"] or "",
        is_the_page_read=bool(raw["url_is_the_page_read"]),
    )


def baseline_of(row: Mapping[str, Any]) -> Baseline:
    """A row of the file, or of the same shape; fields that are absent are not found."""
    hours = row.get("workload_hours") or {}
    groups = row.get("field_confidence") or {}
    return Baseline(
        id=row["id"],
        label=row["label"],
        country=row.get("country") or "",
        currency=row.get("currency") or "",
        hours_low=_decimal(hours.get("low")),
        hours_mid=_decimal(hours.get("mid")),
        hours_high=_decimal(hours.get("high")),
        hours_measured=_decimal(hours.get("measured_estimate")),
        hours_basis=hours.get("basis") or "",
        years=_decimal(row.get("nominal_years")),
        tuition=_decimal(row.get("tuition_and_fees_total")),
        other_cost=_decimal(row.get("other_direct_cost")),
        price_year=row.get("price_year"),
        completion=_decimal(row.get("completion_rate")),
        pay_with=_decimal(row.get("median_annual_earnings_with")),
        pay_without=_decimal(row.get("median_annual_earnings_without")),
        pay_with_p25=_decimal(row.get("earnings_with_p25")),
        pay_with_p75=_decimal(row.get("earnings_with_p75")),
        premium=_decimal(row.get("earnings_premium_annual")),
        earnings_price_year=row.get("earnings_price_year"),
        earnings_statistic=row.get("earnings_statistic") or "",
        earnings_basis=row.get("earnings_basis") or "gross",
        comparator=row.get("comparator") or "",
        subject=row.get("field") or "all",
        sector=row.get("sector") or "",
        tuition_basis=row.get("tuition_basis") or "",
        isced=(row.get("level") or {}).get("isced"),
        confidence=Confidence(row.get("confidence") or Confidence.REMEMBERED),
        confidence_of={
            group: None if word is None else Confidence(word) for group, word in groups.items()
        },
        sources=tuple(row.get("source") or ()),
        notes=row.get("notes") or "",
        assumptions=tuple(row.get("assumptions") or ()),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
