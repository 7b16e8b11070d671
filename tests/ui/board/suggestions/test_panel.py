"""The panel of suggestions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.ui.board.walls import Board
from werkstatt_desktop.domain.records import Card, Cluster, Declined, Record
from werkstatt_desktop.domain.verbs import board as verbs
from werkstatt_desktop.ui.board.suggestions.entry import Entry, SmallCard
from werkstatt_desktop.ui.board.suggestions.panel import SuggestionsPanel


def card(id: str, text: str, theme: str | None = None, n: int = 1) -> Card:
    return Card(
        id=id,
        group_id="group1",
        category_id="obstacle",
        cluster_id=theme,
        text=text,
        x=220.0 * n,
        y=400.0,
        written=n,
    )


def wall() -> list[Record]:
    """Two themes, one without a heading; loose cards for one of them, two that say the same, two alike."""
    return [
        Cluster(id="money", group_id="group1", heading="Finanzen und Kosten", x=0.0, y=0.0),
        Cluster(id="open", group_id="group1", x=480.0, y=0.0, rank=1.0),
        card("m1", "Kosten gerecht verteilen", "money"),
        card("o1", "Eltern früh einbeziehen", "open"),
        card("o2", "Elternabende anders gestalten", "open", 2),
        card("cost", "Wer trägt die Kosten?", None, 1),
        card("t1", "Mehr Zeit für den Austausch", None, 2),
        card("t2", "Zeit für mehr Austausch", None, 3),
        card("b1", "Trainer fehlen überall", None, 4),
        card("b2", "Ausbildung der Trainer", None, 5),
    ]


def opened(board: Board, qtbot: QtBot) -> SuggestionsPanel:
    press(board.page.view, "A")
    panel = board.page.findChild(SuggestionsPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: not panel.working, timeout=PATIENCE_MS)
    board.wait()
    return panel


def entry(panel: SuggestionsPanel, kind: str, *cards: str) -> Entry:
    (found,) = [e for e in panel.list.entries if e.offer.kind == kind and set(e.offer.cards) >= set(cards)]
    return found


PATIENCE_MS = 100_000
"""By meaning, on a busy machine, 2,000 cards take their time."""
MakeBoard = Callable[[list[Record]], Board]


def test_opening_changes_nothing(make_board: MakeBoard, qtbot: QtBot) -> None:
    """A opens the panel, which says what it compares; nothing is done to the workshop."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    assert panel.isVisible()
    assert "Wortlaut" in panel.basis.text() or "Bedeutung" in panel.basis.text()
    assert {e.offer.kind for e in panel.list.entries} == {"theme", "twice", "together", "heading"}
    assert board.steps == []


def test_a_theme_is_accepted(make_board: MakeBoard, qtbot: QtBot) -> None:
    """A heading pressed puts the card under it, in one step; undo brings card and suggestion back."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    first = entry(panel, "theme", "cost").answers[0]
    assert first.text() == "Finanzen und Kosten"
    first.setFocus()
    press(first, Qt.Key.Key_Return)
    assert board.steps == ["put_into_cluster"]
    assert board.card("cost").cluster_id == "money"
    assert not [e for e in panel.list.entries if "cost" in e.offer.cards and e.offer.kind == "theme"]
    board.desk.undo()
    assert entry(panel, "theme", "cost").isVisible()


def test_cards_become_a_theme(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Cards that belong together become a theme with the heading that was shown."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    offer = entry(panel, "together", "b1", "b2")
    click(offer.answers[0])
    assert board.steps == ["form_cluster"]
    theme = board.desk.state.get(Cluster, board.card("b1").cluster_id)
    assert theme is not None
    assert theme.heading == offer.offer.heading == "Trainer"
    assert board.card("b2").cluster_id == theme.id


def test_cards_that_say_the_same_hang_together(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Cards that say the same hang side by side; none of them is lost."""
    board = make_board([*wall(), card("t3", "Für Austausch mehr Zeit", "money", 6)])
    panel = opened(board, qtbot)
    click(entry(panel, "twice", "t1", "t2", "t3").answers[0])
    assert board.steps == ["put_into_cluster"]
    assert set(board.row("money")) == {"m1", "t1", "t2", "t3"}


def test_a_heading_is_accepted(make_board: MakeBoard, qtbot: QtBot) -> None:
    """A theme without a heading gets the words that were shown."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    click(entry(panel, "heading").answers[0])
    assert board.steps == ["name_cluster"]
    theme = board.desk.state.get(Cluster, "open")
    assert theme is not None
    assert theme.heading == "Eltern"


def test_declined_does_not_come_back(make_board: MakeBoard, qtbot: QtBot) -> None:
    """No is one step, kept in the file; asked again, the same is not suggested."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    offer = entry(panel, "together", "b1", "b2")
    click(offer.answers[-1])
    assert board.steps == ["decline_suggestion"]
    assert [d.about for d in board.desk.state.all(Declined)] == ["b1 b2"]
    click(panel.again)
    qtbot.waitUntil(lambda: not panel.working, timeout=PATIENCE_MS)
    assert not [e for e in panel.list.entries if e.offer.kind == "together"]
    board.desk.undo()
    click(panel.again)
    qtbot.waitUntil(lambda: not panel.working, timeout=PATIENCE_MS)
    assert entry(panel, "together", "b1", "b2").isVisible()


