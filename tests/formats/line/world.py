"""The credentials and the moment that the tests of the line speak of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tracker.domain.instants import Moment
from tracker.domain.study import Share
from tracker.domain.words import CredentialState
from tracker.formats.line import Candidate, ExpenseLine, LineContext, StudyLine

IN_PROGRESS, EARNED = CredentialState.IN_PROGRESS, CredentialState.EARNED

CANDIDATES = (
    Candidate(
        1,
        "Certified Kubernetes Administrator",
        "CKA",
        "Cloud Native Computing Foundation",
        state=IN_PROGRESS,
        last_used=date(2026, 11, 20),
    ),
    Candidate(
        2,
        "AWS Certified Solutions Architect – Associate",
        "AWS SA",
        "Amazon Web Services",
        ("SAA-C03", "SAA"),
        IN_PROGRESS,
        date(2026, 11, 22),
    ),
    Candidate(
        3,
        "AWS Certified Cloud Practitioner",
        "",
        "Amazon Web Services",
        ("CLF-C02",),
        EARNED,
        date(2025, 1, 2),
    ),
    Candidate(4, "Product Analytics Micro-Certification", "Product A.", "Product School"),
    Candidate(5, "Data Engineering Professional", "Data Eng.", "TU München"),
    Candidate(6, "Microsoft Azure Fundamentals", "AZ-900", "Microsoft", ("AZ-900",)),
    Candidate(7, "CompTIA Security+", "Security+", "CompTIA", ("SY0-701",)),
    Candidate(8, "Sun Certified Java Programmer", "SCJP", "Sun Microsystems"),
    Candidate(9, "Identity and Access Management", "IAM", "Okta"),
    Candidate(10, "Project Management Professional", "PMP", "PMI"),
    Candidate(11, "Scholastic Assessment Test", "SAT", "College Board"),
    Candidate(12, "Programación en C++", "C++", "Universidad de Málaga"),
    Candidate(13, "30 m Sailing Licence", "", "Harbour Office"),
)
NAMES = {c.id: c.short_title or c.title for c in CANDIDATES}

# A Monday at 13:00 on the wall, by a person whose day starts at 04:00.
CONTEXT = LineContext(
    Moment.of(datetime(2026, 11, 23, 12, tzinfo=UTC), "Europe/Berlin"), 240, "EUR", CANDIDATES
)
# The same with days that start at midnight, in the United States.
AMERICAN = replace(
    CONTEXT,
    now=Moment.of(datetime(2026, 11, 23, 18, tzinfo=UTC), "America/New_York"),
    day_starts_at=0,
    currency="USD",
    day_first=False,
    first_weekday=6,
)


def at(wall: str, zone: str = "Europe/Berlin", day_starts_at: int = 0) -> LineContext:
    """The context at another moment: `2026-11-23 00:10`."""
    now = Moment.from_wall(datetime.fromisoformat(wall), zone)
    return replace(CONTEXT, now=now, day_starts_at=day_starts_at)


def tell_study(line: StudyLine) -> str:
    """All that a line of study says, in short.

    Minutes, day, start, credentials by weight, ‹topic›, @activity, #tags, "note", ?question,
    ~hint, !problem by its field.
    """
    parts: list[str] = []
    if line.draft is not None:
        draft = line.draft
        parts += [f"{draft.seconds / 60:g}m", f"{draft.day:%a %d %b}"]
        if draft.day is not None and draft.day.year != 2026:
            parts.append(str(draft.day.year))
        if draft.start is not None:
            parts.append(f"{draft.start.wall:%H:%M}")
    timer = line.timer
    parts += _tell(timer.shares, timer.topic)
    parts += [f"@{timer.activity}"] if timer.activity else []
    parts += [f"#{tag}" for tag in timer.tags]
    parts += [f'"{timer.note}"'] if timer.note else []
    return " ".join(parts + _tell_asked(line))


def tell_expense(line: ExpenseLine) -> str:
    """All that a line of spending says, in short; refunds as `-100.00(day)`."""
    parts: list[str] = []
    draft = line.draft
    if draft is not None:
        parts += [f"{draft.amount_minor} {draft.currency}", f"{draft.day:%a %d %b}", draft.kind]
        parts += _tell(draft.shares, draft.title)
        parts += [f"from:{draft.vendor}"] if draft.vendor else []
        parts += [f"by:{draft.payer}"] if draft.payer != "self" else []
        parts += [f"#{tag}" for tag in draft.tags]
        parts += [f'"{draft.note}"'] if draft.note else []
    for minor, day in line.refunds:
        parts.append(f"-{minor}" + (f"({day:%d %b})" if day else ""))
    return " ".join(parts + _tell_asked(line))


def _tell(shares: tuple[Share, ...], words: str) -> list[str]:
    parts = [
        NAMES[share.credential_id] + (f"×{share.weight}" if share.weight != 1 else "")
        for share in shares
    ]
    return [*parts, f"‹{words}›"] if words else parts


def _tell_asked(line: StudyLine | ExpenseLine) -> list[str]:
    return [
        *(f"{'?' if q.kind == 'ask' else '~'}{q.code}" for q in line.questions),
        *(f"!{problem.field}" for problem in line.problems),
    ]
