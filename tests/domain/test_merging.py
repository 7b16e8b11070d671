"""What two sides changed without knowing of each other: nothing is dropped, and all end with the same."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.devices import Device, met
from tests.examples import entry, made, workshop
from werkstatt_desktop.domain.edits import Change, Edit, Entry
from werkstatt_desktop.domain.erasing import Where, emptied
from werkstatt_desktop.domain.records import Card, Category, Cluster, Group, Id, ParkedItem, Record
from werkstatt_desktop.domain.state import State, change, diff, settle
from werkstatt_desktop.domain.verbs import board, cards, erasing, parking, setup, trash


def two() -> tuple[Device, Device]:
    return Device("a"), Device("b")


def card(state: State, id: Id = "c1") -> Card:
    return cast("Card", state.tables["cards"][id])


def test_both_texts_are_kept() -> None:
    """Of a card that two sides reworded both wordings stand on it, in an order that all agree on."""
    a, b = two()
    a.commit(cards.reword_card(a.state, "c1", "Runder Tisch der Träger"))
    b.commit(cards.reword_card(b.state, "c1", "Runder Tisch im Stadtteil"))
    state = met(a, b)
    assert card(state).text == "Runder Tisch der Träger\nRunder Tisch im Stadtteil"
    assert card(state).first_text == "Runder Tisch"


def test_both_lines_are_kept() -> None:
    """In a field of one line they stand side by side."""
    a, b = two()
    a.commit(board.name_cluster(a.state, "t1", "Bündnisse"))
    b.commit(board.name_cluster(b.state, "t1", "Netze"))
    heading = cast("Cluster", met(a, b).tables["clusters"]["t1"]).heading
    assert heading == "Bündnisse / Netze"


def test_the_same_text_is_kept_once() -> None:
    """What both sides wrote alike is no dispute."""
    a, b = two()
    for device in (a, b):
        device.commit(cards.reword_card(device.state, "c1", "Runder Tisch der Träger"))
    assert card(met(a, b)).text == "Runder Tisch der Träger"


def test_emptied_here_filled_there() -> None:
    """A text beats the absence of one."""
    a, b = two()
    a.commit(cards.explain_card(a.state, "c1", "weil"))
    met(a, b)
    a.commit(cards.explain_card(a.state, "c1", ""))
    b.commit(cards.explain_card(b.state, "c1", "darum"))
    assert card(met(a, b)).explanation == "darum"


@pytest.mark.parametrize("late", ["a", "b"])
def test_settled_dispute(late: str) -> None:
    """Whoever saw both texts and made one of them has settled it, also when more comes from elsewhere."""
    a, b, c = Device("a"), Device("b"), Device("c")
    a.commit(cards.reword_card(a.state, "c1", "eins"))
    b.commit(cards.reword_card(b.state, "c1", "zwei"))
    c.commit(cards.reword_card(c.state, "c1", "drei"))
    met(a, b)
    settling = a if late == "b" else b
    settling.commit(cards.reword_card(settling.state, "c1", "eins und zwei"))
    assert card(met(a, b)).text == "eins und zwei"
    assert sorted(card(met(a, b, c)).text.split("\n")) == ["drei", "eins und zwei"]


def test_one_of_two_wordings_goes_on() -> None:
    """A device that knows one of two texts and changes it changes that one."""
    a, b = two()
    a.commit(cards.explain_card(a.state, "c1", "eins"))
    b.commit(cards.explain_card(b.state, "c1", "zwei"))
    a.commit(cards.explain_card(a.state, "c1", "eins, besser"))
    b.commit(cards.explain_card(b.state, "c1", "zwei, besser"))
    assert sorted(card(met(a, b)).explanation.split("\n")) == ["eins, besser", "zwei, besser"]


def test_dispute_goes_on_after_a_restart() -> None:
    """A state that was read from a file goes on like the one that was there: the journal says the same."""
    a, b = two()
    a.commit(cards.explain_card(a.state, "c1", "eins"))
    b.commit(cards.explain_card(b.state, "c1", "zwei"))
    met(a, b)
    a.state = State(a.state.tables)
    a.commit(cards.explain_card(a.state, "c1", "beides"))
    assert card(met(a, b)).explanation == "beides"


def test_the_later_one_counts_where_texts_are_codes() -> None:
    """Dates, times, kinds, colours and numbers cannot be put together."""
    a, b = two()
    for device, date, colour, minutes in ((a, "2026-01-01", "rose", 5), (b, "2026-02-02", "teal", 6)):
        device.commit(setup.edit_workshop(device.state, date=date))
        device.commit(setup.edit_category(device.state, "own", colour=colour))
        device.commit(setup.edit_programme_item(device.state, "p1", minutes=minutes))
    state = met(a, b)
    assert state.workshop.date == "2026-02-02"
    assert cast("Category", state.tables["categories"]["own"]).colour == "teal"
    assert cast("Any", state.tables["programme"]["p1"]).minutes == 6


def test_place_merges_as_one() -> None:
    """A card hangs where one of the two sides has put it, and nowhere in between."""
    a, b = two()
    a.commit(board.put_into_cluster(a.state, ["c3"], "t1"))
    b.commit(board.move_cards(b.state, {"c3": (70, 80)}))
    found = card(met(a, b), "c3")
    assert (found.cluster_id, found.x, found.y) == (None, 70.0, 80.0)


def test_made_twice() -> None:
    """A record that two sides made under one id has the texts of both."""
    a, b = two()
    for device, name in ((a, "Süd"), (b, "Nord")):
        device.commit(Edit("x", (change(None, Group(id="new", name=name)),)))
    assert cast("Group", met(a, b).tables["groups"]["new"]).name == "Süd / Nord"


def test_made_again_after_it_was_deleted() -> None:
    """The text of a record that was made and deleted is not replaced by one who knew nothing of it."""
    a, b = two()
    a.commit(Edit("x", (change(None, Group(id="new", name="Süd")),)))
    a.commit(setup.delete_group(a.state, "new"))
    for room in ("1", "2", "3"):
        b.commit(setup.edit_group(b.state, "g2", room=room))
    b.commit(Edit("x", (change(None, Group(id="new", name="Nord")),)))
    assert cast("Group", met(a, b).tables["groups"]["new"]) == Group(id="new", name="Süd / Nord")


EDITS: dict[str, Any] = {
    "reword": lambda s: cards.reword_card(s, "c3", "Ganz kurze Wege"),
    "explain": lambda s: cards.explain_card(s, "c3", "weil"),
    "hand over": lambda s: cards.hand_over_cards(s, ["c3"], "g2"),
    "recategorise": lambda s: cards.recategorise_cards(s, ["c3"], "own"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("deleter", ["a", "b"])
def test_edit_beats_deletion(edit: str, deleter: str) -> None:
    """A card that one side changed and the other deleted is there, whichever comes first in the order."""
    a, b = two()
    one, other = (a, b) if deleter == "a" else (b, a)
    one.commit(cards.delete_cards(one.state, ["c3"]))
    other.commit(EDITS[edit](other.state))
    wanted = card(other.state, "c3")
    assert met(a, b).get(Card, "c3") == wanted


@pytest.mark.parametrize("deleter", ["a", "b"])
def test_moving_does_not_beat_deletion(deleter: str) -> None:
    """Tidying up a board elsewhere brings no deleted card back."""
    a, b = two()
    one, other = (a, b) if deleter == "a" else (b, a)
    one.commit(cards.delete_cards(one.state, ["c3"]))
    other.commit(board.move_cards(other.state, {"c3": (900, 900)}))
    assert met(a, b).get(Card, "c3") is None


def test_deletion_of_what_one_has_seen() -> None:
    """A deletion by someone who knows the edit holds, and so does one of two."""
    a, b = two()
    a.commit(cards.reword_card(a.state, "c3", "anders"))
    met(a, b)
    b.commit(cards.delete_cards(b.state, ["c3"]))
    a.commit(cards.delete_cards(a.state, ["c3"]))
    assert met(a, b).get(Card, "c3") is None


def test_undone_deletion() -> None:
    """Taking a deletion back brings the card back as it is, with what others changed meanwhile."""
    a, b = two()
    a.commit(cards.delete_cards(a.state, ["c3"]))
    b.commit(cards.explain_card(b.state, "c4", "weil"))
    met(a, b)
    a.undo()
    assert met(a, b).get(Card, "c3") == card(workshop(), "c3")


def test_undoing_brings_nothing_back_that_others_deleted() -> None:
    """A step that is taken back after somebody deleted the card leaves it deleted."""
    a, b = two()
    a.commit(cards.reword_card(a.state, "c3", "anders"))
    met(a, b)
    b.commit(cards.delete_cards(b.state, ["c3"]))
    met(a, b)
    a.undo()
    assert a.state.get(Card, "c3") is None
    assert card(a.state, "c3").text == "Kurze Wege"
    assert met(a, b).get(Card, "c3") is None


def test_deletion_says_what_was_there() -> None:
    """What a deletion takes away stands in it, as it was before and after."""
    edit = cards.delete_cards(workshop(), ["c3"])
    (deleted,) = edit.changes
    held = {"group_id": "g1", "category_id": "opportunity", "text": "Kurze Wege", "first_text": None}
    held |= {"explanation": "", "consensus": "none", "twin_of": None}
    marks = {"dissent": False, "question_mark": False, "star": False}
    assert deleted.before == {**held, **marks, "gone": False}
    assert deleted.after == {**held, **marks, "gone": True}


def test_deleted_theme_that_was_renamed() -> None:
    """A theme dissolved here and named anew there is there, so that its new name is not lost."""
    a, b = two()
    a.commit(board.dissolve_cluster(a.state, "t1"))
    b.commit(board.name_cluster(b.state, "t1", "Bündnisse"))
    theme = met(a, b).get(Cluster, "t1")
    assert theme is not None
    assert theme.heading == "Bündnisse"


def test_old_deletions_know_nothing() -> None:
    """A deletion that a program of the first version made says nothing of texts, and holds as it did."""
    first = entry("0", 1, made("x", change(None, Group(id="g", name="A"))))
    named = entry("1", 2, made("x", Change("groups", "g", {"name": "A"}, {"name": "B"})))
    deleted = entry("2", 3, made("x", Change("groups", "g", {"gone": False}, {"gone": True})))
    assert settle([first, named, deleted]).get(Group, "g") is None


def renamed_unseen() -> tuple[Device, Device, Device]:
    """A group that b gave a moderator and a, who has not seen that, deletes; it is there. c saw b's edit."""
    a, b, c = Device("a"), Device("b"), Device("c")
    b.commit(setup.edit_group(b.state, "g2", moderator="M"))
    c.receive(b.journal.values())
    for text in ("weil", "darum"):
        a.commit(cards.explain_card(a.state, "c1", text))
    a.commit(setup.delete_group(a.state, "g2"))
    return a, b, c


