"""The parking lot beside the page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show, type_text
from tests.ui.prepare.preparing import button, choose, drop_below, field, grip_of, settle, shown, steps, write
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import PARKED_KINDS, ParkedItem
from werkstatt_desktop.domain.verbs import parking, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.parking.panel import ParkingPanel

POPUP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


class Window(QWidget):
    """A page with a field, and the parking lot beside it as the window keeps it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.page = QLineEdit()
        self.panel = ParkingPanel(desk)
        self.panel.hide()
        self.panel.closed.connect(self.panel.hide)
        layout = QHBoxLayout(self)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.panel)
        self.key = QShortcut("Ctrl+Shift+T", self)
        self.key.activated.connect(self.panel.open)
        # The window has keys of its own for groups.
        self.groups = [QShortcut(f"Alt+{n}", self) for n in range(1, 10)]
        self.resize(900, 800)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Window:
    made = Window(desk)
    qtbot.addWidget(made)
    show(made)
    made.page.setFocus()
    press(made.page, "Ctrl+Shift+T")
    settle()
    return made


def entry(window: Window) -> QWidget:
    return field(window.panel, "parking-entry")


def put(window: Window, text: str, keys: str = "") -> None:
    """Write something into the entry field and press Enter."""
    entry(window).setFocus()
    if keys:
        press(entry(window), keys)
    type_text(entry(window), text + "\n")
    settle()


def items(desk: Desk) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in order.parked(desk.state)]


def test_key_opens_it_and_types_at_once(desk: Desk, window: Window) -> None:
    """Ctrl+Shift+T opens the panel with the keyboard in its field."""
    assert window.panel.isVisible()
    assert QApplication.focusWidget() is entry(window)


def test_enter_puts_aside_and_keeps_the_field(desk: Desk, window: Window) -> None:
    """Enter adds an item for the group in view, empties the field and leaves the keyboard in it."""
    put(window, "Öffentlicher Nahverkehr?")
    put(window, "Ehrenamt")
    assert items(desk) == [("topic", "Öffentlicher Nahverkehr?"), ("topic", "Ehrenamt")]
    assert {item.group_id for item in order.parked(desk.state)} == {"group1"}
    assert field(window.panel, "parking-entry").text() == ""
    assert QApplication.focusWidget() is entry(window)
    assert steps(desk) == 3


def test_empty_entry_is_nothing(desk: Desk, window: Window) -> None:
    """Enter in the empty field, or in one of blanks, adds nothing."""
    put(window, "")
    put(window, "   ")
    assert items(desk) == []


@pytest.mark.parametrize(("place", "kind"), list(enumerate(PARKED_KINDS, 1)))
def test_kind_by_key(desk: Desk, window: Window, place: int, kind: str) -> None:
    """Alt+1 to Alt+4 choose the kind from within the field and write nothing into it."""
    put(window, "Wer zahlt?", keys=f"Alt+{place}")
    assert items(desk) == [(kind, "Wer zahlt?")]


def test_kind_by_arrow_keys(desk: Desk, window: Window) -> None:
    """Arrow keys walk the kinds; the chosen one stays for the next item."""
    press(entry(window), "Shift+Tab")
    chip = QApplication.focusWidget()
    assert chip is button(window.panel, "parking-kind-topic")
    press(chip, Qt.Key.Key_Right)
    assert button(window.panel, "parking-kind-idea").isChecked()
    put(window, "Familienstadtplan")
    put(window, "Lotsen")
    assert items(desk) == [("idea", "Familienstadtplan"), ("idea", "Lotsen")]


def test_kind_by_mouse(desk: Desk, window: Window) -> None:
    """A click chooses a kind."""
    click(button(window.panel, "parking-kind-quote"))
    put(window, "So nicht.")
    assert items(desk) == [("quote", "So nicht.")]


