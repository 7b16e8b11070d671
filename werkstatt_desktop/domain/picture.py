"""A group's board as boxes and lines of text, the same for overview, thumbnail, SVG and paper.

Units are pixels at 100 %, y grows downwards, as in `layout`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from . import layout, order, twins
from .breaking import Broken, Measure, break_lines, cached
from .layout import CARD_HEIGHT, CARD_WIDTH, Rect
from .records import Card, Category, Cluster, Id, Photo, Result
from .state import State, change

if TYPE_CHECKING:
    from .routes import Curve

SIZES = (15.0, 13.0, 11.0)
"""The sizes a card's text may have, the largest that fits is taken.

They are few, so that the words of neighbours are either equal or clearly not.
"""
HEADING_SIZES = (16.0, 14.0, 13.0)
"""Those of a heading; one that is too long for the smallest takes several lines."""
MOST_LINES = 240
"""From so many lines on a card's own line breaks are no longer kept: no words need as many."""
LEADING = 1.2
STRIPE, RADIUS = 5.0, 6.0
"""Width of a card's stripe and radius of its corners."""
THEME_RADIUS = 14.0
SYMBOL = 11.0
"""Side of the symbol in a card's upper right corner."""
HEADING_HEIGHT = 36.0
MARK = 18.0
"""Diameter of the badge of a mark."""
_TEXT_LEFT, _TEXT_RIGHT, _TEXT_TOP = STRIPE + 10.0, 10.0, 6.5
TEXT_WIDTH = CARD_WIDTH - _TEXT_LEFT - _TEXT_RIGHT
FIRST_WIDTH = TEXT_WIDTH - SYMBOL - 4.0
"""The width for text on a card, and that of its first line, which leaves room for the symbol."""
_ASCENT = 0.95
"""From the top of a line to its baseline, as a part of the size."""
_MARK_STEP, _MARK_INSET = MARK + 3.0, 6.0
_HEADING_PADDING, _HEADING_GAP = 22.0, 7.0
_SMALLEST_HEADING = 96.0
_NUMBER_SIZE = 13.0


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text: where its baseline begins, its size, whether it is bold or faint."""

    x: float
    y: float
    size: float
    bold: bool
    text: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A card, a theme's dashed box or the oval of its heading.

    `colour` is that of a card's category or the tint of a theme, `symbol` is a card's. `marks` are
    names of `symbols.MARKS`; their badges stand at `mark_rects`. A `folded` theme shows no cards.
    """

    kind: Literal["theme", "card", "heading"]
    id: Id
    rect: Rect
    runs: tuple[Run, ...] = ()
    colour: str = ""
    symbol: str = ""
    marks: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The boxes of a board in the order of painting, the box around them all, and the links between cards.

    Curves are painted above themes and below cards.
    """

    bounds: Rect
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...] = ()


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
    """The largest size in which a card's text fits without tearing a word; else the card grows.

    A word that is too long for a line even in the smallest size is torn in the largest that will do.
    """
    torn: Fitted | None = None
    for size in SIZES:
        most = int((CARD_HEIGHT - 2 * _TEXT_TOP) / (LEADING * size))
        # A text this wide cannot fit, whatever its words.
        if measure(text, size, False) > most * TEXT_WIDTH * 1.05:
            continue
        broken = break_lines(text, size, measure, width=TEXT_WIDTH, first=FIRST_WIDTH, most=most)
        if not broken.torn and not broken.cut:
            return Fitted(size, broken.lines)
        if not broken.cut and torn is None:
            torn = Fitted(size, broken.lines)
    return torn or _smallest(text, measure)


def height_of(card: Card, measure: Measure) -> float:
    """How high a card is when its text is on it.

    The smallest size alone decides that: what fits on an even card in a larger one fits in it too.
    """
    return _smallest(card.text, measure).height


def _smallest(text: str, measure: Measure) -> Fitted:
    """The text in the smallest size, on a card that grows with it. Nothing is cut."""
    size = SIZES[-1]
    lines = _broken(text, measure).lines
    if len(lines) > MOST_LINES:
        lines = _broken(" ".join(text.split()), measure).lines
    return Fitted(size, lines, max(CARD_HEIGHT, 2 * _TEXT_TOP + LEADING * size * len(lines)))


def _broken(text: str, measure: Measure) -> Broken:
    return break_lines(text, SIZES[-1], measure, width=TEXT_WIDTH, first=FIRST_WIDTH)


def marks_of(record: Card | Cluster | Result, *, has_photo: bool = False) -> tuple[str, ...]:
    """The names of the marks on a card, a theme or a result, in the order in which they stand."""
    found = ["dissent"] if record.dissent else []
    if record.consensus in _CONSENSUS:
        found.append(record.consensus)
    if isinstance(record, Card):
        found += ["question"] if record.question_mark else []
        found += ["star"] if record.star else []
        found += ["twin"] if record.twin_of is not None else []
        found += ["photo"] if has_photo else []
    return tuple(found)


_CONSENSUS = ("unanimous", "majority", "disputed")


def mark_rects(rect: Rect, count: int) -> list[Rect]:
    """Where the badges of so many marks stand: from the right, on the lower edge of a card or an oval."""
    x, y = rect.right - _MARK_INSET - MARK, rect.bottom - MARK / 2
    return [Rect(x - n * _MARK_STEP, y, MARK, MARK) for n in range(count)][::-1]


def symbol_rect(rect: Rect) -> Rect:
    """Where the symbol stands on a card that lies in `rect`."""
    return Rect(rect.right - _TEXT_RIGHT - SYMBOL, rect.y + _TEXT_TOP + 3.0, SYMBOL, SYMBOL)


def card_box(
    card: Card, category: Category | None, rect: Rect, fitted: Fitted, marks: tuple[str, ...]
) -> Box:
    """A card with its text and its marks, in its category's colour and with its symbol."""
    colour = category.colour if category else "grey"
    symbol = category.symbol if category else "diamond"
    return Box("card", card.id, rect, fitted.runs(rect), colour, symbol, marks)


