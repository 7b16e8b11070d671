"""Workshop files: making, opening, checking and copying them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import BASE, Edit, Entry
from ..domain.errors import FileProblem
from ..domain.records import TABLES, new_id
from ..domain.state import State, settle
from . import rows, schema
from .medium import Medium, problem
from .store import Store

SUFFIX = ".werkstatt"
_HEADER = b"SQLite format 3\x00"


def open_store(path: Path, *, device: str, prepare: Callable[[Path], None] | None = None) -> Store:
    """Open a workshop. `prepare` is told the path before an older file is migrated.

    Raises `FileProblem`: missing, unreadable, empty_file, damaged, not_a_workshop, newer, file_busy.
    A file that may not be written is opened read only. The file is never changed by a failed opening.
    """
    path = path.absolute()
    inspect(path)
    version = _version(path)
    if version < schema.VERSION:
        from .migrations import migrate

        if prepare is not None:
            prepare(path)
        with _as_problem():
            migrate(path)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    connection = connect(path, writable=writable)
    try:
        with _as_problem():
            if schema.faults(connection):
                raise FileProblem("damaged", exit_code=1)
            return Store(connection, path, device=device, read_only=not writable)
    except BaseException:
        connection.close()
        raise


def create(path: Path, edit: Edit, *, doc_id: str | None = None) -> None:
    """Make a workshop file whose journal begins with this edit; `path` must not exist.

    Raises `FileProblem("exists")`, or another for a folder that cannot be written or a full disk;
    nothing is left behind then.
    """
    from .migrations import migrate

    path = path.absolute()
    if path.exists():
        raise FileProblem("exists", exit_code=5, name=path.name)
    part = path.with_name(f".{path.name}.{new_id()[:8]}.part")
    try:
        with _as_problem("cannot_create"):
            part.touch(exist_ok=False)
            migrate(part)
            _begin(part, edit, doc_id or new_id())
            _settle_on_disk(part, path)
    finally:
        for rest in (part, part.with_name(part.name + "-journal")):
            rest.unlink(missing_ok=True)


def _begin(path: Path, edit: Edit, doc_id: str) -> None:
    connection = connect(path, writable=True)
    try:
        connection.execute("INSERT INTO document (name, value) VALUES ('doc_id', ?)", (doc_id,))
        state = State().apply(edit.changes)
        at = rows.now()
        entry = Entry(new_id(), 1, BASE, 1, None, at, edit)
        medium = Medium(connection)
        medium.put([entry], [(c.table, state.tables[c.table][c.id]) for c in edit.changes])
        if medium.trouble:
            raise medium.trouble
    finally:
        connection.close()


def save_copy(store: Store, target: Path) -> None:
    """Write the whole workshop to another file, which must not exist; it stays the same workshop."""
    target = target.absolute()
    if target.exists():
        raise FileProblem("exists", exit_code=5, name=target.name)
    part = target.with_name(f".{target.name}.{new_id()[:8]}.part")
    try:
        with _as_problem("cannot_create"):
            store.copy_into(part)
            _settle_on_disk(part, target)
    finally:
        part.unlink(missing_ok=True)


def rename(path: Path, target: Path) -> None:
    """Give a closed workshop file another name. Raises `FileProblem`, and then it has the old one."""
    if target.exists():
        raise FileProblem("exists", exit_code=5, name=target.name)
    with _as_problem("cannot_create"):
        path.rename(target)


def inspect(path: Path) -> None:
    """Look at a file without SQLite. Raises the `FileProblem` that its first bytes show."""
    try:
        if path.is_dir():
            raise FileProblem("not_a_workshop", exit_code=2)
        with path.open("rb") as file:
            head = file.read(100)
            if head and not head.strip(b"\x00"):
                rest = any(chunk.strip(b"\x00") for chunk in iter(lambda: file.read(1 << 16), b""))
                raise FileProblem("damaged" if not rest else "not_a_workshop", exit_code=1 if not rest else 2)
    except FileNotFoundError as error:
        raise FileProblem("missing", exit_code=4) from error
    except OSError as error:
        raise FileProblem("unreadable", exit_code=4) from error
    if not head:
        raise FileProblem("empty_file", exit_code=1)
    if not head.startswith(_HEADER):
        raise FileProblem("not_a_workshop", exit_code=2)
    if int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID:
        raise FileProblem("not_a_workshop", exit_code=2)
    if int.from_bytes(head[60:64], "big") > schema.VERSION:
        raise FileProblem("newer", exit_code=3)


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection as decided for workshop files; sqlite3 raises where the file cannot be opened."""
    mode = "rw" if writable else "ro"
    uri = f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=2.0)
    for pragma in (
        "trusted_schema = OFF",
        "foreign_keys = ON",
        "synchronous = EXTRA",
        "locking_mode = NORMAL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if writable:
        connection.execute("PRAGMA journal_mode = DELETE")
    return connection


@dataclass(frozen=True, slots=True)
class Finding:
    """What `check` saw: how many cards and journal entries, and whether the tables are the journal's fold."""

    cards: int
    entries: int
    tables: tuple[str, ...]
    """Tables that differ from the journal."""


def check(path: Path) -> Finding:
    """Read all of a file and compare its tables with its journal.

    Raises `FileProblem` as `open_store` does, and "damaged" where SQLite or a checksum says so.
    """
    path = path.absolute()
    inspect(path)
    with _as_problem():
        connection = connect(path, writable=False)
        try:
            if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok" or schema.faults(
                connection
            ):
                raise FileProblem("damaged", exit_code=1)
            journal = list(rows.entries(connection))
            state = State({name: rows.read_table(connection, name) for name in TABLES})
        finally:
            connection.close()
    try:
        folded = settle(journal)
    except (KeyError, TypeError) as error:
        raise FileProblem("damaged", exit_code=1) from error
    differing = tuple(n for n in TABLES if dict(folded.tables[n]) != dict(state.tables[n]))
    return Finding(len(state.shown["cards"]), len(journal), differing)


@contextmanager
def _as_problem(key: str | None = None) -> Iterator[None]:
    """Turn what SQLite and the system raise into a `FileProblem`."""
    try:
        yield
    except sqlite3.Error as error:
        raise problem(error) from error
    except KeyError as error:
        raise FileProblem("damaged", exit_code=1) from error
    except OSError as error:
        raise FileProblem(key or "unreadable", exit_code=5 if key else 4) from error


def _version(path: Path) -> int:
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:64], "big")


def _settle_on_disk(part: Path, path: Path) -> None:
    """Sync a finished file and give it its name, never in place of another file."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError as error:
        raise FileProblem("exists", exit_code=5, name=path.name) from error
    except OSError:  # a file system without hard links, such as a stick's
        os.rename(part, path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
