"""Boards that are hidden while a group writes: whose words are not to be seen."""

from __future__ import annotations

from .records import Card, Cluster, Group, Photo, Record
from .state import State


def is_hidden(state: State, record: Record | None) -> bool:
    """Whether a card, theme or photo is of a group whose cards are hidden; also a deleted one."""
    if isinstance(record, Photo) and record.card_id is not None:
        record = state.tables["cards"].get(record.card_id)
    if not isinstance(record, Card | Cluster | Photo):
        return False
    group = state.get(Group, record.group_id)
    return group is not None and group.hidden
