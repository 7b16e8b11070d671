"""The tick of a card: it is in the file. The dot: it is still on its way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.keys import press
from tests.ui.collect.capturing import Room, put_cards
from tests.ui.shell import lock
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.ui.collect.model import LATE, SAFE_ROLE, SAVED
from werkstatt_desktop.ui.desk import Desk


@pytest.fixture
def room(kept_desk: Desk, qtbot: QtBot) -> Room:
    return Room(kept_desk, qtbot)


def marks(room: Room, column: int = 0) -> list[str]:
    rows = room.columns[column].rows
    return [rows.index(n).data(SAFE_ROLE) for n in range(len(rows))]


def in_file(path: Path) -> list[str]:
    """The texts of the cards as another program finds them in the file."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as other:
        return [row[0] for row in other.execute("SELECT text FROM cards ORDER BY written")]


def test_tick_comes_with_the_commit(room: Room, qtbot: QtBot, workshop_file: Path) -> None:
    """Whenever a card is seen to have its tick, another program finds it in the file."""
    rows = room.columns[0].rows
    found: list[tuple[str, bool]] = []

    def look() -> None:
        for n, mark in enumerate(marks(room)):
            if mark == SAVED:
                found.append((str(rows.index(n).data()), str(rows.index(n).data()) in in_file(workshop_file)))

    rows.dataChanged.connect(look)
    rows.rowsInserted.connect(look)
    for n in range(8):
        room.write(f"Karte {n}")
        look()
        if n % 3 == 0:
            qtbot.waitUntil(lambda: marks(room)[-1] == SAVED)
    qtbot.waitUntil(lambda: marks(room)[-1] == SAVED)
    assert marks(room) == [""] * 7 + [SAVED]
    assert ("Karte 7", True) in found
    assert {there for _, there in found} == {True}


def test_no_tick_before_the_commit(room: Room, qtbot: QtBot, workshop_file: Path) -> None:
    """While the file takes nothing, cards appear at once and without a tick; soon they have a dot."""
    room.write("vorher")
    qtbot.waitUntil(lambda: marks(room) == [SAVED])
    let_go = lock(workshop_file)
    room.write("eins")
    assert room.shown() == ["vorher", "eins"]
    assert marks(room) == ["", ""]
    qtbot.waitUntil(lambda: marks(room) == ["", LATE], timeout=1500)
    room.write("zwei")
    qtbot.wait(200)
    assert marks(room) == ["", LATE, LATE]
    assert in_file(workshop_file) == ["vorher"]
    let_go()
    qtbot.waitUntil(lambda: marks(room) == ["", "", SAVED])
    assert in_file(workshop_file) == ["vorher", "eins", "zwei"]


def test_dot_takes_a_moment(room: Room, qtbot: QtBot, workshop_file: Path) -> None:
    """What is in the file within 0.3 seconds never has a dot."""
    seen: set[str] = set()
    room.columns[0].rows.dataChanged.connect(lambda: seen.update(marks(room)))
    let_go = lock(workshop_file)
    room.write("eins")
    qtbot.wait(100)
    let_go()
    qtbot.waitUntil(lambda: marks(room) == [SAVED])
    assert LATE not in seen


def test_newest_of_each_column(room: Room, qtbot: QtBot) -> None:
    """The newest card of each column has a tick; what was there before this window has none."""
    put_cards(room.desk, "obstacle", "schon da")
    room.write("eins")
    room.write("Hürde", column=1)
    room.write("zwei")
    qtbot.waitUntil(lambda: marks(room) == ["", SAVED])
    assert marks(room, 1) == ["", SAVED]
    assert marks(room, 2) == []


def test_tick_goes_with_its_card(room: Room, qtbot: QtBot) -> None:
    """Deleted, a card leaves the tick to the one written before it; brought back, it has it again."""
    room.write("eins")
    room.write("zwei")
    room.choose(1)
    press(room.view(), "Del")
    qtbot.waitUntil(lambda: marks(room) == [SAVED])
    room.desk.undo()
    qtbot.waitUntil(lambda: marks(room) == ["", SAVED])


def test_tick_is_there_again(room: Room, qtbot: QtBot) -> None:
    """After a look at another group the newest card has its tick as before."""
    room.write("eins")
    room.desk.show_group("group2")
    assert marks(room) == []
    room.desk.show_group("group1")
    qtbot.waitUntil(lambda: marks(room) == [SAVED])


def test_pasted_cards(room: Room, qtbot: QtBot, workshop_file: Path) -> None:
    """Of cards written together the last has the tick; on their way all have the dot, however many."""
    let_go = lock(workshop_file)
    edit = room.desk.do(
        cards.write_cards,
        group_id="group1",
        category_id="opportunity",
        texts=[f"Karte {n}" for n in range(300)],
    )
    assert edit is not None
    qtbot.waitUntil(lambda: marks(room) == [LATE] * 300, timeout=1500)
    let_go()
    qtbot.waitUntil(lambda: set(marks(room)) == {""})


def test_reworded_card_on_its_way(room: Room, qtbot: QtBot, workshop_file: Path) -> None:
    """An older card that was changed has the dot too, until that is in the file."""
    put_cards(room.desk, "opportunity", "alt")
    qtbot.waitUntil(lambda: in_file(workshop_file) == ["alt"])
    let_go = lock(workshop_file)
    card = room.card("alt")
    room.desk.do(cards.reword_card, card.id, "neu")
    qtbot.waitUntil(lambda: marks(room) == [LATE], timeout=1500)
    let_go()
    qtbot.waitUntil(lambda: marks(room) == [""])


def test_marks_are_heard(room: Room, qtbot: QtBot, workshop_file: Path) -> None:
    """A screen reader is told of tick and dot with the card."""
    role = Qt.ItemDataRole.AccessibleTextRole
    let_go = lock(workshop_file)
    room.write("eins")
    rows = room.columns[0].rows
    assert rows.index(0).data(role) == "Chance: eins. 1 von 1"
    qtbot.waitUntil(lambda: rows.index(0).data(role) == "Chance: eins. wird gesichert. 1 von 1", timeout=1500)
    let_go()
    qtbot.waitUntil(lambda: rows.index(0).data(role) == "Chance: eins. gesichert. 1 von 1")


def test_marks_move_nothing(room: Room, qtbot: QtBot, workshop_file: Path) -> None:
    """Dot and tick come and go beside the text: no card moves, and no letter is painted over."""
    room.write("Ein Text, der bis an den Rand der Karte geht und dann noch eine Zeile weiter reicht")
    qtbot.waitUntil(lambda: marks(room) == [SAVED])
    view, rows = room.view(), room.columns[0].rows
    let_go = lock(workshop_file)
    room.write("Noch eine, die ebenso lang ist und ebenso bis an den Rand der Karte geht, bis ganz dahin")
    before = [view.visualRect(rows.index(n)) for n in range(2)]
    plain = view.grab().toImage()
    text = room.columns[0].look.boxes(rows.card(1), before[1].width()).text.translated(before[1].topLeft())
    pictures = []
    for mark in (LATE, SAVED):
        if mark == SAVED:
            let_go()
        qtbot.waitUntil(lambda mark=mark: marks(room)[-1] == mark, timeout=1500)
        assert [view.visualRect(rows.index(n)) for n in range(2)] == before
        pictures.append(view.grab().toImage())
    area = text.toAlignedRect()
    assert all(picture != plain for picture in pictures)
    assert all(picture.copy(area) == plain.copy(area) for picture in pictures)
