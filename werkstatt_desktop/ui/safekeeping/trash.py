"""The trash: what was deleted, to be put back or erased for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from threading import Event

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QVBoxLayout, QWidget

from ...domain.erasing import Where
from ...domain.errors import WerkstattError
from ...domain.hiding import is_hidden
from ...domain.records import FREE, TABLE_OF, Card, Cluster, Group, Id, Photo
from ...domain.trash import Trashed, trash
from ...domain.verbs.trash import put_back
from ...texts import Texts, mark
from ..desk import Desk
from ..labels import plain_tip
from ..theme import icon, symbol_icon
from .parts import RowView, button, foot, label, take_room
from .question import Question
from .reach import agreement, reach
from .work import WorkLine, Works

Erase = Callable[[Sequence[Where], Callable[[], object], Callable[[WerkstattError], object]], None]
"""Erases these places for good, and calls one of two methods of a widget: it is done, or why not."""

_TRASHED = Qt.ItemDataRole.UserRole
_KINDS = {
    "question": mark("Parked question"),
    "topic": mark("Parked topic"),
    "idea": mark("Parked idea"),
    "quote": mark("Parked quote"),
}


_ICONS: dict[type, str] = {Cluster: "group", Photo: "image"}


class TrashSheet(QDialog):
    """Lists what was deleted, the last deleted first; Enter puts it back."""

    def __init__(self, desk: Desk, works: Works, erase: Erase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._works, self._erase = desk, works, erase
        t = desk.texts
        self._busy = False
        self._leaving: set[Id] = set()
        self._put = 0
        self.setObjectName("trash-sheet")
        self.setWindowTitle(t("Trash"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = QStandardItemModel(0, 3, self)
        self.rows.setHorizontalHeaderLabels([t("Text"), t("Kind"), t("Group")])
        self.view = RowView("trash", t("Trash"), desk.theme)
        self.empty = label(
            t("The trash is empty. What is deleted lies here until it is put back or erased for good."),
            "plain",
            "trash-empty",
        )
        self.line = WorkLine(t, "trash-work")
        self.erase_button = button(t("Erase for good …"), "erase")
        self.close_button = button(t("Close"), "close-trash")
        self.back_button = button(t("Put back"), "put-back", "primary")
        self._arrange()
        self.view.activated.connect(self._put_back)
        self.view.selectionModel().selectionChanged.connect(self._offer)
        self.erase_button.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self._put_back)
        self.look()

    def look(self) -> None:
        """Look into the journal for what was deleted, and when."""
        store = self._desk.store
        self._show_busy(self._desk.texts("Looking for what was deleted …"))

        def read(_stop: Event) -> list[Trashed]:
            return trash(store.state, store.journal())

        self._works.begin(read, self._show, self._fail)

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.erase_button.isEnabled():
            self._ask()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._take_back()
        else:
            super().keyPressEvent(event)

    def chosen(self) -> list[Trashed]:
        """What is chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        found = (self.rows.item(row).data(_TRASHED) for row in rows)
        return [entry for entry in found if isinstance(entry, Trashed)]

    def _arrange(self) -> None:
        t = self._desk.texts
        self.view.setModel(self.rows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.view.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 180), (2, 140)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(t("Trash"), "section"))
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.line)
        layout.addLayout(foot([self.erase_button], [self.close_button, self.back_button]))
        for first, then in pairwise((self.view, self.back_button, self.erase_button, self.close_button)):
            self.setTabOrder(first, then)
        take_room(self, 720, 500)

    def _show(self, found: Sequence[Trashed]) -> None:
        self._busy = False
        self.rows.removeRows(0, self.rows.rowCount())
        for entry in found:
            self.rows.appendRow(self._row(entry))
        self.view.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found:
            self.view.setCurrentIndex(self.rows.index(0, 0))
        if self.line.bar.isVisibleTo(self):
            self.line.fall_silent()
        self._offer()
        (self.view if found else self.close_button).setFocus()

    def _row(self, entry: Trashed) -> list[QStandardItem]:
        t, record = self._desk.texts, entry.record
        whole = t("hidden") if is_hidden(self._desk.state, record) else _text(entry)
        text = " ".join(whole.split())
        if isinstance(record, Photo) and not text:
            text = t("without a caption")
        kind = _kind(entry, t)
        items = [QStandardItem(word) for word in (text, kind, self._group(entry.group))]
        items[0].setData(entry, _TRASHED)
        items[0].setToolTip(plain_tip(whole))
        spoken = ", ".join(part for part in (text, kind, items[2].text()) if part)
        items[0].setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        if isinstance(record, Card) and entry.category is not None:
            _, stripe = self._desk.theme.category(entry.category.colour)
            items[0].setIcon(symbol_icon(entry.category.symbol, stripe))
        else:
            picture = _ICONS.get(type(record), "parking-square")
            items[0].setIcon(icon(picture, self._desk.theme.muted))
        return items

    def _group(self, group: Group | None) -> str:
        if group is None:
            return ""
        return self._desk.texts("{name} (deleted)", name=group.name) if group.gone else group.name

    def _offer(self, *_change: QItemSelection) -> None:
        some = bool(self.view.selectionModel().selectedRows()) and not self._busy
        self.back_button.setEnabled(some)
        self.erase_button.setEnabled(some and not self._desk.store.read_only)
        self.close_button.setEnabled(not self._busy)
        self.view.setEnabled(not self._busy)

    def _put_back(self) -> None:
        chosen = self.chosen()
        if not chosen or self._desk.do(put_back, [entry.record.id for entry in chosen]) is None:
            return
        self._put += 1
        self._take_out({entry.record.id for entry in chosen})
        t = self._desk.texts
        words = t.n("{n} entry put back.", "{n} entries put back.", len(chosen))
        self.line.show_result(f"{words} {t('{keys} takes that back.', keys=t.keys('Ctrl+Z'))}")

    def _take_back(self) -> None:
        """Undo what was put back here, and nothing that was done before."""
        if self._put and not self._busy:
            self._put -= 1
            self._desk.undo()
            self.look()

    def _take_out(self, ids: set[Id]) -> None:
        """Leave out what is no longer in the trash; the next one is chosen then."""
        rows = [n for n in range(self.rows.rowCount()) if self._at(n).record.id in ids]
        for row in reversed(rows):
            self.rows.removeRow(row)
        left = self.rows.rowCount()
        self.view.setVisible(left > 0)
        self.empty.setVisible(not left)
        if left:
            self.view.setCurrentIndex(self.rows.index(min(rows[0], left - 1), 0))
        else:
            self.close_button.setFocus()
        self._offer()

    def _at(self, row: int) -> Trashed:
        found = self.rows.item(row).data(_TRASHED)
        assert isinstance(found, Trashed)
        return found

    def _ask(self) -> None:
        t, chosen = self._desk.texts, self.chosen()
        if not chosen:
            return
        heading = t.n("Erase {n} entry for good?", "Erase {n} entries for good?", len(chosen))
        question = Question(
            t,
            "erase-question",
            heading,
            reach(t, self._desk.state),
            t("Erase for good"),
            tick=agreement(t),
            danger=True,
            parent=self,
        )
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(lambda: self._begin_to_erase(chosen))
        question.open()

    def _begin_to_erase(self, chosen: list[Trashed]) -> None:
        places = [
            Where(table, entry.record.id, field)
            for entry in chosen
            for table in [TABLE_OF[type(entry.record)]]
            for field in FREE[table]
        ]
        self._leaving = {entry.record.id for entry in chosen}
        self._show_busy(self._desk.texts("It is erased everywhere …"))
        self._erase(places, self._erased, self._fail)

    def _erased(self) -> None:
        t, count = self._desk.texts, len(self._leaving)
        self._busy = False
        # What was put back before can no longer be undone either.
        self._put = 0
        self._take_out(self._leaving)
        if self.rows.rowCount():
            self.view.setFocus()
        self.line.show_result(t.n("{n} entry erased for good.", "{n} entries erased for good.", count))

    def _show_busy(self, words: str) -> None:
        self._busy = True
        self.line.show_busy(words)
        self._offer()

    def _fail(self, error: WerkstattError) -> None:
        self._busy = False
        self._offer()
        self.line.show_trouble(self._desk.texts.sentence(error))


def _text(entry: Trashed) -> str:
    record = entry.record
    if isinstance(record, Card):
        return record.text or record.first_text or record.explanation
    if isinstance(record, Photo):
        return record.caption
    return record.heading if isinstance(record, Cluster) else record.text or record.answer


def _kind(entry: Trashed, t: Texts) -> str:
    """What a deleted record was: the category of a card, else its kind."""
    if isinstance(entry.record, Card):
        if entry.category is None:
            return t("Card")
        words = t.category_one(entry.category)
        return t("{name} (deleted)", name=words) if entry.category.gone else words
    if isinstance(entry.record, Photo):
        return t("Photo")
    return (
        t("Theme") if isinstance(entry.record, Cluster) else t(_KINDS.get(entry.record.kind, _KINDS["topic"]))
    )
