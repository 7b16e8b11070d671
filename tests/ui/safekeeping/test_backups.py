"""The sheet with the backups of a workshop, open or not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.shell import lock
from tests.ui.start.starts import find, menu, only_window, pick, start_page
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards
from werkstatt_desktop.storage import backups, files
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.backups import BackupsSheet

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "Essen.werkstatt")


def back_up(path: Path, *minutes: int) -> None:
    """Backups from so many minutes ago, one card more in each, as left by an earlier session."""
    keep = settings.data_folder()
    store = files.open_store(path, device="test", keep=keep)
    for ago in minutes:
        store.commit(
            cards.write_cards(store.state, group_id="group1", category_id="opportunity", texts=["mehr"])
        )
        backups.make(path, keep, store.doc_id, now=datetime.now(UTC) - timedelta(minutes=ago))
    store.close()


def sheet_of(window: QWidget, qtbot: QtBot) -> BackupsSheet:
    qtbot.waitUntil(lambda: bool(window.findChildren(BackupsSheet)))
    (found,) = window.findChildren(BackupsSheet)
    show(found)
    return found


def rows(sheet: BackupsSheet) -> list[tuple[str, str]]:
    """Cards and steps of each line."""
    return [
        (sheet.rows.item(n, 2).text(), sheet.rows.item(n, 3).text()) for n in range(sheet.rows.rowCount())
    ]


def at_rest(program: Program, qtbot: QtBot) -> None:
    """The backup that follows the opening is made, and nothing else is under way."""
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: bool(found.keeping._backed_up) and not found.keeping.busy)


def test_list(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Backups stand there with day, time, cards and steps, the newest first and chosen."""
    back_up(path, 300, 100)
    program = begin_program(path)
    at_rest(program, qtbot)
    program.safekeeping().show_backups(only_window(program).desk)
    sheet = sheet_of(only_window(program), qtbot)
    assert rows(sheet) == [("7", "3"), ("6", "2")]
    at = backups.of(settings.data_folder(), only_window(program).desk.store.doc_id)[0].at.astimezone()
    assert sheet.rows.item(0, 1).text() == f"{at:%H:%M}"
    assert str(at.year) in sheet.rows.item(0, 0).text()
    assert sheet.view.currentIndex().row() == 0
    spoken = sheet.rows.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("7 Karten, 3 Schritte")
    press(sheet, "Esc")


