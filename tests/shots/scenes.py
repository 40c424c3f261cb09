"""All there is to look at: every page, every dialog, as a table.

A scene is a place and, where it is more than a page, what a person does there to see it. To add
one: a row here; `dev.py shots` draws it in every theme, size and language, and the tests look it
over for faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.shots.questions import questions
from tests.shots.scene import FIRST, Scene
from tracker.domain.changes import Kind
from tracker.ui.actions import ACTIONS
from tracker.ui.firstrun import FirstRun
from tracker.ui.forms import _SPECS, open_form
from tracker.ui.pages import PAGES
from tracker.ui.pictures import Stage

# What these actions open, a dialog or a panel, is a scene.
_OPENERS = ("reminders", "choose-keys", "import", "backups", "keys", "palette", "history")
# The views of a page behind its first.
_VIEWS = {
    "study-log": ("day", "month", "table", "hours"),
    "credentials": ("board", "timeline", "pathways", "skills"),
}


def scenes() -> Iterator[Scene]:
    """Every page, then every form, then what else stands before the window."""
    for spec in PAGES:
        yield Scene(spec.id, spec.id, FIRST if spec.under else 0, needs_rows=bool(spec.under))
    yield from _tabs()
    for kind in _SPECS:
        yield Scene(f"form-{kind.replace('_', '-')}", "today", act=_Form(kind))
    yield Scene("first-run", "today", act=_first_run)
    yield from questions()
    known = {action.id for action in ACTIONS}
    for ident in _OPENERS:
        if ident in known:
            yield Scene(f"dialog-{ident}", "today", act=_Action(ident))


def _first_run(stage: Stage) -> None:
    FirstRun(stage.desk, stage.shell)


def _tabs() -> Iterator[Scene]:
    """The tabs of a credential behind the first, and the views of the study log."""
    for place in range(1, 6):
        act = _Tab(place)
        yield Scene(f"credential-{act.name}", "credential", FIRST, act, needs_rows=True)
    for page, names in _VIEWS.items():
        for name in names:
            # Without any credential there is one thing to see: the offer to add the first.
            is_needed = page == "credentials"
            yield Scene(f"{page}-{name}", page, act=_View(name), needs_rows=is_needed)


@dataclass(frozen=True, slots=True)
class _Form:
    """Opens the form for a new row of a kind."""

    kind: Kind

    def __call__(self, stage: Stage) -> None:
        open_form(stage.desk, self.kind, **_prefill(self.kind))


def _prefill(kind: Kind) -> dict[str, int]:
    if kind == Kind.PATHWAY_STEP:
        return {"pathway_id": FIRST}
    belongs = {Kind.MODULE, Kind.EXAM_ATTEMPT, Kind.RENEWAL, Kind.EVIDENCE}
    return {"credential_id": FIRST} if kind in belongs else {}


@dataclass(frozen=True, slots=True)
class _Action:
    """Does an action of the window."""

    ident: str

    def __call__(self, stage: Stage) -> None:
        stage.shell.run(self.ident)


@dataclass(frozen=True, slots=True)
class _Tab:
    """Opens a tab of the page of a credential."""

    place: int

    @property
    def name(self) -> str:
        """What the tab is called in the name of a picture."""
        return ("overview", "study", "spending", "evidence", "renewal", "history")[self.place]

    def __call__(self, stage: Stage) -> None:
        from tracker.ui.parts.tabs import Tabs

        stage.shell.findChildren(Tabs)[0].setCurrentIndex(self.place)


@dataclass(frozen=True, slots=True)
class _View:
    """Chooses another view of the page, by the id of its choice."""

    ident: str

    def __call__(self, stage: Stage) -> None:
        from PySide6.QtWidgets import QRadioButton

        shown = [one for one in stage.shell.findChildren(QRadioButton) if one.isVisible()]
        next(one for one in shown if getattr(one, "ident", "") == self.ident).click()
