"""Suggestions that were turned down; what is accepted is done by the verbs of board and cards."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..edits import Edit
from ..errors import Refused
from ..records import DECLINED_KINDS, Declined, Id
from ..state import State
from ._edit import edit


def decline(state: State, kind: str, about: Iterable[Collection[Id]]) -> Edit:
    """What is not to be suggested again: for each, the ids of its cards and theme, in any order.

    `kind` is one of DECLINED_KINDS. Raises `Refused` ("suggestion_is_gone") where nothing new is turned down.
    """
    assert kind in DECLINED_KINDS
    known = declined(state).get(kind, set())
    new = dict.fromkeys(frozenset(ids) for ids in about)
    records = [Declined(kind=kind, about=" ".join(sorted(ids))) for ids in new if ids and ids not in known]
    if not records:
        raise Refused("suggestion_is_gone")
    return edit("decline_suggestion", state, records)


def declined(state: State) -> dict[str, set[frozenset[Id]]]:
    """What was turned down, by kind."""
    found: dict[str, set[frozenset[Id]]] = {}
    for record in state.all(Declined):
        found.setdefault(record.kind, set()).add(frozenset(record.about.split()))
    return found
