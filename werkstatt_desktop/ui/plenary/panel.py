"""The panel of common results: the field for statements, the list, and its order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ...domain.records import Id
from ..buttons import Button
from ..desk import Desk
from ..parking.entry import EntryField
from .laying import Laying
from .parts import label
from .result_list import ResultList
from .results import ResultRows

_DRAFT = "statement"


class ResultPanel(QFrame):
    """`written` comes with the words of a statement, `ordered` when the dots are to decide."""

    written = Signal(str)
    ordered = Signal()

    def __init__(self, desk: Desk, rows: ResultRows, laying: Laying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows, self._laying = desk, rows, laying
        t = desk.texts
        self.setObjectName("plenary-panel")
        self.setProperty("kind", "panel")
        self._title = label("plenary-title", "section")
        self._title.setText(t("Common results"))
        self._hint = label("plenary-hint", "muted")
        self.field = EntryField("plenary-statement", t("Write a guiding statement"))
        self.field.setPlaceholderText(t("Write a guiding statement"))
        self.field.setPlainText(desk.drafts.text(_DRAFT))
        self.field.textChanged.connect(self._keep_draft)
        self.list = ResultList(desk, rows, laying, self)
        self.order = Button(t("Order by dots"), self)
        self.order.setObjectName("plenary-order")
        self.order.setProperty("kind", "link")
        self.order.clicked.connect(self.ordered)
        laying.changed.connect(self.show_hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 8, 10)
        column.setSpacing(6)
        for part in (self._title, self._hint, self.field):
            inset = QVBoxLayout()
            inset.setContentsMargins(0, 0, 10, 0)
            inset.addWidget(part)
            column.addLayout(inset)
        column.addWidget(self.list, 1)
        column.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Fit what stands around the list to what is in it."""
        self.order.setVisible(len(self._rows.numbers) > 1)
        # An empty list has nothing to show the keyboard on.
        if not self._rows.rows and self.list.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        policies = Qt.FocusPolicy
        self.list.setFocusPolicy(policies.StrongFocus if self._rows.rows else policies.NoFocus)
        self.show_hint()

    def show_hint(self) -> None:
        """What can be done now; while a number is being typed, that."""
        t = self._desk.texts
        if self._laying.typed is not None:
            self._hint.setText(
                t("Lay on result {number} – type its number, Esc stops.", number=self._laying.typed or "…")
            )
        elif self._rows.numbers:
            self._hint.setText(t("Drag cards here; two on each other become one result."))
        else:
            self._hint.setText(
                t("Drag cards or themes of the groups here, or keep the chosen one with {key}.",
                  key=t.keys("Enter"))
            )  # fmt: skip

    def clear_field(self) -> None:
        self.field.setPlainText("")

    def take_over(self, id: Id | None) -> None:
        """Bring a result into sight and choose it."""
        row = self._rows.row_of(id)
        if row >= 0:
            self.list.setCurrentIndex(self._rows.index(row))
            self.list.scrollTo(self._rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field writes the statement; Down and Esc go on to the list."""
        if not self.field.hasFocus():
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.field.text().strip():
                self.written.emit(self.field.text())
        elif event.key() == Qt.Key.Key_Down and self._rows.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _keep_draft(self) -> None:
        self._desk.drafts.put(_DRAFT, self.field.text())
