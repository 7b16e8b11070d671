"""A copy of a sound file has what only the recorder had, and nothing twice."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file, open_file
from tests.storage.kept import back_up, older_copy, only_recorded, write, written
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage import files, recorder
from werkstatt_desktop.storage.keep import recorder_folder
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.recovering import Recovered, copy_with_recorded
from werkstatt_desktop.storage.rows import crc


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "keep"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "neu.werkstatt"


@pytest.fixture(autouse=True)
def _out(target: Path) -> None:
    target.parent.mkdir()


def test_file_that_has_all(path: Path, keep: Path, target: Path) -> None:
    """Where the recorder has nothing more the copy is what the file is; the file is only read."""
    before = path.read_bytes()
    assert copy_with_recorded(path, keep, target) == Recovered(0, 0)
    assert read(target, journal=True) == read(path, journal=True)
    assert path.read_bytes() == before
    assert [p.name for p in target.parent.iterdir()] == [target.name]


def test_what_only_the_recorder_has(path: Path, keep: Path, target: Path) -> None:
    """Steps that the file lacks are in the copy; done again nothing changes."""
    before = path.read_bytes()
    only_recorded(path, keep, "eins", "zwei")
    assert copy_with_recorded(path, keep, target) == Recovered(2, 0)
    assert written(target) == {"eins", "zwei"}
    assert path.read_bytes() == before
    assert read(target).doc_id == read(path).doc_id
    target.replace(path)
    assert copy_with_recorded(path, keep, target) == Recovered(0, 0)


def test_file_with_steps_of_its_own(path: Path, keep: Path, target: Path) -> None:
    """Steps of both are in the copy, also where the file went on without those of the recorder."""
    only_recorded(path, keep, "hier")
    with closing(open_file(path, "b")) as store:
        write(store, "dort")
    assert copy_with_recorded(path, keep, target) == Recovered(1, 0)
    assert written(target) == {"hier", "dort"}


def test_file_that_was_set_back(path: Path, keep: Path, target: Path) -> None:
    """A file that a sync program set back gets what is in the backup, and what came after it."""
    older = older_copy(path)
    with closing(files.open_store(path, device="a", keep=keep)) as store:
        write(store, "gesichert")
        back_up(store, keep)
        folder = recorder_folder(keep, store.doc_id, path)
        base = recorder.read(folder)
        assert base is not None
        write(store, "danach")
    older.replace(path)
    assert copy_with_recorded(path, keep, target) == Recovered(2, 0)
    assert written(target) == {"gesichert", "danach"}


def test_file_that_was_moved(path: Path, keep: Path, target: Path, tmp_path: Path) -> None:
    """What was recorded where the file lay before is in the copy; what belongs to another file is not."""
    only_recorded(path, keep, "alt", at=tmp_path / "früher.werkstatt")
    assert copy_with_recorded(path, keep, target) == Recovered(1, 0)
    target.unlink()
    (tmp_path / "früher.werkstatt").touch()
    assert copy_with_recorded(path, keep, target) == Recovered(0, 0)


def test_steps_that_do_not_fit(path: Path, keep: Path, target: Path) -> None:
    """Steps that need something which nobody has are left out, and the copy is sound."""
    ids = only_recorded(path, keep, "eins", "zwei")
    folder = recorder_folder(keep, read(path).doc_id, path)
    found = recorder.read(folder)
    assert found is not None
    orphan = found.lines[1].row
    changes = orphan[7].replace('"own"', '"nowhere"')
    assert changes != orphan[7]
    made = recorder.Recorder(folder, found.doc_id, path)
    made.clear(None)
    row = (*orphan[:7], changes)
    made.append([recorder.Line((*row, crc(row)), ids[0])])
    made.close()
    assert copy_with_recorded(path, keep, target) == Recovered(0, 1)
    assert files.check(target) == files.check(path)


@pytest.mark.parametrize(
    ("content", "key"), [(b"", "empty_file"), (b"text" * 99, "not_a_workshop"), (None, "missing")]
)
def test_bad_file(path: Path, keep: Path, target: Path, content: bytes | None, key: str) -> None:
    """What is no sound file makes no copy."""
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(FileProblem) as problem:
        copy_with_recorded(path, keep, target)
    assert problem.value.key == key
    assert list(target.parent.iterdir()) == []


def test_name_that_is_taken(path: Path, keep: Path, target: Path) -> None:
    """Nothing is overwritten."""
    new_file(target)
    before = target.read_bytes()
    with pytest.raises(FileProblem) as problem:
        copy_with_recorded(path, keep, target)
    assert problem.value.key == "exists"
    assert target.read_bytes() == before
    assert [p.name for p in target.parent.iterdir()] == [target.name]
