"""Work done by a child process: as another user, or with little room for files."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="cairn-open-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            folder.chmod(0o755)


def told_by_child(work: Callable[[], str], *, as_nobody: bool = False) -> str:
    """What `work` returns in a forked child, which is another user where we are root.

    To root every folder is open, so that a refusal could not be seen otherwise.
    """
    return start_child(work, as_nobody=as_nobody)()


def start_child(work: Callable[[], str], *, as_nobody: bool = False) -> Callable[[], str]:
    """As `told_by_child`, but while the child works we go on; what is given back asks it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        told = ""
        try:
            if as_nobody and os.getuid() == 0:
                os.setgroups([])
                os.setgid(_NOBODY)
                os.setuid(_NOBODY)
            told = work()
        except BaseException:
            told = traceback.format_exc()
        finally:
            os.write(writing, told.encode("utf-8", errors="replace")[:60000])
            os._exit(0)
    os.close(writing)

    def ask() -> str:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read().decode("utf-8")
        os.waitpid(child, 0)
        return told

    return ask
