"""The state: what is shown, who refers to whom, and how edits lead on."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import assert_in_step, entry, made, same_visible, state_of, workshop, workshop_records
from werkstatt_desktop.domain import state as state_module
from werkstatt_desktop.domain.clean import MERGED
from werkstatt_desktop.domain.edits import Change, Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import (
    OWNERS,
    REFS,
    SHORT,
    TABLES,
    WORKSHOP_ID,
    Card,
    Category,
    Cluster,
    Group,
    Id,
    ParkedItem,
    Question,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.state import State, base_edit, change, diff, settle, still_valid

OWNED = ["cards", "clusters", "questions", "parked", "groups", "categories", "programme"]


@st.composite
def journeys(draw: st.DrawFn) -> list[list[Change]]:
    """Edits of any changes to records of all kinds; in the first, everything comes to be."""
    ids: dict[str, list[Id]] = {t: [f"{t}{n}" for n in range(draw(st.integers(1, 3)))] for t in OWNED}

    def named(table: str, owners_only: bool) -> dict[str, Any]:
        fields = OWNERS[table] if owners_only else REFS[table]
        return {field: draw(st.sampled_from(ids[other])) for field, other in fields}

    first = [
        change(
            None,
            TABLES[table](id=id, gone=draw(st.booleans()), **named(table, owners_only=draw(st.booleans()))),
        )
        for table, row in ids.items()
        for id in row
    ]
    later = []
    for _ in range(draw(st.integers(0, 12))):
        edit = []
        for _ in range(draw(st.integers(1, 3))):
            table = draw(st.sampled_from(OWNED))
            after: dict[str, Any] = {"gone": draw(st.booleans())}
            if bool(REFS[table]) and draw(st.booleans()):
                field, other = draw(st.sampled_from(REFS[table]))
                may_be_none = (field, other) not in OWNERS[table]
                after = {
                    field: None if may_be_none and draw(st.booleans()) else draw(st.sampled_from(ids[other]))
                }
            edit.append(Change(table, draw(st.sampled_from(ids[table])), {}, after))
        later.append(edit)
    return [draw(st.permutations(first)), *later]


@settings(max_examples=200)
@given(journeys())
def test_kept_step_by_step(edits: list[list[Change]]) -> None:
    """Shown records, kids and the last number are what the tables alone say, after every edit."""
    state = State()
    for changes in edits:
        before = state
        state, step = state.take(Edit("x", tuple(changes)))
        assert_in_step(state)
        assert state == before.apply(changes)
        assert_in_step(State(state.tables))
        then = {id for rows in before.shown.values() for id in rows}
        now = {id for rows in state.shown.values() for id in rows}
        assert step.appeared == now - then
        assert step.vanished == then - now


@given(journeys())
def test_old_states_stay(edits: list[list[Change]]) -> None:
    """A view that still draws an older state draws what it was."""
    states = [State()]
    for changes in edits:
        states.append(states[-1].apply(changes))
    again = State()
    for state, changes in zip(states[1:], edits, strict=True):
        again = again.apply(changes)
        assert again == state
        assert_in_step(state)


def test_gone_owner_is_shown_while_it_is_needed() -> None:
    """A deleted group appears again with a card that came back to it, and goes with that card."""
    state = workshop()
    ids = [c.id for c in state.kids(Card, "group_id", "g1")]
    all_gone = state.apply(
        [Change("cards", id, {}, {"gone": True}) for id in ids]
        + [Change("clusters", "t1", {}, {"gone": True}), Change("questions", "q1", {}, {"gone": True})]
        + [Change("groups", "g1", {}, {"gone": True})]
    )
    assert all_gone.get(Group, "g1") is None
    back, step = all_gone.take(made("x", Change("cards", "c3", {}, {"gone": False})))
    assert back.get(Group, "g1") is not None
    assert step.appeared == {"c3", "g1"}
    away, step = back.take(made("x", Change("cards", "c3", {}, {"gone": True})))
    assert away.get(Group, "g1") is None
    assert step.vanished == {"c3", "g1"}


def test_theme_is_no_owner() -> None:
    """A card hangs on without its theme: a deleted theme is not shown for its cards' sake."""
    state = workshop().apply([Change("clusters", "t1", {}, {"gone": True})])
    assert state.get(Cluster, "t1") is None
    assert state.get(Card, "c1") is not None


def test_reading() -> None:
    """All, count, get and kids give what is shown and nothing else."""
    state = workshop().apply([Change("cards", "c2", {}, {"gone": True})])
    assert {c.id for c in state.all(Card)} == {"c1", "c3", "c4"}
    assert state.count(Card) == 3
    assert state.get(Card, "c2") is None
    assert state.get(Card, None) is None
    assert state.get(Card, "g1") is None
    assert {c.id for c in state.kids(Card, "cluster_id", "t1")} == {"c1"}
    assert state.kids_count(Card, "cluster_id", "t1") == 1
    assert state.kids(Card, "cluster_id", "nowhere") == []
    assert state.last_written == 4


