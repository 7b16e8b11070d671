"""L: the card to link with is chosen by walking to it or by typing some of its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ....domain import links
from ....domain.records import Id
from ...desk import Desk
from .. import walk
from ..choice import Choice
from ..scene import BoardScene
from ..view import BoardView
from .preview import Preview

Key = Qt.Key
_ARROWS: dict[int, walk.Direction] = {
    Key.Key_Left: walk.LEFT,
    Key.Key_Right: walk.RIGHT,
    Key.Key_Up: walk.UP,
    Key.Key_Down: walk.DOWN,
}
_ENTER = {Key.Key_Return, Key.Key_Enter}
_HELD = {Key.Key_Control, Key.Key_Shift, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta, Key.Key_CapsLock}


class Aim:
    """While it lasts the cards that the link begins at are selected, and the keyboard is at the target.

    `typed` is what the target must contain; all other cards are faint then. `done` is called with the
    target at the end, or with None; `changed` whenever what is aimed at is another.
    """

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        choice: Choice,
        sources: Sequence[Id],
        done: Callable[[Id | None], object],
        changed: Callable[[], object],
    ) -> None:
        self._desk, self._scene, self._view, self._choice = desk, scene, view, choice
        self.sources = tuple(sources)
        self._done, self._changed = done, changed
        self.typed = ""
        self._before = (choice.selected, choice.focus)
        self._lit = scene.lit
        self._preview = Preview(view, scene)
        choice.select(self.sources, focus=choice.focus if choice.focus in self.sources else self.sources[0])

    @property
    def target(self) -> Id | None:
        """The card that Enter would link with."""
        focus = self._choice.focus
        return focus if focus is not None and focus in self._scene.cards and self._may_be(focus) else None

    def press(self, event: QKeyEvent) -> bool:
        """Take a key; a command with Ctrl ends the aiming and is for others."""
        key = event.key()
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in _HELD:
            return True
        if held != Qt.KeyboardModifier.NoModifier and not event.text().isprintable():
            self._done(None)
            return False
        if key in _ARROWS:
            self._walk(_ARROWS[key])
        elif key in _ENTER:
            if self.target is None:
                self._desk.say(self._desk.texts("Walk to another card first, or type some of its words."))
            else:
                self._done(self.target)
        elif key == Key.Key_Escape:
            self._type("") if self.typed else self._done(None)
        elif key == Key.Key_Backspace:
            self._type(self.typed[:-1])
        elif event.text().isprintable() and event.text():
            self._type(self.typed + event.text())
        return True

    def go_on(self, by: int) -> None:
        """To the next card in reading order that it may be; after the last to the first."""
        row = [id for id in walk.in_order(self._scene) if self._may_be(id)]
        if row:
            here = row.index(self._choice.focus) if self._choice.focus in row else (-1 if by > 0 else 0)
            self._arrive(row[(here + by) % len(row)])

    def follow(self) -> None:
        """Show the link as it would be."""
        scene, target = self._scene, self.target
        starts = [scene.cards[id].box for id in self.sources if id in scene.cards]
        if not starts:
            self._done(None)
        elif target is None:
            self._preview.hide()
        else:
            kinds = {links.kind_between(self._desk.state, id, target) for id in self.sources}
            words = self._desk.texts.link(kinds.pop()) if len(kinds) == 1 else ""
            self._preview.point_to(starts, scene.cards[target].box, words)
            self._preview.show()

    def close(self) -> None:
        """Leave the board as it was before."""
        self._preview.close_now()
        self._scene.show_lit(self._lit)
        self._choice.select(self._before[0], focus=self._before[1])

    def _may_be(self, id: Id) -> bool:
        card = self._scene.cards.get(id)
        return card is not None and id not in self.sources and self.typed.casefold() in card.text.casefold()

    def _walk(self, direction: walk.Direction) -> None:
        here = self._choice.focus
        boxes = {id: card.box for id, card in self._scene.cards.items() if self._may_be(id)}
        if here is None or here not in self._scene.cards:
            self.go_on(1)
            return
        boxes[here] = self._scene.cards[here].box
        self._arrive(walk.beside(boxes, here, direction))

    def _type(self, typed: str) -> None:
        self.typed = typed
        hits = {id for id in self._scene.cards if self._may_be(id)}
        self._scene.show_lit(frozenset(hits | set(self.sources)) if typed else self._lit)
        if typed and self.target is None and hits:
            self.go_on(1)
        self._changed()

    def _arrive(self, id: Id | None) -> None:
        item = self._scene.cards.get(id or "")
        if item is not None:
            self._choice.walk_to(item.id)
            self._view.camera.show_area(item.sceneBoundingRect())
            self._changed()
