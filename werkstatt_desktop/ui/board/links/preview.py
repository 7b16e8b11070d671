"""The link that is being drawn: a curve over the board, and a frame around the card it would lead to."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ....domain.layout import Rect
from ....domain.picture import RADIUS
from ....domain.routes import Wall, arrowhead, route
from ..look import qrect
from ..scene import BoardScene
from ..view import BoardView
from .curves import boxes_near, path_of
from .layer import paint_label

_WIDTH = 2.4
_MANY = 12
"""Of so many cards at most curves are drawn while they are linked; more would only hide the board."""


class Preview(QWidget):
    """Lies over the wall and follows it; all is given in pixels of the board."""

    def __init__(self, view: BoardView, scene: BoardScene) -> None:
        super().__init__(view.viewport())
        self.setObjectName("link-preview")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view, self._scene = view, scene
        self._ways: list[tuple[tuple[float, float], ...]] = []
        self.target: Rect | None = None
        self._label = ""
        view.camera.moved.connect(self._follow)
        self._follow()
        self.show()

    def point_to(self, starts: list[Rect], end: Rect | QPointF, label: str = "") -> None:
        """Curves from cards to a card, with the kind of link they would be, or to a point of the board."""
        self._label = label
        if isinstance(end, QPointF):
            self.target = None
            tip = Rect(end.x() - 1, end.y() - 1, 2, 2)
            self._ways = [route(start, tip, Wall(())) for start in starts[:_MANY] if not _on(start, end)]
        else:
            self.target = end
            self._ways = [
                route(start, end, Wall(boxes_near(self._scene, start, end))) for start in starts[:_MANY]
            ]
        self.update()

    def close_now(self) -> None:
        self.hide()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._scene.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._view.viewportTransform())
        if self.target is not None:
            painter.setPen(QPen(look.accent, 3.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(qrect(self.target).adjusted(-4, -4, 4, 4), RADIUS + 4, RADIUS + 4)
        for way in self._ways:
            painter.setPen(QPen(look.accent, _WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path_of(way))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.accent)
            painter.drawPolygon(QPolygonF([QPointF(*point) for point in arrowhead(way)]))
        if self.target is not None and self._label:
            box = QRectF(*self.target)
            paint_label(painter, look, self._label, QPointF(box.center().x(), box.bottom() + 18), strong=True)
        painter.end()

    def _follow(self) -> None:
        """What moves the wall moves its children along."""
        self.setGeometry(self._view.viewport().rect())
        self.update()


def _on(box: Rect, point: QPointF) -> bool:
    return box.contains(point.x(), point.y())
