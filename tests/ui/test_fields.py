"""Entry fields of records: when they hand over, what undo means in them, what they keep."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, show, type_text
from werkstatt_desktop.ui.fields import LineField, ProseField

Field = LineField | ProseField


class Form(QWidget):
    """A field of each kind, and window keys that count."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.prose = LineField("line", "Titel"), ProseField("prose", "Ziel", rows=2, most=4)
        self.heard: list[str] = []
        self.keys: list[str] = []
        layout = QVBoxLayout(self)
        for field in (self.line, self.prose):
            layout.addWidget(field)
            field.finished.connect(self.heard.append)
        for keys in ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(self._pressed)

    def _pressed(self) -> None:
        shortcut = self.sender()
        assert isinstance(shortcut, QShortcut | QAction)
        key = shortcut.key() if isinstance(shortcut, QShortcut) else shortcut.shortcut()
        self.keys.append(key.toString())


@pytest.fixture
def form(qtbot: QtBot, look: object) -> Form:
    form = Form()
    qtbot.addWidget(form)
    form.line.show_text("alt")
    form.prose.show_text("alt")
    show(form)
    return form


@pytest.fixture(params=["line", "prose"])
def field(request: pytest.FixtureRequest, form: Form) -> Field:
    """The one field and the other, with the keyboard and the cursor at the end."""
    found: Field = getattr(form, request.param)
    found.setFocus()
    press(found, "End")
    return found


def form_of(field: Field) -> Form:
    form = field.parentWidget()
    assert isinstance(form, Form)
    return form


def test_leaving_hands_over_once(field: Field) -> None:
    """A changed text is told when the field is left, an unchanged one is not."""
    form = form_of(field)
    type_text(field, "er Titel")
    assert form.heard == []
    press(field, "Tab")
    assert form.heard == ["alter Titel"]
    field.setFocus()
    press(field, "Tab")
    assert form.heard == ["alter Titel"]


def test_enter_hands_over_a_line(form: Form) -> None:
    """Enter hands a line over and keeps the field; in prose it makes a line."""
    form.line.setFocus()
    press(form.line, "Ctrl+A")
    type_text(form.line, "neu\n")
    assert (form.heard, form.line.hasFocus()) == (["neu"], True)
    form.prose.setFocus()
    press(form.prose, "End")
    type_text(form.prose, "\nzwei")
    assert form.prose.text() == "alt\nzwei"
    assert form.heard == ["neu"]


def test_undo_takes_back_typing_first(field: Field) -> None:
    """While something typed is left to take back, the key stays in the field; then it reaches the window."""
    form = form_of(field)
    type_text(field, "x")
    press(field, "Ctrl+Z")
    assert (field.text(), form.keys) == ("alt", [])
    press(field, "Ctrl+Z")
    assert form.keys == ["Ctrl+Z"]


@pytest.mark.parametrize("keys", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_redo_of_typing_comes_first(field: Field, keys: str) -> None:
    """Both keys of redo bring back what was typed, then reach the window."""
    form = form_of(field)
    type_text(field, "x")
    press(field, "Ctrl+Z")
    press(field, keys)
    assert (field.text(), form.keys) == ("altx", [])
    press(field, keys)
    assert form.keys == [keys]


def test_what_was_handed_over_is_no_typing(field: Field) -> None:
    """After a text was handed over, undo means the step: the field does not go back by itself."""
    form = form_of(field)
    type_text(field, "er")
    field.hand_over()
    field.show_text("alter")
    press(field, "Ctrl+Z")
    assert (field.text(), form.keys) == ("alter", ["Ctrl+Z"])


def test_handing_over_keeps_the_cursor(form: Form) -> None:
    """Handing over while the keyboard is in the field does not move the cursor."""
    form.line.setFocus()
    press(form.line, "Home")
    type_text(form.line, "x")
    form.line.hand_over()
    assert form.line.cursorPosition() == 1


def test_escape_puts_back(field: Field) -> None:
    """Esc brings back what the record says and keeps the keyboard; a second one is for the page."""
    form = form_of(field)
    type_text(field, "x")
    press(field, Qt.Key.Key_Escape)
    assert (field.text(), field.hasFocus()) == ("alt", True)
    press(field, "Tab")
    assert form.heard == []


def test_typing_survives_other_news(field: Field) -> None:
    """A redraw that changes nothing in the record leaves words being typed alone; a new record wins."""
    type_text(field, "x")
    field.show_text("alt")
    assert field.text() == "altx"
    field.show_text("von anderswo")
    assert field.text() == "von anderswo"


def test_refused_words_stay_and_are_marked(field: Field) -> None:
    """What was refused stays, looks so, and is handed over again; put back, it looks as before."""
    form = form_of(field)
    type_text(field, "x")
    field.hand_over()
    field.keep_typed("alt")
    assert (field.text(), field.property("kept")) == ("altx", True)
    press(field, "Tab")
    assert form.heard == ["altx", "altx"]
    field.keep_typed("alt")
    field.setFocus()
    press(field, Qt.Key.Key_Escape)
    assert (field.text(), field.property("kept")) == ("alt", False)


def test_refused_typing_can_be_taken_back(field: Field) -> None:
    """As long as words were not taken, undo in the field means them."""
    form = form_of(field)
    type_text(field, "x")
    field.finished.connect(lambda _text: field.keep_typed("alt"))
    field.hand_over()
    press(field, "Ctrl+Z")
    assert (field.text(), form.keys) == ("alt", [])


def test_non_breaking_space_is_no_change(form: Form) -> None:
    """Looking at a text with a non-breaking space does not change it."""
    form.prose.show_text("10\u00a0Uhr\nB")
    form.prose.setFocus()
    press(form.prose, "Tab")
    assert (form.heard, form.prose.text()) == ([], "10\u00a0Uhr\nB")


def test_prose_grows_with_its_text(form: Form) -> None:
    """The field is as high as its text, between its least and its most lines."""
    heights = []
    for text in ("", "1\n2\n3", "1\n2\n3\n4", "\n".join("123456789")):
        form.prose.show_text(text)
        QApplication.processEvents()
        heights.append(form.prose.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_popup_does_not_hand_over(field: Field) -> None:
    """A menu that takes the keyboard for a moment is no way of leaving the field."""
    type_text(field, "x")
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MouseFocusReason):
        QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, reason))
        expected = [] if reason == Qt.FocusReason.PopupFocusReason else ["altx"]
        assert form_of(field).heard == expected


def test_key_override_is_answered(field: Field) -> None:
    """The question whether the field wants the undo key is answered with what is left to undo."""
    type_text(field, "x")
    for expected in (True, False):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        asked.ignore()
        QApplication.sendEvent(field, asked)
        assert asked.isAccepted() is expected
        press(field, "Ctrl+Z")


def test_fresh_field_has_nothing_to_take_back(qtbot: QtBot, look: object) -> None:
    """In a field in which nothing was typed the first undo is the workshop's."""
    for made in (LineField("a", "A"), ProseField("b", "B")):
        qtbot.addWidget(made)
        show(made)
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        asked.ignore()
        QApplication.sendEvent(made, asked)
        assert not asked.isAccepted()
