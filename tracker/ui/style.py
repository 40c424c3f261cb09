"""Dresses the application in a look: Fusion beneath, and one palette.

There is no style sheet for the whole application: Qt would work out its rules for every widget
ever made, at its making and at each change of the theme. Labels take their colours from the palette
(`TONES`), blocks and controls paint themselves from `theme.current()`; so another theme is another
palette and a painting. The few things that Qt itself draws and lays out (menus, calendars, lists
that open, scroll bars) wear a sheet of their own, when they are seen.
"""

from __future__ import annotations

from functools import lru_cache
from string import Template

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from tracker.ui.theme import Look

_Role = QPalette.ColorRole
# Every tone that a label may have, and the role of the palette that carries it. Nothing that the
# window shows is drawn with these roles otherwise.
TONES: dict[str, QPalette.ColorRole] = {
    "ink": _Role.WindowText,
    "muted": _Role.PlaceholderText,
    "accent": _Role.Link,
    "degree": _Role.LinkVisited,
    "bad": _Role.BrightText,
    "money": _Role.Midlight,
    "good": _Role.Shadow,
    "on_disabled": _Role.Dark,
    "on_toast": _Role.ToolTipText,
}
# How wide a scroll bar is, at any size of the text [px].
BAR_WIDTH = 12


def dress(look: Look) -> None:
    """Put palette and font of `look` on the running application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    colours, font = palette(look), look.font("body")
    QToolTip.setPalette(colours)
    QToolTip.setFont(look.font("secondary"))
    app.setPalette(colours)
    _pass_on(QEvent.Type.ApplicationPaletteChange)
    if font == app.font():
        return
    app.setFont(font)
    _pass_on(QEvent.Type.ApplicationFontChange)
    for widget in app.allWidgets():
        follow = getattr(widget, "follow_font", None)
        if follow is not None:
            follow()


def _pass_on(kind: QEvent.Type) -> None:
    """Tell the widgets now; Qt itself would wait for the event loop.

    Whoever hears that the look has changed shall find it everywhere.
    """
    QApplication.sendPostedEvents(None, kind.value)


def palette(look: Look) -> QPalette:
    """The Qt palette of a look: the tones of labels, and what no part paints."""
    t = look.tokens
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    answer = QPalette()
    for where, token in (
        (role.Window, t.background),
        (role.Base, t.surface),
        (role.AlternateBase, t.hover),
        (role.Text, t.ink),
        (role.Button, t.surface),
        (role.ButtonText, t.ink),
        (role.ToolTipBase, t.toast),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.Accent, t.accent),
        (role.Light, t.surface),
        (role.Mid, t.line),
        *((where, getattr(t, tone)) for tone, where in TONES.items()),
    ):
        answer.setColor(where, QColor(token))
    for where in (role.Text, role.ButtonText):
        answer.setColor(group.Disabled, where, QColor(t.on_disabled))
    answer.setColor(group.Disabled, role.Base, QColor(t.disabled))
    return answer


def menu_sheet(look: Look) -> str:
    """What a menu wears."""
    return _filled(_MENU, look)


def popup_sheet(look: Look) -> str:
    """What a list wears that opens under a field, and its scroll bar."""
    return _filled(_POPUP, look)


def calendar_sheet(look: Look) -> str:
    """What a calendar wears."""
    return _filled(_CALENDAR, look)


def bar_sheet(look: Look) -> str:
    """What a scroll bar wears: no buttons. Its handle is painted."""
    return _filled(_BAR, look)


@lru_cache(maxsize=32)
def _filled(sheet: str, look: Look) -> str:
    values = {name: getattr(look.tokens, name) for name in look.tokens.__dataclass_fields__}
    values |= {f"px{n}": f"{look.px(n)}px" for n in _SIZES}
    values["bar"] = f"{BAR_WIDTH}px"
    return Template(sheet).substitute(values)


# Logical sizes used in the sheets below as $pxN; hairlines are one pixel and do not grow.
_SIZES = (4, 5, 6, 7, 8, 10, 24, 28, 36)

_MENU = """
QMenu { background: $surface; color: $ink; border: 1px solid $border; padding: $px5; }
QMenu::item { padding: $px7 $px24 $px7 $px10; border-radius: $px5; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $on_disabled; }
QMenu::icon { padding-left: $px8; }
QMenu::separator { height: 1px; background: $line; margin: $px5 $px6; }
"""

_BAR = """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: $bar; }
QScrollBar:horizontal { height: $bar; }
QScrollBar::handle:vertical { min-height: $px36; }
QScrollBar::handle:horizontal { min-width: $px36; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_POPUP = f"""
QComboBox {{ combobox-popup: 0; }}
QAbstractItemView {{ background: $surface; color: $ink; border: 1px solid $border; outline: none;
  padding: $px4; selection-background-color: $accent_soft; selection-color: $ink; }}
QAbstractItemView::item {{ min-height: $px28; padding: 0 $px8; border-radius: $px5; }}
QAbstractItemView::item:hover {{ background: $hover; color: $ink; }}
QAbstractItemView::item:selected {{ background: $accent_soft; color: $ink; }}
{_BAR}
QScrollBar::handle {{ background: $border; border: none; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:hover {{ background: $border_hover; }}
"""

_CALENDAR = """
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface;
  border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { background: transparent; color: $ink; border: none;
  border-radius: $px5; padding: $px5 $px8; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border: 2px solid $focus; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QTableView { background: $surface; color: $ink; border: none; outline: none;
  alternate-background-color: $hover; selection-background-color: $accent;
  selection-color: $on_accent; }
QCalendarWidget QTableView:disabled { color: $on_disabled; }
"""
