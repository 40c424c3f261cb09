"""Drives Cairn over the accessibility bus, as a screen reader does; run by the system's Python.

Not a test and not of the checkout's environment: Debian's `pyatspi` belongs to Debian's Python.
Prints one JSON object: what was read, and where it stopped if it did.

    python3 drive.py PYTHON RECORD        (inside dbus-run-session)
"""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import time
import traceback

LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PATIENCE = 25.0
LOGGABLE_SECONDS = 1.5


def wait(what, ask):
    """The first answer of `ask` that is something; fails after a while, naming `what`."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        # A node may go while it is looked at.
        with contextlib.suppress(Exception):
            answer = ask()
            if answer:
                return answer
        time.sleep(0.1)
    raise TimeoutError(what)


def below(node):
    """Every node below one that is on the screen."""
    for place in range(node.childCount):
        child = None
        with contextlib.suppress(Exception):
            child = node.getChildAtIndex(place)
        if child is not None:
            yield child
            yield from below(child)


class Cairn:
    """The running program as the bus shows it."""

    def __init__(self, pyatspi, process):
        self.atspi, self.process = pyatspi, process
        self.app = wait("the program on the bus", self._find)

    def _find(self):
        desktop = self.atspi.Registry.getDesktop(0)
        return next((one for one in desktop if one and one.name.lower().startswith("cairn")), None)

    def find(self, name, role, within=None):
        """The node of a role whose name begins with `name`, once it is on the screen."""

        def look():
            for node in below(within or self.app):
                is_it = node.name.startswith(name) and node.getRoleName() in role.split("|")
                if is_it and node.getState().contains(self.atspi.STATE_SHOWING):
                    return node
            return None

        return wait(f"«{name}» ({role})", look)

    def press(self, name, role="push button|button", within=None):
        """Do what a node offers to do first."""
        node = self.find(name, role, within)
        wait(f"«{name}» to be enabled", lambda: node.getState().contains(self.atspi.STATE_ENABLED))
        actions = node.queryAction()
        names = [actions.getName(place) for place in range(actions.nActions)]
        wanted = next(one for one in ("Press", "Toggle", "click") if one in names)
        actions.doAction(names.index(wanted))

    def type(self, name, text, within=None, role="text|entry"):
        """Write into a field."""
        node = self.find(name, role, within)
        node.queryComponent().grabFocus()
        node.queryEditableText().setTextContents(text)
        wait(f"«{text}» in «{name}»", lambda: node.queryText().getText(0, -1) == text)
        return node

    def enter(self):
        """Press the key Enter, as the bus does it for a switch or a voice."""
        self.atspi.Registry.generateKeyboardEvent(0xFF0D, None, self.atspi.KEY_SYM)

    def names(self):
        """Every name on the screen, in the order of the tree."""
        shown = [n for n in below(self.app) if n.getState().contains(self.atspi.STATE_SHOWING)]
        return [node.name for node in shown if node.name]

    def shows(self, name, role):
        """Whether a node of a role whose name begins with `name` is on the screen now."""
        return any(
            node.name.startswith(name) and node.getRoleName() in role.split("|")
            for node in below(self.app)
            if node.getState().contains(self.atspi.STATE_SHOWING)
        )

    def text_of(self, name):
        """What stands in a field."""
        return self.find(name, "text|entry").queryText().getText(0, -1)


def flows(cairn, told):
    """The four things of every day, each proved by what is on the screen after it."""
    cairn.press("Begin")
    wait("the welcome to be gone", lambda: not cairn.shows("Begin", "push button|button"))
    cairn.find("Today", "frame|window")
    cairn.find("Log what you studied", "label|static")
    told["empty"] = cairn.names()

    cairn.press("Add credential")
    dialog = cairn.find("Add credential", "dialog")
    cairn.type("Title", "Certified Kubernetes Administrator", dialog)
    cairn.press("Add credential", within=dialog)
    wait("the dialog to be gone", lambda: not cairn.shows("Add credential", "dialog"))
    told["added"] = True

    cairn.type("Log study or spending", "45m Kubernetes today 06:00")
    cairn.find("45 m", "label|static")
    cairn.enter()
    wait("the field to be empty", lambda: cairn.text_of("Log study or spending") == "")
    told["logged"] = True

    wait("the timer to run", lambda: starts(cairn))
    # Less than a second is not logged, and a program on the bus is quicker than a person.
    begun = time.monotonic()
    wait("the timer to have run", lambda: time.monotonic() - begun > LOGGABLE_SECONDS)
    cairn.press("Stop & log")
    cairn.find("Start timer", "push button|button")
    told["stopped"] = True

    cairn.find("This week", "label|static|panel")
    told["today"] = cairn.names()


def starts(cairn):
    """Press the timer's button, which offers what was studied; pressed again it takes the first."""
    if cairn.shows("Start timer", "push button|button"):
        cairn.press("Start timer")
        time.sleep(0.5)
    return cairn.shows("Stop & log", "push button|button")


def screen():
    """A screen that nobody sees; its process and its name."""
    heard, said = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(said), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=(said,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(said)
    with os.fdopen(heard) as pipe:
        return server, ":" + pipe.readline().strip()


def main():
    """Start everything, go through the flows, end everything that was started."""
    python, record = sys.argv[1:]
    told, started = {}, []
    try:
        server, os.environ["DISPLAY"] = screen()
        started.append(server)
        launcher = next(path for path in LAUNCHERS if pathlib.Path(path).exists())
        started.append(subprocess.Popen([launcher, "--launch-immediately"]))
        os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        program = subprocess.Popen([python, "-m", "tracker", "--record", record])
        started.append(program)
        import pyatspi  # pyright: ignore[reportMissingImports] - Debian's, not ours

        cairn = Cairn(pyatspi, program)
        try:
            flows(cairn, told)
        except Exception:
            told["stopped at"] = traceback.format_exc()
            with contextlib.suppress(Exception):
                told["shown"] = cairn.names()
        program.terminate()
        told["exit code"] = program.wait(PATIENCE)
    except Exception:
        told["stopped at"] = traceback.format_exc()
    finally:
        for process in reversed(started):
            if process.poll() is None:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(10)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
