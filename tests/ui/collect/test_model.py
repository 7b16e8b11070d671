"""The rows of a column: a step applied to them leads to what reading them anew leads to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from types import FrameType
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.keys import press
from tests.ui.collect.capturing import Room, put_cards
from werkstatt_desktop.domain.edits import Edit, Step
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.state import State, change
from werkstatt_desktop.domain.verbs import cards, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.collect.heights import Heights
from werkstatt_desktop.ui.collect.model import SAFE_ROLE, CardRows
from werkstatt_desktop.ui.collect.ticks import Ticks
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.theme import Theme

CATEGORIES = ("opportunity", "obstacle", "recommendation")
GROUPS = ("group1", "group2")


class Mirror:
    """A column kept step by step beside one read anew after each step."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ticks = Ticks(desk)
        self.kept = CardRows(desk, self.ticks)
        self.kept.show("group1", "opportunity")
        self.tester = QAbstractItemModelTester(self.kept)
        self.seen: list[str] = self.kept.ids
        self.kept.rowsInserted.connect(self._inserted)
        self.kept.rowsRemoved.connect(self._removed)
        self.kept.modelReset.connect(self._reset)
        desk.changed.connect(self.take)

    def take(self, step: Step) -> None:
        self.kept.take(step)
        self.ticks.write(id for id in step.appeared if id < "8")

    def _inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self.seen[first:first] = self.kept.ids[first : last + 1]

    def _removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        del self.seen[first : last + 1]

    def _reset(self) -> None:
        self.seen = self.kept.ids

    def check(self) -> None:
        fresh = CardRows(self.desk, self.ticks)
        fresh.show("group1", "opportunity")
        assert self.kept.ids == fresh.ids
        kept, anew = (
            [rows.index(n).data(SAFE_ROLE) for n in range(len(rows))] for rows in (self.kept, fresh)
        )
        assert kept == anew
        assert self.seen == fresh.ids
        assert [self.kept.row_of(id) for id in fresh.ids] == list(range(len(fresh)))
        written = [card.written for row in range(len(fresh)) if (card := fresh.card(row))]
        assert written == sorted(written)
        assert len(written) == len(fresh)


def some_cards(state: State, numbers: list[int]) -> list[str]:
    ids = sorted(card.id for card in state.all(Card))
    return [ids[n % len(ids)] for n in numbers] if ids else []


NUMBERS = st.lists(st.integers(0, 40), min_size=1, max_size=4)
ACTS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(GROUPS), st.sampled_from(CATEGORIES), st.integers(1, 5)),
    st.tuples(st.just("delete"), NUMBERS),
    st.tuples(st.just("recategorise"), NUMBERS, st.sampled_from(CATEGORIES)),
    st.tuples(st.just("hand_over"), NUMBERS, st.sampled_from(GROUPS)),
    st.tuples(st.just("reword"), NUMBERS, st.text(min_size=1, max_size=5)),
    st.tuples(st.just("delete_group"), st.sampled_from(GROUPS)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


def act(desk: Desk, name: str, *arguments: object) -> None:
    match name, arguments:
        case "write", (str() as group_id, str() as category_id, int() as count):
            texts = [f"Karte {n}" for n in range(count)]
            desk.do(cards.write_cards, group_id=group_id, category_id=category_id, texts=texts)
        case "delete", (list() as numbers,):
            desk.do(cards.delete_cards, some_cards(desk.state, numbers))
        case "recategorise", (list() as numbers, str() as category_id):
            desk.do(cards.recategorise_cards, some_cards(desk.state, numbers), category_id)
        case "hand_over", (list() as numbers, str() as group_id):
            desk.do(cards.hand_over_cards, some_cards(desk.state, numbers), group_id)
        case "reword", (list() as numbers, str() as text):
            for id in some_cards(desk.state, numbers[:1]):
                desk.do(cards.reword_card, id, text)
        case "delete_group", (str() as group_id,):
            desk.do(setup.delete_group, group_id)
        case "undo", ():
            desk.undo()
        case "redo", ():
            desk.redo()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=14))
def test_step_by_step_is_as_read_anew(
    acts: list[tuple[object, ...]], workshop_file: Path, look: Theme
) -> None:
    """Whatever is done, undone and done again, the rows kept step by step are those of the state."""
    fresh = workshop_file.with_name(f"{uuid4().hex}.werkstatt")
    shutil.copy(workshop_file, fresh)
    desk = Desk(files.open_store(fresh, device="test"), Texts("de"), look)
    mirror = Mirror(desk)
    for name, *arguments in acts:
        act(desk, str(name), *arguments)
        mirror.check()
    while desk.store.undo_verb is not None:
        desk.undo()
        mirror.check()
    assert mirror.kept.ids == []
    desk.let_go()
    desk.store.close()