def test_keyboard_stays_in_the_list(make_board: MakeBoard, qtbot: QtBot) -> None:
    """After an answer the next suggestion has the keyboard, after the last one the button to look again."""
    panel = opened(make_board(wall()), qtbot)
    assert panel.list.entries[0].answers[0].hasFocus()
    for _ in range(12):
        if not panel.list.entries:
            break
        no = panel.list.entries[0].answers[-1]
        no.setFocus()
        press(no, Qt.Key.Key_Space)
        qtbot.wait(1)
        assert panel.again.hasFocus() or any(a.hasFocus() for e in panel.list.entries for a in e.answers)
    assert panel.list.entries == []
    assert panel.again.hasFocus()
    assert panel.said.isVisible()


def test_moved_meanwhile(make_board: MakeBoard, qtbot: QtBot) -> None:
    """What the moderator does by hand meanwhile takes the suggestion away."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    board.desk.do(verbs.put_into_cluster, ["cost"], "open")
    assert not [e for e in panel.list.entries if e.offer.kind == "theme" and "cost" in e.offer.cards]


def test_card_shows_where_it_is(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Pressing a small card gives the real one the keyboard on the board."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    small = entry(panel, "theme", "cost").findChild(SmallCard)
    assert small is not None
    click(small)
    assert board.chosen == {"cost"}


def test_chosen_card_comes_first(make_board: MakeBoard, qtbot: QtBot) -> None:
    """The suggestions for the card that is chosen on the board stand at the top."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    for id in ("b2", "t1", "cost"):
        click(board.viewport, board.at(id))
        board.wait()
        assert id in panel.list.entries[0].offer.cards


def test_hidden_board_shows_nothing(make_board: MakeBoard, qtbot: QtBot) -> None:
    """While a group's cards are hidden the panel shows none of them."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    board.desk.do(verbs.hide_board, "group1", hidden=True)
    assert panel.list.entries == []
    assert panel.said.isVisible()
    board.desk.do(verbs.hide_board, "group1", hidden=False)
    assert panel.list.entries != []


def test_renamed_meanwhile(make_board: MakeBoard, qtbot: QtBot) -> None:
    """A suggestion shows the heading and the wording of now."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    board.desk.do(verbs.name_cluster, "money", "Geld")
    assert entry(panel, "theme", "cost").answers[0].text() == "Geld"


def test_empty_board_says_so(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Without cards, and where nothing is alike, a sentence says so."""
    panel = opened(make_board([]), qtbot)
    assert "Karten" in panel.said.text()
    assert panel.list.entries == []


def test_nothing_to_suggest(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Where no card is like another, a sentence says so."""
    panel = opened(make_board([card("a", "Xylophon"), card("b", "Quark", None, 2)]), qtbot)
    assert panel.list.entries == []
    assert panel.said.text() != ""


def test_many_cards(make_board: MakeBoard, qtbot: QtBot) -> None:
    """With 2,000 cards the window goes on while they are compared, and only some suggestions are shown."""
    words = ("Kosten", "Eltern", "Trainer", "Raum", "Zeit", "Personal", "Schule", "Bauhof", "Verein", "Haus")
    cards = [card(f"c{n}", f"{words[n % 10]} {words[n * 7 // 3 % 9]} {n}", None, n + 1) for n in range(2000)]
    theme = Cluster(id="money", group_id="group1", heading="Kosten")
    board = make_board([theme, *cards])
    press(board.page.view, "A")
    panel = board.page.findChild(SuggestionsPanel)
    assert panel is not None
    beats = 0

    def beat() -> None:
        nonlocal beats
        beats += panel.working

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(1)
    qtbot.waitUntil(lambda: not panel.working, timeout=PATIENCE_MS)
    timer.stop()
    assert beats > 5
    assert len(panel.list.entries) == 12
    click(panel.list.more)
    assert len(panel.list.entries) == 24


def test_search_can_be_cancelled(make_board: MakeBoard, qtbot: QtBot) -> None:
    """A search that is under way is ended by its button; the panel says so."""
    cards = [card(f"c{n}", f"Karte über Thema {n * 7 % 311} {n}", None, n + 1) for n in range(2000)]
    board = make_board(list[Record](cards))
    press(board.page.view, "A")
    panel = board.page.findChild(SuggestionsPanel)
    assert panel is not None
    assert panel.cancel.isVisible()
    click(panel.cancel)
    assert not panel.cancel.isVisible()
    assert panel.said.isVisible()
    qtbot.wait(50)
    assert panel.list.entries == []


def test_esc_leads_back_to_the_board(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Esc in the list closes the panel, and the board has the keyboard."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    press(panel.list.entries[0].answers[0], Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert board.page.view.hasFocus()


def test_what_users_wrote_is_shown_as_it_is(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Marks of the toolkit in headings and on cards are letters like any other, and long ones are cut."""
    heading = "<b>Kosten</b> & Geld " * 12
    theme = Cluster(id="money", group_id="group1", heading=heading)
    board = make_board([theme, card("a", "<img src=x> Kosten & 🙂 " * 20)])
    panel = opened(board, qtbot)
    button = panel.list.entries[0].answers[0]
    assert button.text().startswith("<b>Kosten</b> &&")
    assert button.width() <= panel.width()
    assert heading.strip() in button.accessibleName()


def test_everything_has_a_name_and_tab_reaches_it(make_board: MakeBoard, qtbot: QtBot) -> None:
    """Each control of the panel tells a screen reader what it is, and Tab comes by every answer."""
    board = make_board(wall())
    panel = opened(board, qtbot)
    controls = [
        part
        for part in board.page.extras.side.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for part in controls:
        told = QAccessible.queryAccessibleInterface(part)
        assert told.text(QAccessible.Text.Name), part.objectName()
        assert part.objectName()
    panel.list.entries[0].answers[0].setFocus()
    reached = set()
    for _ in range(len(controls) + 3):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus.objectName())
        press(focus, Qt.Key.Key_Tab)
    assert reached >= {a.objectName() for e in panel.list.entries for a in e.answers}
