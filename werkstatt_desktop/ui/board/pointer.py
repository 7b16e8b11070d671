"""The mouse on the board: which gesture begins where it takes hold, and how far it has come."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragLeaveEvent, QDropEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from ...domain.records import Card, Cluster, Id
from ..desk import Desk
from ..labels import plain_tip
from .choice import Choice
from .commands import Commands
from .deeds import Deeds
from .edge import Edge
from .gestures import CTRL, SHIFT, Band, Beginning, Gesture, Grip, Pan
from .inward import Inward
from .items import CardItem
from .scene import BoardScene
from .view import BoardView

if TYPE_CHECKING:
    from .drag import Drag

_OUT = 10
"""So far beyond the view, in its pixels, what is carried leaves the board."""
_HEADING = 14.0
"""About the size of the text of a heading."""
_NO_BUTTON = Qt.MouseButton.NoButton


class Arrivals(Protocol):
    """What comes from outside onto the board."""

    def accepts(self, mime: QMimeData) -> bool: ...
    def drop(self, mime: QMimeData, point: QPointF) -> bool: ...


class _Space(Enum):
    """The space bar; USED once the wall was moved with it."""

    UP, DOWN, USED = range(3)


class Pointer(QObject):
    """Hears of the mouse. At most one gesture is under way.

    `arrivals` says what may be dropped here that was not carried out of this board.
    """

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
        self._beginnings: list[Beginning] = []
        self._gesture: Gesture | None = None
        self._grip: Grip | None = None
        self._started = False
        self._out: Drag | None = None
        self.arrivals: Arrivals | None = None
        self._inward = Inward(scene, view, deeds)
        self._space = _Space.UP
        self._last = QPoint()
        self._held = Qt.KeyboardModifier.NoModifier
        self._edge = Edge(view)
        self._edge.moved.connect(self._follow_wall)
        # Heard without a button, too: for cursors, and for a button that went up elsewhere.
        view.viewport().setMouseTracking(True)

    def offer(self, beginning: Beginning) -> None:
        """Another gesture that may begin on the board; it is asked before choosing and carrying."""
        self._beginnings.append(beginning)

    def run(self, gesture: Gesture, at: QPoint) -> None:
        """Begin a gesture without a button; it follows the mouse, a click ends it and Esc gives it up."""
        self.cancel()
        self._gesture, self._last = gesture, at
        self._grip = Grip(at, self._view.on_board(at), _NO_BUTTON, Qt.KeyboardModifier.NoModifier, None)
        self._start(gesture)

    def press(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            return
        self._out = None
        self._commands.settle()
        grip = self._grip_of(event)
        if event.button() == Qt.MouseButton.RightButton:
            self._mean(self._photo_at(grip) or grip.id)
            return
        gesture = self._begun(grip)
        if gesture is None:
            return
        self._gesture, self._grip, self._started = gesture, grip, False
        if gesture.at_once:
            self._start(gesture)

    def double_click(self, event: QMouseEvent) -> None:
        """Type on a card or a heading; on the wall begin a theme."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self._view.on_board(event.position())
        item, photos = self._scene.at(point), self._commands.photos
        if photos is not None and photos.double_click(point):
            return
        if item is None:
            self._commands.form_theme_at(point)
        elif isinstance(item, CardItem) or item.oval_box.contains(point.x(), point.y()):
            self._choice.only(item.id)
            self._commands.reword()

    def move(self, event: QMouseEvent) -> None:
        gesture, grip = self._gesture, self._grip
        if gesture is None or grip is None:
            self._hover(event)
            return
        if grip.button != _NO_BUTTON and not event.buttons() & grip.button:
            # The button went up where this window did not hear of it.
            self.cancel()
            return
        at = self._last = event.position().toPoint()
        self._held = event.modifiers()
        if not self._started:
            if (at - grip.at).manhattanLength() < QApplication.startDragDistance():
                return
            self._start(gesture)
        gesture.move(at, self._held)
        if self._leaves(at) and self._carry_out(gesture):
            return
        if gesture.scrolls:
            self._edge.touch(self._last)

    def release(self, event: QMouseEvent) -> None:
        gesture, grip = self._gesture, self._grip
        if gesture is None or grip is None or event.button() != (grip.button or Qt.MouseButton.LeftButton):
            return
        self._gesture = None
        self._edge.leave()
        if self._started:
            gesture.end(event.position().toPoint(), event.modifiers())
        else:
            gesture.click()

    def cancel(self) -> bool:
        """Give up what is under way; whether there was anything."""
        gesture, self._gesture = self._gesture, None
        self._edge.leave()
        if gesture is not None and self._started:
            gesture.cancel()
        return gesture is not None

    def hold(self) -> None:
        """The space bar is down: the mouse moves the wall."""
        self._space = _Space.DOWN
        self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def let_go(self) -> bool:
        """The space bar is up; whether it was pressed for itself alone."""
        before, self._space = self._space, _Space.UP
        if before is not _Space.UP and self._gesture is None:
            self._view.viewport().unsetCursor()
        return before is _Space.DOWN

    def hear_key(self, held: Qt.KeyboardModifier) -> None:
        """Ctrl, Shift or Alt went down or up: what is carried follows without a movement of the mouse."""
        if self._gesture is not None and self._started and held != self._held:
            self._held = held
            self._gesture.move(self._last, held)

    def menu(self, event: QContextMenuEvent) -> None:
        from .menu import board_menu

        self.cancel()
        at, where = event.pos(), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            item = self._scene.thing(self._choice.focus)
            area = self._view.in_view(item.sceneBoundingRect()) if item is not None else None
            at = area.center().toPoint() if area is not None else self._view.viewport().rect().center()
            where = self._view.viewport().mapToGlobal(at)
        menu = board_menu(self._desk, self._scene, self._choice, self._commands, self._view.on_board(at))
        menu.setParent(self._view, menu.windowFlags())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def carry(self, event: QDropEvent | QDragLeaveEvent) -> None:
        """What was carried out of the view comes back into it and may leave again; other things arrive.

        A tab over which the hand rests opens on the way: then the cards are those of another group.
        """
        if self._out is not None and self._out.is_here:
            self._carry_back(self._out, event)
        elif self._inward.hear(event):
            return
        elif isinstance(event, QDropEvent) and self.arrivals is not None:
            taken = self.arrivals.accepts(event.mimeData())
            if taken and event.type() == QEvent.Type.Drop:
                taken = self.arrivals.drop(event.mimeData(), self._view.on_board(event.position()))
            if taken:
                event.acceptProposedAction()
            else:
                event.ignore()

    def tooltip(self, event: QHelpEvent) -> None:
        """What a card cannot show: its text from afar, its explanation, what its badges mean."""
        from .tips import tip

        item, state = self._scene.at(self._view.on_board(event.pos())), self._desk.state
        record = (state.get(Card, item.id) or state.get(Cluster, item.id)) if item is not None else None
        size = item.fitted.size if isinstance(item, CardItem) else _HEADING
        small = self._view.camera.zoom * size < 9
        words = tip(self._desk, record, small=small) if record is not None else ""
        QToolTip.showText(event.globalPos(), plain_tip(words), self._view)

    def _begun(self, grip: Grip) -> Gesture | None:
        """What a press begins: moving the wall, what was offered, carrying, or a frame."""
        left = grip.button == Qt.MouseButton.LeftButton
        if grip.button == Qt.MouseButton.MiddleButton or (left and self._space is not _Space.UP):
            return Pan(self._view, grip.at)
        for beginning in self._beginnings:
            if (gesture := beginning.begin(grip)) is not None:
                return gesture
        if not left:
            return None
        if grip.id is None:
            return Band(self._view, self._scene, self._choice, grip)
        from .drag import Drag

        if not grip.held & (CTRL | SHIFT):
            self._mean(grip.id)
        return Drag(self._desk, self._view, self._scene, self._choice, self._deeds, grip, grip.id)

    def _grip_of(self, event: QMouseEvent) -> Grip:
        point = self._view.on_board(event.position())
        item = self._scene.at(point)
        id = item.id if item is not None else None
        return Grip(event.position().toPoint(), point, event.button(), event.modifiers(), id)

    def _hover(self, event: QMouseEvent) -> None:
        if not self._beginnings or self._space is not _Space.UP or event.buttons() != _NO_BUTTON:
            return
        grip = self._grip_of(event)
        shapes = (shape for b in self._beginnings if (shape := b.cursor(grip)) is not None)
        shape = next(shapes, Qt.CursorShape.ArrowCursor)
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)

    def _photo_at(self, grip: Grip) -> Id | None:
        """The photo under the mouse; a card hangs over it, and a theme's box under it."""
        photos = self._commands.photos
        if photos is None or grip.id in self._scene.cards:
            return None
        item = photos.layer.at(grip.point)
        return item.id if item is not None else None

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

    def _leaves(self, at: QPoint) -> bool:
        """Over the upper and the left edge, where tabs and rail are; elsewhere with the window only."""
        if at.x() < -_OUT or at.y() < -_OUT:
            return True
        window = self._view.window()
        return not window.rect().contains(self._view.viewport().mapTo(window, at))

    def _carry_out(self, gesture: Gesture) -> bool:
        """Cards leave the board: for the tab of another group, the parking lot, another program."""
        from .drag import Drag
        from .outward import send

        if not isinstance(gesture, Drag) or not gesture.cards:
            return False
        ids = gesture.cards
        self.cancel()
        self._out = gesture
        send(self._desk, self._scene, self._view, ids)
        self._edge.leave()
        self._choice.tidy()
        return True

    def _carry_back(self, drag: Drag, event: QDropEvent | QDragLeaveEvent) -> None:
        if not isinstance(event, QDropEvent):
            self._edge.leave()
            drag.cancel()
            return
        self._last, self._held = event.position().toPoint(), event.modifiers()
        if event.type() == QEvent.Type.DragEnter:
            drag.start()
        if event.type() == QEvent.Type.Drop:
            self._edge.leave()
            drag.end(self._last, self._held)
        else:
            drag.move(self._last, self._held)
            self._edge.touch(self._last)
        event.acceptProposedAction()

    def _follow_wall(self) -> None:
        """The wall has moved under a hand that rests."""
        gesture = self._gesture or self._out
        if gesture is not None:
            gesture.move(self._last, self._held)
