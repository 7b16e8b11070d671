"""The agenda for the room: when what begins, nothing more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ...domain import order
from ...domain.records import ProgrammeItem
from ...domain.schedule import clock, timetable
from ..desk import Desk
from ..rows.inplace import INDENT
from ..theme import font

_TIME, _TITLE, _BELOW = 18.0, 18.0, 13.0


class Agenda(QWidget):
    """One line an item, in a size that the page chooses."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._scale = 1.0
        self._lines: list[tuple[QLabel, QLabel, QLabel]] = []
        self._shown: list[tuple[str, str, str, bool]] = []
        self.setObjectName("agenda")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(INDENT, 2, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def refresh(self) -> None:
        """Show the programme as it is planned now."""
        wanted = self._wanted()
        if wanted == self._shown:
            return
        self._shown = wanted
        while len(self._lines) > len(wanted):
            for label in self._lines.pop():
                self._grid.removeWidget(label)
                label.hide()
                label.deleteLater()
        while len(self._lines) < len(wanted):
            self._lines.append(self._line(len(self._lines)))
        for (when, what, who), (time, title, below, on) in zip(self._lines, wanted, strict=True):
            when.setText(time)
            what.setText(title)
            who.setText(below)
            who.setVisible(bool(below))
            for label in (when, what):
                label.setProperty("on", on)
        self.show_scale(self._scale)

    def show_scale(self, scale: float) -> None:
        """Letters so many times as large as at a desk."""
        self._scale = scale
        self._grid.setHorizontalSpacing(round(14 * scale))
        for place, (when, what, who) in enumerate(self._lines):
            on = bool(what.property("on"))
            when.setFont(font(_TIME * scale))
            what.setFont(font(_TITLE * scale, bold=on))
            who.setFont(font(_BELOW * scale))
            for label in (when, what):
                label.setContentsMargins(0, round((6 if place else 0) * scale), 0, 0)

    def _wanted(self) -> list[tuple[str, str, str, bool]]:
        state, t = self._desk.state, self._desk.texts
        items = order.programme(state)
        return [
            (
                "" if slot.start is None else clock(slot.start),
                item.title or t("item without a title"),
                self._below(item, slot.end),
                bool(item.began_at) and not item.ended_at,
            )
            for item, slot in zip(items, timetable(items, state.workshop.starts), strict=True)
        ]

    def _below(self, item: ProgrammeItem, end: int | None) -> str:
        """Who speaks; of a break, until when."""
        if item.kind == "break" and item.minutes and end is not None:
            return self._desk.texts("until {time}", time=clock(end))
        return item.speaker

    def _line(self, place: int) -> tuple[QLabel, QLabel, QLabel]:
        when, what, who = QLabel(self), QLabel(self), QLabel(self)
        for name, label in (("time", when), ("title", what), ("who", who)):
            label.setObjectName(f"agenda-{name}-{place}")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(name != "time")
        who.setProperty("role", "quiet")
        # Left to the layout they would be shown later, and the page be measured without them.
        when.show()
        what.show()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(when, 2 * place, 0, top)
        self._grid.addWidget(what, 2 * place, 1, top)
        self._grid.addWidget(who, 2 * place + 1, 1, top)
        return when, what, who
