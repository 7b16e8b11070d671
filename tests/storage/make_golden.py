"""Makes the golden file of a version: `python tests/storage/make_golden.py`, once, at the end of its round.

A golden file is what a released program wrote. It is committed and never made again; every later version has
to open it. Beside it lies what has to be found in it. The workshop has records of every kind, steps of two
devices that were exchanged, steps taken back and taken up again, deleted records, fields that were erased for
good, texts that merging kept side by side, photos, and texts of every sort.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.examples import workshop_records
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.records import Card, Link, Participant, Photo, Result, VoteRound, Workshop
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.domain.verbs import (
    board,
    cards,
    closing,
    erasing,
    links,
    marks,
    measures,
    paper,
    parking,
    people,
    photos,
    plenary,
    polls,
    running,
    setup,
    suggesting,
    themes,
    trash,
    twins,
    voting,
)
from werkstatt_desktop.domain.verbs.photos import Hung
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.erasing import scrub
from werkstatt_desktop.storage.opening import connect
from werkstatt_desktop.storage.schema import VERSION
from werkstatt_desktop.storage.store import Store

PICTURE = bytes(range(256)) * 20
FOLDER = Path(__file__).resolve().parent / "files"


def golden(version: int) -> tuple[Path, Path]:
    """The workshop file of a version, and what has to be found in it."""
    return FOLDER / f"golden-{version}.werkstatt", FOLDER / f"golden-{version}.json"


def contents(store: Store) -> dict[str, object]:
    """What a store holds, as plain values."""
    return {
        "doc_id": store.doc_id,
        "undo": store.undo_verb,
        "redo": store.redo_verb,
        "pictures": {photo.sha256: len(store.picture(photo.sha256) or b"") for photo in _shown(store)},
        "entries": [[e.id, e.seq, e.device, e.number, e.toggles, e.edit.verb] for e in store.journal()],
        "tables": {
            table: {id: asdict(rows[id]) for id in sorted(rows)} for table, rows in store.state.tables.items()
        },
    }


def _shown(store: Store) -> list[Photo]:
    return sorted(store.state.all(Photo), key=lambda photo: photo.sha256)


def make(path: Path) -> None:
    """Live through a day of two devices."""
    facts: dict[str, Any] = {
        "title": "Stadtwerkstatt „Essen“",
        "number": "7",
        "ends": "16:30",
        "place": "Zeche Zollverein",
        "organiser": "Jugendamt",
        "host": "Frau A & Herr B <b>",
        "commissioned_by": "Rat",
        "moderation": "C. Öztürk",
        "protocol_writer": "D",
        "occasion": "Zwei\nZeilen",
        "goal": "مرحبا 😀 e\u0301",
        "from_doc": "0" * 32,
    }
    records = [replace(r, **facts) if isinstance(r, Workshop) else r for r in workshop_records()]
    files.create(path, base_edit("create_workshop", records))
    with tempfile.TemporaryDirectory() as folder:
        other_path = Path(shutil.copy(path, folder))
        one, other = files.open_store(path, device="1" * 32), files.open_store(other_path, device="2" * 32)
        _first(one)
        _day(one)
        _second(other)
        one.receive(other.journal(), other.doc_id, other.picture)
        do(one, setup.edit_group(one.state, "g2", room="R 12", note_taker="E"))
        one.undo()
        one.undo()
        one.redo()
        erased = one.state.tables["erased"]
        other.close()
        one.close()
    # As the program does it: nobody but the entry that erased knows that there was something.
    with contextlib.closing(connect(path, writable=True)) as connection:
        scrub(connection, erased)
        connection.execute("VACUUM")


def do(store: Store, edit: Edit) -> None:
    store.commit(edit)


def hang(store: Store, picture: bytes, **where: str) -> None:
    """A photo on a card, or on the board of a group."""
    sha256 = hashlib.sha256(picture).hexdigest()
    if "card_id" in where:
        edit = photos.put_photos(store.state, names=[sha256], caption="Die Wand am Mittag", **where)
    else:
        edit = photos.hang_photos(store.state, photos=[Hung(sha256, 700.0, -20.5, caption="Wand")], **where)
    store.commit(edit, {sha256: picture})


def _first(store: Store) -> None:
    do(store, setup.edit_group(store.state, "g2", moderator="Vertraulich"))
    do(store, cards.reword_card(store.state, "c4", "Vertraulich"))
    do(store, erasing.erase_name(store.state, [("groups", "g2", "moderator")]))
    do(store, erasing.erase_cards(store.state, ["c4"]))
    texts = ["<b>fett</b> & \"Zitat\" 'x'", "Zwei\nZeilen", "👩\u200d🔧 ❤\ufe0f مرحبا", "x" * 4000]
    do(store, cards.write_cards(store.state, group_id="g2", category_id="own", texts=texts))
    do(store, cards.reword_card(store.state, "c1", "Runder Tisch der Träger"))
    do(store, cards.explain_card(store.state, "c1", "weil\nso"))
    do(store, cards.reword_card(store.state, "c2", "Viel zu wenig Zeit"))
    _on_the_board(store)
    do(store, cards.delete_cards(store.state, ["c3"]))
    do(store, parking.delete_parked(store.state, "k2"))
    do(store, trash.put_back(store.state, ["k2"]))
    do(store, setup.add_programme_item(store.state, "Mittag", kind="break", minutes=60))
    do(store, setup.edit_programme_item(store.state, "p2", starts_at="11:00", speaker="Frau F"))
    do(store, setup.ask_group(store.state, "g2", "own", "Was setzt das voraus?"))
    do(store, parking.edit_parked(store.state, "k1", answer="im Mai"))
    do(store, setup.edit_category(store.state, "obstacle", title="Hürden", colour="rose"))
    do(store, board.tidy_up(store.state, "g2"))
    store.undo()


def _on_the_board(store: Store) -> None:
    """Second cards, marks, links, photos, what was turned down, and a hidden board."""
    do(store, board.form_cluster(store.state, "g1", ["c3"], "Wege", at=(600.0, 60.0)))
    theme = store.state.tables["cards"]["c3"].cluster_id  # type: ignore[attr-defined]
    do(store, twins.second_cards(store.state, ["c1"], theme))
    do(store, marks.mark(store.state, ["c1", "t1"], consensus="majority", dissent=True))
    do(store, marks.mark(store.state, ["c2"], question_mark=True, star=True))
    do(store, links.link(store.state, ["c1"], "c2", "overcomes"))
    do(store, links.link(store.state, ["c3"], "c2", "contradicts"))
    do(store, links.unlink(store.state, [k.id for k in store.state.kids(Link, "from_card_id", "c3")]))
    do(store, themes.tint(store.state, ["t1"], "teal"))
    do(store, themes.fold(store.state, [theme], folded=True))
    do(store, suggesting.decline(store.state, "theme", [["c4", "t1"]]))
    do(store, board.hide_board(store.state, "g2", hidden=True))
    hang(store, PICTURE, group_id="g1")
    hang(store, PICTURE[::-1], card_id="c2")
    hang(store, b"Vertraulich" * 20, card_id="c1")
    secret = next(p.id for p in store.state.all(Photo) if p.card_id == "c1")
    do(store, erasing.erase_photos(store.state, [secret]))


def _day(store: Store) -> None:
    """People, dots, common results, measures, quotes; closed as a version and opened again as the next."""
    everyone = [
        Participant(name="Vertraulich", organisation="Stadt", department="Jugendamt", email="a@example.org"),
        Participant(name="Ł. Yıldız", organisation="Stadt", department="Schulamt", function="Leitung"),
        Participant(organisation="Verein <b>", persons=7),
    ]
    do(store, people.add_participants(store.state, everyone))
    secret, other, many = (person.id for person in everyone)
    do(store, people.set_presence(store.state, [other, many], "present"))
    do(store, people.spread_evenly(store.state))
    do(store, running.begin_phase(store.state, "p2", "2026-03-14T11:03:00"))
    do(store, running.end_phase(store.state, "p2", "2026-03-14T11:40:00"))
    _dots(store)
    do(store, plenary.keep(store.state, ["t1", "c2"]))
    first, second = (result.id for result in order.by_rank(list(store.state.all(Result))))
    do(store, plenary.merge(store.state, second, first))
    do(store, plenary.reword_result(store.state, first, "Mehr Zeit für Wege"))
    do(store, plenary.write_statement(store.state, "Alle werden beteiligt"))
    do(store, plenary.agree(store.state, first, "unanimous"))
    table = measures.add_measure(store.state, "Runder Tisch", result_id=first, card_ids=["c1"], who_id=secret)
    do(store, table)
    do(store, measures.add_measure(store.state, "Kalender", who="N. N.", due="2026-04-30", from_id="1" * 32))
    do(store, polls.say(store.state, "„Endlich redet man miteinander“"))
    do(store, erasing.erase_name(store.state, [("participants", secret, "name")]))
    do(store, closing.seal(store.state, "2026-03-14T16:30:00"))
    do(store, paper.name_nobody(store.state, on=True))
    do(store, closing.reopen(store.state))
    _on_paper(store)
    do(store, setup.edit_workshop(store.state, rules="Zuhören\nAusreden lassen", next_date="2026-09-01"))


def _on_paper(store: Store) -> None:
    """Variants of the protocol that were chosen, one of them as usual again."""
    do(store, paper.choose_group(store.state, "g2"))
    do(store, paper.mark_draft(store.state, on=True))
    do(store, paper.choose_variant(store.state, "measures"))
    do(store, paper.switch_section(store.state, "outlook", on=False))
    do(store, paper.usual_paper(store.state))
    do(store, paper.choose_variant(store.state, "full"))
    do(store, paper.switch_section(store.state, "first_texts", on=True))
    do(store, paper.move_section(store.state, "measures", 1))


def _dots(store: Store) -> None:
    """A round of dots, a scale at the beginning and a field of two criteria."""
    do(store, voting.begin_round(store.state, title="Was zuerst?", targets="cards", group_id="g1", voters=9))
    do(store, voting.count(store.state, _last(store), {"c1": 4, "c2": 4}, store.device))
    do(store, voting.close_round(store.state, _last(store)))
    do(store, voting.begin_run_off(store.state, _last(store), "Stichwahl"))
    do(
        store,
        polls.begin_poll(store.state, kind="scale", moment="opening", title="Wie geht es?", labels="so\nso"),
    )
    do(store, polls.count_poll(store.state, _last(store), {"0": 2, "3": 5}, store.device))
    do(store, polls.ask_again(store.state, _last(store)))
    do(store, voting.begin_round(store.state, kind="matrix", targets="clusters", labels="wenig\nviel"))
    do(store, voting.place_option(store.state, _last(store), "t1", 0.25, 0.75, store.device))


def _last(store: Store) -> str:
    return max(store.state.all(VoteRound), key=lambda round_: round_.rank).id


def _second(store: Store) -> None:
    do(store, setup.add_group(store.state, "Dritte"))
    do(store, board.form_cluster(store.state, "g2", ["c4"], "Orte", at=(12.5, -30.25)))
    do(store, board.move_cards(store.state, {"c2": (100, 250)}))
    do(store, cards.reword_card(store.state, "c2", "Die Zeit fehlt"))
    do(store, cards.explain_card(store.state, "c3", "von der Haltestelle"))
    do(store, cards.hand_over_cards(store.state, ["c1"], "g2"))
    do(store, setup.move_category(store.state, "own", 0))
    do(store, links.link(store.state, ["c4"], "c2", "uses"))
    hang(store, PICTURE * 2, group_id="g2")
    do(store, parking.delete_parked(store.state, "k2"))
    do(store, setup.delete_programme_item(store.state, "p1"))


def main() -> None:
    path, expected = golden(VERSION)
    if path.exists():
        sys.exit(f"{path.name} is there already, and what is released does not change")
    make(path)
    if files.check(path).tables:
        sys.exit("the tables differ from the journal")
    store = files.open_store(path, device="1" * 32)
    state: State = store.state
    found = contents(store)
    store.close()
    expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{path.name}: {state.count(Card)} cards")


if __name__ == "__main__":
    main()