def test_workshop_of_an_empty_file() -> None:
    """Before there are facts there is an empty record of them, under its own id."""
    assert State().workshop == Workshop(id=WORKSHOP_ID)
    assert workshop().workshop.title == "Stadtwerkstatt"


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        (Change("nothing", "x", {}, {"gone": True}), "unknown_field"),
        (Change("cards", "c1", {}, {"colour": "red"}), "unknown_field"),
        (Change("cards", "c1", {}, {"id": "c9"}), "unknown_field"),
        (Change("cards", "new", {}, {"text": "no owner"}), "unknown_field"),
        (Change("cards", "c1", {}, {"x": float("nan")}), "unknown_field"),
        (Change("cards", "c1", {}, {"x": float("-inf")}), "unknown_field"),
        (Change("cards", "c1", {}, {"x": None}), "unknown_field"),
        (Change("cards", "c1", {}, {"x": "1"}), "unknown_field"),
        (Change("cards", "c1", {}, {"text": None}), "unknown_field"),
        (Change("cards", "c1", {}, {"written": 1.5}), "unknown_field"),
        (Change("cards", "c1", {}, {"written": True}), "unknown_field"),
        (Change("cards", "c1", {}, {"gone": 1}), "unknown_field"),
        (Change("programme", "p1", {}, {"minutes": 10**30}), "unknown_field"),
        (Change("cards", "c1", {}, {"group_id": None}), "unknown_field"),
        (Change("cards", "c1", {}, {"group_id": "nowhere"}), "refers_to_nothing"),
        (Change("cards", "c1", {}, {"cluster_id": "nowhere"}), "refers_to_nothing"),
        (Change("parked", "k1", {}, {"group_id": "nowhere"}), "refers_to_nothing"),
    ],
)
def test_apply_refuses(changed: Change, key: str) -> None:
    """What no file can hold, or what names nothing, is refused whole; the state is as before."""
    state, untouched = workshop(), workshop()
    with pytest.raises(Refused) as refused:
        state.apply([Change("cards", "c3", {}, {"text": "before it"}), changed])
    assert refused.value.key == key
    assert state == untouched
    assert_in_step(state)


def test_owner_may_come_later_in_the_edit() -> None:
    """Within one edit the order does not matter."""
    records = [Card(id="c", group_id="g", category_id="k"), Group(id="g"), Category(id="k")]
    assert same_visible(state_of(records), state_of(records[::-1]))
    assert_in_step(state_of(records))


def test_change_is_the_smallest() -> None:
    """A change holds the fields that differ, before and after, and no others."""
    old = Card(id="c", group_id="g", category_id="k", text="alt", explanation="bleibt")
    assert change(old, replace(old, text="neu")) == Change("cards", "c", {"text": "alt"}, {"text": "neu"})
    assert change(old, old).after == {}


def test_place_changes_as_one() -> None:
    """Theme, corner and rank of a card say one thing together, and so do a theme's corners."""
    old = Card(id="c", group_id="g", category_id="k", x=1.0, y=2.0)
    place = {"cluster_id": None, "x": 1.0, "y": 2.0, "rank": 0.0}
    assert change(old, replace(old, y=3.0)) == Change("cards", "c", place, {**place, "y": 3.0})
    theme = Cluster(id="t", group_id="g", x=1.0, y=2.0)
    assert change(theme, replace(theme, x=0.0)) == Change(
        "clusters", "t", {"x": 1.0, "y": 2.0}, {"x": 0.0, "y": 2.0}
    )


def test_new_record_was_gone_before() -> None:
    """So taking it back hides it and forgets nothing."""
    made_new = change(None, Group(id="g", name="G"))
    assert made_new.before == {"gone": True}
    assert made_new.after == {
        "gone": False,
        "rank": 0.0,
        "name": "G",
        "room": "",
        "moderator": "",
        "note_taker": "",
        "hidden": False,
    }


def test_taking_back_spares_what_others_did() -> None:
    """Of an edit only those fields are taken back that are still as it left them."""
    state = workshop()
    both = made(
        "x",
        change(state.tables["groups"]["g1"], replace(state.get(Group, "g1") or Group(), name="N", room="R")),
    )
    state = state.apply(both.changes).apply([Change("groups", "g1", {}, {"name": "von anderen"})])
    back = still_valid(state, both.inverse())
    assert [c.after for c in back.changes] == [{"room": ""}]


def test_a_place_is_taken_back_whole_or_not_at_all() -> None:
    """A card that someone else moved on stays there, though one of its numbers is as it was."""
    state = workshop()
    card = state.get(Card, "c3")
    assert card is not None
    moved = made("x", change(card, replace(card, x=50.0, y=60.0)))
    state = state.apply(moved.changes)
    moved_on = state.get(Card, "c3")
    assert moved_on is not None
    state = state.apply([change(moved_on, replace(moved_on, y=99.0))])
    assert still_valid(state, moved.inverse()).changes == ()


