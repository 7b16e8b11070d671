"""The part of the page Close that checks, looks ahead and closes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain.edits import Step
from ..desk import Desk
from ..fields import LineField, ProseField
from ..sections import scrolled
from .checklist import Checklist
from .outlook import OutlookSection
from .seal import SealSection

_TWO_COLUMNS = 860
"""From which width of the page on, in pixels, the panels stand in two columns."""


class ClosePage(QWidget):
    """The checklist at the left; how it goes on and the version at the right, or all in one column."""

    card_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("close")
        self._desk = desk
        self._stale = True
        self._last = ""
        self.checklist = Checklist(desk)
        self.outlook = OutlookSection(desk)
        self.seal = SealSection(desk)
        self._sections = (self.checklist, self.outlook, self.seal)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll = self._arranged()
        self.checklist.card_wanted.connect(self.card_wanted)
        self.checklist.page_wanted.connect(self.page_wanted)
        self.checklist.date_wanted.connect(self._ask_date)
        self.seal.names_wanted.connect(self._ask_names)
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

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by, each with what gets the keyboard."""
        return [
            (self.checklist, self.checklist.list),
            (self.outlook, self.outlook.fields["next_date"]),
            (self.seal, self.seal.first),
        ]

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
        self._columns.setStretch(0, 11 if wide else 0)
        self._columns.setStretch(1, 10 if wide else 0)
        self.checklist.grow(with_rows=not wide)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page itself is asked for the keyboard: back to where it was, at first to the checklist."""
        super().focusInEvent(event)
        last = self.findChild(QWidget, self._last) if self._last else None
        target = last if last is not None and last.isVisible() else self.checklist.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arranged(self) -> QScrollArea:
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.outlook)
        right.addWidget(self.seal)
        right.addStretch(1)
        self._columns.addWidget(self.checklist)
        self._columns.addLayout(right)
        self._columns.setSpacing(22)
        self._columns.setContentsMargins(26, 22, 26, 22)
        return scrolled(self, "close", self._columns)

    def _dress(self) -> None:
        self.checklist.restyle()
        self.outlook.paint_icons()

    def _ask_date(self) -> None:
        self.outlook.fields["next_date"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_names(self) -> None:
        self.page_wanted.emit("names")

    def _settle(self) -> None:
        """What is being typed is handed over."""
        field = QApplication.focusWidget()
        if isinstance(field, LineField | ProseField) and self.isAncestorOf(field):
            field.hand_over()

    def _see_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and self.isAncestorOf(now):
            self._last = now.objectName()
            self._scroll.ensureWidgetVisible(now, 0, 40)
