"""The colours of the two themes, and what may stand on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
    shade: str


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
    shade="#1E2327",
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
    shade="#000000",
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
