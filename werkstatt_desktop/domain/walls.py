"""What a working group did, for the protocol: its wall as text, card by card, its photos, its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from . import dots, links, order, twins
from .headings import Heading, beginning
from .layout import Rect, reading_order
from .outcome import Attendance, attendance
from .picture import marks_of
from .records import Card, Category, Cluster, Group, Id, Photo
from .state import State


@dataclass(frozen=True, slots=True)
class Asked:
    """A category of cards, what the group was asked for it, and how many cards came."""

    category: Category
    question: str
    cards: int


@dataclass(frozen=True, slots=True)
class Linked:
    """What a card does to others by one kind of link: the beginnings of their texts, in order of writing."""

    kind: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A card, verbatim. `first_text` is None where it was not reworded.

    `marks` are names as in `picture.marks_of`. `also_under` are the headings of other themes under which
    it hangs as well; of these cards one counts, the others are `second`. `points` are its dots.
    """

    id: Id
    category: Category
    text: str
    explanation: str
    first_text: str | None
    marks: tuple[str, ...] = ()
    also_under: tuple[str, ...] = ()
    second: bool = False
    links: tuple[Linked, ...] = ()
    points: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """Cards under one heading: a theme, the cards without one, or a category where a group has no themes.

    `key` is its own in the whole protocol, `marks` are those of a theme. `points` are the dots of a theme,
    `rank` its place among those of its group; 0 where it has none.
    """

    kind: Literal["theme", "loose", "category"]
    key: str
    heading: str
    category: Category | None
    lines: tuple[Line, ...]
    marks: tuple[str, ...] = ()
    points: int = 0
    rank: int = 0

    @property
    def cards(self) -> int:
        """How many cards count here."""
        return sum(not line.second for line in self.lines)


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """A photo; `card` is the beginning of the card that it hangs on, if it does."""

    sha256: str
    caption: str
    card: str = ""


@dataclass(frozen=True, slots=True)
class GroupPart:
    """What a working group did. The photos on its wall come before those on its cards.

    `hidden` counts the cards of a hidden board, of which nothing else is told. `members` are the people of
    the group; None where nobody is known.
    """

    group: Group
    heading: Heading
    asked: tuple[Asked, ...]
    sections: tuple[Section, ...]
    themes: int
    cards: int
    photos: tuple[PhotoLine, ...] = ()
    hidden: int = 0
    members: Attendance | None = None
    on_wall: int = 0

    @property
    def has_board(self) -> bool:
        """Whether there is anything on its wall that may be seen."""
        return bool(self.sections or self.on_wall)


def told_group(state: State, group: Group, number: int, points: Mapping[Id, int]) -> GroupPart:
    """What a group did; `points` are the dots of cards and themes as `dots.on_boards` gives them."""

    def section(
        kind: Literal["theme", "loose", "category"], key: str, category: Category | None, cards: list[Card]
    ) -> Section:
        return _section(state, kind, key, category, cards, points)

    sections = [
        section("theme", cluster.id, None, order.cards_of_cluster(state, cluster.id))
        for cluster in order.clusters(state, group.id)
    ]
    themes = len(sections)
    loose = order.loose_cards(state, group.id)
    categories = order.categories(state)
    by_category = {c.id: [card for card in loose if card.category_id == c.id] for c in categories}
    if themes and loose:
        ordered = [card for cards in by_category.values() for card in cards]
        sections.append(section("loose", group.id, None, ordered))
    elif loose:
        sections += [
            section("category", f"{group.id}-{c.id}", c, by_category[c.id])
            for c in categories
            if by_category[c.id]
        ]
    counts: dict[Id, int] = {}
    for line in (line for section in sections for line in section.lines if not line.second):
        counts[line.category.id] = counts.get(line.category.id, 0) + 1
    asked = (Asked(c, order.question(state, group.id, c), counts.get(c.id, 0)) for c in categories)
    return GroupPart(
        group=group,
        heading=Heading(number, group.name),
        asked=tuple(a for a in asked if a.question or a.cards),
        sections=_ranked(sections),
        themes=themes,
        cards=sum(counts.values()),
        photos=_photos(state, group),
        members=attendance(state, group.id),
        on_wall=sum(photo.card_id is None for photo in state.kids(Photo, "group_id", group.id)),
    )


def _ranked(sections: list[Section]) -> tuple[Section, ...]:
    """Each theme that has dots with its place; those with equally many share one."""
    row = sorted((section.points for section in sections if section.points), reverse=True)
    return tuple(
        replace(section, rank=row.index(section.points) + 1) if section.points else section
        for section in sections
    )


def _photos(state: State, group: Group) -> tuple[PhotoLine, ...]:
    """In the order in which they hang and the cards were written."""
    wall = [photo for photo in state.kids(Photo, "group_id", group.id) if photo.card_id is None]
    places = reading_order((photo.id, Rect(photo.x, photo.y, photo.width, photo.width)) for photo in wall)
    known = {photo.id: photo for photo in wall}
    found = [PhotoLine(known[id].sha256, known[id].caption) for id, _ in places]
    for card in sorted(state.kids(Card, "group_id", group.id), key=order.writing_key):
        photos = order.by_rank(state.kids(Photo, "card_id", card.id))
        found += [PhotoLine(photo.sha256, photo.caption, beginning(card.text)) for photo in photos]
    return tuple(found)


def _section(
    state: State,
    kind: Literal["theme", "loose", "category"],
    key: str,
    category: Category | None,
    cards: list[Card],
    points: Mapping[Id, int],
) -> Section:
    lines = tuple(_line(state, card, points.get(card.id, 0)) for card in cards)
    theme = state.get(Cluster, key) if kind == "theme" else None
    if theme is None:
        return Section(kind, key, "", category, lines)
    weight = dots.of_theme(state, theme, points) if points else 0
    return Section(kind, key, theme.heading, category, lines, marks_of(theme), weight)


def _line(state: State, card: Card, points: int) -> Line:
    return Line(
        id=card.id,
        category=state.get(Category, card.category_id) or Category(id=card.category_id),
        text=card.text,
        explanation=card.explanation,
        first_text=card.first_text if card.first_text != card.text else None,
        marks=tuple(mark for mark in marks_of(card) if mark != "twin"),
        also_under=tuple(theme.heading for theme in twins.elsewhere(state, card)),
        second=twins.is_second(state, card),
        links=_links(state, card),
        points=points,
    )


def _links(state: State, card: Card) -> tuple[Linked, ...]:
    """Each link stands at the card it begins at, once on paper."""
    others: dict[str, list[str]] = {}
    for said in links.of_card(state, card.id):
        if said.outgoing:
            others.setdefault(said.link.kind, []).append(beginning(said.other.text))
    return tuple(Linked(kind, tuple(texts)) for kind, texts in others.items())
