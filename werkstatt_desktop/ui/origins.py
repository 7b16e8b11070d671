"""Where results come from, in few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..domain import plenary
from ..domain.records import Card, Group, Id
from ..domain.state import State
from ..texts import Texts

_MOST_NAMED = 3
"""More groups than these are counted instead of named on a badge."""


def short_name(places: Mapping[Id, int], group_id: Id, t: Texts) -> str:
    """A group by its number, as badges have it: "G2". `places`: what `plenary.numbers` gives."""
    return t("G{place}", place=t.number(places.get(group_id, 0)))


def badge(state: State, result_id: Id, t: Texts) -> str:
    """The groups that a result comes from, short: "G1 + G2"; empty where it comes from none."""
    return badge_of(plenary.groups_of(state, result_id), plenary.numbers(state), t)


def badge_of(groups: Sequence[Group], places: Mapping[Id, int], t: Texts) -> str:
    """The same for groups that are known."""
    if len(groups) > _MOST_NAMED:
        return t.n("{n} group", "{n} groups", len(groups))
    return " + ".join(short_name(places, group.id, t) for group in groups)


def hidden_words(state: State, group: Group, t: Texts) -> str:
    """What may be known of a group whose board is hidden."""
    count = state.kids_count(Card, "group_id", group.id)
    return t.n("{n} card, hidden", "{n} cards, hidden", count)
