"""Where words stand in a workshop, to be replaced there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple
from unicodedata import normalize

from . import order, twins
from .records import (
    FREE,
    TABLE_OF,
    Card,
    Group,
    Id,
    Photo,
    Question,
    Record,
)
from .state import State

HISTORY = {("cards", "first_text")}
"""Fields that say what was once said; words are not replaced there."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: the words as they are, nothing in them means anything else."""

    words: str
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """None where there is nothing to look for."""
        words = normalize("NFC", self.words)
        if not words:
            return None
        escaped = re.escape(words)
        if self.whole_words:
            escaped = rf"(?<!\w){escaped}(?!\w)"
        return re.compile(escaped, 0 if self.match_case else re.IGNORECASE)


class Place(NamedTuple):
    """One occurrence: in which field it stands, what that field says, and from where to where."""

    table: str
    id: Id
    field: str
    text: str
    start: int
    end: int


def find(state: State, sought: Sought, group_id: Id | None = None, *, most: int | None = None) -> list[Place]:
    """The places in all that is shown, in the order of the day; with a group only in what is its own.

    The cards of a hidden group are left out, for the places are shown. `most`: no more than so many.
    """
    pattern = sought.pattern()
    if pattern is None:
        return []
    return list(islice(_places(_records(state, group_id), pattern.finditer), most))


def with_words(places: Iterable[Place], words: str) -> str:
    """The text of a field once the words stand at these places of it."""
    row = sorted(places, key=attrgetter("start"))
    parts, done = [], 0
    for place in row:
        parts += [place.text[done : place.start], words]
        done = place.end
    return "".join(parts) + (row[0].text[done:] if row else "")


def _places(
    records: Iterable[tuple[Record, Record | None]], matches: Callable[[str], Iterator[re.Match[str]]]
) -> Iterator[Place]:
    for record, first in records:
        table = TABLE_OF[type(record)]
        for field in FREE[table]:
            text: Any = getattr(record, field)
            if not text or (table, field) in HISTORY or (first and getattr(first, field) == text):
                continue
            for match in matches(text):
                yield Place(table, record.id, field, text, match.start(), match.end())


def _records(state: State, group_id: Id | None) -> Iterator[tuple[Record, Record | None]]:
    """What is shown; with a second card comes the first one, whose words it repeats."""
    if group_id is None:
        for record in (state.workshop, *order.programme(state), *order.categories(state)):
            yield record, None
    for group in order.groups(state):
        if group_id in {None, group.id}:
            yield from _of_group(state, group)
    for item in order.parked(state):
        if group_id in {None, item.group_id}:
            yield item, None


def _of_group(state: State, group: Group) -> Iterator[tuple[Record, Record | None]]:
    questions = sorted(state.kids(Question, "group_id", group.id), key=attrgetter("id"))
    for record in (group, *questions):
        yield record, None
    if group.hidden:
        return
    for theme in order.clusters(state, group.id):
        yield theme, None
    cards = sorted(state.kids(Card, "group_id", group.id), key=order.writing_key)
    photos = {photo.id: photo for photo in state.kids(Photo, "group_id", group.id)}
    for card in cards:
        yield card, twins.original(state, card) if twins.is_second(state, card) else None
        photos.update((photo.id, photo) for photo in state.kids(Photo, "card_id", card.id))
    for photo in photos.values():
        yield photo, None
