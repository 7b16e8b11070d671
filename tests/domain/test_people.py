"""Who takes part, from where, and in which group."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import people
from werkstatt_desktop.domain.records import Group, Participant


def person(name: str = "", department: str = "", **fields: object) -> Participant:
    return Participant(name=name, department=department, **fields)  # type: ignore[arg-type]


def test_shares() -> None:
    """Most first, letter case does not matter, and who says nothing comes last."""
    row = [
        person("A", "Jugendamt", group_id="g1"),
        person("B", "jugendamt", group_id="g2"),
        person("C", "Jugendamt", group_id="g1"),
        person("D"),
        person("", "Schulamt", persons=4),
    ]
    found = people.shares(row, "department")
    assert [(share.name, share.persons) for share in found] == [("Schulamt", 4), ("Jugendamt", 3), ("", 1)]
    assert found[1].by_group == {"g1": 2, "g2": 1}


def test_turnout() -> None:
    """Those who have left took part, those who are excused did not."""
    row = [
        person(presence="present", persons=3),
        person(presence="left"),
        person(presence="excused"),
        person(),
    ]
    found = people.turnout(row)
    assert (found.persons, found.took_part) == (6, 4)


def test_voters() -> None:
    """Those present; while nobody is marked, those expected."""
    expected = state_of([*workshop_records(), person("A", persons=3)])
    assert people.voters(expected) == 3
    some = state_of([*workshop_records(), person("A", persons=3), person("B", presence="present")])
    assert people.voters(some) == 1
    assert people.voters(some, "g1") == 0


def test_order() -> None:
    """By name, without letter case; those without a name after them."""
    state = state_of([*workshop_records(), person("ß"), person("b"), person("A"), person("", "X")])
    assert [p.name for p in people.in_order(state)] == ["A", "b", "ß", ""]


def test_spread_keeps_who_is_not_there() -> None:
    """Excused people get no group."""
    dealt = people.spread([person("A", presence="excused"), person("B")], [Group(id="g")])
    assert len(dealt) == 1


def test_spread_without_groups() -> None:
    """Where there is no group nobody gets one."""
    assert people.spread([person("A")], []) == {}


@given(st.lists(st.sampled_from(["Jugend", "Schule", "Bau", "Soziales", ""]), max_size=40), st.integers(1, 6))
def test_spread_is_even(departments: list[str], count: int) -> None:
    """Groups differ by one person at most, and each department's people are spread as far as that goes."""
    row = [person(f"P{n}", department) for n, department in enumerate(departments)]
    groups = [Group(id=f"g{n}") for n in range(count)]
    dealt = people.spread(row, groups)
    sizes = Counter(dealt.values())
    assert sum(sizes.values()) == len(row)
    if row:
        assert max(sizes.values()) - min(sizes[g.id] for g in groups) <= 1
    for department in set(departments):
        here = Counter(dealt[p.id] for p in row if p.department == department)
        assert max(here.values()) - min(here[g.id] for g in groups) <= 2
