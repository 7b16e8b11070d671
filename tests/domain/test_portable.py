"""A workshop as JSON: nothing is lost, nothing wrong comes in, and any program can write the plain form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import entry, made, state_of, workshop, workshop_records
from werkstatt_desktop.domain import layout, order
from werkstatt_desktop.domain.boards import likely_height
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.edits import Change
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.incoming import Imported, Words
from werkstatt_desktop.domain.portable import FORMAT, from_json, to_json
from werkstatt_desktop.domain.records import (
    TABLES,
    Card,
    Category,
    Cluster,
    Group,
    ParkedItem,
    ProgrammeItem,
    Question,
    Record,
)
from werkstatt_desktop.domain.state import State, base_edit, change
from werkstatt_desktop.domain.verbs.cards import delete_cards
from werkstatt_desktop.domain.verbs.erasing import erase_cards, erase_name
from werkstatt_desktop.domain.verbs.setup import delete_group

ROLES = {"chancen": "opportunity", "chance": "opportunity", "schwierigkeiten": "obstacle"}


def words(language: str) -> Words:
    return Words(
        language if language in {"de", "en"} else "de", "Gruppe 1", "Ohne Gruppe", {"obstacle": "Was?"}, ROLES
    )


def read(content: object) -> Imported:
    return from_json(content if isinstance(content, str) else json.dumps(content), words)


def opened(found: Imported) -> State:
    return State().apply(base_edit("create_workshop", found.records).changes)


def again(text: str) -> str:
    return to_json(opened(read(text)))


def plain(*cards: dict[str, Any], **more: Any) -> State:
    return opened(read({"title": "T", "cards": list(cards), **more}))


def problem(content: object) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read(content)
    return caught.value


def changed(**parts: Any) -> dict[str, Any]:
    """The export of the small workshop with other top-level values."""
    return {**json.loads(to_json(workshop())), **parts}


def card_with(**fields: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(to_json(workshop()))
    content["cards"][3] |= fields
    return content


def one(**fields: Any) -> dict[str, Any]:
    return {"title": "T", "cards": [{"text": "x", **fields}]}


# --- Lossless


def test_import_brings_everything_back() -> None:
    """What is exported is imported as the very same records."""
    found = read(to_json(workshop()))
    assert opened(found) == workshop()
    assert found.notes == ()


def test_same_bytes() -> None:
    """Exporting the import gives the same bytes."""
    text = to_json(workshop())
    assert again(text) == text


def test_one_record_a_line() -> None:
    """Two exports can be compared line by line."""
    lines = to_json(workshop()).splitlines()
    assert sum('"text": "Runder Tisch"' in line for line in lines) == 1
    assert all(line.count('{"id"') <= 1 for line in lines)


def test_order_follows_from_the_contents() -> None:
    """The order in which records were made does not show."""
    records = workshop_records()
    assert to_json(state_of(reversed_owners_first(records))) == to_json(state_of(records))


def reversed_owners_first(records: Iterable[Record]) -> list[Record]:
    kinds = list(TABLES.values())
    backwards = list(records)[::-1]
    return sorted(backwards, key=lambda record: kinds.index(type(record)))


def test_only_what_is_alive() -> None:
    """Deleted records are left out, and what names them names nothing."""
    state = workshop()
    state = state.apply(delete_cards(state, ["c3"]).changes)
    text = to_json(state)
    assert "Kurze Wege" not in text
    assert again(text) == text


def test_group_with_everything_deleted() -> None:
    """A deleted group goes with what belongs to it."""
    state = workshop()
    state = state.apply(delete_group(state, "g1").changes)
    content = json.loads(to_json(state))
    assert [card["text"] for card in content["cards"]] == ["Räume"]
    assert (content["clusters"], content["questions"]) == ([], [])


def test_hidden_theme_is_not_named() -> None:
    """A card whose theme was dissolved elsewhere hangs loose."""
    theme = next(r for r in workshop_records() if isinstance(r, Cluster))
    state = workshop().apply([change(theme, replace(theme, gone=True))])
    text = to_json(state)
    assert {card["cluster_id"] for card in json.loads(text)["cards"]} == {None}
    assert again(text) == text


def test_no_identity_of_the_file() -> None:
    """An import is a workshop of its own: the export says nothing of the file."""
    assert "doc_id" not in to_json(workshop())


def test_history() -> None:
    """The journal goes along where it is asked for, and an import says that it begins its own."""
    edit = base_edit("create_workshop", workshop_records())
    text = to_json(workshop(), [entry("e1", 1, edit), entry("e2", 2, made("move_card"), toggles="e1")])
    history = json.loads(text)["history"]
    assert [(e["id"], e["seq"], e["device"], e["verb"], e["toggles"]) for e in history] == [
        ("e1", 1, "a", "create_workshop", None),
        ("e2", 2, "a", "move_card", "e1"),
    ]
    assert history[0]["changes"][1]["after"]["name"] == "Vernetzung"
    found = read(text)
    assert [note.key for note in found.notes] == ["import_history"]
    assert to_json(opened(found)) == to_json(workshop())


TEXT = st.text(max_size=60).map(lambda text: clean(text, lines=False))
PROSE = st.text(max_size=90).map(clean)
NUMBER = st.floats(-1e9, 1e9)
WHOLE = st.integers(0, 10**9)


@st.composite
def any_workshop(draw: st.DrawFn) -> State:
    """Any records that a file can hold, gone ones too."""
    ids = st.sampled_from(["a", "b", "ä c"])
    kept: list[Record] = [
        replace(workshop().workshop, title=draw(TEXT), occasion=draw(PROSE), goal=draw(PROSE))
    ]

    def some(kind: type[Record], **fields: st.SearchStrategy[Any]) -> None:
        for id in sorted(draw(st.sets(ids, max_size=3))):
            values = {name: draw(strategy) for name, strategy in fields.items()}
            kept.append(kind(id=id, gone=draw(st.booleans()), **values))

    def one_of(kind: type[Record]) -> st.SearchStrategy[str] | None:
        there = [r.id for r in kept if type(r) is kind]
        return st.sampled_from(there) if there else None

    some(ProgrammeItem, rank=NUMBER, title=TEXT, speaker=TEXT, minutes=WHOLE, starts_at=st.none() | TEXT)
    some(Group, rank=NUMBER, name=TEXT, room=TEXT)
    some(Category, rank=NUMBER, title=st.none() | TEXT, question=TEXT)
    groups, categories = one_of(Group), one_of(Category)
    if groups is not None and categories is not None:
        some(Question, group_id=groups, category_id=categories, text=TEXT)
        some(Cluster, group_id=groups, heading=TEXT, x=NUMBER, y=NUMBER, rank=NUMBER)
        themes = one_of(Cluster)
        some(
            Card,
            group_id=groups,
            category_id=categories,
            cluster_id=st.none() if themes is None else st.none() | themes,
            x=NUMBER,
            y=NUMBER,
            rank=NUMBER,
            text=PROSE,
            first_text=st.none() | PROSE,
            explanation=PROSE,
            written=WHOLE,
        )
    some(
        ParkedItem,
        rank=NUMBER,
        text=PROSE,
        answer=PROSE,
        group_id=st.none() if groups is None else st.none() | groups,
    )
    return state_of(kept)


@settings(max_examples=150, deadline=None)
@given(any_workshop())
def test_any_workshop_comes_back(state: State) -> None:
    """Whatever a workshop holds, exporting the import gives the same bytes, and says nothing."""
    text = to_json(state)
    found = read(text)
    assert found.notes == ()
    assert to_json(opened(found)) == text


# --- Plain


def test_plain_form() -> None:
    """Title and cards suffice; groups, categories and themes are made as they are named."""
    state = plain(
        {
            "text": "Mehr Bänke",
            "category": "opportunity",
            "group": "Nord",
            "cluster": "Markt",
            "explanation": "Im Schatten",
        },
        {"text": "Lärm", "category": "obstacle", "group": "Nord", "cluster": "Markt"},
        {"text": "Räume", "category": "Voraussetzungen", "group": "Süd"},
        date="2025-03-14",
        place="Essen",
    )
    assert (state.workshop.title, state.workshop.date, state.workshop.place) == ("T", "2025-03-14", "Essen")
    assert [group.name for group in order.groups(state)] == ["Nord", "Süd"]
    assert [(c.role, c.title) for c in order.categories(state)] == [
        ("opportunity", None),
        ("obstacle", None),
        ("other", "Voraussetzungen"),
    ]
    [north, south] = order.groups(state)
    [theme] = order.clusters(state, north.id)
    assert theme.heading == "Markt"
    assert [card.text for card in order.cards_of_cluster(state, theme.id)] == ["Mehr Bänke", "Lärm"]
    assert [card.text for card in order.loose_cards(state, south.id)] == ["Räume"]
    assert order.cards_of_cluster(state, theme.id)[0].explanation == "Im Schatten"


def test_plain_import_can_be_exported() -> None:
    """What came in plainly goes out and in again without a loss."""
    state = plain({"text": "Eins"}, {"text": "Zwei", "cluster": "T", "category": "x"})
    assert again(to_json(state)) == to_json(state)


def test_title_alone() -> None:
    """A workshop without cards gets one group and the usual categories, with their questions."""
    state = opened(read({"title": "Leer"}))
    assert [group.name for group in order.groups(state)] == ["Gruppe 1"]
    assert [(c.role, c.question) for c in order.categories(state)] == [
        ("opportunity", ""),
        ("obstacle", "Was?"),
        ("recommendation", ""),
    ]


def test_cards_without_category() -> None:
    """They come into one of their own, never into one that would say something about them."""
    state = plain({"text": "Eins"}, {"text": "Zwei", "category": ""}, {"text": "Drei", "category": None})
    assert {state.get(Category, card.category_id).role for card in state.all(Card)} == {"other"}  # type: ignore[union-attr]
    assert [c.role for c in order.categories(state)] == ["opportunity", "obstacle", "recommendation", "other"]


def test_cards_without_group() -> None:
    """Beside named groups the cards without one have a group that says so; alone they are the first."""
    assert [g.name for g in order.groups(plain({"text": "Eins"}))] == ["Gruppe 1"]
    mixed = plain({"text": "Eins", "group": "Nord"}, {"text": "Zwei"})
    assert [g.name for g in order.groups(mixed)] == ["Nord", "Ohne Gruppe"]


def test_names_of_roles() -> None:
    """A role may be written as its name in the workshop's language, in any case, singular or plural."""
    state = plain(
        {"text": "1", "category": "Chancen"},
        {"text": "2", "category": "chance"},
        {"text": "3", "category": "opportunity"},
    )
    assert [(c.role, c.title, c.symbol) for c in order.categories(state)] == [("opportunity", None, "plus")]


