"""A disk that refuses at any call, once or for ever, or writes half: nothing is called safe that is not.

The shim counts the calls that change something, in the folder of the file and in what the device keeps, and
lets the k-th one fail, for every k there is. `failing.py` and `failing_deeds.py` say what is looked at.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from errno import EIO, ENOSPC
from pathlib import Path
from typing import Any

import pytest

from .recording import drive

Kind = tuple[int, bool, bool, str]
Outcome = tuple[dict[str, Any], dict[str, Any]]
EVERYWHERE, DESK, KEEP = "", "desk", "keep"
# The error, whether it stays, whether the first of these calls writes half, and where.
ONCE = [
    (ENOSPC, False, False, EVERYWHERE),
    (EIO, False, False, EVERYWHERE),
    (ENOSPC, False, True, EVERYWHERE),
]
FOR_EVER = [
    (error, True, half, where)
    for error, half in ((ENOSPC, False), (EIO, False), (ENOSPC, True))
    for where in (EVERYWHERE, DESK, KEEP)
]
ANYWHERE = [kind for kind in ONCE + FOR_EVER if kind[-1] == EVERYWHERE]
STEP, DEEDS_STEP = 37, 61
"""In each run every so many calls one fails; another one for each kind of failure."""


def broken_at(shim: Path, folder: Path, program: str, kinds: Sequence[Kind], step: int) -> list[Outcome]:
    """What became of it when every so many calls one failed: what failed, and how it went on."""
    asked = [[*kind, 1 + n * 5 % step, step] for n, kind in enumerate(kinds)]

    def run(n: int) -> str:
        (folder / str(n)).mkdir()
        return drive(shim, folder / str(n), folder / str(n), program=program, given=json.dumps(asked[n::2]))

    with ThreadPoolExecutor() as pool:
        said = "".join(pool.map(run, range(2)))
    return [json.loads(line) for line in said.splitlines()]


def look(found: list[Outcome], failed: int) -> None:
    """There were so many failures, and nothing was wrong after them."""
    faults = Counter(fault for _, outcome in found for fault in outcome["faults"])
    print(f"{len(found)} failures, {dict(faults)}")
    assert not faults, [broken for broken, outcome in found if outcome["faults"]]
    assert len(found) >= failed


def work(shim: Path, folder: Path, step: int, failed: int) -> None:
    found = broken_at(shim, folder, "failing", ONCE + FOR_EVER, step)
    look(found, failed)
    told, refused = (sum(outcome[what] for _, outcome in found) for what in ("told", "refused"))
    print(f"{told} times safe, {refused} times refused")
    # Something was safe while the disk failed, and something was refused; else nothing is proven.
    assert told > len(found)
    assert refused > 0


def deeds(shim: Path, folder: Path, step: int, failed: int) -> None:
    found = broken_at(shim, folder, "failing_deeds", ANYWHERE, step)
    look(found, failed)
    assert {outcome["done"] for _, outcome in found} == {True, False}


def test_disk_that_fails(shim: Path, memory: Path) -> None:
    """What is told to be safe is there, the file stays sound, work goes on, nothing is there twice."""
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        work(shim, Path(folder), STEP, 70)


def test_deeds_that_fail(shim: Path, memory: Path) -> None:
    """What makes, copies, renames, backs up, migrates or erases does all of it, or nothing and says so."""
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        deeds(shim, Path(folder), DEEDS_STEP, 70)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_disk_that_fails_at_every_call(shim: Path, memory: Path) -> None:
    """The same with every single call."""
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        work(shim, Path(folder), 1, 2_000)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_deeds_that_fail_at_every_call(shim: Path, memory: Path) -> None:
    """The same with every single call."""
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        deeds(shim, Path(folder), 1, 4_000)
