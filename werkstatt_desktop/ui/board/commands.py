"""The commands of the board, the same by key, menu and key bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from ...domain.layout import HEAD, THEME_GAP, theme_cells
from ...domain.records import Group, Id
from ...domain.twins import count_in_group
from ...domain.verbs import board
from ..desk import Desk
from .choice import Choice
from .deeds import Deeds
from .editing import Editing
from .look import qrect
from .marking import Marking
from .nudge import Nudge
from .picker import ThemePicker
from .scene import BoardScene
from .sight import Sight
from .theming import Theming
from .traffic import Traffic
from .view import BoardView

if TYPE_CHECKING:
    from .links.linking import Linking
    from .photos.board_photos import BoardPhotos


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
        self._desk, self._scene, self._view, self._choice = desk, scene, view, choice
        self._deeds, self._editing, self._nudge, self._picker = deeds, editing, nudge, picker
        self.marking = Marking(desk, choice, self.settle)
        self.sight = Sight(scene, view, choice, self.settle)
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
        if self.photos is not None and self._choice.photo is not None:
            self.photos.caption()
            return
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

    def tidy_by_dots(self) -> None:
        """Tidy up with what has most dots first."""
        self.settle()
        if not self._scene.veiled:
            self._deeds.tidy(by_dots=True)
            self._view.camera.show_all()

    def veil(self) -> None:
        """Show only how many cards there are, or reveal them; what is to be seen now is said."""
        self.settle()
        desk = self._desk
        group = desk.state.get(Group, desk.group_id)
        if group is None or not desk.do(board.hide_board, group.id, hidden=not group.hidden):
            return
        t, count = desk.texts, count_in_group(desk.state, group.id)
        if group.hidden:
            desk.say(t("The cards are revealed."))
        else:
            desk.say(t.n("{n} card, hidden. V reveals it.", "{n} cards, hidden. V reveals them.", count))

    def delete(self) -> None:
        self.settle()
        if self.photos is not None and self._choice.photo is not None:
            self.photos.delete()
        else:
            self._deeds.delete()

    def park(self) -> None:
        """Move the chosen cards to the parking lot."""
        self.settle()
        self._deeds.park()

    def _name(self, theme_id: Id | None) -> None:
        """A new theme gets its heading at once."""
        theme = self._scene.themes.get(theme_id or "")
        if theme is not None:
            self._choice.only(theme.id)
            self._view.camera.show_area(qrect(theme.box).adjusted(0, -THEME_GAP, 0, 0))
            self._editing.open(theme.id, just_made=True)