def heading_box(
    cluster: Cluster, words: str, number: int, counts: tuple[int, int], theme: Rect, measure: Measure
) -> Box:
    """The oval on a theme's upper edge: its number, its heading, and how many cards and second cards it has.

    It grows up to the theme's width, then its text shrinks, then it takes more lines; the oval grows
    upwards with them. `words` are shown for the heading: it can be empty.
    """
    left, right = str(number), " + ".join(str(count) for count in counts[: 2 if counts[1] else 1])
    left_width, right_width = measure(left, _NUMBER_SIZE, True), measure(right, _NUMBER_SIZE, False)
    beside = left_width + right_width + 2 * _HEADING_GAP
    room = theme.width - 2 * layout.PADDING - 2 * _HEADING_PADDING - beside
    size = next((s for s in HEADING_SIZES if measure(words, s, True) <= room), HEADING_SIZES[-1])
    lines = _heading_lines(words, size, room, measure)
    widths = [measure(line, size, True) for line in lines]
    wide, step = max(widths), LEADING * size
    width, height = max(wide + beside + 2 * _HEADING_PADDING, _SMALLEST_HEADING), HEADING_HEIGHT
    height += (len(lines) - 1) * step
    middle, foot = theme.x + theme.width / 2, theme.y + HEADING_HEIGHT / 2
    rect = Rect(middle - width / 2, foot - height, width, height)
    x = middle - (wide + beside) / 2
    base = rect.y + HEADING_HEIGHT / 2 + 0.34 * size
    centre = x + left_width + _HEADING_GAP + wide / 2
    runs = [
        Run(centre - w / 2, base + n * step, size, True, line)
        for n, (line, w) in enumerate(zip(lines, widths, strict=True))
    ]
    beside_y = rect.y + height / 2 + 0.34 * size
    runs.append(Run(x, beside_y, _NUMBER_SIZE, True, left, faint=True))
    runs.append(Run(centre + wide / 2 + _HEADING_GAP, beside_y, _NUMBER_SIZE, False, right, faint=True))
    return Box("heading", cluster.id, rect, tuple(runs), marks=marks_of(cluster), folded=cluster.folded)


def _heading_lines(words: str, size: float, room: float, measure: Measure) -> tuple[str, ...]:
    if measure(words, size, True) <= room:
        return (words,)
    return break_lines(words, size, lambda text, s, _bold: measure(text, s, True), width=room).lines


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
    # Imported here: the window takes only the fitting of text from this module, and is not to wait.
    from .routes import routes

    lettering = letters if isinstance(letters, Lettering) else Lettering(letters)
    places = layout.arrange(state, group_id, lettering.height)
    clusters = order.clusters(state, group_id)
    boxes = [Box("theme", c.id, places.themes[c.id], colour=c.tint or "", folded=c.folded) for c in clusters]
    with_photo = {photo.card_id for photo in state.all(Photo)}
    for id, rect in places.cards.items():
        if card := state.get(Card, id):
            marks = marks_of(card, has_photo=id in with_photo)
            category = state.get(Category, card.category_id)
            boxes.append(card_box(card, category, rect, lettering.fit(card), marks))
    for number, c in enumerate(clusters, 1):
        if c.heading or c.folded:
            counts = twins.counts(state, order.cards_of_cluster(state, c.id))
            boxes.append(heading_box(c, c.heading, number, counts, places.themes[c.id], lettering.width))
    return Picture(_around(boxes), tuple(boxes), routes(state, group_id, places))


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
