"""Choosing the degrees that stand beside, and correcting their figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.baselines import Baseline
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.dialogs.numbers import Ask, Numbers, NumbersDialog
from tracker.ui.parts.button import Button, icon_button
from tracker.ui.parts.checkfield import CheckField
from tracker.ui.parts.fields import LineField
from tracker.ui.parts.labels import PlainLabel

if TYPE_CHECKING:
    from tracker.analytics.returns.view import ReturnView
    from tracker.domain.changes import Changes
    from tracker.record import Record
    from tracker.ui.desk import Desk

_WIDTH = 680
# More beside one another say nothing.
MOST = 8


class BaselinesDialog(Dialog):
    """All degree rows with how each was read; `chosen` carries the ids that are ticked."""

    chosen = Signal(list)

    def __init__(self, desk: Desk, view: ReturnView) -> None:
        """Those that stand beside now are ticked and come first."""
        super().__init__(_("Degrees to stand beside"), _WIDTH, is_scrolled=True)
        self._desk, self._view = desk, view
        search = LineField("", _("Country, level, field …"))
        search.setAccessibleName(_("Search degrees"))
        search.setClearButtonEnabled(True)
        search.textChanged.connect(self._narrow)
        self.body.addWidget(search)
        shown = set(view.assumptions.baselines)
        rows = sorted(
            view.gathered.baselines, key=lambda row: (row.id not in shown, not row.row_id)
        )
        self._checks: dict[str, CheckField] = {}
        self._lines: list[tuple[str, QWidget]] = []
        for row in rows:
            self._add(row, is_ticked=row.id in shown)
        self.body.addStretch(1)
        self.add_button(Button(_("Add your own…"), icon="plus", run=self._add_own))
        self.add_button(cancel_button(self))
        self.add_button(Button(_("Show these"), "primary", run=self._take), is_default=True)
        search.setFocus()

    def ticked(self) -> list[str]:
        """The ids that are ticked, in the order of the list."""
        return [name for name, check in self._checks.items() if check.isChecked()]

    def _add(self, row: Baseline, *, is_ticked: bool) -> None:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP_SMALL)
        check = CheckField()
        check.setAccessibleName(row.label)
        check.setChecked(is_ticked)
        self._checks[row.id] = check
        box.addWidget(check)
        box.addWidget(PlainLabel(row.label, wraps=True), 1)
        read = _("{currency} · {read}").format(currency=row.currency, read=row.confidence.text)
        box.addWidget(PlainLabel(read, "secondary", "muted"))
        name = _("Correct the figures of {degree}").format(degree=row.label)
        box.addWidget(icon_button("edit", name, partial(self._edit, row)))
        words = f"{row.label} {row.country} {row.id} {row.subject}".casefold()
        self._lines.append((words, line))
        self.body.addWidget(line)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for words, line in self._lines:
            line.setVisible(all(word in words for word in wanted))

    def _take(self) -> None:
        ids = self.ticked()
        if len(ids) > MOST:
            self.notice.say(_("At most {n} can stand beside one another.").format(n=MOST))
            return
        self.chosen.emit(ids)
        self.accept()

    def _edit(self, row: Baseline, _checked: bool = False) -> None:
        edit_baseline(self._desk, row)
        self.reject()

    def _add_own(self) -> None:
        view = self._view
        own = Baseline(
            id="",
            label=_("Your degree or offer"),
            country=view.assumptions.home_country,
            currency=view.gathered.currency,
        )
        edit_baseline(self._desk, own)
        self.reject()


def edit_baseline(desk: Desk, row: Baseline) -> None:
    """Ask for the figures of a row; a shipped one is kept as the person's own beside it."""
    intro = _(
        "Figures that you set count as verified by you, with today's date. The row as it came stays"
        " as it is; yours stands beside it. Leave empty what you don't know: it is then unknown."
    )
    asks = [
        Ask("label", _("Name"), row.label, is_text=True),
        Ask("country", _("Country, three letters"), row.country, is_text=True),
        Ask("currency", _("Currency"), row.currency, is_text=True),
        Ask("hours_mid", _("Hours by the credit rule"), row.hours_mid),
        Ask("hours_measured", _("Hours as measured"), row.hours_measured),
        Ask("years", _("Years"), row.years),
        Ask("tuition", _("Fees of all years"), row.tuition),
        Ask("other_cost", _("Books and the like"), row.other_cost),
        Ask("completion", _("Who finish, percent"), row.completion, "", 100),
        Ask("pay_with", _("Pay a year with it"), row.pay_with),
        Ask("pay_without", _("Pay a year without it"), row.pay_without),
        Ask("premium", _("Gap in pay a year"), row.premium, _("Empty: the difference.")),
    ]
    title = _("Figures of a degree")
    NumbersDialog(desk, title, intro, asks, partial(_save, row), _("Keep")).present()


def _save(row: Baseline, found: Numbers) -> Callable[[Record], Changes]:
    values = dict(found)
    same = values.get("premium") == row.premium
    moved = (values.get("pay_with"), values.get("pay_without")) != (row.pay_with, row.pay_without)
    if values.get("premium") is None or (same and moved):
        values.pop("premium")
    return partial(_keep, row, values)


def _keep(row: Baseline, values: Numbers, record: Record) -> Changes:
    return record.return_on_time.edit_baseline(row, values)
