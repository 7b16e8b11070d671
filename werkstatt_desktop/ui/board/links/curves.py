"""The curves of the links of the board in view, worked out again where something near them moved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from ....domain import links
from ....domain.layout import Rect
from ....domain.records import Id, Link
from ....domain.routes import MARGIN, Curve, Wall, route
from ...desk import Desk
from ..scene import BoardScene

_Key = tuple[Rect, ...]


class Thread:
    """A curve made ready for painting."""

    __slots__ = ("box", "curve", "head", "path")

    def __init__(self, curve: Curve) -> None:
        self.curve = curve
        self.path = path_of(curve.points)
        self.head = QPolygonF([QPointF(*point) for point in curve.head])
        self.box = self.path.boundingRect().adjusted(-8, -8, 8, 8)

    def is_at(self, point: QPointF, reach: float) -> bool:
        """Whether a point lies on the curve, or no farther from it than `reach`."""
        if not self.box.adjusted(-reach, -reach, reach, reach).contains(point):
            return False
        stroker = QPainterPathStroker()
        stroker.setWidth(2 * reach)
        return stroker.createStroke(self.path).contains(point)


class Curves:
    """While they are not `shown` there are none."""

    def __init__(self, desk: Desk, scene: BoardScene) -> None:
        self._desk, self._scene = desk, scene
        self.shown = True
        self._version = -1
        self._threads: list[Thread] = []
        self._known: dict[Id, tuple[_Key, Thread]] = {}

    def all(self) -> Sequence[Thread]:
        """All that are seen; the curves of what is carried are left out until it lies still."""
        scene = self._scene
        if not self.shown or scene.veiled or scene.group_id is None:
            return ()
        if self._version != scene.version:
            self._version = scene.version
            self._make(scene.group_id)
        if scene.moving:
            still = (t for t in self._threads if not {t.curve.start, t.curve.end} & scene.moving)
            return list(still)
        return self._threads

    def at(self, point: QPointF, reach: float) -> Id | None:
        """The link whose curve goes by a point of the board."""
        return next((t.curve.id for t in reversed(self.all()) if t.is_at(point, reach)), None)

    def _make(self, group_id: Id) -> None:
        made: dict[Id, tuple[_Key, Thread]] = {}
        for link in links.of_board(self._desk.state, group_id):
            start = self._scene.cards.get(link.from_card_id)
            end = self._scene.cards.get(link.to_card_id)
            if start is not None and end is not None:
                made[link.id] = self._made(link, start.box, end.box)
        self._known = made
        self._threads = [thread for _, thread in made.values()]

    def _made(self, link: Link, start: Rect, end: Rect) -> tuple[_Key, Thread]:
        """The curve of a link; where nothing near it moved, that of before."""
        near = boxes_near(self._scene, start, end)
        key = (start, end, *near)
        known = self._known.get(link.id)
        if known is not None and known[0] == key:
            before = known[1].curve
            if (before.kind, before.start, before.end) == (link.kind, link.from_card_id, link.to_card_id):
                return known
        points = route(start, end, Wall(near))
        return key, Thread(Curve(link.id, link.kind, link.from_card_id, link.to_card_id, points))


def boxes_near(scene: BoardScene, start: Rect, end: Rect) -> list[Rect]:
    """The cards that a curve between two boxes could meet."""
    area = QRectF(*start) | QRectF(*end)
    return [card.box for card in scene.near(area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))]


def path_of(points: Sequence[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for n in range(1, len(points), 3):
        path.cubicTo(*(QPointF(*point) for point in points[n : n + 3]))
    return path
