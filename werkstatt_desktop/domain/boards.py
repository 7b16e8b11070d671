"""The first board of records that come from elsewhere: all in view, nothing on top of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from . import layout, order, picture
from .records import TABLE_OF, TABLES, Card, Cluster, Group, Id, Record
from .state import State

_SHORT = 72
"""So many Latin letters, in words of any language, fit on a card of the usual height."""


def likely_height(card: Card) -> float:
    """The height of a card, rather too much than too little, where no font is at hand to measure."""
    if len(card.text) <= _SHORT and _latin(card.text) and "\n" not in card.text:
        return layout.CARD_HEIGHT
    return picture.height_of(card, _widest)


def _widest(text: str, size: float, bold: bool) -> float:  # noqa: ARG001 - bold headings need no measure
    return len(text) * size * (0.6 if text.isascii() else 0.65 if _latin(text) else 1.1)


def _latin(text: str) -> bool:
    return text.isascii() or max(text) < "\u0250"


def laid_out(records: Iterable[Record]) -> list[Record]:
    """The same records in the same order, with themes and loose cards on their places.

    Themes keep the order of their ranks, loose cards that of writing.
    """
    row = [_in_line(record) for record in records]
    tables: dict[str, dict[Id, Record]] = {name: {} for name in TABLES}
    for record in row:
        tables[TABLE_OF[type(record)]][record.id] = record
    state = State(tables)
    places: dict[Id, tuple[float, float]] = {}
    for group in order.by_rank(list(state.all(Group))):
        themes, loose = layout.tidy(state, group.id, likely_height)
        places |= themes | loose
    return [_placed(record, places) for record in row]


def _in_line(record: Record) -> Record:
    """Side by side in their order, which is the rough order that tidying keeps."""
    if isinstance(record, Cluster):
        return replace(record, x=record.rank, y=0.0)
    if isinstance(record, Card):
        return replace(record, x=float(record.written), y=0.0)
    return record


def _placed(record: Record, places: dict[Id, tuple[float, float]]) -> Record:
    if not isinstance(record, Cluster | Card):
        return record
    x, y = places.get(record.id, (0.0, 0.0))
    return replace(record, x=x, y=y)
