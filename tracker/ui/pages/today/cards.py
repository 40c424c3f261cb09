"""The cards of Today."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.today import InProgress, Today
from tracker.charts.heatmap import HeatDays, heatmap
from tracker.domain.proof import RenewalDue
from tracker.domain.study import PlannedBlockDraft, StudyRow
from tracker.domain.words import BlockState
from tracker.i18n import _, ngettext, pgettext
from tracker.ui import theme
from tracker.ui.item_models.rows import Column, RowModel
from tracker.ui.item_models.study import RECENT
from tracker.ui.numbers import count, duration, percent, time_short, weekday_short
from tracker.ui.pages.today.words import (
    chip_words,
    heat_foot,
    heat_sentence,
    issuer_words,
    progress_words,
    renewal_due,
    renewal_needs,
)
from tracker.ui.parts.badge import Badge
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card, Rule, SectionTitle
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.chartmenu import ChartButton, ChartMenu
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.flow import WrapGrid
from tracker.ui.parts.heatmap import HeatLegend, Heatmap
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.progress import Progress
from tracker.ui.parts.table import ColumnStyle, Table

if TYPE_CHECKING:
    from tracker.analytics.forecast.credential import CredentialForecast
    from tracker.charts.chart import Chart
    from tracker.ui.desk import Desk

HEAT_WEEKS = 26
# What is shown before «and n more».
_MOST_CREDENTIALS, _MOST_RENEWALS, _MOST_PLANNED, _MOST_RECENT = 6, 4, 3, 5
_PROGRESS_WIDTH = 146
_ROW_GAP = 14
_TEXT_SHARE, _CHIP_SHARE = 20, 21


class StudyCard(Card):
    """What is in progress, by deadline, and below it the study of late.

    `credential_opened` and `session_opened` carry the number of what was picked.
    """

    credential_opened = Signal(object)
    session_opened = Signal(int)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_answer`."""
        super().__init__(_("In progress"), _("by deadline"), parent=parent)
        self.body.setSpacing(0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._made: list[QWidget] = []
        self._shown: list[tuple[InProgress, CredentialLine]] = []
        self._day = date.min
        self._forecasts: Mapping[int, CredentialForecast] = {}
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addLayout(self._lines)
        self._more = LinkButton("", self.more_wanted.emit)
        self.body.addWidget(self._more)
        self.body.addSpacing(theme.GAP_WIDE)
        self._recent_title = SectionTitle(_("Recent study"))
        self.body.addWidget(self._recent_title)
        self.model: RowModel[StudyRow] = RowModel(RECENT, self)
        self.recent = Table(_("Recent study"), self.model.styles())
        self.recent.setModel(self.model)
        self.recent.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.recent.opened.connect(self._open_session)
        self.recent.clicked.connect(self._open_session)
        self._nothing = PlainLabel(
            _("No study yet. Type what you did in the line above, such as «45m reading»."),
            tone="muted",
            wraps=True,
        )
        self.body.addSpacing(theme.GAP_TINY)
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.recent)

    def show_answer(self, data: Today) -> None:
        """Show the credentials in progress and the study of late."""
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        shown = data.in_progress[:_MOST_CREDENTIALS]
        self._made, self._shown, self._day = [], [], data.day
        if not shown:
            words = _("Nothing in progress. Set a credential to «in progress» to see it here.")
            label = PlainLabel(words, tone="muted", wraps=True)
            self._put(label)
        for one in shown:
            self._put(Rule())
            # What was forecast before stands until it is known anew.
            row = CredentialLine(one, data.day, self._forecasts.get(one.row.id))
            row.opened.connect(self.credential_opened)
            self._put(row)
            self._shown.append((one, row))
        left = len(data.in_progress) - len(shown)
        words = ngettext("and {n} more", "and {n} more", left).format(n=count(left))
        self._more.setText(words)
        self._more.setVisible(left > 0)
        self.model.show_rows(data.recent[:_MOST_RECENT], data.day)
        self._nothing.setVisible(not data.recent)
        self.recent.setVisible(bool(data.recent))
        self.recent.setFixedHeight(self.recent.height_of_rows(_MOST_RECENT) + 2)

    def show_forecasts(self, found: Mapping[int, CredentialForecast]) -> None:
        """Say where the credentials in progress are heading."""
        self._forecasts = found
        for one, line in self._shown:
            line.show_chip(one, self._day, found.get(one.row.id))

    def _put(self, widget: QWidget) -> None:
        self._made.append(widget)
        self._lines.addWidget(widget)

    def _open_session(self, index: QModelIndex) -> None:
        self.session_opened.emit(self.model.row_at(index.row()).id)


