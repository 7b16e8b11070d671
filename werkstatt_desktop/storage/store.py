"""One open workshop file: the only place where state changes."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import Edit, Entry, Step
from ..domain.errors import FileProblem, Refused
from ..domain.history import History
from ..domain.records import TABLES, Id, Record, new_id
from ..domain.state import State, diff, settle, still_valid
from .medium import Medium
from .rows import SELECT_JOURNAL, entries, entry_of, now, read_table

Listener = Callable[[Step], None]
_CHUNK = 200
"""Journal rows read at a time when undo reaches back."""


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the workshop is: since when all is on the disk, what waits, and what is in the way."""

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
        self._connection = connection
        self._device = device
        self._medium = Medium(connection)
        self._listeners: list[Listener] = []
        self._safety_listeners: list[Callable[[Safety], None]] = []
        self._seq: int = connection.execute("SELECT max(seq) FROM journal").fetchone()[0] or 0
        number = "SELECT max(number) FROM journal WHERE device = ?"
        self._number: int = connection.execute(number, (device,)).fetchone()[0] or 0
        self._safe_at: str = (
            connection.execute("SELECT at FROM journal ORDER BY rowid DESC LIMIT 1").fetchone() or ("",)
        )[0]
        self._history: History | None = None
        self._read_to: int | None = None

    @property
    def doc_id(self) -> Id:
        """The identity of the workshop, which plain copies of its file share."""
        row = self._connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
        return str(row[0]) if row else ""

    @property
    def safety(self) -> Safety:
        return Safety(self._safe_at, self._medium.waiting, self._medium.trouble)

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
        """Take in what was done in another copy. Raises `Refused` for another workshop's entries."""
        if doc_id != self.doc_id:
            raise Refused("another_workshop")
        mine = list(self.journal())
        known = {entry.id for entry in mine}
        news = sorted({e.id: e for e in others if e.id not in known}.values(), key=lambda e: e.key)
        if not news:
            return
        state = settle([*mine, *news])
        self._write(state, Edit("receive", diff(self.state, state)), news)
        self._history = None

    def journal(self) -> Iterator[Entry]:
        """The whole journal from the disk, in the order in which it was written down."""
        self.flush()
        return entries(self._connection)

    def flush(self) -> bool:
        """Try to bring everything onto the disk; returns whether it is there."""
        if self._medium.waiting:
            done = self._medium.flush()
            self._tell_safety()
            return done
        return True

    def copy_into(self, target: Path) -> None:
        """Write the whole file, as it is on the disk, to a new one. sqlite3 raises where it cannot."""
        self.flush()
        self._connection.execute("VACUUM INTO ?", (str(target),))

    def close(self) -> None:
        """Let go of the file. What could not be written is lost: ask `safety` before."""
        self.flush()
        self._connection.close()

    def _append(self, edit: Edit, toggles: Id | None) -> None:
        stacks = self._stacks()
        at = now()
        entry = Entry(new_id(), self._seq + 1, self._device, self._number + 1, toggles, at, edit)
        self._write(self.state.apply(edit.changes), edit, [entry])
        stacks.add(entry)

    def _write(self, state: State, edit: Edit, news: list[Entry]) -> None:
        if self.read_only:
            raise Refused("read_only")
        if not self.flush():
            raise Refused("not_safe")
        touched = dict.fromkeys((c.table, c.id) for c in edit.changes)
        records: list[tuple[str, Record]] = [(table, state.tables[table][id]) for table, id in touched]
        before, self.state = self.state, state
        self._seq = max(self._seq, *(entry.seq for entry in news))
        self._number = max([self._number, *(e.number for e in news if e.device == self._device)])
        self._medium.put(news, records)
        if not self._medium.waiting:
            self._safe_at = now()
        self._tell(self._step(before, edit))
        self._tell_safety()

    def _step(self, before: State, edit: Edit) -> Step:
        """An edit can show or hide more than it touches: what leans on it, or what it leans on."""
        appeared: set[Id] = set()
        vanished: set[Id] = set()
        for table in TABLES:
            old, new = before.shown[table], self.state.shown[table]
            if old is new:
                continue
            appeared |= {id for id in new.changed_since(old) if id in new and id not in old}
            vanished |= {id for id in new.changed_since(old) if id in old and id not in new}
        return Step(edit, frozenset(appeared), frozenset(vanished))

    def _tell(self, step: Step) -> None:
        for listener in self._listeners:
            try:
                listener(step)
            except Exception:  # noqa: BLE001 - one broken view must not keep the others from the news
                sys.excepthook(*sys.exc_info())

    def _tell_safety(self) -> None:
        for listener in self._safety_listeners:
            listener(self.safety)

    def _stacks(self) -> History:
        """The undo stacks, read from the journal as far back as they need to be."""
        if self._history is None:
            self._history = History(self._device)
            self._read_to = None
        while self._history.wants_more and self._read_to != 0:
            limit = "" if self._read_to is None else f"WHERE rowid < {self._read_to}"
            columns = SELECT_JOURNAL.replace("SELECT", "SELECT rowid,")
            order = f"ORDER BY rowid DESC LIMIT {_CHUNK}"
            rows = self._connection.execute(f"{columns} {limit} {order}").fetchall()
            self._history.reach_back(entry_of(row[1:]) for row in rows)
            self._read_to = rows[-1][0] if len(rows) == _CHUNK else 0
        return self._history
