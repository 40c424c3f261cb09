"""`cairn` alone: the window."""

from __future__ import annotations

import os
import sys

from tracker.cli.answers import Answer
from tracker.cli.opening import record_path
from tracker.cli.parsing import Arguments, Parser, Spec, UsageError
from tracker.errors import TrackerError
from tracker.i18n import _


def _arguments(parser: Parser) -> None:
    parser.description = _("Open the window.")


def _window(args: Arguments) -> Answer:
    if args.json:
        raise UsageError(
            _("Wrong usage"), _("A window answers nobody; --json goes with a command.")
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
    return Answer({}, code=open_window(record_path(args)))


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
