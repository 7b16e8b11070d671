"""Gestures: one step each in the journal, and undo brings the picture back to the pixel.

Real events of mouse, keyboard, touchpad and touch screen; what happened is read from the workshop.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.keys import LEFT, NONE, click, drag, press
from tests.ui.board.hands import CTRL, SHIFT, carried_out, let_go, over, picture, sent
from tests.ui.board.walls import Board
from werkstatt_desktop.ui.board.gestures import Gesture, Grip
from werkstatt_desktop.ui.board.nudge import FAR, STEP
from werkstatt_desktop.ui.frame.group_tabs import GroupTabs
from werkstatt_desktop.ui.frame.rail import Rail


def drag_loose(board: Board) -> None:
    drag(board.viewport, board.at("unclear"), board.at("unclear") + QPoint(130, 190))


def drag_out(board: Board) -> None:
    drag(board.viewport, board.at("act"), board.point(720, 420))


def drag_in(board: Board) -> None:
    drag(board.viewport, board.at("open"), board.at("rules") - QPoint(60, 0))


def drag_within(board: Board) -> None:
    drag(board.viewport, board.at("act"), board.at("rules") + QPoint(70, 0))


def drag_theme(board: Board) -> None:
    drag(board.viewport, board.at("goals"), board.at("goals") + QPoint(60, 380))


def drag_theme_on_theme(board: Board) -> None:
    drag(board.viewport, board.at("goals"), board.at("means"))


def drag_all(board: Board) -> None:
    press(board.page.view, "Ctrl+A")
    drag(board.viewport, board.at("unclear"), board.at("unclear") + QPoint(40, 80))


def double_click_wall(board: Board) -> None:
    QTest.mouseDClick(board.viewport, LEFT, NONE, board.point(300, 500))
    field = board.page.editing.field
    assert field is not None
    press(field, "Return")


def double_click_card(board: Board) -> None:
    QTest.mouseDClick(board.viewport, LEFT, NONE, board.at("skill"))
    field = board.page.editing.field
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_X)
    press(field, "Return")


def nudge(board: Board) -> None:
    click(board.viewport, board.at("skill"))
    for key in ("Ctrl+Right", "Ctrl+Down", "Ctrl+Shift+Down"):
        press(board.page.view, key)
    board.page.commands.settle()


def drop_on_tab(board: Board) -> None:
    tabs = GroupTabs(board.desk, board.page)
    tabs.refresh(None)
    data = carried_out(board, "skill", QPoint(400, -30))
    at = tabs.tabRect(1).center()
    sent(tabs, QDragEnterEvent, data, at)
    assert sent(tabs, QDragMoveEvent, data, at).isAccepted()
    assert sent(tabs, QDropEvent, data, at).isAccepted()
    tabs.deleteLater()


def drop_on_parking(board: Board) -> None:
    rail = Rail(board.desk, (), board.page)
    data = carried_out(board, "skill", QPoint(-30, 300))
    at = QPoint(20, 10)
    assert sent(rail.parked, QDragEnterEvent, data, at).isAccepted()
    assert sent(rail.parked, QDropEvent, data, at).isAccepted()
    rail.deleteLater()


GESTURES: dict[str, tuple[Callable[[Board], None], str]] = {
    "a loose card": (drag_loose, "move_card"),
    "out of a theme": (drag_out, "move_card"),
    "into a theme": (drag_in, "put_into_cluster"),
    "within a theme": (drag_within, "put_into_cluster"),
    "a theme": (drag_theme, "move_cluster"),
    "a theme on another": (drag_theme_on_theme, "merge_clusters"),
    "everything": (drag_all, "move_cards"),
    "a double click on the wall": (double_click_wall, "form_cluster"),
    "a double click on a card": (double_click_card, "reword_card"),
    "nudging": (nudge, "move_card"),
    "onto a tab": (drop_on_tab, "hand_over_card"),
    "into the parking lot": (drop_on_parking, "park_cards"),
}


@pytest.mark.parametrize("name", GESTURES)
def test_one_step_and_undo_restores_the_picture(board: Board, name: str) -> None:
    """Each gesture is one entry of the journal; the wall looks different, and after undo as before."""
    before = picture(board)
    hand, verb = GESTURES[name]
    hand(board)
    assert board.steps == [verb]
    assert picture(board) != before
    board.desk.undo()
    assert picture(board) == before


@pytest.mark.parametrize(
    "goal",
    [(720.0, 420.0), (20.0, 100.0), (560.0, 70.0), (300.0, 20.0)],
    ids=["wall", "theme", "other", "home"],
)
@pytest.mark.parametrize("id", ["act", "unclear", "goals"])
def test_escape_restores_the_picture(board: Board, id: str, goal: tuple[float, float]) -> None:
    """Esc in the middle of any drag leaves no trace, and letting go afterwards does nothing."""
    before = picture(board)
    over(board, board.at(id), board.point(*goal))
    press(board.page.view, Qt.Key.Key_Escape)
    let_go(board, board.point(*goal))
    assert board.steps == []
    assert picture(board) == before


def test_a_theme_makes_room(board: Board) -> None:
    """While cards are held over a theme its cards show how they would lie, and the theme grows with them."""
    theme = board.page.scene.themes["goals"]
    before, rules = board.box("goals"), board.box("rules")
    over(board, board.at("unclear"), board.at("rules") - QPoint(60, 0))
    assert [(gap.x(), gap.y()) for gap in theme.gaps] == [(rules.x, rules.y)]
    assert board.box("rules").y > rules.y
    assert board.box("goals").height > before.height
    assert board.box("act") == board.box("act")
    QTest.mouseMove(board.viewport, board.point(300, 520))
    assert board.box("goals") == before
    assert board.box("rules") == rules
    assert theme.gaps == ()
    let_go(board, board.point(300, 520))
    assert board.steps == ["move_card"]


def test_what_is_shown_is_what_comes(board: Board) -> None:
    """After the drop every card of the theme lies where it lay while the card was held."""
    over(board, board.at("unclear"), board.at("rules") - QPoint(60, 0))
    shown = {id: board.box(id) for id in ("act", "rules", "goals")}
    gap = board.page.scene.themes["goals"].gaps[0]
    let_go(board, board.at("rules") - QPoint(60, 0))
    let_go(board, board.point(*gap.center().toTuple()))
    assert board.row("goals") == ["act", "unclear", "rules"]
    assert {id: board.box(id) for id in shown} == shown
    assert (board.box("unclear").x, board.box("unclear").y) == (gap.x(), gap.y())


def test_a_theme_closes_up_behind_a_card(board: Board) -> None:
    """A card carried out of its theme leaves no hole there."""
    place = board.box("act")
    over(board, board.at("act"), board.point(720, 420))
    assert board.box("rules") == place
    press(board.page.view, Qt.Key.Key_Escape)
    assert board.box("act") == place
    let_go(board, board.point(720, 420))


def test_a_hand_that_rests_changes_nothing(board: Board) -> None:
    """The gap stays where it is while the hand moves about in it."""
    over(board, board.at("unclear"), board.at("rules") - QPoint(60, 0))
    theme = board.page.scene.themes["goals"]
    gap = theme.gaps
    centre = board.point(*gap[0].center().toTuple())
    for by in (QPoint(-40, 0), QPoint(40, 10), QPoint(60, -20), QPoint(0, 0)):
        QTest.mouseMove(board.viewport, centre + by)
        assert theme.gaps == gap
    press(board.page.view, Qt.Key.Key_Escape)
    let_go(board, centre)


def test_a_folded_theme_takes_cards(board: Board) -> None:
    """It lights up without opening, and the card goes to its end."""
    from werkstatt_desktop.domain.verbs import themes

    board.desk.do(themes.fold, ["goals"], folded=True)
    over(board, board.at("unclear"), board.at("goals"))
    assert board.page.scene.themes["goals"].lit
    let_go(board, board.at("goals"))
    assert board.steps[-1] == "put_into_cluster"
    assert board.card("unclear").cluster_id == "goals"
    assert board.card("unclear").rank > board.card("rules").rank


def test_the_band_turns_over_with_ctrl(board: Board) -> None:
    """Shift adds what the frame touches, Ctrl takes out what was selected and adds what was not."""
    board.page.choice.select(["unclear", "open"])
    drag(board.viewport, board.point(-20, 330), board.point(230, 260), modifiers=CTRL)
    assert board.page.choice.selected == {"open", "skill"}
    drag(board.viewport, board.point(-20, 330), board.point(230, 260), modifiers=SHIFT)
    assert board.page.choice.selected == {"open", "skill", "unclear"}
    assert board.steps == []


def test_clicks_with_shift_only_add(board: Board) -> None:
    """Shift never takes away, Ctrl does; on the wall neither changes anything."""
    click(board.viewport, board.at("unclear"))
    click(board.viewport, board.at("skill"), SHIFT)
    click(board.viewport, board.at("skill"), SHIFT)
    assert board.chosen == {"unclear", "skill"}
    click(board.viewport, board.point(300, 500), SHIFT)
    click(board.viewport, board.point(300, 500), CTRL)
    assert board.chosen == {"unclear", "skill"}
    click(board.viewport, board.at("skill"), CTRL)
    assert board.chosen == {"unclear"}


def test_a_button_that_went_up_elsewhere(board: Board) -> None:
    """A movement without the button ends a drag of which the end was not heard; nothing is moved."""
    over(board, board.at("unclear"), board.point(300, 520))
    from PySide6.QtGui import QMouseEvent

    at = QPointF(board.point(310, 530))
    move = QMouseEvent(
        QEvent.Type.MouseMove, at, board.viewport.mapToGlobal(at), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, NONE,
    )  # fmt: skip
    QApplication.sendEvent(board.viewport, move)
    assert board.box("unclear").y == 240.0
    let_go(board, board.point(310, 530))
    assert board.steps == []


def test_the_wall_scrolls_under_a_frame_and_a_load(board: Board) -> None:
    """At every edge of the view, and back again; the frame grows with the wall."""
    camera = board.page.view.camera
    for edge in (QPoint(4, 300), QPoint(600, 4), QPoint(600, board.viewport.height() - 4)):
        camera.show_all()
        before = camera.standpoint().centre
        over(board, board.point(300, 520), edge)
        QTest.qWait(350)
        moved = camera.standpoint().centre - before
        press(board.page.view, Qt.Key.Key_Escape)
        let_go(board, edge)
        sideways = edge.x() < 10
        assert (moved.x() if sideways else moved.y()) * (1 if edge.y() > 400 else -1) > 5


def test_nudging_far(board: Board) -> None:
    """Ctrl and an arrow is one step, with Shift ten; in a theme it is places."""
    click(board.viewport, board.at("skill"))
    press(board.page.view, "Ctrl+Right")
    press(board.page.view, "Ctrl+Shift+Right")
    board.page.commands.settle()
    assert board.place("skill") == (220.0 + STEP + FAR * STEP, 240.0)
    assert board.steps == ["move_card"]
    click(board.viewport, board.at("act"))
    press(board.page.view, "Ctrl+Shift+Right")
    board.page.commands.settle()
    assert board.row("goals") == ["rules", "act"]


def test_others_bring_gestures_of_their_own(board: Board) -> None:
    """What is offered is asked before choosing and carrying, and hears of the press to its end."""

    class Line:
        scrolls, at_once = True, False

        def __init__(self) -> None:
            self.heard: list[str] = []

        def start(self) -> None:
            self.heard.append("start")

        def move(self, _at: QPoint, _held: Qt.KeyboardModifier) -> None:
            self.heard.append("move")

        def end(self, _at: QPoint, _held: Qt.KeyboardModifier) -> None:
            self.heard.append("end")

        def cancel(self) -> None:
            self.heard.append("cancel")

        def click(self) -> None:
            self.heard.append("click")

    class AtCards:
        def __init__(self) -> None:
            self.made: list[Line] = []

        def begin(self, grip: Grip) -> Gesture | None:
            if grip.id != "skill":
                return None
            self.made.append(Line())
            return self.made[-1]

        def cursor(self, grip: Grip) -> Qt.CursorShape | None:
            return Qt.CursorShape.CrossCursor if grip.id == "skill" else None

    mine = AtCards()
    board.page._pointer.offer(mine)
    QTest.mouseMove(board.viewport, QPoint(2, 2))
    QTest.mouseMove(board.viewport, board.at("skill"))
    assert board.viewport.cursor().shape() == Qt.CursorShape.CrossCursor
    click(board.viewport, board.at("skill"))
    drag(board.viewport, board.at("skill"), board.at("open"))
    over(board, board.at("skill"), board.at("open"))
    press(board.page.view, Qt.Key.Key_Escape)
    let_go(board, board.at("open"))
    assert mine.made[0].heard == ["click"]
    assert (mine.made[1].heard[0], mine.made[1].heard[-1]) == ("start", "end")
    assert mine.made[2].heard[-1] == "cancel"
    free = Line()
    board.page._pointer.run(free, board.at("skill"))
    QTest.mouseMove(board.viewport, board.at("open"))
    click(board.viewport, board.at("open"))
    assert (free.heard[0], free.heard[-1]) == ("start", "end")
    assert board.steps == []


def test_passing_over_the_edge_does_not_scroll(board: Board) -> None:
    """On the way to a tab the wall stays where it is."""
    before = board.page.view.camera.standpoint().centre
    over(board, board.at("unclear"), QPoint(400, 20), QPoint(400, 5))
    QTest.qWait(60)
    QTest.mouseMove(board.viewport, QPoint(400, 200))
    QTest.qWait(300)
    assert board.page.view.camera.standpoint().centre == before
    press(board.page.view, Qt.Key.Key_Escape)
    let_go(board, QPoint(400, 200))
