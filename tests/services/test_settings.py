from __future__ import annotations

import pytest

from tests.services.conftest import Hands, everything
from tracker.domain.preferences import RecordSettings
from tracker.errors import TrackerError
from tracker.record import Record


def test_what_was_never_set_is_usual_and_what_was_set_stays(book: Record, hands: Hands) -> None:
    assert book.settings.get() == RecordSettings()
    book.settings.change(currency="USD", emails=("a@b.c",), budget_minor=150_000)
    book.settings.change(zone="Asia/Tokyo")
    with Record.open(book.path, clock=hands.clock) as other:
        held = other.settings.get()
    assert (held.currency, held.emails, held.budget_minor) == ("USD", ("a@b.c",), 150_000)
    assert held.zone == "Asia/Tokyo"
    book.history.undo()
    assert book.settings.get().zone == ""


def test_the_zone_is_the_persons_else_the_computers(book: Record, hands: Hands) -> None:
    assert book.ground.zone() == hands.zone
    book.settings.change(zone="Asia/Tokyo")
    assert book.ground.zone() == "Asia/Tokyo"
    # 19:00 in Prague is early the next day in Tokyo.
    assert book.ground.today().day == 23
    book.settings.change(day_starts_at=240)
    assert book.ground.today().day == 22


@pytest.mark.parametrize(
    "fields",
    [
        {"currency": "EURO"},
        {"zone": "Mars/Olympus"},
        {"day_starts_at": 1440},
        {"day_starts_at": -1},
        {"first_weekday": 7},
        {"streak_minutes": 0},
        {"budget_minor": -1},
        {"name": "x" * 501},
    ],
)
def test_what_cannot_be_set_is_refused(book: Record, fields: dict[str, object]) -> None:
    with pytest.raises(TrackerError):
        book.settings.change(**fields)
    assert everything(book) == {}


def test_setting_what_is_set_is_no_operation(book: Record) -> None:
    book.settings.change(currency="USD")
    assert book.settings.change(currency="USD").operation_id is None


def test_the_file_says_what_made_it(book: Record) -> None:
    assert {"uuid", "created_by", "written_by"} <= set(book.settings.meta())
