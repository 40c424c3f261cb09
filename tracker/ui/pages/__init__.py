"""The places of the window, as a table. The shell knows these rows and no page's class.

To add a page: write it as a subclass of `tracker.ui.page.Page` in `tracker/ui/pages/`, and add a
row. The class is imported when the page is first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tracker.ui.desk import Desk
    from tracker.ui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One place: its id, words, icon, single key, and the dotted path of its class.

    `text` is asked each time it is shown, so that a change of language reaches it. `make` reads
    `module:Class`; the class is called with the desk. A page `under` another is not in the menu:
    it shows one item of that other page, which stays marked there. One that is `at_foot` stands
    at the foot of the side bar.
    """

    id: str
    text: Callable[[], str]
    icon: str
    key: str
    make: str
    under: str = ""
    at_foot: bool = False

    @property
    def module(self) -> str:
        """The module of the class."""
        return self.make.partition(":")[0]

    def build(self, desk: Desk) -> Page:
        """Import the class and make the page."""
        return _load(self.make)(desk)


@dataclass(frozen=True, slots=True)
class SlotSpec:
    """Something that stands in the top bar on every page: `make` as in `PageSpec`.

    `stretch` is its share of the room that is left; `least` its smallest width [logical px],
    whatever the font.
    """

    id: str
    make: str
    stretch: int = 0
    least: int = 0

    def build(self, desk: Desk) -> QWidget:
        """Import the class and make the widget."""
        return _load(self.make)(desk)


def _load(path: str) -> Callable[..., Any]:
    module, name = path.split(":")
    return getattr(import_module(module), name)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", lambda: _("Today"), "today", "1", "tracker.ui.pages.today.page:TodayPage"),
    PageSpec(
        "credentials",
        lambda: _("Credentials"),
        "credentials",
        "2",
        "tracker.ui.pages.credentials.page:CredentialsPage",
    ),
    PageSpec(
        "credential",
        lambda: _("Credential"),
        "credentials",
        "",
        "tracker.ui.pages.credential.page:CredentialPage",
        under="credentials",
    ),
    PageSpec(
        "study-log",
        lambda: _("Study log"),
        "study-log",
        "3",
        "tracker.ui.pages.study_log.page:StudyLogPage",
    ),
    PageSpec(
        "spending",
        lambda: _("Spending"),
        "spending",
        "4",
        "tracker.ui.pages.spending.page:SpendingPage",
    ),
    PageSpec("plan", lambda: _("Plan"), "plan", "5", "tracker.ui.pages.plan.page:PlanPage"),
    PageSpec(
        "return-on-time",
        lambda: _("Return on time"),
        "return",
        "6",
        "tracker.ui.pages.returns.page:ReturnsPage",
    ),
    PageSpec(
        "settings",
        lambda: _("Settings"),
        "settings",
        ",",
        "tracker.ui.pages.settings.page:SettingsPage",
        at_foot=True,
    ),
)

# The one-line field never gets less than 320.
SLOTS: tuple[SlotSpec, ...] = (
    SlotSpec("line", "tracker.ui.oneline.slot:OneLine", stretch=1, least=320),
    SlotSpec("timer", "tracker.ui.timer.slot:TimerSlot"),
    SlotSpec("bell", "tracker.ui.reminding.bell:Bell"),
)
