"""Who is responsible for a measure, and what it is for."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import measures
from werkstatt_desktop.domain.records import Answer, Measure, Participant, Record, Result
from werkstatt_desktop.domain.state import State

ANNA = Participant(id="p1", name="Anna Beispiel", department="Jugendamt", presence="present")
BERND = Participant(id="p2", name="Bernd Muster", organisation="Stadt, Land", presence="excused")


def state_with(*more: Record) -> State:
    return state_of([*workshop_records(), *more])


def test_responsible_in_words() -> None:
    """The name of the participant, else the words; of one who was erased nothing."""
    state = state_with(ANNA)
    assert measures.responsible(state, Measure(what="x", who_id="p1")) == "Anna Beispiel"
    assert measures.responsible(state, Measure(what="x", who="Presseamt")) == "Presseamt"
    assert measures.responsible(state, Measure(what="x", who_id="gone")) == ""


@pytest.mark.parametrize(
    ("measure", "away"),
    [
        (Measure(what="x", who_id="p1"), False),
        (Measure(what="x", who_id="p2"), True),
        (Measure(what="x", who="jugendamt"), False),
        (Measure(what="x", who="Presseamt"), True),
        (Measure(what="x"), False),
    ],
)
def test_away(measure: Measure, away: bool) -> None:
    """Somebody else than those present and their departments is away; nobody is not."""
    assert measures.is_away(state_with(ANNA, BERND), measure) is away


def test_nobody_is_away_without_a_list() -> None:
    """Where nobody is marked present, nothing can be told."""
    assert not measures.is_away(state_with(BERND), Measure(what="x", who="Presseamt"))


def test_several() -> None:
    """More than one name is told, but for a name that has a comma itself."""
    state = state_with(ANNA, BERND)
    assert measures.is_several(state, "Anna und Bernd")
    assert measures.is_several(state, "Anna, Bernd")
    assert not measures.is_several(state, "Anna Beispiel")
    assert not measures.is_several(state, "stadt, land")


def test_purposes() -> None:
    """The result comes before the cards, which stand in the order of writing."""
    measure = Measure(id="m1", what="x", result_id="r1")
    state = state_with(
        measure, Result(id="r1", text="Konzept"),
        Answer(measure_id="m1", card_id="c2"), Answer(measure_id="m1", card_id="c1"),
    )  # fmt: skip
    assert [purpose.id for purpose in measures.purposes(state, measure)] == ["r1", "c1", "c2"]


def test_days() -> None:
    """A day is one that a calendar has."""
    assert measures.due_day(Measure(what="x", due="2026-02-28")) is not None
    assert measures.due_day(Measure(what="x", due="2026-02-31")) is None
    assert measures.due_day(Measure(what="x")) is None
