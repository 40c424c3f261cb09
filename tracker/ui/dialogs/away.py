"""The question after an absence: nobody saw the running timer for a while. What was it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment
from tracker.domain.study import RunningTimer
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.dialogs.question import Answer, Question
from tracker.ui.numbers import day_short, time_short
from tracker.ui.parts.painting import rounded

_BAR = 18


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch from `seen` up to `now` in which nobody saw the timer `held`.

    `is_start` tells that the window has just been opened: then the program was not running.
    """

    held: RunningTimer
    seen: datetime
    now: datetime
    is_start: bool

    @property
    def seconds(self) -> int:
        """How long nobody saw it."""
        return int((self.now - self.seen).total_seconds())

    @property
    def studied(self) -> int:
        """What had been studied by then, in seconds."""
        return self.held.seconds_at(self.seen)


def ask_away(away: Away, answer: Callable[[str], object]) -> Question:
    """Ask; `answer` hears `break`, `keep`, `stop` or `discard`. It must be answered."""
    long, studied = _spoken(away.seconds), format_hm(away.studied)
    seen, now = _wall(away, away.seen), _wall(away, away.now)
    if away.is_start:
        title = _("The timer ran {length} without you").format(length=long)
        sign = _("{what} Cairn was last open at {seen}; now it is {now}.")
    else:
        title = _("You were away for {length}").format(length=long)
        sign = _("{what} Last sign of you at {seen}; now it is {now}.")
    told = sign.format(what=_what(away.held), seen=seen, now=now).strip()
    answers = [
        Answer("break", _("It was a break: leave it out"), _("B"), "primary"),
        Answer(
            "keep",
            _("I was studying: keep all {length}").format(length=format_hm(away.seconds)),
            _("K"),
        ),
    ]
    if away.studied > 0:
        text = _("Stop at {time} and log {length}").format(time=seen, length=studied)
        answers.append(Answer("stop", text, _("L")))
    answers.append(Answer("discard", _("Discard all of it"), _("D")))
    promise = _("Nothing is added until you say so.")
    question = Question(title, [f"{told} {promise}"], answers, middle=_Bar(away))
    question.answered.connect(answer)
    question.present()
    return question


def _spoken(seconds: int) -> str:
    """A length as one says it in a title: `48 minutes`, `1 h 35 m`."""
    if seconds >= 3600:
        return format_hm(seconds)
    n = seconds // 60
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def _what(held: RunningTimer) -> str:
    if held.title and held.activity:
        return _("{title}, {activity}.").format(title=held.title, activity=held.activity)
    return _("{title}.").format(title=held.title or held.activity or _("Study"))


def _wall(away: Away, at: datetime) -> str:
    """The wall time, with its day where that is not today."""
    zone = away.held.start.zone
    wall, today = Moment.of(at, zone).wall, Moment.of(away.now, zone).wall.date()
    time = time_short(wall)
    if wall.date() == today:
        return time
    return _("{time} on {day}").format(time=time, day=day_short(wall.date(), today))


class _Bar(QWidget):
    """What was studied and what is asked about, as lengths of a bar with words below."""

    def __init__(self, away: Away) -> None:
        super().__init__()
        self._parts = (away.studied, away.seconds)
        self._words = (
            _("{time} studying {length}").format(
                time=time_short(away.held.start.wall), length=format_hm(away.studied)
            ),
            _("{time} away {length}").format(
                time=_wall(away, away.seen), length=format_hm(away.seconds)
            ),
        )
        self.setAccessibleName("; ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(240, look.px(_BAR) + theme.GAP_TINY + self._line())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        tall, wide = look.px(_BAR), self.width()
        painter.setFont(look.font("small", is_tabular=True))
        metrics = painter.fontMetrics()
        # Each part is at least as wide as its words, so that none is written over another.
        least = [metrics.horizontalAdvance(text) + theme.GAP for text in self._words]
        total = sum(self._parts) or 1
        first = max(least[0], min(wide - least[1], wide * self._parts[0] / total))
        spans = ((0.0, first - 2), (first + 2, float(wide)))
        tones = (("accent", "muted"), ("track", "muted"))
        for (left, right), words, (ground, ink) in zip(spans, self._words, tones, strict=True):
            x = wide - right if self.isRightToLeft() else left
            box = QRectF(x, 0, right - left, tall)
            rounded(painter, box, look.radius_small, look.color(ground))
            painter.setPen(look.color(ink))
            room = QRectF(x, tall + theme.GAP_TINY, right - left, self._line())
            painter.drawText(room, words)

    def _line(self) -> int:
        return QFontMetrics(theme.current().font("small")).height()
