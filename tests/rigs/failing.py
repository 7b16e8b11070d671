"""Works in a workshop while calls to the disk fail: `failing.py FOLDER < BREAKS`.

Each break is a list: from the k-th call on that changes something, below a folder, a system error comes once
or for ever, or the process first writes half. After each break the workshop is looked at as it would be found
after a crash; then the disk is well again and work goes on. What went wrong is printed as JSON.
"""

from __future__ import annotations

import ctypes
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.examples import new_file
from tests.rigs.recording import Kind
from tests.rigs.scenarios import DEVICE
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.records import Card, Id
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board, cards
from werkstatt_desktop.storage import backups, files, recorder
from werkstatt_desktop.storage.keep import backups_folder, recorder_folder
from werkstatt_desktop.storage.opening import as_problem
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.recorder import Base
from werkstatt_desktop.storage.store import Store

SHIM = ctypes.CDLL(None)
KEPT = {recorder.RECORDER, recorder.DRAFTS}
"""What lies in the folder of a recorder."""


Step = Callable[[Store], str | None]
"""What is done; None where there was nothing to do."""


@dataclass(frozen=True, slots=True)
class Break:
    """From the k-th call on below a folder (empty: everywhere)."""

    k: int
    error: int
    forever: bool
    half: bool
    where: str


@dataclass(slots=True)
class Outcome:
    """`hit`: whether there were so many calls. `told`: how often something was said to be safe."""

    hit: bool = True
    told: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)


def done(verb: Callable[[State], Edit]) -> Step:
    def take(store: Store) -> str:
        edit = verb(store.state)
        store.commit(edit)
        return edit.verb

    return take


def write(*texts: str) -> Step:
    return done(lambda state: cards.write_cards(state, group_id="g1", category_id="own", texts=texts))


def newest(state: State) -> list[Id]:
    return [card.id for card in sorted(state.all(Card), key=lambda card: card.written)[-3:]]


STEPS: list[Step] = [
    write("eins"),
    write("zwei", "drei", "ä" * 3000),
    done(lambda state: board.move_cards(state, {id: (n, n) for n, id in enumerate(newest(state), 1)})),
    Store.undo,
    write("vier"),
    done(lambda state: cards.delete_cards(state, newest(state)[:1])),
    write("fünf"),
]


