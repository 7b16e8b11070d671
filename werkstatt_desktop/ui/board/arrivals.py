"""What comes onto the board from other programs, pasted or dropped: tables, lists of cards, pictures."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QMimeData, QPointF
from PySide6.QtWidgets import QApplication, QWidget

from ...domain.errors import Refused
from ..card_drag import CARDS_MIME
from ..desk import Desk


class Arrivals:
    """Looks what something is and gives it to who knows what to do with it."""

    def __init__(self, desk: Desk, view: QWidget) -> None:
        self._desk, self._view = desk, view

    def accepts(self, data: QMimeData) -> bool:
        """Whether the board has a use for what is carried over it."""
        return bool(self._kind(data))

    def paste(self) -> bool:
        """Take what is in the clipboard; whether there was something."""
        # Of an empty clipboard there is none, whatever its type says.
        data = cast("QMimeData | None", QApplication.clipboard().mimeData())
        if data is not None and self.drop(data, None):
            return True
        self._desk.say(self._desk.texts("There is nothing in the clipboard that belongs on a board."))
        return False

    def drop(self, data: QMimeData, at: QPointF | None) -> bool:
        """Take what was dropped at a point of the board, or pasted; whether the board has a use for it."""
        kind = self._kind(data)
        if not kind:
            return False
        if self._desk.store.read_only:
            self._desk.say(self._desk.texts.sentence(Refused("read_only")))
        elif kind == "photo":
            from .photos.arriving import take

            take(self._desk, self._view, data, at)
        else:
            self._take(data)
        return True

    def _take(self, data: QMimeData) -> None:
        from ..tables.asking import table_file
        from .giving.mime import OURS_MIME, TSV_MIME
        from .taking_in.asking import take_file, take_text

        path = table_file(data)
        if path is not None:
            take_file(self._desk, path, self._view.window())
        else:
            own = data.hasFormat(OURS_MIME)
            text = bytes(data.data(TSV_MIME).data()).decode() if own else data.text()
            take_text(self._desk, text, self._view.window(), own=own)

    def _kind(self, data: QMimeData) -> str:
        """What it is; a spreadsheet carries a picture of its cells as well, and its text is meant."""
        if data.hasFormat(CARDS_MIME):
            return ""
        if data.hasUrls():
            from ..tables.asking import table_file

            if table_file(data) is not None:
                return "table"
        elif data.hasText() and data.text().strip():
            return "table"
        from .photos.arriving import photos_in

        return "photo" if photos_in(data) else ""
