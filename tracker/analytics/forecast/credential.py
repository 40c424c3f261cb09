"""The forecast of one credential, from its own study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.analytics.forecast.daylog import DayLog
from tracker.analytics.forecast.finish import Finish, Outlook, Reason, outlook
from tracker.analytics.progress import Deadline, needed_minutes_a_day, next_deadline
from tracker.domain.credentials import CredentialRow


@dataclass(frozen=True, slots=True)
class CredentialForecast:
    """When a credential's planned study will be done, and what its next deadline asks for a day.

    `left_minutes` is None where no study is planned; `reasons` say what is missing or to be known.
    """

    title: str
    today: date
    outlook: Outlook
    left_minutes: float | None
    finish: Finish
    deadline: Deadline | None
    needed_minutes_a_day: int | None
    reasons: tuple[Reason, ...]

    @property
    def idle_days(self) -> int:
        """Days since the last one with study."""
        return self.outlook.log.idle_days


def credential_forecast(
    row: CredentialRow, seconds: Mapping[date, int], today: date
) -> CredentialForecast:
    """The forecast of a credential from the seconds of each of its days with study."""
    log = DayLog.of_record(seconds, today)
    found = outlook(log)
    planned = row.draft.planned_minutes
    left = None if planned is None else max(0.0, planned - row.logged_seconds / 60)
    if left is None:
        finish = Finish(None, None, None, (Reason.NO_PLAN,))
    elif left == 0:
        # Whatever day the log ends on, it is done by now.
        finish = Finish(today, today, today, (Reason.DONE,))
    else:
        finish = found.finish(left)
    deadline = next_deadline(row, today)
    needed = None if deadline is None else needed_minutes_a_day(row, deadline)
    reasons = finish.reasons if deadline else (*finish.reasons, Reason.NO_DEADLINE)
    return CredentialForecast(row.name, today, found, left, finish, deadline, needed, reasons)