def same_without_the_erased(state: State, journal: list[Entry]) -> bool:
    return settle(emptied(e, state.tables["erased"]) for e in journal) == state


def test_erased_reason_of_a_lost_deletion() -> None:
    """Where all that a deletion lost to was erased by someone who did not know of it, it holds."""
    a, b, c = renamed_unseen()
    assert met(a, b).get(Group, "g2") is not None
    c.commit(erasing.erase_name(c.state, [("groups", "g2", "moderator")]))
    state = met(a, b, c)
    assert state.tables["groups"]["g2"].gone
    assert same_without_the_erased(state, [*a.journal.values()])


def test_what_is_there_when_something_is_erased_stays() -> None:
    """Erasing a name in a group that is there does not delete the group."""
    a, b, c = renamed_unseen()
    met(a, b, c)
    c.commit(erasing.erase_name(c.state, [("groups", "g2", "moderator")]))
    state = met(a, b, c)
    assert not state.tables["groups"]["g2"].gone
    assert same_without_the_erased(state, [*a.journal.values()])


def test_change_that_says_nothing_of_before() -> None:
    """A change that names a field without what stood there replaces it; the record stays what it was else."""
    before = entry("0", 1, made("x", change(None, Group(id="g", name="A", room="1"))))
    odd = entry("1", 2, made("x", Change("groups", "g", {"room": "1"}, {"name": "B"})))
    group = settle([before, odd]).get(Group, "g")
    assert group == Group(id="g", name="B", room="1")


