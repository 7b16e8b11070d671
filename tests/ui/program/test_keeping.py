"""What is done for an open workshop while it is open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.start.starts import only_window
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups
from werkstatt_desktop.ui.program.program import Program

Begin = Callable[..., Program]


def test_file_that_contradicts_itself(begin_program: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    """It is said that tables and journal differ, and no backup of that takes the place of good ones."""
    path = workshop(tmp_path / "Essen.werkstatt")
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE cards SET x = x + 1")
    program = begin_program(path)
    window = only_window(program)
    doc_id = window.desk.store.doc_id
    qtbot.waitUntil(lambda: window.desk.health.fault is not None, timeout=10_000)
    window.close()
    program.care.wait_for(path)
    assert backups.of(settings.data_folder(), doc_id) == []


def test_backed_up_soon_after_opening_and_at_the_end(
    begin_program: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    """There is a backup of what was found, and one of what was left."""
    path = workshop(tmp_path / "Essen.werkstatt", count=2)
    program = begin_program(path)
    window = only_window(program)
    doc_id, keep = window.desk.store.doc_id, settings.data_folder()
    qtbot.waitUntil(lambda: len(backups.of(keep, doc_id)) == 1, timeout=10_000)
    window.desk.do(lambda state: cards.delete_cards(state, [next(state.all(Card)).id]))
    window.close()
    program.care.wait_for(path)
    assert sorted(backup.cards for backup in backups.of(keep, doc_id)) == [1, 2]


def test_language_changed_before_the_first_paint(begin_program: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    """A window that is made anew at once is looked after all the same."""
    path = workshop(tmp_path / "Essen.werkstatt")
    program = begin_program(path)
    doc_id = only_window(program).desk.store.doc_id
    program.set_language("en")
    qtbot.waitUntil(lambda: bool(backups.of(settings.data_folder(), doc_id)), timeout=10_000)


def test_gap_of_the_recorder(begin_program: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    """Where the recorder could not make the workshop again, there is a new backup within moments."""
    path = workshop(tmp_path / "Essen.werkstatt")
    program = begin_program(path)
    desk, keep = only_window(program).desk, settings.data_folder()
    qtbot.waitUntil(lambda: len(backups.of(keep, desk.store.doc_id)) == 1, timeout=10_000)
    keeping = next(iter(program.open.values())).keeping
    qtbot.waitUntil(lambda: not keeping.busy, timeout=10_000)
    qtbot.waitUntil(lambda: not desk.store.wants_backup, timeout=10_000)
    desk.store.expect_backup()
    desk.do(lambda state: cards.delete_cards(state, [next(state.all(Card)).id]))
    qtbot.waitUntil(lambda: len(backups.of(keep, desk.store.doc_id)) == 2, timeout=10_000)
