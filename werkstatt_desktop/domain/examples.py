"""Workshops to look at and to try things with: a real one, and made-up ones of any size."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any, TypeVar

from . import portable
from .boards import laid_out
from .errors import FileProblem
from .incoming import Words
from .records import (
    WORKSHOP_ID,
    Card,
    Category,
    Cluster,
    Group,
    Id,
    ParkedItem,
    ProgrammeItem,
    Record,
    Workshop,
)
from .templates import BUILT_IN

T = TypeVar("T")
Stock = Mapping[str, Any]

_TEMPLATE = "csa"
_SMALLEST_THEME, _LARGEST_THEME = 5, 9
_LOOSE, _EXPLAINED, _TAILED, _REWORDED = 0.08, 0.12, 0.3, 0.15
"""Shares of the cards: outside of themes, with an explanation, with a tail, of these with a first wording."""
_TRIES = 12
"""How often a sentence is drawn anew before one is said twice."""
_GROUPS = ((60, 2), (120, 3), (240, 4), (600, 5))
"""Below how many cards there are how many groups; above there are as many as rooms."""


def essen(text: str) -> list[Record]:
    """The Essen workshop of 2009 from resources/examples/essen-2009.json: what the published report states.

    Roles stand for names. What the report does not say and the example assumes stands in its parking
    lot.
    """
    return list(portable.from_json(text, _no_words).records)


def made_up(count: int, stock: Stock) -> list[Record]:
    """A workshop of `count` cards, always the same for the same count.

    `stock` is the content of resources/examples/town.json: themes with sentences, and all else that
    the workshop says.
    """
    town = _Town(count, stock)
    sizes = _shares(count, next((n for below, n in _GROUPS if count < below), len(stock["rooms"])))
    groups = [
        Group(id=town.id(), rank=float(n), name=stock["group"].format(n=n + 1), room=stock["rooms"][n])
        for n in range(len(sizes))
    ]
    boards = [record for group, size in zip(groups, sizes, strict=True) for record in town.board(group, size)]
    return laid_out([*town.event(), *groups, *town.categories(), *town.in_order_of_writing(boards)])


def _no_words(_language: str) -> Words:
    """The file is in the lossless form, which brings its own words."""
    raise FileProblem("import_other", exit_code=2)


def _shares(count: int, parts: int) -> list[int]:
    """`count` in `parts` nearly equal shares."""
    return [count // parts + (n < count % parts) for n in range(parts)]


class _Town:
    """Draws sentences from the stock, by chance that the count alone decides."""

    def __init__(self, count: int, stock: Stock) -> None:
        self._stock = stock
        self._count = count
        # Of all methods only `random` is promised to give the same numbers in every Python.
        self._chance: Callable[[], float] = Random(count).random
        self._made = 0
        self._said: set[str] = set()
        self._clusters = 0

    def id(self) -> Id:
        self._made += 1
        return hashlib.blake2b(f"{self._count} {self._made}".encode(), digest_size=16).hexdigest()

    def event(self) -> list[Record]:
        """The facts, the programme and the parking lot."""
        records: list[Record] = [Workshop(id=WORKSHOP_ID, **self._stock["workshop"])]
        for rank, (kind, title, speaker, minutes, starts_at) in enumerate(self._stock["programme"]):
            records.append(
                ProgrammeItem(
                    id=self.id(),
                    rank=float(rank),
                    kind=kind,
                    title=title,
                    speaker=speaker,
                    minutes=minutes,
                    starts_at=starts_at,
                )
            )
        for rank, (kind, text, answer) in enumerate(self._stock["parked"]):
            records.append(ParkedItem(id=self.id(), rank=float(rank), kind=kind, text=text, answer=answer))
        return records

    def categories(self) -> list[Category]:
        return [
            Category(
                id=role,
                rank=float(rank),
                role=role,
                colour=colour,
                symbol=symbol,
                question=self._stock["questions"][role],
            )
            for rank, (role, colour, symbol) in enumerate(BUILT_IN[_TEMPLATE])
        ]

    def board(self, group: Group, size: int) -> list[Cluster | Card]:
        """Themes and cards of one group."""
        board: list[Cluster | Card] = []
        loose = round(size * _LOOSE)
        topics = self._shuffled(self._stock["themes"])
        left, round_ = size - loose, 0
        headings: set[str] = set()
        while left:
            topic = topics[round_ % len(topics)]
            wanted = _SMALLEST_THEME + int(self._chance() * (_LARGEST_THEME - _SMALLEST_THEME + 1))
            number = left if left < wanted + _SMALLEST_THEME // 2 else wanted
            heading = topic["heading"] if round_ < len(topics) else self._heading_again(topic, headings)
            headings.add(heading)
            self._clusters += 1
            cluster = Cluster(id=self.id(), group_id=group.id, heading=heading, rank=float(self._clusters))
            board.append(cluster)
            board += [self._card(group, topic, cluster, rank) for rank in range(number)]
            left -= number
            round_ += 1
        board += [self._card(group, self._any(topics), None, 0) for _ in range(loose)]
        return board

    def in_order_of_writing(self, boards: Sequence[Cluster | Card]) -> list[Record]:
        """All groups write at the same time; what hangs together was not written together."""
        cards = [record for record in boards if isinstance(record, Card)]
        turn = {card.id: n for n, card in enumerate(self._shuffled(cards), 1)}
        return [replace(r, written=turn[r.id]) if isinstance(r, Card) else r for r in boards]

    def _card(self, group: Group, topic: Stock, cluster: Cluster | None, rank: int) -> Card:
        role = self._any(BUILT_IN[_TEMPLATE])[0]
        text, plain = self._sentence(topic, role)
        reworded = text != plain and self._chance() < _REWORDED
        explained = self._chance() < _EXPLAINED
        return Card(
            id=self.id(),
            group_id=group.id,
            category_id=role,
            cluster_id=cluster.id if cluster else None,
            rank=float(rank),
            text=text,
            first_text=plain if reworded else None,
            explanation=self._any(self._stock["explanations"][role]) if explained else "",
        )

    def _sentence(self, topic: Stock, role: str) -> tuple[str, str]:
        """What nobody has said yet, as long as there is anything; and the same without its tail."""
        for plain in self._shuffled(topic[role]):
            if plain not in self._said and self._chance() >= _TAILED:
                self._said.add(plain)
                return plain, plain
        for _ in range(_TRIES):
            plain = self._any(topic[role])
            sited = topic["places"] and "," not in plain
            text = plain + self._filled(self._any(self._stock["tails_of_places" if sited else "tails"][role]))
            if text not in self._said:
                break
        self._said.add(text)
        return text, plain

    def _heading_again(self, topic: Stock, used: Collection[str]) -> str:
        pattern = self._stock["headings"]["again_of_places" if topic["places"] else "again"]
        for _ in range(_TRIES):
            heading = self._filled(pattern, heading=topic["heading"])
            if heading not in used:
                break
        return heading

    def _filled(self, pattern: str, **fields: str) -> str:
        place, origin = self._any(self._stock["places"]), self._any(self._stock["origins"])
        return pattern.format(place=place, origin=origin, **fields)

    def _any(self, row: Sequence[T]) -> T:
        return row[int(self._chance() * len(row))]

    def _shuffled(self, row: Sequence[T]) -> list[T]:
        keys = [(self._chance(), n) for n in range(len(row))]
        return [row[n] for _, n in sorted(keys)]
