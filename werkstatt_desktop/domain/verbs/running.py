"""The programme on the day: phases begin and end."""

from __future__ import annotations

from dataclasses import replace

from .. import order
from ..edits import Edit
from ..errors import Refused
from ..records import Id, ProgrammeItem
from ..running import moment, planned_start
from ..schedule import clock
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


def correct_times(state: State, item_id: Id, began_at: str | None, ended_at: str | None) -> Edit:
    """When a phase really began and ended, as somebody noted; local times, ISO 8601, None for not.

    Raises `Refused`: "not_begun" for an end without a beginning, "ends_before" for one that comes first.
    """
    item = _item(state, item_id)
    began, ended = moment(began_at), moment(ended_at)
    if ended is not None and began is None:
        raise Refused("not_begun")
    if ended is not None and began is not None and ended < began:
        raise Refused("ends_before")
    return edit("correct_times", state, [replace(item, began_at=began_at, ended_at=ended_at)])


def save_time(state: State, minutes: dict[Id, int]) -> Edit:
    """Phases to come are shorter by so many minutes each, and never without any.

    What follows each of them keeps the time it was planned for, so that the day catches up.
    """
    starts, items = state.workshop.starts, order.programme(state)
    changed = {item.id: item for item in items}
    for place, item in enumerate(items):
        if item.id not in minutes:
            continue
        changed[item.id] = replace(
            changed[item.id], minutes=max(1, item.minutes - minutes[item.id]) if item.minutes else 0
        )
        if place + 1 < len(items) and not items[place + 1].starts_at:
            after = items[place + 1]
            planned = planned_start(items, starts, after.id)
            keeps = None if planned is None else clock(planned)
            changed[after.id] = replace(changed[after.id], starts_at=keeps)
    return edit("save_time", state, [changed[item.id] for item in items if changed[item.id] != item])


def _item(state: State, id: Id) -> ProgrammeItem:
    item = state.get(ProgrammeItem, id)
    if item is None:
        raise Refused("item_is_gone")
    return item
