"""The command that erases for good."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import ready_file
from tests.storage.kept import back_up
from tests.test_cli import folder, sentence
from werkstatt_desktop import app, cli, settings
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.records import Card, Group
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.domain.verbs.closing import seal
from werkstatt_desktop.storage import files, reading
from werkstatt_desktop.storage.keep import kept_documents
from werkstatt_desktop.storage.lock import Lock
from werkstatt_desktop.storage.summaries import Summaries

Out = pytest.CaptureFixture[str]
NAME = "Eva Öztürk"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A workshop with a name in fields, in a card and in the history, and a backup of it."""
    (tmp_path / "in").mkdir()
    path = ready_file(tmp_path / "in" / "Tag.werkstatt")
    keep = settings.data_folder()
    with closing(files.open_store(path, device="a", keep=keep)) as store:
        store.commit(setup.edit_group(store.state, "g1", moderator=NAME, note_taker=f"{NAME}, Herr M"))
        store.commit(setup.edit_group(store.state, "g1", moderator="Jemand"))
        store.commit(cards.reword_card(store.state, "c1", f"{NAME} fragen"))
        back_up(store, keep)
        assert store.flush()
    return path


def hits(word: str, *folders: Path) -> list[str]:
    """The files that hold a word."""
    found = [f for folder in folders for f in folder.rglob("*") if f.is_file()]
    return [f.name for f in found if word.encode() in f.read_bytes()]


