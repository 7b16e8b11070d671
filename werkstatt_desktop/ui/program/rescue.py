"""What helps when the file of an open workshop is out of reach: another place, its new place, a copy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ...domain.errors import FileProblem, WerkstattError
from ...storage import files
from ...storage.folders import free_copy
from ..desk import Desk
from .moving import change_over, steps_of, take_up

if TYPE_CHECKING:
    from .care import Open
    from .program import Program


class Rescue:
    """Asks with dialogs that do not hold up the program. What cannot be done is said by the desk."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def ask_elsewhere(self, desk: Desk) -> None:
        """Let the user choose a file for the whole workshop, and go on there."""
        desk.settling.emit()
        t = desk.texts
        folder = self._program.settings.folder or str(Path.home())
        dialog = self._dialog(desk, t("Go on in another place"), folder)
        dialog.setObjectName("elsewhere-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(files.SUFFIX.removeprefix("."))
        # Names that are taken are refused, so there is nothing to confirm.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(free_copy(Path(folder) / desk.store.path.name, t("copy")).name)
        dialog.fileSelected.connect(lambda name: self.go_elsewhere(desk, Path(name)))
        dialog.open()

    def go_elsewhere(self, desk: Desk, target: Path) -> None:
        """Write the whole workshop to a new file, and go on there."""
        try:
            files.save_at_any_price(desk.store, target)
            change_over(self._program, self._found(desk), target)
        except WerkstattError as error:
            desk.say(desk.texts.sentence(error))
            return
        desk.say(desk.texts("You go on in {name} now.", name=desk.texts.quote(target.name)))

    def ask_place(self, desk: Desk) -> None:
        """Let the user say where the file is now, and go on there."""
        dialog = self._dialog(desk, desk.texts("Where is the file now?"), str(desk.store.path.parent))
        dialog.setObjectName("place-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.go_on_with(desk, Path(name)))
        dialog.open()

    def go_on_with(self, desk: Desk, path: Path) -> None:
        """Go on with this file, which has to be the same workshop, and bring along what it lacks."""
        program, found, store = self._program, self._found(desk), desk.store
        desk.settling.emit()
        there = program.open.get(os.path.realpath(path))
        if there is not None and there is not found:
            program.open_path(path)
            return
        try:
            if not store.is_same(path):
                raise FileProblem("another_file", exit_code=2)
        except FileProblem as error:
            desk.say(desk.texts.sentence(error))
            return
        steps = steps_of(store)
        found.keeping.pause()
        store.keep_drafts({})
        # The file may be the one that is still open here, which nobody else must open meanwhile.
        store.close()
        if take_up(program, found, path, steps):
            desk.say(desk.texts("You go on in {name} now.", name=desk.texts.quote(path.name)))

    def keep_both(self, desk: Desk) -> None:
        """Leave the version that has taken the file's place alone, and go on in a copy beside it."""
        desk.settling.emit()
        self.go_elsewhere(desk, free_copy(desk.store.path, desk.texts("copy")))

    def _dialog(self, desk: Desk, title: str, folder: str) -> QFileDialog:
        dialog = QFileDialog(self._found(desk).window, title, folder)
        dialog.setNameFilter(f"{desk.texts('Workshops')} (*{files.SUFFIX})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _found(self, desk: Desk) -> Open:
        return next(found for found in self._program.open.values() if found.desk is desk)
