"""Degrees to stand beside: a row of figures with where each was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tracker.i18n import pgettext


class Confidence(StrEnum):
    """How a figure came here, the surest first but for the person's own word."""

    PRIMARY = "primary-read"
    USER = "user-verified"
    SECONDARY = "secondary-read"
    REMEMBERED = "remembered"

    @property
    def text(self) -> str:
        """The word in the person's language."""
        return {
            Confidence.PRIMARY: pgettext("figure", "read at the publisher"),
            Confidence.USER: pgettext("figure", "verified by you"),
            Confidence.SECONDARY: pgettext("figure", "read where it is quoted"),
            Confidence.REMEMBERED: pgettext("figure", "unverified"),
        }[self]


# The groups of figures that are rated apart.
GROUPS = ("workload", "tuition", "other", "completion", "earnings")


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were read: enough to find the page again, and what was read there."""

    id: str
    title: str
    publisher: str
    year: int | None
    place: str
    url: str
    confidence: Confidence
    what_was_read: str = ""
    is_the_page_read: bool = True


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figures of one degree; None is «not found», never nothing.

    Hours by the credit rule (`low`, `mid`, `high`) and as measured by surveys of time use. Amounts
    in `currency`: the fees of the whole programme in prices of `price_year`, pay a year before tax
    in prices of `earnings_price_year`. `assumptions` lists what was chosen and not read. `row_id`
    is the number in the record where the row is the person's own, `verified_on` the day on which
    they verified it.
    """

    id: str
    label: str
    country: str
    currency: str
    hours_low: Decimal | None = None
    hours_mid: Decimal | None = None
    hours_high: Decimal | None = None
    hours_measured: Decimal | None = None
    hours_basis: str = ""
    years: Decimal | None = None
    tuition: Decimal | None = None
    other_cost: Decimal | None = None
    price_year: int | None = None
    completion: Decimal | None = None
    pay_with: Decimal | None = None
    pay_without: Decimal | None = None
    pay_with_p25: Decimal | None = None
    pay_with_p75: Decimal | None = None
    premium: Decimal | None = None
    earnings_price_year: int | None = None
    earnings_statistic: str = ""
    earnings_basis: str = "gross"
    comparator: str = ""
    subject: str = "all"
    sector: str = ""
    tuition_basis: str = ""
    isced: int | None = None
    confidence: Confidence = Confidence.REMEMBERED
    confidence_of: Mapping[str, Confidence | None] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    notes: str = ""
    assumptions: tuple[str, ...] = ()
    row_id: int | None = None
    based_on: str = ""
    verified_on: str = ""

    @property
    def is_exportable(self) -> bool:
        """Whether it may leave: nothing in it is merely remembered."""
        return self.confidence is not Confidence.REMEMBERED

    @property
    def direct_cost(self) -> Decimal | None:
        """Fees and books of the whole programme; None where the fees were not found."""
        if self.tuition is None:
            return None
        return self.tuition + (self.other_cost or 0)
