"""One open workshop file: the only place where state changes."""

from __future__ import annotations

import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import Edit, Entry, Step
from ..domain.errors import FileProblem, Refused
from ..domain.history import History
from ..domain.records import TABLES, Id, new_id
from ..domain.state import State, diff, settle, still_valid
from .medium import Medium, put_of
from .opening import as_problem, connect
from .rows import SELECT_JOURNAL, entries, entry_of, now, read_table

Listener = Callable[[Step], None]
_CHUNK = 200
"""Journal rows read at a time when undo reaches back."""
_OLDER = (
    SELECT_JOURNAL.replace("SELECT", "SELECT rowid,", 1)
    + " WHERE device = ? AND (number, rowid) < (?, ?) ORDER BY number DESC, rowid DESC LIMIT ?"
)
_NEWEST = (2**63 - 1, 2**63 - 1)


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the workshop is: when the last step on the disk was taken, what waits, what is in the way."""

    at: str
    waiting: int
    trouble: FileProblem | None


class Store:
    """State, journal and file of one workshop. Made by `files.open_store`.

    `commit`, `undo`, `redo` and `receive` change `state`, tell the listeners and return; the entry
    goes to the medium. What is on the disk tells `safety`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, device: str, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.state = State({name: read_table(connection, name) for name in TABLES})
        self.doc_id: Id = str(_value(connection, "SELECT value FROM document WHERE name = 'doc_id'") or "")
        """The identity of the workshop, which plain copies of its file share."""
        self._connection = connection
        self._device = device
        safe_at = _value(connection, "SELECT at FROM journal ORDER BY rowid DESC LIMIT 1")
        self._medium = Medium(connection, str(safe_at or ""))
        self._listeners: list[Listener] = []
        self._safety_listeners: list[Callable[[Safety], None]] = []
        self._untold: deque[Step] = deque()
        self._seq = _number(connection, "SELECT max(seq) FROM journal")
        self._number = _number(connection, "SELECT max(number) FROM journal WHERE device = ?", device)
        self._history = History(device)
        # The number and row of this device's oldest entry that the history has seen; None: of all.
        self._read_to: tuple[int, int] | None = _NEWEST

    @property
    def safety(self) -> Safety:
        return Safety(self._medium.safe_at, self._medium.waiting, self._medium.trouble)

    @property
    def undo_verb(self) -> str | None:
        """What `undo` would take back."""
        entry = self._stacks().last_done
        return entry.edit.verb if entry else None

    @property
    def redo_verb(self) -> str | None:
        entry = self._stacks().last_undone
        return entry.edit.verb if entry else None

    def subscribe(self, listener: Listener) -> None:
        """Hear of every step after it was taken."""
        self._listeners.append(listener)

    def watch_safety(self, listener: Callable[[Safety], None]) -> None:
        """Hear whenever more, or less, of the workshop is on the disk."""
        self._safety_listeners.append(listener)

    def forget(self, listener: Listener, watcher: Callable[[Safety], None]) -> None:
        """Tell these two nothing more; a window that closes while the workshop stays open."""
        self._listeners = [known for known in self._listeners if known != listener]
        self._safety_listeners = [known for known in self._safety_listeners if known != watcher]

    def commit(self, edit: Edit) -> None:
        """Carry out an edit, all of it or nothing.

        Raises `Refused` and changes nothing where the edit names what does not exist, the file is
        read only, or an earlier entry cannot be written.
        """
        if edit.changes:
            self._append(edit, None)

    def undo(self) -> str | None:
        """Take back this device's last step, but for what others changed since; returns its verb."""
        entry = self._stacks().last_done
        if entry is None:
            return None
        self._append(still_valid(self.state, entry.edit.inverse()), entry.id)
        return entry.edit.verb

    def redo(self) -> str | None:
        """Take up again what was taken back last; returns its verb."""
        entry = self._stacks().last_undone
        if entry is None:
            return None
        self._append(still_valid(self.state, entry.edit), entry.id)
        return entry.edit.verb

    def receive(self, others: Iterable[Entry], doc_id: Id) -> None:
        """Take in what was done in another copy.

        Raises `Refused`: for another workshop's entries, or where some are missing among them.
        """
        if doc_id != self.doc_id:
            raise Refused("another_workshop")
        mine = list(self.journal())
        known = {entry.id for entry in mine}
        news = sorted({e.id: e for e in others if e.id not in known}.values(), key=lambda e: e.key)
        if not news:
            return
        try:
            settled = settle([*mine, *news])
        except (KeyError, TypeError) as error:
            raise Refused("refers_to_nothing") from error
        history = History(self._device)
        own = sorted((e for e in (*mine, *news) if e.device == self._device), key=lambda e: e.number)
        history.reach_back(own[::-1])
        self._write(Edit("receive", diff(self.state, settled)), news, history)

    def journal(self) -> Iterator[Entry]:
        """The whole journal, in the order in which it was written down.

        `FileProblem` is raised where it cannot be read.
        """
        with as_problem():
            yield from entries(self._connection)
        yield from map(entry_of, self._medium.waiting_rows)

    def flush(self) -> bool:
        """Try to bring everything onto the disk; returns whether it is there."""
        if self._medium.waiting:
            done = self._medium.flush()
            self._tell_safety()
            return done
        return True

    def copy_into(self, target: Path) -> None:
        """Write the whole workshop to a new file, with what waits. sqlite3 raises where it cannot."""
        self._connection.execute("VACUUM INTO ?", (target.as_uri(),))
        if self._medium.waiting:
            copy = connect(target, writable=True)
            try:
                self._medium.write_waiting(copy)
            finally:
                copy.close()

    def close(self) -> None:
        """Let go of the file. What could not be written is lost: ask `safety` before."""
        self.flush()
        self._connection.close()

    def _append(self, edit: Edit, toggles: Id | None) -> None:
        entry = Entry(new_id(), self._seq + 1, self._device, self._number + 1, toggles, now(), edit)
        self._write(edit, [entry], None)

    def _write(self, edit: Edit, news: list[Entry], history: History | None) -> None:
        """Where all changes end. Without a new history the one there is goes on."""
        if self.read_only:
            raise Refused("read_only")
        if not self.flush():
            raise Refused("not_safe")
        state, step = self.state.take(edit)
        touched = dict.fromkeys((c.table, c.id) for c in edit.changes)
        put = put_of(news, ((table, state.tables[table][id]) for table, id in touched))
        # From here on nothing is refused.
        self.state = state
        self._seq = max(self._seq, *(entry.seq for entry in news))
        self._number = max([self._number, *(e.number for e in news if e.device == self._device)])
        if history is None:
            for entry in news:
                self._history.add(entry)
        else:
            self._history, self._read_to = history, None
        self._medium.put(put)
        self._tell(step)
        self._tell_safety()

    def _tell(self, step: Step) -> None:
        """Tell all listeners; a step that one of them takes is told after this one."""
        self._untold.append(step)
        if len(self._untold) > 1:
            return
        try:
            while self._untold:
                for listener in tuple(self._listeners):
                    _call(listener, self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()

    def _tell_safety(self) -> None:
        for listener in tuple(self._safety_listeners):
            _call(listener, self.safety)

    def _stacks(self) -> History:
        """The undo stacks, read from the journal as far back as they need to be.

        Where the journal cannot be read, undo ends; `files.check` says what is wrong.
        """
        while self._history.wants_more and self._read_to is not None:
            try:
                rows = self._connection.execute(_OLDER, (self._device, *self._read_to, _CHUNK)).fetchall()
            except sqlite3.Error:
                break
            self._read_to = (rows[-1][4], rows[-1][0]) if len(rows) == _CHUNK else None
            try:
                self._history.reach_back(entry_of(row[1:]) for row in rows)
            except FileProblem:
                self._read_to = None
        return self._history


def _value(connection: sqlite3.Connection, query: str, *arguments: str) -> str | int | None:
    row = connection.execute(query, arguments).fetchone()
    found: str | int | None = row[0] if row else None
    return found


def _number(connection: sqlite3.Connection, query: str, *arguments: str) -> int:
    found = _value(connection, query, *arguments) or 0
    if not isinstance(found, int):
        raise FileProblem("damaged", exit_code=1)
    return found


def _call(listener: Callable[..., None], news: Step | Safety) -> None:
    try:
        listener(news)
    except Exception:  # noqa: BLE001 - one broken view must not keep the others from the news
        sys.excepthook(*sys.exc_info())
