"""Preparing a workshop."""

import pytest

from tests.examples import same_visible, workshop
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Card, Category, Group, Id, ParkedItem, Question
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.domain.templates import built_in, template_of
from werkstatt_desktop.domain.verbs import cards, setup

QUESTIONS = {"opportunity": "Neue Frage?", "obstacle": "Was steht im Weg?", "recommendation": "Wie geht es?"}


def category(state: State, id: Id) -> Category:
    found = state.get(Category, id)
    assert found is not None
    return found


@pytest.mark.parametrize("title", ["", "  \n", "\u200b"])
def test_title_of_the_workshop(title: str) -> None:
    """A workshop keeps its title rather than having none."""
    with pytest.raises(Refused) as refused:
        setup.edit_workshop(workshop(), title=title)
    assert refused.value.key == "empty_title"


def test_facts() -> None:
    """Facts change one by one; of two lines in a field for one there is one."""
    state = workshop()
    facts = state.apply(setup.edit_workshop(state, place="Haus\nMitte", goal="a\nb").changes).workshop
    assert (facts.title, facts.place, facts.goal) == ("Stadtwerkstatt", "Haus Mitte", "a\nb")


def test_facts_of_an_empty_file() -> None:
    """The first facts make the record."""
    assert State().apply(setup.edit_workshop(State(), title="Neu").changes).workshop.title == "Neu"


def test_too_much_text() -> None:
    """A text longer than its field is refused with both lengths."""
    with pytest.raises(Refused) as refused:
        setup.edit_group(workshop(), "g1", name="x" * 301)
    assert refused.value.fields == {"field": "name", "length": 301, "limit": 300}


def test_group_goes_with_what_is_its_own() -> None:
    """Its cards, themes and questions go with a group; what it put into the parking lot stays."""
    state = workshop()
    after = state.apply(setup.delete_group(state, "g1").changes)
    assert {c.id for c in after.all(Card)} == {"c4"}
    assert after.count(Question) == 0
    parked = after.get(ParkedItem, "k2")
    assert parked is not None
    assert parked.group_id is None


def test_category_with_cards_stays() -> None:
    """A category that has cards is not deleted; the refusal says how many."""
    with pytest.raises(Refused) as refused:
        setup.delete_category(workshop(), "opportunity")
    assert (refused.value.key, refused.value.fields) == ("category_has_cards", {"count": 2})


def test_cards_come_back_after_their_category_went() -> None:
    """Taking back the deletion of a card brings its category back with it: no card without one."""
    state = workshop()
    deleted = cards.delete_cards(state, ["c4"])
    state = state.apply(deleted.changes)
    state = state.apply(setup.delete_category(state, "own").changes)
    assert state.get(Category, "own") is None
    back, step = state.take(deleted.inverse())
    assert back.get(Category, "own") is not None
    assert step.appeared == {"c4", "own"}


def test_title_of_a_category() -> None:
    """A built-in category without a title has the name of its role; one of the workshop's own needs one."""
    state = workshop()
    state = state.apply(setup.edit_category(state, "obstacle", title="Hürden").changes)
    assert category(state, "obstacle").title == "Hürden"
    state = state.apply(setup.edit_category(state, "obstacle", title=" ").changes)
    assert category(state, "obstacle").title is None
    with pytest.raises(Refused) as refused:
        setup.edit_category(state, "own", title=" ")
    assert refused.value.key == "empty_title"


def test_question_of_a_group() -> None:
    """A group asks in its own words, changes them, and without words asks as the category does."""
    state = workshop()
    for text, asked in [("Was fehlt?", "Was fehlt?"), ("Was noch?", "Was noch?"), (" ", "Welche Chancen?")]:
        state = state.apply(setup.ask_group(state, "g2", "opportunity", text).changes)
        assert order.question(state, "g2", category(state, "opportunity")) == asked
        assert len(order.questions(state, "g2", "opportunity")) == (1 if text.strip() else 0)


