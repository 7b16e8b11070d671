"""Which obstacle is answered by which recommendation and measure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.measures.test_table import POPUP, add, fill, open_page
from tests.ui.prepare.preparing import button, settle
from tests.ui.shell import Asked
from werkstatt_desktop.domain.records import Answer, Card, Category, Link, Measure
from werkstatt_desktop.domain.verbs import board as board_verbs
from werkstatt_desktop.domain.verbs import measures as verbs
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.measures.page import MeasuresPage


@pytest.fixture
def board(desk: Desk) -> Desk:
    """Three obstacles; the first is overcome by a recommendation that a measure carries out."""
    kinds = {category.role: category.id for category in desk.state.all(Category)}
    texts = (
        ("o1", "Ressortegoismus", "group1"),
        ("o2", "Zuständigkeiten", "group1"),
        ("o3", "Angst", "group2"),
    )
    fill(
        desk,
        *(
            Card(id=id, group_id=group, category_id=kinds["obstacle"], text=text, written=n)
            for n, (id, text, group) in enumerate(texts)
        ),
        Card(id="a1", group_id="group1", category_id=kinds["recommendation"], text="Spielregeln", written=9),
        Link(id="l1", from_card_id="a1", to_card_id="o1", kind="overcomes"),
        Measure(id="m1", what="Entwurf schreiben"),
        Answer(measure_id="m1", card_id="a1"),
    )
    return desk


def rows(page: MeasuresPage) -> list[tuple[str, str, str]]:
    model = page.coverage.rows
    return [tuple(model.row(n)[1:4]) for n in range(model.rowCount())]  # type: ignore[misc]


def spot(page: MeasuresPage, row: int, part: int) -> QPoint:
    """The middle of a box, in the list's viewport."""
    view = page.coverage.list
    rect = view.visualRect(page.coverage.rows.index(row))
    return view.look.boxes(rect.toRectF())[part].center().toPoint()


def test_rows(board: Desk, qtbot: QtBot) -> None:
    """Each obstacle has its row, with what answers it; how many lack a recommendation is said."""
    page = open_page(board, qtbot)
    assert rows(page) == [
        ("Ressortegoismus", "Spielregeln", "1 · Entwurf schreiben"),
        ("Zuständigkeiten", "", ""),
        ("Angst", "", ""),
    ]
    assert page.coverage.count.text() == "2 noch ohne Anregung"
    spoken = page.coverage.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Schwierigkeit: Zuständigkeiten. Anregung: noch ohne Anregung. Maßnahme: keine"


def test_follows(board: Desk, qtbot: QtBot) -> None:
    """A step elsewhere shows at once; the current row stays with its obstacle."""
    page = open_page(board, qtbot)
    view = page.coverage.list
    view.setCurrentIndex(page.coverage.rows.index(2))
    fill(board, Link(id="l2", from_card_id="a1", to_card_id="o2", kind="overcomes"))
    assert page.coverage.count.text() == "1 noch ohne Anregung"
    assert rows(page)[1] == ("Zuständigkeiten", "Spielregeln", "1 · Entwurf schreiben")
    assert view.currentIndex().row() == 2


def test_only_open(board: Desk, qtbot: QtBot) -> None:
    """What has recommendation and measure is left out when only the open is wanted."""
    page = open_page(board, qtbot)
    click(button(page, "coverage-open"))
    assert [row[0] for row in rows(page)] == ["Zuständigkeiten", "Angst"]
    board.do(verbs.delete_measure, "m1")
    assert [row[0] for row in rows(page)] == ["Ressortegoismus", "Zuständigkeiten", "Angst"]


@POPUP
def test_one_group(board: Desk, qtbot: QtBot) -> None:
    """The obstacles of one group alone, and all again."""
    page = open_page(board, qtbot)
    for place, wanted in ((2, ["Angst"]), (0, ["Ressortegoismus", "Zuständigkeiten", "Angst"])):
        click(button(page, "coverage-group"))
        settle()
        menu = page.findChild(QMenu, "coverage-groups")
        assert menu is not None
        click(menu, menu.actionGeometry(menu.actions()[place]).center())
        settle()
        assert [row[0] for row in rows(page)] == wanted


def test_hidden_board(board: Desk, qtbot: QtBot) -> None:
    """The texts of a board that is hidden are not told here either."""
    board.do(board_verbs.hide_board, "group1", hidden=True)
    page = open_page(board, qtbot)
    assert [row[0] for row in rows(page)] == ["verdeckte Karte", "verdeckte Karte", "Angst"]
    assert "Spielregeln" not in button(page, "measure-for-m1").text()


def test_click_leads_to_the_card(board: Desk, qtbot: QtBot) -> None:
    """A click on a box asks for its card; on a measure it brings the keyboard there."""
    page = open_page(board, qtbot)
    viewport = page.coverage.list.viewport()
    for row, part, card in ((0, 0, "o1"), (0, 1, "a1"), (1, 1, "o2")):
        with qtbot.waitSignal(page.card_wanted) as asked:
            click(viewport, spot(page, row, part))
        assert asked.args == [card]
    click(viewport, spot(page, 0, 2))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "measure-what-m1"


def test_keyboard(board: Desk, qtbot: QtBot) -> None:
    """Arrow keys walk over rows and boxes, Enter leads on, Einfg makes a measure for what is there."""
    page = open_page(board, qtbot)
    view = page.coverage.list
    view.setFocus()
    press(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.card_wanted) as asked:
        press(view, Qt.Key.Key_Return)
    assert asked.args == ["a1"]
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Insert)
    settle()
    new = next(m for m in board.state.all(Measure) if m.id != "m1")
    assert [a.card_id for a in board.state.kids(Answer, "measure_id", new.id)] == ["o2"]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == f"measure-what-{new.id}"


def test_empty(desk: Desk, qtbot: QtBot) -> None:
    """Without obstacles it says where they come from."""
    page = open_page(desk, qtbot)
    label = page.findChild(QLabel, "coverage-empty")
    assert label is not None
    assert label.isVisible()
    assert "Sammeln" in label.text()
    assert page.coverage.count.text() == ""


def test_thousand_cards(desk: Desk, qtbot: QtBot) -> None:
    """A thousand obstacles are rows of one view, and the last one is reached."""
    kind = next(c.id for c in desk.state.all(Category) if c.role == "obstacle")
    fill(
        desk,
        *(
            Card(id=f"o{n}", group_id="group1", category_id=kind, text=f"Karte {n}", written=n)
            for n in range(1000)
        ),
    )
    page = open_page(desk, qtbot)
    view = page.coverage.list
    view.setFocus()
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 30_000)
    press(view, Qt.Key.Key_End)
    with qtbot.waitSignal(page.card_wanted) as asked:
        press(view, Qt.Key.Key_Return)
    assert asked.args == ["o999"]


def test_in_the_window(board: Desk, qtbot: QtBot) -> None:
    """The rail counts measures; a card that is asked for is chosen on the board of its group."""
    window = WorkshopWindow(board, Asked().services())
    qtbot.addWidget(window)
    show(window)
    window.show_page("measures")
    settle()
    assert window.rail.buttons["measures"].accessibleDescription() == "1 Maßnahme"
    add(board, "Noch eine")
    assert window.rail.buttons["measures"].accessibleDescription() == "2 Maßnahmen"
    page = window.findChild(MeasuresPage)
    assert page is not None
    click(page.coverage.list.viewport(), spot(page, 2, 0))
    settle()
    assert window.page_name == "arrange"
    assert board.group_id == "group2"
    shown = window.findChild(BoardPage)
    assert shown is not None
    assert shown.choice.ids == {"o3"}
    window.close()
