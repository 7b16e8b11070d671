"""The commands for whole themes: merge, fold, colour, put in order, make room; and second cards."""

from __future__ import annotations

from collections.abc import Callable

from ...domain.records import Card, Cluster, Id
from ...domain.twins import family
from ...domain.verbs import themes
from ..desk import Desk
from .choice import Choice
from .deeds import Deeds
from .scene import BoardScene
from .view import BoardView


class Theming:
    """Each command is one edit, or none where nothing would change."""

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        choice: Choice,
        deeds: Deeds,
        settle: Callable[[], None],
    ) -> None:
        self._desk, self._scene, self._view = desk, scene, view
        self._choice, self._deeds, self._settle = choice, deeds, settle

    @property
    def merges(self) -> bool:
        """Whether several themes, or a theme and cards, are chosen to become one."""
        return len(self._choice.themes) + bool(self._choice.cards) > 1 and bool(self._choice.themes)

    def merge(self) -> None:
        """The chosen themes become the first of them, and take the chosen cards in."""
        self._settle()
        row = self._deeds.chosen_themes()
        cards = self._deeds.chosen_cards()
        if row and self._desk.do(themes.merge, row, cards, height_of=self._deeds.height):
            self._choice.only(row[0])

    def fold(self) -> None:
        """Fold the chosen themes, or those of the chosen cards; where all are folded, unfold them."""
        self._settle()
        chosen = self.of_choice()
        folded = not self.are_folded()
        if chosen and self._desk.do(themes.fold, chosen, folded=folded, height_of=self._deeds.height):
            self._choice.only(chosen[0])

    def are_folded(self) -> bool:
        """Whether all chosen themes are folded."""
        found = [self._desk.state.get(Cluster, id) for id in self.of_choice()]
        return bool(found) and all(theme is not None and theme.folded for theme in found)

    def tint(self, colour: str | None) -> None:
        self._settle()
        self._desk.do(themes.tint, self.of_choice(), colour)

    def has_tint(self, colour: str | None) -> bool:
        """Whether all chosen themes have this colour."""
        found = [self._desk.state.get(Cluster, id) for id in self.of_choice()]
        return bool(found) and all(theme is not None and theme.tint == colour for theme in found)

    def sort(self, by: str) -> None:
        """Put the cards of the chosen themes in order; with nothing chosen, the loose cards."""
        self._settle()
        if chosen := self.of_choice():
            self._desk.do(themes.order_cards, chosen, by)
        elif self._desk.group_id is not None:
            self._desk.do(themes.order_loose, self._desk.group_id, by, height_of=self._deeds.height)

    def number(self) -> None:
        """Number the themes as one reads them."""
        self._settle()
        if self._desk.group_id is not None and not self._scene.veiled:
            self._desk.do(themes.number, self._desk.group_id)

    def tidy_around(self) -> None:
        """Make room around the chosen themes, and put the chosen loose cards into rows."""
        self._settle()
        cards = [id for id in self._choice.cards if self._scene.cards[id].theme_id is None]
        if len(cards) < 2:
            cards = []
        if cards or self._choice.themes:
            self._desk.do(themes.tidy_around, self._choice.themes, cards, height_of=self._deeds.height)

    def second_cards(self, theme_id: Id) -> None:
        """Hang second cards of the chosen ones under another heading as well."""
        self._settle()
        self._deeds.second_cards(theme_id)

    def others(self) -> list[Card]:
        """The cards that say the same as the only chosen one."""
        ids = self._choice.cards
        card = self._desk.state.get(Card, ids[0]) if len(ids) == 1 else None
        return [other for other in family(self._desk.state, card) if other.id != card.id] if card else []

    def go_to(self, id: Id) -> None:
        """Bring a card into view and choose it; one in a folded theme, its heading."""
        self._settle()
        card = self._desk.state.get(Card, id)
        item = self._scene.item(id) or self._scene.item(card.cluster_id if card else None)
        if item is not None:
            self._choice.only(item.id)
            self._view.camera.show_area(item.sceneBoundingRect())
            self._view.setFocus()

    def of_choice(self) -> list[Id]:
        """The chosen themes in reading order, else those in which the chosen cards hang."""
        if self._choice.themes:
            return self._deeds.chosen_themes()
        homes = (self._scene.cards[id].theme_id for id in self._deeds.chosen_cards())
        return list(dict.fromkeys(id for id in homes if id is not None))
