"""What a first look at evidence shows: decoded beside the window, within limits, never run.

Only formats that Qt's own decoders read are decoded, chosen by the first bytes and never by a
name; a text is text, whatever it holds. Everything else is told by its facts.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QImageReader

from tracker.errors import TrackerError
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.domain.proof import EvidenceRow
    from tracker.record import Record

# Formats by media type: what the decoder is, and the ending under which a copy is opened.
_IMAGES = {
    "image/png": ("png", ".png"),
    "image/jpeg": ("jpeg", ".jpg"),
    "image/gif": ("gif", ".gif"),
    "image/webp": ("webp", ".webp"),
}
_OPENED = {name: ending for name, (_format, ending) in _IMAGES.items()} | {
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}
# A photo of 30 MB is shown; a picture that would fill the memory is not decoded.
_MOST_BYTES = 64 * 2**20
_MOST_PIXELS = 120_000_000
_MOST_LETTERS = 20_000


@dataclass(frozen=True, slots=True)
class EvidenceLook:
    """A picture, a text, or neither with the reason why; `is_cut` where a text goes on."""

    image: QImage | None = None
    text: str = ""
    is_cut: bool = False
    reason: str = ""


def look_at(row: EvidenceRow, room: QSize, record: Record) -> EvidenceLook:
    """A first look at a kept file, no larger than `room` [px]. For a thread."""
    kind = row.media_type
    try:
        if kind in _IMAGES:
            if (row.size_bytes or 0) > _MOST_BYTES:
                return EvidenceLook(reason=_("The picture is too large to be shown here."))
            data = record.evidence.bytes_of(row.sha256, _MOST_BYTES)
            return _picture(data, _IMAGES[kind][0], room)
        if kind == "text/plain":
            return _text(record.evidence.bytes_of(row.sha256, 4 * _MOST_LETTERS))
    except TrackerError as error:
        return EvidenceLook(reason=str(error))
    if kind == "application/pdf":
        return EvidenceLook(reason=_("A PDF is opened in the program you read PDFs with."))
    return EvidenceLook(reason=_("There is no look into files of this kind."))


def _picture(data: bytes, decoder: str, room: QSize) -> EvidenceLook:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(decoder.encode()))
    # Another decoder than the one that belongs to these bytes is not asked.
    reader.setDecideFormatFromContent(False)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return EvidenceLook(reason=_("The picture can't be read; its bytes are kept as they are."))
    if size.width() * size.height() > _MOST_PIXELS:
        return EvidenceLook(reason=_("The picture is too large to be shown here."))
    fitting = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if fitting.width() < size.width():
        reader.setScaledSize(fitting)
    image = reader.read()
    if image.isNull():
        return EvidenceLook(reason=_("The picture can't be read; its bytes are kept as they are."))
    return EvidenceLook(image)


def _text(data: bytes) -> EvidenceLook:
    text = data.decode("utf-8-sig", errors="replace").replace("\0", "\ufffd")
    return EvidenceLook(None, text[:_MOST_LETTERS], len(text) > _MOST_LETTERS)


def is_opened(row: EvidenceRow) -> bool:
    """Whether a copy of it may be opened in another program: pictures, texts and PDFs only."""
    return row.media_type in _OPENED


def copy_to_open(row: EvidenceRow, record: Record) -> Path:
    """A copy that can only be read, with an ending by its bytes, in a folder that is let go.

    What is kept is never handed out itself, so that no program can alter it. For a thread.
    """
    stem = "".join(c for c in Path(row.file_name).stem if c.isalnum() or c in " -_")[:80].strip()
    folder = Path(tempfile.mkdtemp(prefix="cairn-look-"))
    path = folder / f"{stem or 'evidence'}{_OPENED[row.media_type]}"
    record.evidence.copy_out(row.sha256, path)
    path.chmod(0o400)
    return path


def open_copy(path: Path) -> None:
    """Hand the copy to the program that the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
