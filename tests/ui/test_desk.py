"""What the pages of a window share."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.shell import write
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.edits import Step
from werkstatt_desktop.domain.records import Card, Group
from werkstatt_desktop.domain.verbs import cards, links, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk


def texts_of(desk: Desk) -> list[str]:
    return sorted(card.text for card in desk.state.all(Card))


@pytest.fixture
def said(desk: Desk) -> list[str]:
    sentences: list[str] = []
    desk.said.connect(sentences.append)
    return sentences


@pytest.fixture
def steps(desk: Desk) -> list[Step | None]:
    heard: list[Step | None] = []
    desk.changed.connect(heard.append)
    return heard


def test_doing_changes_the_state_and_tells_it(desk: Desk, steps: list[Step | None], said: list[str]) -> None:
    """What is done is in the state, is told once, and needs no word."""
    edit = write(desk, "Runder Tisch")
    assert texts_of(desk) == ["Runder Tisch"]
    assert [step.edit for step in steps if step] == [edit]
    assert said == []


def test_refusal_is_said(desk: Desk, steps: list[Step | None], said: list[str]) -> None:
    """What is refused changes nothing, and the reason is said in a sentence."""
    assert desk.do(setup.edit_workshop, title="  ") is None
    assert desk.state.workshop.title == "Probe"
    assert (steps, said) == ([], ["Ein Titel ist nötig. Der bisherige bleibt stehen."])


def test_cleaned_text_is_said(desk: Desk, said: list[str]) -> None:
    """Where characters were taken out of a text, that is said."""
    write(desk, "a\x07b")
    assert texts_of(desk) == ["ab"]
    assert said == ["Zeichen, die sich nicht zeigen lassen, wurden aus dem Text entfernt."]


def test_undo_and_redo_say_what_they_did(desk: Desk, said: list[str]) -> None:
    """Undo and redo name the step; where there is none they do nothing and say nothing."""
    desk.undo()
    desk.redo()
    assert said == []
    write(desk, "Runder Tisch")
    desk.undo()
    assert texts_of(desk) == []
    desk.redo()
    assert texts_of(desk) == ["Runder Tisch"]
    assert said == ["Rückgängig gemacht: Karte schreiben", "Wiederhergestellt: Karte schreiben"]


def test_undo_settles_first(desk: Desk) -> None:
    """What is being typed is handed over before undo, so that undo takes back that."""
    write(desk, "eins")
    once: list[int] = []

    def hand_over() -> None:
        if not once:
            once.append(1)
            write(desk, "zwei")

    desk.settling.connect(hand_over)
    desk.undo()
    assert texts_of(desk) == ["eins"]


def test_undo_shows_where(desk: Desk) -> None:
    """What is taken back in a group that is not in view, brings that group into view; so does redo."""
    write(desk, "eins")
    desk.show_group("group2")
    desk.undo()
    assert desk.group_id == "group1"
    desk.show_group("group2")
    desk.redo()
    assert desk.group_id == "group1"
    (card,) = desk.state.all(Card)
    desk.do(cards.hand_over_cards, [card.id], "group2")
    desk.undo()
    assert desk.group_id == "group1"
    desk.show_group("group2")
    desk.redo()
    assert desk.group_id == "group2"


def test_undo_of_a_link_shows_its_cards(desk: Desk) -> None:
    """A link is seen on the board of the card that it begins at."""
    write(desk, "eins")
    write(desk, "zwei")
    one, two = desk.state.all(Card)
    desk.do(links.link, [one.id], two.id)
    for step in (desk.undo, desk.redo):
        desk.show_group("group2")
        step()
        assert desk.group_id == "group1"


def test_undo_of_what_is_everywhere_stays(desk: Desk) -> None:
    """A step that is no group's leaves the group in view."""
    desk.do(setup.edit_workshop, title="Neu")
    desk.show_group("group2")
    desk.undo()
    assert desk.group_id == "group2"


def test_saving_out_of_habit(desk: Desk, said: list[str]) -> None:
    """Who wants to save hears that all is saved; what is being typed is handed over first."""
    desk.settling.connect(lambda: write(desk, "eins"))
    desk.reassure()
    assert texts_of(desk) == ["eins"]
    assert said == ["Jeder Schritt ist schon gespeichert; was noch in einem Feld steht, wird es mit Enter."]


