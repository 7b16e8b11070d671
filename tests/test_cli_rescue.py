"""The commands for when something went wrong."""

from __future__ import annotations

import os
import re
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file, open_file, ready_file, workshop_records
from tests.storage.kept import back_up, only_recorded
from tests.test_cli import change, folder, run, sentence
from werkstatt_desktop import cli, settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs.cards import delete_cards, write_cards
from werkstatt_desktop.storage import backups, files, reading
from werkstatt_desktop.storage.backups import Made
from werkstatt_desktop.storage.keep import recorder_folder

Out = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return ready_file(tmp_path / "Tag.werkstatt")


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


# --- Recover


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "neu.werkstatt"
    path.parent.mkdir()
    return path


def spoiled(file: Path, what: str) -> None:
    content = file.read_bytes()
    if what == "missing":
        file.unlink()
    else:
        half = content[: len(content) // 2]
        file.write_bytes({"empty": b"", "zeros": bytes(8192), "half": half}[what])


def recorded(file: Path, *texts: str, base: bool = True) -> None:
    """Cards that are written in the file and recorded, after a backup that the recorder names."""
    keep = settings.data_folder()
    with closing(files.open_store(file, device="a", keep=keep)) as store:
        if base:
            back_up(store, keep)
        store.commit(write_cards(store.state, group_id="g1", category_id="own", texts=texts))


def texts_of(file: Path) -> set[str]:
    return {card.text for card in reading.read(file).state.all(Card)}


def test_recover_a_sound_file(file: Path, new: Path, capsys: Out) -> None:
    """Of a sound file there is a copy, and that is said."""
    before = file.read_bytes()
    assert cli.main(["recover", str(file), "-o", str(new)]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"Written: {new} (4 cards, 2 groups)\nThe file is sound; this is a copy of it.\n"
    assert captured.err == ""
    assert reading.read(new) == reading.read(file)
    assert file.read_bytes() == before


def test_recover_what_only_the_safety_copy_has(file: Path, new: Path, capsys: Out) -> None:
    """What the safety copy has and the file lacks is in the copy."""
    only_recorded(file, settings.data_folder(), "eins", "zwei")
    assert cli.main(["recover", str(file), "-o", str(new)]) == 0
    assert capsys.readouterr().out.endswith("2 steps are in it that only the safety copy had.\n")
    assert {"eins", "zwei"} <= texts_of(new)


@pytest.mark.parametrize("what", ["empty", "zeros", "half", "missing"])
def test_recover_from_the_safety_copy(file: Path, new: Path, capsys: Out, what: str) -> None:
    """A bad file is made again from a backup and the safety copy: nothing is missing."""
    recorded(file, "eins")
    state, doc_id = reading.read(file).state, reading.read(file).doc_id
    spoiled(file, what)
    before = file.read_bytes() if file.exists() else None
    assert cli.main(["recover", str(file), "-o", str(new)]) == 0
    captured = capsys.readouterr()
    assert captured.out.endswith("Made of a backup and the safety copy.\n")
    assert ("--salvage" in captured.err) == (what == "half")
    assert "Not certain" not in captured.err
    assert (reading.read(new).state, reading.read(new).doc_id) == (state, doc_id)
    assert (file.read_bytes() if file.exists() else None) == before
    assert [p.name for p in new.parent.iterdir()] == [new.name]


def test_recover_with_a_gap(file: Path, new: Path, capsys: Out) -> None:
    """Where a line of the safety copy is lost, that is said."""
    recorded(file, "eins")
    store = files.open_store(file, device="a")
    store.commit(write_cards(store.state, group_id="g1", category_id="own", texts=["nicht notiert"]))
    store.close()
    recorded(file, "drei", base=False)
    spoiled(file, "empty")
    assert cli.main(["recover", str(file), "-o", str(new)]) == 0
    assert "some of what was entered may be missing" in sentence(capsys.readouterr().err)
    assert {"eins", "drei"} <= texts_of(new)


def test_recover_from_a_backup(file: Path, new: Path, capsys: Out) -> None:
    """Without a safety copy the newest backup is taken, and what may be missing is said."""
    written(file, "eins")
    made = written(file, "zwei")
    recorder_folder(settings.data_folder(), reading.read(file).doc_id, file).mkdir(parents=True)
    spoiled(file, "empty")
    assert cli.main(["recover", str(file), "-o", str(new), "--language", "de"]) == 0
    captured = capsys.readouterr()
    assert re.search(r"Entstanden aus der Sicherung vom \d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d\.\n", captured.out)
    assert sentence(captured.err).endswith("Falls danach noch etwas eingegeben wurde, fehlt es.")
    assert reading.read(new).state == reading.read(made.backup.path).state


def test_recover_what_can_be_read(tmp_path: Path, new: Path, capsys: Out) -> None:
    """Where nothing is kept, what can be read of the file is taken, and how much could not is said."""
    cards = [
        Card(id=f"x{n}", group_id="g1", category_id="own", text=f"Karte {n}", written=n + 9)
        for n in range(999)
    ]
    file = new_file(tmp_path / "Tag.werkstatt", [*workshop_records(), *cards])
    content = file.read_bytes()
    file.write_bytes(content[: len(content) - 40_000])
    assert cli.main(["recover", str(file), "-o", str(new)]) == 0
    captured = capsys.readouterr()
    assert captured.out.endswith("Made of what could be read in the file.\n")
    assert re.search(r"nobody has checked this; \d+ places? could not be read", sentence(captured.err))
    assert len(texts_of(new)) > 500
    assert cli.main(["check", str(new)]) == 0


def test_recover_from_the_file_alone(file: Path, new: Path, capsys: Out) -> None:
    """What is kept is left aside where the file's own content is asked for."""
    recorded(file, "eins")
    only_recorded(file, settings.data_folder(), "nur notiert")
    assert cli.main(["recover", str(file), "-o", str(new), "--salvage"]) == 0
    assert "Made of what could be read in the file." in capsys.readouterr().out
    assert "eins" in texts_of(new)
    assert "nur notiert" not in texts_of(new)


@pytest.mark.parametrize(("content", "code"), [(None, 4), (b"", 1), (bytes(8192), 1), (b"text" * 999, 2)])
def test_nothing_to_recover(tmp_path: Path, new: Path, content: bytes | None, code: int, capsys: Out) -> None:
    """Where nothing is left, the file is called what it is and nothing is made."""
    file = tmp_path / "x.werkstatt"
    if content is not None:
        file.write_bytes(content)
    for options in ([], ["--salvage"]):
        assert cli.main(["recover", str(file), "-o", str(new), *options]) in {code, 1 if options else code}
        captured = capsys.readouterr()
        assert captured.out == ""
        assert sentence(captured.err).startswith(f"{file}: ")
    assert list(new.parent.iterdir()) == []


def test_newer_file_is_not_recovered(file: Path, new: Path, capsys: Out) -> None:
    """What a newer program wrote is not damaged; nothing is made of it."""
    change(file, "PRAGMA user_version = 99")
    assert cli.main(["recover", str(file), "-o", str(new)]) == 3
    assert "newer" in sentence(capsys.readouterr().err)


def test_recover_beside_a_file(file: Path, tmp_path: Path, new: Path, capsys: Out) -> None:
    """A workshop that is there is never replaced, the file that is to be recovered least of all."""
    recorded(file, "eins")
    spoiled(file, "half")
    ready_file(new)
    before = file.read_bytes(), new.read_bytes()
    for out in (file, new, tmp_path):
        assert cli.main(["recover", str(file), "-o", str(out)]) == 5
        assert "There is already a file" in sentence(capsys.readouterr().err)
    assert (file.read_bytes(), new.read_bytes()) == before


def test_recover_into_a_folder(file: Path, tmp_path: Path) -> None:
    """In a folder it has the name of the file."""
    recorded(file, "eins")
    spoiled(file, "missing")
    assert cli.main(["recover", str(file), "-o", f"{tmp_path}/sub/"]) == 0
    assert [p.name for p in (tmp_path / "sub").iterdir()] == ["Tag.werkstatt"]
