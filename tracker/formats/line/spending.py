"""A line of spending, such as `150 EUR exam AWS 2026-10-01 refund 100`, read into a draft.

The number beside a currency is the amount; without one, the number at the beginning, else the one
with decimals, else the only one, in the person's currency. What follows «refund» came back, on the
day right behind it where one is there. Without a day it is today. What is neither a credential nor
a kind becomes the title. A charge by the month is a subscription, and the line says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tracker.domain.instants import day_of
from tracker.domain.money import Money, minor_digits
from tracker.domain.spending import ExpenseDraft
from tracker.domain.words import ExpenseKind, Payer
from tracker.errors import Problem, TrackerError
from tracker.formats.line import spendingpatterns as patterns
from tracker.formats.line.amounts import (
    AmountFound,
    find_amounts,
    find_bare_amounts,
    letters_beside,
    read_number,
)
from tracker.formats.line.days import DayFound, find_days, settle, show_contradiction
from tracker.formats.line.marks import claim_notes, find_ats, find_tags, hold_names
from tracker.formats.line.model import ExpenseLine, LineContext, Question, Refund, TokenKind
from tracker.formats.line.phrases import Phrases, read_phrases
from tracker.formats.line.sheet import Sheet, plain
from tracker.formats.line.show import show_day, show_money
from tracker.formats.line.study import refuse_long
from tracker.formats.line.words import table_for
from tracker.i18n import _


def read_expense_line(text: str, context: LineContext) -> ExpenseLine:
    """What `text` says, part by part, and the draft of it. Any text can be read."""
    return _Reader(text, context).read()


@dataclass(slots=True)
class _Said:
    """What the line says, as far as it has been read."""

    money: Money | None = None
    bare: AmountFound | None = None  # The amount, where no currency stands beside it.
    day: date | None = None
    vendor: str = ""
    payer: Payer = Payer.SELF
    paid_by: str = ""
    tags: dict[str, str] = field(default_factory=dict)
    refunds: list[Refund] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str, context: LineContext) -> None:
        self.sheet = Sheet(text)
        self.context = context
        self.table = table_for(context.language)
        self.today = day_of(context.now, context.day_starts_at)
        self.said = _Said()
        self.problems: list[Problem] = []
        self.questions: list[Question] = []

    def read(self) -> ExpenseLine:
        sheet, context, table = self.sheet, self.context, self.table
        self._read_vendor_in_quotes()
        note = claim_notes(sheet)
        too_long = refuse_long(sheet)
        if too_long is not None:
            return ExpenseLine(sheet.text, sheet.all_tokens(), None, (), (), (too_long,), ())
        self._read_marks()
        self._refuse_recurring()
        # Before names are held, so that an issuer called «EUR Academy» does not hide 150 EUR.
        amounts = find_amounts(sheet, context, table)
        for amount in amounts:
            sheet.hold(amount.start, amount.end)
        hold_names(sheet, context)
        days = self._read_days()
        self._read_payer()
        self._read_vendor()
        sheet.release()
        self._read_amounts(amounts, days)
        labels = {word: word for word in table.expense_kinds}
        phrases = read_phrases(sheet, context, table, labels, TokenKind.EXPENSE_KIND)
        self.problems.extend(phrases.problems)
        self.questions.extend(phrases.questions)
        self._hint_at_letters()
        draft = self._draft(phrases, note)
        return ExpenseLine(
            sheet.text,
            sheet.all_tokens(),
            None if self.problems else draft,
            tuple(self.said.refunds),
            tuple(phrases.matches),
            tuple(self.problems),
            tuple(self.questions),
        )

    # The parts of the line.

    def _read_vendor_in_quotes(self) -> None:
        """`from "O'Reilly Media"`, which would otherwise be a note."""
        for match in self.sheet.find(patterns.quoted_vendor(self.table)):
            self._set_vendor(match.start(), match.end(), match["name"].strip())

    def _read_marks(self) -> None:
        for mark in find_ats(self.sheet):
            self._set_vendor(mark.start, mark.end, mark.text)
        for mark in find_tags(self.sheet):
            self.said.tags.setdefault(mark.text.casefold(), mark.text)
            shown = _("#{tag}").format(tag=mark.text)
            self.sheet.claim(mark.start, mark.end, TokenKind.TAG, shown)

    def _set_vendor(self, start: int, end: int, name: str) -> None:
        if self.said.vendor or not name:
            return
        self.said.vendor = name
        self.sheet.claim(start, end, TokenKind.VENDOR, name)

    def _refuse_recurring(self) -> None:
        for match in self.sheet.find(patterns.recurring(self.table)):
            self.sheet.claim(match.start(), match.end(), TokenKind.PERIOD, plain(match[0]))
            self._say(
                "subscription_id",
                _(
                    "“{text}” is a charge that comes back: record it as a subscription, "
                    "or leave that out to record one payment."
                ).format(text=match[0].strip()),
            )

    def _read_days(self) -> list[DayFound]:
        found, problems = find_days(self.sheet, self.context, self.table, self.today)
        self.problems.extend(problems)
        for day in found:
            chip = show_day(day.day, self.today)
            self.sheet.claim(day.start, day.end, TokenKind.DAY, chip)
        return found

    def _read_payer(self) -> None:
        for match in self.sheet.find(patterns.payer(self.table)):
            name = match["by"] or match["who"] or match["alone"]
            payer = self.table.payers.get(plain(name))
            if payer is None and match["by"] is None:
                continue
            self.said.payer = payer or Payer.OTHER
            self.said.paid_by = "" if payer else match[0].strip()
            self.sheet.claim(
                match.start(), match.end(), TokenKind.PAYER, self.said.payer.text if payer else name
            )

    def _read_vendor(self) -> None:
        for match in self.sheet.find(patterns.vendor(self.table)):
            self._set_vendor(match.start(), match.end(), match["name"].rstrip(".,;:!?"))

    def _read_amounts(self, amounts: list[AmountFound], days: list[DayFound]) -> None:
        """The amount and the refunds; a day right behind a refund is the refund's."""
        bare = [a for a in find_bare_amounts(self.sheet) if not self._is_in(a, amounts)]
        back: list[tuple[int, AmountFound, date | None]] = []
        for match in self.sheet.find(patterns.refund(self.table)):
            refund = self._first_behind(match.end(), sorted([*amounts, *bare]))
            if refund is None:
                self._say("amount_minor", _("Say how much was refunded, such as refund 100."))
                self.sheet.claim(match.start(), match.end(), TokenKind.REFUND, plain(match[0]))
                continue
            day = self._day_behind(refund.end, days)
            if day is not None:
                days.remove(day)
            back.append((match.start(), refund, day.day if day is not None else None))
            amounts = [amount for amount in amounts if amount != refund]
            bare = [amount for amount in bare if amount != refund]
        day, contrary = settle(days)
        if contrary:
            self.problems.append(show_contradiction(self.sheet.text, contrary))
        self.said.day = day.day if day is not None else None
        amount = self._which(amounts, bare)
        if amount is None:
            self._say("amount_minor", _("Say how much it was, such as 150 EUR."))
            currency = self.context.currency
        else:
            currency = amount.currency or self.context.currency
            self.said.money = self._money(amount, currency)
            self.said.bare = None if amount.currency else amount
            self._claim(amount.start, amount, self.said.money, TokenKind.AMOUNT)
        for start, refund, refunded_on in back:
            self._read_refund(start, refund, refunded_on, currency)

    def _read_refund(
        self, start: int, refund: AmountFound, day: date | None, currency: str
    ) -> None:
        """Note what came back, in the currency of the expense."""
        money: Money | None = None
        if refund.currency not in {"", currency}:
            self._say(
                "currency",
                _("A refund is in the currency of the expense, {currency}.").format(
                    currency=currency
                ),
            )
        else:
            money = self._money(refund, currency)
        self._claim(start, refund, money, TokenKind.REFUND)
        if money is not None:
            self.said.refunds.append(Refund(money.minor, day))

    def _claim(self, start: int, found: AmountFound, money: Money | None, kind: TokenKind) -> None:
        shown = self.sheet.text[found.start : found.end]
        chip = show_money(money) if money is not None else shown
        self.sheet.claim(start, found.end, kind, chip)

    def _which(self, amounts: list[AmountFound], bare: list[AmountFound]) -> AmountFound | None:
        """Which of the numbers is the amount."""
        if len({(amount.text, amount.currency) for amount in amounts}) > 1:
            self._say(
                "amount_minor",
                _("There are two amounts, {one} and {other}. Leave one out.").format(
                    one=self.sheet.text[amounts[0].start : amounts[0].end],
                    other=self.sheet.text[amounts[1].start : amounts[1].end],
                ),
            )
        if amounts:
            return amounts[0]
        free = [amount for amount in bare if not self._is_counted(amount)]
        at_start = [a for a in free if not self.sheet.text[: a.start].strip()]
        with_decimals = [a for a in free if re.search(r"[.,]\d", a.text)]
        chosen = at_start or with_decimals or free
        if len(chosen) > 1:
            self.questions.append(
                Question(
                    "ambiguous",
                    _("Which number is the amount?"),
                    tuple(amount.text for amount in chosen),
                )
            )
        return chosen[0] if chosen else None

    def _is_counted(self, amount: AmountFound) -> bool:
        """Whether a bare number is part of a name, a weight, or follows a word such as chapter."""
        if self.sheet.is_held(amount.start, amount.end):
            return True
        before = self.sheet.rest[: amount.start].rstrip()
        words = before.split()
        return bool(words) and plain(words[-1]) in self.table.counters

    def _is_in(self, amount: AmountFound, amounts: list[AmountFound]) -> bool:
        return any(amount.start < a.end and a.start < amount.end for a in amounts)

    def _first_behind(self, end: int, amounts: list[AmountFound]) -> AmountFound | None:
        """The amount that follows after nothing but spaces and small words."""
        for amount in amounts:
            between = (
                plain(self.sheet.rest[end : amount.start].strip(" :="))
                if (amount.start >= end)
                else None
            )
            if between is not None and (not between or between in self.table.fillers):
                return amount
        return None

    def _day_behind(self, end: int, days: list[DayFound]) -> DayFound | None:
        for day in days:
            between = self.sheet.rest[end : day.start] if day.start >= end else "x"
            if not between.strip() or plain(between) in self.table.fillers:
                return day
        return None

    def _say(self, field_: str, message: str) -> None:
        self.problems.append(Problem(message, field_))

    # What was spent.

    def _draft(self, phrases: Phrases, note: str) -> ExpenseDraft | None:
        """The draft, with the problems and hints that only the whole line shows."""
        said, money = self.said, self.said.money
        if money is None:
            return None
        if sum(refund.amount_minor for refund in said.refunds) > max(0, money.minor):
            self._say("amount_minor", _("More was refunded than was spent."))
        draft = ExpenseDraft(
            amount_minor=money.minor,
            currency=money.currency,
            day=said.day or self.today,
            title=self._title(phrases),
            kind=self.table.expense_kinds.get(phrases.label, ExpenseKind.OTHER),
            vendor=said.vendor,
            payer=said.payer,
            shares=tuple(phrases.shares),
            note="\n".join(text for text in (note, said.paid_by) if text),
            tags=tuple(said.tags.values()),
        )
        self.problems.extend(draft.problems())
        if draft.day > self.today:
            day = show_day(draft.day, self.today)
            self.questions.append(
                Question("future", _("{day} has not come yet.").format(day=day), kind="hint")
            )
        return draft

    def _title(self, phrases: Phrases) -> str:
        """The words that name nothing else; «laptop» says more than that it is equipment."""
        if not phrases.label or phrases.label in self.table.plain_kind_words:
            return phrases.topic
        kinds = {TokenKind.EXPENSE_KIND, TokenKind.TOPIC}
        texts: list[str] = []
        end = 0
        is_beside = False
        for token in self.sheet.all_tokens():
            if token.kind in kinds:
                if is_beside:
                    texts[-1] += self.sheet.text[end : token.end]
                else:
                    texts.append(token.text)
                end = token.end
            # A small word in between belongs to both sides: «train ticket to the exam».
            is_beside = token.kind in kinds or (is_beside and token.kind is TokenKind.JOINER)
        return " ".join(texts)

    def _money(self, found: AmountFound, currency: str) -> Money | None:
        """The money of a number; None and a problem where it is none."""
        shown = self.sheet.text[found.start : found.end]
        digits = found.text.lstrip("-")
        number = read_number(digits, currency, decimal_comma=self.context.decimal_comma)
        if number is None:
            self._say("amount_minor", _("“{text}” is not an amount.").format(text=shown))
            return None
        if found.text != digits:
            self._say(
                "amount_minor",
                _("“{text}” is negative. What came back is written behind, as refund 20.").format(
                    text=shown
                ),
            )
            return None
        try:
            money = Money.of(number.value, currency)
        except TrackerError as error:
            self._say("amount_minor", str(error))
            return None
        if number.other is not None:
            cents = Decimal(1).scaleb(-minor_digits(currency))
            self._ask_which_value(shown, number.value, number.other.quantize(cents))
        return money

    def _hint_at_letters(self) -> None:
        """`5 XYZ`: say that it was not taken for a currency."""
        money, bare = self.said.money, self.said.bare
        letters = letters_beside(self.sheet, bare) if bare is not None else ""
        if money is not None and letters:
            told = _("{letters} is no currency that is known; {currency} was taken.")
            told = told.format(letters=letters, currency=money.currency)
            self.questions.append(Question("no_currency", told, kind="hint"))

    def _ask_which_value(self, shown: str, value: Decimal, other: Decimal) -> None:
        self.questions.append(
            Question(
                "ambiguous",
                _("“{text}” is taken as {value}. Is it right?").format(text=shown, value=value),
                (str(value), str(other)),
            )
        )
