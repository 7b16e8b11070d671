"""What the columns of a table mean, told by their headings, German or English, or by what stands in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .clean import clean

USES = ("text", "category", "group", "theme", "explanation")
"""What a column can be good for; an empty use leaves it out."""
_HEADINGS: dict[str, frozenset[str]] = {
    "text": frozenset({
        "text", "kartentext", "karte", "karten", "inhalt", "aussage", "beitrag", "idee", "ideen",
        "stichwort", "card", "cards", "cardtext", "content", "statement", "contribution", "idea",
        "ideas", "note", "item",
    }),
    "category": frozenset({
        "kategorie", "kategorien", "kartenart", "art", "typ", "farbe", "rubrik", "spalte", "category",
        "categories", "type", "kind", "colour", "color", "column",
    }),
    "group": frozenset({
        "gruppe", "gruppen", "arbeitsgruppe", "ag", "tisch", "team", "group", "groups", "workinggroup",
        "table", "board",
    }),
    "theme": frozenset({
        "thema", "themen", "themenblock", "themenfeld", "cluster", "uberschrift", "ueberschrift",
        "oberbegriff", "theme", "themes", "topic", "heading", "headline",
    }),
    "explanation": frozenset({
        "erlauterung", "erlaeuterung", "erklarung", "erklaerung", "beschreibung", "kommentar",
        "anmerkung", "bemerkung", "notiz", "details", "explanation", "description", "comment",
        "comments", "remark", "remarks", "detail", "notes",
    }),
}  # fmt: skip
_LOOKED_AT = 200
"""Rows from which the meaning of a column is guessed."""
_MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is good for. `headed`: the first row has their headings and is no card."""

    uses: tuple[str, ...]
    headed: bool


def fold(name: str) -> str:
    """A name as it is compared with others: without regard to case and blanks around it."""
    return clean(name, lines=False).casefold()


def names_columns(row: Sequence[str]) -> bool:
    """Whether a row has the headings of a table of cards: that of the texts, or two others."""
    found = [use for use in map(_named, row) if use]
    return bool(found) and ("text" in found or len(set(found)) > 1) and len(set(found)) == len(found)


def recognise(rows: Sequence[Sequence[str]], categories: Collection[str], groups: Collection[str]) -> Columns:
    """What the columns mean. `categories` and `groups` are the folded names that the workshop has."""
    if not rows:
        return Columns((), headed=False)
    width = len(rows[0])
    headed = len(rows) > 1 and names_columns(rows[0])
    uses = [_named(cell) for cell in rows[0]] if headed else [""] * width
    body = rows[1 if headed else 0 :][:_LOOKED_AT]
    for use, known in (("category", categories), ("group", groups)):
        if use not in uses:
            _claim(uses, use, [_share(body, n, known) for n in range(width)], least=_MOSTLY)
    if "text" not in uses:
        _claim(uses, "text", [_length(body, n) for n in range(width)], least=-1.0)
    return Columns(tuple(uses), headed)


def _claim(uses: list[str], use: str, scores: list[float], *, least: float) -> None:
    """Give the use to the free column with the highest score, the first of equal ones."""
    free = [n for n, taken in enumerate(uses) if not taken and scores[n] > least]
    if free:
        uses[max(free, key=lambda n: (scores[n], -n))] = use


def letters(name: str) -> str:
    """The letters and digits of a heading, folded, without what stands on them."""
    # A letter and its dots come apart, of which only the letter counts.
    return "".join(char for char in unicodedata.normalize("NFD", fold(name)) if char.isalnum())


def _named(cell: str) -> str:
    word = letters(cell)
    return next((use for use, words in _HEADINGS.items() if word in words), "")


def _share(rows: Sequence[Sequence[str]], column: int, known: Collection[str]) -> float:
    """The part of a column's texts that are among the known names."""
    found = [fold(row[column]) for row in rows if row[column]]
    return sum(name in known for name in found) / len(found) if found else 0.0


def _length(rows: Sequence[Sequence[str]], column: int) -> float:
    """How long a column's texts are on average; numbers are no texts."""
    found = [row[column] for row in rows if any(map(str.isalpha, row[column]))]
    return sum(map(len, found)) / len(rows) if rows else 0.0
