"""What suggestions are made from, and which of them still hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from ....domain import order
from ....domain.errors import WerkstattError
from ....domain.records import Card, Cluster, Id
from ....domain.state import State
from ....domain.twins import is_second
from ....domain.verbs.suggesting import declined

if TYPE_CHECKING:
    from ....suggest.offers import Offer

Declined = Mapping[str, Collection[frozenset[Id]]]
_TURNS = ("theme", "theme", "twice", "theme", "together", "heading")
"""In which turns the kinds are shown: a theme for a card helps most."""


def search(state: State, group_id: Id) -> Callable[[Event], list[Offer]]:
    """The work of finding suggestions for a group's board; it ends when the event is set."""
    # Read here: what is loaded for the comparison is loaded in the thread.
    cards = sorted(state.kids(Card, "group_id", group_id), key=order.writing_key)
    rows = [(card.id, card.text, card.cluster_id) for card in cards if not is_second(state, card)]
    headings = {cluster.id: cluster.heading for cluster in order.clusters(state, group_id)}
    known = declined(state)

    def run(stop: Event) -> list[Offer]:
        from ....suggest import meaning
        from ....suggest.offers import Board, Note, offers

        def beat() -> None:
            if stop.is_set():
                raise WerkstattError("unknown")

        encoder = meaning.encoder() if meaning.available() else None
        notes = [Note(id, text, theme_id) for id, text, theme_id in rows]
        return offers(Board(notes, headings, known), beat, encoder)

    return run


def by_meaning() -> bool:
    """Whether texts are compared by what they mean, and not by their wording alone."""
    from ....suggest import meaning

    return meaning.available()


def most() -> int:
    """How many cards are looked at."""
    from ....suggest.offers import MOST

    return MOST


def holding(state: State, group_id: Id, found: Sequence[Offer]) -> list[Offer]:
    """Those that still make sense, without what was moved, named or turned down meanwhile, kinds by turns."""
    known = declined(state)
    kept: dict[str, list[Offer]] = {}
    for offer in found:
        left = _left(state, group_id, offer, known.get(offer.kind, set()))
        if left is not None:
            kept.setdefault(offer.kind, []).append(left)
    return list(_by_turns({kind: iter(offers) for kind, offers in kept.items()}))


def _left(state: State, group_id: Id, offer: Offer, known: Collection[frozenset[Id]]) -> Offer | None:
    cards = [c for id in offer.cards if (c := state.get(Card, id)) and c.group_id == group_id]
    themes = tuple(id for id in offer.themes if state.get(Cluster, id))
    if offer.kind in {"theme", "together"}:
        cards = [card for card in cards if card.cluster_id is None]
    ids = tuple(card.id for card in cards)
    if offer.kind == "theme":
        themes = tuple(id for id in themes if frozenset((*ids, id)) not in known)
        holds = bool(ids and themes)
    elif offer.kind == "heading":
        named = any(theme.heading for id in themes if (theme := state.get(Cluster, id)))
        holds = bool(themes) and not named and frozenset(themes) not in known
    else:
        homes = {card.cluster_id for card in cards}
        apart = offer.kind == "together" or len(homes) > 1 or None in homes
        holds = len(ids) > 1 and apart and not any(frozenset(ids) <= about for about in known)
    return replace(offer, cards=ids, themes=themes) if holds else None


def _by_turns(waiting: dict[str, Iterator[Offer]]) -> Iterator[Offer]:
    while waiting:
        for kind in _TURNS:
            offer = next(waiting.get(kind, iter(())), None)
            if offer is not None:
                yield offer
            else:
                waiting.pop(kind, None)
