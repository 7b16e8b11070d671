"""Who takes part: how many, from where, and how they are spread over the groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import order
from .records import Group, Id, Participant
from .state import State

HERE = ("present", "left")
"""Whoever is or was there counts as having taken part."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many persons come from an organisation or a department; `by_group` has those of each group."""

    name: str
    persons: int
    by_group: dict[Id | None, int]


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many persons were expected at all, and how many of them are in which presence."""

    persons: int
    by_presence: dict[str, int]

    @property
    def took_part(self) -> int:
        return sum(self.by_presence.get(presence, 0) for presence in HERE)


def turnout(people: Iterable[Participant]) -> Turnout:
    counted: Counter[str] = Counter()
    for person in people:
        counted[person.presence] += max(person.persons, 0)
    return Turnout(counted.total(), dict(counted))


def shares(people: Iterable[Participant], field: str) -> list[Share]:
    """From where people come, by "organisation" or "department": most first, then by name.

    Who names none is under the empty name, at the end. Names that differ in letter case only are one.
    """
    names: dict[str, Counter[str]] = {}
    counted: dict[str, Counter[Id | None]] = {}
    for person in people:
        name = getattr(person, field)
        key = name.casefold()
        names.setdefault(key, Counter())[name] += 1
        counted.setdefault(key, Counter())[person.group_id] += max(person.persons, 0)
    found = [Share(_usual(names[key]), by_group.total(), dict(by_group)) for key, by_group in counted.items()]
    return sorted(found, key=lambda share: (not share.name, -share.persons, share.name.casefold()))


def in_order(state: State) -> list[Participant]:
    """By name; those without one after them, by organisation and department."""
    return sorted(
        state.all(Participant),
        key=lambda p: (
            not p.name,
            p.name.casefold(),
            p.organisation.casefold(),
            p.department.casefold(),
            p.id,
        ),
    )


def there(state: State, group_id: Id | None = None) -> list[Participant]:
    """Who is present now, of all or of one group."""
    return [
        person
        for person in in_order(state)
        if person.presence == "present" and group_id in (None, person.group_id)
    ]


def voters(state: State, group_id: Id | None = None) -> int:
    """How many can vote: those present; where nobody was marked present, those expected."""
    everyone = [p for p in state.all(Participant) if group_id in (None, p.group_id)]
    for presence in ("present", "expected"):
        if count := sum(max(p.persons, 0) for p in everyone if p.presence == presence):
            return count
    return 0


def spread(
    people: Sequence[Participant], groups: Sequence[Group], staying: Iterable[Participant] = ()
) -> dict[Id, Id]:
    """The group of each person, so that groups are even in number and each has some of every department.

    Departments are dealt out one after the other, the largest first, each person to the group that has the
    fewest people, then the fewest of that department, then the first. Those who are excused or have left
    get none. Who is `staying` counts where they are.
    """
    coming = [person for person in people if comes(person)]
    places = {group.id: n for n, group in enumerate(groups)}
    sizes: Counter[Id] = Counter()
    of_department: Counter[tuple[str, Id]] = Counter()
    counts: Counter[str] = Counter()

    def seat(person: Participant, group_id: Id) -> None:
        sizes[group_id] += person.persons
        of_department[_department(person), group_id] += person.persons

    for person in staying:
        if person.group_id in places and comes(person):
            seat(person, person.group_id)
    for person in coming:
        counts[_department(person)] += person.persons
    dealt: dict[Id, Id] = {}
    row = sorted(coming, key=lambda p: (-p.persons, -counts[_department(p)], _department(p), p.name, p.id))
    for person in row if groups else ():
        department = _department(person)
        best = min(places, key=lambda one: (sizes[one], of_department[department, one], places[one]))
        dealt[person.id] = best
        seat(person, best)
    return dealt


def comes(person: Participant) -> bool:
    """Whether somebody is there or still expected."""
    return person.presence in ("expected", "present")


def unplaced(state: State) -> list[Participant]:
    """Who comes and has no group yet."""
    groups = {group.id for group in order.groups(state)}
    return [person for person in in_order(state) if comes(person) and person.group_id not in groups]


def called(person: Participant) -> str:
    """The name, or where it is not known what is known instead."""
    return person.name or ", ".join(part for part in (person.department, person.organisation) if part)


def members(state: State) -> dict[Id, int]:
    """How many persons each group has."""
    counted: dict[Id, int] = {group.id: 0 for group in order.groups(state)}
    for person in state.all(Participant):
        if person.group_id in counted and person.presence != "excused":
            counted[person.group_id] += max(person.persons, 0)
    return counted


def _department(person: Participant) -> str:
    return (person.department or person.organisation).casefold()


def _usual(spellings: Counter[str]) -> str:
    """The spelling that most use; of equally many the first in order."""
    return min(spellings, key=lambda name: (-spellings[name], name))
