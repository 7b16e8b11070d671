"""The working groups of a workshop as a row of segments: which one is in view, and where cards can go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QTabBar, QWidget

from ...domain import order
from ...domain.edits import Step
from ...domain.verbs import cards
from ..card_drag import CARDS_MIME, card_ids
from ..desk import Desk
from ..labels import plain_tip
from ..segments import HEIGHT, PADDING, paint_segment
from ..theme import font

_WIDEST, _NARROWEST = 220, 92
OPEN_MS = 800
"""Cards that rest so long over a tab open it, to be dropped at a place of that group's board."""


class GroupTabs(QTabBar):
    """One tab a group; cards dropped on a tab are handed over to that group, held over it they open it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[str] = []
        self._titles: list[str] = []
        self._drop = -1
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(OPEN_MS)
        self._opening.timeout.connect(self._open)
        self.setObjectName("group-tabs")
        self.setAccessibleName(desk.texts("Working groups"))
        self.setFont(font(13))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.currentChanged.connect(self._chosen)
        desk.group_changed.connect(self._show_current)

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("groups"):
            return
        groups = order.groups(self._desk.state)
        ids, titles = [g.id for g in groups], [g.name or self._desk.texts("Group") for g in groups]
        if (ids, titles) != (self._ids, self._titles):
            self._ids, self._titles = ids, titles
            self.blockSignals(True)
            while self.count():
                self.removeTab(0)
            for place, title in enumerate(titles):
                self.addTab(title.replace("&", "&&"))
                self.setTabToolTip(place, plain_tip(title))
            self.blockSignals(False)
            self.updateGeometry()
        self._show_current()

    def tabSizeHint(self, index: int) -> QSize:
        # As wide as in the weight of the chosen tab, so that nothing moves when another is chosen.
        words = QFontMetrics(font(13, bold=True)).horizontalAdvance(self._titles[index])
        return QSize(min(words + 2 * PADDING, _WIDEST), HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(min(self.tabSizeHint(index).width(), _NARROWEST), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for place in range(self.count()):
            self._paint_tab(painter, place, pointed=place == pointed)
        painter.end()

    def _paint_tab(self, painter: QPainter, place: int, *, pointed: bool) -> None:
        theme, chosen = self._desk.theme, place == self.currentIndex()
        inner = paint_segment(
            painter,
            theme,
            QRectF(self.tabRect(place)),
            chosen=chosen,
            focused=chosen and self.hasFocus(),
            pointed=pointed,
            drop=place == self._drop,
        )
        words = self.words(place, painter.fontMetrics(), int(inner.width()) + 1)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inner, flags, words)

    def words(self, place: int, metrics: QFontMetrics, width: int) -> str:
        """A group's name as it fits a width. Where it is cut, the number of its key tells it apart."""
        # Groups are told apart by the end of their names as often as by the beginning.
        cut = Qt.TextElideMode.ElideMiddle
        words = metrics.elidedText(self._titles[place], cut, width)
        if words == self._titles[place]:
            return words
        return metrics.elidedText(f"{place + 1} {self._titles[place]}", cut, width)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverMove, QEvent.Type.HoverLeave, QEvent.Type.MouseMove}:
            self.update()
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CARDS_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._show_drop(self.tabAt(event.position().toPoint()))
        if self._drop >= 0:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        place = self.tabAt(event.position().toPoint())
        self._show_drop(-1)
        ids = card_ids(event.mimeData())
        if place < 0 or not ids:
            return
        event.acceptProposedAction()
        self._desk.do(cards.hand_over_cards, ids, self._ids[place])

    def _show_drop(self, place: int) -> None:
        if place != self._drop:
            self._drop = place
            self._opening.stop()
            if place >= 0:
                self._opening.start()
            self.update()

    def _open(self) -> None:
        if 0 <= self._drop < len(self._ids):
            self._desk.show_group(self._ids[self._drop])

    def _chosen(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self._desk.show_group(self._ids[place])

    def _show_current(self) -> None:
        if self._desk.group_id in self._ids:
            self.setCurrentIndex(self._ids.index(self._desk.group_id))
