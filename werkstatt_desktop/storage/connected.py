"""Which files SQLite has open in this process.

On most systems locks belong to processes: when a file is closed, all locks that this process has on it are
gone, whoever took them. So what SQLite has open is opened by no other means, which `apart` sees to.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

_PATIENCE_S = 1.0
"""How long one who connects waits for one who looks; a look at a share that is gone may take for ever."""
_Stamp = tuple[int, int]
_changed = Condition()


class Connection(sqlite3.Connection):
    """A connection that is known as long as it is open, and lets go of the file when it is closed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        found = super().execute(*arguments)
        if found.description is not None:
            self._cursors.add(found)
        return found

    def close(self) -> None:
        # One that broke off in the middle of its rows would keep the file open, and locked.
        for cursor in tuple(self._cursors):
            cursor.close()
        super().close()
        with _changed:
            _open.pop(self, None)


_open: WeakKeyDictionary[Connection, _Stamp | None] = WeakKeyDictionary()
_looked_at: list[_Stamp] = []


def note(connection: Connection, path: Path) -> None:
    """Note what a connection has open, before it is used for the first time."""
    stamp = _stamp(path)
    with _changed:
        _changed.wait_for(lambda: stamp not in _looked_at, _PATIENCE_S)
        _open[connection] = stamp


@contextmanager
def apart(path: Path) -> Iterator[bool]:
    """Whether a file may be opened by other means than SQLite; if so, SQLite waits until the block ends."""
    stamp = _stamp(path)
    with _changed:
        free = stamp not in _open.values() if stamp is not None else True
        if free and stamp is not None:
            _looked_at.append(stamp)
    try:
        yield free
    finally:
        if free and stamp is not None:
            with _changed:
                _looked_at.remove(stamp)
                _changed.notify_all()


def _stamp(path: Path) -> _Stamp | None:
    """What a file is, whatever names it has; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked for at each opening
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
