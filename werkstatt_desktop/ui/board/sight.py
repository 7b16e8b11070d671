"""What is seen of the board, and what on it is selected: commands that change nothing in the workshop."""

from __future__ import annotations

from collections.abc import Callable

from .choice import Choice
from .scene import BoardScene, around
from .view import BoardView

_ZOOM_STEP = 1.25


class Sight:
    """Zooms and selects."""

    def __init__(
        self, scene: BoardScene, view: BoardView, choice: Choice, settle: Callable[[], None]
    ) -> None:
        self._scene, self._view, self._choice, self._settle = scene, view, choice, settle

    def show_all(self) -> None:
        self._view.camera.show_all()

    def zoom_in(self) -> None:
        self._view.camera.zoom_to(self._view.camera.zoom * _ZOOM_STEP)

    def zoom_out(self) -> None:
        self._view.camera.zoom_to(self._view.camera.zoom / _ZOOM_STEP)

    def select_all(self) -> None:
        self._choice.select([*self._scene.cards, *self._scene.themes])

    def select_rest(self) -> None:
        """Select the cards that hang in no theme, and bring them into view."""
        self._settle()
        loose = self._scene.loose
        if loose:
            self._choice.select(loose)
            self._view.camera.show_area(around([self._scene.cards[id].box for id in loose]))
            self._view.setFocus()

    def select_members(self) -> None:
        """Select the cards of the theme that has the keyboard."""
        theme = self._scene.themes.get(self._choice.focus or "")
        if theme is not None:
            self._choice.select(theme.members, focus=theme.id)
