"""What is read back to the plenary before a workshop is closed: the protocol's contents, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from . import measures, order, plenary, twins
from .records import PARKED_KINDS, Card, Cluster, Group, Id, Workshop
from .state import State

MOST = 17
"""How many lines of text stand on one page, about."""
_WIDE = 80
"""How many characters of a text stand on one line, about."""
_ALWAYS = {"outlook", "hidden"}


@dataclass(frozen=True, slots=True)
class Said:
    """A text on a page, and the field of a record in which it stands.

    `first` is its first wording, once reworded; None otherwise. `category_id` is that of a card.
    """

    table: str
    id: Id
    field: str
    text: str
    first: str | None = None
    category_id: Id | None = None

    @property
    def key(self) -> tuple[str, Id, str]:
        return self.table, self.id, self.field


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: kind is one of KINDS or of PARKED_KINDS. `key` stays its own while texts are corrected.

    `heading` is the theme or category that it is about. `place` of `places` is said where one matter takes
    several pages.
    """

    key: str
    kind: str
    said: tuple[Said, ...]
    group: Group | None = None
    heading: Said | None = None
    category_id: Id | None = None
    place: int = 1
    places: int = 1


KINDS = ("event", "theme", "loose", "category", "hidden", "statement", "result", "measure", "outlook")
"""Of a group whose cards are hidden there is one page, "hidden", that has none of them."""


def sheets(state: State) -> list[Sheet]:
    """The pages in the order of the protocol; what the workshop has nothing of is left out."""
    found = [_facts(state.workshop), *_groups(state), *_plenary(state)]
    tasks = [Said("measures", m.id, "what", m.what) for m in measures.in_order(state)]
    found += [Sheet("measure", "measure", tuple(tasks)), *_parked(state), _outlook(state.workshop)]
    return [page for sheet in found if sheet.said or sheet.kind in _ALWAYS for page in _parted(sheet)]


def reworded(state: State) -> int:
    """How many cards, results and statements are worded otherwise than at first; second cards count once."""
    cards = (c for c in state.all(Card) if c.first_text and not twins.is_second(state, c))
    return sum(c.first_text != c.text for c in cards) + sum(
        r.first_text is not None and r.first_text != r.text for r in plenary.results(state)
    )


def _facts(workshop: Workshop) -> Sheet:
    names = ("title", "place", "occasion", "goal")
    said = (Said("workshops", workshop.id, name, getattr(workshop, name)) for name in names)
    return Sheet("event", "event", tuple(one for one in said if one.text))


def _outlook(workshop: Workshop) -> Sheet:
    said = Said("workshops", workshop.id, "next_steps", workshop.next_steps)
    return Sheet("outlook", "outlook", (said,))


def _groups(state: State) -> Iterator[Sheet]:
    categories = order.categories(state)
    for group in order.groups(state):
        if group.hidden:
            yield Sheet(f"hidden {group.id}", "hidden", (), group)
            continue
        themes = order.clusters(state, group.id)
        for theme in themes:
            cards = order.cards_of_cluster(state, theme.id)
            yield Sheet(theme.id, "theme", _cards(cards), group, _heading(theme))
        loose = order.loose_cards(state, group.id)
        if themes:
            row = [card for c in categories for card in loose if card.category_id == c.id]
            yield Sheet(f"loose {group.id}", "loose", _cards(row), group)
            continue
        for category in categories:
            row = [card for card in loose if card.category_id == category.id]
            key = f"category {group.id} {category.id}"
            yield Sheet(key, "category", _cards(row), group, category_id=category.id)


def _heading(theme: Cluster) -> Said:
    return Said("clusters", theme.id, "heading", theme.heading)


def _cards(cards: Iterable[Card]) -> tuple[Said, ...]:
    """Each card with its explanation, where it has one."""
    said = []
    for card in cards:
        first = card.first_text if card.first_text != card.text else None
        said.append(Said("cards", card.id, "text", card.text, first, card.category_id))
        if card.explanation:
            said.append(Said("cards", card.id, "explanation", card.explanation))
    return tuple(said)


def _plenary(state: State) -> Iterator[Sheet]:
    for kind in ("statement", "result"):
        said = (
            Said("results", r.id, "text", r.text, r.first_text if r.first_text != r.text else None)
            for r in plenary.results(state, kind)
        )
        yield Sheet(kind, kind, tuple(said))


def _parked(state: State) -> Iterator[Sheet]:
    items = order.parked(state)
    for kind in PARKED_KINDS:
        said = []
        for item in items:
            if item.kind == kind:
                said.append(Said("parked", item.id, "text", item.text))
                said += [Said("parked", item.id, "answer", item.answer)] if item.answer else []
        yield Sheet(kind, kind, tuple(said))


def _parted(sheet: Sheet) -> list[Sheet]:
    """As many pages as its texts need. What stands below a text stays on its page."""
    rows: list[list[Said]] = [[]]
    room = MOST
    for one in sheet.said:
        need = _lines(one)
        below = one.field in {"explanation", "answer"}
        if need > room and rows[-1] and not below:
            rows.append([])
            room = MOST
        rows[-1].append(one)
        room -= need
    if len(rows) == 1:
        return [sheet]
    return [
        replace(
            sheet, key=f"{sheet.key} {n}" if n > 1 else sheet.key, said=tuple(row), place=n, places=len(rows)
        )
        for n, row in enumerate(rows, 1)
    ]


def _lines(said: Said) -> int:
    """How many lines a text takes, with the gap below it and its first wording, about."""
    texts = [said.text, *([said.first] if said.first is not None else [])]
    return 1 + sum(1 + len(line) // _WIDE for text in texts for line in text.split("\n"))
