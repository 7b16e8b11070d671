"""What holds for every verb."""

import inspect
from collections.abc import Callable
from types import ModuleType

import pytest

from tests.domain.verbs import day
from tests.examples import assert_in_step, same_visible, workshop
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.finding import Sought, find
from werkstatt_desktop.domain.records import TABLES, Card, Cluster, Id, Link, Photo
from werkstatt_desktop.domain.state import State, change, still_valid
from werkstatt_desktop.domain.taking import Wishes
from werkstatt_desktop.domain.templates import built_in
from werkstatt_desktop.domain.verbs import (
    _edit,
    board,
    cards,
    erasing,
    links,
    marks,
    parking,
    photos,
    replacing,
    setup,
    suggesting,
    taking_in,
    themes,
    trash,
    twins,
)
from werkstatt_desktop.texts import VERBS, Texts

MODULES: tuple[ModuleType, ...] = (
    board,
    cards,
    erasing,
    links,
    marks,
    parking,
    photos,
    replacing,
    setup,
    suggesting,
    taking_in,
    themes,
    trash,
    twins,
)
G1, G2, OPPORTUNITY, OBSTACLE, OWN = "g1", "g2", "opportunity", "obstacle", "own"
TABLE = Wishes(uses=("text", "theme", "group"), headed=False, group_id=G1, category_id=OWN)

DEEDS: dict[str, Callable[[State], Edit]] = {
    "decline": lambda s: suggesting.decline(s, "theme", [("c3", "t1")]),
    "move_cards": lambda s: board.move_cards(s, {"c3": (5, 6), "c4": (7, 8)}),
    "move_clusters": lambda s: board.move_clusters(s, {"t1": (5, 6)}),
    "move_all": lambda s: board.move_all(s, {"c3": (5, 6)}, {"t1": (7, 8)}),
    "put_into_cluster": lambda s: board.put_into_cluster(s, ["c3"], "t1"),
    "form_cluster": lambda s: board.form_cluster(s, G1, ["c1", "c3"], "Neu"),
    "name_cluster": lambda s: board.name_cluster(s, "t1", "Anders"),
    "dissolve_cluster": lambda s: board.dissolve_cluster(s, "t1"),
    "take_down": lambda s: board.take_down(s, ["c3"], ["t1"]),
    "tidy_up": lambda s: board.tidy_up(s, G1),
    "hide_board": lambda s: board.hide_board(s, G1, hidden=True),
    "mark": lambda s: marks.mark(s, ["c1", "t1"], dissent=True, star=True),
    "merge": lambda s: themes.merge(s, ["t1", "t2"], ["c3"]),
    "split": lambda s: themes.split(s, "t1", ["c2"]),
    "tint": lambda s: themes.tint(s, ["t1"], "rose"),
    "fold": lambda s: themes.fold(s, ["t1"], folded=True),
    "order_cards": lambda s: themes.order_cards(s, ["t1", "t2"], "time"),
    "order_loose": lambda s: themes.order_loose(s, G1, "category"),
    "tidy_around": lambda s: themes.tidy_around(s, ["t1"], ["c3"]),
    "number": lambda s: themes.number(s, G1),
    "second_cards": lambda s: twins.second_cards(s, ["c1", "c3"], "t2"),
    "write_cards": lambda s: cards.write_cards(s, group_id=G1, category_id=OWN, texts=["a", "b"]),
    "reword_card": lambda s: cards.reword_card(s, "c1", "anders"),
    "explain_card": lambda s: cards.explain_card(s, "c1", "weil"),
    "recategorise_cards": lambda s: cards.recategorise_cards(s, ["c1", "c3"], OBSTACLE),
    "hand_over_cards": lambda s: cards.hand_over_cards(s, ["c1", "c3"], G2),
    "delete_cards": lambda s: cards.delete_cards(s, ["c1", "c3"]),
    "link": lambda s: links.link(s, ["c1", "c3"], "c2"),
    "change_kind": lambda s: links.change_kind(s, ["l1"], "contradicts"),
    "unlink": lambda s: links.unlink(s, ["l1"]),
    "hang_photos": lambda s: photos.hang_photos(s, group_id=G1, photos=[photos.Hung("a" * 64, 5, 6)] * 2),
    "put_photos": lambda s: photos.put_photos(s, card_id="c1", names=["a" * 64]),
    "caption_photo": lambda s: photos.caption_photo(s, "f1", "anders"),
    "move_photos": lambda s: photos.move_photos(s, ["f1", "f2"], 5, 6),
    "size_photo": lambda s: photos.size_photo(s, "f1", 300),
    "delete_photos": lambda s: photos.delete_photos(s, ["f1", "f2"]),
    "erase_photos": lambda s: erasing.erase_photos(s, ["f1", "f2"]),
    "park": lambda s: parking.park(s, "später", group_id=G2),
    "park_cards": lambda s: parking.park_cards(s, ["c1", "c3"]),
    "edit_parked": lambda s: parking.edit_parked(s, "k1", answer="Mai", group_id=G1),
    "move_parked": lambda s: parking.move_parked(s, "k1", 1),
    "delete_parked": lambda s: parking.delete_parked(s, "k1"),
    "edit_workshop": lambda s: setup.edit_workshop(s, title="Anders", place="Saal"),
    "add_group": lambda s: setup.add_group(s, "Neu"),
    "edit_group": lambda s: setup.edit_group(s, G1, name="Anders"),
    "move_group": lambda s: setup.move_group(s, G1, 1),
    "delete_group": lambda s: setup.delete_group(s, G1),
    "add_category": lambda s: setup.add_category(s, "Neu"),
    "edit_category": lambda s: setup.edit_category(s, OBSTACLE, title="Hürden", colour="rose"),
    "move_category": lambda s: setup.move_category(s, OWN, 0),
    "delete_category": lambda s: setup.delete_category(cleared(s), OPPORTUNITY),
    "ask_group": lambda s: setup.ask_group(s, G2, OBSTACLE, "Was hindert?"),
    "add_programme_item": lambda s: setup.add_programme_item(s, "Pause", kind="break", minutes=15),
    "edit_programme_item": lambda s: setup.edit_programme_item(s, "p1", minutes=20, starts_at="10:00"),
    "move_programme_item": lambda s: setup.move_programme_item(s, "p1", 1),
    "delete_programme_item": lambda s: setup.delete_programme_item(s, "p1"),
    "replace_words": lambda s: replacing.replace_words(s, find(s, Sought("Zeit")), "Geld"),
    "put_back": lambda s: trash.put_back(s, ["c1", "c2", "t1", "k1"]),
    "erase_cards": lambda s: erasing.erase_cards(s, ["c1", "c3"]),
    "erase_texts": lambda s: erasing.erase_texts(s, [("parked", "k1", "text"), ("cards", "c1", "text")]),
    "erase_name": lambda s: erasing.erase_name(s, [("groups", G1, "moderator")]),
    "remove_names": lambda s: erasing.remove_names(s, [("groups", G1, "moderator")]),
    "take_in": lambda s: taking_in.take_in(s, [["a", "Zusammenarbeit", "neu"], ["b", "", ""]], TABLE),
    "apply_template": lambda s: setup.apply_template(s, built_in("swot", {"strength": "Was können wir?"})),
} | day.DEEDS


