"""Dragging a row to another place among its neighbours."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from .row import Row


class RowDrag(QObject):
    """The gesture over the rows of one column. `moved` carries the row and the place it was let go at.

    The place is counted without the row itself. A line shows where it would go.
    """

    moved = Signal(Row, int)

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._rows: list[Row] = []
        self._line = QFrame(area)
        self._line.setProperty("kind", "drop")
        self._line.hide()

    def watch(self, row: Row) -> None:
        """Let a row be dragged by its grip."""
        row.grip.dragged.connect(self._show)
        row.grip.dropped.connect(self._drop)
        row.grip.stopped.connect(self._end)

    def arrange(self, rows: list[Row]) -> None:
        """The rows there are now, from top to bottom."""
        self._rows = rows

    def _show(self, at: QPoint) -> None:
        row = self._dragged()
        if row is None:
            return
        here = self._area.mapFromGlobal(at)
        place = self._gap(here.y())
        below = self._rows[place].y() if place < len(self._rows) else self._rows[-1].geometry().bottom()
        self._line.setGeometry(0, max(0, below - 1), self._area.width(), 3)
        self._line.show()
        self._line.raise_()
        _lift(row, lifted=True)
        scroll = _scroll_area(self._area)
        content = scroll.widget() if scroll is not None else None
        if scroll is not None and content is not None:
            inside = self._area.mapTo(content, here)
            scroll.ensureVisible(inside.x(), inside.y(), 0, 48)

    def _drop(self, at: QPoint) -> None:
        row = self._dragged()
        self._end()
        if row is None:
            return
        own, gap = self._rows.index(row), self._gap(self._area.mapFromGlobal(at).y())
        place = gap - 1 if gap > own else gap
        if place != own:
            self.moved.emit(row, place)

    def _end(self) -> None:
        self._line.hide()
        for row in self._rows:
            _lift(row, lifted=False)

    def _dragged(self) -> Row | None:
        return next((row for row in self._rows if row.grip.dragging), None)

    def _gap(self, y: int) -> int:
        """Between which rows a height lies: 0 above the first one."""
        return sum(1 for row in self._rows if y > row.geometry().center().y())


def _lift(row: Row, *, lifted: bool) -> None:
    if row.lifted != lifted:
        row.lifted = lifted
        row.update()


def _scroll_area(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
