"""Rounds on the page Weigh: beginning, rule, sum, ties, hiding, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QScrollArea,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.keys import click, press, type_text
from tests.ui.shell import Asked, open_window, settle
from tests.ui.weigh.weighing import Room, begin, write
from werkstatt_desktop.domain import voting
from werkstatt_desktop.domain.records import Id, Participant, VoteRound
from werkstatt_desktop.domain.verbs import board, people, setup
from werkstatt_desktop.domain.verbs import voting as verbs
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.dots.number import Number
from werkstatt_desktop.ui.weigh.page import WeighPage

TEXTS = ("Familienkonzept", "Controlling", "Transparenz", "Leitfäden")


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Room:
    """A round on four cards, open, of five voters with three dots."""
    write(desk, *TEXTS)
    begin(desk, dots=3)
    return Room(desk, qtbot)


def fill(desk: Desk, round_id: Id, *points: int) -> None:
    """Enter points from above."""
    round_ = desk.state.get(VoteRound, round_id)
    assert round_ is not None
    ids = voting.options(desk.state, round_)
    desk.do(verbs.count, round_id, dict(zip(ids, points, strict=False)), desk.store.device)


T = TypeVar("T", bound=QWidget)


def part(room: Room, kind: type[T], name: str) -> T:
    """A part of the page by its name."""
    found = room.page.findChild(kind, name)
    assert found is not None
    return found


def number(room: Room, name: str) -> Number:
    return part(room, Number, name)


def test_first_voters_settle_the_dots(desk: Desk, qtbot: QtBot) -> None:
    """Before anybody is entered no number of dots is told; the first voters bring the suggested one."""
    write(desk, *TEXTS)
    begin(desk, voters=0)
    room = Room(desk, qtbot)
    assert room.words("weigh-rule").startswith("Punkte je Person noch offen, ")
    voters = number(room, "weigh-voters")
    voters.setFocus()
    voters.selectAll()
    type_text(voters, "6")
    press(voters, "Return")
    settle()
    assert (room.round.voters, room.round.dots) == (6, 1)
    assert room.words("weigh-rule").startswith("1 Punkt je Person, ")


def test_scroll_bar_where_it_is_needed(room: Room, desk: Desk) -> None:
    """A few rows have no scroll bar; where one comes, rows keep their width."""
    bar, index = room.page.options.verticalScrollBar(), room.page.rows.index(0)
    few = room.page.options.itemDelegate().sizeHint(QStyleOptionViewItem(), index).width()
    assert not bar.isVisible()
    write(desk, *(f"Vorschlag {n}" for n in range(30)))
    settle()
    assert bar.isVisible()
    many = room.page.options.itemDelegate().sizeHint(QStyleOptionViewItem(), index).width()
    assert few == many <= room.page.options.viewport().width()


def test_who_votes_stands_above_the_question(room: Room, desk: Desk) -> None:
    """The group is named, on a page alone as well; a round of all is the plenary's."""
    desk.do(setup.edit_group, "group1", name="Eltern & Kinder")
    settle()
    assert room.words("weigh-who") == "Eltern & Kinder"
    room.page.hide_private(True)
    assert room.words("weigh-who") == "Eltern & Kinder"
    begin(desk, group_id=None)
    settle()
    assert room.words("weigh-who") == "Plenum"


class TestEmpty:
    def test_nothing_collected(self, desk: Desk, qtbot: QtBot) -> None:
        """Without cards there is nothing to weigh, and the page says what comes first."""
        room = Room(desk, qtbot)
        assert room.words("weigh-empty-title") == "Noch nichts zu gewichten"
        assert not room.button("weigh-first").isVisible()
        assert not room.page.panel.isVisible()
        middle = room.page.empty.mapTo(room.page, room.page.empty.rect().center()).y()
        assert room.page.height() * 0.3 < middle < room.page.height() * 0.5

    def test_first_round_on_cards(self, desk: Desk, qtbot: QtBot) -> None:
        """Enter on the button begins a round on the group's recommendations, ready for numbers."""
        write(desk, *TEXTS)
        room = Room(desk, qtbot)
        press(room.button("weigh-first"), Qt.Key.Key_Return)
        assert room.texts() == list(TEXTS)
        assert room.options.hasFocus()
        assert room.page.title.text() == "Was ist am wichtigsten?"

    def test_first_round_on_themes(self, desk: Desk, qtbot: QtBot) -> None:
        """Where the group has themes they are what is weighed."""
        ids = write(desk, *TEXTS)
        for n in (0, 2):
            edit = desk.do(board.form_cluster, group_id="group1", card_ids=ids[n : n + 2])
            assert edit is not None
            desk.do(board.name_cluster, edit.ids("clusters")[0], f"Thema {n}")
        room = Room(desk, qtbot)
        click(room.button("weigh-first"))
        assert room.texts() == ["Thema 0", "Thema 2"]

    def test_round_without_options(self, desk: Desk, qtbot: QtBot) -> None:
        """A round on themes where there are none says so, and the panel is there to choose others."""
        write(desk, *TEXTS)
        begin(desk, targets="clusters")
        room = Room(desk, qtbot)
        assert room.words("weigh-empty-title") == "In dieser Runde gibt es nichts zu gewichten"
        assert room.page.panel.isVisible()

    def test_everything_undone(self, room: Room) -> None:
        """After undo of the round the page is empty again, after redo it is back."""
        room.desk.undo()
        assert room.words("weigh-empty-title") == "Noch keine Runde"
        room.desk.redo()
        assert room.texts() == list(TEXTS)


