"""A look at several cards before they are written: pasted lines, or the pieces of a text too long for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...domain.clean import clean
from ...domain.verbs.cards import split_long
from ..desk import Desk
from ..laid import lay_out
from ..ticks import draw_box

_BESIDE = 44
"""What a line of the list has beside its text, in pixels: the check box and some room."""
_CHECKED, _OPEN = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class CardsSheet(QDialog):
    """Shows cards to be; each can be changed and left out. Enter takes them over, Esc leaves everything.

    `take` writes them and says whether it could; `known` are the texts of cards that are there
    already, which are marked and not left out by themselves.
    """

    kept_whole = Signal(str)

    def __init__(
        self,
        desk: Desk,
        heading: str,
        texts: Sequence[str],
        known: frozenset[str],
        take: Callable[[list[str]], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._known, self._take = desk, known, take
        self.setObjectName("cards-sheet")
        self.setWindowTitle(desk.texts("Several cards"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = QStandardItemModel(0, 2, self)
        for text in texts:
            self.rows.appendRow(_row(text, QColor(desk.theme.muted)))
        self._marking = False
        self._list = QTreeView(self)
        self._left_out = QPushButton(desk.texts("Leave out those already there"), self)
        self._whole = QPushButton(desk.texts("As one card"), self)
        self._text = ""
        self._ready = QPushButton(self)
        # Before the list shows the lines, which it measures again with each note.
        self._mark()
        self._lay_out(heading)
        self.rows.itemChanged.connect(self._changed)

    def offer_whole(self, text: str) -> None:
        """Offer to put the text into the field as it is; `kept_whole` tells of it."""
        self._text = text
        self._whole.show()

    def texts(self) -> list[str]:
        """The checked cards as they are now."""
        rows = [self.rows.item(n) for n in range(self.rows.rowCount())]
        chosen = [clean(item.text()) for item in rows if item.checkState() == _CHECKED]
        return [piece for text in chosen for piece in split_long(text)]

    def accept(self) -> None:
        texts = self.texts()
        if texts and self._take(texts):
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = self.focusWidget()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focus, QPushButton):
            focus.click()
        else:
            self.accept()

    def _lay_out(self, heading: str) -> None:
        t = self._desk.texts
        title = QLabel(heading, self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setProperty("kind", "section")
        self._show_list()
        self._left_out.setObjectName("leave-out-known")
        self._left_out.setProperty("kind", "link")
        self._left_out.setAutoDefault(False)
        self._left_out.clicked.connect(self._leave_out_known)
        self._whole.setObjectName("as-one-card")
        self._whole.setProperty("kind", "link")
        self._whole.setAutoDefault(False)
        self._whole.clicked.connect(self._keep_whole)
        self._whole.hide()
        cancel = QPushButton(t("Cancel"), self)
        cancel.setObjectName("cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._ready.setObjectName("take-over")
        self._ready.setProperty("kind", "primary")
        self._ready.setDefault(True)
        self._ready.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self._whole)
        buttons.addWidget(self._left_out)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._ready)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        self.resize(620, 480)

    def _show_list(self) -> None:
        view, t = self._list, self._desk.texts
        view.setObjectName("cards-to-be")
        view.setAccessibleName(t("Cards to be"))
        view.setModel(self.rows)
        view.setItemDelegate(Line(view))
        view.setHeaderHidden(True)
        view.setRootIsDecorated(False)
        view.setIndentation(0)
        view.setAllColumnsShowFocus(True)
        line, hover = self._desk.theme.line, self._desk.theme.soft
        view.setStyleSheet(
            f"QTreeView {{ border: 1px solid {line}; border-radius: 8px; padding: 4px; }}"
            f"QTreeView {{ show-decoration-selected: 1; }}"
            f"QTreeView::item {{ padding: 6px 4px; }} QTreeView::item:selected {{ background: {hover}; }}"
        )
        view.setWordWrap(True)
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        view.header().setStretchLastSection(False)
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        # What is in sight decides; the notes of thousands of lines would take too long.
        view.header().setResizeContentsPrecision(0)
        # How high a line is depends on how wide its column is.
        view.header().sectionResized.connect(view.scheduleDelayedItemsLayout)
        view.setCurrentIndex(self.rows.index(0, 0))

    def _changed(self, _item: QStandardItem) -> None:
        if not self._marking:
            self._mark()

    def _mark(self) -> None:
        """Say which cards are there already, and how many there will be."""
        t, seen = self._desk.texts, set()
        self._marking = True
        known = 0
        for n in range(self.rows.rowCount()):
            text = clean(self.rows.item(n).text())
            words = t("already there") if text in self._known else t("stands above") if text in seen else ""
            seen.add(text)
            known += bool(words)
            self.rows.item(n, 1).setText(words)
        self._marking = False
        count = len(self.texts())
        self._ready.setText(t.n("Take over {n} card", "Take over {n} cards", count))
        self._ready.setEnabled(count > 0)
        self._left_out.setVisible(known > 0)

    def _keep_whole(self) -> None:
        self.kept_whole.emit(clean(self._text))
        self.reject()

    def _leave_out_known(self) -> None:
        self._marking = True
        for n in range(self.rows.rowCount()):
            if self.rows.item(n, 1).text():
                self.rows.item(n).setCheckState(_OPEN)
        self._marking = False
        self._mark()


class Line(QStyledItemDelegate):
    """A line of the list: as high as its wrapped text needs, with a box that can be seen in any theme."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        # Asked for while lines are measured, the header would first have all of them measured.
        self._width = view.columnWidth(0)
        view.header().sectionResized.connect(self._resize)

    def _resize(self, column: int, _before: int, width: int) -> None:
        if column == 0:
            self._width = width

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.column():
            return
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = QRectF(self._view.style().subElementRect(part, whole, self._view))
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == _CHECKED.value
        draw_box(painter, box, checked=checked)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        if index.column() == 0:
            text = str(index.data())
            laid = lay_out(text, self._view.font(), max(self._width - _BESIDE, 80))
            size.setHeight(max(size.height(), round(laid.height) + 13))
        return size


def _row(text: str, muted: QColor) -> list[QStandardItem]:
    item, note = QStandardItem(text), QStandardItem()
    item.setCheckable(True)
    item.setCheckState(_CHECKED)
    item.setEditable(True)
    note.setForeground(muted)
    note.setEditable(False)
    return [item, note]
