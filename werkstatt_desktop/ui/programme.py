"""What fields of the programme show and take over, in Prepare and in the run sheet."""

from __future__ import annotations

from ..domain import order
from ..domain.edits import Edit
from ..domain.records import Id, ProgrammeItem
from ..domain.schedule import minutes_after_midnight, timetable
from ..domain.typed import LONGEST, minutes_of, time_of, until_of
from ..domain.verbs import setup
from .desk import Desk
from .fields import LineField, ProseField
from .rows.inplace import show_outcome


def says(desk: Desk, item: ProgrammeItem, name: str) -> str:
    """What a field of an item shows."""
    if name == "minutes":
        return desk.texts("{n} min", n=item.minutes) if item.minutes else ""
    return str(getattr(item, name) or "")


def hand_in(desk: Desk, id: Id, name: str, field: LineField | ProseField, typed: str) -> None:
    """Take over what was typed into a field of an item, and show what came of it."""
    edit = _edit(desk, id, name, typed)
    item = desk.state.get(ProgrammeItem, id)
    if item is not None:
        show_outcome(field, says(desk, item, name), done=edit is not None)


def _edit(desk: Desk, id: Id, name: str, typed: str) -> Edit | None:
    t = desk.texts
    value: str | int | None = typed
    if name == "starts_at":
        value = time_of(typed)
        if value is None:
            desk.say(t("That is no time of day. Type it like 9:30."))
            return None
        value = value or None
    elif name == "minutes":
        value = _length(desk, id, typed)
        if value is None:
            desk.say(t("That is no length of time. Type minutes, or hours like 1:30, or until 13:00."))
            return None
    return desk.do(setup.edit_programme_item, id, **{name: value})


def _length(desk: Desk, id: Id, typed: str) -> int | None:
    """The minutes that a text means; a break is often known by the time at which it ends."""
    end = minutes_after_midnight(until_of(typed) or "")
    items = order.programme(desk.state)
    slots = zip(items, timetable(items, desk.state.workshop.starts), strict=True)
    start = next((slot.start for item, slot in slots if item.id == id), None)
    if end is None or start is None:
        return minutes_of(typed)
    return (end - start) % LONGEST
