"""Every door through which text comes in, tried with text as hostile as it comes.

Whatever comes, there is a sentence or something kept; what is kept is clean, and the file says the same.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.examples import new_file, open_file, ready_file, state_of, workshop
from tests.hostile import TEXT, faults, faults_of
from werkstatt_desktop.cli.commands import _words
from werkstatt_desktop.domain import incoming, plain, portable, templates
from werkstatt_desktop.domain.clean import MERGED, clean
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import FileProblem, Refused
from werkstatt_desktop.domain.records import LONG, SHORT, TEXTS, Card, Participant, Record
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.taking import Wishes
from werkstatt_desktop.domain.typed import day_of, minutes_of, time_of
from werkstatt_desktop.domain.verbs import (
    board,
    cards,
    measures,
    parking,
    people,
    photos,
    plenary,
    polls,
    setup,
    taking_in,
    voting,
)
from werkstatt_desktop.exchange.lists import lines_of
from werkstatt_desktop.storage import reading
from werkstatt_desktop.storage.salvage import salvage
from werkstatt_desktop.texts import Texts

Door = Callable[[State, str], Edit]
INNER = {
    "workshops": {"language", "from_doc"},
    "programme": {"kind"},
    "categories": {"role", "colour", "symbol"},
    "parked": {"kind"},
    "links": {"kind"},
    "declined": {"kind", "about"},
    "participants": {"presence"},
    "rounds": {"kind", "targets", "moment"},
    "votes": {"device"},
    "results": {"kind", "consensus"},
    "measures": {"status", "due", "from_id"},
    "feedback": {"kind"},
    "seals": {"at", "hash"},
    "paper": {"variant", "sections", "order"},
}
"""Fields that hold text, but none that anybody writes."""


def _fields(table: str) -> list[str]:
    return [field for field in TEXTS[table] if field not in INNER.get(table, set())]


DOORS: dict[str, Door] = {
    "write_cards": lambda s, text: cards.write_cards(s, group_id="g1", category_id="own", texts=["a", text]),
    "reword_card": lambda s, text: cards.reword_card(s, "c1", text),
    "explain_card": lambda s, text: cards.explain_card(s, "c1", text),
    "form_cluster": lambda s, text: board.form_cluster(s, "g1", ["c3"], text),
    "name_cluster": lambda s, text: board.name_cluster(s, "t1", text),
    "park": parking.park,
    "take_in": lambda s, text: taking_in.take_in(s, [[text] * 5, ["a"] * 5], TABLE),
    "hang_photo": lambda s, text: photos.hang_photos(
        s, group_id="g1", photos=[photos.Hung("a" * 64, 0, 0, caption=text)]),
    "add_group": setup.add_group,
    "add_category": lambda s, text: setup.add_category(s, text, question=text),
    "add_programme_item": setup.add_programme_item,
    "add_participants": lambda s, text: people.add_participants(s, [Participant(
        name=text, organisation=text, department=text, function=text, email=text)]),
    "begin_round": lambda s, text: voting.begin_round(s, title=text),
    "begin_poll": lambda s, text: polls.begin_poll(
        s, kind="field", moment="opening", title=text, labels=text),
    "say": polls.say,
    "write_statement": plenary.write_statement,
    "add_measure": lambda s, text: measures.add_measure(s, text, with_whom=text, who=text, first_result=text),
    "ask_group": lambda s, text: setup.ask_group(s, "g2", "own", text),
    **{f"workshop {f}": lambda s, x, f=f: setup.edit_workshop(s, **{f: x}) for f in _fields("workshops")},
    **{f"group {f}": lambda s, x, f=f: setup.edit_group(s, "g1", **{f: x}) for f in _fields("groups")},
    **{f"category {f}": lambda s, x, f=f: setup.edit_category(s, "own", **{f: x})
       for f in _fields("categories")},
    **{f"item {f}": lambda s, x, f=f: setup.edit_programme_item(s, "p1", **{f: x})
       for f in _fields("programme")},
    **{f"parked {f}": lambda s, x, f=f: parking.edit_parked(s, "k1", **{f: x}) for f in _fields("parked")},
}  # fmt: skip

TABLE = Wishes(
    uses=("text", "explanation", "category", "group", "theme"), headed=False, group_id="g1", category_id="own"
)


def test_every_field_has_a_door() -> None:
    """The doors below lead to every field that text can be written into."""
    reached = set()
    for door in DOORS.values():
        reached |= {(c.table, f) for c in door(workshop(), "Neuer Wortlaut").changes for f in c.after}
    assert {(table, field) for table in TEXTS for field in _fields(table)} <= reached


@settings(max_examples=120)
@given(st.lists(st.tuples(st.sampled_from(sorted(DOORS)), TEXT), min_size=1, max_size=12))
def test_verbs(steps: list[tuple[str, str]]) -> None:
    """A verb refuses a text for a reason or keeps it clean, and the file, read again, holds the same."""
    with TemporaryDirectory() as folder:
        path = ready_file(Path(folder, "a.werkstatt"))
        store = open_file(path)
        for name, text in steps:
            try:
                store.commit(DOORS[name](store.state, text))
            except Refused as refusal:
                assert_reasonable(refusal, text)
        state = store.state
        store.close()
        assert reading.read(path).state == state
        assert reading.check(path).tables == ()
    assert faults_of(everything(state)) == []


def assert_reasonable(refusal: Refused, text: str) -> None:
    """A text is refused only where nothing can be seen of it, or too much; and that can be said."""
    assert Texts("de").sentence(refusal)
    if refusal.key in {"too_long", "card_too_long"}:
        length, limit = refusal.fields["length"], refusal.fields["limit"]
        assert length in {len(clean(text)), len(clean(text, lines=False))}
        assert int(str(length)) > int(str(limit))
    else:
        assert refusal.key in {"empty_title", "empty_card", "empty_text"}
        assert not clean(text)


def everything(state: State) -> list[Record]:
    return [record for rows in state.tables.values() for record in rows.values()]


# --- Files


def words(language: str) -> incoming.Words:
    return _words(language or "de")


def taken_in(content: object, *, ascii_only: bool, times: int = 1) -> None:
    """Import this: it is refused with a sentence, or all texts are clean and come back from a file.

    They are at most so many times as long as one may write.
    """
    t = Texts("de")
    try:
        found = portable.from_json(json.dumps(content, ensure_ascii=ascii_only), words)
    except FileProblem as problem:
        t.sentence(problem)
        return
    assert all(t.sentence(note) for note in found.notes)
    state = state_of(found.records)
    assert faults_of(everything(state), times) == []
    again = portable.from_json(portable.to_json(state), words)
    assert again.notes == ()
    assert state_of(again.records) == state
    with TemporaryDirectory() as folder:
        assert reading.read(new_file(Path(folder, "a.werkstatt"), found.records)).state == state


EXPORTED = portable.to_json(workshop())
PLACES = [
    (table, row, field)
    for table, rows in json.loads(EXPORTED).items()
    if isinstance(rows, list | dict)
    for row, values in enumerate(rows if isinstance(rows, list) else [rows])
    for field, value in values.items()
    if isinstance(value, str) or value is None
]
IDS = [place for place in PLACES if place[2] == "id" or place[2].endswith("_id")]
PLACE = st.one_of(
    *[st.sampled_from([place for place in PLACES if place not in IDS])] * 4, st.sampled_from(IDS)
)
KEYS = st.text(max_size=3) | st.sampled_from(["{0}", "<b>", "\ud800", "\u202e", "a\nb"])


@settings(max_examples=120)
@given(
    st.lists(st.tuples(PLACE, TEXT), max_size=4),
    st.dictionaries(KEYS, TEXT, max_size=2),
    st.booleans(),
)
def test_import(
    changes: list[tuple[tuple[str, int, str], str]], more: dict[str, str], ascii_only: bool
) -> None:
    """Any text anywhere in an export is refused, or taken in clean; so are keys that nobody knows."""
    content = json.loads(EXPORTED)
    for (table, row, field), text in changes:
        (content[table][row] if isinstance(content[table], list) else content[table])[field] = text
    taken_in(
        {**more, **content, "workshop": {**more, **content["workshop"]}}, ascii_only=ascii_only, times=MERGED
    )


CARD = st.fixed_dictionaries(
    {"text": TEXT}, optional=dict.fromkeys(("category", "group", "cluster", "explanation"), TEXT | st.none())
)
FACTS = st.fixed_dictionaries(
    {"title": TEXT}, optional=dict.fromkeys((name for name in plain.FACTS if name != "title"), TEXT)
)


@settings(max_examples=120)
@given(FACTS, st.lists(CARD, max_size=4), st.dictionaries(KEYS, TEXT, max_size=2), st.booleans())
def test_plain_import(
    facts: dict[str, str], cards: list[Any], more: dict[str, str], ascii_only: bool
) -> None:
    """The plain form takes any text, too, as long as it fits."""
    taken_in({**more, **facts, "cards": [{**more, **card} for card in cards]}, ascii_only=ascii_only)


@settings(max_examples=120)
@given(st.lists(TEXT, min_size=4, max_size=4), st.booleans())
def test_templates(texts: list[str], ascii_only: bool) -> None:
    """A template keeps of any text what is clean and fits, and applied it changes a workshop only so."""
    title, question, name, start = texts
    content = {
        "format": templates.FORMAT,
        "name": name,
        "categories": [
            {"role": title, "title": title, "question": question, "colour": name, "symbol": start}
        ],
        "groups": [{"name": name, "room": title}],
        "programme": [{"kind": name, "title": title, "minutes": 5, "starts_at": start}],
        "questions": [{"group": 0, "category": 0, "text": question}],
    }
    found = templates.from_json(json.dumps(content, ensure_ascii=ascii_only))
    assert faults(found.name, lines=False, limit=SHORT) == []
    assert faults_of([*found.categories, *found.groups, *found.programme, *found.questions]) == []
    assert templates.from_json(templates.to_json(found)).name == found.name
    state = workshop()
    state = state.apply(setup.apply_template(state, found).changes)
    assert faults_of(everything(state)) == []


@given(TEXT, st.booleans())
def test_files_that_are_none(text: str, ours: bool) -> None:
    """A text that is no JSON, or other JSON than ours, has a sentence."""
    given = json.dumps({"format": text, "workshop": text, "cards": text}) if ours else text
    for read in (lambda: portable.from_json(given, words), lambda: templates.from_json(given)):
        with pytest.raises(FileProblem) as problem:
            read()
        assert Texts("en").sentence(problem.value)


WRITTEN = sorted((table, field) for table in TEXTS for field in TEXTS[table])


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(WRITTEN), TEXT | st.binary(max_size=20)), max_size=5), st.booleans()
)
def test_salvage(changes: list[tuple[tuple[str, str], str | bytes]], journal: bool) -> None:
    """Whatever bytes somebody wrote into a file, what is saved of it is clean and comes back."""
    with TemporaryDirectory() as folder:
        path, target = ready_file(Path(folder, "a.werkstatt")), Path(folder, "b.werkstatt")
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            if not journal:
                connection.execute("DELETE FROM journal")
            for (table, field), value in changes:
                given = value if isinstance(value, bytes) else value.encode(errors="surrogatepass")
                connection.execute(f'UPDATE {table} SET "{field}" = CAST(? AS TEXT)', (given,))
        found = salvage(path, target, Texts("de"))
        state = reading.read(target).state
        assert reading.check(target).tables == ()
    assert found.cards == state.count(Card)
    # A card of which nothing is left to read is none.
    assert found.cards == 4 or any(table == "cards" for (table, _), _ in changes)
    assert faults_of(everything(state), MERGED) == []


# --- Lists


@given(
    st.lists(TEXT | st.sampled_from(["- a", "1. b", "2) c", "\u2022 d"]), max_size=4),
    st.sampled_from(["\n", "\r\n", "\u2028"]),
)
@example(["\u00ad000" * 1000 + "\u00ad"], "\n")
def test_pasted_lists(lines: list[str], end: str) -> None:
    """Each card of a pasted list can be written as it is."""
    found = lines_of(end.join(lines))
    assert all(line and "\n" not in line and not faults(line, lines=True, limit=LONG) for line in found)
    if found:
        edit = cards.write_cards(workshop(), group_id="g1", category_id="own", texts=found)
        assert [change.after["text"] for change in edit.changes] == found
        assert not edit.cleaned


# --- Days and times

DIGITS = st.text(st.sampled_from("0123456789 .:-/,hm\u00b2\u0663\u2460amprilMaiUhr"), max_size=12)


@settings(max_examples=400)
@given(TEXT | DIGITS)
@example("1 \u00b2\u00b2\u00b2")
def test_days_and_times(text: str) -> None:
    """Whatever is typed for a day, a time or a length is one, or none."""
    if day := day_of(text, date(2026, 11, 22)):
        assert date.fromisoformat(day).isoformat() == day
    if start := time_of(text):
        assert time.fromisoformat(start).isoformat("minutes") == start
    minutes = minutes_of(text)
    assert minutes is None or 0 <= minutes <= 24 * 60
