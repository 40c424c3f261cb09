"""What can be done with a chart: read it as a table, copy it, keep it as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import theme
from tracker.ui.menus import LINE, Entry, below, menu
from tracker.ui.parts.button import Button
from tracker.ui.parts.chartlook import chart_look

if TYPE_CHECKING:
    from tracker.charts.chart import Cell, Chart, Format
    from tracker.charts.look import Look
    from tracker.reports.tables import Table
    from tracker.ui.desk import Desk
    from tracker.ui.tasks import Job

# A picture to hand on is twice as fine as the screen's ordinary pixels, and at least so large.
_FINE = 2.0
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 240
_BUTTON = 24


class ChartMenu(QObject):
    """The menu of the chart that a widget shows."""

    def __init__(self, desk: Desk, widget: QWidget, chart: Callable[[], Chart | None]) -> None:
        """`chart` answers what `widget` shows at the moment, None for nothing yet."""
        super().__init__(widget)
        self._desk, self._widget, self._chart = desk, widget, chart

    def popup(self, at: QPoint) -> None:
        """Open it at a place of the screen; without a chart nothing opens."""
        if self._chart() is None:
            return
        entries = (
            Entry(_("Show as table"), "table", self.show_table),
            Entry(_("Copy picture"), "copy", self.copy_picture),
            Entry(_("Copy numbers"), "copy", self.copy_numbers),
            LINE,
            Entry(_("Save as SVG…"), "export", partial(self._ask_where, "svg")),
            Entry(_("Save as PNG…"), "export", partial(self._ask_where, "png")),
            Entry(_("Save as CSV…"), "export", partial(self._ask_where, "csv")),
        )
        menu(entries, self._widget).popup(at)

    def show_table(self) -> None:
        """Open the chart's numbers in a dialog."""
        from tracker.ui.dialogs.charttable import ChartTableDialog

        if (chart := self._chart()) is not None:
            ChartTableDialog(chart).present()

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        if (chart := self._chart()) is not None:
            work = partial(_copied, chart, self._look(), self._size())
            self._desk.tasks.draw(work, self._take_picture, self._desk.failed.emit)

    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard, for a spreadsheet."""
        if (chart := self._chart()) is not None:
            QGuiApplication.clipboard().setText(numbers_of(chart))
            self._desk.say(_("The numbers are on the clipboard."))

    def save(self, kind: str, name: str) -> None:
        """Write the chart to the file `name` as `svg`, `png` or `csv`, and say so."""
        if (chart := self._chart()) is not None:
            work = partial(_write, chart, self._look(), self._size(), kind, Path(name))
            self._desk.tasks.draw(work, self._tell_written, self._desk.failed.emit)

    def _ask_where(self, kind: str) -> None:
        chart = self._chart()
        if chart is None:
            return
        title, filter_ = {
            "svg": (_("Save the chart as SVG"), _("SVG picture (*.svg)")),
            "png": (_("Save the chart as PNG"), _("PNG picture (*.png)")),
            "csv": (_("Save the numbers as CSV"), _("CSV table (*.csv)")),
        }[kind]
        dialog = QFileDialog(self._widget.window(), title, QDir.homePath(), filter_)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setSupportedSchemes(["file"])
        dialog.selectUrl(QUrl.fromLocalFile(QDir.home().filePath(f"{chart.name}.{kind}")))
        dialog.fileSelected.connect(partial(self.save, kind))
        dialog.open()

    def _look(self) -> Look:
        return chart_look(self._widget.layoutDirection())

    def _size(self) -> QSize:
        return self._widget.size().expandedTo(QSize(_LEAST_WIDTH, _LEAST_HEIGHT))

    def _take_picture(self, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self._desk.say(_("The picture is on the clipboard."))

    def _tell_written(self, path: Path) -> None:
        self._desk.say(_("Written: {path}").format(path=path))


class ChartButton(Button):
    """The button that opens the menu of a chart."""

    def __init__(self, menu_: ChartMenu, parent: QWidget | None = None) -> None:
        """`menu_` is opened below it."""
        super().__init__(
            kind="quiet",
            icon="more",
            name=_("Table, copy and export"),
            run=self._open,
            parent=parent,
        )
        self._menu = menu_

    def sizeHint(self) -> QSize:
        """Small enough for the heading of a card."""
        side = theme.current().px(_BUTTON)
        return QSize(side, side)

    def _open(self) -> None:
        self._menu.popup(below(self))


def numbers_of(chart: Chart) -> str:
    """The numbers as lines with tabs, as a spreadsheet takes them; safe for one."""
    from tracker.reports.tables import neutralised

    def safe(cell: Cell) -> str:
        value = cell.exported
        return neutralised(value) if isinstance(value, str) else f"{value}"

    headings = [column.title for column in chart.table.columns]
    rows = [[safe(cell).replace("\t", " ") for cell in row] for row in chart.table.rows]
    return "".join("\t".join(row) + "\n" for row in [headings, *rows])


def table_of(chart: Chart) -> Table:
    """The numbers as a table that goes out; its cells are neutralised when it is written."""
    from tracker.reports.tables import Table

    return Table(
        chart.name,
        tuple(column.title for column in chart.table.columns),
        tuple(tuple(cell.exported for cell in row) for row in chart.table.rows),
    )


def _copied(chart: Chart, look: Look, size: QSize, _job: Job) -> QImage:
    drawing = chart.draw(look, size.width(), size.height(), ratio=_FINE)
    pixels, wide, tall = drawing.rgba()
    return QImage(pixels, wide, tall, 4 * wide, QImage.Format.Format_RGBA8888).copy()


def _write(chart: Chart, look: Look, size: QSize, kind: str, path: Path, _job: Job) -> Path:
    """Write one file; whole or not at all, so that a full disk spoils no older one."""
    from tracker.reports.tables import to_csv

    if kind == "csv":
        content = to_csv(table_of(chart))
    else:
        form: Format = "svg" if kind == "svg" else "png"
        kept = BytesIO()
        chart.draw(look, size.width(), size.height(), ratio=_FINE).save(kept, form)
        content = kept.getvalue()
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise TrackerError(
            _("The file was not written"),
            _("«{path}» can't be written: {reason}.").format(path=path, reason=error.strerror),
            _("Choose another folder, or make room on the disk."),
        ) from error
    return path