def cleared(state: State) -> State:
    """A workshop without cards."""
    return state.apply(cards.delete_cards(state, ["c1", "c2", "c3", "c4"]).changes)


def emptied(state: State) -> State:
    """A workshop of which much lies in the trash."""
    state = cleared(state)
    for delete in (lambda s: setup.delete_group(s, G1), lambda s: parking.delete_parked(s, "k1")):
        state = state.apply(delete(state).changes)
    return state


def linked(state: State) -> State:
    """A workshop with a link."""
    link = Link(id="l1", from_card_id="c1", to_card_id="c2", kind="belongs_to")
    return state.apply([change(None, link)])


def pinned(state: State) -> State:
    """A workshop with a photo on the wall and one on a card."""
    rows = [
        Photo(id="f1", sha256="a" * 64, group_id=G1, width=200.0, caption="Wand"),
        Photo(id="f2", sha256="b" * 64, card_id="c1", width=200.0, rank=1.0),
    ]
    return state.apply([change(None, photo) for photo in rows])


def crowded(state: State) -> State:
    """A workshop with a second theme above the first one, a card that lies on it, and cards in disorder."""
    theme = Cluster(id="t2", group_id=G1, x=0.0, y=-400.0, rank=1.0)
    on_it = Card(id="c5", group_id=G1, category_id=OWN, x=60.0, y=100.0, text="Lage", written=5)
    state = state.apply(_edit.edit("test", state, [theme, on_it]).changes)
    return state.apply(board.put_into_cluster(state, ["c2"], "t1", 0).changes)


