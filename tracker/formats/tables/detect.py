"""What a file is, by what it holds and never by its name, and all that it gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.errors import Problem, TrackerError
from tracker.formats.tables import clockify, linkedin, mapped, timewarrior, toggl
from tracker.formats.tables.documents import read_document
from tracker.formats.tables.imported import Imported, Options, Refused, Unknown, short
from tracker.formats.tables.mapping import suggest
from tracker.formats.tables.reading import MOST_BYTES, decode, sheets
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.tables.reading import Sheet, Text

FORMATS = (toggl.NAME, clockify.NAME, timewarrior.NAME, linkedin.NAME, mapped.NAME)
# What stands at the beginning of files that are certainly no table, with what to say of them.
_MAGIC = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
)
_READERS = {
    toggl.NAME: toggl.read_sheet,
    clockify.NAME: clockify.read_sheet,
    linkedin.NAME: linkedin.read_sheet,
}


def read_table(data: bytes, options: Options, format_name: str | None = None) -> Imported:
    """All drafts that `data` gives, read as `format_name`, or as what it looks like.

    Nothing in a file raises: what can't be read at all comes back with a `refusal`, what is no
    known format with no `format` either. `TrackerError` for an unknown zone or format only.
    """
    if format_name is not None and format_name not in FORMATS:
        raise TrackerError(
            _("Unknown format"),
            _("«{format}» is not a format that is read here.").format(format=short(format_name)),
            _("Use one of {known}, or none.").format(known=", ".join(FORMATS)),
        )
    try:
        return _read(data, options, format_name)
    except Refused as reason:
        is_known = not isinstance(reason, Unknown)
        return Imported(format_name or "", refusal=str(reason), is_known=is_known)


def _read(data: bytes, options: Options, format_name: str | None) -> Imported:
    # Without the zeros of UTF-16, which PowerShell writes where a program prints to a file.
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise Refused(_("The file is empty."))
    if len(data) > MOST_BYTES:
        decode(data, options)
    if data.startswith(b"PK\x03\x04"):
        raise Refused(
            _("This is an archive or a workbook: unpack it, or save the sheet as CSV, first.")
        )
    if start.startswith(_MAGIC):
        raise Unknown(_unknown())
    if start.startswith((b"[", b"{")):
        return _read_json(data, options)
    text, question = decode(data, options)
    found = _read_text(text, options, format_name)
    if question is None or found.refusal:
        return found
    return replace(found, questions=(question, *found.questions))


def _read_json(data: bytes, options: Options) -> Imported:
    document = read_document(data)
    if timewarrior.is_json(document):
        return timewarrior.read_json(document, options)
    if toggl.is_json(document):
        return toggl.read_json(document, options)
    raise Unknown(_unknown())


def _read_text(text: Text, options: Options, format_name: str | None) -> Imported:
    if timewarrior.is_data(text):
        return timewarrior.read_data(text, options)
    found = list(sheets(text, options))
    if options.mapping is not None:
        return _by_mapping(found, options)
    readers = (
        _READERS
        if format_name is None
        else {name: reader for name, reader in _READERS.items() if name == format_name}
    )
    for sheet in found:
        for reader in readers.values():
            imported = reader(sheet, options)
            if imported is not None:
                return imported
    if format_name in (None, mapped.NAME):
        return _by_suggestion(found, options)
    raise Refused(_("The header of this file is not that of {format}.").format(format=format_name))


def _by_mapping(found: list[Sheet], options: Options) -> Imported:
    assert options.mapping is not None
    for sheet in found:
        imported = mapped.read_mapped(sheet, options.mapping, options)
        if imported is not None:
            return imported
    names = ", ".join(name for name, _field in options.mapping.columns)
    raise Refused(_("The file has not all columns of the mapping: {names}.").format(names=names))


def _by_suggestion(found: list[Sheet], options: Options) -> Imported:
    """A table whose headers speak for themselves, with a note of how they were understood."""
    for sheet in found:
        mapping = suggest(sheet.header)
        if mapping is None:
            continue
        imported = mapped.read_mapped(sheet, mapping, options)
        if imported is None:
            continue
        columns = ", ".join(f"{short(name)} → {field}" for name, field in mapping.columns)
        note = Problem(
            _("Read as {kind} by its headers: {columns}.").format(
                kind=mapping.kind, columns=columns
            ),
            line=sheet.header_line,
        )
        return replace(imported, notes=(note, *imported.notes))
    raise Unknown(_unknown(found[0].header if found else ()))


def _unknown(header: tuple[str, ...] = ()) -> str:
    if header:
        return _(
            "This table is not known: its columns are {columns}. Say with a mapping what they mean."
        ).format(columns=", ".join(short(cell) for cell in header[:12] if cell))
    return _(
        "This is no file that can be read here: Toggl Track, Clockify, Timewarrior, LinkedIn's "
        "Certifications.csv, and tables with a mapping can."
    )
