"""The checklist: what is still open, each with a way to it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from ...domain.edits import Step
from ..bars import quiet_bars
from ..desk import Desk
from ..rows.inplace import INDENT
from ..sections import Section, hint, quiet
from ..theme import font, icon, symbol_path
from .ends import EndRows, Row

_HEAD, _LINE, _BOX, _IN = 36, 32, 18.0, 38.0
"""Heights of the rows of matters and of ends, the mark's width, and how far ends lie inside."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_TOUCHING = (
    "cards",
    "clusters",
    "links",
    "categories",
    "groups",
    "measures",
    "participants",
    "answers",
    "parked",
    "workshops",
)
_WIDEST_BESIDE = 0.3
_LEAST, _HIGHEST = 160, 320
"""How high the list is at least beside other panels, and at most above them, in pixels."""
_UNBOUND = (1 << 24) - 1
"""What the toolkit takes for any height."""


class EndLook(QStyledItemDelegate):
    """A matter with a tick or an open ring; below it cards with their stripe, and other ends as text."""

    def __init__(self, desk: Desk, rows: EndRows, parent: QObject | None) -> None:
        super().__init__(parent)
        self._desk, self._rows = desk, rows

    def sizeHint(self, option: Option, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = self._rows.rows[index.row()]
        return QSize(option.rect.width(), _HEAD if _is_head(row) else _LINE)

    def paint(self, painter: QPainter, option: Option, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, row = self._desk.theme, self._rows.rows[index.row()]
        box = QRectF(option.rect).adjusted(2, 1.5, -4, -1.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leads = leads_on(row)
        if leads and option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.soft))
            painter.drawRoundedRect(box, 6, 6)
        if _is_head(row):
            self._paint_head(painter, box, row)
        else:
            self._paint_end(painter, box, row)
        if leads:
            self._paint_arrow(painter, box)
        # A view that comes to its first row by itself does not select it.
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRectF, row: Row) -> None:
        theme = self._desk.theme
        mark = QRectF(box.left() + INDENT - 1, box.center().y() - _BOX / 2, _BOX, _BOX)
        if row.done:
            icon("circle-check", theme.safe).paint(painter, mark.toAlignedRect())
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.danger), 2.0))
            painter.drawEllipse(mark.adjusted(2, 2, -2, -2))
        painter.setPen(QColor(theme.muted if row.done else theme.text))
        self._write(painter, box.adjusted(_IN - 4, 0, -28, 0), row.text, bold=not row.done)

    def _paint_end(self, painter: QPainter, box: QRectF, row: Row) -> None:
        theme = self._desk.theme
        inner = box.adjusted(_IN, 0, -28, 0)
        painter.setPen(QColor(theme.muted))
        if row.beside:
            painter.setFont(font(12))
            words = painter.fontMetrics().elidedText(
                row.beside, Qt.TextElideMode.ElideRight, int(inner.width() * _WIDEST_BESIDE)
            )
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(inner, flags, words)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(words) - 12)
        if row.colour:
            self._paint_symbol(painter, inner, row)
        painter.setPen(QColor(theme.accent if row.more else theme.text))
        self._write(painter, inner.adjusted(22 if row.colour else 0, 0, 0, 0), row.text)

    def _paint_symbol(self, painter: QPainter, inner: QRectF, row: Row) -> None:
        _, stripe = self._desk.theme.category(row.colour)
        box = QRectF(inner.left(), inner.center().y() - 5.5, 11, 11)
        painter.fillPath(symbol_path(row.symbol, box), stripe)

    def _paint_arrow(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QColor(self._desk.theme.muted))
        painter.setFont(font(14))
        painter.drawText(
            box.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "→"
        )

    def _write(self, painter: QPainter, box: QRectF, text: str, *, bold: bool = False) -> None:
        painter.setFont(font(14, bold=bold))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box, flags, words)


class EndList(QListView):
    """Arrow keys walk over the rows; `wanted` carries one that Enter, Space or a click has chosen."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, rows: EndRows) -> None:
        super().__init__()
        self._desk, self._rows = desk, rows
        self.setObjectName("close-ends")
        self.setAccessibleName(desk.texts("Checklist"))
        self.setModel(rows)
        self.setItemDelegate(EndLook(desk, rows, self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def restyle(self) -> None:
        sheet = "QListView { background: transparent; border: none; }"
        self.setStyleSheet(quiet_bars(sheet, self._desk.theme))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._choose(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self._choose(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _choose(self, place: int) -> None:
        row = self._rows.rows[place]
        if row.more:
            self._rows.show_all(row.kind)
            self.setCurrentIndex(self._rows.index(place))
        elif leads_on(row):
            self.wanted.emit(row)


class Checklist(Section):
    """The panel with the list. `card_wanted` and `page_wanted` lead on; `date_wanted`: to the next date."""

    card_wanted = Signal(str)
    page_wanted = Signal(str)
    date_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("close-checklist", desk.texts("Still open?"))
        self._desk = desk
        self._grows = False
        self.rows = EndRows(desk, self)
        self.list = EndList(desk, self.rows)
        self.count = quiet()
        self.count.setObjectName("close-count")
        self.count.setContentsMargins(INDENT, 0, INDENT, 4)
        self._hint = hint("close-hint")
        self._hint.setText(
            desk.texts("Enter or a click leads to what is open. Nothing of it keeps from closing.")
        )
        self.body.addWidget(self.count)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._hint)
        self.list.wanted.connect(self._lead)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches(*_TOUCHING) and not (step.appeared or step.vanished):
            return
        here = self.list.currentIndex()
        before = self.rows.rows[here.row()] if here.isValid() else None
        self.rows.refresh()
        if before is not None and (place := self.rows.place_of(before)) >= 0:
            self.list.setCurrentIndex(self.rows.index(place))
        t, count = self._desk.texts, self.rows.open
        self.count.setText(
            t.n("{n} thing is still open", "{n} things are still open", count)
            if count
            else t("Nothing is open any more.")
        )
        self.grow(with_rows=self._grows)

    def grow(self, *, with_rows: bool) -> None:
        """Where other panels stand below, be as high as the rows, up to a part of a window."""
        self._grows = with_rows
        rows = self.rows.rows
        high = sum(_HEAD if _is_head(row) else _LINE for row in rows) + 4
        self.list.setMinimumHeight(min(high, _HIGHEST) if with_rows else _LEAST)
        self.list.setMaximumHeight(max(high, _LINE) if with_rows else _UNBOUND)

    def restyle(self) -> None:
        self.list.restyle()
        self.list.viewport().update()

    def _lead(self, row: Row) -> None:
        end = row.end
        if end is None:
            self.date_wanted.emit()
        elif row.kind == "unanswered":
            self.page_wanted.emit(f"parking/{end.id}")
        elif row.kind in {"measure_without_person", "measure_without_date", "responsible_not_there"}:
            self.page_wanted.emit(f"measures/{end.id}")
        else:
            self.card_wanted.emit(end.id)


def leads_on(row: Row) -> bool:
    """Whether there is something to go to."""
    return row.end is not None or (row.kind == "no_next_date" and not row.done)


def _is_head(row: Row) -> bool:
    return row.end is None and not row.more
