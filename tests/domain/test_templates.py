"""Templates and the file to pass them on."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import state_of, workshop, workshop_records
from werkstatt_desktop.domain import order, templates
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import (
    COLOURS,
    MIDDLE,
    PROGRAMME_KINDS,
    SHORT,
    SYMBOLS,
    Category,
    Group,
    ProgrammeItem,
    Question,
)
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.domain.templates import (
    BUILT_IN,
    ROLES,
    Template,
    built_in,
    from_json,
    template_of,
    to_json,
)
from werkstatt_desktop.texts import ROLE_PLURALS, ROLE_SINGULARS, Texts


def begun(template: Template) -> State:
    """A workshop that begins with a template."""
    records = [*template.categories, *template.groups, *template.programme, *template.questions]
    return State().apply(base_edit("create_workshop", records).changes)


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("language", ["de", "en"])
def test_built_in(name: str, language: str) -> None:
    """Each template's categories have a colour and a symbol of their own, a question, and no title."""
    texts = Texts(language)
    categories = order.categories(begun(built_in(name, texts.questions())))
    assert [c.role for c in categories] == [role for role, _, _ in BUILT_IN[name]]
    assert len({c.colour for c in categories}) == len({c.symbol for c in categories}) == len(categories)
    assert all(
        c.title is None and c.question and c.colour in COLOURS and c.symbol in SYMBOLS for c in categories
    )
    assert len({texts.category(c) for c in categories}) == len(categories)


def test_every_role_has_words() -> None:
    """Roles are translated: each has a name in the plural and in the singular, and a question."""
    assert set(ROLES) == set(ROLE_PLURALS) - {"other"} == set(ROLE_SINGULARS) - {"other"}
    assert set(ROLES) == set(Texts("en").questions())


def plain(template: Template) -> list[Any]:
    """What a template says, without the ids of its records."""
    groups = {g.id: n for n, g in enumerate(template.groups)}
    categories = {c.id: n for n, c in enumerate(template.categories)}
    return [
        template.name,
        [(c.role, c.title, c.question, c.colour, c.symbol, c.rank) for c in template.categories],
        [(g.name, g.room, g.rank) for g in template.groups],
        [(p.kind, p.title, p.minutes, p.starts_at, p.rank) for p in template.programme],
        [(groups[q.group_id], categories[q.category_id], q.text) for q in template.questions],
    ]


def test_what_is_taken_over() -> None:
    """Groups, categories, their questions and the programme; no cards, no names, no old ids."""
    state = workshop()
    held: dict[str, Any] = {
        "note": "Herr N kommt spät",
        "began_at": "2026-11-22T10:00:00",
        "ended_at": "2026-11-22T10:20:00",
    }
    state = state_of([
        replace(r, moderator="Frau M", note_taker="Herr N") if isinstance(r, Group)
        else replace(r, **held) if isinstance(r, ProgrammeItem) else r
        for r in workshop_records()
    ])  # fmt: skip
    template = template_of(state)
    assert plain(template) == [
        "Stadtwerkstatt",
        [
            ("opportunity", None, "Welche Chancen?", "violet", "diamond", 0.0),
            ("obstacle", None, "", "orange", "triangle", 1.0),
            ("other", "Voraussetzungen", "", "violet", "diamond", 2.0),
        ],
        [("Vernetzung", "", 0.0), ("Teilhabe", "", 1.0)],
        [("talk", "Begrüßung", 15, None, 0.0), ("group_work", "Gruppenarbeit", 90, None, 1.0)],
        [(0, 0, "Was hilft uns?")],
    ]
    assert all(g.moderator == g.note_taker == "" for g in template.groups)
    assert {(p.note, p.began_at, p.ended_at) for p in template.programme} == {("", None, None)}
    old = {id for table, rows in state.tables.items() if table != "categories" for id in rows}
    new = {r.id for r in [*template.groups, *template.programme, *template.questions]}
    assert not old & new
    assert "own" not in {c.id for c in template.categories}
    again = begun(template)
    assert order.question(again, order.groups(again)[0].id, order.categories(again)[0]) == "Was hilft uns?"


def test_there_and_back() -> None:
    """A template file gives back what it was made of, and the same file again."""
    template = template_of(workshop())
    text = to_json(template)
    assert plain(from_json(text)) == plain(template)
    assert to_json(from_json(text)) == text
    assert to_json(from_json("\ufeff" + text)) == text


WORD = st.text(st.characters(codec="utf-8"), max_size=20).map(lambda text: clean(text, lines=False))


@st.composite
def any_template(draw: st.DrawFn) -> Template:
    roles = [
        *draw(st.lists(st.sampled_from(ROLES), unique=True, max_size=4)),
        *["other"] * draw(st.integers(0, 3)),
    ]
    categories = [
        Category(
            role=role,
            title=draw(WORD.filter(bool)) if role == "other" else None,
            question=draw(WORD),
            colour=draw(st.sampled_from(COLOURS)),
            symbol=draw(st.sampled_from(SYMBOLS)),
            rank=float(n),
        )
        for n, role in enumerate(roles)
    ]
    groups = [Group(name=draw(WORD), room=draw(WORD), rank=float(n)) for n in range(draw(st.integers(0, 3)))]
    questions = [
        Question(group_id=g.id, category_id=c.id, text=draw(WORD)) for g in groups for c in categories[:1]
    ]
    return Template(draw(WORD), tuple(categories), tuple(groups), (), tuple(questions))


