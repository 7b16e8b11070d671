"""The sheet that gives a workshop's file another name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ...domain.clean import clean
from ...domain.errors import WerkstattError
from ...storage import files
from ...storage.folders import file_name
from ...texts import Texts


class RenameSheet(QDialog):
    """Asks for another file name; says in the sheet why one will not do."""

    def __init__(self, t: Texts, path: Path, rename: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._t, self._path, self._rename = t, path, rename
        self.setObjectName("rename-sheet")
        self.setWindowTitle(t("Rename file"))
        self.setMinimumWidth(460)
        self.name = QLineEdit(path.stem)
        self.name.setObjectName("new-name")
        self.name.setAccessibleName(t("File name"))
        self.name.selectAll()
        self.trouble = QLabel()
        self.trouble.setObjectName("rename-trouble")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.setProperty("kind", "unsafe")
        self.trouble.hide()
        take, cancel = QPushButton(t("Rename")), QPushButton(t("Cancel"))
        take.setObjectName("rename")
        take.setProperty("kind", "primary")
        take.setDefault(True)
        take.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(take)
        label = QLabel(t("File name"))
        label.setBuddy(self.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for part in (label, self.name, self.trouble):
            layout.addWidget(part)
        layout.addLayout(row)

    def _take(self) -> None:
        name = clean(self.name.text(), lines=False).removesuffix(files.SUFFIX)
        if name == self._path.stem:
            self.reject()
            return
        if not name:
            self._refuse(self._t("A name is needed."))
            return
        try:
            self._rename(self._path.with_name(file_name("", name)))
        except WerkstattError as error:
            self._refuse(self._t.sentence(error))
            return
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self.trouble.setText(f"▲ {sentence}")
        self.trouble.show()
        self.adjustSize()
