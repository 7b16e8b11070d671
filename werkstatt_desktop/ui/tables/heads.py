"""Above each column of a table, what it is good for; a box to choose from that moves with its column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QTableView, QWidget

from ...texts import Texts
from ..start.fields import ChoiceField

_HEIGHT, _GAP = 34, 4


class ColumnHeads(QWidget):
    """A box for each column but the first; no two have the same use. `changed`: another was chosen.

    `words` has the uses that there are, with their words, the empty one for none.
    """

    changed = Signal()

    def __init__(self, t: Texts, words: Mapping[str, str], view: QTableView, parent: QWidget) -> None:
        super().__init__(parent)
        self._t, self._words, self._view = t, words, view
        self.boxes: list[QComboBox] = []
        self.setObjectName("column-heads")
        self.setFixedHeight(_HEIGHT)
        view.horizontalHeader().sectionResized.connect(self._lie)
        view.horizontalScrollBar().valueChanged.connect(self._lie)

    @property
    def uses(self) -> tuple[str, ...]:
        return tuple(str(box.currentData()) for box in self.boxes)

    def show_uses(self, uses: Sequence[str]) -> None:
        """Boxes for so many columns."""
        for box in self.boxes:
            box.hide()
            box.deleteLater()
        self.boxes = [self._box(n, use) for n, use in enumerate(uses, 1)]
        self._lie()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The column whose box gets the keyboard comes into view."""
        if event.type() == QEvent.Type.FocusIn and watched in self.boxes:
            column = self.boxes.index(watched) + 1
            row = max(self._view.rowAt(0), 0)
            self._view.scrollTo(self._view.model().index(row, column))
        return super().eventFilter(watched, event)

    def _box(self, column: int, use: str) -> QComboBox:
        t = self._t
        box = ChoiceField(self)
        box.setObjectName(f"column-{column}")
        box.setAccessibleName(t("Column {number} is", number=column))
        for value, words in self._words.items():
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(use))
        box.activated.connect(self._choose)
        box.installEventFilter(self)
        box.show()
        return box

    def _choose(self, _place: int) -> None:
        """A use goes from the column that had it to the one it was chosen for."""
        chosen = self.sender()
        use = chosen.currentData() if isinstance(chosen, QComboBox) else ""
        for box in self.boxes:
            if use and box is not chosen and box.currentData() == use:
                box.setCurrentIndex(0)
        self.changed.emit()

    def _lie(self, *_change: int) -> None:
        """Over the columns, as they lie now."""
        left = self._view.viewport().mapTo(self._view, self._view.viewport().rect().topLeft()).x()
        header = self._view.horizontalHeader()
        for n, box in enumerate(self.boxes, 1):
            x = left + header.sectionViewportPosition(n)
            box.setGeometry(x + _GAP // 2, 1, max(header.sectionSize(n) - _GAP, 40), _HEIGHT - 2)
