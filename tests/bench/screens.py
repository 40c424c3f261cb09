"""The window on a large record: how long each page takes to show, and what freezes it meanwhile.

A page is shown when all it asked for is there and painted. The yardstick of a page is the painting
of it alone, once it stands; that of a freeze is 50 ms, which nobody feels.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.figures import Figure
from tests.bench.watchdog import Watchdog, run_until
from tests.shots.scenes import scenes
from tracker.domain.study import Share, StudyDraft
from tracker.record import Record
from tracker.services.sample_world.many import many
from tracker.ui.pages import PAGES
from tracker.ui.pictures import Picture, Stage, studio

_RUNS = 9
_FELT_MS = 50.0
_FELT = "50 ms, which nobody feels"
# Longer than any motion of the window, so that nothing of one doing is counted for the next.
_QUIET_LOOKS = 100
_CREDENTIALS = 300
_LINE = "45m yesterday 19:00 #lab"

# How long the window did not answer, and how much of it its own thread computed [ms].
Freeze = tuple[float, float]


def screen_figures(
    path: Path, sessions: int, today: date, *, runs: int = _RUNS, is_whole: bool = True
) -> list[Figure]:
    """How long pages take to show, then the longest freeze of each thing a person does.

    Without `is_whole`, only of what is done on a page, not of each form and dialog.
    """
    with Record.open(path) as record:
        many(record, sessions, today=today, credentials=_CREDENTIALS)
    with studio(path) as open_studio, open_studio.standing(Picture("today")) as stage:
        watch = Watchdog()
        first = dict(_first_shows(stage, watch))
        figures = [_page_figure(stage, spec.id, 1 if spec.under else 0, runs) for spec in PAGES]
        freezes = first | dict(_doings(stage, watch))
        if is_whole:
            freezes |= dict(_openings(stage, watch))
    return figures + [
        Figure(f"freeze: {what}", _FELT, wall, _FELT_MS, f"longest, computing {busy:.0f} ms", 1)
        for what, (wall, busy) in sorted(freezes.items(), key=lambda one: one[1], reverse=True)
    ]


def _first_shows(stage: Stage, watch: Watchdog) -> Iterator[tuple[str, Freeze]]:
    for spec in PAGES[1:]:
        item = 1 if spec.under else 0
        yield (
            f"{spec.id}, seen first",
            _frozen(stage, watch, lambda s=spec, i=item: stage.shell.go(s.id, i)),
        )


def _page_figure(stage: Stage, place: str, item: int, runs: int) -> Figure:
    """The time to show a page that must ask anew, beside that to paint it."""
    other = "today" if place != "today" else "plan"
    shows, paints = [], []
    for _run in range(runs):
        stage.shell.go(other)
        _rest(stage)
        stage.shell.mark_stale()
        _rest(stage)
        page = stage.shell.page(place)
        if page is not None:
            page.mark_stale()
        start = time.perf_counter()
        stage.shell.go(place, item)
        run_until(lambda: not stage.desk.tasks.is_busy())
        QApplication.sendPostedEvents()
        stage.shell.repaint()
        shows.append((time.perf_counter() - start) * 1000)
        image = QPixmap(stage.shell.size())
        start = time.perf_counter()
        stage.shell.render(image)
        paints.append((time.perf_counter() - start) * 1000)
    middle = statistics.median
    return Figure(
        f"page {place}", "painting it alone", middle(shows), middle(paints), "median", runs
    )


def _openings(stage: Stage, watch: Watchdog) -> Iterator[tuple[str, Freeze]]:
    """Each view, form and dialog that a person opens, with its longest freeze."""
    for scene in scenes():
        # Nothing runs in the large record.
        if scene.needs_timer:
            continue
        stage.shell.go(scene.place, scene.item)
        _rest(stage)
        if scene.act is not None:
            yield scene.id, _frozen(stage, watch, partial(scene.act, stage))
            for dialog in stage.windows()[1:]:
                dialog.close()
            _rest(stage)


def _doings(stage: Stage, watch: Watchdog) -> Iterator[tuple[str, Freeze]]:
    """What a person does on a page, each with its longest freeze."""
    for place in ("today", "study-log", "credentials"):
        stage.shell.go(place)
        _rest(stage)
        yield f"log a line on {place}", _frozen(stage, watch, partial(_log, stage))
        for what in ("undo", "redo"):
            yield f"{what} on {place}", _frozen(stage, watch, partial(stage.shell.run, what))
        for size in ((960, 600), (1440, 900)):
            resize = partial(stage.shell.resize, *size)
            yield f"resize {place} to {size[0]}", _frozen(stage, watch, resize)
    stage.shell.go("today")
    _rest(stage)
    yield "type in the one-line field", _frozen(stage, watch, partial(_type, stage))
    for choice in ("dark", "light"):
        wear = partial(stage.desk.theme.choose, choice)
        yield f"theme {choice}", _frozen(stage, watch, wear)


def _log(stage: Stage) -> None:
    draft = StudyDraft(2700, day=date.today(), shares=(Share(1),))
    stage.desk.do(lambda record: record.study.log(draft, is_sure=True))


def _type(stage: Stage) -> None:
    line = stage.desk.slots["line"]
    line.setFocus(Qt.FocusReason.ShortcutFocusReason)
    target = line.focusProxy() or line
    for letter in _LINE:
        QTest.keyClicks(target, letter)
        # No person's letters come without a pause between them.
        run_until(lambda: True)


def _frozen(stage: Stage, watch: Watchdog, do: Callable[[], object]) -> Freeze:
    """The longest stretch without a pause from the beginning of `do` until all has come to rest."""
    watch.begin()
    do()
    _rest(stage)
    return watch.end()


def _rest(stage: Stage) -> None:
    run_until(lambda: not stage.desk.tasks.is_busy(), _QUIET_LOOKS)