class CredentialLine(ClickRow):
    """The line of a credential: badge, title and issuer, progress, and what matters now."""

    def __init__(
        self,
        one: InProgress,
        today: date,
        forecast: CredentialForecast | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Opens the credential."""
        row, done = one.row, progress_words(one.row)
        super().__init__("", row.id, _ROW_GAP, parent=parent)
        self._words = [row.title, issuer_words(row), done]
        self.add(Badge("credentials"))
        self.add(_texts(row.title, issuer_words(row)), _TEXT_SHARE)
        share = "" if row.progress is None else percent(row.progress)
        tone = "bad" if row.progress is not None and row.progress > 1 else "accent"
        progress = Progress(row.progress, done, share, tone)
        progress.setFixedWidth(theme.current().px(_PROGRESS_WIDTH))
        self.add(progress)
        self._chip = Chip()
        self.add(_at_end(self._chip), _CHIP_SHARE)
        self.show_chip(one, today, forecast)

    def show_chip(
        self, one: InProgress, today: date, forecast: CredentialForecast | None = None
    ) -> None:
        """Show what matters now, in the chip and in the name of the line."""
        chip = chip_words(one, today, forecast)
        self._chip.setVisible(chip is not None)
        if chip is not None:
            self._chip.show_text(*chip)
        words = [*self._words, chip[0] if chip else ""]
        self.setAccessibleName(", ".join(word for word in words if word))


def _texts(title: str, below: str) -> QWidget:
    """Two lines in a column that takes its share of the row, however long they are."""
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(ElidedLabel(title, "strong", lines=2))
    column.addWidget(ElidedLabel(below, "secondary", "muted", lines=2))
    return holder


def _at_end(chip: QWidget | None) -> QWidget:
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    if chip is not None:
        row.addWidget(chip)
    return holder


class HeatCard(Card):
    """The last half year, a square a day; `chosen` carries a day."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_answer`."""
        title = ngettext("Last {n} week", "Last {n} weeks", HEAT_WEEKS).format(n=HEAT_WEEKS)
        self.heatmap = Heatmap(HEAT_WEEKS)
        self.menu = ChartMenu(desk, self.heatmap, self.chart)
        super().__init__(title, ChartButton(self.menu), parent=parent)
        self._data: Today | None = None
        self.body.setSpacing(theme.GAP_SMALL)
        self.heatmap.chosen.connect(self.chosen)
        self.heatmap.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.heatmap.customContextMenuRequested.connect(self._open_menu)
        self.body.addWidget(self.heatmap)
        self._foot = ElidedLabel("", "secondary", "muted", lines=3)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP_SMALL)
        foot.addWidget(self._foot, 1)
        foot.addWidget(HeatLegend(pgettext("study", "none"), _("2 h or more")))
        self.body.addLayout(foot)

    def show_answer(self, data: Today) -> None:
        """Show the minutes of each day."""
        self._data = data
        minutes = {day: seconds // 60 for day, seconds in data.days.items()}
        sentence = heat_sentence(data, HEAT_WEEKS)
        self.heatmap.show_days(minutes, data.day, sentence, data.first_weekday)
        self._foot.setText(heat_foot(data))

    def chart(self) -> Chart | None:
        """The same days as a chart that can be read as a table, copied and kept."""
        if self._data is None:
            return None
        days = HeatDays(self._data.days, self._data.first_day, self._data.day)
        return heatmap(days, chart_words())

    def _open_menu(self, at: QPoint) -> None:
        self.menu.popup(self.heatmap.mapToGlobal(at))


class _Due:
    """A renewal as a row of a table, told apart by its credential."""

    def __init__(self, due: RenewalDue, today: date) -> None:
        self.id = due.rule.credential_id
        self.title = due.credential
        self.needs = renewal_needs(due)
        self.due, self.chip = renewal_due(due, today)


_RENEWALS: tuple[Column[_Due], ...] = (
    Column(lambda: _("Renewal"), ColumnStyle(weight=7), lambda row, _today: row.title),
    Column(lambda: _("Needs"), ColumnStyle(weight=10, tone="muted"), lambda row, _today: row.needs),
    Column(
        lambda: _("Due"),
        ColumnStyle(width=114, is_number=True),
        lambda row, _today: row.due,
        chip=lambda row, _today: row.chip,
    ),
)


class AheadCard(Card):
    """Renewals by their end, and what is planned for the rest of the week.

    `credential_opened` carries a credential's number, `day_opened` the day of a planned block.
    """

    credential_opened = Signal(object)
    day_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is something ahead."""
        super().__init__(parent=parent)
        self.body.setSpacing(0)
        self._renewals_title = SectionTitle(_("Renewals"), " ")
        self.body.addWidget(self._renewals_title)
        self.body.addSpacing(theme.GAP_TINY)
        self.model: RowModel[_Due] = RowModel(_RENEWALS, self)
        self.renewals = Table(_("Renewals"), self.model.styles())
        self.renewals.setModel(self.model)
        self.renewals.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.renewals.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.renewals.opened.connect(self._open)
        self.renewals.clicked.connect(self._open)
        self.body.addWidget(self.renewals)
        self._gap = QWidget()
        self._gap.setFixedHeight(theme.GAP)
        self.body.addWidget(self._gap)
        self._planned_title = SectionTitle(_("Planned this week"))
        self.body.addWidget(self._planned_title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addSpacing(theme.GAP_TINY)
        self.body.addLayout(self._lines)
        self._made: list[QWidget] = []

    def show_answer(self, data: Today) -> None:
        """Show what is ahead; the card goes where nothing is."""
        rows = [_Due(due, data.day) for due in data.renewals[:_MOST_RENEWALS]]
        self.model.show_rows(rows, data.day)
        left = len(data.renewals) - len(rows)
        words = ngettext("{n} more later", "{n} more later", left).format(n=count(left))
        self._renewals_title.set_aside(words if left else "")
        self.renewals.setFixedHeight(self.renewals.height_of_rows(_MOST_RENEWALS) + 2)
        planned = [one for one in data.planned if one.draft.state is BlockState.OPEN]
        for widget in (self._renewals_title, self.renewals):
            widget.setVisible(bool(rows))
        self._planned_title.setVisible(bool(planned))
        self._gap.setVisible(bool(rows) and bool(planned))
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        self._made = []
        for one in planned[:_MOST_PLANNED]:
            row = planned_row(one.draft, data)
            row.opened.connect(self.day_opened)
            for widget in (Rule(), row):
                self._made.append(widget)
                self._lines.addWidget(widget)
        self.setVisible(bool(rows) or bool(planned))

    def _open(self, index: QModelIndex) -> None:
        self.credential_opened.emit(self.model.row_at(index.row()).id)


def planned_row(draft: PlannedBlockDraft, data: Today) -> ClickRow:
    """The line of a planned block: when and what, and how long."""
    wall = draft.start.wall
    title = draft.title or data.titles.get(draft.credential_id or 0, "") or _("study")
    words = _("{day} {time} · {title}").format(
        day=weekday_short(wall.date()), time=time_short(wall), title=title
    )
    length = duration(draft.seconds)
    row = ClickRow(_("{name}: {text}").format(name=words, text=length), wall.date(), inset=6)
    row.add(ElidedLabel(words, lines=3), 1)
    row.add(PlainLabel(length, tone="muted", is_tabular=True))
    return row


class Welcome(QWidget):
    """What an empty record offers: the first steps, each with its button."""

    def __init__(
        self,
        steps: Sequence[tuple[str, str, str, str, Callable[[], object]]],
        parent: QWidget | None = None,
    ) -> None:
        """`steps` are (icon, title, sentence, button, what it does: a bound method)."""
        super().__init__(parent)
        grid = WrapGrid(column=280, most=3, parent=self)
        for place, (icon, title, sentence, words, run) in enumerate(steps):
            card = Card()
            card.setAccessibleName(title)
            card.body.addWidget(Badge(icon, side=44), 0, Qt.AlignmentFlag.AlignLeft)
            card.body.addWidget(PlainLabel(title, "section", wraps=True))
            card.body.addWidget(PlainLabel(sentence, tone="muted", wraps=True))
            button = Button(words, "plain" if place else "primary", run=run)
            card.body.addSpacing(theme.GAP_TINY)
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(card)
