"""Pens, brushes and ready-made card bodies of the board in one theme and at one zoom."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGlyphRun, QPainter, QPainterPath, QPen, QPixmap

from ...domain.layout import CARD_WIDTH, Rect
from ...domain.picture import RADIUS, STRIPE, symbol_rect
from ..theme import Theme, symbol_path
from .lettering import Lettering

EDGE = 8.0
"""How far marks around a card or an oval reach beyond it, in pixels at 100 %."""
_SHADE = 2.0
_ORIGIN = QPointF(0.0, 0.0)
DOTS = 24.0
"""Distance of the wall's dots at 100 %."""


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """A colour between two: `part` 0 is the first, 1 the second."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * part) for a, b in pairs))


class Look:
    """How the board is drawn.

    `scale` is device pixels for a pixel at 100 %; bodies are made for it. `untitled` stands on a
    theme without a heading, `keyboard` says whether the board has the keyboard.
    """

    def __init__(self, theme: Theme, untitled: str) -> None:
        self.lettering = Lettering()
        self.untitled = untitled
        self.keyboard = False
        self.scale = 1.0
        self._bodies: dict[tuple[str, str, float], tuple[QPixmap, QRectF]] = {}
        self._tiles: dict[int, QPixmap] = {}
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._bodies.clear()
        self._tiles.clear()
        self.wall, self.ink = QColor(theme.wall), QPen(QColor(theme.text))
        self.surface, self.accent = QBrush(QColor(theme.surface)), QColor(theme.accent)
        self.box = QBrush(mixed(self.wall, QColor(theme.surface), 0.62))
        self.lit_box = QBrush(mixed(self.wall, QColor(theme.soft), 0.85))
        self.muted, self.on_accent = QPen(QColor(theme.muted)), QPen(QColor(theme.on_accent), 2.0)
        self.dashes = _line(mixed(self.wall, QColor(theme.faint), 0.62))
        self.dashes.setDashPattern([4.0, 3.0])
        self.lit_dashes = _line(self.accent)
        self.lit_dashes.setDashPattern([4.0, 3.0])
        self.oval = QPen(QColor(theme.text), 2.0)
        self.far_edge = _line(mixed(self.wall, QColor(theme.faint), 0.5))
        self.far_oval = QPen(QColor(theme.text), 1.0)
        self.focus, self.dim_focus = _line(self.accent, 2.0), _line(QColor(theme.faint), 2.0)
        self.chosen = _line(self.accent, 1.0)

    def set_scale(self, scale: float) -> None:
        if scale != self.scale:
            self.scale = scale
            self._bodies.clear()

    def colours(self, colour: str) -> tuple[QColor, QColor]:
        """Card and stripe of a category's colour."""
        return self.theme.category(colour)

    def far_colour(self, colour: str) -> QColor:
        """A card from so far away that its stripe is not seen: stronger than the card itself."""
        card, stripe = self.theme.category(colour)
        return mixed(card, stripe, 0.3)

    def body(self, colour: str, symbol: str, height: float) -> tuple[QPixmap, QRectF]:
        """An empty card, to be drawn into the box around it and its shade, and where it is in the pixmap.

        The outline of a card is the same for hundreds: it is drawn once for a zoom and copied.
        """
        key = (colour, symbol, height)
        found = self._bodies.get(key)
        if found is None:
            found = self._bodies[key] = self._made(colour, symbol, height)
        return found

    def _made(self, colour: str, symbol: str, height: float) -> tuple[QPixmap, QRectF]:
        wide, high = ceil(CARD_WIDTH * self.scale), ceil((height + _SHADE) * self.scale)
        pixmap = QPixmap(max(wide, 1), max(high, 1))
        pixmap.fill(Qt.GlobalColor.transparent)
        card, stripe = self.theme.category(colour)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(wide / CARD_WIDTH, high / (height + _SHADE))
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(0, 0, CARD_WIDTH, height)
        painter.setBrush(QColor(0, 0, 0, 22))
        painter.drawRoundedRect(rect.translated(0, 1.2), RADIUS, RADIUS)
        outline = QPainterPath()
        outline.addRoundedRect(rect, RADIUS, RADIUS)
        painter.fillPath(outline, card)
        painter.setClipRect(QRectF(0, 0, STRIPE, height))
        painter.fillPath(outline, stripe)
        painter.setClipping(False)
        painter.fillPath(symbol_path(symbol, qrect(symbol_rect(Rect(0, 0, CARD_WIDTH, height)))), stripe)
        painter.end()
        return pixmap, QRectF(pixmap.rect())

    def tile(self, pitch: int, ratio: float) -> tuple[QPixmap, int]:
        """A piece of dotted wall and its side; `pitch` is how far dots are apart. Both in view pixels."""
        found = self._tiles.get(pitch)
        if found is None:
            if len(self._tiles) > 8:
                self._tiles.clear()
            found = self._tiles[pitch] = self._made_tile(pitch, ratio)
        return found, pitch * _dots(pitch)

    def _made_tile(self, pitch: int, ratio: float) -> QPixmap:
        dot = self._wall_piece(pitch, ratio)
        painter = QPainter(dot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.line))
        painter.drawEllipse(QPointF(pitch / 2, pitch / 2), 1.0, 1.0)
        painter.end()
        side = pitch * _dots(pitch)
        tile = self._wall_piece(side, ratio)
        painter = QPainter(tile)
        painter.drawTiledPixmap(0, 0, side, side, dot)
        painter.end()
        return tile

    def _wall_piece(self, side: int, ratio: float) -> QPixmap:
        piece = QPixmap(round(side * ratio), round(side * ratio))
        piece.setDevicePixelRatio(ratio)
        piece.fill(self.wall)
        return piece


def body_box(height: float) -> QRectF:
    """Where the pixmap of a body lies on a card whose corner is the origin."""
    return QRectF(0, 0, CARD_WIDTH, height + _SHADE)


def draw_glyphs(painter: QPainter, runs: Sequence[QGlyphRun]) -> None:
    for run in runs:
        painter.drawGlyphRun(_ORIGIN, run)


def qrect(rect: Rect) -> QRectF:
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def _dots(pitch: int) -> int:
    """How many dots a piece of wall has in a row: large pieces are laid faster than small ones."""
    return max(1, 240 // pitch)


def _line(colour: QColor, width: float = 1.0) -> QPen:
    """A line as wide on the screen at every zoom."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
