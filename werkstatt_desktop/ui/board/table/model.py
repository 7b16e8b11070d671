"""The cards of the group in view as rows; what a cell says is asked of the workshop when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from ....domain import links, order
from ....domain.edits import Step
from ....domain.picture import marks_of
from ....domain.records import Card, Category, Cluster, Group, Id, Link
from ....texts import mark
from ...desk import Desk
from ...labels import plain_tip
from ...theme import symbol_icon

NUMBER, THEME, CATEGORY, TEXT, MARKS, LINKS, EXPLANATION = range(7)
TITLES = (
    mark("No."), mark("Theme"), mark("Category"), mark("Text"), mark("Marks"), mark("Links"),
    mark("Explanation"),
)  # fmt: skip
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TIPPED = {TEXT, LINKS, EXPLANATION, THEME}


class CardTableModel(QAbstractTableModel):
    """Rows in the order of the board: theme by theme, then the loose cards; or sorted by a column."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[Id] = []
        self._rows: dict[Id, int] = {}
        self._numbers: dict[Id, int] = {}
        self._icons: dict[tuple[str, str, bool], QIcon] = {}
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._says: dict[int, Callable[[Card], str]] = {
            NUMBER: lambda card: desk.texts.number(card.written),
            THEME: self._theme,
            CATEGORY: self._category,
            TEXT: lambda card: card.text,
            MARKS: self._marks,
            LINKS: self._links,
            EXPLANATION: lambda card: card.explanation,
        }

    def refresh(self, step: Step | None) -> bool:
        """Follow a step; whether rows came, went or changed places, so that a selection is to be renewed."""
        if step is not None and not step.edit.touches("cards", "clusters", "links", "categories", "groups"):
            return False
        self._number_themes()
        ids = self._in_order()
        if ids != self._ids:
            self.beginResetModel()
            self._ids, self._rows = ids, {id: row for row, id in enumerate(ids)}
            self.endResetModel()
            return True
        if ids:
            self._tell(step)
        return False

    @property
    def ids(self) -> list[Id]:
        """The cards by rows."""
        return self._ids

    def id(self, row: int) -> Id | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row(self, id: Id | None) -> int | None:
        return self._rows.get(id) if id is not None else None

    def filled(self) -> frozenset[int]:
        """Of the columns that often say nothing, those that say something in any row."""
        state = self._desk.state
        cards = [card for id in self._ids if (card := state.get(Card, id)) is not None]
        said = {
            MARKS: any(marks_of(card) for card in cards),
            LINKS: any(links.of_card(state, link.from_card_id) for link in state.all(Link)),
            EXPLANATION: any(card.explanation for card in cards),
        }
        return frozenset(column for column, says in said.items() if says)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        id = self.id(index.row())
        card = self._desk.state.get(Card, id) if id is not None else None
        if card is None:
            return None
        column = index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._says[column](card)
        if role == Qt.ItemDataRole.ToolTipRole and column in _TIPPED:
            return plain_tip(self._says[column](card))
        if role == Qt.ItemDataRole.DecorationRole and column == CATEGORY:
            return self._icon(card)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column == NUMBER else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._desk.texts(TITLES[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 brings the order of the board back."""
        self.sorted_by = (column, order) if column >= 0 else None
        self._number_themes()
        ids = self._in_order()
        if ids == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self._ids[index.row()], index.column()) for index in before]
        self._ids, self._rows = ids, {id: row for row, id in enumerate(ids)}
        self.changePersistentIndexList(before, [self.index(self._rows[id], col) for id, col in kept])
        self.layoutChanged.emit()

    def _in_order(self) -> list[Id]:
        state, group = self._desk.state, self._desk.group_id
        shown = state.get(Group, group)
        if group is None or shown is None or shown.hidden:
            return []
        themes = order.clusters(state, group)
        row = [card for theme in themes for card in order.cards_of_cluster(state, theme.id)]
        row += order.loose_cards(state, group)
        if self.sorted_by is not None:
            column, direction = self.sorted_by
            row.sort(key=self._key(column), reverse=direction == Qt.SortOrder.DescendingOrder)
        return [card.id for card in row]

    def _key(self, column: int) -> Callable[[Card], Any]:
        state, t = self._desk.state, self._desk.texts
        if column == NUMBER:
            return lambda card: card.written
        if column == THEME:
            last = len(self._numbers) + 1
            return lambda card: self._numbers.get(card.cluster_id or "", last)
        if column == CATEGORY:
            places = {category.id: n for n, category in enumerate(order.categories(state))}
            return lambda card: places.get(card.category_id, len(places))
        say = self._says[column]
        # What says nothing comes last: one sorts by marks to see those that have some.
        return lambda card: (not (words := say(card)), t.sort_key(words))

    def _tell(self, step: Step | None) -> None:
        """The rows that a step touched say something new."""
        first, last = 0, len(self._ids) - 1
        if step is not None and not step.edit.touches("clusters", "categories", "groups"):
            ids = {*step.edit.ids("cards")}
            for id in step.edit.ids("links"):
                link = self._desk.state.tables["links"].get(id)
                if isinstance(link, Link):
                    ids |= {link.from_card_id, link.to_card_id}
            # What links to a reworded card quotes it.
            ids |= {said.other.id for id in tuple(ids) for said in links.of_card(self._desk.state, id)}
            rows = sorted(row for id in ids if (row := self._rows.get(id)) is not None)
            if not rows:
                return
            first, last = rows[0], rows[-1]
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(TITLES) - 1))

    def _number_themes(self) -> None:
        group = self._desk.group_id
        themes = order.clusters(self._desk.state, group) if group is not None else []
        self._numbers = {theme.id: n for n, theme in enumerate(themes, 1)}

    def _theme(self, card: Card) -> str:
        cluster = self._desk.state.get(Cluster, card.cluster_id)
        if cluster is None or cluster.id not in self._numbers:
            return ""
        return f"{self._numbers[cluster.id]}  {cluster.heading or self._desk.texts('without a heading')}"

    def _category(self, card: Card) -> str:
        category = self._desk.state.get(Category, card.category_id)
        return self._desk.texts.category_one(category) if category else ""

    def _marks(self, card: Card) -> str:
        return ", ".join(self._desk.texts.marks(marks_of(card)))

    def _links(self, card: Card) -> str:
        t = self._desk.texts
        said = links.of_card(self._desk.state, card.id)
        return "; ".join(f"{t.link(s.link.kind, back=not s.outgoing)}: {s.other.text}" for s in said)

    def _icon(self, card: Card) -> QIcon | None:
        category = self._desk.state.get(Category, card.category_id)
        if category is None:
            return None
        key = (category.symbol, category.colour, self._desk.theme.dark)
        if key not in self._icons:
            colour = self._desk.theme.category(category.colour)[1]
            self._icons[key] = symbol_icon(category.symbol, colour)
        return self._icons[key]
