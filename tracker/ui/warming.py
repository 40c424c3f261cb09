"""Loads, once the window rests, what later clicks will need, so that none of them waits for it.

Python reads and runs the files of a page when it is first shown: a tenth of a second in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject

from tracker.ui.tasks import Job, Tasks

# What is opened most comes first; the pages are handed in by whoever knows them.
_OPENED = (
    "tracker.ui.palette.panel",
    "tracker.ui.forms.dialog",
    "tracker.ui.forms.gathering",
    "tracker.ui.forms.study",
    "tracker.ui.forms.spending",
    "tracker.ui.forms.credential",
    "tracker.ui.forms.credential_parts",
    "tracker.ui.forms.plan",
    "tracker.ui.forms.proof",
    "tracker.ui.forms.pathways",
    "tracker.ui.forms.returns",
    "tracker.ui.pages.credentials.board",
    "tracker.ui.pages.credentials.timeline",
    "tracker.ui.pages.credentials.pathways",
    "tracker.ui.pages.credentials.skills",
    "tracker.ui.dialogs.history",
    "tracker.ui.dialogs.keys",
    "tracker.ui.dialogs.keychoice",
    "tracker.ui.dialogs.importing",
)


class Warming(QObject):
    """Imports one module after another beside the window, from its first rest on.

    They share the thread that draws, so that a chart never waits for more than one of them.
    """

    def __init__(self, tasks: Tasks, pages: Sequence[str], parent: QObject) -> None:
        """`pages` are the modules of the pages."""
        super().__init__(parent)
        self._tasks = tasks
        self._left = [*pages, *_OPENED]
        tasks.busy_changed.connect(self._begin)

    def _begin(self, is_busy: bool) -> None:
        if not is_busy:
            self._tasks.busy_changed.disconnect(self._begin)
            self._next()

    def _next(self, _done: object = None) -> None:
        if self._left:
            name = self._left.pop(0)
            self._tasks.draw(lambda job: _load(job, name), self._next)


def _load(_job: Job, name: str) -> None:
    import_module(name)
