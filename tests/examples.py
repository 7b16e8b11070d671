"""Small workshops for tests, made of real records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.ready import ready
from werkstatt_desktop.domain.edits import Change, Edit, Entry
from werkstatt_desktop.domain.records import (
    OWNERS,
    REFS,
    TABLE_OF,
    TABLES,
    WORKSHOP_ID,
    Card,
    Category,
    Cluster,
    Group,
    Id,
    ParkedItem,
    ProgrammeItem,
    Question,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.store import Store


def workshop_records() -> list[Record]:
    """Two groups, three categories, a theme of two cards, loose cards, and one of everything else."""
    return [
        Workshop(id=WORKSHOP_ID, title="Stadtwerkstatt", series="Essen", date="2009-09-23", starts="10:00"),
        Group(id="g1", name="Vernetzung", rank=0.0, moderator="M"),
        Group(id="g2", name="Teilhabe", rank=1.0),
        Category(id="opportunity", role="opportunity", rank=0.0, question="Welche Chancen?"),
        Category(id="obstacle", role="obstacle", rank=1.0, colour="orange", symbol="triangle"),
        Category(id="own", title="Voraussetzungen", rank=2.0),
        Question(id="q1", group_id="g1", category_id="opportunity", text="Was hilft uns?"),
        Cluster(id="t1", group_id="g1", heading="Zusammenarbeit", x=40.0, y=60.0, rank=0.0),
        Card(
            id="c1", group_id="g1", category_id="opportunity", cluster_id="t1", text="Runder Tisch", written=1
        ),
        Card(
            id="c2",
            group_id="g1",
            category_id="obstacle",
            cluster_id="t1",
            text="Zu wenig Zeit",
            rank=1.0,
            written=2,
        ),
        Card(id="c3", group_id="g1", category_id="opportunity", text="Kurze Wege", x=0.0, y=400.0, written=3),
        Card(id="c4", group_id="g2", category_id="own", text="Räume", x=10.0, y=20.0, written=4),
        ProgrammeItem(id="p1", title="Begrüßung", kind="talk", minutes=15, rank=0.0),
        ProgrammeItem(id="p2", title="Gruppenarbeit", kind="group_work", minutes=90, rank=1.0),
        ParkedItem(id="k1", text="Nächster Termin?", kind="question", rank=0.0),
        ParkedItem(id="k2", text="Newsletter", kind="idea", group_id="g1", rank=1.0),
    ]


def state_of(records: Iterable[Record]) -> State:
    return State().apply(base_edit("create_workshop", records).changes)


def workshop() -> State:
    return state_of(workshop_records())


def new_file(path: Path, records: Iterable[Record] | None = None) -> Path:
    """A workshop file with these records, or with those of `workshop_records`."""
    files.create(path, base_edit("create_workshop", workshop_records() if records is None else records))
    return path


def ready_file(path: Path) -> Path:
    """The same as `new_file` makes without records, but copied: for tests that are not about making it."""
    return ready(path, __name__, new_file)


def open_file(path: Path, device: str = "a") -> Store:
    return files.open_store(path, device=device)


def made(verb: str, *changes: Change) -> Edit:
    return Edit(verb, changes)


def entry(id: Id, seq: int, edit: Edit, *, device: str = "a", toggles: Id | None = None) -> Entry:
    return Entry(id, seq, device, seq, toggles, "", edit)


def naive_shown(tables: Mapping[str, Mapping[Id, Record]]) -> dict[str, dict[Id, Record]]:
    """What is shown, reckoned from the rule alone: not gone, or an owner of something shown."""
    shown: set[tuple[str, Id]] = {
        (t, id) for t, rows in tables.items() for id, r in rows.items() if not r.gone
    }
    while True:
        owners = {(owner, getattr(tables[t][id], f)) for t, id in shown for f, owner in OWNERS[t]}
        if owners <= shown:
            return {
                t: {id: row for id, row in rows.items() if (t, id) in shown} for t, rows in tables.items()
            }
        shown |= owners


def assert_in_step(state: State) -> None:
    """What a state keeps step by step is what follows from its tables."""
    shown = naive_shown(state.tables)
    assert {t: dict(rows) for t, rows in state.shown.items()} == shown
    for table, kind in TABLES.items():
        for field, other in REFS[table]:
            named: dict[Id, set[Id]] = {}
            for row in shown[table].values():
                if (id := getattr(row, field)) is not None:
                    named.setdefault(id, set()).add(row.id)
            for id in {*state.tables[other], *named}:
                kids = {kid.id for kid in state.kids(kind, field, id)}
                assert kids == named.get(id, set())
                assert state.kids_count(kind, field, id) == len(kids)
    cards = [row.written for row in state.tables["cards"].values() if isinstance(row, Card)]
    assert state.last_written == max(cards, default=0)
    assert state.twins == {card.id for card in state.all(Card) if card.twin_of is not None}


def same_visible(one: State, other: State) -> bool:
    """Whether two states look the same on screen and paper; hidden ones may differ."""
    return all(dict(rows) == dict(other.shown[table]) for table, rows in one.shown.items())


def row_of(state: State, record: Record) -> Record:
    """A record as it is in a state, shown or not."""
    return state.tables[TABLE_OF[type(record)]][record.id]
