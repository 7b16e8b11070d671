"""What a recorder has and the workshop file lacks: after a crash, a stick that lied, a file moved away."""

from __future__ import annotations

import os
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem, Refused
from ..domain.records import Id
from . import recorder
from .keep import backups_folder, recorder_folder, recorder_folders
from .recorder import Recording
from .store import Store


def catch_up(store: Store, keep: Path) -> None:
    """Take over what was recorded at this path just after the file's last entry; offer all else.

    What another file's recorder holds is offered only where that file is gone: it may have been moved
    here.
    """
    own = recorder_folder(keep, store.doc_id, store.path)
    offered: dict[Id, Entry] = {}
    for folder in recorder_folders(keep, store.doc_id):
        found = recorder.read(folder)
        if found is None or (folder != own and os.path.lexists(found.path)):
            continue
        if not (folder == own and _taken(store, found)):
            offered |= {entry.id: entry for entry in _missing(store, found, keep)}
    store.offered = tuple(sorted(offered.values(), key=lambda entry: entry.key))


def _taken(store: Store, found: Recording) -> bool:
    """Whether all that was recorded is in the file now."""
    known = [line.id for line in found.lines] + ([found.base.last] if found.base else [])
    lacking = store.lacking(known)
    if not lacking:
        return True
    lines = [line for line in found.lines if line.id in lacking]
    if len(lines) < len(lacking) or lines[0].after != store.last:
        return False
    try:
        store.resume(lines)
    except (Refused, FileProblem):
        return False
    return True


def _missing(store: Store, found: Recording, keep: Path) -> list[Entry]:
    """The entries of a recorder and the backup it names that are not in the file."""
    from .reading import read

    entries = [line.entry for line in found.lines]
    if found.base is not None and store.lacking([found.base.last]):
        try:
            backup = read(backups_folder(keep, store.doc_id) / found.base.name, journal=True)
        except FileProblem:
            return []
        entries += backup.journal
    lacking = store.lacking(entry.id for entry in entries)
    return [entry for entry in entries if entry.id in lacking]
