"""Search over the workshops of a folder: what was said in them, of a kind and in a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .recalling import Past, Said
from .searching import folded

ROLES = ("opportunity", "obstacle", "recommendation")
"""The roles of cards that can be asked for; cards of all others are one kind, "other"."""
KINDS = (*ROLES, "other", "theme", "result", "measure", "parked", "quote")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Of each kind of filter one has to fit; an empty one fits all.

    `text`: words that all have to stand in it, in any order. `kinds` are some of KINDS, `departments` of
    those that took part.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether nothing is asked for at all."""
        return not (folded(self.text).split() or self.kinds or self.years or self.departments)


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in a workshop."""

    past: Past
    said: tuple[Said, ...]


def look(workshops: Iterable[Past], wanted: Wanted) -> list[Hits]:
    """What fits, in the workshops that have something, the latest first; nothing for nothing."""
    if wanted.nothing:
        return []
    words = folded(wanted.text).split()
    found = []
    for past in sorted(workshops, key=lambda p: (p.facts.date, p.facts.title, p.doc_id), reverse=True):
        if _fits(past, wanted):
            folded_texts = past.said.folded
            places: Sequence[int] = range(len(folded_texts))
            for word in words:
                places = [place for place in places if word in folded_texts[place]]
            said = [past.said[place] for place in places]
            if wanted.kinds:
                said = [s for s in said if kind_of(s) in wanted.kinds]
            if said:
                found.append(Hits(past, tuple(said)))
    return found


def kind_of(said: Said) -> str:
    """Which of KINDS something is."""
    if said.kind != "card":
        return said.kind
    role = said.category.role if said.category is not None else ""
    return role if role in ROLES else "other"


def years(workshops: Iterable[Past]) -> list[str]:
    """The years that can be asked for, the latest first."""
    return sorted({past.year for past in workshops if past.year}, reverse=True)


def departments(workshops: Iterable[Past]) -> list[str]:
    """The departments and organisations that can be asked for."""
    return sorted({name for past in workshops for name in past.departments}, key=str.casefold)


def _fits(past: Past, wanted: Wanted) -> bool:
    if wanted.years and past.year not in wanted.years:
        return False
    return not wanted.departments or not wanted.departments.isdisjoint(past.departments)
