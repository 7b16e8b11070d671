"""A group's board as boxes and lines of text, the same for overview, thumbnail, SVG and paper.

Units are pixels at 100 %, y grows downwards, as in `layout`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from . import layout, order
from .breaking import Measure, break_lines, cached, elide
from .layout import CARD_HEIGHT, CARD_WIDTH, Rect
from .records import Card, Category, Cluster, Id
from .state import State, change

SIZES = (15.0, 14.0, 13.0, 12.0, 11.0)
"""The sizes a card's text may have, the largest that fits is taken."""
MOST_LINES = 12
"""Lines of the smallest size to which a card grows before its text is cut; paper has it in full elsewhere."""
LEADING = 1.2
STRIPE, RADIUS = 5.0, 6.0
"""Width of a card's stripe and radius of its corners."""
THEME_RADIUS = 14.0
SYMBOL = 11.0
"""Side of the symbol in a card's upper right corner."""
HEADING_HEIGHT = layout.HEAD
_TEXT_LEFT, _TEXT_RIGHT, _TEXT_TOP = STRIPE + 10.0, 10.0, 6.5
TEXT_WIDTH = CARD_WIDTH - _TEXT_LEFT - _TEXT_RIGHT
FIRST_WIDTH = TEXT_WIDTH - SYMBOL - 4.0
"""The width for text on a card, and that of its first line, which leaves room for the symbol."""
_ASCENT = 0.95
"""From the top of a line to its baseline, as a part of the size."""
_HEADING_PADDING = 20.0
_SMALLEST_HEADING = 84.0


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text: where its baseline begins, its size, whether it is bold."""

    x: float
    y: float
    size: float
    bold: bool
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A card, a theme's dashed box or the oval of its heading. `colour` and `symbol` are a card's."""

    kind: Literal["theme", "card", "heading"]
    id: Id
    rect: Rect
    runs: tuple[Run, ...] = ()
    colour: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The boxes of a board in the order of painting, and the box around them all."""

    bounds: Rect
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a card's text is set, and how high the card is for that."""

    size: float
    lines: tuple[str, ...]
    height: float = CARD_HEIGHT

    def runs(self, rect: Rect) -> tuple[Run, ...]:
        """The lines on a card that lies in `rect`."""
        top = rect.y + _TEXT_TOP + _ASCENT * self.size
        step = LEADING * self.size
        return tuple(
            Run(rect.x + _TEXT_LEFT, top + n * step, self.size, False, line)
            for n, line in enumerate(self.lines)
            if line
        )


def fit(text: str, measure: Measure) -> Fitted:
    """The largest size in which a card's text fits without tearing a word; else the card grows."""
    for size in SIZES:
        most = int((CARD_HEIGHT - 2 * _TEXT_TOP) / (LEADING * size))
        # A text this wide cannot fit, whatever its words.
        if measure(text, size, False) > most * TEXT_WIDTH * 1.05:
            continue
        broken = break_lines(text, size, measure, width=TEXT_WIDTH, first=FIRST_WIDTH, most=most)
        if not broken.torn and not broken.cut:
            return Fitted(size, broken.lines)
    return _smallest(text, measure)


def height_of(card: Card, measure: Measure) -> float:
    """How high a card is when its text is on it.

    The smallest size alone decides that: what fits on an even card in a larger one fits in it too.
    """
    return _smallest(card.text, measure).height


def _smallest(text: str, measure: Measure) -> Fitted:
    """The text in the smallest size, on a card that grows with it."""
    size = SIZES[-1]
    lines = break_lines(text, size, measure, width=TEXT_WIDTH, first=FIRST_WIDTH, most=MOST_LINES).lines
    return Fitted(size, lines, max(CARD_HEIGHT, 2 * _TEXT_TOP + LEADING * size * len(lines)))


def symbol_rect(rect: Rect) -> Rect:
    """Where the symbol stands on a card that lies in `rect`."""
    return Rect(rect.right - _TEXT_RIGHT - SYMBOL, rect.y + _TEXT_TOP + 3.0, SYMBOL, SYMBOL)


def card_box(card: Card, category: Category | None, rect: Rect, fitted: Fitted) -> Box:
    """A card with its text, in its category's colour and with its symbol."""
    colour = category.colour if category else "grey"
    symbol = category.symbol if category else "diamond"
    return Box("card", card.id, rect, fitted.runs(rect), colour, symbol)


def heading_box(cluster: Cluster, theme: Rect, measure: Measure) -> Box | None:
    """The oval on a theme's upper edge; it grows up to the theme's width, then its text shrinks."""
    if not cluster.heading:
        return None
    widest = theme.width - 2 * layout.PADDING
    room = widest - 2 * _HEADING_PADDING
    size = next((s for s in SIZES if measure(cluster.heading, s, True) <= room), SIZES[-1])
    text = elide(cluster.heading, size, measure, room, bold=True)
    wide = measure(text, size, True)
    width = min(max(wide + 2 * _HEADING_PADDING, _SMALLEST_HEADING), widest)
    rect = Rect(theme.x + (theme.width - width) / 2, theme.y - HEADING_HEIGHT / 2, width, HEADING_HEIGHT)
    run = Run(rect.x + (width - wide) / 2, theme.y + 0.34 * size, size, True, text)
    return Box("heading", cluster.id, rect, (run,))


class Lettering:
    """How texts stand on cards, worked out once for each; for several pictures of the same cards."""

    def __init__(self, measure: Measure) -> None:
        self.width = cached(measure)
        self._known: dict[str, Fitted] = {}

    def fit(self, card: Card) -> Fitted:
        if (known := self._known.get(card.text)) is None:
            known = self._known[card.text] = fit(card.text, self.width)
        return known

    def height(self, card: Card) -> float:
        return self.fit(card).height


def picture(state: State, group_id: Id, letters: Measure | Lettering) -> Picture:
    """The board of a group as it hangs on the wall."""
    lettering = letters if isinstance(letters, Lettering) else Lettering(letters)
    places = layout.arrange(state, group_id, lettering.height)
    boxes = [Box("theme", id, rect) for id, rect in places.themes.items()]
    for id, rect in places.cards.items():
        if card := state.get(Card, id):
            boxes.append(card_box(card, state.get(Category, card.category_id), rect, lettering.fit(card)))
    for id, rect in places.themes.items():
        cluster = state.get(Cluster, id)
        if cluster and (heading := heading_box(cluster, rect, lettering.width)):
            boxes.append(heading)
    return Picture(_around(boxes), tuple(boxes))


def picture_in_rows(state: State, group_id: Id, lettering: Lettering, wall: float) -> Picture:
    """The board as it would hang on a narrower wall: themes, then loose cards, in rows of that width."""
    themes, loose = layout.tidy(state, group_id, lettering.height, wall)
    places = themes | loose
    records: list[Card | Cluster] = [
        *state.kids(Cluster, "group_id", group_id),
        *order.loose_cards(state, group_id),
    ]
    moved = [replace(r, x=places[r.id][0], y=places[r.id][1]) for r in records]
    changes = [change(state.get(type(r), r.id), r) for r in moved]
    return picture(state.apply(changes), group_id, lettering)


def _around(boxes: list[Box]) -> Rect:
    if not boxes:
        return Rect(0.0, 0.0, 0.0, 0.0)
    left, top = min(b.rect.x for b in boxes), min(b.rect.y for b in boxes)
    right, bottom = max(b.rect.right for b in boxes), max(b.rect.bottom for b in boxes)
    return Rect(left, top, right - left, bottom - top)
