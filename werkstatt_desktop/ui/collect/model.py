"""The cards of one column in the order of writing, as a model for views."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain.edits import Step
from ...domain.order import writing_key
from ...domain.picture import marks_of
from ...domain.records import Card, Category, Group, Id
from ...domain.twins import is_second
from ..card_drag import CARDS_MIME
from ..desk import Desk
from ..labels import plain_tip
from .ticks import Ticks

Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, Id]

SAFE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SAVED, LATE = "saved", "late"
MARK_ROLES = frozenset({SAFE_ROLE, int(Qt.ItemDataRole.AccessibleTextRole)})
"""Another value of these changes neither the text of a card nor its height."""
_MANY = 200
"""From so many touched cards on, reading a column anew costs less than finding each place."""


class CardRows(QAbstractListModel):
    """The cards of a group and a category. What a card says is read from the state when it is asked for.

    A second card has no row of its own. While the group's cards are `hidden` there are no rows at all;
    `count` still says how many cards there are.

    `show` reads a column from the state, `take` applies one step to it at the cost of that step.
    Both lead to the same rows. `SAFE_ROLE` tells of the newest card written in this window whether it is
    in the file, and of all whether they are late.
    """

    def __init__(self, desk: Desk, ticks: Ticks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ticks = ticks
        self._newest: Id | None = None
        ticks.changed.connect(self._show_ticks)
        self._group_id: Id | None = None
        self._category_id: Id | None = None
        self._keys: list[Key] = []
        self._written: dict[Id, int] = {}

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def hidden(self) -> bool:
        group = self._desk.state.get(Group, self._group_id)
        return group is not None and group.hidden

    @property
    def count(self) -> int:
        """How many cards the column has, shown or not."""
        if not self.hidden or self._group_id is None:
            return len(self._keys)
        cards = self._desk.state.kids(Card, "group_id", self._group_id)
        return sum(1 for card in cards if self._is_here(card))

    @property
    def ids(self) -> list[Id]:
        return [id for _, id in self._keys]

    def show(self, group_id: Id | None, category_id: Id) -> None:
        """Hold the cards of this group and category, as the state has them now."""
        group = self._desk.state.get(Group, group_id)
        seen = group is not None and not group.hidden
        cards = self._desk.state.kids(Card, "group_id", group_id) if seen and group_id is not None else []
        keys = sorted(
            writing_key(card)
            for card in cards
            if card.category_id == category_id
            and (card.twin_of is None or not is_second(self._desk.state, card))
        )
        if (group_id, category_id, keys) == (self._group_id, self._category_id, self._keys):
            if keys:
                self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))
            return
        self.beginResetModel()
        self._group_id, self._category_id, self._keys = group_id, category_id, keys
        self._written = {id: written for written, id in self._keys}
        self._newest = self._find_newest()
        self.endResetModel()

    def take(self, step: Step) -> None:
        """Apply a step that the state has taken already."""
        touched = {*step.edit.ids("cards"), *step.appeared, *step.vanished}
        here = {id for id in touched if id in self._written or self._belongs(id)}
        if len(here) > _MANY and self._category_id is not None:
            self.show(self._group_id, self._category_id)
            return
        for id in here:
            self._take_card(id)
        self._show_ticks(())

    def card(self, row: int) -> Card | None:
        """The card of a row; None for one that the state has lost and no step told of yet."""
        return self._desk.state.get(Card, self._keys[row][1])

    def id_at(self, row: int) -> Id:
        return self._keys[row][1]

    def row_of(self, id: Id) -> int | None:
        written = self._written.get(id)
        return None if written is None else bisect_left(self._keys, (written, id))

    def _belongs(self, id: Id) -> bool:
        card = self._desk.state.get(Card, id)
        return card is not None and self._is_here(card) and not self.hidden

    def _is_here(self, card: Card) -> bool:
        here = (card.group_id, card.category_id) == (self._group_id, self._category_id)
        return here and not is_second(self._desk.state, card)

    def _take_card(self, id: Id) -> None:
        card = self._desk.state.get(Card, id) if self._belongs(id) else None
        row = self.row_of(id)
        if row is not None and (card is None or self._written[id] != card.written):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._keys[row], self._written[id]
            self.endRemoveRows()
            row = None
        if card is None:
            return
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)
            return
        key = writing_key(card)
        row = bisect_left(self._keys, key)
        self.beginInsertRows(QModelIndex(), row, row)
        self._keys.insert(row, key)
        self._written[id] = card.written
        self.endInsertRows()

    # What views ask

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return usual | flag.ItemIsDragEnabled if index.isValid() else flag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        card = self.card(index.row()) if index.isValid() else None
        if card is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._first_wording(card)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(card, index.row())
        if role == SAFE_ROLE:
            return self._mark(card.id)
        return None

    def mimeTypes(self) -> list[str]:
        return [CARDS_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted(index.row() for index in indexes)
        cards = [card for row in rows if (card := self.card(row))]
        data = QMimeData()
        data.setData(CARDS_MIME, "\n".join(card.id for card in cards).encode())
        data.setText("\n".join(card.text for card in cards))
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def _mark(self, id: Id) -> str:
        if self._ticks.late(id):
            return LATE
        return SAVED if id == self._newest and self._ticks.safe(id) else ""

    def _find_newest(self) -> Id | None:
        """The last card that was written in this window."""
        written = self._ticks.written
        return next((id for _, id in reversed(self._keys) if id in written), None) if written else None

    def _show_ticks(self, changed: Collection[Id]) -> None:
        before, self._newest = self._newest, self._find_newest()
        touched = {id for id in (*changed, before, self._newest) if id is not None and id in self._written}
        rows = [row for id in touched if (row := self.row_of(id)) is not None]
        if len(rows) > _MANY:
            self._tell_marks(min(rows), max(rows))
            return
        for row in rows:
            self._tell_marks(row, row)

    def _tell_marks(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last), sorted(MARK_ROLES))

    def _first_wording(self, card: Card) -> str | None:
        if card.first_text is None:
            return None
        t = self._desk.texts
        return plain_tip(t("First: {text}", text=t.quote(card.first_text)))

    def _spoken(self, card: Card, row: int) -> str:
        """What a screen reader says of a card."""
        t = self._desk.texts
        category = self._desk.state.get(Category, card.category_id)
        kind = t.category_one(category) if category else t("Card")
        parts = [f"{kind}: {card.text}"]
        if card.explanation:
            parts.append(t("Explanation: {text}", text=card.explanation))
        if card.first_text is not None:
            parts.append(t("reworded"))
        parts += t.marks(marks_of(card))
        if mark := self._mark(card.id):
            parts.append(t("saved") if mark == SAVED else t("being saved"))
        parts.append(t("{place} of {count}", place=t.number(row + 1), count=t.number(len(self._keys))))
        return ". ".join(parts)
