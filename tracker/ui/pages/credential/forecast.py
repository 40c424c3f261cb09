"""Where a credential is heading, and what another pace would mean."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.numbers import duration, first_weekday, weekday_long, weekday_short
from tracker.ui.pages.credential.forecast_words import (
    forecast_chip,
    forecast_sentences,
    needed_sentence,
    whatif_sentence,
)
from tracker.ui.parts.cards import Card, Rule
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.slider import Slider
from tracker.ui.parts.togglechip import ToggleChip

if TYPE_CHECKING:
    from tracker.analytics.forecast import Finish
    from tracker.analytics.forecast.credential import CredentialForecast
    from tracker.ui.desk import Desk

# The slider: from half an hour to forty hours a week, in half hours.
_HALF, _MOST_HALVES = 30, 80
_WEEK = 7
# A Monday, to name the days of the week by.
_MONDAY = date(2026, 1, 5)


class ForecastCard(Card):
    """The forecast in sentences, and sliders to try another pace; hidden where nothing is left."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_forecast`."""
        self._chip = Chip()
        super().__init__(_("Forecast"), self._chip, parent=parent)
        self._desk = desk
        self._found: CredentialForecast | None = None
        self.said = PlainLabel("", wraps=True)
        self.body.addWidget(self.said)
        self._try = QWidget()
        self._build_try()
        self.body.addWidget(self._try)
        self.hide()

    def _build_try(self) -> None:
        column = QVBoxLayout(self._try)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(Rule())
        self._pace = PlainLabel("", "strong")
        self.slider = Slider(_("What if: time a week"), 1, _MOST_HALVES)
        self.slider.valueChanged.connect(self._changed)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(PlainLabel(_("What if")))
        line.addWidget(self.slider, 1)
        line.addWidget(self._pace)
        column.addLayout(line)
        days = QWidget()
        flow = FlowLayout(theme.GAP_SMALL, days)
        off = PlainLabel(_("Days off"), tone="muted")
        flow.addWidget(off)
        self.days: dict[int, ToggleChip] = {}
        for place in range(_WEEK):
            weekday = (first_weekday() + place) % _WEEK
            day = _MONDAY + timedelta(days=weekday)
            chip = ToggleChip(
                weekday_short(day), _("No study on {day}").format(day=weekday_long(day))
            )
            chip.toggled.connect(self._changed)
            self.days[weekday] = chip
            flow.addWidget(chip)
            off.setMinimumHeight(chip.sizeHint().height())
        column.addWidget(days)
        self.answer = PlainLabel("", wraps=True)
        self.answer.setAccessibleName(_("What this pace would mean"))
        column.addWidget(self.answer)

    def show_forecast(self, found: CredentialForecast | None) -> None:
        """Say where a credential is heading; None, or nothing left, hides the card."""
        is_new = found is not None and (self._found is None or found.title != self._found.title)
        self._found = found
        words = forecast_sentences(found) if found is not None else []
        self.setVisible(bool(words))
        if found is None or not words:
            return
        chip = forecast_chip(found)
        self._chip.setVisible(chip is not None)
        if chip is not None:
            self._chip.show_text(*chip)
        self.said.setText(" ".join(words))
        self._try.setVisible(bool(found.left_minutes))
        if not found.left_minutes:
            return
        if is_new:
            self._begin(found)
        self._changed()

    def _begin(self, found: CredentialForecast) -> None:
        """Stand at the pace of the last four weeks, with no day off."""
        for chip in self.days.values():
            chip.setChecked(False)
        week = sum(found.outlook.log.minutes[-4 * _WEEK :]) / 4
        self.slider.setValue(max(1, round(week / _HALF)))

    def _changed(self) -> None:
        minutes = self.slider.value() * _HALF
        words = _("{length} a week").format(length=duration(minutes * 60))
        self._pace.setText(words)
        self.slider.setAccessibleDescription(words)
        found = self._found
        if found is None or not found.left_minutes:
            return
        rest = frozenset(day for day, chip in self.days.items() if chip.isChecked())
        # The arithmetic needs a library that takes its time to load: never on this thread.
        self._desk.tasks.run(
            lambda _job: _asked(found, minutes, rest),
            self._answer,
            self._desk.failed.emit,
            key=(self, "what if"),
        )

    def _answer(self, answer: tuple[Finish, int | None]) -> None:
        found = self._found
        if found is None:
            return
        finish, needed = answer
        words = [whatif_sentence(finish, found.today)]
        if any(chip.isChecked() for chip in self.days.values()):
            words.append(needed_sentence(found.deadline, needed, found.today, has_rest=True))
        self.answer.setText(" ".join(word for word in words if word))


def _asked(
    found: CredentialForecast, minutes: float, rest: frozenset[int]
) -> tuple[Finish, int | None]:
    """When it would be done at so many minutes a week, and what the deadline asks for a day."""
    from tracker.analytics.forecast import Pace, needed_minutes_a_day, what_if

    left, deadline = found.left_minutes or 0.0, found.deadline
    finish = what_if(found.outlook.log, left, Pace.a_week(minutes, rest))
    if deadline is None:
        return finish, None
    return finish, needed_minutes_a_day(left, found.today, deadline.on, rest)
