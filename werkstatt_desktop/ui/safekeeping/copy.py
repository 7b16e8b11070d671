"""The sheet that hands a workshop on: a whole copy, or one without history and names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from ...domain.errors import WerkstattError
from ...storage.files import SUFFIX
from ...texts import Texts
from ..ticks import Choice
from .parts import button, foot, label, take_room
from .work import Work, WorkLine, Works

WHOLE, BARE = "whole", "bare"


class CopySheet(QDialog):
    """Asks which kind of copy and where to; the copy is read back and compared before it counts as saved.

    `proposed` gives the name that is offered for a kind. `save` writes the copy of a kind, in a thread,
    and returns whether its medium can be pulled out then. `saved` carries the path.
    """

    saved = Signal(Path)

    def __init__(
        self,
        t: Texts,
        works: Works,
        proposed: Callable[[str], Path],
        save: Callable[[str, Path], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._t, self._works, self._proposed, self._save = t, works, proposed, save
        self._work: Work | None = None
        self.setObjectName("copy-sheet")
        self.setWindowTitle(t("Save a copy"))
        self.whole, self.bare = (
            Choice(t("The whole workshop")),
            Choice(t("Without history and names")),
        )
        self.whole.setObjectName(WHOLE)
        self.bare.setObjectName(BARE)
        self.line = WorkLine(t, "copy-work")
        self.close_button = button(t("Close"), "close-copy")
        self.save_button = button(t("Save as …"), "choose-place", "primary")
        self.save_button.setDefault(True)
        self._arrange()
        self.close_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._ask)

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return BARE if self.bare.isChecked() else WHOLE

    def reject(self) -> None:
        if not self._busy:  # the copy would come into being unseen
            super().reject()

    @property
    def _busy(self) -> bool:
        return self._work is not None and self._work.running

    def _arrange(self) -> None:
        t = self._t
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(4)
        about_whole = t("With its history and trash. It stays the same workshop: both can be merged later.")
        about_bare = t(
            "What is to be seen now, as a workshop of its own: no deleted cards, no first wordings, no steps,"
            " and empty fields for people. Names in other texts stay."
        )
        for row, (choice, about) in enumerate(((self.whole, about_whole), (self.bare, about_bare))):
            choice.setAccessibleDescription(about)
            choice.toggled.connect(self.line.fall_silent)
            note = label(about, "muted")
            note.setContentsMargins(24, 0, 0, 10)
            grid.addWidget(choice, 2 * row, 0)
            grid.addWidget(note, 2 * row + 1, 0)
        self.whole.setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(t("Save a copy"), "section"))
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addWidget(self.line)
        layout.addLayout(foot([], [self.close_button, self.save_button]))
        take_room(self, 520, 300)

    def _ask(self) -> None:
        t, kind = self._t, self.kind
        proposed = self._proposed(kind)
        dialog = QFileDialog(self, t("Save a copy"), str(proposed.parent))
        dialog.setObjectName("copy-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(f"{t('Workshops')} (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        # Names that are taken are refused, so there is nothing to confirm.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(proposed.name)
        dialog.fileSelected.connect(lambda name: self._begin(kind, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _begin(self, kind: str, path: Path) -> None:
        if path.suffix.casefold() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        save = self._save
        self._work = self._works.begin(lambda _stop: (path, save(kind, path)), self._ended, self._failed)
        self.line.show_busy(self._t("The copy is written, read back and compared …"))
        self._show_busy()

    def _ended(self, found: tuple[Path, bool]) -> None:
        path, can_be_pulled = found
        self._show_busy()
        words = self._t("Saved and compared: {name}", name=path.name)
        if can_be_pulled:
            words += "\n" + self._t("The stick can be pulled out.")
        self.line.show_result(words)
        self.close_button.setFocus()
        self.saved.emit(path)

    def _failed(self, error: WerkstattError) -> None:
        self._show_busy()
        self.line.show_trouble(self._t.sentence(error))
        self.save_button.setFocus()

    def _show_busy(self) -> None:
        for part in (self.save_button, self.close_button, self.whole, self.bare):
            part.setEnabled(not self._busy)
