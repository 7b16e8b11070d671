"""The menu of the board."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import Cluster
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs import setup

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


OF_THE_WALL = {
    "Neues Thema hier",
    "Alles auswählen",
    "Karten ohne Thema auswählen",
    "Aufräumen",
    "Themen durchnummerieren, wie sie hängen",
    "Karten verdecken",
    "Alles zeigen",
    "Vergrößern",
    "Verkleinern",
}
"""Some of what can be done with the board as a whole."""


@pytest.fixture
def menu(board: Board) -> Iterator[None]:
    """Menus are put away at the end."""
    yield
    for opened in board.page.view.findChildren(QMenu):
        opened.close()


def open_menu(board: Board, at: QPoint | None = None) -> dict[str, QAction]:
    """All actions by their words; with a point by mouse, else by keyboard."""
    for old in board.page.view.findChildren(QMenu):
        old.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    reason = QContextMenuEvent.Reason.Keyboard if at is None else QContextMenuEvent.Reason.Mouse
    at = at or QPoint()
    QApplication.sendEvent(board.viewport, QContextMenuEvent(reason, at, board.viewport.mapToGlobal(at)))
    opened = board.page.view.findChild(QMenu, "board-menu")
    assert opened is not None
    return dict(actions(opened))


def actions(menu: QMenu, path: str = "") -> Iterator[tuple[str, QAction]]:
    for action in menu.actions():
        inner = action.menu()
        name = path + action.text().split("\t")[0]
        if isinstance(inner, QMenu):
            yield from actions(inner, name + " > ")
        elif not action.isSeparator():
            yield name, action


def test_of_a_card(board: Board, menu: None) -> None:
    """Everything that can be done with a card, and its keys in the words of the keyboard."""
    board.page.choice.only("act")
    found = open_menu(board)
    of_the_card = list(found)[: list(found).index("Kopieren")]
    assert of_the_card == [
        "Karte umformulieren",
        "Als eigenes Thema abteilen",
        "In Thema > 1  Gemeinsame Ziele",
        "In Thema > 2  Ressourcen",
        "Zweitkarte in Thema > 1  Gemeinsame Ziele",
        "Zweitkarte in Thema > 2  Ressourcen",
        "Aus dem Thema nehmen",
        "Andere Kategorie > Chance",
        "Andere Kategorie > Schwierigkeit",
        "Andere Kategorie > Anregung",
        "Kennzeichnen > Einspruch (Blitz)",
        "Kennzeichnen > einstimmig",
        "Kennzeichnen > mehrheitlich",
        "Kennzeichnen > strittig",
        "Kennzeichnen > offene Frage",
        "Kennzeichnen > wichtig",
        "Mit anderer Karte verknüpfen",
        "Übergeben an > Gruppe 2",
        "In den Themenspeicher",
        "Karte löschen",
    ]
    assert {f"Pinnwand > {words}" for words in OF_THE_WALL} <= found.keys()
    assert found["Karte löschen"].text().endswith("\tEntf")
    assert found["Pinnwand > Alles auswählen"].text().endswith("\tStrg+A")


def test_of_the_wall(board: Board, menu: None) -> None:
    """With nothing chosen the entries of the wall need no menu of their own."""
    board.page.choice.only(None)
    assert open_menu(board, board.point(600, 500)).keys() >= OF_THE_WALL


def test_it_fits_on_a_small_screen(board: Board, menu: None) -> None:
    """For a card in a theme, the longest menu there is, it is no higher than a screen of 800 pixels."""
    for chosen in (["act"], ["goals"], ["act", "goals"], []):
        board.page.choice.select(chosen)
        open_menu(board, board.point(600, 500))
        opened = board.page.view.findChild(QMenu, "board-menu")
        assert opened is not None
        rows = [action for action in opened.actions() if not action.isSeparator()]
        assert len(rows) <= 22


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("In Thema > 2  Ressourcen", "put_into_cluster"),
        ("Andere Kategorie > Schwierigkeit", "recategorise_card"),
        ("Übergeben an > Gruppe 2", "hand_over_card"),
        ("Karte löschen", "delete_card"),
        ("Thema bilden", "form_cluster"),
        ("Pinnwand > Aufräumen", "tidy_up"),
    ],
)
def test_entries_do_what_they_say(board: Board, menu: None, words: str, verb: str) -> None:
    """Each is one edit."""
    board.page.choice.only("skill")
    open_menu(board)[words].trigger()
    assert board.steps == [verb]


def test_out_of_the_theme(board: Board, menu: None) -> None:
    """A card in a theme can be taken out of it."""
    board.page.choice.only("act")
    open_menu(board)["Aus dem Thema nehmen"].trigger()
    assert board.steps == ["move_card"]
    assert board.card("act").cluster_id is None


def test_by_mouse_it_is_for_what_lies_under_the_mouse(board: Board, menu: None) -> None:
    """A right click chooses what it hits unless that is selected already; on the wall, nothing."""
    QTest.mouseClick(
        board.viewport, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, board.at("goals")
    )
    found = open_menu(board, board.at("goals"))
    assert list(found)[:3] == [
        "Überschrift ändern",
        "Seine Karten auswählen",
        "Auf die Überschrift zuklappen",
    ]
    assert "Thema auflösen" in found
    assert "Kennzeichnen > strittig" in found
    assert "Kennzeichnen > offene Frage" not in found
    board.page.choice.select(["unclear", "skill"])
    QTest.mouseClick(
        board.viewport, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, board.at("skill")
    )
    assert "2 Karten löschen" in open_menu(board, board.at("skill"))
    at = board.point(600, 500)
    QTest.mouseClick(board.viewport, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    found = open_menu(board, at)
    assert next(iter(found)) == "Neues Thema hier"
    found["Neues Thema hier"].trigger()
    (new,) = (c for c in board.desk.state.all(Cluster) if c.id not in {"goals", "means"})
    spot = board.page.view.on_board(QPointF(at))
    assert board.box(new.id).contains(spot.x(), spot.y())


def test_words_of_the_user_are_no_commands(board: Board, menu: None) -> None:
    """An ampersand in a heading marks no key, and endless names are cut."""
    board.desk.do(verbs.name_cluster, "goals", "Ziele & Wege")
    board.desk.do(setup.edit_group, "group2", name="Sehr lang " * 20)
    board.page.choice.only("skill")
    found = open_menu(board)
    assert "In Thema > 1  Ziele && Wege" in found
    assert any(len(words) < 90 and words.startswith("Übergeben an > Sehr lang") for words in found)
