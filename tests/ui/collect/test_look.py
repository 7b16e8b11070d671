"""How the page looks: empty pages, sizes of cards, long texts; and the same picture however it came about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.collect.capturing import Room, put_cards
from werkstatt_desktop.domain.records import WORKSHOP_ID, Group, Workshop
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.laid import lay_out


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    return Room(desk, qtbot)


@pytest.fixture
def empty_file(workshop_file: Path) -> Path:
    """A workshop with neither groups nor categories, in place of the usual one."""
    workshop_file.unlink()
    facts = Workshop(id=WORKSHOP_ID, title="Leer", language="en")
    files.create(workshop_file, base_edit("create_workshop", [facts]))
    return workshop_file


def first_step(room: Room) -> QPushButton:
    found = room.page.findChild(QPushButton, "first-step")
    assert found is not None
    return found


def words_on(room: Room) -> list[str]:
    return [label.text() for label in room.page.findChildren(QLabel) if label.isVisible()]


def ink(image: QImage, area: QRect, colour: str) -> list[int]:
    """The columns of an area in which a colour occurs."""
    wanted = QColor(colour).rgb()
    return [
        x
        for x in range(area.left(), area.right())
        if any(image.pixel(x, y) == wanted for y in range(area.top(), area.bottom()))
    ]


def test_empty_page_leads_to_the_first_card(
    empty_file: Path, make_desk: Callable[[str], Desk], qtbot: QtBot
) -> None:
    """Without groups and categories the page says what is missing and makes it; two steps, then one types."""
    room = Room(make_desk("de"), qtbot)
    before = room.entries
    assert words_on(room)[0] == "Noch keine Gruppe"
    assert first_step(room).hasFocus()
    press(first_step(room), Qt.Key.Key_Space)
    assert [group.name for group in room.desk.state.all(Group)] == ["Gruppe 1"]
    assert words_on(room)[0] == "Noch keine Kategorien"
    click(first_step(room))
    assert room.entries == before + 2
    assert len(room.columns) == 3
    assert not first_step(room).isVisible()
    assert room.field().hasFocus()
    # The questions are for the paper, which is English here.
    assert room.columns[0].head.accessibleDescription() == "Which opportunities do we see?"
    type_text(room.field(), "eins\n")
    assert room.shown() == ["eins"]


def test_last_group_gone_shows_the_empty_page(room: Room) -> None:
    """Deleting all groups leads to the page that offers a new one; undo leads back to the cards."""
    put_cards(room.desk, "opportunity", "eins")
    for group_id in ("group1", "group2"):
        room.desk.do(setup.delete_group, group_id)
    assert words_on(room)[0] == "Noch keine Gruppe"
    room.desk.undo()
    room.desk.undo()
    room.desk.show_group("group1")
    assert room.shown() == ["eins"]


def test_same_picture_step_by_step_and_anew(room: Room) -> None:
    """What steps leave on the screen is what a page drawn anew shows."""
    ids = put_cards(room.desk, "opportunity", "eins", "zwei & <b>", "drei", "vier")
    put_cards(room.desk, "obstacle", "Hürde")
    room.desk.do(
        cards.reword_card, ids[0], "Eins, aber mit einem viel längeren Wortlaut, der umbrochen wird " * 3
    )
    room.desk.do(cards.explain_card, ids[1], "Weil es so ist")
    room.desk.do(cards.recategorise_cards, ids[2:3], "obstacle")
    room.desk.do(cards.delete_cards, ids[3:])
    room.desk.undo()
    QApplication.processEvents()
    stepwise = room.page.grab().toImage()
    room.page.refresh(None)
    QApplication.processEvents()
    assert room.page.grab().toImage() == stepwise
    room.desk.show_group("group2")
    room.desk.show_group("group1")
    QApplication.processEvents()
    assert room.page.grab().toImage() == stepwise


def test_no_text_is_cut(room: Room) -> None:
    """A card is as high as its text: what it paints ends above its lower edge, however long the text is."""
    put_cards(room.desk, "opportunity", "Ein langer Satz, der über viele Zeilen geht. " * 20)
    QApplication.processEvents()
    view = room.view()
    rect = view.visualRect(view.model().index(0, 0))
    image = view.viewport().grab().toImage()
    last_line, below = rect.adjusted(8, rect.height() - 26, 0, -8), rect.adjusted(8, rect.height() - 6, 0, 0)
    assert rect.height() > 200
    assert ink(image, last_line, theme.LIGHT.text)
    assert not ink(image, below, theme.LIGHT.text)
    long_word = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung" * 2
    broken = lay_out(long_word, theme.font(15), 180)
    assert all(broken.layout.lineAt(n).naturalTextWidth() <= 180 for n in range(broken.layout.lineCount()))


def test_right_to_left_begins_at_the_right(room: Room) -> None:
    """What reads from the right stands at the right edge of its card, German at the left."""
    # A mark makes the first text read from the right; a bare system has no Arabic letters to look for.
    put_cards(room.desk, "opportunity", "\u200fNein", "Ja")
    # Thick strokes have the text's own colour inside, however their edges are smoothed.
    room.desk.show_card_size(3)
    QApplication.processEvents()
    view = room.view()
    image = view.viewport().grab().toImage()
    turned, german = (view.visualRect(view.model().index(n, 0)) for n in range(2))
    assert min(ink(image, turned, theme.LIGHT.text)) > turned.width() / 2
    assert max(ink(image, german, theme.LIGHT.text)) < german.width() / 2


def test_emoji_have_a_picture(room: Room) -> None:
    """An emoji on a card is drawn, not a box that stands for what no typeface has."""
    laid = lay_out("Park 🌳 und 👍", theme.font(15), 300)
    runs = laid.layout.glyphRuns()
    assert {run.rawFont().familyName() for run in runs} == {theme.FAMILY, "Noto Emoji"}
    assert all(glyph for run in runs for glyph in run.glyphIndexes())


def test_cards_grow_in_four_steps(desk: Desk, qtbot: QtBot) -> None:
    """The largest text is 40 pixels high in a window 1,920 wide; columns never get too narrow for it."""
    put_cards(desk, "opportunity", "eins")
    room = Room(desk, qtbot, width=1920, height=1000)
    heights = []
    for size in range(4):
        desk.show_card_size(size)
        QApplication.processEvents()
        heights.append(room.view().visualRect(room.view().model().index(0, 0)).height())
    assert heights == sorted(set(heights))
    assert room.columns[0].look.text_font.pixelSize() == 40
    assert room.field().font().pixelSize() == 40


def test_dark_theme_reaches_the_cards(room: Room) -> None:
    """Cards, stripes and heads follow the theme."""
    put_cards(room.desk, "opportunity", "eins")
    room.desk.show_theme(theme.DARK)
    QApplication.processEvents()
    view = room.view()
    rect = view.visualRect(view.model().index(0, 0))
    image = view.viewport().grab().toImage()
    fill, stripe = theme.DARK.category("green")
    assert image.pixelColor(rect.right() - 8, rect.center().y()).name() == fill.name()
    assert image.pixelColor(rect.left() + 2, rect.center().y()).name() == stripe.name()


def test_dark_theme_reaches_the_fields(room: Room) -> None:
    """What the empty fields say, and their frame, have the colours of the theme that is shown now."""
    room.desk.show_theme(theme.DARK)
    QApplication.processEvents()
    for column in room.columns:
        assert column.entry.field._look is theme.DARK
        assert column.entry._stripe == theme.DARK.category(column.category.colour)[1]


def test_heads_end_at_one_height(room: Room) -> None:
    """A question of three lines in one column moves the cards of all."""
    room.desk.do(
        setup.edit_category, "obstacle", question="Eine sehr lange Leitfrage, die viel Platz braucht. " * 4
    )
    QApplication.processEvents()
    assert len({column.cards.y() for column in room.columns}) == 1
    assert room.columns[1].head.heightForWidth(room.columns[1].width()) <= room.columns[1].head.height()


def test_list_stays_at_its_end(room: Room) -> None:
    """The newest card is in sight, also when the field grows; who scrolled up stays where they are."""
    put_cards(room.desk, "opportunity", *(f"Karte {n}" for n in range(40)))
    QApplication.processEvents()
    view = room.view()
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    for _ in range(4):
        press(room.field(), "Shift+Return")
    QApplication.processEvents()
    assert bar.value() == bar.maximum()
    bar.setValue(100)
    put_cards(room.desk, "opportunity", "noch eine")
    QApplication.processEvents()
    assert bar.value() == 100
    room.field().clear()
    room.write("die neueste")
    assert bar.value() == bar.maximum()
