"""Every colour, size and type of the window, in one place.

`Tokens` are the colours of one theme, `Look` is what is drawn with now (tokens, scale and font
family), `current()` hands it to whatever paints. `ThemeWatcher` follows the system or the person's
choice and tells the window when the look has changed. Nothing else in `ui` writes a colour or a
size; sizes are logical pixels at the ordinary interface font and grow with it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

Choice = Literal["system", "light", "dark"]

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
# No motion lasts longer, and there is none where the system asks for less of it.
MOTION_MS = 120


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as `#RRGGBB`.

    A text colour reaches 4.5 : 1 on every ground it may stand on, a control's border 3 : 1 on
    every ground a control may stand on; tests compute both.
    """

    name: Literal["light", "dark"]
    background: str
    sidebar: str
    surface: str
    line: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    money: str
    degree: str
    good: str
    bad: str
    on_bad: str
    accent_soft: str
    money_soft: str
    degree_soft: str
    good_soft: str
    bad_soft: str
    heat: tuple[str, str, str, str, str]
    border: str
    border_hover: str
    border_pressed: str
    border_disabled: str
    focus: str
    hover: str
    pressed: str
    disabled: str
    on_disabled: str
    accent_hover: str
    accent_pressed: str
    bad_hover: str
    bad_pressed: str
    track: str
    toast: str
    on_toast: str
    toast_action: str


LIGHT = Tokens(
    name="light",
    background="#F6F5F1",
    sidebar="#EFEDE7",
    surface="#FFFFFF",
    line="#E3E0D8",
    ink="#1E2327",
    muted="#5F676F",
    accent="#0F6E66",
    on_accent="#FFFFFF",
    money="#A55304",
    degree="#5252CC",
    good="#156C41",
    bad="#B42318",
    on_bad="#FFFFFF",
    accent_soft="#DCEEEB",
    money_soft="#FBEBD7",
    degree_soft="#E8E8FB",
    good_soft="#DDF3E6",
    bad_soft="#FCE5E2",
    heat=("#EBE8E1", "#BFE0DA", "#7CC2B8", "#34988C", "#0F6E66"),
    border="#8A877E",
    border_hover="#6E6B63",
    border_pressed="#55524B",
    border_disabled="#8A877E",
    focus="#0F6E66",
    hover="#F6F5F1",
    pressed="#EBE8E1",
    disabled="#F2F0EB",
    on_disabled="#6B7178",
    accent_hover="#0C5F58",
    accent_pressed="#0A504A",
    bad_hover="#9C1E15",
    bad_pressed="#841911",
    track="#EBE8E1",
    toast="#1E2327",
    on_toast="#FFFFFF",
    toast_action="#7CC2B8",
)

DARK = Tokens(
    name="dark",
    background="#14171A",
    sidebar="#101315",
    surface="#1C2024",
    line="#2C3237",
    ink="#E9ECEE",
    muted="#A2ABB3",
    accent="#4FC3B5",
    on_accent="#08211E",
    money="#F0A04B",
    degree="#9A9AF5",
    good="#5AD08E",
    bad="#F97066",
    on_bad="#2A0B08",
    accent_soft="#15332F",
    money_soft="#38260F",
    degree_soft="#25254A",
    good_soft="#12301F",
    bad_soft="#3B1714",
    heat=("#22272B", "#16403B", "#1B655C", "#2A9486", "#4FC3B5"),
    border="#6A727A",
    border_hover="#8A929A",
    border_pressed="#A2ABB3",
    border_disabled="#6A727A",
    focus="#4FC3B5",
    hover="#23282D",
    pressed="#2C3237",
    disabled="#1A1E21",
    on_disabled="#8A929A",
    accent_hover="#67CFC2",
    accent_pressed="#3FB0A3",
    bad_hover="#FA857C",
    bad_pressed="#E8645A",
    track="#22272B",
    toast="#E9ECEE",
    on_toast="#14171A",
    toast_action="#0F6E66",
)

# What stands on what as text: (text, grounds). The test of contrast walks exactly this table.
TEXT_ON: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ink", ("background", "sidebar", "surface", "hover", "pressed")),
    ("ink", ("accent_soft", "money_soft", "degree_soft", "good_soft", "bad_soft")),
    ("muted", ("background", "sidebar", "surface", "hover", "accent_soft")),
    ("muted", ("money_soft", "degree_soft", "good_soft", "bad_soft")),
    ("accent", ("background", "sidebar", "surface", "hover", "accent_soft")),
    ("money", ("background", "sidebar", "surface", "hover", "money_soft")),
    ("degree", ("background", "sidebar", "surface", "hover", "degree_soft")),
    ("good", ("background", "sidebar", "surface", "hover", "good_soft")),
    ("bad", ("background", "sidebar", "surface", "hover", "bad_soft")),
    ("on_accent", ("accent", "accent_hover", "accent_pressed")),
    ("on_bad", ("bad", "bad_hover", "bad_pressed")),
    ("on_toast", ("toast",)),
    ("toast_action", ("toast",)),
    # WCAG asks nothing of a disabled control; it can be read all the same.
    ("on_disabled", ("disabled", "surface")),
)

# What must be told from its ground as a shape (3 : 1): (mark, grounds).
MARK_ON: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("border", ("background", "sidebar", "surface")),
    ("border_hover", ("background", "sidebar", "surface", "hover")),
    ("border_pressed", ("background", "sidebar", "surface", "pressed")),
    ("border_disabled", ("background", "surface", "disabled")),
    ("focus", ("background", "sidebar", "surface", "hover", "pressed", "accent_soft")),
    ("accent", ("track", "surface", "background")),
    ("money", ("track", "surface", "background")),
    ("degree", ("track", "surface", "background")),
    ("bad", ("track", "surface", "background")),
    ("good", ("track", "surface", "background")),
)


def contrast(one: str, other: str) -> float:
    """How well two `#RRGGBB` colours tell apart: 1 (not at all) to 21 (black on white).

    The formula is WCAG 2.2, «contrast ratio» over «relative luminance».
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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

    def font(self, role: Role = "body", *, is_tabular: bool = False) -> QFont:
        """The font of a kind of text; `is_tabular` gives all figures the same width."""
        size, weight = TYPE[role]
        font = QFont()
        if self.family:
            font.setFamily(self.family)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        if is_tabular:
            font.setFeature(_TABULAR, 1)
        return font

    def color(self, token: str) -> QColor:
        """The colour of a token by its name, such as `accent` or `bad_soft`."""
        return QColor(getattr(self.tokens, token))


_look = Look()


def current() -> Look:
    """The look to paint with now. Ask at each painting and keep nothing of it."""
    return _look


def with_tabular_figures(font: QFont) -> QFont:
    """A copy of `font` whose figures all have the same width, where the font knows how."""
    copy = QFont(font)
    copy.setFeature(_TABULAR, 1)
    return copy


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
