"""Cards of the groups become common results, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.keys import LEFT, NONE
from tests.ui.plenary.plenum import Plenum, vote, write
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import board
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def plenum(desk: Desk, qtbot: QtBot) -> Plenum:
    write(desk, "group1", "Konzept", "Ziele", "Transparenz")
    write(desk, "group2", "Arbeiten", "Familien")
    return Plenum(desk, qtbot)


def test_drag_keeps_where_it_came_from(plenum: Plenum) -> None:
    """A card dropped on the empty list is a result with its card and group as source, in one step."""
    before = plenum.entries
    plenum.drop(plenum.pull(plenum.cards(), 0), 0)
    assert plenum.texts() == ["Konzept"]
    assert plenum.origins() == [("group1", "Konzept")]
    assert plenum.entries == before + 1


def test_dropped_between_two(plenum: Plenum) -> None:
    """It stands where it was let go: above the first, between two, at the end."""
    plenum.drop(plenum.pull(plenum.cards(), 0), 0)
    plenum.drop(plenum.pull(plenum.cards(), 1), 9)
    plenum.drop(plenum.pull(plenum.cards(), 2), 1, 0.1)
    plenum.drop(plenum.pull(plenum.cards(1), 0), 0, 0.1)
    assert plenum.texts() == ["Arbeiten", "Konzept", "Transparenz", "Ziele"]


def test_dropped_on_a_result(plenum: Plenum) -> None:
    """Both groups are its sources, both wordings are kept, and the badge and its words say so."""
    plenum.drop(plenum.pull(plenum.cards(), 0), 0)
    before = plenum.entries
    plenum.drop(plenum.pull(plenum.cards(1), 1), 0, 0.5)
    assert plenum.texts() == ["Konzept"]
    assert plenum.origins() == [("group1", "Konzept"), ("group2", "Familien")]
    assert plenum.entries == before + 1
    row = plenum.page.rows.rows[0]
    assert (row.badge, row.origin) == ("G1 + G2", "aus Gruppe 1 und Gruppe 2")
    assert row.notes == ("G2: „Familien“",)


def test_double_click_keeps(plenum: Plenum) -> None:
    view = plenum.cards(1)
    at = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at)
    assert plenum.texts() == ["Familien"]


def test_enter_keeps(plenum: Plenum) -> None:
    """The first card has the keyboard at once; the arrows walk to the other group."""
    plenum.press("Enter", "Right", "Down", "Enter")
    assert plenum.texts() == ["Konzept", "Familien"]


def test_kept_once(plenum: Plenum) -> None:
    """A card that is a result already does not become a second one; the status line says which it is."""
    plenum.press("Enter")
    before = plenum.entries
    plenum.press("Enter")
    assert plenum.entries == before
    assert plenum.said[-1] == "Das gehört schon zu Ergebnis 1."


def test_taken_is_marked(plenum: Plenum) -> None:
    """A card says in which results it is, and no longer once that is undone."""
    plenum.press("Enter")
    things = plenum.page.columns[0].rows
    assert things.things[0].taken == (1,)
    said = str(things.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Konzept. ist in Ergebnis 1. 1 von 3"
    plenum.press("Ctrl+Z")
    assert plenum.texts() == []
    assert not list(things.things[0].taken)


def test_several_at_once(plenum: Plenum) -> None:
    """What is chosen together becomes results of their own, in one step."""
    before = plenum.entries
    plenum.press("Shift+Down", "Enter")
    assert plenum.texts() == ["Konzept", "Ziele"]
    assert plenum.entries == before + 1


def test_number_lays_on(plenum: Plenum) -> None:
    """M and a number make a card a source of that result."""
    plenum.press("Enter", "Down", "Enter", "Right", "M", "1")
    assert plenum.origins(0) == [("group1", "Konzept"), ("group2", "Arbeiten")]
    assert plenum.origins(1) == [("group1", "Ziele")]


def test_number_is_given_up(plenum: Plenum) -> None:
    """Esc stops the number, and the digit then means nothing."""
    plenum.press("Enter", "Down", "Enter", "Down", "M")
    before = plenum.entries
    plenum.press("Esc", "1")
    assert plenum.entries == before


def test_number_that_is_none(plenum: Plenum) -> None:
    plenum.press("Enter", "Down", "Enter", "Down", "M", "7")
    assert plenum.said[-1] == "Ein Ergebnis 7 gibt es nicht."


def test_walk_to_the_results(plenum: Plenum) -> None:
    """Right from the last group is the list of results, Left is back."""
    plenum.press("Enter", "Right", "Right")
    assert plenum.page.list.hasFocus()
    plenum.press("Left")
    assert plenum.cards(1).hasFocus()


def test_most_dots_first(desk: Desk, qtbot: QtBot) -> None:
    """Where a group has voted its cards stand by dots, and those without any are left out."""
    write(desk, "group1", "A", "B", "C")
    vote(desk, "group1", A=2, C=7)
    plenum = Plenum(desk, qtbot)
    things = plenum.page.columns[0].rows.things
    assert [(thing.text, thing.points) for thing in things] == [("C", 7), ("A", 2)]


def test_hidden_group(plenum: Plenum) -> None:
    """While a board is hidden only the number of its cards is shown."""
    plenum.desk.do(board.hide_board, "group1", hidden=True)
    column = plenum.page.columns[0]
    assert column.rows.things == []
    assert not column.cards.isVisible()
    assert "3 Karten, verdeckt" in [label.text() for label in column.findChildren(type(column._nothing))]


def test_theme_without_a_heading(plenum: Plenum) -> None:
    """It has no words that a result could have."""
    ids = [card.id for card in plenum.desk.state.all(Card) if card.group_id == "group1"]
    plenum.desk.do(board.form_cluster, "group1", ids)
    plenum.press("Home", "Enter")
    assert plenum.texts() == []
    assert plenum.said[-1].startswith("Das Thema hat noch keine Überschrift.")
