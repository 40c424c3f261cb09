"""The form of the record's settings; the look, which belongs to this window, is worn at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.changes import Changes, Kind
from tracker.domain.draft import Draft
from tracker.domain.preferences import RecordSettings
from tracker.domain.words import N_
from tracker.i18n import _
from tracker.ui.forms.dialog import FormDialog
from tracker.ui.forms.spec import HALF, FieldSpec, FormSpec, SectionSpec, Values
from tracker.ui.theme import Choice

if TYPE_CHECKING:
    from tracker.record import Record


def _draft(values: Values) -> Draft:
    return RecordSettings(**{k: v for k, v in values.items() if k != "theme"})


def _change(record: Record, _row_id: int, fields: Values, _is_sure: bool) -> Changes:
    wanted = {k: v for k, v in fields.items() if k != "theme"}
    if not wanted:
        return Changes(_("Change settings"))
    return record.settings.change(**wanted)


SETTINGS = FormSpec(
    kind=Kind.RECORD_SETTING,
    title=N_("Settings"),
    change_title=N_("Settings"),
    verb=N_("Save changes"),
    icon="settings",
    sections=(
        SectionSpec(
            (
                FieldSpec("name", N_("Your name"), width=HALF),
                FieldSpec("theme", N_("Look of this window"), "theme", width=HALF),
                FieldSpec(
                    "emails",
                    N_("Your mail addresses"),
                    "tags",
                    hint=N_("By them imports tell your hours from those of others."),
                    placeholder=N_("me@example.org"),
                ),
            )
        ),
        SectionSpec(
            (
                FieldSpec("currency", N_("Currency"), "currency", width=HALF),
                FieldSpec(
                    "budget_minor",
                    N_("Budget of a year"),
                    "amount",
                    width=HALF,
                    hint=N_("Empty: none."),
                ),
            ),
            title=N_("Money"),
        ),
        SectionSpec(
            (
                FieldSpec("zone", N_("Time zone"), "zone"),
                FieldSpec(
                    "day_starts_at",
                    N_("Your day begins at"),
                    "clock",
                    width=HALF,
                    placeholder=N_("00:00"),
                    hint=N_("What is logged keeps its day."),
                ),
                FieldSpec("first_weekday", N_("Your week begins on"), "weekday", width=HALF),
                FieldSpec(
                    "streak_minutes",
                    N_("Least for a day of the streak"),
                    "minutes",
                    width=HALF,
                    is_needed=True,
                    placeholder=N_("1m"),
                ),
            ),
            title=N_("Time"),
        ),
    ),
    draft=_draft,
    load=lambda record, _row_id: record.settings.get(),
    add=lambda record, _draft, _is_sure: _change(record, 1, {}, False),
    change=_change,
    start=lambda _context: {},
)


class SettingsDialog(FormDialog):
    """The settings. A chosen look is worn while one looks, and taken back by Cancel."""

    def present(self) -> None:
        """Begin with the look as it is."""
        self._worn: Choice = self._desk.theme.choice
        self.form.fill({"theme": self._worn})
        self.form.inputs["theme"].changed.connect(self._wear)
        super().present()

    def done(self, result: int) -> None:
        """Keep the look that was chosen, or take it back."""
        if result:
            self._desk.settings.set("theme", self._desk.theme.choice)
        elif self._desk.theme.choice != self._worn:
            self._desk.theme.choose(self._worn)
        super().done(result)

    def _wear(self) -> None:
        self._desk.theme.choose(self.form.inputs["theme"].read()["theme"])