def test_items_stand_under_their_kind(desk: Desk, window: Window) -> None:
    """Questions come first, then topics, ideas and quotes; only kinds that have items have a heading."""
    for kind, text in (("idea", "c"), ("question", "a"), ("topic", "b"), ("question", "d")):
        desk.do(parking.park, text, kind=kind)
    settle()
    texts = [f for f in shown(window.panel) if f.startswith("parked-text")]
    by_height = sorted(texts, key=lambda name: field(window.panel, name).mapTo(window, QPoint()).y())
    assert [field(window.panel, name).text() for name in by_height] == ["a", "d", "b", "c"]
    headings = [label.text() for label in window.panel.findChildren(QLabel) if label.isVisible()]
    assert {"Fragen · 2", "Themen · 1", "Ideen · 1"} <= set(headings)
    assert not any(heading.startswith("Zitate") for heading in headings)


def test_empty_panel_says_what_it_is_for(desk: Desk, window: Window) -> None:
    """While nothing is parked, a sentence names the first step; it goes with the first item."""
    empty = window.panel.findChild(QLabel, "parking-empty")
    assert empty is not None
    assert empty.isVisible()
    put(window, "Ehrenamt")
    assert not empty.isVisible()


def test_item_is_reworded_in_place(desk: Desk, window: Window) -> None:
    """A click into an item edits it; leaving it makes one step, which undo takes back."""
    put(window, "Ehrenamt")
    id = order.parked(desk.state)[0].id
    before = shown(window.panel)
    write(window.panel, f"parked-text-{id}", "Ehrenamt & Freiwillige", leave="Tab")
    assert items(desk) == [("topic", "Ehrenamt & Freiwillige")]
    assert steps(desk) == 3
    desk.undo()
    assert shown(window.panel) == before


def test_item_keeps_a_text(desk: Desk, window: Window) -> None:
    """An emptied item has its text again."""
    put(window, "Ehrenamt")
    id = order.parked(desk.state)[0].id
    kept = write(window.panel, f"parked-text-{id}", "", leave="Tab")
    assert kept.text() == "Ehrenamt"
    assert steps(desk) == 2


def test_question_is_answered(desk: Desk, window: Window) -> None:
    """A question has a field for its answer."""
    put(window, "Wer zahlt?", keys="Alt+1")
    id = order.parked(desk.state)[0].id
    write(window.panel, f"parked-answer-{id}", "Das Land")
    item = desk.state.get(ParkedItem, id)
    assert item is not None
    assert item.answer == "Das Land"
    assert steps(desk) == 3


@POPUP
def test_other_kinds_are_answered_on_demand(desk: Desk, window: Window) -> None:
    """What became of a topic is noted in a field that its menu opens."""
    put(window, "Ehrenamt")
    id = order.parked(desk.state)[0].id
    answer = field(window.panel, f"parked-answer-{id}")
    assert not answer.isVisible()
    click(grip_of(window.panel, "parked", id))
    choose(window.panel, "row-menu", "answer")
    assert QApplication.focusWidget() is answer
    type_text(answer, "In Gruppe 2 besprochen\n")
    item = desk.state.get(ParkedItem, id)
    assert item is not None
    assert item.answer == "In Gruppe 2 besprochen"


@POPUP
def test_kind_is_changed_in_the_menu(desk: Desk, window: Window) -> None:
    """An item gets another kind in its menu, moves under that heading and keeps the keyboard."""
    put(window, "Ehrenamt")
    id = order.parked(desk.state)[0].id
    click(grip_of(window.panel, "parked", id))
    choose(window.panel, "row-menu", "idea")
    assert items(desk) == [("idea", "Ehrenamt")]
    assert steps(desk) == 3
    assert QApplication.focusWidget() is grip_of(window.panel, "parked", id)


