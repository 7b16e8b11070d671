"""The mark beside a workshop that says in which window it is open."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from ..domain.errors import FileProblem

_PATIENCE_S = 0.2
"""A mark that cannot be read may be half written; after this time it is nobody's."""


def _token() -> str:
    return os.urandom(8).hex()


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who has a workshop open. `born` tells a process from a later one with the same number."""

    host: str
    pid: int
    started: str
    born: str
    token: str


class Lock:
    """Held while a window has the workshop open; commands that only read need none.

    A folder in which nothing can be written gives a lock that locks nothing.
    """

    def __init__(self, file: Path | None, token: str) -> None:
        self._file = file
        self._token = token

    @classmethod
    def take(cls, path: Path, *, force: bool = False) -> Lock:
        """Lock a workshop file. Raises `FileProblem("open_elsewhere")`, with `host`, `since` and `here`.

        The mark of a process that is no longer there is taken away. `here` tells that the one that is there
        runs on this computer; with `force` the mark of another computer is taken away, too.
        """
        file = mark_of(path)
        mine = _myself()
        with _alone(file.parent):
            for _ in range(3):
                try:
                    _create(file, json.dumps(asdict(mine)))
                    return cls(file, mine.token)
                except FileExistsError:
                    _clear(file, force=force)
                except OSError:
                    return cls(None, mine.token)
        raise _elsewhere(_read(file))

    def release(self) -> None:
        """Take the mark away, where it is still ours."""
        if self._file is None:
            return
        holder = _read(self._file)
        if holder is not None and holder.token == self._token:
            with suppress(OSError):
                self._file.unlink()
        self._file = None


def mark_of(path: Path) -> Path:
    """The lock file of a workshop, beside the real file."""
    real = path.resolve()
    return real.with_name(f".~{real.name}.lock")


def _create(file: Path, content: str) -> None:
    """Make a file with its content at one stroke. Raises FileExistsError where there is one."""
    part = file.with_name(f".~{_token()}")
    try:
        part.write_text(content, encoding="utf-8")
        try:
            os.link(part, file)
        except FileExistsError:
            raise
        except OSError:  # sticks know no second name for a file
            with file.open("x", encoding="utf-8") as target:
                target.write(content)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other windows of this computer from looking at marks here meanwhile, where the system can."""
    handle = None
    try:
        with suppress(OSError, ImportError):  # Windows has no fcntl, and some networks no such locks
            import fcntl

            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _clear(file: Path, *, force: bool) -> None:
    """Take away a mark that is nobody's any more. Raises `FileProblem("open_elsewhere")` for another."""
    holder = _read(file)
    if holder is None:
        time.sleep(_PATIENCE_S)
        holder = _read(file)
    if holder is not None and _lives(holder) and not (force and holder.host != _host()):
        raise _elsewhere(holder)
    with suppress(OSError):
        file.unlink()


def _read(file: Path) -> _Holder | None:
    """Whose mark it is; None where that cannot be read."""
    try:
        found = _Holder(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return found if type(found.pid) is int and found.pid > 0 and isinstance(found.host, str) else None


def _lives(holder: _Holder) -> bool:
    """Whether the process of a mark still runs. Of another computer nothing is known; there it does."""
    if holder.host != _host() or os.name != "posix":
        return True
    try:
        os.kill(holder.pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return holder.born == _born(holder.pid)


def _myself() -> _Holder:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return _Holder(_host(), os.getpid(), now, _born(os.getpid()), _token())


def _host() -> str:
    """The name of this computer, without the cost of the module `socket` where the system has it."""
    if os.name == "posix":
        return os.uname().nodename
    import socket

    return socket.gethostname()


def _born(pid: int) -> str:
    """When a process of this computer began, as far as the system tells: start of the system, and ticks."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        # The name of the program, in parentheses, may hold blanks and parentheses.
        ticks = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        return f"{boot} {ticks.split()[19]}"
    except (OSError, IndexError, ValueError):
        return ""


def _elsewhere(holder: _Holder | None) -> FileProblem:
    host, since = (holder.host, holder.started) if holder else ("", "")
    return FileProblem("open_elsewhere", exit_code=4, host=host, since=since, here=host == _host())
