"""Where this device keeps what makes workshops safe: recorders and backups, on its own disk."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

from ..domain.records import Id
from .placing import sync_folder

_RECORDERS, _BACKUPS = "recorder", "backups"


def recorders_folder(keep: Path, doc_id: Id) -> Path:
    """The folder of all recorders of a workshop."""
    return keep / _RECORDERS / doc_id


def recorder_folder(keep: Path, doc_id: Id, path: Path) -> Path:
    """The folder of the recorder that belongs to one workshop at one real path."""
    return recorders_folder(keep, doc_id) / path_mark(path)


def recorder_folders(keep: Path, doc_id: Id) -> list[Path]:
    """The recorders of a workshop, wherever its file lay."""
    return _folders(recorders_folder(keep, doc_id))


def backups_folder(keep: Path, doc_id: Id) -> Path:
    return keep / _BACKUPS / doc_id


def kept_documents(keep: Path) -> list[Id]:
    """The workshops of which anything is kept."""
    return sorted({found.name for kind in (_RECORDERS, _BACKUPS) for found in _folders(keep / kind)})


def documents_at(keep: Path, path: Path) -> list[Id]:
    """The workshops that were open at a path; for a file that no longer says which it was."""
    mark = path_mark(path)
    return [found.name for found in _folders(keep / _RECORDERS) if (found / mark).is_dir()]


def path_mark(path: Path) -> str:
    """A short name for a real path, made without a module that takes its time to load."""
    name = os.fsencode(os.path.realpath(path))
    return f"{zlib.crc32(name):08x}{zlib.crc32(name[::-1]):08x}"


def private_folder(folder: Path) -> Path:
    """Make a folder that only the user may look into, and those above it, and sync their names.

    OSError is raised as by mkdir.
    """
    if not folder.is_dir():
        private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)
    return folder


def _folders(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(found for found in folder.iterdir() if found.is_dir())
    return []
