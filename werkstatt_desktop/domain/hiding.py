"""Boards that are hidden while a group writes: whose words are not to be seen."""

from __future__ import annotations

from collections.abc import Collection

from .records import REFS, Card, Cluster, Group, Id, Photo, Record
from .state import State


def is_hidden(state: State, record: Record | None) -> bool:
    """Whether a card, theme or photo is of a group whose cards are hidden; also a deleted one."""
    if isinstance(record, Photo) and record.card_id is not None:
        record = state.tables["cards"].get(record.card_id)
    if not isinstance(record, Card | Cluster | Photo):
        return False
    group = state.get(Group, record.group_id)
    return group is not None and group.hidden


_HANGS_ON = ("photos", "links", "answers", "sources", "votes")
"""Tables of records that say something of a card or theme and are nothing without it."""


def without_hidden(state: State) -> State:
    """What may be printed: no card, theme or photo of a group whose board is hidden, nor what hangs on one.

    The same state where no board is hidden.
    """
    return without_boards(state, {group.id for group in state.all(Group) if group.hidden})


def without_boards(state: State, group_ids: Collection[Id]) -> State:
    """Without what hangs on the boards of these groups, and what is nothing without that; the groups stay."""
    if not group_ids:
        return state
    tables: dict[str, dict[Id, Record]] = {name: dict(rows) for name, rows in state.shown.items()}
    gone = {
        name: {id for id, row in tables[name].items() if getattr(row, "group_id", None) in group_ids}
        for name in ("cards", "clusters", "photos")
    }
    for name in _HANGS_ON:
        refs = [(field, gone[other]) for field, other in REFS[name] if other in ("cards", "clusters")]
        gone.setdefault(name, set()).update(
            id for id, row in tables[name].items() if any(getattr(row, field) in ids for field, ids in refs)
        )
    for name, ids in gone.items():
        tables[name] = {id: row for id, row in tables[name].items() if id not in ids}
    return State(tables)
