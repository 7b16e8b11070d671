"""Files that were hurt at random: whatever happens to one, it is called damaged or it is as it was."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.examples import new_file
from tests.storage.hurting import HURTS, Hurt
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.errors import FileProblem, WerkstattError
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.storage.summaries import summary

EACH = 15


@pytest.mark.parametrize("hurt", HURTS, ids=lambda hurt: hurt.__name__)
def test_hurt_file(tmp_path: Path, hurt: Hurt) -> None:
    """No way of looking fails in a way nobody expects, and what the check calls sound says what it said."""
    path = new_file(tmp_path / "w.werkstatt")
    before, whole = path.read_bytes(), read(path).state
    for seed in range(EACH):
        file = bytearray(before)
        hurt(random.Random(seed), file)
        path.write_bytes(file)
        if sound(path):
            assert read(path).state == whole, seed
        summary(path)
        used(path)
        for rest in tmp_path.iterdir():
            assert rest == path, seed


def test_damaged_file_is_let_go_of(tmp_path: Path) -> None:
    """A file with a text that is none is refused, and others may write to it at once."""
    path = new_file(tmp_path / "w.werkstatt")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE cards SET text = CAST(x'ff' AS TEXT) WHERE id = 'c1'")
    with pytest.raises(FileProblem) as problem:
        files.open_store(path, device="a")
    assert problem.value.key == "damaged"
    with closing(sqlite3.connect(path, timeout=0)) as other:
        other.execute("BEGIN EXCLUSIVE")


def sound(path: Path) -> bool:
    try:
        return not files.check(path).tables
    except FileProblem:
        return False


def used(path: Path) -> None:
    """Open a file and do what the window does with it, as far as it lets us."""
    try:
        with closing(files.open_store(path, device="a")) as store:
            groups, columns = order.groups(store.state), order.categories(store.state)
            if groups and columns:
                ids = {"group_id": groups[0].id, "category_id": columns[0].id}
                store.commit(cards.write_cards(store.state, **ids, texts=["neu"]))
            store.undo()
            store.undo()
            list(store.journal())
    except WerkstattError:
        pass
