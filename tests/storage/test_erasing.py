"""What was erased for good is nowhere any more: not in the file, its journal, the recorders, the backups."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.examples import assert_in_step, new_file
from tests.storage.make_golden import golden
from werkstatt_desktop.domain import measures as measures_
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.erasing import Where, emptied, find_name, held_names, key
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card, Group, Measure, Participant, Record
from werkstatt_desktop.domain.state import State, settle
from werkstatt_desktop.domain.verbs import board, cards, erasing, measures, parking, people, setup
from werkstatt_desktop.domain.verbs.closing import seal
from werkstatt_desktop.storage import backups, files, recorder, schema
from werkstatt_desktop.storage import erasing as rest
from werkstatt_desktop.storage.keep import backups_folder, recorder_folder
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.recorder import Base
from werkstatt_desktop.storage.store import Store

CARD, NAME, PERSON = "Geheimnis über Öl", "Frau Öztürk-Weiß", "Nuñez-Größler"


def hits(folder: Path, *texts: str) -> list[str]:
    """The files below a folder that hold a text, as it is or as JSON writes it, in any letters.

    Of a longer one the end is looked for: SQLite overwrites the first bytes of what it lets go.
    """
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes().lower()
        forms = {form for t in texts for form in (t, t.upper(), t.casefold(), json.dumps(t)[1:-1])}
        coded = {form.encode(code).lower() for form in forms for code in ("utf-8", "utf-16-le", "latin-1")}
        if any(form[4:] in content if len(form) > 16 else form in content for form in coded):
            found.append(file.name)
    return found


@dataclass
class Home:
    """A workshop and what a device keeps of it."""

    path: Path
    keep: Path
    store: Store

    def do(self, edit: Edit) -> None:
        self.store.commit(edit)

    @property
    def state(self) -> State:
        return self.store.state

    def back_up(self) -> None:
        made = backups.make(self.path, self.keep, self.store.doc_id)
        self.store.note_base(Base(made.backup.path.name, made.sha256, made.last))

    def erased_everywhere(self) -> None:
        """What erasing takes after the step that erases."""
        assert self.store.flush()
        doc_id, erased = self.store.doc_id, list(self.state.tables["erased"])
        self.store.close()
        with closing(connect(self.path, writable=True)) as connection:
            rest.finish(connection, self.path, self.keep, doc_id, erased)

    def open_again(self) -> Store:
        self.store.close()
        self.store = files.open_store(self.path, device="a", keep=self.keep)
        return self.store


@pytest.fixture
def kept(tmp_path: Path) -> Home:
    """A workshop in which the secrets were written, reworded, deleted, taken back and backed up."""
    path, keep = new_file(tmp_path / "Essen.werkstatt"), tmp_path / "keep"
    store = files.open_store(path, device="a", keep=keep)
    kept = Home(path, keep, store)
    kept.do(cards.write_cards(store.state, group_id="g1", category_id="own", texts=[CARD, "bleibt"]))
    kept.back_up()
    kept.do(cards.reword_card(store.state, secret(store.state).id, f"{CARD}, anders gesagt"))
    kept.do(cards.explain_card(store.state, secret(store.state).id, f"weil {CARD}"))
    kept.do(setup.edit_group(store.state, "g1", moderator=NAME))
    kept.do(setup.edit_group(store.state, "g1", note_taker=f"{NAME.upper()}, Herr Meier"))
    kept.do(setup.edit_group(store.state, "g1", moderator="Herr Meier"))
    kept.do(cards.reword_card(store.state, "c2", f"{NAME} fragen"))
    kept.back_up()
    store.undo()
    store.redo()
    kept.do(board.tidy_up(store.state, "g1"))
    kept.do(cards.delete_cards(store.state, [secret(store.state).id]))
    store.keep_drafts({f"card/{secret(store.state).id}": CARD, "write/g1/own": "noch nicht fertig"})
    return kept


def secret(state: State) -> Card:
    found = [c for c in state.tables["cards"].values() if isinstance(c, Card) and CARD in c.text]
    return found[0]


def erase_all(kept: Home) -> None:
    kept.do(erasing.erase_cards(kept.state, [secret(kept.state).id]))
    records: list[Record] = [r for rows in kept.state.tables.values() for r in rows.values()]
    found = find_name(records, kept.store.journal(), NAME)
    assert {w.field for w in found.names} == {"moderator", "note_taker"}
    assert found.texts == (Where("cards", "c2", "text"),)
    kept.do(erasing.erase_name(kept.state, found.names))
    kept.do(erasing.erase_texts(kept.state, found.texts))


def test_nothing_is_left(kept: Home, tmp_path: Path) -> None:
    """Not a byte of it stands in any file of the workshop, in whatever way it may be written."""
    assert hits(tmp_path, CARD)
    assert hits(tmp_path, NAME)
    erase_all(kept)
    kept.erased_everywhere()
    assert hits(tmp_path, CARD, NAME) == []
    assert hits(tmp_path, "bleibt")


def test_workshop_goes_on(kept: Home) -> None:
    """The file is sound, holds the rest as it was, and nothing before the erasing can be taken back."""
    erase_all(kept)
    before, steps = kept.state, [entry.id for entry in kept.store.journal()]
    kept.erased_everywhere()
    store = kept.open_again()
    assert store.state == before
    assert [entry.id for entry in store.journal()] == steps
    assert (store.undo_verb, store.redo_verb, store.offered, store.taken) == (None, None, (), 0)
    assert settle(store.journal()) == before
    assert_in_step(store.state)
    kept.do(parking.park(store.state, "weiter"))
    assert store.undo() == "park"
    store.close()
    assert files.check(kept.path).tables == ()


def test_workshop_can_be_made_again(kept: Home) -> None:
    """The recorder's backup and lines still lead to the workshop as it is, the erased fields empty."""
    erase_all(kept)
    state, doc_id = kept.state, kept.store.doc_id
    kept.erased_everywhere()
    recording = recorder.read(recorder_folder(kept.keep, doc_id, kept.path))
    assert recording is not None
    assert recording.base is not None
    backup = backups_folder(kept.keep, doc_id) / recording.base.name
    assert hashlib.sha256(backup.read_bytes()).hexdigest() == recording.base.sha256
    with closing(files.open_store(backup, device="b", read_only=True)) as store:
        entries = {entry.id: entry for entry in store.journal()}
    entries |= {line.id: line.entry for line in recording.lines}
    assert settle(entries.values()) == state


