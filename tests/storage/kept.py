"""Stores with a folder where the device keeps what makes them safe, and what happens to their files."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.examples import new_file
from werkstatt_desktop.domain.records import Card, Group, Id
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups, files, recorder
from werkstatt_desktop.storage.keep import recorder_folder
from werkstatt_desktop.storage.recorder import Base, Recorder, Recording, lines_after
from werkstatt_desktop.storage.store import Store

START = {"Runder Tisch", "Zu wenig Zeit", "Kurze Wege", "Räume"}


def write(store: Store, *texts: str) -> Id:
    """Write cards into the first group that is there; gives the id of the first."""
    group = min(store.state.all(Group), key=lambda g: g.id).id
    edit = cards.write_cards(store.state, group_id=group, category_id="own", texts=texts)
    store.commit(edit)
    return edit.ids("cards")[0]


def texts(state: State) -> set[str]:
    return {card.text for card in state.all(Card)}


def written(path: Path) -> set[str]:
    """What a file holds beyond what it began with; it has to be sound."""
    assert files.check(path).tables == ()
    with closing(files.open_store(path, device="looks")) as store:
        return texts(store.state) - START


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.005)


@contextmanager
def held(path: Path, how: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """Another program that has the file for itself meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(how)
        yield
        other.execute("ROLLBACK")


class Owner:
    """Who has a store that writes behind: hears when it is woken, in the thread of the test."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.woken = threading.Event()
        store.write_behind(self.woken.set)

    def hear(self) -> None:
        if self.woken.is_set():
            self.woken.clear()
            self.store.hear()

    def wait_for(self, condition: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait as an event loop does, and hear meanwhile."""

        def heard() -> bool:
            self.hear()
            return condition()

        wait_for(heard, seconds)

    def wait_until_safe(self, seconds: float = 20.0) -> None:
        self.wait_for(lambda: not self.store.safety.waiting, seconds)


def recording(store: Store, keep: Path) -> Recording:
    """What the recorder of a store holds."""
    found = recorder.read(recorder_folder(keep, store.doc_id, store.path))
    assert found is not None
    return found


def recorded(store: Store, keep: Path) -> list[Id]:
    return [line.id for line in recording(store, keep).lines]


def back_up(store: Store, keep: Path) -> Base:
    """A backup that the recorder knows of, as the program makes it."""
    made = backups.make(store.path, keep, store.doc_id)
    base = Base(made.backup.path.name, made.sha256, made.last)
    store.note_base(base)
    return base


def only_recorded(path: Path, keep: Path, *texts: str, at: Path | None = None) -> list[Id]:
    """Cards that came into the recorder of a path, and not into the file; gives the ids of the entries."""
    copy = path.with_name("elsewhere.werkstatt")
    copy.write_bytes(path.read_bytes())
    with closing(files.open_store(copy, device="a")) as store:
        before, doc_id = store.last, store.doc_id
        known = len(list(store.journal()))
        for text in texts:
            write(store, text)
    with closing(sqlite3.connect(copy)) as connection:
        rows = connection.execute("SELECT * FROM journal ORDER BY rowid").fetchall()[known:]
    copy.unlink()
    at = at or path
    made = Recorder(recorder_folder(keep, doc_id, at), doc_id, at)
    made.append(lines_after(rows, before))
    made.close()
    return [row[0] for row in rows]


def older_copy(path: Path, name: str = "older.werkstatt") -> Path:
    """A copy of a file as it is now, for later."""
    copy = path.with_name(name)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    return copy


def another_workshop(path: Path) -> Path:
    return new_file(path)
