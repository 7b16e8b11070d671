"""Common results keep where they come from."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import plenary
from werkstatt_desktop.domain.edits import Change, Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Measure, Result, Source, Vote, VoteRound
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import plenary as verbs


def done(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


@pytest.fixture
def state() -> State:
    """A result from the first group, one from the second, and a statement."""
    state = state_of(workshop_records())
    state = done(state, verbs.keep(state, ["c1"]))
    state = done(state, verbs.keep(state, ["c4"]))
    return done(state, verbs.write_statement(state, "Familien im Blick"))


def ids(state: State) -> list[str]:
    return [result.id for result in plenary.results(state)]


def test_result_knows_its_source(state: State) -> None:
    """Its text is the card's, its origin the card and the group."""
    first = plenary.results(state)[0]
    (origin,) = plenary.origins(state, first.id)
    assert (first.text, origin.text) == ("Runder Tisch", "Runder Tisch")
    assert origin.group is not None
    assert origin.group.name == "Vernetzung"


def test_theme_as_a_result(state: State) -> None:
    """A theme brings its heading."""
    state = done(state, verbs.keep(state, ["t1"], 0))
    assert plenary.results(state)[0].text == "Zusammenarbeit"


def test_both_groups(state: State) -> None:
    """Laid on each other two are one, with both sources and both wordings."""
    one, other, _ = ids(state)
    state = done(state, verbs.merge(state, other, one))
    assert [group.id for group in plenary.groups_of(state, one)] == ["g1", "g2"]
    assert [origin.text for origin in plenary.origins(state, one)] == ["Runder Tisch", "Räume"]
    assert state.get(Result, other) is None


def test_reworded_result_keeps_both_wordings(state: State) -> None:
    """What no card says any more stands in the text of the one that is left."""
    one, other, _ = ids(state)
    state = done(state, verbs.reword_result(state, other, "Räume für alle"))
    state = done(state, verbs.merge(state, other, one))
    merged = state.get(Result, one)
    assert merged is not None
    assert (merged.text, merged.first_text) == ("Runder Tisch\nRäume für alle", "Runder Tisch")


def test_card_laid_on_a_result(state: State) -> None:
    """It becomes a further source, once."""
    one = ids(state)[0]
    state = done(state, verbs.lay_on(state, ["c4", "c1"], one))
    assert [origin.text for origin in plenary.origins(state, one)] == ["Runder Tisch", "Räume"]
    assert verbs.lay_on(state, ["c4"], one).changes == ()


def test_measures_go_along(state: State) -> None:
    """What follows from a result follows from the one that it becomes part of."""
    one, other, _ = ids(state)
    state = state.apply(done_records(state, Measure(id="m", what="x", result_id=other)))
    state = done(state, verbs.merge(state, other, one))
    measure = state.get(Measure, "m")
    assert measure is not None
    assert measure.result_id == one


def done_records(state: State, *records: Measure | Source | VoteRound | Vote) -> tuple[Change, ...]:
    from werkstatt_desktop.domain.verbs._edit import edit

    return edit("x", state, records).changes


def test_same_source_twice(state: State) -> None:
    """Two results of the same card become one with one source."""
    one = ids(state)[0]
    state = done(state, verbs.keep(state, ["c1"]))
    again = ids(state)[-1]
    state = done(state, verbs.merge(state, again, one))
    assert len(plenary.origins(state, one)) == 1


def test_result_on_itself(state: State) -> None:
    """There is nothing to join."""
    one = ids(state)[0]
    with pytest.raises(Refused):
        verbs.merge(state, one, one)


def test_first_wording_is_kept(state: State) -> None:
    """It stands beside the new one, and goes when the old one is back."""
    one = ids(state)[0]
    state = done(state, verbs.reword_result(state, one, "Runde Tische"))
    reworded = state.get(Result, one)
    assert reworded is not None
    assert reworded.first_text == "Runder Tisch"
    state = done(state, verbs.reword_result(state, one, "Runder Tisch"))
    back = state.get(Result, one)
    assert back is not None
    assert back.first_text is None


