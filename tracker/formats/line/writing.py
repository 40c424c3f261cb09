"""The other way: the line that says what a draft says, for editing or repeating it in the field.

A line is read back before it is given out, so that it can't say anything else; a draft with parts
that no line can say (pauses, a focus, seconds in its start) has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain.money import Money
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import ExpenseKind, Payer
from tracker.errors import TrackerError
from tracker.formats.line.model import Candidate, LineContext, Refund
from tracker.formats.line.names import index_of, words_of
from tracker.formats.line.spending import read_expense_line
from tracker.formats.line.study import read_study_line
from tracker.formats.line.words import WordTable, table_for


def write_study_line(draft: StudyDraft, context: LineContext) -> str | None:
    """The line that reads as `draft`, None where none does."""
    parts = [_length(draft.seconds, table_for(context.language))]
    parts += [_named(draft.shares, draft.topic, context)]
    if draft.activity:
        parts.append("@" + quote(draft.activity))
    parts += ["#" + quote(tag) for tag in draft.tags]
    if draft.start is not None:
        parts.append(draft.start.wall.strftime("%Y-%m-%d %H:%M"))
    elif draft.day is not None:
        parts.append(draft.day.isoformat())
    line = _joined(parts, draft.note)
    return line if read_study_line(line, context).draft == draft else None


def write_expense_line(
    draft: ExpenseDraft, context: LineContext, refunds: tuple[Refund, ...] = ()
) -> str | None:
    """The line that reads as `draft` and `refunds`, None where none does."""
    table = table_for(context.language)
    try:
        parts = [f"{_amount(draft.amount_minor, draft.currency, context)} {draft.currency}"]
        for refund in refunds:
            back = _amount(refund.amount_minor, draft.currency, context)
            day = "" if refund.day is None else f" {refund.day.isoformat()}"
            parts.append(f"{table.refund[0]} {back}{day}")
    except TrackerError:
        return None
    # The expense's own day stands apart from a refund's, which is the one right behind it.
    parts.insert(1, draft.day.isoformat())
    if draft.kind is not ExpenseKind.OTHER:
        parts.append(_kind_word(draft.kind, table))
    parts += [_named(draft.shares, draft.title, context)]
    if draft.vendor:
        parts.append("@" + quote(draft.vendor))
    if draft.payer is Payer.EMPLOYER:
        employer = next(word for word, payer in table.payers.items() if payer is Payer.EMPLOYER)
        parts.append(f"{table.paid_by[-1]} {employer}")
    parts += ["#" + quote(tag) for tag in draft.tags]
    line = _joined(parts, draft.note)
    read = read_expense_line(line, context)
    return line if (read.draft, read.refunds) == (draft, refunds) else None


def name_to_type(candidate: Candidate, context: LineContext) -> str:
    """The shortest of the usual names of `candidate` that means no other credential.

    The short title, else the title, else an alias; the title if none of them is its own.
    """
    exact = index_of(context.candidates).exact
    for name in (candidate.short_title, candidate.title, *candidate.aliases):
        places = exact.get(words_of(name), ()) if name else ()
        if [context.candidates[place].id for place in places] != [candidate.id]:
            continue
        shares = read_study_line(f"{name} 1h", context).timer.shares
        if shares == (Share(candidate.id),):
            return name
    return candidate.title


def quote(text: str) -> str:
    """`text` as it stands behind # or @: in quotes where it is more than one plain word."""
    return text if re.fullmatch(r"[\w+.'’-]*[\w+'’-]", text) else f'"{text}"'


def _joined(parts: Iterable[str], note: str) -> str:
    line = " ".join(part for part in parts if part)
    return f"{line} // {note}" if note else line


def _named(shares: tuple[Share, ...], topic: str, context: LineContext) -> str:
    by_id = {candidate.id: candidate for candidate in context.candidates}
    texts: list[str] = []
    for share in shares:
        candidate = by_id.get(share.credential_id)
        name = name_to_type(candidate, context) if candidate is not None else ""
        texts.append(name if share.weight == 1 else f"{name} ×{share.weight}")
    return " + ".join([*texts, topic] if topic else texts)


def _length(seconds: int, table: WordTable) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    sizes = ((hours, table.hours), (minutes, table.minutes), (rest, table.seconds))
    return "".join(f"{n}{min(units, key=len)}" for n, units in sizes if n)


def _amount(minor: int, currency: str, context: LineContext) -> str:
    plain = Money(minor, currency).plain()
    return plain.replace(".", ",") if context.decimal_comma else plain


def _kind_word(kind: ExpenseKind, table: WordTable) -> str:
    words = (word for word, other in table.expense_kinds.items() if other is kind)
    return next(word for word in words if word in table.plain_kind_words)
