"""The page Measures: who does what until when, and below it which obstacle is answered by what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ...domain.edits import Step
from ...domain.records import Id
from ..desk import Desk
from ..fields import LineField, ProseField
from ..sections import scrolled
from .coverage import CoverageSection
from .dress import NARROW
from .table import MeasuresSection


class MeasuresPage(QWidget):
    """Measures above, the coverage below. `card_wanted` asks for a card on its board."""

    card_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("measures")
        self._desk = desk
        self._stale = True
        self._last = ""
        self._entered = False
        self.table = MeasuresSection(desk)
        self.coverage = CoverageSection(desk)
        self._sections = (self.table, self.coverage)
        self._arrange()
        self.coverage.list.card_wanted.connect(self.card_wanted)
        self.coverage.list.measure_wanted.connect(self.table.focus)
        self.coverage.list.measure_missing.connect(self._add_for)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._dress)
        desk.settling.connect(self._settle)
        QApplication.instance().focusChanged.connect(self._see_focus)  # type: ignore[union-attr]
        self._dress()

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        for section in self._sections:
            section.refresh(step)

    def show_item(self, measure_id: Id) -> None:
        """Bring the keyboard to a measure."""
        self.table.focus(measure_id)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by, each with what gets the keyboard."""
        return [(self.table, self._first), (self.coverage, self.coverage.first)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.table.add()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            for section in self._sections:
                section.refresh(None)
            # Fields find their height from their width; without this the first picture would jump.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side, top = (26, 22) if self.width() >= NARROW else (8, 8)
        self._column.setContentsMargins(side, top, side, top)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page itself is asked for the keyboard: back to where it was, at first to the first measure."""
        super().focusInEvent(event)
        self._entered = True
        last = self.findChild(QWidget, self._last) if self._last else None
        target = last if last is not None and last.isVisible() else self._first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _first(self) -> QWidget:
        rows = self.table.list.rows
        return rows[0].fields[0] if rows else self.table.add_button

    def _arrange(self) -> None:
        column = QVBoxLayout()
        self._column = column
        column.setSpacing(16)
        column.addWidget(self.table)
        column.addWidget(self.coverage, 1)
        # Only a very low window scrolls as a whole; otherwise each panel does so for itself.
        scrolled(self, "measures-page", column)

    def _dress(self) -> None:
        for section in self._sections:
            section.paint_icons()

    def _add_for(self, card_id: Id) -> None:
        self.table.add([card_id])

    def _settle(self) -> None:
        """What is being typed is handed over."""
        field = QApplication.focusWidget()
        if isinstance(field, LineField | ProseField) and self.isAncestorOf(field):
            field.hand_over()

    def _see_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A stack of pages brings the keyboard somewhere before it asks the page.
        if self._entered and now is not None and now is not self and self.isAncestorOf(now):
            self._last = now.objectName()
