"""From where one looks at the board: zoom and place."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from .scene import BoardScene

MOST, LEAST = 4.0, 0.05
"""The largest and the smallest zoom by hand; showing all of a very large board may go below."""
_MARGIN = (28.0, 34.0, 28.0, 66.0)
"""What "show all" leaves free in pixels of the view: left, top, right, and bottom for the key bar."""
_KEPT_IN_VIEW = 80.0


class Standpoint(NamedTuple):
    """From where a board was looked at; `whole` while everything is shown, also in a larger window."""

    zoom: float
    centre: QPointF
    whole: bool


class Camera(QObject):
    """Moves a view over a scene. `zoomed` has the zoom in percent, `moved` comes with every movement.

    `stepped` comes with a step of a zoom by hand: others may follow at once.

    `natural` is the zoom at which cards have their usual size.
    """

    zoomed = Signal(int)
    moved = Signal()
    stepped = Signal()

    def __init__(self, view: QGraphicsView, scene: BoardScene) -> None:
        super().__init__(view)
        self._view, self._scene = view, scene
        self.natural = 1.0
        self.whole = True

    @property
    def zoom(self) -> float:
        return self._view.transform().m11()

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Another zoom; what lies at a point of the view, or else in its middle, stays there."""
        fixed = at if at is not None else self._middle()
        self.whole = False
        self._look_at(min(max(zoom, min(LEAST, self.zoom)), MOST), self._on_board(fixed), fixed)
        self.stepped.emit()

    def pan(self, by: QPointF) -> None:
        """Move the board under the view."""
        self.whole = False
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - round(by.x()))
        down.setValue(down.value() - round(by.y()))
        self.moved.emit()

    def show_all(self) -> None:
        """Everything in view, but cards no larger than usual."""
        self.whole = True
        bounds = self._scene.bounds()
        left, top, right, bottom = _MARGIN
        room = QSizeF(self._view.viewport().size()) - QSizeF(left + right, top + bottom)
        zoom = self.natural
        if not bounds.isEmpty() and room.width() > 0 and room.height() > 0:
            zoom = min(zoom, room.width() / bounds.width(), room.height() / bounds.height())
        self._look_at(zoom, bounds.topLeft(), QPointF(left, top))

    def show_corner(self) -> None:
        """The beginning of the board, with cards of their usual size."""
        self.whole = False
        self._look_at(self.natural, self._scene.bounds().topLeft(), QPointF(*_MARGIN[:2]))

    def show_area(self, area: QRectF) -> None:
        """Bring an area of the board into view where it is not, moving as little as needed."""
        room = QRectF(self._view.viewport().rect())
        if not room.contains(self._view.viewportTransform().mapRect(area)):
            self.whole = False
            self._view.ensureVisible(area, 40, 40)
            self.moved.emit()

    def standpoint(self) -> Standpoint:
        return Standpoint(self.zoom, self._on_board(self._middle()), self.whole)

    def stand_at(self, standpoint: Standpoint | None) -> None:
        """Look from where one looked before; without a standpoint, at everything."""
        if standpoint is None or standpoint.whole:
            self.show_all()
            return
        self.whole = False
        self._look_at(standpoint.zoom, standpoint.centre, self._middle())

    def widen(self) -> None:
        """Let one pan until little of the board is left at an edge of the view."""
        room = QSizeF(self._view.viewport().size()) - QSizeF(_KEPT_IN_VIEW, _KEPT_IN_VIEW)
        wide, high = room.width() / self.zoom, room.height() / self.zoom
        self._view.setSceneRect(self._scene.reach.adjusted(-wide, -high, wide, high))

    def _look_at(self, zoom: float, point: QPointF, at: QPointF) -> None:
        """Show a point of the board at a point of the view."""
        before, view = self.zoom, self._view
        # All is painted anew anyway: without this the scroll bars would copy pixels first.
        view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        view.setTransform(QTransform.fromScale(zoom, zoom))
        self.widen()
        view.horizontalScrollBar().setValue(round(point.x() * zoom - at.x()))
        view.verticalScrollBar().setValue(round(point.y() * zoom - at.y()))
        view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.moved.emit()
        if zoom != before:
            self.zoomed.emit(round(zoom * 100))

    def _middle(self) -> QPointF:
        return QRectF(self._view.viewport().rect()).center()

    def _on_board(self, at: QPointF) -> QPointF:
        return self._view.viewportTransform().inverted()[0].map(at)
