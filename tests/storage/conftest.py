"""Files and stores that are closed again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.examples import open_file, ready_file
from werkstatt_desktop.storage.store import Store


class Open(Protocol):
    def __call__(self, path: Path, device: str = "a") -> Store: ...


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder on the disk that programs have for such things, not in memory as for the other tests."""
    with tempfile.TemporaryDirectory(prefix="werkstatt-", ignore_cleanup_errors=True) as name:
        yield Path(name).resolve()


@pytest.fixture
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory, where there is one: for tests that ask what is written, not how safely."""
    shared = Path("/dev/shm")
    parent = shared if shared.is_dir() else tmp_path_factory.mktemp("memory")
    with tempfile.TemporaryDirectory(prefix="werkstatt-", dir=parent) as name:
        yield Path(name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop file with the records of `workshop_records`."""
    return ready_file(tmp_path / "Essen.werkstatt")


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens workshop files; they are closed at the end of the test."""
    stores: list[Store] = []

    def open_one(path: Path, device: str = "a") -> Store:
        stores.append(open_file(path, device))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(path: Path, opened: Open) -> Store:
    return opened(path)
