"""Where workshops go: asked once, on the page and not before it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...storage.folders import synced_by
from ...texts import Texts
from ..buttons import Button


def offered_folder() -> Path:
    """The folder for workshops that is offered at the first start."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "Werkstatt"


def short(folder: Path) -> str:
    """A folder as people name it: without the way to their home."""
    try:
        inside = folder.relative_to(Path.home())
    except ValueError:
        return str(folder)
    return str(inside) if inside.parts else str(folder)


def sync_warning(folder: Path, t: Texts) -> str:
    """A sentence for a folder that a sync program writes in; empty for others."""
    who = synced_by(folder)
    if not who:
        return ""
    return t(
        "This folder seems to be synced by {program}. While a workshop is open, that can replace its"
        " file by an older one. A folder on this device only is safer; copies can go there afterwards.",
        program=who,
    )


class FolderPanel(QFrame):
    """Asks for the folder of the workshops; `taken` carries the one that was taken.

    `shown` tells that another one is offered.
    """

    taken = Signal(Path)
    shown = Signal()

    def __init__(self, t: Texts, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("folder-panel")
        self.setProperty("kind", "panel")
        self._t = t
        self.folder = folder
        heading = QLabel(t("Where shall workshops be kept?"))
        heading.setProperty("kind", "section")
        words = QLabel(
            t("Each workshop is one file in this folder. It can be copied and passed on like any other.")
        )
        words.setWordWrap(True)
        self.place = QLabel()
        self.place.setObjectName("offered-folder")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setProperty("kind", "strong")
        self.place.setWordWrap(True)
        self.warning = QLabel()
        self.warning.setObjectName("sync-warning")
        self.warning.setTextFormat(Qt.TextFormat.PlainText)
        self.warning.setWordWrap(True)
        self.take = Button(t("Use this folder"))
        self.take.setObjectName("take-folder")
        self.take.setProperty("kind", "primary")
        self.other = Button(t("Another folder …"))
        self.other.setObjectName("other-folder")
        self.take.clicked.connect(self._take)
        self.other.clicked.connect(self.ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        for label in (heading, words, self.place, self.warning):
            layout.addWidget(label)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(self.take)
        row.addWidget(self.other)
        row.addStretch(1)
        layout.addLayout(row)
        self.show_folder(folder)

    def show_folder(self, folder: Path) -> None:
        """Offer a folder, with what is to be said about it."""
        self.folder = folder
        self.place.setText(str(folder))
        warning = sync_warning(folder, self._t)
        self.warning.setText(f"▲ {warning}" if warning else "")
        self.warning.setVisible(bool(warning))

    def ask(self) -> None:
        """Let the user choose a folder; while the panel is hidden the choice is taken at once."""
        dialog = QFileDialog(self.window(), self._t("Folder for workshops"), str(self.folder.parent))
        dialog.setObjectName("folder-dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, name: str) -> None:
        if self.isHidden():
            self.taken.emit(Path(name))
            return
        self.show_folder(Path(name))
        self.shown.emit()

    def _take(self) -> None:
        self.taken.emit(self.folder)