def test_taking_up_again_keeps_later_words() -> None:
    """A card taken up again has the text that someone gave it in between."""
    state = workshop()
    written = made("x", change(None, Card(id="n", group_id="g1", category_id="own", text="erst")))
    state = state.apply(written.changes)
    state = state.apply(still_valid(state, written.inverse()).changes)
    assert state.get(Card, "n") is None
    state = state.apply([Change("cards", "n", {"text": "erst"}, {"text": "dann"})])
    state = state.apply(still_valid(state, written).changes)
    card = state.get(Card, "n")
    assert card is not None
    assert card.text == "dann"


def test_record_that_vanished() -> None:
    """An edit of a record that a damaged file lost is no error; what is left of it is still valid."""
    lost = Change("cards", "lost", {"text": "a"}, {"text": "b"})
    kept = Change("groups", "g1", {"name": "Vernetzung"}, {"name": "b"})
    assert still_valid(workshop(), made("x", lost, kept)).changes == (kept,)


def test_settle_orders_by_seq_then_id() -> None:
    """However entries arrive, the later one wins, and among equals the one with the greater id."""
    group = made("add", change(None, Group(id="g")))
    entries = [entry("0", 1, group)]
    entries += [entry(id, 2, made("put", Change("groups", "g", {}, {"name": id}))) for id in "abc"]
    entries.append(entry("A", 3, made("put", Change("groups", "g", {}, {"room": "later"}))))
    found = {(g.name, g.room) for p in permutations(entries) for g in settle(p).all(Group)}
    assert found == {("c", "later")}


@settings(max_examples=50)
@given(journeys(), st.randoms())
def test_settle_is_apply(edits: list[list[Change]], chance: Any) -> None:
    """The journal in any order leads to the state that applying the edits led to."""
    state = State()
    entries = []
    for n, changes in enumerate(edits):
        state = state.apply(changes)
        entries.append(entry(f"{n}", n, Edit("x", tuple(changes))))
    chance.shuffle(entries)
    assert settle(entries) == state


@settings(max_examples=100)
@given(journeys())
def test_many_changes_lead_where_few_lead(edits: list[list[Change]]) -> None:
    """A state that is made anew for a large edit is the one that single changes lead to, and is told so."""
    state = State()
    for changes in edits:
        edit = Edit("x", tuple(changes))
        few, few_step = state.take(edit)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(state_module, "_MANY", 0)
            many, many_step = state.take(edit)
        assert (many, many_step) == (few, few_step)
        assert many.last_written == few.last_written
        assert_in_step(many)
        state = many


@pytest.mark.parametrize(
    "wrong",
    [
        Change("cards", "c9", {}, {"group_id": "nowhere", "category_id": "k"}),
        Change("cards", "c9", {}, {"text": "without a group"}),
        Change("invented", "c9", {}, {}),
        Change("cards", "c0", {}, {"invented": 1}),
        Change("cards", "c0", {}, {"id": "c1"}),
        Change("cards", "c0", {}, {"x": float("nan")}),
    ],
)
def test_one_wrong_change_among_many(wrong: Change) -> None:
    """A large edit is refused as a small one is, for the same reason."""
    state = state_of([Group(id="g"), Category(id="k"), Card(id="c0", group_id="g", category_id="k")])
    many = [Change("cards", "c0", {}, {"x": float(n)}) for n in range(2000)]
    reasons = []
    for changes in ([wrong], [*many, wrong]):
        with pytest.raises(Refused) as refused:
            state.take(Edit("x", tuple(changes)))
        reasons.append((refused.value.key, refused.value.fields))
    assert reasons[0] == reasons[1]


@settings(max_examples=50)
@given(journeys(), journeys())
def test_diff_leads_from_one_to_the_other(one: list[list[Change]], other: list[list[Change]]) -> None:
    """Applying the difference gives the other state, and no more is in it than differs."""
    old = State().apply(one[0])
    new = old
    for changes in [*other[:1], *other[1:]]:
        new = new.apply(changes)
    assert old.apply(diff(old, new)) == new
    assert diff(new, new) == ()
    assert all(c.after for c in diff(old, new))


def test_base_edit_cleans() -> None:
    """What a workshop begins with comes through the same door as everything else."""
    records: list[Record] = [Group(id="g", name=" a\x00b ")]
    edit = base_edit("x", records)
    assert edit.cleaned
    assert edit.changes[0].after["name"] == "ab"
    assert not base_edit("x", workshop_records()).cleaned
    with pytest.raises(Refused):
        base_edit("x", [Group(name="x" * (MERGED * SHORT + 1))])


def test_states_are_not_equal_to_other_things() -> None:
    """A comparison with something else is false, not an error; a state is no key of a dict."""
    assert State() != 1
    with pytest.raises(TypeError):
        hash(State())


def test_other_kinds_refer_too() -> None:
    """Questions are kids of group and category, parked items of a group."""
    state = workshop()
    assert [q.id for q in state.kids(Question, "group_id", "g1")] == ["q1"]
    assert [q.id for q in state.kids(Question, "category_id", "opportunity")] == ["q1"]
    assert [k.id for k in state.kids(ParkedItem, "group_id", "g1")] == ["k2"]
