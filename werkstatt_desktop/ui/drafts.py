"""What stands in fields and is not in the workshop yet, kept for after a crash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from .desk import Desk

KEEP_MS = 600
"""From the first change of a field until it is kept; with the writing of it less than a second."""


class Drafts(QObject):
    """Texts by the names of the fields that they stand in.

    Fields `put` whatever they show, which costs nothing but a note; at most every `KEEP_MS` all of it goes
    to the recorder of the workshop. What an earlier session left is there from the beginning, until the
    field that it belongs to shows something else.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._texts = dict(desk.store.drafts())
        self._changed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)

    def __len__(self) -> int:
        return sum(bool(text.strip()) for text in self._texts.values())

    def text(self, name: str) -> str:
        return self._texts.get(name, "")

    def names(self, beginning: str) -> list[str]:
        """The fields whose names begin so, in the order in which they came."""
        return [name for name in self._texts if name.startswith(beginning)]

    def put(self, name: str, text: str) -> None:
        """A field shows this now: nothing, too, once its words have become part of the workshop."""
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if text == self.text(name):
            return
        if text:
            self._texts[name] = text
        else:
            del self._texts[name]
        # Not begun anew with each key, or one who types without a pause would have nothing kept.
        self._changed = True
        if not self._timer.isActive():
            self._timer.start()

    def begin_with(self, texts: Mapping[str, str]) -> None:
        """Go on with what another desk on the same workshop has had."""
        self._texts = dict(texts)

    def all(self) -> Mapping[str, str]:
        return dict(self._texts)

    def keep(self) -> None:
        """Have kept what stands there now, if it has changed."""
        if self._changed:
            self.keep_again()

    def keep_again(self) -> None:
        """Have kept what stands there now; for a workshop that goes on in another file."""
        self._changed = False
        self._timer.stop()
        self._desk.store.keep_drafts(self._texts)
