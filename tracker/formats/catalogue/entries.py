"""What an entry of the catalogue holds, and what it fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.credentials import CredentialDraft, IssuerDraft
from tracker.domain.money import Money
from tracker.domain.proof import RenewalCategory, RenewalDraft
from tracker.domain.words import RenewalKind


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a prefilled value comes from.

    `confidence` is `primary-read`, `secondary-read` or `remembered`; the last is not verified and
    has no source. `as_of` is a year, month or day as the page states it, empty where it does not.
    `remark` says what the value alone does not: a range of which it is one end.
    """

    source_title: str
    url: str
    as_of: str
    is_verified: bool
    confidence: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """Something that costs money: `what` is exam, course, renewal, maintenance_annual, …

    `note` tells apart member, early and older prices, which stand side by side.
    """

    money: Money
    what: str
    note: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RenewalRule:
    """What keeping the credential asks for, for a credential that has no key yet."""

    kind: RenewalKind
    cycle_months: int | None
    unit: str
    units_milli: int | None
    least_a_year_milli: int | None
    carry_over_milli: int | None
    categories: tuple[RenewalCategory, ...]
    fee: Money | None
    rule_pack: str
    note: str

    def draft(self, credential_id: int) -> RenewalDraft:
        """The rule as the draft of a renewal of the credential with that key."""
        return RenewalDraft(
            credential_id=credential_id,
            kind=self.kind,
            cycle_months=self.cycle_months,
            unit=self.unit,
            units_milli=self.units_milli,
            least_a_year_milli=self.least_a_year_milli,
            carry_over_milli=self.carry_over_milli,
            categories=self.categories,
            fee_minor=None if self.fee is None else self.fee.minor,
            fee_currency=None if self.fee is None else self.fee.currency,
            rule_pack=self.rule_pack,
            note=self.note,
        )


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules of one body for continuing education; None and empty where not known.

    `minutes_per_unit` is what one unit lasts; `may_count_for_several` whether one activity counts
    for several of the body's credentials; evidence is kept for `retention_months`. `sources` are
    the pages that it was read on, the body's own first; `is_verified` is False where some of its
    figures were read on none.
    """

    id: str
    title: str
    body: str
    url: str
    unit: str
    minutes_per_unit: int | None
    may_count_for_several: bool | None
    evidence: tuple[str, ...]
    retention_months: int | None
    sources: tuple[Mark, ...] = ()
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A credential of the catalogue. `is_family` where it stands for a group of programmes."""

    id: str
    title: str
    short_title: str
    issuer: str
    exam_code: str
    aliases: tuple[str, ...]
    is_family: bool
    raw: Mapping[str, Any] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Prefill:
    """What the catalogue knows of a credential, ready for a form.

    `marks` has an entry for each field of `draft` that was filled in, and for `renewal`, `skills`
    and `fees` where there are any; for `workload_milli` also where only a range is known and
    the field stays empty. `validity_months` counts from the day it is earned. `remark` is the
    catalogue's own comment.
    """

    draft: CredentialDraft
    issuer: IssuerDraft
    validity_months: int | None
    renewal: RenewalRule | None
    fees: tuple[Fee, ...]
    skills: tuple[str, ...]
    aliases: tuple[str, ...]
    stackable_into: tuple[str, ...]
    remark: str
    marks: Mapping[str, Mark]
