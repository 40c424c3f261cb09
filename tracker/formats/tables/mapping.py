"""What the columns of a table mean, where no known program wrote it.

A mapping is a JSON file:

    {
      "kind": "study",
      "columns": {"Date": "day", "Minutes": "minutes", "What": "project"},
      "date_order": "dmy",
      "decimal": ",",
      "zone": "Europe/Prague"
    }

`kind` is `study`, `spending` or `credentials`; `columns` maps a header to one of that kind's
fields (see `FIELDS`; `start` and `end` are a day with a time, or a time of `day`; `hours` and
`minutes` together are added up), headers that are not named are passed over. All else may be left
out: `date_order` (`dmy`, `mdy`, `ymd`), `decimal` (`.` or `,`), `zone`, `encoding`, `delimiter`,
`currency`, `user`, `outflow` (`positive` or `negative`: the sign of money that was spent). A file
with those alone and no `columns` answers the same questions about a format that is known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.domain.money import is_currency
from tracker.domain.zones import is_zone
from tracker.errors import TrackerError
from tracker.formats.tables.documents import read_document
from tracker.formats.tables.imported import Mapping, Options, Refused, short
from tracker.formats.tables.reading import DELIMITERS, known_encoding
from tracker.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

# The fields of each kind, with the headers that say as much in the languages of those who keep such
# tables. A header stands once only: one that could be two things is nothing to suggest.
FIELDS: dict[str, dict[str, str]] = {
    "study": {
        "day": "date day datum date fecha data",
        "start": "start started begin from start_time started_at beginn début inicio",
        "end": "end ended stop to until stopped end_time ended_at ende fin",
        "duration": "duration time_spent elapsed dauer durée duración",
        "hours": "hours hrs h stunden heures horas",
        "minutes": "minutes mins min m minuten",
        "seconds": "seconds secs",
        "project": "project course credential credentials certification subject projekt projet "
        "proyecto",
        "client": "client kunde cliente",
        "topic": "topic title task what activity_name thema aufgabe sujet tema",
        "activity": "activity type_of_study aktivität",
        "note": "note notes description comment comments beschreibung notiz commentaire "
        "descripción notas",
        "tags": "tags tag labels",
        "key": "uuid",
    },
    "spending": {
        "day": "date day paid_on booked booking_date transaction_date datum buchungstag date fecha",
        "amount": "amount price cost total paid sum betrag preis montant importe precio",
        "currency": "currency ccy währung devise moneda",
        "title": "title description item what text purpose verwendungszweck beschreibung libellé "
        "concepto",
        "vendor": "vendor payee merchant shop seller supplier empfänger händler",
        "expense_kind": "kind category type kategorie catégorie categoría",
        "payer": "payer paid_by zahler",
        "project": "project credential credentials certification course projekt",
        "note": "note notes comment comments memo notiz",
        "tags": "tags tag labels",
        "key": "uuid transaction_id",
    },
    "credentials": {
        "title": "title name credential certification certificate titel",
        "short_title": "short_title abbreviation short",
        "issuer": "issuer authority organization organisation provider issued_by vendor aussteller",
        "identifier": "identifier license_number licence_number credential_id certificate_number",
        "exam_code": "exam_code exam code",
        "url": "url link",
        "state": "state status",
        "started_on": "started_on started start_date",
        "earned_on": "earned_on earned issued issued_on issue_date completed completed_on",
        "valid_until": "valid_until expires expires_on expiry expiry_date expiration_date",
        "target_on": "target_on target due deadline",
        "planned_hours": "planned_hours hours planned",
        "level": "level",
        "grade": "grade score result",
        "note": "note notes comment comments description",
        "key": "uuid",
    },
}
_WORDS = {
    "date_order": ("dmy", "mdy", "ymd"),
    "decimal": (".", ","),
    "delimiter": DELIMITERS,
    "outflow": ("positive", "negative"),
}
_TEXTS = ("date_order", "decimal", "zone", "encoding", "delimiter", "currency", "user", "outflow")


def read_mapping(data: bytes, options: Options) -> Options:
    """`options` with what the mapping file `data` says; raises `TrackerError` where it is wrong."""
    try:
        document = read_document(data)
        if not isinstance(document, dict):
            raise Refused(_("It must be a JSON object with «kind» and «columns»."))
        return _options(document, options)
    except Refused as reason:
        raise TrackerError(
            _("The mapping can't be used"), str(reason), _("docs/cli.md shows how to write one.")
        ) from None


def answered(options: Options, answers: dict[str, Any]) -> Options:
    """`options` with `answers` by the names of its fields; None leaves one as it is.

    Raises `TrackerError` for an answer that cannot be.
    """
    try:
        return replace(options, **_answers(answers))
    except Refused as reason:
        raise TrackerError(_("This answer can't be used"), str(reason)) from None


def _options(document: dict[str, Any], options: Options) -> Options:
    unknown = set(document) - {"kind", "columns", *_TEXTS}
    if unknown:
        raise Refused(_("«{name}» is nothing a mapping says.").format(name=short(min(unknown))))
    said = _answers({name: document.get(name) for name in _TEXTS})
    mapping = None
    if "columns" in document or "kind" in document:
        mapping = _mapping(document.get("kind"), document.get("columns"))
    return replace(options, **said, mapping=mapping)


def _answers(answers: dict[str, Any]) -> dict[str, str]:
    """Those of `answers` that are given, each of which can be."""
    said = {name: value for name, value in answers.items() if value is not None}
    for name, value in said.items():
        if not isinstance(value, str) or (name in _WORDS and value not in _WORDS[name]):
            sentence = _("«{name}» can't be «{value}».").format(name=name, value=short(str(value)))
            if name in _WORDS:
                sentence = _("«{name}» can't be «{value}»; it can be {words}.").format(
                    name=name, value=short(str(value)), words=", ".join(_WORDS[name])
                )
            raise Refused(sentence)
    known_encoding(said.get("encoding"))
    if "zone" in said and not is_zone(said["zone"]):
        raise Refused(
            _("«{value}» is not a time zone; write it as Europe/Prague.").format(
                value=short(said["zone"])
            )
        )
    if "currency" in said and not is_currency(said["currency"]):
        raise Refused(
            _("«{value}» is not a currency code such as EUR or USD.").format(
                value=short(said["currency"])
            )
        )
    return said


def _mapping(kind: Any, columns: Any) -> Mapping:
    if kind not in FIELDS:
        raise Refused(_("«kind» must be study, spending or credentials."))
    if not isinstance(columns, dict) or not columns:
        raise Refused(_("«columns» must say what the columns mean."))
    for header, field in columns.items():
        if field not in FIELDS[kind]:
            raise Refused(
                _("The column «{header}» can't be «{field}»; it can be {known}.").format(
                    header=short(header), field=short(str(field)), known=", ".join(FIELDS[kind])
                )
            )
    fields = list(columns.values())
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice is not None:
        raise Refused(_("Two columns are said to be «{field}».").format(field=twice))
    lacking = _lacking(kind, fields)
    if lacking:
        raise Refused(_("No column is said to be {field}.").format(field=lacking))
    headers = tuple((header.strip().casefold(), field) for header, field in columns.items())
    return Mapping(kind, headers)


def _lacking(kind: str, fields: Iterable[str]) -> str:
    """What a table of `kind` needs and `fields` lack, as a text; empty where nothing."""
    has = set(fields)
    if kind == "credentials":
        return "" if "title" in has else "title"
    if kind == "spending":
        return "" if {"day", "amount"} <= has else "day + amount"
    if not has & {"day", "start"}:
        return "day / start"
    if has & {"duration", "hours", "minutes", "seconds"}:
        return ""
    return "" if {"start", "end"} <= has else "duration / minutes / end"


def suggest(header: tuple[str, ...]) -> Mapping | None:
    """What the columns of `header` mean by their names, where only one answer is possible.

    None where they say nothing, or where they could be a table of two kinds.
    """
    found = [mapping for kind in FIELDS if (mapping := _suggest(kind, header)) is not None]
    return found[0] if len(found) == 1 else None


_LENGTHS = ("seconds", "duration", "minutes", "hours")
# What a table must have besides its needs, to be taken for one of that kind without being told.
_TELLING = {
    "study": {"duration", "hours", "minutes", "seconds", "end"},
    "spending": {"amount"},
    "credentials": {"issuer", "valid_until", "identifier"},
}


def _suggest(kind: str, header: tuple[str, ...]) -> Mapping | None:
    known = {name: field for field, names in FIELDS[kind].items() for name in names.split()}
    columns: list[tuple[str, str]] = []
    for cell in header:
        name = "_".join(cell.casefold().replace("-", " ").replace("_", " ").split())
        if name in known:
            columns.append((cell.casefold(), known[name]))
    fields = [field for _name, field in columns]
    if len(set(fields)) < len(fields) or _lacking(kind, fields):
        return None
    lengths = [field for field in _LENGTHS if field in fields]
    if lengths == ["minutes", "hours"]:
        return None  # One and a half hours and ninety minutes, or one hour and thirty?
    # Of several ways to say how long it took, the most exact one counts.
    columns = [column for column in columns if column[1] not in lengths[1:]]
    return Mapping(kind, tuple(columns)) if _TELLING[kind] & set(fields) else None
