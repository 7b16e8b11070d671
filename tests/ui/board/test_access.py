"""The board for screen readers."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from tests.keys import press
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.records import Link, Photo, Record
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs import cards, marks, themes, twins
from werkstatt_desktop.ui.board import access, access_items
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
    """The items of the list, without what lies on the wall."""
    row = [read.child(n) for n in range(read.childCount())]
    return [item.text(Name) for item in row if item.role() == QAccessible.Role.ListItem]


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
    assert read.child(8).text(Name) == "Befehle"
    assert read.child(9) is None


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
    assert len(names(read)) == 7
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


def test_what_is_told_of_a_card(make_board: Callable[[list[Record]], Board]) -> None:
    """Its place, its marks, its links, where else it hangs, its photos, its explanation; a theme its size."""
    more: list[Record] = [
        Link(from_card_id="rules", to_card_id="money", kind="overcomes"),
        Photo(sha256="0" * 64, card_id="money", caption="Wand am Vormittag"),
    ]
    board = make_board([*usual(), *more])
    QTest.qWait(2 * READERS_MS)
    board.desk.do(marks.mark, ["money"], dissent=True, consensus="disputed")
    board.desk.do(twins.second_cards, ["money"], "goals")
    board.desk.do(cards.explain_card, "money", "Seit Jahren")
    read = QAccessible.queryAccessibleInterface(board.page.view)
    told = {read.child(n).text(Name): read.child(n).text(Description) for n in range(read.childCount())}
    assert told["Schwierigkeit: Vernetzung braucht selbst Ressourcen"] == (
        "Im Thema Ressourcen, Karte 1 von 1. Einspruch (Blitz). strittig. "
        "überwunden durch: Spielregeln vereinbaren. Auch unter Gemeinsame Ziele. "
        "Foto: Wand am Vormittag. Seit Jahren"
    )
    board.desk.do(themes.fold, ["goals"], folded=True)
    assert read.child(0).text(Description) == "2 Karten und 1 Zweitkarte, zugeklappt"
    assert "Anregung: Spielregeln vereinbaren" not in names(read)


def test_a_hidden_board_is_not_read(board: Board, read: QAccessibleInterface) -> None:
    """No words of its cards, but a sentence that says so; an item from before says nothing any more."""
    old = read.child(1)
    board.page.commands.veil()
    assert names(read) == []
    assert "verdeckt" in read.text(Description)
    assert not shiboken6.isValid(old) or not old.isValid()
    board.page.commands.veil()
    assert len(names(read)) == 8
    assert read.text(Description) == ""


def test_what_can_be_done_with_a_card(board: Board, read: QAccessibleInterface) -> None:
    """Each action is what a key does, one step, with words of its own."""
    card = read.child(5)
    assert isinstance(card, access_items.ItemAccess)
    actions = access_items.ItemActions(card._board, card.id)
    assert {actions.localizedActionName(name) for name in actions.actionNames()} == {
        "Umformulieren", "Auswählen", "Nach links", "Nach rechts", "Nach oben", "Nach unten", "Löschen",
        "Hierher",
    }  # fmt: skip
    actions.doAction("Toggle")
    assert board.page.choice.selected == {"unclear"}
    for name in ("moveRight", "moveRight", "moveDown"):
        actions.doAction(name)
    board.page.commands.settle()
    assert board.place("unclear") == (16.0, 248.0)
    assert board.steps == ["move_card"]
    actions.doAction("Press")
    assert board.page.editing.field is not None
    press(board.page.editing.field, "Escape")
    actions.doAction("delete")
    assert board.steps == ["move_card", "delete_card"]
    actions.doAction("moveRight")
    assert board.steps == ["move_card", "delete_card"]


def test_a_point_of_the_screen(board: Board, read: QAccessibleInterface) -> None:
    """What lies under the finger of somebody who explores the screen."""
    at = board.viewport.mapToGlobal(board.at("act"))
    found = read.childAt(at.x(), at.y())
    assert isinstance(found, access_items.ItemAccess)
    assert found.id == "act"


def test_readers_that_asked_too_early(board: Board) -> None:
    """One that asked before the board was open to readers gets the list when it asks again."""
    early = QAccessible.queryAccessibleInterface(board.page.view)
    assert early.role() != QAccessible.Role.List
    QTest.qWait(2 * READERS_MS)
    assert QAccessible.queryAccessibleInterface(board.page.view).role() == QAccessible.Role.List
