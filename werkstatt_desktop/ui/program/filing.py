"""What is done with workshop files from the windows: choosing, copying, renaming, templates."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from ...domain.errors import Refused, WerkstattError
from ...domain.templates import SUFFIX as TEMPLATE_SUFFIX
from ...domain.templates import template_of, to_json
from ...storage import files, handing
from ...storage.folders import file_name, free_copy
from ...storage.outputs import replace
from ...storage.places import Place, place_of
from ...storage.store import Store
from ..desk import Desk
from ..safekeeping.copy import BARE, WHOLE, CopySheet
from .moving import take_up
from .renaming import RenameSheet

if TYPE_CHECKING:
    from .care import Open
    from .program import Program


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
        """Let the user choose which kind of copy goes where."""
        desk.settling.emit()
        t = desk.texts
        words = {WHOLE: t("copy"), BARE: t("without names")}

        def proposed(kind: str) -> Path:
            return free_copy(desk.store.path, words[kind])

        def save(kind: str, target: Path) -> bool:
            return hand_on(desk.store, kind, target)

        works = self._program.safekeeping().works
        sheet = CopySheet(t, works, proposed, save, self._found(desk).window)
        sheet.saved.connect(lambda path: desk.say(t("Copy saved: {name}", name=path.name)))
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

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
        desk.store.keep_drafts({})
        desk.store.close()
        path = old
        try:
            files.rename(old, target)
            path = target
        finally:
            if take_up(self._program, found, path) and path != old:
                desk.say(desk.texts("The file is called {name} now.", name=path.name))

    def open_copy(self, path: Path) -> None:
        """Copy a workshop that is open elsewhere, if possible beside itself, and open the copy."""
        program = self._program
        target = free_copy(path, program.texts("copy"))
        if not os.access(path.parent, os.W_OK):
            target = free_copy(Path(self._folder()) / path.name, program.texts("copy"))
        device = program.settings.device

        def run(_stop: Event) -> None:
            store = files.open_store(path, device=device, read_only=True)
            try:
                files.save_copy(store, target)
            finally:
                store.close()

        def failed(error: WerkstattError) -> None:
            program.show_trouble(path, error)

        program.safekeeping().works.begin(run, lambda _: program.open_path(target), failed)

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


def hand_on(store: Store, kind: str, target: Path) -> bool:
    """Save a copy of a kind, in any thread. Whether its medium can be pulled out then."""
    if kind == BARE:
        handing.save_bare(store.state, target, store.gallery.at_hand)
    else:
        handing.save_checked(store, target)
    return can_be_pulled(place_of(target), place_of(store.path))


def can_be_pulled(copy: Place, workshop: Place) -> bool:
    """Whether a copy lies on a stick, and the workshop that is open does not."""
    return copy.kind == "removable" and copy.root != workshop.root


def _open(dialog: QFileDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
