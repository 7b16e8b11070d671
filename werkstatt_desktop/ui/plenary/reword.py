"""Rewording a result where it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor

from ...domain.records import Id, Result
from ..card_field import CardField
from ..desk import Desk
from .deeds import Deeds
from .result_list import ResultList
from .results import ResultRows

_DRAFT = "result/"
"""The beginning of the names of drafts; the id of the result follows."""


class Rewording(QObject):
    """The field over a result while there is one. Enter and leaving it finish, Esc gives up."""

    def __init__(self, desk: Desk, rows: ResultRows, view: ResultList, deeds: Deeds) -> None:
        super().__init__(view)
        self._desk, self._rows, self._view, self._deeds = desk, rows, view, deeds
        self._id: Id = ""
        self._before = ""
        self._closing = False
        self.field: CardField | None = None
        view.scrolled.connect(self.place)

    def begin(self) -> None:
        """Open the field on the row that has the keyboard."""
        here = self._view.here
        if not self.finish() or here is None:
            return
        field = CardField("reword_result", self._view.viewport(), takes_lists=False)
        t = self._desk.texts
        field.setAccessibleName(
            t("Wording of the result") if here.number else t("Wording of the guiding statement")
        )
        field.setFont(self._view.look.font)
        self.field, self._id, self._before = field, here.id, here.text
        field.setPlainText(here.text)
        field.show()  # only what is shown knows where its lines break
        self._fit()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        field.entered.connect(self.finish)
        field.escaped.connect(self._close)
        field.focus_went.connect(self.finish)
        field.textChanged.connect(self._fit)
        field.textChanged.connect(self._keep_draft)

    def take_up(self) -> None:
        """Go on where a crash broke off a rewording."""
        for name in self._desk.drafts.names(_DRAFT) if self.field is None else ():
            text, row = self._desk.drafts.text(name), self._rows.row_of(name.removeprefix(_DRAFT))
            if row >= 0:
                self._view.setCurrentIndex(self._rows.index(row))
                self.begin()
                if self.field is not None:
                    self.field.setPlainText(text)
                    self.field.moveCursor(QTextCursor.MoveOperation.End)
                return

    def finish(self) -> bool:
        """Write what the field says. Where that is refused it stays open; gives False then."""
        if self.field is None or self._closing:
            return True
        text, result = self.field.text(), self._desk.state.get(Result, self._id)
        if result is not None and text != result.text and not self._deeds.reword(self._id, text):
            return False
        self._close()
        return True

    def follow(self) -> None:
        """Close where the result went or says something new; else be where it is now."""
        if self.field is None or self._closing:
            return
        result = self._desk.state.get(Result, self._id)
        if result is None or result.text != self._before:
            self._close()
        else:
            self.place()

    def place(self) -> None:
        """Lie over the text of the row."""
        row = self._rows.row_of(self._id)
        if self.field is not None and self._view.look.editing is not None and row >= 0:
            rect = self._view.visualRect(self._rows.index(row))
            self.field.setGeometry(self._view.look.field_rect(self._rows.rows[row], rect))

    def _fit(self) -> None:
        """Give the row the room that the field needs; its width decides how high that is."""
        row = self._rows.row_of(self._id)
        if self.field is None or row < 0:
            return
        look, index = self._view.look, self._rows.index(row)
        look.editing = (self._id, 0)
        self.field.setFixedWidth(look.field_rect(self._rows.rows[row], self._view.visualRect(index)).width())
        look.editing = (self._id, self.field.text_height)
        self._rows.dataChanged.emit(index, index)
        self._view.doItemsLayout()
        self._view.scrollTo(index)
        self.place()

    def _keep_draft(self) -> None:
        if self.field is not None:
            text = self.field.text()
            self._desk.drafts.put(_DRAFT + self._id, text if text != self._before else "")

    def _close(self) -> None:
        field = self.field
        if field is None:
            return
        self._closing = True
        self._desk.drafts.put(_DRAFT + self._id, "")
        self.field = self._view.look.editing = None
        if field.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        field.hide()
        field.deleteLater()
        self._view.doItemsLayout()
        self._closing = False
