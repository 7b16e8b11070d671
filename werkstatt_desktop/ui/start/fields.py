"""Fields with arrows that look like the other fields: a choice, a day, a number."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QTextCharFormat,
    QValidator,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QSpinBox,
    QStyle,
    QStyleOptionSpinBox,
    QToolButton,
    QWidget,
)

from ...domain.typed import day_of
from ...texts import Texts
from ..theme import icon

SHEET = """
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 28px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: 28px; }
#qt_calendar_navigationbar { background: palette(alternate-base); }
#qt_calendar_navigationbar QToolButton { padding: 4px 8px; }
"""
"""For the window around these fields: takes away the frames of their buttons."""
_EDGE = 28


class ChoiceField(QComboBox):
    """One of several."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_arrow(self, QRect(self.width() - _EDGE, 0, _EDGE, self.height()), down=True)


class DayField(QDateEdit):
    """A day, typed or chosen in a calendar; begins with today.

    What is typed replaces the whole date. Qt would take it part by part, drop a 31 as long as the
    month before it has 30 days, and skip a part at each point.
    """

    def __init__(self, t: Texts, parent: QWidget | None = None) -> None:
        super().__init__(QDate.currentDate(), parent)
        self.wrong = False
        """Whether what was typed last is no date; the date before it stands there again."""
        self._typing = False
        self.setDisplayFormat("dd.MM.yyyy" if t.language == "de" else "dd/MM/yyyy")
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        calendar.setObjectName("calendar")
        calendar.setAccessibleName(t("Calendar"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(self.palette().color(QPalette.ColorRole.Text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        names = {"prev": t("Month before"), "next": t("Next month"), "mont": t("Month"), "year": t("Year")}
        for control in calendar.findChildren(QToolButton):
            control.setProperty("kind", "quiet")
            control.setAccessibleName(names[control.objectName().removeprefix("qt_calendar_")[:4]])
        colour = self.palette().color(QPalette.ColorRole.Text).name()
        for end, picture in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            arrow = calendar.findChild(QToolButton, f"qt_calendar_{end}")
            if arrow is not None:
                arrow.setIcon(icon(picture, colour))

    def settle(self) -> None:
        """Take what was typed for the date, also in short ("5.1."); of no date the one before comes back."""
        if not self._typing:
            return
        self._typing = False
        iso = day_of(self.lineEdit().text(), date.today())
        self.wrong = not iso
        day = QDate.fromString(iso, Qt.DateFormat.ISODate) if iso else self.date()
        self.interpretText()
        # Qt has kept the day of what was no date, and would put it into the next.
        self.setDate(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, line = event.text(), self.lineEdit()
        if text and text.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self._typing:
                line.selectAll()
            self._typing, self.wrong = True, False
            line.insert(text)
        elif self._typing and event.key() == Qt.Key.Key_Backspace:
            line.backspace()
        else:
            self.settle()
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.settle()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.settle()
        super().focusOutEvent(event)

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """A whole date is one; anything else may become one until the field is left."""
        if QDate.fromString(text, self.displayFormat()).isValid():
            return super().validate(text, pos)
        return QValidator.State.Intermediate, text, pos

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_arrow(self, QRect(self.width() - _EDGE, 0, _EDGE, self.height()), down=True)


class NumberField(QSpinBox):
    """A small number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(10, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        for part, down in (
            (QStyle.SubControl.SC_SpinBoxUp, False),
            (QStyle.SubControl.SC_SpinBoxDown, True),
        ):
            box = self.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, self)
            _draw_arrow(self, box, down=down)


def _draw_arrow(field: QWidget, box: QRect, *, down: bool) -> None:
    middle = QRectF(box).center()
    tip = 2.0 if down else -2.0
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(field.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
    points = [QPointF(-4, -tip), QPointF(0, tip), QPointF(4, -tip)]
    painter.drawPolyline(QPolygonF([middle + point for point in points]))
