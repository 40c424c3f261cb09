from __future__ import annotations

import hashlib
from pathlib import Path

from tests.cli.conftest import Cairn


def test_a_file_is_kept_under_its_digest_and_never_changed(
    cairn: Cairn, cka: int, tmp_path: Path, record_file: Path
) -> None:
    proof = tmp_path / "certificate.pdf"
    proof.write_bytes(b"%PDF-1.7\nproof\n")
    digest = hashlib.sha256(proof.read_bytes()).hexdigest()
    kept = cairn("attach", str(proof), "CKA", "--note", "signed", "--json").data["evidence"]
    assert (kept["sha256"], kept["file_name"], kept["note"]) == (
        digest,
        "certificate.pdf",
        "signed",
    )
    assert kept["credential_id"] == cka
    assert kept["size_bytes"] == 15
    folder = record_file.with_name("record.cairn.evidence")
    held = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in held] == [proof.read_bytes()]
    assert "certificate.pdf" in cairn("list", "evidence").out


def test_a_link_and_a_receipt_are_evidence_too(cairn: Cairn, cka: int, tmp_path: Path) -> None:
    cairn("spend", "150 EUR exam CKA")
    link = cairn("attach", "https://example.org/b", "CKA", "--title", "Badge", "--json").data
    assert (link["evidence"]["kind"], link["evidence"]["url"]) == ("link", "https://example.org/b")
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("150 EUR", encoding="utf-8")
    assert cairn("attach", str(receipt), "e1", "--json").data["evidence"]["expense_id"] == 1


def test_what_cannot_be_read_is_refused(cairn: Cairn, cka: int, tmp_path: Path) -> None:
    for file in (tmp_path / "missing.pdf", tmp_path):
        done = cairn("attach", str(file), "CKA")
        assert done.code == 1
        assert "Traceback" not in done.err
    assert cairn("list", "evidence", "--json").data["total"] == 0
