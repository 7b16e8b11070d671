"""Chooses what a new workshop begins with."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ...domain.errors import FileProblem
from ...domain.templates import BUILT_IN, SUFFIX, Template, built_in, from_json
from ...storage.outputs import text_of
from ...texts import Texts
from ..template_names import TEMPLATE_NAMES
from .fields import ChoiceField


class TemplateBox(ChoiceField):
    """The built-in templates, those read from files, and the way to a file.

    `refused` carries a sentence about a file that is no template.
    """

    chosen = Signal()
    refused = Signal(str)

    def __init__(self, t: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self._templates = [built_in(name, t.questions()) for name in BUILT_IN]
        self._last = 0
        for name in BUILT_IN:
            self.addItem(t(TEMPLATE_NAMES[name]))
        self.insertSeparator(self.count())
        self.addItem(t("Template from a file …"))
        self.activated.connect(self._choose)

    def template(self) -> Template:
        """The chosen template."""
        return self._templates[self._last]

    def _choose(self, place: int) -> None:
        if place < len(self._templates):
            self._last = place
            self.chosen.emit()
            return
        self.setCurrentIndex(self._last)
        dialog = QFileDialog(self, self._t("Template from a file"))
        dialog.setObjectName("template-file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{self._t('Werkstatt template')} (*{SUFFIX})")
        dialog.fileSelected.connect(self._read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _read(self, name: str) -> None:
        try:
            template = from_json(text_of(Path(name)))
        except FileProblem as error:
            self.refused.emit(self._t.sentence(error))
            return
        self._last = len(self._templates)
        self.insertItem(self._last, template.name or Path(name).stem)
        self._templates.append(template)
        self.setCurrentIndex(self._last)
        self.chosen.emit()
