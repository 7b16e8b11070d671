"""Putting a finished file where the user wants it, whole or not at all. All of it is for a thread."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from ..domain.errors import FileProblem
from ..domain.records import new_id

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LOCKED = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY})
_MOST_TRIES = 1000
_CHUNK = 1 << 20


def put(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file beside its place, read it again, and let it take its place.

    Raises `FileProblem`: exists, in_use where another program holds on to the old one, disk_full,
    copy_differs where the disk gives back something else, name_too_long, cannot_create. Then nothing is
    left of the new file and all of the old one.
    """
    try:
        if not overwrite and path.exists():
            raise _exists(path)
        with _Draft(path.parent) as draft:
            draft.write(path, content)
            draft.take_place(path, overwrite=overwrite)
        _make_sure(path.parent)
    except OSError as error:
        raise _problem(error) from error


def put_beside(path: Path, content: bytes, *, overwrite: bool = False) -> Path:
    """The same, under the next free name as "… (2).pdf" where the wanted one is taken; the path it has then.

    With `overwrite` that is so only where another program holds on to the file that is there.
    """
    if overwrite:
        try:
            put(path, content, overwrite=True)
        except FileProblem as problem:
            if problem.key != "in_use":
                raise
        else:
            return path
    try:
        with _Draft(path.parent) as draft:
            draft.write(path, content)
            taken = draft.take_free_place(path)
        _make_sure(path.parent)
    except OSError as error:
        raise _problem(error) from error
    return taken


def copy_to(path: Path, folder: Path) -> Path:
    """Copy a file into a folder, as on a memory stick, read it again and compare; the path it has there.

    A file of this name that holds the same stays; beside one that holds something else the copy gets a free
    name. Raises `FileProblem`: missing where there is nothing to copy, and as `put` does.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileProblem("missing", exit_code=4, name=path.name) from error
    there = folder / path.name
    with suppress(OSError):
        if there.is_file() and _holds(there, content):
            return there
    return put_beside(there, content)


class _Draft:
    """A file under a name of its own, which is gone afterwards unless it took a place."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f".{new_id()}.part"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # a stick that was pulled out took it along
            self._path.unlink(missing_ok=True)

    def write(self, path: Path, content: bytes) -> None:
        """Put the content on the disk and compare what is there then."""
        if path.suffix.lower() == ".pdf" and not _is_whole_pdf(content):
            raise OSError(errno.EIO, "there is no whole PDF to write")
        with self._path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            _forget(file.fileno())
        _check(self._path, content)

    def take_place(self, path: Path, *, overwrite: bool) -> None:
        if overwrite:
            try:
                self._path.replace(path)
            except OSError as error:
                if error.errno in _LOCKED and path.is_file():
                    raise FileProblem("in_use", exit_code=5, name=path.name) from error
                raise
            return
        try:
            # A link refuses to replace a file that came meanwhile; renaming would not.
            path.hardlink_to(self._path)
        except FileExistsError as error:
            raise _exists(path) from error
        except OSError:
            if path.exists():
                raise _exists(path) from None
            self._path.replace(path)

    def take_free_place(self, path: Path) -> Path:
        for number in range(1, _MOST_TRIES):
            free = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
            try:
                self.take_place(free, overwrite=False)
            except FileProblem:
                continue
            return free
        raise _exists(path)


def _exists(path: Path) -> FileProblem:
    return FileProblem("exists", exit_code=5, name=path.name)


def _problem(error: OSError) -> FileProblem:
    if isinstance(error, _Differs):
        return FileProblem("copy_differs", exit_code=5)
    if error.errno == errno.ENAMETOOLONG:
        return FileProblem("name_too_long", exit_code=5)
    return FileProblem("disk_full" if error.errno in _FULL else "cannot_create", exit_code=5)


class _Differs(OSError):
    """What the disk gives back is not what was written."""


def _is_whole_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and content[-32:].rstrip().endswith(b"%%EOF")


def _check(path: Path, content: bytes) -> None:
    if not _holds(path, content):
        raise _Differs(errno.EIO, "the written file is not what it should be")


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file holds just this."""
    place = 0
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            if piece != content[place : place + len(piece)]:
                return False
            place += len(piece)
    return place == len(content)


def _forget(handle: int) -> None:
    """Have the system forget what it remembers of a file, so that reading it again asks the disk."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _make_sure(folder: Path) -> None:
    """Put the folder's entry on the disk too, where the file system lets us."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
