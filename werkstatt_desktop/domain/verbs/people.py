"""Participants: who is expected, who is there, and in which group."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from .. import order, people
from ..edits import Edit
from ..errors import Refused
from ..records import PRESENCES, Id, Measure, Participant
from ..registering import Wishes, planned
from ..state import State
from ._edit import edit, gone

MOST = 5_000
"""More participants than that is a mistake in a table."""


def add_participants(state: State, rows: Iterable[Participant]) -> Edit:
    """New participants in one step; those of whom nothing is said are left out.

    Raises `Refused("too_many_people")` and "empty_text" where nothing is left.
    """
    new = [row for row in rows if row.name or row.organisation or row.department]
    if not new:
        raise Refused("empty_text")
    if len(new) + state.count(Participant) > MOST:
        raise Refused("too_many_people", count=len(new), limit=MOST)
    return edit("add_participant" if len(new) == 1 else "add_participants", state, new)


def edit_participant(state: State, /, participant_id: Id, **fields: str | int | None) -> Edit:
    """New values for a participant's fields. Raises `Refused("no_persons")` for fewer than one person."""
    persons = fields.get("persons")
    if persons is not None and int(persons) < 1:
        raise Refused("no_persons")
    person = replace(_person(state, participant_id), **fields)  # type: ignore[arg-type]
    return edit("edit_participant", state, [person])


def set_presence(state: State, ids: Collection[Id], presence: str) -> Edit:
    """Whether people are expected, present, excused, or have left."""
    if presence not in PRESENCES:
        raise Refused("unknown_field", table="participants")
    return edit("set_presence", state, [replace(p, presence=presence) for p in _people(state, ids)])


def assign(state: State, ids: Collection[Id], group_id: Id | None) -> Edit:
    """People go into a group, or into none."""
    return edit("assign_group", state, [replace(p, group_id=group_id) for p in _people(state, ids)])


def spread_evenly(state: State, *, anew: bool = False) -> Edit:
    """Everybody who comes and has no group gets one, evenly by department (see `people.spread`).

    Where all have one, or `anew`, all are dealt out again. Raises `Refused("no_groups")`.
    """
    groups = order.groups(state)
    if not groups:
        raise Refused("no_groups")
    everyone = people.in_order(state)
    free = [] if anew else people.unplaced(state)
    placed = {person.id for person in free}
    # Who was put into a group by hand stays there while others have none.
    staying = [person for person in everyone if person.id not in placed] if free else []
    dealt = people.spread(free or everyone, groups, staying)
    return edit("spread_groups", state, [replace(p, group_id=dealt[p.id]) for p in everyone if p.id in dealt])


def register(state: State, rows: Sequence[Sequence[str]], wishes: Wishes) -> Edit:
    """Participants from the rows of a table, with the groups that they name: one step.

    Raises `Refused`: "empty_text" where no row names anybody, "too_many_people".
    """
    plan = planned(state, rows, wishes)
    if not plan.people:
        raise Refused("empty_text")
    if len(plan.people) + state.count(Participant) > MOST:
        raise Refused("too_many_people", count=len(plan.people), limit=MOST)
    return edit("add_participants", state, [*plan.groups, *plan.people])


def delete_participants(state: State, ids: Collection[Id]) -> Edit:
    """People go from the list; a measure that one of them is responsible for keeps the name in words."""
    leaving = _people(state, ids)
    named: list[Measure] = []
    for person in leaving:
        for measure in state.kids(Measure, "who_id", person.id):
            # Where a name was erased for good none can be entered again.
            called = person.name or person.department or person.organisation
            kept = "" if state.is_erased("measures", measure.id, "who") else called
            named.append(replace(measure, who_id=None, who=measure.who or kept))
    return edit("delete_participants", state, [*gone(leaving), *named])


def _people(state: State, ids: Collection[Id]) -> Sequence[Participant]:
    return [person for id in dict.fromkeys(ids) if (person := state.get(Participant, id))]


def _person(state: State, id: Id) -> Participant:
    person = state.get(Participant, id)
    if person is None:
        raise Refused("item_is_gone")
    return person
