"""What a drag of cards carries from one place of a window to another, and places that take it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ..domain.records import Id

CARDS_MIME = "application/x-werkstatt-cards"
"""Ids of cards, one a line."""
BESIDE = QPoint(10, 6)
"""Where the picture of carried cards begins, counted from the hand: what lies under it stays in sight."""


def card_ids(data: QMimeData) -> list[Id]:
    """The cards in a drag; none where it carries something else."""
    carried = bytes(data.data(CARDS_MIME).data()).decode("utf-8", "replace")
    return [line for line in carried.split("\n") if line]


def cards_data(ids: Iterable[Id], texts: Iterable[str]) -> QMimeData:
    """What a drag of cards carries: their ids for the windows, their words for other programs."""
    data = QMimeData()
    data.setData(CARDS_MIME, "\n".join(ids).encode())
    data.setText("\n".join(texts))
    return data


class CardDrop(QObject):
    """Makes a widget take dropped cards; `lit` is its property while cards are held over it."""

    def __init__(self, widget: QWidget, take: Callable[[list[Id]], object]) -> None:
        super().__init__(widget)
        self._widget, self._take = widget, take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and not event.mimeData().hasFormat(CARDS_MIME):
            return False
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            event.acceptProposedAction()
            self._light(lit=True)
        elif isinstance(event, QDropEvent):
            self._light(lit=False)
            event.acceptProposedAction()
            self._take(card_ids(event.mimeData()))
        elif event.type() == QEvent.Type.DragLeave:
            self._light(lit=False)
        else:
            return False
        return True

    def _light(self, *, lit: bool) -> None:
        if self._widget.property("lit") != lit:
            self._widget.setProperty("lit", lit)
            self._widget.style().unpolish(self._widget)
            self._widget.style().polish(self._widget)
            self._widget.update()
