"""The fixed words that a row may hold, each with the text that a person reads.

The stored value of a word never changes once released; its text may.
"""

from __future__ import annotations

from enum import StrEnum

from tracker.i18n import N_, _


class Word(StrEnum):
    """A fixed word with a text."""

    @property
    def text(self) -> str:
        """The word as a person reads it, in the language in use."""
        return _(_TEXTS[type(self).__name__][self.value])


class CredentialState(Word):
    """Where the person stands with a credential; expired is computed, never set."""

    WISH = "wish"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    EARNED = "earned"
    ABANDONED = "abandoned"


class CredentialKind(Word):
    """The kind of a credential, by the Credential Transparency Description Language."""

    CERTIFICATION = "Certification"
    CERTIFICATE = "Certificate"
    CERTIFICATE_OF_COMPLETION = "CertificateOfCompletion"
    CERTIFICATE_OF_PARTICIPATION = "CertificateOfParticipation"
    PROFESSIONAL_CERTIFICATE = "ProfessionalCertificate"
    MICRO_CREDENTIAL = "MicroCredential"
    DIGITAL_BADGE = "DigitalBadge"
    OPEN_BADGE = "OpenBadge"
    LICENSE = "License"
    DIPLOMA = "Diploma"
    DEGREE = "Degree"


class Validity(Word):
    """Whether a credential expires; unknown is not the same as never."""

    UNKNOWN = "unknown"
    EXPIRES = "expires"
    NO_EXPIRY = "no_expiry"


class WorkloadUnit(Word):
    """The unit in which an issuer states a workload."""

    HOURS = "hours"
    ECTS = "ects"
    US_CREDIT = "us_credit"
    UK_CREDIT = "uk_credit"
    CEU = "ceu"


class Participation(Word):
    """The form of participation in the learning (EU recommendation, element 10)."""

    ONSITE = "onsite"
    ONLINE = "online"
    BLENDED = "blended"


class Supervision(Word):
    """Supervision and identity verification during assessment (element 13)."""

    UNSUPERVISED = "unsupervised"
    SUPERVISED = "supervised"
    SUPERVISED_WITH_ID = "supervised_with_id"


class Stackability(Word):
    """Whether a credential stands alone or stacks into a larger one (element 15)."""

    STAND_ALONE = "stand_alone"
    STACKABLE = "stackable"


class ExamResult(Word):
    """How an exam attempt ended, or that it has not yet."""

    PLANNED = "planned"
    AWAITED = "awaited"
    PASSED = "passed"
    FAILED = "failed"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Entry(Word):
    """How the time of a study session was taken."""

    TIMED = "timed"
    BY_HAND = "by_hand"
    IMPORTED = "imported"


class ExpenseKind(Word):
    """What money was spent on."""

    EXAM = "exam"
    COURSE = "course"
    BOOK = "book"
    SUBSCRIPTION = "subscription"
    MAINTENANCE = "maintenance"
    EQUIPMENT = "equipment"
    TRAVEL = "travel"
    OTHER = "other"


class Payer(Word):
    """Who paid an expense at first, before any reimbursement."""

    SELF = "self"
    EMPLOYER = "employer"
    OTHER = "other"


class ReimbursementState(Word):
    """How far a claim for reimbursement has come."""

    TO_CLAIM = "to_claim"
    CLAIMED = "claimed"
    APPROVED = "approved"
    PAID = "paid"
    REFUSED = "refused"


class BillingPeriod(Word):
    """How often a subscription is charged."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class GoalPeriod(Word):
    """The stretch of time for which a goal states minutes."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class BlockState(Word):
    """What became of a planned block, as far as the person said so."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


class RenewalKind(Word):
    """What a renewal asks for."""

    RETAKE = "retake"
    CPE = "cpe"
    PDU = "pdu"
    CEU = "ceu"
    FEE = "fee"
    ASSESSMENT = "assessment"
    NONE = "none"


class CycleState(Word):
    """How a renewal cycle stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RENEWED = "renewed"
    LAPSED = "lapsed"


class EvidenceKind(Word):
    """Whether evidence is a file that the record keeps, or a link."""

    FILE = "file"
    LINK = "link"


