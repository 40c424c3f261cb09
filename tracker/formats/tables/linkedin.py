"""LinkedIn: `Certifications.csv` of the data that every member can download.

`Name,Url,Authority,Started On,Finished On,License Number`, where «started» is when it was issued
and «finished» when it expires, both to the month. Columns that nobody filled may be missing, and a
few lines of notes may stand above the header.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.credentials import CredentialDraft
from tracker.domain.words import CredentialKind, CredentialState, Validity
from tracker.formats.tables.cells import Keys, clean
from tracker.formats.tables.imported import (
    Findings,
    Imported,
    ImportedCredential,
    Refused,
    short,
)
from tracker.formats.tables.when import Days, settle_order
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.tables.imported import Options
    from tracker.formats.tables.reading import Sheet

NAME = "linkedin"
_FIELDS = ("name", "url", "authority", "started on", "finished on", "license number")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            # English, German, French, Spanish, Portuguese, Italian, Dutch: whole and first letters.
            "january januar janvier enero janeiro gennaio januari jan jän janv ene gen",
            "february februar février febrero fevereiro febbraio februari feb févr fév fev",
            "march märz mars marzo março maart mar mär mrz mrt",
            "april avril abril aprile apr avr abr",
            "may mai mayo maio maggio mei mag",
            "june juni juin junio junho giugno jun giu",
            "july juli juillet julio julho luglio jul juil lug",
            "august août agosto augustus aug ago",
            "september septembre septiembre setembro settembre sep sept set",
            "october oktober octobre octubre outubro ottobre oct okt out ott",
            "november novembre noviembre novembro nov",
            "december dezember décembre diciembre dezembro dicembre dec dez déc dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?,?\s+(?:de\s+)?([12][0-9]{3})")
_YEAR_MONTH = re.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([12][0-9]{3})")
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class _When:
    """A day, or all that is known of it: the first and the last that it can be."""

    first: date
    last: date

    @property
    def is_year(self) -> bool:
        """Whether no more than the year is known."""
        return (self.last - self.first).days > 31


def read_sheet(sheet: Sheet, options: Options) -> Imported | None:
    """The credentials of Certifications.csv; None where `sheet` is something else."""
    folded = [cell.casefold() for cell in sheet.header]
    if "name" not in folded or "authority" not in folded:
        return None
    if not {"url", "started on", "license number"} & set(folded):
        return None
    for name in _FIELDS:
        if folded.count(name) > 1:
            raise Refused(_("The column «{name}» is there twice.").format(name=name))
    places = {name: folded.index(name) for name in _FIELDS if name in folded}
    dated = [places[name] for name in ("started on", "finished on") if name in places]
    texts = {cells[place].strip() for _line, cells in sheet.rows(Findings()) for place in dated}
    order, question = settle_order(sorted(texts), options.date_order)
    if question:
        return Imported(NAME, questions=(question,))
    rows = _Rows(places, Days(order))
    for line, cells in sheet.rows(rows.problems):
        rows.take(line, cells)
    return Imported(
        NAME,
        credentials=tuple(rows.credentials),
        problems=rows.problems.in_order(),
        notes=rows.notes.in_order(),
    )


class _Rows:
    """Turns rows into drafts one by one."""

    def __init__(self, places: dict[str, int], days: Days) -> None:
        self.credentials: list[ImportedCredential] = []
        self.problems = Findings()
        self.notes = Findings()
        self._places = places
        self._days = days
        self._keys = Keys()

    def take(self, line: int, cells: list[str]) -> None:
        """One more row: a credential, or a problem that names its line."""
        cleaned = {name: clean(cells[place]) for name, place in self._places.items()}
        texts = {name: text for name, (text, _is_changed) in cleaned.items()}
        if any(is_changed for _text, is_changed in cleaned.values()):
            self.notes.say(_("Invisible control characters were left out."), line)
        try:
            draft = self._draft(line, texts)
        except ValueError as reason:
            self.problems.say(str(reason), line)
            return
        faults = draft.problems()
        if faults:
            self.problems.say(" ".join(fault.message for fault in faults), line)
        else:
            self.credentials.append(ImportedCredential(draft, line))

    def _draft(self, line: int, texts: dict[str, str]) -> CredentialDraft:
        earned = self._when(texts.get("started on", ""))
        expires = self._when(texts.get("finished on", ""))
        for when, field in ((earned, "started on"), (expires, "finished on")):
            if when is not None and when.is_year:
                self.notes.say(
                    _("Only the year {year} is known; the date is left open.").format(
                        year=texts[field]
                    ),
                    line,
                )
        issuer, identifier = texts.get("authority", ""), texts.get("license number", "")
        return CredentialDraft(
            title=texts["name"],
            issuer=issuer,
            identifier=identifier,
            url=self._url(line, texts.get("url", "")),
            kind=_kind(texts.get("url", "")),
            state=CredentialState.EARNED,
            # LinkedIn knows the month alone: the first day for the beginning, the last for the end.
            earned_on=None if earned is None or earned.is_year else earned.first,
            validity=Validity.UNKNOWN if expires is None else Validity.EXPIRES,
            valid_until=None if expires is None or expires.is_year else expires.last,
            note=_as_written(texts),
            source=NAME,
            source_key=self._keys.of(
                texts["name"].casefold(), issuer.casefold(), identifier.casefold()
            ),
        )

    def _when(self, text: str) -> _When | None:
        """What `text` says of a date, None where nothing; ValueError, in words, where unclear."""
        if not text or text.casefold() in {"n/a", "null", "-"}:
            return None
        day = self._days.read(text)
        if day is not None:
            return _When(day, day)
        if _YEAR.fullmatch(text):
            return _When(date(int(text), 1, 1), date(int(text), 12, 31))
        month = _month(text)
        if month is None:
            raise ValueError(
                _("«{text}» is not a month and year such as Nov 2026.").format(text=short(text))
            )
        return _When(date(*month, 1), date(*month, monthrange(*month)[1]))

    def _url(self, line: int, text: str) -> str:
        """A link that may be opened, nothing for another one."""
        if not text or text.lower().startswith(("https://", "http://")):
            return text
        self.notes.say(_("Its link «{text}» was left out.").format(text=short(text)), line)
        return ""


def _month(text: str) -> tuple[int, int] | None:
    """Year and month of `text`, None where it names none."""
    named = _MONTH_YEAR.fullmatch(text)
    if named and named[1].casefold() in _MONTHS:
        return int(named[2]), _MONTHS[named[1].casefold()]
    numbered = _YEAR_MONTH.fullmatch(text)
    if numbered:
        year, month = int(numbered[1] or numbered[4]), int(numbered[2] or numbered[3])
        return (year, month) if 1 <= month <= 12 else None
    return None


def _kind(url: str) -> CredentialKind:
    # What LinkedIn Learning gives out calls itself a certificate of completion.
    if "linkedin.com/learning/" in url.lower():
        return CredentialKind.CERTIFICATE_OF_COMPLETION
    return CredentialKind.CERTIFICATION


def _as_written(texts: dict[str, str]) -> str:
    """The dates in LinkedIn's own words, since a record holds days and LinkedIn months."""
    started, finished = texts.get("started on", ""), texts.get("finished on", "")
    if started and finished:
        return _("LinkedIn: issued {started}, expires {finished}.").format(
            started=started, finished=finished
        )
    if started:
        return _("LinkedIn: issued {started}.").format(started=started)
    return _("LinkedIn: expires {finished}.").format(finished=finished) if finished else ""
