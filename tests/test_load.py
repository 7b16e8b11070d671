"""The large workshop of the benchmarks is a sound one."""

from pathlib import Path

import pytest

from tests.load import make_load
from werkstatt_desktop.domain import layout, order
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.storage import files


def test_load_is_sound(tmp_path: Path) -> None:
    """It has the cards and entries asked for, its tables are the journal's fold, and undo works."""
    path = tmp_path / "load.werkstatt"
    make_load(path, cards=300, entries=1_500)
    assert files.check(path) == files.Finding(cards=300, entries=1_500, tables=())
    store = files.open_store(path, device="a")
    assert store.undo() is not None
    state = store.state
    store.close()
    groups = order.groups(state)
    assert sum(len(order.loose_cards(state, g.id)) for g in groups) == state.count(Card) / 2
    boxes = [layout.arrange(state, g.id) for g in groups]
    assert sum(len(b.cards) for b in boxes) == 300


def test_load_is_always_the_same(tmp_path: Path) -> None:
    """The same numbers give the same cards."""
    contents = []
    for name in ("one", "two"):
        make_load(tmp_path / name, cards=20, entries=50)
        store = files.open_store(tmp_path / name, device="a")
        contents.append(store.state)
        store.close()
    assert contents[0] == contents[1]


def test_too_few_entries(tmp_path: Path) -> None:
    """Each card takes an entry."""
    with pytest.raises(ValueError, match="entry"):
        make_load(tmp_path / "load.werkstatt", cards=10, entries=10)
