"""Where cards and themes lie on a board. Units are pixels at 100 %, y grows downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from . import order
from .records import Card, Cluster, Id, Photo
from .state import State

CARD_WIDTH, CARD_HEIGHT = 188.0, 76.0
GAP = 12.0
PADDING = 18.0
HEAD = 34.0
"""How far below a theme's top edge its cards begin; the oval of the heading sits on that edge."""
THEME_GAP = 44.0
WALL_WIDTH = 1320.0
"""The width that tidying fills at least before it begins a new row."""
MIN_THEME_HEIGHT = HEAD + CARD_HEIGHT + PADDING
LOOSE_COLUMNS = 6
ASPECT = 1.6
"""A large board grows as wide as a screen is against its height."""

_SMALL_LINE = 24
"""Characters that a line of the smallest type on a card takes at least, near enough."""
_SMALL_LEADING, _MOST_LINES = 13.2, 240
"""How high such a line is, and from how many on a card's own line breaks do not count (see `picture`)."""
FOLDED_HEIGHT = 26.0
"""How far the box of a folded theme reaches below its upper edge, where the oval of the heading sits."""

_UPRIGHT = 1.45
"""How high a photo with its caption is at most against its width, near enough."""

_SLACK = 1.35
"""How much more room themes of different sizes take than they have."""

HeightOf = Callable[[Card], float]


class Rect(NamedTuple):
    """A box on the board: top left corner, width, height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def overlaps(self, other: Rect) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x <= self.right and self.y <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The boxes of a board in board coordinates, by the ids of cards and themes."""

    cards: dict[Id, Rect]
    themes: dict[Id, Rect]

    def bounds(self) -> Rect:
        """The box around everything; an empty board has one of no size."""
        boxes = [*self.cards.values(), *self.themes.values()]
        if not boxes:
            return Rect(0.0, 0.0, 0.0, 0.0)
        left, top = min(b.x for b in boxes), min(b.y for b in boxes)
        return Rect(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)


def even(_card: Card) -> float:
    """The height of a card whose text is not measured."""
    return CARD_HEIGHT


