"""The first start: where workshops go is asked once, on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.start.starts import choose_file, entries, find, only_window, start_page
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.start.folder import offered_folder, short
from werkstatt_desktop.ui.start.new import NewSheet

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


def test_folder_is_offered_and_taken(begin_program: Begin, qtbot: QtBot, home: Path) -> None:
    """Documents/Werkstatt is offered; taken, it is kept and not asked for again."""
    program = begin_program()
    start = start_page(program, qtbot)
    offered = find(start, QLabel, "offered-folder")
    assert Path(offered.text()) == offered_folder()
    assert Path(offered.text()).is_relative_to(home)
    assert find(start, QLabel, "no-workshops").isVisible()
    click(find(start, QPushButton, "take-folder"))
    assert settings.load().folder == offered.text()
    assert start.page.panel.isHidden()
    assert find(start, QLabel, "folder-name").text() == f"Ordner: {short(Path(offered.text()))}"
    program.end()
    again = start_page(begin_program(), qtbot)
    assert again.page.panel.isHidden()


def test_another_folder(begin_program: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """Another folder is shown with what lies in it, before it is taken."""
    workshop(tmp_path / "Gruppen" / "a.werkstatt", "Schon da")
    program = begin_program()
    start = start_page(program, qtbot)
    click(find(start, QPushButton, "other-folder"))
    choose_file(qtbot, "folder-dialog", tmp_path / "Gruppen")
    qtbot.waitUntil(lambda: [e.name for e in entries(start)] == ["Schon da"])
    assert settings.load().folder == ""
    click(find(start, QPushButton, "take-folder"))
    assert settings.load().folder == str(tmp_path / "Gruppen")


def test_synced_folder(begin_program: Begin, qtbot: QtBot, home: Path) -> None:
    """A folder of a sync program is named as one before it is taken, and afterwards too."""
    cloud = home / "Nextcloud" / "Werkstatt"
    cloud.mkdir(parents=True)
    program = begin_program()
    start = start_page(program, qtbot)
    warning = find(start, QLabel, "sync-warning")
    assert not warning.isVisible()
    click(find(start, QPushButton, "other-folder"))
    choose_file(qtbot, "folder-dialog", cloud)
    qtbot.waitUntil(warning.isVisible)
    assert "Nextcloud" in warning.text()
    click(find(start, QPushButton, "take-folder"))
    assert "Nextcloud" in find(start, QLabel, "folder-warning").text()


def test_new_workshop_before_the_answer(begin_program: Begin, qtbot: QtBot) -> None:
    """Who begins a workshop at once takes the folder that is offered."""
    program = begin_program()
    start = start_page(program, qtbot)
    press(start, "Ctrl+N")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, NewSheet)
    show(sheet)
    type_text(sheet.title, "Rat")
    click(sheet.make)
    assert only_window(program).desk.store.path.parent == offered_folder()
    assert settings.load().folder == str(offered_folder())


def test_folder_is_changed_later(begin_program: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """The folder can be changed at the foot of the column; the list follows."""
    workshop(tmp_path / "alt" / "a.werkstatt", "Alt")
    workshop(tmp_path / "neu" / "b.werkstatt", "Neu")
    start = start_page(begin_program(folder=str(tmp_path / "alt")), qtbot)
    assert [e.name for e in entries(start)] == ["Alt"]
    click(find(start, QPushButton, "change-folder"))
    choose_file(qtbot, "folder-dialog", tmp_path / "neu")
    qtbot.waitUntil(lambda: [e.name for e in entries(start)] == ["Neu"])
    assert settings.load().folder == str(tmp_path / "neu")


def test_empty_page_says_what_to_do(begin_program: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    """Without workshops the page names the next step."""
    start = start_page(begin_program(folder=str(tmp_path)), qtbot)
    assert "Strg+N" in find(start, QLabel, "no-workshops").text()
    assert start.page.shelf.isHidden()