def test_backups_are_sound(kept: Home) -> None:
    """Each holds what its name says, agrees with its journal, and shows nothing of what was erased."""
    erase_all(kept)
    doc_id, card = kept.store.doc_id, kept.state.tables["erased"]
    assert card
    before = backups.of(kept.keep, doc_id)
    kept.erased_everywhere()
    after = backups.of(kept.keep, doc_id)
    assert [b.at for b in after] == [b.at for b in before]
    assert [b.cards for b in after] == [b.cards - 1 for b in before]
    for backup in after:
        assert backups.sound(backup)
        assert files.check(backup.path).tables == ()
        assert backup.path.stat().st_mode & 0o777 == 0o600


def test_while_it_is_open(kept: Home, tmp_path: Path) -> None:
    """The same is done to a workshop that stays open; it is written and recorded on after that."""
    erase_all(kept)
    store, erased = kept.store, kept.state.tables["erased"]
    assert store.flush()
    with store._document.reading() as connection:
        rest.finish(connection, kept.path, kept.keep, store.doc_id, erased)
    kept.do(parking.park(store.state, "weiter"))
    assert store.flush()
    recording = recorder.read(recorder_folder(kept.keep, store.doc_id, kept.path))
    assert recording is not None
    assert recording.lines[-1].entry.edit.verb == "park"
    assert settle(store.journal()) == store.state
    store.close()
    assert hits(tmp_path, CARD, NAME) == []
    assert files.check(kept.path).tables == ()


