"""Chooses the workshop of a series from which the next one goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QVBoxLayout, QWidget

from ...domain.beginnings import next_number
from ...domain.errors import FileProblem
from ...domain.records import Category, Group, Workshop
from ...storage.files import SUFFIX
from ...storage.reading import Contents, read
from ...storage.summaries import Summary
from ...texts import Texts
from .fields import ChoiceField
from .sections import name_of


class EarlierBox(QWidget):
    """The known workshops, the latest first, and the way to a file.

    `refused` carries a sentence about a file that cannot be read.
    """

    chosen = Signal()
    refused = Signal(str)

    def __init__(self, t: Texts, known: Sequence[Summary], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t = t
        whole = sorted((s for s in known if not s.problem), key=lambda s: (s.date, s.path), reverse=True)
        self._paths = [Path(s.path) for s in whole]
        self.contents: Contents | None = None
        self._last = -1
        self.box = ChoiceField()
        for summary in whole:
            parts = (name_of(summary), summary.place, t.short_date(summary.date), summary.series)
            self.box.addItem(" · ".join(part for part in parts if part))
        if whole:
            self.box.insertSeparator(self.box.count())
        self.box.addItem(t("Another file …"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(24)
        self.box.setCurrentIndex(-1)
        self.box.setPlaceholderText(t("Choose a workshop"))
        self.box.activated.connect(self._choose)
        self.taken = QLabel()
        self.taken.setObjectName("taken-over")
        self.taken.setTextFormat(Qt.TextFormat.PlainText)
        self.taken.setProperty("kind", "muted")
        self.taken.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self.taken)
        self.setFocusProxy(self.box)

    def choose_first(self) -> None:
        """Begin with the latest workshop, where there is one."""
        if self._paths:
            self.box.setCurrentIndex(0)
            self._choose(0)

    def facts(self) -> Workshop | None:
        """Title, series and number that a workshop after the chosen one would have."""
        if self.contents is None:
            return None
        before = self.contents.state.workshop
        return Workshop(
            title=before.title, series=before.series or before.title, number=next_number(before.number)
        )

    def _choose(self, place: int) -> None:
        if place < len(self._paths):
            self._read(self._paths[place], place)
            return
        self.box.setCurrentIndex(self._last)
        dialog = QFileDialog(self, self._t("Earlier workshop"))
        dialog.setObjectName("earlier-file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{self._t('Workshops')} (*{SUFFIX})")
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_file(self, name: str) -> None:
        if self._read(Path(name), len(self._paths)):
            self._paths.append(Path(name))
            self.box.insertItem(self._last, Path(name).stem)
            self.box.setCurrentIndex(self._last)

    def _read(self, path: Path, place: int) -> bool:
        try:
            contents = read(path)
        except FileProblem as error:
            self.box.setCurrentIndex(self._last)
            self.refused.emit(self._t.sentence(error))
            return False
        self._last, self.contents = place, contents
        t, state = self._t, contents.state
        groups = t.n("{n} group", "{n} groups", state.count(Group))
        categories = t.n("{n} category", "{n} categories", state.count(Category))
        self.taken.setText(
            t(
                "Taken over: {groups}, {categories} and their guiding questions.",
                groups=groups,
                categories=categories,
            )
        )
        self.chosen.emit()
        return True
