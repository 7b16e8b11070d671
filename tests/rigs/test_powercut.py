"""The power goes at every call of the program to the disk: what it said to be safe is there afterwards.

The program works in a process of its own while the shim takes down what it writes; then the states that a
power cut may leave are laid out and opened, for disks that keep what the system promises and for a stick that
says it has written what it has not.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Recorded
from .disk import Rule
from .judges import BothJudge, DocumentJudge, EitherJudge, EraseJudge, KeepJudge
from .powercut import Judge, Tally, cut, is_whole
from .scenarios import RENAMED

HONEST = (Rule.STRICT, Rule.EXT4)
# Where syncing a folder fails, SQLite goes on without it (os_unix.c, "so ignore errors"); strictly taken a
# power cut at the same time then damages the file, whoever writes it.
RULES = {"flaky": (Rule.EXT4,)}
FILE = {
    "create": 60,
    "capture": 520,
    "photos": 160,
    "behind": 260,
    "flaky": 150,
    "amber": 60,
    "merge": 160,
    "copy": 60,
    "rename": 60,
    "erase": 110,
    "migrate": 60,
    "close": 160,
}
"""What is done, and how many states of the file alone are looked at, under each rule."""
BOTH = {
    "create": 20,
    "capture": 60,
    "photos": 60,
    "behind": 60,
    "flaky": 40,
    "amber": 60,
    "merge": 30,
    "rename": 20,
    "erase": 60,
    "migrate": 20,
    "close": 40,
}
"""The same of the file and what the device keeps."""
STICK = {"capture": 120, "photos": 60, "behind": 90, "flaky": 60, "amber": 60, "merge": 60, "close": 80}
"""The same of a file on a stick that lies."""
LONG, LONG_STICK = 10, 25
"""So many times as many states in the long run."""

Get = Callable[[str], Recorded]


def look_at_file(found: Recorded, rule: Rule, wanted: int) -> Tally:
    tally = cut(found.recording, {found.machine.desk: rule}, file_judge(found), wanted)
    print(f"{rule.value}: {tally}")
    return tally


def look_at_both(found: Recorded, rule: Rule, wanted: int) -> tuple[Tally, KeepJudge]:
    """What the device keeps is on a disk of its own, which does not lie."""
    keeper = KeepJudge(found.machine.path, found.machine.keep, found.order)
    judge: Judge = keeper
    if rule is not Rule.LYING:
        judge = EraseJudge(found.machine.root, BothJudge(file_judge(found), keeper))
    kept = Rule.STRICT if rule is Rule.LYING else rule
    tally = cut(found.recording, {found.machine.desk: rule, found.machine.keep: kept}, judge, wanted)
    print(f"{rule.value}, with what is kept: {tally}; {dict(keeper.ways)}")
    return tally, keeper


def file_judge(found: Recorded) -> Judge:
    """Looks at the file, whichever name it has."""
    path = found.machine.path
    renamed = path.with_name(RENAMED)
    paths = [path, renamed] if str(renamed) in {call.other for call in found.recording.calls} else [path]
    return EitherJudge(*(DocumentJudge(path, found.order) for path in paths))


def power_cuts(found: Recorded, what: str, times: int) -> None:
    assert is_whole(found.recording)
    for rule in RULES.get(what, HONEST):
        tally = look_at_file(found, rule, FILE[what] * times)
        assert not tally.faults, tally
        assert tally.states >= FILE[what] * times
        if what in BOTH:
            tally, _ = look_at_both(found, rule, BOTH[what] * times)
            assert not tally.faults, tally
            assert tally.states >= BOTH[what] * times


def lies(found: Recorded, what: str, times: int) -> None:
    tally, judge = look_at_both(found, Rule.LYING, STICK[what] * times)
    assert not tally.faults, tally
    assert tally.states >= STICK[what] * times
    # The file itself did suffer, else the stick has told the truth.
    assert judge.ways["taken over"] + judge.ways["recorder"] + judge.ways["backup"] > tally.states / 10


@pytest.mark.parametrize("what", FILE)
def test_power_cut(recorded: Get, what: str) -> None:
    """The file opens, is sound, has all that was said to be safe in it, and no half of anything."""
    power_cuts(recorded(what), what, 1)


@pytest.mark.parametrize("what", STICK)
def test_stick_that_lies(recorded: Get, what: str) -> None:
    """Whatever a stick loses, the recorder and the backup it names make whole again."""
    lies(recorded(what), what, 1)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("what", FILE)
def test_many_power_cuts(recorded: Get, what: str) -> None:
    """The same at every call, in many ways."""
    power_cuts(recorded(what), what, LONG)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("what", STICK)
def test_many_lies(recorded: Get, what: str) -> None:
    """The same at every call, in many ways."""
    lies(recorded(what), what, LONG_STICK)


def test_number_of_states() -> None:
    """3,000 different states of the file in each run, 30,000 in the long one, and there 10,000 of a stick."""
    states = sum(count * len(RULES.get(what, HONEST)) for what, count in FILE.items())
    assert states >= 3_000
    assert states * LONG >= 30_000
    assert sum(STICK.values()) * LONG_STICK >= 10_000
