"""How the start page draws workshops: a tile with a small picture of the board, or a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...storage.summaries import THEME, Summary
from ..theme import Theme, font
from .sections import Entry, Section

ENTRY = Qt.ItemDataRole.UserRole
"""The `Entry` of an index, or the `Section` whose heading it is."""
ROW = Qt.ItemDataRole.UserRole + 1
"""Whether an entry is shown as a row."""

_GAP = 20
_LEAST_WIDTH = 290
_PICTURE, _WORDS, _ROW, _HEADING = 140, 62, 72, 52
_LARGEST_SCALE = 0.3
Index = QModelIndex | QPersistentModelIndex


class TileDelegate(QStyledItemDelegate):
    """Draws headings, tiles and rows for a view whose viewport has a width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.width = 900

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        if isinstance(index.data(ENTRY), Section):
            return QSize(self.width, _HEADING)
        if index.data(ROW):
            return QSize(self.width, _ROW)
        count = max(1, (self.width + _GAP) // (_LEAST_WIDTH + _GAP))
        # A list as wide as its items breaks the row before the last one.
        return QSize((self.width - 1) // count, _PICTURE + _WORDS + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(ENTRY)
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(found, Section):
            self._heading(painter, rect, found)
        elif isinstance(found, Entry):
            chosen = bool(state & QStyle.StateFlag.State_HasFocus)
            over = bool(state & QStyle.StateFlag.State_MouseOver)
            edge = self.theme.accent if chosen else self.theme.muted if over else self.theme.line
            pen = QPen(QColor(edge), 2 if chosen else 1)
            if index.data(ROW):
                self._row(painter, rect.adjusted(1, 4, -_GAP, -4), found, pen)
            else:
                self._tile(painter, rect.adjusted(1, 1, -_GAP, -_GAP), found, pen)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRectF, section: Section) -> None:
        line = rect.adjusted(1, 12, -_GAP, -10)
        painter.setFont(font(18, bold=True))
        painter.setPen(QColor(self.theme.text))
        note_width = 0.0
        if section.note:
            painter.setFont(font(16))
            note_width = painter.fontMetrics().horizontalAdvance(section.note) + 10.0
            painter.setFont(font(18, bold=True))
        words = painter.fontMetrics().elidedText(
            section.heading, Qt.TextElideMode.ElideRight, int(line.width() - note_width)
        )
        painter.drawText(line, _LEFT, words)
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(words) + 10)
        painter.setFont(font(16))
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(line, _LEFT, section.note)

    def _tile(self, painter: QPainter, box: QRectF, entry: Entry, pen: QPen) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(box, 14, 14)
        painter.fillPath(frame, QColor(self.theme.surface))
        picture = QRectF(box.x(), box.y(), box.width(), _PICTURE)
        painter.save()
        painter.setClipPath(frame)
        draw_board(painter, picture, entry.summary, self.theme)
        painter.restore()
        painter.setPen(pen)
        painter.drawPath(frame)
        words = QRectF(box.x() + 14, picture.bottom() + 8, box.width() - 28, _WORDS - 16)
        self._words(painter, words, entry)

    def _row(self, painter: QPainter, box: QRectF, entry: Entry, pen: QPen) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(box, 10, 10)
        painter.fillPath(frame, QColor(self.theme.surface))
        picture = QRectF(box.x(), box.y(), 104, box.height())
        painter.save()
        painter.setClipPath(frame)
        draw_board(painter, picture, entry.summary, self.theme)
        painter.restore()
        painter.setPen(pen)
        painter.drawPath(frame)
        words = QRectF(
            picture.right() + 14, box.y() + 9, box.width() - picture.width() - 28, box.height() - 18
        )
        self._words(painter, words, entry)

    def _words(self, painter: QPainter, box: QRectF, entry: Entry) -> None:
        """The name and, below it, the facts; both are cut where the room ends."""
        upper = QRectF(box.x(), box.y(), box.width(), box.height() / 2)
        lower = upper.translated(0, box.height() / 2)
        painter.setFont(font(15, bold=True))
        painter.setPen(QColor(self.theme.muted if entry.problem else self.theme.text))
        _elided(painter, upper, entry.name)
        painter.setFont(font(13))
        painter.setPen(QColor(self.theme.danger if entry.problem else self.theme.muted))
        _elided(painter, lower, f"▲ {entry.facts}" if entry.problem else entry.facts)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


def _elided(painter: QPainter, box: QRectF, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, _LEFT, shown)


def draw_board(painter: QPainter, room: QRectF, summary: Summary, theme: Theme) -> None:
    """The boxes of a board on a piece of the wall; pale where the file cannot be read."""
    painter.fillRect(room, QColor(theme.wall))
    if not summary.boxes:
        return
    edge = min(16.0, room.height() * 0.14)
    width = max(box.x + box.width for box in summary.boxes)
    height = max(box.y + box.height for box in summary.boxes)
    scale = min(_LARGEST_SCALE, (room.width() - 2 * edge) / width, (room.height() - 2 * edge) / height)
    left = room.x() + (room.width() - width * scale) / 2
    top = room.y() + (room.height() - height * scale) / 2
    painter.setOpacity(0.35 if summary.problem else 1.0)
    for box in summary.boxes:
        place = QRectF(left + box.x * scale, top + box.y * scale, box.width * scale, box.height * scale)
        if box.colour == THEME:
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(place, 14 * scale, 14 * scale)
            continue
        card, stripe = theme.category(box.colour)
        painter.fillRect(place, card)
        painter.fillRect(QRectF(place.x(), place.y(), max(1.0, 8 * scale), place.height()), stripe)
    painter.setOpacity(1.0)
