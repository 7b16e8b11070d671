"""The rounds of a workshop: which is in view, new ones, and those that go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QListWidget, QListWidgetItem, QWidget

from ...domain.records import Id, VoteRound
from ...texts import Texts
from ..buttons import Button
from ..desk import Desk
from ..dots.options import rounds
from ..dots.parts import stacked, words

_ROW = 30
_SHOWN = 6
"""So many rounds are in sight without scrolling."""


def round_name(round_: VoteRound, t: Texts) -> str:
    return " ".join(round_.title.split()) or t("Round without a title")


class RoundsBox(QWidget):
    """`chosen` carries the id of a round, `begun` the kind of a new one, `deleted` asks that it go."""

    chosen = Signal(str)
    begun = Signal(str)
    deleted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        t = desk.texts
        self._list = QListWidget(self)
        self._list.setObjectName("weigh-rounds")
        self._list.setAccessibleName(t("Rounds"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setTabKeyNavigation(False)
        self._list.setWordWrap(True)
        self._list.setSpacing(2)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.installEventFilter(self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._fit)
        self._new = self._button("weigh-new-dots", t("New dot vote"))
        self._resistance = self._button("weigh-new-resistance", t("Ask for resistance"))
        self._matrix = self._button("weigh-new-matrix", t("Compare effect and effort"))
        self._delete = self._button("weigh-delete", t("Delete round"))
        heading = words("", "strong")
        heading.setText(t("Rounds"))
        column = stacked()
        column.addWidget(heading)
        column.addWidget(self._list)
        for button in (self._new, self._resistance, self._matrix, self._delete):
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        self.setLayout(column)
        self._list.currentItemChanged.connect(self._choose)
        self._new.clicked.connect(self._begin_dots)
        self._resistance.clicked.connect(self._begin_resistance)
        self._matrix.clicked.connect(self._begin_matrix)
        self._delete.clicked.connect(self.deleted)

    def refresh(self, current: Id | None) -> None:
        """Show the rounds in their order, and which one is in view."""
        t, row = self._desk.texts, rounds(self._desk.state)
        self._list.blockSignals(True)
        while self._list.count() > len(row):
            self._list.takeItem(self._list.count() - 1)
        for n, round_ in enumerate(row):
            if n == self._list.count():
                self._list.addItem(QListWidgetItem())
            item = self._list.item(n)
            name = t("{number} · {title}", number=n + 1, title=round_name(round_, t))
            text = t("{round} – open", round=name) if round_.is_open else name
            if item.text() != text:
                item.setText(text)
            item.setData(Qt.ItemDataRole.UserRole, round_.id)
            if round_.id == current:
                self._list.setCurrentRow(n)
        self._list.blockSignals(False)
        self._fit()
        self._delete.setEnabled(current is not None)

    def _fit(self) -> None:
        """As high as the rounds need, up to some of them."""
        self._list.doItemsLayout()
        count = min(self._list.count(), _SHOWN)
        height = _ROW
        if count:
            last = self._list.visualItemRect(self._list.item(count - 1))
            height = last.bottom() + self._list.verticalOffset() + 6
        if height != self._list.height():
            self._list.setFixedHeight(height)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Del on a round means that it goes. Another width can break names into more lines."""
        if watched is self._list and isinstance(event, QResizeEvent):
            if event.size().width() != event.oldSize().width():
                self._again.start()
            return False
        if (
            watched is self._list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Delete
            and self._list.currentItem() is not None
        ):
            self.deleted.emit()
            return True
        return False

    def _button(self, name: str, text: str) -> Button:
        made = Button(text, self)
        made.setObjectName(name)
        made.setProperty("kind", "link")
        return made

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _begin_dots(self) -> None:
        self.begun.emit("dots")

    def _begin_resistance(self) -> None:
        self.begun.emit("resistance")

    def _begin_matrix(self) -> None:
        self.begun.emit("matrix")
