"""Dresses the application in a look: Fusion beneath, one palette, one generated style sheet.

Widgets say what they are through dynamic properties (`part`, `role`, `tone`, `kind`); what that
looks like stands here, and in the few parts that paint themselves from `theme.current()`.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from tracker.ui.theme import TYPE, Look


def dress(look: Look) -> None:
    """Put palette, font and style sheet of `look` on the running application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if app.style().objectName() != "fusion" and not app.styleSheet():
        app.setStyle("Fusion")
    app.setPalette(palette(look))
    app.setFont(look.font("body"))
    app.setStyleSheet(sheet(look))


def palette(look: Look) -> QPalette:
    """The Qt palette of a look, for what neither the sheet nor a part paints."""
    t = look.tokens
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    answer = QPalette()
    for where, token in (
        (role.Window, t.background),
        (role.WindowText, t.ink),
        (role.Base, t.surface),
        (role.AlternateBase, t.hover),
        (role.Text, t.ink),
        (role.PlaceholderText, t.muted),
        (role.Button, t.surface),
        (role.ButtonText, t.ink),
        (role.ToolTipBase, t.toast),
        (role.ToolTipText, t.on_toast),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.Accent, t.accent),
        (role.Link, t.accent),
        (role.LinkVisited, t.accent),
        (role.BrightText, t.bad),
        (role.Light, t.surface),
        (role.Midlight, t.hover),
        (role.Mid, t.line),
        (role.Dark, t.border),
        (role.Shadow, t.line),
    ):
        answer.setColor(where, QColor(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        answer.setColor(group.Disabled, where, QColor(t.on_disabled))
    answer.setColor(group.Disabled, role.Base, QColor(t.disabled))
    return answer


def sheet(look: Look) -> str:
    """The style sheet of a look."""
    values = {name: getattr(look.tokens, name) for name in look.tokens.__dataclass_fields__}
    values |= {f"px{n}": f"{look.px(n)}px" for n in _SIZES}
    values["family"] = look.family
    text = Template(_SHEET).substitute(values)
    return text + _roles(look)


def _roles(look: Look) -> str:
    rules = []
    for role, (size, weight) in TYPE.items():
        css = QFont.Weight(weight).value
        rules.append(
            f'QLabel[role="{role}"] {{ font-size: {look.px(size)}px; font-weight: {css}; }}'
        )
    for tone in ("ink", "muted", "accent", "money", "degree", "good", "bad", "on_disabled"):
        colour = getattr(look.tokens, tone)
        rules.append(f'QLabel[tone="{tone}"] {{ color: {colour}; }}')
    return "\n".join(rules)


# Logical sizes used in the sheet below as $pxN; hairlines are one pixel and do not grow.
_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 22, 24, 28, 32, 34, 36, 40, 72)

_SHEET = """
QLabel { background: transparent; color: $ink; }
QToolTip { background: $toast; color: $on_toast; border: none; padding: $px5 $px8;
  font-size: $px12; }

QFrame[part="card"] { background: $surface; border: 1px solid $line; border-radius: $px12; }
QFrame[part="sidebar"] { background: $sidebar; border: none; border-right: 1px solid $line; }
QFrame[part="topbar"] { background: $background; border: none; border-bottom: 1px solid $line; }
QFrame[part="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[part="note"] { background: $accent_soft; border: none; border-radius: $px9; }
QFrame[part="note"][tone="bad"] { background: $bad_soft; }
QFrame[part="note"][tone="money"] { background: $money_soft; }
QDialog[part="dialog"] { background: $surface; }
QFrame[part="floating"] { background: $surface; border: 1px solid $border; border-radius: $px12; }
QFrame[part="toast"] { background: $toast; border: none; border-radius: $px9; }
QFrame[part="toast"] QLabel { color: $on_toast; }
QLabel[part="keyhint"] { background: $surface; color: $muted; border: 1px solid $line;
  border-radius: $px5; padding: 0 $px4; font-size: $px11; min-height: $px16; }

QScrollArea, QScrollArea > QWidget > QWidget[part="page"] { background: transparent;
  border: none; }
QStackedWidget { background: transparent; }
QSplitter::handle { background: transparent; }
QTabBar QToolButton { background: $surface; border: 1px solid $border; border-radius: $px5; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $surface; color: $ink; border: 1px solid $border; border-radius: $px9;
  padding: 0 $px11; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: $px34; }
QPlainTextEdit, QTextEdit { padding: $px7 $px8; min-height: $px72; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QAbstractSpinBox:hover {
  border-color: $border_hover; }
QAbstractSpinBox { max-height: $px34; }
QAbstractSpinBox:focus { max-height: $px32; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QComboBox:on {
  border: 2px solid $focus; padding: 0 $px10; min-height: $px32; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: $px6 $px7; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $disabled; color: $on_disabled;
  border-color: $border_disabled; }
QLineEdit[part="cell"], QLineEdit[part="cell"]:focus { border: 2px solid $focus;
  border-radius: $px5; padding: 0 $px5; min-height: 0; }
QLineEdit:read-only { background: $hover; }
*[problem="true"] { border: 1px solid $bad; }
*[problem="true"]:hover { border: 1px solid $bad; }
*[problem="true"]:focus { border: 2px solid $bad; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; background: transparent;
  min-height: 0; }
QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus { border: none; padding: 0;
  min-height: 0; }
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {
  width: 0; height: 0; border: none; subcontrol-origin: border; }
QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down, QTimeEdit::drop-down {
  border: none; background: transparent; width: $px28; }
QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow { image: none; }
QComboBox QAbstractItemView, QListView[part="popup"] { background: $surface; color: $ink;
  border: 1px solid $border; outline: none; padding: $px4; selection-background-color: $accent_soft;
  selection-color: $ink; }
QComboBox QAbstractItemView::item, QListView[part="popup"]::item { min-height: $px28;
  padding: 0 $px8; border-radius: $px5; }
QComboBox QAbstractItemView::item:hover, QListView[part="popup"]::item:hover {
  background: $hover; color: $ink; }
QComboBox QAbstractItemView::item:selected, QListView[part="popup"]::item:selected {
  background: $accent_soft; color: $ink; }

QTableView, QTreeView, QListView { background: transparent; border: none; outline: none;
  color: $ink; selection-background-color: $accent_soft; selection-color: $ink; }
QTableCornerButton::section { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }

QMenu { background: $surface; color: $ink; border: 1px solid $border; padding: $px5; }
QMenu::item { padding: $px7 $px24 $px7 $px10; border-radius: $px5; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $on_disabled; }
QMenu::icon { padding-left: $px8; }
QMenu::separator { height: 1px; background: $line; margin: $px5 $px6; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; border: none; }
QScrollBar::handle { background: $border; border: none; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: $px36; margin: 3px; }
QScrollBar::handle:horizontal { min-width: $px36; margin: 3px; }
QScrollBar::handle:hover { background: $border_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface;
  border-bottom: 1px solid $line; }
QCalendarWidget QToolButton { background: transparent; color: $ink; border: none;
  border-radius: $px5; padding: $px5 $px8; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border: 2px solid $focus; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QTableView { background: $surface; color: $ink; alternate-background-color: $hover;
  selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QTableView:disabled { color: $on_disabled; }
"""
