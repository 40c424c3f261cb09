from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
import tzlocal.unix

from tracker.services.clock import local_zone, unknown_zone

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ is a matter of POSIX")
Set = Callable[[str], None]


@pytest.fixture
def tz(monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    """Set TZ as a shell does; tzlocal is told to look again."""

    def set_to(value: str) -> None:
        monkeypatch.setenv("TZ", value)
        monkeypatch.setattr(tzlocal.unix, "_cache_tz_name", None)
        time.tzset()

    yield set_to
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("EST5EDT", "EST5EDT"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("<-03>3", "Etc/GMT+3"),
        ("<+12>-12", "Etc/GMT-12"),
    ],
)
def test_the_zone_is_the_one_whose_time_the_computer_shows(tz: Set, value: str, zone: str) -> None:
    tz(value)
    assert (local_zone(), unknown_zone()) == (zone, "")


@pytest.mark.parametrize("value", ["Foo/Bar", "Europe/Berlinn", "../../etc/passwd", "x" * 5000])
def test_a_name_that_is_no_zone_is_told(tz: Set, value: str) -> None:
    tz(value)
    assert unknown_zone() == value


@pytest.mark.parametrize("value", ["", "UTC", "UTC0", "/etc/localtime", "localtime"])
def test_what_names_no_zone_but_is_meant_to_be_there_is_not(tz: Set, value: str) -> None:
    tz(value)
    assert unknown_zone() == ""
