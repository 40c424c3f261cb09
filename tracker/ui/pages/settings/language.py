"""The card of Settings for the language and for how hours are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.durations import HOURS_SETTING, format_decimal_hours
from tracker.i18n import LANGUAGE_SETTING, LANGUAGES, PSEUDO, _, language, language_for
from tracker.ui import languages, theme
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.fields import ChoiceField
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.notice import Notice
from tracker.ui.parts.segmented import Segmented

if TYPE_CHECKING:
    from tracker.ui.desk import Desk

_EXAMPLE_SECONDS = 95 * 60


class LanguageCard(Card):
    """Which language the window speaks and how it writes hours.

    Both are kept at once and worn when the window opens again: widgets keep the words they were
    made with, and half a window in each language would help nobody.
    """

    def __init__(self, desk: Desk) -> None:
        """As the settings say."""
        super().__init__(_("Language"))
        self._desk = desk
        self.choice = ChoiceField()
        self.choice.setAccessibleName(_("Language of the window"))
        system = LANGUAGES.get(language_for(None), LANGUAGES["en"])
        self.choice.addItem(_("As the system ({language})").format(language=system), None)
        for code, name in LANGUAGES.items():
            self.choice.addItem(name, code)
        kept = desk.settings.get(LANGUAGE_SETTING)
        if kept in PSEUDO:
            self.choice.addItem(kept, kept)
        self.choice.setCurrentIndex(max(0, self.choice.findData(kept)))
        point = QLocale().decimalPoint()
        self.hours = Segmented(
            [
                ("words", _("{hours} h {minutes} m").format(hours=1, minutes=35)),
                ("clock", "1:35"),
                ("decimal", format_decimal_hours(_EXAMPLE_SECONDS, point=point)),
            ],
            _("How hours are written"),
            wraps=True,
        )
        kept_hours = desk.settings.get(HOURS_SETTING)
        self._worn_hours = kept_hours if kept_hours in {"clock", "decimal"} else "words"
        self.hours.pick(self._worn_hours)
        self.notice = Notice("", "accent", "info")
        self.again = Button(_("Open the window again"), run=languages.reopen)
        self._add(_("Language of the window"), self.choice)
        self._add(_("How hours are written"), self.hours)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.currentIndexChanged.connect(self._choose)
        self.hours.chosen.connect(self._write_hours)
        self._follow()

    def _add(self, name: str, field: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.GAP_SMALL - 2)
        column.addWidget(PlainLabel(name, "secondary", "muted"))
        column.addWidget(field)
        self.body.addLayout(column)

    def _choose(self, _place: int) -> None:
        self._desk.settings.set(LANGUAGE_SETTING, self.choice.currentData())
        self._follow()

    def _write_hours(self, style: str) -> None:
        self._desk.settings.set(HOURS_SETTING, style)
        self._follow()

    def _follow(self) -> None:
        """Offer to open anew where something chosen is not worn yet."""
        is_other = languages.wanted_language(self._desk.settings) != language()
        is_other = is_other or self.hours.current() != self._worn_hours
        self.notice.say(_("The window shows it when it opens again.") if is_other else "")
        self.again.setVisible(is_other)
