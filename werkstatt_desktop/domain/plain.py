"""The plain form of an import, which any program can write.

    {"title": "Quarter workshop", "date": "2025-03-14", "cards": [
        {"text": "More seats", "category": "opportunity", "group": "Group 1", "cluster": "Market place"}]}

`title` is needed; beside it any fact of the event may stand (`date`, `place`, `series`, `organiser`,
`language` …, the fields of `Workshop`). Of a card only `text` is needed; `explanation` may stand
beside what the example shows.

`category` is a built-in role ("opportunity", "obstacle", "recommendation", "strength" …), one of its
names in the workshop's language, or the title of a category of its own. Cards that name none come
into a category "Other"; if no card names one, the categories opportunity, obstacle and recommendation
are there too. Groups, categories and clusters (themes) are made as they are named, in the order in
which they appear. Cards that name no group come into one of their own. Cards without text are left
out, cards with more text than one holds become several, and both are noted. Themes and cards are laid
out on the boards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .boards import laid_out
from .clean import clean
from .incoming import Reader, Words, bad, listing, text, text_or_none
from .records import FIELDS, SHORT, WORKSHOP_ID, Card, Category, Cluster, Group, Id, Record, Workshop
from .templates import BUILT_IN, ROLES
from .verbs.cards import split_long

FACTS = tuple(name for name in FIELDS["workshops"] if name not in {"id", "gone", "from_doc"})
_CARD = ("text", "category", "group", "cluster", "explanation")
_LOOKS = (
    ("violet", "diamond"),
    ("teal", "circle"),
    ("yellow", "square"),
    ("rose", "star"),
    ("grey", "minus"),
)
"""Colour and symbol of categories that are not built in."""


def records(content: dict[str, Any], words_in: Callable[[str], Words], reader: Reader) -> list[Record]:
    """The records of a workshop in the plain form. Raises `FileProblem`."""
    top = reader.row(content, "", (*FACTS, "cards"))
    workshop, words = _workshop(top, words_in, reader)
    wall = _Wall(words, reader)
    for position, row in enumerate(listing(top.get("cards", []), "cards")):
        wall.hang(reader.row(row, f"cards[{position}]", _CARD), f"cards[{position}]")
    return laid_out([workshop, *wall.records()])


def _workshop(
    top: dict[str, Any], words_in: Callable[[str], Words], reader: Reader
) -> tuple[Workshop, Words]:
    given: dict[str, Any] = {name: text(top[name], name) for name in FACTS if top.get(name) is not None}
    if not clean(given.get("title", "")):
        raise bad("missing", "title")
    words = words_in(given.get("language", ""))
    if given.get("language", words.language) != words.language:
        reader.count("import_replaced")
    given["language"] = words.language
    return reader.admit(Workshop(id=WORKSHOP_ID, **given), ""), words


class _Wall:
    """The groups, categories and themes that the cards name, made when they are named first."""

    def __init__(self, words: Words, reader: Reader) -> None:
        self._words = words
        self._reader = reader
        self._groups: dict[str, Group] = {}
        self._roles: dict[str, Id] = {}
        self._own: dict[str, Category] = {}
        self._clusters: dict[tuple[Id, str], Cluster] = {}
        self._sizes: dict[Id, int] = {}
        self._cards: list[Card] = []

    def hang(self, row: dict[str, Any], place: str) -> None:
        """One card, or several where its text is too long for one."""
        if "text" not in row:
            raise bad("missing", f"{place}.text")
        given = text(row["text"], f"{place}.text")
        self._reader.compare(given)
        pieces = split_long(given)
        if not pieces:
            self._reader.count("import_blank")
            return
        if len(pieces) > 1:
            self._reader.count("import_split")
        explanation = text_or_none(row.get("explanation"), f"{place}.explanation") or ""
        group = self._group(self._line(row.get("group"), f"{place}.group"))
        category = self._category(self._line(row.get("category"), f"{place}.category"))
        cluster = self._cluster(group, self._line(row.get("cluster"), f"{place}.cluster"))
        for position, piece in enumerate(pieces):
            rank = self._sizes.get(cluster, 0) if cluster else 0
            card = Card(
                group_id=group,
                category_id=category,
                cluster_id=cluster,
                rank=float(rank),
                text=piece,
                explanation="" if position else explanation,
                written=len(self._cards) + 1,
            )
            self._cards.append(self._reader.admit(card, place))
            if cluster:
                self._sizes[cluster] = rank + 1

    def records(self) -> list[Record]:
        """Everything, each record after those it names."""
        groups = self._groups or {"": Group()}
        if "" in groups:
            name = self._words.group if len(groups) == 1 else self._words.no_group
            groups[""] = Group(id=groups[""].id, rank=groups[""].rank, name=name)
        return [*groups.values(), *self._categories(), *self._clusters.values(), *self._cards]

    def _line(self, value: object, place: str) -> str:
        """A name, clean and short enough; empty where there is none."""
        given = text_or_none(value, place) or ""
        self._reader.compare(given)
        name = clean(given, lines=False)
        if len(name) > SHORT:
            raise bad("long", place, length=len(name), limit=SHORT)
        return name

    def _group(self, name: str) -> Id:
        if name not in self._groups:
            self._groups[name] = Group(name=name, rank=float(len(self._groups)))
        return self._groups[name].id

    def _cluster(self, group: Id, heading: str) -> Id | None:
        if not heading:
            return None
        if (group, heading) not in self._clusters:
            rank = float(len(self._clusters))
            self._clusters[group, heading] = Cluster(group_id=group, heading=heading, rank=rank)
        return self._clusters[group, heading].id

    def _category(self, name: str) -> Id:
        role = name if name in ROLES else self._words.roles.get(name.casefold())
        if role in ROLES:
            return self._roles.setdefault(role, role)
        if name not in self._own:
            colour, symbol = _LOOKS[len([n for n in self._own if n]) % len(_LOOKS)]
            self._own[name] = (
                Category(title=name, colour=colour, symbol=symbol)
                if name
                else Category(role="other", colour="grey", symbol="circle")
            )
        return self._own[name].id

    def _categories(self) -> list[Category]:
        """The built-in ones first, in the order of the templates, the one without a name last."""
        if not self._roles and not any(self._own):
            self._roles = {role: role for role, _, _ in BUILT_IN["csa"]}
        looks = _looks(self._roles)
        built_in = [
            Category(
                id=role, role=role, colour=colour, symbol=symbol, question=self._words.questions.get(role, "")
            )
            for role, (colour, symbol) in looks.items()
        ]
        named = [category for name, category in self._own.items() if name]
        unnamed = [category for name, category in self._own.items() if not name]
        row = [*built_in, *named, *unnamed]
        return [replace(category, rank=float(rank)) for rank, category in enumerate(row)]


def _looks(roles: dict[str, Id]) -> dict[str, tuple[str, str]]:
    """Colour and symbol of each role as in the template that has most of them."""
    templates = sorted(BUILT_IN.values(), key=lambda rows: -sum(row[0] in roles for row in rows))
    found: dict[str, tuple[str, str]] = {}
    for rows in templates:
        for role, colour, symbol in rows:
            if role in roles:
                found.setdefault(role, (colour, symbol))
    return found
