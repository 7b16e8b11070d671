"""How well suggestions do on the samples."""

from __future__ import annotations

import random
from collections.abc import Iterable
from statistics import mean
from typing import TYPE_CHECKING

from tests.suggest.samples import Sample
from werkstatt_desktop.suggest.offers import Board, Note, Offer, offers

if TYPE_CHECKING:
    from werkstatt_desktop.suggest.vectors import Encoder

KNOWN = 2
"""So many cards of each theme hang in it already; the others are loose."""


def board(sample: Sample, seed: int) -> tuple[Board, dict[str, str]]:
    """A half-arranged board, and for each loose card the theme that it belongs to."""
    chance = random.Random(seed)
    notes, right = [], {}
    for heading, texts in sample.items():
        hung = set(chance.sample(range(len(texts)), KNOWN))
        for n, text in enumerate(texts):
            id = f"{heading}/{n}"
            notes.append(Note(id, text, heading if n in hung else None))
            if n not in hung:
                right[id] = heading
    return Board(notes, {heading: heading for heading in sample}), right


def among_first(sample: Sample, draws: int = 40, encoder: Encoder | None = None) -> tuple[float, float]:
    """The share of loose cards whose theme is offered first, and among those offered.

    A card for which nothing is offered counts as wrong.
    """
    firsts, offered = [], []
    for seed in range(draws):
        made, right = board(sample, seed)
        found = {o.cards[0]: o.themes for o in offers(made, encoder=encoder) if o.kind == "theme"}
        firsts.append(mean(found.get(id, ("",))[0] == theme for id, theme in right.items()))
        offered.append(mean(theme in found.get(id, ()) for id, theme in right.items()))
    return mean(firsts), mean(offered)


def purity(sample: Sample, found: Iterable[Offer]) -> float:
    """Of the pairs of cards that are offered to belong together, the share that is of one theme."""
    theme_of = {text: heading for heading, texts in sample.items() for text in texts}
    pairs = [
        theme_of[one] == theme_of[other]
        for offer in found
        if offer.kind == "together"
        for one in offer.cards
        for other in offer.cards
        if one < other
    ]
    return mean(pairs)
