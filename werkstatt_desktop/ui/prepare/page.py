"""The page Prepare: everything about the event that is known before the people come."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain.edits import Step
from ..desk import Desk
from ..fields import LineField, ProseField
from ..sections import scrolled
from .categories import CategoriesSection
from .facts import FactsSection
from .groups import GroupsSection
from .programme import ProgrammeSection

_TWO_COLUMNS = 960
"""From which width of the page on, in pixels, the panels stand in two columns."""


class PreparePage(QWidget):
    """Facts and categories at the left, groups and programme at the right, or all in one column."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prepare")
        self._desk = desk
        self._stale = True
        self._last = ""
        self._facts = FactsSection(desk)
        self._categories = CategoriesSection(desk)
        self._groups = GroupsSection(desk)
        self._programme = ProgrammeSection(desk)
        self._sections = (self._facts, self._categories, self._groups, self._programme)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll = self._arranged()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.timeout.connect(self._show_focus)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._paint_icons)
        desk.settling.connect(self._settle)
        QApplication.instance().focusChanged.connect(self._see_focus)  # type: ignore[union-attr]

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        for section in self._sections:
            section.refresh(step)

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
        directions = QBoxLayout.Direction
        wide = self.width() >= _TWO_COLUMNS
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._columns.setStretch(0, 21 if wide else 0)
        self._columns.setStretch(1, 20 if wide else 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page itself is asked for the keyboard: back to where it was, at first to the title."""
        super().focusInEvent(event)
        last = self.findChild(QWidget, self._last) if self._last else None
        target = last if last is not None and last.isVisible() else self._facts.first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arranged(self) -> QScrollArea:
        columns = []
        for sections in ((self._facts, self._categories), (self._groups, self._programme)):
            column = QVBoxLayout()
            column.setSpacing(16)
            for section in sections:
                column.addWidget(section)
            column.addStretch(1)
            columns.append(column)
            self._columns.addLayout(column)
        self._columns.setSpacing(22)
        self._columns.setContentsMargins(26, 22, 26, 22)
        return scrolled(self, "prepare", self._columns)

    def _paint_icons(self) -> None:
        for section in self._sections:
            section.paint_icons()

    def _settle(self) -> None:
        """What is being typed is handed over."""
        field = QApplication.focusWidget()
        if isinstance(field, LineField | ProseField) and self.isAncestorOf(field):
            field.hand_over()

    def _see_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and self.isAncestorOf(now):
            self._last = now.objectName()
            # A row that was made just now has its place once the layouts are done.
            self._follow.start(0)

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._scroll.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus, 0, 40)
