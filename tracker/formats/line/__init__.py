"""One typed line, read part by part: study, spending, and which credential is meant.

A line is read anew with every letter, never fails, and always accounts for every letter typed.
"""

from __future__ import annotations

from tracker.formats.line.completion import complete
from tracker.formats.line.matching import find_credential
from tracker.formats.line.model import (
    Candidate,
    Completion,
    ExpenseLine,
    LineContext,
    Match,
    Question,
    Refund,
    StudyLine,
    Token,
    TokenKind,
    replace_phrase,
)
from tracker.formats.line.spending import read_expense_line
from tracker.formats.line.study import read_study_line
from tracker.formats.line.writing import name_to_type, write_expense_line, write_study_line

__all__ = [
    "Candidate",
    "Completion",
    "ExpenseLine",
    "LineContext",
    "Match",
    "Question",
    "Refund",
    "StudyLine",
    "Token",
    "TokenKind",
    "complete",
    "find_credential",
    "name_to_type",
    "read_expense_line",
    "read_study_line",
    "replace_phrase",
    "write_expense_line",
    "write_study_line",
]
