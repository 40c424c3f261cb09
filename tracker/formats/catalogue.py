"""The catalogue of well-known credentials that ships with Cairn, and what it can fill in.

Every value comes with the page on which it was read and since when that page says so. What nobody
read on a page, but is common knowledge, is marked as unverified; what is not known is not there.
The person's own word always wins: a prefill is a draft and nothing more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from tracker.domain.credentials import CredentialDraft, IssuerDraft
from tracker.domain.money import Money
from tracker.domain.proof import RenewalCategory, RenewalDraft
from tracker.domain.words import CredentialKind, RenewalKind, Validity, WorkloadUnit
from tracker.errors import TrackerError
from tracker.formats.line.matching import find_credential
from tracker.formats.line.model import Candidate
from tracker.i18n import _
from tracker.paths import resource

# The level of what was read on no page. The others say where it was read: on the issuer's own
# pages (primary) or elsewhere (secondary).
_REMEMBERED = "remembered"
# Which group of values, as the catalogue rates and sources them, a field of a draft belongs to.
_GROUPS = {
    "title": "identity",
    "short_title": "identity",
    "issuer": "identity",
    "kind": "identity",
    "country": "identity",
    "exam_code": "identity",
    "validity": "validity",
    "planned_minutes": "study_hours",
    "workload_milli": "workload",
    "level_eqf": "workload",
    "assessment": "assessment",
    "prerequisites": "descriptive",
    "skills": "descriptive",
    "renewal": "renewal",
    "fees": "fees",
}
_FAMILY = "Family entry"


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
    for several of the body's credentials; evidence is kept for `retention_months`.
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


class Catalogue:
    """The catalogue, read once; `Catalogue.load()` gives it."""

    def __init__(self, credentials: list[dict[str, Any]]) -> None:
        """Take the entries as they stand in the file."""
        self.entries = tuple(_entry(raw) for raw in credentials)
        self._by_id = {entry.id: entry for entry in self.entries}

    @classmethod
    def load(cls) -> Catalogue:
        """The catalogue that ships with Cairn; TrackerError where its file can't be read."""
        return _load()

    @cached_property
    def _candidates(self) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                place,
                entry.title,
                entry.short_title,
                entry.issuer,
                (*entry.aliases, entry.exam_code) if entry.exam_code else entry.aliases,
            )
            for place, entry in enumerate(self.entries)
        )

    def find(self, text: str, limit: int = 8) -> tuple[CatalogueEntry, ...]:
        """The entries that `text` may mean, best first; none where none fits."""
        matches = find_credential(text, self._candidates, limit)
        return tuple(self.entries[match.candidate_id] for match in matches)

    def entry(self, entry_id: str) -> CatalogueEntry | None:
        """The entry with that id; None where a newer or older catalogue had it."""
        return self._by_id.get(entry_id)

    @cached_property
    def rule_packs(self) -> Mapping[str, RulePack]:
        """The rules for continuing education by their id; read when first asked for."""
        packs = _read("renewal_rules.json")["rule_packs"]
        return {pack["id"]: _rule_pack(pack) for pack in packs}

    def prefill(self, entry: CatalogueEntry) -> Prefill:
        """What is known of `entry`, with a mark for everything that is filled in."""
        raw = entry.raw
        hours, workload = raw["typical_study_hours"], raw["workload_ects"]
        ects = _only(workload)
        draft = CredentialDraft(
            title=entry.title,
            short_title=entry.short_title,
            issuer=entry.issuer,
            kind=CredentialKind(raw["kind"]),
            country=raw["issuer"]["country"] or "",
            exam_code=entry.exam_code,
            level_eqf=raw["eqf_level"],
            planned_minutes=_planned_minutes(hours),
            workload_milli=None if ects is None else round(ects * 1000),
            workload_unit=None if ects is None else WorkloadUnit.ECTS,
            assessment=raw["assessment"] or "",
            prerequisites=raw["prerequisites"] or "",
            validity=Validity(raw["validity_status"]),
            catalogue_id=entry.id,
        )
        fees = tuple(_fee(raw, fee) for fee in raw["fees"])
        return Prefill(
            draft=draft,
            issuer=IssuerDraft(entry.issuer, raw["issuer"]["url"] or "", draft.country),
            validity_months=raw["validity_months"],
            renewal=_renewal(raw, fees),
            fees=fees,
            skills=tuple(raw["skills"]),
            aliases=entry.aliases,
            stackable_into=tuple(raw["stackable_into"]),
            remark=raw["notes"] or "",
            marks=_marks(raw, draft),
        )