def test_looks_of_a_template() -> None:
    """Roles look as in the template they come from, and own categories differ from each other."""
    state = plain(
        *({"text": "x", "category": name} for name in ("threat", "opportunity", "strength", "A", "B"))
    )
    looks = {c.title or c.role: (c.colour, c.symbol) for c in order.categories(state)}
    assert looks["opportunity"] == ("blue", "arrow")
    assert len(set(looks.values())) == 5


def test_same_heading_in_two_groups() -> None:
    """A theme belongs to one group; the same heading elsewhere is another theme."""
    state = plain({"text": "1", "group": "N", "cluster": "T"}, {"text": "2", "group": "S", "cluster": "T"})
    assert [len(order.clusters(state, group.id)) for group in order.groups(state)] == [1, 1]


def test_order_of_writing() -> None:
    """Cards keep the order of the file."""
    state = plain(*({"text": str(n)} for n in range(9)))
    assert [card.text for card in order.loose_cards(state, order.groups(state)[0].id)] == [
        str(n) for n in range(9)
    ]


def test_nothing_overlaps() -> None:
    """Themes and cards lie apart on every board, long texts too, and in the order of the file."""
    rows = [
        {
            "text": "Lange Karte mit vielen Worten " * (n % 7),
            "group": f"G{n % 2}",
            "cluster": f"T{n % 9}" if n % 5 else "",
        }
        for n in range(80)
    ]
    state = plain(*({**row, "text": row["text"] or "kurz"} for row in rows))
    for group in order.groups(state):
        boxes = layout.arrange(state, group.id, likely_height)
        apart(boxes.themes.values())
        loose = [boxes.cards[card.id] for card in order.loose_cards(state, group.id)]
        apart([*boxes.themes.values(), *loose])
        assert loose == sorted(loose, key=lambda box: (box.y, box.x))
        themes = [boxes.themes[cluster.id] for cluster in order.clusters(state, group.id)]
        assert themes == sorted(themes, key=lambda box: (box.y, box.x))