def start(name: str) -> State:
    if "." in name:
        return day.start(name)
    starts = {"change_kind": linked, "unlink": linked, "delete_category": cleared, "put_back": emptied}
    with_photos = ("caption_photo", "move_photos", "size_photo", "delete_photos", "erase_photos")
    starts |= dict.fromkeys(with_photos, pinned)
    starts |= dict.fromkeys(("merge", "order_cards", "tidy_around", "number", "second_cards"), crowded)
    return starts.get(name, lambda state: state)(workshop())


def test_every_verb_is_tried() -> None:
    """Whatever gives an edit is in the list above."""
    found = {
        f"{module.__name__.rpartition('.')[2]}.{name}" if module in day.MODULES else name
        for module in MODULES + day.MODULES
        for name, f in inspect.getmembers(module, inspect.isfunction)
        if f.__module__ == module.__name__
        and not name.startswith("_")
        and f.__annotations__["return"] == "Edit"
    }
    assert found == set(DEEDS)


@pytest.mark.parametrize("name", DEEDS)
def test_verb_has_a_name(name: str) -> None:
    """Undo names every verb in both languages."""
    verb = DEEDS[name](start(name)).verb
    assert verb in VERBS
    german, english = Texts("de").verb(verb), Texts("en").verb(verb)
    assert german
    assert german != english


@pytest.mark.parametrize("name", DEEDS)
def test_verb_changes_something(name: str) -> None:
    """A verb leaves the state alone and gives an edit that changes it, in step and once a field."""
    state, untouched = start(name), start(name)
    edit = DEEDS[name](state)
    assert state == untouched
    fields = [(c.table, c.id, field) for c in edit.changes for field in c.after]
    assert len(fields) == len(set(fields))
    assert all(set(c.before) == set(c.after) or c.before == {"gone": True} for c in edit.changes)
    after = state.apply(edit.changes)
    assert after != state
    assert_in_step(after)


@pytest.mark.parametrize("name", [name for name in DEEDS if not name.startswith(("erase", "remove_names"))])
def test_verb_can_be_taken_back(name: str) -> None:
    """Taken back, the workshop looks as before; taken up again, as after."""
    before = start(name)
    edit = DEEDS[name](before)
    after = before.apply(edit.changes)
    back = after.apply(still_valid(after, edit.inverse()).changes)
    assert same_visible(back, before)
    assert_in_step(back)
    again = back.apply(still_valid(back, edit).changes)
    assert same_visible(again, after)
    assert again == after


@pytest.mark.parametrize(
    ("edit", "ids"),
    [
        (lambda s: cards.delete_cards(s, ["c1", "c3"]), ["c1", "c3"]),
        (lambda s: board.dissolve_cluster(s, "t1"), ["t1"]),
        (lambda s: board.take_down(s, ["c1", "c4"], ["t1"]), ["c1", "c4", "t1"]),
        (lambda s: parking.delete_parked(s, "k2"), ["k2"]),
        (lambda s: links.unlink(s, ["l1"]), ["l1"]),
        (lambda s: setup.delete_group(s, G1), [G1, "c1", "c2", "c3", "t1", "q1"]),
        (lambda s: setup.delete_category(cleared(s), OPPORTUNITY), [OPPORTUNITY, "q1"]),
        (lambda s: setup.delete_programme_item(s, "p1"), ["p1"]),
        (day.DEEDS["measures.delete_measure"], ["m1", "w1"]),
        (day.DEEDS["people.delete_participants"], ["a1"]),
        (day.DEEDS["plenary.delete_result"], ["e1", "s1"]),
        (day.DEEDS["polls.delete_poll"], ["r4", "v4"]),
        (day.DEEDS["polls.delete"], ["q1f"]),
        (day.DEEDS["voting.delete_round"], ["r1", "v1", "v2"]),
    ],
)
def test_deleted_is_not_shown(edit: Callable[[State], Edit], ids: list[Id]) -> None:
    """After each delete verb the records are not shown, though the file keeps them."""
    state = day.held() if edit in day.DEEDS.values() else workshop()
    # A category can go only when its cards are gone; so they are in both states.
    state = cleared(state) if OPPORTUNITY in ids else linked(state) if ids == ["l1"] else state
    after, step = state.take(edit(state))
    for id in ids:
        assert all(after.get(kind, id) is None for kind in TABLES.values())
        assert any(id in rows for rows in after.tables.values())
    assert step.vanished == set(ids)
    assert step.appeared == set()


