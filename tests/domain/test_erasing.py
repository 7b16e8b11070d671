"""Erasing for good: fields stay empty whatever else is entered, and names are found wherever they stand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.devices import Device, met
from tests.examples import assert_in_step, entry, made, workshop, workshop_records
from werkstatt_desktop.domain.edits import Change, Edit
from werkstatt_desktop.domain.erasing import (
    EMPTY,
    GONE,
    NAMES,
    Where,
    emptied,
    find_name,
    key,
    mark,
    named_by,
    where_of,
    without_names,
)
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import (
    FREE,
    KINDS,
    TABLES,
    TEXTS,
    Card,
    Erased,
    Group,
    ParkedItem,
    ProgrammeItem,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.state import State, change, settle, still_valid
from werkstatt_desktop.domain.verbs import cards, erasing, parking, setup, trash

WHERE_C1 = [Where("cards", "c1", field) for field in ("text", "first_text", "explanation")]


def written() -> Device:
    """A device that has reworded and explained a card."""
    device = Device("a")
    device.commit(cards.reword_card(device.state, "c1", "Geheim eins"))
    device.commit(cards.explain_card(device.state, "c1", "Geheim zwei"))
    return device


def card(state: State, id: str = "c1") -> Card:
    return cast("Card", state.tables["cards"][id])


def test_erased_card() -> None:
    """It is not shown, all its texts are empty, and so they are said to be."""
    device = written()
    device.commit(erasing.erase_cards(device.state, ["c1"]))
    assert device.state.get(Card, "c1") is None
    assert (card(device.state).text, card(device.state).first_text, card(device.state).explanation) == (
        "",
        None,
        "",
    )
    assert all(device.state.is_erased(*where) for where in [*WHERE_C1, Where("cards", "c1", GONE)])
    assert not device.state.is_erased("cards", "c2", "text")


def test_edit_holds_no_text() -> None:
    """The entry names records and fields and nothing else of what was there."""
    device = written()
    edit = erasing.erase_cards(device.state, ["c1", "c1", "nowhere"])
    said = json.dumps([[c.table, c.id, dict(c.before), dict(c.after)] for c in edit.changes])
    assert "Geheim" not in said
    assert "Runder" not in said
    assert sorted(edit.ids("erased")) == sorted(key(*w) for w in [*WHERE_C1, Where("cards", "c1", GONE)])


def test_erased_in_the_trash() -> None:
    """A deleted card can be erased, and cannot be put back then."""
    device = written()
    device.commit(cards.delete_cards(device.state, ["c1"]))
    device.commit(erasing.erase_cards(device.state, ["c1"]))
    assert card(device.state).text == ""
    assert trash.put_back(device.state, ["c1"]).changes == ()


def test_erased_twice() -> None:
    """What is erased already is no change."""
    device = written()
    device.commit(erasing.erase_cards(device.state, ["c1"]))
    assert erasing.erase_cards(device.state, ["c1"]).changes == ()


@pytest.mark.parametrize("eraser", ["a", "b"])
def test_nobody_fills_it_again(eraser: str) -> None:
    """What another device enters without knowing is empty too, before and after it in the order."""
    a, b = Device("a"), Device("b")
    one, other = (a, b) if eraser == "a" else (b, a)
    one.commit(erasing.erase_cards(one.state, ["c1"]))
    other.commit(cards.reword_card(other.state, "c1", "Geheim"))
    other.commit(cards.hand_over_cards(other.state, ["c1"], "g2"))
    state = met(a, b)
    assert card(state).text == ""
    assert state.get(Card, "c1") is None
    other.undo()
    other.undo()
    assert card(met(a, b)).text == ""


def test_names_are_erased_for_good() -> None:
    """A field for names is empty and refuses another name; the rest of the record goes on."""
    device = Device("a")
    device.commit(erasing.erase_name(device.state, [("groups", "g1", "moderator")]))
    assert cast("Group", device.state.tables["groups"]["g1"]).moderator == ""
    with pytest.raises(Refused) as refused:
        setup.edit_group(device.state, "g1", moderator="N", name="Anders")
    assert refused.value.key == "erased_field"
    device.commit(setup.edit_group(device.state, "g1", name="Anders", moderator=" "))
    assert cast("Group", device.state.tables["groups"]["g1"]).name == "Anders"


def test_rewording_without_a_first_wording() -> None:
    """A card whose first wording was erased can be reworded; the old one is not kept then."""
    device = written()
    device.commit(erasing.erase_texts(device.state, [("cards", "c1", "first_text")]))
    device.commit(cards.reword_card(device.state, "c1", "Neu"))
    assert (card(device.state).text, card(device.state).first_text) == ("Neu", None)


def test_card_of_which_nothing_is_left() -> None:
    """A card or parked item goes with its last text; what has another one stays."""
    device = written()
    device.commit(erasing.erase_texts(device.state, [("cards", "c1", "text"), ("cards", "c2", "text")]))
    assert device.state.get(Card, "c1") is not None
    assert device.state.get(Card, "c2") is None
    device.commit(erasing.erase_texts(device.state, [("parked", "k1", "text")]))
    assert device.state.get(ParkedItem, "k1") is None
    device.commit(erasing.erase_texts(device.state, [("groups", "g1", "name")]))
    assert device.state.get(Group, "g1") is not None


@pytest.mark.parametrize(
    "place",
    [
        ("cards", "c1", "x"),
        ("cards", "c1", GONE),
        ("nothing", "c1", "text"),
        ("workshops", "workshop", "date"),
        ("erased", "x", "table_name"),
    ],
)
def test_what_cannot_be_erased(place: tuple[str, str, str]) -> None:
    """Only fields that hold people's words can."""
    with pytest.raises(Refused) as refused:
        erasing.erase_texts(workshop(), [place])
    assert refused.value.key == "unknown_field"


