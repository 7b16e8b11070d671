"""Photos on cards and on the wall."""

from __future__ import annotations

import pytest

from tests.domain.verbs.test_all import pinned
from tests.examples import workshop
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Link, Photo
from werkstatt_desktop.domain.state import State, change
from werkstatt_desktop.domain.verbs import cards, erasing, photos


def photo(state: State, id: str) -> Photo:
    found = state.get(Photo, id)
    assert found is not None
    return found


def test_goes_with_its_card() -> None:
    """Who deletes a card deletes the photos on it; what is undone brings both back."""
    state = pinned(workshop())
    edit = cards.delete_cards(state, ["c1"])
    after = state.apply(edit.changes)
    assert [p.id for p in after.all(Photo)] == ["f1"]
    assert after.apply(edit.inverse().changes) == state


def test_one_on_a_card_has_no_place() -> None:
    """Moving leaves alone what hangs on a card."""
    state = pinned(workshop())
    after = state.apply(photos.move_photos(state, ["f1", "f2"], 5, 6).changes)
    assert (photo(after, "f1").x, photo(after, "f1").y) == (5.0, 6.0)
    assert (photo(after, "f2").x, photo(after, "f2").y) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("asked", "given"), [(1.0, photos.NARROWEST), (9999.0, photos.WIDEST), (300.0, 300.0)]
)
def test_size_has_bounds(asked: float, given: float) -> None:
    """A photo stays large enough to be found and small enough for a board."""
    state = pinned(workshop())
    assert photo(state.apply(photos.size_photo(state, "f1", asked).changes), "f1").width == given


def test_on_what_is_gone() -> None:
    """Nothing hangs on a card or in a group that was deleted meanwhile."""
    state = workshop()
    with pytest.raises(Refused, match="card_is_gone"):
        photos.put_photos(state, card_id="?", names=["a" * 64])
    with pytest.raises(Refused, match="no_such_column"):
        photos.hang_photos(state, group_id="?", photos=[photos.Hung("a" * 64, 0, 0)])
    with pytest.raises(Refused, match="item_is_gone"):
        photos.caption_photo(state, "?", "Wand")


def test_erased_with_its_card() -> None:
    """An erased card takes its photos along for good, deleted ones too, and its links out of view."""
    state = pinned(workshop())
    state = state.apply([change(None, Link(id="l1", from_card_id="c1", to_card_id="c2"))])
    state = state.apply(photos.delete_photos(state, ["f2"]).changes)
    after = state.apply(erasing.erase_cards(state, ["c1"]).changes)
    assert after.is_erased("photos", "f2", "gone")
    assert not after.is_erased("photos", "f1", "gone")
    assert after.get(Link, "l1") is None
    assert "c1" not in after.shown["cards"]
