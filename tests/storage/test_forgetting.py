"""Erasing in a closed workshop reaches all that is kept of it; a destroyed one is gone."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file
from tests.plain import run_plain
from tests.storage.kept import back_up, only_recorded, write
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards, erasing
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.erasing import is_done
from werkstatt_desktop.storage.forgetting import destroy, erase
from werkstatt_desktop.storage.keep import kept_documents
from werkstatt_desktop.storage.lock import Lock, mark_of
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.store import Store

SECRET = b"Geheime Sache"


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "keep"


@pytest.fixture
def lived(path: Path, keep: Path) -> Path:
    """A workshop with a secret card in file, journal, backups, recorder and drafts."""
    with closing(files.open_store(path, device="a", keep=keep)) as store:
        id = write(store, SECRET.decode())
        back_up(store, keep)
        store.commit(cards.reword_card(store.state, id, f"{SECRET.decode()}, anders"))
        store.keep_drafts({f"card/{id}": SECRET.decode()})
        assert store.flush()
    return path


def secret_card(store: Store) -> Edit:
    ids = [card.id for card in store.state.all(Card) if SECRET.decode() in card.text]
    return erasing.erase_cards(store.state, ids)


def nothing(_: Store) -> Edit:
    return Edit("erase_cards", ())


def hits(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and SECRET in file.read_bytes()]


def test_erased_everywhere(lived: Path, keep: Path, tmp_path: Path) -> None:
    """A card leaves the file and all that is kept; the rest is as it was, without a mark beside it."""
    assert len(hits(tmp_path)) >= 4
    assert erase(lived, keep, "a", secret_card) == 4
    assert hits(tmp_path) == []
    assert files.check(lived).tables == ()
    assert read(lived).state.count(Card) == 4
    found = read(lived)
    assert is_done(keep, found.doc_id, lived, list(found.state.tables["erased"]))
    assert not mark_of(lived).exists()
    assert erase(lived, keep, "a", secret_card) == 0


def test_erasing_that_was_cut_off(lived: Path, keep: Path, tmp_path: Path) -> None:
    """What a crash left of an erasing is brought to its end by the next one, whatever that one erases."""
    with closing(files.open_store(lived, device="a", keep=keep)) as store:
        store.commit(secret_card(store))
    assert hits(tmp_path)
    assert erase(lived, keep, "a", nothing) == 0
    assert hits(tmp_path) == []


def test_nothing_to_erase(path: Path, keep: Path) -> None:
    """Where nothing is named and nothing is left to do the file stays as it is."""
    before = path.read_bytes()
    assert erase(path, keep, "a", nothing) == 0
    assert path.read_bytes() == before


def test_what_was_only_recorded(path: Path, keep: Path, tmp_path: Path) -> None:
    """What only the recorder has is taken over first, so that it can be erased."""
    only_recorded(path, keep, SECRET.decode())
    assert erase(path, keep, "a", secret_card) == 4
    assert hits(tmp_path) == []


@pytest.mark.parametrize("what", [lambda p, k: erase(p, k, "a", secret_card), lambda p, k: destroy(p, k, [])])
def test_workshop_that_is_open(lived: Path, keep: Path, what: Callable[[Path, Path], object]) -> None:
    """What a window has open is left alone."""
    before = lived.read_bytes()
    lock = Lock.take(lived)
    with pytest.raises(FileProblem) as problem:
        what(lived, keep)
    assert problem.value.key == "open_elsewhere"
    assert lived.read_bytes() == before
    lock.release()


def test_file_held_by_another_program(lived: Path, keep: Path, tmp_path: Path) -> None:
    """Where the file cannot be written that is said; tried again it works."""
    with closing(sqlite3.connect(lived, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileProblem) as problem:
            erase(lived, keep, "a", secret_card)
        assert problem.value.key == "file_busy"
        assert not mark_of(lived).exists()
    erase(lived, keep, "a", secret_card)
    assert hits(tmp_path) == []


READ_ONLY = """
import sys
from pathlib import Path
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage.forgetting import erase
try:
    erase(Path(sys.argv[1]), Path(sys.argv[2]), "a", lambda store: Edit("x", ()))
except FileProblem as problem:
    print(problem.key, problem.exit_code)
"""


def test_file_that_may_only_be_read(path: Path, keep: Path) -> None:
    """A file that may not be written cannot be erased in."""
    path.chmod(0o444)
    assert run_plain(READ_ONLY, path, keep) == "file_not_writable 5\n"


def test_destroyed(lived: Path, keep: Path, tmp_path: Path) -> None:
    """The file and all that is kept of it are gone; another workshop keeps what is its own."""
    other = new_file(tmp_path / "other.werkstatt")
    with closing(files.open_store(other, device="a", keep=keep)) as store:
        write(store, "neu")
        back_up(store, keep)
        kept = store.doc_id
    destroy(lived, keep, [read(lived).doc_id])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["keep", "other.werkstatt"]
    assert kept_documents(keep) == [kept]
    assert hits(tmp_path) == []


def test_overwritten_before(lived: Path, keep: Path) -> None:
    """What is deleted is overwritten before: who still holds a file sees nothing in it."""
    names = [lived, *(p for p in keep.rglob("*") if p.is_file())]
    handles = [name.open("rb") for name in names]
    destroy(lived, keep, [read(lived).doc_id])
    for handle in handles:
        with handle:
            content = handle.read()
        assert content
        assert not content.strip(b"\0")


def test_other_names_of_the_file(lived: Path, keep: Path, tmp_path: Path) -> None:
    """Destroyed by way of a link, file and link are gone; a second name of the file keeps what is in it."""
    link, copy = tmp_path / "link.werkstatt", tmp_path / "copy.werkstatt"
    link.symlink_to(lived)
    copy.hardlink_to(lived)
    before = lived.read_bytes()
    destroy(link, keep, [read(lived).doc_id])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.werkstatt", "keep"]
    assert copy.read_bytes() == before


def test_destroyed_after_the_file(lived: Path, keep: Path, tmp_path: Path) -> None:
    """Of a file that is gone already, what is kept goes too; done again it does nothing."""
    doc_id = read(lived).doc_id
    lived.unlink()
    destroy(lived, keep, [doc_id])
    destroy(lived, keep, [doc_id])
    assert kept_documents(keep) == []
    assert [p.name for p in tmp_path.iterdir()] == ["keep"]


def test_folder_that_may_not_be_written(lived: Path, keep: Path) -> None:
    """Where the file cannot be deleted that is said."""
    code = """
import sys
from pathlib import Path
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.storage.forgetting import destroy
try:
    destroy(Path(sys.argv[1]), Path(sys.argv[2]), [])
except FileProblem as problem:
    print(problem.key, problem.exit_code)
"""
    lived.parent.chmod(0o555)
    try:
        assert run_plain(code, lived, keep) == "cannot_write 5\n"
    finally:
        lived.parent.chmod(0o755)
    assert lived.exists()
