"""Destroying a workshop: the file goes, and all that this device kept of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.storage.test_erasing import hits
from tests.ui.start.starts import entries, find, menu, only_window, pick, start_page
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage.keep import kept_documents
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui.program.program import Program

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
TITLE = "Geheimer Stadtrat"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "Werkstatt" / "Essen.werkstatt", TITLE)


def at_rest(program: Program, qtbot: QtBot) -> None:
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: bool(found.keeping._backed_up) and not found.keeping.busy)


def lived(program: Program, path: Path, qtbot: QtBot) -> None:
    """A workshop that was opened, worked on, backed up and closed."""
    program.open_path(path)
    at_rest(program, qtbot)
    window = only_window(program)
    window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["eins"])
    window.close()
    program.care.wait_for(path)


def agree(parent: QWidget) -> None:
    question = find(parent, QDialog, "destroy-question")
    show(question)
    go = find(question, QPushButton, "go")
    assert not go.isEnabled()
    click(find(question, QCheckBox, "agree"))
    click(go)


def test_from_its_window(begin_program: Begin, path: Path, qtbot: QtBot, home: Path) -> None:
    """The window closes, the start page says that it is gone, and nothing of it is left on this device."""
    program = begin_program(path, folder=str(path.parent))
    at_rest(program, qtbot)
    window = only_window(program)
    window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["eins"])
    program.safekeeping().destroy(window.desk)
    agree(window)
    qtbot.waitUntil(lambda: not program.safekeeping().works.children())
    start = start_page(program, qtbot)
    assert not program.open
    assert find(start, QLabel, "trouble-words").text().startswith(f"„{TITLE}“ ist weg")
    assert entries(start) == []
    assert list(path.parent.iterdir()) == []
    assert kept_documents(settings.data_folder()) == []
    assert settings.load().recent == ()
    assert hits(home, TITLE) == []


def test_from_the_start_page(
    begin_program: Begin, path: Path, tmp_path: Path, qtbot: QtBot, home: Path
) -> None:
    """From the menu of an entry; another workshop keeps what is its own."""
    other = workshop(path.with_name("Ulm.werkstatt"), "Anderer")
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    lived(program, path, qtbot)
    lived(program, other, qtbot)
    program.show_start()
    start = start_page(program, qtbot)
    entry = next(entry for entry in entries(start) if entry.name == TITLE)
    start._open_entry_menu(entry, start.mapToGlobal(start.rect().center()))
    pick(menu("entry-menu"), "Workshop vernichten …")
    agree(start)
    qtbot.waitUntil(lambda: [entry.name for entry in entries(start)] == ["Anderer"])
    assert [p.name for p in path.parent.iterdir()] == ["Ulm.werkstatt"]
    assert kept_documents(settings.data_folder()) == [read(other).doc_id]
    assert hits(home, TITLE) == []


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_of_a_lost_file(begin_program: Begin, path: Path, qtbot: QtBot, harm: str, home: Path) -> None:
    """Of a file that is gone or damaged, what is kept can be destroyed as well."""
    program = begin_program(folder=str(path.parent))
    lived(program, path, qtbot)
    path.unlink() if harm == "gone" else path.write_bytes(bytes(9000))
    program.show_start()
    start = start_page(program, qtbot)
    program.safekeeping().destroy_file(path)
    agree(start)
    qtbot.waitUntil(lambda: not program.safekeeping().works.children())
    assert kept_documents(settings.data_folder()) == []
    assert list(path.parent.iterdir()) == []
    assert hits(home, "eins") == []


def test_several_at_one_place(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Where it is not known which workshop a lost file was, nothing is deleted, and that is said."""
    program = begin_program(folder=str(path.parent))
    lived(program, path, qtbot)
    path.unlink()
    workshop(path, "Zweiter")
    lived(program, path, qtbot)
    path.unlink()
    before = kept_documents(settings.data_folder())
    program.show_start()
    start = start_page(program, qtbot)
    program.safekeeping().destroy_file(path)
    agree(start)
    words = find(start, QLabel, "trouble-words")
    qtbot.waitUntil(lambda: "mehrere Workshops" in words.text())
    assert kept_documents(settings.data_folder()) == before


@pytest.mark.parametrize("key", ["Esc", "Return"])
def test_given_up(begin_program: Begin, path: Path, qtbot: QtBot, key: str) -> None:
    """Esc and Enter lead back, and the workshop goes on."""
    program = begin_program(path)
    window = only_window(program)
    program.safekeeping().destroy_file(path)
    question = find(window, QDialog, "destroy-question")
    show(question)
    press(question, key)
    assert window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["eins"])
    assert path.exists()