def test_stale_edit_in_a_state() -> None:
    """A state that takes an edit made from an older one keeps both texts, as the journal does."""
    a = Device("a")
    old = a.state
    a.commit(cards.explain_card(a.state, "c1", "eins"))
    a.commit(cards.explain_card(old, "c1", "zwei"))
    assert card(a.state).explanation == "eins\nzwei"


def test_many_wordings() -> None:
    """Ever so many texts of one field are all kept, and whoever sees all of them can settle it."""
    devices = [Device(f"{n:02}") for n in range(12)]
    for n, device in enumerate(devices):
        device.commit(cards.explain_card(device.state, "c1", f"Text {n}"))
    state = met(*devices)
    assert card(state).explanation.split("\n") == [f"Text {n}" for n in range(12)]
    devices[3].commit(cards.explain_card(devices[3].state, "c1", "alles"))
    assert card(met(*devices)).explanation == "alles"


PEOPLE = 3
Deed = tuple[int, str, int, int]
DEEDS = st.tuples(
    st.integers(0, PEOPLE - 1),
    st.sampled_from(
        ["text", "text", "name", "park", "delete", "back", "move", "undo", "meet", "meet", "erase", "all"]
    ),
    st.integers(0, 2),
    st.integers(0, PEOPLE - 1),
)
FIELDS_OF: dict[str, tuple[Where, ...]] = {
    "text": tuple(Where("cards", id, "explanation") for id in ("c1", "c2", "c3")),
    "name": (
        Where("groups", "g1", "name"),
        Where("groups", "g2", "room"),
        Where("clusters", "t1", "heading"),
    ),
    "park": (Where("parked", "k1", "text"), Where("parked", "k2", "text"), Where("parked", "k1", "answer")),
}
RECORDS: tuple[tuple[str, Id], ...] = (
    *(("cards", "c3"), ("parked", "k1"), ("cards", "c1")),
    *(("groups", "g1"), ("clusters", "t1"), ("groups", "g2")),
)


