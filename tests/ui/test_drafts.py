"""What stands in fields is kept within a second, and is there again after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, type_text
from tests.ui.shell import open_window, settle, write
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card, ParkedItem
from werkstatt_desktop.domain.verbs import board, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.keep import recorder_folder
from werkstatt_desktop.storage.recorder import DRAFTS, drafts
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.collect.page import CapturePage
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.theme import LIGHT

Kept = Callable[[], dict[str, str]]


@pytest.fixture
def kept(kept_desk: Desk, workshop_file: Path, tmp_path: Path) -> Kept:
    """What is kept of the fields now, as the next start of the program would find it."""
    folder = recorder_folder(tmp_path / "keep", kept_desk.store.doc_id, workshop_file)
    return lambda: drafts(folder)


@pytest.fixture
def reopened(kept_desk: Desk, workshop_file: Path, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """A desk as the next start of the program makes it after this one was killed."""
    desks: list[Desk] = []

    def make() -> Desk:
        kept_desk.let_go()  # a window that was killed hands nothing over any more
        store = files.open_store(workshop_file, device="test", keep=tmp_path / "keep")
        desks.append(Desk(store, Texts("de"), LIGHT))
        return desks[-1]

    yield make
    for desk in desks:
        desk.let_go()
        desk.store.close()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def fields(window: WorkshopWindow) -> list[str]:
    page = window.findChild(CapturePage, "collect-page")
    assert page is not None
    return [column.entry.text for column in page.columns]


def test_kept_within_a_second(kept_desk: Desk, qtbot: QtBot, kept: Kept) -> None:
    """Who types without a pause has all but the last second of it kept, at each moment."""
    open_window(kept_desk, qtbot, "collect")
    typed: list[tuple[float, str]] = []
    text, late = "", []
    for n in range(60):
        type_text(focus(), letter := "abcdefghij"[n % 10])
        text += letter
        typed.append((monotonic(), text))
        qtbot.wait(50)
        found, now = "".join(kept().values()), monotonic()
        must = [words for at, words in typed if now - at > 1.0]
        if must and not found.startswith(must[-1]):
            late.append((must[-1], found))
    assert late == []


def test_nothing_is_written_while_nobody_types(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, workshop_file: Path, tmp_path: Path
) -> None:
    """A field at rest, and going from field to field, cost the disk nothing."""
    open_window(kept_desk, qtbot, "collect")
    type_text(focus(), "halb")
    qtbot.waitUntil(lambda: list(kept().values()) == ["halb"])
    folder = recorder_folder(tmp_path / "keep", kept_desk.store.doc_id, workshop_file)
    before = (folder / DRAFTS).stat().st_mtime_ns
    for keys in ("Tab", "Alt+2", "Alt+1"):
        press(focus(), keys)
    qtbot.wait(1000)
    assert (folder / DRAFTS).stat().st_mtime_ns == before


def test_fields_of_all_columns_and_groups_come_back(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk]
) -> None:
    """After a crash each field of each group holds what stood there, to the last blank and line end."""
    open_window(kept_desk, qtbot, "collect")
    type_text(focus(), "Chance mit\u00a0Leerzeichen")
    press(focus(), "Shift+Return")
    type_text(focus(), "zweite Zeile")
    press(focus(), "Tab")
    press(focus(), "Alt+2")
    type_text(focus(), "Hürde ")
    qtbot.waitUntil(lambda: len(kept()) == 2 and "Hürde " in kept().values())
    desk = reopened()
    assert len(desk.drafts) == 2
    window = open_window(desk, qtbot, "collect")
    assert fields(window) == ["Chance mit\u00a0Leerzeichen\nzweite Zeile", "", ""]
    press(focus(), "Alt+2")
    assert fields(window) == ["", "Hürde ", ""]
    press(focus(), "Tab")
    type_text(focus(), "fertig\n")
    assert [card.text for card in desk.state.all(Card)] == ["Hürde fertig"]


def test_written_cards_are_forgotten(kept_desk: Desk, qtbot: QtBot, kept: Kept) -> None:
    """A draft that became a card, or was deleted from the field, is kept no longer."""
    open_window(kept_desk, qtbot, "collect")
    type_text(focus(), "eins")
    press(focus(), "Tab")
    type_text(focus(), "zwei")
    qtbot.waitUntil(lambda: sorted(kept().values()) == ["eins", "zwei"])
    type_text(focus(), "\n")
    qtbot.waitUntil(lambda: list(kept().values()) == ["eins"])
    press(focus(), "Shift+Tab")
    press(focus(), "Ctrl+A")
    press(focus(), "Del")
    qtbot.waitUntil(lambda: kept() == {})


def test_parking_lot_comes_back(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk]
) -> None:
    """What was to go into the parking lot stands there again, with its kind."""
    window = open_window(kept_desk, qtbot)
    window.toggle_parking()
    press(focus(), "Alt+3")
    type_text(focus(), "Später: Bänke")
    qtbot.waitUntil(lambda: "Bänke" in "".join(kept().values()))
    again = open_window(reopened(), qtbot)
    again.toggle_parking()
    field = again.findChild(QPlainTextEdit, "parking-entry")
    chip = again.findChild(QPushButton, "parking-kind-idea")
    assert field is not None
    assert chip is not None
    assert (field.toPlainText(), chip.isChecked()) == ("Später: Bänke", True)
    type_text(field, "\n")
    (item,) = again.desk.state.all(ParkedItem)
    assert (item.text, item.kind) == ("Später: Bänke", "idea")
    assert len(again.desk.drafts) == 0


@pytest.mark.parametrize("explains", [False, True])
def test_rewording_in_collect_comes_back(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk], explains: bool
) -> None:
    """A card that was being reworded or explained is so again, with the words that stood there."""
    write(kept_desk, "eins", "zwei")
    open_window(kept_desk, qtbot, "collect")
    press(focus(), "Up")
    press(focus(), "Shift+F2" if explains else "F2")
    type_text(focus(), "neue Worte")
    qtbot.waitUntil(lambda: "neue Worte" in kept().values())
    desk = reopened()
    open_window(desk, qtbot, "collect")
    qtbot.waitUntil(lambda: focus().objectName() == ("explain_card" if explains else "reword_card"))
    field = focus()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "neue Worte"
    assert {card.text for card in desk.state.all(Card)} == {"eins", "zwei"}
    press(field, "Return")
    card = next(card for card in desk.state.all(Card) if card.text != "eins")
    assert (card.explanation if explains else card.text) == "neue Worte"
    assert len(desk.drafts) == 0


def test_rewording_that_is_given_up_is_forgotten(kept_desk: Desk, qtbot: QtBot, kept: Kept) -> None:
    """Esc leaves the card as it was, and nothing is kept of the words."""
    write(kept_desk, "eins")
    open_window(kept_desk, qtbot, "collect")
    press(focus(), "Up")
    press(focus(), "F2")
    type_text(focus(), "neu")
    qtbot.waitUntil(lambda: "neu" in kept().values())
    press(focus(), "Esc")
    qtbot.waitUntil(lambda: kept() == {})


def test_typing_on_the_board_comes_back(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk]
) -> None:
    """A heading and the text of a card that were being typed on the board are open again."""
    edit = write(kept_desk, "eins")
    kept_desk.do(board.form_cluster, group_id="group1", card_ids=list(edit.ids("cards")), heading="Alt")
    window = open_window(kept_desk, qtbot, "arrange")
    page = window.stack.currentWidget()
    cluster = next(iter(kept_desk.state.shown["clusters"]))
    page.editing.open(cluster)  # type: ignore[union-attr]
    type_text(focus(), "Neue Überschrift")
    qtbot.waitUntil(lambda: "Neue Überschrift" in kept().values())
    desk = reopened()
    open_window(desk, qtbot, "arrange")
    qtbot.waitUntil(lambda: focus().objectName() == "board-heading-field")
    field = focus()
    assert isinstance(field, QLineEdit)
    assert field.text() == "Neue Überschrift"
    press(field, "Return")
    assert [c.heading for c in order.clusters(desk.state, "group1")] == ["Neue Überschrift"]
    assert len(desk.drafts) == 0


def test_typing_in_a_card_of_the_board_comes_back(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk]
) -> None:
    """What was begun on the board may go on in Collect, and the other way round."""
    (id,) = write(kept_desk, "eins").ids("cards")
    window = open_window(kept_desk, qtbot, "arrange")
    window.stack.currentWidget().editing.open(id)  # type: ignore[union-attr]
    type_text(focus(), " und zwei")
    qtbot.waitUntil(lambda: "eins und zwei" in kept().values())
    desk = reopened()
    open_window(desk, qtbot, "collect")
    qtbot.waitUntil(lambda: focus().objectName() == "reword_card")
    press(focus(), "Return")
    assert [card.text for card in desk.state.all(Card)] == ["eins und zwei"]


def test_draft_of_a_page_that_is_not_shown_stays(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk]
) -> None:
    """Who does not look at Collect after a crash keeps the draft, over any number of sessions."""
    open_window(kept_desk, qtbot, "collect")
    type_text(focus(), "halb")
    qtbot.waitUntil(lambda: list(kept().values()) == ["halb"])
    kept_desk.let_go()
    for _ in range(2):
        desk = reopened()
        window = open_window(desk, qtbot, "arrange")
        window.close()
        assert list(kept().values()) == ["halb"]
    assert fields(open_window(reopened(), qtbot, "collect"))[0] == "halb"


def test_closing_properly_leaves_no_draft(kept_desk: Desk, qtbot: QtBot, kept: Kept) -> None:
    """At closing the draft becomes a card in the file, which may be opened elsewhere; no draft is kept."""
    window = open_window(kept_desk, qtbot, "collect")
    type_text(focus(), "halb")
    window.close()
    assert [card.text for card in kept_desk.state.all(Card)] == ["halb"]
    qtbot.waitUntil(lambda: kept() == {})


def test_draft_follows_the_file(kept_desk: Desk, qtbot: QtBot, kept: Kept, tmp_path: Path) -> None:
    """A workshop that goes on in another file has its drafts kept for that."""
    open_window(kept_desk, qtbot, "collect")
    type_text(focus(), "halb")
    other = tmp_path / "Anderswo.werkstatt"
    files.save_copy(kept_desk.store, other)
    old = kept_desk.store
    new = files.open_store(other, device="test", keep=tmp_path / "keep")
    new.write_behind(kept_desk.wake)
    kept_desk.take_over(new)
    folder = recorder_folder(tmp_path / "keep", new.doc_id, other)
    qtbot.waitUntil(lambda: list(drafts(folder).values()) == ["halb"])
    old.close()


def test_any_characters_are_kept(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk]
) -> None:
    """Quotes, emoji and half characters, as a broken program leaves them, do no harm."""
    kept_desk.drafts.put("card/group1/opportunity", 'a"\\\ud83d\x00 😀 \udc00')
    qtbot.waitUntil(lambda: len(kept()) == 1)
    assert kept()["card/group1/opportunity"] == 'a"\\\ufffd\x00 😀 \ufffd'
    write(kept_desk, "danach")
    assert kept_desk.store.flush(2.0)
    window = open_window(reopened(), qtbot, "collect")
    assert fields(window)[0].startswith('a"\\')


def test_draft_of_a_group_that_is_gone_does_no_harm(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk]
) -> None:
    """Where the place of a draft was deleted meanwhile, the window opens and closes as always."""
    open_window(kept_desk, qtbot, "collect")
    type_text(focus(), "halb")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    kept_desk.do(setup.delete_group, "group1")
    assert kept_desk.store.flush(2.0)
    window = open_window(reopened(), qtbot, "collect")
    assert fields(window) == ["", "", ""]
    window.close()
    settle()
    assert not window.isVisible()


@pytest.mark.parametrize("name", ["facts-title", "facts-goal", "group-name-group2"])
def test_field_of_a_record_comes_back(
    kept_desk: Desk, qtbot: QtBot, kept: Kept, reopened: Callable[[], Desk], name: str
) -> None:
    """What was being typed into a fact or a row of Prepare stands there again, under the cursor."""
    window = open_window(kept_desk, qtbot, "prepare")
    field = window.findChild(QWidget, name)
    assert field is not None
    field.setFocus()
    press(field, "End")
    type_text(field, " und mehr")
    qtbot.waitUntil(lambda: " und mehr" in "".join(kept().values()))
    desk = reopened()
    again = open_window(desk, qtbot, "prepare")
    qtbot.waitUntil(lambda: focus().objectName() == name)
    assert focus().text().endswith(" und mehr")  # type: ignore[attr-defined]
    before = desk.state
    press(focus(), "Tab")
    assert desk.state is not before
    assert len(desk.drafts) == 0
    records = [desk.state.workshop, *order.groups(desk.state)]
    assert ["und mehr" in str(asdict(record)) for record in records].count(True) == 1
    assert again.isVisible()


def test_field_that_was_handed_over_is_forgotten(kept_desk: Desk, qtbot: QtBot, kept: Kept) -> None:
    """What became part of the workshop, or was put back with Esc, is kept no longer."""
    window = open_window(kept_desk, qtbot, "prepare")
    field = window.findChild(QWidget, "facts-place")
    assert field is not None
    for leave in ("Tab", "Esc"):
        field.setFocus()
        type_text(field, "Anderswo")
        qtbot.waitUntil(lambda: len(kept()) == 1)
        press(field, leave)
        qtbot.waitUntil(lambda: kept() == {})
