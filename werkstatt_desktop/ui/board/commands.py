"""The commands of the board, the same by key, menu and key bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from ...domain.layout import HEAD, THEME_GAP, theme_cells
from ...domain.records import Id
from ..desk import Desk
from .choice import Choice
from .deeds import Deeds
from .editing import Editing
from .look import qrect
from .marking import Marking
from .nudge import Nudge
from .picker import ThemePicker
from .scene import BoardScene, around
from .theming import Theming
from .traffic import Traffic
from .view import BoardView

if TYPE_CHECKING:
    from .links.linking import Linking
    from .photos.board_photos import BoardPhotos

_ZOOM_STEP = 1.25


class Commands:
    """Each first puts an end to what is half done: a field with typing, presses of Ctrl and an arrow.

    The page says what shows the cards `as_table`, and what `suggest` does.
    """

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        choice: Choice,
        deeds: Deeds,
        editing: Editing,
        nudge: Nudge,
        picker: ThemePicker,
    ) -> None:
        self._scene, self._view, self._choice = scene, view, choice
        self._deeds, self._editing, self._nudge, self._picker = deeds, editing, nudge, picker
        self.marking = Marking(desk, choice, self.settle)
        self.theming = Theming(desk, scene, view, choice, deeds, self.settle)
        self.traffic = Traffic(desk, scene, view, choice, self.settle)
        self.linking: Linking | None = None
        self.photos: BoardPhotos | None = None
        self.add_photo: Callable[[], object] = self.settle
        self.as_table: Callable[[], object] = self.settle
        self.suggest: Callable[[], object] = self.settle

    def settle(self) -> None:
        """Finish what is half done."""
        self._picker.close()
        self._nudge.settle()
        self._editing.settle()
        if self.photos is not None:
            self.photos.settle()

    def reword(self) -> None:
        """Type in the card or heading that has the keyboard, or that alone is chosen."""
        self.settle()
        ids = self._choice.ids
        id = self._choice.focus if self._choice.focus in ids or len(ids) != 1 else next(iter(ids))
        if id is not None:
            self._editing.open(id)

    def form_theme(self) -> None:
        """A theme of what is chosen; without any cards an empty one in the middle of the view.

        Several themes become one. Some cards of a theme become one beside it.
        """
        self.settle()
        if self.theming.merges:
            self.theming.merge()
        elif self._choice.cards:
            self._name(self._deeds.form_theme())
        else:
            self.form_theme_at(self._view.on_board(self._view.viewport().rect().center()))

    def form_theme_at(self, point: QPointF) -> None:
        """An empty theme around a point of the board."""
        self.settle()
        if self._scene.veiled:
            return
        _, width, _ = theme_cells([])
        self._name(self._deeds.form_theme((round(point.x() - width / 2), round(point.y() - HEAD))))

    def pick_theme(self) -> None:
        self.settle()
        self._picker.open()

    def pick_second_theme(self) -> None:
        """Ask for the theme in which the chosen cards hang as well."""
        self.settle()
        self._picker.open(second=True)

    def put_into(self, theme_id: Id) -> None:
        self.settle()
        self._deeds.drop_into(self._deeds.chosen_cards(), theme_id)

    def loosen(self) -> None:
        self.settle()
        self._deeds.loosen()

    def recategorise(self, category_id: Id) -> None:
        self.settle()
        self._deeds.recategorise(category_id)

    def hand_over(self, group_id: Id) -> None:
        self.settle()
        self._deeds.hand_over(group_id)

    def tidy(self) -> None:
        self.settle()
        if not self._scene.veiled:
            self._deeds.tidy()
            self._view.camera.show_all()

    def veil(self) -> None:
        """Show only how many cards there are, or reveal them."""
        self.settle()
        self._deeds.veil()

    def delete(self) -> None:
        self.settle()
        self._deeds.delete()

    def park(self) -> None:
        """Move the chosen cards to the parking lot."""
        self.settle()
        self._deeds.park()

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
        self.settle()
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

    def _name(self, theme_id: Id | None) -> None:
        """A new theme gets its heading at once."""
        theme = self._scene.themes.get(theme_id or "")
        if theme is not None:
            self._choice.only(theme.id)
            self._view.camera.show_area(qrect(theme.box).adjusted(0, -THEME_GAP, 0, 0))
            self._editing.open(theme.id, just_made=True)
