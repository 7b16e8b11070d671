"""A sound workshop file together with what only this device's recorder has of it."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem, Refused
from ..domain.photos import kept
from ..domain.records import Id
from . import photos, recorder
from .comparing import compare, last_of
from .document import write_into
from .joining import join
from .keep import backups_folder, recorder_folder, recorder_folders
from .opening import as_problem, connect, demand_sound
from .placing import in_place
from .reading import Contents, check, read, reader


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many recorded steps the file lacked and the copy has, and how many it could not take."""

    taken: int
    refused: int


def copy_with_recorded(path: Path, keep: Path, target: Path) -> Recovered:
    """Copy a sound workshop file, with the steps that were recorded and are not in it.

    Not for a file that this process has open. It stays the same workshop; `target` must not exist. Raises
    `FileProblem` as `read` and `files.create` do.
    """
    with in_place(target.absolute()) as part:
        with reader(path) as source, as_problem("cannot_create"):
            demand_sound(source)
            last = last_of(source)
            source.execute("VACUUM INTO ?", (part.as_uri(),))
            compare(source, part, last)
        contents = read(part, journal=True)
        missing = _missing(contents, path, keep)
        pictures = photos.on_device(keep, contents.doc_id)
        with closing(connect(part, writable=True)) as connection:
            state, refused = contents.state, 0
            if missing:
                try:
                    joined = join(contents.journal, contents.state, missing, last)
                except Refused:
                    missing, refused = [], len(missing)
                else:
                    assert joined.put is not None
                    write_into(connection, [joined.put])
                    state = joined.state
            photos.fill(connection, kept(state), pictures)
        if missing and check(part).tables:
            raise FileProblem("damaged", exit_code=1)
    return Recovered(len(missing), refused)


def _missing(contents: Contents, path: Path, keep: Path) -> list[Entry]:
    """What was recorded at this path, or at one where there is no file any more: it may have been moved.

    Where a backup is missing in the file, from which the recorder went on, that is missing too.
    """
    known = {entry.id for entry in contents.journal}
    own = recorder_folder(keep, contents.doc_id, path)
    left = recorder.left(own)
    entries: dict[Id, Entry] = {}
    for folder in recorder_folders(keep, contents.doc_id):
        found = recorder.read(folder)
        if found is None or (folder != own and os.path.lexists(found.path)):
            continue
        entries |= {line.id: line.entry for line in found.lines}
        if found.base is not None and found.base.last not in known:
            with suppress(FileProblem):
                backup = read(backups_folder(keep, contents.doc_id) / found.base.name, journal=True)
                entries |= {entry.id: entry for entry in backup.journal}
    return sorted((entries[id] for id in entries.keys() - known - left), key=lambda entry: entry.key)
