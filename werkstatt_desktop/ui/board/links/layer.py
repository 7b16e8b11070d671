"""How links are painted: faint below the cards, lit above them where they belong to what is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ....domain.layout import Rect
from ....domain.picture import Run
from ....domain.records import Id
from ...desk import Desk
from ..look import Look, draw_glyphs, mixed
from ..scene import BoardScene
from .curves import Curves, Thread

_LIT, _CHOSEN = 2.2, 3.4
"""Widths of lit curves in pixels of the board; from far away they are one and two pixels of the view."""
_NEAR = 0.4
_READABLE = 0.5
"""Below this zoom a label could not be read."""
_LABEL, _LABEL_HIGH = 12.0, 20.0
_WHILE_SEARCHING = 0.35
REACH = 70.0
"""How far a label may reach beyond its curve."""


class FaintLinks:
    """All links but the lit ones, below the cards."""

    def __init__(self, curves: Curves, lit: LitLinks, scene: BoardScene, look: Look) -> None:
        self._curves, self._lit, self._scene, self._look = curves, lit, scene, look

    def bounds(self) -> Rect | None:
        """Curves stay near their cards."""
        return None

    def paint(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        threads = [t for t in self._curves.all() if t.box.intersects(area) and not self._lit.is_lit(t)]
        if not threads:
            return
        look = self._look
        colour = mixed(look.wall, QColor(look.theme.muted), 0.62)
        before = painter.opacity()
        if self._scene.lit is not None:
            painter.setOpacity(before * _WHILE_SEARCHING)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A pen of one pixel of the screen is drawn many times faster than any other.
        pen = QPen(colour, 1.0)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for thread in threads:
            painter.drawPath(thread.path)
        if zoom >= _NEAR:
            draw_heads(painter, threads, colour)
        painter.setOpacity(before)


class LitLinks:
    """The links of what is chosen, each in the colour of the card that it begins at and with its kind.

    `chosen` are the links that are chosen themselves.
    """

    def __init__(self, curves: Curves, desk: Desk, scene: BoardScene, look: Look) -> None:
        self._curves, self._desk, self._scene, self._look = curves, desk, scene, look
        self.chosen: frozenset[Id] = frozenset()

    def bounds(self) -> Rect | None:
        """Curves stay near their cards."""
        return None

    def is_lit(self, thread: Thread) -> bool:
        curve, marked = thread.curve, self._scene.marked
        return curve.start in marked or curve.end in marked or curve.id in self.chosen

    def lit(self) -> list[Thread]:
        """The chosen ones last, so that they lie on top."""
        if not self._scene.marked and not self.chosen:
            return []
        threads = [thread for thread in self._curves.all() if self.is_lit(thread)]
        return sorted(threads, key=lambda thread: thread.curve.id in self.chosen)

    def stir(self, threads: Iterable[Thread]) -> None:
        """Have painted anew where these curves run or ran, with their labels."""
        for thread in threads:
            box = thread.box.adjusted(-REACH, -REACH, REACH, REACH)
            self._scene.stir(Rect(box.x(), box.y(), box.width(), box.height()))

    def paint(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        reached = area.adjusted(-REACH, -REACH, REACH, REACH)
        before = painter.opacity()
        threads = [thread for thread in self.lit() if thread.box.intersects(reached)]
        for thread in threads:
            chosen = thread.curve.id in self.chosen
            colour = self._look.accent if chosen else self._colour(thread)
            pen = made_pen(colour, _CHOSEN if chosen else _LIT, zoom)
            painter.setPen(dashed(pen) if thread.curve.kind == "contradicts" else pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setOpacity(before * self._strength(thread))
            painter.drawPath(thread.path)
            draw_heads(painter, [thread], colour)
        painter.setOpacity(before)
        if zoom >= _READABLE:
            for thread in threads:
                painter.setOpacity(before * self._strength(thread))
                self._paint_label(painter, thread)
        painter.setOpacity(before)

    def _strength(self, thread: Thread) -> float:
        """While only some cards are lit, a link between others is as faint as these."""
        found = self._scene.lit
        faint = found is not None and not {thread.curve.start, thread.curve.end} & found
        return _WHILE_SEARCHING if faint else 1.0

    def _colour(self, thread: Thread) -> QColor:
        card = self._scene.cards.get(thread.curve.start)
        return self._look.colours(card.colour)[1] if card is not None else self._look.accent

    def _paint_label(self, painter: QPainter, thread: Thread) -> None:
        chosen = thread.curve.id in self.chosen
        words = self._desk.texts.link(thread.curve.kind)
        paint_label(painter, self._look, words, QPointF(*thread.curve.middle), strong=chosen)


def paint_label(painter: QPainter, look: Look, words: str, middle: QPointF, *, strong: bool) -> None:
    """The kind of a link in a small box around a point."""
    wide = look.lettering.width(words, _LABEL, strong)
    box = QRectF(middle.x() - wide / 2 - 7, middle.y() - _LABEL_HIGH / 2, wide + 14, _LABEL_HIGH)
    painter.setPen(QPen(look.accent if strong else QColor(look.theme.faint), 1.0))
    painter.setBrush(QBrush(look.accent) if strong else look.surface)
    painter.drawRoundedRect(box, _LABEL_HIGH / 2, _LABEL_HIGH / 2)
    painter.setPen(look.on_accent if strong else look.ink)
    run = Run(box.x() + 7, middle.y() + 0.34 * _LABEL, _LABEL, strong, words)
    draw_glyphs(painter, look.lettering.glyphs([run]))


def made_pen(colour: QColor, width: float, zoom: float) -> QPen:
    """A pen in pixels of the board; from far away in pixels of the view, so that nothing gets lost."""
    pen = QPen(colour, width if zoom >= _NEAR else max(1.0, round(width * 0.6)))
    pen.setCosmetic(zoom < _NEAR)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def dashed(pen: QPen) -> QPen:
    """The same, dashed: what contradicts is seen without colours."""
    broken = QPen(pen)
    broken.setDashPattern([4.0, 3.0])
    return broken


def draw_heads(painter: QPainter, threads: list[Thread], colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for thread in threads:
        if thread.curve.head:
            painter.drawPolygon(thread.head)
