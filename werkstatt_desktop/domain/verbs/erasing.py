"""Erasing for good. The edits name records and fields and hold no text; nothing takes them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ..edits import Change, Edit, Fields
from ..erasing import EMPTY, GONE, Where, mark
from ..errors import Refused
from ..records import FREE, Id
from ..state import State, change
from ._edit import hanging_on

_MAIN = {"cards": "text", "parked": "text"}
"""The field without which a record of a table makes no sense."""


def erase_cards(state: State, card_ids: Collection[Id]) -> Edit:
    """Cards with all that was ever written on them, also those in the trash."""
    return _erase("erase_cards", state, [Where("cards", id, "text") for id in card_ids], whole=True)


def erase_texts(state: State, places: Iterable[tuple[str, Id, str]]) -> Edit:
    """Texts of any records: table, id and field of each. A card or a parked item without a text goes too.

    Raises `Refused("unknown_field")` for a field that holds no text of people.
    """
    return _erase("erase_texts", state, [Where(*place) for place in places])


def erase_name(state: State, places: Iterable[tuple[str, Id, str]]) -> Edit:
    """What `erasing.find_name` found, or a choice of it; as `erase_texts`."""
    return _erase("erase_name", state, [Where(*place) for place in places])


def _erase(verb: str, state: State, places: Collection[Where], *, whole: bool = False) -> Edit:
    fields: dict[tuple[str, Id], set[str]] = {}
    for where in places:
        if where.field == GONE or where.field not in EMPTY.get(where.table, ()):
            raise Refused("unknown_field", table=where.table)
        if where.id in state.tables[where.table]:
            fields.setdefault((where.table, where.id), set()).add(where.field)
    changes: list[Change] = []
    for (table, id), names in fields.items():
        if whole:
            names |= FREE[table].keys()
        if _nothing_is_left(state, table, id, names):
            names.add(GONE)
        new = [name for name in sorted(names) if not state.is_erased(table, id, name)]
        if new:
            changes += [change(None, mark(Where(table, id, name))) for name in new]
            changes.append(_emptying(state, table, id, new))
    cards = [id for (table, id), names in fields.items() if table == "cards" and GONE in names]
    return Edit(verb, (*changes, *_along(state, cards)))


def _along(state: State, card_ids: Iterable[Id]) -> list[Change]:
    """What keeps cards in view, or hangs on them, goes with them."""
    rows = [row for id in card_ids for row in hanging_on(state, id)]
    return [change(row, replace(row, gone=True)) for row in {row.id: row for row in rows}.values()]


def _nothing_is_left(state: State, table: str, id: Id, names: set[str]) -> bool:
    """Whether a record that makes no sense without a text has none any more, nor another one."""
    record = state.tables[table][id]
    return _MAIN.get(table) in names and all(
        name in names or not getattr(record, name) for name in FREE[table]
    )


def _emptying(state: State, table: str, id: Id, names: list[str]) -> Change:
    """The change that names the fields. It says whether the record is there, so that it is no edit of it."""
    empty: Fields = {GONE: state.tables[table][id].gone, **{name: EMPTY[table][name] for name in names}}
    return Change(table, id, empty, empty)
