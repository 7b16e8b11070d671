"""The mouse on the board: which gesture a pressed button begins, and when."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDrag, QDragLeaveEvent, QDropEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from ...domain.records import Card, Id
from ..card_drag import cards_data
from ..desk import Desk
from ..labels import plain_tip
from .choice import Choice
from .commands import Commands
from .deeds import Deeds
from .gestures import Band, Drag, Gesture, Pan
from .items import CardItem
from .scene import BoardScene
from .view import BoardView

_EDGE = 28
"""So near the edge of the view, in its pixels, a gesture scrolls."""
_OUT = 10
"""So far beyond the upper edge of the view, in its pixels, cards leave the board."""
_SCROLL_MS = 16
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class _Press(NamedTuple):
    """A button that is down: where, on what, and the gesture it may become."""

    button: Qt.MouseButton
    at: QPoint
    id: Id | None
    adding: bool
    gesture: Gesture


class _Space(Enum):
    """The space bar; USED once the wall was moved with it."""

    UP, DOWN, USED = range(3)


class Pointer(QObject):
    """Hears of the mouse. At most one gesture is under way."""

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        choice: Choice,
        deeds: Deeds,
        commands: Commands,
    ) -> None:
        super().__init__(view)
        self._desk, self._scene, self._view, self._choice = desk, scene, view, choice
        self._deeds, self._commands = deeds, commands
        self._press: _Press | None = None
        self._started = False
        self._out: Drag | None = None
        self._space = _Space.UP
        self._last = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    def press(self, event: QMouseEvent) -> None:
        if self._press is not None:
            return
        self._out = None
        self._commands.settle()
        at = event.position().toPoint()
        item = self._scene.at(self._view.on_board(at))
        id = item.id if item is not None else None
        adding = bool(event.modifiers() & _ADDING)
        if event.button() == Qt.MouseButton.RightButton:
            self._mean(id)
            return
        pans = event.button() == Qt.MouseButton.MiddleButton or self._space is not _Space.UP
        if event.button() != Qt.MouseButton.LeftButton and not pans:
            return
        gesture: Gesture
        if pans:
            gesture = Pan(self._view, at)
        elif item is None:
            gesture = Band(self._view, self._scene, self._choice, at, adding=adding)
        else:
            gesture = Drag(self._view, self._scene, self._choice, self._deeds, at)
            if not adding:
                self._mean(id)
        self._press, self._started = _Press(event.button(), at, id, adding, gesture), False
        if pans:
            self._start(gesture)

    def double_click(self, event: QMouseEvent) -> None:
        """Type on a card or a heading; on the wall begin a theme."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self._view.on_board(event.position())
        item = self._scene.at(point)
        if item is None:
            self._commands.form_theme_at(point)
        elif isinstance(item, CardItem) or item.oval_box.contains(point.x(), point.y()):
            self._choice.only(item.id)
            self._commands.reword()

    def move(self, event: QMouseEvent) -> None:
        press = self._press
        if press is None:
            return
        at = self._last = event.position().toPoint()
        if not self._started:
            if (at - press.at).manhattanLength() < QApplication.startDragDistance():
                return
            if press.adding and press.id is not None and press.id not in self._choice.ids:
                self._choice.click_to(press.id)
            self._start(press.gesture)
        press.gesture.move(at)
        if at.y() < -_OUT and isinstance(press.gesture, Drag) and press.gesture.cards:
            self._carry_out(press.gesture)
        elif press.gesture.scrolls and not self._pull().isNull():
            self._scrolling.start()

    def release(self, event: QMouseEvent) -> None:
        press = self._press
        if press is None or event.button() != press.button:
            return
        self._press = None
        self._scrolling.stop()
        if self._started:
            press.gesture.end(event.position().toPoint())
        elif press.id is None:
            if not press.adding:
                self._choice.only(None)
        elif press.adding:
            self._choice.click_to(press.id)
        else:
            self._choice.only(press.id)

    def cancel(self) -> bool:
        """Give up what is under way; whether there was anything."""
        press, self._press = self._press, None
        self._scrolling.stop()
        if press is None or not self._started:
            return press is not None
        press.gesture.cancel()
        return True

    def hold(self) -> None:
        """The space bar is down: the mouse moves the wall."""
        self._space = _Space.DOWN
        self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def let_go(self) -> bool:
        """The space bar is up; whether it was pressed for itself alone."""
        before, self._space = self._space, _Space.UP
        if before is not _Space.UP and self._press is None:
            self._view.viewport().unsetCursor()
        return before is _Space.DOWN

    def menu(self, event: QContextMenuEvent) -> None:
        from .menu import board_menu

        self.cancel()
        at, where = event.pos(), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self._scene.item(self._choice.focus)
            area = self._view.in_view(item.sceneBoundingRect()) if item is not None else None
            at = area.center().toPoint() if area is not None else self._view.viewport().rect().center()
            where = self._view.viewport().mapToGlobal(at)
        menu = board_menu(self._desk, self._scene, self._choice, self._commands, self._view.on_board(at))
        menu.setParent(self._view, menu.windowFlags())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def carry(self, event: QDropEvent | QDragLeaveEvent) -> None:
        """Cards that were carried out of the view come back into it, and may leave again."""
        if isinstance(event, QDropEvent) and self._out is not None:
            at = event.position().toPoint()
            if event.type() == QEvent.Type.DragEnter:
                self._out.start()
            self._out.move(at)
            if event.type() == QEvent.Type.Drop:
                self._out.end(at)
            event.acceptProposedAction()
        elif self._out is not None:
            self._out.cancel()

    def _carry_out(self, drag: Drag) -> None:
        """Over the upper edge cards leave the board, for the tab of another group."""
        ids = drag.cards
        self.cancel()
        self._out = drag
        carried = QDrag(self._view)
        carried.setMimeData(cards_data(ids, (self._scene.cards[id].text for id in ids)))
        carried.setPixmap(self._scene.cards[ids[0]].portrait())
        carried.setHotSpot(QPoint(-10, -6))
        carried.exec(Qt.DropAction.MoveAction)
        self._choice.tidy()

    def tooltip(self, event: QHelpEvent) -> None:
        """What a card cannot show: the rest of a long text, and its explanation."""
        item = self._scene.at(self._view.on_board(event.pos()))
        card = self._desk.state.get(Card, item.id) if isinstance(item, CardItem) else None
        parts = []
        if card is not None and isinstance(item, CardItem):
            small = self._view.camera.zoom * item.fitted.size < 9
            parts = [card.text] if small or item.is_cut else []
            parts += [card.explanation] if card.explanation else []
        QToolTip.showText(event.globalPos(), plain_tip("\n\n".join(parts)), self._view)

    def _mean(self, id: Id | None) -> None:
        """Pressing on something unselected chooses it alone."""
        if id is not None and id not in self._choice.selected:
            self._choice.only(id)
        elif id is not None:
            self._choice.walk_to(id)
        elif id is None:
            self._choice.only(None)

    def _start(self, gesture: Gesture) -> None:
        self._started = True
        gesture.start()
        if self._space is _Space.DOWN:
            self._space = _Space.USED

    def _pull(self) -> QPointF:
        """How fast the wall moves, in pixels of the view; the nearer to the edge, the faster."""
        room = self._view.viewport().rect()
        right = min(0, room.right() - _EDGE - self._last.x())
        left = max(0, room.left() + _EDGE - self._last.x())
        down = min(0, room.bottom() - _EDGE - self._last.y())
        up = max(0, room.top() + _EDGE - self._last.y())
        return QPointF(max(-24, min(24, (left + right) / 2)), max(-24, min(24, (up + down) / 2)))

    def _scroll(self) -> None:
        pull = self._pull()
        if self._press is None or pull.isNull():
            self._scrolling.stop()
            return
        self._view.camera.pan(pull)
        self._press.gesture.move(self._last)
