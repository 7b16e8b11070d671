"""The list of who is there: whom it shows, how a row looks, and how presence is turned in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ...domain import people
from ...domain.records import Group, Id, Participant
from ..desk import Desk
from ..safekeeping.parts import Index
from ..theme import font
from .words import SIGNS, presence_colour

_WIDTH, _HIGH, _SIGN = 280, 44, 24
_NOWHERE = QModelIndex()
_WHERE = Qt.ItemDataRole.UserRole
_PRESENCE = Qt.ItemDataRole.UserRole + 1


class PresenceModel(QAbstractListModel):
    """Those on the list whose words contain what is searched for; by name."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._needle = ""
        self.ids: list[Id] = []

    def search(self, words: str) -> None:
        self._needle = words
        self.refresh()

    def refresh(self) -> None:
        ids = [person.id for person in self._found()]
        if ids != self.ids:
            self.beginResetModel()
            self.ids = ids
            self.endResetModel()
        elif ids:
            self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))

    def person(self, row: int) -> Participant | None:
        return self._desk.state.get(Participant, self.ids[row]) if 0 <= row < len(self.ids) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self.person(index.row())
        if person is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(person)
        if role == _WHERE:
            return self._where(person)
        if role == _PRESENCE:
            return person.presence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (self._name(person), self._where(person), self._desk.texts.presence(person.presence))
            return ", ".join(part for part in parts if part)
        return None

    def _name(self, person: Participant) -> str:
        words = people.called(person)
        count = f" ({self._desk.texts.number(person.persons)})" if person.persons > 1 else ""
        return words + count

    def _where(self, person: Participant) -> str:
        group = self._desk.state.get(Group, person.group_id)
        from_where = ", ".join(part for part in (person.department, person.organisation) if part)
        parts = (from_where if person.name else "", group.name if group else "")
        return " · ".join(part for part in parts if part)

    def _found(self) -> list[Participant]:
        key = self._desk.texts.sort_key
        words = key(self._needle)[0].split()

        def fits(person: Participant) -> bool:
            whole = key(f"{person.name} {self._where(person)} {people.called(person)}")[0]
            return all(word in whole for word in words)

        found = [person for person in people.in_order(self._desk.state) if fits(person)]
        return sorted(found, key=lambda person: key(self._name(person)))


class _Row(QStyledItemDelegate):
    """The sign of presence, the name, and below it from where and in which group."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_WIDTH, _HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, cell = self._desk.theme, QRect(option.rect)
        presence, where = str(index.data(_PRESENCE)), str(index.data(_WHERE))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, QColor(theme.soft))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(16, bold=True))
        painter.setPen(QColor(presence_colour(theme, presence)))
        sign = QRect(cell.x() + 6, cell.y(), _SIGN, cell.height())
        painter.drawText(sign, middle | Qt.AlignmentFlag.AlignHCenter, SIGNS.get(presence, "○"))
        room = cell.adjusted(_SIGN + 10, 4, -6, -4)
        upper = QRect(room.x(), room.y(), room.width(), room.height() // 2)
        lower = QRect(room.x(), upper.bottom() + 1, room.width(), room.height() // 2)
        painter.setFont(font(14, bold=presence == "present"))
        gone = presence in {"excused", "left"}
        painter.setPen(QColor(theme.muted if gone else theme.text))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(upper if where else room, middle | Qt.TextFlag.TextSingleLine, name)
        painter.setFont(font(12))
        painter.setPen(QColor(theme.muted))
        below = painter.fontMetrics().elidedText(where, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(lower, middle | Qt.TextFlag.TextSingleLine, below)
        painter.setPen(QColor(theme.line))
        painter.drawLine(cell.bottomLeft(), cell.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(cell.adjusted(1, 1, -1, -2))
        painter.restore()


class PresenceList(QListView):
    """A click on the sign, Space or Enter turns presence: `turned`; `up` leaves at the top."""

    turned = Signal(str)
    up = Signal()

    def __init__(self, desk: Desk, model: PresenceModel) -> None:
        super().__init__()
        self._desk, self._people = desk, model
        self.setObjectName("presence-list")
        self.setAccessibleName(desk.texts("Who is there"))
        self.setModel(model)
        self.setItemDelegate(_Row(desk, self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._turn(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.up.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._on_sign(event):
            self._turn(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Elsewhere in the row the same, with two clicks."""
        super().mouseDoubleClickEvent(event)
        if not self._on_sign(event):
            self._turn(self.indexAt(event.position().toPoint()))

    def _on_sign(self, event: QMouseEvent) -> bool:
        return event.position().x() < _SIGN + 10

    def _turn(self, index: Index) -> None:
        if (person := self._people.person(index.row())) is not None:
            self.turned.emit(person.id)
