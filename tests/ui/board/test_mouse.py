"""The board by mouse: each gesture is one edit, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.keys import LEFT, NONE, click, drag, press
from tests.ui.board.walls import Board, usual
from werkstatt_desktop.domain.records import Card, Cluster, Record
from werkstatt_desktop.ui.card_drag import card_ids

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def wheel(board: Board, turned: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    at = QPointF(board.viewport.rect().center())
    event = QWheelEvent(
        at,
        QPointF(board.viewport.mapToGlobal(at.toPoint())),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(board.viewport, event)


def test_a_card_goes_where_it_is_dropped(board: Board) -> None:
    """One drag of a card is one edit, and undo puts the card back."""
    start = board.at("unclear")
    drag(board.viewport, start, start + QPoint(100, 60))
    assert board.steps == ["move_card"]
    assert board.place("unclear") == (100.0, 300.0)
    board.desk.undo()
    assert board.place("unclear") == (0.0, 240.0)
    assert (board.box("unclear").x, board.box("unclear").y) == (0.0, 240.0)


def test_nothing_moved_is_no_edit(board: Board) -> None:
    """A click, a trembling hand and a card brought back change nothing."""
    click(board.viewport, board.at("unclear"))
    QTest.mousePress(board.viewport, LEFT, NONE, board.at("unclear"))
    QTest.mouseMove(board.viewport, board.at("unclear") + QPoint(2, 1))
    QTest.mouseRelease(board.viewport, LEFT, NONE, board.at("unclear") + QPoint(2, 1))
    drag(board.viewport, board.at("unclear"), board.at("unclear") + QPoint(90, 0), board.at("unclear"))
    assert board.steps == []


def test_all_selected_cards_go_along(board: Board) -> None:
    """Dragging one of several selected cards moves them all in one edit."""
    click(board.viewport, board.at("unclear"))
    click(board.viewport, board.at("open"), CTRL)
    drag(board.viewport, board.at("open"), board.at("open") + QPoint(0, 150))
    assert board.steps == ["move_cards"]
    assert (board.place("unclear"), board.place("open")) == ((0.0, 390.0), (440.0, 390.0))
    assert board.place("skill") == (220.0, 240.0)


def test_an_unselected_card_goes_alone(board: Board) -> None:
    """Dragging a card that is not selected leaves the selected ones where they are."""
    click(board.viewport, board.at("unclear"))
    click(board.viewport, board.at("open"), CTRL)
    drag(board.viewport, board.at("skill"), board.at("skill") + QPoint(0, 150))
    assert board.steps == ["move_card"]
    assert board.chosen == {"skill"}


def test_a_card_dropped_on_a_theme_joins_it(board: Board) -> None:
    """It comes to the place where it is dropped: here before the second card."""
    left_half = board.at("rules") - QPoint(60, 0)
    drag(board.viewport, board.at("unclear"), left_half)
    assert board.steps == ["put_into_cluster"]
    assert board.row("goals") == ["act", "unclear", "rules"]


def test_a_theme_lights_up_under_what_is_carried(board: Board) -> None:
    """While a card is over a theme that would take it, the theme shows so; afterwards no more."""
    theme = board.page.scene.themes["goals"]
    QTest.mousePress(board.viewport, LEFT, NONE, board.at("unclear"))
    QTest.mouseMove(board.viewport, board.at("unclear") + QPoint(30, 0))
    QTest.mouseMove(board.viewport, board.at("rules"))
    assert theme.lit
    assert len(theme.gaps) == 1
    assert not board.page.scene.themes["means"].lit
    QTest.mouseMove(board.viewport, board.point(300, 500))
    assert not theme.lit
    QTest.mouseRelease(board.viewport, LEFT, NONE, board.point(300, 500))
    assert not theme.lit


def test_a_card_dragged_out_of_its_theme_hangs_loose(board: Board) -> None:
    """The wall takes it where it is dropped, and the theme closes up."""
    drag(board.viewport, board.at("act"), board.point(700, 500))
    assert board.steps == ["move_card"]
    assert board.card("act").cluster_id is None
    assert board.row("goals") == ["rules"]


def test_dropped_in_its_own_place_nothing_changes(board: Board) -> None:
    """Carrying a card of a theme about within its place is no edit."""
    drag(board.viewport, board.at("act"), board.at("act") + QPoint(15, 9))
    assert board.steps == []
    assert board.row("goals") == ["act", "rules"]
    box = board.box("act")
    assert (box.x, box.y) == (18.0, 34.0)


def test_nothing_moved_whatever_the_numbers(make_board: Callable[[list[Record]], Board]) -> None:
    """Places and ranks that are no whole numbers, as much moving leaves them, are no reason for an edit."""
    cards = [
        Card(id=f"c{n}", group_id="group1", category_id="obstacle", cluster_id="goals", rank=rank, text="x")
        for n, rank in enumerate((0.1, 0.25, 7.0))
    ]
    loose = Card(id="loose", group_id="group1", category_id="obstacle", x=0.4, y=300.7, text="y")
    board = make_board([Cluster(id="goals", group_id="group1"), *cards, loose])
    for id in ("c0", "c1", "c2", "loose"):
        drag(board.viewport, board.at(id), board.at(id) + QPoint(40, 2), board.at(id))
    assert board.steps == []


def test_cards_change_places_within_a_theme(board: Board) -> None:
    """Dropped behind its neighbour a card comes after it."""
    drag(board.viewport, board.at("act"), board.at("rules") + QPoint(70, 0))
    assert board.steps == ["put_into_cluster"]
    assert board.row("goals") == ["rules", "act"]


def test_a_theme_takes_its_cards_along(board: Board) -> None:
    """Dragging a theme by its oval or its box is one change of the theme; its cards stay in it."""
    drag(board.viewport, board.at("goals"), board.at("goals") + QPoint(60, 380))
    assert board.steps == ["move_cluster"]
    before = board.box("act")
    inside = board.point(board.box("goals").x + 8, board.box("goals").y + 60)
    drag(board.viewport, inside, inside + QPoint(30, 0))
    assert board.steps == ["move_cluster", "move_cluster"]
    assert board.box("act").x == before.x + 30
    assert board.card("act").cluster_id == "goals"


def test_everything_moves_in_one_edit(board: Board) -> None:
    """After selecting all, a drag moves themes and loose cards; the cards in themes stay in them."""
    press(board.page.view, "Ctrl+A")
    drag(board.viewport, board.at("unclear"), board.at("unclear") + QPoint(40, 80))
    assert board.steps == ["move_cards"]
    assert board.place("unclear") == (40.0, 320.0)
    assert (board.box("goals").x, board.box("goals").y) == (40.0, 80.0)
    assert board.card("act").cluster_id == "goals"


def test_escape_gives_a_drag_up(board: Board) -> None:
    """Everything is back where it was, and letting go afterwards does nothing."""
    QTest.mousePress(board.viewport, LEFT, NONE, board.at("unclear"))
    QTest.mouseMove(board.viewport, board.at("unclear") + QPoint(30, 0))
    QTest.mouseMove(board.viewport, board.at("rules"))
    assert board.box("unclear").y < 100
    press(board.page.view, Qt.Key.Key_Escape)
    assert board.box("unclear").y == 240.0
    assert not board.page.scene.themes["goals"].lit
    QTest.mouseRelease(board.viewport, LEFT, NONE, board.at("rules"))
    assert board.steps == []


def test_a_frame_selects_what_it_touches(board: Board) -> None:
    """A frame drawn on the wall selects the cards it touches, and themes that lie in it as a whole."""
    drag(board.viewport, board.point(-20, 330), board.point(230, 260))
    assert board.chosen == {"unclear", "skill"}
    drag(board.viewport, board.point(-20, 330), board.point(460, -30))
    assert board.page.choice.selected >= {"goals", "act", "rules"}
    assert "means" not in board.page.choice.selected
    assert board.steps == []


def test_a_frame_adds_with_shift_and_is_given_up_with_escape(board: Board) -> None:
    """Shift keeps what was selected; Esc brings the selection before the frame back."""
    click(board.viewport, board.at("open"))
    drag(board.viewport, board.point(-20, 330), board.point(100, 260), modifiers=SHIFT)
    assert board.chosen == {"open", "unclear"}
    QTest.mousePress(board.viewport, LEFT, NONE, board.point(-20, 330))
    QTest.mouseMove(board.viewport, board.point(0, 320))
    QTest.mouseMove(board.viewport, board.point(230, 260))
    assert board.chosen == {"unclear", "skill"}
    press(board.page.view, Qt.Key.Key_Escape)
    assert board.chosen == {"open", "unclear"}


def test_clicks_choose(board: Board) -> None:
    """A click chooses one, Ctrl and Shift add and take away, a click on the wall chooses none."""
    click(board.viewport, board.at("unclear"))
    assert board.chosen == {"unclear"}
    click(board.viewport, board.at("skill"), CTRL)
    click(board.viewport, board.at("open"), SHIFT)
    assert board.chosen == {"unclear", "skill", "open"}
    click(board.viewport, board.at("skill"), CTRL)
    assert board.chosen == {"unclear", "open"}
    click(board.viewport, board.at("open"))
    assert board.chosen == {"open"}
    click(board.viewport, board.point(300, 500))
    assert board.chosen == frozenset()


def test_double_click_on_a_card_rewords_it(board: Board) -> None:
    """A field opens in its place."""
    QTest.mouseDClick(board.viewport, LEFT, NONE, board.at("unclear"))
    field = board.page.editing.field
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "Zuständigkeiten unklar"


def test_double_click_on_a_heading_names_the_theme(board: Board) -> None:
    """A field opens in the oval, with the whole heading selected."""
    QTest.mouseDClick(board.viewport, LEFT, NONE, board.at("goals"))
    field = board.page.editing.field
    assert isinstance(field, QLineEdit)
    assert field.selectedText() == "Gemeinsame Ziele"


def test_double_click_on_the_wall_begins_a_theme(board: Board) -> None:
    """It lies around the mouse, is empty, and its heading is open for typing."""
    at = board.point(600, 500)
    click(board.viewport, at)
    QTest.mouseDClick(board.viewport, LEFT, NONE, at)
    assert board.steps == ["form_cluster"]
    (new,) = (c for c in board.desk.state.all(Cluster) if c.id not in {"goals", "means"})
    assert board.box(new.id).contains(600, 500)
    assert isinstance(board.page.editing.field, QLineEdit)


def test_esc_takes_an_empty_new_theme_back(board: Board) -> None:
    """One begun by mistake does not stay on the wall; Esc later, on an old heading, takes nothing back."""
    at = board.point(600, 500)
    QTest.mouseDClick(board.viewport, LEFT, NONE, at)
    field = board.page.editing.field
    assert field is not None
    press(field, "Escape")
    assert {c.id for c in board.desk.state.all(Cluster)} == {"goals", "means"}
    QTest.mouseDClick(board.viewport, LEFT, NONE, at)
    press(board.page.editing.field, "Return")
    assert board.desk.state.count(Cluster) == 3
    press(board.page.view, "F2")
    assert board.page.editing.field is not None
    press(board.page.editing.field, "Escape")
    assert board.desk.state.count(Cluster) == 3


def test_the_middle_button_moves_the_wall(board: Board) -> None:
    """So does the left one while the space bar is down; nothing is selected by that."""
    before = board.at("unclear")
    QTest.mousePress(board.viewport, Qt.MouseButton.MiddleButton, NONE, QPoint(400, 400))
    QTest.mouseMove(board.viewport, QPoint(450, 420))
    QTest.mouseRelease(board.viewport, Qt.MouseButton.MiddleButton, NONE, QPoint(450, 420))
    assert board.at("unclear") - before == QPoint(50, 20)
    click(board.viewport, board.at("skill"))
    before = board.at("unclear")
    QTest.keyPress(board.page.view, Qt.Key.Key_Space)
    drag(board.viewport, board.at("unclear"), board.at("unclear") + QPoint(-40, 10))
    QTest.keyRelease(board.page.view, Qt.Key.Key_Space)
    assert board.at("unclear") - before == QPoint(-40, 10)
    assert board.page.choice.selected == frozenset()
    assert board.steps == []


def test_the_wheel_scrolls(board: Board) -> None:
    """Up and down, with Shift to the sides."""
    before = board.at("unclear")
    wheel(board, QPoint(0, -120))
    assert board.at("unclear") - before == QPoint(0, -60)
    wheel(board, QPoint(0, -120), SHIFT)
    assert board.at("unclear") - before == QPoint(-60, -60)


def test_the_wheel_with_ctrl_zooms_to_the_mouse(board: Board) -> None:
    """What lies under the mouse stays there."""
    camera = board.page.view.camera
    middle = board.viewport.rect().center()
    fixed, zoom = board.page.view.on_board(middle), camera.zoom
    wheel(board, QPoint(0, 240), CTRL)
    wheel(board, QPoint(0, 120), CTRL)
    assert camera.zoom > zoom * 1.5
    moved = board.page.view.on_board(middle) - fixed
    assert abs(moved.x()) < 1.5
    assert abs(moved.y()) < 1.5
    wheel(board, QPoint(0, -360), CTRL)
    assert camera.zoom == pytest.approx(zoom)


def test_the_wall_scrolls_at_the_edge(board: Board) -> None:
    """A card carried to the edge of the view takes the view along and lands where it is dropped."""
    edge = QPoint(board.viewport.width() - 3, board.at("open").y() + 40)
    start = board.page.view.camera.standpoint().centre.x()
    QTest.mousePress(board.viewport, LEFT, NONE, board.at("open"))
    QTest.mouseMove(board.viewport, board.at("open") + QPoint(20, 0))
    QTest.mouseMove(board.viewport, edge)
    QTest.qWait(450)
    moved = board.page.view.camera.standpoint().centre.x() - start
    assert moved > 30
    QTest.mouseRelease(board.viewport, LEFT, NONE, edge)
    assert board.steps == ["move_card"]
    assert abs(board.page.view.on_board(edge).x() - (board.card("open").x + 94)) < 2


def test_a_large_drag_is_one_edit(make_board: Callable[[list[Record]], Board]) -> None:
    """Forty selected cards go into a theme together, in reading order."""
    cards = [
        Card(
            id=f"card{n:02}",
            group_id="group1",
            category_id="obstacle",
            text=f"Karte {n}",
            x=(n % 8) * 200.0,
            y=240.0 + (n // 8) * 90,
            written=n + 10,
        )
        for n in range(40)
    ]
    board = make_board([*(r for r in usual() if isinstance(r, Cluster)), *cards])
    board.page.choice.select([card.id for card in cards])
    drag(board.viewport, board.at("card17"), board.at("means") + QPoint(0, 30))
    assert board.steps == ["put_into_cluster"]
    assert board.row("means") == [card.id for card in cards]


def carry_out(board: Board, id: str) -> QMimeData:
    """Drag a card over the upper edge of the view; what the hand carries then."""
    QTest.mousePress(board.viewport, LEFT, NONE, board.at(id))
    QTest.mouseMove(board.viewport, board.at(id) + QPoint(20, 0))
    QTest.mouseMove(board.viewport, QPoint(board.at(id).x(), -30))
    carried = board.page.view.findChild(QDrag)
    assert carried is not None
    assert not carried.pixmap().isNull()
    QTest.mouseRelease(board.viewport, LEFT, NONE, QPoint(0, -30))
    return carried.mimeData()


def send_over(board: Board, kind: type[QDropEvent], at: QPoint, data: QMimeData) -> None:
    move = Qt.DropAction.MoveAction
    where = QPointF(at) if kind is QDropEvent else at
    QApplication.sendEvent(board.viewport, kind(where, move, data, LEFT, NONE))  # type: ignore[arg-type]


def test_cards_are_carried_to_the_tab_of_another_group(board: Board) -> None:
    """Beyond the upper edge a drag carries the cards' ids; on the board they are back in their places."""
    board.page.choice.select(["skill", "unclear"])
    data = carry_out(board, "skill")
    assert card_ids(data) == ["unclear", "skill"]
    assert data.text() == "Zuständigkeiten unklar\nMehr Sachverstand bündeln"
    assert board.box("skill").x == 220.0
    assert board.steps == []


