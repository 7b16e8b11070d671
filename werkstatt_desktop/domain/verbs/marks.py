"""Marks on cards and themes: what was said against them, how far all agree, what is open or matters most."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ..edits import Edit
from ..errors import Refused
from ..records import CONSENSUS, Card, Cluster, Id, Record
from ..state import State
from ._edit import edit


def mark(
    state: State,
    ids: Collection[Id],
    *,
    consensus: str | None = None,
    dissent: bool | None = None,
    question_mark: bool | None = None,
    star: bool | None = None,
) -> Edit:
    """Give cards and themes these marks, or take them away; None leaves a mark as it is.

    Themes have no question mark and no star; there those two are passed over. Of cards and themes those
    that are gone are passed over. Raises `Refused` for a consensus that there is none of.
    """
    if consensus is not None and consensus not in CONSENSUS:
        raise Refused("unknown_field")
    of_both = {"consensus": consensus, "dissent": dissent}
    of_cards = {**of_both, "question_mark": question_mark, "star": star}
    marked: list[Record] = []
    for id in dict.fromkeys(ids):
        if (card := state.get(Card, id)) is not None:
            marked.append(replace(card, **_given(of_cards)))
        elif (cluster := state.get(Cluster, id)) is not None:
            marked.append(replace(cluster, **_given(of_both)))
    return edit("mark", state, marked)


def _given(values: dict[str, str | bool | None]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