def test_drafts_of_others_stay(kept: Home) -> None:
    """Only what was typed for an erased card goes; a card that is not written yet is nobody's."""
    erase_all(kept)
    doc_id = kept.store.doc_id
    kept.erased_everywhere()
    assert recorder.drafts(recorder_folder(kept.keep, doc_id, kept.path)) == {
        "write/g1/own": "noch nicht fertig"
    }


@pytest.mark.parametrize(
    ("place", "left"),
    [
        (key("groups", "g1", "moderator"), {"groups/g1/name", "write/g1/own"}),
        (key("cards", "g1", "text"), set()),
    ],
)
def test_drafts_by_their_names(tmp_path: Path, place: str, left: set[str]) -> None:
    """Of a record with several fields only the draft of the erased one goes."""
    drafts = {"groups/g1/moderator": "M", "groups/g1/name": "N", "write/g1/own": "K"}
    recorder.Recorder(tmp_path, "doc", tmp_path / "w").keep_drafts(drafts)
    rest.scrub_recording(tmp_path, [place], {})
    assert set(recorder.drafts(tmp_path)) == left
    assert (tmp_path / "drafts.json").exists() == bool(left)


def test_again_and_again(kept: Home) -> None:
    """Doing it once more changes nothing."""
    erase_all(kept)
    erased = list(kept.state.tables["erased"])
    kept.erased_everywhere()
    content = {path: path.read_bytes() for path in kept.keep.rglob("*") if path.is_file()}
    with closing(connect(kept.path, writable=True)) as connection:
        assert rest.scrub(connection, erased) == 0
    rest.scrub_kept(kept.keep, kept.open_again().doc_id, erased)
    kept.store.close()
    again = {path: path.read_bytes() for path in kept.keep.rglob("*") if path.is_file()}
    assert {path for path in again if path.suffix == ".jsonl"} == {p for p in content if p.suffix == ".jsonl"}
    assert again.keys() == content.keys()


def test_what_is_still_to_do(kept: Home) -> None:
    """Until all is done it is known that it is not, also after somebody else erased something more."""
    keep, doc_id, path = kept.keep, kept.store.doc_id, kept.path
    assert rest.is_done(keep, doc_id, path, ())
    erase_all(kept)
    erased = list(kept.state.tables["erased"])
    assert not rest.is_done(keep, doc_id, path, erased)
    kept.erased_everywhere()
    assert rest.is_done(keep, doc_id, path, erased[::-1])
    assert not rest.is_done(keep, doc_id, path, [*erased, key("cards", "c4", "text")])
    assert not rest.is_done(keep, doc_id, path.with_name("copy.werkstatt"), erased)


def test_journal_of_many_records(tmp_path: Path) -> None:
    """However many records are erased, all rows that hold any of them are rewritten."""
    path = new_file(tmp_path / "w.werkstatt")
    with closing(files.open_store(path, device="a")) as store:
        texts = [f"{CARD} {n}" for n in range(80)]
        store.commit(cards.write_cards(store.state, group_id="g1", category_id="own", texts=texts))
        ids = [c.id for c in store.state.all(Card) if CARD in c.text]
        store.commit(erasing.erase_cards(store.state, ids))
        erased, state = store.state.tables["erased"], store.state
    with closing(connect(path, writable=True)) as connection:
        assert rest.scrub(connection, erased) == 1
        connection.execute("VACUUM")
    assert hits(tmp_path, CARD) == []
    with closing(files.open_store(path, device="a")) as store:
        assert store.state == state == settle(store.journal())


