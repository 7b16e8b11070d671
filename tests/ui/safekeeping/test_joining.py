"""Second versions of an open workshop are named, and joined with it when the user wants that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.storage.test_erasing import hits
from tests.ui.start.starts import choose_file, find, only_window
from tests.workshops import workshop
from werkstatt_desktop import settings
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import cards, erasing
from werkstatt_desktop.storage import backups, files, forgetting
from werkstatt_desktop.storage.keep import backups_folder
from werkstatt_desktop.storage.reading import read
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program
from werkstatt_desktop.ui.safekeeping.note import NoteBar

Begin = Callable[..., Program]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workshop(tmp_path / "Essen.werkstatt")


def second_version(path: Path, *texts: str, name: str = "Essen (Konflikt).werkstatt") -> Path:
    """A copy that somebody else went on with, one step a card."""
    other = path.with_name(name)
    store = files.open_store(path if not other.exists() else other, device="other")
    if not other.exists():
        files.save_copy(store, other)
        store.close()
        store = files.open_store(other, device="other")
    for text in texts:
        write = cards.write_cards(store.state, group_id="group1", category_id="opportunity", texts=[text])
        store.commit(write)
    store.close()
    return other


def note_of(window: WorkshopWindow, qtbot: QtBot, *, way: str = "note-merge") -> NoteBar:
    """The note, as soon as it offers this."""
    qtbot.waitUntil(
        lambda: any(note.findChild(QWidget, way) for note in window.findChildren(NoteBar)), timeout=20_000
    )
    (note,) = window.findChildren(NoteBar)
    return note


def ready(note: NoteBar, qtbot: QtBot) -> str:
    """What the note says when nothing is under way any more."""
    qtbot.waitUntil(note.bar.isHidden, timeout=20_000)
    return note.words.text()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_named_and_joined(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """A conflict copy is named with what is missing; after a backup it is joined, and stays as it was."""
    other = second_version(path, "eins", "zwei")
    before = digest(other)
    window = only_window(begin_program(path))
    note = note_of(window, qtbot)
    assert note.words.text() == (
        "Es gibt eine zweite Fassung: „Essen (Konflikt).werkstatt“ (2 Schritte, die hier fehlen)"
    )
    assert window.desk.state.count(Card) == 5
    keep, doc_id = settings.data_folder(), window.desk.store.doc_id
    window.desk.do(cards.write_cards, group_id="group1", category_id="opportunity", texts=["von hier"])
    window.desk.store.flush()
    click(find(note, QPushButton, "note-merge"))
    words = ready(note, qtbot)
    assert words.startswith(
        "2 Schritte aus „Essen (Konflikt).werkstatt“ übernommen. Neu: 2 Karten, 0 Themen."
    )
    texts = {card.text for card in window.desk.state.all(Card)}
    assert {"eins", "zwei", "von hier"} <= texts
    newest = backups.of(keep, doc_id)[0]
    assert read(newest.path).state.count(Card) == 6
    assert digest(other) == before
    window.close()


def test_not_now(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """A version that was put off is not named again, until there is more in it."""
    second_version(path, "eins")
    program = begin_program(path)
    window = only_window(program)
    click(find(note_of(window, qtbot), QPushButton, "note-later"))
    assert note_of(window, qtbot, way="note-close").isHidden()
    window.close()
    program.open_path(path)
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: bool(found.keeping._backed_up) and not found.keeping.busy, timeout=20_000)
    assert found.window.findChildren(NoteBar) == []
    found.window.close()
    second_version(path, "zwei")
    program.open_path(path)
    assert "2 Schritte" in note_of(only_window(program), qtbot).words.text()


def test_one_after_the_other(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """Of several versions one is named at a time; when it is dealt with, what is left of the others."""
    second_version(path, "eins")
    second_version(path, "zwei", "drei", name="Essen (Konflikt 2).werkstatt")
    window = only_window(begin_program(path))
    note = note_of(window, qtbot)
    assert "„Essen (Konflikt 2)" in note.words.text()
    click(find(note, QPushButton, "note-merge"))
    ready(note, qtbot)
    click(note.close_button)
    qtbot.waitUntil(lambda: "„Essen (Konflikt).werkstatt“ (1 Schritt" in note.words.text())
    click(find(note, QPushButton, "note-merge"))
    qtbot.waitUntil(lambda: window.desk.state.count(Card) == 8)
    ready(note, qtbot)
    click(note.close_button)
    assert note.isHidden()


def test_asked_for(begin_program: Begin, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Any file of the same workshop can be chosen, wherever it lies."""
    other = second_version(path, "eins")
    there = tmp_path / "Stick" / "Ulm.werkstatt"
    there.parent.mkdir()
    other.rename(there)
    program = begin_program(path)
    window = only_window(program)
    program.safekeeping().merge_with(window.desk)
    choose_file(qtbot, "merge-dialog", there)
    note = note_of(window, qtbot, way="note-close")
    qtbot.waitUntil(lambda: window.desk.state.count(Card) == 6)
    assert "Ulm.werkstatt" in ready(note, qtbot)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("another", "anderer Workshop"),
        ("damaged", "beschädigt"),
        ("copy", "enthält nichts, was hier fehlt"),
        ("itself", "enthält nichts, was hier fehlt"),
    ],
)
def test_refused(
    begin_program: Begin, path: Path, tmp_path: Path, qtbot: QtBot, kind: str, words: str
) -> None:
    """Another workshop, a damaged file and one with nothing new: a sentence, and nothing changes."""
    there = tmp_path / "Stick" / "Ulm.werkstatt"
    there.parent.mkdir()
    if kind == "another":
        workshop(there, "Anderer")
    elif kind == "damaged":
        there.write_bytes(b"\0" * 4096)
    elif kind == "copy":
        there.write_bytes(path.read_bytes())
    else:
        there = path
    program = begin_program(path)
    window = only_window(program)
    before = window.desk.state
    program.safekeeping().merge_with(window.desk)
    choose_file(qtbot, "merge-dialog", there)
    note = note_of(window, qtbot, way="note-close")
    assert words in ready(note, qtbot)
    assert window.desk.state is before


