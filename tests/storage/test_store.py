"""One open workshop: commit, undo, redo, receive, and what listeners hear."""

import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest

from tests.examples import assert_in_step, made, new_file, same_visible, workshop
from tests.storage.conftest import Open
from werkstatt_desktop.domain.edits import Change, Edit, Step
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card, Group, Id
from werkstatt_desktop.domain.state import State, settle
from werkstatt_desktop.domain.verbs import board, cards, setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.store import Safety, Store


def write(store: Store, *texts: str) -> Id:
    """Write cards; gives the id of the first."""
    edit = cards.write_cards(store.state, group_id="g1", category_id="own", texts=texts)
    store.commit(edit)
    return edit.ids("cards")[0]


def texts(state: State) -> set[str]:
    return {card.text for card in state.all(Card)}


START = {"Runder Tisch", "Zu wenig Zeit", "Kurze Wege", "Räume"}


def test_opened_as_created(store: Store) -> None:
    """A new file holds what it was made of, and nothing of it can be taken back."""
    assert store.state == workshop()
    assert_in_step(store.state)
    assert (store.undo_verb, store.redo_verb) == (None, None)
    assert (store.undo(), store.redo()) == (None, None)
    assert store.safety.waiting == 0
    assert store.safety.trouble is None
    assert len(store.safety.at) == 25


def test_commit(store: Store, path: Path, opened: Open) -> None:
    """A committed edit is in the state at once, and in the file."""
    write(store, "Neu")
    assert texts(store.state) == START | {"Neu"}
    assert store.undo_verb == "write_card"
    other = opened(path)
    assert other.state == store.state
    assert other.undo_verb == "write_card"
    assert files.check(path).tables == ()


def test_nothing_to_commit(store: Store) -> None:
    """An edit without changes leaves no trace."""
    told: list[Step] = []
    store.subscribe(told.append)
    store.commit(made("x"))
    assert told == []
    assert len(list(store.journal())) == 1
    assert store.undo_verb is None


def test_undo_and_redo(store: Store) -> None:
    """Steps are taken back one by one and taken up again in the same order; each is a step in the file."""
    states = [store.state]
    for text in "abc":
        write(store, text)
        states.append(store.state)
    for state in states[-2::-1]:
        assert store.undo() == "write_card"
        assert texts(store.state) == texts(state)
    assert store.undo() is None
    assert store.redo_verb == "write_card"
    for state in states[1:]:
        assert store.redo() == "write_card"
        assert same_visible(store.state, state)
    assert store.redo() is None
    assert len(list(store.journal())) == 10


def test_new_step_ends_redo(store: Store) -> None:
    """What was taken back and then overtaken by something new cannot be taken up again."""
    write(store, "a")
    store.undo()
    write(store, "b")
    assert store.redo_verb is None
    assert store.redo() is None
    assert texts(store.state) == START | {"b"}


def test_undo_names_the_step(store: Store) -> None:
    """Undo and redo say what they would do."""
    store.commit(board.move_cards(store.state, {"c3": (1, 2)}))
    store.commit(setup.add_group(store.state, "Neu"))
    assert store.undo_verb == "add_group"
    store.undo()
    assert (store.undo_verb, store.redo_verb) == ("move_card", "add_group")


def test_undo_after_a_restart(path: Path, opened: Open) -> None:
    """Undo reaches back over a restart to the creation of the workshop, over more than one page."""
    store = opened(path)
    for n in range(230):
        store.commit(board.move_cards(store.state, {"c3": (float(n), 0.0)}))
    store.undo()
    store.close()
    store = opened(path)
    assert (store.undo_verb, store.redo_verb) == ("move_card", "move_card")
    steps = 0
    while store.undo() is not None:
        steps += 1
    assert steps == 229
    assert store.state == workshop()
    store.close()
    store = opened(path)
    assert store.undo_verb is None
    while store.redo() is not None:
        steps -= 1
    assert steps == -1
    card = store.state.get(Card, "c3")
    assert card is not None
    assert card.x == 229.0


