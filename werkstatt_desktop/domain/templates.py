"""Templates: the categories, groups and programme a workshop can begin with, and the file to pass them on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from . import order
from .clean import clean
from .errors import FileProblem
from .records import (
    COLOURS,
    MIDDLE,
    PROGRAMME_KINDS,
    SHORT,
    SYMBOLS,
    Category,
    Group,
    Id,
    ProgrammeItem,
    Question,
    Record,
    new_id,
)
from .state import State

R = TypeVar("R", bound=Record)

FORMAT = "werkstatt-template"
SUFFIX = ".werkstatt-vorlage"

# For each built-in template its categories: role, colour, symbol.
BUILT_IN: dict[str, tuple[tuple[str, str, str], ...]] = {
    "csa": (
        ("opportunity", "green", "plus"),
        ("obstacle", "orange", "triangle"),
        ("recommendation", "blue", "arrow"),
    ),
    "swot": (
        ("strength", "green", "plus"),
        ("weakness", "orange", "minus"),
        ("opportunity", "blue", "arrow"),
        ("threat", "rose", "triangle"),
    ),
    "force_field": (("driving", "green", "arrow"), ("restraining", "orange", "square")),
    "review": (
        ("went_well", "green", "plus"),
        ("went_badly", "orange", "triangle"),
        ("next_time", "blue", "arrow"),
    ),
    "empty": (),
}
ROLES = tuple(dict.fromkeys(role for rows in BUILT_IN.values() for role, _, _ in rows))


@dataclass(frozen=True, slots=True)
class Template:
    """What a workshop begins with. The records in it are new ones, never those of another file."""

    name: str
    categories: tuple[Category, ...]
    groups: tuple[Group, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    questions: tuple[Question, ...] = ()


def built_in(name: str, questions: Mapping[str, str]) -> Template:
    """A template of the program; `questions` gives each role's guiding question in the paper's language."""
    categories = tuple(
        Category(
            id=role,
            role=role,
            colour=colour,
            symbol=symbol,
            rank=float(rank),
            question=questions.get(role, ""),
        )
        for rank, (role, colour, symbol) in enumerate(BUILT_IN[name])
    )
    return Template(name, categories)


def template_of(state: State) -> Template:
    """What can be taken over from a workshop: no cards, no names of people."""
    ids: dict[Id, Id] = {}
    categories = tuple(_renewed(c, ids) if c.role == "other" else c for c in order.categories(state))
    groups = tuple(_renewed(replace(g, moderator="", note_taker=""), ids) for g in order.groups(state))
    questions = tuple(
        replace(q, id=new_id(), group_id=ids[q.group_id], category_id=ids.get(q.category_id, q.category_id))
        for group in order.groups(state)
        for category in order.categories(state)
        for q in order.questions(state, group.id, category.id)[:1]
    )
    as_planned: dict[str, Any] = {"speaker": "", "note": "", "began_at": None, "ended_at": None}
    programme = tuple(replace(p, id=new_id(), **as_planned) for p in order.programme(state))
    return Template(state.workshop.title, categories, groups, programme, questions)


def to_json(template: Template) -> str:
    """The text of a template file."""
    groups = [g.id for g in template.groups]
    categories = [c.id for c in template.categories]
    content = {
        "format": FORMAT,
        "version": 1,
        "name": template.name,
        "categories": [
            _plain(c, "role", "title", "question", "colour", "symbol") for c in template.categories
        ],
        "groups": [_plain(g, "name", "room") for g in template.groups],
        "programme": [_plain(p, "kind", "title", "minutes", "starts_at") for p in template.programme],
        "questions": [
            {"group": groups.index(q.group_id), "category": categories.index(q.category_id), "text": q.text}
            for q in template.questions
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Template:
    """Read a template file. Raises `FileProblem("not_a_template")`; unknown values become usual ones."""
    try:
        content = json.loads(text.removeprefix("\ufeff"))
        if content["format"] == FORMAT:
            return _read(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileProblem("not_a_template", exit_code=2) from error
    raise FileProblem("not_a_template", exit_code=2)


def _read(content: Mapping[str, Any]) -> Template:
    roles: set[str] = set()
    categories = tuple(_category(n, row, roles) for n, row in enumerate(content["categories"][:_MOST]))
    groups = tuple(
        Group(rank=float(n), name=_word(row, "name"), room=_word(row, "room"))
        for n, row in enumerate(content.get("groups", [])[:_MOST])
    )
    programme = tuple(_item(n, row) for n, row in enumerate(content.get("programme", [])[:_MOST]))
    questions = tuple(
        Question(
            group_id=groups[row["group"]].id,
            category_id=categories[row["category"]].id,
            text=_word(row, "text", MIDDLE),
        )
        for row in content.get("questions", [])[:_MOST]
        if row["group"] in range(len(groups)) and row["category"] in range(len(categories))
    )
    return Template(_word(content, "name"), categories, groups, programme, questions)


_MOST = 200
"""Of each kind a template file may bring; no board or page has room for more."""
_CLOCK = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


def _category(rank: int, row: Mapping[str, object], roles: set[str]) -> Category:
    role = row.get("role")
    if not isinstance(role, str) or role not in ROLES or role in roles:
        role = "other"
    roles.add(role)
    return Category(
        id=role if role != "other" else new_id(),
        rank=float(rank),
        role=role,
        title=_word(row, "title") or (None if role != "other" else "?"),
        question=_word(row, "question", MIDDLE),
        colour=_one_of(COLOURS, row.get("colour"), "violet"),
        symbol=_one_of(SYMBOLS, row.get("symbol"), "diamond"),
    )


def _item(rank: int, row: Mapping[str, object]) -> ProgrammeItem:
    minutes = row.get("minutes")
    starts_at = _word(row, "starts_at")
    return ProgrammeItem(
        rank=float(rank),
        kind=_one_of(PROGRAMME_KINDS, row.get("kind"), "other"),
        title=_word(row, "title"),
        minutes=min(max(minutes, 0), 1440) if type(minutes) is int else 0,
        starts_at=starts_at if _CLOCK.fullmatch(starts_at) else None,
    )


def _one_of(known: Sequence[str], value: object, usual: str) -> str:
    return value if isinstance(value, str) and value in known else usual


def _word(row: Mapping[str, object], key: str, limit: int = SHORT) -> str:
    value = row.get(key)
    # What is cut off may leave white space at the end.
    return clean(clean(value, lines=False)[:limit], lines=False) if isinstance(value, str) else ""


def _renewed(record: R, ids: dict[Id, Id]) -> R:
    """A record with a new id, which `ids` then has for the old one."""
    ids[record.id] = new_id()
    return replace(record, id=ids[record.id])


def _plain(record: Record, *names: str) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}
