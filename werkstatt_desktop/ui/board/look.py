"""Pens, brushes and ready-made card bodies of the board in one theme and at one zoom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGlyphRun, QPainter, QPainterPath, QPen, QPixmap

from ...domain.layout import CARD_WIDTH, Rect
from ...domain.picture import MARK, RADIUS, STRIPE, symbol_rect
from ...domain.symbols import MARK_COLOURS, MARKS
from ..theme import Theme, symbol_path
from .lettering import Lettering

EDGE = 11.0
"""How far marks on and around a card or an oval reach beyond it, in pixels at 100 %."""
FAR_MARK = 14.0
"""Diameter of the badge of a mark from afar, in pixels of the view."""
TALLEST = 320.0
"""Up to this height, in pixels at 100 %, a card's outline is kept as a picture."""
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

    `scale` is device pixels for a pixel at 100 %, `ratio` those for a pixel of the view; bodies are
    made for them. `untitled` stands on a theme without a heading, `keyboard` says whether the board
    has the keyboard.
    """

    def __init__(self, theme: Theme, untitled: str) -> None:
        self.lettering = Lettering()
        self.untitled = untitled
        self.keyboard = False
        self.scale = self.ratio = 1.0
        self._bodies: dict[tuple[str, str, float], QPixmap] = {}
        self._badges: dict[str, QPixmap] = {}
        self._far_badges: dict[tuple[str, float], QPixmap] = {}
        self._boxes: dict[str, QBrush] = {}
        self._far: dict[tuple[str, bool], QColor] = {}
        self._tiles: dict[int, QPixmap] = {}
        self.show_theme(theme)

    def show_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._bodies.clear()
        self._badges.clear()
        self._boxes.clear()
        self._far_badges.clear()
        self._far.clear()
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

    def set_scale(self, zoom: float, ratio: float) -> None:
        if (zoom * ratio, ratio) != (self.scale, self.ratio):
            self.scale, self.ratio = zoom * ratio, ratio
            self._bodies.clear()
            self._badges.clear()

    def box_brush(self, tint: str) -> QBrush:
        """What fills the box of a theme that is tinted in a colour, or in none."""
        if not tint:
            return self.box
        found = self._boxes.get(tint)
        if found is None:
            made = mixed(self.box.color(), self.theme.category(tint)[0], 0.6)
            found = self._boxes[tint] = QBrush(made)
        return found

    def colours(self, colour: str) -> tuple[QColor, QColor]:
        """Card and stripe of a category's colour."""
        return self.theme.category(colour)

    def far_colour(self, colour: str, *, faint: bool = False) -> QColor:
        """A card from so far away that its stripe is not seen: stronger than the card itself."""
        found = self._far.get((colour, faint))
        if found is None:
            card, stripe = self.theme.category(colour)
            found = mixed(card, stripe, 0.3)
            found = self._far[colour, faint] = mixed(self.wall, found, 0.25) if faint else found
        return found

    def body(self, colour: str, symbol: str, height: float) -> QPixmap:
        """An empty card with its shade.

        The outline of a card is the same for hundreds: it is drawn once for a zoom and copied.
        """
        key = (colour, symbol, height)
        found = self._bodies.get(key)
        if found is None:
            found = self._bodies[key] = self._made(colour, symbol, height)
        return found

    def badge(self, mark: str) -> QPixmap:
        """A mark on a round ground; drawn once for a zoom and copied."""
        found = self._badges.get(mark)
        if found is None:
            found = self._badges[mark] = self._made_badge(mark, MARK * self.scale / self.ratio)
        return found

    def far_badge(self, mark: str) -> QPixmap:
        """The same, FAR_MARK pixels of the view large at every zoom."""
        found = self._far_badges.get((mark, self.ratio))
        if found is None:
            found = self._far_badges[mark, self.ratio] = self._made_badge(mark, FAR_MARK)
        return found

    def _made(self, colour: str, symbol: str, height: float) -> QPixmap:
        pixmap = self._empty(CARD_WIDTH, height + _SHADE)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zoom = self.scale / self.ratio
        painter.scale(zoom, zoom)
        self.draw_body(painter, colour, symbol, height)
        painter.end()
        return pixmap

    def draw_body(self, painter: QPainter, colour: str, symbol: str, height: float) -> None:
        """An empty card whose corner is the origin."""
        card, stripe = self.theme.category(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(0, 0, CARD_WIDTH, height)
        painter.setBrush(QColor(0, 0, 0, 22))
        painter.drawRoundedRect(rect.translated(0, 1.2), RADIUS, RADIUS)
        outline, left = QPainterPath(), QPainterPath()
        outline.addRoundedRect(rect, RADIUS, RADIUS)
        left.addRect(QRectF(0, 0, STRIPE, height))
        painter.fillPath(outline, card)
        painter.fillPath(outline.intersected(left), stripe)
        painter.fillPath(symbol_path(symbol, qrect(symbol_rect(Rect(0, 0, CARD_WIDTH, height)))), stripe)

    def _made_badge(self, mark: str, side: float) -> QPixmap:
        pixmap = QPixmap(max(round(side * self.ratio), 1), max(round(side * self.ratio), 1))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / MARK, side / MARK)
        colour = QColor(MARK_COLOURS[mark][self.theme.dark])
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(self.surface)
        painter.drawEllipse(QRectF(0, 0, MARK, MARK).adjusted(0.8, 0.8, -0.8, -0.8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for outline in MARKS[mark]:
            part, left = 0.56 * MARK, 0.22 * MARK
            painter.drawPolygon([QPointF(left + part * x, left + part * y) for x, y in outline])
        painter.end()
        return pixmap

    def _empty(self, width: float, height: float) -> QPixmap:
        pixmap = QPixmap(max(round(width * self.scale), 1), max(round(height * self.scale), 1))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

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
