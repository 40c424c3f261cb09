"""The evidence of a credential: the list of it, and a look at what is chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from tracker.domain.changes import Kind
from tracker.domain.words import EvidenceKind
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui.evidence_look import EvidenceLook, copy_to_open, is_opened, look_at, open_copy
from tracker.ui.forms import open_form
from tracker.ui.item_models import evidence
from tracker.ui.menus import LINE, Entry
from tracker.ui.numbers import day_short
from tracker.ui.pages.credential.lists import ListTab
from tracker.ui.parts.button import Button
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import Columns
from tracker.ui.parts.preview import Preview

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.domain.changes import Changes
    from tracker.domain.proof import EvidenceRow
    from tracker.record import Record
    from tracker.ui.desk import Desk

# A picture is decoded for a room that no pane exceeds, at the sharpness of the screen [px].
_ROOM = 900
_SHOWN_DIGITS = 12


class EvidenceTab(ListTab):
    """The list, newest first; a file can be looked at, checked, opened as a copy and saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        add = Button(_("Add evidence"), icon="attach", run=self._add)
        super().__init__(desk, _("Evidence"), evidence.COLUMNS, add)
        self._row: EvidenceRow | None = None
        self.preview = Preview()
        self.preview.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = self.layout()
        assert column is not None
        item = column.takeAt(0)
        card = item.widget() if item is not None else None
        assert card is not None
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        both = Columns([(card, 58), (self.preview, 42)], stack_below=720)
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column.addWidget(both)
        self.preview.hide()
        self.table.selectionModel().currentRowChanged.connect(self._look_at_current)
        self.table.set_empty(
            EmptyState(
                _("No evidence yet"),
                _("Drop files here, or add a link that shows what you did. Bytes never change."),
                _("Add evidence"),
                self._add,
                icon="attach",
            )
        )

    def fill(self, view: CredentialView) -> None:
        """Show what the page knows; the same piece stays chosen."""
        kept = self._row.id if self._row is not None else 0
        self.model.show_rows(view.evidence, view.today)
        self.preview.setVisible(bool(view.evidence))
        place = self.model.place_of(kept)
        if place is None and view.evidence:
            place = 0
        if place is not None:
            self.table.selectRow(place)
            self._look(self.model.row_at(place))
        else:
            self._row = None
            self.preview.clear()

    def entries(self, row: EvidenceRow) -> tuple[Entry, ...]:
        """Open, save, check, change, delete."""
        change = partial(open_form, self.desk, Kind.EVIDENCE, row.id)
        if row.kind is EvidenceKind.LINK:
            doing = (
                Entry(_("Open the link"), "link", partial(_open_link, row.url)),
                Entry(_("Copy the link"), "copy", partial(_copy, row.url)),
            )
        else:
            opening = Entry(_("Open a copy"), "link", partial(self._open_copy, row))
            doing = (
                *((opening,) if is_opened(row) else ()),
                Entry(_("Save a copy …"), "export", partial(self._save_copy, row)),
                Entry(_("Check its bytes"), "check", partial(self._check, row)),
                Entry(_("Copy its SHA-256"), "copy", partial(_copy, row.sha256)),
                Entry(_("Show in its folder"), "folder", partial(self._show_folder, row.sha256)),
            )
        return (
            *doing,
            LINE,
            Entry(_("Edit …"), "edit", change),
            Entry(_("Delete"), "trash", partial(self.delete, row)),
        )

    def delete(self, row: EvidenceRow) -> None:
        """Delete a piece."""
        self.desk.do(partial(_delete_evidence, row.id))

    def _look_at_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._look(self.model.row_at(index.row()))

    def _look(self, row: EvidenceRow) -> None:
        if row == self._row:
            return
        self._row = row
        buttons = [
            Button(entry.text, icon=entry.icon, run=entry.run)
            for entry in self.entries(row)[: 3 if row.kind is EvidenceKind.FILE else 1]
            if entry != LINE
        ]
        self.preview.show_item(row.title, self._facts(row), buttons)
        if row.kind is EvidenceKind.LINK:
            self.preview.show_look(reason=row.note or _("A link: nothing is fetched from it."))
            return
        self.preview.show_look(reason=_("One moment …"))
        room = QSize(_ROOM, _ROOM) * self.devicePixelRatioF()
        self.desk.ask(
            partial(look_at, row, room), partial(self._show_look, row.id), key=(self, "look")
        )

    def _show_look(self, ident: int, look: EvidenceLook) -> None:
        if self._row is not None and self._row.id == ident:
            self.preview.show_look(look.image, look.text, is_cut=look.is_cut, reason=look.reason)

    def _facts(self, row: EvidenceRow) -> list[tuple[str, str | QWidget]]:
        added = day_short(row.added_at.astimezone().date(), self.today)
        if row.kind is EvidenceKind.LINK:
            return [(_("Link"), row.url), (_("Added"), added)]
        facts: list[tuple[str, str | QWidget]] = [
            (_("File"), row.file_name),
            (_("Kind"), kind_words(row.media_type)),
            (_("Size"), evidence.detail(row)),
            (_("Added"), added),
            (_("SHA-256"), _("{start} …").format(start=row.sha256[:_SHOWN_DIGITS])),
        ]
        return [*facts, (_("Note"), row.note)] if row.note else facts

    def _check(self, row: EvidenceRow) -> None:
        self.preview.say(_("Checking …"))
        self.desk.ask(
            partial(_is_unaltered, row.sha256),
            partial(self._checked, row),
            self._not_checked,
            key=(self, "check"),
        )

    def _checked(self, row: EvidenceRow, is_unaltered: bool) -> None:
        if is_unaltered:
            words = _("✓ Unaltered: its bytes are those that were added.")
            self.preview.say(words, "good")
        else:
            words = _("✗ Altered: its bytes are not those that were added. Attach it again.")
            self.preview.say(words, "bad")
        self.desk.say(_("{title}: {verdict}").format(title=row.title, verdict=words))

    def _not_checked(self, error: BaseException) -> None:
        if isinstance(error, TrackerError):
            self.preview.say(str(error), "bad")
        else:
            self.desk.failed.emit(error)

    def _open_copy(self, row: EvidenceRow) -> None:
        self.desk.ask(partial(copy_to_open, row), open_copy)

    def _save_copy(self, row: EvidenceRow) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, _("Save a copy"), row.file_name)
        if name:
            self.desk.ask(partial(_save, row.sha256, Path(name)), self._saved)

    def _saved(self, path: Path) -> None:
        self.desk.say(_("Saved a copy: {path}").format(path=path))

    def _show_folder(self, sha256: str) -> None:
        self.desk.ask(partial(_folder_of, sha256), _open_folder)

    def _add(self) -> None:
        open_form(self.desk, Kind.EVIDENCE, credential_id=self.number)


def kind_words(media_type: str) -> str:
    """What a file is, as a person says it; the media type where there is no word for it."""
    words = {
        "application/pdf": _("PDF"),
        "image/png": _("PNG picture"),
        "image/jpeg": _("JPEG picture"),
        "image/gif": _("GIF picture"),
        "image/webp": _("WebP picture"),
        "text/plain": _("text"),
        "application/zip": _("ZIP archive or office document"),
        "application/octet-stream": _("unknown kind"),
    }
    return words.get(media_type, media_type)


def _is_unaltered(sha256: str, record: Record) -> bool:
    return record.evidence.is_unaltered(sha256)


def _save(sha256: str, path: Path, record: Record) -> Path:
    record.evidence.copy_out(sha256, path)
    return path


def _delete_evidence(number: int, record: Record) -> Changes:
    return record.evidence.delete(number)


def _folder_of(sha256: str, record: Record) -> str:
    return str(record.evidence.path_of(sha256).parent)


def _open_folder(folder: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def _open_link(url: str) -> None:
    QDesktopServices.openUrl(QUrl(url))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
