"""Dots, totals, ranks and ties."""

from __future__ import annotations

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain import voting
from werkstatt_desktop.domain.incoming import Words
from werkstatt_desktop.domain.portable import from_json, to_json
from werkstatt_desktop.domain.records import Card, Record, Vote, VoteRound
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs.cards import delete_cards, hand_over_cards, recategorise_cards
from werkstatt_desktop.domain.voting import PASSIVE, Ranked


def voted(round_: VoteRound, *votes: Record) -> State:
    return state_of([*workshop_records(), round_, *votes])


def dots(points: dict[str, int], device: str = "a") -> list[Vote]:
    return [Vote(round_id="r", card_id=id, points=n, device=device) for id, n in points.items()]


@pytest.mark.parametrize(
    ("options", "persons", "dots"),
    [
        (8, 10, 3),
        (10, 24, 2),
        (6, 13, 2),
        (12, 5, 11),
        (3, 1, 2),
        (2, 40, 1),
        (5, 100, 1),
        (1, 9, 0),
        (9, 0, 0),
    ],
)
def test_dots_for_each(options: int, persons: int, dots: int) -> None:
    """The published formula, with at least one dot and fewer than there are options."""
    assert voting.dots_for_each(options, persons) == dots


def test_options_of_a_group_and_category() -> None:
    """Only cards of that group and category are voted on, in the order of writing."""
    round_ = VoteRound(id="r", group_id="g1", category_id="opportunity")
    assert voting.options(voted(round_), round_) == ["c1", "c3"]


def test_options_of_the_plenary() -> None:
    """Without a group the cards of all groups are voted on."""
    round_ = VoteRound(id="r")
    assert voting.options(voted(round_), round_) == ["c1", "c2", "c3", "c4"]


def test_second_card_is_no_option() -> None:
    """A card under two headings is voted on once."""
    round_ = VoteRound(id="r", group_id="g1")
    twin = Card(id="z", group_id="g1", category_id="obstacle", text="Runder Tisch", twin_of="c1", written=9)
    assert voting.options(voted(round_, twin), round_) == ["c1", "c2", "c3"]


def test_themes_as_options() -> None:
    """A round over themes has the themes of the board."""
    round_ = VoteRound(id="r", targets="clusters", group_id="g1")
    assert voting.options(voted(round_), round_) == ["t1"]


def test_totals_add_devices_up() -> None:
    """The total of an option is the sum of what all devices counted; one without votes has none."""
    round_ = VoteRound(id="r", group_id="g1")
    state = voted(round_, *dots({"c1": 3, "c2": 1}), *dots({"c1": 2}, "b"))
    assert voting.totals(state, round_) == {"c1": 5, "c2": 1, "c3": 0}


def test_total_is_never_below_zero() -> None:
    """What merging took away twice does not count as less than nothing."""
    round_ = VoteRound(id="r", group_id="g1")
    assert voting.totals(voted(round_, *dots({"c1": -2})), round_)["c1"] == 0


def test_ties_share_a_rank() -> None:
    """Equally many points are the same rank, the next one is as far down as there are options before it."""
    row = voting.ranking({"a": 3, "b": 7, "c": 3, "d": 1, "e": 0, "f": 0})
    assert row == [
        Ranked("b", 7, 1, False),
        Ranked("a", 3, 2, True),
        Ranked("c", 3, 2, True),
        Ranked("d", 1, 4, False),
        Ranked("e", 0, 5, False),
        Ranked("f", 0, 5, False),
    ]


def test_run_off() -> None:
    """Between those that share the first place, or the last place that counts."""
    round_ = VoteRound(id="r", group_id="g1")
    state = voted(round_, *dots({"c1": 4, "c2": 4, "c3": 1}))
    assert voting.to_run_off(state, round_) == ["c1", "c2"]
    assert voting.to_run_off(state, round_, places=2) == []
    again = VoteRound(id="r2", group_id="g1", run_off_of="r")
    assert voting.options(voted(round_, again, *dots({"c1": 4, "c2": 4, "c3": 1})), again) == ["c1", "c2"]


def test_no_run_off_without_a_tie() -> None:
    """Where one is ahead there is nothing to decide."""
    round_ = VoteRound(id="r", group_id="g1")
    assert voting.to_run_off(voted(round_, *dots({"c1": 4, "c2": 3})), round_) == []


