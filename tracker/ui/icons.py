"""The one set of icons, drawn for Cairn, tinted from the theme when they are painted.

Each icon is an SVG under `resources/icons` on a grid of 24 px whose strokes are `currentColor`.
A `QIcon` from here asks for the look at each painting, so a change of theme needs no second icon.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tracker.paths import resource
from tracker.ui import theme
from tracker.ui.tokens import DARK, LIGHT

LOGO = "cairn"

NAMES = frozenset(path.stem for path in resource("icons").glob("*.svg"))


# What points along the way one reads points the other way where that is mirrored.
_MIRRORED = {"chevron-left": "chevron-right", "undo": "redo"}
_MIRRORED |= {there: here for here, there in _MIRRORED.items()}


def facing(name: str) -> str:
    """The icon that says the same as `name` in the direction in which the window is read."""
    is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _MIRRORED.get(name, name) if is_mirrored else name


def icon(name: str, tone: str = "ink") -> QIcon:
    """The icon `name` in the colour of the token `tone`; greyed by itself where disabled.

    Raises `KeyError` where no such icon exists: that is our fault, found by the first test.
    """
    _source(name)
    return QIcon(_Engine(name, tone))


def paint(painter: QPainter, rect: QRectF, name: str, tone: str = "ink") -> None:
    """Draw the icon `name` into `rect`, in the colour of the token `tone`."""
    _renderer(facing(name), theme.current().color(tone).name()).render(painter, rect)


def pixmap(name: str, size: float, tone: str = "ink", ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels for a screen with `ratio` dots a pixel."""
    return _pixmap(facing(name), theme.current().color(tone).name(), round(size * ratio), ratio)


def in_ink(name: str, size: float, ratio: float, *, is_dark: bool) -> QPixmap:
    """The icon in the ink of the light or the dark theme, for a ground that is not the window's."""
    ink = (DARK if is_dark else LIGHT).ink
    return _pixmap(name, QColor(ink).name(), round(size * ratio), ratio)


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, dots: int, ratio: float) -> QPixmap:
    image = QImage(dots, dots, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = _source(name)
    if name == LOGO:
        text = _in_theme(text)
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    if name not in NAMES:
        raise KeyError(name)
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _in_theme(text: str) -> str:
    """The logo carries the colours of the light theme; each becomes the same token of this one."""
    here, light = theme.current().tokens, LIGHT
    stones = zip(light.heat[2:], here.heat[2:], strict=True)
    for old, new in [(light.money, here.money), *stones]:
        text = text.replace(old, new)
    return text


class _Engine(QIconEngine):
    """Paints an SVG in the tone of the moment, at the dots of the screen it is painted on."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        _renderer(facing(self._name), self._colour(mode).name()).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Since Qt 6.8 the size is in logical pixels and the scale is the dots of one.
        image = QPixmap(round(size.width() * scale), round(size.height() * scale))
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return image

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)

    def key(self) -> str:
        return "cairn"

    def _colour(self, mode: QIcon.Mode) -> QColor:
        tone = "on_disabled" if mode == QIcon.Mode.Disabled else self._tone
        return theme.current().color(tone)
