"""The two kinds of lists of Plenary under the moderator's hands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ...domain.records import Id
from ..card_drag import BESIDE
from ..desk import Desk
from .brought import BroughtRows
from .brought_look import BroughtLook
from .laying import Laying

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_BATCH = 30
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BroughtList(QListView):
    """What a group brings. Enter or a double click asks to keep what is chosen, Left and Right walk on."""

    keep_wanted = Signal(list)
    went_aside = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk, rows: BroughtRows, laying: Laying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self._laying = rows, laying
        self.look = BroughtLook(desk, rows, self)
        self.setObjectName("plenary-brought")
        dress(self, rows)
        self.setItemDelegate(self.look)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        # Groups have many cards; those in sight come first.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)

    def resize_text(self, pixels: float) -> None:
        """Follow the size of cards."""
        self.look.resize(pixels)
        self.scheduleDelayedItemsLayout()

    def chosen(self) -> list[Id]:
        """The chosen cards and themes in their order."""
        return [self._rows.things[row].id for row in sorted(index.row() for index in self.selectedIndexes())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if self._laying.takes(event):
            return
        if plain and key in _ENTER:
            self.keep_wanted.emit(self.chosen())
        elif plain and key in _SIDEWAYS:
            self.went_aside.emit(_SIDEWAYS[Qt.Key(key)])
        elif plain and key == Qt.Key.Key_M and self.chosen():
            self._laying.begin()
        elif key == Qt.Key.Key_Escape or _is_letter(held, text):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.keep_wanted.emit(self.chosen())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen():
            self.menu_wanted.emit(menu_point(self, event))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        chosen = sorted(self.selectedIndexes(), key=lambda index: index.row())
        if chosen:
            carry(self, chosen, Qt.DropAction.CopyAction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The toolkit lays rows out anew for another height only.
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        choose_first(self, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._laying.drop()
        self.viewport().update()


def dress(view: QListView, rows: BroughtRows | object) -> None:
    """What the lists of this page have in common."""
    view.setModel(rows)  # type: ignore[arg-type]
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.viewport().setAutoFillBackground(False)


def choose(view: QListView, row: int) -> None:
    """Bring the keyboard's row there; beyond the end it is the last one."""
    last = view.model().rowCount() - 1
    if last >= 0:
        view.setCurrentIndex(view.model().index(min(max(row, 0), last), 0))


def choose_first(view: QListView, event: QFocusEvent) -> None:
    """A list that gets the keyboard has a row to begin with."""
    by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
    if not by_mouse and not view.selectionModel().hasSelection():
        choose(view, max(view.currentIndex().row(), 0))
    view.viewport().update()


def carry(view: QListView, chosen: list[QModelIndex], action: Qt.DropAction) -> Qt.DropAction:
    """Drag rows of a list; the hand carries the picture of the first."""
    drag = QDrag(view)
    drag.setMimeData(view.model().mimeData(chosen))
    drag.setPixmap(_picture(view, chosen[0]))
    drag.setHotSpot(-BESIDE)
    return drag.exec(action, action)


def menu_point(view: QListView, event: QContextMenuEvent) -> QPoint:
    """Where a menu opens: at the mouse, or on the row that has the keyboard."""
    if event.reason() == QContextMenuEvent.Reason.Mouse:
        return event.globalPos()
    return view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center())


def _picture(view: QListView, index: QModelIndex) -> QPixmap:
    pixmap = view.viewport().grab(view.visualRect(index))
    return pixmap if not pixmap.isNull() else QPixmap(1, 1)


def _is_letter(held: Qt.KeyboardModifier, text: str) -> bool:
    """Letters do nothing here: the toolkit would look for a row that begins with them."""
    typed = held in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
    return typed and text.isprintable() and bool(text.strip())
