"""What could be suggested for a board: found on request, on this machine alone, and never done by itself.

A board comes as texts and ids, so that all of this can run beside the window and be ended at any time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from . import near, ranking
from .chain import clusters
from .headings import Wording
from .vectors import Beat, likeness, vectors

if TYPE_CHECKING:
    from .vectors import Encoder, Matrix

    Numbers = Sequence[float]

Id = str
Pairs = Collection[tuple[Id, Id]]

MOST = 3000
"""So many cards are looked at; more would take more memory than a small machine has to spare."""
SHOWN = 3
"""How many themes are offered for a card."""
_SHARES = 0.01
"""By wording, a theme that a card fits less shares nothing with it; by meaning one is always the nearest."""
_TOGETHER = 0.25
"""Cards of a group are alike by at least this much on average."""
_LARGEST = 24
"""So many cards are offered together at most; a larger group is no theme but half the board."""
_MAYBE_SAME = 0.5
"""Cards less alike than this are not compared word by word."""


@dataclass(frozen=True, slots=True)
class Note:
    """A card: what it says and the theme it hangs in, if any."""

    id: Id
    text: str
    theme_id: Id | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """What there is to look at. `headings`: the themes with their headings, which may be empty.

    `declined`: what was turned down before, for each kind of offer, as sets of ids.
    """

    notes: Sequence[Note]
    headings: Mapping[Id, str]
    declined: Mapping[str, Collection[frozenset[Id]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion. Kinds: "theme" (for the one card), "together", "twice", "heading" (for the one theme).

    `themes` are the best first. `score` compares offers of one kind, more is surer.
    """

    kind: str
    cards: tuple[Id, ...]
    themes: tuple[Id, ...] = ()
    heading: str = ""
    score: float = 0.0

    @property
    def about(self) -> list[frozenset[Id]]:
        """What is turned down with it."""
        if self.kind == "theme":
            return [frozenset((*self.cards, theme)) for theme in self.themes]
        return [frozenset(self.themes if self.kind == "heading" else self.cards)]


def offers(board: Board, beat: Beat = lambda: None, encoder: Encoder | None = None) -> list[Offer]:
    """Everything that can be suggested for a board, by kind and the surest first."""
    notes = _looked_at(board.notes)
    if not notes:
        return []
    headed = [(id, heading) for id, heading in board.headings.items() if heading.strip()]
    texts = [note.text for note in notes] + [heading for _, heading in headed]
    rows = vectors(texts, encoder, beat)
    alike = likeness(rows, beat)
    beat()
    count = len(notes)
    members = _members(board, notes, {id: count + n for n, (id, _) in enumerate(headed)})
    fits = dict(zip(members, ranking.scores(rows, alike, list(members.values())).T, strict=True))
    wording = Wording([note.text for note in notes])
    cards_alike = alike[:count, :count]
    said_twice = _twice(notes, cards_alike, _pairs(board, "twice"), beat)
    together = _together(notes, cards_alike, wording, _pairs(board, "together"), beat)
    known = {offer.cards for offer in said_twice}
    return [
        *_for_loose(board, notes, fits, -1.0 if encoder else _SHARES),
        *said_twice,
        *(offer for offer in together if offer.cards not in known),
        *_headings(board, notes, wording),
    ]


def _looked_at(notes: Sequence[Note]) -> list[Note]:
    """The cards with words, no more than can be looked at; loose ones need it most."""
    worded = [note for note in notes if note.text.strip()]
    if len(worded) <= MOST:
        return worded
    return sorted(worded, key=lambda note: note.theme_id is not None)[:MOST]


def _members(
    board: Board, notes: Sequence[Note], heading_rows: Mapping[Id, int]
) -> dict[Id, tuple[int | None, list[int]]]:
    """The themes that a card can be told to fit, each with the rows of its heading and its cards."""
    cards: dict[Id, list[int]] = {id: [] for id in board.headings}
    for n, note in enumerate(notes):
        if note.theme_id in cards:
            cards[note.theme_id].append(n)
    return {id: (heading_rows.get(id), rows) for id, rows in cards.items() if rows or id in heading_rows}


