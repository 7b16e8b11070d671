"""The journal as a list of steps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.examples import new_file, open_file
from werkstatt_desktop.domain.verbs import cards, erasing
from werkstatt_desktop.storage.steps import read_steps
from werkstatt_desktop.storage.store import Store


def write(store: Store, text: str) -> None:
    store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=[text]))


def test_same_as_the_journal(tmp_path: Path) -> None:
    """The steps are those of the journal, with the first record that each touched."""
    store = open_file(new_file(tmp_path / "a.werkstatt"))
    write(store, "eins")
    store.undo()
    found, last = store.steps()
    whole = list(store.journal())
    assert [(e.id, e.at, e.edit.verb, e.toggles, e.number) for e in found] == [
        (e.id, e.at, e.edit.verb, e.toggles, e.number) for e in whole
    ]
    assert [e.edit.changes[0].id for e in found] == [e.edit.changes[0].id for e in whole]
    write(store, "zwei")
    assert [e.edit.verb for e in store.steps(last)[0]] == ["write_card"]
    store.close()


def test_erasing_is_known(tmp_path: Path) -> None:
    """What erases for good is told from what does not; words like it in a text are no erasure."""
    store = open_file(new_file(tmp_path / "a.werkstatt"))
    write(store, '["erased","')
    store.commit(erasing.erase_cards(store.state, ["c3"]))
    assert [entry.edit.touches("erased") for entry in store.steps()[0][-2:]] == [False, True]
    store.close()


def test_damaged_rows() -> None:
    """Rows that are not what they should be are left out; of their changes nothing is believed."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE journal (id, seq, device, number, toggles, at, verb, changes, crc)")
        good = ("e1", 1, "a", 1, None, "", "tidy_up", '[["cards","c1",{}', 0)
        rows = [good, ("e2", None, *good[2:]), ("e3", "x", *good[2:]), (b"\xff", *good[1:])]
        rows += [("e4", *good[1:7], "x", 0), ("e5", *good[1:7], '[["sqlite_master","c1"', 0)]
        connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        found, last = read_steps(connection, 0)
    ids = [(entry.id, entry.edit.ids("cards")) for entry in found]
    assert ids == [("e1", ("c1",)), ("e4", ()), ("e5", ())]
    assert last == 6


def test_fifty_thousand(tmp_path: Path) -> None:
    """50,000 entries are read in pieces; all of them can be taken back."""
    path = new_file(tmp_path / "a.werkstatt")
    store = open_file(path)
    write(store, "eins")
    device = store.steps()[0][-1].device
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT * FROM journal ORDER BY rowid DESC LIMIT 1").fetchone()
        connection.executemany(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((f"e{n}", row[1] + n, device, row[3] + n, *row[4:]) for n in range(1, 50_000)),
        )
        connection.commit()
    store = open_file(path)
    telling = store.telling()
    telling.add(store.steps()[0])
    assert len(telling.done()) == 50_000
    assert len(telling.standings()) == 50_001
    store.close()