def test_carried_cards_come_back(board: Board) -> None:
    """Over the board again they hang on the mouse as before, can leave and be dropped into a theme."""
    data = carry_out(board, "unclear")
    send_over(board, QDragEnterEvent, board.at("skill"), data)
    assert board.box("unclear").x == 220.0
    QApplication.sendEvent(board.viewport, QDragLeaveEvent())
    assert board.box("unclear").x == 0.0
    send_over(board, QDragEnterEvent, board.at("skill"), data)
    send_over(board, QDragMoveEvent, board.at("money"), data)
    assert board.page.scene.themes["means"].lit
    send_over(board, QDropEvent, board.at("money") - QPoint(60, 0), data)
    assert board.steps == ["put_into_cluster"]
    assert board.row("means") == ["unclear", "money"]


def test_themes_stay_on_their_board(board: Board) -> None:
    """A theme carried to the upper edge scrolls the wall and does not leave."""
    QTest.mousePress(board.viewport, LEFT, NONE, board.at("goals"))
    QTest.mouseMove(board.viewport, board.at("goals") + QPoint(0, 20))
    QTest.mouseMove(board.viewport, QPoint(200, -30))
    assert board.page.view.findChild(QDrag) is None
    press(board.page.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(board.viewport, LEFT, NONE, QPoint(200, -30))
    assert board.steps == []
