"""Folders of workshops: what lies in one, how a new file is named, and who else writes there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..domain.edits import Edit
from ..domain.errors import FileProblem
from ..domain.naming import MOST_BYTES, file_words
from .files import SUFFIX, create

_MOST_FILES = 1000

# Beginnings of the names that sync programs give their folders, and files they put into them.
_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "meine ablage": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "syncthing": "Syncthing",
    "seafile": "Seafile",
    "magentacloud": "MagentaCLOUD",
    "hidrive": "HiDrive",
}
_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
_DATABASES = re.compile(r"\.?_?sync_[0-9a-f]+\.db$")
"""The database by which Nextcloud and ownCloud know a folder of theirs."""


def synced_by(folder: Path) -> str:
    """The name of the sync program that a folder seems to belong to; empty where there is none.

    Judged by the names of the folder and those above it, and by the files that sync programs leave
    there. The folder itself need not exist yet.
    """
    for part in (folder, *folder.parents):
        name = part.name.casefold()
        if found := next((who for start, who in _NAMES.items() if name.startswith(start)), ""):
            return found
        if found := next((who for marker, who in _MARKERS.items() if is_there(part / marker)), ""):
            return found
        if any(_DATABASES.match(file) for file in _file_names(part)):
            return "Nextcloud"
    kept = (os.environ.get(name, "") for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"))
    return "OneDrive" if any(root and folder.is_relative_to(root) for root in kept) else ""


def workshops_in(folder: Path) -> list[Path]:
    """The workshop files of a folder and of the folders in it; none where it cannot be read."""
    found = []
    for path in _entries(folder):
        if is_folder(path):
            found += [inner for inner in _entries(path) if _is_workshop(inner)]
        elif _is_workshop(path):
            found.append(path)
        if len(found) >= _MOST_FILES:
            break
    return sorted(found[:_MOST_FILES])


def file_name(date: str, title: str, number: int = 1) -> str:
    """The name of a new workshop's file, "2026-11-22 Titel.werkstatt"; from the second on numbered."""
    words = file_words(date, title) or "Workshop"
    return f"{words}{f' {number}' if number > 1 else ''}{SUFFIX}"


def create_in(folder: Path, edit: Edit, *, date: str, title: str) -> Path:
    """Make a workshop file that is named by date and title, in a folder that is made where it is not there.

    Raises `FileProblem` as `files.create` does, but never "exists".
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem("cannot_create", exit_code=5) from error
    for number in range(1, _MOST_FILES):
        path = folder / file_name(date, title, number)
        try:
            create(path, edit)
        except FileProblem as problem:
            if problem.key != "exists":
                raise
        else:
            return path
    raise FileProblem("cannot_create", exit_code=5)


def free_copy(path: Path, word: str) -> Path:
    """A name beside a workshop file for a copy of it: "Titel (Kopie).werkstatt", with "Kopie" as `word`."""
    stem = path.stem.encode()[:MOST_BYTES].decode(errors="ignore")
    numbers = ("", *(f" {n}" for n in range(2, _MOST_FILES)))
    names = (path.with_name(f"{stem} ({word}{number}){SUFFIX}") for number in numbers)
    return next((name for name in names if not os.path.lexists(name)), path)


def is_folder(path: Path) -> bool:
    """Whether a folder can be seen at a path; where nobody may look, none can."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether anything can be seen at a path; where nobody may look, nothing can."""
    try:
        return path.exists()
    except OSError:
        return False


def _is_workshop(path: Path) -> bool:
    return path.suffix.casefold() == SUFFIX and not path.name.startswith(".")


def _entries(folder: Path) -> Iterator[Path]:
    return (folder / name for name in _file_names(folder))


def _file_names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []
