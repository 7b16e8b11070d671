"""Going on with an open workshop in another file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ... import settings as kept
from ...domain.edits import Entry
from ...domain.errors import FileProblem, WerkstattError
from ...domain.photos import Source, nothing
from ...storage.lock import Lock
from ...storage.store import Store

if TYPE_CHECKING:
    from .care import Open
    from .program import Program


def take_up(program: Program, found: Open, path: Path, carried: Sequence[Entry] = ()) -> bool:
    """Go on with a workshop whose file was closed; whether all is well with that, else the desk says it.

    `carried`: steps that the file may lack. Where it does not open, the window goes.
    """
    try:
        store = program.care.store(path)
    except FileProblem as error:
        found.window.hand_on()
        program.show_trouble(path, error)
        return False
    refused = _carry(store, carried, found.desk.store.gallery.beside)
    old = found.desk.store.path
    if path != old:
        if found.lock is not None:
            found.lock.release()
        _take_place(program, found, store)
    found.desk.take_over(store)
    program.care.look_after(found)
    if refused is not None:
        found.desk.say(found.desk.texts.sentence(refused))
    return refused is None


def change_over(program: Program, found: Open, path: Path) -> None:
    """Go on in a copy; the file that was open is closed, however long that takes. Raises `FileProblem`."""
    desk = found.desk
    old, keeping, lock = desk.store, found.keeping, found.lock
    store = program.care.store(path)
    _carry(store, old.unsaved(), old.gallery.beside)
    old.keep_drafts({})
    _take_place(program, found, store)
    desk.take_over(store)
    found.keeping = program.care.keeping(desk)
    found.keeping.begin()
    program.care.close_store(old, keeping, lock)


def steps_of(store: Store) -> list[Entry]:
    """All steps of a workshop; where its file can no longer be read, those that it lacks."""
    try:
        return list(store.journal())
    except FileProblem:
        return store.unsaved()


def _carry(store: Store, entries: Sequence[Entry], picture: Source = nothing) -> WerkstattError | None:
    """Take steps along with the pictures that `picture` gives, and no longer offer those that came along.

    Gives the refusal where they do not fit; they stay in the recorder of the file that they were meant for.
    """
    try:
        store.receive(entries, store.doc_id, picture)
        carried = {entry.id for entry in entries}
        if store.offered and all(entry.id in carried for entry in store.offered):
            store.take_offer()
    except WerkstattError as error:
        return error
    return None


def _take_place(program: Program, found: Open, store: Store) -> None:
    """The file of a store is the one that a window has from now on."""
    old, path = found.desk.store.path, store.path
    found.lock = None
    if not store.read_only:
        with suppress(FileProblem):  # a mark is courtesy, and this file is ours
            found.lock = Lock.take(path)
    real = next(real for real, known in program.open.items() if known is found)
    del program.open[real]
    program.open[os.path.realpath(path)] = found
    left = kept.without_recent(program.settings, old)
    program.keep(kept.with_recent(left, path))
