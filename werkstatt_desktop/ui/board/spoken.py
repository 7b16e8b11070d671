"""What a screen reader says of cards and themes: their names, and where and how they hang."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...domain import dots, links, twins
from ...domain.edits import Step
from ...domain.picture import marks_of
from ...domain.records import Card, Category, Cluster, Group, Id, Photo
from ..desk import Desk
from .links.words import line
from .scene import BoardScene

_LINKS = 3
"""So many links of a card are read out; of more, only their number."""


class Spoken:
    """Words come from the workshop as it is now; of a hidden group there are none but its name."""

    def __init__(self, desk: Desk, scene: BoardScene) -> None:
        self._desk, self._scene = desk, scene

    def name(self, id: Id) -> str:
        t, state = self._desk.texts, self._desk.state
        card, cluster = state.get(Card, id), state.get(Cluster, id)
        if card is not None:
            category = state.get(Category, card.category_id)
            return f"{t.category_one(category)}: {card.text}" if category else card.text
        if cluster is not None:
            return t("Theme: {heading}", heading=cluster.heading or t("without a heading"))
        photo = state.get(Photo, id)
        return t("Photo: {caption}", caption=photo.caption or t("without a caption")) if photo else ""

    def description(self, id: Id) -> str:
        """Where it hangs, what it is marked with, what it is linked to, and what hangs on it."""
        state = self._desk.state
        card, cluster = state.get(Card, id), state.get(Cluster, id)
        if card is not None:
            parts = [self._place(card), *self._desk.texts.marks(marks_of(card)), *self._linked(card)]
            parts += self._dots(card.group_id, lambda counts: counts.get(card.id, 0))
            parts += [
                *self._second(card),
                *self._photos(card),
                *([card.explanation] if card.explanation else []),
            ]
        elif cluster is not None:
            parts = [self._size(cluster), *self._desk.texts.marks(marks_of(cluster))]
            parts += self._dots(cluster.group_id, lambda counts: dots.of_theme(state, cluster, counts))
        else:
            parts = []
        return ". ".join(parts)

    def board(self) -> str:
        """What is to be said of the board as a whole."""
        group = self._desk.state.get(Group, self._desk.group_id)
        if group is None or not group.hidden:
            return ""
        return self._desk.texts("The cards of this group are hidden until they are revealed with V.")

    def step(self, step: Step, focus: Id | None) -> str:
        """A step that was done on this board: what it was, and how what has the keyboard hangs now."""
        if not step.edit.touches("cards", "clusters", "links", "groups", "photos"):
            return ""
        done = self._desk.texts.verb(step.edit.verb)
        touched = {*step.edit.ids("cards"), *step.edit.ids("clusters")}
        if focus is None or focus not in touched or self._scene.item(focus) is None:
            return done
        return f"{done}: {self.description(focus)}"

    def _place(self, card: Card) -> str:
        t = self._desk.texts
        theme = self._scene.themes.get(card.cluster_id or "")
        if theme is None or card.id not in theme.members:
            return t("In no theme")
        return t(
            "In the theme {heading}, card {place} of {count}",
            heading=theme.heading or t("without a heading"),
            place=theme.members.index(card.id) + 1,
            count=len(theme.members),
        )

    def _size(self, cluster: Cluster) -> str:
        t, theme = self._desk.texts, self._scene.themes.get(cluster.id)
        cards, second = theme.counts if theme is not None else (0, 0)
        count = t.n("{n} card", "{n} cards", cards)
        if second:
            more = t.n("{n} second card", "{n} second cards", second)
            count = t("{cards} and {more}", cards=count, more=more)
        return t("{count}, folded", count=count) if cluster.folded else count

    def _dots(self, group_id: Id, count: Callable[[Mapping[Id, int]], int]) -> list[str]:
        """How many dots it has, where it has some."""
        found = count(dots.on_boards(self._desk.state, group_id))
        return [self._desk.texts.n("{n} point", "{n} points", found)] if found else []

    def _linked(self, card: Card) -> list[str]:
        t, said = self._desk.texts, links.of_card(self._desk.state, card.id)
        if len(said) > _LINKS:
            return [t.n("{n} link", "{n} links", len(said))]
        return [line(self._desk, one, group_id=card.group_id) for one in said]

    def _second(self, card: Card) -> list[str]:
        """Under which other headings the card hangs as well."""
        t, state = self._desk.texts, self._desk.state
        others = [other for other in twins.family(state, card) if other.id != card.id]
        themes = [theme for other in others if (theme := state.get(Cluster, other.cluster_id)) is not None]
        headings = ", ".join(theme.heading or t("without a heading") for theme in themes)
        return [t("Also under {headings}", headings=headings)] if headings else []

    def _photos(self, card: Card) -> list[str]:
        t, photos = self._desk.texts, self._desk.state.kids(Photo, "card_id", card.id)
        return [t("Photo: {caption}", caption=p.caption or t("without a caption")) for p in photos]
