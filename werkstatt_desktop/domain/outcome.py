"""What a day came to, for the protocol: people, polls, rounds of dots, common results, measures.

Plain values in the order in which they are told; no words of the program are in them. Nobody who took part is
named, but for who does something. Totals that are hidden from the room are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from . import coverage, extracts, feedback, hiding, measures, order, people, plenary, polls, sealing, voting
from .headings import Heading, beginning
from .people import Share
from .picture import marks_of
from .records import (
    RESULT_KINDS,
    Id,
    Measure,
    Participant,
    Result,
    Seal,
)
from .state import State
from .weighed import Mood, RoundPart, told_moods, told_round


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many persons, where from, in which group. `came`: they were there, else they are only expected."""

    persons: int
    came: bool
    excused: int
    organisations: tuple[Share, ...]
    departments: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the list of participants, and the group; None where there is none."""

    participant: Participant
    group: Heading | None


@dataclass(frozen=True, slots=True)
class Wording:
    """How a group said it, and the dots that it had there."""

    group: Heading | None
    text: str
    points: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A common result or a guiding statement, with its number among those of its kind.

    `first_text` is None where it was not reworded.
    """

    text: str
    first_text: str | None
    marks: tuple[str, ...]
    wordings: tuple[Wording, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """A recommendation for an obstacle, and the numbers of the measures that carry it out."""

    text: str
    measures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """An obstacle with what answers it; `measures` are those that do so without a recommendation."""

    text: str
    group: Heading | None
    answers: tuple[Answer, ...]
    measures: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """Who does what until when. `where_from` is the department or organisation of who is responsible.

    `number` is that of the page of measures, `result` the number of the common result that is the first of
    `purposes`; 0 where there is none.
    """

    number: int
    measure: Measure
    who: str
    where_from: str
    purposes: tuple[str, ...]
    result: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything around the cards. `seal` is the version that the workshop is closed as; None while open.

    `version` is the one that is being worked on.
    """

    attendance: Attendance | None
    moods: tuple[Mood, ...]
    rounds: tuple[RoundPart, ...]
    statements: tuple[Kept, ...]
    results: tuple[Kept, ...]
    coverage: tuple[Covered, ...]
    measures: tuple[MeasureLine, ...]
    quotes: tuple[str, ...]
    version: int
    seal: Seal | None
    people: tuple[Person, ...] = ()


def outcome(state: State, group_id: Id | None = None) -> Outcome:
    """What a workshop, or one group, has come to so far. What hangs on a hidden board is not told.

    Measures come by date, with the numbers that they have in the whole workshop.
    """
    numbers = {measure.id: n for n, measure in enumerate(measures.in_order(state), 1)}
    places = {
        result.id: n for kind in RESULT_KINDS for n, result in enumerate(plenary.results(state, kind), 1)
    }
    whole, state = state, hiding.without_hidden(state)
    if group_id is not None:
        state = extracts.of_group(state, group_id)
    headings = {group.id: Heading(n, group.name) for n, group in enumerate(order.groups(state), 1)}
    row = sorted(measures.in_order(state), key=lambda measure: measures.due_day(measure) or date.max)
    kept = {kind: _kept(state, kind, headings, places) for kind in ("statement", "result")}
    weighed = (r for r in voting.rounds(state) if r.kind not in polls.KINDS)
    return Outcome(
        attendance=attendance(state, group_id),
        moods=told_moods(state),
        rounds=tuple(told_round(whole, state, round_, headings) for round_ in weighed),
        statements=kept["statement"],
        results=kept["result"],
        coverage=_coverage(state, headings, numbers),
        measures=tuple(_measure(state, measure, numbers, places) for measure in row),
        quotes=tuple(quote.text for quote in feedback.quotes(state)),
        version=sealing.version(state),
        seal=sealing.latest(state) if sealing.is_sealed(state) else None,
        people=tuple(
            Person(person, headings.get(person.group_id or ""))
            for person in people.in_order(state)
            if group_id in (None, person.group_id)
        ),
    )


def attendance(state: State, group_id: Id | None = None) -> Attendance | None:
    """Those who came, of all or of one group; where nobody was marked so, those who are expected.

    None for an empty list.
    """
    everyone = [person for person in people.in_order(state) if group_id in (None, person.group_id)]
    came = [person for person in everyone if person.presence in people.HERE]
    row = came or [person for person in everyone if person.presence == "expected"]
    if not row:
        return None
    return Attendance(
        persons=people.turnout(row).persons,
        came=bool(came),
        excused=people.turnout(everyone).by_presence.get("excused", 0),
        organisations=_shares(row, "organisation"),
        departments=_shares(row, "department"),
    )


def _shares(row: list[Participant], field: str) -> tuple[Share, ...]:
    """Empty where nobody names any."""
    found = people.shares(row, field)
    return tuple(found) if any(share.name for share in found) else ()


def _kept(
    state: State, kind: str, headings: Mapping[Id, Heading], numbers: Mapping[Id, int]
) -> tuple[Kept, ...]:
    dots, places = plenary.points(state), plenary.numbers(state)
    found = []
    for result in plenary.results(state, kind):
        wordings = []
        for origin in plenary.origins(state, result.id, places):
            id = origin.source.card_id or origin.source.cluster_id or ""
            group = headings.get(origin.group.id) if origin.group is not None else None
            wordings.append(Wording(group, origin.text, dots.get(id, 0)))
        first = result.first_text if result.first_text != result.text else None
        said = tuple(wordings)
        found.append(Kept(result.text, first, marks_of(result), said, numbers[result.id]))
    return tuple(found)


def _coverage(state: State, headings: Mapping[Id, Heading], numbers: Mapping[Id, int]) -> tuple[Covered, ...]:
    """An obstacle once, with all that answers it."""
    found: dict[Id, Covered] = {}
    for row in coverage.coverage(state):
        done = tuple(sorted(numbers[measure.id] for measure in row.measures if measure.id in numbers))
        obstacle = row.obstacle
        known = found.get(obstacle.id) or Covered(
            beginning(obstacle.text), headings.get(obstacle.group_id), (), ()
        )
        if row.recommendation is None:
            known = Covered(known.text, known.group, known.answers, done)
        else:
            answer = Answer(beginning(row.recommendation.text), done)
            known = Covered(known.text, known.group, (*known.answers, answer), known.measures)
        found[obstacle.id] = known
    return tuple(found.values())


def _measure(
    state: State, measure: Measure, numbers: Mapping[Id, int], places: Mapping[Id, int]
) -> MeasureLine:
    person = state.get(Participant, measure.who_id)
    who = measures.responsible(state, measure)
    where = (person.department or person.organisation) if person is not None else ""
    purposes = (beginning(record.text) for record in measures.purposes(state, measure))
    result = state.get(Result, measure.result_id)
    return MeasureLine(
        number=numbers[measure.id],
        measure=measure,
        who=who or where,
        where_from=where if who else "",
        purposes=tuple(purposes),
        result=places[result.id] if result is not None and result.kind == "result" else 0,
    )
