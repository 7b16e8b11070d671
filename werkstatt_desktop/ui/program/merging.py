"""Second versions of open workshops: who speaks of them in which window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ... import settings as kept
from ...storage import files
from ...storage.store import Store
from ...storage.versions import Version
from ..desk import Desk
from ..safekeeping.joining import Joining
from ..safekeeping.note import NoteBar
from ..safekeeping.work import Works
from .restoring import back_up_now

if TYPE_CHECKING:
    from .program import Program


class Merging:
    """Has second versions named in the window of their workshop, and asks for others with a dialog."""

    def __init__(self, program: Program, works: Works) -> None:
        self._program, self._works = program, works
        self._keep = kept.data_folder()

    def speak_of(self, store: Store, versions: Sequence[Version]) -> None:
        """Name the second versions that were found beside an open workshop."""
        for found in self._program.open.values():
            if found.desk.store is store:
                self._joining(found.desk).speak_of(versions)

    def ask(self, desk: Desk) -> None:
        """Let the user choose a file of the same workshop, and join it with this one."""
        t, joining = desk.texts, self._joining(desk)
        dialog = QFileDialog(joining.note.window(), t("Merge with"), str(desk.store.path.parent))
        dialog.setObjectName("merge-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{t('Workshops')} (*{files.SUFFIX})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: joining.join(Path(name)))
        dialog.open()

    def _joining(self, desk: Desk) -> Joining:
        """Who speaks of that in the window of a desk; made when it is first needed."""
        window = next(found.window for found in self._program.open.values() if found.desk is desk)
        known = window.findChild(Joining)
        if known is not None:
            return known
        note = NoteBar(desk)
        window.show_note(note)

        def back_up(store: Store) -> None:
            back_up_now(store, self._keep)

        return Joining(desk, note, self._works, self._keep, back_up, window)