def apart(boxes: Iterable[layout.Rect]) -> None:
    found = list(boxes)
    for n, one in enumerate(found):
        for other in found[:n]:
            assert (
                one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
            )


def test_long_text_becomes_several_cards() -> None:
    """Nothing of a text that is too long for a card is lost, and it is said."""
    text = " ".join(f"Wort{n}" for n in range(1200))
    found = read(
        {"title": "T", "cards": [{"text": text, "cluster": "Lang", "explanation": "E"}, {"text": "kurz"}]}
    )
    state = opened(found)
    [theme] = state.all(Cluster)
    pieces = order.cards_of_cluster(state, theme.id)
    assert len(pieces) == 3
    assert " ".join(piece.text for piece in pieces) == text
    assert [piece.explanation for piece in pieces] == ["E", "", ""]
    assert [(note.key, dict(note.fields)) for note in found.notes] == [("import_split", {"count": 1})]


def test_blank_cards_are_left_out() -> None:
    """A card of nothing but blanks is none, and that is said."""
    found = read({"title": "T", "cards": [{"text": " \n "}, {"text": "\u200b"}, {"text": "x"}]})
    assert opened(found).count(Card) == 1
    assert [(note.key, dict(note.fields)) for note in found.notes] == [("import_blank", {"count": 2})]


