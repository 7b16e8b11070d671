"""The board from far away: all cards in one stroke a colour, headings still readable."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QGlyphRun, QPainter, QTransform

from ...domain.breaking import elide
from ...domain.layout import CARD_WIDTH
from ...domain.picture import Run
from ...domain.records import Id
from .items import ThemeItem
from .look import Look, draw_glyphs, qrect
from .scene import BoardScene

_SIZE = 12.0
"""Height of headings in pixels of the view, at every zoom."""
_ROOM = 80.0
"""A theme narrower than this in the view has no place for its heading."""
_STEP = 16
_OVALS = 24
"""So many headings are painted as ovals; more of them as plain labels, which cost less."""


class Overview:
    """Paints a scene without asking its items; what a gesture carries is looked at for every frame."""

    def __init__(self, scene: BoardScene, look: Look) -> None:
        self._scene, self._look = scene, look
        self._drawn: tuple[int, frozenset[Id]] = (-1, frozenset())
        self._rects: dict[str, list[QRectF]] = {}
        self._words: dict[Id, tuple[str, int, float, list[QGlyphRun]]] = {}

    def paint(self, painter: QPainter, exposed: QRect, transform: QTransform) -> None:
        look, scene = self._look, self._scene
        painter.fillRect(exposed, look.wall)
        painter.setTransform(transform)
        self._gather()
        self._paint_themes(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in self._rects.items():
            painter.setBrush(look.far_colour(colour))
            painter.drawRects(rects)
        for id in scene.moving:
            card = scene.cards.get(id)
            if card is not None:
                painter.setBrush(look.far_colour(card.colour))
                painter.drawRect(qrect(card.box))
        self._paint_marks(painter)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_headings(painter, exposed, transform)

    def _gather(self) -> None:
        """The boxes of all cards that lie still, by colour."""
        scene = self._scene
        if self._drawn == (scene.version, scene.moving):
            return
        self._drawn = (scene.version, scene.moving)
        self._rects = {}
        for id, card in scene.cards.items():
            if id not in scene.moving:
                rect = QRectF(*card.corner, CARD_WIDTH, card.height)
                self._rects.setdefault(card.colour, []).append(rect)

    def _paint_themes(self, painter: QPainter) -> None:
        look = self._look
        themes = self._scene.themes.values()
        painter.setPen(look.dashes)
        painter.setBrush(look.box)
        painter.drawRects([qrect(theme.box) for theme in themes])
        for theme in themes:
            if theme.lit:
                painter.setPen(look.lit_dashes)
                painter.setBrush(look.lit_box)
                painter.drawRect(qrect(theme.box))

    def _paint_marks(self, painter: QPainter) -> None:
        look, scene = self._look, self._scene
        marked = [item for id in scene.marked if (item := scene.item(id)) is not None]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.chosen)
        painter.drawRects([qrect(item.box) for item in marked if item.selected])
        painter.setPen(look.focus if look.keyboard else look.dim_focus)
        painter.drawRects([qrect(item.box) for item in marked if item.focused])

    def _paint_headings(self, painter: QPainter, exposed: QRect, transform: QTransform) -> None:
        look, zoom = self._look, transform.m11()
        near = QRectF(exposed).adjusted(-_ROOM, -30, _ROOM, 30)
        shown: list[tuple[ThemeItem, QRectF, list[QGlyphRun], float]] = []
        for theme in self._scene.themes.values():
            box = theme.box
            room = box.width * zoom
            middle = (box.x + box.width / 2) * zoom + transform.dx()
            top = box.y * zoom + transform.dy()
            if room < _ROOM and theme.number is None:
                continue
            if not near.left() <= middle <= near.right() or not near.top() <= top <= near.bottom():
                continue
            words, wide = self._heading(theme, int(room))
            shown.append((theme, QRectF(middle - wide / 2 - 9, top - 15, wide + 18, 20), words, wide))
        painter.setPen(look.far_oval)
        painter.setBrush(look.surface)
        if len(shown) > _OVALS:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.drawRects([oval for _, oval, _, _ in shown])
        else:
            for _, oval, _, _ in shown:
                painter.drawRoundedRect(oval, 10, 10)
        for theme, oval, words, wide in shown:
            painter.setPen(look.ink if theme.heading else look.muted)
            painter.translate(oval.center().x() - wide / 2, oval.center().y() + 0.34 * _SIZE)
            draw_glyphs(painter, words)
            painter.resetTransform()
            if theme.number is not None:
                theme.draw_number(painter, oval.topLeft() - QPointF(6, 6), theme.number)

    def _heading(self, theme: ThemeItem, room: int) -> tuple[list[QGlyphRun], float]:
        """A heading as glyphs, cut to what fits, and its width."""
        words = theme.heading or self._look.untitled
        letters = self._look.lettering
        whole = letters.width(words, _SIZE, True)
        # Cut in steps, so that most headings are as they were from one zoom to the next.
        cut = max((room - 22) // _STEP * _STEP, _STEP) if whole > room - 22 else 0
        known = self._words.get(theme.id)
        if known is None or known[:2] != (words, cut):
            text = elide(words, _SIZE, letters.width, cut, bold=True) if cut else words
            glyphs = letters.glyphs([Run(0.0, 0.0, _SIZE, True, text)])
            known = self._words[theme.id] = (words, cut, letters.width(text, _SIZE, True), glyphs)
        return known[3], known[2]
