"""What is kept in memory of a workshop of the past, made of a state or of the rows of a file.

What stands on a hidden board is not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from . import order
from .clean import clean
from .records import (
    Card,
    Category,
    Cluster,
    Feedback,
    Group,
    Id,
    Measure,
    ParkedItem,
    Participant,
    Result,
    Workshop,
)
from .searching import folded
from .state import State

_NO_LETTERS = re.compile(r"[\W_]+")
KINDS = ("card", "theme", "result", "measure", "parked", "quote")
"""What can be found in a workshop of the past."""


class Written(NamedTuple):
    """What counts of a card."""

    id: Id
    group_id: Id
    category_id: Id
    cluster_id: Id | None
    twin_of: Id | None
    written: int
    text: str
    explanation: str


class Said(NamedTuple):
    """Something that was said in a workshop; `kind` is one of KINDS, `group` the name of its group.

    `folded` is what is searched in. A card has its category.
    """

    kind: str
    id: Id
    text: str
    folded: str
    group: str = ""
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Sayings:
    """All that was said in a workshop, column by column.

    An object for each of tens of thousands would be looked at again and again by Python's collector, which
    holds up the window meanwhile; texts in a tuple are not.
    """

    kinds: tuple[str, ...] = ()
    ids: tuple[Id, ...] = ()
    texts: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    categories: tuple[Category | None, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: int) -> Said:
        return Said(
            self.kinds[place],
            self.ids[place],
            self.texts[place],
            self.folded[place],
            self.groups[place],
            self.categories[place],
        )

    def __iter__(self) -> Iterator[Said]:
        return map(Said, self.kinds, self.ids, self.texts, self.folded, self.groups, self.categories)


Named = tuple[str, int]
"""How something was worded in a workshop, and how often it was named there."""


class Carried(NamedTuple):
    """A measure, and who is responsible in words."""

    measure: Measure
    who: str


@dataclass(frozen=True, slots=True)
class Past:
    """A workshop of the series or the folder: its identity and facts, and what was said there.

    `obstacles` and `topics` are by their words as `same_words` gives them. `measures` are all of them, in
    their order. `departments` are those of the people who took part.
    """

    doc_id: Id
    facts: Workshop
    said: Sayings = field(default_factory=Sayings)
    measures: tuple[Carried, ...] = ()
    obstacles: Mapping[str, Named] = field(default_factory=dict)
    topics: Mapping[str, Named] = field(default_factory=dict)
    departments: frozenset[str] = frozenset()

    @property
    def year(self) -> str:
        return self.facts.date[:4]


@dataclass(frozen=True, slots=True)
class Contents:
    """The records of a workshop of which a `Past` is made; only those that are shown."""

    facts: Workshop
    groups: Sequence[Group] = ()
    categories: Sequence[Category] = ()
    themes: Sequence[Cluster] = ()
    cards: Sequence[Written] = ()
    people: Sequence[Participant] = ()
    results: Sequence[Result] = ()
    measures: Sequence[Measure] = ()
    parked: Sequence[ParkedItem] = ()
    feedback: Sequence[Feedback] = ()


def past(doc_id: Id, contents: Contents) -> Past:
    """What is kept of a workshop."""
    rooms = {group.id: " ".join(group.name.split()) for group in contents.groups if not group.hidden}
    themes = order.by_rank([theme for theme in contents.themes if theme.group_id in rooms])
    ids = {card.id for card in contents.cards}
    cards = sorted(
        (c for c in contents.cards if c.group_id in rooms), key=lambda card: (card.written, card.id)
    )
    once = [card for card in cards if card.twin_of not in ids]
    said = list(_said(contents, rooms, themes, once))
    return Past(
        doc_id,
        contents.facts,
        Sayings(*zip(*said, strict=True)) if said else Sayings(),
        _carried(contents),
        _obstacles(contents, once),
        _topics(themes, cards),
        frozenset(name for p in contents.people for name in (p.department, p.organisation) if name),
    )


def past_of(doc_id: Id, state: State) -> Past:
    """What would be kept of an open workshop as it is now."""
    cards = [
        Written(
            c.id, c.group_id, c.category_id, c.cluster_id, c.twin_of, c.written, c.text, c.explanation
        )
        for c in state.all(Card)
    ]  # fmt: skip
    return past(
        doc_id,
        Contents(
            state.workshop,
            list(state.all(Group)),
            list(state.all(Category)),
            list(state.all(Cluster)),
            cards,
            list(state.all(Participant)),
            list(state.all(Result)),
            list(state.all(Measure)),
            list(state.all(ParkedItem)),
            list(state.all(Feedback)),
        ),
    )


def same_words(text: str) -> str:
    """A text as it is compared: letters and figures only, in small letters."""
    return _NO_LETTERS.sub(" ", clean(text).casefold()).strip()


def _obstacles(contents: Contents, once: Sequence[Written]) -> dict[str, Named]:
    kinds = {category.id for category in contents.categories if category.role == "obstacle"}
    return _named((card.text, 1) for card in once if card.category_id in kinds)


def _topics(themes: Sequence[Cluster], cards: Sequence[Written]) -> dict[str, Named]:
    under: dict[tuple[Id | None, Id], int] = {}
    for card in cards:
        place = card.cluster_id, card.group_id
        under[place] = under.get(place, 0) + 1
    return _named((theme.heading, max(1, under.get((theme.id, theme.group_id), 0))) for theme in themes)


def _named(texts: Iterable[tuple[str, int]]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for text, times in texts:
        if key := same_words(text):
            known = found.get(key)
            found[key] = text, times + (known[1] if known else 0)
    return found


def _carried(contents: Contents) -> tuple[Carried, ...]:
    people = {person.id: person for person in contents.people}
    return tuple(
        Carried(measure, _responsible(people.get(measure.who_id or ""), measure))
        for measure in order.by_rank(list(contents.measures))
    )


def _responsible(person: Participant | None, measure: Measure) -> str:
    """Who is responsible, in words; empty where nobody is."""
    return (person and (person.name or person.department or person.organisation)) or measure.who


def _said(
    contents: Contents, rooms: Mapping[Id, str], themes: Sequence[Cluster], cards: Sequence[Written]
) -> Iterable[Said]:
    kinds = {category.id: category for category in contents.categories}
    for theme in themes:
        yield Said("theme", theme.id, theme.heading, folded(theme.heading), rooms[theme.group_id])
    for card in cards:
        text = f"{card.text}\n{card.explanation}" if card.explanation else card.text
        yield Said(
            "card", card.id, card.text, folded(text), rooms[card.group_id], kinds.get(card.category_id)
        )
    for result in order.by_rank(list(contents.results)):
        yield Said("result", result.id, result.text, folded(result.text))
    for measure, who in _carried(contents):
        text = f"{measure.what}\n{who}\n{measure.with_whom}\n{measure.first_result}"
        yield Said("measure", measure.id, measure.what, folded(text))
    for item in order.by_rank(list(contents.parked)):
        yield Said("parked", item.id, item.text, folded(f"{item.text}\n{item.answer}"))
    for quote in order.by_rank(list(contents.feedback)):
        yield Said("quote", quote.id, quote.text, folded(quote.text))
