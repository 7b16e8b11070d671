"""What is done with workshop files from the windows: choosing, copying, renaming, templates."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ... import settings as kept
from ...domain.clean import clean
from ...domain.errors import FileProblem, Refused, WerkstattError
from ...domain.templates import SUFFIX as TEMPLATE_SUFFIX
from ...domain.templates import template_of, to_json
from ...storage import files
from ...storage.folders import file_name, free_copy
from ...storage.lock import Lock
from ...storage.outputs import replace
from ...texts import Texts
from ..desk import Desk

if TYPE_CHECKING:
    from .program import Open, Program


class Filing:
    """Asks with dialogs that do not hold up the program, and does what was asked for."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def ask_file(self) -> None:
        """Let the user choose a workshop, and open it."""
        t = self._program.texts
        windows = (found.window for found in self._program.open.values())
        parent = QApplication.activeWindow() or next(windows, self._program.start)
        dialog = QFileDialog(parent, t("Open workshop"), self._folder())
        dialog.setObjectName("open-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{t('Workshops')} (*{files.SUFFIX})")
        dialog.fileSelected.connect(lambda name: self._program.open_path(Path(name)))
        _open(dialog)

    def ask_copy(self, desk: Desk) -> None:
        """Let the user choose where a copy of the whole workshop goes."""
        desk.settling.emit()
        dialog = self._save_dialog(desk, desk.texts("Save a copy"), files.SUFFIX, desk.texts("Workshops"))
        dialog.setObjectName("copy-dialog")
        # Names that are taken are refused, so there is nothing to confirm.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(free_copy(desk.store.path, desk.texts("copy")).name)
        dialog.fileSelected.connect(lambda name: self._copy(desk, Path(name)))
        _open(dialog)

    def ask_template(self, desk: Desk) -> None:
        """Let the user choose where the template of a workshop goes."""
        desk.settling.emit()
        t = desk.texts
        dialog = self._save_dialog(desk, t("Save as a template"), TEMPLATE_SUFFIX, t("Werkstatt template"))
        dialog.setObjectName("template-dialog")
        name = Path(file_name("", desk.state.workshop.title)).with_suffix(TEMPLATE_SUFFIX)
        dialog.selectFile(str(name))
        dialog.fileSelected.connect(lambda name: self._save_template(desk, Path(name)))
        _open(dialog)

    def ask_name(self, desk: Desk) -> None:
        """Let the user give the file of a workshop another name."""
        found = self._found(desk)
        path, rename = desk.store.path, partial(self.rename, desk)
        sheet = RenameSheet(desk.texts, path, rename, found.window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def rename(self, desk: Desk, target: Path) -> None:
        """Give an open workshop's file another name. Raises `WerkstattError`, and then it has the old one."""
        found, old = self._found(desk), desk.store.path
        if desk.store.read_only:
            raise Refused("read_only")
        desk.settling.emit()
        if not desk.store.flush():
            raise Refused("not_safe")
        found.keeping.pause()
        desk.store.close()
        path = old
        try:
            files.rename(old, target)
            path = target
        finally:
            self._take_up(found, old, path)

    def _take_up(self, found: Open, old: Path, path: Path) -> None:
        """Go on with a workshop whose file was closed to be renamed."""
        program = self._program
        try:
            store = program.opened_store(path)
        except FileProblem as error:
            found.window.hand_on()
            program.show_trouble(path, error)
            return
        if path != old:
            if found.lock is not None:
                found.lock.release()
            found.lock = None
            with suppress(FileProblem):  # a mark is courtesy, and this file is ours
                found.lock = Lock.take(path)
            del program.open[os.path.realpath(old)]
            program.open[os.path.realpath(path)] = found
            left = kept.without_recent(program.settings, old)
            program.keep(kept.with_recent(left, path))
        found.desk.take_over(store)
        program.look_after(found)
        if path != old:
            found.desk.say(found.desk.texts("The file is called {name} now.", name=path.name))

    def open_copy(self, path: Path) -> None:
        """Copy a workshop that is open elsewhere, if possible beside itself, and open the copy."""
        program = self._program
        target = free_copy(path, program.texts("copy"))
        if not os.access(path.parent, os.W_OK):
            target = free_copy(Path(self._folder()) / path.name, program.texts("copy"))
        try:
            store = files.open_store(path, device=program.settings.device, read_only=True)
            try:
                files.save_copy(store, target)
            finally:
                store.close()
        except FileProblem as error:
            program.show_trouble(path, error)
            return
        program.open_path(target)

    def _copy(self, desk: Desk, target: Path) -> None:
        if target.suffix.casefold() != files.SUFFIX:
            target = target.with_name(target.name + files.SUFFIX)
        try:
            files.save_copy(desk.store, target)
        except WerkstattError as error:
            desk.say(desk.texts.sentence(error))
            return
        desk.say(desk.texts("Copy saved: {name}", name=target.name))

    def _save_template(self, desk: Desk, target: Path) -> None:
        try:
            replace(target, to_json(template_of(desk.state)))
        except WerkstattError as error:
            desk.say(desk.texts.sentence(error))
            return
        desk.say(desk.texts("Saved as a template: {name}", name=target.name))

    def _save_dialog(self, desk: Desk, title: str, suffix: str, kind: str) -> QFileDialog:
        dialog = QFileDialog(self._found(desk).window, title, str(desk.store.path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(f"{kind} (*{suffix})")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        return dialog

    def _found(self, desk: Desk) -> Open:
        return next(found for found in self._program.open.values() if found.desk is desk)

    def _folder(self) -> str:
        return self._program.settings.folder or str(Path.home())


def _open(dialog: QFileDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


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
