"""What is left of a workshop where only a part of it is told."""

from __future__ import annotations

from dataclasses import replace

from . import erasing, hiding, order
from .records import (
    OWNERS,
    TABLE_OF,
    Answer,
    Id,
    Measure,
    ParkedItem,
    Participant,
    Record,
    Result,
    Source,
    VoteRound,
)
from .state import State


def without_names(state: State) -> State:
    """The same with empty fields where people's names stand, as in a copy without names.

    What a measure says of who does it stays where it names a department or an organisation. Names in what
    people wrote as text cannot be known.
    """
    offices = {
        word.casefold()
        for person in state.all(Participant)
        for word in (person.department, person.organisation)
        if word
    } - {person.name.casefold() for person in state.all(Participant)}
    tables: dict[str, dict[Id, Record]] = {
        name: {record.id: record for record in erasing.without_names(rows.values())}
        for name, rows in state.shown.items()
    }
    for before in state.all(Measure):
        kept = {n: said for n in ("who", "with_whom") if (said := getattr(before, n)).casefold() in offices}
        if kept:
            tables["measures"][before.id] = replace(before, **{"who": "", "with_whom": ""} | kept)
    return State(tables)


def of_group(state: State, group_id: Id) -> State:
    """What one group did: its wall, its votes, and what was made of that; the people and groups all stay."""
    others = {group.id for group in order.groups(state)} - {group_id}
    left = hiding.without_boards(state, others)
    tables: dict[str, dict[Id, Record]] = {name: dict(rows) for name, rows in left.shown.items()}
    sourced = {source.result_id for source in left.all(Source)}
    answering = {answer.measure_id for answer in left.all(Answer)}
    for kind, stays in (
        (VoteRound, {round_.id for round_ in left.all(VoteRound) if round_.group_id == group_id}),
        (ParkedItem, {item.id for item in left.all(ParkedItem) if item.group_id == group_id}),
        (Result, sourced),
        (Measure, answering | {m.id for m in left.all(Measure) if m.result_id in sourced}),
    ):
        table = TABLE_OF[kind]
        tables[table] = {id: row for id, row in tables[table].items() if id in stays}
    for name, owners in OWNERS.items():
        for field, owner in owners:
            rows = tables[name].items()
            tables[name] = {id: row for id, row in rows if getattr(row, field) in tables[owner]}
    return State(tables)
