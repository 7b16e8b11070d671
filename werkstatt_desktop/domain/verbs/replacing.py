"""Replacing words everywhere in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..finding import Place, with_words
from ..records import TABLES, TEXTS, Card, Category, Id, Record
from ..state import State
from ..twins import family
from ._edit import edit

_NEEDED = {("workshops", "title"), ("cards", "text"), ("parked", "text")}
"""Fields that are never without text."""
_QUOTED = 60


def replace_words(state: State, places: Sequence[Place], words: str) -> Edit:
    """The words stand at all these places; a card keeps its first wording, a second card follows it.

    Raises `Refused`: "text_changed" where a field no longer says what a place says, "replacing_empties"
    and "replacing_too_long" with the text concerned, and "nothing_to_replace" for no places.
    """
    if not places:
        raise Refused("nothing_to_replace")
    fields: dict[tuple[str, Id], dict[str, list[Place]]] = {}
    for place in places:
        fields.setdefault((place.table, place.id), {}).setdefault(place.field, []).append(place)
    changed: dict[tuple[str, Id], Record] = {}
    for (table, id), found in fields.items():
        record = _record(state, table, id, found)
        new = _new_texts(state, record, found, words)
        for other in family(state, record) if isinstance(record, Card) else [record]:
            before = changed.get((table, other.id), other)
            shared = {
                name: text for name, text in new.items() if getattr(other, name) == getattr(record, name)
            }
            changed[table, other.id] = replace(before, **shared)
    return edit("replace_words", state, changed.values())


def _record(state: State, table: str, id: Id, found: dict[str, list[Place]]) -> Record:
    record = state.get(TABLES[table], id)
    if record is None or any(
        getattr(record, field) != place.text for field, row in found.items() for place in row
    ):
        raise Refused("text_changed")
    return record


def _new_texts(state: State, record: Record, found: dict[str, list[Place]], words: str) -> dict[str, Any]:
    """What the fields of a record say afterwards."""
    new: dict[str, Any] = {}
    for field, row in found.items():
        table, said = row[0].table, row[0].text
        limit, lines = TEXTS[table][field]
        text = clean(with_words(row, words), lines=lines)
        if len(text) > limit:
            raise Refused("replacing_too_long", text=_short(said), length=len(text), limit=limit)
        if not text and ((table, field) in _NEEDED or _is_own_title(record, field)):
            raise Refused("replacing_empties", text=_short(said))
        new[field] = None if not text and isinstance(record, Category) and field == "title" else text
    if isinstance(record, Card) and new.get("text", record.text) != record.text:
        new["first_text"] = _first_wording(state, record, cast("str", new["text"]))
    return new


def _is_own_title(record: Record, field: str) -> bool:
    """Whether a category has no name but this title."""
    return isinstance(record, Category) and field == "title" and record.role == "other"


def _first_wording(state: State, card: Card, text: str) -> str | None:
    """What was said at first, where it is not what is said now."""
    first = card.text if card.first_text is None else card.first_text
    erased = any(state.is_erased("cards", one.id, "first_text") for one in family(state, card))
    return None if first == text or erased else first


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1].rstrip() + "…"
