"""Every scene, looked over by machine: nothing is cut, overlaps, leaves its place or is bare."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.shots.looking import Looker, Way, looking
from tests.shots.scene import Scene
from tests.shots.scenes import scenes
from tests.shots.worlds import make_world
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.pictures import Stage

# Forms and questions are made of the same parts: in the ways that take longer the pages stand for
# them.
PAGES = [scene for scene in scenes() if scene.act is None]


@pytest.fixture(scope="module")
def looker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looker]:
    """Someone who looks at the sample world."""
    with looking(make_world(tmp_path_factory.mktemp("looks") / "sample.cairn", "sample")) as one:
        yield one


@pytest.mark.parametrize("size", [(960, 600), (1440, 900)])
def test_every_scene_is_without_a_fault_in_english(looker: Looker, size: tuple[int, int]) -> None:
    assert found(looker, list(scenes()), Way(size=size)) == []


def test_every_page_has_room_for_text_that_is_two_fifths_longer(looker: Looker) -> None:
    assert found(looker, PAGES, Way(language="pseudo")) == []


def test_every_page_has_room_for_text_of_twice_the_size_in_the_smallest_window(
    looker: Looker,
) -> None:
    assert found(looker, PAGES, Way(size=(960, 600), scale=2.0)) == []


def test_a_planted_fault_is_found(looker: Looker) -> None:
    def plant(stage: Stage) -> None:
        label = PlainLabel("Words that have no room here", parent=stage.shell.centralWidget())
        label.setGeometry(0, 0, 40, 20)
        label.show()

    planted = Scene("planted", "today", act=plant)
    lines = found(looker, [planted], Way(size=(960, 600)))
    assert any("«Words that have no room here» is cut" in line for line in lines)


def found(looker: Looker, what: list[Scene], way: Way) -> list[str]:
    """Each fault as a line that says where it is."""
    return [f"{name}: {fault}" for name, all_ in looker.tour(what, way) for fault in all_]
