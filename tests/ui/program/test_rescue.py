"""A workshop whose file is out of reach goes on in another one, and nothing of it is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click
from tests.ui.shell import lock
from tests.ui.start.starts import choose_file, only_window
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.keep import recorder_folder
from werkstatt_desktop.storage.lock import mark_of
from werkstatt_desktop.storage.places import Place
from werkstatt_desktop.storage.reading import check, read
from werkstatt_desktop.storage.recorder import drafts
from werkstatt_desktop.ui.frame.leaving import LeavingSheet
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.program.unplugging import Unplugging

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
FIVE = [f"Karte {n}" for n in range(5)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "stick" / "Essen.werkstatt")


@pytest.fixture
def program(begin_program: Begin, path: Path) -> Program:
    return begin_program(path)


@pytest.fixture
def window(program: Program) -> WorkshopWindow:
    return only_window(program)


def write(window: WorkshopWindow, text: str) -> None:
    assert window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=[text])


def texts_in(path: Path) -> list[str]:
    return sorted(card.text for card in read(path).state.all(Card))


def wait_for_way(window: WorkshopWindow, qtbot: QtBot, name: str) -> QPushButton:
    qtbot.waitUntil(lambda: name in window.safeguard.banner.ways, timeout=6000)
    found = window.safeguard.banner.ways[name]
    assert isinstance(found, QPushButton)
    return found


def close_all_the_same(window: WorkshopWindow, qtbot: QtBot) -> None:
    """Close a window whose file is out of reach."""
    window.close()
    qtbot.waitUntil(lambda: window.findChild(LeavingSheet) is not None)
    sheet = window.findChild(LeavingSheet)
    assert sheet is not None
    qtbot.waitUntil(sheet.close_now.isVisible)
    click(sheet.close_now)


def settled(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """Wait until all is in the file and the old one is closed."""
    qtbot.waitUntil(lambda: not window.desk.store.safety.waiting and not window.safeguard.banner.isVisible())
    for thread in list(program.care._closing.values()):
        thread.join()


def test_renamed_file(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A file renamed under the program goes on by its new name, with the steps taken meanwhile."""
    new = path.with_name("Essen 2026.werkstatt")
    path.rename(new)
    write(window, "eins")
    click(wait_for_way(window, qtbot, "moved"))
    settled(program, window, qtbot)
    write(window, "zwei")
    assert window.desk.store.flush(2.0)
    assert texts_in(new) == [*FIVE, "eins", "zwei"]
    assert not path.exists()
    assert list(program.open) == [os.path.realpath(new)]
    assert (mark_of(new).exists(), mark_of(path).exists()) == (True, False)
    assert settings.load().recent == (str(new),)
    assert window.status.words.accessibleName() == "Weiter geht es in „Essen 2026.werkstatt“."
    assert window.desk.store.offered == ()
    window.desk.undo()
    assert sorted(card.text for card in window.desk.state.all(Card)) == [*FIVE, "eins"]


