"""The keys of the board. Bare letters are commands here; nothing can be typed on the wall itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ..mark_keys import MARK_KEYS
from .choice import Choice
from .commands import Commands
from .nudge import Nudge
from .picker import ThemePicker
from .pointer import Pointer
from .walk import DOWN, LEFT, RIGHT, UP, Direction
from .walker import Walker

Key = Qt.Key
_ARROWS: dict[int, Direction] = {Key.Key_Left: LEFT, Key.Key_Right: RIGHT, Key.Key_Up: UP, Key.Key_Down: DOWN}
_NONE, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_HELD = {Key.Key_Control, Key.Key_Shift, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta}
_ENTERED = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class First(Protocol):
    """Hears of keys before the board does, and says of each whether it was meant."""

    def press(self, event: QKeyEvent) -> bool: ...
    def tab(self, *, forward: bool) -> bool: ...
    def leave(self) -> None: ...


class Keys:
    """Turns keys into commands.

    While a link is being drawn, `linking` hears of them first; `photos` while one is chosen.
    """

    def __init__(
        self,
        choice: Choice,
        commands: Commands,
        walker: Walker,
        nudge: Nudge,
        picker: ThemePicker,
        pointer: Pointer,
    ) -> None:
        self._choice, self._commands, self._walker = choice, commands, walker
        self._nudge, self._picker, self._pointer = nudge, picker, pointer
        self.linking: First | None = None
        self.photos: First | None = None
        self._bound: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {}
        marking, theming = commands.marking, commands.theming
        commanded: tuple[tuple[str, Callable[[], object]], ...] = (
            ("G", commands.form_theme),
            ("M", commands.pick_theme),
            ("D", commands.pick_second_theme),
            ("F2", commands.reword),
            ("R", commands.tidy),
            ("Shift+R", theming.tidy_around),
            ("K", theming.fold),
            ("V", commands.veil),
            ("0", commands.sight.show_all),
            ("Delete", commands.delete),
            ("P", commands.park),
            ("Ctrl+C", commands.traffic.copy),
            ("Ctrl+V", commands.traffic.paste),
            ("Return", commands.sight.select_members),
            ("Enter", commands.sight.select_members),
            *((keys, partial(marking.toggle, mark)) for mark, keys in MARK_KEYS.items()),
        )
        for keys, run in commanded:
            self.bind(keys, run)

    def bind(self, keys: str, run: Callable[[], object]) -> None:
        """Have a key of the board, such as "Shift+L", do something."""
        combination: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]
        self._bound[int(combination.key()), combination.keyboardModifiers()] = run

    def press(self, event: QKeyEvent) -> bool:
        before = (self.linking, self._picker, self.photos)
        if any(one.press(event) for one in before if one is not None):
            return True
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held in {_CTRL, _CTRL | _SHIFT} and key in _ARROWS:
            self._nudge.press(_ARROWS[key], far=bool(held & _SHIFT))
            return True
        if key in _HELD:
            self._pointer.hear_key(event.modifiers())
            return False
        self._nudge.settle()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._commands.sight.select_all()
        elif key in {Key.Key_Plus, Key.Key_Minus} and held in {_NONE, _SHIFT}:
            (self._commands.sight.zoom_in if key == Key.Key_Plus else self._commands.sight.zoom_out)()
        elif held == _NONE and key in _ARROWS:
            self._walker.go(_ARROWS[key])
        elif held == _NONE and key == Key.Key_Space:
            if not event.isAutoRepeat():
                self._pointer.hold()
        elif held == _NONE and key == Key.Key_Escape:
            return self._leave()
        elif (int(key), held) in self._bound:
            self._bound[int(key), held]()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        if event.key() in _HELD:
            self._pointer.hear_key(event.modifiers())
        if event.key() != Key.Key_Space or event.isAutoRepeat():
            return False
        if self._pointer.let_go() and self._choice.focus is not None:
            self._choice.toggle(self._choice.focus)
        return True

    def tab(self, *, forward: bool) -> bool:
        if self.linking is not None and self.linking.tab(forward=forward):
            return True
        self._commands.settle()
        return self._walker.go_on(1 if forward else -1)

    def enter(self, reason: Qt.FocusReason) -> None:
        """Coming by keyboard one is where one was before, or on the first item."""
        if reason in _ENTERED and self._choice.focus is None:
            self._walker.go_on(1)

    def leave(self) -> None:
        """The keyboard went elsewhere."""
        if self.linking is not None:
            self.linking.leave()
        if self.photos is not None:
            self.photos.leave()
        self._pointer.let_go()
        self._picker.close()
        self._nudge.settle()

    def _leave(self) -> bool:
        """Esc: what the mouse does is given up, else the selection; else the key is for the window."""
        if self._pointer.cancel():
            return True
        selected = bool(self._choice.selected)
        self._choice.only(self._choice.focus)
        return selected
