"""The groups on the page Prepare."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.prepare.preparing import (
    button,
    choose,
    drop_below,
    field,
    grip_of,
    open_page,
    part,
    settle,
    shown,
    steps,
    write,
)
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Group, Participant
from werkstatt_desktop.domain.verbs import cards, people, setup
from werkstatt_desktop.ui.desk import Desk

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def names(desk: Desk) -> list[str]:
    return [group.name for group in order.groups(desk.state)]


@pytest.mark.parametrize("name", ["name", "room", "moderator", "note_taker"])
def test_group_is_edited_in_place(desk: Desk, qtbot: QtBot, name: str) -> None:
    """Each field of a row is a step of its own."""
    page = open_page(desk, qtbot)
    write(page, f"group-{name}-group2", "Übungsraum", leave="Tab")
    group = desk.state.get(Group, "group2")
    assert getattr(group, name) == "Übungsraum"
    assert steps(desk) == 2


def test_new_group_is_named_at_once(desk: Desk, qtbot: QtBot) -> None:
    """The button adds one with a name that typing replaces."""
    page = open_page(desk, qtbot)
    click(button(page, "add-group"))
    assert names(desk) == ["Gruppe 1", "Gruppe 2", "Gruppe 3"]
    focus = QApplication.focusWidget()
    assert focus is not None
    type_text(focus, "Quartier\n")
    assert names(desk) == ["Gruppe 1", "Gruppe 2", "Quartier"]
    assert steps(desk) == 3


def test_new_group_has_a_name_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    """The suggested name is not one that is taken."""
    desk.do(setup.edit_group, "group1", name="Gruppe 3")
    page = open_page(desk, qtbot)
    click(button(page, "add-group"))
    assert names(desk) == ["Gruppe 3", "Gruppe 2", "Gruppe 4"]


def test_group_keeps_a_name(desk: Desk, qtbot: QtBot) -> None:
    """An emptied name comes back, with a sentence."""
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    entry = write(page, "group-name-group1", "")
    assert names(desk) == ["Gruppe 1", "Gruppe 2"]
    assert entry.text() == "Gruppe 1"
    assert said == ["Eine Gruppe braucht einen Namen. Der bisherige bleibt stehen."]


def test_enter_goes_to_the_row_below(desk: Desk, qtbot: QtBot) -> None:
    """Enter takes the same field of the next row, and after the last one the button for a new one."""
    page = open_page(desk, qtbot)
    write(page, "group-room-group1", "2.14")
    assert QApplication.focusWidget() is field(page, "group-room-group2")
    write(page, "group-room-group2", "2.16")
    assert QApplication.focusWidget() is button(page, "add-group")
    press(button(page, "add-group"), "Return")
    assert len(names(desk)) == 3


def test_arrow_keys_walk_the_rows(desk: Desk, qtbot: QtBot) -> None:
    """Up and down go to the same field of the neighbour."""
    page = open_page(desk, qtbot)
    entry = field(page, "group-moderator-group1")
    entry.setFocus()
    press(entry, Qt.Key.Key_Down)
    below = field(page, "group-moderator-group2")
    assert QApplication.focusWidget() is below
    press(below, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is entry


def test_keys_put_groups_in_order(desk: Desk, qtbot: QtBot) -> None:
    """Alt with an arrow moves the row, which keeps the keyboard; undo puts it back."""
    page = open_page(desk, qtbot)
    before = list(shown(page))
    entry = field(page, "group-name-group1")
    entry.setFocus()
    press(entry, "Alt+Down")
    assert names(desk) == ["Gruppe 2", "Gruppe 1"]
    assert steps(desk) == 2
    assert QApplication.focusWidget() is entry
    press(entry, "Alt+Down")
    assert steps(desk) == 2
    desk.undo()
    assert names(desk) == ["Gruppe 1", "Gruppe 2"]
    settle()
    rows = [field(page, f"group-name-group{n}").mapTo(page, entry.rect().topLeft()).y() for n in (1, 2)]
    assert rows == sorted(rows)
    assert list(shown(page)) == before


def test_mouse_puts_groups_in_order(desk: Desk, qtbot: QtBot) -> None:
    """Dragging the grip moves the row, in one step."""
    desk.do(setup.add_group, "Gruppe 3")
    page = open_page(desk, qtbot)
    drop_below(page, grip_of(page, "group", "group1"), grip_of(page, "group", "group2"))
    assert names(desk) == ["Gruppe 2", "Gruppe 1", "Gruppe 3"]
    assert steps(desk) == 3


def test_drop_in_its_own_place_is_no_step(desk: Desk, qtbot: QtBot) -> None:
    """A row let go where it was changes nothing."""
    page = open_page(desk, qtbot)
    grip = grip_of(page, "group", "group1")
    drop_below(page, grip, grip)
    assert steps(desk) == 1


def test_delete_with_undo(desk: Desk, qtbot: QtBot) -> None:
    """Del on the grip deletes without asking, says how to get it back, and undo does so."""
    desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["Eine Karte"])
    page = open_page(desk, qtbot)
    before = shown(page)
    said: list[str] = []
    desk.said.connect(said.append)
    grip = grip_of(page, "group", "group1")
    grip.setFocus()
    press(grip, Qt.Key.Key_Delete)
    assert names(desk) == ["Gruppe 2"]
    assert said == ["„Gruppe 1“ mit 1 Karte ist gelöscht. Strg+Z holt alles zurück."]
    assert QApplication.focusWidget() is grip_of(page, "group", "group2")
    desk.undo()
    assert names(desk) == ["Gruppe 1", "Gruppe 2"]
    assert shown(page) == before


def test_delete_in_a_field_deletes_a_letter(desk: Desk, qtbot: QtBot) -> None:
    """Where text can be typed, Del is not a command."""
    page = open_page(desk, qtbot)
    entry = field(page, "group-name-group1")
    entry.setFocus()
    press(entry, Qt.Key.Key_Home)
    press(entry, Qt.Key.Key_Delete)
    assert entry.text() == "ruppe 1"
    assert len(names(desk)) == 2


@POPUP
def test_menu_of_a_row(desk: Desk, qtbot: QtBot) -> None:
    """A click on the grip opens a menu that moves and deletes."""
    page = open_page(desk, qtbot)
    click(grip_of(page, "group", "group1"))
    choose(page, "row-menu", "down")
    assert names(desk) == ["Gruppe 2", "Gruppe 1"]
    click(grip_of(page, "group", "group1"))
    choose(page, "row-menu", "delete")
    assert names(desk) == ["Gruppe 2"]


def test_number_of_persons(desk: Desk, qtbot: QtBot) -> None:
    """A row says how many people the group has."""
    page = open_page(desk, qtbot)
    row = part(page, "group-group1")
    assert [label.text() for label in row.findChildren(QLabel)] == ["–"]
    desk.do(people.add_participants, [Participant(department="Jugendamt", persons=3, group_id="group1")])
    assert [label.text() for label in row.findChildren(QLabel)] == ["3"]


def test_f2_goes_to_the_name(desk: Desk, qtbot: QtBot) -> None:
    """F2 on the grip begins to edit the row."""
    page = open_page(desk, qtbot)
    grip = grip_of(page, "group", "group2")
    grip.setFocus()
    press(grip, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is field(page, "group-name-group2")