def test_one_door_for_text() -> None:
    """Characters that cannot be shown are taken out, and that is said."""
    found = read('{"title": "T\\u0000itel", "cards": [{"text": "a\\u202eb \\ud800"}, {"text": "<b> & 😀"}]}')
    state = opened(found)
    assert state.workshop.title == "Titel"
    assert sorted(card.text for card in state.all(Card)) == ["<b> & 😀", "ab \ufffd"]
    assert [(note.key, dict(note.fields)) for note in found.notes] == [("import_cleaned", {"count": 2})]


def test_unknown_keys_are_named() -> None:
    """What Werkstatt does not know is left out and named, without its control characters, not all of it."""
    content = {"title": "T", "colour\x07": 1, "cards": [{"text": "x", **{f"k{n}": n for n in range(9)}}]}
    [note] = read(content).notes
    assert (note.key, note.fields["names"]) == ("import_unknown", "colour, k0, k1, k2, k3, …")


def test_language() -> None:
    """The workshop's language is the one it names, or the program's where nobody knows it."""
    assert opened(read({"title": "T", "language": "en"})).workshop.language == "en"
    found = read({"title": "T", "language": "tlh"})
    assert opened(found).workshop.language == "de"
    assert [note.key for note in found.notes] == ["import_replaced"]


