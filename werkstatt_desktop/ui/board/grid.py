"""Which cards hang where, so that neither painting nor the mouse has to ask all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from PySide6.QtCore import QRectF

from ...domain.layout import CARD_WIDTH, Rect
from .items import CardItem

_ORDER = attrgetter("order")
_WIDE, _HIGH = 2048.0, 1536.0
"""A cell in pixels at 100 %: about as much as is seen from near, and few enough of them on a large board."""


class Cell:
    """The cards whose corner lies in one piece of the wall; they lie in `left` … `bottom` as a whole."""

    __slots__ = ("_marked", "_rects", "bottom", "cards", "left", "right", "top")

    def __init__(self) -> None:
        self.cards: dict[CardItem, None] = {}
        self._rects: dict[tuple[str, bool], list[QRectF]] | None = None
        self._marked: list[CardItem] | None = None
        self.left = self.top = float("inf")
        self.right = self.bottom = float("-inf")

    def put(self, card: CardItem) -> None:
        """Take in a card, or hear that it lies elsewhere in the cell or looks different."""
        self.cards[card] = None
        self.forget()
        x, y = card.corner
        self.left, self.top = min(self.left, x), min(self.top, y)
        self.right, self.bottom = max(self.right, x + CARD_WIDTH), max(self.bottom, y + card.height)

    def take(self, card: CardItem) -> None:
        del self.cards[card]
        self.forget()

    def forget(self) -> None:
        """The cards look different."""
        self._rects = self._marked = None

    def marked(self) -> list[CardItem]:
        """The cards that have marks on them."""
        if self._marked is None:
            self._marked = [card for card in self.cards if card.marks]
        return self._marked

    def rects(self) -> dict[tuple[str, bool], list[QRectF]]:
        """The boxes of all cards, by their colour and whether they are faint."""
        if self._rects is None:
            self._rects = far_rects(self.cards)
        return self._rects


def far_rects(cards: Iterable[CardItem]) -> dict[tuple[str, bool], list[QRectF]]:
    """The boxes of cards as they are filled from afar, by their colour and whether they are faint."""
    rects: dict[tuple[str, bool], list[QRectF]] = {}
    for card in cards:
        x, y = card.corner
        rects.setdefault((card.colour, card.faint), []).append(QRectF(x, y, CARD_WIDTH, card.height))
    return rects


class Grid:
    """The cards of a wall by cells.

    `stir` is called with each box that has to be painted anew, `stir_all` where that is everything;
    a view puts its own here.
    """

    def __init__(self) -> None:
        self.stir: Callable[[Rect], object] = bool
        self.stir_all: Callable[[], object] = bool
        self._cells: dict[tuple[float, float], Cell] = {}

    def put(self, card: CardItem) -> None:
        """A card hangs where its corner says, and is to be painted."""
        x, y = card.corner
        key = (x // _WIDE, y // _HIGH)
        if card.cell is not None and card.cell != key:
            self._leave(card, card.cell)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = Cell()
        cell.put(card)
        card.cell = key
        self.stir(card.box)

    def take(self, card: CardItem) -> None:
        """A card hangs here no longer."""
        if card.cell is not None:
            self._leave(card, card.cell)
            card.cell = None
            self.stir(card.box)

    def clear(self) -> None:
        self._cells.clear()

    def repaint(self) -> None:
        """Cards look different that hang where they were."""
        for cell in self._cells.values():
            cell.forget()
        self.stir_all()

    def cells(self, area: QRectF) -> Iterable[Cell]:
        """The cells with cards that an area may touch."""
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        for cell in self._cells.values():
            if cell.left <= right and cell.right >= left and cell.top <= bottom and cell.bottom >= top:
                yield cell

    def near(self, area: QRectF) -> list[CardItem]:
        """The cards that an area touches, in the order of painting."""
        left, top, right, bottom = area.left() - CARD_WIDTH, area.top(), area.right(), area.bottom()
        found: list[CardItem] = []
        for cell in self.cells(area):
            if cell.left >= left and cell.right <= right and cell.top >= top and cell.bottom <= bottom:
                found += cell.cards
                continue
            for card in cell.cards:
                x, y = card.corner
                if left <= x <= right and y <= bottom and y + card.height >= top:
                    found.append(card)
        found.sort(key=_ORDER)
        return found

    def _leave(self, card: CardItem, key: tuple[float, float]) -> None:
        cell = self._cells[key]
        cell.take(card)
        if not cell.cards:
            del self._cells[key]
