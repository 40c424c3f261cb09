"""A typed line as the field shows it: chips, a preview in words, what is wrong, what is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.durations import format_hm
from tracker.domain.instants import day_of
from tracker.domain.money import Money
from tracker.domain.words import ExpenseKind
from tracker.i18n import _, dotted
from tracker.ui.numbers import day_short, money, time_short, weekday_short
from tracker.ui.parts.chip import ChipKind

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.spending import ExpenseDraft
    from tracker.domain.study import Share, StudyDraft, TimerDraft
    from tracker.formats.line.model import ExpenseLine, LineContext, Question, StudyLine, Token

# A note of some length would push everything else out of sight.
_MOST_LETTERS = 48

_KINDS: dict[str, ChipKind] = {
    "duration": "accent",
    "credential": "accent",
    "amount": "money",
    "expense_kind": "money",
    "period": "money",
    "refund": "good",
    "word": "bad",
}


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A chip: its words, its kind, and what it was understood as, for its tooltip."""

    text: str
    kind: ChipKind
    meaning: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says, with all that is shown of it; `line` is what is recorded."""

    text: str
    line: StudyLine | ExpenseLine
    is_spending: bool
    tokens: tuple[ShownToken, ...]
    preview: str
    timer_preview: str
    problems: tuple[str, ...]
    hints: tuple[str, ...]
    asks: tuple[Question, ...]

    @property
    def is_ready(self) -> bool:
        """Whether it can be recorded, be it after a question."""
        return self.line.draft is not None and not self.problems


def understand(text: str, context: LineContext) -> Understood:
    """Read `text` as study, or as spending where an amount with a currency stands in it."""
    from tracker.formats.line import read_expense_line, read_study_line

    study = read_study_line(text, context)
    is_spending = _is_spending(text, study, context)
    line = read_expense_line(text, context) if is_spending else study
    names = {one.id: one.short_title or one.title for one in context.candidates}
    today = day_of(context.now, context.day_starts_at)
    preview = timer_preview = ""
    if line.draft is not None:
        preview = _preview(line, names, today)
    if not is_spending:
        timer_preview = _what(study.timer, names)
    return Understood(
        text=text,
        line=line,
        is_spending=is_spending,
        tokens=_shown(line),
        preview=preview,
        timer_preview=timer_preview,
        problems=tuple(problem.message for problem in line.problems),
        hints=tuple(one.message for one in line.questions if one.kind == "hint"),
        asks=tuple(one for one in line.questions if one.kind == "ask"),
    )


def _is_spending(text: str, study: StudyLine, context: LineContext) -> bool:
    """Whether an amount beside a currency stands in the line, and it does not begin with time."""
    if not re.search(r"\d", text):
        return False
    first = study.tokens[0]
    # A bare number at the beginning may be minutes or money; «45m» is a length of time.
    if first.kind.value == "duration" and re.search(r"[^\d\s.,]", first.text):
        return False
    from tracker.formats.line import read_expense_line

    amounts = [
        token for token in read_expense_line(text, context).tokens if token.kind.value == "amount"
    ]
    return any(re.search(r"[^\d\s.,'’\u00a0\u202f−-]", token.text) for token in amounts)


def _preview(line: StudyLine | ExpenseLine, names: dict[int, str], today: date) -> str:
    from tracker.domain.study import StudyDraft

    draft = line.draft
    if isinstance(draft, StudyDraft):
        return study_words(draft, names, today)
    if draft is None:
        return ""
    refunds = getattr(line, "refunds", ())
    back = sum(refund.amount_minor for refund in refunds)
    return _spending_words(draft, back, names, today)


def study_words(draft: StudyDraft, names: dict[int, str], today: date) -> str:
    """A study session in words: `45 m · CKA · lab · Sun 22 Nov 19:00–19:45`."""
    parts = [
        format_hm(draft.seconds),
        _shares(draft.shares, names),
        draft.topic,
        draft.activity,
        *(f"#{tag}" for tag in draft.tags),
        _when(draft, today),
        _short(draft.note),
    ]
    return dotted(parts)


def _what(draft: TimerDraft, names: dict[int, str]) -> str:
    parts = [_shares(draft.shares, names), draft.topic, draft.activity]
    return dotted(parts)


def _spending_words(draft: ExpenseDraft, back: int, names: dict[int, str], today: date) -> str:
    kind = "" if draft.kind is ExpenseKind.OTHER else draft.kind.text
    parts = [
        money(Money(draft.amount_minor, draft.currency)),
        kind,
        _shares(draft.shares, names),
        draft.title,
        draft.vendor,
        *(f"#{tag}" for tag in draft.tags),
        _day(draft.day, today),
    ]
    if back:
        parts.append(_("{amount} came back").format(amount=money(Money(back, draft.currency))))
    parts.append(_short(draft.note))
    return dotted(parts)


def _when(draft: StudyDraft, today: date) -> str:
    if draft.start is None:
        return _day(draft.day, today) if draft.day else ""
    wall = draft.start.wall
    end = draft.start.after(draft.seconds).wall
    times = _("{start}–{end}").format(start=time_short(wall), end=time_short(end))
    day = _day(wall.date(), today)
    if end - wall > timedelta(days=1):
        return _("{day} {time}").format(day=day, time=time_short(wall))
    return _("{day} {time}").format(day=day, time=times)


def _day(day: date, today: date) -> str:
    """`Today`, else the weekday with the date: a slip of a week is to be seen."""
    if day == today:
        return _("Today")
    return _("{weekday} {day}").format(weekday=weekday_short(day), day=day_short(day, today))


def _shares(shares: tuple[Share, ...], names: dict[int, str]) -> str:
    is_one = len(shares) == 1
    texts = []
    for share in shares:
        name = names.get(share.credential_id, "")
        texts.append(
            name if is_one else _("{name} ×{weight}").format(name=name, weight=share.weight)
        )
    return " + ".join(texts)


def _shown(line: StudyLine | ExpenseLine) -> tuple[ShownToken, ...]:
    """The tokens as chips; the parts of one name are one chip, signs between them none."""
    found: list[ShownToken] = []
    phrases: set[int] = set()
    for token in line.tokens:
        if token.kind.value in ("joiner", "weight"):
            continue
        if token.phrase is not None:
            if token.phrase in phrases:
                continue
            phrases.add(token.phrase)
        kind = _KINDS.get(token.kind.value, "plain")
        found.append(ShownToken(_short(token.meaning), kind, _meaning(token)))
    return tuple(found)


def _meaning(token: Token) -> str:
    words = {
        "duration": _("length"),
        "day": _("day"),
        "time": _("time"),
        "credential": _("credential"),
        "topic": _("topic"),
        "tag": _("tag"),
        "activity": _("activity"),
        "note": _("note"),
        "amount": _("amount"),
        "expense_kind": _("kind of expense"),
        "refund": _("came back"),
        "payer": _("who paid"),
        "vendor": _("paid to"),
        "period": _("period"),
        "word": _("not understood"),
    }
    return words.get(token.kind.value, "")


def _short(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else _("{start}…").format(start=text[:_MOST_LETTERS])
