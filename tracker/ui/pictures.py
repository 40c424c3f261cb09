"""Pictures of the window's places, drawn off screen: for the demo, the README and the eye.

The window in a picture is the real one on a real record; it only stands on a screen that nobody
sees. Nothing of the person's window settings is read or changed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.record import Record
from tracker.services.clock import Clock
from tracker.settings import WindowSettings
from tracker.ui.desk import Desk
from tracker.ui.pages import PAGES
from tracker.ui.shell import Shell
from tracker.ui.start import make_application
from tracker.ui.tasks import Tasks
from tracker.ui.theme import MOTION_MS, ThemeWatcher

Theme = Literal["light", "dark"]

# A page is drawn once nothing has been asked for so long that any motion has come to rest.
_LOOK_EVERY_MS = 20
_QUIET_LOOKS = MOTION_MS // _LOOK_EVERY_MS + 2
# A page that still works by then will not come to rest.
_PATIENCE_MS = 30_000


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw: a place by its id, an item in it (0: none), the theme, the size.

    `size` is in logical pixels; `sharpness` pixels of the file stand for each of them. `scale`
    enlarges the interface font.
    """

    place: str
    item: int = 0
    theme: Theme = "light"
    size: tuple[int, int] = (1440, 900)
    sharpness: int = 1
    scale: float | None = None


def draw(
    record_path: Path,
    page_id: str,
    *,
    theme: Theme = "light",
    size: tuple[int, int] = (1440, 900),
    out: Path,
) -> Path:
    """Draw one page of the window on the record at `record_path` into the PNG file `out`.

    Raises a TrackerError where the record can't be opened, the file can't be written or there is
    no such page.
    """
    with studio(record_path) as open_studio:
        return open_studio.draw(Picture(page_id, theme=theme, size=size), out)


@contextmanager
def studio(record_path: Path, clock: Clock | None = None) -> Iterator[Studio]:
    """A place to draw several pictures of one record, which must exist.

    By a `clock` that stands still the same record gives the same pictures on any day.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    make_application()
    with (
        _quiet(),
        tempfile.TemporaryDirectory(prefix="cairn-pictures-") as folder,
        Record.open(record_path, source="window", may_create=False, clock=clock) as record,
    ):
        yield Studio(record, WindowSettings(Path(folder) / "window.json"))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what a screen that nobody sees says of itself; all other messages go on."""

    def tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if text.startswith("This plugin does not support"):
            return
        if before is not None:
            before(kind, context, text)
        else:
            sys.stderr.write(f"{text}\n")

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


class Studio:
    """Draws pictures of one open record."""

    def __init__(self, record: Record, settings: WindowSettings) -> None:
        """Made by `studio`."""
        self._record, self._settings = record, settings
        self._watcher = ThemeWatcher("light")

    def draw(self, picture: Picture, out: Path) -> Path:
        """Draw one picture into the PNG file `out`; its folder must exist."""
        with self.standing(picture) as stage:
            image = stage.image(picture.sharpness)
        if not image.save(str(out), "PNG"):
            raise TrackerError(
                _("The picture was not written"),
                _("{path} can't be written to.").format(path=out),
                _("Name a folder that exists and that you may write to."),
            )
        return out

    @contextmanager
    def standing(self, picture: Picture) -> Iterator[Stage]:
        """The window of a picture, come to rest; it is gone after the block.

        Raises what the window failed at, and a TrackerError where there is no such page.
        """
        if all(spec.id != picture.place for spec in PAGES):
            raise TrackerError(
                _("No such page"),
                _("There is no page «{page}» to draw.").format(page=picture.place),
                _("There are: {pages}.").format(pages=", ".join(spec.id for spec in PAGES)),
            )
        self._watcher.enlarge(picture.scale)
        self._watcher.choose(picture.theme)
        tasks = Tasks()
        shell = Shell()
        desk = Desk(self._record, tasks, self._watcher, self._settings, shell)
        stage = Stage(shell, desk)
        try:
            shell.resize(*picture.size)
            shell.show()
            shell.open(desk)
            shell.go(picture.place, picture.item)
            shell.resize(*picture.size)
            stage.settle()
            yield stage
        finally:
            tasks.close()
            shell.close()
            shell.deleteLater()


class Stage:
    """A window that stands for a picture, with whatever dialog was opened before it."""

    def __init__(self, shell: Shell, desk: Desk) -> None:
        """Made by `Studio.standing`. `failures` is what the window could not do so far."""
        self.shell, self.desk = shell, desk
        self.failures: list[BaseException] = []
        desk.failed.connect(self.failures.append)
        desk.tasks.unclaimed.connect(self.failures.append)

    def settle(self) -> None:
        """Wait until nothing moves and nothing is asked; raises what failed meanwhile."""
        _let_settle(self.desk.tasks)
        if self.failures:
            raise self.failures[0]

    def windows(self) -> list[QWidget]:
        """The window, and before it each dialog or menu that is open."""
        shown = (w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self.shell)
        return [self.shell, *(w for w in shown if isinstance(w, QDialog | QMenu))]

    def image(self, sharpness: int = 1) -> QPixmap:
        """All of it as a picture of the window's size, `sharpness` pixels to a logical one."""
        image = QPixmap(self.shell.size() * sharpness)
        image.setDevicePixelRatio(sharpness)
        first, *before = self.windows()
        first.render(image)
        for one in before:
            one.render(image, one.pos() - first.pos())
        return image


def _let_settle(tasks: Tasks) -> None:
    """Return once the tasks have been idle for a moment; raises where they never are."""
    loop, quiet = QEventLoop(), 0

    def look() -> None:
        nonlocal quiet
        quiet = 0 if tasks.is_busy() else quiet + 1
        if quiet >= _QUIET_LOOKS:
            loop.exit(0)

    watch, patience = QTimer(), QTimer()
    watch.timeout.connect(look)
    watch.start(_LOOK_EVERY_MS)
    patience.setSingleShot(True)
    patience.timeout.connect(lambda: loop.exit(1))
    patience.start(_PATIENCE_MS)
    late = loop.exec()
    watch.stop()
    patience.stop()
    if late:
        raise TimeoutError("the page did not come to rest")
