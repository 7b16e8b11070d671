"""The cards of a board as a table."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from tests.keys import LEFT, NONE, click, press, type_text
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.records import Card, Link, ParkedItem, Record
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs import cards, twins
from werkstatt_desktop.ui.board.table.area import TableArea
from werkstatt_desktop.ui.board.table.model import EXPLANATION, LINKS, NUMBER, TEXT, THEME, TITLES


@pytest.fixture
def area(board: Board) -> TableArea:
    """The table in the place of the board of these tests, with the keyboard."""
    press(board.page.view, "T")
    found = board.page.findChild(TableArea)
    assert found is not None
    return found


def column(area: TableArea, column: int) -> list[str]:
    return [str(area.model.index(row, column).data()) for row in range(area.model.rowCount())]


def go_to(area: TableArea, id: str, column: int = TEXT) -> None:
    row = area.model.row(id)
    assert row is not None
    area.table.setCurrentIndex(area.model.index(row, column))


def test_t_shows_the_same_cards_as_rows(board: Board, area: TableArea) -> None:
    """T brings the table in the place of the wall, with the cards in the order of the board; T goes back."""
    assert board.page.view.isHidden()
    assert area.table.hasFocus()
    assert area.model.ids == ["act", "rules", "money", "unclear", "skill", "open"]
    assert [area.model.headerData(n, Qt.Orientation.Horizontal) for n in range(len(TITLES))] == [
        "Nr.", "Thema", "Kategorie", "Text", "Kennzeichen", "Verknüpfungen", "Erläuterung",
    ]  # fmt: skip
    first = [area.model.index(0, n).data() for n in range(4)]
    assert first == ["1", "1  Gemeinsame Ziele", "Chance", "Zielgerichtet und gemeinsam handeln"]
    assert area.model.index(3, THEME).data() == ""
    zoom = board.page.view.camera.zoom
    press(area.table, "T")
    assert area.isHidden()
    assert board.page.view.hasFocus()
    press(board.page.view, "T")
    board.wait()
    assert board.page.view.camera.zoom == zoom


def test_ways_back(board: Board, area: TableArea) -> None:
    """Esc and a button go back as well, and F6 comes by the table while it is there."""
    assert board.page.stops()[0][1] is area
    press(area.table, "Escape")
    assert area.isHidden()
    assert board.page.stops()[0][1] is board.page.view
    press(board.page.view, "T")
    back = area.findChild(QPushButton, "board-table-back")
    assert back is not None
    click(back)
    assert area.isHidden()


def test_the_selection_is_that_of_the_board(board: Board, area: TableArea) -> None:
    """Rows selected here are selected there, and the other way round; the keyboard is on the same card."""
    go_to(area, "money")
    press(area.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert board.page.choice.selected == {"money", "unclear"}
    assert board.page.choice.focus == "unclear"
    press(area.table, "T")
    board.page.choice.select(["act", "open"], focus="open")
    press(board.page.view, "T")
    rows = {index.row() for index in area.table.selectionModel().selectedRows()}
    assert rows == {0, 5}
    assert area.table.currentIndex().row() == 5


def test_f2_rewords_in_place(board: Board, area: TableArea) -> None:
    """The field has the text; Enter hands over in one step, Esc gives up, and undo is seen in the row."""
    go_to(area, "unclear")
    press(area.table, "F2")
    field = area.typing.field
    assert field is not None
    assert field.toPlainText() == "Zuständigkeiten unklar"
    field.selectAll()
    type_text(field, "Wer macht was?\n")
    assert board.steps == ["reword_card"]
    assert column(area, TEXT)[3] == "Wer macht was?"
    assert area.table.hasFocus()
    press(area.table, "F2")
    assert area.typing.field is not None
    type_text(area.typing.field, "x")
    press(area.typing.field, "Escape")
    assert board.steps == ["reword_card"]
    board.desk.undo()
    assert column(area, TEXT)[3] == "Zuständigkeiten unklar"


def test_an_explanation_is_typed_in_its_column(board: Board, area: TableArea) -> None:
    """Shift+F2 from anywhere in the row."""
    go_to(area, "skill", THEME)
    press(area.table, "Shift+F2")
    assert area.typing.field is not None
    type_text(area.typing.field, "Von allen gelernt\n")
    assert board.card("skill").explanation == "Von allen gelernt"
    assert board.steps == ["explain_card"]


def test_a_refused_text_stays_in_the_field(board: Board, area: TableArea) -> None:
    """An empty card is refused with a sentence, and the field stays."""
    go_to(area, "skill")
    press(area.table, "Return")
    field = area.typing.field
    assert field is not None
    field.selectAll()
    press(field, Qt.Key.Key_Delete)
    press(field, Qt.Key.Key_Return)
    assert area.typing.field is field
    assert board.said
    assert board.steps == []
    press(field, Qt.Key.Key_Escape)


def test_what_is_typed_is_handed_over_on_leaving(board: Board, area: TableArea) -> None:
    """Going back to the board and undoing first finish the field."""
    go_to(area, "skill")
    press(area.table, "F2")
    assert area.typing.field is not None
    type_text(area.typing.field, "!")
    board.page.extras.toggle_table()
    assert board.card("skill").text == "Mehr Sachverstand bündeln!"


def test_delete(board: Board, area: TableArea) -> None:
    """The selected rows go in one step; the keyboard is on the next row that stays."""
    go_to(area, "rules")
    press(area.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(area.table, Qt.Key.Key_Delete)
    assert board.steps == ["delete_cards"]
    assert area.model.ids == ["act", "unclear", "skill", "open"]
    assert area.table.currentIndex().row() == 1
    board.desk.undo()
    assert area.model.ids == ["act", "rules", "money", "unclear", "skill", "open"]


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_m_puts_into_a_theme(board: Board, area: TableArea) -> None:
    """M and the number of a theme; 0 takes out of it."""
    go_to(area, "open")
    press(area.table, "M")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    press(menu, Qt.Key.Key_2)
    assert board.card("open").cluster_id == "means"
    assert board.steps == ["put_into_cluster"]
    assert area.model.ids == ["act", "rules", "money", "open", "unclear", "skill"]
    assert area.model.id(area.table.currentIndex().row()) == "open"
    press(area.table, "M")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    press(menu, Qt.Key.Key_0)
    assert board.card("open").cluster_id is None


def test_p_moves_to_the_parking_lot(board: Board, area: TableArea) -> None:
    go_to(area, "open")
    press(area.table, "P")
    assert board.steps == ["park_cards"]
    assert [item.text for item in board.desk.state.all(ParkedItem)] == ["Prozesse offenlegen"]


def test_marks_have_the_keys_of_the_board(board: Board, area: TableArea) -> None:
    """Shift and a letter marks the rows; the marks stand in their column."""
    go_to(area, "open")
    press(area.table, "Shift+S")
    assert board.card("open").star
    row = area.model.row("open")
    assert row is not None
    assert area.model.index(row, 4).data() == "wichtig"


def test_copying(board: Board, area: TableArea) -> None:
    """Ctrl+C puts the rows into the clipboard as the board does; a bare C does nothing."""
    QApplication.clipboard().clear()
    go_to(area, "unclear")
    press(area.table, "C")
    assert QApplication.clipboard().text() == ""
    press(area.table, "Ctrl+C")
    assert "Zuständigkeiten unklar" in QApplication.clipboard().text()
    press(area.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(area.table, "Ctrl+C")
    assert "Mehr Sachverstand bündeln" in QApplication.clipboard().text()
    QApplication.clipboard().clear()


def test_sorting(board: Board, area: TableArea) -> None:
    """S sorts by the column with the keyboard, and again the other way; what says nothing is last."""
    go_to(area, "act", TEXT)
    press(area.table, "S")
    assert column(area, TEXT) == sorted(column(area, TEXT))
    press(area.table, "S")
    assert column(area, TEXT) == sorted(column(area, TEXT), reverse=True)
    assert area.model.id(area.table.currentIndex().row()) == "act"
    go_to(area, "act", NUMBER)
    press(area.table, "S")
    assert area.model.ids == ["act", "rules", "money", "unclear", "skill", "open"]
    head = area.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(TEXT) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), LEFT, NONE, at)
    assert column(area, TEXT) == sorted(column(area, TEXT))


def test_rows_follow_the_workshop(board: Board, area: TableArea) -> None:
    """A step of any page is seen at once, and the keyboard stays with its card."""
    go_to(area, "unclear")
    board.desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=["Neu & <b>fett</b>"])
    assert column(area, TEXT)[-1] == "Neu & <b>fett</b>"
    board.desk.do(verbs.put_into_cluster, ["unclear"], "goals", 0)
    assert area.model.ids[0] == "unclear"
    assert area.model.id(area.table.currentIndex().row()) == "unclear"
    board.desk.show_group("group2")
    assert area.model.ids == []
    assert not area.table.isVisible()


def test_the_text_has_the_most_room(board: Board, area: TableArea) -> None:
    """A column that says nothing is as wide as its heading, and makes room when it says something."""
    table = area.table
    width = table.columnWidth
    assert width(TEXT) > 2 * width(THEME)
    assert width(EXPLANATION) < 140
    board.desk.do(cards.explain_card, "open", "Von Anfang an, und für alle zu lesen")
    assert width(EXPLANATION) > 150
    assert width(TEXT) > max(width(n) for n in range(len(TITLES)) if n != TEXT)
    board.page.resize(900, 600)
    board.wait()
    assert width(TEXT) > max(width(n) for n in range(len(TITLES)) if n != TEXT)
    assert sum(width(n) for n in range(len(TITLES))) <= table.viewport().width() + 1


def test_second_cards_count_once(board: Board, area: TableArea) -> None:
    """The heading counts cards as the board does."""
    board.desk.do(twins.second_cards, ["skill"], "goals")
    assert area.model.rowCount() == 7
    assert "6 Karten" in [label.text() for label in area.findChildren(QLabel)]


def test_links_stand_at_both_cards(make_board: Callable[[list[Record]], Board]) -> None:
    """Each end says what it does to the other, in the words of the other as they are now."""
    board = make_board([*usual(), Link(from_card_id="rules", to_card_id="money", kind="overcomes")])
    press(board.page.view, "T")
    area = board.page.findChild(TableArea)
    assert area is not None
    board.desk.do(cards.reword_card, "money", "Geld fehlt")
    assert column(area, LINKS)[1] == "überwindet: Geld fehlt"
    assert column(area, LINKS)[2] == "überwunden durch: Spielregeln vereinbaren"


def test_a_hidden_board_has_no_rows(board: Board, area: TableArea) -> None:
    """Nothing of its cards can be read, and a sentence says why; V brings them back."""
    press(area.table, "V")
    assert area.model.rowCount() == 0
    words = area.findChild(QLabel, "board-table-empty")
    assert words is not None
    assert words.isVisible()
    assert "verdeckt" in words.text()
    board.page.commands.veil()
    assert area.model.rowCount() == 6


def test_keys_are_heard_where_there_are_no_rows(board: Board, area: TableArea) -> None:
    """On a hidden board V reveals the cards in the table, too, and T and Esc go back to the wall."""
    press(area.table, "T")
    for way_back in ("T", "Escape"):
        board.page.commands.veil()
        press(board.page.view, "T")
        focus = QApplication.focusWidget()
        assert focus is not None
        assert area.isAncestorOf(focus)
        press(focus, way_back)
        assert area.isHidden()
        assert board.page.view.hasFocus()
        board.page.commands.veil()
    press(board.page.view, "T")
    press(area.table, "V")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert area.isAncestorOf(focus)
    press(focus, "V")
    assert area.model.rowCount() == 6
    assert area.table.hasFocus()


def test_screen_reader_reads_cells(board: Board, area: TableArea) -> None:
    """The table has a name, and its cells say what they show."""
    read = QAccessible.queryAccessibleInterface(area.table)
    assert read.role() == QAccessible.Role.Table
    assert read.text(QAccessible.Text.Name) == "Karten als Tabelle"
    said = {read.child(n).text(QAccessible.Text.Name) for n in range(read.childCount())}
    assert {"Zuständigkeiten unklar", "Kategorie", "Schwierigkeit"} <= said


def test_ten_thousand_rows(make_board: Callable[[list[Record]], Board]) -> None:
    """A very large board is a table at once: what is not seen is not asked for."""
    cards = [
        Card(id=f"c{n}", group_id="group1", category_id="obstacle", text=f"Karte {n}", x=n * 200.0, written=n)
        for n in range(10_000)
    ]
    board = make_board([*cards])
    start = thread_time()
    press(board.page.view, "T")
    board.wait()
    assert thread_time() - start < 2.0
    area = board.page.findChild(TableArea)
    assert area is not None
    assert area.model.rowCount() == 10_000
    press(area.table, "Ctrl+End")
    assert area.table.currentIndex().row() == 9_999
    assert area.table.indexAt(QPoint(5, area.table.viewport().height() - 5)).row() > 9_980
