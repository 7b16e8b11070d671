"""Gestures: one step each in the journal, and undo brings the picture back to the pixel.

Real events of mouse, keyboard, touchpad and touch screen; what happened is read from the workshop.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QMenu, QWidget

from tests.keys import LEFT, NONE, click, drag, press
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import Card, Cluster, ParkedItem, Record
from werkstatt_desktop.domain.verbs import board as cluster_verbs
from werkstatt_desktop.domain.verbs import cards as card_verbs
from werkstatt_desktop.ui.board.fingers import LONG_MS
from werkstatt_desktop.ui.board.gestures import Gesture, Grip
from werkstatt_desktop.ui.board.nudge import FAR, STEP
from werkstatt_desktop.ui.card_drag import CARDS_MIME, card_ids
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.group_tabs import OPEN_MS, GroupTabs
from werkstatt_desktop.ui.frame.rail import Rail
from werkstatt_desktop.ui.parking.panel import ParkingPanel

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def picture(board: Board) -> QImage:
    """The wall as it is seen, with nothing chosen."""
    board.page.choice.only(None)
    board.page.view.camera.show_all()
    board.wait()
    return board.page.view.grab().toImage()


def over(board: Board, *points: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Take hold at the first point and move over the others, without letting go."""
    QTest.mousePress(board.viewport, LEFT, modifiers, points[0])
    for point in (points[0] + QPoint(4, 4), points[0] + QPoint(12, 12), *points[1:]):
        QTest.mouseMove(board.viewport, point)
        QApplication.processEvents()


def let_go(board: Board, at: QPoint) -> None:
    QTest.mouseRelease(board.viewport, LEFT, NONE, at)


def sent(widget: QWidget, kind: type[QDropEvent], data: QMimeData, at: QPoint) -> QDropEvent:
    where = QPointF(at) if kind is QDropEvent else at
    event = kind(where, Qt.DropAction.MoveAction, data, LEFT, NONE)  # type: ignore[arg-type]
    QApplication.sendEvent(widget, event)
    return event


def carried_out(board: Board, id: str, at: QPoint) -> QMimeData:
    """What the hand carries once a card was dragged out of the view to a point."""
    over(board, board.at(id), at)
    found = board.page.view.findChild(QDrag)
    assert found is not None
    let_go(board, at)
    return found.mimeData()


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


def guides(board: Board) -> list[QFrame]:
    return [line for line in board.viewport.findChildren(QFrame, "board-guide") if line.isVisible()]


def test_cards_align(board: Board) -> None:
    """Near the edge of another a card catches there, with a line through both; away from it it does not."""
    at = board.at("unclear")
    over(board, at, at + QPoint(4, 200), at + QPoint(223, 203))
    assert board.box("unclear").x == 220.0
    line = guides(board)
    assert len(line) >= 1
    assert line[0].width() == 1
    assert line[0].geometry().contains(board.point(220.0, 260.0))
    QTest.mouseMove(board.viewport, at + QPoint(265, 203))
    assert board.box("unclear").x == 265.0
    QTest.mouseMove(board.viewport, at + QPoint(223, 203))
    let_go(board, at + QPoint(223, 203))
    assert board.place("unclear")[0] == 220.0
    assert guides(board) == []
    assert board.steps == ["move_card"]


@pytest.mark.parametrize("held", [CTRL, ALT])
def test_nothing_aligns_while_a_key_is_held(board: Board, held: Qt.KeyboardModifier) -> None:
    """Ctrl or Alt down: the card hangs where the hand is; up again, it aligns, without a movement."""
    at = board.at("unclear")
    key = Qt.Key.Key_Control if held == CTRL else Qt.Key.Key_Alt
    over(board, at, at + QPoint(4, 200), at + QPoint(223, 203))
    QTest.keyPress(board.page.view, key)
    assert board.box("unclear").x == 223.0
    assert guides(board) == []
    QTest.keyRelease(board.page.view, key, held)
    assert board.box("unclear").x == 220.0
    QTest.keyPress(board.page.view, key)
    QTest.mouseRelease(board.viewport, LEFT, held, at + QPoint(223, 203))
    assert board.place("unclear") == (223.0, 443.0)


def test_equal_gaps(make_board: Callable[[list[Record]], Board]) -> None:
    """Beside two others in a row a card catches as far from the next as these are from each other."""
    cards = [
        Card(id=id, group_id="group1", category_id="obstacle", text=id, x=x, y=y)
        for id, x, y in (("a", 0.0, 0.0), ("b", 230.0, 7.0), ("c", 900.0, 400.0))
    ]
    board = make_board([*cards])
    start = board.at("c")
    goal = board.point(460.0 + 4 + 94, 30.0 + 38)
    over(board, start, goal)
    assert board.box("c").x == 460.0
    let_go(board, goal)


