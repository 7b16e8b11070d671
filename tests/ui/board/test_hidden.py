"""Hidden until reveal: while a group writes, the board shows only how many cards there are."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from tests.keys import LEFT, click, press, show, type_text
from tests.ui.board.test_menu import menu, open_menu
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import Card, Group
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.ui.board.page import READERS_MS
from werkstatt_desktop.ui.collect.page import CapturePage
from werkstatt_desktop.ui.desk import Desk

__all__ = ["menu"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def keys(board: Board, *names: str) -> None:
    for name in names:
        press(board.page.view, name)


def hidden(desk: Desk, group: str = "group1") -> bool:
    found = desk.state.get(Group, group)
    assert found is not None
    return found.hidden


def test_v_hides_and_reveals(board: Board) -> None:
    """One key each, one edit each; what it shows now is said."""
    before = board.page.view.grab().toImage()
    keys(board, "V")
    assert board.steps == ["hide_board"]
    assert hidden(board.desk)
    assert board.said == ["6 Karten, verdeckt. V deckt sie auf."]
    assert board.page.scene.cards == {}
    assert board.page.scene.count_words == "6 Karten"
    label = board.page.findChild(QLabel, "board-empty")
    assert label is not None
    assert label.isVisible()
    assert label.text() == "Die Karten sind verdeckt, solange die Gruppe schreibt. V deckt sie auf."
    assert board.page.view.grab().toImage() != before
    keys(board, "V")
    assert board.steps == ["hide_board", "reveal_board"]
    assert not hidden(board.desk)
    assert board.row("goals") == ["act", "rules"]
    assert not label.isVisible()


def test_undo_reveals(board: Board) -> None:
    """Hiding is a step like any other."""
    keys(board, "V")
    board.desk.undo()
    assert not hidden(board.desk)
    assert set(board.page.scene.themes) == {"goals", "means"}


def test_undo_brings_the_group_into_view(board: Board) -> None:
    """Taken back from another group's board, it is seen what was revealed."""
    keys(board, "V")
    board.desk.show_group("group2")
    board.desk.undo()
    assert board.desk.group_id == "group1"
    assert not board.page.scene.veiled


def test_nothing_can_be_done_to_what_is_hidden(board: Board) -> None:
    """Neither keys nor mouse change the board, and nothing is chosen; only V does something."""
    board.page.choice.select(["act", "unclear"])
    keys(board, "V")
    assert board.chosen == frozenset()
    for key in (
        "G",
        "R",
        "K",
        "D",
        "M",
        "1",
        "F2",
        "Delete",
        "Shift+B",
        "Shift+R",
        "Ctrl+A",
        "Return",
        "Right",
    ):
        keys(board, key)
    click(board.viewport, board.viewport.rect().center())
    QTest.mouseDClick(board.viewport, LEFT, pos=board.viewport.rect().center())
    assert board.steps == ["hide_board"]
    assert board.page.editing.field is None
    assert board.chosen == frozenset()


def test_the_menu_and_the_bar_offer_to_reveal(board: Board, menu: None) -> None:
    """There is nothing else to do."""
    open_menu(board)["Karten verdecken"].trigger()
    assert hidden(board.desk)
    found = open_menu(board)
    assert next(iter(found)) == "Karten aufdecken"
    assert "Aufräumen" not in found
    entries = {name: entry for name, entry in board.page.bar._entries.items() if entry.isVisible()}
    assert set(entries) == {"reveal"}
    click(entries["reveal"])
    assert not hidden(board.desk)
    assert board.page.bar._entries["tidy"].isVisible()


def test_the_number_follows(board: Board) -> None:
    """Cards written meanwhile are counted, and second ones are not."""
    board.page.choice.only("act")
    keys(board, "D", "2", "V")
    board.desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["geheim"])
    assert board.page.scene.count_words == "7 Karten"
    assert board.page.scene.cards == {}


def test_another_group_is_not_hidden(board: Board) -> None:
    """Each group has its own veil."""
    keys(board, "V")
    board.desk.show_group("group2")
    assert not board.page.scene.veiled
    board.desk.show_group("group1")
    assert board.page.scene.veiled


