"""A calendar that opens below a field, to choose a day."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QFrame,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .desk import Desk
from .theme import icon

_ARROWS = (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right"))


class CalendarPopup(QFrame):
    """Goes when a day is chosen, by click or Enter, or with Esc. `chosen` carries the ISO date."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, iso: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendar-popup")
        self.setProperty("kind", "popup")
        self._calendar = QCalendarWidget()
        self._calendar.setObjectName("calendar")
        self._calendar.setAccessibleName(desk.texts("Calendar"))
        languages = QLocale.Language
        self._calendar.setLocale(
            QLocale(languages.German if desk.texts.language == "de" else languages.English)
        )
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setSelectedDate(_day(iso))
        self._calendar.activated.connect(self._choose)
        self._calendar.clicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._calendar)
        self._dress(desk)

    def show_below(self, widget: QWidget) -> None:
        """Open with its right edge under the right edge of a widget."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 2)))
        self.show()
        days = self._calendar.findChild(QAbstractItemView)
        (days or self._calendar).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _choose(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(day.toString(Qt.DateFormat.ISODate))

    def _dress(self, desk: Desk) -> None:
        """Give the toolkit's calendar our colours, icons and names."""
        t, theme = desk.texts, desk.theme
        for name, picture in _ARROWS:
            arrow = self._calendar.findChild(QToolButton, name)
            if arrow is not None:
                arrow.setIcon(icon(picture, theme.text))
        for control in self._calendar.findChildren(QToolButton):
            control.setProperty("kind", "quiet")
            control.setAccessibleName(
                {
                    "qt_calendar_prevmonth": t("Month before"),
                    "qt_calendar_nextmonth": t("Next month"),
                    "qt_calendar_monthbutton": t("Month"),
                }.get(control.objectName(), t("Year"))
            )
        for field in self._calendar.findChildren(QSpinBox):
            field.setAccessibleName(t("Year"))
        for view in self._calendar.findChildren(QAbstractItemView):
            view.setAccessibleName(t("Days"))
        self._calendar.setStyleSheet(
            f"#qt_calendar_navigationbar {{ background: {theme.surface}; }}"
            f"QAbstractItemView {{ selection-background-color: {theme.accent};"
            f" selection-color: {theme.on_accent}; }}"
        )
        plain, head = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(theme.text))
        head.setForeground(QColor(theme.muted))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, plain)
        self._calendar.setHeaderTextFormat(head)


def _day(iso: str) -> QDate:
    day = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return day if day.isValid() else QDate.currentDate()