def test_themes_align(board: Board) -> None:
    """A theme catches at the edges of others as cards do."""
    at = board.at("goals")
    over(board, at, at + QPoint(477, 300))
    assert board.box("goals").x == 480.0
    let_go(board, at + QPoint(477, 300))
    assert board.steps == ["move_cluster"]


def test_nothing_aligns_from_afar(board: Board) -> None:
    """On a board seen as an overview a hand cannot mean single pixels."""
    board.page.view.camera.zoom_to(0.3)
    at = board.at("unclear")
    over(board, at, at + QPoint(66, 60))
    assert guides(board) == []
    press(board.page.view, Qt.Key.Key_Escape)
    let_go(board, at)


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


def test_pinch_on_a_touchpad(board: Board) -> None:
    """The native gesture zooms to the fingers, and a smart one is no reason for anything."""
    camera, at = board.page.view.camera, QPointF(300, 200)
    fixed, zoom = board.page.view.on_board(at), camera.zoom
    device = QPointingDevice.primaryPointingDevice()
    for value in (0.2, 0.1):
        event = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, at,
            QPointF(board.viewport.mapToGlobal(at.toPoint())), value, QPointF(),
        )  # fmt: skip
        QApplication.sendEvent(board.viewport, event)
    assert camera.zoom == pytest.approx(zoom * 1.2 * 1.1)
    assert (board.page.view.on_board(at) - fixed).manhattanLength() < 3


class Touch:
    """Fingers on a touch screen."""

    def __init__(self, board: Board) -> None:
        self._board, self._device = board, QTest.createTouchDevice()

    def _sequence(self) -> QTest.QTouchEventWidgetSequence:
        return QTest.touchEvent(self._board.viewport, self._device)

    def press(self, *points: QPoint) -> None:
        """One finger after the other comes down."""
        for n, point in enumerate(points):
            sequence = self._sequence()
            for down in range(n):
                sequence.move(down, points[down], self._board.viewport)
            sequence.press(n, point, self._board.viewport).commit()

    def move(self, *points: QPoint) -> None:
        sequence = self._sequence()
        for n, point in enumerate(points):
            sequence.move(n, point, self._board.viewport)
        sequence.commit()
        self._board.wait()

    def release(self, *points: QPoint) -> None:
        sequence = self._sequence()
        for n, point in enumerate(points):
            sequence.release(n, point, self._board.viewport)
        sequence.commit()
        self._board.wait()


