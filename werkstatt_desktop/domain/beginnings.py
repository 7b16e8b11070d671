"""How a workshop begins: from a template, or where an earlier one of its series left off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .edits import Edit
from .records import Group, Id, Workshop
from .state import State
from .templates import Template, template_of
from .verbs._edit import edit

VERB = "create_workshop"


def begin(facts: Workshop, template: Template, group_names: Sequence[str]) -> Edit:
    """A new workshop with as many groups as there are names.

    The template's own groups come first and keep theirs. Raises `Refused("too_long")`.
    """
    count = len(group_names)
    groups = [*template.groups, *(Group(name=name) for name in group_names[len(template.groups) :])][:count]
    ranked = [replace(group, rank=float(n)) for n, group in enumerate(groups)]
    here = {group.id for group in ranked}
    questions = [q for q in template.questions if q.group_id in here]
    return edit(VERB, State(), [facts, *template.categories, *ranked, *template.programme, *questions])


def go_on(facts: Workshop, earlier: State, doc_id: Id) -> Edit:
    """A new workshop with the groups, categories and questions of an earlier one, and none of its cards.

    Raises `Refused("too_long")`.
    """
    taken = template_of(earlier)
    facts = replace(facts, from_doc=doc_id or None)
    return edit(VERB, State(), [facts, *taken.categories, *taken.groups, *taken.questions])


def next_number(number: str) -> str:
    """The number of the workshop after this one: the last number in it counted up; empty without one."""
    found = list(re.finditer(r"\d+", number))
    if not found:
        return ""
    last = found[-1]
    return f"{number[: last.start()]}{int(last.group()) + 1}{number[last.end() :]}"
