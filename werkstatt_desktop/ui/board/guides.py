"""Guides: what is carried over the wall catches where it lies in line with what hangs near by.

Only what is in view is looked at, and on no board that is seen from afar.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtWidgets import QFrame

from ...domain.layout import Rect
from .look import qrect
from .scene import BoardScene
from .view import FAR, BoardView

_CATCH = 6.0
"""So near in pixels of the view something is caught."""
_BEYOND = 8
"""So far a line reaches beyond what it touches."""


class Span(NamedTuple):
    """A box seen along one axis: where it begins and ends there, and across."""

    low: float
    high: float
    near: float
    far: float

    @property
    def marks(self) -> tuple[float, float, float]:
        """What can lie in line with others: both edges and the middle."""
        return self.low, (self.low + self.high) / 2, self.high


class Catch(NamedTuple):
    """How much farther to go along an axis, where the line is then, and from where to where it is drawn."""

    by: float
    at: float
    near: float
    far: float


def across(box: Rect) -> Span:
    return Span(box.x, box.right, box.y, box.bottom)


def down(box: Rect) -> Span:
    return Span(box.y, box.bottom, box.x, box.right)


class Axis:
    """What hangs on the wall, seen along one axis."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._marks = sorted((mark, n) for n, span in enumerate(self._spans) for mark in span.marks)

    def catch(self, moved: Span, within: float) -> Catch | None:
        """The smallest step that brings a box in line with another, or as far from two as they are apart."""
        lines = [c for mark in moved.marks for c in self._in_line(moved, mark, within)]
        found = lines or self._spaced(moved, within)
        return min(found, key=lambda c: (abs(c.by), c.far - c.near), default=None)

    def _in_line(self, moved: Span, mark: float, within: float) -> Iterable[Catch]:
        at = bisect_left(self._marks, (mark - within, -1))
        while at < len(self._marks) and self._marks[at][0] <= mark + within:
            line, n = self._marks[at]
            other = self._spans[n]
            yield Catch(line - mark, line, min(moved.near, other.near), max(moved.far, other.far))
            at += 1

    def _spaced(self, moved: Span, within: float) -> list[Catch]:
        """Beside others in a row: the same gap to the next as between the next two, or between both."""
        row = [s for s in self._spans if s.near < moved.far and moved.near < s.far]
        middle = (moved.low + moved.high) / 2
        before = [s for s in row if (s.low + s.high) / 2 < middle and s.high <= moved.low + within]
        after = [s for s in row if (s.low + s.high) / 2 > middle and s.low >= moved.high - within]
        last = max(before, key=lambda s: s.high, default=None)
        first = min(after, key=lambda s: s.low, default=None)
        wanted: list[float] = []
        if last is not None and first is not None:
            wanted.append((last.high + first.low) / 2 - middle)
        wanted += [last.high + gap - moved.low for gap in _gaps(before)] if last is not None else []
        wanted += [first.low - gap - moved.high for gap in _gaps(after)] if first is not None else []
        return [Catch(by, middle + by, moved.near, moved.far) for by in wanted if abs(by) <= within]


def _gaps(row: Sequence[Span]) -> list[float]:
    """The gaps between boxes that follow each other."""
    return [b.low - a.high for a, b in pairwise(sorted(row)) if b.low > a.high]


class Guides:
    """Aligns what is carried, whose box at the beginning is `box`, and shows along what."""

    def __init__(self, view: BoardView, scene: BoardScene, box: QRectF) -> None:
        self._view, self._scene, self._box = view, scene, box
        self._lines: list[QFrame] = []
        self._seen: QRectF | None = None
        self._across = self._down = Axis(())

    def align(self, by: QPointF) -> QPointF:
        """A movement, a little more or less so that it ends in line with something in view."""
        zoom = self._view.camera.zoom
        if zoom < FAR:
            return by
        self._look()
        box = Rect(self._box.x() + by.x(), self._box.y() + by.y(), self._box.width(), self._box.height())
        x = self._across.catch(across(box), _CATCH / zoom)
        y = self._down.catch(down(box), _CATCH / zoom)
        by += QPointF(x.by if x else 0.0, y.by if y else 0.0)
        areas = [QRectF(x.at, x.near, 0, x.far - x.near)] if x else []
        areas += [QRectF(y.near, y.at, y.far - y.near, 0)] if y else []
        self._draw(areas)
        return by

    def hide(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines.clear()

    def _look(self) -> None:
        """See what is in view; again only after the wall was moved."""
        shown = self._view.viewport().rect()
        area = QRectF(self._view.on_board(shown.topLeft()), self._view.on_board(shown.bottomRight()))
        if area == self._seen:
            return
        self._seen, moving = area, self._scene.moving
        boxes = [c.box for c in self._scene.near(area) if c.theme_id is None and c.id not in moving]
        boxes += [
            theme.box
            for id, theme in self._scene.themes.items()
            if id not in moving and area.intersects(qrect(theme.box))
        ]
        self._across, self._down = Axis(across(b) for b in boxes), Axis(down(b) for b in boxes)

    def _draw(self, areas: list[QRectF]) -> None:
        while len(self._lines) > len(areas):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(areas):
            line = QFrame(self._view.viewport())
            line.setObjectName("board-guide")
            line.setStyleSheet(f"background: {self._scene.look.accent.name()}")
            line.show()
            self._lines.append(line)
        for line, area in zip(self._lines, areas, strict=True):
            seen = self._view.in_view(area).toRect()
            if area.width() == 0:
                line.setGeometry(QRect(seen.x(), seen.y() - _BEYOND, 1, seen.height() + 2 * _BEYOND))
            else:
                line.setGeometry(QRect(seen.x() - _BEYOND, seen.y(), seen.width() + 2 * _BEYOND, 1))