def test_pinch_on_a_touch_screen(board: Board) -> None:
    """Two fingers zoom, and stay on what they lie on; the card under the first one stays in its place."""
    touch, zoom = Touch(board), board.page.view.camera.zoom
    one, two = board.at("unclear"), board.at("unclear") + QPoint(100, 0)
    fixed = board.page.view.on_board(one), board.page.view.on_board(two)
    touch.press(one, two)
    for by in (10, 30, 60, 100):
        touch.move(one - QPoint(by // 2, 0), two + QPoint(by, 0))
    ends = one - QPoint(50, 0), two + QPoint(100, 0)
    assert board.page.view.camera.zoom == pytest.approx(zoom * 2.5)
    for at, was in zip(ends, fixed, strict=True):
        assert (board.page.view.on_board(at) - was).manhattanLength() < 4
    touch.release(*ends)
    assert board.steps == []


def test_a_second_finger_gives_up_what_the_first_began(board: Board) -> None:
    """A card that hung at the first finger goes back, and the two fingers move the wall."""
    touch, at = Touch(board), board.at("unclear")
    touch.press(at)
    touch.move(at + QPoint(60, 40))
    assert board.box("unclear").y > 250
    second = touch._sequence().move(0, at + QPoint(60, 40), board.viewport)
    second.press(1, at + QPoint(200, 0), board.viewport).commit()
    assert board.box("unclear").y == 240.0
    before = board.at("open")
    touch.move(at + QPoint(60, 40), at + QPoint(200, 0))
    touch.move(at + QPoint(80, 70), at + QPoint(220, 30))
    assert (board.at("open") - before - QPoint(20, 30)).manhattanLength() < 3
    touch.release(at + QPoint(80, 70), at + QPoint(220, 30))
    assert board.steps == []


def test_one_finger_carries_cards_and_moves_the_wall(board: Board) -> None:
    """On a card it carries, as the mouse does; on the bare wall it moves the wall and chooses nothing."""
    touch, at = Touch(board), board.at("unclear")
    touch.press(at)
    touch.move(at + QPoint(40, 60))
    touch.move(at + QPoint(100, 130))
    touch.release(at + QPoint(100, 130))
    assert board.steps == ["move_card"]
    assert board.place("unclear") == (100.0, 370.0)
    before, bare = board.at("skill"), board.point(300, 560)
    touch.press(bare)
    touch.move(bare + QPoint(20, 20))
    touch.move(bare + QPoint(-50, 30))
    touch.release(bare + QPoint(-50, 30))
    assert board.at("skill") - before == QPoint(-50, 30)
    assert board.steps == ["move_card"]


def test_taps(board: Board) -> None:
    """A tap chooses, two taps type, a tap on the wall chooses nothing."""
    touch = Touch(board)
    touch.press(board.at("skill"))
    touch.release(board.at("skill"))
    assert board.chosen == {"skill"}
    assert board.page.editing.field is None
    touch.press(board.at("skill"))
    touch.release(board.at("skill"))
    assert board.page.editing.field is not None
    press(board.page.editing.field, "Escape")
    touch.press(board.point(300, 560))
    touch.release(board.point(300, 560))
    assert board.chosen == frozenset()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
def test_a_finger_that_rests_asks_for_the_menu(board: Board) -> None:
    """The menu of the card under it."""
    touch = Touch(board)
    touch.press(board.at("skill"))
    QTest.qWait(LONG_MS + 100)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert board.chosen == {"skill"}
    touch.release(board.at("skill"))
    menu.close()
    assert board.steps == []


def test_a_finger_presses_what_lies_on_the_wall(board: Board) -> None:
    """The bar at the foot is not part of the wall."""
    entry = board.page.bar.findChild(QAbstractButton, "key-theme")
    assert entry is not None
    touch, at = Touch(board), entry.mapTo(board.viewport, entry.rect().center())
    touch.press(at)
    touch.release(at)
    assert board.steps == ["form_cluster"]


def test_the_touchpad_pans(board: Board) -> None:
    """Two fingers move the wall in both directions at once, pixel by pixel."""
    at = QPointF(300, 300)
    before = board.at("unclear")
    event = QWheelEvent(
        at, QPointF(board.viewport.mapToGlobal(at.toPoint())), QPoint(-7, -11), QPoint(-56, -88),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.ScrollUpdate, False,
    )  # fmt: skip
    QApplication.sendEvent(board.viewport, event)
    assert board.at("unclear") - before == QPoint(-7, -11)


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


def test_out_of_the_view_to_all_sides(board: Board) -> None:
    """Over the upper and left edge, and out of the window: there cards are in the hand of the desktop."""
    for at in (QPoint(300, -30), QPoint(-30, 300), QPoint(board.viewport.width() + 40, 300)):
        data = carried_out(board, "skill", at)
        assert card_ids(data) == ["skill"]
        assert "Mehr Sachverstand bündeln" in data.text()
        found = board.page.view.findChild(QDrag)
        assert found is not None
        found.setParent(None)
    assert board.steps == []
    assert board.box("skill").x == 220.0


def test_carried_back_it_scrolls_too(board: Board) -> None:
    """What comes back into the view scrolls the wall at its edge like any other load."""
    data = carried_out(board, "unclear", QPoint(300, -30))
    sent(board.viewport, QDragEnterEvent, data, QPoint(300, 100))
    before = board.page.view.camera.standpoint().centre
    sent(board.viewport, QDragMoveEvent, data, QPoint(board.viewport.width() - 3, 300))
    QTest.qWait(350)
    assert board.page.view.camera.standpoint().centre.x() > before.x()
    QApplication.sendEvent(board.viewport, QDragLeaveEvent())
    after = board.page.view.camera.standpoint().centre
    QTest.qWait(60)
    assert board.page.view.camera.standpoint().centre == after
    assert board.box("unclear").x == 0.0


def test_the_parking_lot_shows_that_it_takes_cards(desk: Desk, board: Board) -> None:
    """Its entry in the rail and its panel light up under cards, and take nothing else."""
    for target in (Rail(desk, (), board.page).parked, ParkingPanel(desk, board.page)):
        data, other = QMimeData(), QMimeData()
        data.setData(CARDS_MIME, b"unclear\nskill")
        other.setText("Text")
        sent(target, QDragEnterEvent, data, QPoint(5, 5))
        assert target.property("lit") is True
        QApplication.sendEvent(target, QDragLeaveEvent())
        assert target.property("lit") is False
        sent(target, QDragEnterEvent, other, QPoint(5, 5))
        assert target.property("lit") is False
        sent(target, QDropEvent, other, QPoint(5, 5))
        assert board.steps == []
        sent(target, QDragEnterEvent, data, QPoint(5, 5))
        sent(target, QDropEvent, data, QPoint(5, 5))
        assert board.steps[-1:] == ["park_cards"]
        assert sorted(item.text for item in desk.state.all(ParkedItem)) == [
            "Mehr Sachverstand bündeln",
            "Zuständigkeiten unklar",
        ]
        desk.undo()
        board._entries = board.entries


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


def test_a_tab_opens_under_cards(board: Board) -> None:
    """Held over a tab for a moment, cards open it; there they go where they are dropped, in one step."""
    desk = board.desk
    desk.do(cluster_verbs.form_cluster, "group2", [], "Dort", (0.0, 0.0))
    (theme,) = desk.state.kids(Cluster, "group_id", "group2")
    tabs = GroupTabs(desk, board.page)
    tabs.refresh(None)
    board.page.choice.select(["skill", "unclear"])
    data = QMimeData()
    data.setData(CARDS_MIME, carried_out(board, "skill", QPoint(400, -30)).data(CARDS_MIME))
    sent(tabs, QDragEnterEvent, data, tabs.tabRect(1).center())
    sent(tabs, QDragMoveEvent, data, tabs.tabRect(1).center())
    assert desk.group_id == "group1"
    QTest.qWait(OPEN_MS + 100)
    assert desk.group_id == "group2"
    QApplication.sendEvent(tabs, QDragLeaveEvent())
    over_theme = board.point(100, 60)
    sent(board.viewport, QDragEnterEvent, data, over_theme)
    assert sent(board.viewport, QDragMoveEvent, data, over_theme).isAccepted()
    assert board.page.scene.themes[theme.id].lit
    bare = board.point(300, 400)
    sent(board.viewport, QDragMoveEvent, data, bare)
    assert not board.page.scene.themes[theme.id].lit
    sent(board.viewport, QDropEvent, data, bare)
    assert board.steps[1:] == ["hand_over_card"]
    assert board.card("unclear").group_id == board.card("skill").group_id == "group2"
    assert board.place("unclear") == (310.0, 406.0)
    assert board.place("skill") == (510.0, 406.0)
    desk.undo()
    assert board.card("skill").group_id == "group1"
    tabs.deleteLater()


def test_cards_come_into_a_theme_of_another_group(board: Board) -> None:
    """Dropped on a theme they hang at its end."""
    desk = board.desk
    data = QMimeData()
    data.setData(CARDS_MIME, b"skill")
    desk.do(cluster_verbs.form_cluster, "group2", [], "Dort", (0.0, 0.0))
    (theme,) = desk.state.kids(Cluster, "group_id", "group2")
    desk.show_group("group2")
    sent(board.viewport, QDragEnterEvent, data, board.point(100, 60))
    QApplication.sendEvent(board.viewport, QDragLeaveEvent())
    assert not board.page.scene.themes[theme.id].lit
    sent(board.viewport, QDragEnterEvent, data, board.point(100, 60))
    sent(board.viewport, QDropEvent, data, board.point(100, 60))
    assert board.row(theme.id) == ["skill"]
    assert board.steps[1:] == ["hand_over_card"]


@pytest.mark.parametrize("carried", ["act", "unclear", "new"])
def test_the_workshop_changes_under_the_hand(board: Board, carried: str) -> None:
    """What is carried, or the theme under it, may be taken back meanwhile; the hand goes on with the rest."""
    theme = board.desk.do(
        cluster_verbs.form_cluster, "group1", ["skill", "open"], "Neu", (0.0, 400.0), height_of=lambda _: 76.0
    )
    assert theme is not None
    written = board.desk.do(
        card_verbs.write_cards, group_id="group1", category_id="obstacle", texts=["Eben geschrieben"]
    )
    assert written is not None
    id = written.ids("cards")[0] if carried == "new" else carried
    entries = board.entries
    over(board, board.at(id), board.at("skill"))
    board.desk.undo()
    QTest.mouseMove(board.viewport, board.at("skill") + QPoint(40, 0))
    board.desk.undo()
    QTest.mouseMove(board.viewport, board.point(60, 450))
    QTest.mouseMove(board.viewport, board.at("rules"))
    let_go(board, board.at("rules"))
    done = board.entries - entries - 2
    assert done == (0 if carried == "new" else 1)
    assert board.page.scene.moving == frozenset()
    assert all(not item.lit for item in board.page.scene.themes.values())
    if carried != "new":
        assert board.card(id).cluster_id == "goals"
