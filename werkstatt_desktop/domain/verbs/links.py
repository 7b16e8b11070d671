"""Linking cards: what overcomes an obstacle, what uses an opportunity, what belongs together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .. import links
from ..edits import Edit
from ..errors import Refused
from ..records import LINK_KINDS, Card, Id, Link
from ..state import State
from ._edit import edit, gone


def link(state: State, from_ids: Collection[Id], to_id: Id, kind: str | None = None) -> Edit:
    """Links from cards to another; without a kind each is what the categories of its cards suggest.

    Where a kind has a direction that the categories know, drawing it the other way round is the same.
    What is linked so already is left out. Raises `Refused`: "card_is_gone", "link_to_itself",
    "linked_already" where that leaves nothing.
    """
    _refuse_unknown(kind)
    cards = [id for id in dict.fromkeys(from_ids) if state.get(Card, id) is not None]
    if not cards or state.get(Card, to_id) is None:
        raise Refused("card_is_gone")
    others = [id for id in cards if not links.is_same(state, id, to_id)]
    if not others:
        raise Refused("link_to_itself")
    new: list[Link] = []
    for id in others:
        meant = kind or links.kind_between(state, id, to_id)
        start, end = links.oriented(state, id, to_id, meant)
        if links.found(state, start, end, meant) is None:
            new.append(Link(from_card_id=start, to_card_id=end, kind=meant))
    if not new:
        raise Refused("linked_already")
    return edit("link", state, new)


def change_kind(state: State, link_ids: Collection[Id], kind: str) -> Edit:
    """Links mean something else; one that is of this kind already stays as it is.

    Raises `Refused`: "link_is_gone" where there is none, "linked_already" where the cards are linked so.
    """
    _refuse_unknown(kind)
    changed = []
    for old in _links(state, link_ids):
        if old.kind == kind:
            continue
        start, end = links.oriented(state, old.from_card_id, old.to_card_id, kind)
        if links.found(state, start, end, kind) is not None:
            raise Refused("linked_already")
        changed.append(replace(old, from_card_id=start, to_card_id=end, kind=kind))
    return edit("change_link", state, changed)


def unlink(state: State, link_ids: Collection[Id]) -> Edit:
    """Links are removed; their cards stay. Raises `Refused("link_is_gone")` where there is none."""
    return edit("unlink", state, gone(_links(state, link_ids)))


def _links(state: State, link_ids: Collection[Id]) -> list[Link]:
    there = [link for id in dict.fromkeys(link_ids) if (link := state.get(Link, id)) is not None]
    if not there:
        raise Refused("link_is_gone")
    return there


def _refuse_unknown(kind: str | None) -> None:
    if kind is not None and kind not in LINK_KINDS:
        raise ValueError(kind)
