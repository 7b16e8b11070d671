"""Between the board and other programs: the clipboard, and what is dropped."""

from __future__ import annotations

from collections.abc import Callable

from ..desk import Desk
from .arrivals import Arrivals
from .choice import Choice
from .scene import BoardScene
from .view import BoardView


class Traffic:
    """Copies what is chosen, and takes in what others have copied."""

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        choice: Choice,
        settle: Callable[[], object],
    ) -> None:
        self._desk, self._scene, self._view = desk, scene, view
        self._choice, self._settle = choice, settle
        self.arrivals = Arrivals(desk, view)

    def copy(self) -> None:
        """Put what is chosen into the clipboard, or all of the board."""
        from .giving.mime import Copying

        self._settle()
        copying = self._view.findChild(Copying) or Copying(self._desk, self._scene, self._view)
        copying.copy(self._choice.ids)

    def paste(self) -> None:
        """Take what is in the clipboard: cards from lines or a table, a picture."""
        self._settle()
        self.arrivals.paste()
