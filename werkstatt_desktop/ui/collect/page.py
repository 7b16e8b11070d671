"""Collect: a column a category, and the field for the next card always ready."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain import order
from ...domain.clean import clean
from ...domain.edits import Step
from ...domain.records import Category, Id
from ...domain.verbs import cards
from ..bars import GUTTER, quiet_bars
from ..desk import Desk
from ..numbered import numbered
from .column import EDGE, Column, draft_name
from .empty import Empty
from .similar import SimilarCards
from .ticks import Ticks

_MARGIN = 22 - EDGE
_GAP = 22 - GUTTER - EDGE
_NARROWEST = 220


class CapturePage(QFrame):
    """The cards of the group in view, in `columns`. What was begun in a field is kept, for each group."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.columns: list[Column] = []
        self._last: Id | None = None
        self._similar = SimilarCards(desk, self)
        self._ticks = Ticks(desk, self)
        self._stale = False
        self._pixels = 0.0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._take_up)
        self.setObjectName("collect-page")
        self.setProperty("kind", "wall")
        self._area = QScrollArea(self)
        self._empty = Empty(desk, self)
        self._row = QHBoxLayout()
        self._lay_out()
        self._build()
        desk.changed.connect(self.refresh)
        desk.group_changed.connect(self._show_group)
        desk.look_changed.connect(self._restyle)
        desk.settling.connect(self._settle)
        desk.leaving.connect(self._leave)

    def refresh(self, step: Step | None) -> None:
        """Show what a step changed; None: everything. A hidden page does so when it is shown."""
        if not self.isVisible():
            self._stale = True
        elif step is None or self._shape_changed(step) or step.edit.touches("seals"):
            self._build()
        else:
            for column in self.columns:
                column.take(step)

    def focus_entry(self) -> None:
        """Put the cursor into the field that was used last."""
        if self.columns:
            last = next((c for c in self.columns if c.category.id == self._last), self.columns[0])
            self._go_to(last)
        elif self._empty.isVisible():
            self._empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _lay_out(self) -> None:
        inside = QWidget(self._area)
        inside.setObjectName("columns")
        inside.setLayout(self._row)
        self._row.setContentsMargins(_MARGIN, 18, _MARGIN + EDGE - GUTTER, 18)
        self._row.setSpacing(_GAP)
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # New columns have their places only after what brought them.
        self._area.horizontalScrollBar().rangeChanged.connect(self._reveal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        column.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)

    def _shape_changed(self, step: Step) -> bool:
        """Whether a step changed more than cards; a card can bring back the category it needs."""
        if step.edit.touches("categories", "groups", "questions", "workshops"):
            return True
        here = [column.category.id for column in self.columns]
        return here != [category.id for category in order.categories(self._desk.state)]

    def _build(self) -> None:
        """Make the columns what the state says; those that stay keep their cursor and selection."""
        self._stale = False
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        missing = Empty.needed(self._desk)
        old = {column.category.id: column for column in self.columns}
        categories = [] if missing else order.categories(self._desk.state)
        self.columns = [
            old.pop(category.id) if category.id in old else self._make(category) for category in categories
        ]
        for column in old.values():
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        for number, (column, category) in enumerate(zip(self.columns, categories, strict=True), 1):
            if self._row.indexOf(column) != number - 1:
                self._row.removeWidget(column)
                self._row.insertWidget(number - 1, column, 1)
            column.show_cards(self._desk.group_id, category, number)
        self._show_drafts()
        self._restyle()
        self._empty.show_state()
        self._empty.setVisible(missing)
        self._area.setVisible(not missing)
        if had_focus and self._focused() is None:
            self.focus_entry()

    def _make(self, category: Category) -> Column:
        column = Column(self._desk, category, self._similar, self._ticks, self._area.widget())
        column.entered.connect(self._entered)
        column.went_aside.connect(self._go_aside)
        return column

    def _show_drafts(self) -> None:
        for column in self.columns:
            draft = self._desk.drafts.text(column.draft_name())
            if column.entry.text != draft:
                column.entry.show_draft(draft)

    def _leave(self) -> None:
        """What was begun in a field becomes a card: drafts stay on this computer, the file may travel."""
        state, drafts = self._desk.state, self._desk.drafts
        for group, category in product(order.groups(state), order.categories(state)):
            name = draft_name(group.id, category.id)
            if clean(drafts.text(name)):
                place = {"group_id": group.id, "category_id": category.id}
                pieces = cards.split_long(drafts.text(name))
                if self._desk.do(cards.write_cards, **place, texts=pieces) is not None:
                    drafts.put(name, "")
        self._show_drafts()

    def _take_up(self) -> None:
        """Go on rewording where a crash broke it off."""
        if not any(column.rewording.field for column in self.columns):
            any(column.rewording.take_up() for column in self.columns)

    def _show_group(self) -> None:
        if self.isVisible():
            self._build()
        else:
            self._stale = True

    def _settle(self) -> None:
        for column in self.columns:
            column.rewording.finish()

    def _restyle(self) -> None:
        """Follow the theme and the size of cards."""
        self._pixels = self._desk.card_text(self.window().width())
        for column in self.columns:
            column.restyle(self._pixels)
        sheet = "QWidget#columns { background: transparent; }"
        self._area.setStyleSheet(quiet_bars(sheet, self._desk.theme))
        self._arrange()
        self.update()

    def _arrange(self) -> None:
        """Columns of one width, whose heads end at one height."""
        count = len(self.columns)
        if not count:
            return
        narrowest = max(_NARROWEST, round(self._pixels * 9))
        room = self.width() - 2 * _MARGIN - EDGE + GUTTER - (count - 1) * _GAP
        width = max(narrowest, room // count)
        high = max(column.head.heightForWidth(width - EDGE) for column in self.columns)
        for column in self.columns:
            column.setMinimumWidth(narrowest)
            column.head.setFixedHeight(high)

    # Going about

    def _focused(self) -> Column | None:
        focus = QApplication.focusWidget()
        return next((c for c in self.columns if focus and (c is focus or c.isAncestorOf(focus))), None)

    def _go_to(self, column: Column) -> None:
        column.entry.take_focus()
        self._reveal()

    def _reveal(self) -> None:
        """Bring the column in use into sight."""
        here = self._focused()
        if here is not None:
            self._area.ensureWidgetVisible(here, _GAP, 0)

    def _entered(self) -> None:
        """A field has the keyboard; what was chosen among the cards is so no longer."""
        entered = self._focused()
        if entered is not None:
            self._last = entered.category.id
            self._reveal()
        for column in self.columns:
            column.cards.clearSelection()

    def _go_aside(self, step: int) -> None:
        here = self._focused()
        if here is None:
            return
        place = self.columns.index(here) + step
        while 0 <= place < len(self.columns):
            column = self.columns[place]
            if column.focus_cards():
                here.cards.clearSelection()
                self._reveal()
                return
            place += step

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self.columns:
            return super().focusNextPrevChild(forward)
        here = self._focused()
        place = self.columns.index(here) + (1 if forward else -1) if here else 0
        self._go_to(self.columns[place % len(self.columns)])
        return True

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and numbered(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = numbered(event)
        if key is None:
            super().keyPressEvent(event)
            return
        modifier, number = key
        here = self._focused()
        on_cards = here if here is not None and here.cards.hasFocus() else None
        groups = order.groups(self._desk.state)
        if modifier == "ctrl" and number <= len(self.columns):
            column = self.columns[number - 1]
            if on_cards is not None:
                on_cards.recategorise(column.category)
            else:
                self._go_to(column)
        elif modifier == "alt" and number <= len(groups):
            if on_cards is not None:
                on_cards.hand_over(groups[number - 1])
            else:
                self._desk.show_group(groups[number - 1].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_entry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._build()
        self.focus_entry()
        self._again.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._desk.card_text(self.window().width()) != self._pixels:
            self._restyle()
        else:
            self._arrange()