def test_restored_beside_the_old_one(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """With arrows and Enter an older backup opens as a workshop that says what it is; the old file stays."""
    back_up(path, 300, 100)
    program = begin_program(path)
    at_rest(program, qtbot)
    window = only_window(program)
    before = path.read_bytes()
    program.safekeeping().show_backups(window.desk)
    sheet = sheet_of(window, qtbot)
    press(sheet.view, Qt.Key.Key_Down)
    backup = backups.of(settings.data_folder(), window.desk.store.doc_id)[1]
    press(sheet.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(program.open) == 2)
    target = path.with_name(f"Essen (Sicherung {backup.at.astimezone():%d.%m. %H.%M}).werkstatt")
    assert str(target) in program.open
    opened = program.open[str(target)].desk
    assert opened.state.count(Card) == 6
    assert opened.store.doc_id != window.desk.store.doc_id
    said = find(program.open[str(target)].window, QLabel, "note-words").text()
    assert said.startswith("Das ist die Sicherung von ")
    assert "6 Karten" in said
    assert path.read_bytes() == before
    assert window.desk.state.count(Card) == 7


def test_back_up_now(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """A backup is made at once and stands first; the sheet says so."""
    program = begin_program(path)
    at_rest(program, qtbot)
    window = only_window(program)
    window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["jetzt"])
    program.safekeeping().show_backups(window.desk)
    sheet = sheet_of(window, qtbot)
    assert rows(sheet) == [("5", "1")]
    click(find(sheet, QPushButton, "back-up-now"))
    assert not sheet.now.isEnabled()
    qtbot.waitUntil(lambda: len(rows(sheet)) == 2)
    assert rows(sheet)[0] == ("6", "2")
    assert find(sheet, QLabel, "backups-work-words").text().startswith("Die Sicherung ist angelegt")
    assert sheet.now.isEnabled()
    press(sheet, "Esc")


def test_none_yet(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Without a backup the sheet says when there will be one; nothing can be opened."""
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    program.safekeeping().show_backups_of(path)
    sheet = sheet_of(start, qtbot)
    assert find(sheet, QLabel, "no-backups").isVisible()
    assert "zehn Minuten" in find(sheet, QLabel, "about-backups").text()
    assert not sheet.open_button.isEnabled()
    assert not sheet.now.isVisible()
    press(sheet, "Esc")
    qtbot.waitUntil(lambda: not start.findChildren(BackupsSheet))


@pytest.mark.parametrize("state", ["gone", "damaged", "empty"])
def test_of_a_lost_file(begin_program: Begin, path: Path, qtbot: QtBot, state: str) -> None:
    """Backups of a file that is gone or damaged are found by where it lay."""
    back_up(path, 30)
    if state == "gone":
        path.unlink()
    else:
        path.write_bytes(b"\x00" * 5000 if state == "damaged" else b"")
    before = path.read_bytes() if path.exists() else None
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    program.safekeeping().show_backups_of(path)
    press(sheet_of(start, qtbot).view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(program.open) == 1)
    assert only_window(program).desk.state.count(Card) == 6
    assert (path.read_bytes() if path.exists() else None) == before


def test_of_a_file_that_is_open(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Asked for from the start page, the backups of an open workshop appear in its window."""
    program = begin_program(path)
    window = only_window(program)
    program.safekeeping().show_backups_of(path)
    assert sheet_of(window, qtbot).now.isVisible()
    press(sheet_of(window, qtbot), "Esc")


def test_backup_that_cannot_be_read(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """A damaged backup is refused in the sheet; nothing is left behind, and another one can be chosen."""
    back_up(path, 300, 100)
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    program.safekeeping().show_backups_of(path)
    sheet = sheet_of(start, qtbot)
    newest = backups.of(settings.data_folder(), read(path).doc_id)[0]
    newest.path.write_bytes(newest.path.read_bytes()[:3000])
    press(sheet.view, Qt.Key.Key_Return)
    words = find(sheet, QLabel, "backups-work-words")
    qtbot.waitUntil(lambda: words.text().startswith("▲"))
    assert sorted(p.name for p in path.parent.iterdir()) == ["Essen.werkstatt"]
    assert sheet.open_button.isEnabled()
    press(sheet, "Esc")


def test_folder_that_may_not_be_written(
    begin_program: Begin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Where nothing can be made beside the old file, the new one goes where workshops are kept."""
    back_up(path, 30)
    folder = tmp_path / "Werkstatt"
    folder.mkdir()
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    path.unlink()
    program.safekeeping().show_backups_of(path.parent / "weg" / path.name)
    press(sheet_of(start, qtbot), "Esc")
    moved = program.safekeeping().restoring.place_for(tmp_path / "weg" / "Essen.werkstatt", "Sicherung")
    assert moved == folder / "Essen (Sicherung).werkstatt"


def test_keyboard(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """The list has the keyboard first; Tab leads to every button, each with a name."""
    back_up(path, 30)
    program = begin_program(path)
    at_rest(program, qtbot)
    window = only_window(program)
    program.safekeeping().show_backups(window.desk)
    sheet = sheet_of(window, qtbot)
    seen = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
        press(focus, "Tab")
    assert seen == ["backups", "back-up-now", "close-backups", "restore", "backups"]
    press(sheet, "Esc")


def test_all_workshops(begin_program: Begin, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Backups of workshops that no list names any more are found from the start page, with their titles."""
    back_up(path, 300)
    other = workshop(tmp_path / "Stick" / "Ulm.werkstatt", "Klausur")
    back_up(other, 20, 10)
    path.unlink()
    other.unlink()
    other.parent.rmdir()
    folder = tmp_path / "Werkstatt"
    folder.mkdir()
    program = begin_program(folder=str(folder))
    start = start_page(program, qtbot)
    click(start.rail.more)
    pick(menu("looks-menu"), "Sicherungen aller Workshops …")
    sheet = sheet_of(start, qtbot)
    assert [sheet.which.itemText(n) for n in range(sheet.which.count())] == ["Klausur", "Wohnen im Alter"]
    assert rows(sheet) == [("7", "3"), ("6", "2")]
    press(sheet.which, Qt.Key.Key_Down)
    assert rows(sheet) == [("6", "2")]
    press(sheet.which, Qt.Key.Key_Up)
    press(sheet.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(program.open) == 1)
    assert only_window(program).desk.state.workshop.title == "Klausur"
    assert only_window(program).desk.store.path.parent == folder


def test_none_at_all(begin_program: Begin, tmp_path: Path, qtbot: QtBot) -> None:
    """On a device without any backup the sheet says so."""
    program = begin_program(folder=str(tmp_path))
    start = start_page(program, qtbot)
    program.safekeeping().show_all_backups()
    sheet = sheet_of(start, qtbot)
    assert sheet.empty.text() == "Auf diesem Gerät gibt es noch keine Sicherung."
    assert not sheet.which.isVisible()
    press(sheet, "Esc")


def test_moved_file(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Backups of a file that was moved are found by what it is."""
    back_up(path, 30)
    moved = path.rename(path.with_name("verschoben.werkstatt"))
    program = begin_program(folder=str(path.parent))
    start = start_page(program, qtbot)
    program.safekeeping().show_backups_of(moved)
    sheet = sheet_of(start, qtbot)
    assert rows(sheet) == [("6", "2")]
    press(sheet, "Esc")


def test_what_the_backup_lacks(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """A backup that is made while steps have not reached the file says how many it lacks."""
    program = begin_program(path)
    at_rest(program, qtbot)
    window = only_window(program)
    let_go = lock(path)
    window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["jetzt"])
    program.safekeeping().show_backups(window.desk)
    sheet = sheet_of(window, qtbot)
    click(sheet.now)
    words = find(sheet, QLabel, "backups-work-words")
    qtbot.waitUntil(lambda: "1 Schritt steht noch nicht in der Datei" in words.text(), timeout=10_000)
    let_go()
    press(sheet, "Esc")
    # At closing it would be asked about.
    qtbot.waitUntil(lambda: not window.desk.store.safety.waiting, timeout=10_000)


def test_program_that_ends_waits(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """A program that ends while a backup becomes a workshop leaves a whole file, or none."""
    back_up(path, 30)
    program = begin_program(folder=str(path.parent))
    program.safekeeping().show_backups_of(path)
    assert program.start is not None
    press(sheet_of(program.start, qtbot).view, Qt.Key.Key_Return)
    program.end()
    names = sorted(p.name for p in path.parent.glob("*"))
    assert [name for name in names if name.startswith(".")] == []
    assert len(names) == 2
    assert all(read(path.parent / name).state.count(Card) == 6 for name in names)
