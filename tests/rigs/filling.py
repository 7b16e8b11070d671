"""Writes cards until the disk is full, goes on, and makes room again: `filling.py FOLDER KEEP LIMIT`.

LIMIT "disk": the folder is the root of a small disk, which a file fills up in part. LIMIT "file": the system
lets no file grow beyond a size. The threads of the store write, as in the program. What was seen is printed
as JSON, with times in seconds.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.examples import new_file
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files

CARDS = 1_000
BALLAST = 1_200_000
PATIENCE_S = 20.0


def main() -> None:
    folder, keep, limit = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    path = new_file(folder / "Essen.werkstatt")
    ballast = folder / "ballast"
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    store = files.open_store(path, device="a", keep=keep)
    found: dict[str, Any] = {"accepted": 0, "refused": 0, "slowest": 0.0, "trouble": None, "told_after": 0.0}

    def wake() -> None:
        safety = store.safety
        if safety.trouble is not None and found["trouble"] is None:
            found["trouble"], found["told_after"] = safety.trouble.key, safety.seconds

    def commit(edit: Edit) -> bool:
        began = time.monotonic()
        try:
            store.commit(edit)
        except Refused:
            found["refused"] += 1
            return False
        found["slowest"] = max(found["slowest"], time.monotonic() - began)
        return True

    def wait(there: Callable[[], bool]) -> float:
        began = time.monotonic()
        while not there() and time.monotonic() - began < PATIENCE_S:
            time.sleep(0.002)
        return time.monotonic() - began

    def write(n: int) -> bool:
        text = f"Karte {n} " + "x" * 300
        return commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=[text]))

    if limit == "disk":
        ballast.write_bytes(bytes(BALLAST))
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 500_000, hard))
    store.write_behind(wake)
    for n in range(CARDS):
        if not write(n):
            break
        found["accepted"] += 1
        # ✓, or word that it cannot be given.
        wait(lambda: store.safety.recorded or not store.safety.waiting or store.safety.trouble is not None)
    found["waited"] = store.safety.waiting
    found["deleted"] = commit(cards.delete_cards(store.state, [c.id for c in store.state.all(Card)][:1]))
    if limit == "disk":
        ballast.unlink()
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    found["caught_up_after"] = wait(lambda: not store.safety.waiting)
    found["again"] = write(CARDS)
    store.flush()
    found["waiting"], found["cards"] = store.safety.waiting, store.state.count(Card)
    found["recorder"] = store.safety.recorder_trouble is None
    store.close()
    finding = files.check(path)
    found["in_file"], found["sound"] = finding.cards, finding.tables == ()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
