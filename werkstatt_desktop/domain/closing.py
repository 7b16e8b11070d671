"""What is still open before people go home."""

from __future__ import annotations

from dataclasses import dataclass

from . import coverage, order
from .records import Card, Id, Measure, Participant
from .state import State

KINDS = (
    "unsorted",
    "empty_theme",
    "theme_without_heading",
    "without_recommendation",
    "measure_without_person",
    "measure_without_date",
    "responsible_not_there",
    "unanswered",
    "no_next_date",
)


@dataclass(frozen=True, slots=True)
class Loose:
    """An end that is still loose; kind is one of KINDS. `id` and `group_id` say where to look."""

    kind: str
    id: Id = ""
    group_id: Id | None = None


def loose_ends(state: State) -> list[Loose]:
    """Everything that is still open, kind by kind in the order of KINDS."""
    found = [*_on_boards(state), *_measures(state)]
    found += [Loose("without_recommendation", c.id, c.group_id) for c in _unanswered_obstacles(state)]
    found += [
        Loose("unanswered", item.id, item.group_id)
        for item in order.parked(state)
        if item.kind == "question" and not item.answer
    ]
    if not state.workshop.next_date:
        found.append(Loose("no_next_date"))
    return sorted(found, key=lambda end: KINDS.index(end.kind))


def _on_boards(state: State) -> list[Loose]:
    found = []
    for group in order.groups(state):
        themes = order.clusters(state, group.id)
        for theme in themes:
            if not order.cards_of_cluster(state, theme.id):
                found.append(Loose("empty_theme", theme.id, group.id))
            if not theme.heading:
                found.append(Loose("theme_without_heading", theme.id, group.id))
        # Where a group made no themes, its cards were not meant to be sorted.
        found += [Loose("unsorted", c.id, group.id) for c in order.loose_cards(state, group.id) if themes]
    return found


def _unanswered_obstacles(state: State) -> list[Card]:
    return [row.obstacle for row in coverage.coverage(state) if row.recommendation is None]


def _measures(state: State) -> list[Loose]:
    found = []
    for measure in order.by_rank(list(state.all(Measure))):
        if measure.status in ("done", "dropped"):
            continue
        person = state.get(Participant, measure.who_id)
        if person is None and not measure.who:
            found.append(Loose("measure_without_person", measure.id))
        if person is not None and person.presence not in ("present", "left"):
            found.append(Loose("responsible_not_there", measure.id))
        if not measure.due:
            found.append(Loose("measure_without_date", measure.id))
    return found
