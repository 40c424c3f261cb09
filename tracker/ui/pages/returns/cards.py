"""The cards of the page «Return on time»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.returns.view import CredentialReturn, DegreeReturn, ReturnView
from tracker.analytics.returns.words import degree_name
from tracker.domain.changes import Kind
from tracker.i18n import _, ngettext
from tracker.ui import numbers, theme
from tracker.ui.forms import open_form
from tracker.ui.pages.returns.words import (
    break_even,
    break_even_why,
    cost_note,
    degree_cost_note,
    hours_words,
    in_words,
    money,
    number,
    off_axis,
    percent,
    read_words,
    working_life,
    years,
)
from tracker.ui.parts.cards import Card, Rule
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.ground import Ground
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.progress import Progress

if TYPE_CHECKING:
    from tracker.ui.desk import Desk
    from tracker.ui.pages.returns.data import Shown

# Rows that stand without asking for all.
_ROWS = 4
_COLUMN = 92


class BreakEvenCard(Card):
    """By how much pay must rise: credentials first, then the degrees. A click looks at one."""

    looked_at = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        self._all = LinkButton("", self._toggle)
        super().__init__(_("Break-even: no forecast in it"), self._all, parent=parent)
        self.body.setSpacing(0)
        self.body.addSpacing(theme.GAP_TINY)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self._is_whole = False
        self._view: ReturnView | None = None
        self._current = 0

    def show_view(self, view: ReturnView, current: int) -> None:
        """Show the rows; `current` is the credential that is looked at."""
        self._view, self._current = view, current
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = view.credentials if self._is_whole else view.credentials[:_ROWS]
        over = _("over {years}").format(years=years(view.assumptions))
        self._list.addWidget(
            _row(_("Breaks even if pay rises by"), over, _("within a year"), tone="muted")
        )
        currency = view.gathered.currency
        for one in rows:
            self._list.addWidget(Rule())
            self._list.addWidget(self._credential(one, currency))
        for degree in self._degrees(view):
            self._list.addWidget(Rule())
            self._list.addWidget(_degree_row(degree))
            if (told := working_life(degree, view.assumptions)) and not self._is_whole:
                self._list.addWidget(PlainLabel(told, "secondary", "muted", wraps=True))
        count = len(view.credentials)
        more = ngettext("All {n} credential", "All {n} credentials", count)
        self._all.setText(_("Fewer") if self._is_whole else more.format(n=numbers.count(count)))
        self._all.setVisible(count > _ROWS)

    def _degrees(self, view: ReturnView) -> Sequence[DegreeReturn]:
        first = view.first_degree
        return view.degrees if self._is_whole or first is None else (first,)

    def _credential(self, one: CredentialReturn, currency: str) -> QWidget:
        value = break_even(one, currency)
        year = percent(one.outputs.one_year_break_even_pct)
        spoken = ", ".join(part for part in (one.name, value, break_even_why(one)) if part)
        line = ClickRow(spoken, one.id, inset=theme.GAP_SMALL)
        for part, stretch in _parts(one.name, value, year, is_strong=one.id == self._current):
            line.add(part, stretch)
        line.setToolTip(break_even_why(one))
        line.clicked.connect(partial(self.looked_at.emit, one.id))
        return line

    def _toggle(self) -> None:
        self._is_whole = not self._is_whole
        if self._view is not None:
            self.show_view(self._view, self._current)


def _degree_row(one: DegreeReturn) -> QWidget:
    value = break_even(one, one.axis.currency)
    year = percent(one.outputs.one_year_break_even_pct)
    line = _row(degree_name(one.row), value, year, tone="degree", is_strong=True)
    line.setToolTip(break_even_why(one) or one.row.label)
    return line


def _row(name: str, value: str, year: str, *, tone: str, is_strong: bool = False) -> QWidget:
    line = QWidget()
    line.setAccessibleName(f"{name}, {value}, {year}")
    box = QHBoxLayout(line)
    box.setContentsMargins(0, theme.GAP_SMALL, 0, theme.GAP_SMALL)
    box.setSpacing(theme.GAP)
    for part, stretch in _parts(name, value, year, tone=tone, is_strong=is_strong):
        box.addWidget(part, stretch)
    return line


def _parts(
    name: str, value: str, year: str, *, tone: str = "ink", is_strong: bool = False
) -> list[tuple[QWidget, int]]:
    """Name, value and one-year value as columns."""
    is_head = tone == "muted"
    wide = theme.current().px(_COLUMN)
    label = ElidedLabel(name, "secondary" if is_head else "strong" if is_strong else "body", tone)
    parts: list[tuple[QWidget, int]] = [(label, 1)]
    for text, is_main in ((value, True), (year, False)):
        role = "secondary" if is_head else "strong" if is_main else "body"
        shade = tone if is_main or is_head or tone == "degree" else "muted"
        end = ElidedLabel(text, role, shade, is_tabular=True)
        end.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        end.setMinimumWidth(wide)
        end.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        parts.append((end, 0))
    return parts


class CostCard(Card):
    """What an hour of study cost, beside an hour of a degree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(parent=parent)
        self.body.setSpacing(theme.GAP_TINY)
        self._mine = _Figure(_("Your cost of an hour"))
        self._degree = _Figure("", tone="degree")
        self.body.addWidget(self._mine)
        self.body.addSpacing(theme.GAP)
        self.body.addWidget(self._degree)

    def show_view(self, view: ReturnView) -> None:
        """Show both; a degree without price says so."""
        currency = view.gathered.currency
        self._mine.show_figure(money(view.cost_per_hour, currency), cost_note(view))
        degree = view.first_degree
        self._degree.setVisible(degree is not None)
        if degree is not None:
            self._degree.set_label(degree_name(degree.row))
            value = money(degree.outputs.cost_per_hour, degree.axis.currency)
            self._degree.show_figure(value, degree_cost_note(degree))


