"""A new workshop: one sheet, and its file exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLabel, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.start.starts import choose_file, find, only_window, start_page
from tests.workshops import workshop
from werkstatt_desktop.domain import order, templates
from werkstatt_desktop.domain.records import Card, Category, Group
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.storage import files, outputs
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.start.new import NewSheet

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "Dokumente" / "Werkstatt"


@pytest.fixture
def program(begin_program: Begin, folder: Path) -> Program:
    return begin_program(folder=str(folder))


def sheet_of(program: Program, qtbot: QtBot, button: str = "new") -> NewSheet:
    """The sheet, opened by the button on the start page."""
    click(find(start_page(program, qtbot), QPushButton, button))
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, NewSheet)
    show(sheet)
    return sheet


def only_state(folder: Path) -> State:
    (path,) = folder.glob("*.werkstatt")
    return read(path).state


def test_title_and_enter(program: Program, qtbot: QtBot, folder: Path) -> None:
    """A title and Enter are enough: the file is named by today and the title, and the workshop is open."""
    sheet = sheet_of(program, qtbot)
    type_text(find(sheet, QLineEdit, "new-title"), "Größe & Übung")
    press(find(sheet, QLineEdit, "new-title"), Qt.Key.Key_Return)
    window = only_window(program)
    assert window.desk.store.path == folder / f"{date.today().isoformat()} Größe & Übung.werkstatt"
    assert window.page_name == "prepare"
    state = window.desk.state
    assert (state.workshop.title, state.workshop.language) == ("Größe & Übung", "de")
    assert [g.name for g in order.groups(state)] == ["Gruppe 1", "Gruppe 2"]
    assert [c.role for c in order.categories(state)] == ["opportunity", "obstacle", "recommendation"]
    assert order.categories(state)[0].question == "Welche Chancen sehen wir?"


@pytest.mark.parametrize("typed", ["31.12.2026", "05.12.2026", "5.12.2026"])
def test_typed_date(program: Program, qtbot: QtBot, folder: Path, typed: str) -> None:
    """A date is taken as it is typed, whatever month stood in the field before."""
    sheet = sheet_of(program, qtbot)
    type_text(find(sheet, QLineEdit, "new-title"), "Rat")
    day = find(sheet, QDateEdit, "new-date")
    day.setDate(QDate(2026, 11, 22))
    press(find(sheet, QLineEdit, "new-title"), Qt.Key.Key_Tab)
    assert day.hasFocus()
    for key in typed:
        QTest.keyClick(day, key)
    press(day, Qt.Key.Key_Return)
    assert only_window(program).desk.state.workshop.date == f"2026-12-{typed.partition('.')[0]:0>2}"


def test_typed_nonsense(program: Program, qtbot: QtBot, folder: Path) -> None:
    """What is no date makes no workshop; the sheet says so."""
    sheet = sheet_of(program, qtbot)
    type_text(find(sheet, QLineEdit, "new-title"), "Rat")
    day = find(sheet, QDateEdit, "new-date")
    day.setDate(QDate(2026, 11, 22))
    day.setFocus()
    for key in "31.02.2027":
        QTest.keyClick(day, key)
    press(day, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert "kein Datum" in find(sheet, QLabel, "new-trouble").text()
    assert not list(folder.glob("*.werkstatt"))
    assert day.date() == QDate(2026, 11, 22)
    assert day.text() == "22.11.2026"


def test_whole_sheet(program: Program, qtbot: QtBot, folder: Path) -> None:
    """Date, template, number of groups and series are as they were given."""
    sheet = sheet_of(program, qtbot)
    type_text(find(sheet, QLineEdit, "new-title"), "Rat")
    find(sheet, QDateEdit, "new-date").setDate(QDate(2027, 2, 1))
    box = find(sheet, QComboBox, "new-template")
    box.setFocus()
    press(box, Qt.Key.Key_Down)
    assert box.currentText() == "SWOT"
    groups = find(sheet, QSpinBox, "new-groups")
    groups.setFocus()
    press(groups, Qt.Key.Key_Up)
    type_text(find(sheet, QLineEdit, "new-series"), "Stadtforum")
    type_text(find(sheet, QLineEdit, "new-number"), "4")
    click(sheet.make)
    state = only_window(program).desk.state
    facts = state.workshop
    assert (facts.date, facts.series, facts.number) == ("2027-02-01", "Stadtforum", "4")
    assert state.count(Group) == 3
    assert {c.role for c in state.all(Category)} == {"strength", "weakness", "opportunity", "threat"}
    assert (folder / "2027-02-01 Rat.werkstatt").exists()


def test_template_by_keyboard(program: Program, qtbot: QtBot, folder: Path) -> None:
    """The template chosen with the arrow keys is the one that is used."""
    sheet = sheet_of(program, qtbot)
    type_text(find(sheet, QLineEdit, "new-title"), "Rat")
    box = find(sheet, QComboBox, "new-template")
    box.setFocus()
    for _ in range(4):
        press(box, Qt.Key.Key_Down)
    assert box.currentText() == "Leer"
    click(sheet.make)
    assert only_state(folder).count(Category) == 0


def test_file_is_named_while_typing(program: Program, qtbot: QtBot) -> None:
    """The sheet says which file there will be, and where."""
    sheet = sheet_of(program, qtbot)
    name = find(sheet, QLabel, "file-name")
    assert name.text() == ""
    type_text(find(sheet, QLineEdit, "new-title"), "Wer/was?")
    assert name.text() == f"Datei: {date.today().isoformat()} Wer was.werkstatt in Dokumente/Werkstatt"


def test_empty_title(program: Program, qtbot: QtBot, folder: Path) -> None:
    """Without a title nothing is made, and the sheet says why; typing takes the sentence away."""
    sheet = sheet_of(program, qtbot)
    type_text(find(sheet, QLineEdit, "new-title"), "   ")
    click(sheet.make)
    trouble = find(sheet, QLabel, "new-trouble")
    assert trouble.text() == "▲ Ein Titel fehlt noch."
    assert trouble.isVisible()
    assert QApplication.focusWidget() is sheet.title
    assert not folder.exists()
    type_text(sheet.title, "Rat")
    assert not trouble.isVisible()
    click(sheet.cancel)
    assert not program.open


def test_too_long(program: Program, qtbot: QtBot, folder: Path) -> None:
    """A title that is too long is refused in the sheet, with the title still in its field."""
    sheet = sheet_of(program, qtbot)
    sheet.title.setText("x" * 301)
    click(sheet.make)
    assert "301" in find(sheet, QLabel, "new-trouble").text()
    assert len(sheet.title.text()) == 301
    assert not folder.exists()


def test_folder_that_cannot_be_written(begin_program: Begin, qtbot: QtBot, home: Path) -> None:
    """Where the folder cannot be made the sheet says so and keeps what was typed."""
    (home / "Datei").write_text("", encoding="utf-8")
    program = begin_program(folder=str(home / "Datei"))
    sheet = sheet_of(program, qtbot)
    type_text(sheet.title, "Rat")
    click(sheet.make)
    assert find(sheet, QLabel, "new-trouble").isVisible()
    assert sheet.isVisible()
    assert sheet.title.text() == "Rat"


def test_same_title_again(program: Program, qtbot: QtBot, folder: Path) -> None:
    """A second workshop of the same day and title is numbered; the first stays as it is."""
    for count in (1, 2):
        sheet = sheet_of(program, qtbot)
        type_text(sheet.title, "Rat")
        click(sheet.make)
        only_window(program).close()
        program.show_start()
        assert len(list(folder.glob("[!.]*Rat*"))) == count


def test_template_from_a_file(program: Program, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """A template file brings its categories and groups, and their number."""
    read_from = workshop(tmp_path / "a.werkstatt", groups=3)
    path = tmp_path / "Rat.werkstatt-vorlage"
    outputs.replace(path, templates.to_json(templates.template_of(read(read_from).state)))
    sheet = sheet_of(program, qtbot)
    type_text(sheet.title, "Neu")
    choose_template(qtbot, sheet, path)
    assert find(sheet, QComboBox, "new-template").currentText() == "Wohnen im Alter"
    assert find(sheet, QSpinBox, "new-groups").value() == 3
    click(sheet.make)
    state = only_state(folder)
    assert [g.name for g in order.groups(state)] == ["Gruppe 1", "Gruppe 2", "Gruppe 3"]
    assert state.count(Card) == 0


def test_file_that_is_no_template(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """Another file is refused in the sheet; the template of before stays chosen."""
    path = tmp_path / "brief.werkstatt-vorlage"
    path.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    sheet = sheet_of(program, qtbot)
    choose_template(qtbot, sheet, path)
    assert find(sheet, QLabel, "new-trouble").isVisible()
    assert find(sheet, QComboBox, "new-template").currentText() == "Chancen – Schwierigkeiten – Anregungen"


def choose_template(qtbot: QtBot, sheet: NewSheet, path: Path) -> None:
    box = find(sheet, QComboBox, "new-template")
    box.setFocus()
    press(box, Qt.Key.Key_End)
    choose_file(qtbot, "template-file", path)


def test_series_is_completed(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """While the series is typed, the known ones are offered."""
    workshop(folder / "a.werkstatt", series="Stadtforum")
    workshop(folder / "b.werkstatt", series="Quartiersrat")
    sheet = sheet_of(begin_program(folder=str(folder)), qtbot)
    field = find(sheet, QLineEdit, "new-series")
    field.setFocus()
    type_text(field, "tiers")
    completer = field.completer()
    assert [completer.completionModel().index(0, 0).data(), completer.completionCount()] == [
        "Quartiersrat",
        1,
    ]


def earlier(folder: Path) -> Path:
    """Two workshops that were held; the path of the later one, which has an own question."""
    workshop(folder / "a.werkstatt", "Auftakt", date="2026-01-10", series="Stadtforum", number="1")
    return workshop(
        folder / "b.werkstatt", "Wohnen", date="2026-03-03", series="Stadtforum", number="2", groups=3
    )


def test_going_on_in_a_series(begin_program: Begin, qtbot: QtBot, folder: Path) -> None:
    """The next workshop of a series has the groups and categories of the last one and the next number."""
    before = files.open_store(earlier(folder), device="a")
    doc_id = before.doc_id
    before.close()
    program = begin_program(folder=str(folder))
    sheet = sheet_of(program, qtbot, "go-on")
    assert find(sheet, QComboBox, "new-earlier").currentText() == "Wohnen · 03.03.2026 · Stadtforum"
    assert find(sheet, QLabel, "taken-over").text().startswith("Übernommen werden 3 Gruppen, 3 Kategorien")
    assert (sheet.title.text(), sheet.title.selectedText()) == ("Wohnen", "Wohnen")
    type_text(sheet.title, "Verkehr")
    click(sheet.make)
    state = only_window(program).desk.state
    facts = state.workshop
    assert (facts.title, facts.series, facts.number, facts.from_doc) == ("Verkehr", "Stadtforum", "3", doc_id)
    assert (state.count(Group), state.count(Category), state.count(Card)) == (3, 3, 0)


def test_going_on_from_another_workshop(
    begin_program: Begin, qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    """Any other workshop can be chosen, also by its file."""
    earlier(folder)
    other = workshop(tmp_path / "Stick.werkstatt", "Vom Stick", groups=4)
    program = begin_program(folder=str(folder))
    sheet = sheet_of(program, qtbot, "go-on")
    box = find(sheet, QComboBox, "new-earlier")
    box.setFocus()
    press(box, Qt.Key.Key_Down)
    assert (sheet.title.text(), sheet.number.text()) == ("Auftakt", "2")
    press(box, Qt.Key.Key_End)
    choose_file(qtbot, "earlier-file", other)
    assert (box.currentText(), sheet.title.text(), sheet.series.text()) == ("Stick", "Vom Stick", "Vom Stick")
    click(sheet.make)
    assert only_window(program).desk.state.count(Group) == 4


def test_going_on_from_a_broken_file(program: Program, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    """A file that cannot be read is refused in the sheet, and nothing is made without an earlier workshop."""
    broken = tmp_path / "kaputt.werkstatt"
    broken.write_bytes(b"x" * 300)
    sheet = sheet_of(program, qtbot, "go-on")
    box = find(sheet, QComboBox, "new-earlier")
    assert box.currentIndex() == -1
    box.setFocus()
    press(box, Qt.Key.Key_End)
    choose_file(qtbot, "earlier-file", broken)
    trouble = find(sheet, QLabel, "new-trouble")
    assert trouble.text() == "▲ Das ist kein Workshop von Werkstatt."
    type_text(sheet.title, "Neu")
    click(sheet.make)
    assert trouble.text() == "▲ Wählen Sie zuerst den früheren Workshop."
    assert not folder.exists()


def test_every_field_has_a_name(program: Program, qtbot: QtBot) -> None:
    """Each field of the sheet is read out with its label."""
    sheet = sheet_of(program, qtbot)
    names = {
        "new-title": "Titel",
        "new-date": "Datum",
        "new-template": "Vorlage",
        "new-groups": "Anzahl der Gruppen",
        "new-series": "Reihe",
        "new-number": "Nr.",
    }
    fields = [w for kind in (QLineEdit, QDateEdit, QComboBox, QSpinBox) for w in sheet.findChildren(kind)]
    assert {w.objectName(): w.accessibleName() for w in fields if w.objectName() in names} == names
