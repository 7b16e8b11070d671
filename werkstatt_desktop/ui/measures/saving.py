"""Measures as a file: for a calendar, or as a table."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ...domain.errors import FileProblem, WerkstattError
from ...domain.naming import file_words
from ..desk import Desk
from ..safekeeping.work import Works

KINDS = ("ics", "csv")


class MeasureSaving(QObject):
    """Asks where the measures go and writes them in a thread; the desk says how it went."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._works = Works(self)

    def ask(self, kind: str) -> QFileDialog | None:
        """Ask for the name of a file of a kind; one of `KINDS`."""
        from ...exchange import measures

        desk, t = self._desk, self._desk.texts
        desk.settling.emit()
        if kind == "ics" and not measures.dated(desk.state):
            desk.say(t("No measure has a day yet, so there is nothing for a calendar."))
            return None
        title = t("Save measures for a calendar") if kind == "ics" else t("Save measures as a table")
        dialog = QFileDialog(self._window, title, str(desk.store.path.parent))
        dialog.setObjectName("ask-measures")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        words = t("Calendar") if kind == "ics" else t("Table")
        dialog.setNameFilter(f"{words} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        workshop = desk.state.workshop
        name = file_words(workshop.date[:10], workshop.title, t("Measures")) or t("Measures")
        dialog.selectFile(f"{name}.{kind}")
        dialog.fileSelected.connect(partial(self.save, kind))
        dialog.open()
        return dialog

    def save(self, kind: str, name: str) -> None:
        """Write them to a file, whose ending says the kind."""
        path, state, texts = Path(name), self._desk.state, self._desk.texts
        if path.suffix.casefold() != f".{kind}":
            path = path.with_name(f"{path.name}.{kind}")
            if path.exists():  # the dialog has asked for another name
                self._say_why_not(FileProblem("exists", exit_code=5, name=path.name))
                return

        def run(_stop: Event) -> str:
            from ...exchange import measures
            from ...storage import outputs

            now = datetime.now(UTC)
            content = measures.calendar(state, texts, now) if kind == "ics" else measures.table(state, texts)
            outputs.replace_bytes(path, content)
            return path.name

        self._works.begin(run, self._say_saved, self._say_why_not)

    def _say_saved(self, name: str) -> None:
        self._desk.say(self._desk.texts("Measures saved: {name}", name=name))

    def _say_why_not(self, error: WerkstattError) -> None:
        self._desk.say(self._desk.texts.sentence(error))
