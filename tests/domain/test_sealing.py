"""Closed versions."""

from __future__ import annotations

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Seal
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards, closing, erasing, setup

AT = "2026-11-22T17:00:00+01:00"


def done(state: State, edit: Edit) -> State:
    sealing.demand_open(state, edit)
    return state.apply(edit.changes)


@pytest.fixture
def sealed() -> State:
    return done(workshop(), closing.seal(workshop(), AT))


def test_sealed(sealed: State) -> None:
    """It is version 1, with time and hash."""
    assert sealing.is_sealed(sealed)
    assert sealing.is_as_sealed(sealed)
    assert sealing.version(sealed) == 1
    seal = sealing.latest(sealed)
    assert seal is not None
    assert seal.at == AT


def test_read_only(sealed: State) -> None:
    """No other step is taken."""
    with pytest.raises(Refused, match="sealed"):
        done(sealed, cards.reword_card(sealed, "c1", "anders"))
    with pytest.raises(Refused, match="sealed"):
        closing.seal(sealed, AT)


def test_reopened(sealed: State) -> None:
    """It is version 2 then, which can be worked on and closed; the first one stays on record."""
    state = done(sealed, closing.reopen(sealed))
    assert (sealing.is_sealed(state), sealing.version(state)) == (False, 2)
    state = done(state, cards.reword_card(state, "c1", "anders"))
    state = done(state, closing.seal(state, AT))
    assert sorted((s.version, bool(s.hash)) for s in state.all(Seal)) == [(1, True), (2, True)]
    assert len({s.hash for s in state.all(Seal)}) == 2


def test_reopening_what_is_open() -> None:
    """There is nothing to reopen."""
    with pytest.raises(Refused, match="not_sealed"):
        closing.reopen(workshop())


def test_names_are_no_part_of_it(sealed: State) -> None:
    """Erasing a name after the protocol leaves the seal whole; erasing a card does not."""
    named = done(sealed, erasing.erase_name(sealed, [("groups", "g1", "moderator")]))
    assert sealing.is_as_sealed(named)
    without = done(sealed, erasing.erase_cards(sealed, ["c1"]))
    assert sealing.is_sealed(without)
    assert not sealing.is_as_sealed(without)


def test_same_contents_have_the_same_hash() -> None:
    """Whatever the steps were that led there."""
    state = workshop()
    there = done(state, setup.edit_group(state, "g1", room="R 1"))
    back = done(there, setup.edit_group(there, "g1", room=""))
    assert sealing.hash_of(back) == sealing.hash_of(state)
    assert sealing.hash_of(there) != sealing.hash_of(state)
