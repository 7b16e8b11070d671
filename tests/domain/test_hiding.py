"""Whose words are not to be seen while a board is hidden."""

import pytest

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain.hiding import is_hidden, without_hidden
from werkstatt_desktop.domain.records import Card, Category, Group, Photo
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import board, cards, photos


@pytest.fixture
def state() -> State:
    """The first group is hidden; a card with a photo was deleted there."""
    made = state_of([*workshop_records(), Photo(id="p1", sha256="0" * 64, card_id="c1", caption="Wand")])
    made = made.apply(photos.hang_photos(made, group_id="g1", photos=[photos.Hung("1" * 64, 0, 0)]).changes)
    made = made.apply(cards.delete_cards(made, ["c1"]).changes)
    return made.apply(board.hide_board(made, "g1", hidden=True).changes)


def test_what_hangs_there_is_hidden(state: State) -> None:
    """Cards, themes and photos of the group, also deleted ones; those of other groups are not."""
    for table in ("cards", "clusters", "photos"):
        for record in state.tables[table].values():
            other = getattr(record, "group_id", None) == "g2"
            assert is_hidden(state, record) is not other


def test_what_is_of_all_is_seen(state: State) -> None:
    """The group's own name, and what belongs to no group."""
    seen = [*state.all(Group), *state.all(Category), state.workshop, *state.kids(Card, "group_id", "g2")]
    assert not any(is_hidden(state, record) for record in seen)
    shown = state.apply(board.hide_board(state, "g1", hidden=False).changes)
    assert not any(is_hidden(shown, record) for record in shown.tables["cards"].values())


def test_without_hidden_boards_nothing_of_them_is_left(state: State) -> None:
    """Neither what hangs there nor what says something of it; the other group is as it was."""
    left = without_hidden(state)
    assert not [card for card in left.all(Card) if card.group_id == "g1"]
    assert not list(left.all(Photo))
    others = {card.id for card in state.all(Card) if card.group_id == "g2"}
    assert {card.id for card in left.all(Card)} == others


def test_nothing_is_taken_away_where_nothing_is_hidden(state: State) -> None:
    """Then it is the state itself, at no cost."""
    shown = state.apply(board.hide_board(state, "g1", hidden=False).changes)
    assert without_hidden(shown) is shown
