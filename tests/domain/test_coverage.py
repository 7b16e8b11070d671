"""Obstacle, recommendation, measure."""

from __future__ import annotations

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain.coverage import coverage, measures_for
from werkstatt_desktop.domain.records import Answer, Card, Category, Link, Measure, Record, Result, Source
from werkstatt_desktop.domain.state import State


def covered(*more: Record) -> State:
    return state_of([
        *workshop_records(),
        Category(id="recommendation", role="recommendation", rank=3.0),
        Card(id="a1", group_id="g1", category_id="recommendation", text="Zeit einplanen", written=8),
        Card(id="a2", group_id="g1", category_id="recommendation", text="Budget", written=9),
        Card(id="s2", group_id="g2", category_id="obstacle", text="Ressortegoismus", written=10),
        *more,
    ])  # fmt: skip


def rows(state: State, group_id: str | None = None) -> list[tuple[str, str | None, list[str]]]:
    return [
        (r.obstacle.id, r.recommendation.id if r.recommendation else None, [m.id for m in r.measures])
        for r in coverage(state, group_id)
    ]


def test_without_recommendation() -> None:
    """Every obstacle has a row, also one that nothing answers."""
    assert rows(covered()) == [("c2", None, []), ("s2", None, [])]
    assert rows(covered(), "g2") == [("s2", None, [])]


def test_recommendations_and_measures() -> None:
    """A row for each recommendation, with the measures that carry it out or answer the obstacle itself."""
    state = covered(
        Link(from_card_id="a2", to_card_id="c2", kind="overcomes"),
        Link(from_card_id="a1", to_card_id="c2", kind="overcomes"),
        Link(from_card_id="a1", to_card_id="s2", kind="contradicts"),
        Measure(id="m1", what="x", rank=0.0),
        Measure(id="m2", what="y", rank=1.0),
        Measure(id="m3", what="z", rank=2.0, status="dropped"),
        Answer(measure_id="m1", card_id="a2"),
        Answer(measure_id="m2", card_id="c2"),
        Answer(measure_id="m3", card_id="c2"),
    )
    assert rows(state) == [("c2", "a1", ["m2"]), ("c2", "a2", ["m1", "m2"]), ("s2", None, [])]


def test_measure_of_a_result() -> None:
    """What follows from a common result carries out the cards, and those of the themes, it comes from."""
    state = covered(
        Result(id="e", text="x"),
        Source(result_id="e", cluster_id="t1"),
        Measure(id="m", what="x", result_id="e"),
    )
    assert [measure.id for measure in measures_for(state, "c1")] == ["m"]
    assert measures_for(state, "c3") == []


def test_second_card_is_not_counted_twice() -> None:
    """An obstacle under two headings has one row."""
    twin = Card(id="z", group_id="g1", category_id="obstacle", text="Zu wenig Zeit", twin_of="c2", written=11)
    assert [row[0] for row in rows(covered(twin))] == ["c2", "s2"]


def test_second_cards() -> None:
    """What overcomes a second card of an obstacle overcomes it, and a second recommendation is the first."""
    state = covered(
        Card(id="o2", group_id="g1", category_id="obstacle", text="x", written=11, twin_of="c2"),
        Card(id="a9", group_id="g1", category_id="recommendation", text="y", written=12, twin_of="a1"),
        Link(from_card_id="a9", to_card_id="o2", kind="overcomes"),
        Link(from_card_id="a1", to_card_id="c2", kind="overcomes"),
        Measure(id="m1", what="x"),
        Answer(measure_id="m1", card_id="a9"),
    )
    assert rows(state) == [("c2", "a1", ["m1"]), ("s2", None, [])]