@cache
def _load() -> Catalogue:
    return Catalogue(_read("credentials.json")["credentials"])


def _read(name: str) -> dict[str, Any]:
    path = resource("catalogue", name)
    try:
        # Decimals, for amounts are counted in whole minor units: 70.5 must not pass by a float.
        return json.loads(path.read_bytes(), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise TrackerError(
            _("The catalogue can't be read"),
            _("{path} is missing or damaged.").format(path=path),
            _("Install Cairn again; your record is not touched by that."),
        ) from error


def _entry(raw: dict[str, Any]) -> CatalogueEntry:
    return CatalogueEntry(
        id=raw["id"],
        title=raw["title"],
        short_title=raw["short_title"] or "",
        issuer=raw["issuer"]["name"],
        exam_code=raw["exam_code"] or "",
        aliases=tuple(raw["aliases"]),
        is_family=(raw["notes"] or "").startswith(_FAMILY),
        raw=raw,
    )


def _planned_minutes(hours: Mapping[str, Any] | None) -> int | None:
    """The upper end of the usual hours, or the lower where no upper one is known.

    A middle would be a number that no source states; of the two that one does, the upper leaves
    the person with time to spare. The mark says the range.
    """
    if hours is None:
        return None
    high = hours["high"] if hours["high"] is not None else hours["low"]
    return round(high * 60)


def _only(workload: Mapping[str, Any] | None) -> Decimal | int | None:
    """The ECTS credits where they are one number: a range is of a family, not of a programme."""
    if workload is None or workload["low"] != workload["high"]:
        return None
    return workload["low"]


def _range(values: Mapping[str, Any] | None, one: str, least: str, most: str, both: str) -> str:
    if values is None:
        return ""
    low, high = values["low"], values["high"]
    pattern = most if low is None else least if high is None else one if low == high else both
    return pattern.format(low=low, high=high)


def _marks(raw: Mapping[str, Any], draft: CredentialDraft) -> dict[str, Mark]:
    """A mark for every field that is filled in."""
    remarks = {
        "planned_minutes": _hours_remark(raw["typical_study_hours"]),
        "workload_milli": _range(
            raw["workload_ects"],
            _("{low} ECTS credits"),
            _("at least {low} ECTS credits"),
            _("up to {high} ECTS credits"),
            _("{low} to {high} ECTS credits"),
        ),
    }
    marks: dict[str, Mark] = {}
    for name, group in _GROUPS.items():
        is_there = bool(raw[name] if name in {"skills", "renewal", "fees"} else _value(draft, name))
        if (is_there or remarks.get(name)) and raw["confidence"][group] is not None:
            marks[name] = _mark(raw, group, remarks.get(name, ""))
    return marks


def _value(draft: CredentialDraft, name: str) -> object:
    value = getattr(draft, name)
    return None if value is Validity.UNKNOWN else value


def _hours_remark(hours: Mapping[str, Any] | None) -> str:
    if hours is None:
        return ""
    text = _range(
        hours,
        _("{low} hours"),
        _("at least {low} hours"),
        _("up to {high} hours"),
        _("{low} to {high} hours"),
    )
    return _("{hours}: {basis}").format(hours=text, basis=hours["basis"])


def _mark(raw: Mapping[str, Any], group: str, remark: str = "") -> Mark:
    """The mark of a group of values: its level, and the source of that level where one was read."""
    confidence = raw["confidence"][group]
    sources = [source for source in raw["sources"] if group in source["supports"]]
    # The page of the level that is claimed comes first; sorted() keeps the others in order.
    sources.sort(key=lambda source: source["level"] != confidence)
    source = sources[0] if sources and confidence != _REMEMBERED else None
    return _marked(source, confidence, remark)


def _marked(source: Mapping[str, Any] | None, confidence: str, remark: str = "") -> Mark:
    return Mark(
        source_title=source["title"] if source else "",
        url=source["url"] if source else "",
        as_of=(source["as_of"] or "") if source else "",
        is_verified=confidence != _REMEMBERED,
        confidence=confidence,
        remark=remark,
    )


def _fee(raw: Mapping[str, Any], fee: Mapping[str, Any]) -> Fee:
    sources = {source["id"]: source for source in raw["sources"]}
    mark = _marked(sources.get(fee["source"]), fee["confidence"])
    if fee["as_of"]:
        mark = Mark(mark.source_title, mark.url, fee["as_of"], mark.is_verified, mark.confidence)
    money = Money.of(Decimal(fee["amount"]), fee["currency"])
    return Fee(money, fee["what"], fee["note"] or "", mark)


def _renewal(raw: Mapping[str, Any], fees: tuple[Fee, ...]) -> RenewalRule | None:
    """The rule of renewal, None where it is not known."""
    rule = raw["renewal"]
    if rule is None:
        return None
    renewals = [fee.money for fee in fees if fee.what == "renewal"]
    return RenewalRule(
        kind=RenewalKind(rule["kind"]),
        cycle_months=rule["cycle_months"],
        unit=rule["unit"] or "",
        units_milli=_milli(rule["units_required"]),
        least_a_year_milli=_milli(rule["minimum_per_year"]),
        carry_over_milli=_carry_over_milli(rule["carry_over"]),
        categories=tuple(
            RenewalCategory(part["name"], _milli(part["min"]), _milli(part["max"]))
            for part in rule["categories"]
        ),
        # Of several, for members and others, none can be chosen for the person.
        fee=renewals[0] if len(renewals) == 1 else None,
        rule_pack=rule["rule_pack"] or "",
        note=_renewal_note(rule),
    )


def _renewal_note(rule: Mapping[str, Any]) -> str:
    """What the numbers do not say, a line each."""
    lines = [
        ("{text}", rule["notes"]),
        (_("Fee: {text}"), rule["fee"]),
        (_("Carried over: {text}"), rule["carry_over"]),
        (_("Grace: {text}"), rule["grace"]),
        (_("Instead: {text}"), ", ".join(RenewalKind(k).text for k in rule["alternatives"])),
    ]
    return "\n".join(pattern.format(text=text) for pattern, text in lines if text)


def _carry_over_milli(text: str | None) -> int | None:
    """Thousandths of a unit that may go into the next cycle; None where no number is stated."""
    match = re.match(r"up to (\d+)\b", text or "")
    if match is not None:
        return int(match[1]) * 1000
    return 0 if re.match(r"none\b", text or "") else None


def _milli(units: Decimal | int | None) -> int | None:
    return None if units is None else round(units * 1000)


def _rule_pack(pack: Mapping[str, Any]) -> RulePack:
    return RulePack(
        id=pack["id"],
        title=pack["title"],
        body=pack["body"]["name"],
        url=pack["body"]["url"] or "",
        unit=pack["unit"]["short"] or pack["unit"]["name"],
        minutes_per_unit=pack["unit"]["minutes_per_unit"],
        may_count_for_several=pack["multi_credential"]["allowed"],
        evidence=tuple(pack["evidence"]["items"] or ()),
        retention_months=pack["evidence"]["retention_months"],
    )
