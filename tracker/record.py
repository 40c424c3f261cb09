"""A whole record without a face: open it, and every noun's operations and questions are there.

```python
from tracker.record import Record

with Record.open("me.cairn") as record:
    record.credentials.add(CredentialDraft("Certified Kubernetes Administrator"))
    print(record.study.count())
```
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker import paths
from tracker.domain.changes import Changes
from tracker.services.base import Ground
from tracker.services.beginning import Beginning
from tracker.services.clock import Clock
from tracker.services.credentials import (
    Credentials,
    ExamAttempts,
    Issuers,
    Modules,
)
from tracker.services.history import History
from tracker.services.overview import Overview
from tracker.services.pathways import Pathways, PathwaySteps
from tracker.services.plan import Goals, PlannedBlocks, RestDays
from tracker.services.proof import Evidence, RenewalCredits, RenewalCycles, Renewals, Skills
from tracker.services.returns import DegreeBaselines, PayEvents, Scenarios
from tracker.services.settings import Settings
from tracker.services.spending import Refunds, Reimbursements, Spending, Subscriptions
from tracker.services.study import Study
from tracker.services.timer import Timer
from tracker.settings import installation_id
from tracker.store.store import Store, open_store

if TYPE_CHECKING:
    from tracker.services.backups import Backups
    from tracker.services.erasing import Erasing
    from tracker.services.hourssheet import HoursSheets
    from tracker.services.importing import Importing
    from tracker.services.returnontime import ReturnOnTime


class Record:
    """An open record: one file, and all that a person can do with it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Use `Record.open`."""
        ground = Ground(store, clock)
        self.ground = ground
        self.path = store.path
        self.settings = Settings(ground)
        self.beginning = Beginning(ground)
        self.credentials = Credentials(ground)
        self.issuers = Issuers(ground)
        self.modules = Modules(ground)
        self.exam_attempts = ExamAttempts(ground)
        self.pathways = Pathways(ground)
        self.pathway_steps = PathwaySteps(ground)
        self.study = Study(ground)
        self.timer = Timer(ground)
        self.planned_blocks = PlannedBlocks(ground)
        self.goals = Goals(ground)
        self.rest_days = RestDays(ground)
        self.spending = Spending(ground)
        self.refunds = Refunds(ground)
        self.reimbursements = Reimbursements(ground)
        self.subscriptions = Subscriptions(ground)
        self.skills = Skills(ground)
        self.evidence = Evidence(ground)
        self.renewals = Renewals(ground)
        self.renewal_cycles = RenewalCycles(ground)
        self.renewal_credits = RenewalCredits(ground)
        self.pay_events = PayEvents(ground)
        self.scenarios = Scenarios(ground)
        self.degree_baselines = DegreeBaselines(ground)
        self.history = History(ground)
        self.overview = Overview(ground)

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        source: str = "library",
        may_create: bool = True,
        clock: Clock | None = None,
    ) -> Self:
        """Open the record at `path` (the person's own where none is named).

        A missing one is made where it `may_create`. `source` is written beside each operation.
        Raises a RecordError, with the file as it was, where it is empty, cut, damaged, foreign or
        newer than this program.
        """
        clock = clock or Clock()
        where = Path(path).expanduser().absolute() if path is not None else paths.default_record()
        store = open_store(
            where,
            now=clock.now,
            source=source,
            installation=installation_id(),
            may_create=may_create,
            copy_first=_copy_first,
        )
        return cls(store, clock)

    @property
    def is_read_only(self) -> bool:
        """Whether the file or its folder can only be read."""
        return self.ground.store.is_read_only

    @cached_property
    def backups(self) -> Backups:
        """Backups, checks and restoring; loaded when first asked for."""
        from tracker.services.backups import Backups

        return Backups(self.ground)

    @cached_property
    def erasing(self) -> Erasing:
        """«Erase for good»; loaded when first asked for."""
        from tracker.services.erasing import Erasing

        return Erasing(self.ground)

    @cached_property
    def hours_sheets(self) -> HoursSheets:
        """The week's sheet of hours."""
        from tracker.services.hourssheet import HoursSheets

        return HoursSheets(self.ground)

    @cached_property
    def importing(self) -> Importing:
        """What other programs have kept; loaded when first asked for."""
        from tracker.services.importing import Importing

        return Importing(self.ground)

    @cached_property
    def return_on_time(self) -> ReturnOnTime:
        """What an hour of study brings; loaded when first asked for."""
        from tracker.services.returnontime import ReturnOnTime

        return ReturnOnTime(self.ground)

    def changes_elsewhere(self) -> Changes | None:
        """What other programs changed since this was last asked; None where nothing was."""
        return self.ground.store.changes_elsewhere()

    def close(self) -> None:
        """Close the file."""
        self.ground.store.close()

    def __enter__(self) -> Self:
        """The record itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()


def _copy_first(path: Path) -> Path:
    from tracker.services.backups import copy_before_migration

    return copy_before_migration(path)
