"""Every size and type of the window, and the look it is drawn with now.

The colours are the `Tokens` of `tokens.py`; `Look` is what is drawn with now (tokens, scale and
font family), `current()` hands it to whatever paints. `ThemeWatcher` follows the system or the
person's choice and tells the window when the look has changed. Nothing else in `ui` writes a
colour or a size; sizes are logical pixels at the ordinary interface font and grow with it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

from tracker.ui.tokens import DARK, LIGHT, Tokens

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")
# The sizes of text one may choose, in percent of the system's own.
TEXT_PERCENTS = (100, 125, 150, 175, 200)
# The name under which the window keeps that choice.
TEXT_SETTING = "text_percent"

# Spacing, on a grid of 4 px.
GAP_TINY, GAP_SMALL, GAP, GAP_WIDE, MARGIN = 4, 8, 12, 16, 24
CARD_PADDING = 18
RADIUS_CARD, RADIUS_CONTROL, RADIUS_SMALL = 12, 9, 5
CONTROL_HEIGHT = 36
ROW_HEIGHT = 40
HAIRLINE = 1
FOCUS_WIDTH = 2
SIDEBAR_WIDTH, RAIL_WIDTH = 212, 60
TOPBAR_HEIGHT = 60
RAIL_BELOW = 1200
CONTENT_WIDTH = 1560
MINIMUM_WINDOW = (960, 600)
# How much of the window behind a question is covered: it stays legible and steps back.
SHADE_OPACITY = 0.42
# No motion lasts longer, and there is none where the system asks for less of it.
MOTION_MS = 120


Role = Literal[
    "title", "section", "body", "strong", "nav", "secondary", "chip", "small", "number", "brand"
]

# Size (logical pixels at the ordinary interface font) and weight of each kind of text.
TYPE: dict[Role, tuple[float, int]] = {
    "title": (22, QFont.Weight.Bold.value),
    "section": (14, QFont.Weight.DemiBold.value),
    "body": (13, QFont.Weight.Normal.value),
    "strong": (13, QFont.Weight.DemiBold.value),
    "nav": (13, QFont.Weight.Medium.value),
    "secondary": (12, QFont.Weight.Normal.value),
    "chip": (11.5, QFont.Weight.DemiBold.value),
    "small": (11.5, QFont.Weight.Normal.value),
    "number": (26, QFont.Weight.Bold.value),
    "brand": (16, QFont.Weight.DemiBold.value),
}

_TABULAR = QFont.Tag("tnum")
# The fonts made so far, by what they were made of: one is asked for at every painting.
_fonts: dict[tuple[float, str, Role, bool], QFont] = {}


@dataclass(frozen=True, slots=True)
class Look:
    """What is drawn with now: tokens, how much everything is enlarged, and the font family.

    `scale` is 1 at the system's ordinary interface font and grows with it (2 at 200 %).
    `is_still` is true where the system asks for less motion.
    """

    tokens: Tokens = LIGHT
    scale: float = 1.0
    family: str = ""
    is_still: bool = False

    def px(self, size: float) -> int:
        """`size` logical pixels, enlarged with the interface font; at least 1 for any size > 0."""
        return max(1, round(size * self.scale)) if size > 0 else 0

    @property
    def radius_card(self) -> int:
        """The radius of a card's corners [px]."""
        return self.px(RADIUS_CARD)

    @property
    def radius_control(self) -> int:
        """The radius of a button's or field's corners [px]."""
        return self.px(RADIUS_CONTROL)

    @property
    def radius_small(self) -> int:
        """The radius of a small thing's corners [px], such as a key hint's."""
        return self.px(RADIUS_SMALL)

    def font(self, role: Role = "body", *, is_tabular: bool = False) -> QFont:
        """The font of a kind of text; `is_tabular` gives all figures the same width."""
        key = (self.scale, self.family, role, is_tabular)
        if (font := _fonts.get(key)) is None:
            size, weight = TYPE[role]
            font = QFont()
            if self.family:
                font.setFamily(self.family)
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight(weight))
            if is_tabular:
                font.setFeature(_TABULAR, 1)
            _fonts[key] = font
        return QFont(font)

    def color(self, token: str) -> QColor:
        """The colour of a token by its name, such as `accent` or `bad_soft`."""
        return QColor(getattr(self.tokens, token))


