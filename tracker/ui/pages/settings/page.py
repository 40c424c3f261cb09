"""Settings: what belongs to the record, what belongs to this window, and where all of it lies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from tracker.domain.changes import Changes, Kind
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms.form import Form
from tracker.ui.forms.settings import SETTINGS
from tracker.ui.forms.spec import FormContext, FormSpec, SectionSpec
from tracker.ui.page import Page
from tracker.ui.pages.settings.cards import SafetyCard, WindowCard
from tracker.ui.pages.settings.language import LanguageCard
from tracker.ui.pages.settings.more import AboutCard, KeysCard, RemindersCard
from tracker.ui.pages.settings.timer import TimerCard
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.pagehead import PageHead
from tracker.ui.parts.skeleton import Skeleton

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk

# Below this width the cards stand under one another.
_STACK_BELOW = 900


def record_form() -> FormSpec:
    """The form of the record's settings without the look, which this window keeps by itself."""
    sections = tuple(
        SectionSpec(
            tuple(one for one in section.fields if one.name != "theme"),
            title=section.title,
            is_folded=section.is_folded,
        )
        for section in SETTINGS.sections
    )
    return replace(SETTINGS, sections=sections)


class SettingsPage(Page):
    """Cards: your record, timer, reminders, keys; this window, its language, safety, and Cairn."""

    shows = frozenset({Kind.RECORD_SETTING})

    def __init__(self, desk: Desk) -> None:
        """The form comes with the record's first answer."""
        super().__init__(desk)
        self.record_card = RecordCard(desk)
        self.window_card = WindowCard(desk)
        self.language_card = LanguageCard(desk)
        self.safety = SafetyCard(desk)
        self.reminders = RemindersCard(desk)
        self.keys_card = KeysCard(desk)
        self.timer_card = TimerCard(desk)
        self.about = AboutCard(desk)
        self.column.addWidget(
            PageHead(_("Settings"), _("Each change of the record can be undone, like all others."))
        )
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.GAP_WIDE)
        start = QVBoxLayout()
        start.setSpacing(theme.GAP_WIDE)
        for card in (self.record_card, self.timer_card, self.reminders, self.keys_card):
            start.addWidget(card)
        start.addStretch(1)
        self._beside.addLayout(start, 1)
        end = QVBoxLayout()
        end.setSpacing(theme.GAP_WIDE)
        end.addWidget(self.window_card)
        end.addWidget(self.language_card)
        end.addWidget(self.safety)
        end.addWidget(self.about)
        end.addStretch(1)
        self._beside.addLayout(end, 1)
        self.column.addLayout(self._beside)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Ask for the settings and the backups."""
        self.desk.ask(_gather, self._show, key=(self, "settings"))
        self.safety.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cards stand beside one another where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_beside"):
            self._arrange()

    def _arrange(self) -> None:
        is_narrow = self.width() < theme.current().px(_STACK_BELOW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(down if is_narrow else across)

    def _show(self, gathered: tuple[FormContext, dict[str, Any]]) -> None:
        self.record_card.show_settings(*gathered)


def _gather(record: Record) -> tuple[FormContext, dict[str, Any]]:
    from tracker.ui.forms.gathering import context_of, values_of

    return context_of(record), values_of(record.settings.get())


class RecordCard(Card):
    """The record's settings; what is typed waits for «Save changes», or is taken back."""

    def __init__(self, desk: Desk) -> None:
        """An empty shape until `show_settings`."""
        super().__init__(_("Your record"))
        self._desk = desk
        self.form: Form | None = None
        self._is_saving = False
        self._skeleton = Skeleton()
        self._skeleton.setMinimumHeight(theme.current().px(240))
        self.body.addWidget(self._skeleton)
        self.notice = Notice()
        self.save_button = Button(_("Save changes"), "primary", run=self.save)
        self.back_button = Button(_("Discard"), run=self.take_back)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_SMALL)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.save_button)
        self.body.addWidget(self.notice)
        self.body.addLayout(row)
        self._edited()

    def show_settings(self, context: FormContext, values: dict[str, Any]) -> None:
        """Show what the record holds, unless something is typed that was not saved."""
        if self.form is None:
            self.form = Form(record_form(), context)
            self.body.replaceWidget(self._skeleton, self.form)
            self._skeleton.hide()
            self._skeleton.deleteLater()
            self.form.edited.connect(self._edited)
        elif self.form.is_dirty():
            return
        self._held = values
        self.form.fill(values)

    def save(self) -> None:
        """Save what differs, or show what is in the way."""
        form = self.form
        if form is None or self._is_saving or form.show_problems():
            return
        fields = form.differences()
        if not fields:
            return
        self._is_saving = True
        self._desk.do(lambda record: record.settings.change(**fields), self._saved, self._failed)

    def take_back(self) -> None:
        """Show again what the record holds."""
        if self.form is not None:
            self.form.fill(self._held)
            self._edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, as in every form."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)

    def _edited(self) -> None:
        is_dirty = self.form is not None and self.form.is_dirty()
        self.notice.say("")
        self.save_button.setEnabled(is_dirty)
        self.back_button.setEnabled(is_dirty)

    def _saved(self, _changes: Changes) -> None:
        self._is_saving = False
        if self.form is not None:
            self._held = self.form.values()
            self.form.fill(self._held)
        self._edited()

    def _failed(self, error: BaseException) -> None:
        self._is_saving = False
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
        else:
            self._desk.failed.emit(error)
