from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer

from tests.ui.windows import wait_for
from tracker.settings import WindowSettings
from tracker.ui.desktop.onewindow import OneWindow, hand_over, name_of
from tracker.ui.dialogs.importing import ImportDialog
from tracker.ui.problems import Problems
from tracker.ui.start import Session

ASK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tracker.ui.desktop.onewindow import hand_over
app = QCoreApplication([])
sys.exit(0 if hand_over(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]]) else 3)
"""


def second_start(record: Path, *files: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ASK, str(record), *map(str, files)])


@pytest.fixture
def record_path(tmp_path: Path) -> Path:
    return tmp_path / "record.cairn"


@pytest.fixture
def ear(qapp, record_path: Path):
    made = OneWindow(record_path)
    assert made.listen()
    yield made
    made.close()


def test_a_second_start_hands_its_files_over_and_ends(
    ear: OneWindow, record_path: Path, tmp_path: Path, qtbot
) -> None:
    file = tmp_path / "a file; «b».csv"
    with qtbot.waitSignal(ear.asked) as heard:
        started = second_start(record_path, file)
    assert heard.args == [[file]]
    assert started.wait(30) == 0


def test_another_record_is_another_window(ear: OneWindow, tmp_path: Path) -> None:
    other = tmp_path / "other.cairn"
    assert name_of(other) != ear._name
    assert not hand_over(other)


def test_a_socket_that_a_crash_left_behind_is_no_obstacle(qapp, record_path: Path, qtbot) -> None:
    crashed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys\n"
            "from pathlib import Path\n"
            "from PySide6.QtCore import QCoreApplication\n"
            "from tracker.ui.desktop.onewindow import OneWindow\n"
            "app = QCoreApplication([])\n"
            "ear = OneWindow(Path(sys.argv[1]))\n"
            "assert ear.listen()\n"
            "os.kill(os.getpid(), 9)",
            str(record_path),
        ],
        check=False,
    )
    assert crashed.returncode != 0
    assert not hand_over(record_path)
    bare = QLocalServer()
    assert not bare.listen(name_of(record_path)), "nothing was left behind: the test shows nothing"
    made = OneWindow(record_path)
    assert made.listen()
    with qtbot.waitSignal(made.asked):
        started = second_start(record_path)
    assert started.wait(30) == 0
    made.close()


def test_nonsense_is_not_taken_for_a_start(ear: OneWindow, qapp, qtbot) -> None:
    from PySide6.QtNetwork import QLocalSocket

    ear.asked.connect(lambda _files: pytest.fail("nobody asked"))
    socket = QLocalSocket()
    socket.connectToServer(ear._name)
    assert socket.waitForConnected(2000)
    with qtbot.waitSignal(socket.disconnected):
        socket.write(b"[7]\n")


@pytest.fixture
def session(record_path: Path, tmp_path: Path, look, qtbot):
    made = Session(record_path, look, Problems(), WindowSettings(tmp_path / "window.json"))
    qtbot.addWidget(made.shell)
    yield made
    made.end()


def test_the_first_window_comes_forward_and_looks_at_the_files(
    session: Session, tmp_path: Path, qtbot
) -> None:
    file = tmp_path / "times.csv"
    file.write_text("a,b\n1,2\n")
    session.bring([file])
    with qtbot.waitSignal(session.opened):
        session.begin()
    wait_for(qtbot, ImportDialog).reject()
    session.shell.hide()
    session.come_forward([])
    assert session.shell.isVisible()
