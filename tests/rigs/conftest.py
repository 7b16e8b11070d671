"""The shim, machines with a desk and a disk of their own, and what was recorded on them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .recording import Recording, build, record

MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder with the desk, where the workshop lies, and what the device keeps."""

    root: Path

    @property
    def desk(self) -> Path:
        return self.root / "desk"

    @property
    def keep(self) -> Path:
        return self.root / "keep"

    @property
    def path(self) -> Path:
        return self.desk / "Essen.werkstatt"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was done on a machine; `order`: the ids of the entries."""

    machine: Machine
    recording: Recording
    order: list[str]


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim as a library; a test that needs it is skipped where it cannot be built."""
    library = build(tmp_path_factory.mktemp("shim"))
    if library is None:
        pytest.skip("needs Linux and a C compiler (cc, gcc or clang) to stand between program and system")
    return library


@pytest.fixture(scope="session")
def memory() -> Iterator[Path]:
    """A folder in memory where there is room: power cuts are made up, so nothing needs a real disk."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="werkstatt-", dir=place)).resolve()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def recorded(shim: Path, memory: Path) -> Callable[..., Recorded]:
    """Records a scenario, done in a wrong way or the right one; each once for all tests."""
    known: dict[tuple[str, str], Recorded] = {}

    def get(what: str, wrong: str = "") -> Recorded:
        if (what, wrong) not in known:
            machine = Machine(Path(tempfile.mkdtemp(dir=memory)) / "machine")
            machine.desk.mkdir(parents=True)
            machine.keep.mkdir()
            recording = record(shim, machine.root, what, machine.root, wrong=wrong)
            known[what, wrong] = Recorded(machine, recording, json.loads(recording.said))
        return known[what, wrong]

    return get