def test_keys_put_items_in_order(desk: Desk, window: Window) -> None:
    """Alt with an arrow moves an item among those of its kind, whatever lies between them."""
    for kind, text in (("topic", "a"), ("idea", "x"), ("topic", "b"), ("question", "y"), ("topic", "c")):
        desk.do(parking.park, text, kind=kind)
    settle()
    last = next(item.id for item in order.parked(desk.state) if item.text == "c")
    moved = field(window.panel, f"parked-text-{last}")
    moved.setFocus()
    for expected in (["a", "c", "b"], ["c", "a", "b"], ["c", "a", "b"]):
        press(moved, "Alt+Up")
        assert [text for kind, text in items(desk) if kind == "topic"] == expected
    for expected in (["a", "c", "b"], ["a", "b", "c"]):
        press(moved, "Alt+Down")
        assert [text for kind, text in items(desk) if kind == "topic"] == expected
    assert [text for kind, text in items(desk) if kind != "topic"] == ["x", "y"]
    assert steps(desk) == 10


def test_mouse_puts_items_in_order(desk: Desk, window: Window) -> None:
    """Dragging the grip moves an item among those of its kind."""
    for text in ("a", "b", "c"):
        desk.do(parking.park, text)
    settle()
    first, second, _ = (item.id for item in order.parked(desk.state))
    drop_below(window.panel, grip_of(window.panel, "parked", first), grip_of(window.panel, "parked", second))
    assert [text for _, text in items(desk)] == ["b", "a", "c"]
    assert steps(desk) == 5


