"""How cards and themes look on the board."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGlyphRun, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from ...domain.breaking import ELLIPSIS, elide
from ...domain.layout import CARD_HEIGHT, CARD_WIDTH, PADDING, Rect
from ...domain.picture import RADIUS, THEME_RADIUS, Fitted, Run
from ...domain.records import Card, Cluster, Id
from .look import EDGE, Look, body_box, draw_glyphs

OVAL = 36.0
"""Height of the oval of a heading."""
_OVAL_PADDING = 22.0
_SMALLEST_OVAL = 96.0
_HEADING_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)
_COUNT_SIZE, _COUNT_GAP = 13.0, 6.0
_TICK = 8.0
_FINE = 0.7
_EVEN = QRectF(-EDGE, -EDGE, CARD_WIDTH + 2 * EDGE, CARD_HEIGHT + 2 * EDGE)
_NO_PEN = QPen(Qt.PenStyle.NoPen)


class CardItem(QGraphicsRectItem):
    """A card. Its text is set when it is painted first."""

    # What all cards begin with stands here once: thousands of them are made at a time.
    theme_id: Id | None = None
    text = colour = symbol = ""
    corner = (0.0, 0.0)
    height = CARD_HEIGHT
    selected = focused = False
    _target = body_box(CARD_HEIGHT)
    _fitted: Fitted | None = None
    _glyphs: list[QGlyphRun] | None = None

    def __init__(self, look: Look, card: Card) -> None:
        super().__init__(_EVEN)
        self.setZValue(1.0 + card.written * 1e-6)
        self.id: Id = card.id
        self._look = look

    def show_card(self, card: Card, colour: str, symbol: str) -> None:
        if (colour, symbol) != (self.colour, self.symbol):
            self.colour, self.symbol = colour, symbol
            self.update()
        if card.text != self.text:
            self.text = card.text
            self._fitted = self._glyphs = None
            self._set_height(self._look.lettering.height(card))
            self.update()

    @property
    def fitted(self) -> Fitted:
        """How the text is set."""
        if self._fitted is None:
            self._fitted = self._look.lettering.fitted(self.text)
        return self._fitted

    @property
    def is_cut(self) -> bool:
        """Whether the card shows only the beginning of its text."""
        return not self.text.endswith(ELLIPSIS) and "".join(self.fitted.lines[-1:]).endswith(ELLIPSIS)

    def place(self, x: float, y: float) -> None:
        if (x, y) != self.corner:
            self.corner = (x, y)
            self.setPos(x, y)

    @property
    def box(self) -> Rect:
        """Where the card lies on the board."""
        return Rect(*self.corner, CARD_WIDTH, self.height)

    def mark(self, *, selected: bool, focused: bool) -> None:
        if (selected, focused) != (self.selected, self.focused):
            self.selected, self.focused = selected, focused
            self.update()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        look = self._look
        body, part = look.body(self.colour, self.symbol, self.height)
        painter.drawPixmap(self._target, body, part)
        if self._glyphs is None:
            self._glyphs = look.lettering.card_glyphs(self.fitted)
        painter.setPen(look.ink)
        draw_glyphs(painter, self._glyphs)
        if self.selected or self.focused:
            frame = QRectF(0, 0, CARD_WIDTH, self.height)
            draw_marks(painter, look, frame, RADIUS, selected=self.selected, focused=self.focused)

    def portrait(self) -> QPixmap:
        """The card by itself, as it looks at the zoom in use."""
        scale, box = self._look.scale, body_box(self.height)
        pixmap = QPixmap((box.size() * scale).toSize())
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.drawPixmap(box, *self._look.body(self.colour, self.symbol, self.height))
        painter.setPen(self._look.ink)
        draw_glyphs(painter, self._look.lettering.card_glyphs(self.fitted))
        painter.end()
        return pixmap

    def _set_height(self, height: float) -> None:
        if height != self.height:
            self.height = height
            self._target = body_box(height)
            self.setRect(-EDGE, -EDGE, CARD_WIDTH + 2 * EDGE, height + 2 * EDGE)


class ThemeItem(QGraphicsRectItem):
    """A theme: its dashed box, and the oval with its heading on the upper edge."""

    def __init__(self, look: Look, cluster: Cluster) -> None:
        super().__init__()
        self.id: Id = cluster.id
        self.heading = ""
        self.corner = (0.0, 0.0)
        self.members: list[Id] = []
        self.oval = QRectF()
        self.selected = self.focused = self.lit = False
        self.number: int | None = None
        self.gap: QRectF | None = None
        self._look = look
        self._size = (0.0, 0.0)
        self._runs: tuple[Run, Run] | None = None
        self._glyphs: tuple[list[QGlyphRun], list[QGlyphRun]] | None = None

    def show_theme(self, heading: str, members: list[Id], width: float, height: float) -> None:
        same = (heading, len(members), (width, height)) == (self.heading, len(self.members), self._size)
        self.members = members
        if same and self._runs:
            return
        self.heading, self._size = heading, (width, height)
        self._set_heading()
        top = OVAL / 2 + EDGE
        self.setRect(-EDGE, -top, width + 2 * EDGE, height + top + EDGE)
        self.update()

    def place(self, x: float, y: float) -> None:
        if (x, y) != self.corner:
            self.corner = (x, y)
            self.setPos(x, y)

    @property
    def box(self) -> Rect:
        """Where the dashed box lies on the board."""
        return Rect(*self.corner, *self._size)

    @property
    def oval_box(self) -> Rect:
        oval = self.oval
        return Rect(self.corner[0] + oval.x(), self.corner[1] + oval.y(), oval.width(), oval.height())

    def mark(self, *, selected: bool, focused: bool) -> None:
        if (selected, focused) != (self.selected, self.focused):
            self.selected, self.focused = selected, focused
            self.update()

    def light(self, gap: QRectF | None, *, lit: bool) -> None:
        """Show that what is dragged would be dropped into this theme, and where."""
        if (lit, gap) != (self.lit, self.gap):
            self.lit, self.gap = lit, gap
            self.update()

    def show_number(self, number: int | None) -> None:
        if number != self.number:
            self.number = number
            self.update()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        look = self._look
        painter.setPen(look.lit_dashes if self.lit else look.dashes)
        painter.setBrush(look.lit_box if self.lit else look.box)
        # Fine edges cost most on large areas, and are not seen on a small and faint one.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=look.scale >= _FINE)
        painter.drawRoundedRect(QRectF(0, 0, *self._size), THEME_RADIUS, THEME_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.oval)
        painter.setBrush(look.surface)
        painter.drawRoundedRect(self.oval, OVAL / 2, OVAL / 2)
        painter.setPen(look.ink if self.heading else look.muted)
        words, count = self._set_glyphs()
        draw_glyphs(painter, words)
        painter.setPen(look.muted)
        draw_glyphs(painter, count)
        if self.gap is not None:
            painter.fillRect(self.gap, look.accent)
        if self.selected or self.focused:
            draw_marks(painter, look, self.oval, OVAL / 2, selected=self.selected, focused=self.focused)
        if self.number is not None:
            self.draw_number(painter, self.oval.topLeft() - QPointF(8, 6), self.number)

    def _set_heading(self) -> None:
        """The heading as large as it fits beside the number of cards, and the oval around both."""
        letters = self._look.lettering
        count = str(len(self.members))
        count_width = letters.width(count, _COUNT_SIZE, False)
        widest = self._size[0] - 2 * PADDING
        room = widest - 2 * _OVAL_PADDING - _COUNT_GAP - count_width
        words = self.heading or self._look.untitled
        size = next((s for s in _HEADING_SIZES if letters.width(words, s, True) <= room), _HEADING_SIZES[-1])
        words = elide(words, size, letters.width, room, bold=True)
        wide = letters.width(words, size, True)
        inner = wide + _COUNT_GAP + count_width
        width = max(inner + 2 * _OVAL_PADDING, _SMALLEST_OVAL)
        left = (self._size[0] - inner) / 2
        self.oval = QRectF((self._size[0] - width) / 2, -OVAL / 2, width, OVAL)
        self._glyphs = None
        self._runs = (
            Run(left, 0.34 * size, size, True, words),
            Run(left + wide + _COUNT_GAP, 0.34 * size, _COUNT_SIZE, False, count),
        )

    def _set_glyphs(self) -> tuple[list[QGlyphRun], list[QGlyphRun]]:
        """Heading and number ready to be drawn; made when they are painted first."""
        if self._glyphs is None and self._runs is not None:
            words, count = self._runs
            letters = self._look.lettering
            self._glyphs = letters.glyphs([words]), letters.glyphs([count])
        return self._glyphs or ([], [])

    def draw_number(self, painter: QPainter, corner: QPointF, number: int) -> None:
        """The number by which the theme can be named, as a badge."""
        look = self._look
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
