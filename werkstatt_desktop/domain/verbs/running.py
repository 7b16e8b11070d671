"""The programme on the day: phases begin and end."""

from __future__ import annotations

from dataclasses import replace

from ..edits import Edit
from ..errors import Refused
from ..records import Id, ProgrammeItem
from ..state import State
from ._edit import edit


def begin_phase(state: State, item_id: Id, at: str) -> Edit:
    """A phase begins at a local time, ISO 8601, and whatever was on ends then."""
    item = _item(state, item_id)
    running = [i for i in state.all(ProgrammeItem) if i.began_at and not i.ended_at and i.id != item_id]
    changed = [replace(i, ended_at=at) for i in running]
    return edit("begin_phase", state, [*changed, replace(item, began_at=at, ended_at=None)])


def end_phase(state: State, item_id: Id, at: str) -> Edit:
    """A phase ends. Raises `Refused("not_begun")`."""
    item = _item(state, item_id)
    if not item.began_at:
        raise Refused("not_begun")
    return edit("end_phase", state, [replace(item, ended_at=at)])


def forget_times(state: State, item_id: Id) -> Edit:
    """A phase is as if it had not begun."""
    return edit("forget_times", state, [replace(_item(state, item_id), began_at=None, ended_at=None)])


def save_time(state: State, minutes: dict[Id, int]) -> Edit:
    """Phases to come are shorter by so many minutes each, and never without any."""
    items = [(item, by) for id, by in minutes.items() if (item := state.get(ProgrammeItem, id))]
    return edit("save_time", state, [replace(i, minutes=max(1, i.minutes - by)) for i, by in items])


def _item(state: State, id: Id) -> ProgrammeItem:
    item = state.get(ProgrammeItem, id)
    if item is None:
        raise Refused("item_is_gone")
    return item
