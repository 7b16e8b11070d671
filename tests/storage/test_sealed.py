"""A file whose workshop is closed as a version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from tests.examples import new_file, open_file
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards, closing, erasing
from werkstatt_desktop.storage.store import Store

AT = "2026-11-22T17:00:00+01:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A workshop in which a card was reworded before it was closed."""
    store = open_file(new_file(tmp_path / "a.werkstatt"))
    store.commit(cards.reword_card(store.state, "c1", "Runde Tische"))
    store.commit(closing.seal(store.state, AT))
    yield store
    store.close()


def test_nothing_goes_in(store: Store) -> None:
    """A step is refused and leaves no trace; nothing from before can be taken back."""
    before = len(list(store.journal()))
    with pytest.raises(Refused, match="sealed"):
        store.commit(cards.delete_cards(store.state, ["c2"]))
    assert store.undo() is None
    assert len(list(store.journal())) == before
    assert store.state.get(Card, "c2") is not None


def test_opened_again(store: Store) -> None:
    """A file that is read anew is still closed; reopened it takes steps, and undo ends there."""
    path = store.path
    store.close()
    again = open_file(path)
    try:
        assert sealing.is_as_sealed(again.state)
        again.commit(closing.reopen(again.state))
        assert again.undo_verb is None
        again.commit(cards.delete_cards(again.state, ["c2"]))
        assert again.undo() == "delete_card"
        assert again.undo() is None
    finally:
        again.close()


def test_redo_ends_too(tmp_path: Path) -> None:
    """What was taken back before closing cannot be taken up again."""
    store = open_file(new_file(tmp_path / "a.werkstatt"))
    store.commit(cards.reword_card(store.state, "c1", "Runde Tische"))
    store.undo()
    store.commit(closing.seal(store.state, AT))
    assert store.redo() is None
    store.close()


def test_merging(store: Store, tmp_path: Path) -> None:
    """A copy in which somebody went on is still taken in; it shows that the version is not what it was."""
    copy = tmp_path / "b.werkstatt"
    copyfile(store.path, copy)
    other = open_file(copy, "b")
    other.commit(closing.reopen(other.state))
    other.commit(cards.reword_card(other.state, "c2", "Zeit fehlt"))
    other.commit(closing.seal(other.state, AT))
    assert store.receive(other.journal(), other.doc_id) == 3
    other.close()
    assert sealing.version(store.state) == 2
    assert sealing.is_as_sealed(store.state)


def test_a_step_comes_late(store: Store, tmp_path: Path) -> None:
    """A step of a copy that comes without its reopening is taken in, and is seen to have been added."""
    copy = tmp_path / "b.werkstatt"
    copyfile(store.path, copy)
    late = open_file(copy, "b")
    late.commit(closing.reopen(late.state))
    late.commit(cards.reword_card(late.state, "c2", "Zeit fehlt"))
    news = [entry for entry in late.journal() if entry.edit.verb == "reword_card"]
    late.close()
    assert store.receive([*store.journal(), *news], store.doc_id) == 1
    assert sealing.is_sealed(store.state)
    assert not sealing.is_as_sealed(store.state)
    store.commit(closing.reopen(store.state))
    assert sealing.version(store.state) == 2


def test_erasing(store: Store) -> None:
    """A card can still be erased; the workshop goes on closed as version 2, with the time of the step."""
    store.commit(erasing.erase_cards(store.state, ["c1"]))
    first, second = sealing.versions(store.state)
    assert second.version == 2
    assert second.at == list(store.journal())[-1].at
    assert sealing.is_as_sealed(store.state)
    assert first.at == AT
