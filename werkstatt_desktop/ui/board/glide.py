"""Zooming without a pause: while steps follow each other quickly, the last exact picture is scaled."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QWidget

QUICK_S = 0.15
"""Zoom steps that follow each other within so many seconds are one movement."""
REST_MS = 80
"""So long after its last step the picture is painted exactly."""
_FARTHEST = 1.9
"""By so much a picture is scaled up or down, then a new one is painted."""
_SMOOTH = 2_600_000
"""Pictures of more dots than this are scaled without smoothing, which would take too long."""


class Glide(QObject):
    """The last exact picture of a view, and when it will do: `in_motion`, while zoom follows upon zoom.

    Text is what takes longest to paint, anew for each zoom: no two share their letters. A wheel or
    two fingers give many zooms one after the other, of which only the last stands still.
    """

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self._surface = surface
        self._picture: QPixmap | None = None
        self._taken: QTransform | None = None
        self._last = float("-inf")
        self.in_motion = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.end)

    def step(self) -> None:
        """The zoom has changed."""
        now = monotonic()
        self.in_motion = now - self._last < QUICK_S
        self._last = now
        if self.in_motion:
            self._rest.start()

    def end(self) -> None:
        """Paint exactly from now on, also what was scaled until now."""
        self._last = float("-inf")
        if self.in_motion:
            self.in_motion = False
            self._rest.stop()
            self._surface.update()

    def forget(self) -> None:
        """What hangs on the wall has changed."""
        self._taken = None
        self.end()

    def paint(self, painter: QPainter, now: QTransform, around: Callable[[QRegion], None]) -> bool:
        """Paint the last picture as it is seen now, if that will do; `around` paints what lies beside it."""
        picture, taken, size = self._picture, self._taken, self._surface.size()
        if not self.in_motion or picture is None or taken is None:
            return False
        scale = now.m11() / taken.m11()
        fits = picture.size() == size * self._surface.devicePixelRatioF()
        if not fits or not 1 / _FARTHEST < scale < _FARTHEST:
            return False
        corner = QPointF(now.dx() - taken.dx() * scale, now.dy() - taken.dy() * scale)
        target = QRectF(
            corner, QPointF(corner.x() + size.width() * scale, corner.y() + size.height() * scale)
        )
        # One dot less all around: half of it would be a guess.
        beside = QRegion(self._surface.rect()) - target.adjusted(1, 1, -1, -1).toRect()
        if not beside.isEmpty():
            around(beside)
            painter.setClipping(False)
        smooth = picture.width() * picture.height() <= _SMOOTH
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=smooth)
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
        return True

    def painter(self, transform: QTransform) -> QPainter | None:
        """A painter for a new picture of the whole view, where one may be needed soon."""
        ratio = self._surface.devicePixelRatioF()
        size = self._surface.size() * ratio
        if monotonic() - self._last > QUICK_S:
            return None
        if self._picture is None or self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
        self._taken = transform
        return QPainter(self._picture)

    def show(self, painter: QPainter) -> None:
        """Copy the new picture."""
        if self._picture is not None:
            painter.drawPixmap(0, 0, self._picture)
