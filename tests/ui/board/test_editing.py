"""Typing on the board."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tests.keys import click, press, type_text
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import LONG, Cluster
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.domain.verbs.cards import delete_cards, reword_card


def card_field(board: Board, id: str = "unclear") -> QPlainTextEdit:
    board.page.choice.only(id)
    press(board.page.view, "F2")
    field = board.page.editing.field
    assert isinstance(field, QPlainTextEdit)
    assert field.hasFocus()
    return field


def heading_field(board: Board, id: str = "goals") -> QLineEdit:
    board.page.choice.only(id)
    press(board.page.view, "F2")
    field = board.page.editing.field
    assert isinstance(field, QLineEdit)
    return field


def heading(board: Board, id: str = "goals") -> str:
    cluster = board.desk.state.get(Cluster, id)
    assert cluster is not None
    return cluster.heading


def test_a_card_is_reworded_in_place(board: Board) -> None:
    """Enter hands over; the first wording is kept, the keyboard is back on the card."""
    field = card_field(board)
    type_text(field, " – auch räumlich")
    press(field, "Return")
    assert board.steps == ["reword_card"]
    assert board.card("unclear").text == "Zuständigkeiten unklar – auch räumlich"
    assert board.card("unclear").first_text == "Zuständigkeiten unklar"
    assert board.page.view.hasFocus()
    assert board.page.editing.field is None
    assert "".join(board.page.scene.cards["unclear"].fitted.lines).endswith("räumlich")


def test_shift_enter_makes_a_new_line(board: Board) -> None:
    """So a card can have several lines."""
    field = card_field(board)
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text(field, "überall")
    press(field, "Return")
    assert board.card("unclear").text == "Zuständigkeiten unklar\nüberall"


def test_escape_leaves_the_card_as_it_was(board: Board) -> None:
    """What was typed is dropped."""
    field = card_field(board)
    type_text(field, "nicht")
    press(field, "Escape")
    assert board.steps == []
    assert board.page.editing.field is None
    assert board.page.view.hasFocus()


def test_clicking_elsewhere_hands_over(board: Board) -> None:
    """Leaving the field is enough."""
    field = card_field(board)
    type_text(field, " bleibt")
    click(board.viewport, board.at("open"))
    assert board.steps == ["reword_card"]
    assert board.page.editing.field is None


def test_settling_hands_over(board: Board) -> None:
    """Before undo, printing or another page the words are safe; undo then takes them back."""
    field = card_field(board)
    type_text(field, " doch")
    board.desk.settling.emit()
    assert board.card("unclear").text == "Zuständigkeiten unklar doch"
    board.desk.undo()
    assert board.card("unclear").text == "Zuständigkeiten unklar"


def test_undo_takes_typing_back_first(board: Board) -> None:
    """In the field Ctrl+Z undoes typing, and nothing in the workshop."""
    board.desk.do(verbs.move_cards, {"skill": (1.0, 500.0)})
    field = card_field(board)
    type_text(field, " ja")
    press(field, "Ctrl+Z")
    assert field.toPlainText() == "Zuständigkeiten unklar"
    assert board.place("skill") == (1.0, 500.0)


def test_nothing_typed_is_no_edit(board: Board) -> None:
    """Opening a field and pressing Enter changes nothing."""
    press(card_field(board), "Return")
    press(heading_field(board), "Return")
    assert board.steps == []


def test_an_empty_card_is_refused(board: Board) -> None:
    """Enter on an empty field says why and keeps it; leaving it keeps the old text."""
    field = card_field(board)
    field.clear()
    press(field, "Return")
    assert board.said == ["Die Karte hat noch keinen Text."]
    assert board.page.editing.field is field
    click(board.viewport, board.at("open"))
    assert board.page.editing.field is None
    assert board.card("unclear").text == "Zuständigkeiten unklar"
    assert board.steps == []


def test_too_long_a_text_stays_in_the_field(board: Board) -> None:
    """A sentence names the limit, and what was pasted is not lost."""
    field = card_field(board)
    QGuiApplication.clipboard().setText("x" * (LONG + 1))
    field.selectAll()
    field.paste()
    press(field, "Return")
    assert board.page.editing.field is field
    assert len(board.said) == 1
    assert "4000" in board.said[0].replace(".", "")
    click(board.viewport, board.at("open"))
    assert board.page.editing.field is field
    press(field, "Escape")
    assert board.steps == []


def test_pasted_text_is_plain(board: Board) -> None:
    """Markup is text like any other."""
    field = card_field(board)
    field.selectAll()
    QGuiApplication.clipboard().setText("<b>fett</b> & mehr")
    field.paste()
    press(field, "Return")
    assert board.card("unclear").text == "<b>fett</b> & mehr"
    assert board.page.scene.cards["unclear"].fitted.lines == ("<b>fett</b> & mehr",)


def test_a_heading_is_renamed_in_place(board: Board) -> None:
    """The whole heading is selected, so that typing replaces it."""
    field = heading_field(board)
    type_text(field, "Ziele")
    press(field, "Return")
    assert board.steps == ["name_cluster"]
    assert heading(board) == "Ziele"
    assert board.page.scene.themes["goals"].heading == "Ziele"


def test_too_long_a_heading_stays_in_the_field(board: Board) -> None:
    """It is refused with a sentence."""
    field = heading_field(board)
    field.setText("y" * 301)
    press(field, "Return")
    assert board.page.editing.field is field
    assert len(board.said) == 1
    press(field, "Escape")
    assert heading(board) == "Gemeinsame Ziele"


def test_the_field_goes_with_its_card(board: Board) -> None:
    """When the card is deleted meanwhile the field closes."""
    card_field(board)
    board.desk.do(delete_cards, ["unclear"])
    assert board.page.editing.field is None


def test_the_field_stays_on_its_card(board: Board) -> None:
    """Zooming and scrolling take the field along, and it is never too small to type in."""
    field = card_field(board)
    board.page.view.camera.zoom_to(0.2)
    assert field.geometry().contains(board.at("unclear"))
    assert field.width() >= 196
    assert field.font().pixelSize() >= 14
    board.page.view.camera.zoom_to(1.5, board.at("unclear").toPointF())
    assert field.geometry().contains(board.at("unclear"))
    assert board.viewport.rect().contains(field.geometry())


def test_opening_another_field_hands_over_the_first(board: Board) -> None:
    """There is never more than one."""
    field = card_field(board)
    type_text(field, " erst")
    QTest.mouseDClick(
        board.viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, board.at("skill")
    )
    assert board.card("unclear").text.endswith(" erst")
    assert isinstance(board.page.editing.field, QPlainTextEdit)
    assert board.page.editing.field.toPlainText() == "Mehr Sachverstand bündeln"


def test_tab_hands_over_and_goes_on(board: Board) -> None:
    """From the field Tab leads to the next card."""
    field = card_field(board)
    type_text(field, " hier")
    press(field, "Tab")
    assert board.card("unclear").text.endswith(" hier")
    assert board.page.choice.focus == "skill"
    assert board.page.view.hasFocus()


def test_leaving_keeps_blanks_that_do_not_break(board: Board) -> None:
    """A card opened and left as it is stays as it is, also with a non-breaking space in it."""
    board.desk.do(reword_card, "unclear", "Haushalt 2027:\u00a0100\u00a0000 Euro")
    before = board.card("unclear")
    steps = len(board.steps)
    card_field(board)
    click(board.viewport, board.at("open"))
    assert board.page.editing.field is None
    assert board.card("unclear") == before
    assert len(board.steps) == steps
