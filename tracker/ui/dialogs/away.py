"""The question after time that nobody saw, in plain words; nothing is added until it is answered.

An absence, a sleep, a crash, a timer that ran past the limit, and a clock that was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tracker.analytics.stretches import Stretch, Why
from tracker.domain.durations import format_hm
from tracker.domain.instants import Moment
from tracker.domain.study import RunningTimer
from tracker.i18n import _, ngettext
from tracker.ui.dialogs.question import Answer, Question
from tracker.ui.numbers import day_short, time_short
from tracker.ui.parts.stretchbar import Piece, StretchBar


@dataclass(frozen=True, slots=True)
class Away:
    """A `stretch` of the timer `held` (by the clock of `now`) that waits for the person's word.

    `studied` is what had been counted before it [s], `after` what was counted since [s], `more`
    how many further questions wait.
    """

    held: RunningTimer
    stretch: Stretch
    now: datetime
    studied: int
    after: int = 0
    more: int = 0


def ask_away(away: Away, answer: Callable[[str], object]) -> Question:
    """Ask; `answer` hears `break`, `keep`, `split`, `stop` or `discard`. It must be answered.

    About a changed clock it hears `real` or `clock`; about a limit it may hear `later`.
    """
    question = _about_clock(away) if away.stretch.why.is_clock else _about_absence(away)
    question.answered.connect(answer)
    # A connection does not keep alive what hears it; the question does, until it is answered.
    question.hearer = answer
    question.present()
    return question


def _about_absence(away: Away) -> Question:
    stretch, studied = away.stretch, format_hm(away.studied)
    is_long = stretch.why is Why.LONG
    length = format_hm(stretch.seconds)
    seen = wall_text(away, stretch.first)
    keep = (
        _("Yes, I was studying: keep all {length}")
        if is_long
        else _("I was studying: keep all {length}")
    )
    answers = [
        Answer(
            "break", _("It was a break: leave it out"), _("B"), "plain" if is_long else "primary"
        ),
        Answer("keep", keep.format(length=length), _("K"), "primary" if is_long else "plain"),
        Answer("split", _("A bit of both: split…"), _("P")),
    ]
    if is_long:
        answers[0], answers[1] = answers[1], answers[0]
    if stretch.seconds < 120:
        del answers[2]
    if away.studied > 0:
        text = _("Stop at {time} and log {length}").format(time=seen, length=studied)
        answers.append(Answer("stop", text, _("L")))
    if stretch.why is Why.CLOSED or away.studied <= 0:
        answers.append(Answer("discard", _("Discard all of it"), _("D")))
    # No text is marked inside of an f-string: collectors of texts don't look there.
    until = _("Nothing is added until you say so.")
    sentences = [f"{_told(away)} {until}"]
    if away.more:
        text = ngettext(
            "One more absence is asked about after this.",
            "{n} more absences are asked about after this.",
            away.more,
        )
        sentences.append(text.format(n=away.more))
    return Question(
        _title(away),
        sentences,
        answers,
        refusal="later" if is_long else "",
        middle=StretchBar(_pieces(away)),
    )


def _title(away: Away) -> str:
    match away.stretch.why:
        case Why.LONG:
            return _("Still studying?")
        case Why.CLOSED:
            return _("The timer ran {length} without you").format(
                length=_spoken(away.stretch.seconds)
            )
        case _:
            return _("You were away for {length}").format(length=_spoken(away.stretch.seconds))


def _told(away: Away) -> str:
    """What it was for, the last sign of the person, and the first one after it."""
    what, stretch = _what(away.held), away.stretch
    seen, back, now = (wall_text(away, at) for at in (stretch.first, stretch.last, away.now))
    is_back = (away.now - stretch.last).total_seconds() >= 60
    match stretch.why:
        case Why.LONG:
            text = _("{what} It has counted {length} until {seen}; now it is {now}.")
        case Why.CLOSED:
            text = _("{what} Cairn was last open at {seen}; now it is {now}.")
        case Why.LOCKED if is_back:
            text = _("{what} The screen was locked from {seen} to {back}.")
        case Why.LOCKED:
            text = _("{what} The screen was locked at {seen}; now it is {now}.")
        case Why.ASLEEP if is_back:
            text = _("{what} The computer slept from {seen} to {back}.")
        case Why.ASLEEP:
            text = _("{what} The computer went to sleep at {seen}; now it is {now}.")
        case _ if is_back:
            text = _("{what} Last sign of you at {seen}; you were back at {back}.")
        case _:
            text = _("{what} Last sign of you at {seen}; now it is {now}.")
    length = format_hm(away.studied)
    return text.format(what=what, seen=seen, back=back, now=now, length=length).strip()


def _pieces(away: Away) -> list[Piece]:
    stretch = away.stretch
    start = time_short(away.held.start.wall)
    studied, gone, after = (format_hm(n) for n in (away.studied, stretch.seconds, away.after))
    seen, back = (wall_text(away, at) for at in (stretch.first, stretch.last))
    is_long = stretch.why is Why.LONG
    away_words = _("{time} since then {length}") if is_long else _("{time} away {length}")
    pieces = [
        Piece(away.studied, _("{time} studying {length}").format(time=start, length=studied), True),
        Piece(stretch.seconds, away_words.format(time=seen, length=gone), False),
    ]
    if away.after >= 60:
        words = _("{time} studying {length}").format(time=back, length=after)
        pieces.append(Piece(away.after, words, True))
    return pieces


def _about_clock(away: Away) -> Question:
    change = away.stretch
    by, real = format_hm(change.seconds), away.studied
    if change.why is Why.FORWARD:
        title = _("The clock was put forward by {length}")
        other = real + change.seconds
    else:
        title = _("The clock was put back by {length}")
        other = max(0, real - change.seconds)
    told = _(
        "{what} It really ran for {real}; by the new clock it would be {other}. "
        "Nothing is changed until you say so."
    ).format(what=_what(away.held), real=format_hm(real), other=format_hm(other))
    answers = [
        Answer(
            "real",
            _("Count what really ran: {length}").format(length=format_hm(real)),
            _("R"),
            "primary",
        ),
        Answer("clock", _("Go by the clock: {length}").format(length=format_hm(other)), _("C")),
    ]
    return Question(title.format(length=by), [told], answers)


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


def wall_text(away: Away, at: datetime) -> str:
    """The wall time in the zone of the timer, with its day where that is not today."""
    zone = away.held.start.zone
    wall, today = Moment.of(at, zone).wall, Moment.of(away.now, zone).wall.date()
    time = time_short(wall)
    if wall.date() == today:
        return time
    return _("{time} on {day}").format(time=time, day=day_short(wall.date(), today))