def test_card(file: Path, home: Path, capsys: Out) -> None:
    """A card is erased in the file and in all that is kept of it, and what is out of reach is said."""
    assert cli.main(["erase", str(file), "--card", "c1", "--yes"]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert lines[:2] == [f"{file}: 1 card is to be erased.", f"{file}: 4 fields erased for good."]
    assert lines[2].startswith("Out of reach are paper")
    assert captured.err == ""
    assert hits("Runder Tisch", file.parent, home) == hits(f"{NAME} fragen", file.parent, home) == []
    state = reading.read(file).state
    assert state.get(Card, "c1") is None
    assert state.count(Card) == 3
    assert cli.main(["check", str(file)]) == 0
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_card_of_a_closed_version(file: Path, capsys: Out) -> None:
    """It makes the next version, which is closed as well, and that is said."""
    with closing(files.open_store(file, device="a")) as store:
        store.commit(seal(store.state, "2026-11-22T17:00:00+01:00"))
        assert store.flush()
    assert cli.main(["erase", str(file), "--card", "c1", "--yes"]) == 0
    assert "Version 1 is version 2 now, closed as well" in capsys.readouterr().out
    assert sealing.is_as_sealed(reading.read(file).state)


def test_several_cards(file: Path) -> None:
    """The option can be given several times."""
    assert cli.main(["erase", str(file), "--card", "c1", "--card", "c3", "--yes"]) == 0
    assert {card.id for card in reading.read(file).state.all(Card)} == {"c2", "c4"}


def test_unknown_card(file: Path, capsys: Out) -> None:
    """Where one of the cards is not there nothing is erased at all."""
    before = folder(file.parent)
    assert cli.main(["erase", str(file), "--card", "c1", "--card", "nowhere", "--yes"]) == 64
    assert sentence(capsys.readouterr().err) == f"{file}: There is no card with this id: nowhere"
    assert folder(file.parent) == before


def test_name(file: Path, home: Path, capsys: Out) -> None:
    """A name leaves the fields for names, also in the history; that it stands in a card is said."""
    assert cli.main(["erase", str(file), "--name", NAME.upper(), "--yes"]) == 0
    captured = capsys.readouterr()
    assert "2 fields that hold or held the name are to be erased." in captured.out
    assert "  groups/g1/moderator\n  groups/g1/note_taker\n" in captured.out
    assert "in 1 other text, which --texts erases, too.\n  cards/c1/text\n" in captured.out
    assert captured.err == ""
    state = reading.read(file).state
    group, card = state.get(Group, "g1"), state.get(Card, "c1")
    assert group is not None
    assert (group.moderator, group.note_taker) == ("", "")
    assert card is not None
    assert card.text == f"{NAME} fragen"
    assert hits("Herr M", file.parent, home) == []


def test_name_with_texts(file: Path, home: Path) -> None:
    """With the texts the name is nowhere any more."""
    assert cli.main(["erase", str(file), "--name", NAME, "--texts", "--yes"]) == 0
    assert hits(NAME, file.parent, home) == []
    assert hits("Öztürk", file.parent, home) == []
    assert cli.main(["check", str(file)]) == 0


def test_name_that_is_nowhere(file: Path, capsys: Out) -> None:
    """A name that does not stand there is no fault."""
    before = reading.read(file)
    assert cli.main(["erase", str(file), "--name", "Niemand", "--yes"]) == 0
    assert "0 fields erased for good." in capsys.readouterr().out
    assert reading.read(file) == before


@pytest.mark.parametrize(
    "what", [["--card", "c1"], ["--name", NAME], ["--name", NAME, "--texts"], ["--workshop"]]
)
def test_nothing_without_a_word(file: Path, home: Path, what: list[str], capsys: Out) -> None:
    """Without --yes it is said what would be done, and nothing is done."""
    before = folder(file.parent), hits(NAME, home)
    assert cli.main(["erase", str(file), *what]) == 64
    captured = capsys.readouterr()
    assert "to be" in captured.out
    assert "Nothing was erased yet" in sentence(captured.err)
    assert (folder(file.parent), hits(NAME, home)) == before


def test_workshop(file: Path, home: Path, capsys: Out) -> None:
    """A workshop is deleted with its backups and its safety copy; the program forgets that it was there."""
    settings.save(settings.with_recent(settings.load(), file))
    cache = settings.cache_folder() / "workshops.json"
    known = Summaries(cache)
    known.of(file)
    known.keep_only([file])
    assert hits("Stadtwerkstatt", home)
    assert cli.main(["erase", str(file), "--workshop", "--yes"]) == 0
    assert f"{file}: Deleted.\n" in capsys.readouterr().out
    assert list(file.parent.iterdir()) == []
    assert kept_documents(settings.data_folder()) == []
    assert settings.load().recent == ()
    assert hits("Stadtwerkstatt", home) == hits(NAME, home) == hits(file.name, home) == []


def test_what_is_left_of_a_workshop(file: Path) -> None:
    """A workshop whose file is gone or damaged can be destroyed, too."""
    file.unlink()
    assert cli.main(["erase", str(file), "--workshop", "--yes"]) == 0
    assert kept_documents(settings.data_folder()) == []


def test_start_page_sees_what_is_left(file: Path, home: Path) -> None:
    """What the start page had kept of a text that was erased is gone from there, too."""
    with closing(files.open_store(file, device="a", keep=settings.data_folder())) as store:
        store.commit(setup.edit_workshop(store.state, title=f"Abschied von {NAME}"))
    known = Summaries(settings.cache_folder() / "workshops.json")
    known.of(file)
    known.keep_only([file])
    assert cli.main(["erase", str(file), "--name", NAME, "--texts", "--yes"]) == 0
    assert hits("Abschied", home) == []


def test_another_workshop_at_the_path(file: Path, tmp_path: Path, capsys: Out) -> None:
    """A file that is something else now is not deleted, nor are the backups of what it was."""
    kept = kept_documents(settings.data_folder())
    file.write_text("Einkaufszettel")
    assert cli.main(["erase", str(file), "--workshop", "--yes"]) == 2
    sentence(capsys.readouterr().err)
    assert file.read_text() == "Einkaufszettel"
    assert kept_documents(settings.data_folder()) == kept
    nobody = tmp_path / "nobody.werkstatt"
    assert cli.main(["erase", str(nobody), "--workshop", "--yes"]) == 4


def test_backups_are_no_workshops(file: Path, capsys: Out) -> None:
    """A backup cannot be named by itself: what is erased in a workshop is erased in all its backups."""
    [backup] = settings.data_folder().rglob("*.werkstatt")
    before = backup.read_bytes()
    for what in (["--workshop"], ["--card", "c1"]):
        assert cli.main(["erase", str(backup), *what, "--yes"]) == 64
        assert "This is a backup." in sentence(capsys.readouterr().err)
    assert backup.read_bytes() == before


def test_workshop_that_is_open(file: Path, capsys: Out) -> None:
    """What a window has open is left alone."""
    lock = Lock.take(file)
    try:
        for what in (["--card", "c1"], ["--workshop"]):
            assert cli.main(["erase", str(file), *what, "--yes"]) == 4
            assert "already open" in sentence(capsys.readouterr().err)
    finally:
        lock.release()
    assert reading.read(file).state.get(Card, "c1") is not None


@pytest.mark.parametrize(
    "call",
    [
        ["x"],
        ["--card", "c1"],
        ["x", "--card"],
        ["x", "--name", ""],
        ["x", "--card", "c1", "--workshop"],
        ["x", "--card", "c1", "--name", "n"],
        ["x", "y", "--workshop"],
    ],
    ids=" ".join,
)
def test_called_wrongly(call: list[str], capsys: Out) -> None:
    """Just one thing can be erased at a time, in one file."""
    assert app.main(["--language", "de", "erase", *call]) == 64
    assert ": Fehler: " in capsys.readouterr().err


def test_texts_without_a_name(file: Path, capsys: Out) -> None:
    """Texts are looked through for a name only."""
    assert cli.main(["erase", str(file), "--card", "c1", "--texts", "--yes"]) == 64
    assert "--texts goes with --name." in sentence(capsys.readouterr().err)
