"""A program that is killed has lost nothing of what it showed as safe."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kill.loop import ROOT, Tally, kill_loop

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="programs are forked here")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a real disk: memory keeps what a disk would have to be asked to keep."""
    if _file_system(tmp_path) not in {"tmpfs", "ramfs"}:
        yield tmp_path
        return
    (ROOT / ".bench").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=ROOT / ".bench"))
    yield folder
    shutil.rmtree(folder)


def _file_system(path: Path) -> str:
    """The kind of file system a path lies on, as far as the system tells."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    found = [line.split()[1:3] for line in mounts.read_text(encoding="utf-8").splitlines()]
    holding = [(place, kind) for place, kind in found if path.is_relative_to(place)]
    return max(holding, key=lambda entry: len(entry[0]), default=("", ""))[1]


def assert_nothing_lost(tally: Tally) -> None:
    print(tally)
    assert tally.inside >= 0.3 * tally.kills, f"void: {tally}"
    assert tally.acknowledged > tally.kills
    assert (tally.lost, tally.twice, tally.unsound) == ([], [], [])


@pytest.mark.timeout(300)
def test_killed_fifty_times(disk: Path) -> None:
    """After each kill the file opens without a question, is sound, and has every card that showed its ✓."""
    assert_nothing_lost(kill_loop(disk, 50))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_killed_a_thousand_times(disk: Path) -> None:
    """The same, a thousand times: less than 0.3 % of crashes lose anything, with 95 % confidence."""
    assert_nothing_lost(kill_loop(disk, 1000, seed=2))


def test_tick_that_comes_too_early(disk: Path) -> None:
    """The loop finds a ✓ that is shown before the step is safe; otherwise it would prove nothing."""
    assert kill_loop(disk, 40, sound="early").lost
