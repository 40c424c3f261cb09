"""Which table holds which kind of row."""

from tracker.domain.changes import Kind
from tracker.models import credentials, proof, returns, spending, study
from tracker.models.base import Recorded

# In the order in which rows can be inserted: a row's owner stands before it.
TABLES: dict[Kind, type[Recorded]] = {
    Kind.RECORD_SETTING: study.RecordSetting,
    Kind.ISSUER: credentials.Issuer,
    Kind.CREDENTIAL: credentials.Credential,
    Kind.SKILL: proof.Skill,
    Kind.CREDENTIAL_SKILL: proof.CredentialSkill,
    Kind.MODULE: credentials.Module,
    Kind.PATHWAY: credentials.Pathway,
    Kind.PATHWAY_STEP: credentials.PathwayStep,
    Kind.STUDY_SESSION: study.StudySession,
    Kind.STUDY_SHARE: study.StudyShare,
    Kind.STUDY_PAUSE: study.StudyPause,
    Kind.RUNNING_TIMER: study.RunningTimer,
    Kind.PLANNED_BLOCK: study.PlannedBlock,
    Kind.GOAL: study.Goal,
    Kind.REST_DAY: study.RestDay,
    Kind.SUBSCRIPTION: spending.Subscription,
    Kind.EXPENSE: spending.Expense,
    Kind.EXPENSE_SHARE: spending.ExpenseShare,
    Kind.REFUND: spending.Refund,
    Kind.REIMBURSEMENT: spending.Reimbursement,
    Kind.EXAM_ATTEMPT: credentials.ExamAttempt,
    Kind.RENEWAL: proof.Renewal,
    Kind.RENEWAL_CYCLE: proof.RenewalCycle,
    Kind.RENEWAL_CREDIT: proof.RenewalCredit,
    Kind.EVIDENCE: proof.Evidence,
    Kind.EVIDENCE_SKILL: proof.EvidenceSkill,
    Kind.PAY_EVENT: returns.PayEvent,
    Kind.SCENARIO: returns.Scenario,
    Kind.DEGREE_BASELINE: returns.DegreeBaseline,
}


def model_of(kind: Kind) -> type[Recorded]:
    """The table class of `kind`."""
    return TABLES[kind]
