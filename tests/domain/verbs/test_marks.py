"""Marks on cards and themes."""

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card, Cluster
from werkstatt_desktop.domain.verbs import marks


def test_several_at_once() -> None:
    """Cards and themes get the marks that they can have; each that is not named stays as it is."""
    state = workshop()
    state = state.apply(marks.mark(state, ["c1"], star=True).changes)
    edit = marks.mark(
        state, ["c1", "c2", "t1", "gone"], dissent=True, consensus="majority", question_mark=True
    )
    assert edit.verb == "mark"
    state = state.apply(edit.changes)
    one, two, theme = state.get(Card, "c1"), state.get(Card, "c2"), state.get(Cluster, "t1")
    assert one is not None
    assert two is not None
    assert theme is not None
    assert (one.dissent, one.consensus, one.question_mark, one.star) == (True, "majority", True, True)
    assert (two.dissent, two.consensus, two.question_mark, two.star) == (True, "majority", True, False)
    assert (theme.dissent, theme.consensus) == (True, "majority")


def test_taken_away() -> None:
    """False and "none" take a mark away."""
    state = workshop()
    state = state.apply(marks.mark(state, ["c1"], dissent=True, consensus="disputed").changes)
    state = state.apply(marks.mark(state, ["c1"], dissent=False, consensus="none").changes)
    card = state.get(Card, "c1")
    assert card is not None
    assert (card.dissent, card.consensus) == (False, "none")


def test_no_such_consensus() -> None:
    with pytest.raises(Refused):
        marks.mark(workshop(), ["c1"], consensus="perhaps")
