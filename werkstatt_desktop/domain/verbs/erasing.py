"""Erasing for good. The edits name records and fields and hold no text; nothing takes them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ..edits import Change, Edit, Fields
from ..erasing import EMPTY, GONE, Where, mark
from ..errors import Refused
from ..records import FREE, Card, Id, Photo
from ..state import State, change
from ..twins import of_all_times
from ._edit import hanging_on

_MAIN = {"cards": "text", "parked": "text"}
"""The field without which a record of a table makes no sense."""


def erase_cards(state: State, card_ids: Collection[Id]) -> Edit:
    """Cards with all that was ever written on them, also those in the trash."""
    return _erase("erase_cards", state, [Where("cards", id, "text") for id in card_ids], whole=True)


def erase_photos(state: State, photo_ids: Collection[Id]) -> Edit:
    """Photos with their captions, also deleted ones; a picture that no other photo shows goes with them."""
    there = [id for id in dict.fromkeys(photo_ids) if id in state.tables["photos"]]
    return Edit("erase_photos", tuple(made for id in there for made in _without_photo(state, id)))


def erase_texts(state: State, places: Iterable[tuple[str, Id, str]]) -> Edit:
    """Texts of any records: table, id and field of each. A card or a parked item without a text goes too.

    Raises `Refused("unknown_field")` for a field that holds no text of people.
    """
    return _erase("erase_texts", state, [Where(*place) for place in places])


def erase_name(state: State, places: Iterable[tuple[str, Id, str]]) -> Edit:
    """What `erasing.find_name` found, or a choice of it; as `erase_texts`."""
    return _erase("erase_name", state, [Where(*place) for place in places])


def remove_names(state: State, places: Iterable[tuple[str, Id, str]]) -> Edit:
    """What `erasing.held_names` found: all fields for names are empty after that; as `erase_texts`."""
    return _erase("remove_names", state, [Where(*place) for place in places])


def _erase(verb: str, state: State, places: Collection[Where], *, whole: bool = False) -> Edit:
    fields: dict[tuple[str, Id], set[str]] = {}
    twins = of_all_times(state)
    for where in places:
        if where.field == GONE or where.field not in EMPTY.get(where.table, ()):
            raise Refused("unknown_field", table=where.table)
        if where.id in state.tables[where.table]:
            for id in _same(state, twins, where.id) if where.table == "cards" else [where.id]:
                fields.setdefault((where.table, id), set()).add(where.field)
    changes: list[Change] = []
    for (table, id), names in fields.items():
        if whole:
            names.update(FREE[table])
        if _nothing_is_left(state, table, id, names):
            names.add(GONE)
        new = [name for name in sorted(names) if not state.is_erased(table, id, name)]
        if new:
            changes += [change(None, mark(Where(table, id, name))) for name in new]
            changes.append(_emptying(state, table, id, new))
    cards = [id for (table, id), names in fields.items() if table == "cards" and GONE in names]
    return Edit(verb, (*changes, *_along(state, cards)))


def _same(state: State, twins: Mapping[Id, Collection[Id]], id: Id) -> Collection[Id]:
    """The cards on which stands what stands on one; to those in the trash belong none that can be seen."""
    whole = twins.get(id, (id,))
    return whole if state.get(Card, id) else [one for one in whole if state.get(Card, one) is None]


def _along(state: State, card_ids: Collection[Id]) -> list[Change]:
    """What keeps cards in view goes with them; the photos on them are erased, also those deleted before."""
    rows = [row for id in card_ids for row in hanging_on(state, id) if not isinstance(row, Photo)]
    links = [change(row, replace(row, gone=True)) for row in {row.id: row for row in rows}.values()]
    photos = [row for row in state.tables["photos"].values() if isinstance(row, Photo)]
    on_them = [row.id for row in photos if row.card_id in card_ids]
    return [*links, *(made for id in on_them for made in _without_photo(state, id))]


def _without_photo(state: State, id: Id) -> list[Change]:
    names = [name for name in ("caption", GONE) if not state.is_erased("photos", id, name)]
    if not names:
        return []
    marks = [change(None, mark(Where("photos", id, name))) for name in names]
    empty: Fields = {name: EMPTY["photos"][name] for name in ("caption", GONE)}
    return [*marks, Change("photos", id, empty, empty)]


def _nothing_is_left(state: State, table: str, id: Id, names: set[str]) -> bool:
    """Whether a record that makes no sense without a text has none any more, nor another one."""
    record = state.tables[table][id]
    if isinstance(record, Photo):
        # Of one in the trash nothing else is left to erase.
        return record.gone
    return _MAIN.get(table) in names and all(
        name in names or not getattr(record, name) for name in FREE[table]
    )


def _emptying(state: State, table: str, id: Id, names: list[str]) -> Change:
    """The change that names the fields. It says whether the record is there, so that it is no edit of it."""
    empty: Fields = {GONE: state.tables[table][id].gone, **{name: EMPTY[table][name] for name in names}}
    return Change(table, id, empty, empty)
