"""One process for all workshops: a second start hands its file to the first."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS, _ANSWER_MS = 500, 3000
_MOST_BYTES = 65536
_DONE = b"ok\n"


def marker_in(folder: Path) -> Path:
    """The file in a folder of the user's that says which process is the first."""
    return folder / "running.json"


def hand_over(marker: Path, path: Path | None) -> bool:
    """Ask the process that is running to open a file, or to show its start page; whether it does.

    Costs a look at one file while no other process runs.
    """
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))
        pid, name = found["pid"], found["server"]
    except (OSError, ValueError, TypeError, KeyError):
        return False
    if not isinstance(pid, int) or not isinstance(name, str) or pid == os.getpid() or not _lives(pid):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    wanted = {"path": str(path.absolute()) if path else None}
    socket.write(json.dumps(wanted).encode() + b"\n")
    answered = socket.waitForReadyRead(_ANSWER_MS)
    return answered and socket.readAll().data() == _DONE


def _lives(pid: int) -> bool:
    """Whether there is such a process. Where asking would do harm, the connection decides."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


class Doorman:
    """Listens for later starts until `close`. `called` gets the path, or None for the start page."""

    def __init__(self, marker: Path, called: Callable[[Path | None], None], parent: QObject) -> None:
        from PySide6.QtNetwork import QLocalServer

        self._marker = marker
        self._called = called
        self._server: QLocalServer = QLocalServer(parent)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._waiting: dict[QLocalSocket, bytes] = {}
        name = _server_name(marker)
        # What a process that crashed has left would be in the way; a living one has been asked before.
        QLocalServer.removeServer(name)
        if self._server.listen(name):
            self._leave_word()

    def close(self) -> None:
        """Listen no longer."""
        if self._server.isListening():
            self._server.close()
            self._marker.unlink(missing_ok=True)

    def _leave_word(self) -> None:
        word = json.dumps({"pid": os.getpid(), "server": self._server.fullServerName()})
        part = self._marker.with_suffix(".part")
        try:
            self._marker.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(word, encoding="utf-8")
            part.replace(self._marker)
        except OSError:
            self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._waiting[socket] = b""
            socket.readyRead.connect(self._listen)
            socket.disconnected.connect(self._forget)
            self._read(socket)

    def _listen(self) -> None:
        for socket in list(self._waiting):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        heard = self._waiting[socket] + socket.readAll().data()
        self._waiting[socket] = heard
        if len(heard) > _MOST_BYTES:
            socket.abort()
        elif heard.endswith(b"\n"):
            self._waiting[socket] = b""
            try:
                path = json.loads(heard)["path"]
            except (ValueError, TypeError, KeyError):
                socket.abort()
                return
            socket.write(_DONE)
            socket.flush()
            self._called(Path(path) if isinstance(path, str) else None)

    def _forget(self) -> None:
        for socket in [s for s in self._waiting if s.state() == s.LocalSocketState.UnconnectedState]:
            del self._waiting[socket]
            socket.deleteLater()


def _server_name(marker: Path) -> str:
    """The name of the server: a place of the user's own where there is one and the name fits."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    path = Path(folder) / "werkstatt.socket"
    if os.name == "posix" and folder and Path(folder).is_dir() and len(os.fsencode(path)) < 90:
        return str(path)
    from hashlib import sha256

    return f"werkstatt-{sha256(os.fsencode(marker)).hexdigest()[:16]}"