def rough(card: Card) -> float:
    """About how high a card is, by the length of its text: for where no type is at hand to measure it."""
    if len(card.text) < 4 * _SMALL_LINE and "\n" not in card.text:
        return CARD_HEIGHT
    lines = sum(1 + len(part) // _SMALL_LINE for part in card.text.split("\n"))
    if lines > _MOST_LINES:
        lines = 1 + len(card.text) // _SMALL_LINE
    return max(CARD_HEIGHT, PADDING + _SMALL_LEADING * lines)


def columns(count: int) -> int:
    """How many columns of cards a theme of `count` cards has."""
    return 2 if count <= 6 else 3 if count <= 15 else 4


def theme_cells(heights: Sequence[float]) -> tuple[list[tuple[float, float]], float, float]:
    """Where the cards of a theme lie, relative to its corner, and its width and height."""
    wide = columns(len(heights))
    places: list[tuple[float, float]] = []
    y = HEAD
    for start in range(0, len(heights), wide):
        row = heights[start : start + wide]
        places += [(PADDING + n * (CARD_WIDTH + GAP), y) for n in range(len(row))]
        y += max(row) + GAP
    width = 2 * PADDING + wide * CARD_WIDTH + (wide - 1) * GAP
    return places, width, max(y - GAP + PADDING, MIN_THEME_HEIGHT)


def arrange_theme(cluster: Cluster, cards: Sequence[Card], height_of: HeightOf) -> tuple[Rect, list[Rect]]:
    """The box of a theme and of each of its cards; a folded one shows none."""
    if cluster.folded:
        _, width, _ = theme_cells([])
        return Rect(cluster.x, cluster.y, width, FOLDED_HEIGHT), []
    heights = [height_of(card) for card in cards]
    places, width, height = theme_cells(heights)
    boxes = [
        Rect(cluster.x + x, cluster.y + y, CARD_WIDTH, h) for (x, y), h in zip(places, heights, strict=True)
    ]
    return Rect(cluster.x, cluster.y, width, height), boxes


def arrange(state: State, group_id: Id, height_of: HeightOf = even) -> Arrangement:
    """All boxes of a group's board; the cards of folded themes have none."""
    cards: dict[Id, Rect] = {}
    themes: dict[Id, Rect] = {}
    for cluster in order.clusters(state, group_id):
        members = order.cards_of_cluster(state, cluster.id)
        themes[cluster.id], boxes = arrange_theme(cluster, members, height_of)
        cards.update(zip((c.id for c in members), boxes, strict=not cluster.folded))
    for card in order.loose_cards(state, group_id):
        cards[card.id] = Rect(card.x, card.y, CARD_WIDTH, height_of(card))
    return Arrangement(cards, themes)


def place_in_theme(boxes: Sequence[Rect], x: float, y: float) -> int:
    """The place in the order of a theme's cards where something dropped at a point belongs."""
    for place, box in enumerate(boxes):
        if y < box.bottom + GAP / 2 and x < box.x + box.width / 2 and y >= box.y - GAP / 2:
            return place
        if y < box.y - GAP / 2:
            return place
    return len(boxes)


def block(corner: tuple[float, float], count: int) -> list[tuple[float, float]]:
    """Corners of cards that hang close together, row by row from a corner on."""
    wide = columns(count)
    return [
        (corner[0] + n % wide * (CARD_WIDTH + GAP), corner[1] + n // wide * (CARD_HEIGHT + GAP))
        for n in range(count)
    ]


def nearest_room(
    home: tuple[float, float], width: float, height: float, themes: Iterable[Rect], cards: Iterable[Rect]
) -> tuple[float, float]:
    """The corner nearest to `home` where a theme lies on nothing and nothing lies on its heading.

    A theme that would, goes beside what is in the way, above or below it.
    """
    x, y = home
    rise = HEAD / 2
    wanted = Rect(x, y - rise, width, height + rise)
    boxes = [(box, THEME_GAP) for box in themes] + [(box, GAP) for box in cards]
    if not any(wanted.overlaps(box) for box, _ in boxes):
        return home
    row = [(b.x - g, b.right + g) for b, g in boxes if b.y - g < wanted.bottom and wanted.y < b.bottom + g]
    column = [(b.y - g, b.bottom + g + rise) for b, g in boxes if b.x - g < x + width and x < b.right + g]
    beside, along = _slide(x, width, row), _slide(y, height, column)
    return (beside, y) if abs(beside - x) <= abs(along - y) else (x, along)


def _slide(start: float, length: float, spans: Sequence[tuple[float, float]]) -> float:
    """The beginning nearest to `start` of a stretch that leaves out all spans."""
    ends = (end for low, high in spans for end in (low - length, high))
    return min(
        (end for end in ends if all(end + length <= low or high <= end for low, high in spans)),
        key=lambda end: abs(end - start),
    )


def wall_width(themes: Sequence[Rect], loose: Sequence[Rect]) -> float:
    """The width that tidying fills before it begins a new row."""
    area = sum((box.width + THEME_GAP) * (box.height + THEME_GAP) for box in themes)
    area += sum((box.width + GAP) * (box.height + GAP) for box in loose)
    return max(WALL_WIDTH, sqrt(area * ASPECT * _SLACK))


def tidy(
    state: State,
    group_id: Id,
    height_of: HeightOf = even,
    wall: float | None = None,
    weights: Mapping[Id, float] | None = None,
) -> tuple[dict[Id, tuple[float, float]], dict[Id, tuple[float, float]]]:
    """New corners for the themes and the loose cards of a board, in their rough order.

    Rows are as wide as `wall`, else as suits a screen. With `weights` the heaviest come first.
    """

    def row(boxes: Iterable[tuple[Id, Rect]]) -> list[tuple[Id, Rect]]:
        rough = reading_order(boxes)
        return rough if weights is None else sorted(rough, key=lambda each: -weights.get(each[0], 0))

    boxes = arrange(state, group_id, height_of)
    rest = [(c.id, boxes.cards[c.id]) for c in order.loose_cards(state, group_id)]
    wall = wall or wall_width([*boxes.themes.values()], [box for _, box in rest])
    themes: dict[Id, tuple[float, float]] = {}
    x = y = shelf = 0.0
    for id, box in row(boxes.themes.items()):
        if x and x + box.width > wall:
            x, y, shelf = 0.0, y + shelf + THEME_GAP, 0.0
        themes[id] = (x, y)
        x += box.width + THEME_GAP
        shelf = max(shelf, box.height)
    top = y + shelf + THEME_GAP if themes else 0.0
    ordered = row(rest)
    places = in_rows([box.height for _, box in ordered], 0.0, top, wall)
    loose = {id: place for (id, _), place in zip(ordered, places, strict=True)}
    return themes, loose


def photo_box(photo: Photo) -> Rect:
    """The room for a photo on the wall; only its pixels know how high it is, upright ones are highest."""
    return Rect(photo.x, photo.y, photo.width, photo.width * _UPRIGHT)


def tidy_photos(photos: Iterable[Photo], top: float, wall: float) -> dict[Id, tuple[float, float]]:
    """New corners for the photos on a wall, in rows from `top` on, in their rough order."""
    places: dict[Id, tuple[float, float]] = {}
    x = shelf = 0.0
    for id, box in reading_order((photo.id, photo_box(photo)) for photo in photos):
        if x and x + box.width > wall:
            x, top, shelf = 0.0, top + shelf + GAP, 0.0
        places[id] = (x, top)
        x += box.width + GAP
        shelf = max(shelf, box.height)
    return places


def in_rows(heights: Sequence[float], left: float, top: float, wall: float) -> list[tuple[float, float]]:
    """Corners for loose cards of these heights, in rows that are no wider than `wall`."""
    wide = max(1, int((wall + GAP) / (CARD_WIDTH + GAP)))
    places: list[tuple[float, float]] = []
    for start in range(0, len(heights), wide):
        row = heights[start : start + wide]
        places += [(left + n * (CARD_WIDTH + GAP), top) for n in range(len(row))]
        top += max(row) + GAP
    return places


def reading_order(boxes: Iterable[tuple[Id, Rect]]) -> list[tuple[Id, Rect]]:
    """Boxes row by row; what lies within half a card's height of a row's first box is in that row."""
    rest = sorted(boxes, key=lambda item: (item[1].y, item[1].x, item[0]))
    rows: list[list[tuple[Id, Rect]]] = []
    for item in rest:
        if rows and item[1].y - rows[-1][0][1].y < CARD_HEIGHT / 2:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [item for row in rows for item in sorted(row, key=lambda i: (i[1].x, i[0]))]
