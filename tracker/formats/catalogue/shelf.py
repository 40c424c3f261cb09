"""The catalogue as it ships: read once, searched by any of a credential's names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from tracker.errors import TrackerError
from tracker.formats.catalogue.entries import CatalogueEntry, Mark, Prefill, RulePack
from tracker.formats.catalogue.filling import prefill_from
from tracker.formats.line.matching import find_credential
from tracker.formats.line.model import Candidate
from tracker.i18n import _
from tracker.paths import resource

# How the note of an entry begins that stands for a group of programmes.
_FAMILY = "Family entry"
# Where a figure was read, best first: on the issuer's own page, elsewhere, or on none.
CONFIDENCE = ("primary-read", "secondary-read", "remembered")


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
        return prefill_from(entry)


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
        sources=tuple(_source(one) for one in sorted(pack["sources"], key=_level)),
        is_verified=not _is_remembered(pack),
    )


def _level(source: Mapping[str, Any]) -> int:
    return CONFIDENCE.index(source["level"])


def _source(source: Mapping[str, Any]) -> Mark:
    return Mark(
        source_title=source["title"],
        url=source["url"] or "",
        as_of=source["as_of"] or "",
        is_verified=True,
        confidence=source["level"],
    )


def _is_remembered(part: object) -> bool:
    """Whether a part of the rules, or a part of it in turn, was read on no page."""
    if isinstance(part, Mapping):
        parts = list(part.values())
        return part.get("confidence") == CONFIDENCE[-1] or any(map(_is_remembered, parts))
    return isinstance(part, list) and any(map(_is_remembered, part))
