"""The curves of the links of the board in view, worked out again where something near them moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from ....domain import links
from ....domain.layout import CARD_WIDTH, Rect
from ....domain.records import Id, Link
from ....domain.routes import MARGIN, Curve, Wall, heading_of, route
from ...desk import Desk
from ..scene import BoardScene

_SLICE_S = 0.012
"""So long curves are worked out at a time; on a large board the rest follows at once."""
_FEW = 12
"""For so many curves the cards near each are looked for; for more, all cards are laid out once."""

_Spot = tuple[tuple[float, float], float]
"""Where a card lies: its corner and its height."""


class Thread:
    """A curve made ready for painting. `area` is where a card that moves can give it another way."""

    __slots__ = ("area", "box", "curve", "head", "path")

    def __init__(self, curve: Curve, area: QRectF) -> None:
        self.curve, self.area = curve, area
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


class Curves(QObject):
    """While they are not `shown` there are none."""

    def __init__(self, desk: Desk, scene: BoardScene) -> None:
        super().__init__(scene)
        self._desk, self._scene = desk, scene
        self.shown = True
        self._version, self._group = -1, ""
        self._spots: dict[Id, _Spot] = {}
        self._headings: dict[Id, Rect] = {}
        self._links: list[Link] = []
        self._known: dict[Id, Thread] = {}
        self._threads: list[Thread] = []
        self._waiting: list[Link] = []
        self._wall: Wall | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)

    def all(self) -> Sequence[Thread]:
        """All that are seen; the curves of what is carried are left out until it lies still."""
        scene = self._scene
        if not self.shown or scene.veiled or scene.group_id is None:
            return ()
        if self._version != scene.version:
            self._version = scene.version
            self._begin(scene.group_id)
        if scene.moving:
            return [t for t in self._threads if not {t.curve.start, t.curve.end} & scene.moving]
        return self._threads

    def at(self, point: QPointF, reach: float) -> Id | None:
        """The link whose curve goes by a point of the board."""
        return next((t.curve.id for t in reversed(self.all()) if t.is_at(point, reach)), None)

    def finish(self) -> None:
        """Work out at once what is still to come."""
        while self._waiting:
            self._work()

    def _begin(self, group_id: Id) -> None:
        """See which links there are now, and which of them may have to go another way."""
        cards = self._scene.cards
        self._links = [
            link
            for link in links.of_board(self._desk.state, group_id)
            if link.from_card_id in cards and link.to_card_id in cards
        ]
        if group_id != self._group:
            self._group, self._known, self._spots, self._headings = group_id, {}, {}, {}
        moved = self._moved() if self._links else []
        self._known = {
            link.id: known
            for link in self._links
            if (known := self._known.get(link.id)) is not None and _still(known, link, moved)
        }
        self._waiting = [link for link in self._links if link.id not in self._known]
        self._wall = None
        self._work()

    def _moved(self) -> list[QRectF]:
        """Where cards and headings lay that lie elsewhere now or are gone, and where they came to."""
        before, touched = self._spots, list[_Spot]()
        for id, card in self._scene.cards.items():
            old = before.get(id)
            # A card that lies still keeps its very corner: thousands are looked at for each step.
            if old is None or old[0] is not card.corner or old[1] != card.height:
                touched += [old] if old is not None else []
                before[id] = (card.corner, card.height)
                touched.append(before[id])
        if len(before) > len(self._scene.cards):
            touched += [before.pop(id) for id in before.keys() - self._scene.cards.keys()]
        moved = [QRectF(x, y, CARD_WIDTH, height) for (x, y), height in touched]
        headings = {id: heading_of(theme.box) for id, theme in self._scene.themes.items()}
        changed = set(headings.items()) ^ set(self._headings.items())
        self._headings = headings
        return [*moved, *(QRectF(*box) for _, box in changed)]

    def _work(self) -> None:
        """Find ways for a while."""
        until = monotonic() + _SLICE_S
        if len(self._waiting) > _FEW and self._wall is None:
            cards = (card.box for card in self._scene.cards.values())
            self._wall = Wall([*cards, *(heading_of(t.box) for t in self._scene.themes.values())])
        while self._waiting and monotonic() < until:
            link = self._waiting.pop()
            self._known[link.id] = self._made(link)
        self._threads = [self._known[link.id] for link in self._links if link.id in self._known]
        if self._waiting:
            self._later.start(0)

    def _go_on(self) -> None:
        if self._waiting and self._version == self._scene.version and not self._scene.moving:
            self._work()
            self._scene.stir_all()

    def _made(self, link: Link) -> Thread:
        start, end = self._scene.cards[link.from_card_id].box, self._scene.cards[link.to_card_id].box
        wall = self._wall or Wall(boxes_near(self._scene, start, end))
        points = route(start, end, wall)
        curve = Curve(link.id, link.kind, link.from_card_id, link.to_card_id, points)
        return Thread(curve, _around(start, end))


def boxes_near(scene: BoardScene, start: Rect, end: Rect) -> list[Rect]:
    """The cards and headings that a curve between two boxes could meet."""
    area = _around(start, end)
    headings = (heading_of(theme.box) for theme in scene.themes.values())
    return [
        *(card.box for card in scene.near(area)),
        *(box for box in headings if area.intersects(QRectF(*box))),
    ]


def path_of(points: Sequence[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for n in range(1, len(points), 3):
        path.cubicTo(*(QPointF(*point) for point in points[n : n + 3]))
    return path


def _around(start: Rect, end: Rect) -> QRectF:
    return (QRectF(*start) | QRectF(*end)).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


def _still(known: Thread, link: Link, moved: Iterable[QRectF]) -> bool:
    """Whether a curve is that of a link, and nothing moved near it."""
    curve = known.curve
    if (curve.kind, curve.start, curve.end) != (link.kind, link.from_card_id, link.to_card_id):
        return False
    return not any(known.area.intersects(box) for box in moved)
