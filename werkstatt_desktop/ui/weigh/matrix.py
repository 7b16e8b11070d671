"""Two criteria, effect and effort, as a field in which options lie."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.records import Id
from ...domain.verbs import voting
from ..desk import Desk
from ..dots import axes
from ..dots.counting import PAUSE_MS
from ..labels import announce
from ..theme import font
from .model import OptionRows

_RADIUS = 14.0
_STEP = 0.05
_WALK = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_BACK = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_TAKE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class MatrixField(QWidget):
    """A click places the option that is `current`, a drag moves one, arrow keys move it, Del takes it out.

    Steps of the arrow keys within 0.7 s are one edit. `chosen` carries the option that was pressed, `left`
    tells that the keyboard belongs to the list again, with how many rows further.
    """

    chosen = Signal(str)
    left = Signal(int)

    def __init__(self, desk: Desk, rows: OptionRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows
        self.current: Id | None = None
        self._moving: tuple[Id, QPointF] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.settle)
        t = desk.texts
        self.setObjectName("weigh-matrix")
        self.setAccessibleName(t("Effect and effort"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        rows.dataChanged.connect(self.update)
        rows.modelReset.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def show_current(self, id: Id | None) -> None:
        """The option that the next click or key places."""
        if id != self.current:
            self.settle()
            self.current = id
        row = self._rows.row_of(id) if id is not None else None
        self.setAccessibleDescription(self._rows.spoken(row) if row is not None else "")
        self.update()

    def settle(self) -> None:
        """Hand over where an option was moved to."""
        self._timer.stop()
        moving, self._moving = self._moving, None
        round_ = self._rows.round
        if moving is not None and round_ is not None:
            id, at = moving
            self._desk.do(voting.place_option, round_.id, id, at.x(), at.y(), self._desk.store.device)
            if (row := self._rows.row_of(id)) is not None:
                announce(self, self._rows.spoken(row))
            self.update()

    def spot(self, place: QPointF) -> QPointF:
        """Where a place between the criteria lies in the widget, in pixels."""
        box = self._box()
        return QPointF(box.left() + place.x() * box.width(), box.bottom() - place.y() * box.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._may():
            return
        hit = self._at(event.position())
        if hit is not None:
            self.chosen.emit(hit)
            self._moving = (hit, self._place(hit) or QPointF())
        elif self.current is not None:
            self.settle()
            self._moving = (self.current, self._place_of(event.position()))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._moving is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._moving = (self._moving[0], self._place_of(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._moving is None:
            return
        id, at = self._moving
        before = self._rows.places.get(id)
        if before is not None and before == (at.x(), at.y()):
            self._moving = None  # pressed, not moved
        self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WALK and self.current is not None:
            if self._may():
                self._walk(*_WALK[key])
        elif key in _TAKE and self.current is not None:
            self._take()
        elif key in _BACK:
            self.settle()
            self.left.emit(0 if key == Qt.Key.Key_Escape else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()
        self.update()

    # Where things are

    def _box(self) -> QRectF:
        return axes.box_in(QRectF(self.rect()))

    def _place(self, id: Id) -> QPointF | None:
        if self._moving is not None and self._moving[0] == id:
            return self._moving[1]
        found = self._rows.places.get(id)
        return QPointF(*found) if found is not None else None

    def _place_of(self, point: QPointF) -> QPointF:
        box = self._box()
        x = (point.x() - box.left()) / max(box.width(), 1.0)
        y = (box.bottom() - point.y()) / max(box.height(), 1.0)
        return QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))

    def _at(self, point: QPointF) -> Id | None:
        """The option at a point; the one in use lies on top."""
        order = sorted(self._rows.ids, key=lambda each: each != self.current)
        for id in order:
            place = self._place(id)
            if place is not None:
                way = self.spot(place) - point
                if way.x() ** 2 + way.y() ** 2 <= (_RADIUS + 2) ** 2:
                    return id
        return None

    # Doing

    def _may(self) -> bool:
        round_ = self._rows.round
        if round_ is not None and not round_.is_open:
            self._desk.say(self._desk.texts("The round is closed. Reopen it to count on."))
        return round_ is not None and round_.is_open

    def _walk(self, right: int, up: int) -> None:
        assert self.current is not None
        here = self._place(self.current)
        if here is None:
            to = QPointF(0.5, 0.5)
        else:
            to = QPointF(min(max(here.x() + right * _STEP, 0), 1), min(max(here.y() + up * _STEP, 0), 1))
        self._moving = (self.current, to)
        self._timer.start()
        self.update()

    def _take(self) -> None:
        self._moving = None
        self._timer.stop()
        round_ = self._rows.round
        if round_ is not None and self.current in self._rows.places:
            self._desk.do(voting.take_option, round_.id, self.current)
        self.update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, look, box = self._desk.texts, self._desk.theme, self._box()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        best = QRectF(box.left(), box.top(), box.width() / 2, box.height() / 2)
        axes.paint_ground(painter, look, box, focused=self.hasFocus(), soft=best)
        low, high = t("low"), t("high")
        axes.paint_words(painter, look, box, (low, t("Effort"), high), (low, t("Effect"), high))
        for id in sorted(self._rows.ids, key=lambda each: each == self.current):
            self._paint_option(painter, id)
        painter.end()

    def _paint_option(self, painter: QPainter, id: Id) -> None:
        place, row = self._place(id), self._rows.row_of(id)
        if place is None or row is None:
            return
        look, middle = self._desk.theme, self.spot(place)
        fill, stripe = look.category(self._rows.option(row).colour)
        painter.setPen(
            QPen(QColor(look.accent) if id == self.current else stripe, 3 if id == self.current else 2)
        )
        painter.setBrush(fill)
        painter.drawEllipse(middle, _RADIUS, _RADIUS)
        painter.setPen(QColor(look.text))
        painter.setFont(font(14, bold=True))
        box = QRectF(middle.x() - _RADIUS, middle.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(row + 1))
