"""The first step in a new record: what the person is working on, their goal, their settings."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from tracker.domain.changes import Changes, Kind
from tracker.domain.credentials import CredentialDraft
from tracker.domain.study import GoalDraft
from tracker.domain.words import CredentialState, GoalPeriod
from tracker.i18n import N_
from tracker.services.base import Service
from tracker.services.credentials import insert_credential
from tracker.store import history
from tracker.store.drafts import to_columns
from tracker.store.queries.settings import record_settings


class Beginning(Service):
    """What happens once in the life of a record."""

    def is_new(self) -> bool:
        """Whether nothing was ever done in this record, by anyone."""
        with self.store.reading() as connection:
            return not history.operations(connection, 1)

    def begin(self, title: str = "", weekly_minutes: int | None = None, **settings: Any) -> Changes:
        """Record a credential in progress, a weekly goal and settings in one undoable step.

        Each is left out where it is not given; settings that are what they would be anyway are not
        written. Raises a TrackerError that names every problem.
        """
        title = title.strip()
        today = self.ground.today()
        with self.store.writing(N_("Begin the record")) as write:
            wanted = dataclasses.replace(record_settings(write.connection), **settings)
            wanted.require_good()
            usual = record_settings(write.connection)
            for name, value in settings.items():
                if getattr(usual, name) != value:
                    text = json.dumps(value, ensure_ascii=False)
                    write.add(Kind.RECORD_SETTING, name=name, value=text)
            if title:
                draft = CredentialDraft(title, state=CredentialState.IN_PROGRESS, started_on=today)
                draft.require_good()
                insert_credential(write, draft)
            if weekly_minutes:
                goal = GoalDraft(weekly_minutes, GoalPeriod.WEEK)
                goal.require_good()
                write.add(Kind.GOAL, **to_columns(Kind.GOAL, goal))
        return write.made
