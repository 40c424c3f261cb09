"""Rows of a mapped table that are money or credentials."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tracker.domain.credentials import CredentialDraft
from tracker.domain.money import Money, is_currency
from tracker.domain.spending import ExpenseDraft
from tracker.domain.words import CredentialState, ExpenseKind, Payer, Validity
from tracker.formats.tables.cells import split_tags, unique
from tracker.formats.tables.clocks import NoStretch
from tracker.formats.tables.imported import ImportedCredential, ImportedExpense, short
from tracker.formats.tables.when import MOST_LETTERS, read_number
from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.formats.tables.rowreader import RowReader

_AMOUNT = re.compile(r"([^\d+\-−(.,]*)\s*(.*?)\s*([^\d)\-−.,]*)", re.DOTALL)
# Signs that mean one currency wherever they are used; a dollar or a crown may be any of several,
# and then means the record's own currency if that is one of them.
_SIGNS = {
    "€": ("EUR",),
    "£": ("GBP",),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₽": ("RUB",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "chf": ("CHF",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "BRL", "ARS", "CLP", "COP"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
}
_KINDS = {
    "exam": "exams exam_fee certification certification_exam test prüfung",
    "course": "courses training class education bootcamp kurs",
    "book": "books literature bücher buch",
    "subscription": "subscriptions membership abo",
    "maintenance": "maintenance_fee renewal renewal_fee annual_fee",
    "equipment": "hardware software supplies lab",
    "travel": "transport hotel accommodation reise",
}
_PAYERS = {"self": "me myself i own ich", "employer": "company work office firma arbeitgeber"}
_STATES = {
    "wish": "wishlist someday idea",
    "planned": "todo not_started next",
    "in_progress": "started active current studying ongoing doing",
    "submitted": "waiting awaiting",
    "earned": "done passed completed complete finished achieved certified active_certification",
    "abandoned": "dropped cancelled canceled given_up",
}


def bare_amount(text: str) -> tuple[str, str]:
    """The number and the currency's sign or code of an amount such as `€ 49,90` or `-12 USD`."""
    if len(text) > MOST_LETTERS:
        return text, ""
    sign = "-" if text.startswith(("-", "−")) else ""
    found = _AMOUNT.fullmatch(text[1:].strip() if sign else text)
    if found is None:
        return text, ""
    return sign + found[2], (found[1] or found[3]).strip()


def read_expense(reader: RowReader, line: int, cells: list[str]) -> ImportedExpense:
    """A row as an expense; `NoStretch` or `TrackerError`, in words, where it is none."""
    day = reader.day(reader.text(line, cells, "day"))
    amount_text = reader.text(line, cells, "amount")
    if not amount_text:
        raise NoStretch(_("It says no amount."))
    digits, sign = bare_amount(amount_text)
    amount = read_number(digits, reader.decimal)
    if amount is None:
        raise NoStretch(_("«{text}» is not an amount of money.").format(text=short(amount_text)))
    if amount == 0:
        raise NoStretch(_("Its amount is nothing."))
    if (amount < 0) != (reader.outflow == "negative"):
        raise NoStretch(_("It is money that came in, and left out."))
    currency = _currency(reader.text(line, cells, "currency") or sign, reader.options.currency)
    money = Money.of(abs(amount), currency)
    kind_text = reader.text(line, cells, "expense_kind")
    payer_text = reader.text(line, cells, "payer")
    kind, payer = _word(kind_text, _KINDS), _word(payer_text, _PAYERS)
    # A word that is none of ours stays as a tag.
    left = ("" if kind else kind_text, "" if payer or not payer_text else payer_text)
    texts = {
        field: reader.text(line, cells, field) for field in ("title", "vendor", "note", "project")
    }
    tags = unique((*split_tags(reader.text(line, cells, "tags")), *left))
    draft = ExpenseDraft(
        amount_minor=money.minor,
        currency=money.currency,
        day=day,
        title=texts["title"],
        kind=ExpenseKind(kind) if kind else ExpenseKind.OTHER,
        vendor=texts["vendor"],
        payer=Payer(payer) if payer else (Payer.OTHER if payer_text else Payer.SELF),
        note=texts["note"],
        tags=tags,
        source="csv",
        source_key=reader.key(
            line,
            cells,
            "spending",
            day.isoformat(),
            str(money.minor),
            money.currency,
            *texts.values(),
            kind_text,
            payer_text,
            *sorted(tags),
        ),
    )
    return ImportedExpense(draft, texts["project"], line)


def _currency(text: str, own: str) -> str:
    """The code of the currency `text`, `own` where it is empty."""
    if not text:
        return own
    if is_currency(text.upper()):
        return text.upper()
    meant = _SIGNS.get(text.casefold(), ())
    if own in meant:
        return own
    if len(meant) == 1:
        return meant[0]
    raise NoStretch(
        _("«{text}» is not a currency code such as EUR or USD.").format(text=short(text))
    )


def _word(text: str, table: dict[str, str]) -> str:
    """The word of ours that `text` means, empty where none."""
    name = "_".join(text.casefold().replace("-", " ").split())
    for word, others in table.items():
        if name == word or name in others.split():
            return word
    return ""


def read_credential(reader: RowReader, line: int, cells: list[str]) -> ImportedCredential:
    """A row as a credential; `NoStretch`, in words, where it is none."""
    texts = {
        field: reader.text(line, cells, field)
        for field in (
            "title",
            "short_title",
            "issuer",
            "identifier",
            "exam_code",
            "url",
            "level",
            "grade",
            "note",
        )
    }
    days = {
        field: reader.day(text) if (text := reader.text(line, cells, field)) else None
        for field in ("started_on", "earned_on", "valid_until", "target_on")
    }
    state_text = reader.text(line, cells, "state")
    state = _word(state_text, _STATES) or ("earned" if days["earned_on"] else "planned")
    if state_text and not _word(state_text, _STATES):
        raise NoStretch(
            _("«{text}» is no state; use one of {known}.").format(
                text=short(state_text), known=", ".join(_STATES)
            )
        )
    draft = CredentialDraft(
        title=texts["title"],
        short_title=texts["short_title"],
        issuer=texts["issuer"],
        identifier=texts["identifier"],
        exam_code=texts["exam_code"],
        url=texts["url"],
        level=texts["level"],
        grade=texts["grade"],
        note=texts["note"],
        started_on=days["started_on"],
        earned_on=days["earned_on"],
        valid_until=days["valid_until"],
        target_on=days["target_on"],
        state=CredentialState(state),
        validity=Validity.EXPIRES if days["valid_until"] else Validity.UNKNOWN,
        planned_minutes=_minutes(reader.text(line, cells, "planned_hours"), reader.decimal),
        source="csv",
        source_key=reader.key(
            line,
            cells,
            "credentials",
            *(texts[name].casefold() for name in ("title", "issuer", "identifier")),
        ),
    )
    return ImportedCredential(draft, line)


def _minutes(hours_text: str, decimal: str) -> int | None:
    if not hours_text:
        return None
    hours = read_number(hours_text, decimal)
    if hours is None:
        raise NoStretch(_("«{text}» is not a number.").format(text=short(hours_text)))
    return round(hours * Decimal(60))