_look = Look()


def current() -> Look:
    """The look to paint with now. Ask at each painting and keep nothing of it."""
    return _look


# The size (logical px) that each system gives its interface text ordinarily: Segoe UI 9 pt,
# SF 13 pt, and 10 pt as the middle of GNOME's 11 and Qt's own 9 elsewhere.
_ORDINARY_PX = {"win32": 12.0, "darwin": 13.0}
_ORDINARY_PX_ELSEWHERE = 13.33
# What a Linux without a desktop's settings answers: not a choice anyone made.
_FALLBACKS = {"sans serif", "sans", "sans-serif", "dejavu sans", "bitstream vera sans", "fixed"}


def interface_font() -> tuple[str, float]:
    """Family and scale of the system's interface font.

    Where the system has none of its own (a bare X server, an off-screen run) and Inter is
    installed, Inter is taken. The scale is never below 1: our sizes are already small.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    family = font.family()
    if family.casefold() in _FALLBACKS:
        known = set(QFontDatabase.families())
        family = "Inter" if "Inter" in known else QFontInfo(font).family()
    pixels = float(QFontInfo(font).pixelSize())
    ordinary = _ORDINARY_PX.get(sys.platform, _ORDINARY_PX_ELSEWHERE)
    # A tenth more or less is how desktops differ, not a wish for larger text.
    ratio = pixels / ordinary
    return family, ratio if ratio > 1.15 else 1.0


def known_percent(kept: Any) -> int:
    """A text size as it was kept, or 100 where that is none that can be chosen."""
    return kept if kept in TEXT_PERCENTS else 100


def scale_of(percent: int) -> float | None:
    """How much `ThemeWatcher.enlarge` is to draw larger for a text size in percent of the system's.

    None for 100, where the system's own size is followed. Never above 2 or the system's own: no
    page is made for more.
    """
    if percent == 100:
        return None
    own = interface_font()[1]
    return max(own, min(own * percent / 100, 2.0))


def _is_motion_unwanted() -> bool:
    """Whether the system asks for less motion; a bare X server, which says nothing, gets none."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return QApplication.style().styleHint(hint) == 0


class ThemeWatcher(QObject):
    """Keeps the look right: by the system, or by the person's choice.

    `changed` is emitted after `current()` answers with the new look and the application wears it.
    """

    changed = Signal()

    def __init__(self, choice: Choice = "system", parent: QObject | None = None) -> None:
        """Needs a `QApplication`; nothing is drawn differently before `wear()`."""
        super().__init__(parent)
        self._choice: Choice = choice
        self._enlarged_by: float | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> Choice:
        """What the person chose: `system`, `light` or `dark`."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Take `choice` from now on, at once and everywhere."""
        self._choice = choice
        self.wear()

    def enlarge(self, scale: float | None) -> None:
        """Draw everything `scale` times as large, or by the interface font again with None."""
        self._enlarged_by = scale
        self.wear()

    def wear(self) -> None:
        """Work out the look anew; where it differs, dress the application and say so."""
        global _look
        look = self._wanted()
        if look == _look and self.property("is_worn"):
            return
        _look = look
        self.setProperty("is_worn", True)
        from tracker.ui.style import dress

        dress(look)
        self.changed.emit()

    def _follow(self) -> None:
        if self.property("is_worn"):
            self.wear()

    def _wanted(self) -> Look:
        family, scale = interface_font()
        return replace(
            Look(),
            tokens=self._tokens(),
            family=family,
            scale=self._enlarged_by or scale,
            is_still=_is_motion_unwanted(),
        )

    def _tokens(self) -> Tokens:
        if self._choice != "system":
            return DARK if self._choice == "dark" else LIGHT
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