class Story:
    """Three devices, what was written by whom, and what of that somebody replaced who had seen it."""

    def __init__(self) -> None:
        self.devices = [Device(name) for name in "abc"]
        self.written: dict[Where, list[str]] = {}
        self.replaced: set[str] = set()
        self.erased: set[Where] = set()
        self.edits: list[tuple[tuple[str, Id], Id]] = []
        self.deletions: list[tuple[tuple[str, Id], frozenset[Id]]] = []
        self.undone = False

    def go(self, deed: Deed, n: int) -> None:
        who, what, which, other = deed
        device = self.devices[who]
        match what:
            case "text" | "name" | "park":
                self._write(device, FIELDS_OF[what][which], f"{what}{n}")
            case "delete":
                self._delete(device, RECORDS[(which * 3 + other) % 6])
            case "back":
                device.commit(trash.put_back(device.state, [RECORDS[(which * 3 + other) % 6][1]]))
            case "move":
                device.commit(board.move_cards(device.state, {RECORDS[0][1]: (n, n), "c1": (n, 0)}))
            case "undo":
                self.undone = self.undone or device.undo() is not None
            case "meet":
                device.receive(self.devices[other].journal.values())
            case "erase":
                where = [w for places in FIELDS_OF.values() for w in places][(which * 3 + other) % 9]
                if device.commit(erasing.erase_texts(device.state, [where])) is not None:
                    self.erased |= {Where(where.table, where.id, f) for f in ("text", where.field)}
                    device._made.clear()
            case "all":
                met(*self.devices)

    def _write(self, device: Device, where: Where, text: str) -> None:
        record = device.state.tables[where.table][where.id]
        if record.gone or device.state.is_erased(*where):
            return
        seen = cast("str", getattr(record, where.field))
        new = replace(record, **{where.field: text})  # type: ignore[arg-type]
        done = device.commit(Edit("x", (change(record, new),)))
        assert done is not None
        self.replaced |= set(seen.replace(" / ", "\n").split("\n"))
        self.written.setdefault(where, []).append(text)
        self.edits.append((where[:2], done.id))

    def _delete(self, device: Device, which: tuple[str, Id]) -> None:
        table, id = which
        record = device.state.tables[table][id]
        if not record.gone:
            known = frozenset(device.journal)
            device.commit(Edit("x", (change(record, replace(record, gone=True)),)))
            self.deletions.append((which, known))

    def check(self) -> None:
        state = met(*self.devices)
        journal = list(self.devices[0].journal.values())
        assert settle(journal + journal) == state
        assert settle(emptied(e, state.tables["erased"]) for e in journal) == state
        assert State().apply(diff(State(), state)) == state
        if not self.undone:
            self._nothing_is_lost(state)

    def _nothing_is_lost(self, state: State) -> None:
        for where, texts in self.written.items():
            value = cast("str", getattr(state.tables[where.table][where.id], where.field))
            parts = value.replace(" / ", "\n").split("\n")
            if state.is_erased(*where):
                assert value == ""
            else:
                assert set(texts) - self.replaced <= set(parts)
        for which, id in self.edits:
            table, record_id = which
            if not any(w == which and id in known for w, known in self.deletions):
                gone = state.tables[table][record_id].gone
                assert not gone or any(w[:2] == which for w in self.erased)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, max_size=30))
