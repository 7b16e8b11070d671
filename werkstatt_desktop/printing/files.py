"""Putting a finished file where the user wants it, whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ..domain.errors import FileProblem
from ..domain.records import new_id


def put(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a PDF file beside its place, look whether it is whole, and let it take its place.

    Raises `FileProblem`; then nothing is left of the new file and all of the old one.
    """
    if not overwrite and path.exists():
        raise FileProblem("exists", exit_code=5, name=path.name)
    draft = path.with_name(f".{new_id()}.part")
    try:
        try:
            _write(draft, content)
            _check(draft, len(content))
            _take_place(draft, path, overwrite=overwrite)
        finally:
            draft.unlink(missing_ok=True)
        _make_sure(path.parent)
    except FileExistsError as error:
        raise FileProblem("exists", exit_code=5, name=path.name) from error
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise FileProblem("disk_full" if full else "cannot_create", exit_code=5) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check(path: Path, size: int) -> None:
    """Raises `OSError` where what is on the disk is not what was written."""
    with path.open("rb") as file:
        head = file.read(5)
        file.seek(-min(size, 32), os.SEEK_END)
        tail = file.read()
        found = file.tell()
    if head != b"%PDF-" or not tail.rstrip().endswith(b"%%EOF") or found != size:
        raise OSError(errno.EIO, "the written file is not whole")


def _take_place(draft: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        draft.replace(path)
        return
    try:
        # A link refuses to replace a file that came meanwhile; renaming would not.
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(errno.EEXIST, path.name) from None
        draft.replace(path)


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
