"""Saving a protocol: whole or not at all."""

import errno
import os
from collections.abc import Callable
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

    def appear(draft: Path, content: bytes) -> None:
        check(draft, content)
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


# --- Other formats, free names, copies

CONTENT = bytes(range(256)) * 5000


def full(_handle: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_any_format(tmp_path: Path) -> None:
    """What is no PDF is written in the same way, an empty one too."""
    for name, content in (("a.docx", CONTENT), ("a.csv", b"")):
        files.put(tmp_path / name, content, overwrite=False)
        assert (tmp_path / name).read_bytes() == content


class Faulty:
    """A disk that keeps something else than what was written, as pulled out or worn sticks do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[bytes], bytes]) -> None:
        self._sync = os.fsync
        self._spoil = spoil
        monkeypatch.setattr(os, "fsync", self.fsync)

    def fsync(self, handle: int) -> None:
        self._sync(handle)
        path = Path(f"/proc/self/fd/{handle}")
        if path.is_file():
            path.write_bytes(self._spoil(path.read_bytes()))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the fault needs names of open files")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: content[:700_000] + b"\0" + content[700_001:],
        lambda _content: b"",
    ],
)
def test_disk_that_keeps_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[bytes], bytes]
) -> None:
    """One wrong byte anywhere is noticed before the file takes its place."""
    path = tmp_path / "a.docx"
    path.write_text("old", encoding="utf-8")
    Faulty(monkeypatch, spoil)
    for save_it in (files.put, files.put_beside):
        with pytest.raises(FileProblem) as problem:
            save_it(path, CONTENT, overwrite=True)
        assert problem.value.key == "copy_differs"
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_free_name(tmp_path: Path) -> None:
    """A name that is taken gets a number; what is there stays."""
    path = tmp_path / "2009-09-23 Titel – Protokoll.pdf"
    path.write_text("mine", encoding="utf-8")
    content = pdf.to_bytes(STATE, DE)[0]
    made = [files.put_beside(path, content) for _ in range(2)]
    assert [p.name for p in made] == [
        "2009-09-23 Titel – Protokoll (2).pdf",
        "2009-09-23 Titel – Protokoll (3).pdf",
    ]
    assert path.read_text(encoding="utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 3
    assert files.put_beside(path, content, overwrite=True) == path
    assert path.read_bytes() == content


@pytest.mark.parametrize("overwrite", [True, False])
def test_name_that_no_disk_takes(tmp_path: Path, overwrite: bool) -> None:
    assert refused(tmp_path / f"{'ä' * 200}.pdf", overwrite=overwrite).key == "name_too_long"


def test_file_that_is_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a viewer holds on to it, a sentence says so, or the new file gets a free name."""
    path = tmp_path / "a.docx"
    path.write_text("shown", encoding="utf-8")
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(FileProblem) as problem:
        files.put(path, CONTENT, overwrite=True)
    assert problem.value.key == "in_use"
    assert "a.docx" in DE.sentence(problem.value)
    assert files.put_beside(path, CONTENT, overwrite=True) == tmp_path / "a (2).docx"
    assert path.read_text(encoding="utf-8") == "shown"
    assert len(list(tmp_path.iterdir())) == 2


def test_copied(tmp_path: Path) -> None:
    """A copy holds the same; twice is once, and another file of the name is left alone."""
    path, stick = tmp_path / "a.pdf", tmp_path / "stick"
    stick.mkdir()
    save(path)
    assert files.copy_to(path, stick) == stick / "a.pdf"
    assert files.copy_to(path, stick) == stick / "a.pdf"
    assert (stick / "a.pdf").read_bytes() == path.read_bytes()
    (stick / "a.pdf").write_text("theirs", encoding="utf-8")
    assert files.copy_to(path, stick) == stick / "a (2).pdf"
    assert (stick / "a.pdf").read_text(encoding="utf-8") == "theirs"
    assert sorted(p.name for p in stick.iterdir()) == ["a (2).pdf", "a.pdf"]


def test_copy_that_does_not_come_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick that is full or gone, and a file that is gone, are said; nothing half is left."""
    path, stick = tmp_path / "a.pdf", tmp_path / "stick"
    stick.mkdir()
    save(path)
    found = []
    for file, folder in ((path, tmp_path / "gone"), (tmp_path / "gone.pdf", stick)):
        with pytest.raises(FileProblem) as problem:
            files.copy_to(file, folder)
        found.append(problem.value.key)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem) as problem:
        files.copy_to(path, stick)
    assert [*found, problem.value.key] == ["cannot_create", "missing", "disk_full"]
    assert list(stick.iterdir()) == []
