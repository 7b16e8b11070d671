"""Something that may take long, done off the window's thread, and a line that shows it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from ...domain.errors import WerkstattError
from ...texts import Texts
from ..buttons import Button
from ..labels import announce

_PATIENCE_S = 30.0


class Work(QObject):
    """One piece of work in a thread of its own; `done` carries what it gave, `failed` a `WerkstattError`.

    The work gets an event that is set when it shall stop; one that was stopped tells nothing. A fault of
    the program goes the way of all faults, and the work has failed.
    """

    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, run: Callable[[Event], object], parent: QObject) -> None:
        super().__init__(parent)
        self._run = run
        self._stop = Event()
        self._thread = Thread(target=self._in_thread, name="work", daemon=True)
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.running = True
        """Whether there will be news of it."""

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Have it stop as soon as it can; nothing is told of it any more."""
        self._stop.set()
        self.running = False

    def wait(self, patience: float) -> None:
        """Stop it, and wait so many seconds for its end; what it reads or writes may hang."""
        self.stop()
        self._thread.join(patience)

    def finish(self, patience: float) -> None:
        """Wait so many seconds for its end, and tell of it now."""
        self._thread.join(patience)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _in_thread(self) -> None:
        try:
            found = self._run(self._stop)
        except WerkstattError as error:
            self._end(None, error)
        except BaseException:
            self._end(None, WerkstattError("unknown"))
            raise
        else:
            self._end(found, None)

    def _end(self, found: object, error: WerkstattError | None) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile
            self._ended.emit(found, error)

    def _tell(self, found: object, error: WerkstattError | None) -> None:
        self._thread.join()
        if self.running:
            self.running = False
            if error is not None:
                self.failed.emit(error)
            else:
                self.done.emit(found)
        self.deleteLater()


class Works(QObject):
    """All work that is under way; it lives as long as the program, so that none is left behind half done."""

    def begin(
        self,
        run: Callable[[Event], object],
        done: Callable[[Any], object],
        failed: Callable[[WerkstattError], object],
    ) -> Work:
        """Begin a piece of work. Of bound methods of a widget that has gone nothing is called."""
        work = Work(run, self)
        work.done.connect(done)
        work.failed.connect(failed)
        work.start()
        return work

    def end(self) -> None:
        """Stop all of it, and wait for its end."""
        for work in self.findChildren(Work):
            work.wait(_PATIENCE_S)


class WorkLine(QFrame):
    """Says what is being done, and afterwards how it ended. `stopped`: the user wants no more of it.

    Its words are said aloud by a screen reader. How much is done is not known, so the bar only moves.
    """

    stopped = Signal()

    def __init__(self, t: Texts, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.words = QLabel()
        self.words.setObjectName(f"{name}-words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}-bar")
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(120, 6)
        self.cancel = Button(t("Cancel"))
        self.cancel.setObjectName(f"{name}-cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.stopped)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.cancel)
        self.fall_silent()

    def show_busy(self, words: str, *, can_stop: bool = False) -> None:
        self._show(words, "muted")
        self.bar.setAccessibleName(words)
        self.bar.show()
        self.cancel.setVisible(can_stop)

    def show_result(self, words: str) -> None:
        self._show(words, "said")

    def show_trouble(self, words: str) -> None:
        self._show(f"▲ {words}", "unsafe")

    def fall_silent(self) -> None:
        self.hide()
        self.bar.hide()
        self.cancel.hide()

    def _show(self, words: str, kind: str) -> None:
        self.fall_silent()
        self.words.setText(words)
        self.words.setProperty("kind", kind)
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        self.show()
        announce(self, words)
