"""The keys of this installation: those of the tables, unless the person chose others.

What can be done and its usual keys stand in `actions.ACTIONS` and `pages.PAGES`; here is what was
changed, and the binding that follows a change at once. Kept in the window's settings, not in the
record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tracker.settings import WindowSettings

SETTING = "keys"
# What does its opposite with the same key: each is asked whether it can be done now.
_TWINS = {"timer-stop": "timer-start", "timer-resume": "timer-pause"}
# Every field, list and dialog needs these for itself.
_TAKEN = frozenset(
    (
        *("Tab", "Shift+Tab", "Backtab", "Return", "Enter", "Ctrl+Return", "Ctrl+Enter", "Esc"),
        *("Space", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Del"),
        *("Backspace", "Menu", "Shift+F10", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Alt+F4"),
    )
)
_LONE = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
)


class Keymap(QObject):
    """Which keys do what. `changed` tells that some do something else now."""

    changed = Signal()

    def __init__(self, settings: WindowSettings, parent: QObject | None = None) -> None:
        """What was chosen before is in `settings`; what is no list of keys there counts as none."""
        super().__init__(parent)
        self._settings = settings

    def keys(self, ident: str, usual: Sequence[str]) -> tuple[str, ...]:
        """The keys of the action or place `ident`, whose usual ones are `usual`."""
        chosen = self._chosen().get(_TWINS.get(ident, ident))
        if not isinstance(chosen, list):
            return tuple(usual)
        return tuple(one for one in chosen if isinstance(one, str) and one)

    def first(self, ident: str, usual: Sequence[str]) -> str:
        """The key that a hint shows; "" where there is none."""
        return next(iter(self.keys(ident, usual)), "")

    def is_changed(self, ident: str) -> bool:
        """Whether the person chose other keys for `ident`."""
        return _TWINS.get(ident, ident) in self._chosen()

    def choose(self, ident: str, keys: Iterable[str]) -> None:
        """Let `keys` do `ident` from now on; none at all where it is empty."""
        self._keep(self._chosen() | {_TWINS.get(ident, ident): list(keys)})

    def reset(self, ident: str) -> None:
        """Go back to the usual keys of `ident`."""
        kept = self._chosen()
        kept.pop(_TWINS.get(ident, ident), None)
        self._keep(kept)

    def reset_all(self) -> None:
        """Go back to all the usual keys."""
        self._keep({})

    def bind(
        self, owner: QWidget, ident: str, usual: Sequence[str], call: Callable[[], object]
    ) -> Binding:
        """Let the keys of `ident` call `call` in the window of `owner`, through every change."""
        return Binding(self, owner, ident, tuple(usual), call)

    def _chosen(self) -> dict[str, object]:
        kept = self._settings.get(SETTING)
        return dict(kept) if isinstance(kept, dict) else {}

    def _keep(self, chosen: dict[str, object]) -> None:
        self._settings.set(SETTING, chosen)
        self.changed.emit()


class Binding(QObject):
    """Some keys, and what they call; lives as long as the widget that owns it."""

    def __init__(
        self,
        keymap: Keymap,
        owner: QWidget,
        ident: str,
        usual: tuple[str, ...],
        call: Callable[[], object],
    ) -> None:
        """Made by `Keymap.bind`."""
        super().__init__(owner)
        self._keymap, self._owner = keymap, owner
        self._ident, self._usual, self._call = ident, usual, call
        self._shortcuts: list[QShortcut] = []
        self._renew()
        keymap.changed.connect(self._renew)

    def _renew(self) -> None:
        wanted = self._keymap.keys(self._ident, self._usual)
        while self._shortcuts:
            old = self._shortcuts.pop()
            old.setEnabled(False)
            old.deleteLater()
        for keys in wanted:
            # A letter or digit stays inert while a field is typed in: the field takes it first.
            shortcut = QShortcut(QKeySequence(keys), self._owner)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._call)
            self._shortcuts.append(shortcut)


def pressed_keys(combination: QKeyCombination) -> str:
    """What was pressed, in Qt's portable form; "" while it is only Shift, Ctrl and the like."""
    key, modifiers = combination.key(), combination.keyboardModifiers()
    if key in _LONE:
        return ""
    if modifiers & Qt.KeyboardModifier.KeypadModifier:
        modifiers &= ~Qt.KeyboardModifier.KeypadModifier
    is_sign = 0x20 < int(key) < 0x7F and not chr(int(key)).isalnum()
    if is_sign and modifiers == Qt.KeyboardModifier.ShiftModifier:
        # Which keys make a «?» differs from keyboard to keyboard; what is meant is the sign.
        modifiers = Qt.KeyboardModifier.NoModifier
    sequence = QKeySequence(QKeyCombination(modifiers, key))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def may_be_chosen(keys: str) -> bool:
    """Whether keys can be given to an action: not those that fields, lists and dialogs need."""
    return bool(keys) and keys not in _TAKEN
