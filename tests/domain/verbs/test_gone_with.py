"""What goes with a record that is deleted, and what is left of it elsewhere."""

from __future__ import annotations

from tests.domain.devices import Device, met
from tests.examples import same_visible, state_of, workshop_records
from werkstatt_desktop.domain import coverage, plenary, voting
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.records import (
    Answer,
    Card,
    Cluster,
    Group,
    Link,
    Measure,
    Participant,
    Record,
    Result,
    Source,
    Vote,
    VoteRound,
)
from werkstatt_desktop.domain.state import State, base_edit, still_valid
from werkstatt_desktop.domain.verbs import board, cards, erasing, measures, parking, people, setup, twins
from werkstatt_desktop.domain.verbs import voting as votes


def done(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


def answered() -> list[Record]:
    """A measure that answers the cards of the theme."""
    return [
        *workshop_records(),
        Measure(id="m", what="Entwurf"),
        Answer(id="a1", measure_id="m", card_id="c1"),
        Answer(id="a2", measure_id="m", card_id="c2"),
    ]


def test_card_that_a_measure_answers() -> None:
    """Deleted, parked or erased it is not shown any more; the measure stays."""
    state = state_of(answered())
    for edit in (
        cards.delete_cards(state, ["c2"]),
        parking.park_cards(state, ["c2"]),
        board.take_down(state, ["c2"], []),
        erasing.erase_cards(state, ["c2"]),
    ):
        after = done(state, edit)
        assert after.get(Card, "c2") is None
        assert [answer.id for answer in after.all(Answer)] == ["a1"]
        assert after.get(Measure, "m") is not None


def test_its_measure_comes_back_with_it() -> None:
    """Taken back, the measure answers the card again."""
    state = state_of(answered())
    edit = cards.delete_cards(state, ["c2"])
    after = done(state, edit)
    back = done(after, still_valid(after, edit.inverse()))
    assert same_visible(back, state)


def test_group_that_measures_speak_of() -> None:
    """The group goes with its cards."""
    state = done(state_of(answered()), setup.delete_group(state_of(answered()), "g1"))
    assert state.get(Group, "g1") is None
    assert [card.id for card in state.all(Card)] == ["c4"]


def test_group_that_has_voted() -> None:
    """Its rounds go with their votes; a run-off of the plenary stays, and so do people."""
    state = state_of([
        *workshop_records(),
        Participant(id="p", name="Ayşe", group_id="g1"),
        VoteRound(id="r", group_id="g1"),
        VoteRound(id="s", group_id="g1", run_off_of="r"),
        VoteRound(id="all", run_off_of="r"),
        Vote(id="v", round_id="r", card_id="c1", points=3, device="a"),
        Vote(id="w", round_id="all", card_id="c1", points=3, device="a"),
    ])  # fmt: skip
    edit = setup.delete_group(state, "g1")
    after = done(state, edit)
    (left,) = after.all(VoteRound)
    assert (left.id, left.run_off_of) == ("all", None)
    assert [vote.id for vote in after.all(Vote)] == ["w"]
    (person,) = after.all(Participant)
    assert person.group_id is None
    assert same_visible(done(after, still_valid(after, edit.inverse())), state)


def doubled() -> tuple[State, str]:
    """A card under two themes that has dots, a result, and a measure; and the id of its second card."""
    state = state_of([
        *workshop_records(),
        Cluster(id="t2", group_id="g1", x=900.0, rank=1.0),
        VoteRound(id="r", group_id="g1"),
        Result(id="result", text="Runder Tisch"),
        Source(id="s", result_id="result", card_id="c1"),
        Measure(id="m", what="Entwurf"),
        Answer(id="a", measure_id="m", card_id="c1"),
    ])  # fmt: skip
    state = done(state, votes.count(state, "r", {"c1": 5}, "here"))
    state = done(state, twins.second_cards(state, ["c1"], "t2"))
    (second,) = (card.id for card in state.all(Card) if card.twin_of == "c1")
    return state, second


def test_dots_of_a_card_that_has_a_second_one() -> None:
    """Where the first one goes the second has its dots, its result and its measure: it says the same."""
    state, second = doubled()
    after = done(state, cards.delete_cards(state, ["c1"]))
    round_ = after.get(VoteRound, "r")
    assert round_ is not None
    assert voting.totals(after, round_)[second] == 5
    assert [origin.text for origin in plenary.origins(after, "result")] == ["Runder Tisch"]
    assert [measure.id for measure in coverage.measures_for(after, second)] == ["m"]
    again = done(after, cards.delete_cards(after, [second]))
    assert list(again.all(Answer)) == []


def test_second_card_with_a_measure_of_its_own() -> None:
    """What stands for both already does not stand for one twice."""
    state, second = doubled()
    state = done(state, measures.answer(state, "m", [second]))
    after = done(state, cards.delete_cards(state, ["c1"]))
    assert [answer.card_id for answer in after.all(Answer)] == [second]


def test_person_whose_name_was_erased_from_a_measure() -> None:
    """They can be deleted; where a name was erased none comes again."""
    state = state_of([*workshop_records(), Participant(id="p", name="Ayşe"), Measure(id="m", who="Bernd")])
    state = done(state, erasing.remove_names(state, [("measures", "m", "who")]))
    state = done(state, measures.edit_measure(state, "m", who_id="p"))
    after = done(state, people.delete_participants(state, ["p"]))
    measure = after.get(Measure, "m")
    assert measure is not None
    assert (measure.who, measure.who_id) == ("", None)


def test_card_that_is_deleted_and_answered_apart() -> None:
    """Who gives a deleted card a measure brings it back, and its links do not hang in the air."""
    link = Link(id="l", from_card_id="c2", to_card_id="c1", kind="overcomes")
    first = base_edit("create_workshop", [*answered(), link])
    one, other = Device("a", first), Device("b", first)
    one.commit(cards.delete_cards(one.state, ["c3"]))
    other.commit(measures.answer(other.state, "m", ["c3"]))
    state = met(one, other)
    assert state.get(Card, "c3") is not None
    one.commit(cards.delete_cards(one.state, ["c3"]))
    assert met(one, other).get(Card, "c3") is None
