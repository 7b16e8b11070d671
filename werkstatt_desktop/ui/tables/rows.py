"""The rows of a table in a list, each with what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ...exchange.table import Table
from ...texts import Texts
from ..labels import plain_tip
from ..theme import Theme

Index = QModelIndex | QPersistentModelIndex
Outcome = Callable[[int], tuple[str, bool]]
"""What becomes of a row, in a few words, and whether anything does."""
_NONE = QModelIndex()
_LONGEST = 300
"""Characters of a cell that are shown; the tooltip has more."""


class TableRows(QAbstractTableModel):
    """The first column says what becomes of a row, the others are those of the table."""

    def __init__(self, t: Texts, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._t, self._theme = t, theme
        self._table = Table(())
        self._outcome: Outcome = _nothing

    @property
    def table(self) -> Table:
        return self._table

    def show_table(self, table: Table) -> None:
        self.beginResetModel()
        self._table, self._outcome = table, _nothing
        self.endResetModel()

    def show_outcome(self, outcome: Outcome) -> None:
        """Say of each row what becomes of it; it is asked when the row comes into view."""
        self._outcome = outcome
        if self._table.rows:
            last = self.index(len(self._table.rows) - 1, self._table.width)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self._table.width + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column() - 1
        if role == Qt.ItemDataRole.DisplayRole:
            return self.outcome(row) if column < 0 else self._shown(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column >= 0:
            return plain_tip(self._table.rows[row][column][:2000])
        if role == Qt.ItemDataRole.ForegroundRole and not self._outcome(row)[1]:
            return QColor(self._theme.muted)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._t("Becomes") if section == 0 else ""
        return None

    def outcome(self, row: int) -> str:
        """What becomes of a row, in a few words."""
        return self._outcome(row)[0]

    def _shown(self, row: int, column: int) -> str:
        return " ".join(self._table.rows[row][column][:_LONGEST].split())

    def _spoken(self, row: int) -> str:
        cells = (self._shown(row, column) for column in range(self._table.width))
        return ", ".join(part for part in (self.outcome(row), *cells) if part)


def _nothing(_row: int) -> tuple[str, bool]:
    return "", False
