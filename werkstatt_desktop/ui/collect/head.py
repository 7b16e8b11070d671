"""The head of a column: symbol, title, how many cards, the guiding question."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain import order
from ...domain.records import Category, Id
from .. import theme
from ..desk import Desk

_WRAP = Qt.TextFlag.TextWordWrap.value


class Head(QWidget):
    """Tells in which column the room is; it is as high as its words need."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column-head")
        self._desk = desk
        self._category = Category()
        self._question = ""
        self._count = 0
        self.restyle(15.0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_category(self, group_id: Id | None, category: Category, count: int) -> None:
        self._category, self._count = category, count
        self._question = order.question(self._desk.state, group_id, category)
        self._tell()
        self.updateGeometry()
        self.update()

    def show_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self._tell()
            self.update()

    def restyle(self, pixels: float) -> None:
        """Set the height of the text on cards, which the head goes with."""
        self._title_font = theme.font(max(18.0, pixels * 1.1), bold=True)
        self._question_font = theme.font(max(14.0, pixels * 0.75))
        self._badge_font = theme.font(min(max(12.0, pixels * 0.6), 18.0))
        self._line = QFontMetricsF(self._title_font).lineSpacing()
        self._symbol_size = self._title_font.pixelSize() * 0.8
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        title, _, question = self._boxes(width)
        return round(max(title.bottom(), question.bottom())) + 10

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, t = self._desk.theme, self._desk.texts
        title, badge, question = self._boxes(self.width())
        stripe = look.category(self._category.colour)[1]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._symbol_size
        top = (self._line - size) / 2 + 1
        painter.fillPath(theme.symbol_path(self._category.symbol, QRectF(2, top, size, size)), stripe)
        painter.setPen(stripe)
        painter.setFont(self._title_font)
        painter.drawText(title, _WRAP, t.category(self._category))
        painter.setFont(self._question_font)
        painter.setPen(QColor(look.muted))
        painter.drawText(question, _WRAP, self._question)
        painter.setFont(self._badge_font)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.setPen(QColor(look.muted))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, t.number(self._count))
        painter.end()

    def _tell(self) -> None:
        t = self._desk.texts
        count = t.n("{n} card", "{n} cards", self._count)
        self.setAccessibleName(f"{t.category(self._category)}, {count}")
        self.setAccessibleDescription(self._question)

    def _boxes(self, width: int) -> tuple[QRectF, QRectF, QRectF]:
        """Where title, count and question lie in a head of a width."""
        t = self._desk.texts
        metrics = QFontMetricsF(self._badge_font)
        high = metrics.height() + 3
        badge = QRectF(0, 0, max(metrics.horizontalAdvance(t.number(self._count)) + high * 0.75, high), high)
        left = 2 + self._symbol_size + 7
        title = QFontMetricsF(self._title_font).boundingRect(
            QRectF(left, 0, max(width - left - badge.width() - 10, 40), 10_000),
            _WRAP,
            t.category(self._category),
        )
        badge.moveTopLeft(QPointF(title.right() + 10, (self._line - badge.height()) / 2))
        question = QFontMetricsF(self._question_font).boundingRect(
            QRectF(3, title.bottom() + 2, max(width - 6, 40), 10_000), _WRAP, self._question
        )
        return title, badge, question