def test_group_in_view(desk: Desk) -> None:
    """Another group is told once; the same group again is no news."""
    heard: list[str] = []
    desk.group_changed.connect(heard.append)
    assert desk.group_id == "group1"
    desk.show_group("group2")
    desk.show_group("group2")
    assert (desk.group_id, heard) == ("group2", ["group2"])


def test_deleted_group_leaves_the_view(desk: Desk) -> None:
    """When the group in view is deleted, the first one comes into view; with none left that is told once."""
    heard: list[str] = []
    desk.group_changed.connect(heard.append)
    desk.show_group("group2")
    desk.do(setup.delete_group, "group2")
    assert desk.group_id == "group1"
    desk.do(setup.delete_group, "group1")
    desk.do(setup.edit_workshop, title="Ohne Gruppe")
    assert heard == ["group2", "group1", ""]
    desk.do(setup.add_group, "Neu")
    assert desk.group_id == order.groups(desk.state)[0].id


def test_news_come_with_the_new_group(desk: Desk) -> None:
    """Who hears of a deleted group finds a group in view that is there."""
    desk.show_group("group2")
    seen: list[Group | None] = []
    desk.changed.connect(lambda _step: seen.append(desk.state.get(Group, desk.group_id)))
    desk.do(setup.delete_group, "group2")
    assert [group and group.id for group in seen] == ["group1"]


def test_goes_on_with_another_file(desk: Desk, tmp_path: Path) -> None:
    """After a rename the desk hears the new store and no longer the old one, and everything is redrawn."""
    other = tmp_path / "Anders.werkstatt"
    files.save_copy(desk.store, other)
    old, new = desk.store, files.open_store(other, device="test")
    steps: list[Step | None] = []
    safe: list[object] = []
    desk.changed.connect(steps.append)
    desk.safety_changed.connect(safe.append)
    desk.take_over(new)
    assert (steps, safe) == ([None], [new.safety])
    old.commit(setup.edit_workshop(old.state, title="Alt"))
    assert steps == [None]
    desk.do(setup.edit_workshop, title="Neu")
    assert (new.state.workshop.title, len(steps)) == ("Neu", 2)
    old.close()


def test_after_letting_go_nothing_is_done(desk: Desk, steps: list[Step | None], said: list[str]) -> None:
    """A field that hands over late, when the window has gone, does no harm."""
    desk.let_go()
    assert desk.do(setup.edit_workshop, title="Zu spät") is None
    assert (desk.state.workshop.title, steps, said) == ("Probe", [], [])


def test_store_does_not_keep_the_desk_alive(make_desk: Callable[[str], Desk]) -> None:
    """A desk that has let go can be collected while its store stays open."""
    desk = make_desk("de")
    other = Desk(desk.store, desk.texts, desk.theme)
    other.let_go()
    known = weakref.ref(other)
    del other
    gc.collect()
    assert known() is None


def test_sizes_of_cards(desk: Desk) -> None:
    """Four sizes, the largest 40 pixels at 1920 wide; in smaller windows less, but never below 15."""
    heard: list[int] = []
    desk.look_changed.connect(lambda: heard.append(desk.card_size))
    assert desk.card_text(1920) == 15
    desk.show_card_size(7)
    desk.show_card_size(9)
    assert [desk.card_text(width) for width in (1920, 2560, 960, 480)] == [40, 40, 20, 15]
    desk.show_card_size(-1)
    assert heard == [3, 0]


def test_theme_is_told(desk: Desk, qapp: QApplication) -> None:
    """Who draws with the theme hears of another one."""
    heard: list[bool] = []
    desk.look_changed.connect(lambda: heard.append(desk.theme.dark))
    desk.show_theme(theme.DARK)
    assert heard == [True]


def test_deleted_cards_come_back(desk: Desk) -> None:
    """Delete and undo of several cards is one step each."""
    edit = write(desk, "eins", "zwei")
    desk.do(cards.delete_cards, list(edit.ids("cards")))
    assert texts_of(desk) == []
    desk.undo()
    assert texts_of(desk) == ["eins", "zwei"]
