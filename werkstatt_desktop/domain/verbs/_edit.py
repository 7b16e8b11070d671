"""From changed records to an edit: the door through which all text comes in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

from ..clean import admitted
from ..edits import Change, Edit
from ..erasing import EMPTY
from ..errors import Refused
from ..records import (
    TABLE_OF,
    Answer,
    Card,
    Category,
    Feedback,
    Group,
    Id,
    Link,
    ParkedItem,
    Photo,
    ProgrammeItem,
    Record,
    Result,
    Source,
    Vote,
    VoteRound,
)
from ..state import State, change
from ..twins import SHARED, family, parted

Ranked = TypeVar("Ranked", Group, Category, ProgrammeItem, ParkedItem, VoteRound, Result, Feedback)


def edit(verb: str, state: State, records: Iterable[Record]) -> Edit:
    """The edit that puts these records into the state, with their texts cleaned.

    What is changed on a card is changed on those that say the same under another heading.

    Raises `Refused`: "too_long" where a text is longer than its field holds, "erased_field" for a text
    in a field that was erased for good.
    """
    cleaned = False
    changes = []
    for record in _with_second_cards(state, records):
        table = TABLE_OF[type(record)]
        old = state.tables[table].get(record.id)
        tidy, lost = admitted(record, old)
        cleaned = cleaned or lost
        made = change(old, tidy)
        _refuse_erased(state, made)
        if made.after:
            changes.append(made)
    return Edit(verb, tuple(changes), cleaned)


def _with_second_cards(state: State, records: Iterable[Record]) -> Iterable[Record]:
    given = list(records)
    if not state.twins:
        return given
    by_id = {record.id: record for record in given}
    for card in given:
        old = state.get(Card, card.id)
        if not isinstance(card, Card) or old is None:
            continue
        news: dict[str, Any] = {
            name: value for name in SHARED if (value := getattr(card, name)) != getattr(old, name)
        }
        for other in family(state, old) if news else ():
            if other.id not in by_id:
                by_id[other.id] = replace(other, **news)
    return by_id.values()


def _refuse_erased(state: State, made: Change) -> None:
    """Whatever fills a field that was erased for good would be empty at once; better to say so."""
    empty = EMPTY.get(made.table, {})
    for name, value in made.after.items():
        if value != empty.get(name, value) and state.is_erased(made.table, made.id, name):
            raise Refused("erased_field")


def gone(records: Iterable[Record]) -> Iterable[Record]:
    return (replace(record, gone=True) for record in records)


def deleted(state: State, cards: Iterable[Card]) -> list[Record]:
    """Cards as they are once they are deleted, with what goes along: their links and the photos on them.

    A second card that is left counts for itself from then on, and has the dots, the results and the measures
    of the one that goes.
    """
    going = {card.id: card for card in cards}
    handed = _handed_on(state, going.values())
    along = {row.id: row for id in going for row in hanging_on(state, id)}
    left = {id: card for id, card in parted(state, going.values()).items() if id not in going}
    taken = [_naming_one_left(state, card, going) for card in going.values()]
    lost = [row for id, row in along.items() if id not in handed]
    return [*gone([*taken, *lost]), *left.values(), *handed.values()]


def _handed_on(state: State, going: Collection[Card]) -> dict[Id, Record]:
    """What of cards that go stands for the cards of their families that stay, by id."""
    leaving = {card.id for card in going}
    found: dict[Id, Record] = {}
    for card in going:
        stays = next((other for other in family(state, card) if other.id not in leaving), None)
        if stays is None:
            continue
        known = {answer.measure_id for answer in state.kids(Answer, "card_id", stays.id)}
        results = {source.result_id for source in state.kids(Source, "card_id", stays.id)}
        rows: list[Answer | Source | Vote] = [*state.kids(Vote, "card_id", card.id)]
        rows += [row for row in state.kids(Answer, "card_id", card.id) if row.measure_id not in known]
        rows += [row for row in state.kids(Source, "card_id", card.id) if row.result_id not in results]
        found |= {row.id: replace(row, card_id=stays.id) for row in rows}
    return found


def _naming_one_left(state: State, card: Card, going: Collection[Id]) -> Card:
    """A deleted card that names one which stays: put back or erased, both are known to say the same."""
    stays = next((other for other in family(state, card) if other.id not in going), None)
    return replace(card, twin_of=stays.id) if stays is not None and card.twin_of is None else card


def hanging_on(state: State, card_id: Id) -> list[Record]:
    """What makes no sense without a card: its links, the photos on it, and what measures say of it."""
    return [
        *state.kids(Link, "from_card_id", card_id),
        *state.kids(Link, "to_card_id", card_id),
        *state.kids(Photo, "card_id", card_id),
        *state.kids(Answer, "card_id", card_id),
    ]


def move_in_row(verb: str, state: State, row: list[Ranked], id: Id, place: int) -> Edit:
    """A record of an ordered row goes to a place in it, counted without itself."""
    item = next((r for r in row if r.id == id), None)
    if item is None:
        raise Refused("item_is_gone")
    others: list[Ranked] = [r for r in row if r.id != id]
    before = others[place - 1].rank if place > 0 else None
    after = others[place].rank if place < len(others) else None
    ranks = ranks_between(before, after, 1)
    if ranks is None:
        placed = list(others)
        placed.insert(place, item)
        return edit(verb, state, [replace(r, rank=float(n)) for n, r in enumerate(placed)])
    return edit(verb, state, [replace(item, rank=ranks[0])])


def ranks_between(before: float | None, after: float | None, count: int) -> list[float] | None:
    """`count` rising ranks between two neighbours, or None where floats are exhausted there."""
    if before is None:
        start, step = (0.0 if after is None else after - count), 1.0
    else:
        start = before + (1.0 if after is None else (after - before) / (count + 1))
        step = 1.0 if after is None else (after - before) / (count + 1)
    ranks = [start + step * n for n in range(count)]
    edges = [*([before] if before is not None else []), *ranks, *([after] if after is not None else [])]
    return ranks if all(a < b for a, b in pairwise(edges)) else None
