"""What one workshop of a series takes over from the last one, and what comes back again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import order
from .clean import clean
from .records import Card, Category, Cluster, Id, Measure, Participant
from .state import State

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Past:
    """A workshop of the series: the identity of its file, its title and date, and what was in it."""

    doc_id: Id
    title: str
    date: str
    state: State


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that was named in several workshops; `times` has how often in each, in their order."""

    text: str
    times: tuple[int, ...]

    @property
    def workshops(self) -> int:
        return sum(1 for count in self.times if count)


def in_order(workshops: Iterable[Past]) -> list[Past]:
    """By date, those without one first."""
    return sorted(workshops, key=lambda past: (past.date, past.title, past.doc_id))


def open_measures(past: Past) -> list[Measure]:
    """The measures that are not done."""
    measures = order.by_rank(list(past.state.all(Measure)))
    return [measure for measure in measures if measure.status in ("open", "begun")]


def responsible(state: State, measure: Measure) -> str:
    """Who is responsible, in words; empty where nobody is."""
    person = state.get(Participant, measure.who_id)
    if person is None:
        return measure.who
    return person.name or person.department or person.organisation


def recurring_obstacles(workshops: Sequence[Past]) -> list[Recurring]:
    """The obstacles that were named in two workshops or more, most often named first."""
    return _recurring([_texts_of_role(past.state, "obstacle") for past in workshops], least=2)


def topics(workshops: Sequence[Past]) -> list[Recurring]:
    """All headings with the cards under them in each workshop: topics × workshops as a table."""
    return _recurring([_headings(past.state) for past in workshops], least=1)


def named_before(text: str, workshops: Sequence[Past]) -> int:
    """In how many earlier workshops an obstacle of the same words was named."""
    wanted = same_words(text)
    return sum(
        any(same_words(t) == wanted for t, _ in _texts_of_role(past.state, "obstacle")) for past in workshops
    )


def same_words(text: str) -> str:
    """A text as it is compared: letters and figures only, in small letters."""
    return _NO_LETTERS.sub(" ", clean(text).casefold()).strip()


def _recurring(rows: Sequence[Sequence[tuple[str, int]]], least: int) -> list[Recurring]:
    names: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        for text, count in row:
            key = same_words(text)
            if key:
                # The latest wording stands for all.
                names[key] = text
                counts.setdefault(key, [0] * len(rows))[n] += count
    found = [Recurring(names[key], tuple(times)) for key, times in counts.items()]
    wanted = [recurring for recurring in found if recurring.workshops >= least]
    return sorted(wanted, key=lambda r: (-r.workshops, -sum(r.times), r.text.casefold()))


def _texts_of_role(state: State, role: str) -> list[tuple[str, int]]:
    ids = [category.id for category in state.all(Category) if category.role == role]
    cards = [card for id in ids for card in state.kids(Card, "category_id", id)]
    return [(c.text, 1) for c in sorted(cards, key=order.writing_key) if state.get(Card, c.twin_of) is None]


def _headings(state: State) -> list[tuple[str, int]]:
    return [
        (cluster.heading, max(1, len(order.cards_of_cluster(state, cluster.id))))
        for cluster in order.by_rank(list(state.all(Cluster)))
    ]
