"""How long a step takes until it is safe, and how long a large workshop takes to open, without a window.

Run `python tests/benchmarks/bench_store.py [FOLDER [ROUNDS]]`; the folder must be on a real disk and is by
default one in the checkout. Three rivals take turns in one loop, so that a disk that is now slow and now fast
is the same for all:

- `raw`: one line appended to a file and synced, as the recorder does it, then the same two inserts by plain
  sqlite3, in one BEGIN IMMEDIATE … COMMIT, under the same pragmas, into a file of the same schema and size;
  line and rows were made before,
- `300`: `Store.commit` with a listener, in a workshop of 300 cards and 1,500 entries that writes behind and
  has a recorder; the time ends when the step is in recorder and file,
- `10,000`: the same in a workshop of 10,000 cards and 50,000 entries.

Printed are medians, the medians of the ratios of each turn, the goals, and how long `commit` itself takes.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.load import make_load
from werkstatt_desktop.domain.edits import Edit, Entry, Step
from werkstatt_desktop.domain.records import Card, new_id
from werkstatt_desktop.domain.state import change
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.rows import INSERT_JOURNAL, PUT, entry_row, now, record_row
from werkstatt_desktop.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = (300, 1_500), (10_000, 50_000)
GOAL_RAW, GOAL_SIZE = 1.5, 1.2
OPENINGS = 15


def card(n: int) -> Card:
    return Card(
        group_id="group1",
        category_id="obstacle",
        text=f"Zu wenig Zeit für Absprachen zwischen den Trägern {n}",
        x=200.0 * (n % 6),
        y=60_000.0 + n,
        written=20_000 + n,
    )


class Raw:
    """Plain system calls and sqlite3 with the same line and rows; what makes them is not measured."""

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection = connect(path, writable=True)
        self._seq = int(self._connection.execute("SELECT max(seq) FROM journal").fetchone()[0])
        self._file = os.open(path.with_suffix(".jsonl"), os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def turn(self, new: Card) -> Callable[[], None]:
        self._seq += 1
        edit = Edit("write_card", (change(None, new),))
        entry = entry_row(Entry(new_id(), self._seq, "a", self._seq - 1, None, now(), edit))
        record = record_row("cards", new)
        line = json.dumps({"row": entry, "after": new_id()}, ensure_ascii=False).encode() + b"\n"
        run = self._connection.execute
        put = PUT["cards"].partition(" ON CONFLICT")[0]
        insert = INSERT_JOURNAL.partition(" ON CONFLICT")[0]

        def commit() -> None:
            os.write(self._file, line)
            os.fdatasync(self._file)
            run("BEGIN IMMEDIATE")
            run(insert, entry)
            run(put, record)
            run("COMMIT")

        return commit

    def close(self) -> None:
        self._connection.close()
        os.close(self._file)


class Ours:
    """The store as a window has it, with a view that redraws what it is told of."""

    def __init__(self, path: Path) -> None:
        self._store: Store = files.open_store(path, device="a", keep=path.with_suffix(".keep"))
        self._woken = threading.Event()
        self._store.write_behind(self._woken.set)
        self.told = 0
        self.commits: list[float] = []
        self._store.subscribe(self._hear)

    def _hear(self, step: Step) -> None:
        self.told += len(step.appeared)

    def turn(self, new: Card) -> Callable[[], None]:
        edit = Edit("write_card", (change(None, new),))

        def commit() -> None:
            self.commits.append(measured(lambda: self._store.commit(edit)))
            while self._store.safety.waiting:
                self._woken.wait()
                self._woken.clear()
                self._store.hear()

        return commit

    def close(self) -> None:
        assert self._store.safety.recorder_trouble is None
        self._store.close()


def measured(act: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def compare(folder: Path, rounds: int) -> dict[str, list[float]]:
    for name, load in (("small", SMALL), ("large", LARGE)):
        make_load(folder / f"{name}.werkstatt", *load)
    shutil.copy(folder / "small.werkstatt", folder / "raw.werkstatt")
    rivals: dict[str, Raw | Ours] = {
        "raw": Raw(folder / "raw.werkstatt"),
        "300": Ours(folder / "small.werkstatt"),
        "10,000": Ours(folder / "large.werkstatt"),
    }
    taken: dict[str, list[float]] = {name: [] for name in rivals}
    for n in range(rounds):
        # Whose turn it is first changes, so that nobody always comes after the same one.
        names = list(rivals)[n % 3 :] + list(rivals)[: n % 3]
        for name in names:
            taken[name].append(measured(rivals[name].turn(card(n))))
    for name, rival in rivals.items():
        rival.close()
        if isinstance(rival, Ours):
            print(f"{name:>8}  commit returns after {statistics.median(rival.commits):.3f} ms")
    return taken


def opening(path: Path) -> float:
    taken = []
    for _ in range(OPENINGS):
        stores: list[Store] = []
        taken.append(measured(lambda stores=stores: stores.append(files.open_store(path, device="a"))))  # type: ignore[misc]
        stores[0].close()
    return statistics.median(taken)


def main() -> None:
    parent = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".bench"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        taken = compare(folder, rounds)
        for rival, times in taken.items():
            ordered = sorted(times)
            middle, late = statistics.median(times), ordered[int(len(ordered) * 0.95)]
            print(f"{rival:>8}  median {middle:.3f} ms  p95 {late:.3f} ms")
        pairs = [("300", "raw", GOAL_RAW), ("10,000", "raw", GOAL_RAW), ("10,000", "300", GOAL_SIZE)]
        for mine, other, goal in pairs:
            ratios = [a / b for a, b in zip(taken[mine], taken[other], strict=True)]
            of_medians = statistics.median(taken[mine]) / statistics.median(taken[other])
            verdict = "reached" if of_medians <= goal else "MISSED"
            print(
                f"{mine} / {other}: {of_medians:.2f} (median of the ratios of each turn"
                f" {statistics.median(ratios):.2f}), goal {goal}: {verdict}"
            )
        for label, size in (("small", SMALL), ("large", LARGE)):
            path = folder / f"{label}.werkstatt"
            cards, entries = size
            print(f"opening {cards:,} cards, {entries:,} entries: {opening(path):.1f} ms")
            print(f"checking it: {measured(lambda path=path: files.check(path)):.0f} ms")  # type: ignore[misc]


if __name__ == "__main__":
    main()
