"""A disk that refuses at any call, once or for ever, or writes half: nothing is called safe that is not.

The shim counts the calls that change something, in the folder of the file and in what the device keeps, and
lets the k-th one fail, for every k there is. `failing.py` says what is looked at each time.
"""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from errno import EIO, ENOSPC
from pathlib import Path

import pytest

from .recording import drive

EVERYWHERE, DESK, KEEP = "", "desk", "keep"
# The error, whether it stays, whether the first of these calls writes half, and where.
ONCE = [(ENOSPC, False, False, EVERYWHERE), (EIO, False, False, EVERYWHERE), (ENOSPC, False, True, EVERYWHERE)]
FOR_EVER = [
    (error, True, half, where)
    for error, half in ((ENOSPC, False), (EIO, False), (ENOSPC, True))
    for where in (EVERYWHERE, DESK, KEEP)
]
STEP = 17
"""In each run every so many calls one fails; another one for each kind of failure."""


def broken_at(shim: Path, folder: Path, step: int) -> Counter[str]:
    """Let calls fail and work on; how many failed, how often something was safe or refused, and all faults."""
    kinds = [[*kind, 1 + n % step, step] for n, kind in enumerate(ONCE + FOR_EVER)]
    with ThreadPoolExecutor() as pool:
        done = pool.map(lambda n: _run(shim, folder / str(n), kinds[n::2]), range(2))
    found: Counter[str] = Counter()
    for line in "".join(done).splitlines():
        broken, outcome = json.loads(line)
        found["failed"] += 1
        found["told"] += outcome["told"]
        found["refused"] += outcome["refused"]
        found += Counter(f"{fault}: {broken}" for fault in outcome["faults"])
    print(dict(found))
    return found


def _run(shim: Path, folder: Path, kinds: list[list[object]]) -> str:
    folder.mkdir()
    return drive(shim, folder, folder, program="failing", given=json.dumps(kinds))


def look(found: Counter[str], failed: int) -> None:
    assert found["failed"] >= failed
    # Something was safe while the disk failed, and something was refused; else nothing is proven.
    assert found["told"] > found["failed"]
    assert found["refused"] > 0
    assert set(found) == {"failed", "told", "refused"}


def test_disk_that_fails(shim: Path, tmp_path: Path) -> None:
    """What is told to be safe is there, the file stays sound, work goes on, nothing is there twice."""
    look(broken_at(shim, tmp_path, STEP), 100)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_disk_that_fails_at_every_call(shim: Path, tmp_path: Path) -> None:
    """The same with every single call."""
    look(broken_at(shim, tmp_path, 1), 2_000)