class TestSum:
    def test_dots_missing(self, room: Room) -> None:
        """Too few: how many are missing."""
        room.type("5\n4\n3\n")
        assert (room.words("weigh-sum"), room.words("weigh-most")) == ("12", "von 15 Punkten")
        assert room.words("weigh-check") == "3 Punkte fehlen noch."

    def test_sum_is_right(self, room: Room) -> None:
        """Each dot counted."""
        room.type("5\n5\n5\n")
        assert room.words("weigh-check") == "Alle Punkte sind gezählt."

    def test_too_many_at_all(self, room: Room) -> None:
        """Too many: in words, before the number is handed over."""
        room.type("5\n5\n5\n3")
        assert room.words("weigh-check") == "3 Punkte zu viel. Bitte nachzählen."
        assert part(room, QWidget, "weigh-check").property("kind") == "unsafe"

    def test_too_many_on_one(self, room: Room) -> None:
        """Without cumulating an option has one of each voter at most; cumulating lifts that."""
        room.type("6\n")
        assert "mehr als 5 Punkte" in room.words("weigh-check")
        assert "mehr als möglich" in room.page.rows.spoken(0)
        click(part(room, QCheckBox, "weigh-cumulate"))
        assert room.round.cumulate
        assert "mehr als" not in room.words("weigh-check")


class TestRule:
    def test_voters_typed(self, room: Room) -> None:
        """Another number of voters is one step once Enter is pressed."""
        before = room.entries
        field = number(room, "weigh-voters")
        field.selectAll()
        type_text(field, "13\n")
        assert room.round.voters == 13
        assert room.entries == before + 1

    def test_arrows_are_one_step(self, room: Room) -> None:
        """Turning a number quickly is one edit."""
        before = room.entries
        for _ in range(4):
            press(number(room, "weigh-dots"), Qt.Key.Key_Up)
        room.pause()
        assert room.round.dots == 7
        assert room.entries == before + 1

    def test_suggestion_in_words(self, room: Room) -> None:
        """The formula stands there with the numbers of the round: ceil((4² − 4) ÷ 2 ÷ 5) = 2."""
        words = room.words("weigh-formula")
        assert words.startswith("Vorschlag: 2.")
        assert "4 × 3 ÷ 2 Vergleiche, auf 5 Personen verteilt" in words
        click(room.button("weigh-take-dots"))
        assert room.round.dots == 2
        assert not room.button("weigh-take-dots").isVisible()

    def test_voters_from_those_present(self, room: Room) -> None:
        """Who comes later is offered at once, and taken at a press."""
        here = [Participant(name=f"Person {n}", presence="present", group_id="group1") for n in range(3)]
        room.desk.do(people.add_participants, here)
        assert room.words("weigh-present") == "3 Personen sind anwesend."
        click(room.button("weigh-take-present"))
        assert room.round.voters == 3

    def test_other_options(self, room: Room) -> None:
        """What is voted on can be changed before counting and not after it."""
        write(room.desk, "Karte der anderen", group="group2")
        choice = part(room, QComboBox, "weigh-group")
        assert choice.isEnabled()
        choice.setFocus()
        press(choice, Qt.Key.Key_Down)
        press(choice, Qt.Key.Key_Down)
        assert room.round.group_id == "group2"
        assert room.texts() == ["Karte der anderen"]
        room.click(0)
        room.pause()
        assert not choice.isEnabled()

    def test_title(self, room: Room) -> None:
        """The question is reworded in place; Enter goes on to the options."""
        room.page.title.selectAll()
        type_text(room.page.title, "Was zählt?\n")
        assert room.round.title == "Was zählt?"
        assert room.options.hasFocus()