# --- What cannot be imported


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "{", '{"title": "T"', "[" * 200_000, '{"a":' * 200_000, '{"title": NaN}',
        '{"title": Infinity}', '{"title": -Infinity}', '{"n": ' + "9" * 6000 + "}", "'title'", "\x00",
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_not_json(text: str) -> None:
    """What is no JSON, or only almost, is refused with a sentence of its own."""
    found = problem(text)
    assert (found.key, found.exit_code) == ("not_json", 2)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "import_other"),
        (1, "import_other"),
        ("text", "not_json"),
        ([{"text": "x"}], "import_other"),
        ({"format": "another", "cards": []}, "import_other"),
        ({"format": 1}, "import_other"),
        ({"format": [], "version": 1}, "import_other"),
        ({"workshop": {"title": "T"}}, "import_other"),
    ],
)
def test_not_a_workshop(content: object, key: str) -> None:
    """JSON that means something else is not taken for a workshop."""
    assert problem(content).key == key


def test_newer_format() -> None:
    """What a newer Werkstatt wrote is refused as such."""
    found = problem(changed(version=2))
    assert (found.key, found.exit_code) == ("newer", 3)


DEEP: Any = []
for _ in range(100):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("content", "key", "place"),
    [
        ({}, "import_missing", "title"),
        ({"title": " "}, "import_missing", "title"),
        ({"title": 7}, "import_text", "title"),
        ({"title": ["T"]}, "import_text", "title"),
        ({"title": "T", "date": 2025}, "import_text", "date"),
        ({"title": "T" * 301}, "import_long", "title"),
        ({"title": "T", "cards": {}}, "import_list", "cards"),
        ({"title": "T", "cards": "x"}, "import_list", "cards"),
        ({"title": "T", "cards": ["x"]}, "import_object", "cards[0]"),
        ({"title": "T", "cards": [{"text": "x"}, None]}, "import_object", "cards[1]"),
        ({"title": "T", "cards": [{}]}, "import_missing", "cards[0].text"),
        ({"title": "T", "cards": [{"text": None}]}, "import_text", "cards[0].text"),
        ({"title": "T", "cards": [{"text": 5}]}, "import_text", "cards[0].text"),
        ({"title": "T", "cards": [{"text": DEEP}]}, "import_text", "cards[0].text"),
        (one(group=1), "import_text", "cards[0].group"),
        (one(category=[]), "import_text", "cards[0].category"),
        (one(cluster=True), "import_text", "cards[0].cluster"),
        (one(group="g" * 301), "import_long", "cards[0].group"),
        (one(explanation="e" * 4001), "import_long", "cards[0].explanation"),
        (changed(workshop=None), "import_object", "workshop"),
        (changed(workshop={"title": 1}), "import_text", "workshop.title"),
        (changed(version="1"), "import_whole", "version"),
        (changed(version=True), "import_whole", "version"),
        (changed(cards={}), "import_list", "cards"),
        (changed(groups=[1]), "import_object", "groups[0]"),
        (changed(groups=[{"id": "g1"}, {"id": "g1"}]), "import_twice", "groups[1].id"),
        (changed(groups=[]), "import_nothing", "questions[0].group_id"),
        (changed(clusters=[]), "import_nothing", "cards[0].cluster_id"),
        (changed(programme=[{"minutes": 1.5}]), "import_whole", "programme[0].minutes"),
        (changed(programme=[{"minutes": 10**30}]), "import_whole", "programme[0].minutes"),
        (changed(programme=[{"rank": "1"}]), "import_number", "programme[0].rank"),
        (changed(programme=[{"rank": True}]), "import_number", "programme[0].rank"),
        (card_with(x=10**30), "import_number", "cards[3].x"),
        (card_with(y=None), "import_number", "cards[3].y"),
        (card_with(text=None), "import_text", "cards[3].text"),
        (card_with(text="t" * 20_001), "import_long", "cards[3].text"),
        (card_with(id=""), "import_id", "cards[3].id"),
        (card_with(id=" c "), "import_id", "cards[3].id"),
        (card_with(id="c" * 101), "import_id", "cards[3].id"),
        (card_with(id="c\x00"), "import_id", "cards[3].id"),
        (card_with(id=4), "import_id", "cards[3].id"),
        (card_with(id="c1"), "import_twice", "cards[3].id"),
        (card_with(group_id=None), "import_id", "cards[3].group_id"),
        (card_with(group_id="g9"), "import_nothing", "cards[3].group_id"),
        (card_with(cluster_id="c1"), "import_nothing", "cards[3].cluster_id"),
    ],
)  # fmt: skip
def test_place_of_what_is_wrong(content: object, key: str, place: str) -> None:
    """A value that is not as it has to be is refused with its place."""
    found = problem(content)
    assert (found.key, found.fields["place"], found.exit_code) == (key, place, 2)


