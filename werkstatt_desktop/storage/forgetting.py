"""Erasing in a workshop that nobody has open, and destroying one with all that this device keeps of it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from ..domain.edits import Edit
from ..domain.errors import FileProblem
from ..domain.records import Id
from .erasing import note_done, scrub_file, scrub_kept
from .files import open_store
from .keep import backups_folder, recorders_folder
from .lock import Lock
from .opening import as_problem
from .placing import sync_folder
from .store import Store

_PIECE = 1 << 20
_SIDES = ("-journal", "-wal", "-shm")


def erase(path: Path, keep: Path, device: str, edit_of: Callable[[Store], Edit]) -> int:
    """Erase for good what an edit names: in the file, its journal, the recorders and the backups.

    `edit_of` makes the edit from the open workshop; one without changes only brings to its end what an
    earlier erasing left undone. Returns how many fields were erased. Raises `FileProblem` as `open_store`
    and `Lock.take` do, and where a disk does not take it.
    """
    lock = Lock.take(path)
    try:
        with closing(open_store(path, device=device, keep=keep)) as store:
            if store.read_only:
                raise FileProblem("file_not_writable", exit_code=5)
            before = len(store.state.tables["erased"])
            store.commit(edit_of(store))
            if not store.flush():
                raise store.safety.trouble or FileProblem("cannot_write", exit_code=5)
            doc_id, erased = store.doc_id, list(store.state.tables["erased"])
        if erased:
            scrub_file(path, erased)
            scrub_kept(keep, doc_id, erased)
            note_done(keep, doc_id, path, erased)
        return len(erased) - before
    finally:
        lock.release()


def destroy(path: Path, keep: Path, doc_ids: Iterable[Id]) -> None:
    """Delete what this device keeps of workshops, and then the file at a path, which may be gone already.

    Each file is overwritten before, as far as that goes. Raises `FileProblem`: open_elsewhere,
    cannot_write; what is not deleted then can be deleted again.
    """
    lock = Lock.take(path)
    try:
        with as_problem("cannot_write"):
            for doc_id in doc_ids:
                for folder in (backups_folder(keep, doc_id), recorders_folder(keep, doc_id)):
                    if folder.is_dir():
                        for file in folder.rglob("*"):
                            _blot(file)
                        shutil.rmtree(folder)
                        sync_folder(folder.parent)
            real = path.resolve()
            for end in (*_SIDES, ""):
                file = real.with_name(real.name + end)
                _blot(file)
                file.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            sync_folder(real.parent)
    finally:
        lock.release()


def _blot(file: Path) -> None:
    """Overwrite a file that has no other name; the disk may all the same keep what stood there."""
    with suppress(OSError):
        found = file.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            with file.open("r+b") as handle:
                for begin in range(0, found.st_size, _PIECE):
                    handle.write(bytes(min(_PIECE, found.st_size - begin)))
                handle.flush()
                os.fsync(handle.fileno())
