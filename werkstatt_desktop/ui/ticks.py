"""Boxes to tick and one-of-several buttons whose marks can be seen in any theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

_BOX, _GAP, _EDGE = 16, 9, 4


def draw_box(painter: QPainter, box: QRectF, *, checked: bool, round_: bool = False) -> None:
    """A box with its tick, or a ring with its dot.

    The colours are those of the program: a style sheet gives widgets others for what is chosen in them.
    """
    palette, roles = QGuiApplication.palette(), QPalette.ColorRole
    filled, edge = palette.color(roles.Highlight), palette.color(roles.PlaceholderText)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(filled if checked else edge)
    painter.setBrush(filled if checked else palette.color(roles.Base))
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    corner = inner.width() / 2 if round_ else 3
    painter.drawRoundedRect(inner, corner, corner)
    mark = palette.color(roles.HighlightedText)
    if checked and round_:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawEllipse(inner.center(), inner.width() / 5, inner.width() / 5)
    elif checked:
        painter.setPen(QPen(mark, 2))
        corners = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.28))
        painter.drawPolyline(
            [QPointF(inner.x() + x * inner.width(), inner.y() + y * inner.height()) for x, y in corners]
        )
    painter.restore()


class Tick(QCheckBox):
    """A box to tick; where its words have line breaks, it has lines."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, round_=False)

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, _at: object) -> bool:
        return True


class Choice(QRadioButton):
    """One of several, of which one is chosen."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, round_=True)

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, _at: object) -> bool:
        return True


def _size(button: QAbstractButton) -> QSize:
    button.ensurePolished()
    words = button.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), button.text())
    return QSize(_EDGE * 2 + _BOX + _GAP + words.width(), max(_BOX, words.height()) + 2 * _EDGE)


def _paint(button: QAbstractButton, *, round_: bool) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    palette, roles = QGuiApplication.palette(), QPalette.ColorRole
    if not button.isEnabled():
        painter.setOpacity(0.5)
    top = _EDGE + max(0, (button.fontMetrics().height() - _BOX) / 2)
    box = QRectF(_EDGE, top, _BOX, _BOX)
    draw_box(painter, box, checked=button.isChecked(), round_=round_)
    room = button.rect().adjusted(_EDGE + _BOX + _GAP, _EDGE, 0, -_EDGE)
    painter.setPen(palette.color(QPalette.ColorGroup.Active, roles.WindowText))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextShowMnemonic
    painter.drawText(room, int(flags), button.text())
    if button.hasFocus():
        painter.setPen(QPen(QColor(palette.color(roles.Highlight)), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 5, 5)
    painter.end()