def test_no_text_is_to_be_read_anywhere(board: Board) -> None:
    """Whatever is open beside the board, or is opened then: no word of a hidden card or heading is in it."""
    secret = {card.text for card in board.desk.state.all(Card)} | {"Gemeinsame Ziele", "Ressourcen"}
    QGuiApplication.clipboard().setText("vorher")
    extras = board.page.extras
    extras.suggest()
    QTest.qWait(READERS_MS + 300)
    extras.side.close_panel()
    board.page.view.setFocus()
    keys(board, "V")
    board.wait()
    assert not read_from(board.page) & secret
    for show_it in (extras.suggest, extras.show_links, extras.toggle_table, board.page.search):
        show_it()
        QTest.qWait(300)
        assert not read_from(board.page) & secret
    board.page.view.setFocus()
    keys(board, "Ctrl+A", "Ctrl+C")
    clipboard = QGuiApplication.clipboard().text()
    assert not any(words in clipboard for words in secret)


def read_from(page: QWidget) -> set[str]:
    """All that widgets, lists and screen readers say, of what is shown."""
    found: set[str] = set()
    for widget in [page, *page.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        for name in ("text", "toPlainText", "accessibleName", "accessibleDescription", "toolTip"):
            words = getattr(widget, name, None)
            found |= {str(words())} if callable(words) else set()
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for row in range(model.rowCount()):
                found |= {str(model.index(row, column).data()) for column in range(model.columnCount())}
    todo: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(page)]
    while todo:
        interface = todo.pop()
        if interface is None or not interface.isValid():
            continue
        found |= {interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)}
        todo += [interface.child(n) for n in range(interface.childCount())]
    return {part for words in found for part in (words, *words.split(": "))}


def test_what_would_be_read_is_found_otherwise(board: Board) -> None:
    """The test before this one looks in the right places."""
    QTest.qWait(READERS_MS + 100)
    assert {"Spielregeln vereinbaren", "Gemeinsame Ziele"} <= read_from(board.page)
    board.page.extras.toggle_table()
    QTest.qWait(100)
    assert "Spielregeln vereinbaren" in read_from(board.page)


@pytest.fixture
def collect(board: Board) -> CapturePage:
    page = CapturePage(board.desk)
    page.resize(1250, 820)
    show(page)
    return page


def test_collect_shows_the_number_and_takes_cards(board: Board, collect: CapturePage) -> None:
    """The fields stay ready; what is written goes into the number and is not to be read."""
    board.page.commands.veil()
    column = collect.columns[1]
    number = column.findChild(QLabel, "hidden-number")
    assert number is not None
    assert (number.isVisible(), number.text()) == (True, "2")
    assert not column.cards.isVisible()
    assert len(column.rows) == 0
    column.entry.take_focus()
    type_text(column.entry.field, "Etwas Geheimes\n")
    assert number.text() == "3"
    assert len(column.rows) == 0
    assert "Etwas Geheimes" not in said_by(collect)
    board.page.commands.veil()
    assert column.cards.isVisible()
    assert not number.isVisible()
    assert column.rows.rowCount() == 3
    collect.close()
    collect.deleteLater()


def test_fields_are_in_sight_on_a_small_screen(board: Board, collect: CapturePage) -> None:
    """The number takes no room from the field, as on a small screen at a scale of 200 %."""
    board.page.commands.veil()
    collect.resize(640, 410)
    board.wait()
    entry = collect.columns[0].entry
    assert collect.rect().contains(entry.mapTo(collect, entry.rect().bottomLeft()))
    collect.close()
    collect.deleteLater()


def test_collect_has_no_second_cards(board: Board, collect: CapturePage) -> None:
    """A card under two headings was written once."""
    board.page.choice.only("money")
    board.page.commands.theming.second_cards("goals")
    assert board.steps == ["second_card"]
    assert [len(column.rows) for column in collect.columns] == [2, 2, 2]
    column = collect.columns[1]
    column.cards.choose(0)
    press(column.cards, "Delete")
    assert board.steps == ["second_card", "delete_cards"]
    assert board.said[-1].startswith("1 Karte gelöscht.")
    assert [len(column.rows) for column in collect.columns] == [2, 1, 2]
    assert not any(card.text.startswith("Vernetzung") for card in board.desk.state.all(Card))
    collect.close()
    collect.deleteLater()


def said_by(page: CapturePage) -> str:
    """All words of a page."""
    labels = " ".join(label.text() for label in page.findChildren(QLabel))
    return labels + " ".join(column.entry.text for column in page.columns)