MISSING: list[Callable[[State], Edit]] = [
    lambda s: board.put_into_cluster(s, ["c3"], "nowhere"),
    lambda s: board.form_cluster(s, "nowhere", ["c3"]),
    lambda s: board.name_cluster(s, "nowhere", "x"),
    lambda s: board.dissolve_cluster(s, "nowhere"),
    lambda s: board.take_down(s, [], ["nowhere"]),
    lambda s: board.hide_board(s, "nowhere", hidden=True),
    lambda s: themes.merge(s, ["t1", "nowhere"]),
    lambda s: themes.split(s, "nowhere", ["c1"]),
    lambda s: twins.second_cards(s, ["c1"], "nowhere"),
    lambda s: cards.write_cards(s, group_id="nowhere", category_id=OWN, texts=["a"]),
    lambda s: cards.write_cards(s, group_id=G1, category_id="nowhere", texts=["a"]),
    lambda s: cards.reword_card(s, "nowhere", "x"),
    lambda s: cards.explain_card(s, "nowhere", "x"),
    lambda s: cards.recategorise_cards(s, ["c1"], "nowhere"),
    lambda s: cards.hand_over_cards(s, ["c1"], "nowhere"),
    lambda s: parking.park_cards(s, ["nowhere"]),
    lambda s: links.link(s, ["nowhere"], "c1"),
    lambda s: links.link(s, ["c1"], "nowhere"),
    lambda s: links.change_kind(s, ["nowhere"], "uses"),
    lambda s: links.unlink(s, ["nowhere"]),
    lambda s: parking.edit_parked(s, "nowhere", answer="x"),
    lambda s: parking.move_parked(s, "nowhere", 0),
    lambda s: parking.delete_parked(s, "nowhere"),
    lambda s: setup.edit_group(s, "nowhere", name="x"),
    lambda s: setup.move_group(s, "nowhere", 0),
    lambda s: setup.delete_group(s, "nowhere"),
    lambda s: setup.edit_category(s, "nowhere", title="x"),
    lambda s: setup.move_category(s, "nowhere", 0),
    lambda s: setup.delete_category(s, "nowhere"),
    lambda s: setup.edit_programme_item(s, "nowhere", title="x"),
    lambda s: setup.move_programme_item(s, "nowhere", 0),
    lambda s: setup.delete_programme_item(s, "nowhere"),
]


@pytest.mark.parametrize("verb", MISSING)
def test_what_is_gone_is_refused(verb: Callable[[State], Edit]) -> None:
    """A verb on something that is no longer there says so instead of failing."""
    with pytest.raises(Refused):
        verb(workshop())


@pytest.mark.parametrize(
    "verb",
    [
        lambda s: board.move_cards(s, {"nowhere": (1, 2)}),
        lambda s: board.move_clusters(s, {"nowhere": (1, 2)}),
        lambda s: board.put_into_cluster(s, ["nowhere"], "t1"),
        lambda s: board.hide_board(s, G1, hidden=False),
        lambda s: marks.mark(s, ["nowhere", "c1"], dissent=False),
        lambda s: themes.tint(s, ["nowhere", "t1"], None),
        lambda s: themes.fold(s, ["nowhere", "t1"], folded=False),
        lambda s: themes.order_cards(s, ["nowhere", "t1"], "time"),
        lambda s: themes.tidy_around(s, ["nowhere"], ["nowhere", "c1"]),
        lambda s: themes.number(s, G1),
        lambda s: twins.second_cards(s, ["nowhere"], "t1"),
        lambda s: cards.delete_cards(s, ["nowhere"]),
        lambda s: trash.put_back(s, ["nowhere", "c1", G1]),
        lambda s: erasing.erase_cards(s, ["nowhere"]),
        lambda s: erasing.erase_texts(s, [("cards", "nowhere", "text")]),
        lambda s: cards.hand_over_cards(s, ["nowhere", "c4"], G2),
        lambda s: cards.recategorise_cards(s, ["c3"], OPPORTUNITY),
        lambda s: cards.reword_card(s, "c1", " Runder Tisch "),
        lambda s: setup.edit_workshop(s, title="Stadtwerkstatt"),
        lambda s: setup.ask_group(s, G2, OWN, " "),
    ],
)
def test_nothing_to_do(verb: Callable[[State], Edit]) -> None:
    """Of several cards those that are gone are passed over; what is so already is no change."""
    assert verb(workshop()).changes == ()