def test_order_by_points(state: State) -> None:
    """The dots that the groups gave decide; a result of both has those of both."""
    one, other, _ = ids(state)
    votes = [
        Vote(round_id="r", card_id="c4", points=7, device="a"),
        Vote(round_id="r", card_id="c1", points=2, device="a"),
    ]
    state = state.apply(done_records(state, VoteRound(id="r", is_open=False), *votes))
    state = done(state, verbs.order_by_points(state))
    assert [result.id for result in plenary.results(state, "result")] == [other, one]


def test_brought(state: State) -> None:
    """A group brings what has dots, most first; and what is taken already says so."""
    votes = [
        Vote(round_id="r", card_id="c2", points=7, device="a"),
        Vote(round_id="r", card_id="c1", points=2, device="a"),
    ]
    before = plenary.brought(state, "g1")
    assert [found.id for found in before] == ["t1", "c3"]
    state = state.apply(done_records(state, VoteRound(id="r", group_id="g1"), *votes))
    assert [(found.id, found.points, len(found.taken)) for found in plenary.brought(state, "g1")] == [
        ("c2", 7, 0),
        ("c1", 2, 1),
    ]


def test_marks(state: State) -> None:
    """Agreement and dissent stand beside each other."""
    one = ids(state)[0]
    state = done(state, verbs.agree(state, one, "majority"))
    state = done(state, verbs.dissent(state, one, dissent=True))
    marked = state.get(Result, one)
    assert marked is not None
    assert (marked.consensus, marked.dissent) == ("majority", True)


def test_deleted_result(state: State) -> None:
    """Its measures stay and forget it, its cards are free again."""
    one = ids(state)[0]
    state = state.apply(done_records(state, Measure(id="m", what="x", result_id=one)))
    state = done(state, verbs.delete_result(state, one))
    measure = state.get(Measure, "m")
    assert measure is not None
    assert measure.result_id is None
    assert state.kids(Source, "card_id", "c1") == []


def test_moved_among_its_kind(state: State) -> None:
    """A result changes places with results only."""
    one, other, statement = ids(state)
    state = done(state, verbs.move_result(state, other, 0))
    assert [r.id for r in plenary.results(state, "result")] == [other, one]
    assert [r.id for r in plenary.results(state, "statement")] == [statement]


def test_hidden_totals(state: State) -> None:
    """While the totals of a round are hidden its dots are not shown in the plenary either."""
    vote = Vote(round_id="r", card_id="c1", points=2, device="a")
    shown = state.apply(done_records(state, VoteRound(id="r", group_id="g1"), vote))
    hidden = state.apply(done_records(state, VoteRound(id="r", group_id="g1", hidden=True), vote))
    assert plenary.points(shown)["c1"] == 2
    assert plenary.points(hidden) == {}


def test_kept_at_a_place(state: State) -> None:
    """A card stands at its place among the results, whatever statements there are."""
    state = done(state, verbs.keep(state, ["c3"], 1))
    state = done(state, verbs.keep(state, ["t1"], 3))
    texts = [result.text for result in plenary.results(state, "result")]
    assert texts == ["Runder Tisch", "Kurze Wege", "Räume", "Zusammenarbeit"]


def test_marks_of_results_that_become_one(state: State) -> None:
    """Whoever was against one of them still is; of two different consensuses none is left."""
    first, second = ids(state)[:2]
    state = done(state, verbs.dissent(state, second, dissent=True))
    state = done(state, verbs.agree(state, first, "majority"))
    one = done(state, verbs.merge(state, second, first)).get(Result, first)
    assert one is not None
    assert (one.dissent, one.consensus) == (True, "majority")
    state = done(state, verbs.agree(state, second, "unanimous"))
    one = done(state, verbs.merge(state, second, first)).get(Result, first)
    assert one is not None
    assert one.consensus == "none"
