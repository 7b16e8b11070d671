"""What leaves the page: one thing at a time is made for a file or a printer, in a thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from ...domain.errors import WerkstattError
from ..safekeeping.work import Work
from .orders import Watch

_BEAT_S = 0.1
_PATIENCE_S = 30.0


class Outbox(QObject):
    """`begun` and `ended` come before and after each piece of work, `progressed` tells how far it is."""

    begun = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._unwanted = False

    @property
    def busy(self) -> bool:
        return self._work is not None

    def begin(
        self,
        words: str,
        run: Callable[[Watch], object],
        done: Callable[[Any], object],
        failed: Callable[[WerkstattError], object],
    ) -> bool:
        """Begin a piece of work, unless there is one; `words` say what it is.

        Of work that was stopped nothing is told but that it ended.
        """
        if self._work is not None:
            return False
        self._unwanted = False
        watch = Watch(lambda: self._unwanted, self._beat())

        def work(_stop: object) -> object:
            try:
                return run(watch)
            except Exception:
                if self._unwanted:
                    return None
                raise

        self._work = Work(work, self)
        self._work.done.connect(lambda found: self._end(done, found))
        self._work.failed.connect(lambda error: self._end(failed, error))
        self.begun.emit(words)
        self._work.start()
        return True

    def stop(self) -> None:
        """Have it stop as soon as it can; a file that is being written is there whole, or not at all."""
        self._unwanted = True

    def finish(self) -> None:
        """Wait until a file that is being written is there; nothing is told any more."""
        if self._work is not None:
            self._work.wait(_PATIENCE_S)
            self._work = None

    def _end(self, tell: Callable[[Any], object], what: object) -> None:
        self._work = None
        self.ended.emit()
        if what is not None or not self._unwanted:
            tell(what)

    def _beat(self) -> Callable[[int, int], None]:
        last = monotonic()

        def tell(done: int, of: int) -> None:
            nonlocal last
            if monotonic() - last >= _BEAT_S:
                last = monotonic()
                with suppress(RuntimeError):  # the page went at this moment
                    self.progressed.emit(done, of)

        return tell
