"""The board for screen readers."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from tests.ui.board.walls import Board
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.ui.board import access
from werkstatt_desktop.ui.board.page import READERS_MS

Name, Description = QAccessible.Text.Name, QAccessible.Text.Description


@pytest.fixture
def read(board: Board) -> QAccessibleInterface:
    """The board as a screen reader sees it."""
    QTest.qWait(2 * READERS_MS)
    found = QAccessible.queryAccessibleInterface(board.page.view)
    assert found is not None
    return found


def names(read: QAccessibleInterface) -> list[str]:
    return [read.child(n).text(Name) for n in range(read.childCount())]


def test_cards_and_themes_are_items_of_a_list(read: QAccessibleInterface) -> None:
    """In reading order, cards with their category."""
    assert read.role() == QAccessible.Role.List
    assert read.text(Name) == "Pinnwand"
    assert names(read) == [
        "Thema: Gemeinsame Ziele",
        "Chance: Zielgerichtet und gemeinsam handeln",
        "Anregung: Spielregeln vereinbaren",
        "Thema: Ressourcen",
        "Schwierigkeit: Vernetzung braucht selbst Ressourcen",
        "Schwierigkeit: Zuständigkeiten unklar",
        "Chance: Mehr Sachverstand bündeln",
        "Anregung: Prozesse offenlegen",
    ]
    assert {read.child(n).role() for n in range(8)} == {QAccessible.Role.ListItem}
    assert read.child(8) is None


def test_descriptions_say_where_a_card_hangs(board: Board, read: QAccessibleInterface) -> None:
    """Its theme, its place in it, and its explanation."""
    board.desk.do(cards.explain_card, "skill", "Von allen gelernt")
    assert read.child(2).text(Description) == "Im Thema Gemeinsame Ziele, Karte 2 von 2"
    assert read.child(0).text(Description) == "2 Karten"
    assert read.child(6).text(Description) == "In keinem Thema. Von allen gelernt"


def test_states_and_places(board: Board, read: QAccessibleInterface) -> None:
    """What is selected and has the keyboard, and where it is on the screen."""
    board.page.choice.select(["act"], focus="open")
    assert read.child(1).state().selected
    assert not read.child(1).state().focused
    assert read.child(7).state().focused
    assert read.focusChild() is read.child(7)
    assert read.indexOfChild(read.child(3)) == 3
    assert read.child(1).rect().contains(board.viewport.mapToGlobal(board.at("act")))


def test_words_follow_the_workshop(board: Board, read: QAccessibleInterface) -> None:
    """Reworded, renamed and moved cards are read as they are now."""
    read.child(5)
    board.desk.do(cards.reword_card, "unclear", "Wer macht was?")
    board.desk.do(verbs.name_cluster, "goals", "")
    board.desk.do(verbs.put_into_cluster, ["unclear"], "means")
    assert names(read)[0] == "Thema: ohne Überschrift"
    assert names(read)[5] == "Schwierigkeit: Wer macht was?"
    assert read.child(5).text(Description) == "Im Thema Ressourcen, Karte 2 von 2"


def test_interfaces_go_with_their_cards(board: Board, read: QAccessibleInterface) -> None:
    """An interface is no longer valid once its card is gone; a new one is made on undo."""
    old = read.child(5)
    assert old.isValid()
    board.desk.do(cards.delete_cards, ["unclear"])
    assert not old.isValid()
    assert read.childCount() == 7
    assert not shiboken6.isValid(old)
    board.desk.undo()
    assert read.child(5) is not old
    assert read.child(5).text(Name) == "Schwierigkeit: Zuständigkeiten unklar"


def test_nothing_is_left_of_a_closed_board(board: Board, read: QAccessibleInterface) -> None:
    """With the page its interfaces go."""
    handed_out = [read.child(n) for n in range(8)]
    assert len(access._boards()) == 1
    board.page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert access._boards() == {}
    assert not [made for made in handed_out if shiboken6.isValid(made)]
