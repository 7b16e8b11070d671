"""The panel with the list of participants: fields for somebody new, search, and the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...domain import order
from ...domain.edits import Step
from ...domain.records import Id, Participant
from ..desk import Desk
from ..fields import LineField
from ..safekeeping.parts import label
from ..sections import Section, button
from ..theme import icon
from .entry import PersonEntry
from .model import NAME, PeopleModel
from .table import PeopleTable


class SearchField(LineField):
    """Esc empties it, the arrow down goes into the list: `down`."""

    down = Signal()
    keeps_own_draft = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.down.emit()
        else:
            super().keyPressEvent(event)


class ListPanel(Section):
    """Asks its page for a file, for what is in the clipboard, for spreading, and for a menu with more."""

    wants_file = Signal()
    wants_paste = Signal()
    wants_spread = Signal()
    wants_more = Signal()

    def __init__(self, desk: Desk, commands: Mapping[str, object]) -> None:
        t = desk.texts
        self._desk = desk
        self.file = button("people-file", t("Table …"), t("Participants from a table"))
        self.spread = button("people-spread", t("Spread evenly"), t("Spread people evenly over the groups"))
        super().__init__("people-list", t("Participants"), self.file, self.spread)
        self.model = PeopleModel(desk, self)
        self.table = PeopleTable(desk, self.model, cast("Mapping[str, Callable[[], object]]", commands))
        self.entry = PersonEntry(desk)
        self.search = SearchField("people-search", t("Search the list"))
        self.more = QToolButton()
        self.empty = self._emptiness()
        self.nothing = label(t("Nobody on the list has this in the row."), "muted", "people-nothing")
        self._arrange()
        self._connect()
        self.dress()

    @property
    def first(self) -> QWidget:
        """What gets the keyboard: the list, or while it is empty the field for a name."""
        return self.table if self.table.isVisibleTo(self) else self.entry.fields["name"]

    def refresh(self, step: Step | None) -> None:
        held, at = self.table.selected(), self.table.currentIndex()
        had = bool(self.table.selectionModel().selectedRows())
        here = self.model.person(at.row())
        id = here.id if here is not None else (held[0] if held else None)
        if self.model.refresh(step):
            self._choose_again(held if had else [], id, at.row(), max(at.column(), 0))
        self.entry.refresh(step)
        self._show_rows()

    def dress(self) -> None:
        self.table.dress()
        self.more.setIcon(icon("ellipsis", self._desk.theme.text))

    def _choose_again(self, held: list[Id], id: Id | None, row: int, column: int) -> None:
        """Who was selected still is; the keyboard stays with its row or its place."""
        self.table.choose(held, column=column)
        place = self.model.row(id)
        if place is None and self.model.ids:
            place = min(max(row, 0), len(self.model.ids) - 1)
        if place is not None:
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self.model.index(place, column), keep)

    def _show_rows(self) -> None:
        """The list, or what to do while nobody is on it."""
        anybody, found = self._desk.state.count(Participant) > 0, bool(self.model.ids)
        held = self.table.hasFocus() and not found
        self.empty.setVisible(not anybody)
        self.nothing.setVisible(anybody and not found)
        self.table.setVisible(found)
        self.search.setVisible(anybody)
        self.spread.setEnabled(anybody and bool(order.groups(self._desk.state)))
        self.table.fit_columns()
        if held:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find(self, words: str) -> None:
        if self.model.search(words) and self.model.ids:
            self.table.setCurrentIndex(self.model.index(0, NAME))
        self._show_rows()

    def _to_table(self) -> None:
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_new(self, id: Id) -> None:
        """Somebody new is chosen in the list; the keyboard stays for the next."""
        self.search.clear()
        self.table.choose([id], column=NAME)

    def _emptiness(self) -> QFrame:
        t = self._desk.texts
        frame = QFrame()
        frame.setObjectName("people-empty")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(12)
        column.addWidget(label(t("Nobody on the list yet"), "strong"))
        column.addWidget(
            label(
                t(
                    "Paste rows from a spreadsheet ({keys}), drop a CSV or XLSX file here, or write names "
                    "into the fields above. It works without names, too: department and number of persons.",
                    keys=t.keys("Ctrl+V"),
                ),
                "plain",
            )
        )
        row = QHBoxLayout()
        for made, signal in (
            (button("people-first-file", t("Choose a table …"), kind="primary"), self.wants_file),
            (button("people-first-paste", t("Paste from the clipboard")), self.wants_paste),
        ):
            made.clicked.connect(signal)
            row.addWidget(made)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return frame

    def _arrange(self) -> None:
        t = self._desk.texts
        self.search.setPlaceholderText(t("Search"))
        self.search.setToolTip(t.keys("Ctrl+F"))
        self.search.setClearButtonEnabled(False)
        self.search.setMinimumWidth(70)
        self.search.setMaximumWidth(220)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more.setObjectName("people-more-button")
        self.more.setAccessibleName(t("More"))
        self.more.setToolTip(t("More"))
        self.more.setIconSize(QSize(18, 18))
        head = self.head
        head.insertWidget(1, self.search, 1)
        head.addWidget(self.more)
        self.body.setContentsMargins(20, 0, 20, 0)
        self.body.setSpacing(10)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.table, 1)
        self.table.setMinimumHeight(200)
        row = (self.search, self.file, self.spread, self.more, self.entry.fields["name"])
        for one, then in pairwise(row):
            self.setTabOrder(one, then)

    def _connect(self) -> None:
        self.file.clicked.connect(self.wants_file)
        self.spread.clicked.connect(self.wants_spread)
        self.more.clicked.connect(self.wants_more)
        self.search.textChanged.connect(self._find)
        self.search.down.connect(self._to_table)
        self.entry.added.connect(self._show_new)