def test_listeners_hear_the_step(store: Store) -> None:
    """Listeners get the edit, what appeared and what vanished."""
    told: list[Step] = []
    store.subscribe(told.append)
    id = write(store, "a")
    store.undo()
    store.commit(setup.delete_group(store.state, "g2"))
    one, two, three = told
    assert (one.edit.verb, one.appeared, one.vanished) == ("write_card", frozenset([id]), frozenset())
    assert (two.edit.verb, two.appeared, two.vanished) == ("write_card", frozenset(), frozenset([id]))
    assert three.vanished == {"g2", "c4"}


def test_listeners_find_everything_done(store: Store) -> None:
    """When a listener hears of a step, state, undo, redo and safety are already those after it."""
    seen: list[tuple[int, str | None, str | None, int]] = []
    store.subscribe(
        lambda _: seen.append(
            (store.state.count(Card), store.undo_verb, store.redo_verb, store.safety.waiting)
        )
    )
    write(store, "a")
    store.commit(board.move_cards(store.state, {"c3": (1.0, 1.0)}))
    store.undo()
    store.redo()
    assert seen == [
        (5, "write_card", None, 0),
        (5, "move_card", None, 0),
        (5, "write_card", "move_card", 0),
        (5, "move_card", None, 0),
    ]


def test_watchers_hear_of_safety(store: Store) -> None:
    """After each step the watchers hear that all is safe, and since when."""
    heard: list[Safety] = []
    store.watch_safety(heard.append)
    write(store, "a")
    assert [(s.waiting, s.trouble) for s in heard] == [(0, None)]
    assert heard[0].at == [*store.journal()][-1].at


class Broken(Exception):
    pass


