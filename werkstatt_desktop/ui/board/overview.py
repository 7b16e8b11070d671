"""The board from far away: all cards in one stroke a colour, headings still readable."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from ...domain.breaking import elide
from ...domain.layout import CARD_WIDTH
from ...domain.picture import Run
from ...domain.records import Id
from .grid import far_rects
from .items import ThemeItem
from .look import FAR_MARK, Look, draw_glyphs, qrect
from .near import draw_number
from .scene import BoardScene

_SIZE = 12.0
"""Height of headings in pixels of the view, at every zoom."""
_ROOM = 80.0
"""A theme narrower than this in the view has no place for its heading."""
_STEP = 16
_FAINT = 0.4
"""How strong the heading of a theme is in which a search found nothing."""
_MARKED = 30.0
"""A card narrower than this in the view has no room for its marks."""
_HIGH, _RAISED = 22, 16
"""Height of a label, and how far it stands out above its theme."""


class Overview:
    """Paints a scene from afar; what a gesture carries is looked at for every frame."""

    def __init__(self, scene: BoardScene, look: Look) -> None:
        self._scene, self._look = scene, look
        self._labels = _Labels(look)

    def paint(self, painter: QPainter, exposed: QRect, transform: QTransform, *, in_motion: bool) -> None:
        """Paint a piece of the view; while a zoom is `in_motion` headings are not cut anew."""
        look, scene = self._look, self._scene
        area = transform.inverted()[0].mapRect(QRectF(exposed))
        painter.setTransform(transform)
        themes, cards = scene.themes.values(), scene.cards
        self._paint_themes(painter, [theme for theme in themes if theme.id not in scene.moving])
        for layer in scene.layers:
            layer.paint(painter, area, transform.m11())
        painter.setPen(Qt.PenStyle.NoPen)
        for cell in scene.grid.cells(area):
            for (colour, faint), rects in cell.rects().items():
                painter.setBrush(look.far_colour(colour, faint=faint))
                painter.drawRects(rects)
        if scene.moving:
            self._paint_themes(painter, [theme for theme in themes if theme.id in scene.moving])
            painter.setPen(Qt.PenStyle.NoPen)
            for (colour, faint), rects in far_rects(cards[id] for id in scene.moving if id in cards).items():
                painter.setBrush(look.far_colour(colour, faint=faint))
                painter.drawRects(rects)
        for layer in scene.tops:
            layer.paint(painter, area, transform.m11())
        self._paint_marks(painter)
        painter.resetTransform()
        if transform.m11() * CARD_WIDTH >= _MARKED:
            self._paint_badges(painter, area, transform)
        self._labels.keep(scene.themes.keys())
        self._paint_headings(painter, exposed, transform, in_motion=in_motion)

    def _paint_themes(self, painter: QPainter, themes: list[ThemeItem]) -> None:
        look = self._look
        by_brush: dict[str, list[QRectF]] = {}
        for theme in themes:
            by_brush.setdefault("lit" if theme.lit else theme.tint, []).append(QRectF(*theme.box))
        for name, rects in by_brush.items():
            painter.setPen(look.lit_dashes if name == "lit" else look.far_edge)
            painter.setBrush(look.lit_box if name == "lit" else look.box_brush(name))
            painter.drawRects(rects)

    def _paint_badges(self, painter: QPainter, area: QRectF, transform: QTransform) -> None:
        """The marks of cards, as many as find room; always large enough to be told apart."""
        look = self._look
        for cell in self._scene.grid.cells(area):
            for card in cell.marked():
                box = card.box
                corner = transform.map(QPointF(box.right, box.bottom))
                most = int(box.width * transform.m11() / FAR_MARK)
                if card.faint:
                    painter.setOpacity(_FAINT)
                for n, mark in enumerate(reversed(card.marks[:most]), 1):
                    at = QPointF(round(corner.x() - n * FAR_MARK), round(corner.y() - FAR_MARK + 2))
                    painter.drawPixmap(at, look.far_badge(mark))
                painter.setOpacity(1.0)

    def _paint_marks(self, painter: QPainter) -> None:
        look, scene = self._look, self._scene
        if not scene.marked:
            return
        marked = [item for id in scene.marked if (item := scene.item(id)) is not None]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.chosen)
        painter.drawRects([qrect(item.box) for item in marked if item.selected])
        painter.setPen(look.focus if look.keyboard else look.dim_focus)
        painter.drawRects([qrect(item.box) for item in marked if item.focused])

    def _paint_headings(
        self, painter: QPainter, exposed: QRect, transform: QTransform, *, in_motion: bool
    ) -> None:
        zoom, dx, dy = transform.m11(), transform.dx(), transform.dy()
        left, right = exposed.left() - 200, exposed.right() + 200
        high, low = exposed.top() - 2 * _HIGH, exposed.bottom() + 2 * _HIGH
        for theme in self._scene.themes.values():
            box = theme.box
            middle, top, room = (box.x + box.width / 2) * zoom + dx, box.y * zoom + dy, box.width * zoom
            if not (left <= middle <= right and high <= top <= low):
                continue
            if room < _ROOM and theme.number is None:
                continue
            label, wide = self._labels.of(theme, int(room), in_motion=in_motion)
            corner = QPointF(round(middle - wide / 2), round(top - _RAISED))
            if theme.faint:
                painter.setOpacity(_FAINT)
            painter.drawPixmap(corner, label)
            painter.setOpacity(1.0)
            if theme.number is not None:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_number(painter, self._look, corner - QPointF(6, 6), theme.number)


class _Labels:
    """Headings as small pictures, made once and then only copied."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._made: dict[Id, tuple[tuple[object, ...], str, QPixmap, float]] = {}

    def keep(self, ids: AbstractSet[Id]) -> None:
        """Forget the labels of all other themes."""
        for id in self._made.keys() - ids:
            del self._made[id]

    def of(self, theme: ThemeItem, room: int, *, in_motion: bool) -> tuple[QPixmap, float]:
        """The label of a theme, cut to what fits, and its width."""
        look = self._look
        words, number = theme.heading or look.untitled, str(theme.place_in_row)
        dress = (look.theme, look.ratio, number)
        known = self._made.get(theme.id)
        if known is None or not in_motion or known[0][1:] != (words, *dress):
            # Cut in steps, so that most labels are as they were from one zoom to the next.
            room = max((room - 22) // _STEP * _STEP, _STEP)
            key = (room, words, *dress)
            if known is None or known[0] != key:
                space = room - look.lettering.width(number + " ", _SIZE, True)
                text = elide(words, _SIZE, look.lettering.width, space, bold=True)
                if known is not None and known[0][2:] == dress and known[1] == text:
                    known = (key, *known[1:])
                else:
                    known = (key, text, *self._draw(number, text, faint=not theme.heading))
                self._made[theme.id] = known
        return known[2], known[3]

    def _draw(self, number: str, text: str, *, faint: bool) -> tuple[QPixmap, float]:
        look, letters = self._look, self._look.lettering
        left = 11.0 + letters.width(number + " ", _SIZE, True)
        wide = left + letters.width(text, _SIZE, True) + 9.0
        pixmap = QPixmap(round((wide + 2) * look.ratio), round(_HIGH * look.ratio))
        pixmap.setDevicePixelRatio(look.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.far_oval)
        painter.setBrush(look.surface)
        painter.drawRoundedRect(QRectF(1, 1, wide, _HIGH - 2), _HIGH / 2 - 1, _HIGH / 2 - 1)
        base = _HIGH / 2 + 0.34 * _SIZE
        painter.setPen(look.muted)
        draw_glyphs(painter, letters.glyphs([Run(11.0, base, _SIZE, True, number)]))
        painter.setPen(look.muted if faint else look.ink)
        draw_glyphs(painter, letters.glyphs([Run(left, base, _SIZE, True, text)]))
        painter.end()
        return pixmap, wide + 2
