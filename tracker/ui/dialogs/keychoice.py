"""Choosing keys: every action and place with the keys that do it, to change one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.keys.keyed import Keyed, heading, holder_of, keyed
from tracker.ui.keys.keymap import may_be_chosen, pressed_keys
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Rule
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.keyhint import key_text
from tracker.ui.parts.labels import PlainLabel

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

_WIDTH = 640


class KeyButton(Button):
    """Shows some keys; pressed, it waits for others. `pressed_new` tells which.

    Esc leaves them as they are, Backspace takes them away.
    """

    pressed_new = Signal(str)
    # Qt sends the first events while the button is still being made.
    _is_waiting = False

    def __init__(self, what: str) -> None:
        """`what` is that which the keys do, for a screen reader."""
        super().__init__("–")
        self._what = what
        self._shown = ""
        self.clicked.connect(self._wait)

    def is_waiting(self) -> bool:
        """Whether the next key that is pressed is the new one."""
        return self._is_waiting

    def show_keys(self, keys: str) -> None:
        """Show `keys`, or a dash."""
        self._is_waiting = False
        self._shown = keys
        text = " / ".join(key_text(one) for one in keys.split("; ") if one) or "–"
        self.set_kind("plain")
        self._say(text, _("{what}: {keys}").format(what=self._what, keys=text))

    def event(self, event: QEvent) -> bool:
        """While it waits every key is meant for it, those of the window too."""
        if self._is_waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._is_waiting and isinstance(event, QKeyEvent) and _is_press(event):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys, or wait on while only Shift or Ctrl is down."""
        if not self._is_waiting:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._wait()
            else:
                super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.show_keys(self._shown)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._is_waiting = False
            self.pressed_new.emit("")
        elif keys := pressed_keys(event.keyCombination()):
            self._is_waiting = False
            self.pressed_new.emit(keys)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere chooses nothing."""
        if self._is_waiting:
            self.show_keys(self._shown)
        super().focusOutEvent(event)

    def _wait(self) -> None:
        self._is_waiting = True
        self.set_kind("primary")
        self._say(_("Press the keys…"), _("{what}: press the new keys").format(what=self._what))
        text = _("Press the new keys; Esc leaves them, Backspace takes them away.")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _say(self, text: str, name: str) -> None:
        self.setText(text)
        self.setAccessibleName(name)
        self.updateGeometry()


def _is_press(event: QEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress


class KeyChoice(Dialog):
    """Every action with its keys. A conflict is named and nothing is taken from the other."""

    def __init__(self, desk: Desk) -> None:
        """As the keys are now."""
        super().__init__(_("Choose keys"), _WIDTH, is_scrolled=True)
        self._keymap = desk.keys
        self._all = keyed()
        self.body.addWidget(
            PlainLabel(
                _(
                    "Choose a line and press the new keys. Single letters wait while you type in a"
                    " field. Esc leaves a line as it was, Backspace takes its keys away."
                ),
                tone="muted",
                wraps=True,
            )
        )
        self.search = LineField("", _("Find an action or a key"))
        self.search.setAccessibleName(_("Find an action or a key"))
        self.search.textChanged.connect(self._filter)
        self.body.addWidget(self.search)
        self._rows: list[_Row] = []
        self._headings: dict[str, tuple[PlainLabel, Rule]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP_SMALL)
        grid.setVerticalSpacing(theme.GAP_TINY)
        grid.setColumnStretch(0, 1)
        line = 0
        for one in self._all:
            if one.group not in self._headings:
                title, rule = PlainLabel(heading(one.group), "section"), Rule()
                title.setContentsMargins(0, theme.GAP if line else 0, 0, 0)
                self._headings[one.group] = (title, rule)
                grid.addWidget(title, line, 0, 1, 3)
                grid.addWidget(rule, line + 1, 0, 1, 3)
                line += 2
            row = _Row(one)
            row.button.pressed_new.connect(self._chosen)
            row.back.clicked.connect(self._reset)
            grid.addWidget(row.name, line, 0)
            grid.addWidget(row.button, line, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(row.back, line, 2)
            self._rows.append(row)
            line += 1
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.nothing = PlainLabel(_("Nothing is called so."), tone="muted")
        self.nothing.hide()
        self.body.addWidget(self.nothing)
        self.all_back = Button(_("Reset all keys"), icon="undo", run=self._reset_all)
        self.buttons.addWidget(self.all_back)
        self.buttons.addStretch(1)
        self.add_button(cancel_button(self, _("Close")))
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def button_of(self, ident: str) -> KeyButton:
        """The button that shows the keys of an action or a place."""
        return next(row.button for row in self._rows if row.one.ident == ident)

    def _chosen(self, keys: str) -> None:
        row = next(row for row in self._rows if row.button is self.sender())
        if keys and not may_be_chosen(keys):
            self._refuse(
                _("{keys} is needed in fields, lists and dialogs; press others.").format(
                    keys=key_text(keys)
                )
            )
        elif keys and (other := holder_of(keys, self._keymap, row.one.ident, self._all)):
            self._refuse(
                _("{keys} already does «{what}»; press others, or change that first.").format(
                    keys=key_text(keys), what=other.text
                )
            )
        else:
            self.notice.say("")
            self._keymap.choose(row.one.ident, [keys] if keys else [])
        self._show()
        row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, text: str) -> None:
        self.notice.say(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _reset(self) -> None:
        row = next(row for row in self._rows if row.back is self.sender())
        for keys in row.one.usual:
            if other := holder_of(keys, self._keymap, row.one.ident, self._all):
                self._refuse(
                    _("{keys} does «{what}» now; change that first.").format(
                        keys=key_text(keys), what=other.text
                    )
                )
                return
        self.notice.say("")
        self._keymap.reset(row.one.ident)
        self._show()
        row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset_all(self) -> None:
        self.notice.say("")
        self._keymap.reset_all()
        self._show()

    def _show(self) -> None:
        for row in self._rows:
            row.button.show_keys("; ".join(row.one.keys(self._keymap)))
            is_changed = self._keymap.is_changed(row.one.ident)
            row.back.setVisible(is_changed and not row.name.isHidden())
        self.all_back.setEnabled(any(self._keymap.is_changed(one.ident) for one in self._all))

    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        seen: set[str] = set()
        for row in self._rows:
            words = f"{row.one.text} {row.button.text()}".casefold()
            is_found = wanted in words
            for widget in (row.name, row.button):
                widget.setVisible(is_found)
            row.back.setVisible(is_found and self._keymap.is_changed(row.one.ident))
            if is_found:
                seen.add(row.one.group)
        for group, widgets in self._headings.items():
            for widget in widgets:
                widget.setVisible(group in seen)
        self.nothing.setVisible(not seen)


class _Row:
    """The widgets of one line."""

    def __init__(self, one: Keyed) -> None:
        self.one = one
        self.name = PlainLabel(one.text, wraps=True)
        self.button = KeyButton(one.text)
        self.back = icon_button(
            "undo", _("Reset the keys of «{what}»").format(what=one.text), is_quiet=True
        )
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
