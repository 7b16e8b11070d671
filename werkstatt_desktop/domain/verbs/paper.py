"""What is chosen for the protocol on paper. A closed workshop takes these too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .. import paper
from ..edits import Edit
from ..errors import Refused
from ..records import Group, Id, PaperSetting
from ..state import State
from ._edit import edit, gone


def choose_variant(state: State, variant: str) -> Edit:
    """One of VARIANTS is printed from now on. Raises `Refused("unknown_field")` for another."""
    if variant not in paper.VARIANTS:
        raise Refused("unknown_field")
    return _with("choose_variant", state, variant=variant)


def choose_group(state: State, group_id: Id | None) -> Edit:
    """The group that the variant "group" is about; None: all. Raises `Refused("no_such_column")`."""
    if group_id is not None and state.get(Group, group_id) is None:
        raise Refused("no_such_column")
    return _with("choose_group", state, group_id=group_id)


def name_nobody(state: State, *, on: bool) -> Edit:
    """Print the protocol without people's names, or with them."""
    return _with("leave_out_names" if on else "tell_names", state, no_names=on)


def mark_draft(state: State, *, on: bool) -> Edit:
    """Mark the protocol as a draft, or take the mark away."""
    return _with("mark_draft" if on else "unmark_draft", state, draft=on)


def switch_section(state: State, key: str, *, on: bool) -> Edit:
    """Tell a section in the chosen variant, or leave it out. Raises `Refused("unknown_field")`."""
    now = _setting(state, key)
    told = {*now.sections.split(), key} if on else {*now.sections.split()} - {key}
    made = replace(now, sections=_joined(told))
    return _made("tell_section" if on else "leave_out_section", state, made)


def move_section(state: State, key: str, place: int) -> Edit:
    """A section of the chosen variant goes to a place among all, counted without itself.

    Raises `Refused`: "unknown_field", "section_is_fixed".
    """
    now = _setting(state, key)
    if key in paper.FIXED:
        raise Refused("section_is_fixed")
    order = [other for other in paper.order_of(state, paper.variant_of(state)) if other != key]
    order.insert(max(place, 0), key)
    later = [other for other in now.order.split() if other not in paper.SECTIONS]
    return _made("move_section", state, replace(now, order=" ".join([*paper.arranged(order), *later])))


def usual_paper(state: State) -> Edit:
    """The chosen variant has its usual sections in their usual order again."""
    kept = paper.kept_for(state, paper.variant_of(state))
    return edit("usual_paper", state, gone([kept] if kept is not None else []))


def _setting(state: State, key: str) -> PaperSetting:
    """What is chosen for the chosen variant, with every section that there is in its order."""
    if key not in paper.SECTIONS:
        raise Refused("unknown_field")
    variant = paper.variant_of(state)
    kept = paper.kept_for(state, variant) or PaperSetting(id=paper.setting_id(variant), variant=variant)
    later = [other for other in kept.order.split() if other not in paper.SECTIONS]
    told = {*paper.chosen(state, variant).sections, *kept.sections.split()}
    order = " ".join([*paper.order_of(state, variant), *later])
    return replace(kept, order=order, sections=_joined(told))


def _joined(told: set[str]) -> str:
    """Told sections, in an order that no moving changes; so one device can move and another switch."""
    later = sorted(told.difference(paper.SECTIONS))
    return " ".join([*(key for key in paper.SECTIONS if key in told), *later])


def _with(verb: str, state: State, **values: Any) -> Edit:
    now = paper.settings(state)
    made = replace(now, **values)
    return _made(verb, state, made) if made != now else Edit(verb, ())


def _made(verb: str, state: State, setting: PaperSetting) -> Edit:
    """The edit that keeps a setting. A new one says only what was chosen.

    Two devices can make the same one, and neither means to take back what the other chose.
    """
    made = edit(verb, state, [setting])
    if setting.id in state.tables["paper"]:
        return made
    usual = PaperSetting(id=setting.id)
    chosen = [
        {n: v for n, v in change.after.items() if n == "gone" or v != getattr(usual, n)}
        for change in made.changes
    ]
    changes = [replace(change, after=after) for change, after in zip(made.changes, chosen, strict=True)]
    return replace(made, changes=tuple(changes))
