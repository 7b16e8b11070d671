"""What one workshop of a series takes over from those before it, and what comes back again and again.

Of the others only what is said here is kept in memory: a `Past` each, which is made of a state or of the
rows of a file. What stands on a hidden board is not part of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
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
_OPEN = ("open", "begun")
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


class Named(NamedTuple):
    """How something was worded in a workshop, and how often it was named there."""

    text: str
    times: int


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
    said: tuple[Said, ...] = ()
    measures: tuple[Carried, ...] = ()
    obstacles: Mapping[str, Named] = field(default_factory=dict)
    topics: Mapping[str, Named] = field(default_factory=dict)
    departments: frozenset[str] = frozenset()

    @property
    def year(self) -> str:
        return self.facts.date[:4]


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that was named in several workshops; `times` has how often in each, in their order."""

    text: str
    times: tuple[int, ...]

    @property
    def workshops(self) -> int:
        return sum(1 for count in self.times if count)


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
    carried = _carried(contents)
    return Past(
        doc_id,
        contents.facts,
        tuple(_said(contents, rooms, themes, once)),
        carried,
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


def in_order(workshops: Iterable[Past]) -> list[Past]:
    """By date, those without one first."""
    return sorted(workshops, key=lambda past: (past.facts.date, past.facts.title, past.doc_id))


def members(facts: Workshop, doc_id: Id, folder: Iterable[Past]) -> list[Past]:
    """The other workshops of a folder that are of the same series, in order.

    A series is what is called so, and what was gone on with from one workshop to the next. Of copies of one
    workshop the first counts.
    """
    others = {past.doc_id: past for past in reversed(list(folder)) if past.doc_id != doc_id}
    name = same_words(facts.series)
    gone_on, last = set(), facts.from_doc
    while last in others and last not in gone_on:
        gone_on.add(last)
        last = others[last].facts.from_doc
    return in_order(
        past
        for past in others.values()
        if past.doc_id in gone_on or (name and same_words(past.facts.series) == name)
    )


def before(facts: Workshop, workshops: Iterable[Past]) -> list[Past]:
    """Those that were before this one, in order; the last one is that from which it went on, if there is one.

    Without a date all others count as earlier.
    """
    earlier = [
        past
        for past in in_order(workshops)
        if not facts.date or past.facts.date < facts.date or past.doc_id == facts.from_doc
    ]
    return sorted(earlier, key=lambda past: past.doc_id == facts.from_doc)


def still_open(earlier: Sequence[Past]) -> list[tuple[Past, tuple[Carried, ...]]]:
    """The measures of earlier workshops that are not done, those of the last workshop first.

    One that a later workshop went on with is that workshop's.
    """
    gone_on = {carried.measure.from_id for past in earlier for carried in past.measures}
    found = []
    for past in reversed(earlier):
        rows = tuple(
            carried
            for carried in past.measures
            if carried.measure.status in _OPEN and carried.measure.id not in gone_on
        )
        if rows:
            found.append((past, rows))
    return found


def taken_over(state: State) -> dict[Id, Measure]:
    """The measures of this workshop that go on with earlier ones, by the ids of those."""
    return {measure.from_id: measure for measure in state.all(Measure) if measure.from_id}


def recurring_obstacles(workshops: Sequence[Past]) -> list[Recurring]:
    """The obstacles that were named in two workshops or more, most often named first."""
    return _recurring([past.obstacles for past in workshops], least=2)


def topics(workshops: Sequence[Past]) -> list[Recurring]:
    """All headings with the cards under them in each workshop: topics × workshops as a table."""
    return _recurring([past.topics for past in workshops], least=1)


def named_before(text: str, workshops: Sequence[Past]) -> int:
    """In how many earlier workshops an obstacle of the same words was named."""
    wanted = same_words(text)
    return sum(wanted in past.obstacles for past in workshops)


def same_words(text: str) -> str:
    """A text as it is compared: letters and figures only, in small letters."""
    return _NO_LETTERS.sub(" ", clean(text).casefold()).strip()


def _recurring(rows: Sequence[Mapping[str, Named]], least: int) -> list[Recurring]:
    wanted = [key for key, count in Counter(chain.from_iterable(rows)).items() if count >= least]
    found = []
    for key in wanted:
        named = [row.get(key) for row in rows]
        # The latest wording stands for all.
        text = next(each.text for each in reversed(named) if each is not None)
        found.append(Recurring(text, tuple(each.times if each is not None else 0 for each in named)))
    return sorted(found, key=lambda r: (-r.workshops, -sum(r.times), r.text.casefold()))


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
            found[key] = Named(text, times + (known.times if known else 0))
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
