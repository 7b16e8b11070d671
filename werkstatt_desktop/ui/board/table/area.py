"""In the place of the wall: the cards of the group as a table, with the selection of the board."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ....domain.edits import Step
from ....domain.records import Group, Id
from ....domain.twins import count_in_group
from ....domain.verbs import cards, parking
from ...desk import Desk
from ...labels import announce
from ..choice import Choice
from ..deeds import Deeds
from ..scene import BoardScene
from .field import CellField
from .menu import cards_menu, themes_menu
from .model import EXPLANATION, TEXT, CardTableModel
from .view import CardTable

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_AFRESH = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
_ON_THE_WALL = {Qt.Key.Key_R, Qt.Key.Key_L, Qt.Key.Key_P}
_AS_ON_THE_WALL = {Qt.Key.Key_V, Qt.Key.Key_C}
_HERE = QItemSelectionModel.SelectionFlag.NoUpdate


class TableArea(QWidget):
    """Shows the group in view while it is visible. `left` asks for the board."""

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        choice: Choice,
        deeds: Deeds,
        others: Callable[[QKeyEvent], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("board-table-area")
        self._desk, self._scene, self._choice, self._deeds = desk, scene, choice, deeds
        self._following = False
        self.model = CardTableModel(desk, self)
        self._others = others
        self.table = CardTable(desk, self._what_keys_do(), self._hear_key, self)
        self.table.setModel(self.model)
        self.table.lay_columns()
        self.typing = CellField(desk, self.model, self.table)
        self._title = QLabel()
        self._empty = QLabel()
        self._back = QPushButton(desk.texts("Back to the pin board"))
        self._arrange()
        self._dress()
        self.setFocusProxy(self.table)
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Follow a step while visible; else everything is read again when the table is shown."""
        if not self.isVisible():
            return
        held, at = self._selected(), self.table.currentIndex()
        here, column, row = self.model.id(at.row()), max(at.column(), 0), max(at.row(), 0)
        if self.model.refresh(step):
            place = self.model.row(here)
            self._choose(held, place if place is not None else min(row, len(self.model.ids) - 1), column)
        self.typing.follow()
        self._say()

    def _show_group(self, _group_id: str) -> None:
        self.refresh(None)

    def settle(self) -> None:
        self.typing.settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.model.refresh(None)
        row = self.model.row(self._choice.focus)
        chosen = self._choice.selected or {self._choice.focus}
        self._choose([id for id in chosen if id is not None], row if row is not None else 0, TEXT)
        self._say()
        self.typing.take_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where there are no rows, the keys of the table are heard here."""
        if not self.table.isVisible():
            self.table.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.typing.settle()

    def sort(self) -> None:
        """By the column that has the keyboard; the other way round when asked again."""
        column = max(self.table.currentIndex().column(), 0)
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        order = down if self.model.sorted_by == (column, up) else up
        self.table.sortByColumn(column, order)
        t = self._desk.texts
        title = str(self.model.headerData(column, Qt.Orientation.Horizontal))
        said = t("Sorted by {column}, ascending") if order == up else t("Sorted by {column}, descending")
        announce(self.table, said.format(column=title))

    def _what_keys_do(self) -> dict[str, Callable[[], object]]:
        return {
            "T": self.left.emit,
            "Esc": self.left.emit,
            "S": self.sort,
            "F2": self._reword,
            "Return": self._reword,
            "Enter": self._reword,
            "Shift+F2": self._explain,
            "Del": self._delete,
            "M": self._pick_theme,
            "P": self._park,
        }

    def _hear_key(self, event: QKeyEvent) -> bool:
        """Marks, hiding, copying: the same keys as on the board; what needs the wall to be seen has none."""
        marks = event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() not in _ON_THE_WALL
        return (marks or event.key() in _AS_ON_THE_WALL) and self._others(event)

    def _arrange(self) -> None:
        t = self._desk.texts
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("kind", "section")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("board-table-empty")
        self._back.setObjectName("board-table-back")
        self._back.setToolTip(t.keys("T"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.table, 1)
        # Into the rows first, then to the way back.
        self.setTabOrder(self.table, self._back)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._desk.settling.connect(self.settle)
        self._desk.changed.connect(self.refresh)
        self._desk.group_changed.connect(self._show_group)
        self._desk.look_changed.connect(self._dress)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.doubleClicked.connect(self._reword)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.table.selectionModel().currentChanged.connect(self._tell)
        self._choice.changed.connect(self._hear)
        head = self.table.horizontalHeader()
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        self.table.setSortingEnabled(True)

    def _dress(self) -> None:
        self.table.dress(self._desk.theme)

    def _say(self) -> None:
        t, count = self._desk.texts, len(self.model.ids)
        group = self._desk.state.get(Group, self._desk.group_id)
        self.table.fit_columns(self.model.filled())
        shown = count_in_group(self._desk.state, group.id) if group is not None and count else 0
        self._title.setText(t.n("{n} card", "{n} cards", shown))
        if group is not None and group.hidden:
            self._empty.setText(t("The cards of this group are hidden until they are revealed with V."))
        else:
            self._empty.setText(t("No cards yet. Write some on Collect."))
        self._show_rows(shown=bool(count))

    def _show_rows(self, *, shown: bool) -> None:
        """Rows, or the sentence in their place; then the keyboard is on the way back and the keys go on."""
        taker, giver = (self.table, self._back) if shown else (self._back, self.table)
        held = giver.hasFocus()
        self.setFocusProxy(taker)
        self._empty.setVisible(not shown)
        if shown:
            self.table.show()
        if held:
            # Before the rows go: a widget that is hidden hands the keyboard to any that comes next.
            taker.setFocus(Qt.FocusReason.OtherFocusReason)
        if not shown:
            self.table.hide()

    def _selected(self) -> list[Id]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [id for row in sorted(rows) if (id := self.model.id(row)) is not None]

    def _chosen(self) -> list[Id]:
        """What commands are for: the selected rows, else the one with the keyboard."""
        here = self.model.id(self.table.currentIndex().row())
        return self._selected() or ([here] if here is not None else [])

    def _choose(self, ids: Iterable[Id], row: int, column: int) -> None:
        """Select the rows of these cards and give the keyboard to a cell."""
        rows = sorted(place for id in ids if (place := self.model.row(id)) is not None)
        picked = QItemSelection()
        start = 0
        for n, place in enumerate(rows):
            if n + 1 == len(rows) or rows[n + 1] != place + 1:
                picked.select(self.model.index(rows[start], 0), self.model.index(place, EXPLANATION))
                start = n + 1
        self._following = True
        chooser = self.table.selectionModel()
        chooser.setCurrentIndex(self.model.index(row, column), _HERE)
        chooser.select(picked, _AFRESH)
        self._following = False
        self.table.scrollTo(self.model.index(row, column))

    def _tell(self, *_: object) -> None:
        """The board has the same selection; a card of a folded theme hangs on no board."""
        if self._following or not self.isVisible():
            return
        self._following = True
        here = self.model.id(self.table.currentIndex().row())
        there = frozenset(id for id in self._selected() if id in self._scene.cards)
        focus = here if here in self._scene.cards else None
        # One row is where the keyboard is; on the board that alone is no selection.
        self._choice.select(there if len(there) > 1 else (), focus=focus)
        self._following = False

    def _hear(self) -> None:
        if self._following or not self.isVisible():
            return
        row = self.model.row(self._choice.focus)
        ids = self._choice.ids
        if row is not None:
            self._choose(ids, row, max(self.table.currentIndex().column(), 0))

    def _reword(self, *_: object) -> None:
        at = self.table.currentIndex()
        self.typing.open(at.row(), explains=at.column() == EXPLANATION)

    def _explain(self) -> None:
        self.typing.open(self.table.currentIndex().row(), explains=True)

    def _delete(self) -> None:
        ids, row = self._chosen(), self.table.currentIndex().row()
        if ids:
            self._leave_rows(ids, row)
            self._desk.do(cards.delete_cards, ids)

    def _park(self) -> None:
        ids, row = self._chosen(), self.table.currentIndex().row()
        if ids:
            self._leave_rows(ids, row)
            self._desk.do(parking.park_cards, ids)

    def _leave_rows(self, ids: list[Id], row: int) -> None:
        """The keyboard goes to the next row that stays."""
        going = set(ids)
        after = [n for n in range(row, len(self.model.ids)) if self.model.ids[n] not in going]
        before = [n for n in range(row - 1, -1, -1) if self.model.ids[n] not in going]
        left = after or before
        if left:
            self._choose([], left[0], max(self.table.currentIndex().column(), 0))

    def put_into(self, theme_id: Id) -> None:
        self._deeds.drop_into(self._chosen(), theme_id)

    def loosen(self) -> None:
        self._deeds.loosen()

    def _pick_theme(self) -> None:
        at = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        if self._chosen():
            menu = themes_menu(self._desk, self.put_into, self.loosen, self.table)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _menu(self, at: QPoint) -> None:
        if not self._chosen():
            return
        menu = cards_menu(self._desk, self._chosen(), self, self.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))

    @property
    def runs(self) -> dict[str, Callable[[], object]]:
        """The commands of the menu, by their keys."""
        return self._what_keys_do()
