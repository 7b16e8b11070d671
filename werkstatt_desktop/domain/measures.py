"""What a measure says beyond its own words: who is responsible, and what it is for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from . import order, people
from .records import Answer, Card, Id, Measure, Participant, Result
from .state import State

OVER = ("done", "dropped")
"""The statuses of measures of which nothing is to be done any more."""
_SEVERAL = re.compile(r"[,;/&+\n]|\s(?:und|and|sowie|mit|with)\s", re.IGNORECASE)


def in_order(state: State) -> list[Measure]:
    return order.by_rank(list(state.all(Measure)))


def responsible(state: State, measure: Measure) -> str:
    """Who is responsible, in words; empty where nobody is, or who was has been erased."""
    person = state.get(Participant, measure.who_id)
    return (person and person.name) or measure.who


def known(state: State) -> set[str]:
    """The names of people, departments and organisations, in small letters."""
    return {word.casefold() for person in state.all(Participant) for word in _names(person)}


def is_several(state: State, said: str, names: Collection[str] | None = None) -> bool:
    """Whether these words name more than one, while exactly one is to be responsible.

    `names`: what `known` gives, where many are asked for.
    """
    if _SEVERAL.search(said.strip()) is None:
        return False
    return said.casefold() not in (known(state) if names is None else names)


def is_away(state: State, measure: Measure, present: Sequence[Participant] | None = None) -> bool:
    """Whether who is responsible is not among those present.

    A department or an organisation is present with its people. Where nobody is marked present there is
    nothing to tell. `present`: what `people.there` gives, where many are asked for.
    """
    present = people.there(state) if present is None else present
    said = responsible(state, measure)
    if not present or not said:
        return False
    if state.get(Participant, measure.who_id) is not None:
        return all(person.id != measure.who_id for person in present)
    return all(said.casefold() not in {word.casefold() for word in _names(person)} for person in present)


def answered(state: State, measure_id: Id) -> list[Card]:
    """The cards that a measure carries out or answers, in the order of writing."""
    found = {answer.card_id: None for answer in state.kids(Answer, "measure_id", measure_id)}
    return sorted((card for id in found if (card := state.get(Card, id)) is not None), key=order.writing_key)


def purposes(state: State, measure: Measure) -> list[Result | Card]:
    """What a measure is for: the result of the plenary first, then cards."""
    result = state.get(Result, measure.result_id)
    return [*([result] if result is not None else []), *answered(state, measure.id)]


def due_day(measure: Measure) -> date | None:
    """The day until which it is to be done; None where there is none, or none that a calendar has."""
    try:
        return date.fromisoformat(measure.due or "")
    except ValueError:
        return None


def _names(person: Participant) -> list[str]:
    return [word for word in (person.name, person.department, person.organisation) if word]