class Run:
    """One break, from a fresh workshop on."""

    def __init__(self, root: Path) -> None:
        self.desk, self.keep = root / "desk", root / "keep"
        self.path = self.desk / "Essen.werkstatt"
        self.found = Outcome()
        self._safe: set[Id] = set()
        self._safe_then = self._safe
        self._taken = 0
        self._stuck = False
        for folder in (self.desk, self.keep):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        shutil.copy(root / "fresh.werkstatt", self.path)
        self._fresh = self._in_file()

    def go(self, broken: Break) -> Outcome:
        where = str(self.desk.parent / broken.where) if broken.where else ""
        SHIM.rig_break(broken.k, broken.error, broken.forever, broken.half, where.encode())
        later: list[Step] = []
        store: Store | None = None
        with suppress(FileProblem):
            store = files.open_store(self.path, device=DEVICE, keep=self.keep)
        if store is not None:
            later = [step for step in STEPS if not self._take(store, step)]
            self._back_up(store)
        self.found.hit = SHIM.rig_counted() >= broken.k
        self._stuck = broken.forever or SHIM.rig_broke() == Kind.UNLINK
        SHIM.rig_break(0, 0, 0, 0, b"")
        self._keep_crash()
        if store is None:
            store, later = files.open_store(self.path, device=DEVICE, keep=self.keep), list(STEPS)
        with closing(store):
            self._go_on(store, later)
        self._see_that_all_is_well(store)
        self._see_what_a_crash_would_have_left()
        return self.found

    def _take(self, store: Store, step: Step) -> bool:
        """Take a step; whether it was not refused. What is said to be safe is looked for at once."""
        before = store.state
        try:
            if step(store) is None:
                return False  # nothing to take back yet
        except Refused as refused:
            self.found.refused += 1
            self._expect(refused.key == "not_safe", f"refused: {refused.key}")
            self._expect(store.state is before, "a refused step changed something")
            return False
        self._taken += 1
        safety = store.safety
        self._expect(bool(safety.trouble) == bool(safety.waiting), "trouble and waiting differ")
        if not safety.waiting:
            self._tell(self._in_file(), "file")
        elif safety.recorded:
            there = self._fresh | self._kept(store.doc_id)
            with suppress(FileProblem):  # what failed cannot be taken back yet, so nothing can be read
                there |= self._in_file()
            self._tell(there, "recorder")
        return True

    def _tell(self, there: set[Id], where: str) -> None:
        self.found.told += 1
        self._expect(len(there) >= len(self._fresh) + self._taken, f"said to be safe and not in the {where}")
        self._safe |= there

    def _back_up(self, store: Store) -> None:
        with suppress(FileProblem):
            made = backups.make(self.path, self.keep, store.doc_id)
            store.note_base(Base(made.backup.path.name, made.sha256, made.last))
        store.keep_drafts({"field": "halb geschrieben"})

    def _go_on(self, store: Store, later: list[Step]) -> None:
        """The disk is well again."""
        for step in later:
            self._expect(self._take(store, step), "refused though the disk is well")
        self._expect(store.flush(), "not written though the disk is well")
        self._back_up(store)
        safety = store.safety
        self._expect(not safety.waiting and safety.trouble is None, "trouble though the disk is well")
        self._expect(safety.recorder_trouble is None, "recorder off though the disk is well")
        self._expect(not store.wants_backup, "a backup wanted though there is one")

    def _see_that_all_is_well(self, store: Store) -> None:
        self._expect(not files.check(self.path).tables, "not sound")
        ids = self._in_file()
        self._expect(len(ids) == len(self._fresh) + len(STEPS), "entries lost or doubled")
        self._expect(ids >= self._safe, "what was safe is lost")
        texts = sorted(card.text for card in store.state.all(Card))
        self._expect(len(texts) == len(set(texts)), "cards doubled")
        self._expect(
            [p.name for p in self.desk.iterdir()] == [self.path.name], "something left beside the file"
        )
        self._expect(ids <= self._kept(store.doc_id), "the recorder is not whole")
        for folder in self.keep.glob("recorder/*/*"):
            self._expect({p.name for p in folder.iterdir()} <= KEPT, "something left beside the recorder")
        kept = backups.of(self.keep, store.doc_id)
        self._expect(bool(kept) and all(map(backups.sound, kept)), "a backup that is not sound")
        names = {p for folder in self.keep.glob("backups/*") for p in folder.iterdir()}
        if not self._stuck:  # else it could not be taken away
            self._expect(names == {backup.path for backup in kept}, "something left beside the backups")

    def _keep_crash(self) -> None:
        """Copy everything as it is now; nobody else writes, so no lock is needed."""
        self._safe_then = set(self._safe)
        for folder in (self.desk, self.keep):
            shutil.rmtree(folder.with_suffix(".crash"), ignore_errors=True)
            shutil.copytree(folder, folder.with_suffix(".crash"))

    def _see_what_a_crash_would_have_left(self) -> None:
        for folder in (self.desk, self.keep):
            shutil.rmtree(folder)
            folder.with_suffix(".crash").rename(folder)
        with closing(files.open_store(self.path, device=DEVICE, keep=self.keep)) as store:
            self._expect(not store.offered, "offered after a crash")
            self._expect({entry.id for entry in store.journal()} >= self._safe_then, "lost after a crash")
        self._expect(not files.check(self.path).tables, "not sound after a crash")

    def _in_file(self) -> set[Id]:
        """The entries of the file."""
        with as_problem(), closing(files.connect(self.path, writable=False)) as connection:
            return {id for (id,) in connection.execute("SELECT id FROM journal")}

    def _kept(self, doc_id: Id) -> set[Id]:
        """The entries in the recorder and the backup it names."""
        found = recorder.read(recorder_folder(self.keep, doc_id, self.path))
        if found is None:
            return set()
        kept = {line.id for line in found.lines}
        if found.base is not None:
            backup = backups_folder(self.keep, doc_id) / found.base.name
            kept |= {entry.id for entry in read(backup, journal=True).journal}
        return kept

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds and otherwise not in self.found.faults:
            self.found.faults.append(otherwise)


def main() -> None:
    root = Path(sys.argv[1])
    new_file(root / "fresh.werkstatt")
    for error, forever, half, where, first, step in json.load(sys.stdin):
        k = first
        while True:
            broken = Break(k, error, forever, half, where)
            found = Run(root).go(broken)
            if not found.hit:
                break
            print(json.dumps([asdict(broken), asdict(found)]))
            k += step


if __name__ == "__main__":
    main()
