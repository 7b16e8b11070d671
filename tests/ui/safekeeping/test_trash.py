"""The trash: deleted cards, themes and parked items, put back or erased for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.storage.test_erasing import hits
from tests.ui.start.starts import find, only_window, start_page
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.photos import name_of
from werkstatt_desktop.domain.records import Card, Cluster, Group, ParkedItem
from werkstatt_desktop.domain.verbs import board, cards, parking, photos, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.trash import TrashSheet

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)
Role = Qt.ItemDataRole
SECRET = "Geheimer Satz über Öl & <b>Gas</b>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "Essen.werkstatt")


@pytest.fixture
def program(begin_program: Begin, path: Path, qtbot: QtBot) -> Program:
    """The program with a workshop that was looked at and backed up once."""
    made = begin_program(path)
    at_rest(made, qtbot)
    return made


@pytest.fixture
def window(program: Program) -> WorkshopWindow:
    return only_window(program)


def at_rest(program: Program, qtbot: QtBot) -> None:
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: bool(found.keeping._backed_up) and not found.keeping.busy)


def write(window: WorkshopWindow, *texts: str) -> list[str]:
    edit = window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=list(texts))
    assert edit is not None
    return list(edit.ids("cards"))


def opened(program: Program, window: WorkshopWindow, qtbot: QtBot) -> TrashSheet:
    """The sheet, when it has found what there is."""
    program.safekeeping().show_trash(window.desk)
    (sheet,) = window.findChildren(TrashSheet)
    show(sheet)
    qtbot.waitUntil(lambda: not sheet._busy)
    return sheet


def lines(sheet: TrashSheet) -> list[tuple[str, ...]]:
    rows = range(sheet.rows.rowCount())
    return [tuple(sheet.rows.item(row, column).text() for column in range(3)) for row in rows]


def fill(window: WorkshopWindow) -> None:
    """A deleted card with its category, a theme, and a parked item; the item last."""
    desk = window.desk
    (card,) = write(window, SECRET)
    desk.do(cards.delete_cards, [card])
    theme = next(iter(desk.state.all(Cluster)))
    desk.do(board.dissolve_cluster, theme.id)
    desk.do(parking.park, "Wer zahlt?", kind="question", group_id="group2")
    desk.do(parking.delete_parked, next(iter(desk.state.all(ParkedItem))).id)


def test_what_lies_there(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """Text, kind and group of all that was deleted, the last deleted first; markup is shown as it is."""
    fill(window)
    sheet = opened(program, window, qtbot)
    assert lines(sheet) == [
        ("Wer zahlt?", "Themenspeicher: Frage", "Gruppe 2"),
        ("Thema", "Thema", "Gruppe 1"),
        (SECRET, "Chance", "Gruppe 1"),
    ]
    assert QApplication.focusWidget() is sheet.view
    assert "<b>" not in sheet.rows.item(2).toolTip()
    press(sheet, "Esc")
    qtbot.waitUntil(lambda: not window.findChildren(TrashSheet))


def test_hidden_group(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """What was deleted from a hidden board lies there without its words, to be put back all the same."""
    desk = window.desk
    fill(window)
    desk.do(board.hide_board, "group1", hidden=True)
    sheet = opened(program, window, qtbot)
    assert lines(sheet) == [
        ("Wer zahlt?", "Themenspeicher: Frage", "Gruppe 2"),
        ("verdeckt", "Thema", "Gruppe 1"),
        ("verdeckt", "Chance", "Gruppe 1"),
    ]
    said = [sheet.rows.item(2).data(role) for role in (Role.ToolTipRole, Role.AccessibleTextRole)]
    assert not any("Geheim" in words for words in said)
    sheet.view.setCurrentIndex(sheet.rows.index(2, 0))
    press(sheet.view, Qt.Key.Key_Return)
    assert SECRET in [card.text for card in desk.state.all(Card)]
    press(sheet, "Esc")


def test_groups_that_are_gone(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """A group that was deleted as well is called so; with the card it is back."""
    desk = window.desk
    desk.do(cards.delete_cards, [card.id for card in desk.state.all(Card)])
    desk.do(setup.delete_group, "group1")
    sheet = opened(program, window, qtbot)
    row = lines(sheet).index(("Karte 4", "Chance", "Gruppe 1 (gelöscht)"))
    sheet.view.setCurrentIndex(sheet.rows.index(row, 0))
    press(sheet.view, Qt.Key.Key_Return)
    assert desk.state.count(Card) == 1
    assert "Gruppe 1" in [group.name for group in desk.state.all(Group)]
    press(sheet, "Esc")


def test_put_back(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """Enter puts back what is chosen, as one step that can be taken back; the next one is chosen then."""
    fill(window)
    sheet = opened(program, window, qtbot)
    press(sheet.view, Qt.Key.Key_Down)
    press(sheet.view, Qt.Key.Key_Return)
    assert window.desk.state.count(Cluster) == 1
    assert [line[0] for line in lines(sheet)] == ["Wer zahlt?", SECRET]
    assert sheet.view.currentIndex().row() == 1
    assert find(sheet, QLabel, "trash-work-words").text() == (
        "1 Eintrag zurückgelegt. Strg+Z nimmt das zurück."
    )
    press(sheet, "Esc")
    window.desk.undo()
    assert window.desk.state.count(Cluster) == 0


def test_put_back_and_thought_better(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """The keys that the sheet names work in it: each takes back one putting back, and nothing older."""
    fill(window)
    sheet = opened(program, window, qtbot)
    before = window.desk.state
    press(sheet.view, Qt.Key.Key_Return)
    press(sheet, "Ctrl+Z")
    qtbot.waitUntil(lambda: not sheet._busy)
    press(sheet, "Ctrl+Z")
    assert [line[0] for line in lines(sheet)] == ["Wer zahlt?", "Thema", SECRET]
    assert window.desk.state.count(ParkedItem) == before.count(ParkedItem)
    press(sheet, "Esc")


def test_several_at_once(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """All can be chosen by the keyboard and put back in one step; then the trash says that it is empty."""
    fill(window)
    sheet = opened(program, window, qtbot)
    press(sheet.view, "Ctrl+A")
    click(sheet.back_button)
    state = window.desk.state
    assert (state.count(Card), state.count(Cluster), state.count(ParkedItem)) == (6, 1, 1)
    assert sheet.empty.isVisible()
    assert not sheet.view.isVisible()
    assert QApplication.focusWidget() is sheet.close_button
    press(sheet, "Esc")
    window.desk.undo()
    assert window.desk.state.count(Card) == 5


def test_empty(program: Program, window: WorkshopWindow, qtbot: QtBot) -> None:
    """An empty trash says what it is for; nothing can be pressed but to close it."""
    sheet = opened(program, window, qtbot)
    assert "Der Papierkorb ist leer." in sheet.empty.text()
    assert (sheet.back_button.isEnabled(), sheet.erase_button.isEnabled()) == (False, False)
    press(sheet, Qt.Key.Key_Delete)
    assert not sheet.findChildren(QDialog, "erase-question")
    press(sheet, "Esc")


def question_of(sheet: TrashSheet) -> QDialog:
    question = find(sheet, QDialog, "erase-question")
    show(question)
    return question


def test_erased_for_good(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, home: Path
) -> None:
    """After an honest question nothing of it is left in any file; the workshop goes on, without undo."""
    fill(window)
    window.desk.store.flush()
    keep = settings.data_folder()
    assert hits(path.parent, SECRET, "Wer zahlt?")
    assert hits(keep, SECRET)
    sheet = opened(program, window, qtbot)
    press(sheet.view, "Ctrl+A")
    press(sheet.view, Qt.Key.Key_Delete)
    question = question_of(sheet)
    assert find(question, QLabel, "question").text() == "3 Einträge endgültig löschen?"
    said = question.accessibleDescription()
    for word in ("Notsicherung", "Sicherungen", "PDF", "Sticks", "Cloud", "SSD", "nicht rückgängig"):
        assert word in said
    go = find(question, QPushButton, "go")
    assert not go.isEnabled()
    assert QApplication.focusWidget() is find(question, QCheckBox, "agree")
    press(find(question, QCheckBox, "agree"), "Space")
    click(go)
    qtbot.waitUntil(lambda: not sheet._busy, timeout=10_000)
    assert find(sheet, QLabel, "trash-work-words").text() == "3 Einträge endgültig gelöscht."
    assert sheet.empty.isVisible()
    at_rest(program, qtbot)
    assert hits(path.parent, SECRET, "Wer zahlt?") == []
    assert hits(home, SECRET, "Wer zahlt?") == []
    press(sheet, "Esc")
    desk = window.desk
    assert (desk.store.undo_verb, desk.state.count(Card)) == (None, 5)
    write(window, "geht weiter")
    desk.undo()
    window.close()
    program.care.wait_for(path)
    assert files.check(path).tables == ()
    assert hits(home, SECRET) == []


def test_photo_erased_for_good(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, home: Path
) -> None:
    """A deleted photo lies there, too; erased, not a byte of its picture is left in any file."""
    desk, content = window.desk, b"Wolpertinger" + bytes(range(256)) * 40
    sha256 = name_of(content)
    edit = desk.bring(
        {sha256: content}, photos.hang_photos, group_id="group1", photos=[photos.Hung(sha256, 0, 0)]
    )
    assert edit is not None
    desk.do(photos.delete_photos, edit.ids("photos"))
    desk.store.flush()
    assert hits(path.parent, "Wolpertinger")
    assert hits(settings.data_folder(), "Wolpertinger")
    sheet = opened(program, window, qtbot)
    assert lines(sheet) == [("ohne Bildunterschrift", "Foto", desk.texts("Group {n}", n=1))]
    press(sheet.view, Qt.Key.Key_Delete)
    question = question_of(sheet)
    press(find(question, QCheckBox, "agree"), "Space")
    click(find(question, QPushButton, "go"))
    qtbot.waitUntil(lambda: not sheet._busy, timeout=10_000)
    at_rest(program, qtbot)
    assert sheet.empty.isVisible()
    assert hits(path.parent, "Wolpertinger") == []
    assert hits(home, "Wolpertinger") == []
    press(sheet, "Esc")


@pytest.mark.parametrize("key", ["Esc", "Return"])
def test_not_erased(program: Program, window: WorkshopWindow, qtbot: QtBot, key: str) -> None:
    """Esc and Enter lead back from the question; everything is as it was."""
    fill(window)
    sheet = opened(program, window, qtbot)
    before = window.desk.state
    click(sheet.erase_button)
    press(question_of(sheet), key)
    assert window.desk.state is before
    assert sheet.rows.rowCount() == 3
    press(sheet, "Esc")


def test_one_of_several(program: Program, window: WorkshopWindow, qtbot: QtBot, home: Path) -> None:
    """Enter on the button erases what is chosen, and only that; the rest can still be put back."""
    fill(window)
    sheet = opened(program, window, qtbot)
    sheet.view.selectionModel().setCurrentIndex(
        sheet.rows.index(2, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    press(sheet.view, Qt.Key.Key_Delete)
    question = question_of(sheet)
    click(find(question, QCheckBox, "agree"))
    press(question, Qt.Key.Key_Tab)
    press(question, Qt.Key.Key_Tab)
    go = find(question, QPushButton, "go")
    assert QApplication.focusWidget() is go
    press(go, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet._busy, timeout=10_000)
    assert [line[0] for line in lines(sheet)] == ["Wer zahlt?", "Thema"]
    assert sheet.focusWidget() is sheet.view
    at_rest(program, qtbot)
    assert hits(home, SECRET) == []
    press(sheet.view, "Ctrl+A")
    press(sheet.view, Qt.Key.Key_Return)
    assert window.desk.state.count(ParkedItem) == 1
    press(sheet, "Esc")


def test_erased_in_part(
    program: Program, window: WorkshopWindow, qtbot: QtBot, path: Path, home: Path
) -> None:
    """Where something cannot be rewritten that is said; at the next opening it is done."""
    fill(window)
    window.desk.store.flush()
    folder = settings.data_folder() / "backups" / window.desk.store.doc_id
    sheet = opened(program, window, qtbot)
    press(sheet.view, "Ctrl+A")
    press(sheet.view, Qt.Key.Key_Delete)
    question = question_of(sheet)
    click(find(question, QCheckBox, "agree"))
    # A folder in the place of a backup cannot be rewritten nor deleted as a file can.
    stuck = folder / "20260101T000000Z 1c 1e.werkstatt"
    (stuck / "x").mkdir(parents=True)
    click(find(question, QPushButton, "go"))
    qtbot.waitUntil(lambda: not sheet._busy, timeout=10_000)
    assert "Aus dem Workshop ist es weg." in find(sheet, QLabel, "trash-work-words").text()
    assert window.desk.store.undo_verb is None
    press(sheet, "Esc")
    window.close()
    program.care.wait_for(path)
    (stuck / "x").rmdir()
    stuck.rmdir()
    program.open_path(path)
    at_rest(program, qtbot)
    assert hits(home, SECRET) == []
    assert hits(path.parent, SECRET) == []


def test_workshop_that_may_only_be_read(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Of a workshop that is only read nothing is erased; what is refused is said."""
    store = files.open_store(path, device="test")
    store.commit(cards.delete_cards(store.state, [next(iter(store.state.all(Card))).id]))
    store.close()
    program = begin_program(folder=str(path.parent))
    start_page(program, qtbot)
    program.open_path(path, to_read=True)
    window = only_window(program)
    sheet = opened(program, window, qtbot)
    assert sheet.rows.rowCount() == 1
    assert not sheet.erase_button.isEnabled()
    said: list[str] = []
    window.desk.said.connect(said.append)
    press(sheet.view, Qt.Key.Key_Return)
    assert len(said) == 1
    assert sheet.rows.rowCount() == 1
    press(sheet, "Esc")
