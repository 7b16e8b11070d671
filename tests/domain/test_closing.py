"""What is still open before people go home."""

from __future__ import annotations

from dataclasses import replace

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain.closing import KINDS, checks, loose_ends
from werkstatt_desktop.domain.records import Cluster, Measure, Participant, Record, Workshop
from werkstatt_desktop.domain.state import State


def found(*more: Record) -> list[tuple[str, str]]:
    return [(end.kind, end.id) for end in loose_ends(state_of([*workshop_records(), *more]))]


def test_everything_that_is_open() -> None:
    """Loose cards beside themes, obstacles nobody answers, questions, and no next date."""
    assert found() == [
        ("unsorted", "c3"),
        ("without_recommendation", "c2"),
        ("unanswered", "k1"),
        ("no_next_date", ""),
    ]


def test_themes() -> None:
    """One without cards and one without a heading are named; they may be both."""
    ends = found(Cluster(id="t2", group_id="g1", heading="Leer"), Cluster(id="t3", group_id="g2"))
    assert ("empty_theme", "t2") in ends
    assert ("theme_without_heading", "t3") in ends
    assert ("empty_theme", "t3") in ends


def test_group_without_themes() -> None:
    """Its cards were not meant to be sorted."""
    assert ("unsorted", "c4") not in found()


def test_measures() -> None:
    """Somebody who is there does it until a day; what is done or dropped needs neither."""
    ends = found(
        Participant(id="p1x", name="A", presence="present"),
        Participant(id="p2x", name="B", presence="excused"),
        Measure(id="m1", what="x", rank=0.0),
        Measure(id="m2", what="x", rank=1.0, who_id="p1x", due="2026-12-01"),
        Measure(id="m3", what="x", rank=2.0, who_id="p2x", due="2026-12-01"),
        Measure(id="m4", what="x", rank=3.0, who="Frau C"),
        Measure(id="m5", what="x", rank=4.0, status="done"),
    )
    assert [end for end in ends if end[1].startswith("m")] == [
        ("measure_without_person", "m1"),
        ("measure_without_date", "m1"),
        ("measure_without_date", "m4"),
        ("responsible_not_there", "m3"),
        ("responsible_not_there", "m4"),
    ]


def test_next_date() -> None:
    """Once it is set nothing is said of it."""
    records = [
        replace(r, next_date="2027-01-10") if isinstance(r, Workshop) else r for r in workshop_records()
    ]
    assert "no_next_date" not in {end.kind for end in loose_ends(state_of(records))}


def test_kind_by_kind() -> None:
    """In the order in which they are worked off."""
    kinds = [end.kind for end in loose_ends(state_of([*workshop_records(), Measure(id="m", what="x")]))]
    assert kinds == sorted(kinds, key=KINDS.index)


def test_empty_workshop() -> None:
    """Nothing is there that could be open, but the next date."""
    assert [end.kind for end in loose_ends(State())] == ["no_next_date"]


def test_checks() -> None:
    """Each kind comes once with what is open of it; what there is nothing of is no matter to look at."""
    found = {check.kind: len(check.ends) for check in checks(state_of(workshop_records()))}
    assert found == {
        "unsorted": 1,
        "empty_theme": 0,
        "theme_without_heading": 0,
        "without_recommendation": 1,
        "unanswered": 1,
        "no_next_date": 1,
    }
    assert [check.kind for check in checks(State())] == ["no_next_date"]
