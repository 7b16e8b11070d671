"""Measures: who does what until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .. import order
from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..records import STATUSES, Answer, Card, Id, Measure, Participant, Record, Result
from ..state import State
from ._edit import edit, gone


def add_measure(
    state: State,
    /,
    what: str,
    *,
    result_id: Id | None = None,
    card_ids: Collection[Id] = (),
    **fields: str | None,
) -> Edit:
    """A new measure, for a result and with the cards that it carries out or answers.

    Raises `Refused("empty_text")`. The id of the measure is `edit.ids("measures")[0]`.
    """
    if not clean(what):
        raise Refused("empty_text")
    rank = max((m.rank for m in state.all(Measure)), default=-1.0) + 1.0
    kept = result_id if state.get(Result, result_id) else None
    measure = replace(Measure(what=what, result_id=kept, rank=rank), **fields)  # type: ignore[arg-type]
    return edit("add_measure", state, [measure, *_answers(state, measure.id, card_ids)])


def edit_measure(state: State, /, measure_id: Id, **fields: str | None) -> Edit:
    """New values for a measure. Raises `Refused`: "empty_text", "unknown_field" for a status that is none.

    Who is chosen from the list takes the place of a name in words, and the other way round.
    """
    if "what" in fields and not clean(fields["what"] or ""):
        raise Refused("empty_text")
    if fields.get("status", "open") not in STATUSES:
        raise Refused("unknown_field", table="measures")
    if fields.get("who_id"):
        fields = {**fields, "who": ""}
    elif fields.get("who"):
        fields = {**fields, "who_id": None}
    return edit("edit_measure", state, [replace(_measure(state, measure_id), **fields)])  # type: ignore[arg-type]


def make_responsible(state: State, measure_id: Id, said: str) -> Edit:
    """Whoever is meant by a name: a participant of just that name, else the name in words."""
    wanted = clean(said, lines=False).casefold()
    same = [person for person in state.all(Participant) if wanted and person.name.casefold() == wanted]
    if len(same) == 1:
        return edit_measure(state, measure_id, who_id=same[0].id)
    return edit("edit_measure", state, [replace(_measure(state, measure_id), who=said, who_id=None)])


def answer(state: State, measure_id: Id, card_ids: Collection[Id]) -> Edit:
    """The measure carries out or answers these cards too."""
    _measure(state, measure_id)
    known = {found.card_id for found in state.kids(Answer, "measure_id", measure_id)}
    new = [id for id in card_ids if id not in known]
    return edit("link_measure", state, _answers(state, measure_id, new))


def forget_answer(state: State, measure_id: Id, card_id: Id) -> Edit:
    """The measure no longer stands for a card."""
    found = [a for a in state.kids(Answer, "measure_id", measure_id) if a.card_id == card_id]
    return edit("unlink_measure", state, gone(found))


def move_measure(state: State, measure_id: Id, place: int) -> Edit:
    row = order.by_rank(list(state.all(Measure)))
    others = [m for m in row if m.id != measure_id]
    moved = next((m for m in row if m.id == measure_id), None)
    if moved is None:
        raise Refused("item_is_gone")
    others.insert(place, moved)
    return edit("move_measure", state, [replace(m, rank=float(n)) for n, m in enumerate(others)])


def delete_measure(state: State, measure_id: Id) -> Edit:
    measure = _measure(state, measure_id)
    hanging: list[Record] = [*state.kids(Answer, "measure_id", measure_id), measure]
    return edit("delete_measure", state, gone(hanging))


def take_over(state: State, measures: Collection[tuple[Measure, str]]) -> Edit:
    """Open measures of the last workshop, each with who is responsible in words; known ones are left out."""
    known = {measure.from_id for measure in state.all(Measure)}
    rank = max((m.rank for m in state.all(Measure)), default=-1.0)
    new = []
    for measure, who in measures:
        if measure.id not in known:
            rank += 1.0
            new.append(
                Measure(
                    rank=rank,
                    what=measure.what,
                    who=who,
                    with_whom=measure.with_whom,
                    due=measure.due,
                    first_result=measure.first_result,
                    status=measure.status,
                    from_id=measure.id,
                )
            )
    return edit("take_over_measures", state, new)


def _answers(state: State, measure_id: Id, card_ids: Collection[Id]) -> list[Answer]:
    return [
        Answer(measure_id=measure_id, card_id=id) for id in dict.fromkeys(card_ids) if state.get(Card, id)
    ]


def _measure(state: State, id: Id) -> Measure:
    measure = state.get(Measure, id)
    if measure is None:
        raise Refused("item_is_gone")
    return measure
