"""Kills the real program again and again while cards are being written, and counts what is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.storage import files

ROOT = Path(__file__).resolve().parents[2]
_PER_FILE = 25
"""So many times one file is used, then a new one; a program that died is followed by the next on its file."""
_AIM_S = 0.3


@dataclass(slots=True)
class Tally:
    """What came of the kills. `inside`: the side journal was there, so a transaction was under way."""

    kills: int = 0
    inside: int = 0
    acknowledged: int = 0
    taken: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        share = 100 * self.inside / max(self.kills, 1)
        return (
            f"{self.kills} kills, {share:.0f} % inside a transaction, {self.acknowledged} cards acknowledged,"
            f" {len(self.lost)} lost, {self.taken} steps taken over from the recorder"
        )


class Nursery:
    """The process from which programs are forked; a context that ends it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._in.close()
        self._out.close()

    def bring_up(self, path: Path, home: Path, sound: str) -> int:
        """Start a program; gives its process id."""
        self._in.write(f"{path}\t{home}\t{sound}\n".encode())
        self._in.flush()
        return int(self.said())

    def said(self) -> str:
        line = self._out.readline()
        if not line:
            raise RuntimeError("the program ended by itself")
        return line.decode().rstrip("\n")

    def last_words(self) -> list[str]:
        """What a killed program had said before it died."""
        return list(iter(self.said, "gone"))

    @property
    def _in(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _out(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout


def kill_loop(folder: Path, kills: int, *, sound: str = "true", seed: int = 1) -> Tally:
    """Kill so many programs in a folder, which has to lie on a real disk.

    Those that say too early what is safe are killed at once when they say it, and no more after the first
    loss.
    """
    chance, tally = random.Random(seed), Tally()
    path, expected = Path(), set[str]()
    home = folder / "home"
    with Nursery() as nursery:
        for n in range(kills):
            if n % _PER_FILE == 0:
                path, expected = _new_file(folder / f"{n}.werkstatt"), set()
            pid = nursery.bring_up(path, home, sound)
            heard = [nursery.said() for _ in range(chance.randint(1, 12))]
            if sound != "early":
                _aim(path, chance)
            os.kill(pid, signal.SIGKILL)
            expected |= {*heard, *nursery.last_words()}
            tally.kills += 1
            tally.inside += journal_of(path).exists()
            _judge(path, home, expected, tally)
            if n % _PER_FILE == _PER_FILE - 1 or n == kills - 1:
                tally.acknowledged += len(expected)
            if sound == "early" and tally.lost:
                break
    return tally


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _new_file(path: Path) -> Path:
    from tests.workshops import workshop

    return workshop(path, count=3)


def _aim(path: Path, chance: random.Random) -> None:
    """Wait for the moment when the side journal is there, and then a little longer."""
    journal, until = journal_of(path), time.monotonic() + _AIM_S
    while not journal.exists() and time.monotonic() < until:
        pass
    time.sleep(chance.choice((0, 0, 0.0003, 0.001)))


def _judge(path: Path, home: Path, expected: set[str], tally: Tally) -> None:
    """Open the file as the program does, and compare."""
    store = files.open_store(path, device="judge", keep=home / "data" / "werkstatt")
    tally.taken += store.taken
    texts = [card.text for card in store.state.all(Card)]
    offered = store.offered
    store.close()
    found = files.check(path)
    tally.lost += sorted(expected - set(texts))
    tally.twice += [text for text in set(texts) if texts.count(text) > 1]
    if offered or found.tables or found.cards != len(texts):
        tally.unsound.append(path.name)