def test_undo_leaves_the_erased_alone() -> None:
    """Neither taking back nor taking up again puts a text into the journal that was erased by others."""
    a, b = Device("a"), Device("b")
    named = a.commit(setup.edit_group(a.state, "g2", moderator="Geheim", room="R"))
    assert named is not None
    a.undo()
    met(a, b)
    b.commit(erasing.erase_name(b.state, [("groups", "g2", "moderator")]))
    met(a, b)
    again = still_valid(a.state, named.edit)
    assert [c.after for c in again.changes] == [{"room": "R"}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"table_name": "cards", "record_id": "c1", "field_name": "explanation"},
        {"table_name": "cards"},
        {},
    ],
)
def test_mark_that_says_two_things(wrong: dict[str, str]) -> None:
    """What is erased follows from the fields and from the id alike, or it is refused."""
    odd = Change("erased", "cards/c1/text", {"gone": True}, {"gone": False, **wrong})
    with pytest.raises(Refused):
        workshop().apply([odd])
    with pytest.raises(TypeError):
        settle([entry("0", 1, made("x", odd))])


def test_mark_of_what_is_not_there() -> None:
    """A mark for a record, table or field that this program does not know changes nothing else."""
    where = [Where("cards", "nowhere", "text"), Where("pictures", "p", "caption"), Where("cards", "c1", "x")]
    state = workshop()
    edit = Edit("x", tuple(change(None, mark(w)) for w in where))
    after = state.apply(edit.changes)
    assert {**after.tables, "erased": {}} == {**state.tables, "erased": {}}
    first = Device("a").journal["0"]
    assert settle([first, entry("1", 2, edit)]) == after
    later = Card(id="nowhere", group_id="g1", category_id="own", text="Geheim")
    assert card(after.apply([change(None, later)]), "nowhere").text == ""


def test_mark_alone_empties() -> None:
    """A mark that comes without the change of its record empties the field all the same."""
    state, step = workshop().take(Edit("x", (change(None, mark(Where("cards", "c3", GONE))),)))
    assert state.get(Card, "c3") is None
    assert step.vanished == {"c3"}
    assert_in_step(state)


def test_marks_and_ids() -> None:
    """A mark's id says what it marks, also where an id has a slash in it."""
    where = Where("cards", "a/b/c", "text")
    assert named_by(mark(where).id) == where == where_of(mark(where))


def test_what_is_left() -> None:
    """Of every text of people, and of nothing else, there is an empty value that the field takes."""
    for table, kind in TABLES.items():
        if kind is Erased:
            continue
        assert set(EMPTY[table]) == {*FREE[table], GONE}
        assert set(FREE[table]) <= set(TEXTS[table])
        assert all(not EMPTY[table][name] for name in FREE[table])
        assert all(type(value) in KINDS[table][name] for name, value in EMPTY[table].items())


TEXT = st.sampled_from(["", "Geheim", "anders"])


