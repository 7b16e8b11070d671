"""Who is offered as responsible: those present, and where they come from."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter

from ...domain import people
from ...domain.records import Id
from ..desk import Desk
from ..fields import LineField

_ID, _SAYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MOST, _WIDTH = 8, 280
"""How many rows of the list are seen at once, and how wide it is at least, in pixels."""


class Offer(NamedTuple):
    """What the list says, what stands in the field when it is taken, and the participant who is meant."""

    words: str
    says: str
    person_id: Id = ""


def offers(desk: Desk) -> list[Offer]:
    """Those present by name, with their department; then departments and organisations that are there."""
    here = people.there(desk.state)
    found = []
    for person in here:
        if person.name:
            place = person.department or person.organisation
            words = f"{person.name} ({place})" if place else person.name
            found.append(Offer(words, person.name, person.id))
    places = Counter(p.department for p in here if p.department)
    places.update(p.organisation for p in here if p.organisation)
    return found + [Offer(place, place) for place in desk.texts.sorted(places)]


class WhoField(LineField):
    """A line that offers who can be responsible. `person_chosen` carries the id of one chosen from the list.

    F4 opens the list. What is typed beyond it is taken as it stands.
    """

    person_chosen = Signal(str)

    def __init__(self, desk: Desk, name: str, label: str) -> None:
        super().__init__(name, label)
        self._desk = desk
        self._offers = QStandardItemModel(self)
        self._list = QCompleter(self._offers, self)
        self._list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list.setFilterMode(Qt.MatchFlag.MatchContains)
        self._list.setCompletionRole(Qt.ItemDataRole.DisplayRole)
        self._list.setMaxVisibleItems(_MOST)
        self._list.setWidget(self)
        self._list.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(self._offer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup.isVisible() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            current = popup.currentIndex()
            popup.hide()
            if current.isValid():
                self._take(current)
                return
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self._offer("")
            return
        super().keyPressEvent(event)

    @property
    def list_is_open(self) -> bool:
        return self._popup.isVisible()

    @property
    def _popup(self) -> QAbstractItemView:
        popup = self._list.popup()
        assert popup is not None
        return popup

    def _fill(self) -> None:
        theme = self._desk.theme
        self._popup.setStyleSheet(
            f"QListView {{ background: {theme.surface}; border: 1px solid {theme.line}; outline: none; }}"
            "QListView::item { padding: 5px 8px; }"
            f"QListView::item:selected {{ background: {theme.soft}; color: {theme.text}; }}"
        )
        self._offers.clear()
        for offer in offers(self._desk):
            item = QStandardItem(offer.words)
            item.setData(offer.person_id, _ID)
            item.setData(offer.says, _SAYS)
            self._offers.appendRow(item)

    def _offer(self, typed: str) -> None:
        self._list.setCompletionPrefix(typed)
        if self._list.completionCount():
            self._list.complete(QRect(0, 0, max(self.width(), _WIDTH), self.height()))
        else:
            self._popup.hide()

    def _take(self, index: QModelIndex) -> None:
        said, person_id = str(index.data(_SAYS)), str(index.data(_ID) or "")
        self.setText(said)
        if person_id:
            self.keep_typed(said)
            self.person_chosen.emit(person_id)
        else:
            self.hand_over()