class _Figure(QWidget):
    """A name, a large number, a line below."""

    def __init__(self, label: str, tone: str = "ink") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_TINY)
        self._label = ElidedLabel(label, tone="muted", lines=2)
        self._value = ElidedLabel("", "number", tone, lines=2)
        self._note = PlainLabel("", "secondary", "muted", wraps=True)
        for part in (self._label, self._value, self._note):
            column.addWidget(part)

    def set_label(self, text: str) -> None:
        """Change what it is."""
        self._label.setText(text)

    def show_figure(self, value: str, note: str) -> None:
        """Show another number."""
        self._value.setText(value)
        self._note.setText(note)
        self.setAccessibleName(f"{self._label.text()}: {value}, {note}")


class ReturnCard(ChartCard):
    """The bands of each hour of study, what they rest on, and the sentence in words.

    `sources_asked` asks for what the degrees rest on, `expected` for what is expected of the
    credential that is looked at.
    """

    sources_asked = Signal()
    expected = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_shown`."""
        super().__init__(desk, _("Net return for each hour of study"), parent=parent)
        self._note_pay = partial(open_form, desk, Kind.PAY_EVENT)
        self._nothing = EmptyState(
            _("No return is told yet"),
            _(
                "Cairn tells one only after you have said how much of a change of pay is due to a"
                " credential. What needs no forecast stands above."
            ),
            _("Note a change of pay"),
            self._note_pay,
            icon="return",
        )
        self.body.addWidget(self._nothing)
        self._expect = LinkButton(_("Say what you expect of one in progress"), self.expected.emit)
        self.body.addWidget(self._expect, 0, Qt.AlignmentFlag.AlignHCenter)
        self._legend = _Legend(self.sources_asked.emit)
        self.body.addWidget(self._legend)
        self._apart = PlainLabel("", "secondary", "muted", wraps=True)
        self.body.addWidget(self._apart)
        self.words = _Words()
        self.body.addWidget(self.words)

    def show_shown(self, shown: Shown) -> None:
        """Show the bars of the view, or why there are none."""
        from tracker.charts.returns import return_per_hour

        view = shown.view
        has_bars = any(one.bands for one in view.credentials)
        self.canvas.setVisible(has_bars)
        self.button.setVisible(has_bars)
        self._nothing.setVisible(not has_bars)
        is_open = shown.one is not None and shown.one.life.is_open
        self._expect.setVisible(not has_bars and is_open)
        self._legend.setVisible(has_bars)
        remark = ""
        if has_bars:
            draws = next(one.bands.draws for one in view.credentials if one.bands is not None)
            remark = _("dot: median · thick: 50 % · thin: 90 % of {n} draws").format(
                n=numbers.count(draws)
            )
        self.show_chart(return_per_hour(view, chart_words()))
        self._legend.show_words(remark, read_words(view))
        self._apart.setText(off_axis(view) if has_bars else "")
        self._apart.setVisible(bool(self._apart.text()))
        self.words.say(in_words(view, shown.one))


class _Legend(QWidget):
    """What the shapes and the two colours stand for, with the way to the sources."""

    def __init__(self, ask: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_TINY)
        self._draws = PlainLabel("", "secondary", "muted", wraps=True)
        mine = PlainLabel(
            _("● yours, from logged hours and spending"), "secondary", "accent", wraps=True
        )
        self._degrees = PlainLabel("", "secondary", "degree", wraps=True)
        for part in (self._draws, mine, self._degrees):
            column.addWidget(part)
        column.addWidget(LinkButton(_("Sources"), ask))

    def show_words(self, draws: str, degrees: str) -> None:
        """Say how often was drawn, and who published the degrees' figures."""
        self._draws.setText(draws)
        self._degrees.setText(_("● {words}").format(words=degrees))


class _Words(Ground):
    """The sentence, on a soft ground."""

    def __init__(self) -> None:
        super().__init__("note", "accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GAP_SMALL, theme.GAP, theme.GAP_SMALL)
        row.setSpacing(theme.GAP_SMALL)
        row.addWidget(PlainLabel(_("In words."), "strong"), 0, Qt.AlignmentFlag.AlignTop)
        self._text = PlainLabel("", wraps=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def say(self, text: str) -> None:
        """Say another sentence."""
        self._text.setText(text)
        self.setAccessibleName(_("In words: {text}").format(text=text))

    def text(self) -> str:
        """What it says."""
        return self._text.text()


class HoursCard(Card):
    """What the logged hours are in credits, and as a part of a degree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("Hours beside a degree"), parent=parent)
        self._words = PlainLabel("", tone="muted", wraps=True)
        self._bar = Progress()
        self.body.addWidget(self._words)
        self.body.addWidget(self._bar)

    def show_view(self, view: ReturnView) -> None:
        """Show the hours."""
        self._words.setText(hours_words(view))
        degree = view.first_degree
        self._bar.setVisible(degree is not None)
        if degree is None or degree.row.hours_mid is None:
            return
        count = view.gathered.months_of_study
        mine = ngettext("you, {n} month", "you, {n} months", count).format(n=numbers.count(count))
        whole = _("{hours} h").format(hours=numbers.count(int(degree.row.hours_mid)))
        if degree.row.years is not None:
            whole = _("{hours} h, {years} years").format(
                hours=numbers.count(int(degree.row.hours_mid)), years=number(degree.row.years)
            )
        self._bar.show_progress(float(view.all_hours / degree.row.hours_mid), mine, whole)
