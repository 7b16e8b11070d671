"""What the board does to the workshop: each deed is one edit, or none where nothing would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain import layout, order
from ...domain.edits import Edit
from ...domain.records import Card, Cluster, Id
from ...domain.vacancy import free_places
from ...domain.verbs import board, cards, parking, themes, twins
from ..desk import Desk
from . import walk
from .choice import Choice
from .scene import BoardScene

Place = tuple[float, float]


class Deeds:
    """Turns what is chosen or carried into verbs."""

    def __init__(self, desk: Desk, scene: BoardScene, choice: Choice) -> None:
        self._desk, self._scene, self._choice = desk, scene, choice

    def hang(self, card_places: Mapping[Id, Place], theme_places: Mapping[Id, Place]) -> None:
        """Cards hang loose and themes with their cards at new corners."""
        if not theme_places:
            self._desk.do(board.move_cards, card_places)
        elif not card_places:
            self._desk.do(board.move_clusters, theme_places)
        else:
            self._desk.do(board.move_all, card_places, theme_places)

    def drop_into(self, card_ids: Sequence[Id], theme_id: Id, place: int | None = None) -> Edit | None:
        """Cards go into a theme, at a place in its order or at the end; of a folded one at the end."""
        theme = self._desk.state.get(Cluster, theme_id)
        members = [card.id for card in order.cards_of_cluster(self._desk.state, theme_id)]
        place = len(members) if place is None or (theme is not None and theme.folded) else place
        moving = set(card_ids)
        row = [id for id in members[:place] if id not in moving]
        row += [*card_ids, *(id for id in members[place:] if id not in moving)]
        if row == members:
            return None
        return self._desk.do(board.put_into_cluster, card_ids, theme_id, place, height_of=self.height)

    def second_cards(self, theme_id: Id) -> Edit | None:
        """The chosen cards hang in another theme as well."""
        return self._desk.do(twins.second_cards, self.chosen_cards(), theme_id, height_of=self.height)

    def form_theme(self, at: Place | None = None) -> Id | None:
        """A theme of the chosen cards, or an empty one at a corner; gives its id.

        Where they are some of the cards of one theme, that is split.
        """
        if self._desk.group_id is None:
            return None
        chosen = self.chosen_cards() if at is None else []
        homes = {self._scene.cards[id].theme_id for id in chosen}
        home = homes.pop() if len(homes) == 1 else None
        if home is not None and len(chosen) < len(self._scene.themes[home].members):
            edit = self._desk.do(themes.split, home, chosen, height_of=self.height)
        else:
            edit = self._desk.do(
                board.form_cluster, self._desk.group_id, chosen, "", at, height_of=self.height
            )
        return edit.ids("clusters")[0] if edit else None

    def merge(self, theme_id: Id, other_id: Id) -> None:
        """A theme takes in another with its cards; the heading of the first stays."""
        self._desk.do(themes.merge, [theme_id, other_id], height_of=self.height)

    def name_theme(self, theme_id: Id, heading: str) -> bool:
        return self._desk.do(board.name_cluster, theme_id, heading) is not None

    def reword(self, card_id: Id, text: str) -> bool:
        return self._desk.do(cards.reword_card, card_id, text, height_of=self.height) is not None

    def loosen(self) -> None:
        """The chosen cards leave their themes for free places on the wall."""
        chosen = [id for id in self.chosen_cards() if self._scene.cards[id].theme_id is not None]
        if chosen and self._desk.group_id is not None:
            places = free_places(
                self._desk.state, self._desk.group_id, [self._scene.cards[id].height for id in chosen]
            )
            self._desk.do(board.move_cards, dict(zip(chosen, places, strict=True)))

    def delete(self) -> None:
        """Delete the chosen cards and dissolve the chosen themes; the keyboard goes to what is next."""
        ids, themes = self._choice.cards, self._choice.themes
        if not ids and not themes:
            return
        after = _next_after(self._scene, set(ids) | set(themes))
        if not themes:
            done = self._desk.do(cards.delete_cards, ids)
        elif not ids and len(themes) == 1:
            done = self._desk.do(board.dissolve_cluster, themes[0], height_of=self.height)
        else:
            done = self._desk.do(board.take_down, ids, themes, height_of=self.height)
        if done:
            self._choice.only(after)

    def park(self) -> None:
        """The chosen cards go to the parking lot; the keyboard goes to what is next."""
        ids = self.chosen_cards()
        after = _next_after(self._scene, set(ids))
        if ids and self._desk.do(parking.park_cards, ids):
            self._choice.only(after)

    def tidy(self, *, by_dots: bool = False) -> None:
        if self._desk.group_id is not None:
            self._desk.do(board.tidy_up, self._desk.group_id, self.height, by_dots=by_dots)

    def recategorise(self, category_id: Id) -> None:
        self._desk.do(cards.recategorise_cards, self._choice.cards, category_id)

    def hand_over(self, group_id: Id) -> None:
        self._desk.do(cards.hand_over_cards, self.chosen_cards(), group_id)

    def receive(self, card_ids: Sequence[Id], theme_id: Id | None, at: Place) -> None:
        """Cards of another group come to the one in view: into a theme, or onto the wall at a corner."""
        if self._desk.group_id is not None:
            self._desk.do(
                cards.hand_over_cards,
                card_ids,
                self._desk.group_id,
                cluster_id=theme_id,
                at=None if theme_id else at,
                height_of=self.height,
            )

    def chosen_cards(self) -> list[Id]:
        """The chosen cards in reading order."""
        chosen = set(self._choice.cards)
        return [id for id in walk.in_order(self._scene) if id in chosen] if len(chosen) > 1 else list(chosen)

    def chosen_themes(self) -> list[Id]:
        """The chosen themes in reading order."""
        chosen = set(self._choice.themes)
        return [id for id in walk.in_order(self._scene) if id in chosen]

    def say_no_theme(self, number: int) -> None:
        self._desk.say(self._desk.texts("There is no theme {number} here.", number=number))

    def themes(self) -> list[Cluster]:
        """The themes of the board; their places in this list are their numbers."""
        group = self._desk.group_id
        return order.clusters(self._desk.state, group) if group is not None else []

    def boxes(self, theme_id: Id) -> list[layout.Rect]:
        """Where the cards of a theme belong."""
        cluster = self._desk.state.get(Cluster, theme_id)
        if cluster is None:
            return []
        members = order.cards_of_cluster(self._desk.state, theme_id)
        return layout.arrange_theme(cluster, members, self.height)[1]

    def height(self, card: Card) -> float:
        """How high a card is on the board with the text that it has."""
        item = self._scene.cards.get(card.id)
        same = item is not None and item.text == card.text
        return item.height if item and same else self._scene.look.lettering.height(card)


def _next_after(scene: BoardScene, gone: set[Id]) -> Id | None:
    """What comes next in reading order once something is gone."""
    row = walk.in_order(scene)
    here = next((n for n, id in enumerate(row) if id in gone), 0)
    left = [id for id in row[here:] if id not in gone] or [id for id in row[:here] if id not in gone][-1:]
    return left[0] if left else None
