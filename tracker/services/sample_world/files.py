"""The sample world's evidence: small files made from nothing but a few words and a colour."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

_BADGE_PIXELS = 96


def file_bytes(told: Mapping[str, Any]) -> bytes:
    """The bytes of a file as told: `lines` of a PDF, the `colour` of a picture, or a `text`."""
    if "lines" in told:
        return pdf(told["lines"])
    if "colour" in told:
        red, green, blue = told["colour"]
        return badge_png((red, green, blue))
    return str(told["text"]).encode("utf-8")


def badge_png(colour: tuple[int, int, int]) -> bytes:
    """A picture of a badge: a disc of `colour` (red, green, blue) with a ring, on nothing."""
    size, middle = _BADGE_PIXELS, (_BADGE_PIXELS - 1) / 2
    rows = bytearray()
    for y in range(size):
        rows.append(0)  # No filter on this line (PNG, 9.2).
        for x in range(size):
            away = ((x - middle) ** 2 + (y - middle) ** 2) ** 0.5 / middle
            if away > 1:
                rows += bytes(4)
            elif 0.78 < away < 0.86:
                rows += bytes((255, 255, 255, 255))
            else:
                rows += bytes((*colour, 255))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pdf(lines: Sequence[str]) -> bytes:
    """A PDF of one A5 page with `lines` of Latin text (letters beyond Latin-1 become «?»)."""
    shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    text = f"BT /F1 14 Tf 22 TL 48 520 Td {shown} ET".encode("latin-1", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    written, starts = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count, at = len(objects) + 1, len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, at)
    return bytes(written)


def _escaped(line: str) -> str:
    for sign in "\\()":
        line = line.replace(sign, "\\" + sign)
    return line
