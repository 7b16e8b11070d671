"""Saving a protocol: whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from tests.printing.samples import made_up
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.printing import files, pdf
from werkstatt_desktop.texts import Texts

DE = Texts("de")
STATE = made_up(5)


def save(path: Path, *, overwrite: bool = False) -> pdf.Result:
    return pdf.save_pdf(STATE, path, DE, overwrite=overwrite)


def refused(path: Path, *, overwrite: bool = False) -> FileProblem:
    """The problem that saving there ends with; nothing is left behind by it."""
    before = {p: p.read_bytes() for p in path.parent.glob("*") if p.is_file()} if path.parent.is_dir() else {}
    with pytest.raises(FileProblem) as problem:
        save(path, overwrite=overwrite)
    if path.parent.is_dir():
        assert {p: p.read_bytes() for p in path.parent.glob("*") if p.is_file()} == before
    assert problem.value.exit_code == 5
    assert DE.sentence(problem.value) != DE("That did not work. Nothing was changed.")
    return problem.value


def test_saved_file_is_the_protocol(tmp_path: Path) -> None:
    path = tmp_path / "a – ü.pdf"
    assert save(path).printed == 5
    assert path.read_bytes() == pdf.to_bytes(STATE, DE)[0]
    assert list(tmp_path.iterdir()) == [path]


def test_saved_file_has_usual_rights(tmp_path: Path) -> None:
    """Others may read it as they may read any new file of the user."""
    (plain := tmp_path / "plain").touch()
    save(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").stat().st_mode == plain.stat().st_mode


def test_existing_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("mine", encoding="utf-8")
    problem = refused(path)
    assert problem.key == "exists"
    assert "a.pdf" in DE.sentence(problem)


def test_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between asking and saving somebody else may have been there."""
    path = tmp_path / "a.pdf"
    check = files._check

    def appear(draft: Path, size: int) -> None:
        check(draft, size)
        path.write_text("theirs", encoding="utf-8")

    monkeypatch.setattr(files, "_check", appear)
    with pytest.raises(FileProblem) as problem:
        save(path)
    assert problem.value.key == "exists"
    assert path.read_text(encoding="utf-8") == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_existing_file_is_replaced_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("old", encoding="utf-8")
    save(path, overwrite=True)
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("overwrite", [True, False])
def test_folder_that_is_not_there(tmp_path: Path, overwrite: bool) -> None:
    assert refused(tmp_path / "no" / "a.pdf", overwrite=overwrite).key == "cannot_create"


def test_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert refused(tmp_path / "a.pdf", overwrite=True).key == "cannot_create"


@pytest.mark.parametrize(("code", "key"), [(errno.ENOSPC, "disk_full"), (errno.EIO, "cannot_create")])
def test_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, key: str) -> None:
    """The old file stays, the new one leaves nothing behind."""
    path = tmp_path / "a.pdf"
    path.write_text("old", encoding="utf-8")

    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    assert refused(path, overwrite=True).key == key


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 cut off", b"no pdf %%EOF"])
def test_what_is_no_whole_pdf_takes_no_place(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(FileProblem):
        files.put(path, content, overwrite=True)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory sticks know no links; the file is saved all the same."""

    def no_links(self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, self.name)

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    save(tmp_path / "a.pdf")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
