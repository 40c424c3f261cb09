"""The card of streak and rest: the numbers, a month of signs, the planned days of rest."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.analytics.streak import DayMark, day_marks
from tracker.domain.changes import Changes, Kind
from tracker.domain.kept import Kept
from tracker.domain.periods import month_of
from tracker.domain.study import RestDayDraft
from tracker.i18n import _, ngettext
from tracker.ui import theme
from tracker.ui.forms import open_form
from tracker.ui.menus import LINE, Entry
from tracker.ui.numbers import count, hours, month_long, percent
from tracker.ui.pages.plan.words import mark_words, rest_chip, rest_title
from tracker.ui.parts.actionrow import ActionRow, ActionRows
from tracker.ui.parts.button import icon_button
from tracker.ui.parts.cards import Card, SectionTitle
from tracker.ui.parts.chip import Chip
from tracker.ui.parts.clickrow import ClickRow
from tracker.ui.parts.flow import FlowLayout, WrapGrid
from tracker.ui.parts.labels import ElidedLabel, PlainLabel
from tracker.ui.parts.linkbutton import LinkButton
from tracker.ui.parts.monthmarks import MarkedDay, MonthMarks, Sign, SignLegend

if TYPE_CHECKING:
    from tracker.analytics.plan import PlanView
    from tracker.record import Record
    from tracker.ui.desk import Desk

# Rest that went by stays listed as long as it may still be looked for.
_REST_BACK = timedelta(days=30)
_SIGNS: dict[DayMark, Sign] = {
    DayMark.STUDY: "study",
    DayMark.SHORT: "short",
    DayMark.REST: "rest",
    DayMark.NONE: "none",
    DayMark.OPEN: "open",
}


class StreakCard(Card):
    """Days in a row, the best, how steady it is; the month, and rest."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Empty until `show_view`."""
        plan_rest = partial(open_form, desk, Kind.REST_DAY)
        super().__init__(_("Streak and rest"), parent=parent)
        self._desk = desk
        self._view: PlanView | None = None
        self._month = date.min
        self.current, self.best = _Figure(_("Current")), _Figure(_("Best"))
        self.steady = _Figure(_("Steadiness"))
        figures = QWidget()
        grid = WrapGrid(column=112, most=3, gap=theme.GAP, parent=figures)
        for figure in (self.current, self.best, self.steady):
            grid.addWidget(figure)
        self.body.addWidget(figures)
        self._explained = PlainLabel("", "secondary", "muted", wraps=True)
        self.body.addWidget(self._explained)
        self.body.addLayout(self._month_head())
        self.marks = MonthMarks()
        self.marks.chosen.connect(self._chosen)
        self.marks.turned.connect(self._turn)
        self.body.addWidget(self.marks)
        legend = QWidget()
        self._legend = FlowLayout(theme.GAP, legend)
        self.body.addWidget(legend)
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(SectionTitle(_("Planned rest"), LinkButton(_("Plan rest"), plan_rest)))
        self.rest: ActionRows[tuple[Kept[RestDayDraft], date]] = ActionRows()
        self._no_rest = PlainLabel(
            _("Plan a holiday or a day off, and your streak passes over it."),
            tone="muted",
            wraps=True,
        )
        self.body.addWidget(self._no_rest)
        self._no_rest.hide()
        self.body.addWidget(self.rest)

    def show_view(self, view: PlanView) -> None:
        """Show the numbers, the month that was shown (today's at first), and rest."""
        if self._view is None or self._month == month_of(self._view.day).first:
            self._month = month_of(view.day).first
        self._view = view
        self._show_figures(view)
        self._show_month()
        listed = [one for one in view.rest if one.draft.last_on >= view.day - _REST_BACK]
        self.rest.show_items([(one, view.day) for one in listed], self._rest_row)
        self._no_rest.setVisible(not listed)

    def _show_figures(self, view: PlanView) -> None:
        streak = view.streak
        if streak.best:
            text = ngettext("{n} day", "{n} days", streak.current)
            note = "" if streak.is_safe_today else _("not yet today")
            if not streak.current:
                note = _("begin anew today")
            self.current.show_value(text.format(n=count(streak.current)), note)
            text = ngettext("{n} day", "{n} days", streak.best)
            self.best.show_value(text.format(n=count(streak.best)), "")
        else:
            self.current.show_value(_("None yet"), "")
            self.best.show_value(_("None yet"), "")
        steady = view.steadiness
        self.steady.show_value(percent(steady) if steady is not None else _("too early"), "")
        least = hours(view.least_minutes)
        self._explained.setText(
            _(
                "A day counts from {length} on. Steadiness is the share of days that count, the "
                "latest weighing most: one lapse costs a few points, not everything."
            ).format(length=least)
        )

    def _month_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_TINY)
        self._month_name = ElidedLabel("", "strong")
        row.addWidget(self._month_name, 1)
        self._today_link = LinkButton(_("Today"), self._to_today)
        row.addWidget(self._today_link)
        row.addWidget(icon_button("chevron-left", _("Month before"), self._back, is_quiet=True))
        row.addWidget(icon_button("chevron-right", _("Next month"), self._on, is_quiet=True))
        return row

    def _show_month(self) -> None:
        view = self._view
        if view is None:
            return
        days = list(month_of(self._month))
        rest = [(one.draft.first_on, one.draft.last_on) for one in view.rest]
        marks = day_marks(days, view.days, view.day, least_minutes=view.least_minutes, rest=rest)
        name = month_long(self._month)
        self._month_name.setText(name)
        self._today_link.setVisible(self._month != month_of(view.day).first)
        marked = {
            day: MarkedDay(
                _SIGNS[mark],
                mark_words(day, mark, view.days.get(day, 0), self._reason(day)),
            )
            for day, mark in marks.items()
        }
        counts = self._counts(list(marks.values()))
        sentence = ", ".join([name, *(text for _sign, text in counts)])
        self.marks.show_days(marked, view.day, view.first_weekday, sentence)
        self._legend.clear()
        for sign, text in counts:
            self._legend.addWidget(_legend_of(sign, text))
        self._legend.invalidate()

    def _counts(self, marks: list[DayMark]) -> list[tuple[Sign, str]]:
        study, short = marks.count(DayMark.STUDY), marks.count(DayMark.SHORT)
        rest, none = marks.count(DayMark.REST), marks.count(DayMark.NONE)
        found: list[tuple[Sign, str]] = [
            ("study", ngettext("{n} day of study", "{n} days of study", study)),
            ("rest", ngettext("{n} of rest", "{n} of rest", rest)),
            ("none", ngettext("{n} without", "{n} without", none)),
        ]
        numbers = [study, rest, none]
        if short:
            found.insert(1, ("short", ngettext("{n} too short", "{n} too short", short)))
            numbers.insert(1, short)
        return [
            (sign, text.format(n=count(number)))
            for (sign, text), number in zip(found, numbers, strict=True)
        ]

    def _reason(self, day: date) -> str:
        one = self._rest_of(day)
        return "" if one is None else one.draft.reason

    def _rest_of(self, day: date) -> Kept[RestDayDraft] | None:
        rest = () if self._view is None else self._view.rest
        return next((r for r in rest if r.draft.first_on <= day <= r.draft.last_on), None)

    def _chosen(self, day: date) -> None:
        """Open the rest of that day, the study of a day that was, or plan rest on one to come."""
        if self._view is None:
            return
        has_study = self._view.days.get(day, 0) > 0
        rest = self._rest_of(day)
        if rest is not None and not has_study:
            open_form(self._desk, Kind.REST_DAY, rest.id)
        elif day > self._view.day:
            open_form(self._desk, Kind.REST_DAY, first_on=day, last_on=day)
        else:
            # The study log takes a negative number for a day.
            self._desk.go("study-log", -day.toordinal())

    def _turn(self, months: int) -> None:
        self._month = month_of(
            month_of(self._month).last + timedelta(days=1)
            if months > 0
            else self._month - timedelta(days=1)
        ).first
        self._show_month()

    def _back(self) -> None:
        self._turn(-1)

    def _on(self) -> None:
        self._turn(1)

    def _to_today(self) -> None:
        if self._view is not None:
            self._month = month_of(self._view.day).first
            self.marks.put_cursor(self._view.day)
            self._show_month()
            # The words that were pressed are gone now.
            self.marks.setFocus()

    def _rest_row(self, item: tuple[Kept[RestDayDraft], date]) -> ActionRow:
        one, today = item
        title, (chip, kind) = rest_title(one.draft, today), rest_chip(one.draft, today)
        reason = one.draft.reason
        line = ClickRow(", ".join(part for part in (title, reason, chip) if part), one.id)
        words = _("{days} · {reason}").format(days=title, reason=reason) if reason else title
        line.add(ElidedLabel(words, lines=3), 1)
        line.add(Chip(chip, kind))
        edit = partial(open_form, self._desk, Kind.REST_DAY, one.id)
        line.clicked.connect(edit)
        delete = partial(self._desk.do, partial(_delete, one.id))
        entries = (Entry(_("Edit…"), "edit", edit), LINE, Entry(_("Delete"), "trash", delete))
        return ActionRow(one.id, line, entries)


class _Figure(QWidget):
    """A number with its name above and a remark below; one thing to a screen reader."""

    def __init__(self, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._value = ElidedLabel("", "title", lines=2)
        self._note = ElidedLabel("", "secondary", "muted", lines=3)
        column.addWidget(ElidedLabel(name, "secondary", "muted", lines=2))
        column.addWidget(self._value)
        column.addWidget(self._note)
        column.addStretch(1)
        self.setAccessibleName(name)

    def show_value(self, value: str, note: str) -> None:
        """Show another number."""
        self._value.setText(value)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleDescription(", ".join(part for part in (value, note) if part))


def _legend_of(sign: Sign, text: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP_TINY)
    row.addWidget(SignLegend(sign))
    row.addWidget(PlainLabel(text, "secondary", "muted"))
    return holder


def _delete(number: int, record: Record) -> Changes:
    return record.rest_days.delete(number)
