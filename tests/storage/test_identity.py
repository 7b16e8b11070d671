"""Which workshop a file is, also when it can no longer say so."""

import os
from pathlib import Path

import pytest

from tests.examples import new_file
from werkstatt_desktop.storage import backups
from werkstatt_desktop.storage.identity import _CHUNK, documents_of
from werkstatt_desktop.storage.keep import recorder_folder
from werkstatt_desktop.storage.reading import read


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "keep"


@pytest.fixture
def doc_id(path: Path, keep: Path) -> str:
    """A workshop that was backed up here, and another one beside it."""
    other = new_file(path.with_name("other.werkstatt"))
    backups.make(other, keep, read(other).doc_id)
    found = read(path).doc_id
    backups.make(path, keep, found)
    return found


def test_sound_file(path: Path, keep: Path) -> None:
    """A sound file says which workshop it is, whatever is known here."""
    assert documents_of(keep, path) == [read(path).doc_id]
    recorder_folder(keep, "another", path).mkdir(parents=True)
    assert documents_of(keep, path) == [read(path).doc_id]


def test_damaged_file_that_was_moved(path: Path, keep: Path, doc_id: str) -> None:
    """A damaged file is recognised by what is left of it, wherever it lies."""
    content = path.read_bytes()
    elsewhere = path.with_name("anderswo.werkstatt")
    elsewhere.write_bytes(b"\0" * 4096 + content[4096:])
    assert documents_of(keep, elsewhere) == [doc_id]


def test_identity_across_two_pieces(path: Path, keep: Path, doc_id: str) -> None:
    """The identity is found wherever in the file it stands."""
    for place in range(_CHUNK - 34, _CHUNK + 3, 3):
        path.write_bytes(b"\0" * place + doc_id.encode() + b"\0" * 99)
        assert documents_of(keep, path) == [doc_id]


@pytest.mark.parametrize("left", ["nothing", "zeros", "missing"])
def test_nothing_is_left(path: Path, keep: Path, doc_id: str, left: str) -> None:
    """Of a file in which nothing is left, or that is gone, it is known what was open at its path."""
    if left == "missing":
        path.unlink()
    else:
        os.truncate(path, 0)
        os.truncate(path, 8192 if left == "zeros" else 0)
    assert documents_of(keep, path) == []
    recorder_folder(keep, doc_id, path).mkdir(parents=True)
    assert documents_of(keep, path) == [doc_id]


def test_what_is_no_file(tmp_path: Path, keep: Path) -> None:
    """A folder, a name that no file can have, nothing at all: none, and nothing is made."""
    for path in (tmp_path, tmp_path / "a\0b", tmp_path / "nowhere"):
        assert documents_of(keep, path) == []
    assert not keep.exists()
