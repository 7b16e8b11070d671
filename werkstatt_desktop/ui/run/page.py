"""The part "day" of the page Prepare: the run sheet beside what is on now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...domain.edits import Step
from ..desk import Desk
from ..fields import LineField, ProseField
from ..sections import scrolled
from .sheet import RunSheet
from .stage import Stage

_TWO_COLUMNS = 860
"""From which width of the page on, in pixels, the stage stands beside the sheet."""
_STAGE, _WIDEST = 324, 16_777_215


class RunPage(QWidget):
    """Alone on the screen only the stage is left, which is made for the room."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day")
        self._desk = desk
        self._stale = True
        self._alone = False
        self._last = ""
        self.sheet, self.stage = RunSheet(desk), Stage(desk)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll = self._arranged()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.timeout.connect(self._show_focus)
        desk.changed.connect(self.refresh)
        desk.look_changed.connect(self._dress)
        desk.settling.connect(self._settle)
        QApplication.instance().focusChanged.connect(self._see_focus)  # type: ignore[union-attr]

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self.sheet.refresh(step)
        self.stage.refresh(step)

    def hide_private(self, alone: bool) -> None:
        """Before the room: only what is on, without notes, lateness and buttons."""
        self._alone = alone
        self.sheet.show_alone(alone)
        self.sheet.setVisible(not alone)
        self.stage.show_alone(alone)
        self._lay()

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The parts of the page that F6 comes by, each with what gets the keyboard."""
        if self._alone:
            return [(self, self)]
        first = self.stage.go if self.stage.go.isVisible() else self.stage.end
        found: list[tuple[QWidget, QWidget]] = [(self.sheet, self._first)]
        return [*found, (self.stage, first)] if first.isVisible() else found

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.sheet.refresh(None)
            # Fields find their height from their width; without this the first picture would jump.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.stage.show_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page itself is asked for the keyboard: back to where it was, at first to what begins."""
        super().focusInEvent(event)
        if self._alone:
            return
        last = self.findChild(QWidget, self._last) if self._last else None
        go = self.stage.go if self.stage.go.isVisible() else self._first
        target = last if last is not None and last.isVisible() else go
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _first(self) -> QWidget:
        rows = self.sheet.list.rows
        return rows[0].fields[0] if rows else self.sheet.add

    def _arranged(self) -> QScrollArea:
        left = QVBoxLayout()
        left.addWidget(self.sheet)
        left.addStretch(1)
        self._right = QVBoxLayout()
        self._right.addWidget(self.stage)
        self._right.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(self._right)
        self._columns.setSpacing(22)
        self._columns.setContentsMargins(26, 22, 26, 22)
        return scrolled(self, "day", self._columns)

    def _lay(self) -> None:
        """The stage beside the sheet, above it where the page is narrow, or all over the page."""
        directions = QBoxLayout.Direction
        wide = self.width() >= _TWO_COLUMNS
        self._columns.setDirection(directions.LeftToRight if wide else directions.BottomToTop)
        beside = wide and not self._alone
        self.stage.setMinimumWidth(_STAGE if beside else 0)
        self.stage.setMaximumWidth(_STAGE if beside else _WIDEST)
        self._columns.setStretch(0, 0 if self._alone else 1)
        self._columns.setStretch(1, 1 if self._alone else 0)
        self._right.setStretch(0, 1 if self._alone else 0)
        self._right.setStretch(1, 0 if self._alone else 1)

    def _dress(self) -> None:
        self.sheet.paint_icons()
        self.stage.dial.update()

    def _settle(self) -> None:
        """What is being typed is handed over."""
        field = QApplication.focusWidget()
        if isinstance(field, LineField | ProseField) and self.isAncestorOf(field):
            field.hand_over()

    def _see_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and self.isAncestorOf(before):
            self.sheet.see_focus()
        if now is not None and now is not self and self.isAncestorOf(now):
            self._last = now.objectName()
            # A row that was made just now has its place once the layouts are done.
            self._follow.start(0)

    def _show_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self._scroll.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus, 0, 40)