def test_many_cards_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    """Hundreds of cards that come, change and go in one step end in the same rows too."""
    mirror = Mirror(desk)
    ids = put_cards(desk, "opportunity", *(f"Karte {n}" for n in range(450)))
    mirror.check()
    desk.do(cards.recategorise_cards, ids[:300], "obstacle")
    mirror.check()
    desk.do(cards.hand_over_cards, ids[300:310], "group2")
    mirror.check()
    desk.undo()
    mirror.check()


def test_applying_a_step_twice_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    """A view that has caught up already may hear of the step again."""
    mirror = Mirror(desk)
    (id,) = put_cards(desk, "opportunity", "eins")
    step = Step(Edit("write_card", ()), frozenset({id}), frozenset())
    mirror.kept.take(step)
    mirror.kept.take(step)
    mirror.check()


def test_cards_of_one_number_keep_an_order(desk: Desk, qtbot: QtBot) -> None:
    """Two copies of a workshop can have numbered their cards alike; the id decides then."""
    mirror = Mirror(desk)
    twins = [
        Card(id=id, group_id="group1", category_id="opportunity", text=id, written=1) for id in ("b", "a")
    ]
    desk.store.commit(Edit("receive", tuple(change(None, card) for card in twins)))
    assert mirror.kept.ids == ["a", "b"]
    mirror.check()


ROW_ACTS = st.one_of(
    st.tuples(st.just("insert"), st.integers(0, 30), st.integers(1, 3)),
    st.tuples(st.just("remove"), st.integers(0, 30), st.integers(1, 3)),
    st.tuples(st.just("set"), st.integers(0, 30), st.integers(1, 90)),
)


@given(acts=st.lists(ROW_ACTS, max_size=25), y=st.integers(-10, 900))
def test_heights_add_up(acts: list[tuple[str, int, int]], y: int) -> None:
    """The rows lie one below the other, whatever came and went in between."""
    heights, plain = Heights(10), [10] * 4
    heights.reset(4)
    for name, row, number in acts:
        if name == "insert":
            row = min(row, len(plain))
            heights.insert(row, number)
            plain[row:row] = [10] * number
        elif row < len(plain):
            if name == "remove":
                number = min(number, len(plain) - row)
                heights.remove(row, number)
                del plain[row : row + number]
            else:
                heights.set(row, number)
                plain[row] = number
        ends = list(accumulate(plain))
        assert [heights.bottom(n) for n in range(len(plain))] == ends
        assert heights.total == sum(plain)
    wanted = next((n for n, end in enumerate(accumulate(plain)) if y < end), len(plain) - 1)
    assert heights.at(y) == wanted


def calls_in_page(do: Callable[[], object]) -> int:
    """How many functions of the page Python enters while something is done and shown."""
    count = 0

    def heard(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call" and Path(frame.f_code.co_filename).parent.name == "collect"

    sys.setprofile(heard)
    try:
        do()
        QApplication.processEvents()
    finally:
        sys.setprofile(None)
    return count


def test_ten_thousand_cards_cost_no_loop(desk: Desk, qtbot: QtBot) -> None:
    """Writing, changing and deleting a card costs the page as many calls with 10,000 cards as with 100."""

    def work(room: Room) -> int:
        def write_and_delete() -> None:
            room.write("noch eine")
            press(room.field(), "Up")
            press(room.view(), "Del")

        write_and_delete()  # what is made once is made
        QApplication.processEvents()
        return calls_in_page(write_and_delete)

    put_cards(desk, "opportunity", *(f"Karte {n}" for n in range(100)))
    room = Room(desk, qtbot)
    few = work(room)
    put_cards(desk, "opportunity", *(f"Karte {n}" for n in range(9_900)))
    QApplication.processEvents()
    many = work(room)
    assert room.columns[0].rows.rowCount() == 10_000
    assert 0 < many < 1.2 * few


def test_ten_thousand_cards_can_be_walked(desk: Desk, qtbot: QtBot) -> None:
    """In a long column Home, End and the page keys lead where they should, whatever was measured before."""
    put_cards(desk, "opportunity", *(f"Karte {n} " + "Wort " * (n % 40) for n in range(3_000)))
    room = Room(desk, qtbot)
    view = room.view()
    press(room.field(), "Up")
    assert view.currentIndex().row() == 2_999
    for key, row in (("Home", 0), ("End", 2_999)):
        press(view, key)
        assert view.currentIndex().row() == row
        rect = view.visualRect(view.currentIndex())
        assert rect.top() >= 0
        assert rect.bottom() <= view.viewport().height()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    middle = view.indexAt(view.viewport().rect().center())
    assert 1_000 < middle.row() < 2_000