def test_raising_listener(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A view or a watcher that fails keeps neither the others nor the file from the news."""
    seen: list[type[BaseException]] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        seen.append(kind)

    def broken(_: object) -> None:
        raise Broken

    monkeypatch.setattr(sys, "excepthook", hook)
    told: list[Step] = []
    heard: list[Safety] = []
    store.subscribe(broken)
    store.subscribe(told.append)
    store.watch_safety(broken)
    store.watch_safety(heard.append)
    write(store, "a")
    assert seen == [Broken, Broken]
    assert len(told) == len(heard) == 1
    assert len(list(store.journal())) == 2


def test_step_taken_by_a_listener(store: Store) -> None:
    """A step that a listener takes is told to all after the one that it heard of."""
    verbs: list[str] = []

    def follow(step: Step) -> None:
        if step.edit.verb == "write_card":
            store.commit(board.move_cards(store.state, {"c3": (9.0, 9.0)}))

    store.subscribe(follow)
    store.subscribe(lambda step: verbs.append(step.edit.verb))
    write(store, "a")
    assert verbs == ["write_card", "move_card"]


def test_forgotten_listener(store: Store) -> None:
    """A window that closes hears nothing more."""
    told: list[Step] = []
    heard: list[Safety] = []
    listener, watcher = told.append, heard.append
    store.subscribe(listener)
    store.watch_safety(watcher)
    store.forget(listener, watcher)
    write(store, "a")
    assert told == []
    assert heard == []


@pytest.mark.parametrize(
    "changes",
    [
        (Change("cards", "c1", {}, {"group_id": "nowhere"}),),
        (Change("cards", "c1", {}, {"x": float("inf")}),),
        (Change("invented", "c1", {}, {"x": 1.0}),),
        (Change("cards", "c3", {}, {"text": "neu"}), Change("cards", "c1", {}, {"invented": 1})),
    ],
)
def test_refused_edit_changes_nothing(store: Store, changes: tuple[Change, ...]) -> None:
    """What cannot be is found before anything is changed: state, file, listeners and undo are as before."""
    told: list[Step] = []
    store.subscribe(told.append)
    before = store.state
    with pytest.raises(Refused):
        store.commit(made("x", *changes))
    assert store.state is before
    assert told == []
    assert store.undo_verb is None
    assert store.safety.waiting == 0
    assert len(list(store.journal())) == 1


def test_text_that_no_file_holds(store: Store, path: Path) -> None:
    """A lone surrogate that came past the door is an error before anything is changed."""
    before = store.state
    with pytest.raises(ValueError, match="surrogates"):
        store.commit(made("x", Change("cards", "c1", {}, {"text": "\ud800"})))
    assert store.state is before
    assert store.safety.waiting == 0
    write(store, "geht weiter")
    assert files.check(path).cards == 5


def test_undo_spares_what_others_made_of_it(path: Path, tmp_path: Path, opened: Open) -> None:
    """Of the last step only what nobody else changed since is taken back."""
    a, b = opened(path, "a"), opened(Path(shutil.copy(path, tmp_path / "b.werkstatt")), "b")
    a.commit(setup.edit_group(a.state, "g1", name="von a", room="R"))
    b.receive(a.journal(), a.doc_id)
    b.commit(setup.edit_group(b.state, "g1", name="von b"))
    a.receive(b.journal(), b.doc_id)
    assert a.undo() == "edit_group"
    group = a.state.get(Group, "g1")
    assert group is not None
    assert (group.name, group.room) == ("von b", "")


def test_undo_of_a_record_that_vanished(path: Path, opened: Open) -> None:
    """A damaged file that lost a record does not keep the rest of a step from being taken back."""
    store = opened(path)
    id = write(store, "weg", "bleibt")
    store.close()
    raw = sqlite3.connect(path)
    raw.execute("DELETE FROM cards WHERE id = ?", (id,))
    raw.commit()
    raw.close()
    store = opened(path)
    assert texts(store.state) == START | {"bleibt"}
    assert store.undo() == "write_cards"
    assert texts(store.state) == START
    assert store.redo() == "write_cards"
    assert texts(store.state) == START | {"bleibt"}


def test_receive(path: Path, tmp_path: Path, opened: Open) -> None:
    """Two copies that exchange their journals are the same; each undoes its own steps only."""
    a, b = opened(path, "a"), opened(Path(shutil.copy(path, tmp_path / "b.werkstatt")), "b")
    write(a, "von a")
    b.commit(setup.delete_group(b.state, "g1"))
    told: list[Step] = []
    a.subscribe(told.append)
    a.receive(b.journal(), b.doc_id)
    b.receive(a.journal(), a.doc_id)
    assert a.state == b.state
    assert texts(a.state) == {"von a", "Räume"}
    assert a.state.get(Group, "g1") is not None  # the new card cannot do without it
    assert told[0].edit.verb == "receive"
    assert told[0].vanished == {"c1", "c2", "c3", "t1", "q1"}
    assert (a.undo_verb, b.undo_verb) == ("write_card", "delete_group")
    a.receive(b.journal(), b.doc_id)
    assert len(told) == 1
    assert_in_step(a.state)
    assert files.check(path).tables == ()


def test_two_copies_on_one_device(path: Path, tmp_path: Path, opened: Open) -> None:
    """Copies on one device, worked on apart, come together; what one took back stays taken back."""
    a, b = opened(path), opened(Path(shutil.copy(path, tmp_path / "b.werkstatt")))
    write(a, "1")
    write(b, "2")
    b.undo()
    a.receive(b.journal(), b.doc_id)
    b.receive(a.journal(), a.doc_id)
    assert a.state == b.state
    assert texts(a.state) == START | {"1"}
    assert a.undo() == "write_card"
    assert texts(a.state) == START
    assert a.undo() is None


def test_undo_is_the_same_after_a_restart(path: Path, tmp_path: Path, opened: Open) -> None:
    """After an exchange the next step to take back is the same before and after a restart."""
    a, b = opened(path), opened(Path(shutil.copy(path, tmp_path / "b.werkstatt")))
    for n in range(3):
        write(a, f"a{n}")
        write(b, f"b{n}")
    a.undo()
    b.undo()
    b.undo()
    a.receive(b.journal(), b.doc_id)
    again = opened(path)
    while True:
        assert (a.undo_verb, a.redo_verb) == (again.undo_verb, again.redo_verb)
        top, other = a._past.stacks().last_done, again._past.stacks().last_done
        assert (top and top.id) == (other and other.id)
        if a.undo() is None:
            break
        again.close()
        again = opened(path)


def test_another_workshop(store: Store, tmp_path: Path, opened: Open) -> None:
    """Another workshop's journal is refused, whatever is in it."""
    other = opened(new_file(tmp_path / "other.werkstatt"))
    write(other, "fremd")
    with pytest.raises(Refused) as refused:
        store.receive(other.journal(), other.doc_id)
    assert refused.value.key == "another_workshop"
    assert texts(store.state) == START


def test_journal_with_a_gap(path: Path, tmp_path: Path, opened: Open) -> None:
    """Entries without those that they build on are refused; nothing changes."""
    a, b = opened(path, "a"), opened(Path(shutil.copy(path, tmp_path / "b.werkstatt")), "b")
    theme = board.form_cluster(b.state, "g2", ["c4"], "Neu")
    b.commit(setup.add_group(b.state, "Neu"))
    b.commit(
        cards.hand_over_cards(b.state, ["c1"], next(g.id for g in b.state.all(Group) if g.name == "Neu"))
    )
    b.commit(theme)
    b.commit(board.name_cluster(b.state, theme.ids("clusters")[0], "Anders"))
    entries = list(b.journal())
    before = a.state
    for missing in (1, 3):
        with pytest.raises(Refused) as refused:
            a.receive(entries[:missing] + entries[missing + 1 :], b.doc_id)
        assert refused.value.key == "refers_to_nothing"
        assert a.state is before
    a.receive(entries, b.doc_id)
    assert a.state == b.state


def test_journal_settles_to_the_state(store: Store) -> None:
    """The tables are the journal's fold, in whatever order it is read."""
    for text in "abc":
        write(store, text)
    store.undo()
    assert settle(reversed(list(store.journal()))) == store.state


def test_journal_while_it_grows(store: Store) -> None:
    """Reading the journal holds on to nothing: steps can be taken meanwhile."""
    write(store, "a")
    seen = []
    for entry in store.journal():
        seen.append(entry.edit.verb)
        if len(seen) == 1:
            write(store, "b")
    assert seen == ["create_workshop", "write_card"]
    assert len(list(store.journal())) == 3


def test_numbers_of_entries(path: Path, tmp_path: Path, opened: Open) -> None:
    """An entry's number counts its device's entries; its seq is one more than any seen."""
    a, b = opened(path, "a"), opened(Path(shutil.copy(path, tmp_path / "b.werkstatt")), "b")
    for _ in range(3):
        write(a, "x")
    b.receive(a.journal(), a.doc_id)
    write(b, "y")
    b.close()
    b = opened(tmp_path / "b.werkstatt", "b")
    write(b, "z")
    found = [(e.device, e.seq, e.number) for e in b.journal()]
    assert found == [("base", 1, 1), ("a", 2, 1), ("a", 3, 2), ("a", 4, 3), ("b", 5, 1), ("b", 6, 2)]


def test_damaged_journal_row_ends_undo(path: Path, opened: Open) -> None:
    """A row that is not whole ends undo there; work goes on, and the check finds it."""
    store = opened(path)
    for text in ("eins", "zwei", "drei"):
        write(store, text)
    store.close()
    raw = sqlite3.connect(path)
    raw.execute("UPDATE journal SET changes = replace(changes, 'zwei', 'zwie')")
    raw.commit()
    raw.close()
    store = opened(path)
    assert store.undo_verb == "write_card"
    assert store.undo() == "write_card"
    assert store.undo() is None
    write(store, "vier")
    assert texts(store.state) == START | {"eins", "zwei", "vier"}
    with pytest.raises(Exception, match="damaged"):
        files.check(path)


@pytest.mark.parametrize("step", [Store.undo, Store.redo])
def test_undo_of_a_file_never_touched(path: Path, opened: Open, step: Callable[[Store], str | None]) -> None:
    """Another device's steps cannot be taken back here."""
    store = opened(path, "a")
    write(store, "x")
    store.close()
    other = opened(path, "b")
    assert step(other) is None
    assert texts(other.state) == START | {"x"}


def test_edit_of_many_records(store: Store, path: Path) -> None:
    """A large edit is one step and one entry."""
    edit: Edit = cards.write_cards(
        store.state, group_id="g1", category_id="own", texts=[f"{n}" for n in range(500)]
    )
    store.commit(edit)
    assert len(list(store.journal())) == 2
    assert files.check(path).cards == 504
    store.undo()
    assert files.check(path).cards == 4
