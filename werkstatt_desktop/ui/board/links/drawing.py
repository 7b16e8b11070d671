"""Drawing a link with the mouse: from the handle at the edge of a card to another card."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ....domain import links
from ....domain.records import Id
from ...desk import Desk
from ..choice import Choice
from ..gestures import CTRL, SHIFT, Band, Gesture, Grip, Held
from ..items import CardItem
from ..look import qrect
from ..scene import BoardScene
from ..view import FAR, BoardView
from .preview import Preview

if TYPE_CHECKING:
    from .linking import Linking

_SIDE = 20
_LOOK_MS = 300


class Handle(QWidget):
    """The small ring at the right edge of the card under the mouse, from which a link can be drawn."""

    def __init__(self, view: BoardView, scene: BoardScene) -> None:
        super().__init__(view.viewport())
        self.setObjectName("link-handle")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_SIDE, _SIDE)
        self.id: Id | None = None
        self._view, self._scene = view, scene
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)
        view.camera.moved.connect(self.put_away)
        scene.redrawn.connect(self.put_away)
        self.hide()

    def is_at(self, at: QPoint) -> bool:
        return self.id is not None and self.geometry().contains(at)

    def show_at(self, item: CardItem | None) -> None:
        """Show it at a card, or not at all."""
        if item is None or self._view.camera.zoom < FAR:
            self.put_away()
        elif item.id != self.id:
            self.id = item.id
            box = self._view.in_view(qrect(item.box))
            self.move(round(box.right() - _SIDE / 2), round(box.center().y() - _SIDE / 2))
            self.show()
            self._watch.start()

    def put_away(self) -> None:
        self.id = None
        self._watch.stop()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._scene.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        painter.setPen(QPen(look.accent, 1.6))
        painter.setBrush(look.surface)
        painter.drawEllipse(middle, _SIDE / 2 - 2.5, _SIDE / 2 - 2.5)
        painter.drawPolyline([middle + QPointF(-3.5, 0), middle + QPointF(3.2, 0)])
        painter.drawPolyline([middle + QPointF(*p) for p in ((0.6, -3.0), (3.6, 0), (0.6, 3.0))])
        painter.end()

    def _look(self) -> None:
        """The mouse can leave the wall without a further movement on it."""
        room = QRect(self._view.viewport().mapToGlobal(QPoint()), self._view.viewport().size())
        if not room.contains(self._view.cursor().pos()) and not self._view.viewport().underMouse():
            self.put_away()


class LinkDrawing:
    """Where on the board links are drawn and clicked."""

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        choice: Choice,
        linking: Linking,
    ) -> None:
        self._desk, self._scene, self._view, self._choice = desk, scene, view, choice
        self._linking = linking
        self.handle = Handle(view, scene)

    def cursor(self, grip: Grip) -> Qt.CursorShape | None:
        if self.handle.is_at(grip.at):
            return Qt.CursorShape.CrossCursor
        item = self._scene.item(grip.id)
        self.handle.show_at(item if isinstance(item, CardItem) else None)
        if self.handle.is_at(grip.at):
            return Qt.CursorShape.CrossCursor
        if not isinstance(item, CardItem) and self._link_at(grip) is not None:
            return Qt.CursorShape.PointingHandCursor
        return None

    def begin(self, grip: Grip) -> Gesture | None:
        if grip.button != Qt.MouseButton.LeftButton:
            return None
        if (aim := self._linking.aim) is not None:
            if grip.id in self._scene.cards and grip.id not in aim.sources:
                return Target(partial(self._linking.link_to, grip.id))
            self._linking.leave()
        if self.handle.is_at(grip.at) and self.handle.id in self._scene.cards:
            id = str(self.handle.id)
            self.handle.put_away()
            return Draw(self._desk, self._view, self._scene, self._sources(id), self._linking)
        self.handle.put_away()
        link = None if grip.id in self._scene.cards or grip.held & (CTRL | SHIFT) else self._link_at(grip)
        if link is None:
            return None
        return Pick(Band(self._view, self._scene, self._choice, grip), link, self._linking)

    def _sources(self, id: Id) -> list[Id]:
        """All selected cards where the handle is at one of them."""
        cards = self._choice.cards
        return cards if id in self._choice.selected else [id]

    def _link_at(self, grip: Grip) -> Id | None:
        return self._linking.link_at(grip.point)


class Draw:
    """A link that follows the mouse; it is made where the button goes up over another card."""

    scrolls = True
    at_once = False

    def __init__(
        self,
        desk: Desk,
        view: BoardView,
        scene: BoardScene,
        sources: list[Id],
        linking: Linking,
    ) -> None:
        self._desk, self._view, self._scene = desk, view, scene
        self._sources, self._linking = sources, linking
        self._preview: Preview | None = None

    def start(self) -> None:
        self._preview = Preview(self._view, self._scene)
        self._view.viewport().setCursor(Qt.CursorShape.CrossCursor)

    def move(self, at: QPoint, _held: Held) -> None:
        if self._preview is None:
            return
        scene, target = self._scene, self._target(at)
        starts = [scene.cards[id].box for id in self._sources if id in scene.cards]
        if target is None:
            self._preview.point_to(starts, self._view.on_board(at))
        else:
            kinds = {links.kind_between(self._desk.state, id, target) for id in self._sources}
            words = self._desk.texts.link(kinds.pop()) if len(kinds) == 1 else ""
            self._preview.point_to(starts, scene.cards[target].box, words)

    def end(self, at: QPoint, _held: Held) -> None:
        target = self._target(at)
        self.cancel()
        if target is not None:
            self._linking.make(self._sources, target)

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()
        if self._preview is not None:
            self._preview.close_now()
            self._preview = None

    def click(self) -> None:
        """A click on the handle: the other card is chosen by keyboard, or by a further click."""
        self._linking.begin_at(self._sources[0])

    def _target(self, at: QPoint) -> Id | None:
        item = self._scene.at(self._view.on_board(at))
        return item.id if isinstance(item, CardItem) and item.id not in self._sources else None


class Pick:
    """A click on a curve means its link; drawn from there, a frame."""

    scrolls = True
    at_once = False

    def __init__(self, band: Band, link: Id, linking: Linking) -> None:
        self._band, self._link, self._linking = band, link, linking

    def start(self) -> None:
        self._band.start()

    def move(self, at: QPoint, held: Held) -> None:
        self._band.move(at, held)

    def end(self, at: QPoint, held: Held) -> None:
        self._band.end(at, held)

    def cancel(self) -> None:
        self._band.cancel()

    def click(self) -> None:
        self._linking.choose(frozenset([self._link]))


class Target:
    """While a link is aimed by keyboard, a click on a card links with it."""

    scrolls = False
    at_once = False

    def __init__(self, take: Callable[[], object]) -> None:
        self._take = take

    def start(self) -> None:
        """Nothing is carried while a link is aimed."""

    def move(self, at: QPoint, held: Held) -> None:
        """Nothing follows the mouse."""

    def end(self, _at: QPoint, _held: Held) -> None:
        self._take()

    def cancel(self) -> None:
        """There is nothing to put back."""

    def click(self) -> None:
        self._take()
