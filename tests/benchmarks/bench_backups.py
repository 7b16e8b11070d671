"""How long a backup of a large workshop takes, and how long a card waits for its commit meanwhile.

Run `python tests/benchmarks/bench_backups.py [FOLDER [ROUNDS]]`; the folder must be on a real disk and is by
default one in the checkout. The workshop has 10,000 cards and 50,000 entries.

- `new`: a backup after a step was taken: copied, synced, compared row by row, hashed, renamed,
- `same`: the newest backup verified again, nothing having happened since,
- `commit`: a step beside a thread that does nothing else but make backups; the file's own time, no recorder,
- `alone`: the same step without that thread.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.load import make_load
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs.cards import reword_card
from werkstatt_desktop.storage import backups, files
from werkstatt_desktop.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]
CARDS, ENTRIES = 10_000, 50_000
GOAL_MS = 300
STEPS_A_ROUND = 20


def measured(do: Callable[..., object], *arguments: object) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    do(*arguments)
    return (time.perf_counter() - start) * 1000


def main(folder: Path, rounds: int) -> int:
    path, keep = folder / "load.werkstatt", folder / "keep"
    make_load(path, CARDS, ENTRIES)
    store = files.open_store(path, device="b")
    first = next(store.state.all(Card)).id
    took: dict[str, list[float]] = {"new": [], "same": [], "commit": [], "alone": []}
    for _ in range(rounds):
        took["alone"] += [measured(step, store, first) for _ in range(STEPS_A_ROUND)]
        took["new"].append(measured(backups.make, path, keep, store.doc_id))
        took["same"].append(measured(backups.make, path, keep, store.doc_id))
        took["commit"] += beside(store, path, keep, first)
        backups.thin(keep, store.doc_id)
    size = path.stat().st_size / 1e6
    store.close()
    print(f"{CARDS:,} cards, {ENTRIES:,} entries, {size:.1f} MB; {rounds} rounds; milliseconds")
    for name, values in took.items():
        print(f"{name:8} median {statistics.median(values):7.1f}   longest {max(values):7.1f}")
    return 0 if statistics.median(took["new"]) <= GOAL_MS else 1


def step(store: Store, card_id: str) -> None:
    store.commit(reword_card(store.state, card_id, f"Wortlaut {time.perf_counter()}"))


def beside(store: Store, path: Path, keep: Path, card_id: str) -> list[float]:
    """How long steps take while another thread makes backups one after the other."""
    done = threading.Event()

    def back_up() -> None:
        while not done.is_set():
            backups.make(path, keep, store.doc_id)

    thread = threading.Thread(target=back_up)
    thread.start()
    took = []
    for _ in range(STEPS_A_ROUND):
        time.sleep(0.02)
        took.append(measured(step, store, card_id))
    done.set()
    thread.join()
    return took


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    work = Path(tempfile.mkdtemp(prefix=".bench-", dir=place))
    try:
        sys.exit(main(work, int(sys.argv[2]) if len(sys.argv) > 2 else 15))
    finally:
        shutil.rmtree(work)
