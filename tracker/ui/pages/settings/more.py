"""Cards of Settings for reminders, keys, and what Cairn itself is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker import __version__
from tracker.analytics.reminders import ReminderKind
from tracker.errors import TrackerError
from tracker.i18n import _
from tracker.ui import commands, exporting, theme
from tracker.ui.desktop import files as desktopfiles
from tracker.ui.dialogs.base import Dialog, cancel_button
from tracker.ui.parts.button import Button
from tracker.ui.parts.cards import Card, Rule
from tracker.ui.parts.checkfield import CheckField
from tracker.ui.parts.flow import FlowLayout
from tracker.ui.parts.labels import PlainLabel
from tracker.ui.parts.notice import Notice
from tracker.ui.reminding.reminders import DESKTOP, KINDS, wanted_kinds
from tracker.ui.reminding.words import kind_text, kind_when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.ui.desk import Desk


class RemindersCard(Card):
    """What to be reminded of, and where; kept on this computer at once."""

    def __init__(self, desk: Desk) -> None:
        """As it was chosen; everything where nothing was."""
        super().__init__(_("Reminders"))
        self._desk = desk
        self.boxes: dict[ReminderKind, CheckField] = {}
        wanted = wanted_kinds(desk.settings)
        self.body.setSpacing(theme.GAP_SMALL)
        for kind in ReminderKind:
            box = CheckField(kind_text(kind))
            box.setChecked(kind in wanted)
            box.setAccessibleDescription(kind_when(kind))
            box.toggled.connect(self._choose)
            self.boxes[kind] = box
            self.body.addWidget(_with_words(box, kind_when(kind)))
        self.body.addWidget(Rule())
        self.desktop = CheckField(_("On the desktop too"))
        self.desktop.setChecked(bool(desk.settings.get(DESKTOP, True)))
        self.desktop.toggled.connect(self._choose_desktop)
        words = _("Each is shown once. After weeks away it is one summary.")
        self.body.addWidget(_with_words(self.desktop, words))
        self.body.addWidget(
            _row(
                Button(_("See what waits"), icon="bell", run=self._open),
                Button(_("Export calendar…"), icon="calendar", run=self._export),
            )
        )

    def _choose(self) -> None:
        chosen = [kind.value for kind, box in self.boxes.items() if box.isChecked()]
        self._desk.settings.set(KINDS, chosen)
        commands.look_for_reminders(self._desk)

    def _choose_desktop(self, is_wanted: bool) -> None:
        self._desk.settings.set(DESKTOP, is_wanted)

    def _open(self) -> None:
        commands.open_reminders(self._desk)

    def _export(self) -> None:
        exporting.export("ics")(self._desk)


class KeysCard(Card):
    """The keys of this window."""

    def __init__(self, desk: Desk) -> None:
        """Two buttons: to read and to choose."""
        super().__init__(_("Keyboard"))
        self._desk = desk
        self.body.addWidget(
            PlainLabel(
                _("Every action has a key or a line in the command palette; choose your own keys."),
                tone="muted",
                wraps=True,
            )
        )
        self.body.addWidget(
            _row(
                Button(_("Choose keys…"), icon="edit", run=self._choose),
                Button(_("Keyboard shortcuts"), icon="info", run=self._sheet),
            )
        )

    def _choose(self) -> None:
        commands.choose_keys(self._desk)

    def _sheet(self) -> None:
        commands.open_keys(self._desk)


class AboutCard(Card):
    """What Cairn is, its version and licence, and those of what it is built with."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is asked before the licences are opened."""
        super().__init__(_("About Cairn"))
        self._desk = desk
        self.body.addWidget(
            PlainLabel(_("Version {version}").format(version=__version__), "strong")
        )
        self.body.addWidget(
            PlainLabel(
                _(
                    "A record of credentials, study and spending that is yours: one file on this"
                    " computer, no account, and no network unless you ask for it. Free software"
                    " under the GNU General Public License, version 3 or later."
                ),
                tone="muted",
                wraps=True,
            )
        )
        self.menu = CheckField(_("In the menu of this desktop"))
        self.menu.setChecked(desktopfiles.is_installed())
        self.menu.toggled.connect(self._in_menu)
        words = _("Its entry and icon, and Cairn's own kinds of file, for your log-in alone.")
        row = _with_words(self.menu, words)
        self.body.addWidget(row)
        if not desktopfiles.is_possible():
            row.hide()
        self.notice = Notice()
        self.body.addWidget(self.notice)
        self.body.addWidget(_row(Button(_("Licences…"), icon="info", run=self._licences)))

    def _in_menu(self, is_wanted: bool) -> None:
        self.notice.say("")
        work = desktopfiles.install if is_wanted else desktopfiles.remove
        self._desk.tasks.run(lambda _job: work(), self._there, self._not_there)

    def _there(self, _done: object) -> None:
        is_there = desktopfiles.is_installed()
        self._desk.say(_("Cairn is in the menu now") if is_there else _("Cairn is out of the menu"))

    def _not_there(self, error: BaseException) -> None:
        self.menu.blockSignals(True)
        self.menu.setChecked(desktopfiles.is_installed())
        self.menu.blockSignals(False)
        if isinstance(error, TrackerError):
            self.notice.say(str(error))
        else:
            self._desk.failed.emit(error)

    def _licences(self) -> None:
        LicencesDialog(self._desk).present()


