"""Which item of the board has the keyboard and which are selected."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Signal

from ...domain.records import Id
from .scene import BoardScene


class Choice(QObject):
    """Commands go to the selected items; while none is selected, to the one with the keyboard."""

    changed = Signal()

    def __init__(self, scene: BoardScene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self.focus: Id | None = None
        self.selected: frozenset[Id] = frozenset()

    @property
    def ids(self) -> frozenset[Id]:
        return self.selected or frozenset([self.focus] if self.focus is not None else [])

    @property
    def cards(self) -> list[Id]:
        return [id for id in self.ids if id in self._scene.cards]

    @property
    def themes(self) -> list[Id]:
        return [id for id in self.ids if id in self._scene.themes]

    @property
    def photo(self) -> Id | None:
        """The photo that has the keyboard, or alone is chosen."""
        return self.focus if self.focus in self._scene.photos and self.focus in self.ids else None

    def walk_to(self, id: Id | None) -> None:
        """Give the keyboard to an item; the selection stays."""
        self._become(id, self.selected)

    def only(self, id: Id | None) -> None:
        """Give the keyboard to an item and select nothing."""
        self._become(id, frozenset())

    def select(self, ids: Iterable[Id], *, focus: Id | None = None) -> None:
        self._become(focus if focus is not None else self.focus, frozenset(ids))

    def add(self, ids: Collection[Id]) -> None:
        self.select(self.selected | frozenset(ids))

    def toggle(self, id: Id) -> None:
        """Select an item, or no longer."""
        self._become(id, self.selected ^ {id})

    def click_to(self, id: Id) -> None:
        """Ctrl+click: the item that was clicked before belongs to the selection as well."""
        self._become(id, (self.ids | {id}) if id not in self.selected else self.selected - {id})

    def tidy(self) -> None:
        """Forget what is no longer on the board, and mark what is."""
        there = frozenset(id for id in self.selected if self._scene.thing(id) is not None)
        focus = self.focus if self._scene.thing(self.focus) is not None else None
        self._become(focus, there, again=there)

    def _become(self, focus: Id | None, selected: frozenset[Id], again: Iterable[Id] = ()) -> None:
        before = (self.focus, self.selected)
        self.focus, self.selected = focus, selected
        touched = {*(before[1] ^ selected), *again}
        touched.update(id for id in (before[0], focus) if id is not None)
        self._scene.marked = selected | ({focus} if focus is not None else frozenset())
        for id in touched:
            item = self._scene.thing(id)
            if item is not None:
                item.mark(selected=id in selected, focused=id == focus)
        if before != (focus, selected):
            self.changed.emit()
