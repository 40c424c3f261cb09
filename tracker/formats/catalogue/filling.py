"""From an entry of the catalogue to drafts, with a mark for every value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tracker.domain.credentials import CredentialDraft, IssuerDraft
from tracker.domain.money import Money
from tracker.domain.proof import RenewalCategory
from tracker.domain.words import CredentialKind, RenewalKind, Validity, WorkloadUnit
from tracker.formats.catalogue.entries import CatalogueEntry, Fee, Mark, Prefill, RenewalRule
from tracker.i18n import _

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


def prefill_from(entry: CatalogueEntry) -> Prefill:
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
        mark = replace(mark, as_of=fee["as_of"])
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
