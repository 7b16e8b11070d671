"""What a pressed mouse button does: carry things, draw a frame, move the wall.

A gesture begins with `start` once the mouse has left its place, follows with `move` and ends with
`end` or `cancel`. Points are those of the view.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ...domain.layout import GAP, place_in_theme
from ...domain.records import Id
from . import walk
from .choice import Choice
from .deeds import Deeds
from .items import ThemeItem
from .load import Load
from .scene import BoardScene
from .view import BoardView


class Gesture(Protocol):
    """`scrolls`: the wall moves when the mouse comes to the edge of the view."""

    scrolls: bool

    def start(self) -> None: ...
    def move(self, at: QPoint) -> None: ...
    def end(self, at: QPoint) -> None: ...
    def cancel(self) -> None: ...


class Drag:
    """Carries what is chosen. Cards dropped on a theme join it, all else stays where it is dropped."""

    scrolls = True

    def __init__(self, view: BoardView, scene: BoardScene, choice: Choice, deeds: Deeds, at: QPoint) -> None:
        self._view, self._scene, self._choice, self._deeds = view, scene, choice, deeds
        self._grabbed = view.on_board(at)
        self._load: Load | None = None
        self._target: ThemeItem | None = None

    def start(self) -> None:
        self._load = Load(self._scene, self._choice.ids)
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint) -> None:
        if self._load is None:
            return
        self._load.shift(self._view.on_board(at) - self._grabbed)
        self._aim(self._theme_under(at), at)

    def end(self, at: QPoint) -> None:
        if self._load is None:
            return
        load, theme, cards = self._load, self._theme_under(at), self.cards
        by = self._view.on_board(at) - self._grabbed
        self.cancel()
        if theme is not None:
            self._deeds.drop_into(cards, theme.id, self._place(theme, at))
        elif abs(by.x()) >= 1 or abs(by.y()) >= 1:
            self._deeds.hang(*load.places(by))

    def cancel(self) -> None:
        self._aim(None, QPoint())
        self._view.viewport().unsetCursor()
        if self._load is not None:
            self._load.put_back()
            self._load = None

    @property
    def cards(self) -> list[Id]:
        """What is carried, where that is nothing but cards; in reading order."""
        if self._load is None or self._load.themes:
            return []
        chosen = set(self._load.cards)
        return [id for id in walk.in_order(self._scene) if id in chosen]

    def _theme_under(self, at: QPoint) -> ThemeItem | None:
        if self._load is None or self._load.themes:
            return None
        return self._scene.theme_at(self._view.on_board(at))

    def _aim(self, theme: ThemeItem | None, at: QPoint) -> None:
        """Show which theme the cards would join, and where in it."""
        if self._target is not None and self._target is not theme:
            self._target.light(None, lit=False)
        self._target = theme
        if theme is not None:
            theme.light(self._gap(theme, at), lit=True)

    def _place(self, theme: ThemeItem, at: QPoint) -> int:
        point = self._view.on_board(at)
        return place_in_theme(self._deeds.boxes(theme.id), point.x(), point.y())

    def _gap(self, theme: ThemeItem, at: QPoint) -> QRectF | None:
        boxes = self._deeds.boxes(theme.id)
        if not boxes:
            return None
        place = self._place(theme, at)
        box = boxes[min(place, len(boxes) - 1)]
        x = box.x - GAP / 2 if place < len(boxes) else box.right + GAP / 2
        return QRectF(x - 1.5 - theme.x(), box.y - 5 - theme.y(), 3.0, box.height + 10)


class _Frame(QWidget):
    """The frame that is being drawn, over the wall."""

    def __init__(self, colour: QColor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = QColor(colour)
        self._fill = QColor(colour)
        self._fill.setAlpha(36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._line)
        painter.setBrush(self._fill)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Band:
    """Draws a frame; what it touches is selected, in addition where `adding`."""

    scrolls = True

    def __init__(
        self, view: BoardView, scene: BoardScene, choice: Choice, at: QPoint, *, adding: bool
    ) -> None:
        self._view, self._scene, self._choice = view, scene, choice
        self._from = view.on_board(at)
        self._before = (choice.selected, choice.focus)
        self._kept = choice.ids if adding else frozenset[Id]()
        self._band: _Frame | None = None

    def start(self) -> None:
        self._band = _Frame(self._scene.look.accent, self._view.viewport())
        self._band.show()

    def move(self, at: QPoint) -> None:
        area = QRectF(self._from, self._view.on_board(at)).normalized()
        if self._band is not None:
            self._band.setGeometry(self._view.in_view(area).toRect() | QRect(at, at))
        self._choice.select(self._kept.union(self._scene.within(area)))

    def end(self, at: QPoint) -> None:
        self.move(at)
        self._close()

    def cancel(self) -> None:
        self._choice.select(self._before[0], focus=self._before[1])
        self._close()

    def _close(self) -> None:
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None


class Pan:
    """Moves the wall with the mouse."""

    scrolls = False

    def __init__(self, view: BoardView, at: QPoint) -> None:
        self._view, self._last, self._from = view, at, view.camera.standpoint()

    def start(self) -> None:
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, at: QPoint) -> None:
        self._view.camera.pan(QPointF(at - self._last))
        self._last = at

    def end(self, at: QPoint) -> None:
        self.move(at)
        self._view.viewport().unsetCursor()

    def cancel(self) -> None:
        self._view.camera.stand_at(self._from)
        self._view.viewport().unsetCursor()
