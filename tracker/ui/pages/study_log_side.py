"""The cards beside the grid: the sums, an overlap with its ways out, what is selected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from tracker.analytics.studydays import CredentialTime, Fate, Overlap, Planned, StudyDays
from tracker.domain.instants import Moment
from tracker.domain.periods import iso_week
from tracker.domain.study import StudyRow
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.numbers import (
    day_long,
    day_short,
    day_title,
    duration,
    month_long,
    time_short,
    weekday_long,
)
from tracker.ui.pages.study_log_blocks import (
    Tones,
    overlap_span,
    planned_title,
    span,
    span_of,
    title_of,
)
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Card, Rule
from tracker.ui.parts.facts import Facts
from tracker.ui.parts.flow import FlowLayout, WrapGrid
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.progress import Bar

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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._ground = QWidget()
        self._ground.setProperty("part", "page")
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
        self._number = ElidedLabel("", "number")
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


class OverlapCard(Card):
    """Two sessions that share time, and the ways out: keep both, shorten, move.

    The signals carry the numbers of the sessions and the new edges.
    """

    kept = Signal(int, int)
    ended = Signal(int, object)
    begun = Signal(int, object)
    moved = Signal(int, object)
    edited = Signal(int)
    shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is an overlap."""
        super().__init__(_("One overlap"), self._make_turner(), parent=parent)
        self._overlaps: tuple[Overlap, ...] = ()
        self._place = 0
        if self.heading is not None:
            self.heading.title.set_tone("bad")
        self.body.setSpacing(theme.GAP_SMALL)
        self._text = PlainLabel("", tone="muted", wraps=True)
        self.body.addWidget(self._text)
        self._shorten_menu, self._move_menu = QMenu(self), QMenu(self)
        self._shorten_menu.triggered.connect(self._shorten)
        self._move_menu.triggered.connect(self._move)
        self._shorten_button = Button(_("Shorten…"))
        self._shorten_button.setMenu(self._shorten_menu)
        self._move_button = Button(_("Move…"))
        self._move_button.setMenu(self._move_menu)
        holder = QWidget()
        flow = FlowLayout(theme.GAP_SMALL, holder)
        keep = Button(_("Keep both"), run=self._keep)
        for button in (keep, self._shorten_button, self._move_button):
            flow.addWidget(button)
        self.body.addWidget(holder)
        self.hide()

    def show_overlaps(self, overlaps: tuple[Overlap, ...], picked: int | None = None) -> None:
        """Show the overlap of the session `picked`, else the one that was shown, else the first."""
        shown = self._current()
        self._overlaps = overlaps
        self._place = 0
        for place, one in enumerate(overlaps):
            pair = (one.first.id, one.second.id)
            if shown is not None and pair == (shown.first.id, shown.second.id):
                self._place = place
        if picked is not None:
            self._turn_to(picked)
        self.setVisible(bool(overlaps))
        self._fill()

    def turn_to(self, session_id: int) -> None:
        """Show the overlap of a session, if it has one."""
        self._turn_to(session_id)
        self._fill()

    def _turn_to(self, session_id: int) -> None:
        current = self._current()
        if current is not None and session_id in (current.first.id, current.second.id):
            return
        for place, one in enumerate(self._overlaps):
            if session_id in (one.first.id, one.second.id):
                self._place = place
                return

    def _make_turner(self) -> QWidget:
        self._turner = QWidget()
        row = QHBoxLayout(self._turner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._before = icon_button("chevron-left", _("Overlap before"), is_quiet=True)
        self._after = icon_button("chevron-right", _("Next overlap"), is_quiet=True)
        for button, call in ((self._before, self._go_back), (self._after, self._go_on)):
            button.setFixedSize(theme.current().px(26), theme.current().px(26))
            button.clicked.connect(call)
            row.addWidget(button)
        return self._turner

    def _go_back(self) -> None:
        self._go(-1)

    def _go_on(self) -> None:
        self._go(1)

    def _go(self, by: int) -> None:
        if self._overlaps:
            self._place = (self._place + by) % len(self._overlaps)
            self._fill()
            self.shown.emit(self._overlaps[self._place].second.id)

    def _current(self) -> Overlap | None:
        return self._overlaps[self._place] if self._place < len(self._overlaps) else None

    def _fill(self) -> None:
        overlap = self._current()
        if overlap is None:
            return
        count = len(self._overlaps)
        few = _("One overlap")
        title = few if count == 1 else ngettext("{n} overlap", "{n} overlaps", count)
        self.set_title(title.format(n=count))
        self._turner.setVisible(count > 1)
        self._text.setText(_overlap_sentence(overlap))
        self._fill_shorten(overlap)
        self._fill_move(overlap)

    def _fill_shorten(self, overlap: Overlap) -> None:
        first, second = overlap.first, overlap.second
        self._shorten_menu.clear()
        if first.start is None or second.start is None or first.end_at is None:
            return
        if second.start.at > first.start.at:
            words = _("End «{title}» at {time}").format(
                title=_brief(first), time=time_short(second.start.wall)
            )
            self._add(self._shorten_menu, words, ("end", first.id, second.start.at))
        if second.end_at is not None and second.end_at > first.end_at:
            edge = _moment_of_end(first)
            words = _("Begin «{title}» at {time}").format(
                title=_brief(second), time=time_short(edge.wall)
            )
            self._add(self._shorten_menu, words, ("begin", second.id, edge))
        self._shorten_button.setEnabled(not self._shorten_menu.isEmpty())

    def _fill_move(self, overlap: Overlap) -> None:
        first, second = overlap.first, overlap.second
        self._move_menu.clear()
        edge = _moment_of_end(first)
        words = _("«{title}» to {time}, right after").format(
            title=_brief(second), time=time_short(edge.wall)
        )
        self._add(self._move_menu, words, ("move", second.id, edge))
        if first.start is not None and second.start is not None and second.end_at is not None:
            lasting = round((second.end_at - second.start.at).total_seconds())
            before = first.start.after(-lasting)
            words = _("«{title}» to {time}, right before").format(
                title=_brief(second), time=time_short(before.wall)
            )
            self._add(self._move_menu, words, ("move", second.id, before))
        self._move_menu.addSeparator()
        for row in (second, first):
            words = _("«{title}» to another time…").format(title=_brief(row))
            self._add(self._move_menu, words, ("edit", row.id, None))

    def _add(self, menu: QMenu, words: str, what: tuple[str, int, object]) -> None:
        menu.addAction(words.replace("&", "&&")).setData(what)

    def _keep(self) -> None:
        overlap = self._current()
        if overlap is not None:
            self.kept.emit(overlap.first.id, overlap.second.id)

    def _shorten(self, action: QAction) -> None:
        what, ident, edge = action.data()
        (self.ended if what == "end" else self.begun).emit(ident, edge)

    def _move(self, action: QAction) -> None:
        what, ident, edge = action.data()
        if what == "move":
            self.moved.emit(ident, edge)
        else:
            self.edited.emit(ident)


class SelectedCard(Card):
    """What is picked in the grid, and what can be done with it."""

    edited = Signal()
    deleted = Signal()
    copied = Signal(int)
    logged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until something is picked."""
        super().__init__(_("Selected"), parent=parent)
        self.body.setSpacing(theme.GAP_SMALL)
        self._facts = Facts()
        self._note = PlainLabel("", tone="muted", wraps=True)
        self._log = Button(_("Log it"), "primary", run=self.logged.emit)
        self._edit = Button(_("Edit"), run=self.edited.emit)
        self._copy_menu = QMenu(self)
        self._copy_menu.triggered.connect(self._copy)
        self._copy_button = Button(_("Copy"))
        self._copy_button.setMenu(self._copy_menu)
        self._delete = icon_button("trash", _("Delete"), self.deleted.emit)
        holder = QWidget()
        flow = FlowLayout(theme.GAP_SMALL, holder)
        for button in (self._log, self._edit, self._copy_button, self._delete):
            flow.addWidget(button)
        for widget in (self._facts, self._note, holder):
            self.body.addWidget(widget)
        self.hide()

    def show_session(self, row: StudyRow, answer: StudyDays, changed: str = "") -> None:
        """Show a study session; `changed` says when it was changed, as far as that is known."""
        self.set_title(title_of(row))
        self._facts.show_facts(_session_facts(row, answer, changed))
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        self._log.hide()
        self._edit.setText(_("Edit"))
        self._copy_button.show()
        self._copy_menu.clear()
        for words, days in _copies(row, answer):
            self._copy_menu.addAction(words).setData(days)
        self.show()

    def show_planned(self, planned: Planned, answer: StudyDays) -> None:
        """Show a planned block."""
        draft = planned.block.draft
        self.set_title(_("planned: {title}").format(title=planned_title(planned, answer)))
        end = draft.start.after(draft.seconds)
        facts: list[tuple[str, str | QWidget]] = [
            (weekday_long(planned.day), span(draft.start, end.at)),
            (_("Length"), duration(draft.seconds)),
        ]
        if draft.activity:
            facts.append((_("Activity"), draft.activity))
        missed = planned.fate is Fate.MISSED
        facts.append((_("State"), _("missed") if missed else _("ahead")))
        self._facts.show_facts(facts)
        self._note.setText(draft.note)
        self._note.setVisible(bool(draft.note))
        self._log.setVisible(missed)
        self._edit.setText(_("Move…"))
        self._copy_button.hide()
        self.show()

    def _copy(self, action: QAction) -> None:
        self.copied.emit(action.data())


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


def _overlap_sentence(overlap: Overlap) -> str:
    first, second = overlap.first, overlap.second
    values = {
        "day": day_title(second.day),
        "second": title_of(second),
        "span": overlap_span(overlap),
        "first": title_of(first),
        "other": span_of(first),
        "length": duration(overlap.seconds),
    }
    if overlap.is_inside:
        text = _("{day}: «{second}», {span}, lies inside «{first}», {other}.")
    else:
        text = _("{day}: «{second}» and «{first}» share {length}, {span}.")
    return text.format(**values)


def _brief(row: StudyRow) -> str:
    """A title as a menu can carry it."""
    title = title_of(row)
    # Thirty letters: two titles of this length fit a menu beside a time.
    return title if len(title) <= 30 else title[:29] + "…"


def _moment_of_end(row: StudyRow) -> Moment:
    """The moment at which a session with a start ends, in its own zone."""
    if row.start is None or row.end_at is None:
        raise ValueError("a session without a start overlaps nothing")
    return row.start.after(round((row.end_at - row.start.at).total_seconds()))


def _session_facts(
    row: StudyRow, answer: StudyDays, changed: str
) -> list[tuple[str, str | QWidget]]:
    facts: list[tuple[str, str | QWidget]] = [
        (weekday_long(row.day), span_of(row) or duration(row.seconds))
    ]
    if row.start is not None and row.pause_seconds:
        facts.append((_("Studied"), duration(row.seconds)))
        facts.append((_("Paused"), duration(row.pause_seconds)))
    elif row.start is not None:
        facts.append((_("Length"), duration(row.seconds)))
    if len(row.shares) > 1:
        parts = (_("{title} {weight}").format(title=s.title, weight=s.weight) for s in row.shares)
        facts.append((_("Shared"), " · ".join(parts)))
    if row.activity:
        facts.append((_("Activity"), row.activity))
    if row.tags:
        facts.append((_("Tags"), " ".join(f"#{tag}" for tag in row.tags)))
    if row.focus is not None:
        facts.append((_("Focus"), _("{n} of 5").format(n=row.focus)))
    if row.start is not None and row.start.zone != answer.now.zone:
        facts.append((_("Zone"), row.start.zone))
    facts.append((_("Entered"), row.entry.text))
    if row.source:
        facts.append((_("From"), row.source))
    if changed:
        facts.append((_("Changed"), changed))
    return facts


def _copies(row: StudyRow, answer: StudyDays) -> list[tuple[str, int]]:
    """Where a session may be copied to, with the days that lie between; never onto itself."""
    offers = [
        (_("To today"), (answer.today - row.day).days),
        (_("To the next day, {day}").format(day=day_long(row.day + timedelta(days=1))), 1),
        (_("A week later, {day}").format(day=day_long(row.day + timedelta(days=7))), 7),
    ]
    return [(words, days) for words, days in offers if days != 0]
