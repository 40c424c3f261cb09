"""The menu of the house: a list of what can be done, in the look of the moment."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from tracker.ui import theme
from tracker.ui.style import menu_sheet


class Menu(QMenu):
    """A menu that dresses each time it opens; the menus below it wear the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty menu."""
        super().__init__(parent)
        self.aboutToShow.connect(self.dress)

    def dress(self) -> None:
        """Take the look of the moment; where it opens by itself there is no need to call this."""
        dress_menu(self)


def dress_menu(menu: QMenu) -> None:
    """Give a menu, such as one that Qt made, the look of the moment."""
    wanted = menu_sheet(theme.current())
    if menu.styleSheet() != wanted:
        menu.setStyleSheet(wanted)
