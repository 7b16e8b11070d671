"""What becomes of a table: which row is which card, what has to be made for it, what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from . import order
from .clean import clean
from .columns import fold
from .records import COLOURS, LONG, SHORT, SYMBOLS, Card, Category, Cluster, Group, Id
from .state import State
from .verbs.cards import split_long

MOST_CARDS = 10_000
"""So many cards come out of one table; a board bears no more."""
Unknown = Literal["new", "usual", "leave"]
"""What becomes of a group or category that is not there: it is made, or replaced, or its row left out."""
Reason = Literal[
    "", "no_text", "too_long", "no_group", "no_category", "unknown_group", "unknown_category",
    "name_too_long", "explanation_too_long", "known",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a table is to be read.

    `uses` says what each column is good for (see `columns.USES`). `group_id` and `category_id` are for rows
    that name none. `categories` has the ids of categories by their folded names, in any language. `split`:
    what is too long for a card becomes several.
    """

    uses: tuple[str, ...]
    headed: bool
    group_id: Id | None
    category_id: Id | None
    categories: Mapping[str, Id] = field(default_factory=dict)
    new_groups: Unknown = "new"
    new_categories: Unknown = "new"
    split: bool = True
    leave_known: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, counted from 1, and the cards that come of it; none where there is a reason."""

    row: int
    texts: tuple[str, ...] = ()
    explanation: str = ""
    group_id: Id = ""
    category_id: Id = ""
    cluster_id: Id | None = None
    reason: Reason = ""
    is_known: bool = False
    """A card with this text is in the group already."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would come to. The new groups, categories and themes are not placed yet.

    `unknown_groups` and `unknown_categories` are the names that the workshop does not have, `long` the
    number of texts that are too long for a card, whatever is wished for them.
    """

    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    categories: tuple[Category, ...]
    themes: tuple[Cluster, ...]
    unknown_groups: tuple[str, ...] = ()
    unknown_categories: tuple[str, ...] = ()
    long: int = 0

    @property
    def cards(self) -> int:
        return sum(len(line.texts) for line in self.lines)

    @property
    def left_out(self) -> int:
        """How many rows give no card."""
        return sum(bool(line.reason) for line in self.lines)


def planned(state: State, rows: Sequence[Sequence[str]], wishes: Wishes) -> Plan:
    """What the rows come to, as they are and in their order."""
    reader = _Reader(state, wishes)
    first = 1 if wishes.headed else 0
    lines = tuple(reader.line(n, row) for n, row in enumerate(rows[first:], first + 1))
    return reader.plan(lines)


class _Reader:
    """Reads rows one after the other, and remembers what they name for the first time."""

    def __init__(self, state: State, wishes: Wishes) -> None:
        self._state, self._wishes = state, _still_there(state, wishes)
        self._columns = {use: n for n, use in reversed(list(enumerate(wishes.uses))) if use}
        self._group_ids: dict[str, Id] = {fold(g.name): g.id for g in reversed(order.groups(state)) if g.name}
        self._category_ids = dict(self._wishes.categories)
        self._theme_ids = {
            (c.group_id, fold(c.heading)): c.id
            for group in order.groups(state)
            for c in reversed(order.clusters(state, group.id))
            if c.heading
        }
        self._known = {(card.group_id, card.text) for card in state.all(Card)}
        self._groups: dict[Id, Group] = {}
        self._categories: dict[Id, Category] = {}
        self._themes: dict[Id, Cluster] = {}
        self._looks = _free_looks(state)
        self._there = set(self._group_ids), set(self._category_ids)
        self._unknown: tuple[dict[str, str], dict[str, str]] = {}, {}
        self._long = 0
        self._lines: dict[str, str] = {}
        self._folded: dict[str, str] = {}

    def line(self, number: int, row: Sequence[str]) -> Line:
        text = self._cell(row, "text")
        names = {use: self._name(row, use) for use in ("group", "category", "theme")}
        explanation = self._cell(row, "explanation")
        self._note(text, names)
        reason = self._trouble(text, names, explanation)
        if reason:
            return Line(number, reason=reason)
        group_id, category_id = self._place(names)
        is_known = (group_id, text) in self._known
        if is_known and self._wishes.leave_known:
            return Line(number, reason="known", is_known=True)
        theme_id = self._theme(group_id, names["theme"])
        texts = (text,) if len(text) <= LONG else tuple(split_long(text))
        return Line(number, texts, explanation, group_id, category_id, theme_id, "", is_known)

    def plan(self, lines: tuple[Line, ...]) -> Plan:
        """Only what a card needs is made."""
        made = [line for line in lines if not line.reason]
        groups, categories = {line.group_id for line in made}, {line.category_id for line in made}
        themes = {line.cluster_id for line in made}
        return Plan(
            lines,
            tuple(group for id, group in self._groups.items() if id in groups),
            tuple(category for id, category in self._categories.items() if id in categories),
            tuple(theme for id, theme in self._themes.items() if id in themes),
            tuple(self._unknown[0].values()),
            tuple(self._unknown[1].values()),
            self._long,
        )

    def _note(self, text: str, names: Mapping[str, str]) -> None:
        """Remember what there is to be asked about."""
        self._long += len(text) > LONG
        for use, there, unknown in zip(("group", "category"), self._there, self._unknown, strict=True):
            name = names[use]
            if text and name and len(name) <= SHORT and (key := self._fold(name)) not in there:
                unknown.setdefault(key, name)

    def _cell(self, row: Sequence[str], use: str) -> str:
        column = self._columns.get(use)
        return clean(row[column]) if column is not None and column < len(row) else ""

    def _name(self, row: Sequence[str], use: str) -> str:
        """A name in one line. Few names stand in many rows."""
        column = self._columns.get(use)
        given = row[column] if column is not None and column < len(row) else ""
        if given not in self._lines:
            self._lines[given] = clean(given, lines=False)
        return self._lines[given]

    def _fold(self, name: str) -> str:
        if name not in self._folded:
            self._folded[name] = fold(name)
        return self._folded[name]

    def _trouble(self, text: str, names: Mapping[str, str], explanation: str) -> Reason:
        wishes = self._wishes
        if not text:
            return "no_text"
        if len(text) > LONG and not wishes.split:
            return "too_long"
        if len(explanation) > LONG:
            return "explanation_too_long"
        if any(len(name) > SHORT for name in names.values()):
            return "name_too_long"
        group, category = self._fold(names["group"]), self._fold(names["category"])
        if group and group not in self._group_ids and wishes.new_groups == "leave":
            return "unknown_group"
        if category and category not in self._category_ids and wishes.new_categories == "leave":
            return "unknown_category"
        if wishes.group_id is None and (
            not group or self._is_usual(group, self._group_ids, wishes.new_groups)
        ):
            return "no_group"
        usual = self._is_usual(category, self._category_ids, wishes.new_categories)
        return "no_category" if wishes.category_id is None and (not category or usual) else ""

    def _is_usual(self, name: str, known: Mapping[str, Id], unknown: Unknown) -> bool:
        return name not in known and unknown == "usual"

    def _place(self, names: Mapping[str, str]) -> tuple[Id, Id]:
        """The group and the category of a row, which may be new."""
        wishes = self._wishes
        group, category = self._fold(names["group"]), self._fold(names["category"])
        group_id, category_id = self._group_ids.get(group), self._category_ids.get(category)
        if group_id is None and group and wishes.new_groups == "new":
            made = Group(name=names["group"], rank=_after(order.groups(self._state), len(self._groups)))
            self._groups[made.id], self._group_ids[group] = made, made.id
            group_id = made.id
        if category_id is None and category and wishes.new_categories == "new":
            colour, symbol = next(self._looks)
            rank = _after(order.categories(self._state), len(self._categories))
            own = Category(title=names["category"], colour=colour, symbol=symbol, rank=rank)
            self._categories[own.id], self._category_ids[category] = own, own.id
            category_id = own.id
        return group_id or wishes.group_id or "", category_id or wishes.category_id or ""

    def _theme(self, group_id: Id, heading: str) -> Id | None:
        """The theme of a heading in a group; the first of several with the same."""
        if not heading:
            return None
        key = group_id, self._fold(heading)
        if key not in self._theme_ids:
            new = sum(theme.group_id == group_id for theme in self._themes.values())
            made = Cluster(
                group_id=group_id, heading=heading, rank=_after(order.clusters(self._state, group_id), new)
            )
            self._themes[made.id], self._theme_ids[key] = made, made.id
        return self._theme_ids[key]


def _still_there(state: State, wishes: Wishes) -> Wishes:
    """The wishes without what was deleted since they were made."""
    return replace(
        wishes,
        group_id=wishes.group_id if state.get(Group, wishes.group_id) else None,
        category_id=wishes.category_id if state.get(Category, wishes.category_id) else None,
        categories={name: id for name, id in wishes.categories.items() if state.get(Category, id)},
    )


def _unknown(name: str, known: Mapping[str, Id], wish: Unknown) -> bool:
    """Whether the usual one stands in for a name that the workshop does not have."""
    return name not in known and wish == "usual"


def _after(row: Sequence[Group | Category | Cluster], more: int) -> float:
    return (row[-1].rank if row else -1.0) + 1.0 + more


def _free_looks(state: State) -> Iterator[tuple[str, str]]:
    """Colours and symbols for new categories, first those that no category has."""
    used = {(category.colour, category.symbol) for category in order.categories(state)}
    colours = {colour for colour, _ in used}
    symbols = {symbol for _, symbol in used}
    row = [
        *((c, s) for c, s in zip(_others(COLOURS, colours), _others(SYMBOLS, symbols), strict=False)),
        *((c, s) for s in SYMBOLS for c in COLOURS if (c, s) not in used),
    ]
    while True:
        yield from dict.fromkeys(row)


def _others(names: Sequence[str], used: set[str]) -> list[str]:
    """Those that nobody uses; from the violet diamond of a usual own category on."""
    start = names.index("violet") if "violet" in names else names.index("diamond")
    turned = [*names[start:], *names[:start]]
    return [name for name in turned if name not in used]
