"""Rows one below the other, walked by the arrow keys and put in order by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ...domain.records import Id
from ..desk import Desk
from .drag import RowDrag
from .row import Row

_KEYS_BY = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RowList(QWidget):
    """A column of rows. It only asks: `moved` and `deleted` are carried out by who made it.

    `moved` carries a record and its place in the order, counted without itself. `passed` tells that
    the user walked beyond the last row (1) or the first (-1).
    """

    moved = Signal(str, int)
    deleted = Signal(str)
    passed = Signal(int)

    def __init__(self, desk: Desk, name: str, before: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._before = before
        self._rows: dict[Id, Row] = {}
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._drag = RowDrag(self)
        self._drag.moved.connect(self._take)

    def row(self, id: Id) -> Row:
        return self._rows[id]

    @property
    def rows(self) -> list[Row]:
        """The rows from top to bottom."""
        return list(self._rows.values())

    def show_rows(self, ids: Sequence[Id], make: Callable[[Id], Row]) -> None:
        """Bring rows into view for these records, in this order; what is there already stays."""
        if list(self._rows) == list(ids):
            return
        self._leave([id for id in self._rows if id not in set(ids)])
        ordered: dict[Id, Row] = {}
        # Shown one by one, each row would have the whole page laid out anew.
        at_once = sum(id not in self._rows for id in ids) > 1 and self._focused() is None
        if at_once:
            self.hide()
        for place, id in enumerate(ids):
            row = ordered[id] = self._rows.get(id) or make(id)
            if id not in self._rows:
                row.grip.clicked.connect(self._open_menu)
                row.stops_changed.connect(self.chain)
                self._drag.watch(row)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
                row.show()
        if at_once:
            self.show()
        self._rows = ordered
        self._drag.arrange(self.rows)
        self.chain()

    def chain(self, before: QWidget | None = None) -> QWidget:
        """Put everything that takes the keyboard into the order of Tab, after a control; gives the last."""
        self._before = before or self._before
        last = self._before
        for row in self._rows.values():
            for stop in row.stops:
                QWidget.setTabOrder(last, stop)
                last = stop
        return last

    def focus(self, id: Id) -> None:
        """Let the user type into the first field of a row, over what is there."""
        field = self._rows[id].fields[0]
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._focused()
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row is None:
            super().keyPressEvent(event)
        elif key in _KEYS_BY and modifiers == Qt.KeyboardModifier.AltModifier:
            self._move(row, _KEYS_BY[Qt.Key(key)])
        elif modifiers:
            super().keyPressEvent(event)
        elif key in _KEYS_BY:
            self._walk(row, _KEYS_BY[Qt.Key(key)])
        elif key in _ENTER:
            self._walk(row, 1)
        elif key == Qt.Key.Key_F2:
            self.focus(row.id)
        elif key == Qt.Key.Key_Delete and row.grip.hasFocus():
            self.deleted.emit(row.id)
        else:
            super().keyPressEvent(event)

    def paint_icons(self) -> None:
        for row in self._rows.values():
            row.paint_icons()

    def _leave(self, gone: list[Id]) -> None:
        """Take rows out of view; the keyboard goes to a neighbour."""
        focused = self._focused()
        stay = [row for row in self._rows.values() if row.id not in gone]
        if focused is not None and focused.id in gone:
            place = list(self._rows).index(focused.id)
            below = [row for row in self.rows[place:] if row.id not in gone]
            neighbour = next(iter(below or stay[-1:]), None)
            (self._before if neighbour is None else neighbour.grip).setFocus(Qt.FocusReason.OtherFocusReason)
        for id in gone:
            row = self._rows.pop(id)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _focused(self) -> Row | None:
        focus = QApplication.focusWidget()
        return next((row for row in self._rows.values() if focus and row.isAncestorOf(focus)), None)

    def _take(self, row: Row, place: int) -> None:
        self.moved.emit(row.id, place)

    def _move(self, row: Row, by: int) -> None:
        place = list(self._rows).index(row.id) + by
        if 0 <= place < len(self._rows):
            self.moved.emit(row.id, place)

    def _walk(self, row: Row, by: int) -> None:
        """To the same field of the row above or below."""
        place = list(self._rows).index(row.id) + by
        if not 0 <= place < len(self._rows):
            self.passed.emit(by)
            return
        focus = QApplication.focusWidget()
        other = self.rows[place]
        column = next((n for n, field in enumerate(row.fields) if field is focus), None)
        if column is None:
            other.grip.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        field = other.fields[column] if other.fields[column].isVisible() else other.fields[0]
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_menu(self) -> None:
        row = self._focused()
        if row is None:
            return
        t = self._desk.texts
        menu = QMenu(self)
        menu.setObjectName("row-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = list(self._rows).index(row.id)
        for name, title, keys, possible in (
            ("up", t("Move up"), "Alt+Up", place > 0),
            ("down", t("Move down"), "Alt+Down", place < len(self._rows) - 1),
        ):
            self._action(menu, name, title, keys, row).setEnabled(possible)
        row.more_actions(menu)
        menu.addSeparator()
        self._action(menu, "delete", t("Delete"), "Del", row)
        menu.triggered.connect(self._run)
        menu.popup(row.grip.mapToGlobal(QPoint(0, row.grip.height())))

    def _action(self, menu: QMenu, name: str, title: str, keys: str, row: Row) -> QAction:
        action = menu.addAction(f"{title}\t{self._desk.texts.keys(keys)}")
        action.setObjectName(name)
        action.setData(row.id)
        return action

    def _run(self, action: QAction) -> None:
        row = self._rows.get(str(action.data()))
        if row is None:
            return
        if action.objectName() == "delete":
            self.deleted.emit(row.id)
        elif action.objectName() in {"up", "down"}:
            self._move(row, -1 if action.objectName() == "up" else 1)
