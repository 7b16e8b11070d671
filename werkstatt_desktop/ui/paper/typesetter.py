"""Sets what is shown and draws its pages, both away from the window's thread."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ...domain.errors import WerkstattError
from .orders import Order, Watch

if TYPE_CHECKING:
    from .pdf_pages import PdfPages

_LOG = logging.getLogger("werkstatt")
_TURN_S = 0.001
"""The window's thread wants its turn for each line that it draws; the usual wait for that adds up."""
_BEAT_S = 0.1
"""How far the work is, is told at most so often."""


@dataclass(frozen=True, slots=True)
class Set:
    """A paper as it was set: how many cards there are and how many are printed, and the page sizes.

    `sizes` are widths and heights in pixels at 100 %. `job` tells one setting from the next. `parts` are
    the pages, from 1, on which each section stands, `about` which paper it is.
    """

    job: int
    cards: int
    printed: int
    sizes: tuple[tuple[float, float], ...]
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """The pages that somebody is looking at and has no picture of yet."""

    job: int
    scale: float
    pages: deque[int]


class Typesetter(QObject):
    """One thread that does one thing after another. A newer `ask` ends an older one.

    `ready` carries a `Set`; `drawn` its job, a page number from 0, the scale and the picture; `failed`
    the error of a setting; `progressed` how much of how much of the newest is done.
    """

    ready = Signal(object)
    drawn = Signal(int, int, float, QImage)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_S)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typesetter")
        self._stopped = False
        self._job = 0
        self._pages: PdfPages | None = None
        self._set_job = 0
        self._view = _View(0, 1.0, deque())

    def ask(self, order: Order) -> int:
        """Set a paper; what is being set now is given up."""
        self._job += 1
        job = self._job
        self._run(lambda: self._set(job, order), job)
        return job

    def give_up(self) -> None:
        """Set no more of what is being set; the pages of the setting before are drawn on."""
        self._job += 1

    def show(self, job: int, pages: Sequence[int], scale: float) -> None:
        """Draw these pages of a setting, in this order; `scale` 1 is 96 pixels an inch.

        Pages of an earlier call that are not drawn yet are let go.
        """
        self._view = view = _View(job, scale, deque(pages))
        self._run(lambda: self._draw_next(view), self._job)

    def stop(self) -> None:
        """Give up what nobody waits for any more, and end the thread."""
        if self._stopped:
            return
        self._job += 1
        self._stopped = True
        self._run(self._close, self._job)
        self._thread.shutdown(wait=True)

    def _run(self, work: Callable[[], None], job: int) -> None:
        def guarded() -> None:
            try:
                work()
            except WerkstattError as error:
                self._fail(job, error)
            except Exception as error:  # noqa: BLE001 - the thread must live on for the next change
                from ..program.faults import described

                if job != self._job:
                    return
                # Its own words may hold those of the workshop, so they stay out of the log.
                _LOG.error(described(error, error.__traceback__))
                self._fail(job, WerkstattError("not_set"))

        try:
            self._thread.submit(guarded)
        except RuntimeError:
            # The thread itself can ask for more at the moment in which it is ended.
            if not self._stopped:
                raise

    def _set(self, job: int, order: Order) -> None:
        if job != self._job:
            return
        from .pdf_pages import PdfPages

        made = order(Watch(lambda: job != self._job, self._beat(job)))
        if job != self._job:
            return
        self._close()
        self._pages, self._set_job = PdfPages(made.content), job
        self.ready.emit(Set(job, made.cards, made.printed, self._pages.sizes, made.parts, made.about))

    def _beat(self, job: int) -> Callable[[int, int], None]:
        last = monotonic()

        def tell(done: int, of: int) -> None:
            nonlocal last
            if job == self._job and monotonic() - last >= _BEAT_S:
                last = monotonic()
                self.progressed.emit(done, of)

        return tell

    def _draw_next(self, view: _View) -> None:
        """Draw one page and go to the end of the queue, so that newer wishes come first."""
        if view is not self._view or view.job != self._set_job or self._pages is None or not view.pages:
            return
        page = view.pages.popleft()
        self.drawn.emit(view.job, page, view.scale, self._pages.picture(page, view.scale))
        if view.pages:
            self._run(lambda: self._draw_next(view), self._job)

    def _fail(self, job: int, error: WerkstattError) -> None:
        if job == self._job:
            self.failed.emit(error)

    def _close(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None
