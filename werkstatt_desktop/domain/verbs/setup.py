"""Preparing: the facts of the event, groups, categories with their questions, programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from .. import order
from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..records import (
    Card,
    Category,
    Cluster,
    Group,
    Id,
    ParkedItem,
    Participant,
    Photo,
    ProgrammeItem,
    Question,
    Record,
    Vote,
    VoteRound,
    new_id,
)
from ..state import State
from ..templates import Template
from ._edit import deleted, edit, gone, move_in_row

R = TypeVar("R", Group, Category, ProgrammeItem)


def edit_workshop(state: State, /, **fields: str) -> Edit:
    """New facts of the event. Raises `Refused("empty_title")` for a title without text."""
    if "title" in fields and not clean(fields["title"]):
        raise Refused("empty_title")
    return edit("edit_workshop", state, [replace(state.workshop, **fields)])  # type: ignore[arg-type]


def add_group(state: State, name: str = "") -> Edit:
    return edit("add_group", state, [Group(name=name, rank=_last(order.groups(state)))])


def edit_group(state: State, /, group_id: Id, **fields: str) -> Edit:
    """New values for `name`, `room`, `moderator`, `note_taker`."""
    return edit("edit_group", state, [replace(_need(state, Group, group_id), **fields)])  # type: ignore[arg-type]


def move_group(state: State, group_id: Id, place: int) -> Edit:
    """The group goes to a place in their order, counted without itself."""
    return move_in_row("move_group", state, order.groups(state), group_id, place)


def delete_group(state: State, group_id: Id) -> Edit:
    """A group goes with its cards, themes, photos, questions and votes.

    People and parked items stay and forget it; a run-off of one of its rounds stands for itself then.
    """
    group = _need(state, Group, group_id)
    rounds = state.kids(VoteRound, "group_id", group_id)
    members: list[Record] = [
        *state.kids(Cluster, "group_id", group_id),
        *state.kids(Question, "group_id", group_id),
        *state.kids(Photo, "group_id", group_id),
        *(vote for round_ in rounds for vote in state.kids(Vote, "round_id", round_.id)),
        *rounds,
        group,
    ]
    run_offs = [r for round_ in rounds for r in state.kids(VoteRound, "run_off_of", round_.id)]
    left: list[Record] = [
        *(replace(item, group_id=None) for item in state.kids(ParkedItem, "group_id", group_id)),
        *(replace(person, group_id=None) for person in state.kids(Participant, "group_id", group_id)),
        *(replace(r, run_off_of=None) for r in run_offs if r.group_id != group_id),
    ]
    cards = deleted(state, state.kids(Card, "group_id", group_id))
    return edit("delete_group", state, [*cards, *gone(members), *left])


def add_category(
    state: State, title: str, *, colour: str = "violet", symbol: str = "diamond", question: str = ""
) -> Edit:
    category = Category(
        title=title, colour=colour, symbol=symbol, question=question, rank=_last(order.categories(state))
    )
    return edit("add_category", state, [category])


def edit_category(state: State, /, category_id: Id, **fields: str | None) -> Edit:
    """New values for `title` (None: the name of its role), `question`, `colour`, `symbol`."""
    category = _need(state, Category, category_id)
    if "title" in fields and not clean(fields["title"] or ""):
        if category.role == "other":
            raise Refused("empty_title")
        fields["title"] = None
    return edit("edit_category", state, [replace(category, **fields)])  # type: ignore[arg-type]


def move_category(state: State, category_id: Id, place: int) -> Edit:
    return move_in_row("move_category", state, order.categories(state), category_id, place)


def delete_category(state: State, category_id: Id) -> Edit:
    """A category goes with its questions; one that still has cards is refused ("category_has_cards")."""
    category = _need(state, Category, category_id)
    if count := state.kids_count(Card, "category_id", category_id):
        raise Refused("category_has_cards", count=count)
    questions: list[Record] = [*state.kids(Question, "category_id", category_id)]
    return edit("delete_category", state, gone([*questions, category]))


def ask_group(state: State, group_id: Id, category_id: Id, text: str) -> Edit:
    """A group's own guiding question; without text it has the one of the category again."""
    own = order.questions(state, group_id, category_id)
    if not clean(text):
        return edit("ask_group", state, gone(own))
    first = own[0] if own else Question(group_id=group_id, category_id=category_id)
    return edit("ask_group", state, [replace(first, text=text), *gone(own[1:])])


def add_programme_item(state: State, title: str, *, kind: str = "other", minutes: int = 0) -> Edit:
    item = ProgrammeItem(title=title, kind=kind, minutes=minutes, rank=_last(order.programme(state)))
    return edit("add_programme_item", state, [item])


def edit_programme_item(state: State, /, item_id: Id, **fields: Any) -> Edit:
    """New values for `kind`, `title`, `speaker`, `minutes`, `starts_at`."""
    return edit("edit_programme_item", state, [replace(_need(state, ProgrammeItem, item_id), **fields)])


def move_programme_item(state: State, item_id: Id, place: int) -> Edit:
    return move_in_row("move_programme_item", state, order.programme(state), item_id, place)


def delete_programme_item(state: State, item_id: Id) -> Edit:
    return edit("delete_programme_item", state, gone([_need(state, ProgrammeItem, item_id)]))


def apply_template(state: State, template: Template) -> Edit:
    """The categories of a template, in its order; those of now that hold cards stay, after them.

    A category of the template that is there already (same role, or same title) keeps its cards and
    takes the template's question only where it has none. Cards are never touched.
    """
    here = order.categories(state)
    used: set[Id] = set()
    records: list[Record] = []
    for rank, wanted in enumerate(template.categories):
        match = next((c for c in here if c.id not in used and _same_kind(c, wanted)), None)
        if match is None:
            taken = state.get(Category, wanted.id) is not None  # the template was applied before
            records.append(replace(wanted, id=new_id() if taken else wanted.id, rank=float(rank)))
            continue
        used.add(match.id)
        records.append(replace(match, rank=float(rank), question=match.question or wanted.question))
    last = float(len(template.categories))
    for category in here:
        if category.id in used:
            continue
        if state.kids_count(Card, "category_id", category.id):
            records.append(replace(category, rank=last))
            last += 1.0
        else:
            records += gone([*state.kids(Question, "category_id", category.id), category])
    return edit("apply_template", state, records)


def _same_kind(category: Category, wanted: Category) -> bool:
    if wanted.role != "other":
        return category.role == wanted.role
    return category.role == "other" and category.title == wanted.title


def _last(row: Sequence[Group | Category | ProgrammeItem]) -> float:
    return row[-1].rank + 1.0 if row else 0.0


def _need(state: State, kind: type[R], id: Id) -> R:
    record = state.get(kind, id)
    if record is None:
        raise Refused("item_is_gone")
    return record
