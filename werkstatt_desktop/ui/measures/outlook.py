"""Measures as their rows will look, painted until these are made: a row is a dozen controls."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain import measures, people
from ...domain.records import Measure
from ..desk import Desk
from ..laid import Laid, Lettering
from ..rows.inplace import INDENT
from ..theme import font, icon
from .dress import DUE_WIDTH, NUMBER_WIDTH, STATUS_WIDTH, STRETCHES
from .words import purposes_of, said_of, warnings_of

_GRIP, _SPACE, _TOP = 24, 2, 3
_LINE, _PURPOSE, _EDGE = 30, 20, 9
"""How high the first line of a row is at least and the line of what it is for, and the frame of a field."""


class _Painted(NamedTuple):
    """A row: where it begins and its texts, broken into lines where they can be long."""

    top: int
    height: int
    number: int
    measure: Measure
    what: Laid
    with_whom: Laid
    first_result: Laid
    warning: Laid | None


class Outlook(QWidget):
    """Measures one below the other.

    `wanted` comes with a press: how many measures there are down to it, and where on the screen it was.
    """

    wanted = Signal(int, QPointF)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.measures: Sequence[tuple[int, Measure]] = ()
        self._rows: list[_Painted] = []
        self._sized = False
        self._bold, self._usual, self._small, self._middle = font(15, bold=True), font(14), font(12), font(13)
        self._lettering = Lettering()
        self._alert = font(12, bold=True)
        self.setObjectName("measures-outlook")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_measures(self, numbered: Sequence[tuple[int, Measure]]) -> None:
        """Paint these, each with its number."""
        self.measures = numbered
        if self._sized:
            self._lay()
        self.setVisible(bool(numbered))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sized = True
        if event.oldSize().width() != event.size().width():
            self._lay()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = bisect_right(self._rows, event.position().y(), key=lambda row: row.top)
        self.wanted.emit(place, event.globalPosition())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row in self._rows:
            if row.top < event.rect().bottom() and row.top + row.height > event.rect().top():
                self._paint(painter, row)
        painter.end()

    def columns(self) -> list[tuple[int, int]]:
        """Left edge and width of: what, who, with whom, until when, first result, status, grip."""
        fixed = NUMBER_WIDTH + DUE_WIDTH + STATUS_WIDTH + _GRIP + 7 * _SPACE
        room, whole = max(self.width() - fixed, 0), sum(STRETCHES.values())
        shares = [STRETCHES["what"], STRETCHES["who"], STRETCHES["with_whom"], 0, STRETCHES["first_result"]]
        found, left, used = [], NUMBER_WIDTH + _SPACE, 0
        for share in shares:
            width = round(room * (used + share) / whole) - round(room * used / whole) if share else DUE_WIDTH
            used += share
            found.append((left, width))
            left += width + _SPACE
        return [*found, (left, STATUS_WIDTH), (left + STATUS_WIDTH + _SPACE, _GRIP)]

    def _lay(self) -> None:
        """Break the texts into lines for the width that there is."""
        what, _, with_whom, _, first_result, status, _ = self.columns()
        state, top, rows = self._desk.state, 0, []
        known, here = measures.known(state), people.there(state)
        for number, measure in self.measures:
            texts = (
                self._laid(measure.what, self._bold, what),
                self._laid(measure.with_whom, self._usual, with_whom),
                self._laid(measure.first_result, self._usual, first_result),
            )
            fonts = (self._bold, self._usual, self._usual)
            heights = [_high(laid, used) for laid, used in zip(texts, fonts, strict=True)]
            words = "\n".join(f"▲ {said}" for said in warnings_of(self._desk, measure, known, here))
            span = (what[0], status[0] + status[1] - what[0])
            warning = self._laid(words, self._alert, span) if words else None
            height = max(max(_LINE, heights[0]) + _PURPOSE, *heights[1:]) + 2 * _TOP
            height += round(warning.height) + 4 if warning else 0
            rows.append(_Painted(top, height, number, measure, *texts, warning))
            top += height
        self._rows = rows
        self.setFixedHeight(top)

    def _laid(self, text: str, used: QFont, column: tuple[int, int]) -> Laid:
        return self._lettering.lay(text, used, max(column[1] - 2 * INDENT, 10))

    def _paint(self, painter: QPainter, row: _Painted) -> None:
        t, look, measure = self._desk.texts, self._desk.theme, row.measure
        what, who, with_whom, due, first_result, status, grip = self.columns()
        painter.fillRect(INDENT, row.top, self.width() - 2 * INDENT, 1, QColor(look.line))
        top = row.top + _TOP
        self._line(painter, t.number(row.number), (0, NUMBER_WIDTH), top + 1, self._usual, look.muted)
        painter.setPen(QColor(look.text))
        for laid, column in ((row.what, what), (row.with_whom, with_whom), (row.first_result, first_result)):
            laid.layout.draw(painter, QPointF(column[0] + INDENT, top + 4))
        for name, column in (("who", who), ("due", due)):
            said = said_of(self._desk, measure, name)
            missing = not said and measure.status != "dropped"
            colour = look.danger if missing else look.text
            self._line(painter, t("missing") if missing else said, column, top - 1, self._usual, colour)
        beside = (status[0] - INDENT + 3, status[1])
        self._line(painter, t.status(measure.status), beside, top, self._middle, look.muted)
        for name, size, left, width, height in (
            ("calendar", 16, due[0] + DUE_WIDTH - 24, 24, 28),
            ("chevron-down", 12, status[0] + STATUS_WIDTH - 19, 16, 27),
            ("grip-vertical", 16, grip[0], 24, 30),
        ):
            box = QRectF(left + (width - size) / 2, top + (height - size) / 2, size, size)
            icon(name, look.muted, size).paint(painter, box.toRect())
        self._paint_below(painter, row, what, top)

    def _paint_below(self, painter: QPainter, row: _Painted, what: tuple[int, int], top: int) -> None:
        """What the measure is for, and what is wrong with it."""
        t, look = self._desk.texts, self._desk.theme
        purposes = purposes_of(self._desk, row.measure)
        said = f"→ {', '.join(purposes)}" if purposes else t("+ Link to a recommendation")
        colour = look.category("blue")[1].name() if purposes else look.muted
        below = top + max(_LINE, _high(row.what, self._bold))
        self._line(painter, said, what, below - 4, self._small, colour)
        if row.warning is not None:
            painter.setPen(QColor(look.danger))
            bottom = row.top + row.height - _TOP - 4 - row.warning.height
            row.warning.layout.draw(painter, QPointF(what[0] + INDENT, bottom))

    def _line(
        self, painter: QPainter, said: str, column: tuple[int, int], top: int, used: QFont, colour: str
    ) -> None:
        """One line of text in a column, cut where it is too long."""
        width = column[1] - 2 * INDENT
        painter.setFont(used)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(used).elidedText(said, Qt.TextElideMode.ElideRight, width)
        box = QRectF(column[0] + INDENT, top + 4, width, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _high(laid: Laid, used: QFont) -> int:
    """How high a field with this text is."""
    return max(laid.layout.lineCount(), 1) * QFontMetrics(used).lineSpacing() + _EDGE