@given(TEXT, TEXT, st.booleans())
def test_emptied_entries(before: str, after: str, whole: bool) -> None:
    """An entry loses what stood in erased fields on both sides, and nothing else."""
    edit = made(
        "x",
        Change("cards", "c1", {"text": before, "x": 1.0}, {"text": after, "x": 2.0}),
        Change("cards", "c2", {"text": before}, {"text": after}),
    )
    erased = {key("cards", "c1", "text"), *([key("cards", "c1", GONE)] if whole else [])}
    found = emptied(entry("1", 1, edit), erased)
    gone: dict[str, Any] = {GONE: True} if whole else {}
    assert found.edit.changes == (
        Change("cards", "c1", {"text": "", "x": 1.0, **gone}, {"text": "", "x": 2.0, **gone}),
        edit.changes[1],
    )
    assert emptied(found, erased) is found


def test_erasing_entry_is_empty_already() -> None:
    """Nothing has to be taken out of the entry that erases."""
    device = written()
    done = device.commit(erasing.erase_cards(device.state, ["c1"]))
    assert done is not None
    assert emptied(done, device.state.tables["erased"]) is done


def test_names() -> None:
    """The fields for names are fields of records, and can be erased."""
    assert NAMES == {
        "workshops": ("moderation", "protocol_writer", "distribution"),
        "programme": ("speaker", "note"),
        "groups": ("moderator", "note_taker"),
        "participants": ("name", "function", "email"),
        "measures": ("who", "with_whom"),
    }
    assert all(name in EMPTY[table] for table, names in NAMES.items() for name in names)


def test_without_names() -> None:
    """Those fields are empty in a copy without names; all else is as it was."""
    records: list[Record] = [
        Workshop(id="workshop", title="T", moderation="M", protocol_writer="P", host="H"),
        Group(id="g", name="N", moderator="M", note_taker="P"),
        ProgrammeItem(id="p", title="T", speaker="S"),
        Card(id="c", group_id="g", category_id="k", text="M"),
    ]
    assert without_names(records) == [
        Workshop(id="workshop", title="T", host="H"),
        Group(id="g", name="N"),
        ProgrammeItem(id="p", title="T"),
        records[3],
    ]


def all_records(state: State) -> list[Record]:
    return [record for rows in state.tables.values() for record in rows.values()]


@pytest.mark.parametrize("name", ["Frau Müller", "frau  MÜLLER", "Mu\u0308ller", "müller"])
def test_name_is_found(name: str) -> None:
    """However it is written, in what is, what was, and what is deleted."""
    device = Device("a")
    device.commit(setup.edit_group(device.state, "g1", moderator="Frau Müller"))
    device.commit(setup.edit_group(device.state, "g1", moderator="Herr Meier"))
    device.commit(setup.edit_group(device.state, "g2", note_taker="Frau Müller, Herr Meier"))
    device.commit(cards.reword_card(device.state, "c1", "Frau Müller fragen"))
    device.commit(parking.edit_parked(device.state, "k1", answer="weiß Frau Müller"))
    device.commit(parking.delete_parked(device.state, "k1"))
    found = find_name(all_records(device.state), device.journal.values(), name)
    assert set(found.names) == {Where("groups", "g1", "moderator"), Where("groups", "g2", "note_taker")}
    assert set(found.texts) == {Where("cards", "c1", "text"), Where("parked", "k1", "answer")}
    now = find_name(all_records(device.state), (), name)
    assert now.names == (Where("groups", "g2", "note_taker"),)


def test_erased_name_is_found_no_more() -> None:
    """What is erased is not offered again, though the journal may still hold it."""
    device = Device("a")
    device.commit(setup.edit_group(device.state, "g1", moderator="Frau Müller"))
    found = find_name(all_records(device.state), device.journal.values(), "Müller")
    device.commit(erasing.erase_name(device.state, found.names))
    again = find_name(all_records(device.state), device.journal.values(), "Müller")
    assert (again.names, again.texts) == ((), ())


@pytest.mark.parametrize("name", ["", " \n", "Nirgends"])
def test_name_that_is_nowhere(name: str) -> None:
    """A name without letters does not stand in every field."""
    found = find_name(workshop_records(), Device("a").journal.values(), name)
    assert (found.names, found.texts) == ((), ())


def test_codes_hold_no_names() -> None:
    """A name is not looked for in what means something to the program."""
    assert find_name(workshop_records(), (), "obstacle").texts == ()


def test_erasing_costs_what_it_touches() -> None:
    """Marks of other records are looked up, not gone through: a step is as it was without them."""
    state = workshop()
    many = state.apply([change(None, mark(Where("cards", f"x{n}", "text"))) for n in range(3000)])
    edit = cards.explain_card(many, "c1", "weil")
    after = many.apply(edit.changes)
    assert after.tables["erased"] is many.tables["erased"]
    assert card(after) == replace(card(state), explanation="weil")
