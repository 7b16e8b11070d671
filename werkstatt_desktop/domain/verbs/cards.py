"""Writing cards and everything done to a card by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..layout import HeightOf, block, rough
from ..order import cards_of_cluster
from ..records import LONG, Card, Category, Cluster, Group, Id
from ..state import State
from ..twins import family
from ..vacancy import free_places
from ._edit import deleted, edit, gone, hanging_on
from ._room import with_room


def write_cards(state: State, *, group_id: Id, category_id: Id, texts: Sequence[str]) -> Edit:
    """New cards of one group and category, in one step; blank texts are left out.

    Raises `Refused` when nothing is left to write, when a text is too long ("card_too_long"), or
    when there is no such group or category.
    """
    if state.get(Group, group_id) is None or state.get(Category, category_id) is None:
        raise Refused("no_such_column")
    wanted = [text for text in texts if clean(text)]
    if not wanted:
        raise Refused("empty_card")
    for text in wanted:
        _refuse_too_long(text)
    new = [
        Card(group_id=group_id, category_id=category_id, text=text, written=state.last_written + n)
        for n, text in enumerate(wanted, 1)
    ]
    places = free_places(state, group_id, [rough(card) for card in new])
    cards = [replace(card, x=x, y=y) for card, (x, y) in zip(new, places, strict=True)]
    return edit("write_card" if len(cards) == 1 else "write_cards", state, cards)


def reword_card(state: State, card_id: Id, text: str, *, height_of: HeightOf | None = None) -> Edit:
    """Another wording; the first one is kept beside it. Raises `Refused` for no or too much text.

    With `height_of` themes that the text makes higher push aside what they would cover.
    """
    card = _card(state, card_id)
    tidy = clean(text)
    if not tidy:
        raise Refused("empty_card")
    _refuse_too_long(text)
    first = card.first_text
    if tidy != card.text and first is None:
        first = card.text
    elif tidy == first:
        first = None
    whole = family(state, card)
    if any(state.is_erased("cards", one.id, "first_text") for one in whole):
        first = None
    made = edit("reword_card", state, [replace(card, text=text, first_text=first)])
    if height_of is None:
        return made
    themes = [one.cluster_id for one in whole if one.cluster_id is not None]
    return with_room(state, made, themes, height_of)


def explain_card(state: State, card_id: Id, explanation: str) -> Edit:
    """The explanation that stands below a card, apart from its text."""
    return edit("explain_card", state, [replace(_card(state, card_id), explanation=explanation)])


def recategorise_cards(state: State, card_ids: Collection[Id], category_id: Id) -> Edit:
    if state.get(Category, category_id) is None:
        raise Refused("no_such_column")
    return edit(
        "recategorise_card", state, [replace(c, category_id=category_id) for c in _cards(state, card_ids)]
    )


def hand_over_cards(
    state: State,
    card_ids: Collection[Id],
    group_id: Id,
    *,
    cluster_id: Id | None = None,
    at: tuple[float, float] | None = None,
    height_of: HeightOf = rough,
) -> Edit:
    """Cards go to another group; on its board they are loose, around `at` or where there is room.

    With `cluster_id` they go to the end of that theme of the group. A card and its second cards go as
    one; second ones with links or photos of their own go along.
    """
    if state.get(Group, group_id) is None:
        raise Refused("no_such_column")
    chosen = [card for card in _cards(state, card_ids) if card.group_id != group_id]
    going: dict[Id, Card] = {}
    spare: dict[Id, Card] = {}
    for first, *others in (family(state, card) for card in chosen):
        going[first.id] = replace(first, twin_of=None)
        for other in others:
            part = going if hanging_on(state, other.id) else spare
            part[other.id] = replace(other, twin_of=first.id)
    cluster = state.get(Cluster, cluster_id)
    if cluster_id is not None and (cluster is None or cluster.group_id != group_id):
        raise Refused("theme_is_gone")
    heights = [rough(card) for card in going.values()]
    places = block(at, len(going)) if at is not None else free_places(state, group_id, heights)
    moved = [
        replace(card, group_id=group_id, cluster_id=cluster_id, x=x, y=y)
        for card, (x, y) in zip(going.values(), places, strict=True)
    ]
    if cluster is not None:
        last = max((card.rank for card in cards_of_cluster(state, cluster.id)), default=-1.0)
        moved = [replace(card, rank=last + n) for n, card in enumerate(moved, 1)]
    done = edit("hand_over_card", state, [*moved, *gone(spare.values())])
    return with_room(state, done, [cluster.id], height_of) if cluster is not None else done


def delete_cards(state: State, card_ids: Collection[Id]) -> Edit:
    cards = _cards(state, card_ids)
    return edit("delete_card" if len(cards) == 1 else "delete_cards", state, deleted(state, cards))


def split_long(text: str, limit: int = LONG) -> list[str]:
    """Pieces of at most `limit` characters, cut at the last paragraph, else sentence, else blank.

    Only where there is none in the second half of a piece is it cut inside a word.
    """
    pieces = []
    rest = clean(text)
    while len(rest) > limit:
        cut = next((n for ends in _ENDS if (n := _last_end(rest, ends, limit)) > limit // 2), limit)
        pieces.append(clean(rest[:cut]))
        rest = clean(rest[cut:])
    # Of a piece that holds nothing but marks nothing can be seen.
    return [piece for piece in (*pieces, rest) if piece]


_ENDS = (("\n",), (". ", "? ", "! ", "; "), (" ",))


def _last_end(text: str, ends: Sequence[str], limit: int) -> int:
    """Where the last of these ends before the limit, without its white space; 0 where there is none."""
    return max(text.rfind(end, 0, limit + 1) + len(end.rstrip()) for end in ends)


def _refuse_too_long(text: str) -> None:
    length = len(clean(text))
    if length > LONG:
        raise Refused("card_too_long", length=length, limit=LONG)


def _card(state: State, card_id: Id) -> Card:
    card = state.get(Card, card_id)
    if card is None:
        raise Refused("card_is_gone")
    return card


def _cards(state: State, card_ids: Collection[Id]) -> list[Card]:
    """The cards that are still there; one deleted meanwhile is no reason to do nothing."""
    return [card for id in dict.fromkeys(card_ids) if (card := state.get(Card, id))]
