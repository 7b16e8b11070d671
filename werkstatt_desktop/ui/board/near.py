"""The board from near: cards with their words, themes with their headings."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QTransform

from ...domain.layout import CARD_WIDTH
from ...domain.picture import RADIUS, THEME_RADIUS, Run, mark_rects
from .items import CardItem, ThemeItem
from .look import EDGE, TALLEST, Look, draw_glyphs, qrect

if TYPE_CHECKING:
    from .scene import BoardScene

_TICK = 8.0
_FINE = 0.7
_FAINT, _THIN = 0.25, 0.86
"""How strong what a search did not find is painted, and what is carried."""
_NO_PEN = QPen(Qt.PenStyle.NoPen)
_OF_THE_VIEW = QTransform()
_ROOM = 26.0
"""How far what is painted around a theme's oval reaches: its number, the frame around what is chosen."""


class Near:
    """Paints what of a scene lies in a piece of the view."""

    def __init__(self, scene: BoardScene, look: Look) -> None:
        self._scene, self._look = scene, look

    def paint(self, painter: QPainter, area: QRectF, transform: QTransform) -> None:
        """Paint what touches an area of the board; `transform` leads from the board to the view."""
        scene = self._scene
        painter.setTransform(transform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = area.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        themes = [theme for theme in scene.themes.values() if wide.intersects(theme.sceneBoundingRect())]
        carried = scene.moving
        for theme in themes:
            if theme.id not in carried:
                self._paint_theme(painter, theme)
        for layer in scene.layers:
            layer.paint(painter, area, transform.m11())
        wide = area.adjusted(-EDGE, -EDGE, EDGE, EDGE)
        cards = scene.near(wide)
        if scene.lit is None:
            self._paint_cards(painter, cards, transform)
        else:
            painter.setOpacity(_FAINT)
            self._paint_cards(painter, [card for card in cards if card.faint], transform)
            painter.setOpacity(1.0)
            self._paint_cards(painter, [card for card in cards if not card.faint], transform)
        for layer in scene.tops:
            layer.paint(painter, area, transform.m11())
        if carried:
            painter.setOpacity(_THIN)
            for theme in themes:
                if theme.id in carried:
                    self._paint_theme(painter, theme)
            held = (card for id in carried if (card := scene.cards.get(id)) is not None)
            seen = [card for card in held if wide.intersects(QRectF(*card.box))]
            self._paint_cards(painter, sorted(seen, key=attrgetter("order")), transform)
            painter.setOpacity(1.0)

    def _paint_cards(self, painter: QPainter, cards: Iterable[CardItem], transform: QTransform) -> None:
        """Outlines and badges are copied dot by dot, which is faster than scaling them and crisper."""
        look = self._look
        zoom, dx, dy, ratio = transform.m11(), transform.dx(), transform.dy(), look.ratio
        step, ink, body, letters = zoom * ratio, look.ink, look.body, look.lettering
        left, top = dx * ratio, dy * ratio
        painter.setPen(ink)
        for card in cards:
            x, y = card.corner
            corner = QPointF(x, y)
            if card.height <= TALLEST:
                painter.setTransform(_OF_THE_VIEW)
                # Not `round`: halves are to go the same way wherever the wall is scrolled to.
                at = QPointF(floor(x * step + left + 0.5) / ratio, floor(y * step + top + 0.5) / ratio)
                painter.drawPixmap(at, body(card.colour, card.symbol, card.height))
                painter.setTransform(transform)
            else:
                painter.translate(corner)
                look.draw_body(painter, card.colour, card.symbol, card.height)
                painter.setTransform(transform)
                painter.setPen(ink)
            glyphs = card.glyphs
            if glyphs is None:
                glyphs = card.glyphs = letters.card_glyphs(card.fitted)
            for run in glyphs:
                painter.drawGlyphRun(corner, run)
            if card.selected or card.focused:
                frame = QRectF(x, y, CARD_WIDTH, card.height)
                draw_marks(painter, look, frame, RADIUS, selected=card.selected, focused=card.focused)
                painter.setPen(ink)
            if card.marks:
                self._paint_badges(painter, card, transform)

    def _paint_badges(self, painter: QPainter, item: CardItem | ThemeItem, transform: QTransform) -> None:
        box = item.box if isinstance(item, CardItem) else item.oval_box
        ratio = self._look.ratio
        painter.setTransform(_OF_THE_VIEW)
        for mark, rect in zip(item.marks, mark_rects(box, len(item.marks)), strict=True):
            at = transform.map(QPointF(rect.x, rect.y)) * ratio
            corner = QPointF(floor(at.x() + 0.5), floor(at.y() + 0.5)) / ratio
            painter.drawPixmap(corner, self._look.badge(mark))
        painter.setTransform(transform)

    def _paint_theme(self, painter: QPainter, theme: ThemeItem) -> None:
        look, transform = self._look, painter.transform()
        opacity = painter.opacity()
        if theme.faint:
            painter.setOpacity(_FAINT)
        painter.setPen(look.lit_dashes if theme.lit else look.dashes)
        painter.setBrush(look.lit_box if theme.lit else look.box_brush(theme.tint))
        # Fine edges cost most on large areas, and are not seen on a small and faint one.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=look.scale >= _FINE)
        painter.drawRoundedRect(qrect(theme.box), THEME_RADIUS, THEME_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(*theme.corner))
        oval = theme.oval
        radius = min(oval.height() / 2, 18.0)
        painter.setPen(look.oval)
        painter.setBrush(look.surface)
        if theme.folded:
            painter.drawRoundedRect(oval.translated(0, 5), radius, radius)
        painter.drawRoundedRect(oval, radius, radius)
        words, numbers = theme.glyphs()
        painter.setPen(look.ink if theme.heading else look.muted)
        draw_glyphs(painter, words)
        painter.setPen(look.muted)
        draw_glyphs(painter, numbers)
        if theme.gaps:
            painter.setPen(look.lit_dashes)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for gap in theme.gaps:
                painter.drawRoundedRect(gap, RADIUS, RADIUS)
        if theme.selected or theme.focused:
            draw_marks(painter, look, oval, radius, selected=theme.selected, focused=theme.focused)
        if theme.number is not None:
            draw_number(painter, look, oval.topLeft() - QPointF(8, 6), theme.number)
        painter.setTransform(transform)
        if theme.marks:
            self._paint_badges(painter, theme, transform)
        painter.setOpacity(opacity)


def portrait(look: Look, card: CardItem) -> QPixmap:
    """A card by itself, as it looks at the zoom in use; of a very high one the upper part."""
    height, zoom = min(card.height, TALLEST), look.scale / look.ratio
    pixmap = QPixmap(round(CARD_WIDTH * look.scale), round((height + 2) * look.scale))
    pixmap.setDevicePixelRatio(look.ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(zoom, zoom)
    look.draw_body(painter, card.colour, card.symbol, height)
    painter.setPen(look.ink)
    draw_glyphs(painter, look.lettering.card_glyphs(card.fitted))
    painter.end()
    return pixmap


def draw_number(painter: QPainter, look: Look, corner: QPointF, number: int) -> None:
    """The number by which a theme can be named, as a badge."""
    text = str(number)
    wide = look.lettering.width(text, 15.0, True)
    badge = QRectF(corner.x(), corner.y(), max(wide + 14, 24), 24)
    painter.setPen(_NO_PEN)
    painter.setBrush(look.accent)
    painter.drawRoundedRect(badge, 12, 12)
    painter.setPen(look.on_accent)
    run = Run(badge.center().x() - wide / 2, badge.center().y() + 5.2, 15.0, True, text)
    draw_glyphs(painter, look.lettering.glyphs([run]))


def draw_marks(
    painter: QPainter, look: Look, frame: QRectF, radius: float, *, selected: bool, focused: bool
) -> None:
    """Around what has the keyboard a strong ring; a selected one has a thin ring and a tick."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if focused:
        painter.setPen(look.focus if look.keyboard else look.dim_focus)
    else:
        painter.setPen(look.chosen)
    painter.drawRoundedRect(frame.adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3.5, radius + 3.5)
    if not selected:
        return
    centre = frame.topLeft() + QPointF(2, 2)
    painter.setPen(_NO_PEN)
    painter.setBrush(look.accent)
    painter.drawEllipse(centre, _TICK, _TICK)
    painter.setPen(look.on_accent)
    painter.drawPolyline([centre + QPointF(*at) for at in ((-3.5, 0.2), (-1.0, 2.7), (3.6, -2.7))])
