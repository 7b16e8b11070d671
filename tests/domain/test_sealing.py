"""Closed versions."""

from __future__ import annotations

import pytest

from tests.examples import workshop
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.edits import Change, Edit, Entry
from werkstatt_desktop.domain.erasing import held_names as erasing_places
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Seal
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.domain.verbs import board, cards, closing, erasing, setup

AT = "2026-11-22T17:00:00+01:00"
LATER = "2026-11-24T09:30:00+01:00"


def done(state: State, edit: Edit) -> State:
    return state.apply(sealing.let_through(state, edit, LATER).changes)


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
    """Erasing names after the protocol leaves the version what it was."""
    records = [record for rows in sealed.tables.values() for record in rows.values()]
    places = erasing_places(records, [])
    assert ("groups", "g1", "moderator") in places
    named = done(sealed, erasing.remove_names(sealed, places))
    assert sealing.is_as_sealed(named)
    assert sealing.version(named) == 1
    assert erasing_places([record for rows in named.tables.values() for record in rows.values()], []) == []


def test_names_that_were_taken_out_before(sealed: State) -> None:
    """A field whose name only the journal knows is a place as well."""
    entry = Entry("e", 1, "a", 1, None, "", Edit("x", (Change("groups", "g2", {"note_taker": "N"}, {}),)))
    assert ("groups", "g2", "note_taker") in erasing_places([], [entry])
    done_before = erasing.remove_names(sealed, [("groups", "g2", "note_taker")])
    after = sealed.apply(done_before.changes)
    records = [record for rows in after.tables.values() for record in rows.values()]
    assert ("groups", "g2", "note_taker") not in erasing_places(records, [entry])


def test_erased_card(sealed: State) -> None:
    """It makes the next version, which is closed as well; the first one stays on record."""
    without = done(sealed, erasing.erase_cards(sealed, ["c1"]))
    assert sealing.is_as_sealed(without)
    first, second = sealing.versions(without)
    assert (first.version, second.version, second.at) == (1, 2, LATER)
    assert first.hash != second.hash


def test_erased_in_the_trash() -> None:
    """What was deleted before is no part of what was closed."""
    state = workshop()
    state = done(state, cards.delete_cards(state, ["c3"]))
    state = done(state, closing.seal(state, AT))
    assert sealing.version(done(state, erasing.erase_cards(state, ["c3"]))) == 1


def test_erasing_in_an_open_one() -> None:
    """No version comes of it."""
    state = workshop()
    assert sealing.latest(done(state, erasing.erase_cards(state, ["c1"]))) is None


def test_closed_in_one_copy_and_open_in_the_other(sealed: State) -> None:
    """After merging the closed one counts, and it shows that something was added."""
    open_again = done(sealed, closing.reopen(sealed))
    other = done(open_again, cards.reword_card(open_again, "c1", "anders"))
    closed = [Seal(version=2, at=AT, hash=sealing.hash_of(open_again))]
    both = other.apply(base_edit("receive", closed).changes)
    assert sealing.is_sealed(both)
    assert not sealing.is_as_sealed(both)


def test_same_contents_have_the_same_hash() -> None:
    """Whatever the steps were that led there."""
    state = workshop()
    there = done(state, setup.edit_group(state, "g1", room="R 1"))
    back = done(there, setup.edit_group(there, "g1", room=""))
    assert sealing.hash_of(back) == sealing.hash_of(state)
    assert sealing.hash_of(there) != sealing.hash_of(state)


def test_a_hash_is_for_ever() -> None:
    """What was closed once keeps its hash in every later version, whatever fields that brings."""
    assert sealing.hash_of(workshop()) == "75bb617804aa8a8035b73ec5f6a898b704b85a9a52997018218ce7c18dfdfcb9"


def test_hash_of_whole_numbers() -> None:
    """A place that a step gave as a whole number is the same when it comes back from the file."""
    state = workshop()
    whole, real = (done(state, board.move_cards(state, {"c2": place})) for place in ((5, 7), (5.0, 7.0)))
    assert sealing.hash_of(whole) == sealing.hash_of(real)
