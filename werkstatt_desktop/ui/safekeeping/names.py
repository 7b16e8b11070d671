"""The sheet that erases a person's name wherever a workshop holds it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ...domain.erasing import Found, Where, find_name
from ...domain.errors import WerkstattError
from ...domain.hiding import is_hidden
from ..desk import Desk
from ..labels import plain_tip
from ..theme import font
from ..ticks import draw_box
from .parts import Index, PlainRow, RowView, button, foot, label, take_room
from .places import place_words, present_text
from .question import Question
from .reach import agreement, reach
from .trash import Erase
from .work import WorkLine, Works

_WHERE = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class NamesSheet(QDialog):
    """Finds where a name stands or ever stood, and erases what is ticked: fields for names at first."""

    def __init__(self, desk: Desk, works: Works, erase: Erase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._works, self._erase = desk, works, erase
        t = desk.texts
        self._busy = self._changing = False
        self._searched = self._said = ""
        self._count = 0
        self.setObjectName("names-sheet")
        self.setWindowTitle(t("Erase a name"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit()
        self.name.setObjectName("name-to-erase")
        self.name.setAccessibleName(t("Name"))
        self.name.setPlaceholderText(t("Name of a person"))
        self.find_button = button(t("Search"), "find-name")
        self.find_button.setDefault(True)
        self.rows = QStandardItemModel(0, 2, self)
        self.rows.setHorizontalHeaderLabels([t("Where"), t("What stands there")])
        self.view = TickView(desk)
        self.line = WorkLine(t, "names-work")
        self.all_button = button(t("Tick all texts too"), "tick-all", "link")
        self.close_button = button(t("Close"), "close-names")
        self.erase_button = button(t("Erase for good …"), "erase-name", "primary")
        self._arrange()
        self.name.textChanged.connect(self._offer)
        self.find_button.clicked.connect(self.look)
        self.rows.itemChanged.connect(self._offer)
        self.all_button.clicked.connect(self._tick_all)
        self.close_button.clicked.connect(self.reject)
        self.erase_button.clicked.connect(self._ask)
        self._show_found(Found((), ()))

    def look(self) -> None:
        """Look for the name in the workshop as it is and as it ever was."""
        name, store = self.name.text().strip(), self._desk.store
        if not name or self._busy:
            return
        self._searched = name
        self._show_busy(self._desk.texts("The name is looked for …"))

        def search(_stop: Event) -> Found:
            records = [record for rows in store.state.tables.values() for record in rows.values()]
            return find_name(records, store.journal(), name)

        self._works.begin(search, self._tell_found, self._fail)

    def ticked(self) -> list[Where]:
        """The places that are to be erased."""
        items = (self.rows.item(row) for row in range(self.rows.rowCount()))
        return [item.data(_WHERE) for item in items if item.checkState() == _ON and item.data(_WHERE)]

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def _arrange(self) -> None:
        t = self._desk.texts
        self.view.setModel(self.rows)
        header = self.view.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, 300)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.find_button)
        about = t(
            "A text that is ticked is emptied as a whole, not only of the name in it; a card without text"
            " goes. Only the exact spelling is found, in large or small letters."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(t("Erase a name for good"), "section"))
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        layout.addWidget(label(about, "muted", "about-names"))
        layout.addWidget(self.line)
        layout.addLayout(foot([self.all_button], [self.close_button, self.erase_button]))
        take_room(self, 760, 540)

    def _tell_found(self, found: Found) -> None:
        t, said = self._desk.texts, self._said
        self._busy, self._said = False, ""
        self._show_found(found)
        some = bool(found.names or found.texts)
        if said:
            self.line.show_result(said)
        elif some:
            self.line.fall_silent()
        else:
            self.line.show_result(t("{name} stands nowhere and never did.", name=t.quote(self._searched)))
        (self.view if some else self.name).setFocus()

    def _show_found(self, found: Found) -> None:
        t = self._desk.texts
        self._changing = True
        self.rows.removeRows(0, self.rows.rowCount())
        for heading, places, state in (
            (t("Fields for names"), found.names, _ON),
            (t("Other texts in which the name stands"), found.texts, _OFF),
        ):
            if places:
                self.rows.appendRow(_heading(heading))
            for where in places:
                self.rows.appendRow(self._row(where, state))
        self._changing = False
        if self.rows.rowCount():
            self.view.setCurrentIndex(self.rows.index(1, 0))
        for row in range(self.rows.rowCount()):
            if self.rows.item(row).data(_WHERE) is None:
                self.view.setFirstColumnSpanned(row, self.view.rootIndex(), True)
        self.all_button.setVisible(bool(found.texts))
        self._offer()

    def _row(self, where: Where, state: Qt.CheckState) -> list[QStandardItem]:
        t, now = self._desk.texts, present_text(self._desk.state, where)
        words = place_words(self._desk.state, where, t)
        there = now if self._searched.casefold() in now.casefold() else t("stood here before")
        if is_hidden(self._desk.state, self._desk.state.tables[where.table].get(where.id)):
            there = t("hidden")
        items = [QStandardItem(words), QStandardItem(there)]
        items[0].setCheckable(True)
        items[0].setCheckState(state)
        items[0].setData(where, _WHERE)
        items[0].setData(f"{words}: {there}", Qt.ItemDataRole.AccessibleTextRole)
        items[1].setToolTip(plain_tip(there))
        return items

    def _offer(self, *_change: object) -> None:
        if self._changing:
            return
        t, count = self._desk.texts, len(self.ticked())
        self.erase_button.setText(
            t.n("Erase {n} place for good …", "Erase {n} places for good …", count)
            if count
            else t("Erase for good …")
        )
        self.erase_button.setEnabled(count > 0 and not self._busy and not self._desk.store.read_only)
        self.find_button.setEnabled(bool(self.name.text().strip()) and not self._busy)
        for part in (self.name, self.view, self.all_button, self.close_button):
            part.setEnabled(not self._busy)

    def _tick_all(self) -> None:
        for row in range(self.rows.rowCount()):
            if self.rows.item(row).data(_WHERE):
                self.rows.item(row).setCheckState(_ON)

    def _ask(self) -> None:
        t, places = self._desk.texts, self.ticked()
        name = t.quote(self._searched)
        question = Question(
            t,
            "erase-question",
            t.n(
                "Erase {name} in {n} place for good?",
                "Erase {name} in {n} places for good?",
                len(places),
                name=name,
            ),
            reach(t, self._desk.state),
            t("Erase for good"),
            tick=agreement(t),
            danger=True,
            parent=self,
        )
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.accepted.connect(lambda: self._begin_to_erase(places))
        question.open()

    def _begin_to_erase(self, places: Sequence[Where]) -> None:
        self._count = len(places)
        self._show_busy(self._desk.texts("It is erased everywhere …"))
        self._erase(places, self._erased, self._fail)

    def _erased(self) -> None:
        """Say so, and look whether anything is left."""
        t, name = self._desk.texts, self._desk.texts.quote(self._searched)
        self._busy = False
        self._said = t.n(
            "{name} erased in {n} place.", "{name} erased in {n} places.", self._count, name=name
        )
        self.look()

    def _show_busy(self, words: str) -> None:
        self._busy = True
        self.line.show_busy(words)
        self._offer()

    def _fail(self, error: WerkstattError) -> None:
        self._busy = False
        self._offer()
        self.line.show_trouble(self._desk.texts.sentence(error))


class TickView(RowView):
    """A list whose rows can be ticked, some of them below headings."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("name-places", desk.texts("Where the name stands"), desk.theme)
        self.setItemDelegate(_TickRow(self))


class _TickRow(PlainRow):
    """Draws boxes that are seen in any theme over those of the toolkit."""

    def __init__(self, view: RowView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = QRectF(self._view.style().subElementRect(part, whole, self._view))
        draw_box(painter, box, checked=state == _ON.value)


def _heading(words: str) -> list[QStandardItem]:
    items = [QStandardItem(words), QStandardItem()]
    items[0].setFont(font(14, bold=True))
    for item in items:
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return items
