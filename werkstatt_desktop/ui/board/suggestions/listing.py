"""The list of suggestions in the panel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ....domain.records import Card, Cluster, Id
from ...buttons import Button
from ...desk import Desk
from .entry import Entry

if TYPE_CHECKING:
    from ....suggest.offers import Offer

Look = tuple["Offer", tuple[tuple[str, str], ...], tuple[str, ...]]
_SIDE = 12


class EntryList(QScrollArea):
    """Shows offers one below the other; `accepted` carries an offer and the theme that was chosen for it."""

    accepted = Signal(object, str)
    declined = Signal(object)
    sought = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("suggestions-area")
        self.setAccessibleName(desk.texts("Suggestions"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._desk = desk
        self.offers: list[Offer] = []
        self.entries: list[Entry] = []
        self._by_look: dict[Look, Entry] = {}
        self.more = Button("")
        self.more.setObjectName("suggestions-more")
        content = QFrame()
        content.setObjectName("suggestions-content")
        column = QVBoxLayout(content)
        column.setContentsMargins(_SIDE, 0, _SIDE, 0)
        column.setSpacing(10)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(content)

    @property
    def first(self) -> QWidget | None:
        """What gets the keyboard when the list is entered."""
        return self.entries[0].answers[0] if self.entries else None

    def show_offers(self, offers: list[Offer], most: int) -> None:
        """Show the first of these; entries that stay the same are kept, and with them the keyboard."""
        self.more.setVisible(len(offers) > most)
        self.more.setText(f"{self._desk.texts('Show more')} ({self._desk.texts.number(len(offers) - most)})")
        self.offers = offers[:most]
        old, self._by_look = self._by_look, {}
        for offer in self.offers:
            look = self._look(offer)
            self._by_look[look] = old.pop(look) if look in old else self._made(offer)
        self.entries = list(self._by_look.values())
        for entry in old.values():
            self._rows.removeWidget(entry)
            # Gone at once for screen readers too; the board may be hidden now.
            entry.hide()
            entry.setParent(None)
            entry.deleteLater()
        for place, entry in enumerate(self.entries):
            if self._rows.indexOf(entry) != place:
                self._rows.insertWidget(place, entry)
            entry.show()

    def focus_entry(self, place: int) -> bool:
        """Give the keyboard to the entry at a place, or to the last; whether there is one."""
        if not self.entries:
            return False
        entry = self.entries[min(place, len(self.entries) - 1)]
        entry.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(entry, 0, 8)
        return True

    def _look(self, offer: Offer) -> Look:
        """All that an entry shows; where it is still the same, so is the entry."""
        state = self._desk.state
        cards = tuple((c.text, c.category_id) for id in offer.cards if (c := state.get(Card, id)))
        return offer, cards, tuple(theme.heading for id in offer.themes if (theme := state.get(Cluster, id)))

    def _made(self, offer: Offer) -> Entry:
        entry = Entry(self._desk, offer)
        entry.accepted.connect(partial(self._accept, offer))
        entry.declined.connect(partial(self.declined.emit, offer))
        entry.sought.connect(self.sought)
        return entry

    def _accept(self, offer: Offer, theme_id: Id) -> None:
        self.accepted.emit(offer, theme_id)
