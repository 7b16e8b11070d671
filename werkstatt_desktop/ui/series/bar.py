"""The field and the filters of the search over the workshops of the folder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from ...domain import looking_back, order
from ...domain.looking_back import KINDS, ROLES, Wanted
from ...texts import ROLE_PLURALS
from ..desk import Desk
from ..filters import FilterButton, Offer
from ..lists import chip
from ..theme import icon, symbol_icon
from .news import News
from .words import KIND_WORDS

_PAUSE_MS = 120
"""How long a pause in typing is before it is searched."""
_NARROWEST = 60
_ROLE_LOOKS = {
    "opportunity": ("plus", "green"),
    "obstacle": ("triangle", "orange"),
    "recommendation": ("arrow", "blue"),
}
_LEAVING = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FolderSearchBar(QFrame):
    """`changed`: something else is wanted. `entered`: the keyboard goes on to the hits."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, news: News) -> None:
        super().__init__()
        t = desk.texts
        self._desk, self._news = desk, news
        self.setObjectName("folder-search")
        self.setProperty("kind", "panel")
        self.setAccessibleName(t("Search in all workshops"))
        self.field = QLineEdit()
        self.field.setObjectName("folder-search-field")
        self.field.setAccessibleName(t("Search in all workshops of the folder"))
        self.field.setPlaceholderText(t("Search in all workshops of the folder"))
        self.field.setMaxLength(200)
        self._glass = QAction(self.field)
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.kinds = FilterButton("folder-search-kinds", t("Kind"), self._kind_offers)
        self.years = FilterButton("folder-search-years", t("Year"), self._year_offers)
        self.departments = FilterButton(
            "folder-search-departments", t("Department"), self._department_offers
        )  # fmt: skip
        self.only_series = chip("folder-search-series", t("Only this series"))
        self.only_series.setCheckable(True)
        self.state = QLabel()
        self.state.setObjectName("folder-search-state")
        self.state.setProperty("kind", "muted")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.cancel = chip("folder-search-cancel", t("Cancel"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._arrange()
        self.field.textChanged.connect(self._wait)
        self._pause.timeout.connect(self.changed)
        for button in (self.kinds, self.years, self.departments):
            button.changed.connect(self.changed)
        self.only_series.toggled.connect(self.changed)
        self.cancel.clicked.connect(news.cancel)
        self.show_state()

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.field.text(), self.kinds.chosen, self.years.chosen, self.departments.chosen)

    def search(self, words: str) -> None:
        """Search for these words, with no filters."""
        self.clear()
        self.field.setText(words)
        self._pause.stop()
        self.changed.emit()

    def clear(self) -> None:
        """Want nothing."""
        for button in (self.kinds, self.years, self.departments):
            button.choose(frozenset())
        self.field.clear()
        self._pause.stop()
        self.changed.emit()

    def show_state(self) -> None:
        """Say how far the reading is."""
        t, news = self._desk.texts, self._news
        count = len(news.folder)
        if news.busy and news.total:
            words = t("{n} of {total} workshops read …", n=t.number(news.read), total=t.number(news.total))
        elif news.busy:
            words = t("The folder is read …") if not news.known else self._count(count)
        elif news.stopped:
            words = t.n("Stopped after {n} workshop.", "Stopped after {n} workshops.", count)
        else:
            words = self._count(count)
        self.state.setText(words)
        self.cancel.setVisible(news.busy and bool(news.total))
        self.departments.setVisible(bool(looking_back.departments(news.folder)))
        for button in (self.years, self.departments):
            if button.chosen:
                button.tidy()

    def dress(self) -> None:
        """Follow the theme."""
        look = self._desk.theme
        self._glass.setIcon(icon("search", look.muted))
        self.setStyleSheet(
            "QToolButton[kind=filter] { padding: 5px 10px; }"
            "QToolButton[kind=filter]:focus { padding: 4px 9px; }"
            "QToolButton[chosen=true], QPushButton[kind=chip]:checked"
            f" {{ background: {look.soft}; color: {look.accent};"
            f" border-color: {look.accent}; font-weight: 600; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrow down go on to the hits; Esc empties the field."""
        if event.key() == Qt.Key.Key_Escape and not self.wanted.nothing:
            self.clear()
            self.field.setFocus()
        elif event.key() in _LEAVING and self.field.hasFocus():
            if self._pause.isActive():
                self._pause.stop()
                self.changed.emit()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for widget in (self.kinds, self.years, self.departments, self.only_series):
            # What is chosen can be long words; in a narrow window they are cut before the page is.
            widget.setMinimumWidth(_NARROWEST)
            filters.addWidget(widget)
        filters.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.state, 1)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(filters)
        column.addLayout(below)

    def _wait(self) -> None:
        self._pause.start()

    def _count(self, count: int) -> str:
        t = self._desk.texts
        if not count:
            return t("No other workshop lies in this folder.")
        words = t.n(
            "{n} other workshop lies in this folder.", "{n} other workshops lie in this folder.", count
        )
        older = sum(volume.older for volume in self._news.volumes)
        if not older:
            return words
        more = t.n(
            "{n} is of an earlier Werkstatt and stays as it is; a copy of it was read.",
            "{n} are of an earlier Werkstatt and stay as they are; copies of them were read.",
            older,
        )
        return f"{words} {more}"

    def _kind_offers(self) -> Sequence[Offer]:
        t, look = self._desk.texts, self._desk.theme
        named = {category.role: t.category(category) for category in order.categories(self._desk.state)}
        offers = []
        for kind in KINDS:
            if kind in ROLES:
                symbol, colour = _ROLE_LOOKS[kind]
                words = named.get(kind) or t(ROLE_PLURALS[kind])
                offers.append(Offer(kind, words, symbol_icon(symbol, look.category(colour)[1])))
            else:
                offers.append(Offer(kind, t(KIND_WORDS[kind]), apart=kind == "theme"))
        return offers

    def _year_offers(self) -> Sequence[Offer]:
        return [Offer(year, year) for year in looking_back.years([*self._news.folder, self._news.here])]

    def _department_offers(self) -> Sequence[Offer]:
        return [Offer(name, name) for name in looking_back.departments(self._news.folder)]
