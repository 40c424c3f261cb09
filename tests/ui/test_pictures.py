"""Pictures of the window: the real one, on a real record, the same every time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tracker.errors import TrackerError
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.services.sample_world import build
from tracker.ui.pages import PAGES
from tracker.ui.pictures import Picture, draw, studio

NOW = datetime(2026, 11, 25, 9, 42, tzinfo=UTC)
CLOCK = Clock(lambda: NOW, lambda: "Europe/Berlin")


@pytest.fixture
def world(tmp_path: Path) -> Path:
    path = tmp_path / "world.cairn"
    with Record.open(path, clock=CLOCK) as record:
        build(record, NOW.date())
    return path


@pytest.mark.parametrize("place", [spec.id for spec in PAGES if not spec.under])
def test_every_page_can_be_drawn_with_content_that_no_empty_record_has(
    qapp: QApplication, world: Path, tmp_path: Path, place: str
) -> None:
    empty = tmp_path / "empty.cairn"
    Record.open(empty, clock=CLOCK).close()
    full = QImage(str(draw(world, place, out=tmp_path / "full.png")))
    bare = QImage(str(draw(empty, place, out=tmp_path / "bare.png")))
    assert (full.width(), full.height()) == (bare.width(), bare.height()) == (1440, 900)
    assert full != bare


def test_the_same_moment_gives_the_same_picture_and_each_theme_its_own(
    qapp: QApplication, world: Path, tmp_path: Path
) -> None:
    place = PAGES[0].id
    with studio(world, CLOCK) as one:
        first = one.draw(Picture(place, size=(960, 600)), tmp_path / "1.png").read_bytes()
        dark = one.draw(Picture(place, theme="dark", size=(960, 600)), tmp_path / "2.png")
        again = one.draw(Picture(place, size=(960, 600)), tmp_path / "3.png").read_bytes()
    assert first == again
    assert dark.read_bytes() != first


def test_a_page_that_is_not_there_and_a_folder_that_is_not_are_named(
    qapp: QApplication, world: Path, tmp_path: Path
) -> None:
    with pytest.raises(TrackerError, match="«attic»"):
        draw(world, "attic", out=tmp_path / "a.png")
    with pytest.raises(TrackerError, match="nowhere"):
        draw(world, PAGES[0].id, out=tmp_path / "nowhere" / "a.png")