def test_nothing_is_joined_without_a_backup(
    begin_program: Begin, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no backup can be made nothing is joined, and the note says why."""
    second_version(path, "eins")
    program = begin_program(path)
    window = only_window(program)
    note = note_of(window, qtbot)
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: not found.keeping.busy)
    folder = backups_folder(settings.data_folder(), window.desk.store.doc_id)
    for backup in folder.iterdir():
        backup.unlink()
    folder.rmdir()
    folder.touch()
    click(find(note, QPushButton, "note-merge"))
    assert "▲" in ready(note, qtbot)
    assert window.desk.state.count(Card) == 5
    folder.unlink()


def test_what_the_other_side_erased(
    begin_program: Begin, path: Path, qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    """What was erased in a copy is gone here too when it was joined; at the next opening from all files."""
    secret = "Geheimer Satz"
    other = second_version(path, "eins")
    store = files.open_store(path, device="a")
    edit = cards.write_cards(store.state, group_id="group1", category_id="opportunity", texts=[secret])
    store.commit(edit)
    other.unlink()
    files.save_copy(store, other)
    store.close()
    store = files.open_store(other, device="b")
    store.commit(erasing.erase_cards(store.state, edit.ids("cards")))
    store.close()
    forgetting.erase(other, tmp_path / "keep of b", "b", lambda store: erasing.erase_cards(store.state, []))
    program = begin_program(path)
    window = only_window(program)
    note = note_of(window, qtbot)
    assert hits(home, secret)
    click(find(note, QPushButton, "note-merge"))
    ready(note, qtbot)
    assert window.desk.state.count(Card) == 5
    window.close()
    program.care.wait_for(path)
    program.open_path(path)
    (found,) = program.open.values()
    qtbot.waitUntil(lambda: bool(found.keeping._backed_up) and not found.keeping.busy, timeout=20_000)
    assert hits(home, secret) == []
    assert hits(path.parent, secret) == []


def test_keyboard(begin_program: Begin, path: Path, qtbot: QtBot) -> None:
    """F6 leads to the note; what has the keyboard there goes on having it when the note changes."""
    second_version(path, "eins")
    window = only_window(begin_program(path))
    note = note_of(window, qtbot)
    show(window)
    for _ in range(5):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus.objectName() == "note-merge":
            break
        press(focus, "F6")
    focus = QApplication.focusWidget()
    assert focus is find(note, QPushButton, "note-merge")
    press(focus, "Space")
    ready(note, qtbot)
    assert note.close_button.accessibleName() == "Meldung schließen"
    press(note.close_button, "Space")
    assert note.isHidden()
    shown = window.stack.currentWidget()
    focus = QApplication.focusWidget()
    assert shown is not None
    assert focus is not None
    assert shown is focus or shown.isAncestorOf(focus)
