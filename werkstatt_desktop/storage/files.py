"""Workshop files: making, opening and copying them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from ..domain.edits import BASE, Edit, Entry
from ..domain.errors import FileProblem
from ..domain.records import new_id
from ..domain.state import State
from . import rows, schema
from .medium import Medium
from .opening import as_problem, connect, inspect, version_of
from .reading import Finding, check
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
    "save_copy",
]

SUFFIX = ".werkstatt"


def open_store(path: Path, *, device: str, prepare: Callable[[Path], None] | None = None) -> Store:
    """Open a workshop. `prepare` is told the path before an older file is migrated.

    Raises `FileProblem`: missing, unreadable, empty_file, damaged, not_a_workshop, newer, file_busy.
    A file that may not be written is opened read only. The file is never changed by a failed opening.
    """
    path = path.absolute()
    inspect(path)
    version = version_of(path)
    if version < schema.VERSION:
        from .migrations import migrate

        if prepare is not None:
            prepare(path)
        with as_problem():
            migrate(path)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    connection = connect(path, writable=writable)
    try:
        with as_problem():
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
        with as_problem("cannot_create"):
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
        with as_problem("cannot_create"):
            store.copy_into(part)
            _settle_on_disk(part, target)
    finally:
        part.unlink(missing_ok=True)


def rename(path: Path, target: Path) -> None:
    """Give a closed workshop file another name. Raises `FileProblem`, and then it has the old one."""
    if target.exists():
        raise FileProblem("exists", exit_code=5, name=target.name)
    with as_problem("cannot_create"):
        path.rename(target)


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
