"""Skills as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from tracker.i18n import _, ngettext
from tracker.ui.item_models.rows import Column
from tracker.ui.numbers import by_name, count, duration
from tracker.ui.parts.table import ColumnStyle

if TYPE_CHECKING:
    from tracker.domain.proof import SkillRow


@dataclass(frozen=True, slots=True)
class BackedSkill:
    """A skill with the credentials that back it: number and name."""

    row: SkillRow
    credentials: tuple[tuple[int, str], ...]

    @property
    def id(self) -> int:
        """The key of its row."""
        return self.row.id


def _address(one: BackedSkill, _today: date) -> str:
    uri = one.row.draft.uri
    return QUrl(uri).host() or uri


def _backing(one: BackedSkill, _today: date) -> str:
    return " · ".join(title for _number, title in one.credentials) or "–"


def _how_many(one: BackedSkill, _today: date) -> str:
    many = len(one.credentials)
    return ngettext("{n} credential", "{n} credentials", many).format(n=many) if many else ""


COLUMNS: tuple[Column[BackedSkill], ...] = (
    Column(
        lambda: _("Skill"),
        ColumnStyle(weight=2, role="strong"),
        lambda one, _today: one.row.draft.name,
        order=lambda one, _today: by_name(one.row.draft.name),
        icon=lambda _one, _today: "tag",
        below=_address,
    ),
    Column(
        lambda: _("Backed by"),
        ColumnStyle(weight=3, tone="muted", hide_below=420),
        _backing,
        order=lambda one, _today: len(one.credentials),
        below=_how_many,
    ),
    Column(
        lambda: _("Hours"),
        ColumnStyle(width=118, is_number=True),
        lambda one, _today: duration(one.row.logged_seconds) if one.row.logged_seconds else "–",
        order=lambda one, _today: one.row.logged_seconds,
    ),
    Column(
        lambda: _("Evidence"),
        ColumnStyle(width=96, is_number=True),
        lambda one, _today: count(one.row.evidence_count) if one.row.evidence_count else "–",
        order=lambda one, _today: one.row.evidence_count,
    ),
)
