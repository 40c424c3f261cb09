"""The side bar: the places, their keys, and what is known of the record's safety.

Where the window is narrow it becomes a rail of icons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.pages import PageSpec
from tracker.ui.parts.keyhint import key_hint_width, key_text, paint_key_hint
from tracker.ui.parts.labels import PlainLabel, set_tip
from tracker.ui.parts.painting import focus_ring, rounded

if TYPE_CHECKING:
    from tracker.ui.actions import ActionSpec
    from tracker.ui.keys.keymap import Keymap

_ROW = 34
_ICON = 17
_INSET = 11
_LOGO = 22
# Wider than this a word is cut all the same, so that the page keeps its room.
_WIDEST = 300


class _Place(QAbstractButton):
    """One entry: icon, words, key. A place that is chosen lies on a white ground."""

    def __init__(self, spec: PageSpec | ActionSpec, keys: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self._usual = tuple(keys)
        self._key = key_text(next(iter(keys), ""))
        self._is_rail = False
        self._has_ring = False
        self.setText(spec.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(spec.text())

    def follow(self, keymap: Keymap) -> None:
        """Show the key that leads here now."""
        self._key = key_text(keymap.first(self.spec.id, self._usual))
        self.set_rail(self._is_rail)

    def wanted_width(self) -> int:
        """The width at which the words and the key have room."""
        look = theme.current()
        wide = QFontMetrics(look.font("nav")).horizontalAdvance(self.text()) + 2
        if not self.spec.at_foot:
            wide += look.px(_ICON) + look.px(10)
        if self._key:
            wide += key_hint_width(self._key) + 6
        return wide + 2 * look.px(_INSET)

    def set_rail(self, is_rail: bool) -> None:
        self._is_rail = is_rail
        tip = self.text()
        if self._key:
            tip = _("{place} ({key})").format(place=self.text(), key=self._key)
        set_tip(self, tip if is_rail else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        height = max(look.px(_ROW), QFontMetrics(look.font("nav")).height() + 12)
        return QSize(height if self._is_rail else 120, height)

    def minimumSizeHint(self) -> QSize:
        """A low window squeezes the entries before it cuts one."""
        return QSize(0, QFontMetrics(theme.current().font("nav")).height() + 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard; a window that comes to the front changes nothing."""
        reason = event.reason()
        if reason != Qt.FocusReason.ActiveWindowFocusReason:
            self._has_ring = reason != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        rect = QRectF(self.rect())
        ink = "ink" if self.isChecked() or self.underMouse() else "muted"
        if self.isChecked():
            rounded(
                painter,
                rect,
                look.radius_control,
                look.color("surface"),
                look.color("line"),
            )
        elif self.underMouse():
            rounded(painter, rect, look.radius_control, look.color("pressed"))
        side = look.px(_ICON)
        inset = (rect.width() - side) / 2 if self._is_rail else look.px(_INSET)
        is_mirrored = self.isRightToLeft()
        x = rect.right() - inset - side if is_mirrored else rect.left() + inset
        box = QRectF(x, rect.center().y() - side / 2, side, side)
        if self._is_rail or not self.spec.at_foot:
            icons.paint(painter, box, self.spec.icon, ink)
        if not self._is_rail:
            # At the foot there are words alone: they leave room for a longer key.
            start = inset if self.spec.at_foot else inset + side + look.px(10)
            self._paint_words(painter, rect, start, ink)
        if self.hasFocus() and self._has_ring:
            focus_ring(painter, rect, look.radius_control)

    def _paint_words(self, painter: QPainter, rect: QRectF, start: float, ink: str) -> None:
        look = theme.current()
        wide = key_hint_width(self._key) if self._key else 0
        end = wide + look.px(_INSET)
        is_mirrored = self.isRightToLeft()
        room = (
            rect.adjusted(end + 6, 0, -start, 0)
            if is_mirrored
            else rect.adjusted(start, 0, -end - 6, 0)
        )
        painter.setFont(look.font("nav"))
        painter.setPen(look.color(ink))
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        cut = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(flags), cut)
        x = rect.left() + end - wide if is_mirrored else rect.right() - end
        if self._key:
            paint_key_hint(painter, QRectF(x, rect.top(), wide, rect.height()), self._key)


