"""The page Prepare as a whole."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, type_text
from tests.ui.prepare.preparing import button, field, open_page, part, settle, shown, steps, write
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.fields import ProseField
from werkstatt_desktop.ui.rows.inplace import WrapField


def fill(desk: Desk) -> None:
    """A full workshop: more of everything than usual, with long and hostile words."""
    long = "Ein Titel, der so lang ist, dass er nirgends in eine Zeile passt & <b>nicht</b> fett ist"
    for n in range(7):
        desk.do(setup.add_group, f"Gruppe {n + 3} · {long}")
    for n in range(5):
        desk.do(setup.add_category, f"{long} {n}", question=f"{long}?")
    for n in range(15):
        desk.do(setup.add_programme_item, f"{n} {long}", kind=("talk", "break", "plenary")[n % 3], minutes=20)
    desk.do(setup.ask_group, "group1", "opportunity", f"{long}?")
    desk.do(setup.edit_workshop, goal=long * 3, occasion=long, organiser=long, starts="09:00")


def test_keyboard_begins_in_the_title(desk: Desk, qtbot: QtBot) -> None:
    """When the page is asked for the keyboard at first, the title has it."""
    page = open_page(desk, qtbot)
    assert page.focusWidget() is field(page, "facts-title")


def test_keyboard_comes_back_to_where_it_was(desk: Desk, qtbot: QtBot) -> None:
    """When the page is asked for the keyboard again, it is where it was before."""
    page = open_page(desk, qtbot)
    field(page, "facts-goal").setFocus()
    field(page, "facts-goal").clearFocus()
    page.setFocus()
    assert page.focusWidget() is field(page, "facts-goal")


def test_tab_walks_from_top_to_bottom(desk: Desk, qtbot: QtBot) -> None:
    """Tab goes through facts, categories, groups and programme, each row from left to right."""
    desk.do(setup.add_programme_item, "Begrüßung", kind="talk")
    item = order.programme(desk.state)[0].id
    page = open_page(desk, qtbot)
    names = []
    for _ in range(60):
        focus = page.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
        press(focus, Qt.Key.Key_Tab)
    walked = names[: names.index("facts-title", 1)]
    first = ["facts-title", "facts-series", "facts-number", "facts-place", "facts-date", "facts-calendar"]
    assert walked[:6] == first
    row = "category-{}-obstacle"
    category = [row.format(part) for part in ("badge", "title", "question", "grip")]
    assert walked[walked.index(category[0]) :][:4] == category
    assert walked.index("category-grip-recommendation") < walked.index("add-category")
    group = [f"group-{part}-group2" for part in ("name", "room", "moderator", "note_taker", "grip")]
    assert walked[walked.index("add-group") :][6:11] == group
    parts = [f"item-{part}-{item}" for part in ("time", "title", "kind", "speaker", "minutes", "grip")]
    assert walked[walked.index("add-item") :] == ["add-item", *parts, "add-break"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_control_has_a_name(make_desk: Callable[[str], Desk], qtbot: QtBot, language: str) -> None:
    """Whatever takes the keyboard has an object name of its own and a name for screen readers."""
    desk = make_desk(language)
    fill(desk)
    page = open_page(desk, qtbot)
    button(page, "category-own-opportunity").click()
    controls = [w for w in page.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert len(controls) > 100
    assert [w for w in controls if not w.objectName() or not w.accessibleName()] == []
    names = [w.objectName() for w in controls]
    assert len(names) == len(set(names))


def test_user_text_is_never_markup(desk: Desk, qtbot: QtBot) -> None:
    """Every label with words of the user shows plain text, and an ampersand in it is no mnemonic."""
    fill(desk)
    page = open_page(desk, qtbot)
    button(page, "category-own-opportunity").click()
    labels = [label for label in page.findChildren(QLabel) if "& <b>" in label.text()]
    assert len(labels) == 7
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert [label for label in labels if label.buddy() is not None] == []


def test_two_columns_and_one(desk: Desk, qtbot: QtBot) -> None:
    """Panels stand side by side in a wide window and below each other in a narrow one."""
    page = open_page(desk, qtbot, width=1084)
    facts, groups = (part(page, name) for name in ("facts", "groups"))
    assert groups.mapTo(page, QPoint()).x() > facts.mapTo(page, QPoint()).x() + facts.width()
    page.resize(880, 800)
    settle()
    assert groups.mapTo(page, QPoint()).x() == facts.mapTo(page, QPoint()).x()


@pytest.mark.parametrize("width", [444, 640, 900, 1084, 1244])
def test_nothing_is_cut_off(desk: Desk, qtbot: QtBot, width: int) -> None:
    """At every width, down to that of a small screen at 200 %, all panels are as wide as their place."""
    fill(desk)
    page = open_page(desk, qtbot, width=width)
    content = page.findChild(QWidget, "prepare-content")
    assert content is not None
    assert content.width() <= width
    assert content.minimumSizeHint().width() <= content.width()
    for name in ("facts", "categories", "groups", "programme"):
        panel = page.findChild(QWidget, name)
        assert panel is not None
        assert panel.geometry().right() < content.width()
        controls = [w for w in panel.findChildren(QWidget) if w.isVisible()]
        assert [
            w.objectName() for w in controls if w.mapTo(panel, w.rect().topRight()).x() >= panel.width()
        ] == []


def test_texts_are_as_high_as_they_need(desk: Desk, qtbot: QtBot) -> None:
    """A text that wraps makes its row higher; none is hidden below the edge of its field."""
    fill(desk)
    page = open_page(desk, qtbot, width=1084)
    for entry in (w for w in page.findChildren(WrapField) if w.isVisible()):
        lines = entry.document().size().height()
        assert lines * entry.fontMetrics().lineSpacing() <= entry.viewport().height() + 1
        around = entry.parentWidget()
        assert around is not None
        assert entry.geometry().bottom() <= around.height()


def test_hidden_page_catches_up(desk: Desk, qtbot: QtBot) -> None:
    """What changed while another page was shown is there when this one is shown again."""
    page = open_page(desk, qtbot)
    page.hide()
    desk.do(setup.edit_workshop, title="Anders")
    desk.do(setup.add_group, "Gruppe 3")
    page.show()
    assert "Anders" in shown(page).values()
    assert "Gruppe 3" in shown(page).values()


def test_typing_is_not_overwritten(desk: Desk, qtbot: QtBot) -> None:
    """While a field is being typed in, changes elsewhere leave it alone."""
    page = open_page(desk, qtbot)
    entry = write(page, "facts-organiser", "IQ", leave="")
    desk.do(setup.edit_workshop, host="Stadt Essen")
    assert entry.text() == "IQ"
    assert field(page, "facts-host").text() == "Stadt Essen"


def test_settling_hands_over(desk: Desk, qtbot: QtBot) -> None:
    """Before printing, closing and another page, what is being typed is taken over."""
    page = open_page(desk, qtbot)
    write(page, "facts-host", "Stadt Essen", leave="")
    desk.settling.emit()
    assert desk.state.workshop.host == "Stadt Essen"


def test_undo_takes_back_the_field_being_typed_in(desk: Desk, qtbot: QtBot) -> None:
    """Undo takes back what is being typed as a whole, since it is handed over first."""
    page = open_page(desk, qtbot)
    before = shown(page)
    write(page, "facts-host", "Stadt Essen", leave="")
    desk.undo()
    assert desk.state.workshop.host == ""
    assert shown(page) == before


def test_redrawing_twice_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    """Redrawing everything gives the picture that was there after the single steps."""
    page = open_page(desk, qtbot)
    fill(desk)
    settle()
    before, rows = shown(page), [w.objectName() for w in page.findChildren(QWidget)]
    page.refresh(None)
    assert shown(page) == before
    assert [w.objectName() for w in page.findChildren(QWidget)] == rows


def test_undo_and_redo_bring_the_picture_back(desk: Desk, qtbot: QtBot) -> None:
    """After undo the page says what it said before, after redo what it said after."""
    page = open_page(desk, qtbot)
    pictures = [shown(page)]
    write(page, "facts-place", "Bochum")
    pictures.append(shown(page))
    write(page, "group-room-group1", "2.14")
    pictures.append(shown(page))
    write(page, "category-question-obstacle", "Was hindert?")
    pictures.append(shown(page))
    for expected in reversed(pictures[:-1]):
        desk.undo()
        assert shown(page) == expected
    for expected in pictures[1:]:
        desk.redo()
        assert shown(page) == expected


def test_emptiness_names_the_next_step(desk: Desk, qtbot: QtBot) -> None:
    """Where nothing is yet, each panel says what comes here."""
    for group in order.groups(desk.state):
        desk.do(setup.delete_group, group.id)
    for category in order.categories(desk.state):
        desk.do(setup.delete_category, category.id)
    page = open_page(desk, qtbot)
    for name in ("groups-empty", "categories-empty", "programme-empty"):
        label = page.findChild(QLabel, name)
        assert label is not None
        assert label.isVisible()
        assert label.text()


def test_look_follows_the_theme(desk: Desk, qtbot: QtBot) -> None:
    """In the dark theme the grips and badges are dark ones."""
    page = open_page(desk, qtbot)
    badge = button(page, "category-badge-opportunity")
    light = badge.grab().toImage()
    desk.show_theme(theme.DARK)
    assert badge.grab().toImage() != light


def test_refused_words_stay(desk: Desk, qtbot: QtBot) -> None:
    """Words that do not fit are neither cut nor lost: they stay, marked, and Esc puts back the old ones."""
    page = open_page(desk, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    entry = write(page, "facts-host", "x", leave="")
    QApplication.clipboard().setText("y" * 400)
    press(entry, "Ctrl+V")
    press(entry, "Return")
    assert desk.state.workshop.host == ""
    assert len(entry.text()) == 401
    assert entry.property("kept")
    assert "401" in said[-1]
    desk.do(setup.edit_workshop, place="Bonn")
    assert len(entry.text()) == 401
    press(entry, "Escape")
    assert entry.text() == ""
    assert not entry.property("kept")


def test_pasted_lines_become_one(desk: Desk, qtbot: QtBot) -> None:
    """Several lines pasted into a field of one line become one."""
    page = open_page(desk, qtbot)
    entry = write(page, "facts-organiser", "", leave="")
    QApplication.clipboard().setText("Informations- und\r\nQualifizierungszentrum\n")
    press(entry, "Ctrl+V")
    press(entry, "Return")
    assert desk.state.workshop.organiser == "Informations- und Qualifizierungszentrum"


def test_unchanged_field_makes_no_step(desk: Desk, qtbot: QtBot) -> None:
    """Walking through the fields changes nothing."""
    fill(desk)
    page = open_page(desk, qtbot)
    before = steps(desk)
    for _ in range(150):
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, Qt.Key.Key_Tab)
    assert steps(desk) == before
    assert page.isVisible()


def test_escape_puts_back(desk: Desk, qtbot: QtBot) -> None:
    """Esc forgets what was typed."""
    page = open_page(desk, qtbot)
    entry = write(page, "facts-title", "Falsch", leave="Escape")
    assert entry.text() == "Probe"
    assert steps(desk) == 1


def test_field_out_of_view_is_scrolled_to(desk: Desk, qtbot: QtBot) -> None:
    """Whatever gets the keyboard comes into view."""
    fill(desk)
    page = open_page(desk, qtbot, height=500)
    last = order.programme(desk.state)[-1].id
    # Rows that are out of sight come a little later.
    qtbot.waitUntil(lambda: page.findChild(ProseField, f"item-title-{last}") is not None)
    entry = field(page, f"item-title-{last}")
    entry.setFocus()
    settle()
    top = entry.mapTo(page, QPoint()).y()
    assert 0 <= top < page.height() - entry.height()


def test_english_words(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """The page speaks the language of the desk."""
    page = open_page(make_desk("en"), qtbot)
    labels = {label.text() for label in page.findChildren(QLabel)}
    assert {"Event", "Groups", "Programme", "Categories and guiding questions"} <= labels
    assert Texts("de")("Programme") not in labels
    type_text(field(page, "facts-title"), "")
