"""Search on the boards: which cards and themes hold certain words, and are of a certain kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from unicodedata import is_normalized, normalize

from .records import Card, Cluster, Group, Id
from .state import State

R = TypeVar("R", Card, Cluster)

MARKS = ("dissent", "unanimous", "majority", "disputed", "question", "star")
"""The marks that can be asked for."""

Found = Mapping[Id, tuple[Id, ...]]
"""The cards and themes that were found, by group, in no order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Of each kind of filter one has to fit; an empty one fits all.

    `text`: words that all have to stand in the text, explanation or heading, in any order. `loose`
    asks for cards in no theme, beside those of the `themes`. `marks` are some of MARKS.
    """

    text: str = ""
    categories: frozenset[Id] = frozenset()
    themes: frozenset[Id] = frozenset()
    loose: bool = False
    marks: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(folded(self.text).split())

    @property
    def nothing(self) -> bool:
        """Whether nothing is asked for at all."""
        return not (self.words or self.categories or self.themes or self.loose or self.marks)


@dataclass(slots=True)
class _Before:
    """What was asked last, and the records that it found."""

    state: State
    wanted: Wanted
    cards: list[Card] = field(default_factory=list)
    themes: list[Cluster] = field(default_factory=list)


class Search:
    """Looks for cards and themes. It remembers folded texts, and narrows down while more is typed."""

    def __init__(self) -> None:
        self._texts: dict[Id, tuple[Card | Cluster, str]] = {}
        self._before: _Before | None = None

    def prepare(self, state: State) -> None:
        """Fold all texts ahead, so that the first key of a search needs no longer than the others."""
        for records in (state.all(Card), state.all(Cluster)):
            for record in records:
                self._text(record)

    def look(self, state: State, wanted: Wanted) -> Found:
        """All that fits, of all groups that are not hidden; nothing where nothing is asked for."""
        if wanted.nothing:
            self._before = None
            return {}
        before, words = self._before, wanted.words
        if before is not None and before.state is state and _narrows(wanted, before.wanted):
            cards: Iterable[Card] = before.cards
            themes: Iterable[Cluster] = before.themes
            words = tuple(word for word in words if word not in before.wanted.words)
        else:
            headings = {theme.id: theme.group_id for theme in state.all(Cluster)}
            cards = [card for card in state.all(Card) if _fits(card, wanted, headings)]
            themes = [theme for theme in state.all(Cluster) if _fits_theme(theme, wanted)]
        now = _Before(state, wanted, self._holding(cards, words), self._holding(themes, words))
        self._before = now
        found: dict[Id, list[Id]] = {}
        for card in now.cards:
            found.setdefault(card.group_id, []).append(card.id)
        for theme in now.themes:
            found.setdefault(theme.group_id, []).append(theme.id)
        hidden = {group.id for group in state.all(Group) if group.hidden}
        return {group: tuple(ids) for group, ids in found.items() if group not in hidden}

    def _holding(self, records: Iterable[R], words: tuple[str, ...]) -> list[R]:
        """The records in whose texts all words stand."""
        text, held = self._text, list(records)
        for word in words:
            held = [record for record in held if word in text(record)]
        return held

    def _text(self, record: Card | Cluster) -> str:
        known = self._texts.get(record.id)
        if known is not None and known[0] is record:
            return known[1]
        said = f"{record.text}\n{record.explanation}" if isinstance(record, Card) else record.heading
        text = folded(said)
        self._texts[record.id] = record, text
        return text


def folded(text: str) -> str:
    """A text as it is compared: in small letters, composed, without the hyphens that cannot be seen."""
    if text.isascii():
        return text.lower()
    small = normalize("NFC", text).casefold().replace("\u00ad", "")
    return small if is_normalized("NFC", small) else normalize("NFC", small)


def marks_of(record: Card | Cluster) -> set[str]:
    """Those of MARKS that a card or theme has."""
    found = {record.consensus} if record.consensus in MARKS else set()
    flags = {"dissent": record.dissent}
    if isinstance(record, Card):
        flags |= {"question": record.question_mark, "star": record.star}
    return found | {name for name, on in flags.items() if on}


def _fits(card: Card, wanted: Wanted, themes: Mapping[Id, Id]) -> bool:
    """Whether a card is of the kind that is wanted, whatever it says."""
    if wanted.categories and card.category_id not in wanted.categories:
        return False
    if wanted.themes or wanted.loose:
        # A theme of another group, as merging can leave it, holds no card of this one.
        theme = card.cluster_id if themes.get(card.cluster_id or "") == card.group_id else None
        if not (wanted.loose if theme is None else theme in wanted.themes):
            return False
    return not wanted.marks or not wanted.marks.isdisjoint(marks_of(card))


def _fits_theme(theme: Cluster, wanted: Wanted) -> bool:
    """The same for a theme; one that is only asked for its cards is no hit itself."""
    if wanted.categories or not (wanted.words or wanted.marks):
        return False
    if (wanted.themes or wanted.loose) and theme.id not in wanted.themes:
        return False
    return not wanted.marks or not wanted.marks.isdisjoint(marks_of(theme))


def _narrows(wanted: Wanted, before: Wanted) -> bool:
    """Whether all that fits now has fitted before."""
    same = replace(wanted, text="") == replace(before, text="")
    # With words a theme can be a hit, that it cannot be without.
    return same and bool(before.words) and folded(wanted.text).startswith(folded(before.text))
