"""Other files of the same workshop: conflict copies of sync programs, copies that went their own way."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem, Refused
from ..domain.records import Id
from . import photos, recorder
from .files import SUFFIX
from .keep import private_folder, recorders_folder
from .reading import reader
from .rows import entries
from .store import Store

_DECLINED = "declined.json"
_MOST_DECLINED = 200


@dataclass(frozen=True, slots=True)
class Version:
    """Another file of a workshop, and the steps in it that the workshop lacks."""

    path: Path
    doc_id: Id
    entries: tuple[Entry, ...]

    def picture(self, sha256: str) -> bytes | None:
        """A picture that is in it; None where there is none, or it cannot be read any more."""
        return photos.in_file(self.path)(sha256)

    @property
    def mark(self) -> str:
        """Tells this version from a later one of the file, in which other steps are."""
        ids = "\n".join(sorted(entry.id for entry in self.entries))
        return hashlib.sha256(ids.encode()).hexdigest()[:32]


def version(store: Store, path: Path) -> Version:
    """Compare a file with an open workshop, in any thread; nothing is written.

    Raises `Refused("another_workshop")`, and `FileProblem` for a file that cannot be read.
    """
    with reader(path) as connection:
        row = connection.execute("SELECT value FROM document WHERE name = 'doc_id'").fetchone()
        if row is None or row[0] != store.doc_id:
            raise Refused("another_workshop")
        ids = [id for (id,) in connection.execute("SELECT id FROM journal")]
        lacking = store.lacking(ids)
        found = [entry for entry in entries(connection) if entry.id in lacking] if lacking else []
    return Version(path, store.doc_id, tuple(found))


def versions_beside(store: Store, keep: Path) -> list[Version]:
    """The files in the folder of a workshop that hold steps it lacks, but for those the user put off.

    Those of other workshops, and those that cannot be read, are passed over.
    """
    declined = _declined(keep, store.doc_id)
    found = []
    for path in _files_beside(store.path):
        with suppress(FileProblem, Refused):
            other = version(store, path)
            if other.entries and other.mark not in declined:
                found.append(other)
    return found


def decline(keep: Path, version: Version) -> None:
    """Do not speak of this version again; where that cannot be noted, it is spoken of again."""
    folder = recorders_folder(keep, version.doc_id)
    marks = [*_declined(keep, version.doc_id), version.mark][-_MOST_DECLINED:]
    with suppress(OSError):
        private_folder(folder)
        recorder.replace(folder / _DECLINED, json.dumps(marks).encode())


def _declined(keep: Path, doc_id: Id) -> list[str]:
    try:
        found = json.loads((recorders_folder(keep, doc_id) / _DECLINED).read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [mark for mark in found if isinstance(mark, str)] if isinstance(found, list) else []


def _files_beside(path: Path) -> list[Path]:
    """The other workshop files in its folder, those whose names are most like its own first."""
    try:
        inside = sorted(path.parent.iterdir())
        there = [other for other in inside if other.suffix.casefold() == SUFFIX and other.name != path.name]
        others = [other for other in there if not (path.exists() and other.samefile(path))]
    except OSError:
        return []
    return sorted(others, key=lambda other: not other.name.startswith(path.stem))
