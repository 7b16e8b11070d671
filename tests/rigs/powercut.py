"""Pulls the plug at every call of a recording and looks at what is left, in a number of ways each time."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from time import perf_counter
from typing import Protocol

from .disk import Disk, How, Rule
from .recording import Call, Kind, Recording
from .scenarios import RESET

SHARED_MEMORY = "-shm"
"""Ends the name of a file that SQLite keeps in memory only and makes anew after a crash."""
_HOWS = (How.FIRST, How.SECTORS, How.SECTORS)
_LEAST_NEW = 0.02
"""Where fewer of the states tried are new, there are hardly any left."""


class Judge(Protocol):
    """Looks at the files in the folder of the recording; `marks` is what the driver was told by then.

    Says what is wrong in one word, or nothing. It may change the files.
    """

    def __call__(self, marks: Sequence[str]) -> str: ...


@dataclass(slots=True)
class Tally:
    """How many states were looked at that differ in files or promises, and what was wrong with how many."""

    states: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    """For each fault the first place where it was found."""
    seconds: float = 0.0

    def __str__(self) -> str:
        wrong = ", ".join(f"{count} {word} ({self.examples[word]})" for word, count in self.faults.items())
        return f"{self.states} states in {self.seconds:.1f} s: {wrong or 'nothing wrong'}"


class Machine:
    """Disks, each under a folder of its own; what is written elsewhere is let be."""

    def __init__(self, recording: Recording, rules: Mapping[Path, Rule]) -> None:
        self._disks: dict[str, Disk] = {}
        self._owners: dict[int, Disk | None] = {}
        for folder, rule in rules.items():
            before = {
                path: known
                for path, known in recording.before.items()
                if PurePosixPath(path).is_relative_to(folder)
            }
            new = self._disks[str(folder)] = Disk(PurePosixPath(folder), before, rule)
            self._owners |= {known.inode: new for known in before.values() if known is not None}

    @property
    def unsure(self) -> int:
        """How many changes may be lost."""
        return sum(len(disk.pending) for disk in self._disks.values())

    def take(self, call: Call) -> bool:
        """What a call does; returns whether it concerns one of the disks, or is a mark."""
        if call.kind is Kind.MARK:
            if call.path == RESET:
                for every in self._disks.values():
                    every.sync()
            return True
        if call.path:
            disk = next((d for p, d in self._disks.items() if f"{call.path}/".startswith(f"{p}/")), None)
            if call.kind is Kind.CREATE:
                self._owners[call.inode] = disk
        else:
            disk = self._owners.get(call.inode)
        if disk is not None:
            disk.take(call)
        return disk is not None

    def survivors(self, how: How, chance: random.Random) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for disk in self._disks.values():
            found |= disk.survivors(how, chance)
        return {path: content for path, content in found.items() if not path.endswith(SHARED_MEMORY)}


def is_whole(recording: Recording) -> bool:
    """Whether the recording has every call: carried out, all of them give what the program left."""
    machine = Machine(recording, {recording.root: Rule.STRICT})
    for call in recording.calls:
        machine.take(call)
    left = {path: c for path, c in recording.after.items() if not path.endswith(SHARED_MEMORY)}
    return machine.survivors(How.ALL, random.Random(0)) == left


def cut(
    recording: Recording, rules: Mapping[Path, Rule], judge: Judge, wanted: int, *, seed: int = 7
) -> Tally:
    """Look at so many different states, spread evenly over the calls after the reset mark.

    There are fewer where all that can be told apart were looked at.
    """
    return _Cut(recording, rules, judge, seed).look(wanted)


class _Cut:
    """Walks through a recording again and again, each time with another choice of what survives."""

    def __init__(self, recording: Recording, rules: Mapping[Path, Rule], judge: Judge, seed: int) -> None:
        self._recording, self._rules, self._judge = recording, rules, judge
        self._chance = random.Random(seed)
        self._seen: set[bytes] = set()
        self._tally = Tally()

    def look(self, wanted: int) -> Tally:
        began = perf_counter()
        points = self._points()
        plan = [(point, how) for point in points for how in (How.NOTHING, How.ALL)]
        unsure = [point for point, count in points.items() if count]
        if len(plan) > wanted:
            plan = self._chance.sample(plan, wanted // 2)
        while True:
            before = self._tally.states
            self._walk(plan)
            new = self._tally.states - before
            missing = wanted - self._tally.states
            # Where next to nothing of what was tried is new, there is nothing left.
            if missing <= 0 or not unsure or (new < len(plan) * _LEAST_NEW and plan[0][1] in _HOWS):
                break
            tries = range(max(missing, 50))
            plan = [(self._chance.choice(unsure), self._chance.choice(_HOWS)) for _ in tries]
        self._tally.seconds = perf_counter() - began
        return self._tally

    def _points(self) -> dict[int, int]:
        """The calls after the reset mark, and how many changes may be lost after each."""
        machine = Machine(self._recording, self._rules)
        points: dict[int, int] = {}
        for n, call in enumerate(self._recording.calls):
            concerned = machine.take(call)
            if call.kind is Kind.MARK and call.path == RESET:
                points.clear()
            if concerned:
                points[n] = machine.unsure
        return points

    def _walk(self, plan: Sequence[tuple[int, How]]) -> None:
        machine = Machine(self._recording, self._rules)
        marks: list[str] = []
        ways: dict[int, list[How]] = {}
        for point, how in plan:
            ways.setdefault(point, []).append(how)
        for n, call in enumerate(self._recording.calls):
            machine.take(call)
            if call.kind is Kind.MARK:
                marks.append(call.path)
            for how in ways.get(n, ()):
                self._look_at(machine.survivors(how, self._chance), marks, f"call {n}, {how.value}")

    def _look_at(self, survivors: Mapping[str, bytes], marks: Sequence[str], where: str) -> None:
        digest = hashlib.sha1(str(len(marks)).encode())
        for path in sorted(survivors):
            digest.update(path.encode() + b"\0" + survivors[path])
        if digest.digest() in self._seen:
            return
        self._seen.add(digest.digest())
        lay_out(self._recording.root, survivors)
        fault = self._judge(marks)
        self._tally.states += 1
        if fault:
            self._tally.faults[fault] += 1
            self._tally.examples.setdefault(fault, where)


def lay_out(root: Path, files: Mapping[str, bytes]) -> None:
    """Make the files below a folder just these."""
    folders = set()
    for path in root.rglob("*"):
        if path.is_file() and str(path) not in files:
            path.unlink()
    for name, content in files.items():
        path = Path(name)
        if path.parent not in folders:
            folders.add(path.parent)
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