def test_nothing_is_dropped(deeds: list[Deed]) -> None:
    """Whatever three devices do in whatever order: in the end all have the same, and nothing is missing.

    No text is that nobody replaced who had seen it, and no record that somebody changed and nobody
    deleted who knew of that. A journal from which the erased texts were taken means the same.
    """
    story = Story()
    for n, deed in enumerate(deeds):
        story.go(deed, n)
    story.check()


@settings(max_examples=60, deadline=None)
@given(st.lists(DEEDS, max_size=25), st.randoms())
def test_order_of_arrival(deeds: list[Deed], chance: random.Random) -> None:
    """The journal leads to the same state in whatever order its entries come."""
    story = Story()
    for n, deed in enumerate(deeds):
        story.go(deed, n)
    state = met(*story.devices)
    journal: list[Entry] = list(story.devices[1].journal.values())
    chance.shuffle(journal)
    assert settle(journal) == state


def test_parked_item() -> None:
    """What was parked and deleted here and answered there is there, with its answer."""
    a, b = two()
    a.commit(parking.delete_parked(a.state, "k1"))
    b.commit(parking.edit_parked(b.state, "k1", answer="im Mai"))
    item = met(a, b).get(ParkedItem, "k1")
    assert item is not None
    assert item.answer == "im Mai"


def test_difference_of_deleted_records() -> None:
    """A difference that changes a deleted record does not bring it back."""
    old = workshop().apply(cards.delete_cards(workshop(), ["c3"]).changes)
    record: Record = replace(card(old, "c3"), text="anders")
    new = State({**old.tables, "cards": {**old.tables["cards"], "c3": record}})
    assert old.apply(diff(old, new)) == new
