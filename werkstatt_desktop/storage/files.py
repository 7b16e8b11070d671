"""Workshop files: making, opening and copying them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ..domain.edits import BASE, Edit, Entry
from ..domain.errors import FileProblem, Refused
from ..domain.photos import Source, kept, nothing
from ..domain.records import Id, new_id
from ..domain.state import State, base_edit
from . import limits, photos, rows, schema
from .catching import catch_up
from .document import write_into
from .keep import recorder_folder
from .medium import put_of
from .opening import as_problem, beside, connect, inspect
from .placing import in_place, move, refuse_name, sync_folder
from .reading import Finding, check, rehearse
from .recorder import Recorder
from .store import Store

__all__ = [
    "SUFFIX",
    "Finding",
    "check",
    "connect",
    "create",
    "inspect",
    "open_store",
    "rename",
    "save_at_any_price",
    "save_copy",
]

SUFFIX = ".werkstatt"
_JOURNAL = "-journal"
_MOMENT_S = 1.0
_NOT_OURS = {"damaged", "replaced", "unreadable"}
_SOURCE_LOST = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def open_store(
    path: Path,
    *,
    device: str,
    keep: Path | None = None,
    prepare: Callable[[Path], None] | None = None,
    read_only: bool = False,
) -> Store:
    """Open a workshop. `prepare` is told the path before an older file is migrated.

    `keep` is the folder with this device's recorders (see `keep.py`): what the one of this file has and
    the file lacks is taken over, or offered. Without it there is no recorder.

    Raises `FileProblem`: missing, unreadable, empty_file, damaged, foreign_statements, too_large,
    too_much_text, not_a_workshop, newer, file_busy, unfinished; with `read_only` also
    file_not_writable, for an older file. A file that may not be written is opened read only. The file
    is never changed by a failed opening.
    """
    path = path.absolute()
    head = inspect(path)
    writable = not read_only and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    if writable:
        rehearse(path, head)
    with as_problem():
        connection = connect(path, writable=writable)
        try:
            # Reading lets SQLite take back what a crash left half done, also half a migration.
            if connection.execute("PRAGMA user_version").fetchone()[0] < schema.VERSION:
                if read_only:
                    raise FileProblem("file_not_writable", exit_code=4)
                from .migrations import migrate

                connection.close()
                if prepare is not None:
                    prepare(path)
                migrate(path)
                connection = connect(path, writable=writable)
            # One transaction, so that nobody writes between the reading of two tables.
            connection.execute("BEGIN")
            store = _loaded(connection, path, device, keep if writable else None, read_only=not writable)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
    if keep is not None and writable:
        try:
            catch_up(store, keep)
        except BaseException:
            store.close()
            raise
    return store


def _loaded(
    connection: sqlite3.Connection, path: Path, device: str, keep: Path | None, *, read_only: bool
) -> Store:
    schema.demand(connection)

    def recorder(doc_id: Id) -> Recorder:
        assert keep is not None
        return Recorder(recorder_folder(keep, doc_id, path), doc_id, path)

    def beside(doc_id: Id) -> Source:
        return photos.on_device(keep, doc_id) if keep is not None else nothing

    own = recorder if keep is not None else None
    store = Store(connection, path, device=device, read_only=read_only, recorder=own, kept=beside)
    if not store.doc_id:
        raise FileProblem("damaged", exit_code=1)
    return store


def create(path: Path, edit: Edit, *, doc_id: str | None = None, picture: Source = nothing) -> None:
    """Make a workshop file whose journal begins with this edit; `path` must not exist.

    `picture` gives the pictures that the edit names. Raises `FileProblem("exists")`, or another for a
    folder that cannot be written, a full disk, or more than a workshop can hold; nothing is left behind then.
    """
    with in_place(path.absolute()) as part:
        _make(part, edit, doc_id or new_id(), picture)


def _make(part: Path, edit: Edit, doc_id: str, picture: Source) -> None:
    from .migrations import migrate

    state = State().apply(edit.changes)
    entry = Entry(new_id(), 1, BASE, 1, None, rows.now(), edit)
    touched = dict.fromkeys((c.table, c.id) for c in edit.changes)
    try:
        limits.demand_room(state.tables)
        put = put_of([entry], ((table, state.tables[table][id]) for table, id in touched))
    except Refused as error:
        raise FileProblem(error.key, exit_code=5) from error
    part.touch(exist_ok=False)
    migrate(part)
    with closing(connect(part, writable=True)) as connection:
        connection.execute("INSERT INTO document (name, value) VALUES ('doc_id', ?)", (doc_id,))
        write_into(connection, [put])
        # One by one: all of them together may be more than memory bears.
        photos.fill(connection, kept(state), picture)


def save_copy(store: Store, target: Path) -> None:
    """Write the whole workshop to another file, which must not exist; it stays the same workshop.

    What is not on the disk yet is in the copy. Where the file itself can no longer be read, the copy
    holds what is in memory and begins without a past. Raises `FileProblem` as `create` does.
    """
    with in_place(target.absolute()) as part:
        try:
            store.copy_into(part)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _SOURCE_LOST:
                raise
            _make_from_memory(store, part, store.gallery.at_hand)
        except FileProblem as problem:
            if problem.key not in _NOT_OURS:
                raise
            _make_from_memory(store, part, store.gallery.at_hand)


def save_at_any_price(store: Store, target: Path) -> None:
    """The same for when it matters and the file may hang: then, too, the copy begins without a past."""
    with in_place(target.absolute()) as part:
        try:
            store.copy_into(part, _MOMENT_S)
        except (sqlite3.Error, FileProblem) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
                raise
            _make_from_memory(store, part, store.gallery.beside)


def _make_from_memory(store: Store, part: Path, picture: Source) -> None:
    part.unlink(missing_ok=True)
    records = [record for table in store.state.tables.values() for record in table.values()]
    _make(part, base_edit("copy", records), store.doc_id, picture)


def rename(path: Path, target: Path) -> None:
    """Give a closed workshop file another name. Raises `FileProblem`, and then it has the old one."""
    inspect(path)
    with as_problem("cannot_create"):
        if beside(path, _JOURNAL).exists():
            # What a crash left half done is told by a file of the old name.
            with closing(connect(path, writable=True)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        refuse_name(target)
        move(path.resolve(), target)
        sync_folder(target.parent)