class _Brand(QWidget):
    """The stack of stones and the name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_rail = False
        self.setAccessibleName(_("Cairn"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rail(self, is_rail: bool) -> None:
        self._is_rail = is_rail
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, theme.current().px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        rect, side = QRectF(self.rect()), look.px(_LOGO)
        inset = (rect.width() - side) / 2 if self._is_rail else look.px(_INSET) - 2
        is_mirrored = self.isRightToLeft()
        x = rect.right() - inset - side if is_mirrored else rect.left() + inset
        # The stones stand on their ground line; their optical middle lies a pixel lower.
        icons.paint(painter, QRectF(x, rect.center().y() - side / 2, side, side), icons.LOGO)
        if self._is_rail:
            return
        start = inset + side + look.px(9)
        room = rect.adjusted(0, 0, -start, 0) if is_mirrored else rect.adjusted(start, 0, 0, 0)
        flag = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(look.font("brand"))
        painter.setPen(look.color("ink"))
        flag |= Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(flag), _("Cairn"))


class Sidebar(QWidget):
    """The places as a column of entries; `chosen` tells the id of the one that is picked.

    At the foot stand the places that want to, and actions; `asked` tells the id of an action.
    """

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(
        self,
        specs: Sequence[PageSpec],
        actions: Sequence[ActionSpec] = (),
        parent: QWidget | None = None,
    ) -> None:
        """One entry for each of `specs`, none of them chosen, and for each of `actions`."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, theme.HAIRLINE, 0)
        self.setAccessibleName(_("Places"))
        self._is_rail = False
        self._keymap: Keymap | None = None
        self._brand = _Brand(self)
        self._group = QButtonGroup(self)
        self._places: dict[str, _Place] = {}
        self._entries: list[_Place] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP_WIDE)
        column.setSpacing(1)
        column.addWidget(self._brand)
        column.addSpacing(theme.GAP)
        for spec in specs:
            if not spec.at_foot:
                column.addWidget(self._add_place(spec))
        column.addStretch(1)
        for spec in specs:
            if spec.at_foot:
                column.addWidget(self._add_place(spec))
        for action in actions:
            column.addWidget(self._add_action(action))
        column.addSpacing(theme.GAP_SMALL)
        self._foot = PlainLabel("", "small", "muted", wraps=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(_INSET, 0, theme.GAP_TINY, 0)
        foot.addWidget(self._foot)
        column.addLayout(foot)
        self._group.buttonClicked.connect(self._clicked)
        self.set_rail(False)

    def _add_place(self, spec: PageSpec) -> _Place:
        place = _Place(spec, [spec.key], self)
        place.setCheckable(True)
        self._places[spec.id] = place
        self._entries.append(place)
        self._group.addButton(place)
        return place

    def _add_action(self, action: ActionSpec) -> _Place:
        entry = _Place(action, action.shortcuts, self)
        self._entries.append(entry)
        entry.clicked.connect(self._ask)
        return entry

    def follow(self, keymap: Keymap) -> None:
        """Show the keys that lead to each place, now and after every change."""
        self._keymap = keymap
        keymap.changed.connect(self._show_keys)
        self._show_keys()

    def _show_keys(self) -> None:
        if self._keymap is not None:
            for entry in self._entries:
                entry.follow(self._keymap)
        self.set_rail(self._is_rail)

    def choose(self, ident: str) -> None:
        """Mark the entry of a place as the one in sight, without telling of it."""
        if ident in self._places:
            self._places[ident].setChecked(True)

    def set_foot(self, text: str) -> None:
        """Say where the record is and when it was last backed up."""
        self._foot.setText(text)
        self._foot.setVisible(bool(text) and not self._is_rail)

    def set_rail(self, is_rail: bool) -> None:
        """Become a rail of icons, or a bar with words again."""
        self._is_rail = is_rail
        look = theme.current()
        # Longer words, in another language or beside a longer key, widen the bar: none is cut.
        wide = max((entry.wanted_width() for entry in self._entries), default=0) + 2 * theme.GAP
        bar = min(max(look.px(theme.SIDEBAR_WIDTH), wide), look.px(_WIDEST))
        self.setFixedWidth(look.px(theme.RAIL_WIDTH) if is_rail else bar)
        self._brand.set_rail(is_rail)
        for entry in self._entries:
            entry.set_rail(is_rail)
        self._foot.setVisible(bool(self._foot.text()) and not is_rail)

    def is_rail(self) -> bool:
        """Whether only icons are shown."""
        return self._is_rail

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Its ground, and a hairline towards the pages."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.color("sidebar"))
        x = 0 if self.isRightToLeft() else self.width() - theme.HAIRLINE
        painter.fillRect(x, 0, theme.HAIRLINE, self.height(), look.color("line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move between the entries."""
        places = self._entries
        here = next((n for n, place in enumerate(places) if place.hasFocus()), None)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if here is None or step is None:
            super().keyPressEvent(event)
            return
        places[(here + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Place):
            self.chosen.emit(button.spec.id)

    def _ask(self) -> None:
        entry = self.sender()
        if isinstance(entry, _Place):
            self.asked.emit(entry.spec.id)
