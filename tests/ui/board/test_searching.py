"""Search on the board: what is lit, the way from hit to hit, filters, other groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import thread_time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.keys import press, type_text
from tests.ui.board.walls import Board, usual
from tests.ui.shell import open_window, settle, write
from werkstatt_desktop.domain.records import Card, Cluster, Id, Record
from werkstatt_desktop.domain.state import base_edit
from werkstatt_desktop.domain.verbs import board as board_verbs
from werkstatt_desktop.domain.verbs import cards, voting
from werkstatt_desktop.ui.board.page import BoardPage
from werkstatt_desktop.ui.board.searching.bar import SearchBar
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.filters import FilterButton

ENTER, ESC, SHIFT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier
A_KEY = 0.03
"""Seconds of a processor that a key may take while searching among 10,000 cards."""
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)


@pytest.fixture
def bar(board: Board) -> SearchBar:
    return opened(board)


def opened(board: Board) -> SearchBar:
    board.page.search()
    (found,) = board.page.findChildren(SearchBar)
    return found


def lit(board: Board) -> set[Id] | None:
    found = board.page.scene.lit
    return None if found is None else set(found)


def choose(button: FilterButton, *keys: Qt.Key) -> None:
    """Open a filter's menu by keyboard and press these keys in it."""

    def answer() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            QTimer.singleShot(5, answer)
            return
        for key in keys:
            QTest.keyClick(menu, key)
        menu.close()

    QTimer.singleShot(0, answer)
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    settle()


def test_hits_are_lit_while_typing(board: Board, bar: SearchBar) -> None:
    """Each letter narrows; the number of hits stands beside the field; nothing becomes a step."""
    assert bar.field.hasFocus()
    assert lit(board) is None
    type_text(bar.field, "r")
    many = lit(board)
    assert many is not None
    assert bar.count.text() == f"{len(many)} Treffer"
    type_text(bar.field, "essource")
    assert lit(board) == {"means", "money"}
    assert bar.count.text() == "2 Treffer"
    type_text(bar.field, "ß")
    assert lit(board) == set()
    assert bar.count.text() == "Kein Treffer"
    assert not bar.after.isEnabled()
    assert board.steps == []


def test_umlauts_are_typed(board: Board, bar: SearchBar) -> None:
    type_text(bar.field, "zuständig")
    assert lit(board) == {"unclear"}


def test_enter_walks_the_hits(board: Board, bar: SearchBar) -> None:
    """In reading order and round again; Shift+Enter goes back; the keyboard stays in the field."""
    type_text(bar.field, "e")
    board.page.choice.only("act")
    seen = []
    for _ in range(4):
        press(bar.field, ENTER)
        seen.append(board.page.choice.focus)
    assert seen == ["rules", "means", "money", "unclear"]
    assert bar.count.text() == "6 von 8"
    for _ in range(3):
        press(bar.field, ENTER)
    assert board.page.choice.focus == "goals"
    assert bar.count.text() == "1 von 8"
    press(bar.field, ENTER, SHIFT)
    assert board.page.choice.focus == "open"
    assert bar.field.hasFocus()


def test_a_hit_comes_into_view(board: Board, bar: SearchBar) -> None:
    """Also from far away, and large enough to be read."""
    type_text(bar.field, "sachverstand")
    board.page.view.camera.zoom_to(0.1)
    press(bar.field, ENTER)
    assert board.page.view.camera.zoom >= 0.4
    assert board.viewport.rect().contains(board.at("skill"))
    board.page.view.camera.zoom_to(3.0)
    type_text(bar.field, "\b")
    bar.field.clear()
    type_text(bar.field, "zielgerichtet")
    press(bar.field, ENTER)
    assert board.viewport.rect().contains(board.at("act"))


def test_esc_ends_the_search(board: Board, bar: SearchBar) -> None:
    """All is lit again, the bar goes, and the board has the keyboard, at the hit."""
    type_text(bar.field, "offen")
    press(bar.field, ENTER)
    press(bar.field, ESC)
    assert lit(board) is None
    assert bar.isHidden()
    assert board.page.view.hasFocus()
    assert board.page.choice.focus == "open"
    assert opened(board).field.text() == ""


