"""Templates: the menu to take one, read one from a file and save this workshop as one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from ...domain import templates
from ...domain.errors import WerkstattError
from ...domain.naming import file_words
from ...domain.verbs import setup
from ...storage import outputs
from ...texts import Texts
from ..desk import Desk
from ..sections import button
from ..template_names import TEMPLATE_NAMES


class TemplateMenu(QObject):
    """The button "Template …" and what its menu does. Applying a template never deletes a card."""

    def __init__(self, desk: Desk) -> None:
        t = desk.texts
        self.button: QPushButton = button("templates", t("Template …"), t("Categories from a template"))
        super().__init__(self.button)
        self._desk = desk
        self.button.clicked.connect(self._open)

    def _open(self) -> None:
        t = self._desk.texts
        menu = QMenu(self.button)
        menu.setObjectName("template-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, title in TEMPLATE_NAMES.items():
            menu.addAction(t(title)).setObjectName(name)
        menu.addSeparator()
        menu.addAction(t("From a file …")).setObjectName("from-file")
        menu.addAction(t("Save as a template …")).setObjectName("to-file")
        menu.triggered.connect(self._run)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def _run(self, action: QAction) -> None:
        name = action.objectName()
        if name == "from-file":
            self._dialog("open-template", self._desk.texts("Open a template"), saves=False)
        elif name == "to-file":
            self._dialog("save-template", self._desk.texts("Save as a template"), saves=True)
        else:
            # Guiding questions are the paper's: they are in the workshop's language.
            questions = Texts(self._desk.state.workshop.language).questions()
            self._desk.do(setup.apply_template, templates.built_in(name, questions))

    def _dialog(self, name: str, title: str, *, saves: bool) -> None:
        t = self._desk.texts
        kind = f"{t('Werkstatt template')} (*{templates.SUFFIX})"
        dialog = QFileDialog(self.button, title, "", kind)
        dialog.setObjectName(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(templates.SUFFIX.lstrip("."))
        if saves:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            name = file_words(self._desk.state.workshop.title) or t("Template")
            dialog.selectFile(name + templates.SUFFIX)
            dialog.fileSelected.connect(self._save)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(self._apply_file)
        dialog.open()

    def _apply_file(self, path: str) -> None:
        try:
            template = templates.from_json(outputs.text_of(Path(path)))
        except WerkstattError as error:
            self._desk.say(self._desk.texts.sentence(error))
            return
        self._desk.do(setup.apply_template, template)

    def _save(self, path: str) -> None:
        t = self._desk.texts
        try:
            outputs.replace(Path(path), templates.to_json(templates.template_of(self._desk.state)))
        except WerkstattError as error:
            self._desk.say(t.sentence(error))
            return
        self._desk.say(t("Saved as a template: {name}", name=Path(path).name))
