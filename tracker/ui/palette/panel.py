"""The command palette: one field over everything that can be done, seen or found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _, ngettext, pgettext
from tracker.ui import icons, theme
from tracker.ui.dialogs.base import main_window
from tracker.ui.keys.keyed import usual_keys
from tracker.ui.keys.keymap import pressed_keys
from tracker.ui.numbers import count
from tracker.ui.palette.entries import (
    FURTHER,
    NEWEST,
    Found,
    further,
    gather,
    matching,
    offered,
    search_all,
    standing,
)
from tracker.ui.palette.list import PaletteList, spoken
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.keyhint import KeyHint, key_text
from tracker.ui.parts.labels import PlainLabel

if TYPE_CHECKING:
    from tracker.ui.desk import Desk
    from tracker.ui.tasks import Job

_WIDTH = 660
_PAD = 10
# Where it begins, as a share of the window's height, and how far down it may reach.
_TOP, _LOWEST = 0.11, 0.9
_PAGE = 6
_SETTING = "palette"
_REMEMBERED = 12
_ICON = 16
# More letters than any name that is looked for has.
_LETTERS = 200


def open_palette(desk: Desk) -> Palette | None:
    """Open the palette over the window; where it is open, close it and answer None."""
    window = main_window()
    if window is None:
        return None
    for one in window.findChildren(Palette):
        if one.isVisible():
            one.leave()
            return None
    return Palette(desk, window)


class Palette(QWidget):
    """Lies over the whole window; a click beside the panel, Esc or the same key close it.

    The keyboard stays in the field; the line that is chosen is told to a screen reader.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Shows what stands at once, and what the record answers as soon as it does."""
        super().__init__(window)
        self._desk = desk
        self._before = QApplication.focusWidget()
        self._entries: list[Found] = standing(desk)
        self._is_complete = False
        self._is_opening = False
        self._search: Job | None = None
        self._make()
        self.setAccessibleName(_("Command palette"))
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self._show()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        desk.ask(gather, self._gathered, self._not_gathered, key=(self, "gather"))

    def leave(self) -> None:
        """Close, and give the keyboard back to where it was."""
        # Hidden with the keyboard in it, Qt would hand that to the first entry of the side bar.
        self.field.clearFocus()
        self.hide()
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        before = self._before
        try:
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.PopupFocusReason)
        except RuntimeError:
            # The widget that had the keyboard was deleted meanwhile.
            pass
        self.deleteLater()

    def open_chosen(self) -> None:
        """Do or show what is chosen; who types faster than the record answers waits for it."""
        if not self._is_complete:
            self._is_opening = True
            return
        found = self.list.chosen()
        if found is None:
            return
        if found.group == FURTHER:
            found.run(self._desk)
            return
        self._remember(found.key)
        desk = self._desk
        self.leave()
        found.run(desk)

    def search(self, _desk: Desk | None = None) -> None:
        """Look in all study and spending of all time."""
        query = self.field.text().strip()
        self._search = self._desk.ask(
            lambda record: search_all(record, query), self._searched, key=(self, "search")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """The keyboard stays here."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shade over the window."""
        painter = QPainter(self)
        painter.setOpacity(theme.SHADE_OPACITY)
        painter.fillRect(self.rect(), theme.current().color("shade"))

    def _make(self) -> None:
        self.panel = Ground("floating", parent=self)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(_PAD, _PAD, _PAD, theme.GAP_SMALL)
        column.setSpacing(theme.GAP_SMALL)
        self.field = _Field(self._desk.keys.keys("palette", usual_keys("palette")))
        self.list = PaletteList()
        self.nothing = PlainLabel("", tone="muted", wraps=True)
        self.nothing.setContentsMargins(_PAD, theme.GAP_SMALL, _PAD, theme.GAP_SMALL)
        for widget in (self.field, self.list, self.nothing, Rule()):
            column.addWidget(widget, 1 if widget is self.list else 0)
        column.addLayout(_hints())
        self.field.textChanged.connect(self._typed)
        self.field.stepped.connect(self._step)
        self.field.paged.connect(self._page)
        self.field.entered.connect(self.open_chosen)
        self.field.escaped.connect(self.leave)
        self.list.picked.connect(self.open_chosen)

    def _gathered(self, entries: list[Found]) -> None:
        self._entries += entries
        self._is_complete = True
        chosen = self.list.chosen()
        self._show(chosen.key if chosen and self.list.place()[0] > 1 else None)
        if self._is_opening and self.isVisible():
            self.open_chosen()

    def _not_gathered(self, error: BaseException) -> None:
        """What stands can be done even where the record does not answer."""
        self._desk.failed.emit(error)
        self._gathered([])

    def _searched(self, found: list[Found]) -> None:
        query = self.field.text().strip()
        groups = matching(query, self._entries, self._recent())
        shown = {entry.key for _group, held in groups for entry in held}
        # What the record found is shown whole, also where only a note speaks of it.
        more = [entry for entry in found if entry.key not in shown]
        if more:
            groups.append((FURTHER, more))
        self._show_groups(groups, query, more[0].key if more else None)
        if groups and not more:
            self._say(_("There is nothing more about «{query}».").format(query=query))

    def _typed(self) -> None:
        if self._search is not None:
            self._search.stop()
        self._show()

    def _show(self, kept: str | None = None) -> None:
        query = self.field.text().strip()
        if query:
            groups = matching(query, self._entries, self._recent())
            if self._may_search():
                groups.append((FURTHER, [further(query, self.search)]))
            self._show_groups(groups, query, kept)
        else:
            self._show_groups(offered(self._entries, self._recent()), query, kept)

    def _show_groups(
        self,
        groups: list[tuple[str, list[Found]]],
        query: str,
        kept: str | None = None,
    ) -> None:
        self.list.show_groups(groups, kept)
        self.list.setVisible(bool(groups))
        is_empty = not groups and self._is_complete
        self._say(_("Nothing is called «{query}».").format(query=query) if is_empty else "")
        self._tell()

    def _say(self, text: str) -> None:
        """Say under the list what was not found."""
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))
        self._place()
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))

    def _may_search(self) -> bool:
        """Whether the record may hold more than was looked through."""
        dated = [e for e in self._entries if e.key.startswith(("study:", "expense:"))]
        return len(self.field.text().strip()) > 1 and len(dated) >= NEWEST

    def _recent(self) -> list[str]:
        kept = self._desk.settings.get(_SETTING)
        mine = kept.get(str(self._desk.record.path)) if isinstance(kept, dict) else None
        return [key for key in mine if isinstance(key, str)] if isinstance(mine, list) else []

    def _remember(self, key: str) -> None:
        kept = self._desk.settings.get(_SETTING)
        mine = [key, *(one for one in self._recent() if one != key)][:_REMEMBERED]
        others = dict(kept) if isinstance(kept, dict) else {}
        self._desk.settings.set(_SETTING, others | {str(self._desk.record.path): mine})

    def _step(self, by: int) -> None:
        self.list.step(by)
        self._tell()

    def _page(self, by: int) -> None:
        self.list.step(by * _PAGE, wraps=False)
        self._tell()

    def _tell(self) -> None:
        """Say to a screen reader what is chosen, and the how manieth of how many."""
        found = self.list.chosen()
        text = ""
        if found is not None:
            number, total = self.list.place()
            text = ngettext("{line}, {n} of {total}", "{line}, {n} of {total}", total).format(
                line=spoken(found), n=count(number), total=count(total)
            )
        self.field.setAccessibleDescription(text)
        if text and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))

    def _place(self) -> None:
        """Put the panel where it belongs, as tall as what it holds."""
        look, room = theme.current(), self.rect()
        wide = min(look.px(_WIDTH), room.width() - 2 * theme.MARGIN)
        top = int(room.height() * _TOP)
        self.list.setFixedHeight(0)
        layout = self.panel.layout()
        assert layout is not None
        layout.activate()
        rest = self.panel.sizeHint().height()
        most = max(int(room.height() * _LOWEST) - top - rest, look.px(80))
        self.list.setFixedHeight(min(self.list.full_height(), most))
        layout.activate()
        self.panel.setGeometry((room.width() - wide) // 2, top, wide, rest + self.list.height())


class _Field(LineField):
    """The line of the palette: its keys choose, all others write."""

    stepped = Signal(int)
    paged = Signal(int)
    entered = Signal()
    escaped = Signal()

    def __init__(self, closing: Sequence[str]) -> None:
        super().__init__("", _("Do, go to or find…"))
        # Letters alone are written; with Ctrl or the like the key that opened it closes it.
        self._closing = [keys for keys in closing if "+" in keys]
        self.setMaxLength(_LETTERS)
        self.setAccessibleName(_("Do, go to or find"))
        side = theme.current().px(_ICON) + theme.GAP_SMALL
        is_mirrored = self.isRightToLeft()
        self.keep_free(0 if is_mirrored else side, side if is_mirrored else 0)

    def event(self, event: QEvent) -> bool:
        """No shortcut of the window is meant while one writes here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose, Enter opens, Esc or the palette's own key close."""
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Backtab: -1,
        }
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in steps:
            self.stepped.emit(steps[Qt.Key(key)])
        elif key in pages:
            self.paged.emit(pages[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape or pressed_keys(event.keyCombination()) in self._closing:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _is_next: bool) -> bool:
        """Tab chooses the next line instead of leaving."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the glass that says what it is for."""
        super().paintEvent(event)
        look = theme.current()
        side = look.px(_ICON)
        x = self.width() - side - theme.GAP if self.isRightToLeft() else theme.GAP
        glass = icons.pixmap("search", side, "muted", self.devicePixelRatioF())
        QPainter(self).drawPixmap(x, (self.height() - side) // 2, glass)


def _hints() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_PAD, 0, _PAD, 0)
    row.setSpacing(6)
    for keys, words in (
        ("↑ ↓", _("choose")),
        (key_text("Enter"), pgettext("what a key does", "open")),
        (key_text("Esc"), _("close")),
    ):
        row.addWidget(KeyHint(keys))
        row.addWidget(PlainLabel(words, "small", "muted"))
        row.addSpacing(theme.GAP_SMALL)
    row.addStretch(1)
    return row
