"""From words to cards: one at a time, a pasted list, a text too long for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ...domain.clean import clean
from ...domain.records import LONG, Category, Id
from ...domain.verbs import cards
from ...exchange.lists import lines_of
from ..desk import Desk
from .entry import Entry
from .model import CardRows
from .sheet import CardsSheet
from .ticks import Ticks


class Writing(QObject):
    """Writes the cards of a column. `written` follows each step that did."""

    written = Signal()

    def __init__(self, desk: Desk, rows: CardRows, entry: Entry, ticks: Ticks, column: QWidget) -> None:
        super().__init__(column)
        self._ticks = ticks
        self._desk, self._rows, self._entry, self._column = desk, rows, entry, column
        self._group_id: Id | None = None
        self._category = Category()

    def go_to(self, group_id: Id | None, category: Category) -> None:
        """Write cards of this group and category from now on."""
        self._group_id, self._category = group_id, category

    def write(self, text: str) -> None:
        """The card in the field, which is emptied once it is written; one too long is offered in pieces."""
        if len(clean(text)) > LONG:
            self._look_at(self._too_long(text), cards.split_long(text), self._write_pieces, None)
        elif self._write_all([text]):
            self._entry.clear()

    def look_at_list(self, text: str) -> None:
        """Show the lines of a text as cards to be."""
        t = self._desk.texts
        if "\n" in clean(text):
            words = t("Several cards for {category}", category=t.quote(t.category(self._category)))
        else:
            words = self._too_long(text)
        self._look_at(words, lines_of(text), self._write_all, text)

    def take_in(self, text: str) -> None:
        """A text that was dropped: a line is a card, several are looked at first."""
        lines = lines_of(text)
        if len(lines) > 1:
            self.look_at_list(text)
        elif lines:
            self._write_all([clean(text)])

    def _too_long(self, text: str) -> str:
        """Why a text of one line is offered in pieces."""
        t = self._desk.texts
        return t(
            "The text has {length} characters; {limit} fit on a card. It could be split like this:",
            length=t.number(len(clean(text))),
            limit=t.number(LONG),
        )

    def _write_all(self, texts: list[str]) -> bool:
        if self._group_id is None:
            return False
        done = self._desk.do(
            cards.write_cards, group_id=self._group_id, category_id=self._category.id, texts=texts
        )
        if done is not None:
            self._ticks.write(done.ids("cards"))
            self.written.emit()
        return done is not None

    def _write_pieces(self, texts: list[str]) -> bool:
        """The pieces of what is in the field."""
        if not self._write_all(texts):
            return False
        self._entry.clear()
        return True

    def _look_at(
        self, words: str, texts: Sequence[str], take: Callable[[list[str]], bool], whole: str | None
    ) -> None:
        there = (self._rows.card(row) for row in range(len(self._rows)))
        known = frozenset(card.text for card in there if card)
        sheet = CardsSheet(self._desk, words, texts, known, take, self._column)
        if whole is not None:
            sheet.offer_whole(whole)
            sheet.kept_whole.connect(self._entry.insert)
        sheet.finished.connect(self._entry.take_focus)
        sheet.open()
