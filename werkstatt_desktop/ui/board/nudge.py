"""Ctrl and an arrow key: what is chosen moves a little, with Shift far; presses in a row are one edit."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QTimer

from ...domain.layout import arrange_theme, columns
from ...domain.records import Card, Cluster, Id
from ..desk import Desk
from .choice import Choice
from .deeds import Deeds
from .load import Load
from .scene import BoardScene
from .walk import Direction

STEP = 8.0
"""How far one press goes, in pixels at 100 %."""
FAR = 10
"""So many steps a press with Shift goes."""
PAUSE_MS = 700
"""Presses that follow each other more quickly are one edit."""


class _Run(Protocol):
    """Some presses in a row."""

    def step(self, direction: Direction) -> None: ...
    def end(self) -> None: ...


class _Shift:
    """Loose cards and themes move over the wall."""

    def __init__(self, scene: BoardScene, choice: Choice, deeds: Deeds) -> None:
        self._deeds = deeds
        loose = (id for id in choice.cards if scene.cards[id].theme_id is None)
        self._load = Load(scene, [*choice.themes, *loose])
        self._by = QPointF()

    def step(self, direction: Direction) -> None:
        self._by += QPointF(direction[0] * STEP, direction[1] * STEP)
        self._load.shift(self._by)

    def end(self) -> None:
        self._load.put_back()
        if not self._by.isNull():
            self._deeds.hang(*self._load.places(self._by))


class _Reorder:
    """Cards of one theme move in its order: a place to the side, or a row up and down."""

    def __init__(self, desk: Desk, scene: BoardScene, deeds: Deeds, theme_id: Id, moving: list[Id]) -> None:
        self._desk, self._scene, self._deeds, self._theme = desk, scene, deeds, theme_id
        self._moving = moving
        self._rest = [id for id in scene.themes[theme_id].members if id not in moving]
        row = scene.themes[theme_id].members
        self._place = len([id for id in row[: row.index(moving[0])] if id not in moving])

    def step(self, direction: Direction) -> None:
        by = direction[0] + direction[1] * columns(len(self._rest) + len(self._moving))
        self._place = min(max(self._place + by, 0), len(self._rest))
        self._preview()

    def end(self) -> None:
        self._scene.lay_back([self._theme])
        members = self._scene.themes[self._theme].members if self._theme in self._scene.themes else []
        ahead = [id for id in self._rest[self._place :] if id in members]
        self._deeds.drop_into(self._moving, self._theme, members.index(ahead[0]) if ahead else len(members))

    def _preview(self) -> None:
        state = self._desk.state
        cluster = state.get(Cluster, self._theme)
        row = [*self._rest[: self._place], *self._moving, *self._rest[self._place :]]
        cards = [card for id in row if (card := state.get(Card, id)) and id in self._scene.cards]
        if cluster is not None:
            for card, box in zip(cards, arrange_theme(cluster, cards, self._deeds.height)[1], strict=True):
                self._scene.cards[card.id].place(box.x, box.y)


class Nudge(QObject):
    """Shows presses at once and does them when they pause. `settle` does them now."""

    def __init__(self, desk: Desk, scene: BoardScene, choice: Choice, deeds: Deeds) -> None:
        super().__init__(scene)
        self._desk, self._scene, self._choice, self._deeds = desk, scene, choice, deeds
        self._run: _Run | None = None
        self._of: frozenset[Id] = frozenset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.settle)

    def press(self, direction: Direction, *, far: bool = False) -> None:
        if self._run is not None and self._of != self._choice.ids:
            self.settle()
        if self._run is None:
            self._of = self._choice.ids
            self._run = self._begin()
        if self._run is not None:
            steps = FAR if far else 1
            self._run.step((direction[0] * steps, direction[1] * steps))
            self._timer.start()

    def settle(self) -> None:
        self._timer.stop()
        run, self._run = self._run, None
        if run is not None:
            run.end()

    def _begin(self) -> _Run | None:
        choice, scene = self._choice, self._scene
        homes = {scene.cards[id].theme_id for id in choice.cards}
        if choice.themes or None in homes:
            return _Shift(scene, choice, self._deeds)
        if len(homes) != 1:
            return None
        theme = next(iter(homes))
        return _Reorder(self._desk, scene, self._deeds, theme, self._deeds.chosen_cards()) if theme else None
