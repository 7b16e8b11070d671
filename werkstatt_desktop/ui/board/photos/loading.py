"""The pictures of photos as they are painted: made in a thread, and kept as far as memory bears."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from ....domain.errors import FileProblem
from ....storage.store import Store
from ... import imaging
from ...desk import Desk

SMALL = 240
"""Pixels of the width in which each picture is kept as long as there is room, for boards seen from afar."""
_REST_MS = 80
"""A picture is made in the size in which it stands still on the screen so long."""
_AGAIN_S = 3.0
"""After this time a file that could not be read is asked again."""
_ROOM = 96 << 20
"""Bytes of the pictures that are kept ready."""

_PATIENCE_S = 3.0

_Job = tuple[Store, str, int]


class _Made(NamedTuple):
    """A picture, and its height by its width; without a picture, whether it is nowhere."""

    image: QImage | None
    ratio: float
    lost: bool


class _Worker:
    """Makes pictures one after the other in a thread, which begins with the first of them."""

    def __init__(self, tell: Callable[[str, int, _Made], None]) -> None:
        self._tell: Callable[[str, int, _Made], None] | None = tell
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None

    def begin(self, job: _Job) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name="photos", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def end(self) -> None:
        """Make nothing more, and wait a little for what is being made."""
        self._tell = None
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            tell = self._tell
            if tell is not None:
                tell(*job[1:], _made(*job))


class Pictures(QObject):
    """Gives pictures at once as they are ready, and has better ones made. `came`: this one is another now.

    `ratios` are heights by widths, as far as they are known, `lost` the pictures that are nowhere.
    """

    came = Signal(str)
    _made = Signal(str, int, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ratios: dict[str, float] = {}
        self.lost: set[str] = set()
        self._ready: OrderedDict[tuple[str, int], QPixmap] = OrderedDict()
        self._bytes = 0
        self._wanted: dict[str, int] = {}
        self._asked: set[tuple[str, int]] = set()
        self._failed: dict[str, float] = {}
        self._worker = _Worker(self._tell)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self._made.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._worker.end)

    def get(self, sha256: str, width: int) -> QPixmap | None:
        """A picture, as wide as it is wanted or as it is ready just now; None where there is none yet."""
        found = self._ready.get((sha256, width))
        if found is not None:
            self._ready.move_to_end((sha256, width))
            return found
        if sha256 not in self.lost:
            self._wanted[sha256] = width
            if not self._rest.isActive():
                self._rest.start()
        sizes = [size for name, size in self._ready if name == sha256]
        larger = [size for size in sizes if size >= width]
        best = min(larger) if larger else max(sizes, default=0)
        return self._ready[sha256, best] if best else None

    def is_ready(self, sha256: str, width: int) -> bool:
        """Whether a picture can be painted just as it is wanted."""
        return (sha256, width) in self._ready

    def learn(self, sha256: str, ratio: float) -> None:
        """How high a picture is by its width, of one that was just made."""
        self.ratios[sha256] = ratio
        self.lost.discard(sha256)

    def _ask(self) -> None:
        """Have made what is wanted just now, and a small one of each first."""
        wanted, self._wanted = self._wanted, {}
        for sha256, width in wanted.items():
            if monotonic() - self._failed.get(sha256, -_AGAIN_S) < _AGAIN_S:
                continue
            if (sha256, SMALL) not in self._ready and width > SMALL:
                self._begin(sha256, SMALL)
            self._begin(sha256, width)

    def _begin(self, sha256: str, width: int) -> None:
        if (sha256, width) in self._asked:
            return
        self._asked.add((sha256, width))
        self._worker.begin((self._desk.store, sha256, width))

    def _tell(self, sha256: str, width: int, found: _Made) -> None:
        """Called in the thread."""
        with suppress(RuntimeError):  # the board has gone meanwhile
            self._made.emit(sha256, width, found)

    def _take(self, sha256: str, width: int, found: _Made) -> None:
        image, ratio, lost = found
        self._asked.discard((sha256, width))
        if lost:
            self.lost.add(sha256)
        if image is None:
            self._failed[sha256] = monotonic()
            if not lost:
                QTimer.singleShot(round(_AGAIN_S * 1000) + 50, self, lambda: self.came.emit(sha256))
        else:
            self._failed.pop(sha256, None)
            self.ratios[sha256] = ratio
            self._keep(sha256, width, QPixmap.fromImage(image))
        self.came.emit(sha256)

    def _keep(self, sha256: str, width: int, pixmap: QPixmap) -> None:
        """Of each picture the last size is kept, and the small one; of all together, what was used last."""
        others = [key for key in self._ready if key[0] == sha256 and key[1] not in {SMALL, width}]
        if width != SMALL:
            for key in others:
                self._drop(key)
        self._ready[sha256, width] = pixmap
        self._bytes += _bytes_of(pixmap)
        while self._bytes > _ROOM and len(self._ready) > 1:
            self._drop(next(iter(self._ready)))

    def _drop(self, key: tuple[str, int]) -> None:
        self._bytes -= _bytes_of(self._ready.pop(key))


def _made(store: Store, sha256: str, width: int) -> _Made:
    """A picture in a width, its height by its width, and whether it is nowhere."""
    try:
        content = store.picture(sha256)
    except FileProblem:
        return _Made(None, 0.0, lost=False)
    image = imaging.shown(content, width) if content is not None else None
    if image is None or image.isNull():
        return _Made(None, 0.0, lost=True)
    ratio = image.height() / image.width()
    if image.width() != width:
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaledToWidth(max(1, width), smooth) if image.width() > width else image
    kind = (
        QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    )
    return _Made(image.convertToFormat(kind), ratio, lost=False)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