def test_damaged_journal(tmp_path: Path) -> None:
    """A row that is not whole is not written anew as if it were; nothing is changed then."""
    path = new_file(tmp_path / "w.werkstatt")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE journal SET crc = crc + 1")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(FileProblem) as problem:
        rest.scrub_file(path, [key("cards", "c1", "text")])
    assert problem.value.key == "damaged"
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    with closing(connect(path, writable=True)) as connection:
        with pytest.raises(FileProblem):
            rest.scrub(connection, [key("cards", "c1", "text")])
        assert not connection.in_transaction


def test_older_file(tmp_path: Path) -> None:
    """A backup that an older program made stays as old as it is."""
    path = Path(shutil.copy(golden(1)[0], tmp_path / "old.werkstatt"))
    assert hits(tmp_path, "Runder Tisch")
    rest.scrub_file(path, [key("cards", "c1", f) for f in ("text", "first_text", "explanation", "gone")])
    assert hits(tmp_path, "Runder Tisch") == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT gone, text FROM cards WHERE id = 'c1'").fetchone() == (1, "")
    assert files.check(path).tables == ()
    assert schema.VERSION > 1


@pytest.mark.parametrize("version", [1, 2, 3])
def test_older_file_without_a_field(version: int, tmp_path: Path) -> None:
    """A field that came later is empty in a file of an older program; what it does have is erased."""
    path = Path(shutil.copy(golden(version)[0], tmp_path / "old.werkstatt"))
    later = [key("workshops", "workshop", "distribution"), key("programme", "p1", "note")]
    card = [key("cards", "c1", name) for name in ("text", "first_text", "explanation", "gone")]
    rest.scrub_file(path, [*later, key("measures", "m", "who"), *card])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT gone, text FROM cards WHERE id = 'c1'").fetchone() == (1, "")
    assert files.check(path).tables == ()


KILLED = """
import os, sys
from pathlib import Path
from werkstatt_desktop.storage.opening import connect
connection = connect(Path(sys.argv[1]), writable=True)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE cards SET text = text || hex(zeroblob(3000))")
connection.execute("UPDATE cards SET explanation = text")
os.kill(os.getpid(), 9)
"""


def test_file_that_a_crash_left(tmp_path: Path) -> None:
    """What was half done is taken back before, and no journal of old pages stays beside the new file."""
    path = new_file(tmp_path / "w.werkstatt")
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert path.with_name("w.werkstatt-journal").stat().st_size > 0
    rest.scrub_file(path, [key("cards", "c1", "text")])
    assert [file.name for file in tmp_path.iterdir()] == ["w.werkstatt"]
    assert hits(tmp_path, "Runder Tisch") == []
    assert files.check(path).tables == ()
    with closing(files.open_store(path, device="a")) as store:
        card = store.state.get(Card, "c2")
        assert card is not None
        assert card.text == "Zu wenig Zeit"


def test_backup_that_cannot_be_read(kept: Home, tmp_path: Path) -> None:
    """It goes, with all else that lies in its folder, and the recorder goes on without it."""
    erase_all(kept)
    doc_id = kept.store.doc_id
    folder = backups_folder(kept.keep, doc_id)
    for backup in backups.of(kept.keep, doc_id):
        backup.path.write_bytes(backup.path.read_bytes()[:5000])
    (folder / ".left.part").write_text(CARD, encoding="utf-8")
    records = recorder_folder(kept.keep, doc_id, kept.path)
    (records / "unreadable-1.jsonl").write_text(f"?\n{CARD}", encoding="utf-8")
    (records / "drafts.json.part").write_text(CARD, encoding="utf-8")
    kept.erased_everywhere()
    assert list(folder.iterdir()) == []
    recording = recorder.read(records)
    assert recording is not None
    assert recording.base is None
    assert recording.lines
    assert hits(tmp_path, CARD, NAME) == []