class TestClosing:
    def test_closed_round_is_a_ranking(self, room: Room) -> None:
        """Closing puts the best first, with their ranks."""
        room.type("1\n4\n2\n")
        click(room.button("weigh-turn"))
        assert not room.round.is_open
        assert room.texts() == ["Controlling", "Transparenz", "Familienkonzept", "Leitfäden"]
        assert [room.page.rows.ranked(row).rank for row in range(4)] == [1, 2, 3, 4]

    def test_closing_takes_the_last_number_along(self, room: Room) -> None:
        """What was typed before the button was pressed counts."""
        room.type("4")
        click(room.button("weigh-turn"))
        assert room.totals[0] == 4
        assert not room.round.is_open

    def test_reopen(self, room: Room) -> None:
        """A closed round can be counted on."""
        click(room.button("weigh-turn"))
        click(room.button("weigh-turn"))
        room.page.focus_options()
        room.type("2\n")
        assert 2 in room.totals

    def test_order_by_points(self, room: Room) -> None:
        """An open round is put in order at a press."""
        room.type("1\n4\n2\n")
        click(room.button("weigh-sort"))
        assert room.texts()[0] == "Controlling"
        assert not room.button("weigh-sort").isVisible()


class TestTies:
    def test_tie_and_run_off(self, room: Room) -> None:
        """A tie is named; the run-off has those that share the rank, and nothing else."""
        room.type("5\n3\n3\n1\n")
        assert room.words("weigh-tie") == "Gleichstand auf Rang 2: „Controlling“, „Transparenz“"
        click(room.button("weigh-run-off"))
        assert room.texts() == ["Controlling", "Transparenz"]
        assert room.page.title.text() == "Stichwahl: Wichtig?"
        assert room.round.voters == 5
        assert room.options.hasFocus()

    def test_head_of_a_new_round(self, room: Room) -> None:
        """A round that is begun from further down shows what kind it is, and its sum."""
        room.window.resize(900, 500)
        settle()
        bar = part(room, QScrollArea, "weigh-area").verticalScrollBar()
        bar.setValue(bar.maximum())
        assert bar.value() > 0
        room.page.panel.rounds.begun.emit("resistance")
        assert room.round.kind == "resistance"
        assert bar.value() == 0

    def test_no_tie(self, room: Room) -> None:
        """Nothing is offered where all is decided, nor before anything is counted."""
        assert room.words("weigh-tie") == ""
        room.type("5\n3\n2\n1\n")
        assert room.words("weigh-tie") == ""
        assert not room.button("weigh-run-off").isVisible()


class TestHidden:
    def test_totals_are_hidden_alone(self, desk: Desk, qtbot: QtBot) -> None:
        """The moderator sees totals in the window; on the page alone neither eye nor ear gets them."""
        write(desk, *TEXTS)
        fill(desk, begin(desk, dots=3), 4, 1)
        window = open_window(desk, qtbot, "weigh", Asked())
        page = window.stack.currentWidget()
        assert isinstance(page, WeighPage)
        click(page.panel.hide_totals)
        assert "4 Punkte" in page.rows.spoken(0)
        seen = page.options.viewport().grab().toImage()
        window.show_alone(True)
        settle()
        assert page.rows.spoken(0) == "Familienkonzept. Punkte verborgen. 1 von 4"
        assert not page.panel.turn.isVisible()
        window.show_alone(False)
        settle()
        assert page.panel.turn.isVisible()
        assert "4 Punkte" in page.rows.spoken(0)
        assert page.options.viewport().grab().toImage().size() == seen.size()

    def test_concealed_rows_look_alike(self, room: Room) -> None:
        """Not a pixel tells the totals while they are hidden."""
        room.click(0)
        room.pause()
        room.desk.do(verbs.hide_totals, room.round.id, hidden=True)
        room.page.hide_private(True)
        room.button("weigh-turn").setFocus()
        few = room.page.options.viewport().grab().toImage()
        fill(room.desk, room.round.id, 9, 9, 1)
        assert room.page.options.viewport().grab().toImage() == few
        room.page.hide_private(False)
        assert room.page.options.viewport().grab().toImage() != few

    def test_closing_shows_totals(self, room: Room) -> None:
        """A closed round is for all to see."""
        click(room.button("weigh-hide"))
        assert room.round.hidden
        click(room.button("weigh-turn"))
        assert not room.round.hidden


