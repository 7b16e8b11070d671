"""Changes as data."""

from tests.examples import entry, made
from werkstatt_desktop.domain.edits import Change

ONE = Change("cards", "c", {"text": "a"}, {"text": "b"})
TWO = Change("groups", "g", {"name": ""}, {"name": "G"})


def test_inverse_goes_back() -> None:
    """The inverse undoes the changes in the opposite order; twice is the edit itself."""
    edit = made("x", ONE, TWO)
    assert edit.inverse().changes == (TWO.inverse(), ONE.inverse())
    assert ONE.inverse() == Change("cards", "c", {"text": "b"}, {"text": "a"})
    assert edit.inverse().inverse() == edit


def test_what_an_edit_touches() -> None:
    """Views ask which tables and which records an edit touches."""
    edit = made("x", ONE, TWO, ONE)
    assert edit.touches("cards")
    assert edit.touches("programme", "groups")
    assert not edit.touches("programme", "clusters")
    assert edit.ids("cards") == ("c",)
    assert edit.ids("programme") == ()


def test_key_orders_entries() -> None:
    """Entries are ordered by number and then by id."""
    assert entry("b", 1, made("x")).key < entry("a", 2, made("x")).key
    assert entry("a", 1, made("x")).key < entry("b", 1, made("x")).key
