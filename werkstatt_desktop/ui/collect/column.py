"""One column of Collect: a category's head, its cards, and the field for the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.edits import Step
from ...domain.records import Category, Group, Id
from ..bars import GUTTER
from ..card_drag import card_ids
from ..desk import Desk
from . import deeds
from .cards import CardList
from .entry import Entry
from .head import Head
from .look import CardLook
from .menu import cards_menu
from .model import CardRows
from .reword import Rewording
from .similar import SimilarCards
from .ticks import Ticks
from .veil import Veil
from .writing import Writing

EDGE = 6
"""Room around the cards for the frame that shows where dragged ones would go."""
Deed = Callable[[Sequence[Id]], bool]


class Column(QWidget):
    """The cards of one category in the group in view.

    `went_aside` asks for the cards of the column before this one (-1) or after it (1).
    """

    went_aside = Signal(int)
    entered = Signal()

    def __init__(
        self,
        desk: Desk,
        category: Category,
        similar: SimilarCards,
        ticks: Ticks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._similar = similar
        self._hovered = False
        self.category = category
        self.group_id: Id | None = None
        self.setAcceptDrops(True)
        self.rows = CardRows(desk, ticks, self)
        self.look = CardLook(desk, self)
        self.head = Head(desk, self)
        self.cards = CardList(self.rows, self.look, self)
        self.veil = Veil(desk, self)
        self.entry = Entry(desk, self)
        self.rewording = Rewording(desk, self.rows, self.look, self.cards)
        self._writing = Writing(desk, self.rows, self.entry, ticks, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.cards, 1)
        column.addWidget(self.veil, 1)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(0, 6, GUTTER, 0)
        bottom.addWidget(self.entry)
        column.addLayout(bottom)
        self._connect()

    def draft_name(self) -> str:
        """Under which name it is kept what stands in the field."""
        return draft_name(self.group_id, self.category.id)

    def show_cards(self, group_id: Id | None, category: Category, number: int) -> None:
        """Show a category's cards of a group, as the state has them; `number` counts the columns from 1."""
        self.category, self.group_id = category, group_id
        self._writing.go_to(group_id, category)
        t = self._desk.texts
        self.setObjectName(f"column-{number}")
        self.rows.show(group_id, category.id)
        self.rewording.follow()
        self.head.show_category(group_id, category, self.rows.count)
        self._show_hidden()
        self.cards.setAccessibleName(t("Cards: {category}", category=t.category(category)))
        self.entry.show_category(category, number)
        self.entry.know_cards(len(self.rows) > 0)

    def take(self, step: Step) -> None:
        """Show what a step did to these cards."""
        self.rows.take(step)
        self.rewording.follow()
        self.head.show_count(self.rows.count)
        self._show_hidden()
        self.entry.know_cards(len(self.rows) > 0)

    def _show_hidden(self) -> None:
        """While the cards are hidden, their number stands in their place."""
        hidden = self.rows.hidden
        self.cards.setVisible(not hidden)
        self.veil.setVisible(hidden)
        if hidden:
            self.veil.show_count(self.rows.count)

    def restyle(self, pixels: float) -> None:
        self.look.resize(pixels)
        self.head.restyle(pixels)
        self.entry.restyle(pixels)
        self.cards.restyle(self._desk.theme)

    def focus_cards(self) -> bool:
        """Give the keyboard to the cards; whether there are any."""
        if not len(self.rows):
            return False
        self.cards.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.cards.selectedIndexes():
            self.cards.choose(self.cards.currentIndex().row())
        return True

    # What is done to the chosen cards

    def deal(self, act: Deed) -> None:
        """Do something to the chosen cards, and stay at their place in the list if they left it."""
        ids = self.cards.chosen()
        row = self.rows.row_of(ids[0]) if ids else None
        if row is None or not act(ids):
            return
        if not len(self.rows):
            self.entry.take_focus()
        elif self.rows.row_of(ids[0]) is None:
            self.cards.choose(min(row, len(self.rows) - 1))

    def recategorise(self, category: Category) -> None:
        self.deal(partial(deeds.recategorise, self._desk, category=category))

    def hand_over(self, group: Group) -> None:
        self.deal(partial(deeds.hand_over, self._desk, group=group))

    def _delete(self) -> None:
        self.deal(partial(deeds.delete, self._desk))

    def _copy(self) -> None:
        deeds.copy_texts(self._desk, self.cards.chosen())

    def _edit(self, explains: bool) -> None:
        self.rewording.begin(explains=explains)

    def _keep_draft(self) -> None:
        self._desk.drafts.put(self.draft_name(), self.entry.text)

    def _show_menu(self, at: QPoint) -> None:
        if ids := self.cards.chosen():
            menu = cards_menu(self._desk, ids, self._edit, self.deal, self.cards)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    # Going about

    def _find_similar(self, text: str) -> None:
        self._similar.look(text, self.entry.show_similar)

    def _go_back(self, text: str) -> None:
        self.entry.take_focus()
        self.entry.insert(text)

    def _paste(self) -> None:
        self.entry.take_focus()
        self.entry.field.paste()

    def _go_up(self) -> None:
        if len(self.rows):
            self.cards.choose(len(self.rows) - 1)
            self.focus_cards()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.entry.take_focus()
        event.accept()

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if self.group_id is None or not (card_ids(data) or data.hasText()):
            event.ignore()
            return
        event.setDropAction(_action(event))
        event.accept()
        self._hover(True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(_action(event))
        event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(False)
        ids, text = card_ids(event.mimeData()), event.mimeData().text()
        event.setDropAction(_action(event))
        event.accept()
        if ids:
            deeds.recategorise(self._desk, ids, self.category)
        else:
            self._writing.take_in(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._hovered:
            return
        fill, stripe = self._desk.theme.category(self.category.colour)
        tint = QColor(fill)
        tint.setAlpha(110)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(tint)
        painter.setPen(QPen(stripe, 2.0))
        area = QRectF(self.cards.geometry()).adjusted(1 - EDGE, 1 - EDGE, EDGE - 1 - GUTTER, EDGE - 1)
        painter.drawRoundedRect(area, 9, 9)
        painter.end()

    def _hover(self, hovered: bool) -> None:
        self._hovered = hovered
        self.update()

    def _connect(self) -> None:
        cards, entry = self.cards, self.entry
        cards.went_back.connect(self._go_back)
        cards.paste_wanted.connect(self._paste)
        cards.edit_wanted.connect(self._edit)
        cards.delete_wanted.connect(self._delete)
        cards.copy_wanted.connect(self._copy)
        cards.menu_wanted.connect(self._show_menu)
        cards.went_aside.connect(self.went_aside)
        entry.entered.connect(self._writing.write)
        entry.field.textChanged.connect(self._keep_draft)
        entry.list_came.connect(self._writing.look_at_list)
        self._writing.written.connect(cards.show_last)
        entry.went_up.connect(self._go_up)
        entry.rested.connect(self._find_similar)
        entry.focus_came.connect(self.entered)


def draft_name(group_id: Id | None, category_id: Id) -> str:
    """The name of what was begun in the field of a group and category."""
    return f"card/{group_id or ''}/{category_id}"


def _action(event: QDropEvent) -> Qt.DropAction:
    """Cards move, text from elsewhere is copied."""
    return Qt.DropAction.MoveAction if card_ids(event.mimeData()) else Qt.DropAction.CopyAction
