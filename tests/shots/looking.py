"""Looks at scenes: draws them where pictures are wanted, and finds what is wrong with them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from tests.shots.faults import Fault, Words, faults, watching
from tests.shots.scenes import Scene
from tests.shots.worlds import CLOCK, own_words
from tracker.i18n import PSEUDO
from tracker.ui.languages import speak
from tracker.ui.pictures import Picture, Stage, Studio, Theme, studio

# The made-up languages by words that can be typed.
_PSEUDO: dict[str, str] = dict(zip(("pseudo", "mirrored"), PSEUDO, strict=True))


@dataclass(frozen=True, slots=True)
class Way:
    """A way to look: theme, size [logical px], language, and share of the interface font."""

    theme: str = "light"
    size: tuple[int, int] = (1440, 900)
    language: str = "en"
    scale: float | None = None

    @property
    def name(self) -> str:
        """How the pictures of this way are called."""
        large = "" if self.scale is None else f"-{self.scale:.0%}".rstrip("%")
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}{large}"


@contextmanager
def looking(record_path: Path) -> Iterator[Looker]:
    """Someone who looks at the record at `record_path`, which must exist."""
    # The place of the record is the choice of the person too, and a window shows it in full.
    words = Words.of([*own_words(record_path), str(record_path)])
    with studio(record_path, CLOCK) as open_studio:
        yield Looker(open_studio, words)


class Looker:
    """Looks at scenes of one record."""

    def __init__(self, open_studio: Studio, words: Words) -> None:
        """Made by `looking`."""
        self._studio, self._words = open_studio, words

    def look(self, scene: Scene, way: Way, out: Path | None = None) -> list[Fault]:
        """What is wrong with a scene; its picture goes to the PNG file `out`."""
        self._words.cut.clear()
        found: list[Fault] = []
        image = QPixmap()
        picture = Picture(
            scene.place, scene.item, cast("Theme", way.theme), way.size, scale=way.scale
        )
        with _speaking(way.language), self._studio.standing(picture) as stage:
            if scene.act is not None:
                scene.act(stage)
                stage.settle()
            found, image = self._faults(stage)
        if out is not None and not image.save(str(out), "PNG"):
            raise OSError(f"{out} can't be written to")
        # Thousands of windows in one run: what is gone must not wait for the next long pause.
        gc.collect(1)
        return found

    def tour(self, scenes: Iterable[Scene], way: Way) -> Iterator[tuple[str, list[Fault]]]:
        """The name and the faults of scene after scene, all in one window: quicker than `look`.

        A page keeps what an earlier scene chose in it, as it does for a person.
        """
        with _speaking(way.language), self._studio.standing(_first(way)) as stage:
            for scene in scenes:
                yield f"{scene.id}-{way.name}", self._visit(stage, scene)

    def _visit(self, stage: Stage, scene: Scene) -> list[Fault]:
        self._words.cut.clear()
        if scene.item or scene.place != stage.shell.place():
            stage.shell.go(scene.place, scene.item)
            stage.settle()
        if scene.act is not None:
            scene.act(stage)
        stage.settle()
        found, _image = self._faults(stage)
        return found

    def _faults(self, stage: Stage) -> tuple[list[Fault], QPixmap]:
        """What is wrong, and the picture; what stands before the window is closed."""
        # Painted while watched: what was painted before may be gone by now.
        with watching(self._words):
            image = stage.image()
        found = [fault for one in stage.windows() for fault in faults(one, self._words)]
        for before in (*reversed(stage.windows()[1:]), *_over(stage.shell)):
            # A question that must be answered is not closed by closing it.
            before.done(0) if isinstance(before, QDialog) else before.close()
        return list(dict.fromkeys(found)), image


def _first(way: Way) -> Picture:
    return Picture("today", 0, cast("Theme", way.theme), way.size, scale=way.scale)


def _over(shell: QMainWindow) -> Iterator[QWidget]:
    """What lies over the whole window and is no window itself, such as the palette."""
    for child in shell.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and child is not shell.centralWidget():
            yield child


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    before = QLocale()
    speak(_PSEUDO.get(language, language))
    try:
        yield
    finally:
        speak("en")
        QLocale.setDefault(before)


def told(found: Iterable[tuple[str, Fault]]) -> str:
    """Faults as lines, each with the picture it is on; the same fault is told once."""
    lines: dict[str, str] = {}
    for picture, fault in found:
        lines.setdefault(str(fault), picture)
    return "\n".join(f"{picture}: {fault}" for fault, picture in lines.items())
