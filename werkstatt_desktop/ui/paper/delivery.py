"""Saving and printing: asks where to, has it made, and tells how it went."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ...domain.errors import WerkstattError
from ..desk import Desk
from .orders import Order, Parcel, Watch
from .outbox import Outbox


class Delivery(QObject):
    """Does one thing at a time. `saved` carries a path, `failed` an error.

    The next file is offered where the last one went, or beside the workshop.
    """

    saved = Signal(Path)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self.outbox = Outbox(self)
        self.last: Path | None = None

    def save(self, name: str, make: Parcel) -> None:
        """Ask where a file of this name shall go, and have it made and put there."""
        if self.outbox.busy:
            return
        folder = (self.last or self._desk.store.path).parent
        words = self._desk.texts("Save {name}", name=name)
        dialog = QFileDialog(self._window, words, str(folder), f"*{Path(name).suffix}")
        dialog.setObjectName("save-paper")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path), make))
        dialog.open()

    def save_to(self, path: Path, make: Parcel) -> None:
        """Make a file and put it there, over one that is there: the dialog has asked about that.

        Where a reader holds on to that one, it gets a name beside it. So do files that go along with it.
        """
        known = path.exists()

        def run(watch: Watch) -> Path | None:
            from ...printing import files

            made = make(watch)
            if watch.cancelled():
                return None
            for more, content in made.items():
                if more:
                    files.put_beside(path.with_stem(path.stem + more), content)
            return files.put_beside(path, made[""], overwrite=known)

        words = self._desk.texts("{name} is being written …", name=path.name)
        self.outbox.begin(words, run, self._note, self.failed.emit)

    def print_out(self, order: Order, title: str, pages: int, copies: int) -> None:
        """Ask for printer, pages and copies, and print. `pages` 0: not known yet."""
        if self.outbox.busy:
            return
        from .print_out import ask_printer, file_wanted, paint_pages, wish_of

        t = self._desk.texts
        printer = ask_printer(title, pages, self._window, copies=copies)
        if printer is None:
            return
        wish, file = wish_of(printer), file_wanted(printer)

        def run(watch: Watch) -> bytes | bool:
            content = order(watch).content
            if wish is not None:
                from . import queue

                return queue.hand_over(content, wish, watch.cancelled)
            if file is not None:
                from ...printing import files

                files.put(file, content, overwrite=True)
                return True
            return content

        def hand_over(made: bytes | bool) -> None:
            try:
                done = made if isinstance(made, bool) else paint_pages(made, printer, t, self._window)
            except WerkstattError as error:
                self.failed.emit(error)
                return
            said = t("{name} was handed to the printer.", name=title) if done else t("Printing was stopped.")
            self._desk.say(said)

        words = t("The pages are being made ready for the printer …")
        self.outbox.begin(words, run, hand_over, self.failed.emit)

    def _note(self, path: Path) -> None:
        self.last = path
        self.saved.emit(path)