def _for_loose(board: Board, notes: Sequence[Note], fits: Mapping[Id, Numbers], least: float) -> list[Offer]:
    """For each loose card the themes it may belong to."""
    declined = set(board.declined.get("theme", ()))
    found = []
    for n, note in enumerate(notes):
        if note.theme_id is not None:
            continue
        rated = [(float(of[n]), id) for id, of in fits.items() if of[n] >= least]
        rated = [r for r in rated if frozenset((note.id, r[1])) not in declined]
        best = sorted(rated, key=lambda r: -r[0])[:SHOWN]
        if best:
            found.append(Offer("theme", (note.id,), tuple(id for _, id in best), score=best[0][0]))
    return sorted(found, key=lambda offer: -offer.score)


def _twice(notes: Sequence[Note], alike: Matrix, declined: Pairs, beat: Beat) -> list[Offer]:
    """Cards that say much the same and do not hang in one theme already."""
    same: dict[int, set[int]] = {}
    for n, first in enumerate(notes):
        if not n % 16:
            beat()
        # Of many that are alike the nearest do: what is left of them is found when these are dealt with.
        others = (alike[n, n + 1 :] >= _MAYBE_SAME).nonzero()[0] + n + 1
        for m in others[(-alike[n, others]).argsort(kind="stable")[:_LARGEST]].tolist():
            second = notes[m]
            if first.theme_id is not None and first.theme_id == second.theme_id:
                continue
            if near.much_the_same(first.text, second.text):
                same.setdefault(n, {n}).add(m)
                same.setdefault(m, {m}).add(n)
    found, used = [], set[int]()
    for start in sorted(same, key=lambda n: (-len(same[n]), n)):
        if start in used:
            continue
        cards = sorted([start, *sorted(same[start] - used - {start})[: _LARGEST - 1]])
        if len(cards) > 1:
            used.update(cards)
            ids = tuple(notes[n].id for n in cards)
            if not _turned_down(ids, declined):
                found.append(Offer("twice", ids, score=float(alike[cards[0], cards[1:]].mean())))
    return sorted(found, key=lambda offer: -offer.score)


def _together(
    notes: Sequence[Note], alike: Matrix, wording: Wording, declined: Pairs, beat: Beat
) -> list[Offer]:
    """Loose cards that belong together, each group with a heading."""
    import numpy as np

    loose = [n for n, note in enumerate(notes) if note.theme_id is None]
    among = alike[np.ix_(loose, loose)]
    found = []
    for group in clusters(among, _TOGETHER, beat):
        cards = [loose[n] for n in group]
        ids = tuple(notes[n].id for n in cards)
        if len(cards) > _LARGEST or _turned_down(ids, declined):
            continue
        score = float(among[np.ix_(group, group)][np.triu_indices(len(group), 1)].mean())
        heading = wording.heading([notes[n].text for n in cards])
        found.append(Offer("together", ids, heading=heading, score=score))
    # What many cards speak for is worth more than two that are much alike.
    return sorted(found, key=lambda offer: -offer.score * len(offer.cards) ** 0.5)


def _headings(board: Board, notes: Iterable[Note], wording: Wording) -> list[Offer]:
    """A heading for each theme that has cards but none yet."""
    texts: dict[Id, list[str]] = {}
    for note in notes:
        if note.theme_id is not None:
            texts.setdefault(note.theme_id, []).append(note.text)
    declined = set(board.declined.get("heading", ()))
    return [
        Offer("heading", (), (id,), wording.heading(texts[id]))
        for id, heading in board.headings.items()
        if not heading.strip() and id in texts and frozenset((id,)) not in declined
    ]


def _pairs(board: Board, kind: str) -> Pairs:
    """The pairs of cards within what was turned down."""
    return {pair for ids in board.declined.get(kind, ()) for pair in combinations(sorted(ids), 2)}


def _turned_down(ids: Sequence[Id], declined: Pairs) -> bool:
    """Whether this is mostly what was turned down before, with some cards more or less."""
    pairs = list(combinations(sorted(ids), 2))
    return 2 * sum(pair in declined for pair in pairs) >= len(pairs)
