"""What is still open before people go home."""

from __future__ import annotations

from dataclasses import dataclass

from . import coverage, measures, order, people
from .records import Card, Cluster, Id, Measure
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


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at before people go home: kind is one of KINDS, `ends` are open; none: it is done."""

    kind: str
    ends: tuple[Loose, ...]


def checks(state: State) -> list[Check]:
    """What there is to look at, in the order of KINDS; what a workshop has nothing of is left out."""
    found: dict[str, list[Loose]] = {kind: [] for kind in KINDS}
    for end in loose_ends(state):
        found[end.kind].append(end)
    meant = _meant(state)
    return [Check(kind, tuple(found[kind])) for kind in KINDS if meant[kind] or found[kind]]


def _meant(state: State) -> dict[str, bool]:
    """Of each kind whether anything of a workshop can be open in that way."""
    themes, tasks = state.count(Cluster) > 0, _tasks(state)
    owned = any(measures.responsible(state, measure) for measure in tasks)
    obstacles = bool(coverage.obstacles(state))
    asked = any(item.kind == "question" for item in order.parked(state))
    return {
        "unsorted": themes,
        "empty_theme": themes,
        "theme_without_heading": themes,
        "without_recommendation": obstacles,
        "measure_without_person": bool(tasks),
        "measure_without_date": bool(tasks),
        "responsible_not_there": owned,
        "unanswered": asked,
        "no_next_date": True,
    }


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
    return [card for card in coverage.obstacles(state) if not coverage.recommendations(state, card.id)]


def _tasks(state: State) -> list[Measure]:
    """The measures that are still to be done."""
    return [m for m in measures.in_order(state) if m.status not in ("done", "dropped")]


def _measures(state: State) -> list[Loose]:
    found, present = [], people.there(state)
    for measure in _tasks(state):
        if not measures.responsible(state, measure):
            found.append(Loose("measure_without_person", measure.id))
        if measures.is_away(state, measure, present):
            found.append(Loose("responsible_not_there", measure.id))
        if not measure.due:
            found.append(Loose("measure_without_date", measure.id))
    return found
