"""Evidence as rows of a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl

from tracker.domain.words import EvidenceKind
from tracker.i18n import _
from tracker.ui.item_models.rows import Column
from tracker.ui.numbers import by_name, day_short
from tracker.ui.parts.table import ColumnStyle

if TYPE_CHECKING:
    from tracker.domain.proof import EvidenceRow


def detail(row: EvidenceRow) -> str:
    """The size of a file, or where a link leads."""
    if row.kind is EvidenceKind.FILE:
        if row.size_bytes is None:
            return ""
        return QLocale().formattedDataSize(
            row.size_bytes,
            0 if row.size_bytes < 10_000_000 else 1,
            QLocale.DataSizeFormat.DataSizeSIFormat,
        )
    return QUrl(row.url).host()


def _below(row: EvidenceRow, _today: date) -> str:
    if row.kind is EvidenceKind.FILE:
        return row.file_name if row.file_name != row.title else ""
    return row.note


def _added(row: EvidenceRow, today: date) -> str:
    return day_short(row.added_at.astimezone().date(), today)


COLUMNS: tuple[Column[EvidenceRow], ...] = (
    Column(
        lambda: _("Evidence"),
        ColumnStyle(weight=1),
        lambda row, _today: row.title,
        order=lambda row, _today: by_name(row.title),
        icon=lambda row, _today: "attach" if row.kind is EvidenceKind.FILE else "link",
    ),
    Column(
        lambda: _("Added"),
        ColumnStyle(width=120, tone="muted", hide_below=380),
        _added,
        order=lambda row, _today: row.added_at,
    ),
    Column(
        lambda: _("Detail"),
        ColumnStyle(width=150, is_number=True, tone="muted", hide_below=480),
        lambda row, _today: detail(row),
    ),
)
