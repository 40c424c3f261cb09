"""The tables of a record, one file a noun: the only place with columns.

Importing this package imports them all, so that `metadata` is whole.
"""

from sqlmodel import SQLModel

from tracker.models import credentials, history, proof, returns, spending, study
from tracker.models.base import Recorded
from tracker.models.registry import TABLES, model_of

metadata = SQLModel.metadata

__all__ = [
    "TABLES",
    "Recorded",
    "credentials",
    "history",
    "metadata",
    "model_of",
    "proof",
    "returns",
    "spending",
    "study",
]
