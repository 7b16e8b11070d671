"""Templates: the categories, groups and programme a workshop can begin with, and the file to pass them on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from . import order
from .clean import clean
from .errors import FileProblem
from .records import COLOURS, PROGRAMME_KINDS, SYMBOLS, Category, Group, ProgrammeItem, Record, new_id
from .state import State

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


def built_in(name: str, questions: Mapping[str, str]) -> Template:
    """A template of the program; `questions` gives the guiding question of each role in the paper's language."""
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
    return Template(
        state.workshop.title,
        tuple(_fresh(c) for c in order.categories(state)),
        tuple(replace(g, id=new_id(), moderator="", note_taker="") for g in order.groups(state)),
        tuple(replace(p, id=new_id(), speaker="") for p in order.programme(state)),
    )


def to_json(template: Template) -> str:
    """The text of a template file."""
    content = {
        "format": FORMAT,
        "version": 1,
        "name": template.name,
        "categories": [
            _plain(c, "role", "title", "question", "colour", "symbol") for c in template.categories
        ],
        "groups": [_plain(g, "name", "room") for g in template.groups],
        "programme": [_plain(p, "kind", "title", "minutes", "starts_at") for p in template.programme],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Template:
    """Read a template file. Raises `FileProblem("not_a_template")`; unknown values become usual ones."""
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise ValueError(FORMAT)
        return Template(
            clean(str(content["name"]), lines=False),
            tuple(_category(n, row) for n, row in enumerate(content["categories"])),
            tuple(
                Group(rank=float(n), name=_word(row, "name"), room=_word(row, "room"))
                for n, row in enumerate(content.get("groups", []))
            ),
            tuple(_item(n, row) for n, row in enumerate(content.get("programme", []))),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileProblem("not_a_template", exit_code=2) from error


def _category(rank: int, row: Mapping[str, object]) -> Category:
    role = _word(row, "role") if row.get("role") in ROLES else "other"
    return Category(
        id=role if role != "other" else new_id(),
        rank=float(rank),
        role=role,
        title=_word(row, "title") or (None if role != "other" else "?"),
        question=_word(row, "question", 1000),
        colour=_word(row, "colour") if row.get("colour") in COLOURS else "violet",
        symbol=_word(row, "symbol") if row.get("symbol") in SYMBOLS else "diamond",
    )


def _item(rank: int, row: Mapping[str, object]) -> ProgrammeItem:
    minutes = row.get("minutes")
    return ProgrammeItem(
        rank=float(rank),
        kind=_word(row, "kind") if row.get("kind") in PROGRAMME_KINDS else "other",
        title=_word(row, "title"),
        minutes=min(max(minutes, 0), 1440) if isinstance(minutes, int) else 0,
        starts_at=_word(row, "starts_at") or None,
    )


def _word(row: Mapping[str, object], key: str, limit: int = 300) -> str:
    return clean(str(row.get(key) or ""), lines=False)[:limit]


def _fresh(category: Category) -> Category:
    return category if category.role != "other" else replace(category, id=new_id())


def _plain(record: Record, *names: str) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}
