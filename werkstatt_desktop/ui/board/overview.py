"""The board from far away: all cards in one stroke a colour, headings still readable."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

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
_HIGH, _RAISED = 22, 16
"""Height of a label, and how far it stands out above its theme."""


class Overview:
    """Paints a scene without asking its items; what a gesture carries is looked at for every frame."""

    def __init__(self, scene: BoardScene, look: Look) -> None:
        self._scene, self._look = scene, look
        self._drawn: tuple[int, frozenset[Id]] = (-1, frozenset())
        self._cards: dict[str, list[QRectF]] = {}
        self._themes: list[QRectF] = []
        self._tops: list[tuple[ThemeItem, float, float, float]] = []
        self._labels = _Labels(look)

    def paint(self, painter: QPainter, exposed: QRect, transform: QTransform) -> None:
        look, scene = self._look, self._scene
        painter.fillRect(exposed, look.wall)
        painter.setTransform(transform)
        self._gather()
        moving = [item for id in scene.moving if (item := scene.item(id)) is not None]
        carried = [item for item in moving if isinstance(item, ThemeItem)]
        self._paint_themes(painter, carried)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in self._cards.items():
            painter.setBrush(look.far_colour(colour))
            painter.drawRects(rects)
        for item in moving:
            if not isinstance(item, ThemeItem):
                painter.setBrush(look.far_colour(item.colour))
                painter.drawRect(qrect(item.box))
        self._paint_marks(painter)
        painter.resetTransform()
        self._paint_headings(painter, [*self._tops, *map(_top, carried)], exposed, transform)

    def _gather(self) -> None:
        """The boxes of all cards, by colour, and themes that lie still."""
        scene = self._scene
        if self._drawn == (scene.version, scene.moving):
            return
        self._drawn = (scene.version, scene.moving)
        self._cards = {}
        for id, card in scene.cards.items():
            if id not in scene.moving:
                rect = QRectF(*card.corner, CARD_WIDTH, card.height)
                self._cards.setdefault(card.colour, []).append(rect)
        still = [theme for id, theme in scene.themes.items() if id not in scene.moving]
        self._themes = [qrect(theme.box) for theme in still]
        self._tops = [_top(theme) for theme in still]
        self._labels.keep(scene.themes.keys())

    def _paint_themes(self, painter: QPainter, carried: list[ThemeItem]) -> None:
        look = self._look
        painter.setPen(look.far_edge)
        painter.setBrush(look.box)
        painter.drawRects([*self._themes, *(qrect(theme.box) for theme in carried)])
        for theme in self._scene.themes.values():
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

    def _paint_headings(
        self,
        painter: QPainter,
        tops: list[tuple[ThemeItem, float, float, float]],
        exposed: QRect,
        transform: QTransform,
    ) -> None:
        zoom, dx, dy = transform.m11(), transform.dx(), transform.dy()
        left, right = exposed.left() - 200, exposed.right() + 200
        high, low = exposed.top() - 2 * _HIGH, exposed.bottom() + 2 * _HIGH
        for theme, x, y, width in tops:
            middle, top, room = x * zoom + dx, y * zoom + dy, width * zoom
            if not (left <= middle <= right and high <= top <= low):
                continue
            if room < _ROOM and theme.number is None:
                continue
            label, wide = self._labels.of(theme, int(room), painter.device().devicePixelRatioF())
            corner = QPointF(round(middle - wide / 2), round(top - _RAISED))
            painter.drawPixmap(corner, label)
            if theme.number is not None:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                theme.draw_number(painter, corner - QPointF(6, 6), theme.number)


class _Labels:
    """Headings as small pictures, made once and then only copied."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._made: dict[Id, tuple[tuple[object, ...], str, tuple[object, ...], QPixmap, float]] = {}

    def keep(self, ids: AbstractSet[Id]) -> None:
        """Forget the labels of all other themes."""
        for id in self._made.keys() - ids:
            del self._made[id]

    def of(self, theme: ThemeItem, room: int, ratio: float) -> tuple[QPixmap, float]:
        """The label of a theme, cut to what fits, and its width."""
        words, letters = theme.heading or self._look.untitled, self._look.lettering
        # Cut in steps, so that most labels are as they were from one zoom to the next.
        room = max((room - 22) // _STEP * _STEP, _STEP)
        key = (words, room, ratio, self._look.theme)
        known = self._made.get(theme.id)
        if known is None or known[0] != key:
            text = elide(words, _SIZE, letters.width, room, bold=True)
            if known is not None and known[1:3] == (text, key[2:]):
                known = (key, *known[1:])
            else:
                known = (key, text, key[2:], *self._draw(text, ratio, faint=not theme.heading))
            self._made[theme.id] = known
        return known[3], known[4]

    def _draw(self, text: str, ratio: float, *, faint: bool) -> tuple[QPixmap, float]:
        look = self._look
        wide = look.lettering.width(text, _SIZE, True) + 20
        pixmap = QPixmap(round((wide + 2) * ratio), round(_HIGH * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.far_oval)
        painter.setBrush(look.surface)
        painter.drawRoundedRect(QRectF(1, 1, wide, _HIGH - 2), _HIGH / 2 - 1, _HIGH / 2 - 1)
        painter.setPen(look.muted if faint else look.ink)
        run = Run(11.0, _HIGH / 2 + 0.34 * _SIZE, _SIZE, True, text)
        draw_glyphs(painter, look.lettering.glyphs([run]))
        painter.end()
        return pixmap, wide + 2


def _top(theme: ThemeItem) -> tuple[ThemeItem, float, float, float]:
    """The middle of a theme's upper edge, and its width."""
    box = theme.box
    return theme, box.x + box.width / 2, box.y, box.width
