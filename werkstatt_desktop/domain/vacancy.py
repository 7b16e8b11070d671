"""Where there is room on a board for another loose card, known from one state to the next.

Looking at all cards of a board for every card that is written would make writing slower the more
there are. What is known of an earlier state is brought up to date by what has changed since: two
versions of a table share all buckets but a few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import cast

from . import layout, order
from .buckets import Buckets
from .layout import ASPECT, CARD_HEIGHT, CARD_WIDTH, GAP, LOOSE_COLUMNS, THEME_GAP, Rect
from .records import Card, Cluster, Id
from .state import State

Cell = tuple[float, float]
WIDE, HIGH = CARD_WIDTH + GAP, CARD_HEIGHT + GAP
"""Size of a cell, in pixels at 100 %."""
_NAME = "vacancy/"


def free_places(state: State, group_id: Id, heights: Sequence[float]) -> list[tuple[float, float]]:
    """Where new loose cards of these heights go: the first free cells of a grid below the themes.

    The grid is wider the more cards there are.
    """
    known = state.notes.get(_NAME + group_id)
    if not isinstance(known, _Vacancy):
        known = state.notes[_NAME + group_id] = _Vacancy(group_id)
    known.follow(state)
    return known.places(heights)


class _Vacancy:
    """The cells below the themes of a group that are taken, as of the state followed last."""

    def __init__(self, group_id: Id) -> None:
        self._group_id = group_id
        self._cards: Buckets[Id, Card] = Buckets()
        self._clusters: Buckets[Id, Cluster] = Buckets()
        self._full = (0, 0)
        self._begin(0.0, 0.0)
        self._boxes: dict[Id, Rect] = {}

    def follow(self, state: State) -> None:
        """Bring everything up to date with a state."""
        cards = cast("Buckets[Id, Card]", state.shown["cards"])
        clusters = cast("Buckets[Id, Cluster]", state.shown["clusters"])
        touched = set(clusters.differing(self._clusters))
        ids = set(cards.differing(self._cards))
        for id in ids:
            for card in (self._cards.get(id), cards.get(id)):
                if card is not None and card.cluster_id is not None:
                    touched.add(card.cluster_id)
        self._cards, self._clusters = cards, clusters
        for id in touched:
            self._measure(state, id)
            ids.update(card.id for card in state.kids(Card, "cluster_id", id))
        left = min((box.x for box in self._boxes.values()), default=0.0)
        top = max((box.bottom for box in self._boxes.values()), default=-THEME_GAP) + THEME_GAP
        if (left, top) != (self._left, self._top):
            self._begin(left, top)
            self._hang(order.loose(state, self._group_id))
            return
        for id in ids:
            self._take_down(id)
        hung = (cards.get(id) for id in ids)
        self._hang(card for card in hung if card is not None and self._is_loose(card))

    def places(self, heights: Sequence[float]) -> list[tuple[float, float]]:
        """The corners of free cells for cards of these heights."""
        count = len(self._where) + len(heights)
        wall = max(LOOSE_COLUMNS, int(sqrt(count * ASPECT * HIGH / WIDE)))
        taken, own = self._taken, set[Cell]()
        places: list[tuple[float, float]] = []
        if self._full[0] != wall:
            self._full = (wall, 0)
        cell, is_full = self._full[1], True
        for height in heights:
            rows_down = int(height // HIGH) + 1
            while True:
                row, column = divmod(cell, wall)
                at = (float(column), float(row))
                if at in taken or at in own:
                    cell += 1
                    if is_full:
                        self._full = (wall, cell)
                    continue
                is_full = False
                cell += 1
                cells = {(at[0], at[1] + n) for n in range(rows_down)}
                if not any(c in taken or c in own for c in cells):
                    break
            own |= cells
            places.append((self._left + column * WIDE, self._top + row * HIGH))
        return places

    def _begin(self, left: float, top: float) -> None:
        self._left, self._top = left, top
        self._taken: Counter[Cell] = Counter()
        self._where: dict[Id, tuple[Cell, ...]] = {}
        self._full = (0, 0)

    def _measure(self, state: State, id: Id) -> None:
        cluster = state.get(Cluster, id)
        if cluster is not None and cluster.group_id == self._group_id:
            row = order.cards_of_cluster(state, id)
            self._boxes[id] = layout.arrange_theme(cluster, row, layout.rough)[0]
        else:
            self._boxes.pop(id, None)

    def _is_loose(self, card: Card) -> bool:
        return card.group_id == self._group_id and card.cluster_id not in self._boxes

    def _hang(self, cards: Iterable[Card]) -> None:
        for card in cards:
            cells = self._where[card.id] = self._cells(card)
            self._taken.update(cells)

    def _take_down(self, id: Id) -> None:
        for cell in self._where.pop(id, ()):
            self._full = (0, 0)
            self._taken[cell] -= 1
            if not self._taken[cell]:
                del self._taken[cell]

    def _cells(self, card: Card) -> tuple[Cell, ...]:
        x, y = card.x - self._left, card.y - self._top
        # A card that lies in its cell but for a hair leaves the next one free.
        first, row = (x + 4.0) // WIDE, (y + 4.0) // HIGH
        last, low = (x + CARD_WIDTH) // WIDE, (y + layout.rough(card)) // HIGH
        if last == first and low == row:
            return ((first, row),)
        rows = range(int(row), int(low) + 1)
        return tuple((column, float(r)) for column in {first, last} for r in rows)
