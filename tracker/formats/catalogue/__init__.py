"""The catalogue of well-known credentials that ships with Cairn, and what it can fill in.

Every value comes with the page on which it was read and since when that page says so. What nobody
read on a page, but is common knowledge, is marked as unverified; what is not known is not there.
The person's own word always wins: a prefill is a draft and nothing more.
"""

from __future__ import annotations

from tracker.formats.catalogue.entries import (
    CatalogueEntry,
    Fee,
    Mark,
    Prefill,
    RenewalRule,
    RulePack,
)
from tracker.formats.catalogue.shelf import Catalogue

__all__ = ["Catalogue", "CatalogueEntry", "Fee", "Mark", "Prefill", "RenewalRule", "RulePack"]
