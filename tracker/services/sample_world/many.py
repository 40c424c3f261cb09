"""A record of any size, for measuring: many plain sessions over ten years, and their expenses."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.instants import Moment
from tracker.domain.spending import ExpenseDraft
from tracker.domain.study import Share, StudyDraft
from tracker.domain.words import CredentialState, Entry, ExpenseKind
from tracker.i18n import N_
from tracker.services.credentials import insert_credential
from tracker.services.sample_world.world import SEED
from tracker.services.shares import STUDY_PARTS
from tracker.services.spending import insert_expense
from tracker.services.study import session_columns
from tracker.store.queries.settings import record_settings
from tracker.store.writing import Write

if TYPE_CHECKING:
    from tracker.record import Record

_YEARS_DAYS = 3650
# A person pays for something about once in fifty sessions.
_SESSIONS_FOR_AN_EXPENSE = 50
# Sessions lie between six and half past eleven, whatever their number [minutes of the day].
_FIRST_MINUTE, _LAST_MINUTE = 6 * 60, 23 * 60 + 30
_ACTIVITIES = ("lab", "reading", "practice", "lecture", "writing")
_ZONE = "Europe/Berlin"
_CHUNK = 10_000


def many(
    record: Record,
    sessions: int = 100_000,
    *,
    credentials: int = 60,
    today: date | None = None,
    seed: int = SEED,
) -> Changes:
    """Add `sessions` study sessions of the ten years up to `today`, without overlaps; undoable.

    As many `credentials` share them, every tenth session serves two; an expense comes with every
    fiftieth. `today` is the person's day where it is not given.
    """
    end = today or record.ground.today()
    rng = random.Random(seed)
    with record.ground.store.writing(N_("Fill with a large sample")) as write:
        numbers = _credentials(write, rng, credentials)
        for first in range(0, sessions, _CHUNK):
            last = min(first + _CHUNK, sessions)
            _sessions(write, rng, numbers, range(first, last), sessions, end)
        for nth in range(sessions // _SESSIONS_FOR_AN_EXPENSE):
            day = end - timedelta(days=nth * _YEARS_DAYS * _SESSIONS_FOR_AN_EXPENSE // sessions)
            insert_expense(write, _expense(rng, numbers, day))
    return write.made


def _credentials(write: Write, rng: random.Random, count: int) -> list[int]:
    found = []
    for nth in range(count):
        state = CredentialState.IN_PROGRESS if nth < 5 else CredentialState.EARNED
        draft = CredentialDraft(
            f"Professional certificate {nth + 1:02}",
            short_title=f"PC-{nth + 1:02}",
            issuer=f"Institute {nth % 12 + 1:02}",
            state=state,
            planned_minutes=rng.randrange(30, 200) * 60,
        )
        found.append(insert_credential(write, draft))
    return found


def _sessions(
    write: Write, rng: random.Random, numbers: list[int], run: range, total: int, end: date
) -> None:
    settings = record_settings(write.connection)
    drafts = [_session(rng, numbers, nth, total, end) for nth in run]
    rows = [{**session_columns(draft, settings), "created_at": write.at} for draft in drafts]
    ids = write.add_many(Kind.STUDY_SESSION, rows)
    shares: list[dict[str, Any]] = []
    for number, draft in zip(ids, drafts, strict=True):
        shares += STUDY_PARTS.rows(number, draft.shares, draft.seconds)
    write.add_many(Kind.STUDY_SHARE, shares)


def _session(rng: random.Random, numbers: list[int], nth: int, total: int, end: date) -> StudyDraft:
    """The session `nth` of `total`; the oldest is 0."""
    day_number = nth * _YEARS_DAYS // total
    # Which of its day's sessions this is, and how many there are.
    earlier = -(-day_number * total // _YEARS_DAYS)
    a_day = -(-(day_number + 1) * total // _YEARS_DAYS) - earlier
    slot_seconds = (_LAST_MINUTE - _FIRST_MINUTE) * 60 // max(a_day, 1)
    longest = min(slot_seconds, 3 * 3600)
    seconds = rng.randrange(max(longest // 4, 1), longest)
    day = end - timedelta(days=_YEARS_DAYS - 1 - day_number)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    after = _FIRST_MINUTE * 60 + (nth - earlier) * slot_seconds
    wanted = 2 if nth % 10 == 0 else 1
    return StudyDraft(
        seconds=seconds,
        start=Moment.of(midnight + timedelta(seconds=after), _ZONE),
        shares=tuple(Share(number) for number in rng.sample(numbers, wanted)),
        activity=rng.choice(_ACTIVITIES),
        note="Chapter summary written." if nth % 8 == 0 else "",
        tags=("deep-work",) if nth % 5 == 0 else (),
        entry=Entry.TIMED if nth % 3 else Entry.BY_HAND,
    )


def _expense(rng: random.Random, numbers: list[int], day: date) -> ExpenseDraft:
    return ExpenseDraft(
        rng.randrange(500, 40_000),
        "EUR",
        day,
        title="Course fee",
        kind=rng.choice(tuple(ExpenseKind)),
        vendor="Institute 01",
        shares=(Share(rng.choice(numbers)),),
    )
