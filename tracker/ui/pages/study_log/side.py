"""Beside the grid: the room of its cards, and the card of the sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.analytics.studydays import CredentialTime, StudyDays
from tracker.domain.periods import iso_week
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.numbers import (
    day_short,
    day_title,
    duration,
    month_long,
)
from tracker.ui.pages.study_log.blocks import (
    Tones,
)
from tracker.ui.parts.cards import Card, Rule
from tracker.ui.parts.flow import WrapGrid
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.progress import Bar
from tracker.ui.parts.scrollbar import see_through

# More credentials than this in a week are summed up in one line.
_MOST_BARS = 6
# Closer to what is usual than this is as usual [s].
_AS_USUAL_SECONDS = 5 * 60
_WEEK_DAYS = 7


class SideScroll(QScrollArea):
    """The cards below one another, scrolled by themselves beside a grid of the same height.

    So what is picked never moves the grid under the pointer. Below a grid, they lie beside one
    another and are as tall as they need.
    """

    def __init__(self, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        """The cards become children of this one."""
        super().__init__(parent)
        self._tall: int | None = None
        see_through(self)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ground = QWidget()
        self._grid = WrapGrid(column=200, most=3, parent=self._ground)
        for card in cards:
            self._grid.addWidget(card)
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)

    def fit(self, tall: int | None) -> None:
        """Be `tall` [px]; None is as tall as the cards."""
        self._tall = tall
        self._settle()

    def event(self, event: QEvent) -> bool:
        """A card that comes or grows asks for another height."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._settle()
        return answer

    def _settle(self) -> None:
        needed = self._grid.heightForWidth(self.width())
        self.setFixedHeight(needed if self._tall is None else self._tall)


class TotalsCard(Card):
    """What was studied in these days, beside the goal and what is usual, by credential."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_answer`."""
        super().__init__(_("Study"), " ", parent=parent)
        self.body.setSpacing(theme.GAP_TINY)
        self._number = ElidedLabel("", "number", lines=2)
        self._sentence = PlainLabel("", tone="muted", wraps=True)
        self._bars = QVBoxLayout()
        self._bars.setSpacing(0)
        self._rows: list[QWidget] = []
        self.body.addWidget(self._number)
        self.body.addWidget(self._sentence)
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._bars)

    def show_answer(self, answer: StudyDays, tones: Tones) -> None:
        """Show the sums of an answer."""
        self.set_title(_period_title(answer))
        if self.heading is not None:
            self.heading.set_aside(_period_aside(answer))
        self._number.setText(duration(answer.seconds))
        self._sentence.setText(_sentence(answer))
        self._sentence.setVisible(bool(self._sentence.text()))
        for widget in self._rows:
            widget.hide()
            widget.deleteLater()
        self._rows = [_bar_row(one, most, tones) for one, most in _bars(answer)]
        for row in self._rows:
            self._bars.addWidget(row)


def _period_title(answer: StudyDays) -> str:
    if answer.period.days == 1:
        return day_title(answer.period.first)
    if answer.period.days > _WEEK_DAYS:
        return month_long(answer.period.first)
    # The middle day lies in the week that most of these seven days belong to, whatever the first.
    week = iso_week(answer.period.first + timedelta(days=3)).week
    return _("Week {n}").format(n=week)


def _period_aside(answer: StudyDays) -> str:
    first, last = answer.period.first, answer.period.last
    if (last - first).days + 1 != _WEEK_DAYS:
        return ""
    return _("{first} – {last}").format(
        first=day_short(first, last), last=day_short(last, answer.today)
    )


def _sentence(answer: StudyDays) -> str:
    """The goal, and what is usual, in words."""
    goal, usual = answer.goal_seconds, answer.usual_seconds
    about = "" if usual is None else _beside_usual(answer, usual)
    if goal is None:
        return about
    told = _("of {goal} goal").format(goal=duration(goal))
    if not about:
        return told
    return _("{goal} · {usual}").format(goal=told, usual=about)


def _beside_usual(answer: StudyDays, usual: int) -> str:
    if not answer.is_over:
        return _("usually {length} a week").format(length=duration(usual))
    more = answer.seconds - usual
    if abs(more) < _AS_USUAL_SECONDS:
        return _("as usual")
    text = _("{length} above your usual") if more > 0 else _("{length} below your usual")
    return text.format(length=duration(abs(more)))


def _bars(answer: StudyDays) -> list[tuple[CredentialTime, int]]:
    """The credentials with the longest as the measure; the many short ones in one line."""
    times = list(answer.by_credential)
    if not times:
        return []
    if len(times) > _MOST_BARS:
        rest = times[_MOST_BARS - 1 :]
        seconds = sum(one.seconds for one in rest)
        words = ngettext("{n} other", "{n} others", len(rest)).format(n=len(rest))
        times = [*times[: _MOST_BARS - 1], CredentialTime(None, words, seconds)]
    # Longer than the goal of the week fills the bar; shorter leaves room.
    most = max(one.seconds for one in times)
    return [(one, most) for one in times]


def _bar_row(one: CredentialTime, most: int, tones: Tones) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, theme.GAP_SMALL)
    column.setSpacing(theme.GAP_TINY)
    column.addWidget(Rule())
    line = QHBoxLayout()
    line.setSpacing(theme.GAP_SMALL)
    name = one.title or _("no credential")
    line.addWidget(ElidedLabel(name), 1)
    line.addWidget(PlainLabel(duration(one.seconds), tone="muted", is_tabular=True))
    column.addLayout(line)
    # The longest stops short of the end, so that it does not read as «all of it».
    column.addWidget(Bar(0.92 * one.seconds / most, tones.of(one.credential_id, one.title)))
    told = _("{name}: {text}").format(name=name, text=duration(one.seconds))
    holder.setAccessibleName(told)
    return holder
