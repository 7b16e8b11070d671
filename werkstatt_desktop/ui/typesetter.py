"""Sets the protocol and draws its pages, both away from the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ..domain.errors import WerkstattError
from ..domain.state import State
from ..texts import Texts

_log = logging.getLogger(__name__)
_POINTS_PER_PIXEL = 72 / 96


@dataclass(frozen=True, slots=True)
class Set:
    """A protocol as it was set: how many cards there are and how many are printed, and the page sizes.

    `sizes` are widths and heights in pixels at 100 %. `job` tells one setting from the next.
    """

    job: int
    cards: int
    printed: int
    sizes: tuple[tuple[float, float], ...]


class Typesetter(QObject):
    """One thread, since the library that draws pages allows no more. A newer `ask` ends an older one.

    `ready` carries a `Set`, `drawn` a job, a page number from 0 and its picture, `failed` a job and an
    error, `saved` the path of a written file.
    """

    ready = Signal(object)
    drawn = Signal(int, int, QImage)
    failed = Signal(int, object)
    saved = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typesetter")
        self._job = 0
        self._document: Any = None

    def ask(self, state: State, texts: Texts) -> int:
        """Set the protocol of a state; what is being set now is given up."""
        self._job += 1
        job = self._job
        self._run(job, lambda: self._set(job, state, texts))
        return job

    def draw(self, job: int, page: int, scale: float) -> None:
        """Draw a page of the last setting; `scale` 1 is 96 pixels an inch."""
        self._run(job, lambda: self._draw(job, page, scale))

    def save(self, state: State, texts: Texts, path: Path) -> None:
        """Write the protocol to a file, in place of one that is there."""
        job = self._job
        self._run(job, lambda: self._save(state, texts, path))

    def stop(self) -> None:
        """Give up what is waiting and end the thread."""
        self._job += 1
        self._threads.submit(self._close)
        self._threads.shutdown(wait=True)

    def _run(self, job: int, work: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                work()
            except WerkstattError as error:
                self.failed.emit(job, error)
            except Exception:  # noqa: BLE001 - the thread must live on for the next change
                _log.exception("setting the protocol failed")
                self.failed.emit(job, WerkstattError("not_set"))

        self._threads.submit(guarded)

    def _set(self, job: int, state: State, texts: Texts) -> None:
        if job != self._job:
            return
        from ..printing import pdf

        target = BytesIO()
        try:
            result = pdf.write(state, target, texts, cancelled=lambda: job != self._job)
        except pdf.Cancelled:
            return
        import pypdfium2

        self._close()
        self._document = pypdfium2.PdfDocument(target.getvalue())
        sizes = tuple(
            (width / _POINTS_PER_PIXEL, height / _POINTS_PER_PIXEL)
            for width, height in (self._document.get_page_size(n) for n in range(len(self._document)))
        )
        self.ready.emit(Set(job, result.cards, result.printed, sizes))

    def _draw(self, job: int, page: int, scale: float) -> None:
        if job != self._job or self._document is None:
            return
        self.drawn.emit(job, page, picture(self._document, page, scale))

    def _save(self, state: State, texts: Texts, path: Path) -> None:
        from ..printing import pdf

        pdf.save_pdf(state, path, texts, overwrite=True)
        self.saved.emit(str(path))

    def _close(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None


def picture(document: Any, page: int, scale: float) -> QImage:
    """A page of a PDF as a picture; `scale` 1 is 96 pixels an inch."""
    loaded = document[page]
    bitmap = loaded.render(scale=scale / _POINTS_PER_PIXEL, rev_byteorder=True, prefer_bgrx=True)
    buffer = bytes(bitmap.buffer)
    image = QImage(buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888).copy()
    bitmap.close()
    loaded.close()
    return image