def test_recorder_of_another_path(kept: Home, tmp_path: Path) -> None:
    """A copy that was open elsewhere on this device has a recorder of its own, which is done as well."""
    other = Path(shutil.copy(kept.path, tmp_path / "copy.werkstatt"))
    with closing(files.open_store(other, device="a", keep=kept.keep)) as store:
        store.commit(setup.edit_group(store.state, "g2", moderator=NAME))
        store.flush()
    erase_all(kept)
    kept.do(erasing.erase_name(kept.state, [("groups", "g2", "moderator")]))
    kept.erased_everywhere()
    other.unlink()
    assert hits(tmp_path, CARD, NAME) == []


def test_received_entries_are_empty(kept: Home, tmp_path: Path) -> None:
    """Steps of somebody who knows nothing of the erasing are written down without the erased texts."""
    other_path = Path(shutil.copy(kept.path, tmp_path.parent / f"{tmp_path.name}-other.werkstatt"))
    other = files.open_store(other_path, device="b")
    other.commit(setup.edit_group(other.state, "g1", moderator=NAME))
    erase_all(kept)
    kept.erased_everywhere()
    kept.open_again().receive(other.journal(), other.doc_id)
    other.close()
    kept.store.close()
    assert hits(tmp_path, CARD, NAME) == []
    assert files.check(kept.path).tables == ()
    kept.open_again()
    group = kept.state.get(Group, "g1")
    assert group is not None
    assert group.moderator == ""
    kept.store.close()
    other_path.unlink()


def test_erased_there_received_here(kept: Home, tmp_path: Path) -> None:
    """Who receives an erasing has the fields empty at once, and the journal as soon as it is scrubbed."""
    other_path = Path(shutil.copy(kept.path, tmp_path.parent / f"{tmp_path.name}-other.werkstatt"))
    with closing(files.open_store(other_path, device="b")) as other:
        other.commit(erasing.erase_cards(other.state, [secret(other.state).id]))
        news, doc_id = list(other.journal()), other.doc_id
    other_path.unlink()
    kept.store.receive(news, doc_id)
    erased = kept.state.tables["erased"]
    assert not rest.is_done(kept.keep, doc_id, kept.path, erased)
    assert all(CARD not in c.text for c in kept.state.tables["cards"].values() if isinstance(c, Card))
    assert settle(emptied(e, erased) for e in kept.store.journal()) == kept.state
    kept.erased_everywhere()
    assert hits(tmp_path, CARD) == []


def test_names_after_the_protocol(kept: Home, tmp_path: Path) -> None:
    """Names of people, also deleted ones, and of those responsible are nowhere; the seal is not broken."""
    kept.do(people.add_participants(kept.state, [Participant(id="p", name=PERSON, email=f"{PERSON}@x.de")]))
    kept.do(people.add_participants(kept.state, [Participant(id="q", name=f"Dr. {PERSON}", function=PERSON)]))
    kept.do(measures.add_measure(kept.state, "Entwurf"))
    (measure,) = kept.state.all(Measure)
    kept.do(measures.edit_measure(kept.state, measure.id, who_id="q", with_whom=PERSON))
    kept.do(setup.edit_workshop(kept.state, distribution=f"alle\n{PERSON}"))
    kept.back_up()
    kept.do(people.delete_participants(kept.state, ["q"]))
    assert measures_.responsible(kept.state, measure_of(kept.state)) == f"Dr. {PERSON}"
    kept.do(seal(kept.state, "2026-11-22T16:00"))
    assert hits(tmp_path, PERSON)
    records = [record for rows in kept.state.tables.values() for record in rows.values()]
    kept.do(erasing.remove_names(kept.state, held_names(records, kept.store.journal())))
    assert (sealing.version(kept.state), sealing.is_as_sealed(kept.state)) == (1, True)
    kept.erased_everywhere()
    assert hits(tmp_path, PERSON) == []
    assert files.check(kept.path).tables == ()


def measure_of(state: State) -> Measure:
    (measure,) = state.all(Measure)
    return measure