class PayPeriod(Word):
    """The stretch of time for which a pay is stated."""

    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"


# The catalogue of texts is looked up by `Word.text`; the strings stand here so that the extraction
# of texts finds them (`N_` marks a text without translating it yet).


_TEXTS: dict[str, dict[str, str]] = {
    "CredentialState": {
        "wish": N_("wish"),
        "planned": N_("planned"),
        "in_progress": N_("in progress"),
        "submitted": N_("submitted"),
        "earned": N_("earned"),
        "abandoned": N_("abandoned"),
    },
    "CredentialKind": {
        "Certification": N_("certification"),
        "Certificate": N_("certificate"),
        "CertificateOfCompletion": N_("certificate of completion"),
        "CertificateOfParticipation": N_("certificate of participation"),
        "ProfessionalCertificate": N_("professional certificate"),
        "MicroCredential": N_("micro-credential"),
        "DigitalBadge": N_("digital badge"),
        "OpenBadge": N_("open badge"),
        "License": N_("licence"),
        "Diploma": N_("diploma"),
        "Degree": N_("degree"),
    },
    "Validity": {
        "unknown": N_("not known"),
        "expires": N_("expires"),
        "no_expiry": N_("does not expire"),
    },
    "WorkloadUnit": {
        "hours": N_("hours"),
        "ects": N_("ECTS"),
        "us_credit": N_("US credit hours"),
        "uk_credit": N_("UK credits"),
        "ceu": N_("CEU"),
    },
    "Participation": {
        "onsite": N_("on site"),
        "online": N_("online"),
        "blended": N_("blended"),
    },
    "Supervision": {
        "unsupervised": N_("unsupervised, identity not verified"),
        "supervised": N_("supervised, identity not verified"),
        "supervised_with_id": N_("supervised, identity verified"),
    },
    "Stackability": {
        "stand_alone": N_("stands alone"),
        "stackable": N_("stacks into a larger credential"),
    },
    "ExamResult": {
        # Not «planned»: many languages say that of a credential and of an exam in two words.
        "planned": N_("not taken yet"),
        "awaited": N_("result awaited"),
        "passed": N_("passed"),
        "failed": N_("failed"),
        "missed": N_("missed"),
        "cancelled": N_("cancelled"),
    },
    "Entry": {
        "timed": N_("by timer"),
        "by_hand": N_("by hand"),
        "imported": N_("imported"),
    },
    "ExpenseKind": {
        "exam": N_("exam"),
        "course": N_("course"),
        "book": N_("book"),
        "subscription": N_("subscription"),
        "maintenance": N_("maintenance fee"),
        "equipment": N_("equipment"),
        "travel": N_("travel"),
        "other": N_("other"),
    },
    "Payer": {
        "self": N_("me"),
        "employer": N_("employer"),
        "other": N_("someone else"),
    },
    "ReimbursementState": {
        "to_claim": N_("to claim"),
        "claimed": N_("claimed"),
        "approved": N_("approved"),
        "paid": N_("paid"),
        "refused": N_("refused"),
    },
    "BillingPeriod": {
        "month": N_("every month"),
        "quarter": N_("every quarter"),
        "year": N_("every year"),
    },
    "GoalPeriod": {
        "day": N_("a day"),
        "week": N_("a week"),
        "month": N_("a month"),
    },
    "BlockState": {
        "open": N_("open"),
        "kept": N_("kept"),
        "dropped": N_("dropped"),
    },
    "RenewalKind": {
        "retake": N_("exam again"),
        "cpe": N_("continuing education"),
        "pdu": N_("professional development units"),
        "ceu": N_("continuing education units"),
        "fee": N_("fee only"),
        "assessment": N_("free assessment"),
        "none": N_("none"),
    },
    "CycleState": {
        "open": N_("open"),
        "submitted": N_("handed in"),
        "renewed": N_("renewed"),
        "lapsed": N_("lapsed"),
    },
    "EvidenceKind": {
        "file": N_("file"),
        "link": N_("link"),
    },
    "PayPeriod": {
        "hour": N_("an hour"),
        "month": N_("a month"),
        "year": N_("a year"),
    },
}
