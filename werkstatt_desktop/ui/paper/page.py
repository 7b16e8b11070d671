"""The protocol: what is still open, a preview that is the PDF itself, printing and saving."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ...domain.edits import Step
from ...domain.errors import WerkstattError
from ...domain.protocol import suggest_name
from ...storage.folders import is_there
from ...texts import Texts
from ..desk import Desk
from .panel import ProtocolPanel
from .preview import Preview
from .typesetter import Set, Typesetter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PAUSE_MS = 250
_PATIENCE_MS = 500
"""Setting that takes longer than this is said."""


class ProtocolPage(QWidget):
    """The preview follows each change after a short pause; nothing is set while the page is hidden."""

    zoomed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._saved_to: Path | None = None
        self._printer: QPrinter | None = None
        self._last: Set | None = None
        self.setObjectName("protocol-page")
        self._typesetter = Typesetter(self, self._picture)
        self.panel = ProtocolPanel(desk)
        self.preview = Preview(desk)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.panel)
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self.preview)
        # The keyboard begins in the preview; what is done with it comes next, not the window's header.
        buttons = (self.panel.print, self.panel.save, self.panel.open_file, self.panel.open_folder)
        for before, after in pairwise((self.preview, *buttons)):
            self.setTabOrder(before, after)
        self._pause, self._patience = QTimer(self), QTimer(self)
        for timer in (self._pause, self._patience):
            timer.setSingleShot(True)
        self._connect()

    def refresh(self, step: Step | None) -> None:
        """Any change can be one of the protocol."""
        del step
        self._stale = True
        if self.isVisible():
            self.panel.show_open_ends()
            self._pause.start(_PAUSE_MS)

    def larger(self) -> None:
        self.preview.larger()

    def smaller(self) -> None:
        self.preview.smaller()

    def print_protocol(self) -> None:
        """Ask for printer and pages, and print the protocol as it is now."""
        from .print_out import ask_printer

        self._desk.settling.emit()
        pages = len(self._last.sizes) if self._last is not None else 0
        printer = ask_printer(suggest_name(self._desk.state, self._paper()), pages, self)
        if printer is not None:
            self._printer = printer
            self.panel.print.setEnabled(False)
            self._desk.say(self._desk.texts("The protocol is being made ready for the printer …"))
            self._typesetter.write(self._desk.state, self._paper())

    def _picture(self, sha256: str) -> bytes | None:
        """The bytes of a photo; asked for in the typesetter's thread."""
        return self._desk.store.gallery.at_hand(sha256)

    def save_pdf(self) -> None:
        """Ask where to, and write the PDF there."""
        self._desk.settling.emit()
        t = self._desk.texts
        folder = (self._saved_to or self._desk.store.path).parent
        dialog = QFileDialog(self, t("Save protocol"), str(folder), t("PDF files (*.pdf)"))
        dialog.setObjectName("save-pdf")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(suggest_name(self._desk.state, self._paper()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.panel.show_open_ends()
        if self._stale:
            self._ask()

    def _connect(self) -> None:
        self._desk.changed.connect(self.refresh)
        self._desk.look_changed.connect(self._repaint)
        self._pause.timeout.connect(self._ask)
        self._patience.timeout.connect(self.panel.show_setting)
        self.preview.wanted.connect(self._typesetter.show)
        self.preview.zoomed.connect(self.zoomed)
        self._typesetter.ready.connect(self._show_set)
        self._typesetter.drawn.connect(self.preview.show_page)
        self._typesetter.failed.connect(self._show_failure)
        self._typesetter.saved.connect(self._show_saved)
        self._typesetter.not_saved.connect(self._show_not_saved)
        self._typesetter.written.connect(self._print_out)
        self._typesetter.not_written.connect(self._show_not_printed)
        self.panel.print.clicked.connect(self.print_protocol)
        self.panel.save.clicked.connect(self.save_pdf)
        self.panel.open_file.clicked.connect(self._open_saved)
        self.panel.open_folder.clicked.connect(self._open_saved_folder)
        self.destroyed.connect(self._typesetter.stop)

    def _paper(self) -> Texts:
        """The words of the paper; they follow the workshop, not the screen."""
        language = self._desk.state.workshop.language
        return self._desk.texts if language == self._desk.texts.language else Texts(language)

    def _ask(self) -> None:
        if not self.isVisible():
            return
        self._pause.stop()
        self._stale = False
        self._patience.start(_PATIENCE_MS)
        self._typesetter.ask(self._desk.state, self._paper())

    def _show_set(self, made: Set) -> None:
        self._patience.stop()
        self._last = made
        self.panel.show_set(len(made.sizes), made.printed, made.cards)
        self.preview.show_set(made)

    def _show_failure(self, error: WerkstattError) -> None:
        self._patience.stop()
        self.panel.show_failure(error)

    def _save_to(self, path: str) -> None:
        self.panel.save.setEnabled(False)
        self._desk.say(self._desk.texts("The protocol is being written …"))
        self._typesetter.save(self._desk.state, self._paper(), Path(path))

    def _show_saved(self, path: str) -> None:
        self._saved_to = Path(path)
        self.panel.save.setEnabled(True)
        self.panel.show_saved(self._saved_to)
        self._desk.say(self._desk.texts("Protocol saved: {name}", name=self._saved_to.name))

    def _show_not_saved(self, error: WerkstattError) -> None:
        self.panel.save.setEnabled(True)
        self.panel.show_not_saved(error)
        self._desk.say(self._desk.texts.sentence(error))

    def _print_out(self, content: bytes) -> None:
        from .print_out import paint_pages

        printer, self._printer = self._printer, None
        self.panel.print.setEnabled(True)
        if printer is None:
            return
        t = self._desk.texts
        try:
            done = paint_pages(content, printer, t, self)
        except WerkstattError as error:
            self._show_not_printed(error)
            return
        self._desk.say(t("The protocol was handed to the printer.") if done else t("Printing was stopped."))

    def _show_not_printed(self, error: WerkstattError) -> None:
        self._printer = None
        self.panel.print.setEnabled(True)
        self._desk.say(self._desk.texts.sentence(error))

    def _open_saved(self) -> None:
        if self._saved_to is not None:
            self._open(self._saved_to)

    def _open_saved_folder(self) -> None:
        if self._saved_to is not None:
            self._open(self._saved_to.parent)

    def _open(self, path: Path) -> None:
        if not is_there(path) or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.say(self._desk.texts("{name} cannot be opened from here.", name=path.name))

    def _repaint(self) -> None:
        self.preview.viewport().update()
