"""What the rows of a round say: words, colour and symbol of each option, points and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ...domain import order, voting
from ...domain.hiding import is_hidden
from ...domain.records import Card, Category, Cluster, Group, Id, Result, Source, VoteRound
from ...domain.state import State
from ...texts import Texts

KINDS = ("dots", "resistance", "matrix")
"""The kinds of rounds that are held on this page."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a round; `colour` is a category's colour."""

    id: Id
    text: str
    colour: str


def rounds(state: State) -> list[VoteRound]:
    return [round_ for round_ in voting.rounds(state) if round_.kind in KINDS]


def latest(state: State, group_id: Id | None = None) -> VoteRound | None:
    """The round that is likely wanted: the last open one of a group, else of all, else the last one."""
    row = rounds(state)
    still_open = [round_ for round_ in row if round_.is_open]
    here = [round_ for round_ in still_open if round_.group_id == group_id]
    return next((some[-1] for some in (here, still_open, row) if some), None)


def option(state: State, id: Id, t: Texts) -> Option:
    """The words and the colour of an option; of one on a hidden board only that it is there."""
    if id == voting.PASSIVE:
        return Option(id, t("Everything stays as it is"), "grey")
    card, cluster = state.get(Card, id), state.get(Cluster, id)
    if is_hidden(state, card or cluster):
        return Option(id, t("hidden card") if card is not None else t("hidden"), "grey")
    if card is not None:
        return Option(id, card.text, _colour(state, [card]))
    if cluster is not None:
        colour = cluster.tint or _colour(state, order.cards_of_cluster(state, id))
        return Option(id, cluster.heading or t("without a heading"), colour)
    result = state.get(Result, id)
    return Option(id, result.text if result else "", _colour(state, _cards_of(state, id)))


def target_words(round_: VoteRound, t: Texts) -> tuple[str, str]:
    """What is voted on: one of it, and several."""
    match round_.targets:
        case "clusters":
            return t("theme"), t("themes")
        case "results":
            return t("result"), t("results")
    return t("card"), t("cards")


def who_votes(state: State, round_: VoteRound, t: Texts) -> str:
    """The name of the group that votes, or that all do."""
    if round_.group_id is None:
        return t("Plenary")
    group = state.get(Group, round_.group_id)
    return (group.name if group is not None else "") or t("Group")


def begin_with(state: State, group_id: Id | None) -> dict[str, object]:
    """What a new round is about: the themes of a group, else its recommendations, else its cards."""
    group = state.get(Group, group_id)
    if group is None:
        return {"targets": "results" if state.count(Result) else "cards", "group_id": None}
    if state.kids_count(Cluster, "group_id", group.id) > 1:
        return {"targets": "clusters", "group_id": group.id}
    kind = next((c.id for c in order.categories(state) if c.role == "recommendation"), None)
    if not any(card.category_id == kind for card in state.kids(Card, "group_id", group.id)):
        kind = None
    return {"targets": "cards", "group_id": group.id, "category_id": kind}


def _cards_of(state: State, result_id: Id) -> list[Card]:
    found: list[Card] = []
    for source in state.kids(Source, "result_id", result_id):
        if (card := state.get(Card, source.card_id)) is not None:
            found.append(card)
        elif source.cluster_id is not None:
            found += order.cards_of_cluster(state, source.cluster_id)
    return found


def _colour(state: State, cards: Iterable[Card]) -> str:
    """The colour of the category that most of some cards have."""
    counted = Counter(card.category_id for card in cards)
    first = min(counted, key=lambda each: (-counted[each], each), default=None)
    category = state.get(Category, first)
    return category.colour if category is not None else "grey"
