"""Putting a new file in its place: whole and safe on the disk, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import new_id
from .opening import as_problem

_JOURNAL = "-journal"
_LONGEST = 255 - len(_JOURNAL)
"""Bytes of the longest file name: SQLite needs room for the name of its own journal beside the file."""


@contextmanager
def in_place(path: Path) -> Iterator[Path]:
    """A path beside this one; what is written there gets its name in the end, safe on the disk.

    Nothing is left behind where that fails, with a `FileProblem`.
    """
    part = path.with_name(f".{new_id()}.part")
    try:
        with as_problem("cannot_create"):
            refuse_name(path)
            yield part
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            give_name(part, path)
            sync_folder(path.parent)
    finally:
        for rest in (part, part.with_name(part.name + _JOURNAL)):
            with suppress(OSError):
                rest.unlink(missing_ok=True)


def refuse_name(path: Path) -> None:
    if len(os.fsencode(path.name)) > _LONGEST:
        raise FileProblem("name_too_long", exit_code=5)
    if os.path.lexists(path):
        raise FileProblem("exists", exit_code=5, name=path.name)


def give_name(part: Path, name: Path) -> None:
    """Give a new file its name, never in place of another file. Raises `FileProblem("exists")`."""
    try:
        os.link(part, name)
    except OSError:  # sticks know no second name for a file; where the name is taken, moving says so
        move(part, name)


def move(file: Path, name: Path) -> None:
    """Move a file, never in place of another one: an empty file holds the place of the new one."""
    try:
        name.touch(exist_ok=False)
    except FileExistsError as error:
        raise FileProblem("exists", exit_code=5, name=name.name) from error
    try:
        file.replace(name)
    except OSError:
        name.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Bring a new name onto the disk, where the system has a way to."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
