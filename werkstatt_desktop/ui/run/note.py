"""A moderator's own note to an item of the programme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ...domain.records import Id
from ..desk import Desk
from ..fields import ProseField
from ..rows.inplace import INDENT
from ..theme import font, icon


class NoteLine(QWidget):
    """The note with the sign that it is private; hidden until its row shows it."""

    def __init__(self, desk: Desk, id: Id, parent: QWidget) -> None:
        super().__init__(parent)
        t = desk.texts
        self._desk = desk
        self.setProperty("private", True)
        self.setObjectName(f"run-private-{id}")
        self.field = ProseField(f"run-note-{id}", t("Own note"), rows=1, most=12, edge=9)
        self.field.setProperty("kind", "inplace")
        self.field.setProperty("quiet", True)
        self.field.setFont(font(13))
        self.field.setPlaceholderText(t("For you alone: nobody else sees it"))
        self._lock = QLabel(self)
        self._lock.setObjectName(f"run-lock-{id}")
        self._lock.setContentsMargins(INDENT, 4, 0, 0)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 2)
        line.setSpacing(0)
        line.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.field, 1)
        self.hide()
        self.paint_icon()

    @property
    def wanted(self) -> bool:
        """Whether there is a note, or somebody writes one."""
        return bool(self.field.text()) or self.field.hasFocus()

    def paint_icon(self) -> None:
        self._lock.setPixmap(icon("lock", self._desk.theme.muted, 12).pixmap(12, 12))
