"""What leaves the record from the window: as tables, as one document, as a calendar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.i18n import _

if TYPE_CHECKING:
    from tracker.record import Record
    from tracker.ui.desk import Desk


def export(ending: str) -> Callable[[Desk], object]:
    """What asks where to, then writes: `json` all in one file, `zip` tables, `ics` a calendar.

    Where something is stated about pay, it is asked first whether that shall leave the record.
    """

    def run(desk: Desk) -> None:
        if ending == "ics":
            ask_where(desk, ending, with_pay=False)
        else:
            desk.ask(_has_pay, partial(_ask_for_pay, desk, ending))

    return run


def _has_pay(record: Record) -> bool:
    kinds = (record.pay_events, record.scenarios, record.degree_baselines)
    return any(kind.all() for kind in kinds)


def _ask_for_pay(desk: Desk, ending: str, has_pay: bool) -> None:
    if not has_pay:
        ask_where(desk, ending, with_pay=False)
        return
    from tracker.ui.dialogs.question import Answer, Question

    question = Question(
        _("Shall what you stated about pay leave your record?"),
        [
            _("Changes of pay, what you assume, and the degrees you edited."),
            _("A copy is easily passed on."),
        ],
        [
            Answer("without", _("Leave it out"), _("L"), "primary"),
            Answer("with", _("Take it along"), _("T")),
        ],
        refusal="back",
    )

    def heard(answer: str) -> None:
        if answer != "back":
            ask_where(desk, ending, with_pay=answer == "with")

    question.hearer = heard
    question.answered.connect(heard)
    question.present()


def ask_where(desk: Desk, ending: str, *, with_pay: bool) -> None:
    """Ask for the file to write to, then write."""
    from PySide6.QtCore import QDir, Qt, QUrl
    from PySide6.QtWidgets import QFileDialog

    from tracker.ui.dialogs.base import main_window

    title, kind = {
        "json": (_("Export everything as JSON"), _("JSON (*.json)")),
        "zip": (_("Export tables as CSV"), _("CSV tables in one file (*.zip)")),
        "ics": (_("Export calendar"), _("Calendar (*.ics)")),
    }[ending]
    dialog = QFileDialog(main_window(), title, QDir.homePath(), kind)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.setSupportedSchemes(["file"])
    dialog.selectUrl(QUrl.fromLocalFile(QDir.home().filePath(f"cairn.{ending}")))
    dialog.fileSelected.connect(partial(export_to, desk, with_pay=with_pay))
    dialog.open()


def export_to(desk: Desk, name: str, *, with_pay: bool = False) -> None:
    """Write the whole record to the file `name`, as its ending says, and say so."""

    def written(path: Path) -> None:
        desk.say(_("Written: {path}").format(path=path))

    def write(_job: object) -> Path:
        from tracker.cli.exporting import export_calendar, export_whole

        if Path(name).suffix.lower() == ".ics":
            export_calendar(desk.record, Path(name))
        else:
            export_whole(desk.record, Path(name), with_pay=with_pay)
        return Path(name)

    desk.tasks.run(write, written, desk.failed.emit)
