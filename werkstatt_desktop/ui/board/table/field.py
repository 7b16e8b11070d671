"""Typing in a cell of the table: the text of a card or its explanation."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTableView

from ....domain.records import Card, Id
from ....domain.verbs import cards
from ...desk import Desk
from ..editing import CardField
from .model import EXPLANATION, TEXT, CardTableModel

_REWORDED, _EXPLAINED = "reword/", "explain/"
"""Beginnings of the names of drafts; the id of the card follows."""


class CellField(QObject):
    """The field over a cell, while there is one. Words that are refused stay in it."""

    def __init__(self, desk: Desk, model: CardTableModel, view: QTableView) -> None:
        super().__init__(view)
        self._desk, self._model, self._view = desk, model, view
        self.field: CardField | None = None
        self._id: Id = ""
        self._explains = False
        self._said = ""
        view.verticalScrollBar().valueChanged.connect(self.place)
        view.horizontalScrollBar().valueChanged.connect(self.place)

    def open(self, row: int, *, explains: bool) -> None:
        id = self._model.id(row)
        card = self._desk.state.get(Card, id) if id is not None else None
        if not self.settle() or card is None:
            return
        t = self._desk.texts
        self._id, self._explains = card.id, explains
        self._said = card.explanation if explains else card.text
        field = CardField(self._view.viewport())
        field.setObjectName("table-field")
        field.setAccessibleName(t("Explanation below the card") if explains else t("Text of the card"))
        field.setTabChangesFocus(True)
        field.setPlainText(self._said)
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.done.connect(self._hand_over)
        field.given_up.connect(self._close)
        field.textChanged.connect(self._keep_draft)
        field.textChanged.connect(self.place)
        self.field = field
        self._view.scrollTo(self._model.index(row, self._column))
        self.place()
        field.show()
        self.place()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self) -> None:
        """Go on typing where a crash broke it off."""
        drafts = self._desk.drafts
        for name in drafts.names(_EXPLAINED):
            text, row = drafts.text(name), self._model.row(name.removeprefix(_EXPLAINED))
            if row is not None:
                self.open(row, explains=True)
                self._type(text)
                return

    def settle(self) -> bool:
        """Hand over what is typed and close the field; False where the words are refused."""
        if self.field is None:
            return True
        words = self.field.words()
        blank = not self._explains and not words.strip()
        card = self._desk.state.get(Card, self._id)
        if card is not None and words != self._said and not blank:
            verb = cards.explain_card if self._explains else cards.reword_card
            if self._desk.do(verb, self._id, words) is None:
                return False
        self._close()
        return True

    def follow(self) -> None:
        """Close where the card is no longer in the table."""
        if self.field is not None and self._model.row(self._id) is None:
            self._close()
        else:
            self.place()

    def place(self) -> None:
        """Lay the field over its cell, as high as its words need."""
        row = self._model.row(self._id)
        if self.field is None or row is None:
            return
        cell = self._view.visualRect(self._model.index(row, self._column))
        lines = max(2, min(round(self.field.document().size().height()), 10))
        high = lines * self.field.fontMetrics().lineSpacing() + 22
        room = self._view.viewport().rect()
        box = QRect(cell.x(), cell.y(), max(cell.width(), 260), max(cell.height(), high))
        box.moveBottom(min(box.bottom(), max(room.bottom(), box.height())))
        box.moveRight(min(box.right(), max(room.right(), box.width())))
        self.field.setGeometry(box)

    @property
    def _column(self) -> int:
        return EXPLANATION if self._explains else TEXT

    def _type(self, words: str) -> None:
        if self.field is not None:
            self.field.setPlainText(words)
            self.field.moveCursor(QTextCursor.MoveOperation.End)

    def _draft_name(self) -> str:
        return f"{_EXPLAINED if self._explains else _REWORDED}{self._id}"

    def _keep_draft(self) -> None:
        if self.field is not None:
            words = self.field.words()
            self._desk.drafts.put(self._draft_name(), words if words != self._said else "")

    def _hand_over(self, by_key: bool) -> None:
        """Enter with an empty card says why not; leaving the field gives it up."""
        if self.field is None:
            return
        if by_key and not self._explains and not self.field.words().strip():
            self._desk.do(cards.reword_card, self._id, "")
            return
        self.settle()

    def _close(self) -> None:
        field, self.field = self.field, None
        if field is None:
            return
        self._desk.drafts.put(self._draft_name(), "")
        if field.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        field.hide()
        field.deleteLater()
