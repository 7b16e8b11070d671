"""A part of a workshop: without names, or of one group alone."""

from __future__ import annotations

from tests import big_day
from tests.printing.samples import CATEGORIES, state_of, workshop
from werkstatt_desktop.domain import erasing
from werkstatt_desktop.domain.extracts import of_group, without_names
from werkstatt_desktop.domain.outcome import attendance, outcome
from werkstatt_desktop.domain.protocol import protocol
from werkstatt_desktop.domain.records import (
    TABLES,
    Answer,
    Card,
    Cluster,
    Group,
    Measure,
    ParkedItem,
    Participant,
    Record,
    Result,
    Source,
    Vote,
    VoteRound,
)
from werkstatt_desktop.domain.state import State


def day(*records: Record) -> State:
    groups = (Group(id="g0", moderator="Frau Leitung"), Group(id="g1", rank=1.0))
    return state_of(workshop(moderation="Herr Kreis"), *CATEGORIES, *groups, *records)


def test_nobody_is_named() -> None:
    """Every field for names is empty; all else is as it was."""
    state = big_day.state_of(big_day.big_day())
    left = without_names(state)
    for table, kind in TABLES.items():
        names = erasing.NAMES.get(table, ())
        assert all(not getattr(record, name) for record in left.all(kind) for name in names)
        assert {record.id for record in left.all(kind)} == {record.id for record in state.all(kind)}
    assert [*left.all(Card)] == [*state.all(Card)]
    assert {p.department for p in left.all(Participant)} == {p.department for p in state.all(Participant)}


def test_departments_go_on_doing_something() -> None:
    """What names a department or organisation is nobody's name, unless somebody is called so."""
    left = without_names(
        day(
            Participant(id="p", name="Kirche", department="Jugendamt", organisation="Kirche"),
            Measure(id="a", who="jugendamt", with_whom="Frau Tat"),
            Measure(id="b", who="Kirche", with_whom="Jugendamt"),
        )
    )
    assert [(m.who, m.with_whom) for m in sorted(left.all(Measure), key=lambda m: m.id)] == [
        ("jugendamt", ""),
        ("", "Jugendamt"),
    ]


def test_one_group_alone() -> None:
    """Its cards, votes, results, measures and parked items, with the people; every reference still leads."""
    state = day(
        *(Card(id=f"c{n}", group_id=f"g{n}", category_id="own", text=f"Karte {n}") for n in range(2)),
        *(Cluster(id=f"t{n}", group_id=f"g{n}") for n in range(2)),
        *(VoteRound(id=f"r{n}", group_id=f"g{n}") for n in range(2)),
        VoteRound(id="r2"),
        *(Vote(id=f"v{n}", round_id=f"r{n}", card_id="c1") for n in range(3)),
        *(Result(id=f"e{n}", rank=float(n)) for n in range(3)),
        Source(id="s0", result_id="e0", card_id="c0"),
        Source(id="s1", result_id="e1", cluster_id="t1"),
        *(Measure(id=f"m{n}", rank=float(n), what=f"Tun {n}", result_id="e1") for n in range(1)),
        *(Measure(id=f"m{n}", rank=float(n), what=f"Tun {n}") for n in range(1, 4)),
        Answer(id="a1", measure_id="m1", card_id="c0"),
        Answer(id="a2", measure_id="m2", card_id="c1"),
        *(ParkedItem(id=f"k{n}", group_id=f"g{n}") for n in range(2)),
        ParkedItem(id="k2"),
        Participant(id="p", name="Andere", group_id="g0"),
    )
    left = of_group(state, "g1")
    found = {
        name: sorted(record.id for record in left.all(TABLES[name]))
        for name in (
            "cards",
            "clusters",
            "rounds",
            "votes",
            "results",
            "sources",
            "measures",
            "answers",
            "parked",
        )
    }
    assert found == {
        "cards": ["c1"],
        "clusters": ["t1"],
        "rounds": ["r1"],
        "votes": ["v1"],
        "results": ["e1"],
        "sources": ["s1"],
        "measures": ["m0", "m2"],
        "answers": ["a2"],
        "parked": ["k1"],
    }
    assert len([*left.all(Participant)]) == 1
    assert len([*left.all(Group)]) == 2


def test_numbers_are_those_of_the_whole() -> None:
    """Of a group, its measures and results have the numbers under which everybody knows them."""
    state = day(
        Card(id="c", group_id="g1", category_id="own"),
        *(Result(id=f"e{n}", rank=float(n), text=f"Ergebnis {n}") for n in range(3)),
        Source(id="s", result_id="e2", card_id="c"),
        Measure(id="m0", what="Anderes"),
        Measure(id="m1", rank=1.0, what="Tun", result_id="e2"),
    )
    found = outcome(state, "g1")
    assert [(line.number, line.result) for line in found.measures] == [(2, 3)]
    assert [kept.number for kept in found.results] == [3]
    (part,) = protocol(state, "g1").groups
    assert part.heading.number == 2


def test_people_of_a_group() -> None:
    """How many of it came, from where; None where it has no people."""
    state = day(
        Participant(id="a", group_id="g0", department="Amt", presence="present", persons=3),
        Participant(id="b", group_id="g0", department="Bau", presence="excused"),
    )
    found = attendance(state, "g0")
    assert found is not None
    assert (found.persons, found.came, found.excused) == (3, True, 1)
    assert attendance(state, "g1") is None
    assert [part.members for part in protocol(state).groups] == [found, None]
