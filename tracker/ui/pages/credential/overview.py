"""The overview of one credential: hours, sums, evidence, and the cards at its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.analytics.credential import seconds_a_week
from tracker.analytics.hoursline import hours_line
from tracker.charts.progress import progress
from tracker.domain.changes import Kind
from tracker.domain.study import Share
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.item_models.credentials import is_open
from tracker.ui.item_models.evidence import COLUMNS
from tracker.ui.item_models.rows import RowModel
from tracker.ui.numbers import duration
from tracker.ui.pages.credential.cards import AboutCard, ElementsCard, ExamsCard, ModulesCard
from tracker.ui.pages.credential.forecast import ForecastCard
from tracker.ui.pages.credential.forecast_words import forecast_band
from tracker.ui.pages.credential.skills import SkillsCard
from tracker.ui.pages.credential.words import hour_tile, logged_tile, spent_tile
from tracker.ui.pages.returns.insight import ReturnFactsCard
from tracker.ui.parts.cards import Card
from tracker.ui.parts.chartcard import ChartCard
from tracker.ui.parts.chartlook import chart_words
from tracker.ui.parts.empty import EmptyState
from tracker.ui.parts.flow import Columns, WrapGrid
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.table import Table
from tracker.ui.parts.tile import Tile

if TYPE_CHECKING:
    from tracker.analytics.credential import CredentialView
    from tracker.analytics.forecast.credential import CredentialForecast
    from tracker.analytics.hoursline import Band
    from tracker.ui.desk import Desk

_WEEKS = 4
_EVIDENCE_ROWS = 5
_MAIN, _SIDE = 60, 40


class Overview(QWidget):
    """Everything about a credential at a glance; `more_evidence` asks for the list of it."""

    more_evidence = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(parent)
        self._desk = desk
        self._view: CredentialView | None = None
        self._hours = HoursCard(desk)
        self.forecast = ForecastCard(desk)
        self._found: CredentialForecast | None = None
        self._logged = Tile(_("Logged"))
        self._spent = Tile(_("Spent"))
        self._hour = Tile(_("Your cost of an hour"))
        self._evidence = EvidenceCard(desk)
        self._evidence.more.connect(self.more_evidence)
        self._cards = (
            AboutCard(desk),
            SkillsCard(desk),
            ModulesCard(desk),
            ExamsCard(desk),
        )
        tiles = QWidget()
        grid = WrapGrid(column=170, most=3, parent=tiles)
        for tile in (self._logged, self._spent, self._hour):
            grid.addWidget(tile)
        self._elements = ElementsCard(desk)
        self.returns = ReturnFactsCard(desk)
        main = _stack(self._hours, self.forecast, tiles, self._evidence, self._elements)
        side = _stack(*self._cards, self.returns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Columns([(main, _MAIN), (side, _SIDE)], stack_below=780))
        column.addStretch(1)

    def show_view(self, view: CredentialView) -> None:
        """Show a credential."""
        is_other = self._view is None or self._view.row.id != view.row.id
        self._view = view
        if is_other:
            self._found = None
            self.forecast.show_forecast(None)
        self._show_hours()
        if is_open(view.row):
            # Apart from the rest, which need not wait for it.
            number = view.row.id
            self._desk.ask(
                lambda record: (number, record.overview.forecast(number)),
                self._show_forecast,
                self._no_forecast,
                key=(self, "forecast"),
            )
        else:
            self._found = None
            self.forecast.show_forecast(None)
        self._logged.show_value(*logged_tile(view))
        self._spent.show_value(*spent_tile(view))
        self._hour.show_value(*hour_tile(view))
        self._evidence.show_view(view)
        for card in (*self._cards, self._elements):
            card.show_view(view)
        self.returns.show_credential(view.row.id)

    def _show_forecast(self, answer: tuple[int, CredentialForecast]) -> None:
        number, found = answer
        if self._view is not None and self._view.row.id == number:
            self._found = found
            self.forecast.show_forecast(found)
            self._show_hours()

    def _no_forecast(self, error: BaseException) -> None:
        """A credential that is gone meanwhile is told by the page itself."""
        if not isinstance(error, TrackerError):
            self._desk.failed.emit(error)

    def _show_hours(self) -> None:
        if self._view is not None:
            band = forecast_band(self._found, self._view.row.logged_seconds)
            self._hours.show_view(self._view, band)


def _stack(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP_WIDE)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder


class HoursCard(ChartCard):
    """The line of hours towards the plan; without any study, the first step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(desk, _("Hours towards the plan"), parent=parent)
        self._desk = desk
        self._number = 0
        self._empty = EmptyState(
            _("No study yet"),
            _("Start the timer for it, or log what you did before."),
            _("Log study"),
            self._log,
            icon="clock-plus",
        )
        self._empty.setMinimumHeight(theme.current().px(220))
        self.body.addWidget(self._empty)

    def show_view(self, view: CredentialView, band: Band | None = None) -> None:
        """Draw the line of a credential; `band` is where it may lead."""
        self._number = view.row.id
        line = hours_line(view.row, view.days, view.today)
        has_any = bool(line.points)
        self.canvas.setVisible(has_any)
        self.button.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self.show_chart(progress(line, chart_words(), band), _pace(view) if has_any else "")

    def _log(self) -> None:
        open_form(self._desk, Kind.STUDY_SESSION, shares=(Share(self._number),))


def _pace(view: CredentialView) -> str:
    if not is_open(view.row):
        return ""
    seconds = seconds_a_week(view.days, view.today, _WEEKS)
    return _("last {n} weeks: {length} a week").format(n=_WEEKS, length=duration(seconds))


class EvidenceCard(Card):
    """The newest evidence; `more` asks for all of it."""

    more = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        super().__init__(_("Evidence"), LinkButton(_("Add evidence"), self._add), parent=parent)
        self._desk = desk
        self._number = 0
        self._model = RowModel(COLUMNS, self)
        self._table = Table(_("Evidence"), self._model.styles())
        self._table.setModel(self._model)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._table.opened.connect(self.more)
        self._hint = PlainLabel(
            _("Files and links that show what you did: a result, a project, a certificate."),
            tone="muted",
            wraps=True,
        )
        self._more = LinkButton("", self.more.emit)
        for part in (self._hint, self._table, self._more):
            self.body.addWidget(part)

    def show_view(self, view: CredentialView) -> None:
        """Show the newest few."""
        self._number = view.row.id
        self._model.show_rows(view.evidence[:_EVIDENCE_ROWS], view.today)
        self._table.setFixedHeight(self._table.height_of_rows(_EVIDENCE_ROWS))
        self._table.setVisible(bool(view.evidence))
        self._hint.setVisible(not view.evidence)
        rest = len(view.evidence) - _EVIDENCE_ROWS
        self._more.setText(_("Show all {n}").format(n=len(view.evidence)))
        self._more.setVisible(rest > 0)

    def _add(self) -> None:
        open_form(self._desk, Kind.EVIDENCE, credential_id=self._number)
