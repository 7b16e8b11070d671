"""One open workshop file: the only place where state changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..domain.edits import Edit, Entry, Step
from ..domain.erasing import emptied
from ..domain.errors import FileProblem, Refused
from ..domain.photos import Source, nothing
from ..domain.records import Id, new_id
from ..domain.sealing import let_through
from ..domain.state import State, diff, still_valid
from ..domain.telling import Telling
from . import limits, photos
from . import recorder as recorders
from .audience import Audience, Listener, Watcher
from .document import Document, Put, write_into
from .gallery import Gallery
from .joining import follow, in_one_step, join, rest, settled_or_refused
from .medium import Medium, Safety, put_of, waiting_rows
from .opening import as_problem, connect, demand_whole
from .past import Past
from .photos import Pictures
from .recorder import Base, Line, Recorder
from .rows import entries, entry_of, entry_row, now, read_tables
from .steps import read_steps

__all__ = ["Safety", "Store"]

_PATIENCE_S = 5.0
"""How long a user waits for what has to read the whole file."""
_SHORT_S = 0.3
"""How long it may take to begin with what nobody asked for."""
_LONG_S = 30.0
"""How long one waits for the file at most where nothing else was said."""


class Store:
    """State, journal and file of one workshop. Made by `files.open_store`.

    `commit`, `undo`, `redo` and `receive` change `state`, tell the listeners and return; the entry
    goes to the medium. What is on the disk tells `safety`.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        device: str,
        read_only: bool,
        recorder: Callable[[Id], Recorder] | None = None,
        kept: Callable[[Id], Source] | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.state = State(read_tables(connection))
        self.doc_id: Id = str(_value(connection, "SELECT value FROM document WHERE name = 'doc_id'") or "")
        """The identity of the workshop, which plain copies of its file share."""
        self.taken = 0
        """How many steps were taken over from the recorder when the file was opened."""
        self.offered: tuple[Entry, ...] = ()
        """Steps that the recorder has and the file lacks, and that are not taken over unasked."""
        self._document = Document(connection, path, self.doc_id)
        safe_at = _value(connection, "SELECT at FROM journal ORDER BY rowid DESC LIMIT 1")
        self._recorder = recorder(self.doc_id) if recorder is not None else None
        self._medium = Medium(self._document, self._recorder, str(safe_at or ""))
        beside = kept(self.doc_id) if kept is not None else None
        self.gallery = Gallery(path, self.doc_id, self._medium, beside, photos.held(connection))
        self._device = device
        self._audience = Audience()
        self._seq = _number(connection, "SELECT max(seq) FROM journal")
        self._number = _number(connection, "SELECT max(number) FROM journal WHERE device = ?", device)
        self._past = Past(self._document, device, self._number)

    @property
    def safety(self) -> Safety:
        return self._medium.safety

    @property
    def waiting_ids(self) -> frozenset[Id]:
        """The records that a step changed which is not in the file yet."""
        return frozenset(row[0] for put in self._medium.waiting for _, row in put.records)

    @property
    def wants_backup(self) -> bool:
        """Whether the recorder cannot make the workshop again before there is a new backup."""
        return self._medium.gap

    def expect_backup(self) -> None:
        """The recorder and the backup that it names do not hold all that is in the file."""
        self._medium.tear()

    @property
    def device(self) -> str:
        """Who counts here: votes are kept for each device."""
        return self._device

    @property
    def undo_id(self) -> Id | None:
        """The entry that `undo` would take back."""
        entry = self._past.stacks().last_done
        return entry.id if entry else None

    @property
    def redo_id(self) -> Id | None:
        """The entry that `redo` would take up again."""
        entry = self._past.stacks().last_undone
        return entry.id if entry else None

    @property
    def undo_verb(self) -> str | None:
        """What `undo` would take back."""
        entry = self._past.stacks().last_done
        return entry.edit.verb if entry else None

    @property
    def redo_verb(self) -> str | None:
        entry = self._past.stacks().last_undone
        return entry.edit.verb if entry else None

    def subscribe(self, listener: Listener) -> None:
        """Hear of every step after it was taken."""
        self._audience.listen(listener)

    def watch_safety(self, listener: Watcher) -> None:
        """Hear whenever more, or less, of the workshop is on the disk."""
        self._audience.watch(listener)

    def forget(self, listener: Listener, watcher: Watcher) -> None:
        """Tell these two nothing more; a window that closes while the workshop stays open."""
        self._audience.forget(listener, watcher)

    def write_behind(self, wake: Callable[[], object]) -> None:
        """Write in threads of the store's own from now on, so that `commit` never waits for a disk.

        `wake` is called in one of them when there is news; `hear` is to be called then by whoever
        listens, in the thread where everything else is done.
        """
        if not self.read_only:
            self._medium.start(wake)

    def hear(self) -> None:
        """Take notice of what was written meanwhile, by us or by others."""
        if self._medium.overtaken:
            self._join_others()
        self._tell_safety()

    def commit(self, edit: Edit, pictures: Mapping[str, bytes] | None = None) -> None:
        """Carry out an edit, all of it or nothing, with the bytes of the pictures that it brings.

        Raises `Refused` and changes nothing where the edit names what does not exist or is too large, the
        workshop is closed as a version, the file is read only, or neither the recorder nor the file can be
        written.
        """
        self.gallery.demand_room(pictures or {})
        if edit.changes:
            self._append(edit, None, tuple((pictures or {}).items()))

    def picture(self, sha256: str) -> bytes | None:
        """The bytes of a picture, wherever they are just now; None where they are lost. For any thread.

        Raises `FileProblem` where the file cannot be read just now and nothing else has the picture.
        """
        return self.gallery.get(sha256)

    def undo(self) -> str | None:
        """Take back this device's last step, but for what others changed since; returns its verb."""
        entry = self._past.stacks().last_done
        if entry is None:
            return None
        self._append(still_valid(self.state, entry.edit.inverse()), entry.id)
        return entry.edit.verb

    def redo(self) -> str | None:
        """Take up again what was taken back last; returns its verb."""
        entry = self._past.stacks().last_undone
        if entry is None:
            return None
        self._append(still_valid(self.state, entry.edit), entry.id)
        return entry.edit.verb

    def receive(self, others: Iterable[Entry], doc_id: Id, picture: Source = nothing) -> int:
        """Take in what was done in another copy; returns how many steps were new.

        `picture` gives the pictures of that copy. Raises `Refused`: for another workshop's entries, or where
        some are missing among them.
        """
        if doc_id != self.doc_id:
            raise Refused("another_workshop")
        mine = list(self.journal())
        known = {entry.id for entry in mine}
        news = sorted({e.id: e for e in others if e.id not in known}.values(), key=lambda e: e.key)
        if news:
            self._may_write()
            settled = settled_or_refused([*mine, *news])
            news = [emptied(entry, settled.tables["erased"]) for entry in news]
            edit = Edit("receive", diff(self.state, settled))
            records = ((c.table, settled.tables[c.table][c.id]) for c in edit.changes)
            put = put_of(news, records, self.gallery.brought_by(news, settled.tables["erased"], picture))
            self._past.replace([*mine, *news])
            step = self._go_on(settled, edit, news)
            self._hand_on(put, step)
        return len(news)

    def resume(self, lines: Sequence[Line]) -> None:
        """Take up steps that only the recorder has, and that were taken just after the last one in the file.

        Raises `Refused` or `FileProblem` where they do not fit.
        """
        news = [line.entry for line in lines]
        if follow(self.state, self._seq, news):
            edit = in_one_step(news)
            erased = self.state.apply(edit.changes).tables["erased"]
            self._write(edit, news, self.gallery.brought_by(news, erased), recorded=True)
        else:
            self.receive(news, self.doc_id)
        self.taken += len(news)

    def take_offer(self) -> int:
        """Take over the steps that are offered; returns how many were new.

        Raises as `receive` does, and `FileProblem` for a file that is damaged.
        """
        demand_whole(self.path)
        count = self.receive(self.offered, self.doc_id)
        self.offered = ()
        return count

    def leave_offer(self) -> None:
        """Do not take over what is offered, and do not offer it again for this file. Raises `FileProblem`."""
        if self._recorder is not None and self.offered:
            with as_problem("cannot_write"):
                self._recorder.leave(entry.id for entry in self.offered)
        self.offered = ()

    def journal(self) -> Iterator[Entry]:
        """The whole journal, in the order in which it was written down.

        `FileProblem` is raised where it cannot be read.
        """
        waiting = [entry_of(row) for row in waiting_rows(self._medium)]
        with as_problem(), self._document.reading(_PATIENCE_S) as connection:
            found = list(entries(connection))
        known = {entry.id for entry in found}
        yield from found
        yield from (entry for entry in waiting if entry.id not in known)

    def telling(self) -> Telling:
        """An empty list of steps, as this device can take them back."""
        return Telling(self._device)

    def steps(self, after: int = 0) -> tuple[list[Entry], int]:
        """The entries after a row of the journal, and its last row; of each only what was done when.

        For any thread. Those that are not in the file yet come every time. Raises `FileProblem`.
        """
        waiting = [entry_of(row) for row in waiting_rows(self._medium)]
        with as_problem(), self._document.reading(_PATIENCE_S) as connection:
            found, last = read_steps(connection, after)
        return [*found, *waiting], last

    def lacking(self, ids: Iterable[Id]) -> set[Id]:
        """Those of some entries that are not in the file."""
        wanted = list(dict.fromkeys(ids))
        with as_problem(), self._document.reading(_PATIENCE_S) as connection:
            query = "SELECT 1 FROM journal WHERE id = ?"
            return {id for id in wanted if connection.execute(query, (id,)).fetchone() is None}

    @property
    def last(self) -> Id:
        """The last entry in the file."""
        return self._document.last

    def rejoin(self) -> None:
        """Go on with the file that lies now where this workshop lay, with its steps and ours together.

        Raises `FileProblem` where there is none or it is another workshop, and `Refused` where the steps
        of the two do not belong together.
        """
        ours = {entry_of(row).id: entry_of(row) for row in waiting_rows(self._medium)}
        with suppress(FileProblem):
            ours = {entry.id: entry for entry in self.journal()}
        recording = recorders.read(self._recorder.folder) if self._recorder is not None else None
        for line in recording.lines if recording is not None else ():
            ours.setdefault(line.id, line.entry)
        with self._medium.held(_PATIENCE_S):
            step = self._join(ours.values())
        self._after_joining(step)
        self._tell_safety()

    def moved_to(self) -> Path | None:
        """Where the file lies in its folder if it is not found by its name. For any thread."""
        return self._document.moved_to()

    def is_same(self, path: Path) -> bool:
        """Whether a file is this workshop too, or a copy of it. Raises `FileProblem`."""
        return self._document.is_same(path)

    def unsaved(self) -> list[Entry]:
        """The steps that are not in the file yet."""
        return [entry_of(row) for row in waiting_rows(self._medium)]

    def keep_drafts(self, drafts: Mapping[str, str]) -> None:
        """Keep what stands in entry fields, by the names of the fields, for after a crash."""
        if not self.read_only:
            self._medium.keep_drafts(drafts)

    def drafts(self) -> dict[str, str]:
        """What stood in entry fields when the workshop was open last, by the names of the fields."""
        return recorders.drafts(self._recorder.folder) if self._recorder is not None else {}

    def note_base(self, base: Base) -> None:
        """Tell the recorder of a verified backup."""
        self._medium.note_base(base)

    def flush(self, patience: float = _LONG_S) -> bool:
        """Try to bring everything into the file; returns whether it is there.

        It ends with an attempt that failed, and after `patience` seconds.
        """
        if not self._medium.waiting and not self._medium.overtaken:
            return True
        done = self._medium.flush(patience)
        if self._medium.overtaken:
            done = self._join_others() and self._medium.flush(patience)
        self._tell_safety()
        return done

    def copy_into(self, target: Path, patience: float = _PATIENCE_S) -> None:
        """Write the whole workshop to a new file, with what waits. sqlite3 raises where it cannot.

        Raises `FileProblem`: "file_busy" where something is being written for longer than `patience`, and
        what `Document.reading` raises for a file that is not ours any more.
        """
        with self._document.reading(patience) as connection:
            # Asked for while nothing is written: what is newer in the file must not be written over.
            waiting = self._medium.waiting
            connection.execute("VACUUM INTO ?", (target.as_uri(),))
        if waiting:
            copy = connect(target, writable=True)
            try:
                write_into(copy, waiting)
            finally:
                copy.close()

    def close(self, base: Base | None = None) -> None:
        """Let go of the file. What could not be written is lost to it: ask `safety` before.

        `base` is a verified backup; where it has all that the file has, the recorder begins anew with it.
        """
        done = self.flush(_PATIENCE_S)
        ended = self._medium.end()
        whole = done and ended and not self.offered
        if self._recorder is not None and base is not None and base.last == self.last and whole:
            with suppress(OSError):  # what it holds is in the file as well
                self._recorder.clear(base)
        self._document.close()

    def _append(self, edit: Edit, toggles: Id | None, pictures: Pictures = ()) -> None:
        at = now()
        edit = let_through(self.state, edit, at)
        entry = Entry(new_id(), self._seq + 1, self._device, self._number + 1, toggles, at, edit)
        self._write(edit, [entry], pictures)

    def _write(
        self, edit: Edit, news: list[Entry], pictures: Pictures = (), *, recorded: bool = False
    ) -> None:
        """Where all changes end that follow from the state as it is here."""
        self._may_write()
        state, step = self.state.take(edit)
        limits.demand_room(state.tables)
        touched = dict.fromkeys((c.table, c.id) for c in edit.changes)
        put = put_of(news, ((table, state.tables[table][id]) for table, id in touched), pictures)
        # From here on nothing is refused.
        (self._past.begin_with if recorded else self._past.add)(news)
        self._count(news)
        self.state = state
        self._hand_on(put, step, recorded=recorded)

    def _hand_on(self, put: Put, step: Step, *, recorded: bool = False) -> None:
        self.gallery.count(put.pictures)
        self._medium.put(put, recorded=recorded)
        self._audience.tell(step)
        if not self._medium.behind and self._medium.overtaken:
            self.flush()
        else:
            self._tell_safety()

    def _may_write(self) -> None:
        if self.read_only:
            raise Refused("read_only")
        if not self._medium.behind and (self._medium.overtaken or self._medium.waiting):
            self.flush()
        if self._medium.stuck:
            raise Refused("not_safe")

    def _join_others(self) -> bool:
        """Somebody else has written into the file: go on with their steps and with what waits.

        Where that cannot be done now (False), `safety` says why, and it is tried again later.
        """
        patience = _SHORT_S if self._medium.behind else _PATIENCE_S
        try:
            with self._medium.held(patience):
                step = self._take_theirs(patience)
                if step is None:
                    step = self._join(map(entry_of, waiting_rows(self._medium)), patience, asked=False)
        except FileProblem as problem:
            self._medium.cannot_join(problem)
        except Refused:
            self._medium.cannot_join(FileProblem("replaced", exit_code=4))
        else:
            self._after_joining(step)
            return True
        return False

    def _take_theirs(self, patience: float) -> Step | None:
        """Take the steps of others as they come, where nothing of ours is in between; else None."""
        news = self._document.news(patience) if not self._medium.waiting else []
        if not news or not follow(self.state, self._seq, news):
            return None
        self.state, step = self.state.take(in_one_step(news))
        self._count(news)
        if any(entry.device == self._device for entry in news):
            self._past.begin_anew(self._number)
        self._medium.put_instead(None, news[-1].id, tuple(map(entry_row, news)))
        return step

    def _join(self, ours: Iterable[Entry], patience: float = _PATIENCE_S, *, asked: bool = True) -> Step:
        """Go on with the steps in the file and with ours. `asked`: also where it lacks what was there before.

        Raises `FileProblem` and `Refused`, and then all is as before.
        """
        theirs, there = self._document.contents(patience)
        joined = join(theirs, there, ours, self.last)
        if self.last not in {entry.id for entry in joined.entries}:
            if not asked:
                raise FileProblem("replaced", exit_code=4)
            seq = max(self._seq, *(entry.seq for entry in theirs)) + 1
            lost = rest(self.state, joined.state, seq)
            if lost is not None:
                joined = join(theirs, there, [*joined.entries, lost], self.last)
                self._seq = seq
        self._past.replace(joined.entries)
        step = self._go_on(joined.state, Edit("receive", diff(self.state, joined.state)), theirs)
        put = joined.put
        if put is not None:
            news, erased = map(entry_of, put.journal), joined.state.tables["erased"]
            put = replace(put, pictures=self.gallery.brought_by(news, erased))
        self._medium.put_instead(put, joined.last, joined.theirs)
        return step

    def _after_joining(self, step: Step) -> None:
        if not self._medium.behind:
            self._medium.work()
        self._audience.tell(step)

    def _go_on(self, settled: State, edit: Edit, news: Iterable[Entry]) -> Step:
        """Go on from a state that was made anew; gives what is told of it."""
        before, now = ({(t, id) for t, rows in s.shown.items() for id in rows} for s in (self.state, settled))
        self.state = settled
        self._count(news)
        return Step(edit, frozenset(id for _, id in now - before), frozenset(id for _, id in before - now))

    def _count(self, news: Iterable[Entry]) -> None:
        for entry in news:
            self._seq = max(self._seq, entry.seq)
            if entry.device == self._device:
                self._number = max(self._number, entry.number)

    def _tell_safety(self) -> None:
        self._audience.tell_safety(lambda: self.safety)


def _value(connection: sqlite3.Connection, query: str, *arguments: str) -> str | int | None:
    row = connection.execute(query, arguments).fetchone()
    found: str | int | None = row[0] if row else None
    return found


def _number(connection: sqlite3.Connection, query: str, *arguments: str) -> int:
    found = _value(connection, query, *arguments) or 0
    if not isinstance(found, int):
        raise FileProblem("damaged", exit_code=1)
    return found