def test_sum_check() -> None:
    """Voters times dots is the most there can be; the difference is missing or too much."""
    round_ = VoteRound(id="r", group_id="g1", voters=4, dots=2)
    total = voting.total(voted(round_, *dots({"c1": 3, "c2": 2})), round_)
    assert (total.counted, total.most, total.missing) == (5, 8, 3)


@pytest.mark.parametrize(("cumulate", "wrong"), [(False, ["c1"]), (True, [])])
def test_too_many_dots(cumulate: bool, wrong: list[str]) -> None:
    """Without cumulating no option can have more dots than there are voters."""
    round_ = VoteRound(id="r", group_id="g1", voters=4, dots=2, cumulate=cumulate)
    assert voting.too_many(voted(round_, *dots({"c1": 5, "c2": 4})), round_) == wrong


def test_resistance() -> None:
    """The least resistance comes first, and the way things are now is an option too."""
    round_ = VoteRound(id="r", kind="resistance", group_id="g1", voters=2)
    state = voted(
        round_, *dots({"c1": 4, "c2": 12, "c3": 9}), Vote(round_id="r", passive=True, points=10, device="a")
    )
    assert [option.id for option in voting.ranked(state, round_)] == ["c1", "c3", PASSIVE, "c2"]
    assert voting.resistance(state, round_)["c1"] == 0.2


def test_spread_of_a_scale() -> None:
    """The mean step and how far dots lie from it."""
    found = voting.spread([0, 2, 0, 2])
    assert (found.mean, found.deviation) == (2.0, 1.0)
    assert voting.spread([0, 0]).mean == 0.0


def test_ends_of_scales() -> None:
    """One word a line, empty where there are fewer."""
    assert voting.ends("gering\nhoch\ngering", 4) == ("gering", "hoch", "gering", "")


def test_what_is_gone_is_not_the_way_things_are() -> None:
    """An export leaves out what was deleted; votes for that do not count for another option then."""
    round_ = VoteRound(id="r", kind="resistance", targets="cards", group_id="g2")
    state = voted(round_, *dots({"c4": 7}), Vote(round_id="r", passive=True, points=2, device="a"))
    state = state.apply(delete_cards(state, ["c4"]).changes)
    assert voting.totals(state, round_) == {PASSIVE: 2}
    again = state_of(from_json(to_json(state), lambda _: Words("de", "", "", {}, {})).records)
    assert voting.totals(again, round_) == {PASSIVE: 2}


def test_many_dots_on_a_scale() -> None:
    """Mean and spread take no longer for a thousand million dots than for ten."""
    found = voting.spread([10**9, 0, 10**9])
    assert (found.mean, found.deviation) == (1.0, 1.0)
    assert voting.spread([0, 3, -2]).mean == 1.0


def test_card_that_goes_on_with_its_dots() -> None:
    """In another category or group it keeps them; where it is deleted they go with it."""
    round_ = VoteRound(id="r", group_id="g1", category_id="opportunity")
    state = voted(round_, *dots({"c1": 3, "c3": 2}))
    state = state.apply(recategorise_cards(state, ["c1"], "obstacle").changes)
    assert voting.totals(state, round_) == {"c3": 2, "c1": 3}
    state = state.apply(hand_over_cards(state, ["c3"], "g2").changes)
    assert voting.totals(state, round_) == {"c1": 3, "c3": 2}
    assert voting.options(voted(round_), round_) == ["c1", "c3"]
    state = state.apply(delete_cards(state, ["c1"]).changes)
    assert voting.totals(state, round_) == {"c3": 2}


@pytest.mark.parametrize(
    ("kind", "is_open", "shown"),
    [("resistance", True, 0), ("matrix", True, 0), ("resistance", False, 4), ("dots", True, 30)],
)
def test_rail_counts_dots_only(kind: str, is_open: bool, shown: int) -> None:
    """While resistance or places are counted there are no dots; afterwards those of the last vote."""
    first = VoteRound(id="r1", rank=0.0, is_open=False)
    second = VoteRound(id="r2", rank=1.0, kind=kind, is_open=is_open)
    votes = [Vote(round_id=id, card_id="c1", points=n, device="a") for id, n in (("r1", 4), ("r2", 30))]
    assert voting.counted_last(state_of([*workshop_records(), first, second, *votes])) == shown
