"""Sets the protocol and draws its pages, both away from the window's thread."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ...domain.errors import WerkstattError
from ...domain.photos import Source, nothing
from ...domain.state import State
from ...texts import Texts

if TYPE_CHECKING:
    from .pdf_pages import PdfPages

_LOG = logging.getLogger("werkstatt")


@dataclass(frozen=True, slots=True)
class Set:
    """A protocol as it was set: how many cards there are and how many are printed, and the page sizes.

    `sizes` are widths and heights in pixels at 100 %. `job` tells one setting from the next.
    """

    job: int
    cards: int
    printed: int
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _View:
    """The pages that somebody is looking at and has no picture of yet."""

    job: int
    scale: float
    pages: deque[int]


class Typesetter(QObject):
    """One thread that does one thing after another. A newer `ask` ends an older one.

    `picture` gives the bytes of photos, in that thread.

    `ready` carries a `Set`; `drawn` its job, a page number from 0, the scale and the picture; `failed`
    the error of a setting; `saved` the path of a written file, `not_saved` an error; `written` a PDF.
    """

    ready = Signal(object)
    drawn = Signal(int, int, float, QImage)
    failed = Signal(object)
    saved = Signal(str)
    not_saved = Signal(object)
    written = Signal(bytes)
    not_written = Signal(object)

    def __init__(self, parent: QObject | None = None, picture: Source = nothing) -> None:
        super().__init__(parent)
        self._picture = picture
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typesetter")
        self._stopped = False
        self._job = 0
        self._pages: PdfPages | None = None
        self._view = _View(0, 1.0, deque())

    def ask(self, state: State, texts: Texts) -> int:
        """Set the protocol of a state; what is being set now is given up."""
        self._job += 1
        job = self._job
        self._run(lambda: self._set(job, state, texts), lambda error: self._fail(job, error))
        return job

    def show(self, job: int, pages: Sequence[int], scale: float) -> None:
        """Draw these pages of a setting, in this order; `scale` 1 is 96 pixels an inch.

        Pages of an earlier call that are not drawn yet are let go.
        """
        self._view = view = _View(job, scale, deque(pages))
        self._run(lambda: self._draw_next(view), lambda error: self._fail(job, error))

    def save(self, state: State, texts: Texts, path: Path) -> None:
        """Write the protocol to a file, in place of one that is there."""
        self._run(lambda: self._save(state, texts, path), self.not_saved.emit)

    def write(self, state: State, texts: Texts) -> None:
        """Make the protocol for the printer."""
        self._run(lambda: self._write(state, texts), self.not_written.emit)

    def stop(self) -> None:
        """Give up what nobody waits for any more, finish writing a file, and end the thread."""
        if self._stopped:
            return
        self._job += 1
        self._run(self._close, lambda _error: None)
        self._stopped = True
        self._thread.shutdown(wait=True)

    def _run(self, work: Callable[[], None], refuse: Callable[[WerkstattError], None]) -> None:
        def guarded() -> None:
            try:
                work()
            except WerkstattError as error:
                refuse(error)
            except Exception as error:  # noqa: BLE001 - the thread must live on for the next change
                from ..program.faults import described

                # Its own words may hold those of the workshop, so they stay out of the log.
                _LOG.error(described(error, error.__traceback__))
                refuse(WerkstattError("not_set"))

        try:
            self._thread.submit(guarded)
        except RuntimeError:
            # The thread itself can ask for more at the moment in which it is ended.
            if not self._stopped:
                raise

    def _set(self, job: int, state: State, texts: Texts) -> None:
        if job != self._job:
            return
        from ...printing import pdf
        from .pdf_pages import PdfPages

        try:
            content, result = pdf.to_bytes(
                state, texts, picture=self._picture, cancelled=lambda: job != self._job
            )
        except pdf.Cancelled:
            return
        self._close()
        self._pages = PdfPages(content)
        self.ready.emit(Set(job, result.cards, result.printed, self._pages.sizes))

    def _draw_next(self, view: _View) -> None:
        """Draw one page and go to the end of the queue, so that newer wishes come first."""
        if view is not self._view or view.job != self._job or self._pages is None or not view.pages:
            return
        page = view.pages.popleft()
        self.drawn.emit(view.job, page, view.scale, self._pages.picture(page, view.scale))
        if view.pages:
            self._run(lambda: self._draw_next(view), lambda error: self._fail(view.job, error))

    def _save(self, state: State, texts: Texts, path: Path) -> None:
        from ...printing import pdf

        pdf.save_pdf(state, path, texts, overwrite=True, picture=self._picture)
        self.saved.emit(str(path))

    def _write(self, state: State, texts: Texts) -> None:
        from ...printing import pdf

        try:
            content, _ = pdf.to_bytes(state, texts, picture=self._picture, cancelled=lambda: self._stopped)
        except pdf.Cancelled:
            return
        self.written.emit(content)

    def _fail(self, job: int, error: WerkstattError) -> None:
        if job == self._job:
            self.failed.emit(error)

    def _close(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None
