"""Two processes on one file, which is also copied and replaced meanwhile: no update is lost."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file
from tests.storage.kept import wait_for, written
from tests.storage.process import Process
from werkstatt_desktop.storage import files


@pytest.fixture(scope="module")
def processes() -> Iterator[tuple[Process, Process]]:
    with Process() as one, Process() as two:
        yield one, two


class Schedule:
    """One random order in which two processes and somebody with a file manager do things to a file."""

    def __init__(self, chance: random.Random, folder: Path, processes: tuple[Process, Process]) -> None:
        self._chance = chance
        folder.mkdir()
        self._folder = folder
        self._path = new_file(folder / "w.werkstatt")
        self._processes = processes
        # Two laptops, or two programs on one.
        self._one_device = chance.random() < 0.4
        self._open = [False, False]
        self._aside: Path | None = None
        self._count = 0
        self.expected: set[str] = set()

    def run(self) -> None:
        self._open_one(0)
        for _ in range(self._chance.randint(10, 25)):
            self._chance.choice([
                self._open_or_close,
                self._write,
                self._write,
                self._write,
                self._write_both,
                self._write_both,
                self._rest,
                self._replace,
                self._copy_aside,
                self._put_back,
            ])()  # fmt: skip
        for _ in range(2):
            for n in (0, 1):
                self._close(n)
                self._open_one(n)
            for n in (0, 1):
                self._close(n)
        found = written(self._path)
        assert self.expected <= found, sorted(self.expected - found)
        assert len(found) == len(self.expected)

    def _open_or_close(self) -> None:
        n = self._chance.randrange(2)
        if not self._open[n]:
            self._open_one(n)
        elif self._chance.random() < 0.3:
            self._processes[n].ask("leave")
            self._open[n] = False
        else:
            self._close(n)

    def _open_one(self, n: int) -> None:
        who = 0 if self._one_device else n
        keep, device = self._folder / f"keep{who}", "ab"[who]
        behind = self._chance.random() < 0.5
        assert self._processes[n].ask("open", str(self._path), str(keep), device, behind) == ""
        self._open[n] = True

    def _close(self, n: int) -> None:
        if self._open[n]:
            assert self._processes[n].ask("close") == ""
            self._open[n] = False

    def _write(self) -> None:
        self._write_in([n for n in (0, 1) if self._open[n]][:1] or [])

    def _write_both(self) -> None:
        """Both at the same time, several cards each."""
        self._write_in([n for n in (0, 1) if self._open[n]])

    def _write_in(self, who: list[int]) -> None:
        told: list[tuple[int, str]] = []
        for _ in range(self._chance.randint(1, 4)):
            for n in who:
                self._count += 1
                told.append((n, f"Karte {self._count}"))
                self._processes[n].tell("write", told[-1][1])
        for n, text in told:
            if self._processes[n].answer():
                self.expected.add(text)

    def _rest(self) -> None:
        for n in (0, 1):
            if self._open[n]:
                self._processes[n].ask("rest", 0.03)

    def _replace(self) -> None:
        """A copy of the file takes its place, as a program does that saves by renaming."""
        self._copy(self._folder / "new").replace(self._path)

    def _copy_aside(self) -> None:
        self._aside = self._copy(self._folder / "aside")

    def _put_back(self) -> None:
        """An older copy takes the place of the file."""
        if self._aside is not None:
            self._aside.replace(self._path)
            self._aside = None

    def _copy(self, target: Path) -> Path:
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(self._path, timeout=10)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        return target


def run(processes: tuple[Process, Process], folder: Path, seeds: range) -> None:
    count = 0
    for seed in seeds:
        schedule = Schedule(random.Random(seed), folder / f"{seed}", processes)
        schedule.run()
        count += len(schedule.expected)
        shutil.rmtree(folder / f"{seed}")
    assert count > 10 * len(seeds)


def test_schedules(processes: tuple[Process, Process], memory: Path) -> None:
    """Whatever two processes do to one file, and whatever takes its place, all cards are there in the end."""
    run(processes, memory, range(25))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_five_hundred_schedules(processes: tuple[Process, Process], memory: Path) -> None:
    """The same five hundred times."""
    run(processes, memory, range(1000, 1500))


def test_both_write_at_full_speed(processes: tuple[Process, Process], memory: Path) -> None:
    """Two hundred cards from each side at the same time: all are there, and both sides see the same."""
    path = new_file(memory / "w.werkstatt")
    for n, process in enumerate(processes):
        assert process.ask("open", str(path), str(memory / f"keep{n}"), "ab"[n], True) == ""
    for n in range(100):
        for who, process in enumerate(processes):
            process.tell("write", f"{who} {n}")
    for process in processes:
        assert all(process.answer() for _ in range(100))
    for process in processes:
        assert process.ask("settle") == ""

    def agree() -> bool:
        for process in processes:
            process.ask("rest", 0.05)
        one, two = (process.ask("texts") for process in processes)
        return bool(one == two)

    wait_for(agree)
    for process in processes:
        assert process.ask("close") == ""
    assert written(path) == {f"{who} {n}" for who in (0, 1) for n in range(100)}
    assert files.check(path).entries == 201
