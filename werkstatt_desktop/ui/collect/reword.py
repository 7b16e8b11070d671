"""Rewording and explaining a card where it stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor

from ...domain.layout import rough
from ...domain.records import Card
from ...domain.verbs import cards
from ..card_field import CardField
from ..desk import Desk
from .cards import CardList
from .look import CardLook
from .model import CardRows

_REWORDED, _EXPLAINED = "reword/", "explain/"
"""Beginnings of the names of drafts; the id of the card follows."""


class Rewording(QObject):
    """The field over one card of a list, while there is one.

    Enter and leaving the field finish, Esc gives up.
    """

    def __init__(self, desk: Desk, rows: CardRows, look: CardLook, view: CardList) -> None:
        super().__init__(view)
        self._desk, self._rows, self._look, self._view = desk, rows, look, view
        self._card: Card | None = None
        self._explains = False
        self._closing = False
        self.field: CardField | None = None
        view.scrolled.connect(self._place)

    def begin(self, *, explains: bool) -> None:
        """Open the field on the list's current card; what was open is finished first."""
        self.finish()
        index = self._view.currentIndex()
        card = self._rows.card(index.row()) if index.isValid() else None
        if card is None or self.field is not None:
            return
        t = self._desk.texts
        self._card, self._explains = card, explains
        field = CardField(
            "explain_card" if explains else "reword_card", self._view.viewport(), takes_lists=False
        )
        field.setAccessibleName(t("Explanation below the card") if explains else t("Wording of the card"))
        field.setFont(self._look.small_font if explains else self._look.text_font)
        self.field = field
        field.setPlainText(card.explanation if explains else card.text)
        field.show()  # only what is shown knows where its lines break
        self._fit()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()
        field.entered.connect(self.finish)
        field.escaped.connect(self.give_up)
        field.focus_went.connect(self.finish)
        field.textChanged.connect(self._fit)
        field.textChanged.connect(self._keep_draft)

    def take_up(self) -> bool:
        """Open the field again over a card where a crash broke off the rewording; whether there is one."""
        drafts = self._desk.drafts
        for beginning in (_REWORDED, _EXPLAINED):
            for name in drafts.names(beginning):
                text, row = drafts.text(name), self._rows.row_of(name.removeprefix(beginning))
                if row is not None:
                    self._view.choose(row)
                    self.begin(explains=beginning == _EXPLAINED)
                    if self.field is not None:
                        self.field.setPlainText(text)
                        self.field.moveCursor(QTextCursor.MoveOperation.End)
                        return True
        return False

    def give_up(self) -> None:
        """Leave the card as it was."""
        self._close()

    def finish(self) -> bool:
        """Write what the field says; the keyboard stays with the card, unless it went elsewhere.

        Where that is refused the field stays open; gives False then.
        """
        if self.field is None or self._card is None or self._closing:
            return True
        text, card = self.field.text(), self._desk.state.get(Card, self._card.id)
        if card is None or text == (card.explanation if self._explains else card.text):
            self._close()
            return True
        if self._explains:
            done = self._desk.do(cards.explain_card, card.id, text)
        else:
            done = self._desk.do(cards.reword_card, card.id, text, height_of=rough)
        if done is None:
            return False
        self._close()
        return True

    def follow(self) -> None:
        """Close where the card is no longer in the list, or says something new."""
        if self._card is None or self.field is None or self._closing:
            return
        now = self._desk.state.get(Card, self._card.id)
        if now is None or self._rows.row_of(now.id) is None:
            self._close()
        elif self._explains:
            if now.explanation != self._card.explanation:
                self._close()
        elif now.text != self._card.text:
            self._close()

    def _close(self) -> None:
        field, card = self.field, self._card
        if field is None or card is None:
            return
        self._closing = True
        self._desk.drafts.put(self._draft_name(card), "")
        self.field = self._card = self._look.editing = None
        if field.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        field.hide()
        field.deleteLater()
        row = self._rows.row_of(card.id)
        if row is not None:
            self._view.remeasure(row)
        self._closing = False

    def _draft_name(self, card: Card) -> str:
        return f"{_EXPLAINED if self._explains else _REWORDED}{card.id}"

    def _keep_draft(self) -> None:
        if self.field is not None and self._card is not None:
            said = self._card.explanation if self._explains else self._card.text
            text = self.field.text()
            self._desk.drafts.put(self._draft_name(self._card), text if text != said else "")

    def _fit(self) -> None:
        """Give the card the room that the field needs."""
        if self.field is None or self._card is None:
            return
        row = self._rows.row_of(self._card.id)
        if row is None:
            return
        # The width decides how high the text is, so the field has it before it is measured.
        self._look.editing = (self._card.id, self._explains, 0)
        width = self._look.field_rect(self._card, self._view.visualRect(self._rows.index(row))).width()
        self.field.setFixedWidth(width)
        self._look.editing = (self._card.id, self._explains, self.field.text_height)
        self._view.remeasure(row)
        self._view.scrollTo(self._rows.index(row))

    def _place(self) -> None:
        if self.field is None or self._card is None or self._look.editing is None:
            return
        row = self._rows.row_of(self._card.id)
        if row is not None:
            rect = self._look.field_rect(self._card, self._view.visualRect(self._rows.index(row)))
            self.field.setFixedWidth(rect.width())
            self.field.setGeometry(rect)
