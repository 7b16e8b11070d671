"""What a recorder has and the workshop file lacks: after a crash, a stick that lied, a file moved away."""

from __future__ import annotations

import os
from pathlib import Path

from ..domain.edits import Entry
from ..domain.errors import FileProblem, Refused
from ..domain.records import Id
from . import recorder
from .keep import backups_folder, recorder_folder, recorder_folders
from .opening import demand_whole
from .recorder import Line, Recording
from .store import Store


def catch_up(store: Store, keep: Path) -> None:
    """Take over what was recorded at this path just after the file's last entry; offer all else.

    What another file's recorder holds is offered only where that file is gone: it may have been moved
    here. What the user did not want in this file is left alone. Raises `FileProblem` where the file cannot
    be read just now, or is damaged and something would have been taken over.
    """
    own = recorder_folder(keep, store.doc_id, store.path)
    left = recorder.left(own)
    mine = recorder.read(own)
    if mine is not None and (
        mine.doc_id != store.doc_id or mine.path not in {"", os.path.realpath(store.path)}
    ):
        mine = None
    offered: dict[Id, Entry] = {}
    if mine is not None and not _taken(store, mine, left):
        offered |= {entry.id: entry for entry in _missing(store, mine, keep)}
    for folder in recorder_folders(keep, store.doc_id):
        found = recorder.read(folder) if folder != own else None
        if found is not None and found.doc_id == store.doc_id and not os.path.lexists(found.path):
            offered |= {entry.id: entry for entry in _missing(store, found, keep)}
    lacking = store.lacking(offered.keys() - left)
    store.offered = tuple(sorted((offered[id] for id in lacking), key=lambda entry: entry.key))
    if mine is None or not mine.leads_to(store.last) or not _base_is_there(store, mine, keep):
        store.expect_backup()


def _taken(store: Store, found: Recording, left: frozenset[Id]) -> bool:
    """Whether all that was recorded is in the file now."""
    known = [line.id for line in found.lines] + ([found.base.last] if found.base else [])
    lacking = store.lacking(id for id in known if id not in left)
    if not lacking:
        return True
    lines = [line for line in found.lines if line.id in lacking]
    if len(lines) < len(lacking) or not _follow_each_other(lines, store.last):
        return False
    demand_whole(store.path)
    try:
        store.resume(lines)
    except (Refused, FileProblem):
        return False
    return True


def _follow_each_other(lines: list[Line], last: Id) -> bool:
    """Whether nothing is missing between the last entry of the file and these lines, or among them."""
    for line in lines:
        if line.after != last:
            return False
        last = line.id
    return True


def _missing(store: Store, found: Recording, keep: Path) -> list[Entry]:
    """The entries of a recorder and the backup it names that are not in the file."""
    entries = {line.id: line.entry for line in found.lines}
    if found.base is not None and store.lacking([found.base.last]):
        from .reading import read

        try:
            backup = read(_path_of(store, found.base, keep), journal=True)
        except FileProblem:
            pass  # the lines are worth an offer without it too
        else:
            entries = {entry.id: entry for entry in backup.journal if backup.doc_id == store.doc_id} | entries
    lacking = store.lacking(entries)
    return [entry for id, entry in entries.items() if id in lacking]


def _base_is_there(store: Store, found: Recording, keep: Path) -> bool:
    return found.base is not None and _path_of(store, found.base, keep).is_file()


def _path_of(store: Store, base: recorder.Base, keep: Path) -> Path:
    return backups_folder(keep, store.doc_id) / Path(base.name).name
