"""Beside every page: who is there. A name typed and Enter, and a late arrival is on the list."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain import people
from ...domain.edits import Step
from ...domain.records import SHORT, Group, Id, Participant
from ...domain.verbs import people as verbs
from ..desk import Desk
from ..fields import LineField
from ..labels import announce
from ..safekeeping.parts import Index, label
from ..theme import font, icon
from .menu import people_menu
from .words import SIGNS, presence_colour, turnout_words

_WIDTH, _SIDE, _HIGH = 312, 16, 44
_SIGN = 24
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
        return QSize(_WIDTH - 2 * _SIDE, _HIGH)

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


class PresenceField(LineField):
    """Typing that was not handed over is kept by the panel."""

    keeps_own_draft = True


class PresencePanel(QFrame):
    """`open` shows it with the keyboard in its field. `closed` asks the owner to hide it."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        t = desk.texts
        self.setObjectName("presence")
        self.setProperty("kind", "side")
        self.setAccessibleName(t("Presence"))
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self._stale = True
        self.turnout = label("", "muted", "presence-turnout")
        self.field = PresenceField("presence-field", t("Who has come"))
        self.field.type_again(desk.drafts.text("presence"))
        self.model = PresenceModel(desk, self)
        self.list = PresenceList(desk, self.model)
        self.hint = label("", "muted", "presence-hint")
        self._close = QToolButton()
        self.setFocusProxy(self.field)
        self._arrange()
        self._connect()
        self._dress()

    def open(self) -> None:
        """Show the panel; asked again while the user is in it, it wants to be closed."""
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and self.isAncestorOf(focus):
            self.closed.emit()
            return
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if step is not None and not step.edit.touches("participants", "groups"):
            return
        here = self.model.person(self.list.currentIndex().row())
        self.model.refresh()
        if here is not None and here.id in self.model.ids:
            self.list.setCurrentIndex(self.model.index(self.model.ids.index(here.id)))
        self.turnout.setText(
            turnout_words(self._desk.texts, people.turnout(self._desk.state.all(Participant)))
        )
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.model.search(self.field.text())
            self.refresh(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.model.ids:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(max(self.list.currentIndex().row(), 0)))
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.show_text("")
            self.field.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        """Enter: the only one found is there; whom nobody knows is taken on the list, and is there."""
        t, name = self._desk.texts, " ".join(self.field.text().split())
        if not name:
            return
        if len(self.model.ids) == 1 or (match := self._exact(name)) is not None:
            id = self.model.ids[0] if len(self.model.ids) == 1 else match
            if id is not None and self._desk.do(verbs.set_presence, [id], "present") is not None:
                self._say_there(id)
                self.field.show_text("")
        elif self.model.ids:
            self._desk.say(t("Several fit. Choose one with the arrow keys."))
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))
        elif self._desk.do(verbs.add_participants, [Participant(name=name, presence="present")]) is not None:
            self._desk.say(t("{name} is on the list now, and present.", name=name))
            self.field.show_text("")

    def _exact(self, name: str) -> Id | None:
        """The one who is called just so, among several that fit."""
        key = self._desk.texts.sort_key
        found = [
            id
            for row, id in enumerate(self.model.ids)
            if (person := self.model.person(row)) is not None and key(person.name)[0] == key(name)[0]
        ]
        return found[0] if len(found) == 1 else None

    def _turn(self, id: Id) -> None:
        """Who is there is expected again, anybody else is there."""
        person = self._desk.state.get(Participant, id)
        if person is not None:
            presence = "expected" if person.presence == "present" else "present"
            if self._desk.do(verbs.set_presence, [id], presence) is not None:
                self._say_there(id)

    def _say_there(self, id: Id) -> None:
        t, person = self._desk.texts, self._desk.state.get(Participant, id)
        if person is not None:
            words = f"{people.called(person)}: {t.presence(person.presence)}"
            self._desk.say(words)
            announce(self, words)

    def _find(self, words: str) -> None:
        self._desk.drafts.put("presence", words)
        self.model.search(words)
        self._offer()

    def _offer(self) -> None:
        """Say what Enter does."""
        t, name = self._desk.texts, " ".join(self.field.text().split())
        if not name:
            words = t("Type a name; Enter marks who is found as present. Space turns it in the list.")
        elif self.model.ids:
            words = t("Enter: present") if len(self.model.ids) == 1 else ""
        else:
            words = t("Enter: take {name} on the list, present", name=t.quote(name))
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.list.setVisible(bool(self.model.ids))

    def _menu(self, at: QPoint) -> None:
        person = self.model.person(self.list.currentIndex().row())
        if person is not None:
            people_menu(self._desk, [person.id], self).popup(self.list.viewport().mapToGlobal(at))

    def _dress(self) -> None:
        self._close.setIcon(icon("x", self._desk.theme.muted))

    def _arrange(self) -> None:
        t = self._desk.texts
        self.field.setProperty("names", True)
        self.field.setPlaceholderText(t("Who has come?"))
        self.field.setMaxLength(SHORT)
        self._close.setObjectName("presence-close")
        self._close.setProperty("kind", "small")
        self._close.setAccessibleName(t("Close presence"))
        self._close.setToolTip(t("Close presence"))
        head = QHBoxLayout()
        head.addWidget(label(t("Presence"), "section"), 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 18, _SIDE, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.turnout)
        column.addWidget(self.field)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.setStyleSheet("QListView { background: transparent; }")

    def _connect(self) -> None:
        self._desk.changed.connect(self.refresh)
        self._desk.look_changed.connect(self._dress)
        self._close.clicked.connect(self.closed)
        self.field.textChanged.connect(self._find)
        self.field.returnPressed.connect(self._take)
        self.list.turned.connect(self._turn)
        self.list.up.connect(self.field.setFocus)
        self.list.customContextMenuRequested.connect(self._menu)
