from __future__ import annotations

from datetime import date

import pytest

from tests.services.conftest import everything, wall
from tracker.domain.changes import Kind
from tracker.domain.study import GoalDraft, PlannedBlockDraft, RestDayDraft
from tracker.domain.words import BlockState, GoalPeriod
from tracker.errors import TrackerError
from tracker.record import Record


def test_a_block_counts_for_the_persons_day(book: Record) -> None:
    book.settings.change(day_starts_at=240)
    night = book.planned_blocks.add(PlannedBlockDraft(wall(29, 1), 3600))
    book.planned_blocks.add(PlannedBlockDraft(wall(29, 9), 3600))
    found = book.planned_blocks.between(date(2026, 11, 28), date(2026, 11, 28))
    assert [row.id for row in found] == [night.only_id(Kind.PLANNED_BLOCK)]


def test_a_block_is_moved_and_settled(book: Record) -> None:
    number = book.planned_blocks.add(PlannedBlockDraft(wall(29, 9), 3600, "mock")).only_id(
        Kind.PLANNED_BLOCK
    )
    book.planned_blocks.change(number, start=wall(30, 9), state=BlockState.KEPT)
    [row] = book.planned_blocks.between(date(2026, 11, 30), date(2026, 11, 30))
    assert (row.draft.state, row.draft.title) == (BlockState.KEPT, "mock")
    for draft in (PlannedBlockDraft(wall(29, 9), 0), PlannedBlockDraft(wall(29, 9), 86401)):
        with pytest.raises(TrackerError):
            book.planned_blocks.add(draft)


@pytest.mark.parametrize(
    ("minutes", "period", "fits"),
    [
        (1440, GoalPeriod.DAY, True),
        (1441, GoalPeriod.DAY, False),
        (10080, GoalPeriod.WEEK, True),
        (10081, GoalPeriod.WEEK, False),
        (0, GoalPeriod.WEEK, False),
    ],
)
def test_a_goal_fits_into_its_period(
    book: Record, minutes: int, period: GoalPeriod, fits: bool
) -> None:
    draft = GoalDraft(minutes, period)
    if fits:
        book.goals.add(draft)
        assert [row.draft for row in book.goals.all()] == [draft]
        return
    with pytest.raises(TrackerError):
        book.goals.add(draft)
    assert everything(book) == {}


def test_rest_is_found_by_any_of_its_days(book: Record) -> None:
    book.rest_days.add(RestDayDraft(date(2026, 12, 24), date(2026, 12, 26), "Christmas"))
    for day, count in ((23, 0), (24, 1), (25, 1), (26, 1), (27, 0)):
        found = book.rest_days.between(date(2026, 12, day), date(2026, 12, day))
        assert len(found) == count
    with pytest.raises(TrackerError):
        book.rest_days.add(RestDayDraft(date(2026, 12, 26), date(2026, 12, 24)))
    book.rest_days.delete(1)
    assert book.rest_days.all() == ()


def test_a_block_is_kept_dropped_and_reopened_under_labels_that_say_so(book: Record) -> None:
    start = wall(23, 19)
    blocks = book.planned_blocks
    number = blocks.add(PlannedBlockDraft(start, 3600, "Mock exam")).only_id(Kind.PLANNED_BLOCK)
    labels = [one(number).label for one in (blocks.keep, blocks.reopen, blocks.drop)]
    assert labels == ["Mark planned study as kept", "Reopen planned study", "Drop planned study"]
    kept = blocks.one(number).draft
    assert (kept.state, kept.title, kept.start) == (BlockState.DROPPED, "Mock exam", start)
    book.history.undo()
    assert blocks.one(number).draft.state is BlockState.OPEN
