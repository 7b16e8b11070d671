"""The sheet with the backups of a workshop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHeaderView, QSizePolicy, QVBoxLayout, QWidget

from ...domain.errors import WerkstattError
from ...domain.records import Id
from ...storage import backups
from ...storage.backups import Backup
from ...texts import Texts
from ..start.fields import SHEET, ChoiceField
from ..theme import Theme
from . import moments
from .parts import RowView, button, foot, label, take_room
from .work import Work, WorkLine, Works

_BACKUP = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Kept:
    """A workshop of which there may be backups: how it is called, and where its file lies or lay."""

    name: str
    path: Path
    doc_ids: tuple[Id, ...]


class BackupsSheet(QDialog):
    """Lists backups, the newest first, and makes workshops of them; `restored` carries file and backup.

    `workshops`: whose backups; of several one is chosen. `target` names the file that a backup becomes.
    `back_up` makes a backup now, in a thread, and gives how many steps are not in it; it raises
    `WerkstattError`. None where the workshop is not open.
    """

    restored = Signal(Path, Backup)

    def __init__(
        self,
        t: Texts,
        theme: Theme,
        works: Works,
        workshops: Sequence[Kept],
        keep: Path,
        target: Callable[[Kept, Backup], Path],
        back_up: Callable[[], int] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._t, self._works, self._keep = t, works, keep
        self._workshops, self._target, self._back_up = workshops, target, back_up
        self._work: Work | None = None
        self.setObjectName("backups-sheet")
        self.setWindowTitle(t("Backups"))
        self.setStyleSheet(SHEET)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.which = ChoiceField()
        self.rows = QStandardItemModel(0, 4, self)
        self.rows.setHorizontalHeaderLabels([t("Day"), t("Time of day"), t("Cards"), t("Steps")])
        self.view = RowView("backups", t("Backups"), theme)
        self.empty = label("", "plain", "no-backups")
        self.line = WorkLine(t, "backups-work")
        self.now = button(t("Back up now"), "back-up-now")
        self.close_button = button(t("Close"), "close-backups")
        self.open_button = button(t("Open as a new workshop"), "restore", "primary")
        self._arrange()
        self.which.currentIndexChanged.connect(self.refresh)
        self.view.activated.connect(self._restore)
        self.view.selectionModel().currentChanged.connect(self._offer)
        self.now.clicked.connect(self._make)
        self.close_button.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._restore)
        self.refresh()
        take_room(self, 620, 480 if self.rows.rowCount() else 240)
        self.view.setFocus()

    @property
    def _busy(self) -> bool:
        return self._work is not None and self._work.running

    def refresh(self) -> None:
        """Look again which backups there are."""
        self.line.fall_silent()
        self.rows.removeRows(0, self.rows.rowCount())
        for backup in self._found():
            self.rows.appendRow(self._row(backup))
        some = self.rows.rowCount() > 0
        self.view.setVisible(some)
        self.empty.setVisible(not some)
        if some:
            self.view.setCurrentIndex(self.rows.index(0, 0))
        self._offer()

    def reject(self) -> None:
        if not self._busy:  # it is a matter of moments, and half a workshop helps nobody
            super().reject()

    def _found(self) -> list[Backup]:
        """The backups of the workshop that is chosen."""
        doc_ids = self._chosen_workshop().doc_ids if self._workshops else ()
        found = (backup for doc_id in doc_ids for backup in backups.of(self._keep, doc_id))
        return sorted(found, key=lambda backup: backup.at, reverse=True)

    def _chosen_workshop(self) -> Kept:
        return self._workshops[max(self.which.currentIndex(), 0)]

    def _arrange(self) -> None:
        t, several = self._t, len(self._workshops) != 1
        self.which.setObjectName("which-workshop")
        self.which.setAccessibleName(t("Workshop"))
        self.which.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for workshop in self._workshops:
            self.which.addItem(workshop.name)
        self.which.setVisible(len(self._workshops) > 1)
        self.view.setModel(self.rows)
        header = self.view.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.rows.horizontalHeaderItem(column).setTextAlignment(_RIGHT)
        self.now.setVisible(self._back_up is not None)
        self.empty.setText(
            t("There is no backup on this device yet.")
            if several
            else t("There is no backup of this workshop on this device yet.")
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        heading = (
            t("Backups on this device")
            if several
            else t("Backups of {name}", name=t.quote(self._workshops[0].name))
        )
        about = t(
            "Backups are made when a workshop is opened, after every ten minutes of work, when it is closed,"
            " and before merging. They lie on this device, not beside the file."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(heading, "section", "backups-heading"))
        layout.addWidget(self.which)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(label(about, "muted", "about-backups"))
        layout.addWidget(self.line)
        layout.addLayout(foot([self.now], [self.close_button, self.open_button]))

    def _row(self, backup: Backup) -> list[QStandardItem]:
        t = self._t
        day, time = moments.day(backup.at, t), moments.clock(backup.at)
        words = (day, time, t.number(backup.cards), t.number(backup.entries))
        items = [QStandardItem(word) for word in words]
        for item in items[1:]:
            item.setTextAlignment(_RIGHT)
        items[0].setData(backup, _BACKUP)
        cards = t.n("{n} card", "{n} cards", backup.cards)
        steps = t.n("{n} step", "{n} steps", backup.entries)
        items[0].setData(f"{day}, {time}, {cards}, {steps}", Qt.ItemDataRole.AccessibleTextRole)
        return items

    def _chosen(self) -> Backup | None:
        index = self.view.currentIndex()
        found = index.siblingAtColumn(0).data(_BACKUP) if index.isValid() else None
        return found if isinstance(found, Backup) else None

    def _offer(self, *_index: QModelIndex) -> None:
        """Enter restores what is chosen, once there is something to choose."""
        self.open_button.setEnabled(self._chosen() is not None and not self._busy)
        self.now.setEnabled(not self._busy)
        self.view.setEnabled(not self._busy)
        self.which.setEnabled(not self._busy)

    def _restore(self, *_index: QModelIndex) -> None:
        backup = self._chosen()
        if backup is None:
            return
        target = self._target(self._chosen_workshop(), backup)

        def run(_stop: Event) -> tuple[Path, Backup]:
            backups.restore(backup.path, target)
            return target, backup

        self._do(run, self._t("The backup becomes a workshop …"), self._opened)

    def _make(self) -> None:
        back_up = self._back_up
        assert back_up is not None
        self._do(lambda _stop: back_up(), self._t("Backing up …"), self._made)

    def _do(self, run: Callable[[Event], object], words: str, then: Callable[[Any], None]) -> None:
        self._work = self._works.begin(run, then, self._failed)
        self.line.show_busy(words)
        self._offer()

    def _opened(self, made: tuple[Path, Backup]) -> None:
        self.line.fall_silent()
        self._offer()
        self.accept()
        self.restored.emit(*made)

    def _made(self, missing: int) -> None:
        t = self._t
        self.refresh()
        words = t("The backup was made and compared with the file.")
        if missing:
            late = t.n(
                "{n} step has not reached the file yet and is missing in it.",
                "{n} steps have not reached the file yet and are missing in it.",
                missing,
            )
            words = f"{words} {late}"
        self.line.show_result(words)

    def _failed(self, error: WerkstattError) -> None:
        self._offer()
        self.line.show_trouble(self._t.sentence(error))
