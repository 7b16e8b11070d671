"""Copies, names and templates of an open workshop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.start.starts import choose_file, find, only_window
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain import order, templates
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.storage import outputs
from werkstatt_desktop.storage.lock import mark_of
from werkstatt_desktop.storage.places import Place
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.filing import can_be_pulled
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.copy import CopySheet
from werkstatt_desktop.ui.safekeeping.work import Works

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


def copy_sheet(program: Program, window: WorkshopWindow) -> CopySheet:
    program.filing().ask_copy(window.desk)
    (sheet,) = window.findChildren(CopySheet)
    show(sheet)
    return sheet


def saved(sheet: CopySheet, qtbot: QtBot, target: Path) -> str:
    """Save to this place; gives what the sheet says in the end."""
    click(find(sheet, QPushButton, "choose-place"))
    choose_file(qtbot, "copy-dialog", target)
    qtbot.waitUntil(lambda: find(sheet, QPushButton, "choose-place").isEnabled())
    return find(sheet, QLabel, "copy-work-words").text()


def test_copy(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A copy holds everything and was compared; the window goes on with the file it had."""
    said = heard(window)
    write(window, "Sechs")
    sheet = copy_sheet(program, window)
    words = saved(sheet, qtbot, path.with_name("Ulm.werkstatt"))
    assert words == "Gespeichert und verglichen: Ulm.werkstatt"
    assert said == ["Kopie gespeichert: Ulm.werkstatt"]
    copy = read(path.with_name("Ulm.werkstatt"), journal=True)
    assert (copy.state, copy.doc_id) == (window.desk.state, window.desk.store.doc_id)
    assert len(copy.journal) == 2
    assert window.desk.store.path == path
    press(sheet, "Esc")
    qtbot.waitUntil(lambda: not window.findChildren(CopySheet))


def test_bare_copy(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """By the keyboard: a copy without history and names is a workshop of its own."""
    window.desk.do(setup.edit_group, "group1", moderator="Eva Muster")
    sheet = copy_sheet(program, window)
    assert QApplication.focusWidget() is sheet.whole
    press(sheet.whole, "Down")
    press(sheet.bare, "Return")
    target = path.with_name("Essen (ohne Namen).werkstatt")
    choose_file(qtbot, "copy-dialog", target)
    qtbot.waitUntil(sheet.save_button.isEnabled)
    copy = read(target, journal=True)
    assert copy.doc_id != window.desk.store.doc_id
    assert (copy.state.count(Card), len(copy.journal)) == (5, 1)
    assert b"Eva Muster" not in target.read_bytes()
    press(sheet, "Esc")


def test_copy_has_a_free_name(program: Program, window: WorkshopWindow, path: Path) -> None:
    """The dialog offers a name that is not taken."""
    path.with_name("Essen (Kopie).werkstatt").touch()
    sheet = copy_sheet(program, window)
    click(sheet.save_button)
    dialog = find(sheet, QDialog, "copy-dialog")
    assert find(dialog, QLineEdit, "fileNameEdit").text() == "Essen (Kopie 2).werkstatt"
    dialog.close()
    press(sheet, "Esc")


def test_copy_gets_its_ending(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A name without our ending, also one with a dot, gets it."""
    sheet = copy_sheet(program, window)
    saved(sheet, qtbot, path.with_name("Stand 22.11"))
    assert read(path.with_name("Stand 22.11.werkstatt")).state.count(Card) == 5
    press(sheet, "Esc")


def test_copy_replaces_nothing(program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path) -> None:
    """A file that is there is never replaced; the sheet says so."""
    other = path.with_name("Brief.werkstatt")
    other.write_text("Sehr geehrte", encoding="utf-8")
    sheet = copy_sheet(program, window)
    words = saved(sheet, qtbot, other)
    assert words.startswith("▲")
    assert "Brief.werkstatt" in words
    assert other.read_text(encoding="utf-8") == "Sehr geehrte"
    press(sheet, "Esc")


@pytest.mark.parametrize(
    ("copy", "workshop", "free"),
    [
        (Place("removable", "/media/a"), Place("internal", "/"), True),
        (Place("removable", "/media/a"), Place("removable", "/media/b"), True),
        (Place("removable", "/media/a"), Place("removable", "/media/a"), False),
        (Place("internal", "/"), Place("internal", "/"), False),
        (Place("network", "/srv"), Place("internal", "/"), False),
    ],
)
def test_stick(copy: Place, workshop: Place, free: bool) -> None:
    """A stick can be pulled out, unless the open workshop itself lies on it."""
    assert can_be_pulled(copy, workshop) is free


def test_stick_is_spoken_of(window: WorkshopWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """When a copy on a stick is safe, the sheet says that the stick can be pulled out."""
    works = Works()
    t = window.desk.texts
    sheet = CopySheet(t, works, lambda _kind: tmp_path / "a.werkstatt", lambda _kind, _path: True, window)
    show(sheet)
    words = saved(sheet, qtbot, tmp_path / "a.werkstatt")
    assert words.endswith("\nDer Stick kann abgezogen werden.")
    sheet.close()
    works.end()


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