def test_arrow_keys_walk_from_kind_to_kind(desk: Desk, window: Window) -> None:
    """Down goes from the last question to the first topic, up goes back and at last into the entry field."""
    for kind, text in (("question", "a"), ("topic", "b")):
        desk.do(parking.park, text, kind=kind)
    settle()
    question, topic = (field(window.panel, f"parked-text-{item.id}") for item in order.parked(desk.state))
    question.setFocus()
    press(question, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is topic
    press(topic, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is question
    press(question, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is entry(window)


def test_delete_with_undo(desk: Desk, window: Window) -> None:
    """Del on the grip deletes and says how to get it back; undo does so."""
    put(window, "Ehrenamt")
    before = shown(window.panel)
    said: list[str] = []
    desk.said.connect(said.append)
    grip = grip_of(window.panel, "parked", order.parked(desk.state)[0].id)
    grip.setFocus()
    press(grip, Qt.Key.Key_Delete)
    assert items(desk) == []
    assert said == ["„Ehrenamt“ ist gelöscht. Strg+Z holt es zurück."]
    desk.undo()
    settle()
    assert items(desk) == [("topic", "Ehrenamt")]
    assert shown(window.panel) == before


def test_group_of_an_item_is_named(desk: Desk, window: Window) -> None:
    """An item says which group it came from; it stays when the group goes."""
    put(window, "Ehrenamt")
    labels = [label.text() for label in window.panel.findChildren(QLabel) if label.isVisible()]
    assert "Gruppe 1" in labels
    desk.do(setup.delete_group, "group1")
    assert items(desk) == [("topic", "Ehrenamt")]
    labels = [label.text() for label in window.panel.findChildren(QLabel) if label.isVisible()]
    assert "Gruppe 1" not in labels


def test_escape_closes_and_keeps_the_draft(desk: Desk, window: Window) -> None:
    """Esc asks to be closed; what was being typed is there when the panel comes back."""
    type_text(entry(window), "Noch nicht fer")
    press(entry(window), Qt.Key.Key_Escape)
    assert not window.panel.isVisible()
    window.page.setFocus()
    press(window.page, "Ctrl+Shift+T")
    assert QApplication.focusWidget() is entry(window)
    type_text(entry(window), "tig\n")
    assert items(desk) == [("topic", "Noch nicht fertig")]


def test_escape_in_an_item_closes_after_putting_back(desk: Desk, window: Window) -> None:
    """The first Esc puts back the words of an item, the second one closes the panel."""
    put(window, "Ehrenamt")
    text = write(window.panel, f"parked-text-{order.parked(desk.state)[0].id}", "Falsch", leave="Escape")
    assert text.text() == "Ehrenamt"
    assert window.panel.isVisible()
    press(text, Qt.Key.Key_Escape)
    assert not window.panel.isVisible()


def test_same_key_closes_it(desk: Desk, window: Window) -> None:
    """The key that opened the panel closes it again while the user is in it."""
    press(entry(window), "Ctrl+Shift+T")
    assert not window.panel.isVisible()


def test_same_key_comes_back_from_the_page(desk: Desk, window: Window) -> None:
    """While the user is in the page, the key goes to the panel that is open."""
    window.page.setFocus()
    press(window.page, "Ctrl+Shift+T")
    assert window.panel.isVisible()
    assert QApplication.focusWidget() is entry(window)


def test_cross_closes_it(desk: Desk, window: Window) -> None:
    """The cross closes the panel."""
    click(button(window.panel, "parking-close"))
    assert not window.panel.isVisible()


def test_f6_finds_the_entry_field(desk: Desk, window: Window) -> None:
    """When the panel itself is asked for the keyboard, its entry field has it."""
    window.page.setFocus()
    window.panel.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is entry(window)


def test_closed_panel_catches_up(desk: Desk, window: Window) -> None:
    """What was parked while the panel was closed is there when it opens."""
    press(entry(window), Qt.Key.Key_Escape)
    desk.do(parking.park, "Von anderswo")
    window.panel.open()
    settle()
    assert "Von anderswo" in shown(window.panel).values()


def test_too_long_stays_in_the_field(desk: Desk, window: Window) -> None:
    """Words that do not fit are refused with a sentence and stay to be mended."""
    said: list[str] = []
    desk.said.connect(said.append)
    QApplication.clipboard().setText("x" * 5000)
    press(entry(window), "Ctrl+V")
    press(entry(window), "Return")
    assert items(desk) == []
    assert len(field(window.panel, "parking-entry").text()) == 5000
    assert len(said) == 1


def test_undo_takes_back_typing_first(desk: Desk, window: Window) -> None:
    """Settling before undo does not put the draft aside."""
    type_text(entry(window), "Entwurf")
    desk.undo()
    assert items(desk) == []
    assert field(window.panel, "parking-entry").text() == "Entwurf"


def test_tab_walks_from_top_to_bottom(desk: Desk, window: Window) -> None:
    """Tab goes from the entry field through all items, kind by kind."""
    for kind in ("topic", "question", "idea", "question"):
        desk.do(parking.park, kind, kind=kind)
    settle()
    walked: list[str] = []
    focus: QWidget | None = entry(window)
    while focus is not None and window.panel.isAncestorOf(focus) and focus.objectName() not in walked:
        walked.append(focus.objectName())
        press(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
    texts = [field(window.panel, name).text() for name in walked if name.startswith("parked-text-")]
    assert texts == ["question", "question", "topic", "idea"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_control_has_a_name(make_desk: Callable[[str], Desk], qtbot: QtBot, language: str) -> None:
    """Whatever takes the keyboard has an object name of its own and a name for screen readers."""
    desk = make_desk(language)
    made = Window(desk)
    qtbot.addWidget(made)
    show(made)
    made.panel.open()
    for kind in PARKED_KINDS:
        desk.do(parking.park, "<b>Text</b> & mehr", kind=kind, group_id="group1")
    controls = [w for w in made.panel.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    controls += made.panel.findChildren(QPushButton)
    assert len(controls) > 16
    assert [w for w in controls if not w.objectName() or not w.accessibleName()] == []


def test_user_text_is_never_markup(desk: Desk, window: Window) -> None:
    """Names of groups are shown as they are."""
    desk.do(setup.edit_group, "group1", name="<b>Gruppe</b>")
    put(window, "<i>Text</i>")
    labels = [label for label in window.panel.findChildren(QLabel) if "<b>" in label.text()]
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
