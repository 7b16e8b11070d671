"""Drafts of the fields that hold what a record says, such as the facts of a workshop."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ..desk import Desk
from ..fields import LineField, ProseField

_BEGINNING = "field/"
"""Before the name of a field in the name of its draft."""
_Field = LineField | ProseField


class FieldDrafts(QObject):
    """Follows the field of a window that has the keyboard, and goes on typing where a crash broke it off."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._field: _Field | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._take_up)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow)

    def look_again(self) -> None:
        """Other fields have come into view."""
        if self._desk.drafts.names(_BEGINNING):
            self._again.start()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """A field that the keyboard has left has handed over; what was refused stays there, and is kept."""
        if now is None or not self._window.isAncestorOf(now):
            return
        if self._field is not None:
            self._field.textChanged.disconnect(self._note)
            self._note()
            self._field = None
        if isinstance(now, LineField | ProseField) and not now.keeps_own_draft:
            self._field = now
            now.textChanged.connect(self._note)
            now.destroyed.connect(self._forget)

    def _note(self) -> None:
        if self._field is not None:
            text = self._field.text() if self._field.changed else ""
            self._desk.drafts.put(_BEGINNING + self._field.objectName(), text)

    def _forget(self) -> None:
        self._field = None

    def _take_up(self) -> None:
        """Go on in the first field in view that has a draft; one that says nothing new is dropped."""
        drafts = self._desk.drafts
        for name in drafts.names(_BEGINNING):
            field = self._window.findChild(QWidget, name.removeprefix(_BEGINNING))
            if not isinstance(field, LineField | ProseField) or not field.isVisible() or field is self._field:
                continue
            text = drafts.text(name)
            if text == field.text():
                drafts.put(name, "")
                continue
            field.setFocus()
            field.type_again(text)
            return
