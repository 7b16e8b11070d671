"""The list of participants: entering, typing in cells, presence, groups, search, order."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.shell import open_window, settle
from werkstatt_desktop.domain import people
from werkstatt_desktop.domain.records import Participant
from werkstatt_desktop.domain.verbs import closing
from werkstatt_desktop.domain.verbs import people as verbs
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.people.model import DEPARTMENT, EMAIL, NAME, PERSONS, PRESENCE
from werkstatt_desktop.ui.people.page import PeoplePage
from werkstatt_desktop.ui.people.shares import TOTAL
from werkstatt_desktop.ui.prepare.page import PreparePage

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
FEW = (("Ayşe Kaya", "Jugendamt"), ("Bernd Öz", "Schulamt"), ("Zoë Adler", "Jugendamt"), ("Änne Ast", ""))


def open_page(desk: Desk, qtbot: QtBot, rows: Sequence[tuple[str, str]] = FEW) -> PeoplePage:
    if rows:
        desk.do(verbs.add_participants, [Participant(name=n, department=d) for n, d in rows])
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.resize(1100, 640)
    show(page)
    page.setFocus()
    return page


def names(page: PeoplePage) -> list[str]:
    model = page.table.people
    return [str(model.index(row, NAME).data()) for row in range(model.rowCount())]


def cell(page: PeoplePage, row: int, column: int) -> str:
    return str(page.table.people.index(row, column).data())


def person(desk: Desk, name: str) -> Participant:
    return next(one for one in desk.state.all(Participant) if one.name == name)


@POPUP
def test_entry(desk: Desk, qtbot: QtBot) -> None:
    """Enter puts somebody on the list and the keyboard stays for the next, also without a name."""
    page = open_page(desk, qtbot, ())
    said: list[str] = []
    desk.said.connect(said.append)
    assert page.list.empty.isVisible()
    name = page.entry.fields["name"]
    assert name.hasFocus()
    type_text(name, "Ayşe Kaya")
    press(name, Qt.Key.Key_Return)
    assert names(page) == ["Ayşe Kaya"]
    assert name.hasFocus()
    assert name.text() == ""
    assert said == []
    type_text(page.entry.fields["department"], "Schulamt")
    page.entry.persons.setValue(7)
    press(page.entry.persons, Qt.Key.Key_Return)
    assert people.turnout(desk.state.all(Participant)).persons == 8
    assert not page.list.empty.isVisible()
    desk.undo()
    desk.undo()
    assert page.list.empty.isVisible()


@POPUP
def test_cells_are_typed_into(desk: Desk, qtbot: QtBot) -> None:
    """F2 opens a cell, Enter hands it over as one step, Esc gives it up."""
    page = open_page(desk, qtbot)
    table = page.table
    table.setCurrentIndex(table.people.index(0, DEPARTMENT))
    press(table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    type_text(field, "Bauamt")
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: person(desk, "Änne Ast").department == "Bauamt")
    table.setCurrentIndex(table.people.index(0, DEPARTMENT))
    press(table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_text(field, "Unsinn")
    press(field, Qt.Key.Key_Escape)
    desk.undo()
    assert person(desk, "Änne Ast").department == ""


def test_typing_is_not_lost(desk: Desk, qtbot: QtBot) -> None:
    """What stands in a cell is handed over when the desk asks for it."""
    page = open_page(desk, qtbot)
    page.table.setCurrentIndex(page.table.people.index(0, NAME))
    press(page.table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_text(field, " B.")
    desk.settling.emit()
    assert [one.name for one in desk.state.all(Participant) if one.name.endswith("B.")]


def test_refused_words_stay(desk: Desk, qtbot: QtBot) -> None:
    """In a workshop that is closed the words stay in the cell, until Esc gives them up."""
    page = open_page(desk, qtbot)
    desk.do(closing.seal, "2026-11-22T17:00:00")
    page.table.setCurrentIndex(page.table.people.index(0, NAME))
    press(page.table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    with qtbot.waitSignal(desk.said):
        type_text(field, " B.")
        press(field, Qt.Key.Key_Return)
    settle()
    assert field.isVisible()
    assert field.text().endswith(" B.")
    press(field, Qt.Key.Key_Escape)
    settle()
    assert page.table.hasFocus()


def test_order(desk: Desk, qtbot: QtBot) -> None:
    """By name as in a dictionary; a click on a heading sorts by its column, what is empty comes last."""
    page = open_page(desk, qtbot)
    assert names(page) == ["Änne Ast", "Ayşe Kaya", "Bernd Öz", "Zoë Adler"]
    head = page.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(DEPARTMENT) + 10, 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(page) == ["Ayşe Kaya", "Zoë Adler", "Bernd Öz", "Änne Ast"]


def test_presence_by_key(desk: Desk, qtbot: QtBot) -> None:
    """Space marks all who are selected as present in one step, and again as expected."""
    page = open_page(desk, qtbot)
    page.table.setFocus()
    press(page.table, "Ctrl+A")
    press(page.table, Qt.Key.Key_Space)
    assert cell(page, 0, PRESENCE) == "● anwesend"
    assert people.turnout(desk.state.all(Participant)).took_part == 4
    assert len(page.table.selected()) == 4
    press(page.table, Qt.Key.Key_Space)
    assert people.turnout(desk.state.all(Participant)).took_part == 0
    desk.undo()
    desk.undo()
    assert people.turnout(desk.state.all(Participant)).by_presence == {"expected": 4}


def test_group_by_key_and_spread(desk: Desk, qtbot: QtBot) -> None:
    """Alt and a digit puts into a group, one click gives the others theirs; the sums follow."""
    page = open_page(desk, qtbot)
    page.table.choose([person(desk, "Bernd Öz").id])
    press(page.table, "Alt+2")
    assert person(desk, "Bernd Öz").group_id == "group2"
    click(page.list.spread)
    assert person(desk, "Bernd Öz").group_id == "group2"
    assert people.members(desk.state) == {"group1": 2, "group2": 2}
    model = page.overview.model
    sums = [str(model.index(model.rowCount() - 1, column).data()) for column in range(2, 5)]
    assert sums == ["4", "2", "2"]


@POPUP
def test_menu_of_a_cell(desk: Desk, qtbot: QtBot) -> None:
    """Enter on the presence of a row opens its choices."""
    page = open_page(desk, qtbot)
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.people.index(1, PRESENCE))
    press(page.table, Qt.Key.Key_Return)
    menu = page.findChild(QMenu, "people-presence-menu")
    assert menu is not None
    menu.actions()[2].trigger()
    menu.close()
    assert person(desk, "Ayşe Kaya").presence == "excused"


def test_delete(desk: Desk, qtbot: QtBot) -> None:
    """Del takes the selected off the list in one step and says how to have them back."""
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    page.table.choose([person(desk, "Ayşe Kaya").id, person(desk, "Bernd Öz").id])
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Delete)
    assert names(page) == ["Änne Ast", "Zoë Adler"]
    assert said == ["2 Zeilen sind gelöscht. Strg+Z holt sie zurück."]
    assert page.table.currentIndex().row() == 1
    desk.undo()
    assert len(names(page)) == 4


def test_search(desk: Desk, qtbot: QtBot) -> None:
    """The list shows who has the words, in any column and without dots; Esc shows all again."""
    page = open_page(desk, qtbot)
    page.search()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_text(field, "oz schul")
    assert names(page) == ["Bernd Öz"]
    press(field, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    type_text(field, "nichts")
    assert page.list.nothing.isVisible()
    press(field, Qt.Key.Key_Escape)
    assert len(names(page)) == 4


def test_columns_that_say_nothing(desk: Desk, qtbot: QtBot) -> None:
    """Address, function and number of persons are shown as soon as somebody has one."""
    page = open_page(desk, qtbot)
    assert page.table.isColumnHidden(EMAIL)
    desk.do(verbs.edit_participant, person(desk, "Ayşe Kaya").id, email="a@example.org", persons=2)
    assert not page.table.isColumnHidden(EMAIL)
    assert not page.table.isColumnHidden(PERSONS)


def test_copy(desk: Desk, qtbot: QtBot) -> None:
    """Ctrl+C puts the rows into the clipboard for a spreadsheet, below headings."""
    page = open_page(desk, qtbot)
    page.table.choose([person(desk, "Bernd Öz").id])
    press(page.table, "Ctrl+C")
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Name\tAnwesenheit\tGruppe")
    assert lines[1].startswith("Bernd Öz\terwartet\t")


def test_bars_of_a_group(desk: Desk, qtbot: QtBot) -> None:
    """In the column of a group the bars show its part, and the line below says so."""
    page = open_page(desk, qtbot)
    desk.do(verbs.spread_evenly)
    view = page.overview.view
    view.setFocus()
    view.setCurrentIndex(page.overview.model.index(0, 3))
    qtbot.waitUntil(lambda: "Gruppe 1" in page.overview.caption.text())
    assert page.overview.model.group == "group1"
    press(view, "Ctrl+C")
    assert QApplication.clipboard().text().splitlines()[0] == "Abteilung\tPersonen\tGruppe 1\tGruppe 2"
    assert QApplication.clipboard().text().splitlines()[-1] == "Summe\t4\t2\t2"
    click(page.overview.buttons["organisation"])
    assert page.overview.model.shares[0].name == ""


def test_step_of_somebody_else(desk: Desk, qtbot: QtBot) -> None:
    """A change from elsewhere keeps the selection; hidden, the page catches up when it is shown."""
    page = open_page(desk, qtbot)
    chosen = person(desk, "Zoë Adler").id
    page.table.choose([chosen])
    desk.do(verbs.add_participants, [Participant(name="Aaron")])
    assert page.table.selected() == [chosen]
    page.hide()
    desk.do(verbs.add_participants, [Participant(name="Abel")])
    show(page)
    assert names(page)[:2] == ["Aaron", "Abel"]


def test_somebody_is_shown(desk: Desk, qtbot: QtBot) -> None:
    """Another page can lead to somebody on the list, also in a window that has not shown the page yet."""
    desk.do(verbs.add_participants, [Participant(name=n) for n, _ in FEW])
    window = open_window(desk, qtbot, "collect")
    window.show_page(f"prepare/people/{person(desk, 'Zoë Adler').id}")
    page = window.findChild(PeoplePage)
    assert page is not None
    assert page.table.selected() == [person(desk, "Zoë Adler").id]
    assert page.table.hasFocus()
    assert window.stack.place == "prepare/people"
    assert window.findChild(PreparePage) is None


def test_hostile_names(desk: Desk, qtbot: QtBot) -> None:
    """Mark-up and ampersands are shown as they are."""
    page = open_page(desk, qtbot, [("<b>fett</b> & mehr", "<i>Amt</i>")])
    assert names(page) == ["<b>fett</b> & mehr"]
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in page.overview.findChildren(QLabel)
        if "Amt" in label.text()
    )


def test_counts_fit(desk: Desk, qtbot: QtBot) -> None:
    """The counts of two groups and of those without one are seen whole, with whole headings."""
    page = open_page(desk, qtbot)
    page.resize(1225, 740)
    settle()
    view = page.overview.view
    assert view.horizontalScrollBar().maximum() == 0
    head = view.horizontalHeader()
    for column in range(TOTAL, view.counts.columnCount()):
        assert head.sectionSizeFromContents(column).width() <= view.columnWidth(column)
