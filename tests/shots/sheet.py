"""Many pictures on one sheet, each with its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_CELL_WIDTH, _CELL_HEIGHT, _GAP, _NAME_HEIGHT = 480, 300, 16, 20
_COLUMNS = 4


def contact_sheet(pictures: Sequence[Path], out: Path) -> Path:
    """Draw the `pictures` in rows of four onto one, each at most 480 × 300 pixels; needs an app."""
    rows = -(-len(pictures) // _COLUMNS)
    width = _COLUMNS * (_CELL_WIDTH + _GAP) + _GAP
    height = rows * (_CELL_HEIGHT + _NAME_HEIGHT + _GAP) + _GAP
    sheet = QImage(width, height, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#808080"))
    painter = QPainter(sheet)
    painter.setPen(QColor("#ffffff"))
    for at, path in enumerate(pictures):
        row, column = divmod(at, _COLUMNS)
        left = _GAP + column * (_CELL_WIDTH + _GAP)
        top = _GAP + row * (_CELL_HEIGHT + _NAME_HEIGHT + _GAP)
        painter.drawText(QRect(left, top, _CELL_WIDTH, _NAME_HEIGHT), path.stem)
        small = QImage(str(path)).scaled(
            _CELL_WIDTH,
            _CELL_HEIGHT,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(left, top + _NAME_HEIGHT, small)
    painter.end()
    if not sheet.save(str(out)):
        raise OSError(f"{out} can't be written to")
    return out