def test_two_questions_become_one() -> None:
    """Where merging left two questions, asking anew leaves one."""
    state = workshop()
    twice = Question(id="q0", group_id="g1", category_id="opportunity", text="Und?")
    state = State({**state.tables, "questions": {**state.tables["questions"], "q0": twice}})
    state = state.apply(setup.ask_group(state, "g1", "opportunity", "Nur diese?").changes)
    assert [q.text for q in order.questions(state, "g1", "opportunity")] == ["Nur diese?"]


def test_template_never_touches_a_card() -> None:
    """Categories with cards stay, after those of the template; empty ones go."""
    state = workshop()
    state = state.apply(setup.add_category(state, "Leer").changes)
    after = state.apply(setup.apply_template(state, built_in("csa", QUESTIONS)).changes)
    assert [(c.role, c.title) for c in order.categories(after)] == [
        ("opportunity", None),
        ("obstacle", None),
        ("recommendation", None),
        ("other", "Voraussetzungen"),
    ]
    assert {c.id: c.category_id for c in after.all(Card)} == {c.id: c.category_id for c in state.all(Card)}


def test_template_asks_where_nothing_was_asked() -> None:
    """A question of the workshop's own stays; one that is missing comes from the template."""
    state = workshop()
    after = state.apply(setup.apply_template(state, built_in("csa", QUESTIONS)).changes)
    assert category(after, "opportunity").question == "Welche Chancen?"
    assert category(after, "obstacle").question == "Was steht im Weg?"


@pytest.mark.parametrize("name", ["csa", "swot", "empty"])
def test_template_twice(name: str) -> None:
    """The same template once more changes nothing."""
    state = workshop()
    template = built_in(name, QUESTIONS)
    once = state.apply(setup.apply_template(state, template).changes)
    assert setup.apply_template(once, template).changes == ()


def test_template_applied_again_after_renaming() -> None:
    """A category that came with a template and was renamed since is not taken for the template's."""
    template = template_of(workshop())
    state = workshop()
    state = state.apply(cards.delete_cards(state, ["c4"]).changes)
    state = state.apply(setup.apply_template(state, built_in("empty", {})).changes)
    state = state.apply(setup.apply_template(state, template).changes)
    (own,) = (c for c in template.categories if c.role == "other")
    mine = category(state, own.id)
    state = state.apply(cards.write_cards(state, group_id="g1", category_id=mine.id, texts=["a"]).changes)
    state = state.apply(setup.edit_category(state, mine.id, title="Umbenannt").changes)
    after = state.apply(setup.apply_template(state, template).changes)
    assert category(after, mine.id).title == "Umbenannt"
    assert [c.title for c in order.categories(after) if c.role == "other"] == ["Voraussetzungen", "Umbenannt"]


def test_deleted_category_comes_back_with_the_template() -> None:
    """A template brings back a built-in category that had been deleted."""
    state = workshop()
    state = state.apply(cards.delete_cards(state, ["c2"]).changes)
    state = state.apply(setup.delete_category(state, "obstacle").changes)
    after = state.apply(setup.apply_template(state, built_in("csa", QUESTIONS)).changes)
    assert category(after, "obstacle").question == "Was steht im Weg?"


def test_add_group_and_category() -> None:
    """New ones have the name they were given."""
    state = workshop()
    state = state.apply(setup.add_group(state, " Neu ").changes)
    edit = setup.add_category(state, "Wünsche", colour="teal", symbol="star", question="Was noch?")
    state = state.apply(edit.changes)
    new = category(state, edit.ids("categories")[0])
    assert (new.title, new.colour, new.symbol, new.question) == ("Wünsche", "teal", "star", "Was noch?")
    assert {g.name for g in state.all(Group)} == {"Vernetzung", "Teilhabe", "Neu"}


def test_order_of_groups() -> None:
    """Groups and categories go where they are put."""
    state = workshop()
    state = state.apply(setup.move_group(state, "g2", 0).changes)
    assert [g.id for g in order.groups(state)] == ["g2", "g1"]
    state = state.apply(setup.move_category(state, "opportunity", 1).changes)
    assert [c.id for c in order.categories(state)] == ["obstacle", "opportunity", "own"]
    assert same_visible(state, state.apply(setup.move_group(state, "g2", 0).changes))