def test_numbers_beyond_floats() -> None:
    """A number that becomes infinite is refused as any other."""
    text = to_json(workshop()).replace('"x": 10.0', '"x": 1e999')
    assert problem(text).fields["place"] == "cards[3].x"


def test_missing_owner() -> None:
    """A card without a group cannot be."""
    content = changed()
    del content["cards"][2]["group_id"]
    found = problem(content)
    assert (found.key, found.fields["place"]) == ("import_missing", "cards[2].group_id")


def test_left_out_fields_get_usual_values() -> None:
    """Written by hand, a record need not say everything."""
    content = {
        "format": FORMAT,
        "workshop": {"title": "T"},
        "groups": [{"name": "G"}],
        "parked": [{"text": "p"}],
    }
    found = read(content)
    assert found.notes == ()
    [group] = opened(found).all(Group)
    assert (group.name, len(group.id)) == ("G", 32)


def test_unknown_values_are_replaced() -> None:
    """A kind or colour of which this program knows nothing becomes a usual one, and that is said."""
    content = changed()
    content["programme"][0]["kind"] = "dance"
    content["categories"][2] |= {"colour": "beige", "symbol": "heart", "role": "magic"}
    found = read(content)
    [own] = [c for c in opened(found).all(Category) if c.id == "own"]
    assert (own.colour, own.symbol, own.role) == ("violet", "diamond", "other")
    assert [(note.key, dict(note.fields)) for note in found.notes] == [("import_replaced", {"count": 4})]


KEYS = ["title", "cards", "text", "group", "id", "group_id", "workshop", "version", "name", "x"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(JSON, st.booleans())
def test_anything_is_read_or_refused(content: Any, ours: bool) -> None:
    """Whatever stands in the file, there is a workshop or a sentence, never another error."""
    if ours and isinstance(content, dict):
        content |= {"format": FORMAT}
    try:
        found = read(content)
    except FileProblem:
        return
    assert again(to_json(opened(found))) == to_json(opened(found))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["workshop", "groups", "categories", "questions", "clusters", "cards", "parked"]),
    JSON,
    st.data(),
)
def test_any_value_anywhere(table: str, value: Any, data: st.DataObject) -> None:
    """One wrong value in a good file is refused, or taken if it fits after all."""
    content = json.loads(to_json(workshop()))
    row = content[table] if table == "workshop" else data.draw(st.sampled_from(content[table]))
    row[data.draw(st.sampled_from(sorted(row)))] = value
    try:
        found = read(content)
    except FileProblem:
        return
    assert again(to_json(opened(found))) == to_json(opened(found))


def test_what_merging_put_together_is_lossless() -> None:
    """A text that is longer than one may write, since merging kept two, goes out and comes in again."""
    long = "\n".join(("a" * 4000, "b" * 4000))
    state = workshop().apply([Change("cards", "c1", {}, {"text": long})])
    text = to_json(state)
    assert long.replace("\n", "\\n") in text
    assert again(text) == text


def test_erased_fields_are_empty_and_no_more() -> None:
    """What was erased for good is empty in an export; the marks of it stay in the file."""
    state = workshop()
    state = state.apply(erase_cards(state, ["c1"]).changes)
    state = state.apply(erase_name(state, [("groups", "g1", "moderator")]).changes)
    text = to_json(state)
    assert "erased" not in text
    assert '"c1"' not in text
    assert read(text).notes == ()
    assert again(text) == text
