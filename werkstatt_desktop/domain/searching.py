"""Search on the boards: which cards and themes hold certain words, and are of a certain kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import is_normalized, normalize

from . import dots
from .records import Card, Cluster, Group, Id
from .state import State

MARKS = ("dissent", "unanimous", "majority", "disputed", "question", "star")
"""The marks that can be asked for."""

Found = Mapping[Id, tuple[Id, ...]]
"""The cards and themes that were found, by group, in no order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Of each kind of filter one has to fit; an empty one fits all.

    `text`: words that all have to stand in the text, explanation or heading, in any order. `loose`
    asks for cards in no theme, beside those of the `themes`. `marks` are some of MARKS. `dots`: at least
    so many.
    """

    text: str = ""
    categories: frozenset[Id] = frozenset()
    themes: frozenset[Id] = frozenset()
    loose: bool = False
    marks: frozenset[str] = frozenset()
    dots: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(folded(self.text).split())

    @property
    def nothing(self) -> bool:
        """Whether nothing is asked for at all."""
        return not (self.words or self.categories or self.themes or self.loose or self.marks or self.dots)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Cards and themes, each with its folded text."""

    cards: list[tuple[Card, str]]
    themes: list[tuple[Cluster, str]]

    def holding(self, word: str) -> _Rows:
        """Those in whose texts a word stands."""
        return _Rows(
            [row for row in self.cards if word in row[1]], [row for row in self.themes if word in row[1]]
        )


class Search:
    """Looks for cards and themes. It remembers folded texts, and narrows down while more is typed."""

    def __init__(self) -> None:
        self._texts: dict[Id, tuple[Card | Cluster, str]] = {}
        self._all: tuple[State, _Rows] | None = None
        self._before: tuple[State, Wanted, _Rows] | None = None

    def prepare(self, state: State) -> _Rows:
        """All cards and themes; asked for ahead, the first key takes no longer than the others."""
        if self._all is None or self._all[0] is not state:
            texts: dict[Id, tuple[Card | Cluster, str]] = {}
            rows = _Rows(
                [(card, self._text(card, texts)) for card in state.all(Card)],
                [(theme, self._text(theme, texts)) for theme in state.all(Cluster)],
            )
            self._texts, self._all = texts, (state, rows)
        return self._all[1]

    def look(self, state: State, wanted: Wanted) -> Found:
        """All that fits, of all groups that are not hidden; nothing where nothing is asked for."""
        if wanted.nothing:
            self._before = None
            return {}
        words = wanted.words
        if self._before is not None and self._before[0] is state and _narrows(wanted, self._before[1]):
            rows = self._before[2]
            words = tuple(word for word in words if word not in self._before[1].words)
        else:
            rows = _fitting(state, self.prepare(state), wanted)
        for word in words:
            rows = rows.holding(word)
        self._before = state, wanted, rows
        found: dict[Id, list[Id]] = {}
        for card, _ in rows.cards:
            found.setdefault(card.group_id, []).append(card.id)
        for theme, _ in rows.themes:
            found.setdefault(theme.group_id, []).append(theme.id)
        hidden = {group.id for group in state.all(Group) if group.hidden}
        return {group: tuple(ids) for group, ids in found.items() if group not in hidden}

    def _text(self, record: Card | Cluster, texts: dict[Id, tuple[Card | Cluster, str]]) -> str:
        """The folded text of a record, kept in `texts`; what was seen before is not folded again."""
        known = self._texts.get(record.id)
        if known is None or known[0] is not record:
            said = f"{record.text}\n{record.explanation}" if isinstance(record, Card) else record.heading
            known = record, folded(said)
        texts[record.id] = known
        return known[1]


def _fitting(state: State, rows: _Rows, wanted: Wanted) -> _Rows:
    """Those that are of the kind that is wanted, whatever they say."""
    if wanted == Wanted(wanted.text):
        return rows
    headings = {theme.id: theme.group_id for theme in state.all(Cluster)}
    cards = [row for row in rows.cards if _fits(row[0], wanted, headings)]
    themes = [row for row in rows.themes if _fits_theme(row[0], wanted)]
    if wanted.dots:
        counts = dots.on_boards(state)
        cards = [row for row in cards if counts.get(row[0].id, 0) >= wanted.dots]
        themes = [row for row in themes if counts.get(row[0].id, 0) >= wanted.dots]
    return _Rows(cards, themes)


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
    if wanted.categories or not (wanted.words or wanted.marks or wanted.dots):
        return False
    if (wanted.themes or wanted.loose) and theme.id not in wanted.themes:
        return False
    return not wanted.marks or not wanted.marks.isdisjoint(marks_of(theme))


def _narrows(wanted: Wanted, before: Wanted) -> bool:
    """Whether all that fits now has fitted before."""
    same = replace(wanted, text="") == replace(before, text="")
    # With words a theme can be a hit, that it cannot be without.
    return same and bool(before.words) and folded(wanted.text).startswith(folded(before.text))
