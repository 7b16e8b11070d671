"""The widget in which a poll is shown and its dots are counted: one for scales and for fields."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain import polls
from ...domain.polls import Place
from ..desk import Desk
from ..dots.counting import Counting
from ..labels import announce
from .dots import PollDots
from .plane import PlaneLook
from .scale import ScaleLook
from .words import spoken_all, spoken_place

_WALK = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_MORE = {Qt.Key.Key_Plus, Qt.Key.Key_Space}
_FEWER = {Qt.Key.Key_Minus, Qt.Key.Key_Delete}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STRIDE = 0.05
"""How far an arrow key goes in a field, as a part of an axis."""
_MIDDLE = polls.place_at(0.5, 0.5)


class PollView(QWidget):
    """A click sets a dot, Shift with a click or the right button takes one.

    Arrow keys walk, + and − count, digits make a number. Without `counting` it only shows. `before` is the
    middle of the same field at the beginning, `most` how many dots a step has at most on both sides. `left`
    tells that Enter was pressed behind the last step.
    """

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        rows: PollDots,
        counting: Counting | None,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._rows, self._counting = desk, rows, counting
        self._current: Place = "0"
        self._pointed = False
        self.before: tuple[float, float] | None = None
        self.most = 0
        self._grown = 1.0
        self.setObjectName(name)
        self.setAccessibleName(desk.texts("Poll"))
        if counting is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)
            counting.counted.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        rows.changed.connect(self.refresh)

    @property
    def current(self) -> Place:
        """The place that + and − and digits count at."""
        fits = ("," in self._current) == self._rows.is_field
        if fits and (self._rows.is_field or int(self._current) < self._rows.steps):
            return self._current
        return _MIDDLE if self._rows.is_field else "0"

    @property
    def is_field(self) -> bool:
        return self._rows.is_field

    def refresh(self) -> None:
        """Show the dots as they are."""
        t = self._desk.texts
        spoken = spoken_all(self._rows, t)
        if self._counting is not None:
            spoken = f"{spoken_place(self._rows, self.current, t)}. {spoken}"
        self.setAccessibleDescription(spoken)
        self.update()

    def grow(self, grown: float) -> None:
        """Words and dots so many times as large as usual."""
        self._grown = grown
        self.update()

    def look(self) -> ScaleLook | PlaneLook:
        """Where everything lies now."""
        room = QRectF(self.rect())
        return (
            PlaneLook(self._rows, room, self._grown)
            if self._rows.is_field
            else ScaleLook(self._rows, room, self.most, self._grown)
        )

    def sizeHint(self) -> QSize:
        return QSize(480, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 220)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        buttons = Qt.MouseButton
        if self._counting is None or event.button() not in {buttons.LeftButton, buttons.RightButton}:
            return
        takes = event.button() == buttons.RightButton or bool(
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        )
        self._press(event.position(), takes=takes)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The step below the mouse is the one in use, so that its minus and plus can be pressed."""
        look = self.look()
        if self._counting is not None and isinstance(look, ScaleLook):
            place = look.place_at(event.position())
            self._pointed = place is not None
            if place is not None and place != self.current and not self.hasFocus():
                self._go_to(place)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed = False
        self.update()

    def _press(self, point: QPointF, *, takes: bool) -> None:
        assert self._counting is not None
        look = self.look()
        if isinstance(look, PlaneLook):
            near = look.near(point)
            place = near if takes else look.place_at(point)
            if place is not None:
                self._go_to(place)
                self._counting.add(place, -1 if takes else 1)
                self._counting.settle()
        elif (place := look.place_at(point)) is not None:
            takes = takes or (place == self.current and look.sign(place, -1).contains(point))
            self._go_to(place)
            self._counting.add(place, -1 if takes else 1)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        plain = not held & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self._counting is None or not plain or not self._take_key(self._counting, key, event.text()):
            super().keyPressEvent(event)

    def _take_key(self, counting: Counting, key: Qt.Key, text: str) -> bool:
        if key in _WALK:
            self._walk(*_WALK[key])
        elif key in _MORE:
            counting.add(self.current, 1)
        elif key in _FEWER:
            counting.add(self._with_dots(), -1)
        elif text.isdecimal() and text.isascii():
            counting.type(self.current, text)
        elif key == Qt.Key.Key_Backspace:
            counting.take_back_digit(self.current)
        elif key in _ENTER:
            self._go_on()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and not self._rows.is_field:
            self._go_to("0" if key == Qt.Key.Key_Home else str(self._rows.steps - 1))
        else:
            return False
        return True

    def _walk(self, right: int, up: int) -> None:
        if self._rows.is_field:
            x, y = polls.spot(self.current)
            self._go_to(polls.place_at(x + right * _STRIDE, y + up * _STRIDE))
        elif right:
            self._go_to(str(min(max(int(self.current) + right, 0), self._rows.steps - 1)))
        elif self._counting is not None:
            self._counting.add(self.current, up)

    def _with_dots(self) -> Place:
        """The place from which a dot is taken: that in use, in a field the one nearest to it."""
        if self._rows.is_field and not self._rows.points(self.current):
            look = self.look()
            assert isinstance(look, PlaneLook)
            if (near := look.near(look.spot(self.current))) is not None:
                self._go_to(near)
        return self.current

    def _go_on(self) -> None:
        """To the next step; behind the last one the keyboard goes on."""
        assert self._counting is not None
        self._counting.settle()
        if self._rows.is_field or int(self.current) == self._rows.steps - 1:
            self.left.emit()
        else:
            self._walk(1, 0)

    def _go_to(self, place: Place) -> None:
        self._current = place
        if self._counting is not None:
            self._counting.leave_for(place)
        self.refresh()
        if self.hasFocus():
            announce(self, spoken_place(self._rows, place, self._desk.texts))

    def _tell(self, place: str) -> None:
        announce(self, spoken_place(self._rows, place, self._desk.texts))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._counting is not None:
            self._counting.settle()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, focused = self.look(), self.hasFocus()
        if isinstance(look, PlaneLook):
            look.paint(painter, self._desk.theme, self.current, focused=focused, before=self.before)
        else:
            used = self.current if focused or self._pointed else None
            look.paint(painter, self._desk.theme, used, focused=focused)
        painter.end()
