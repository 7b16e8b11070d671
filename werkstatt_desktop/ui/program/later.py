"""What the program has, but its first window can do without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from ...settings import cache_folder, log_folder
from ...texts import Texts
from .faults import Faults
from .single import Doorman, marker_in

_QUIET_MS = 1500
"""After the first window, before the press is warmed; by then the user has seen where things are."""


class Later:
    """The care for faults, the ear for later starts, and the words of the toolkit's own dialogs.

    `texts` gives the words of now; `called` gets what a later start was asked to open.
    """

    def __init__(
        self,
        app: QApplication,
        texts: Callable[[], Texts],
        called: Callable[[Path | None], None],
        parent: QObject,
    ) -> None:
        self._app = app
        self._translator: QTranslator | None = None
        self._before = QLocale()
        self._faults = Faults(log_folder(), texts, parent)
        self._faults.install()
        self.speak(texts().language)
        self._doorman = Doorman(marker_in(cache_folder()), called, parent)
        self._press = Thread(target=_warm_the_press, name="press")
        self._quiet = QTimer(parent)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._press.start)
        self._quiet.start(_QUIET_MS)

    def speak(self, language: str) -> None:
        """Let dialogs, dates and numbers of the toolkit follow; English is what it speaks by itself."""
        self._be_silent()
        languages = QLocale.Language
        QLocale.setDefault(QLocale(languages.German if language == "de" else languages.English))
        if language == "de":
            self._translator = QTranslator(self._app)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if self._translator.load("qtbase_de", folder):
                self._app.installTranslator(self._translator)

    def end(self) -> None:
        """Put everything back."""
        self._quiet.stop()
        if self._press.is_alive():
            self._press.join()
        self._doorman.close()
        self._be_silent()
        QLocale.setDefault(self._before)
        self._faults.remove()

    def _be_silent(self) -> None:
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator.deleteLater()
            self._translator = None


def _warm_the_press() -> None:
    """Load what sets the protocol and shows it, so that the first Ctrl+P need not wait for it."""
    from ...printing import pdf

    pdf.prepare()
    from ..paper import page  # noqa: F401
