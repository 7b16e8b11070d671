"""Makes, copies, renames, backs up, restores and migrates files while calls to the disk fail.

`failing_deeds.py FOLDER < BREAKS`, with breaks as `failing.py` has them. A deed that says it failed has
changed nothing; one that says nothing has done all of it; with the disk well again it can be done.
"""

from __future__ import annotations

import ctypes
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.examples import new_file, workshop_records
from tests.rigs.recording import Kind
from tests.storage.make_golden import golden
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import cards, erasing
from werkstatt_desktop.storage import backups, files, forgetting
from werkstatt_desktop.storage.handing import save_bare, save_checked
from werkstatt_desktop.storage.store import Store

SHIM = ctypes.CDLL(None)
TEXT = "Wolpertinger"


class Place:
    """A folder with a workshop, a backup of it, an older file, and room for what is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "here.werkstatt"
        self.old = folder / "old.werkstatt"
        self.new = folder / "new.werkstatt"
        self.keep = folder / "keep"

    def set_up(self, fresh: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(fresh, self.folder)

    @property
    def backup(self) -> Path:
        return next(self.keep.glob("backups/*/*.werkstatt"))

    def files(self) -> set[str]:
        return {p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()}


def create(place: Place) -> None:
    files.create(place.new, base_edit("create_workshop", workshop_records()))


def copy(place: Place) -> None:
    with closing(files.open_store(place.path, device="a", read_only=True)) as store:
        save_checked(store, place.new)


def copy_bare(place: Place) -> None:
    with closing(files.open_store(place.path, device="a", read_only=True)) as store:
        save_bare(store.state, place.new)


def rename(place: Place) -> None:
    files.rename(place.path, place.new)


def restore(place: Place) -> None:
    backups.restore(place.backup, place.new)


def back_up(place: Place) -> None:
    with closing(files.open_store(place.path, device="a", read_only=True)) as store:
        doc_id = store.doc_id
    backups.make(place.path, place.folder / "other", doc_id)


def migrate(place: Place) -> None:
    files.open_store(place.old, device="a").close()


def erase(place: Place) -> None:
    def edit(store: Store) -> Edit:
        return erasing.erase_cards(store.state, [c.id for c in store.state.all(Card) if TEXT in c.text])

    forgetting.erase(place.path, place.keep, "a", edit)


DEEDS: dict[str, Callable[[Place], None]] = {
    deed.__name__: deed for deed in (create, copy, copy_bare, rename, restore, back_up, migrate, erase)
}
MAKING = {"create", "copy", "copy_bare", "rename", "restore", "back_up"}
"""Deeds after which there is a new file, or none."""


def look(place: Place, name: str, before: set[str], *, done: bool, stuck: bool) -> list[str]:
    """What is wrong after a deed that was done or said that it failed. `stuck`: nothing could be deleted."""
    faults = []
    there = place.files() - before
    made = {path for path in there if path.endswith(files.SUFFIX)}
    if name in MAKING and done != bool(made) and (done or not stuck):
        faults.append("not made" if done else "made though it failed")
    if there - made and not (stuck or name == "erase"):
        faults.append("something left behind")
    if not done and before - place.files() and name != "erase":
        faults.append("something taken away")
    for path in sorted(place.folder.rglob("*.werkstatt")):
        if stuck and not path.stat().st_size:
            continue  # it held the place of a name
        try:
            sound = not files.check(path).tables
        except FileProblem:
            sound = False
        if not sound:
            faults.append(f"{path.name} is not sound")
    if done and name == "erase":
        left = [p for p in place.folder.rglob("*") if p.is_file() and TEXT.encode() in p.read_bytes()]
        if left:
            faults.append("not erased")
    return faults


def run(
    place: Place, fresh: Path, name: str, broken: tuple[int, int, bool, bool]
) -> dict[str, object] | None:
    """One deed with one break; None where there are not so many calls."""
    k, error, forever, half = broken
    place.set_up(fresh)
    before = place.files()
    SHIM.rig_break(k, error, forever, half, b"")
    try:
        DEEDS[name](place)
        done = True
    except FileProblem:
        done = False
    hit, stuck = SHIM.rig_counted() >= k, forever or SHIM.rig_broke() == Kind.UNLINK
    SHIM.rig_break(0, 0, 0, 0, b"")
    if not hit:
        return None
    faults = look(place, name, before, done=done, stuck=stuck)
    if not done:
        # What could not be taken away; the mark of this process goes with it.
        for rest in ([place.new] if stuck and place.path.exists() else [], place.folder.glob(".~*.lock")):
            for path in rest:
                path.unlink(missing_ok=True)
        DEEDS[name](place)
        faults += [f"{fault}, done again" for fault in look(place, name, before, done=True, stuck=True)]
    return {"done": done, "faults": [f"{name}: {fault}" for fault in faults]}


def make_fresh(folder: Path) -> None:
    place = Place(folder)
    folder.mkdir()
    new_file(place.path)
    with closing(files.open_store(place.path, device="a", keep=place.keep)) as store:
        store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=[TEXT, "bleibt"]))
        backups.make(place.path, place.keep, store.doc_id)
    shutil.copy(golden(1)[0], place.old)


def main() -> None:
    root = Path(sys.argv[1])
    make_fresh(root / "fresh")
    for error, forever, half, _, first, step in json.load(sys.stdin):
        for name in DEEDS:
            k = first
            place, fresh = Place(root / "place"), root / "fresh"
            while found := run(place, fresh, name, (k, error, forever, half)):
                print(json.dumps([[name, k, error, forever, half], found]))
                k += step


if __name__ == "__main__":
    main()
