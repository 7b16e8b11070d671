"""The dots of a vote on the wall: a quiet badge at the lower edge of a card or heading."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QPainter, QPen

from ...domain import dots
from ...domain.edits import Step
from ...domain.layout import Rect
from ...domain.picture import Run
from ...domain.records import Cluster, Id
from ..desk import Desk
from .items import CardItem
from .look import Look
from .scene import BoardScene

_HIGH, _INSET, _DOT, _TEXT, _SIDE = 18.0, 12.0, 4.5, 12.0, 7.0
_READABLE = 0.4
"""Below this zoom the numbers could not be read."""
_FAINT = 0.25


class DotsLayer:
    """Above the cards. It knows how many dots there are, and follows the scene to where the cards lie."""

    def __init__(self, desk: Desk, scene: BoardScene, look: Look) -> None:
        self._desk, self._scene, self._look = desk, scene, look
        self._counts: dict[Id, int] = {}
        self._seen: tuple[Id | None, bool, frozenset[Id]] | None = None
        self._boxes: dict[Id, Rect] = {}
        self._shown: dict[Id, str] = {}
        self._runs: dict[str, list[QGlyphRun]] = {}
        scene.tops.append(self)
        scene.redrawn.connect(self.follow)
        scene.carried.connect(self.follow)

    def refresh(self, step: Step | None) -> None:
        """Count anew where a step can have changed something, or the group is another one."""
        group = self._scene.group_id
        now = group, self._scene.veiled, self._desk.state.twins
        if step is None or self._seen != now or step.edit.touches("votes", "rounds"):
            self._seen = now
            nothing = group is None or self._scene.veiled
            self._counts = {} if nothing else dots.on_boards(self._desk.state, group)
            self.follow()

    def follow(self) -> None:
        """Badges are where their cards and headings are now; what is carried has none."""
        scene = self._scene
        boxes: dict[Id, Rect] = {}
        shown: dict[Id, str] = {}
        if self._counts:
            # Of a theme without dots of its own those of its cards are told.
            themes = {id for id in scene.themes if self._count(id)}
            for id in {*(self._counts.keys() & scene.cards.keys()), *themes} - scene.moving:
                item = scene.cards.get(id) or scene.themes[id]
                at = item.box if isinstance(item, CardItem) else item.oval_box
                shown[id] = str(self._count(id))
                wide = self._look.lettering.width(shown[id], _TEXT, True) + 2 * _DOT + 2 * _SIDE + 4
                boxes[id] = Rect(at.x + _INSET, at.bottom - _HIGH / 2, wide, _HIGH)
        before, self._boxes = self._boxes, boxes
        said, self._shown = self._shown, shown
        for id in before.keys() | boxes.keys():
            if (before.get(id), said.get(id)) != (boxes.get(id), shown.get(id)):
                for box in (before.get(id), boxes.get(id)):
                    if box is not None:
                        scene.stir(box)

    def bounds(self) -> Rect | None:
        """Badges stay at their cards."""
        return None

    def paint(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        if zoom < _READABLE or not self._boxes:
            return
        look, before = self._look, painter.opacity()
        edge = QPen(QColor(look.theme.line), 1.0)
        for id, box in self._boxes.items():
            rect = QRectF(*box)
            item = self._scene.item(id)
            if item is None or not rect.intersects(area):
                continue
            painter.setOpacity(before * _FAINT if item.faint else before)
            painter.setPen(edge)
            painter.setBrush(look.surface)
            painter.drawRoundedRect(rect, _HIGH / 2, _HIGH / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.theme.dot))
            painter.drawEllipse(QPointF(rect.left() + _SIDE + _DOT, rect.center().y()), _DOT, _DOT)
            painter.setPen(look.ink)
            at = QPointF(rect.left() + _SIDE + 2 * _DOT + 4, rect.center().y() + 4.2)
            for run in self._figures(self._shown[id]):
                painter.drawGlyphRun(at, run)
        painter.setOpacity(before)

    def _figures(self, said: str) -> list[QGlyphRun]:
        """A number in letters that are made once."""
        if said not in self._runs:
            self._runs[said] = self._look.lettering.glyphs([Run(0.0, 0.0, _TEXT, True, said)])
        return self._runs[said]

    def _count(self, id: Id) -> int:
        if id in self._counts or id in self._scene.cards:
            return self._counts.get(id, 0)
        theme = self._desk.state.get(Cluster, id)
        return dots.of_theme(self._desk.state, theme, self._counts) if theme is not None else 0
