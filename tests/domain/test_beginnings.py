"""How a workshop begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from werkstatt_desktop.domain import order, templates
from werkstatt_desktop.domain.beginnings import begin, go_on, next_number
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import WORKSHOP_ID, Card, Cluster, Group, ParkedItem, Question, Workshop
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.templates import Template
from werkstatt_desktop.domain.verbs import cards, parking, setup

FACTS = Workshop(id=WORKSHOP_ID, title="Wohnen im Alter", date="2026-11-22", series="Stadtforum", number="2")
CSA = templates.built_in("csa", {"obstacle": "Was steht im Weg?"})


def state_of(template: Template = CSA, names: tuple[str, ...] = ("Gruppe 1", "Gruppe 2")) -> State:
    return State().apply(begin(FACTS, template, names).changes)


def test_facts_template_and_groups() -> None:
    """A new workshop has its facts, the template's categories and the groups by name, in order."""
    state = state_of()
    assert state.workshop == FACTS
    assert [c.role for c in order.categories(state)] == ["opportunity", "obstacle", "recommendation"]
    assert [g.name for g in order.groups(state)] == ["Gruppe 1", "Gruppe 2"]


def test_own_groups_of_a_template() -> None:
    """The groups of a template come first and keep their names; the number of names counts."""
    own = replace(CSA, groups=(Group(name="Jugend", rank=5.0), Group(name="Alter", rank=6.0)))
    assert [g.name for g in order.groups(state_of(own, ("1", "2", "3")))] == ["Jugend", "Alter", "3"]
    assert [g.name for g in order.groups(state_of(own, ("1",)))] == ["Jugend"]


def test_questions_of_groups_left_out() -> None:
    """A template's own question for a group that is left out does not come along."""
    groups = (Group(id="a", name="Jugend"), Group(id="b", name="Alter"))
    questions = tuple(Question(group_id=g.id, category_id="obstacle", text=g.name) for g in groups)
    own = replace(CSA, groups=groups, questions=questions)
    assert [q.text for q in state_of(own, ("1",)).all(Question)] == ["Jugend"]


def test_texts_are_cleaned() -> None:
    """Text comes in by the one door here too."""
    edit = begin(replace(FACTS, title="a\u202eb\x00"), CSA, ())
    assert State().apply(edit.changes).workshop.title == "ab"
    assert edit.cleaned
    with pytest.raises(Refused):
        begin(replace(FACTS, title="x" * 301), CSA, ())


def earlier() -> State:
    """A workshop that was held: own category, own question, names, a card, a theme, a parked item."""
    state = state_of()
    one, two = order.groups(state)
    steps: list[Callable[[State], Edit]] = [
        lambda s: setup.edit_group(s, one.id, name="Jugend", moderator="Frau M.", room="101"),
        lambda s: setup.add_category(s, "Voraussetzung", question="Was muss vorher sein?"),
        lambda s: setup.ask_group(s, two.id, "obstacle", "Was hindert die Alten?"),
        lambda s: cards.write_cards(s, group_id=one.id, category_id="obstacle", texts=["Kein Geld"]),
        lambda s: parking.park(s, "Später"),
    ]
    for step in steps:
        state = state.apply(step(state).changes)
    own = order.categories(state)[-1]
    return state.apply(setup.ask_group(state, one.id, own.id, "Was braucht die Jugend?").changes)


def test_going_on_takes_over_groups_categories_and_questions() -> None:
    """The next workshop of a series asks the same of the same groups."""
    before = earlier()
    state = State().apply(go_on(FACTS, before, "doc").changes)
    assert [(g.name, g.room) for g in order.groups(state)] == [("Jugend", "101"), ("Gruppe 2", "")]
    assert [(c.role, c.title, c.question) for c in order.categories(state)] == [
        (c.role, c.title, c.question) for c in order.categories(before)
    ]
    asked = [
        [order.question(s, g.id, c) for g in order.groups(s) for c in order.categories(s)]
        for s in (before, state)
    ]
    assert asked[0] == asked[1]


def test_going_on_leaves_the_day_behind() -> None:
    """Cards, themes, the parking lot and names of people stay in the earlier workshop."""
    state = State().apply(go_on(FACTS, earlier(), "doc").changes)
    assert [state.count(kind) for kind in (Card, Cluster, ParkedItem)] == [0, 0, 0]
    assert {g.moderator for g in state.all(Group)} == {""}


def test_going_on_makes_new_records() -> None:
    """Groups of two workshops of a series are different records; the new one knows where it is from."""
    before = earlier()
    state = State().apply(go_on(FACTS, before, "doc").changes)
    assert not {g.id for g in state.all(Group)} & {g.id for g in before.all(Group)}
    assert state.workshop.from_doc == "doc"


@pytest.mark.parametrize(
    ("number", "following"),
    [("1", "2"), ("9", "10"), ("3. Werkstatt", "4. Werkstatt"), ("2026/7", "2026/8"), ("", ""), ("III", "")],
)
def test_next_number(number: str, following: str) -> None:
    """The last number counts up; where there is none, none is made up."""
    assert next_number(number) == following