def test_esc_on_the_board(board: Board, bar: SearchBar) -> None:
    """It gives up a selection first, then the search."""
    type_text(bar.field, "offen")
    board.page.view.setFocus()
    board.page.choice.select(["open", "act"])
    press(board.page.view, ESC)
    assert lit(board) == {"open"}
    press(board.page.view, ESC)
    assert lit(board) is None
    assert bar.isHidden()


def test_search_again_takes_the_field(board: Board, bar: SearchBar) -> None:
    """Asked for once more, the field has the keyboard, and typing replaces what stands there."""
    type_text(bar.field, "offen")
    board.page.view.setFocus()
    board.page.search()
    assert bar.field.hasFocus()
    type_text(bar.field, "sach")
    assert bar.field.text() == "sach"


def test_filters_by_keyboard(board: Board, bar: SearchBar) -> None:
    """Category, theme and no theme; what is chosen stands on the button; the words narrow further."""
    choose(bar.categories, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert lit(board) == {"money", "unclear"}
    assert bar.categories.text() == "Kategorie: Schwierigkeiten ▾"
    choose(bar.themes, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert lit(board) == {"unclear"}
    assert bar.themes.accessibleName() == "Thema: In keinem Thema"
    choose(bar.themes, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bar.themes.text() == "Thema ▾"
    type_text(bar.field, "vernetzung")
    assert lit(board) == {"money"}


def test_headings_of_a_hidden_board_are_not_offered(board: Board, bar: SearchBar, qtbot: QtBot) -> None:
    """Only to be in no theme can be asked for then."""
    choose(bar.themes, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    (heading,) = (theme.heading for theme in board.desk.state.all(Cluster) if theme.id in bar.themes.chosen)
    assert heading in bar.themes.accessibleName()
    board.page.commands.veil()
    qtbot.waitUntil(lambda: heading not in bar.themes.accessibleName())
    choose(bar.themes)
    assert [action.text() for action in bar.themes.menu().actions()] == ["In keinem Thema"]


def test_the_cards_of_a_theme(board: Board, bar: SearchBar) -> None:
    """The theme itself is lit with its cards, though only those are counted."""
    choose(bar.themes, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert lit(board) == {"goals", "act", "rules"}
    assert bar.count.text() == "2 Treffer"
    board.desk.do(board_verbs.dissolve_cluster, "goals")
    settle()
    assert bar.themes.text() == "Thema ▾"
    assert lit(board) is None


def test_marks(make_board: Callable[[list[Record]], Board]) -> None:
    """Cards with a certain mark."""
    records = [replace(r, star=True) if isinstance(r, Card) and r.id == "open" else r for r in usual()]
    board = make_board(records)
    bar = opened(board)
    choose(bar.marks, *[Qt.Key.Key_Down] * 6, Qt.Key.Key_Return)
    assert bar.marks.text() == "Kennzeichen: Wichtig ▾"
    assert lit(board) == {"open"}


def test_dots(board: Board, bar: SearchBar) -> None:
    """Cards with so many dots, once there are some that may be seen."""
    assert not bar.dots.isVisible()
    edit = board.desk.do(voting.begin_round, title="Wichtig", targets="cards", group_id="group1")
    assert edit is not None
    board.desk.do(voting.count, edit.ids("rounds")[0], {"money": 5, "rules": 1}, "test")
    settle()
    assert bar.dots.isVisible()
    choose(bar.dots, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bar.dots.text() == "Punkte: Mindestens 2 ▾"
    assert lit(board) == {"money"}


def test_hits_of_other_groups(board: Board, bar: SearchBar) -> None:
    """They are named with their number; choosing one shows that group with the same search."""
    write(board.desk, "Ressourcen", "Ressourcen &c", "anderes", group="group2")
    type_text(bar.field, "ressourcen")
    assert bar.elsewhere.isVisible()
    assert bar.elsewhere.accessibleName() == "2 in anderen Gruppen"
    (action,) = bar._menu.actions()
    assert action.text() == "Gruppe 2 (2)"
    action.trigger()
    settle()
    assert board.desk.group_id == "group2"
    assert bar.count.text() == "2 Treffer"
    assert len(lit(board) or ()) == 2
    assert bar._menu.actions()[0].text() == "Gruppe 1 (2)"


def test_the_search_follows_the_workshop(board: Board, bar: SearchBar) -> None:
    """What is written, reworded or deleted while the search is open is found or found no more."""
    type_text(bar.field, "ressourcen")
    board.desk.do(cards.reword_card, "open", "Ressourcen offenlegen")
    board.desk.do(cards.delete_cards, ["money"])
    settle()
    assert lit(board) == {"means", "open"}
    board.desk.undo()
    settle()
    assert lit(board) == {"means", "money", "open"}


def test_a_card_in_a_folded_theme(make_board: Callable[[list[Record]], Board]) -> None:
    """It is found at the heading, which is lit and walked to."""
    records = [replace(r, folded=True) if isinstance(r, Cluster) and r.id == "goals" else r for r in usual()]
    board = make_board(records)
    bar = opened(board)
    type_text(bar.field, "spielregeln")
    assert lit(board) == {"goals", "rules"}
    press(bar.field, ENTER)
    assert board.page.choice.focus == "goals"
    assert bar.count.text() == "1 von 1"


def test_hidden_cards_are_not_found(board: Board, bar: SearchBar) -> None:
    """While a group is hidden the bar says so, and tells no number."""
    type_text(bar.field, "ressourcen")
    board.desk.do(board_verbs.hide_board, "group1", hidden=True)
    settle()
    assert bar.count.text() == "Die Karten sind verdeckt."
    assert lit(board) == set()
    board.desk.do(board_verbs.hide_board, "group1", hidden=False)
    settle()
    assert lit(board) == {"means", "money"}


def test_a_narrow_window(board: Board, bar: SearchBar) -> None:
    """The filters go below the field, and all of it stays within the window."""
    type_text(bar.field, "ressourcen")
    wide = bar.height()
    board.page.resize(520, 600)
    settle()
    assert board.page.width() == 520
    assert bar.height() > wide
    for part in (bar.field, bar.categories, bar.themes, bar.marks, bar.close_button):
        assert part.isVisible()
        assert bar.rect().contains(part.mapTo(bar, part.rect().bottomRight()))
    board.page.resize(1250, 820)
    settle()
    assert bar.height() == wide


def test_hostile_words(board: Board, bar: SearchBar) -> None:
    """Nothing in the words means anything else than itself."""
    for words in ("<b>", "&amp;", ".*", "%", "\\", "(" * 200):
        bar.field.clear()
        type_text(bar.field, words)
        assert lit(board) == set()


def test_ctrl_f_reaches_the_board_from_everywhere(desk: Desk, qtbot: QtBot) -> None:
    """On the board it opens the search; on another page it goes there first."""
    desk.store.commit(base_edit("write_cards", usual()))
    window = open_window(desk, qtbot, "collect")
    press(QApplication.focusWidget() or window, "Ctrl+F")
    settle()
    assert window.page_name == "arrange"
    (bar,) = window.findChildren(SearchBar)
    assert bar.field.hasFocus()
    type_text(bar.field, "offen")
    press(bar.field, ESC)
    press(window, "Ctrl+F")
    assert bar.field.hasFocus()


def test_all_of_it_has_names(bar: SearchBar) -> None:
    """Whatever has the keyboard in the bar can be named by a screen reader."""
    parts = [bar.field, bar.categories, bar.themes, bar.marks, bar.before, bar.after, bar.close_button]
    assert all(part.accessibleName() and part.objectName() for part in parts)


def test_ten_thousand_cards_answer_each_key(make_board: Callable[[list[Record]], Board]) -> None:
    """A key of the search is answered before one would notice; a benchmark measures how long it takes."""
    many: list[Record] = [
        Card(
            id=f"n{n}", group_id="group1", category_id="obstacle", text=f"Karte Nummer {n} über Bänke",
            x=float(n % 100) * 200, y=float(n // 100) * 100, written=n,
        )
        for n in range(10_000)
    ]  # fmt: skip
    board = make_board(many)
    bar = opened(board)
    times = []
    for letter in "über 99":
        began = thread_time()
        type_text(bar.field, letter)
        times.append(thread_time() - began)
    assert lit(board) == {f"n{n}" for n in range(10_000) if "99" in str(n)}
    assert sorted(times)[len(times) // 2] < 4 * A_KEY


def test_the_page_makes_nothing_of_it_before(board: Board) -> None:
    """Until it is asked for there is no bar."""
    assert isinstance(board.page, BoardPage)
    assert board.page.findChildren(SearchBar) == []
