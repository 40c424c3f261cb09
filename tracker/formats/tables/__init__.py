"""Tables of other programs: bytes in, drafts with their problems out; no clock and no record."""

from tracker.formats.tables.detect import FORMATS, read_table
from tracker.formats.tables.imported import (
    Imported,
    ImportedCredential,
    ImportedExpense,
    ImportedSession,
    Mapping,
    Options,
    Question,
)
from tracker.formats.tables.mapping import answered, read_mapping, suggest

__all__ = [
    "FORMATS",
    "Imported",
    "ImportedCredential",
    "ImportedExpense",
    "ImportedSession",
    "Mapping",
    "Options",
    "Question",
    "answered",
    "read_mapping",
    "read_table",
    "suggest",
]