def test_file_moved_elsewhere(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    """Where the file was moved to another folder the user shows where, and it goes on there."""
    new = tmp_path / "anderswo" / "Essen.werkstatt"
    new.parent.mkdir()
    path.rename(new)
    write(window, "eins")
    click(wait_for_way(window, qtbot, "find"))
    choose_file(qtbot, "place-dialog", new)
    settled(program, window, qtbot)
    assert texts_in(new) == [*FIVE, "eins"]
    assert window.desk.store.path == new


def test_older_copy_chosen_as_the_new_place(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    """A copy that lacks some steps gets them, also those that were in the file that is gone."""
    older = tmp_path / "älter.werkstatt"
    shutil.copyfile(path, older)
    write(window, "eins")
    assert window.desk.store.flush(2.0)
    path.unlink()
    write(window, "zwei")
    wait_for_way(window, qtbot, "find")
    program.rescue().go_on_with(window.desk, older)
    settled(program, window, qtbot)
    assert texts_in(older) == [*FIVE, "eins", "zwei"]
    assert check(older).tables == ()


def test_wrong_file_chosen(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    """Another workshop, or no workshop at all, is refused with a sentence, and nothing changes."""
    said: list[str] = []
    window.desk.said.connect(said.append)
    path.unlink()
    write(window, "eins")
    wait_for_way(window, qtbot, "find")
    (tmp_path / "Text.werkstatt").write_text("kein Workshop", encoding="utf-8")
    store = window.desk.store
    for wrong in (workshop(tmp_path / "Ulm.werkstatt"), tmp_path / "Text.werkstatt", tmp_path / "nichts"):
        program.rescue().go_on_with(window.desk, wrong)
    assert len(said) == 3
    assert said[0] == "Diese Datei ist ein anderer Workshop. Wählen Sie den, der verschoben wurde."
    assert window.desk.store is store
    write(window, "zwei")
    assert window.desk.state.count(Card) == 7
    close_all_the_same(window, qtbot)


def test_going_on_elsewhere(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    """When the stick is gone all of the workshop goes to another place, and the window with it."""
    write(window, "eins")
    assert window.desk.store.flush(2.0)
    path.parent.rename(tmp_path / "abgezogen")
    write(window, "zwei")
    window.desk.drafts.put("card/group1/obstacle", "halb")
    click(wait_for_way(window, qtbot, "elsewhere"))
    new = tmp_path / "Essen (Kopie).werkstatt"
    choose_file(qtbot, "elsewhere-dialog", new)
    settled(program, window, qtbot)
    write(window, "drei")
    assert window.desk.store.flush(2.0)
    assert texts_in(new) == [*FIVE, "drei", "eins", "zwei"]
    assert texts_in(tmp_path / "abgezogen" / path.name) == [*FIVE, "eins"]
    assert list(program.open) == [os.path.realpath(new)]
    assert mark_of(new).exists()
    folder = recorder_folder(settings.data_folder(), window.desk.store.doc_id, new)
    qtbot.waitUntil(lambda: drafts(folder) == {"card/group1/obstacle": "halb"})
    window.close()
    program.care.wait_for(new)
    assert not mark_of(new).exists()


def test_elsewhere_while_the_file_hangs(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    """A file that neither answers nor fails keeps nobody from going on elsewhere."""
    let_go = lock(path, "EXCLUSIVE")
    write(window, "eins")
    with window.desk.store._document._held():  # as a write on a dead network drive holds it
        program.rescue().go_elsewhere(window.desk, new := tmp_path / "Neu.werkstatt")
    assert window.desk.store.path == new
    write(window, "zwei")
    assert window.desk.store.flush(2.0)
    assert texts_in(new) == [*FIVE, "eins", "zwei"]
    let_go()
    settled(program, window, qtbot)


def test_name_that_is_taken(program: Program, window: WorkshopWindow, path: Path, tmp_path: Path) -> None:
    """Nothing is overwritten: the window stays where it is and says so."""
    other = workshop(tmp_path / "Ulm.werkstatt", "Ulm", count=1)
    before = other.read_bytes()
    program.rescue().go_elsewhere(window.desk, other)
    assert other.read_bytes() == before
    assert window.desk.store.path == path
    assert "Ulm.werkstatt" in window.status.words.accessibleName()


def test_keeping_both(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """The version that took the file's place is left as it is; ours goes on in a copy beside it."""
    older = path.with_name("neu")
    shutil.copyfile(path, older)
    write(window, "eins")
    assert window.desk.store.flush(2.0)
    older.replace(path)
    before = path.read_bytes()
    write(window, "zwei")
    click(wait_for_way(window, qtbot, "both"))
    settled(program, window, qtbot)
    copy = path.with_name("Essen (Kopie).werkstatt")
    assert window.desk.store.path == copy
    assert texts_in(copy) == [*FIVE, "eins", "zwei"]
    assert path.read_bytes() == before


def test_file_to_be_read_goes_on_elsewhere(
    begin_program: Begin, qtbot: QtBot, path: Path, tmp_path: Path
) -> None:
    """From a file that may only be read the way out leads to one that can be written."""
    program = begin_program()
    program.open_path(path, to_read=True)
    window = only_window(program)
    program.rescue().go_elsewhere(window.desk, new := tmp_path / "Neu.werkstatt")
    write(window, "eins")
    assert window.desk.store.flush(2.0)
    assert texts_in(new) == [*FIVE, "eins"]
    assert texts_in(path) == FIVE
    qtbot.waitUntil(lambda: not window.safeguard.banner.isVisible())


def test_opening_tells_what_came_back(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """After a crash it is said how many steps came from the safety copy, and how many texts are back."""
    before = path.with_name("vorher")
    shutil.copyfile(path, before)
    keep = settings.data_folder()
    store = files.open_store(path, device="test", keep=keep)
    for text in ("eins", "zwei"):
        store.commit(
            cards.write_cards(store.state, group_id="group1", category_id="opportunity", texts=[text])
        )
    store.keep_drafts({"card/group1/opportunity": "halb"})
    store.close()
    before.replace(path)
    window = only_window(begin_program(path))
    expected = "2 Schritte aus der Notsicherung übernommen · 1 begonnener Text steht wieder im Feld"
    qtbot.waitUntil(lambda: window.status.words.accessibleName() == expected)
    assert texts_in(path) == [*FIVE, "eins", "zwei"]


def test_nothing_came_back(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Opening a workshop that was closed properly says nothing."""
    program = begin_program(path)
    window = only_window(program)
    qtbot.waitUntil(lambda: settings.load().recent == (str(path),))
    assert window.status.words.accessibleName() == ""


def test_contradiction_is_found_after_opening(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Tables that are not what the journal says are told in the banner, and the backups are a click away."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE cards SET text = 'gefälscht' WHERE text = 'Karte 1'")
        other.commit()
    window = only_window(begin_program(path))
    qtbot.waitUntil(window.safeguard.banner.isVisible, timeout=6000)
    assert window.safeguard.banner.words.text().startswith("Die Datei widerspricht sich: ")
    click(wait_for_way(window, qtbot, "backups"))
    assert window.findChildren(QLabel)


# --- Pulling out a stick


def unplugging(program: Program) -> Unplugging:
    (found,) = program.care._unplugging
    return found


def on_a_stick(window: WorkshopWindow, qtbot: QtBot) -> None:
    """Let the window know that its file lies on a stick."""
    qtbot.waitUntil(lambda: window.desk.health.place is not None)
    window.desk.health.lie_at(Place("removable", "/media/stick"))


def test_stick_can_be_pulled_out(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """After closing a workshop on a stick it is read back, and a window says when to pull out the stick."""
    on_a_stick(window, qtbot)
    write(window, "eins")
    window.close()
    found = unplugging(program)
    assert (found.isVisible(), found.heading.text()) == (True, "Der Stick wird geprüft …")
    qtbot.waitUntil(lambda: found.heading.text() == "Der Stick kann jetzt abgezogen werden.")
    assert "„Essen“" in found.words.text()
    assert texts_in(path) == [*FIVE, "eins"]
    qtbot.waitUntil(found.button.hasFocus)
    click(found.button)
    assert not found.isVisible()


def test_stick_that_lacks_steps(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """Where not all came onto the stick that is said, and what is safe; the lock goes all the same."""
    on_a_stick(window, qtbot)
    window.desk.store._document._connection.execute("PRAGMA busy_timeout = 0")
    let_go = lock(path)
    write(window, "eins")
    close_all_the_same(window, qtbot)
    found = unplugging(program)
    qtbot.waitUntil(
        lambda: found.heading.text() == "„Essen“ ist nicht vollständig auf dem Stick", timeout=8000
    )
    assert found.words.text().endswith("Auf diesem Rechner ist alles in der Notsicherung.")
    found.button.click()
    let_go()
    program.care.wait_for(path)
    assert not mark_of(path).exists()


def test_stick_window_closed_too_early(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """Closed before the answer is there, the window comes back with it."""
    on_a_stick(window, qtbot)
    window.close()
    found = unplugging(program)
    found.close()
    qtbot.waitUntil(found.isVisible)
    assert found.heading.text() == "Der Stick kann jetzt abgezogen werden."
    found.button.click()


def test_no_window_for_the_usual_disk(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """What lies on the disk of the computer is closed without a word."""
    qtbot.waitUntil(lambda: window.desk.health.place is not None)
    window.close()
    assert program.care._unplugging == []
