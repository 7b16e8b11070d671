"""The dots of a vote on the boards."""

from __future__ import annotations

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import dots, order
from werkstatt_desktop.domain.records import Card, Cluster, Id, Record, Vote, VoteRound
from werkstatt_desktop.domain.searching import Search, Wanted
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board, themes

LATER = Card(
    id="c9",
    group_id="g1",
    category_id="own",
    cluster_id="t1",
    text="Zweite",
    rank=2.0,
    written=9,
    twin_of="c1",
)


def voted(*more: Record, **points: int) -> State:
    """The usual workshop with a round of dots on the cards of the first group."""
    round_ = VoteRound(id="r1", group_id="g1", targets="cards", dots=3, voters=5)
    votes = [
        Vote(id=f"v{id}", round_id="r1", card_id=id, device="a", points=count) for id, count in points.items()
    ]
    return state_of([*workshop_records(), LATER, round_, *votes, *more])


def found(state: State, wanted: Wanted) -> set[Id]:
    return {id for ids in Search().look(state, wanted).values() for id in ids}


def test_counts() -> None:
    """Cards have the dots of the last round that counted them, second cards those of the first."""
    again = [
        VoteRound(id="r2", rank=1.0, group_id="g1", targets="cards"),
        Vote(id="w", round_id="r2", card_id="c2", device="a", points=1),
    ]
    assert dots.on_boards(voted(c1=4, c2=2), "g1") == {"c1": 4, "c9": 4, "c2": 2}
    assert dots.on_boards(voted(*again, c1=4, c2=2), "g1") == {"c2": 1}
    assert dots.on_boards(voted(c1=4), "g2") == {}


def test_hidden_totals() -> None:
    """What the room is not to know yet is on no board."""
    hidden = VoteRound(id="r2", rank=1.0, group_id="g2", targets="cards", hidden=True)
    state = voted(hidden, Vote(id="w", round_id="r2", card_id="c4", device="a", points=9), c1=4)
    assert "c4" not in dots.on_boards(state)


def test_theme() -> None:
    """A theme has its own dots, else those of its cards together, each card once."""
    state = voted(c1=4, c2=2)
    theme = state.get(Cluster, "t1")
    assert theme is not None
    assert dots.of_theme(state, theme, dots.on_boards(state, "g1")) == 6
    assert dots.of_theme(state, theme, {"t1": 3, "c1": 4}) == 3


def test_cards_in_order() -> None:
    """The cards of a theme with most dots first; those with equally many in the order of writing."""
    state = voted(c2=2)
    ordered = state.apply(themes.order_cards(state, ["t1"], "dots").changes)
    assert [card.id for card in order.cards_of_cluster(ordered, "t1")] == ["c2", "c1", "c9"]


def test_tidy() -> None:
    """Tidied up by dots the best theme comes first, with the first number, and its best card first."""
    more = [
        Cluster(id="t2", group_id="g1", heading="Wege", x=900.0, rank=1.0),
        Card(id="d1", group_id="g1", category_id="own", cluster_id="t2", text="Bus", written=10),
        Card(id="d2", group_id="g1", category_id="own", cluster_id="t2", text="Rad", written=11, rank=1.0),
    ]
    state = voted(*more, c2=2, d2=5)
    tidied = state.apply(board.tidy_up(state, "g1", by_dots=True).changes)
    assert [theme.id for theme in order.clusters(tidied, "g1")] == ["t2", "t1"]
    first, second = order.clusters(tidied, "g1")
    assert (first.y, first.x) < (second.y, second.x)
    assert [card.id for card in order.cards_of_cluster(tidied, "t2")] == ["d2", "d1"]
    plain = state.apply(board.tidy_up(state, "g1").changes)
    assert [theme.id for theme in order.clusters(plain, "g1")] == ["t1", "t2"]


def test_search() -> None:
    """Asked for a number of dots, cards are found that have at least so many."""
    state = voted(c1=4, c2=2)
    assert found(state, Wanted(dots=1)) == {"c1", "c2", "c9"}
    assert found(state, Wanted(dots=3)) == {"c1", "c9"}
    assert found(state, Wanted("zeit", dots=1)) == {"c2"}
    assert found(state, Wanted(dots=5)) == set()
