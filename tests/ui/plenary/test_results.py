"""Common results are put in order, joined, reworded and marked; statements are written."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.keys import LEFT, NONE, type_text
from tests.ui.plenary.plenum import Plenum, vote, write
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import plenary
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def plenum(desk: Desk, qtbot: QtBot) -> Plenum:
    """Three results, two of the first group and one of the second."""
    write(desk, "group1", "Konzept", "Ziele")
    write(desk, "group2", "Arbeiten")
    ids = {card.text: card.id for card in desk.state.all(Card)}
    for text in ("Konzept", "Ziele", "Arbeiten"):
        desk.do(plenary.keep, [ids[text]])
    plenum = Plenum(desk, qtbot)
    plenum.page.list.setFocus()
    return plenum


def test_dragged_to_another_place(plenum: Plenum) -> None:
    """A result let go between two stands there; one let go at its own place changes nothing."""
    plenum.drop(plenum.pull(plenum.page.list, 0), 2, 0.9)
    assert plenum.texts() == ["Ziele", "Arbeiten", "Konzept"]
    plenum.drop(plenum.pull(plenum.page.list, 2), 1, 0.1)
    assert plenum.texts() == ["Ziele", "Konzept", "Arbeiten"]
    before = plenum.entries
    plenum.drop(plenum.pull(plenum.page.list, 1), 1, 0.9)
    assert plenum.entries == before


def test_dragged_onto_another(plenum: Plenum) -> None:
    """Two results become one with the sources of both, in one step that undo takes back."""
    before = plenum.entries
    plenum.drop(plenum.pull(plenum.page.list, 2), 0, 0.5)
    assert plenum.texts() == ["Konzept", "Ziele"]
    assert plenum.origins() == [("group1", "Konzept"), ("group2", "Arbeiten")]
    assert plenum.entries == before + 1
    plenum.press("Ctrl+Z")
    assert plenum.texts() == ["Konzept", "Ziele", "Arbeiten"]


def test_number_joins_results(plenum: Plenum) -> None:
    """M and a number on a result make it part of that one."""
    plenum.press("End", "M", "2")
    assert plenum.texts() == ["Konzept", "Ziele"]
    assert plenum.origins(1) == [("group1", "Ziele"), ("group2", "Arbeiten")]


def test_moved_by_keyboard(plenum: Plenum) -> None:
    """Alt with the arrows moves a result, which keeps the keyboard; at the end nothing happens."""
    plenum.press("Alt+Down", "Alt+Down", "Alt+Down")
    assert plenum.texts() == ["Ziele", "Arbeiten", "Konzept"]
    plenum.press("Alt+Up")
    assert plenum.texts() == ["Ziele", "Konzept", "Arbeiten"]


def test_reworded_in_place(plenum: Plenum) -> None:
    """F2 opens a field over the result, Enter writes it; the first wording is kept and shown."""
    plenum.press("F2")
    field = plenum.page.rewording.field
    assert field is not None
    type_text(field, "Ein Konzept für alle\n")
    result = plenum.result()
    assert (result.text, result.first_text) == ("Ein Konzept für alle", "Konzept")
    assert plenum.page.rows.rows[0].notes == ("Zuerst: „Konzept“",)
    assert plenum.page.list.hasFocus()


def test_rewording_given_up(plenum: Plenum) -> None:
    """Esc leaves the result as it was."""
    before = plenum.entries
    plenum.press("F2")
    field = plenum.page.rewording.field
    assert field is not None
    type_text(field, "x")
    plenum.press("Esc")
    assert (plenum.entries, plenum.texts()[0]) == (before, "Konzept")


def test_empty_wording_is_refused(plenum: Plenum) -> None:
    """An emptied field stays open and the result keeps its words."""
    plenum.press("F2")
    field = plenum.page.rewording.field
    assert field is not None
    field.setPlainText("")
    plenum.press("Enter")
    assert plenum.page.rewording.field is field
    assert plenum.texts()[0] == "Konzept"
    plenum.press("Esc")


@pytest.mark.parametrize(
    ("key", "consensus"), [("Shift+E", "unanimous"), ("Shift+M", "majority"), ("Shift+T", "disputed")]
)
def test_consensus(plenum: Plenum, key: str, consensus: str) -> None:
    """One key sets how far it is agreed on, once more takes it away."""
    plenum.press(key)
    assert plenum.result().consensus == consensus
    plenum.press(key)
    assert plenum.result().consensus == "none"


def test_dissent_beside_consensus(plenum: Plenum) -> None:
    plenum.press("Shift+M", "Shift+B")
    assert (plenum.result().consensus, plenum.result().dissent) == ("majority", True)
    assert plenum.page.rows.rows[0].marks == ("majority", "dissent")


def test_deleted(plenum: Plenum) -> None:
    """Del takes a result away, undo brings it back with its source."""
    plenum.press("Del")
    assert plenum.texts() == ["Ziele", "Arbeiten"]
    plenum.press("Ctrl+Z")
    assert plenum.origins() == [("group1", "Konzept")]


def test_statement(plenum: Plenum) -> None:
    """Enter in the field writes a statement, which stands first and takes no number."""
    field = plenum.page.panel.field
    field.setFocus()
    type_text(field, "Familien im Fokus\n")
    assert plenum.texts("statement") == ["Familien im Fokus"]
    assert field.text() == ""
    assert [row.number for row in plenum.page.rows.rows] == [0, 1, 2, 3]


def test_statement_that_was_begun(plenum: Plenum) -> None:
    """Leaving the field writes nothing yet; closing the workshop does."""
    field = plenum.page.panel.field
    field.setFocus()
    type_text(field, "Fokus")
    plenum.page.list.setFocus()
    assert plenum.texts("statement") == []
    plenum.desk.leaving.emit()
    assert plenum.texts("statement") == ["Fokus"]


def test_dropped_below_statements(plenum: Plenum) -> None:
    """A result never goes among the statements: let go there it is the first result."""
    plenum.desk.do(plenary.write_statement, "Fokus")
    plenum.drop(plenum.pull(plenum.page.list, 3), 0, 0.1)
    assert plenum.texts() == ["Arbeiten", "Konzept", "Ziele"]
    assert plenum.texts("statement") == ["Fokus"]


def test_order_by_dots(plenum: Plenum) -> None:
    """The button puts those with most dots first; pressed again it says that they are."""
    vote(plenum.desk, "group1", Konzept=2, Ziele=5)
    vote(plenum.desk, "group2", Arbeiten=9)
    button = plenum.page.panel.order
    QTest.mouseClick(button, LEFT, NONE)
    assert plenum.texts() == ["Arbeiten", "Ziele", "Konzept"]
    before = plenum.entries
    QTest.mouseClick(button, LEFT, NONE)
    assert plenum.entries == before


def test_dots_of_each_group(plenum: Plenum) -> None:
    """A result of both says how many dots it had in each."""
    vote(plenum.desk, "group1", Konzept=2)
    vote(plenum.desk, "group2", Arbeiten=9)
    plenum.press("End", "M", "1")
    assert plenum.page.rows.rows[0].notes == ("G1, 2 Punkte", "G2, 9 Punkte: „Arbeiten“")


def test_last_one_deleted(plenum: Plenum) -> None:
    """When nothing is left in the list the keyboard is in the field for statements."""
    plenum.press("Del", "Del", "Del")
    assert plenum.texts() == []
    assert plenum.page.panel.field.hasFocus()
