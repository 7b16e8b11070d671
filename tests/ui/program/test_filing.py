"""Copies, names and templates of an open workshop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.start.starts import choose_file, find, only_window
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain import order, templates
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import outputs
from werkstatt_desktop.storage.lock import mark_of
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "Essen.werkstatt")


@pytest.fixture
def program(begin_program: Callable[..., Program], path: Path) -> Program:
    return begin_program(path)


@pytest.fixture
def window(program: Program) -> WorkshopWindow:
    return only_window(program)


def write(window: WorkshopWindow, text: str) -> None:
    assert window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=[text])


def heard(window: WorkshopWindow) -> list[str]:
    """What the window says from now on."""
    said: list[str] = []
    window.desk.said.connect(said.append)
    return said


def name_sheet(program: Program, window: WorkshopWindow) -> QDialog:
    program.filing().ask_name(window.desk)
    sheet = window.findChild(QDialog, "rename-sheet")
    assert sheet is not None
    return sheet


def test_copy(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A copy holds everything; the window goes on with the file it had."""
    said = heard(window)
    write(window, "Sechs")
    program.filing().ask_copy(window.desk)
    choose_file(qtbot, "copy-dialog", path.with_name("Ulm.werkstatt"))
    assert said == ["Kopie gespeichert: Ulm.werkstatt"]
    assert read(path.with_name("Ulm.werkstatt")).state == window.desk.state
    assert window.desk.store.path == path


def test_copy_has_a_free_name(program: Program, window: WorkshopWindow, path: Path) -> None:
    """The dialog offers a name that is not taken."""
    path.with_name("Essen (Kopie).werkstatt").touch()
    program.filing().ask_copy(window.desk)
    dialog = find(window, QDialog, "copy-dialog")
    assert find(dialog, QLineEdit, "fileNameEdit").text() == "Essen (Kopie 2).werkstatt"
    dialog.close()


def test_copy_gets_its_ending(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A name without our ending, also one with a dot, gets it."""
    program.filing().ask_copy(window.desk)
    choose_file(qtbot, "copy-dialog", path.with_name("Stand 22.11"))
    assert read(path.with_name("Stand 22.11.werkstatt")).state.count(Card) == 5


def test_copy_replaces_nothing(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A file that is there is never replaced; the window says so."""
    other = path.with_name("Brief.werkstatt")
    other.write_text("Sehr geehrte", encoding="utf-8")
    said = heard(window)
    program.filing().ask_copy(window.desk)
    choose_file(qtbot, "copy-dialog", other)
    assert len(said) == 1
    assert "Brief.werkstatt" in said[0]
    assert other.read_text(encoding="utf-8") == "Sehr geehrte"


def test_rename(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """The file has its new name, and the workshop goes on, undo included."""
    write(window, "vorher")
    sheet = name_sheet(program, window)
    field = find(sheet, QLineEdit, "new-name")
    assert (field.text(), field.selectedText()) == ("Essen", "Essen")
    type_text(field, "Größe & Übung")
    press(field, "Return")
    target = path.with_name("Größe & Übung.werkstatt")
    assert (path.exists(), target.exists()) == (False, True)
    assert window.desk.store.path == target
    assert window.status.words.accessibleName() == "Die Datei heißt jetzt Größe & Übung.werkstatt."
    assert (mark_of(path).exists(), mark_of(target).exists()) == (False, True)
    write(window, "nachher")
    window.desk.undo()
    window.desk.undo()
    assert window.desk.state.count(Card) == 5
    program.open_path(target)
    assert only_window(program) is window
    assert settings.load().recent == (str(target),)
    window.close()
    assert read(target).state.count(Card) == 5


@pytest.mark.parametrize("name", ["Ulm", "   "])
def test_rename_refused(program: Program, window: WorkshopWindow, path: Path, name: str) -> None:
    """A name that is taken, or none, is refused in the sheet; the workshop goes on as before."""
    workshop(path.with_name("Ulm.werkstatt"), count=1)
    sheet = name_sheet(program, window)
    type_text(find(sheet, QLineEdit, "new-name"), name)
    click(find(sheet, QPushButton, "rename"))
    assert find(sheet, QLabel, "rename-trouble").isVisible()
    assert read(path.with_name("Ulm.werkstatt")).state.count(Card) == 1
    press(sheet, "Esc")
    write(window, "geht weiter")
    assert window.desk.store.path == path
    assert mark_of(path).exists()
    window.close()
    assert read(path).state.count(Card) == 6


def test_rename_to_the_same(program: Program, window: WorkshopWindow, path: Path) -> None:
    """The same name changes nothing."""
    sheet = name_sheet(program, window)
    press(find(sheet, QLineEdit, "new-name"), "Return")
    assert not sheet.isVisible()
    assert window.desk.store.path == path


def test_name_with_unsafe_characters(program: Program, window: WorkshopWindow, path: Path) -> None:
    """A name cannot lead out of the folder."""
    sheet = name_sheet(program, window)
    type_text(find(sheet, QLineEdit, "new-name"), "../weg")
    press(find(sheet, QLineEdit, "new-name"), "Return")
    assert window.desk.store.path == path.with_name("weg.werkstatt")


def test_template(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A template file holds categories and groups, and no card."""
    program.filing().ask_template(window.desk)
    target = path.with_name("Rat.werkstatt-vorlage")
    choose_file(qtbot, "template-dialog", target)
    template = templates.from_json(outputs.text_of(target))
    assert [g.name for g in template.groups] == [g.name for g in order.groups(window.desk.state)]
    assert "Karte" not in target.read_text(encoding="utf-8")


def test_open_from_a_window(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """Strg+O in a workshop opens another one beside it."""
    press(window, "Ctrl+O")
    choose_file(qtbot, "open-dialog", workshop(path.with_name("Ulm.werkstatt")))
    assert len(program.open) == 2
    assert QApplication.activeModalWidget() is None
