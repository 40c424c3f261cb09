"""What an operation touched, so that every screen knows whether to draw itself anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.domain.money import Money
from tracker.domain.sentences import Length, Sentence
from tracker.i18n import N_, _


class Kind(StrEnum):
    """The kinds of row in a record; each value is the name of its table."""

    ISSUER = "issuer"
    CREDENTIAL = "credential"
    MODULE = "module"
    EXAM_ATTEMPT = "exam_attempt"
    PATHWAY = "pathway"
    PATHWAY_STEP = "pathway_step"
    SKILL = "skill"
    CREDENTIAL_SKILL = "credential_skill"
    EVIDENCE = "evidence"
    EVIDENCE_SKILL = "evidence_skill"
    STUDY_SESSION = "study_session"
    STUDY_SHARE = "study_share"
    STUDY_PAUSE = "study_pause"
    RUNNING_TIMER = "running_timer"
    PLANNED_BLOCK = "planned_block"
    GOAL = "goal"
    REST_DAY = "rest_day"
    SUBSCRIPTION = "subscription"
    EXPENSE = "expense"
    EXPENSE_SHARE = "expense_share"
    REFUND = "refund"
    REIMBURSEMENT = "reimbursement"
    RENEWAL = "renewal"
    RENEWAL_CYCLE = "renewal_cycle"
    RENEWAL_CREDIT = "renewal_credit"
    PAY_EVENT = "pay_event"
    SCENARIO = "scenario"
    DEGREE_BASELINE = "degree_baseline"
    RECORD_SETTING = "record_setting"


def name_of(kind: Kind) -> str:
    """What one row of `kind` is called in a sentence, in the person's language."""
    return {
        Kind.ISSUER: _("issuer"),
        Kind.CREDENTIAL: _("credential"),
        Kind.MODULE: _("module"),
        Kind.EXAM_ATTEMPT: _("exam attempt"),
        Kind.PATHWAY: _("pathway"),
        Kind.PATHWAY_STEP: _("step of a pathway"),
        Kind.SKILL: _("skill"),
        Kind.CREDENTIAL_SKILL: _("skill of a credential"),
        Kind.EVIDENCE: _("evidence"),
        Kind.EVIDENCE_SKILL: _("skill of evidence"),
        Kind.STUDY_SESSION: _("study session"),
        Kind.STUDY_SHARE: _("part of a study session"),
        Kind.STUDY_PAUSE: _("pause of a study session"),
        Kind.RUNNING_TIMER: _("running timer"),
        Kind.PLANNED_BLOCK: _("planned study"),
        Kind.GOAL: _("goal"),
        Kind.REST_DAY: _("rest"),
        Kind.SUBSCRIPTION: _("subscription"),
        Kind.EXPENSE: _("expense"),
        Kind.EXPENSE_SHARE: _("part of an expense"),
        Kind.REFUND: _("refund"),
        Kind.REIMBURSEMENT: _("reimbursement"),
        Kind.RENEWAL: _("renewal"),
        Kind.RENEWAL_CYCLE: _("renewal cycle"),
        Kind.RENEWAL_CREDIT: _("renewal credit"),
        Kind.PAY_EVENT: _("change of pay"),
        Kind.SCENARIO: _("scenario"),
        Kind.DEGREE_BASELINE: _("degree baseline"),
        Kind.RECORD_SETTING: _("setting"),
    }[kind]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an operation was about: its most telling row with what names it, and how many there are.

    `title`, `seconds`, `day` and `amount` are empty or None where the row has none or it is not
    known; `count` is the number of rows of `kind` that the operation touched.
    """

    kind: Kind
    row_id: int
    title: str = ""
    seconds: int | None = None
    day: date | None = None
    amount: Money | None = None
    count: int = 1

    def named(self) -> Sentence:
        """How a sentence names it: `«CKA mock exam», 45 m of 24 Nov`."""
        title = self.title or name_of(self.kind)
        if self.seconds is not None and self.day is not None:
            return Sentence.of(
                N_("«{title}», {length} of {day}"),
                title=title,
                length=Length(self.seconds),
                day=self.day,
            )
        if self.amount is not None and self.day is not None:
            return Sentence.of(
                N_("«{title}», {amount} of {day}"), title=title, amount=self.amount, day=self.day
            )
        if self.amount is not None:
            return Sentence.of(N_("«{title}», {amount}"), title=title, amount=self.amount)
        if self.seconds is not None:
            return Sentence.of(N_("«{title}», {length}"), title=title, length=Length(self.seconds))
        if self.day is not None:
            return Sentence.of(N_("«{title}» of {day}"), title=title, day=self.day)
        return Sentence.of(N_("«{title}»"), title=title)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one operation did: its label, the kinds it touched and the keys of the rows.

    `operation_id` is None where nothing changed, and then `kinds` is empty and nothing can be
    undone. `ids` names at most the rows that a page may want to select; an import of many rows
    names them all. `label` is in the language of the moment, `source` the text that the history
    keeps for it, `subject` what it was about; `how` tells doing from undoing and doing again.
    `told` says what was done with its values, for the person who did it; "" where the label is all
    there is to say.
    """

    label: str
    kinds: frozenset[Kind] = frozenset()
    ids: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    operation_id: int | None = None
    told: str = ""
    source: str = ""
    how: str = "do"
    subject: Subject | None = None

    def touches(self, kinds: Iterable[Kind]) -> bool:
        """Whether any of `kinds` was touched."""
        return not self.kinds.isdisjoint(kinds)

    def only_id(self, kind: Kind) -> int:
        """The key of the one row of `kind` that was touched.

        Raises LookupError where none or several were.
        """
        ids = self.ids.get(kind, frozenset())
        if len(ids) != 1:
            raise LookupError(f"{len(ids)} rows of {kind} were touched, not one")
        return next(iter(ids))
