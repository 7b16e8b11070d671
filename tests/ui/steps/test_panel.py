"""The list of steps, and the way back to one of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import board, cards, erasing, photos, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.steps.panel import StepsPanel


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk) -> Iterator[StepsPanel]:
    """The panel in a window, over five steps."""
    for n in range(5):
        write(desk, f"Karte {n}")
    made = StepsPanel(desk)
    made.resize(360, 600)
    show(made)
    wait(qtbot, made, 6)
    yield made
    if shiboken6.isValid(made):
        made.close()
        made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def write(desk: Desk, text: str) -> None:
    desk.do(cards.write_cards, group_id="group1", category_id="obstacle", texts=[text])


def wait(qtbot: QtBot, panel: StepsPanel, rows: int) -> None:
    qtbot.waitUntil(lambda: panel.rows.rowCount() == rows and not panel.journey.under_way, timeout=60_000)


def words(panel: StepsPanel) -> list[str]:
    return [panel.rows.words(row) for row in range(panel.rows.rowCount())]


def texts(desk: Desk) -> list[str]:
    return sorted(card.text for card in desk.state.all(Card))


def choose(panel: StepsPanel, row: int) -> None:
    panel.view.setCurrentIndex(panel.rows.index(row, 0))


def jump(qtbot: QtBot, panel: StepsPanel, row: int) -> None:
    choose(panel, row)
    with qtbot.waitSignal(panel.journey.ended, timeout=60_000):
        press(panel.view, Qt.Key.Key_Return)


def test_newest_first(panel: StepsPanel) -> None:
    """The list says what was done to what, the newest first, and where the workshop is now."""
    assert words(panel)[0] == "● Karte schreiben: „Karte 4“"
    assert words(panel)[4:] == ["Karte schreiben: „Karte 0“", "Workshop angelegt"]
    time = panel.rows.data(panel.rows.index(0, 0))
    assert isinstance(time, str)
    assert len(time) == len("14:02")


def test_back(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """Enter on a step takes back what was done since, step by step, and nothing else."""
    before = sum(1 for _ in desk.store.journal())
    jump(qtbot, panel, 2)
    assert texts(desk) == ["Karte 0", "Karte 1", "Karte 2"]
    assert sum(1 for _ in desk.store.journal()) == before + 2
    qtbot.waitUntil(lambda: panel.rows.is_now(2))
    assert words(panel)[0] == "← Karte schreiben: „Karte 4“"
    assert panel.rows.told(0) == "Karte schreiben: „Karte 4“ (zurückgenommen)"


def test_forward(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """What was taken back can be done again up to a step, from the same list."""
    jump(qtbot, panel, 4)
    qtbot.waitUntil(lambda: panel.rows.is_now(4))
    choose(panel, 1)
    assert panel.go.text() == "Vor zu diesem Schritt"
    with qtbot.waitSignal(panel.journey.ended, timeout=60_000):
        click(panel.go)
    assert texts(desk) == ["Karte 0", "Karte 1", "Karte 2", "Karte 3"]


def test_to_the_beginning(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """One can go back to the beginning, and no further."""
    jump(qtbot, panel, 5)
    assert texts(desk) == []
    qtbot.waitUntil(lambda: panel.rows.is_now(5))
    assert not panel.go.isEnabled()


def test_new_steps_come(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """What is done while the list is shown comes into it; what was taken back before is out of reach then."""
    desk.undo()
    write(desk, "Neu")
    wait(qtbot, panel, 7)
    assert words(panel)[:2] == ["● Karte schreiben: „Neu“", "← Karte schreiben: „Karte 4“"]
    choose(panel, 1)
    assert not panel.go.isEnabled()


def test_undo_elsewhere(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """Undo by its key is seen in the list."""
    desk.undo()
    qtbot.waitUntil(lambda: panel.rows.is_now(1))
    desk.redo()
    qtbot.waitUntil(lambda: panel.rows.is_now(0))


def test_erasing_ends_it(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """What was done before something was erased for good cannot be gone back to, and says so."""
    card = next(desk.state.all(Card))
    desk.store.commit(erasing.erase_cards(desk.state, [card.id]))
    write(desk, "Danach")
    wait(qtbot, panel, 8)
    assert words(panel)[0] == "● Karte schreiben: „Danach“"
    assert words(panel)[2] == "– Karte schreiben: „Karte 4“"
    assert panel.rows.told(2).endswith("(nicht mehr zurückzunehmen)")
    for row in range(2, 8):
        choose(panel, row)
        assert not panel.go.isEnabled()


def test_hidden_group(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """The words of a group whose cards are hidden are not shown."""
    group = order.groups(desk.state)[0]
    desk.store.commit(setup.edit_group(desk.state, group.id, hidden=True))  # type: ignore[arg-type]
    wait(qtbot, panel, 7)
    assert not any("Karte 4" in line for line in words(panel))


def test_photo_on_a_deleted_card_of_a_hidden_group(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """Its caption is not shown either."""
    card = next(card for card in desk.state.all(Card) if card.text == "Karte 4")
    desk.store.commit(photos.put_photos(desk.state, card_id=card.id, names=["0" * 64], caption="Geheim"))
    desk.store.commit(cards.delete_cards(desk.state, [card.id]))
    wait(qtbot, panel, 8)
    assert any("Geheim" in line for line in words(panel))
    desk.store.commit(board.hide_board(desk.state, card.group_id, hidden=True))
    wait(qtbot, panel, 9)
    assert not any("Geheim" in line for line in words(panel))


def test_spoken(panel: StepsPanel) -> None:
    """A screen reader hears time, step and where the workshop is."""
    said = panel.rows.data(panel.rows.index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert str(said).endswith("Karte schreiben: „Karte 4“, jetzt hier")


def test_escape(qtbot: QtBot, panel: StepsPanel) -> None:
    """Esc asks to be closed."""
    with qtbot.waitSignal(panel.closed):
        press(panel.view, Qt.Key.Key_Escape)


def test_another_language(qtbot: QtBot, make_desk: Callable[[str], Desk]) -> None:
    """The list is in the language of the window, whoever did the steps in which."""
    desk = make_desk("en")
    write(desk, "Karte")
    panel = StepsPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    wait(qtbot, panel, 2)
    assert words(panel) == ["● Write card: “Karte”", "Workshop begun"]


def test_many_steps(qtbot: QtBot, panel: StepsPanel, desk: Desk) -> None:
    """Hundreds of steps are taken back one after the other; the window stays awake, and one can stop."""
    for n in range(400):
        desk.store.commit(
            cards.write_cards(desk.state, group_id="group1", category_id="obstacle", texts=[f"x{n}"])
        )
    wait(qtbot, panel, 406)
    choose(panel, 405)
    press(panel.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.line.isVisible() and panel.line.bar.value() > 0)
    with qtbot.waitSignal(panel.journey.ended, timeout=60_000):
        press(panel.view, Qt.Key.Key_Escape)
    left = len(texts(desk))
    assert 0 < left < 405
    wait(qtbot, panel, 406)
    jump(qtbot, panel, 405)
    assert texts(desk) == []


def test_fifty_thousand(qtbot: QtBot, make_desk: Callable[[str], Desk], workshop_file: Path) -> None:
    """A journal of 50,000 steps is read in a thread, and the window goes on meanwhile."""
    desk = make_desk("de")
    write(desk, "Karte")
    desk.store.close()
    with closing(sqlite3.connect(workshop_file)) as connection:
        row = connection.execute("SELECT * FROM journal ORDER BY rowid DESC LIMIT 1").fetchone()
        rows = ((f"e{n}", row[1] + n, row[2], row[3] + n, *row[4:]) for n in range(1, 50_000))
        connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
    panel = StepsPanel(make_desk("de"))
    qtbot.addWidget(panel)
    panel.show()
    assert panel.line.isVisible()
    assert panel.rows.rowCount() == 0
    qtbot.waitUntil(lambda: panel.rows.rowCount() == 50_001, timeout=100_000)
    assert panel.rows.is_now(0)
