"""Handing a workshop on: a copy that is read back from its medium, and one without history and names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..domain.edits import Entry
from ..domain.erasing import without_names
from ..domain.errors import FileProblem
from ..domain.photos import Source, nothing, shown
from ..domain.records import REFS, TABLES, Card, Erased, Record, Workshop
from ..domain.state import State, base_edit, settle
from .files import create, save_copy
from .opening import as_problem
from .photos import in_file
from .placing import sync_folder
from .reading import read
from .store import Store


def save_checked(store: Store, target: Path) -> None:
    """Save a copy as `save_copy` does, read it back from the medium and compare it with the store.

    Raises `FileProblem` as `save_copy` does, and copy_differs; a bad copy is taken away again.
    """
    state, entries = store.state, _journal(store)
    save_copy(store, target)
    _see_that_it_holds(target, state, entries, store.gallery.at_hand)


def verify_on_medium(path: Path, state: State, entries: Sequence[Entry]) -> None:
    """See that a closed workshop file really is on its medium, before that is pulled out.

    `state` and `entries` are what the store had when it was closed. The file must not be open in this
    process. Raises `FileProblem`: medium_differs, and those of reading.
    """
    try:
        same = _holds(path.absolute(), state, entries)
    except FileProblem as problem:
        if problem.exit_code == 1:
            raise FileProblem("medium_differs", exit_code=1) from problem
        raise
    if not same:
        raise FileProblem("medium_differs", exit_code=1)


def save_bare(state: State, target: Path, picture: Source = nothing) -> None:
    """Make a workshop of its own that holds what is to be seen now, and no history and no names.

    `picture` gives the pictures that are shown. Left out are deleted records, first wordings, and the fields
    that are there for people's names; what stands in other texts stays. The file is read back and compared.
    Raises `FileProblem` as `save_checked`.
    """
    edit = base_edit("copy", without_names(_present(state)))
    create(target, edit, picture=picture)
    _see_that_it_holds(target, State().apply(edit.changes), None, picture)


def _see_that_it_holds(target: Path, state: State, entries: list[Entry] | None, picture: Source) -> None:
    """Compare a copy that was just made with what should be in it; a bad one is taken away."""
    try:
        same = _holds(target.absolute(), state, entries) and _has_pictures(target, state, picture)
    except FileProblem as problem:
        _take_away(target)
        if problem.exit_code == 1:
            raise FileProblem("copy_differs", exit_code=5) from problem
        raise
    if not same:
        _take_away(target)
        raise FileProblem("copy_differs", exit_code=5)


def _present(state: State) -> Iterator[Record]:
    """What is to be seen in a workshop, without what points to something that is not."""
    for table, kind in TABLES.items():
        for record in state.all(kind) if kind is not Erased else ():
            named = ((field, other, getattr(record, field)) for field, other in REFS[table])
            lost: dict[str, Any] = {f: None for f, other, id in named if id and id not in state.shown[other]}
            if isinstance(record, Card):
                lost["first_text"] = None
            elif isinstance(record, Workshop):
                lost["from_doc"] = None
            yield replace(record, **lost)


def _journal(store: Store) -> list[Entry] | None:
    """All entries of a store; None where its file can no longer be read."""
    try:
        return list(store.journal())
    except FileProblem:
        return None


def _holds(path: Path, state: State, entries: Sequence[Entry] | None) -> bool:
    """Whether a file holds a state and these entries, as its medium gives it back.

    What somebody else has added, of which the state does not know, has to agree with the journal.
    """
    with as_problem():
        _forget_cache(path)
    found = read(path, journal=True)
    there = {entry.id: entry for entry in found.journal}
    if any(there.get(entry.id) != entry for entry in entries or ()):
        return False
    return found.state == state or (entries is not None and found.state == settle(there.values()))


def _has_pictures(path: Path, state: State, picture: Source) -> bool:
    """Whether a file has the pictures that are shown, but for those that are lost here too."""
    there = in_file(path)
    return all(there(sha256) is not None or picture(sha256) is None for sha256 in shown(state))


def _forget_cache(path: Path) -> None:
    """Bring a file onto its medium and, where the system can, have it read from there the next time."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    sync_folder(path.parent)


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
