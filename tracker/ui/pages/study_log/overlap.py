"""The card of an overlap, with its ways out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.analytics.studydays import Overlap
from tracker.domain.instants import Moment
from tracker.domain.study import StudyRow
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.numbers import day_title, duration, time_short
from tracker.ui.pages.study_log.blocks import overlap_span, span_of, title_of
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.cards import Card
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.menu import Menu


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
        self._shorten_menu, self._move_menu = Menu(self), Menu(self)
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

    def _add(self, menu: Menu, words: str, what: tuple[str, int, object]) -> None:
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