class LicencesDialog(Dialog):
    """The parts that Cairn is built with, each with its version and its licence."""

    def __init__(self, desk: Desk) -> None:
        """Reads what is installed, on a thread."""
        super().__init__(_("Licences"), 620, is_scrolled=True)
        self.body.addWidget(
            PlainLabel(_("Cairn stands on the work of many. Thank you."), tone="muted", wraps=True)
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(theme.GAP_SMALL)
        self.body.addLayout(self.list)
        self.body.addStretch(1)
        self.add_button(cancel_button(self, _("Close")), is_default=True)
        desk.tasks.run(lambda _job: parts_of_cairn(), self._show, desk.failed.emit)

    def _show(self, parts: Sequence[tuple[str, str, str]]) -> None:
        for name, version, licence in parts:
            self.list.addWidget(Rule())
            text = _("{name} {version}").format(name=name, version=version)
            self.list.addWidget(PlainLabel(text, "strong", wraps=True))
            self.list.addWidget(PlainLabel(licence, "secondary", "muted", wraps=True))
        self.refit()


def parts_of_cairn() -> list[tuple[str, str, str]]:
    """Name, version and licence of Python, Qt and every package that is installed with Cairn."""
    from importlib.metadata import PackageNotFoundError, distribution

    found = [
        ("Python", sys.version.split()[0], "Python Software Foundation License"),
        ("Qt", qVersion(), "LGPL-3.0-only"),
    ]
    for name in _packages():
        try:
            meta = distribution(name).metadata
        except PackageNotFoundError:
            continue
        # An expression where there is one, else a classifier or the first line of its own words.
        marked = [
            one.rpartition(" :: ")[2]
            for one in meta.get_all("Classifier") or []
            if one.startswith("License ::")
        ]
        said = [*(meta.get_all("License-Expression") or []), *marked]
        said += [line for one in meta.get_all("License") or [] for line in one.splitlines()]
        licence = next((line.strip() for line in said if line.strip()), _("unknown"))
        found.append((meta["Name"], meta["Version"], licence[:120]))
    return found


def _packages() -> list[str]:
    """The packages that Cairn needs, and what these need, by name."""
    import re
    from importlib.metadata import PackageNotFoundError, requires

    seen: dict[str, None] = {}
    wanted = ["cairn"]
    while wanted:
        name = wanted.pop()
        try:
            needs = requires(name) or []
        except PackageNotFoundError:
            continue
        for need in needs:
            match = re.match(r"[A-Za-z0-9._-]+", need)
            if match and "extra ==" not in need and match[0].casefold() not in seen:
                seen[match[0].casefold()] = None
                wanted.append(match[0])
    return sorted(seen)


def _with_words(box: CheckField, words: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(box)
    label = PlainLabel(words, "secondary", "muted", wraps=True)
    # Under the words of the box, not under the box.
    label.setContentsMargins(theme.current().px(18) + theme.GAP_SMALL + 5, 0, 0, 0)
    column.addWidget(label)
    return holder


def _row(*buttons: Button) -> QWidget:
    """Buttons side by side, which wrap where they must."""
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    flow = FlowLayout(theme.GAP_SMALL, holder)
    for button in buttons:
        flow.addWidget(button)
    return holder
