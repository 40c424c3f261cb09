"""Keeps the bytes of a file as evidence and tells what a row says of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tracker.domain.words import EvidenceKind


def keep_file(record: Path, file: Path) -> dict[str, Any]:
    """Keep a copy of `file` beside `record`; the columns of an evidence row that describe it.

    The bytes are safe on the disk on return, before any row names them. Raises a TrackerError
    where the file can't be read.
    """
    from tracker.paths import evidence_dir
    from tracker.store.evidence import EvidenceFiles

    stored = EvidenceFiles(evidence_dir(record)).put(file)
    return {
        "kind": EvidenceKind.FILE,
        "file_name": storable_name(file),
        "media_type": stored.media_type,
        "sha256": stored.sha256,
        "size_bytes": stored.size_bytes,
    }


def storable_name(file: Path) -> str:
    """The file's name as text; bytes of it that are no UTF-8 are told as such."""
    return os.fsencode(file.name).decode("utf-8", errors="replace")