@given(any_template())
def test_any_template_survives_its_file(template: Template) -> None:
    """Whatever words are in it, a template comes back from its file as it was."""
    assert plain(from_json(to_json(template))) == plain(template)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kein JSON",
        "[]",
        "null",
        '"werkstatt-template"',
        "{}",
        '{"format": "other", "name": "x", "categories": []}',
        '{"format": "werkstatt-template"}',
        '{"format": "werkstatt-template", "categories": 7}',
        '{"format": "werkstatt-template", "categories": {"a": 1}}',
        '{"format": "werkstatt-template", "categories": "abc"}',
        '{"format": "werkstatt-template", "categories": ["abc"]}',
        '{"format": "werkstatt-template", "categories": [], "groups": [3]}',
        '{"format": "werkstatt-template", "categories": [], "programme": null}',
        '{"format": "werkstatt-template", "categories": [], "questions": [{}]}',
        '{"format": "werkstatt-template", "categories": [' + "[" * 100_000,
        '{"format": "werkstatt-template", "categories": [], "x": 1' + "0" * 5000 + "}",
    ],
)
def test_not_a_template(text: str) -> None:
    """Anything else is called by its name, however it is wrong."""
    with pytest.raises(FileProblem) as problem:
        from_json(text)
    assert (problem.value.key, problem.value.exit_code) == ("not_a_template", 2)


def hostile(**row: object) -> Category:
    content = {"format": templates.FORMAT, "name": "x", "categories": [row]}
    return from_json(json.dumps(content)).categories[0]


def test_unknown_values_become_usual_ones() -> None:
    """What this program does not know, or what is of another type, becomes what is usual."""
    found = hostile(role="invented", title=["x"], colour="mauve", symbol=3, question={"a": 1})
    assert (found.role, found.title, found.colour, found.symbol, found.question) == (
        "other",
        "?",
        "violet",
        "diamond",
        "",
    )
    long = hostile(role="other", title="x" * 5000 + "\x00", question="y" * 5000)
    assert (len(long.title or ""), len(long.question)) == (SHORT, MIDDLE)
    assert hostile(role={}).role == "other"


def test_the_same_role_twice() -> None:
    """A second category of a role is one of the workshop's own; none is lost."""
    rows = [{"role": "obstacle"}, {"role": "obstacle", "title": "Noch eine"}, {"role": "obstacle"}]
    found = from_json(json.dumps({"format": templates.FORMAT, "categories": rows}))
    assert [(c.role, c.title) for c in found.categories] == [
        ("obstacle", None),
        ("other", "Noch eine"),
        ("other", "?"),
    ]
    assert begun(found).count(Category) == 3


@pytest.mark.parametrize(
    ("row", "minutes", "starts_at", "kind"),
    [
        ({"minutes": 45, "starts_at": "09:30", "kind": "talk"}, 45, "09:30", "talk"),
        ({"minutes": -5, "starts_at": "9 Uhr"}, 0, None, "other"),
        ({"minutes": 10**40, "starts_at": "24:00", "kind": []}, 1440, None, "other"),
        ({"minutes": True, "starts_at": 7}, 0, None, "other"),
        ({"minutes": 1.5}, 0, None, "other"),
        ({}, 0, None, "other"),
    ],
)
def test_hostile_programme(row: dict[str, object], minutes: int, starts_at: str | None, kind: str) -> None:
    """Minutes and times are such as a day has."""
    content = {"format": templates.FORMAT, "categories": [], "programme": [row]}
    (item,) = from_json(json.dumps(content)).programme
    assert (item.minutes, item.starts_at, item.kind) == (minutes, starts_at, kind)
    assert item.kind in PROGRAMME_KINDS
    assert type(item.minutes) is int
    begun(Template("", (), (), (item,)))


def test_questions_of_nobody() -> None:
    """A question that names no group or category of the file is left out."""
    content = {
        "format": templates.FORMAT,
        "categories": [{"role": "obstacle"}],
        "groups": [{"name": "G"}],
        "questions": [
            {"group": 0, "category": 0, "text": "Ja?"},
            {"group": 1, "category": 0, "text": "Nein?"},
            {"group": 0, "category": -1, "text": "Nein?"},
            {"group": "0", "category": 0, "text": "Nein?"},
        ],
    }
    assert [q.text for q in from_json(json.dumps(content)).questions] == ["Ja?"]


def test_far_too_many() -> None:
    """A file cannot flood a workshop."""
    content = {"format": templates.FORMAT, "categories": [{}] * 10_000, "groups": [{}] * 10_000}
    found = from_json(json.dumps(content))
    assert len(found.categories) == len(found.groups) == 200
