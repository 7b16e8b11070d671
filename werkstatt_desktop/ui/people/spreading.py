"""Spreading people over the groups, with a sentence that says what came of it."""

from __future__ import annotations

from ...domain import people
from ...domain.records import Participant
from ...domain.verbs import people as verbs
from ..desk import Desk


def coming(desk: Desk) -> list[Participant]:
    """Who is there or expected."""
    return [person for person in desk.state.all(Participant) if people.comes(person)]


def spread(desk: Desk, *, anew: bool = False) -> None:
    """Those who have no group get one; where all have one, or `anew`, all are dealt out again."""
    t, state = desk.texts, desk.state
    waiting, everyone = people.unplaced(state), coming(desk)
    edit = desk.do(verbs.spread_evenly, anew=anew)
    if edit is None:
        return
    moved = [person for id in edit.ids("participants") if (person := state.get(Participant, id))]
    persons = sum(person.persons for person in moved)
    if not moved:
        desk.say(t("The groups are even already."))
    elif len(waiting) == len(everyone):
        desk.say(
            t.n("{n} person is spread over the groups.", "{n} persons are spread over the groups.", persons)
        )
    elif waiting and not anew:
        desk.say(t.n("{n} person without a group got one.", "{n} persons without a group got one.", persons))
    else:
        desk.say(t.n("{n} person has another group now.", "{n} persons have another group now.", persons))
