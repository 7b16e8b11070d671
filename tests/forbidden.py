"""What the program never does, heard from the interpreter itself during every test.

- It opens no workshop by other means than SQLite while it has it open for writing: closing such a file
  would drop the locks that keep two programs from writing at once.
- It starts no process, but for printing and sending where one module says so.
- Nobody asks for a name, connects, listens or sends beyond this machine's own sockets, no test either.

Only Python's own doings are heard; what Qt does by itself is not. A deed is the program's if, from the
inside out, its code comes before that of the tests: what a test opens or starts is its own affair.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from urllib.parse import unquote, urlsplit

import werkstatt_desktop

PROGRAM = str(Path(werkstatt_desktop.__file__).parent) + os.sep
TESTS = str(Path(__file__).parent) + os.sep
STARTS = "ui/paper/errand.py:"
"""The module that runs the commands of the print system and of the desktop."""

_found: list[str] = []
# Files that SQLite was asked to open, by name until they are there, then by device and number: whether it
# was the program alone that asked. A test that has one open, too, plays another program.
_named: dict[str, bool] = {}
_known: dict[tuple[int, int], bool] = {}


def watch() -> None:
    """Begin to listen, for as long as the process lives."""
    sys.addaudithook(_hear)


def take() -> list[str]:
    """What was heard since this was asked last. What SQLite was asked to open before is forgotten."""
    found = _found.copy()
    for heard in (_found, _named, _known):
        heard.clear()
    return found


def _hear(event: str, args: tuple[object, ...]) -> None:
    if (look := _LOOKS.get(event)) is not None:
        look(event, args)


def _connecting(_event: str, args: tuple[object, ...]) -> None:
    name = _name(args[0])
    name = unquote(urlsplit(name).path) if name.startswith("file:") else name
    _named[name] = bool(_calls()) and _named.get(name, True)


def _opening(_event: str, args: tuple[object, ...]) -> None:
    if not (_named or _known) or isinstance(args[0], int):
        return
    if _name(args[0]).endswith("-journal"):
        # SQLite has no locks on it, and it may have got the number of a workshop that was deleted.
        return
    for name, alone in tuple(_named.items()):
        if (number := _number(name)) is not None:
            _known[number] = alone and _known.get(number, True)
            _named.pop(name, None)
    number = _number(_name(args[0]))
    if number and _known.get(number) and (calls := _calls()) and number in _open_for_writing():
        _found.append(f"{_said(calls)} opens a file that SQLite has open")


def _starting(event: str, _args: tuple[object, ...]) -> None:
    if (calls := _calls()) and not calls[0].startswith(STARTS):
        _found.append(f"{_said(calls)} starts a process ({event})")


def _reaching(event: str, args: tuple[object, ...]) -> None:
    family = args[0].family if isinstance(args[0], socket.socket) else None
    if family is None or family != getattr(socket, "AF_UNIX", None):
        _found.append(f"{_said(_calls()) or 'a test'} reaches for the network ({event})")


_LOOKS: dict[str, Callable[[str, tuple[object, ...]], None]] = {
    "sqlite3.connect": _connecting,
    "open": _opening,
    **dict.fromkeys(
        (
            "subprocess.Popen",
            "os.exec",
            "os.fork",
            "os.forkpty",
            "os.posix_spawn",
            "os.spawn",
            "os.startfile",
            "os.system",
            "pty.spawn",
        ),
        _starting,
    ),
    **dict.fromkeys(
        (
            "socket.bind",
            "socket.connect",
            "socket.getaddrinfo",
            "socket.gethostbyaddr",
            "socket.gethostbyname",
            "socket.sendmsg",
            "socket.sendto",
        ),
        _reaching,
    ),
}


def _calls() -> list[str]:
    """The program's lines up to the next of a test, innermost first; none where it is a test's doing."""
    # Outside of this function, of the look and of the hook.
    frame: FrameType | None = sys._getframe(3)
    calls = []
    while frame is not None and not (name := frame.f_code.co_filename).startswith(TESTS):
        if name.startswith(PROGRAM):
            calls.append(f"{Path(name.removeprefix(PROGRAM)).as_posix()}:{frame.f_lineno}")
        frame = frame.f_back
    return calls


def _said(calls: list[str]) -> str:
    return " < ".join(calls[:6])


def _name(path: object) -> str:
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""


def _number(name: str) -> tuple[int, int] | None:
    try:
        found = Path(name).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _open_for_writing() -> set[tuple[int, int]]:
    """The files that this process can write to now, where the system tells."""
    try:
        import fcntl

        handles = [int(path.name) for path in Path("/dev/fd").iterdir()]
    except (ImportError, OSError):
        return set()
    numbers = set()
    for handle in handles:
        try:
            if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR:
                found = os.fstat(handle)
                numbers.add((found.st_dev, found.st_ino))
        except OSError:  # the one that listed the others
            continue
    return numbers
