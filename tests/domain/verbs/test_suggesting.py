"""Suggestions that are turned down."""

from __future__ import annotations

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Declined
from werkstatt_desktop.domain.verbs.suggesting import decline, declined


def test_kept_by_kind_in_any_order() -> None:
    """What is turned down is kept once, whatever the order of its ids, and found by its kind."""
    state = workshop()
    state = state.apply(decline(state, "twice", [["c3", "c1"], ["c1", "c3"]]).changes)
    assert [record.about for record in state.all(Declined)] == ["c1 c3"]
    assert declined(state) == {"twice": {frozenset({"c1", "c3"})}}


def test_several_in_one_step() -> None:
    """The themes that are offered for a card are turned down together."""
    state = workshop()
    made = decline(state, "theme", [["c3", "t1"], ["c3", "t2"]])
    assert len(made.ids("declined")) == 2


def test_nothing_new() -> None:
    """To turn down what was turned down, or nothing, is refused."""
    state = workshop()
    state = state.apply(decline(state, "twice", [["c3", "c1"]]).changes)
    nothing: list[list[list[str]]] = [[["c1", "c3"]], [], [[]]]
    for about in nothing:
        with pytest.raises(Refused):
            decline(state, "twice", about)
