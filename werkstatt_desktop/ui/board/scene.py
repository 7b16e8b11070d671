"""The cards and themes of one group as they hang on the wall, drawn from the state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsScene

from ...domain.edits import Step
from ...domain.layout import Rect
from ...domain.records import Id
from ...domain.twins import count_in_group
from ..desk import Desk
from .grid import Grid
from .hanging import Hanging
from .items import CardItem, ThemeItem
from .look import Look, qrect

if TYPE_CHECKING:
    from .photos.item import PhotoItem


class Layer(Protocol):
    """Something else that hangs on the wall, above the themes and below the cards, or as a top above these.

    `paint` is called for every frame, from near and far, with a painter in pixels of the board and
    the area that is painted; it leaves opacity and transform as it found them. `bounds` is the box
    around all of it.
    """

    def paint(self, painter: QPainter, area: QRectF, zoom: float) -> None: ...
    def bounds(self) -> Rect | None: ...


class BoardScene(QGraphicsScene):
    """What hangs on the wall.

    `version` rises with every redrawing, `redrawn` tells of it. `moving` names the items that a
    gesture carries: until it ends they lie elsewhere than the state says; `carried` tells of its
    beginning and its end. `marked` names those that are selected or have the keyboard, `loose` the
    cards in no theme. `reach` holds everything, and perhaps more. While `lit` is not None all other
    items are faint. While the group is hidden the board is `veiled`: nothing hangs on it but `count`,
    the number of its cards.
    """

    redrawn = Signal()
    carried = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.look = look
        self.cards: dict[Id, CardItem] = {}
        self.themes: dict[Id, ThemeItem] = {}
        self.photos: dict[Id, PhotoItem] = {}
        self.grid = Grid()
        self.layers: list[Layer] = []
        self.tops: list[Layer] = []
        self.group_id: Id | None = None
        self.version = 0
        self.veiled = False
        self.moving: frozenset[Id] = frozenset()
        self.marked: frozenset[Id] = frozenset()
        self.lit: frozenset[Id] | None = None
        self.loose: set[Id] = set()
        self.reach = QRectF()
        self._bounds: QRectF | None = None
        self._hanging = Hanging(self, desk)

    @property
    def count(self) -> int:
        """How many cards the group in view has."""
        return count_in_group(self._desk.state, self.group_id) if self.group_id else 0

    @property
    def count_words(self) -> str:
        """What a hidden board says."""
        return self._desk.texts.n("{n} card", "{n} cards", self.count)

    def refresh(self, step: Step | None) -> bool:
        """Draw what a step touched, or everything; whether there was anything to draw."""
        if step is None or self._hanging.is_another() or step.edit.touches("categories"):
            self._hanging.draw_all()
        elif not self._hanging.draw_touched(step):
            return False
        self.redrawn.emit()
        return True

    def item(self, id: Id | None) -> CardItem | ThemeItem | None:
        if id is None:
            return None
        return self.cards.get(id) or self.themes.get(id)

    def thing(self, id: Id | None) -> CardItem | ThemeItem | PhotoItem | None:
        """Whatever hangs on the wall under this id: a card, a theme or a photo."""
        return self.item(id) or self.photos.get(id or "")

    def at(self, point: QPointF) -> CardItem | ThemeItem | None:
        """The topmost card or theme under a point of the board."""
        under = self.near(QRectF(point, point))
        return under[-1] if under else self.theme_at(point)

    def theme_at(self, point: QPointF) -> ThemeItem | None:
        """The theme under a point, whatever lies on it."""
        x, y = point.x(), point.y()
        for theme in reversed(self.themes.values()):
            if theme.box.contains(x, y) or theme.oval_box.contains(x, y):
                return theme
        return None

    def near(self, area: QRectF) -> list[CardItem]:
        """The cards that an area touches, from the lowest to the topmost, but not those that are carried."""
        return self.grid.near(area)

    def within(self, area: QRectF) -> list[Id]:
        """The cards that an area touches and the themes that lie in it as a whole."""
        cards = [card.id for card in self.near(area)]
        return [*cards, *(id for id, theme in self.themes.items() if area.contains(qrect(theme.box)))]

    def bounds(self) -> QRectF:
        """The box around all there is, ovals included; an empty board has an empty one."""
        if self._bounds is None:
            boxes = [item.box for item in self.cards.values()]
            for theme in self.themes.values():
                boxes += [theme.box, theme.oval_box]
            self._bounds = around(boxes)
        bounds = self._bounds
        for layer in self.layers:
            box = layer.bounds()
            bounds = bounds | qrect(box) if box is not None else bounds
        return bounds

    def stir(self, box: Rect) -> None:
        """Have a piece of the board painted anew."""
        self.grid.stir(box)

    def stir_all(self) -> None:
        """Have all that is seen painted anew."""
        self.grid.stir_all()

    def show_lit(self, ids: frozenset[Id] | None) -> None:
        """Let all but these cards and themes be faint; None: nothing is faint."""
        if ids != self.lit:
            self.lit = ids
            # All at once: nothing changes its place, and most of the wall is painted anew.
            for card in self.cards.values():
                card.faint = ids is not None and card.id not in ids
            for theme in self.themes.values():
                theme.faint = ids is not None and theme.id not in ids
            self.grid.repaint()

    def carry(self, ids: Iterable[Id]) -> None:
        """Take items off the wall; they are painted above all else, wherever they are placed."""
        self.moving = frozenset(ids)
        for id in self.moving & self.cards.keys():
            self.grid.take(self.cards[id])
        self.carried.emit()

    def lay_back(self, ids: Iterable[Id]) -> None:
        """Put items that were carried to where the state says."""
        carried = set(ids)
        self.moving = frozenset()
        themes = carried & self.themes.keys()
        for id in themes:
            carried.update(self.themes[id].members)
        for id in carried & self.cards.keys():
            self.grid.put(self.cards[id])
        self._hanging.draw(carried & self.cards.keys(), themes)
        self.carried.emit()

    def renew(self) -> None:
        """Say that something else hangs there from now on."""
        self.version += 1
        self._bounds = None

    def clear_away(self) -> None:
        self.cards.clear()
        self.themes.clear()
        self.loose.clear()
        self.grid.clear()
        self.stir_all()


def around(boxes: list[Rect]) -> QRectF:
    """The box around boxes."""
    if not boxes:
        return QRectF()
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return QRectF(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)
