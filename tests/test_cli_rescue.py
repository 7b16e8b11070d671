"""The commands for when something went wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.examples import new_file, open_file
from tests.test_cli import folder, run, sentence
from werkstatt_desktop import cli, settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs.cards import delete_cards, write_cards
from werkstatt_desktop.storage import backups, reading
from werkstatt_desktop.storage.backups import Made
from werkstatt_desktop.storage.keep import recorder_folder

Out = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return new_file(tmp_path / "Tag.werkstatt")


def written(file: Path, *texts: str) -> Made:
    """A backup of a file in which cards were written."""
    store = open_file(file)
    store.commit(write_cards(store.state, group_id="g1", category_id="own", texts=texts))
    store.close()
    return backups.make(file, settings.data_folder(), store.doc_id)


# --- Backups


def test_backups(file: Path, capsys: Out) -> None:
    """Each backup has a line with day, time, cards, entries and path, the newest first."""
    made = [written(file, "eins"), written(file, "zwei", "drei")]
    before = folder(file.parent)
    assert cli.main(["backups", str(file)]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert captured.err == ""
    assert [line.endswith(f"  {m.backup.path}") for line, m in zip(lines, made[::-1], strict=True)] == [
        True
    ] * 2
    moment = r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d"
    assert re.match(rf"{moment}  7 cards, 3 entries in the journal  /", lines[0])
    assert re.match(rf"{moment}  5 cards, 2 entries in the journal  /", lines[1])
    assert folder(file.parent) == before


def test_backups_in_german(file: Path, capsys: Out) -> None:
    """Day and counts are said as they are said in German."""
    written(file, "eins")
    assert cli.main(["backups", str(file), "--language", "de"]) == 0
    found = re.match(r"\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d  5 Karten, 2 Einträge", capsys.readouterr().out)
    assert found


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot move to another country")
def test_time_of_a_backup(file: Path) -> None:
    """The time is that of the clock on the wall."""
    made = written(file, "eins")
    done = run("backups", str(file), TZ="XYZ-5:30", LANGUAGE="en")
    hours = (made.backup.at.hour * 60 + made.backup.at.minute + 330) // 60 % 24
    assert f" {hours:02}:" in done.stdout


@pytest.mark.parametrize("what", ["empty", "zeros", "half", "missing", "moved and half"])
def test_backups_of_a_bad_file(file: Path, tmp_path: Path, capsys: Out, what: str) -> None:
    """Of a file that is damaged or gone the backups are found, too."""
    made = written(file, "eins")
    recorder_folder(settings.data_folder(), reading.read(file).doc_id, file).mkdir(parents=True)
    content = file.read_bytes()
    file.unlink()
    if "half" in what:
        file = tmp_path / "sub" / "Anderer.werkstatt" if "moved" in what else file
        file.parent.mkdir(exist_ok=True)
        kept = content.index(reading.read(made.backup.path).doc_id.encode()) + 32
        file.write_bytes(content[: max(len(content) // 2, kept)])
    elif what != "missing":
        file.write_bytes(b"" if what == "empty" else bytes(8192))
    assert cli.main(["backups", str(file)]) == 0
    captured = capsys.readouterr()
    assert str(made.backup.path) in captured.out
    assert captured.err == ""


def test_no_backups(file: Path, home: Path, capsys: Out) -> None:
    """A sound workshop without backups is no fault; asking makes no folders."""
    assert cli.main(["backups", str(file)]) == 0
    assert "There is no backup of this workshop" in capsys.readouterr().out
    assert not (home / "data").exists()


@pytest.mark.parametrize(("content", "code"), [(None, 4), (b"", 1), (b"text", 2)])
def test_no_backups_of_a_bad_file(tmp_path: Path, content: bytes | None, code: int, capsys: Out) -> None:
    """A bad file of which nothing is kept is called what it is."""
    file = tmp_path / "x.werkstatt"
    if content is not None:
        file.write_bytes(content)
    assert cli.main(["backups", str(file)]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert sentence(captured.err).startswith(f"{file}: ")


# --- Restore


def test_restore(file: Path, tmp_path: Path, capsys: Out) -> None:
    """A backup becomes a workshop of its own; backup and file stay as they are."""
    made = written(file, "eins")
    store = open_file(file)
    store.commit(delete_cards(store.state, [card.id for card in store.state.all(Card)]))
    store.close()
    before = folder(tmp_path), folder(made.backup.path.parent)
    new = tmp_path / "neu" / "w.werkstatt"
    new.parent.mkdir()
    assert cli.main(["restore", str(made.backup.path), "-o", str(new)]) == 0
    assert capsys.readouterr().out == f"Written: {new} (5 cards, 2 groups)\n"
    assert reading.read(new).state == reading.read(made.backup.path).state
    assert reading.read(new).doc_id != reading.read(file).doc_id
    assert cli.main(["check", str(new)]) == 0
    new.unlink()
    new.parent.rmdir()
    assert (folder(tmp_path), folder(made.backup.path.parent)) == before


def test_restore_into_a_folder(file: Path, tmp_path: Path) -> None:
    """In a folder it has the name of date and title."""
    made = written(file, "eins")
    assert cli.main(["restore", str(made.backup.path), "-o", f"{tmp_path}/sub/"]) == 0
    assert [p.name for p in (tmp_path / "sub").iterdir()] == ["2009-09-23 Stadtwerkstatt.werkstatt"]


def test_restore_beside_a_file(file: Path, tmp_path: Path, capsys: Out) -> None:
    """A workshop that is there is never replaced."""
    made = written(file, "eins")
    before = folder(tmp_path)
    for out in (file, made.backup.path):
        assert cli.main(["restore", str(made.backup.path), "-o", str(out)]) == 5
        assert "There is already a file" in sentence(capsys.readouterr().err)
    assert folder(tmp_path) == before