class TestList:
    def test_another_round(self, room: Room) -> None:
        """Choosing a round in the list shows it; undo of a count comes back to its round."""
        room.type("3\n")
        click(room.button("weigh-new-dots"))
        assert room.totals == [0, 0, 0, 0]
        rounds = part(room, QListWidget, "weigh-rounds")
        assert rounds.count() == 2
        rounds.setFocus()
        press(rounds, Qt.Key.Key_Up)
        assert room.totals == [3, 0, 0, 0]

    def test_delete(self, room: Room) -> None:
        """Del on a round deletes it with its votes; undo brings both back."""
        room.type("3\n")
        rounds = part(room, QListWidget, "weigh-rounds")
        rounds.setFocus()
        press(rounds, Qt.Key.Key_Delete)
        assert room.page.rows.round is None
        assert room.desk.state.count(VoteRound) == 0
        room.desk.undo()
        assert room.totals == [3, 0, 0, 0]

    def test_resistance(self, room: Room) -> None:
        """Sums of resistance: the way things are is an option, and the least is first."""
        click(room.button("weigh-new-resistance"))
        assert room.texts()[-1] == "Alles bleibt, wie es ist"
        room.type("30\n12\n8\n44\n20\n")
        click(room.button("weigh-turn"))
        assert room.texts() == [
            "Transparenz",
            "Controlling",
            "Alles bleibt, wie es ist",
            "Familienkonzept",
            "Leitfäden",
        ]

    def test_resistance_beyond_what_can_be(self, room: Room) -> None:
        """Ten for each voter is the most; more is said."""
        click(room.button("weigh-new-resistance"))
        field = number(room, "weigh-voters")
        field.selectAll()
        type_text(field, "5\n")
        room.page.focus_options()
        room.type("51\n")
        assert "mehr als 50 Punkte" in room.words("weigh-check")


def test_refresh_of_a_step_is_a_refresh_of_all(room: Room) -> None:
    """The same picture from the step alone and from everything; twice changes nothing."""
    fill(room.desk, room.round.id, 4, 4, 9)
    settle()
    first = room.page.grab().toImage()
    room.page.refresh(None)
    settle()
    assert room.page.grab().toImage() == first


def test_spoken(room: Room) -> None:
    """A screen reader hears words, points, rank, tie and place of a row."""
    room.type("5\n3\n3\n")
    assert room.page.rows.spoken(1) == "Controlling. 3 Punkte. Rang 2. gleich. 2 von 4"
    interface = QAccessible.queryAccessibleInterface(room.page.options)
    assert interface.text(QAccessible.Text.Name) == "Zur Auswahl"


def test_hidden_page_catches_up(desk: Desk, qtbot: QtBot) -> None:
    """What is counted while another page is in view is there when the page comes back."""
    write(desk, *TEXTS)
    id = begin(desk, dots=3)
    window = open_window(desk, qtbot, "weigh", Asked())
    window.show_page("prepare")
    fill(desk, id, 7)
    assert window.rail.buttons["weigh"].accessibleDescription() == "7 Punkte"
    window.show_page("weigh")
    page = window.stack.currentWidget()
    assert isinstance(page, WeighPage)
    assert page.rows.points(page.rows.ids[0]) == 7


def test_english(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """The panel speaks English, too."""
    desk = make_desk("en")
    write(desk, *TEXTS)
    begin(desk, dots=3)
    room = Room(desk, qtbot)
    room.type("5\n")
    assert (room.words("weigh-kind"), room.words("weigh-check")) == (
        "Dot vote is open",
        "10 dots are missing.",
    )


def test_hostile_words_stay_text(desk: Desk, qtbot: QtBot) -> None:
    """Markup in titles and options is shown as it is."""
    hostile = "<b>fett</b> & <img src=x>"
    write(desk, hostile, hostile)
    fill(desk, begin(desk, title=hostile), 3, 3)
    room = Room(desk, qtbot)
    assert hostile in room.words("weigh-tie")
    label = part(room, QLabel, "weigh-tie")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert "&lt;b&gt;" in str(room.page.rows.index(0).data(Qt.ItemDataRole.ToolTipRole))
