"""What happens when the program itself is at fault: a log entry, and a word to the user."""

from __future__ import annotations

import logging
import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from ... import __version__
from ...texts import Texts

_LOG = logging.getLogger("werkstatt")
_LOG_BYTES, _LOG_FILES = 256 * 1024, 3
_MOST_DETAILS = 20_000


class Faults(QObject):
    """Takes what nobody caught. The log, and what can be copied, hold no text of a workshop.

    `install` puts it in place, `remove` puts back what was there.
    """

    _met = Signal(str)

    def __init__(self, folder: Path, texts: Callable[[], Texts], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._texts = texts
        self._handler: logging.Handler | None = None
        self._dialog: FaultDialog | None = None
        self._busy = False
        self._before = sys.excepthook, threading.excepthook
        self._met.connect(self._show)

    def install(self) -> None:
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None
        if self._handler is not None:
            _LOG.removeHandler(self._handler)
            self._handler.close()

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write down an exception and tell the user; one that happens meanwhile is only written down."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        words = described(error, trace)
        if self._busy:
            self._write(words)
            return
        self._busy = True
        try:
            self._write(words)
            self._met.emit(words)
        finally:
            self._busy = False

    def _take_from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _write(self, words: str) -> None:
        """To the log file, or to the terminal where that cannot be written."""
        if self._handler is None:
            self._handler = _handler(self._folder)
            _LOG.addHandler(self._handler)
        _LOG.error(words)

    def _show(self, words: str) -> None:
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.add(words)
            return
        if self._dialog is not None:
            self._dialog.deleteLater()
        # Kept when it is closed too: it must outlive the click that closes it.
        self._dialog = FaultDialog(self._texts(), words)
        self._dialog.show()


class FaultDialog(QDialog):
    """Says that something went wrong, what is safe, and gives the details to copy."""

    def __init__(self, t: Texts, words: str) -> None:
        super().__init__()
        self.setObjectName("fault")
        self.setWindowTitle("Werkstatt")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.resize(620, 380)
        heading = QLabel(t("Something went wrong"))
        heading.setProperty("kind", "section")
        what = QLabel(
            t(
                "The last step may not have worked. Everything saved before it is safe in the file."
                " If this happens again, close the window and open the workshop anew."
            )
        )
        what.setWordWrap(True)
        self.details = QPlainTextEdit(words)
        self.details.setObjectName("fault-details")
        self.details.setAccessibleName(t("Details"))
        self.details.setReadOnly(True)
        copy, close = QPushButton(t("Copy details")), QPushButton(t("Go on"))
        copy.setObjectName("fault-copy")
        copy.clicked.connect(self._copy)
        close.setObjectName("fault-close")
        close.setProperty("kind", "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for part in (heading, what, self.details):
            layout.addWidget(part)
        layout.addLayout(row)
        close.setFocus()

    def add(self, words: str) -> None:
        """Put another one below the first, as long as there is room for it."""
        if self.details.document().characterCount() < _MOST_DETAILS:
            self.details.appendPlainText(f"\n{words}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def described(error: BaseException, trace: TracebackType | None) -> str:
    """Kind and place of an exception. Its own words are left out: they may hold those of a workshop."""
    # platform.platform() would start a process, to ask for the processor.
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    lines = [
        f"Werkstatt {__version__}, Python {platform.python_version()}, {system}",
        *(f"{Path(f.filename).name}:{f.lineno} {f.name}: {f.line}" for f in extract_tb(trace)),
    ]
    found: BaseException | None = error
    while found is not None:
        number = getattr(found, "sqlite_errorname", None) or getattr(found, "errno", None)
        key = getattr(found, "key", None)
        extra = ", ".join(str(part) for part in (number, key) if part is not None)
        lines.append(f"{type(found).__name__}{f' ({extra})' if extra else ''}")
        found = found.__cause__
    return "\n".join(lines)


def _handler(folder: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "werkstatt.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES - 1, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    return handler
