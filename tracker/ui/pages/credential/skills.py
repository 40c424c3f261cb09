"""The skills that a credential backs, as chips that can be edited in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCompleter, QSizePolicy, QWidget

from tracker.i18n import _
from tracker.ui import icons, theme
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chip import Chip, chip_size, paint_chip
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel, set_tip
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.painting import focus_ring
from tracker.ui.style import popup_sheet

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk

_MARK = 10


class _SkillChip(QAbstractButton):
    """A skill that a click, Enter or Delete takes away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setText(name)
        words = _("Remove {skill}").format(skill=name)
        self.setAccessibleName(words)
        set_tip(self, words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.current().px(_MARK) + theme.GAP_TINY
        return chip_size(self.text()) + QSize(side, 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(chip_size("xxxx").width(), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if event.key() in ends:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        rect = QRectF(self.rect())
        kind = "bad" if self.underMouse() else "plain"
        paint_chip(painter, rect, "", kind)
        side = look.px(_MARK)
        gap = side + theme.GAP_TINY + look.px(6)
        is_mirrored = self.isRightToLeft()
        room = rect.adjusted(gap - 6, 0, 0, 0) if is_mirrored else rect.adjusted(0, 0, 6 - gap, 0)
        x = rect.left() + look.px(8) if is_mirrored else rect.right() - look.px(8) - side
        mark = QRectF(x, rect.center().y() - side / 2, side, side)
        tone = "bad" if self.underMouse() else "muted"
        icons.paint(painter, mark, "close", tone)
        painter.setFont(look.font("chip"))
        painter.setPen(look.color(tone))
        inner = room.adjusted(look.px(9), 0, -look.px(4), 0)
        cut = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), cut)
        if self.hasFocus():
            focus_ring(painter, rect, rect.height() / 2)


class SkillsCard(Card):
    """Chips to look at; «Edit» lets them be taken away, and others be typed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        self._edit = LinkButton(_("Edit"), self._toggle)
        super().__init__(_("Skills"), self._edit, parent=parent)
        self._desk = desk
        self._number = 0
        self._names: tuple[str, ...] = ()
        self._known: tuple[str, ...] = ()
        self._is_editing = False
        self._hint = PlainLabel(_("What this credential shows that you can do."), tone="muted")
        holder = QWidget()
        self._chips = FlowLayout(theme.GAP_SMALL - 2, holder)
        self._field = LineField("", _("Another skill, Enter adds it"))
        self._field.setAccessibleName(_("Add a skill"))
        self._field.returnPressed.connect(self._add)
        self._field.hide()
        for part in (self._hint, holder, self._field):
            self.body.addWidget(part)

    def show_view(self, view: CredentialView) -> None:
        """Show the skills of a credential; another one is not being edited."""
        if view.row.id != self._number:
            self._set_editing(False)
        self._number = view.row.id
        self._names = tuple(skill.draft.name for skill in view.skills)
        self._known = tuple(name for name in view.skill_names if name not in self._names)
        if self._is_editing:
            self._complete()
        self._fill()

    def _complete(self) -> None:
        """Offer the record's other skills; made only where something is typed: it takes 15 ms."""
        completer = QCompleter(list(self._known), self._field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:
            popup.setStyleSheet(popup_sheet(theme.current()))
        self._field.setCompleter(completer)

    def _fill(self) -> None:
        self._chips.clear()
        for name in self._names:
            self._chips.addWidget(self._editable(name) if self._is_editing else Chip(name))
        self._hint.setVisible(not self._names and not self._is_editing)
        self._edit.setText(
            _("Done") if self._is_editing else _("Edit") if self._names else _("Add skills")
        )
        self._edit.updateGeometry()

    def _editable(self, name: str) -> _SkillChip:
        chip = _SkillChip(name)
        rest = tuple(other for other in self._names if other != name)
        chip.clicked.connect(partial(self._desk.do, partial(_set_skills, self._number, rest)))
        return chip

    def _toggle(self) -> None:
        self._set_editing(not self._is_editing)
        self._fill()

    def _set_editing(self, is_editing: bool) -> None:
        self._is_editing = is_editing
        self._field.setVisible(is_editing)
        if is_editing:
            self._complete()
            self._field.setFocus()

    def _add(self) -> None:
        typed = [part.strip() for part in self._field.text().split(",")]
        names = (*self._names, *(name for name in typed if name))
        self._field.clear()
        if len(names) > len(self._names):
            self._desk.do(partial(_set_skills, self._number, names))


def _set_skills(number: int, names: tuple[str, ...], record: Record) -> Changes:
    return record.credentials.set_skills(number, names)
