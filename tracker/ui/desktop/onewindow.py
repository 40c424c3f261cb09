"""One window for each person and record: a second start raises the first and hands its files over.

A record has a name of its own on a local socket that only the person can reach. Nobody answering
there means that no window is open, whatever a crash left lying around.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

# A window that is busy answers within this; one that does not is taken for hung [ms].
_PATIENCE_MS = 2000
_CONNECT_MS = 300
_MOST_BYTES = 1 << 20


def name_of(record: Path) -> str:
    """The name under which the window on `record` listens."""
    who = f"{_user()}\0{record.expanduser().absolute().resolve()}"
    name = f"cairn-{blake2b(who.encode('utf-8', 'surrogateescape'), digest_size=10).hexdigest()}"
    # The folder of this log-in is the person's alone and is emptied when they log out.
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(folder) / name) if folder and Path(folder).is_dir() else name


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else getpass.getuser()


def hand_over(record: Path, files: Sequence[Path] = ()) -> bool:
    """Ask the window on `record` to come to the front and take `files`; whether it does."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(record))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    message = {"files": [str(path.expanduser().absolute()) for path in files]}
    socket.write(json.dumps(message).encode("utf-8") + b"\n")
    socket.flush()
    is_heard = socket.waitForReadyRead(_PATIENCE_MS) and bytes(socket.readAll().data()) == b"ok\n"
    socket.disconnectFromServer()
    return is_heard


class OneWindow(QObject):
    """Listens for further starts. `asked` brings their files, none for a bare start."""

    asked = Signal(list)

    def __init__(self, record: Path, parent: QObject | None = None) -> None:
        """Nothing is heard before `listen`."""
        super().__init__(parent)
        self._name = name_of(record)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._met)
        self._told: dict[QLocalSocket, bytes] = {}

    def listen(self) -> bool:
        """Begin; a socket that a crash left behind gives way. Whether anybody can be heard."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()

    def _met(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._told[socket] = b""
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._left)

    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or socket not in self._told:
            return
        told = self._told[socket] + bytes(socket.readAll().data())
        if len(told) > _MOST_BYTES:
            # Not aborted: that would free what Qt is still reading from.
            socket.disconnectFromServer()
            return
        self._told[socket] = told
        if not told.endswith(b"\n"):
            return
        self._told[socket] = b""
        try:
            files = [Path(name) for name in json.loads(told)["files"] if isinstance(name, str)]
        except (ValueError, KeyError, TypeError):
            socket.disconnectFromServer()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.asked.emit(files)

    def _left(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._told.pop(socket, None)
            socket.deleteLater()
