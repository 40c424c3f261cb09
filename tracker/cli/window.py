"""`cairn` alone: the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tracker.cli.answers import Answer
from tracker.cli.opening import record_path
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.errors import TrackerError
from tracker.i18n import _


def _arguments(parser: Parser) -> None:
    parser.description = _(
        "Open the window; where it is open already it comes to the front. FILEs are looked at for"
        " an import, a .cairn file is opened as the record."
    )
    parser.add_argument("files", nargs="*", metavar=_("FILE"), help=_("what to import"))


def _window(args: Arguments) -> Answer:
    if args.json:
        raise UsageError(
            _("Wrong usage"), _("A window answers nobody; --json goes with a command.")
        )
    files = [Path(name).expanduser().absolute() for name in getattr(args, "files", None) or []]
    records = [path for path in files if path.suffix.lower() == ".cairn"]
    if records and (len(files) > 1 or args.record):
        raise UsageError(_("Wrong usage"), _("Open one record at a time, and nothing beside it."))
    for path in files:
        if not path.is_file():
            raise TrackerError(
                _("Can't read the file"), _("There is no file {path}.").format(path=path)
            )
    require_display()
    try:
        from tracker.ui.start import open_window
    except ImportError as error:
        if (error.name or "").startswith("tracker"):
            raise
        # Qt's own libraries ask for some of the system, such as libEGL.
        raise TrackerError(
            _("The window can't open"),
            _("Qt can't be loaded: {reason}.").format(reason=str(error).splitlines()[0]),
            _("Install what is missing; «cairn --help» lists what works without a window."),
        ) from error
    path = records[0] if records else record_path(args)
    return Answer({}, code=open_window(path, [] if records else files))


def require_display() -> None:
    """Raise a TrackerError where there is no screen to open a window on."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise TrackerError(
            _("No display"),
            _("There is no display to open a window on."),
            _("«cairn --help» lists what works without one; «cairn demo» shows it."),
        )


SPECS = {"window": Spec(_arguments, _window)}
