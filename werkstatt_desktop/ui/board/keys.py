"""The keys of the board. Bare letters are commands here; nothing can be typed on the wall itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

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
_ENTERED = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}


class Keys:
    """Turns keys into commands."""

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
        self._plain: dict[int, Callable[[], object]] = {
            Key.Key_G: commands.form_theme,
            Key.Key_M: commands.pick_theme,
            Key.Key_F2: commands.reword,
            Key.Key_R: commands.tidy,
            Key.Key_0: commands.show_all,
            Key.Key_Delete: commands.delete,
            Key.Key_Return: commands.select_members,
            Key.Key_Enter: commands.select_members,
        }

    def press(self, event: QKeyEvent) -> bool:
        if self._picker.press(event):
            return True
        key = event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == _CTRL and key in _ARROWS:
            self._nudge.press(_ARROWS[key])
            return True
        if key in {Key.Key_Control, Key.Key_Shift, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta}:
            return False
        self._nudge.settle()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self._commands.select_all()
        elif key in {Key.Key_Plus, Key.Key_Minus} and held in {_NONE, _SHIFT}:
            (self._commands.zoom_in if key == Key.Key_Plus else self._commands.zoom_out)()
        elif held == _NONE and key in _ARROWS:
            self._walker.go(_ARROWS[key])
        elif held == _NONE and key == Key.Key_Space:
            if not event.isAutoRepeat():
                self._pointer.hold()
        elif held == _NONE and key == Key.Key_Escape:
            return self._leave()
        elif held == _NONE and key in self._plain:
            self._plain[key]()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> bool:
        if event.key() != Key.Key_Space or event.isAutoRepeat():
            return False
        if self._pointer.let_go() and self._choice.focus is not None:
            self._choice.toggle(self._choice.focus)
        return True

    def tab(self, *, forward: bool) -> bool:
        self._commands.settle()
        return self._walker.go_on(1 if forward else -1)

    def enter(self, reason: Qt.FocusReason) -> None:
        """Coming by keyboard one is where one was before, or on the first item."""
        if reason in _ENTERED and self._choice.focus is None:
            self._walker.go_on(1)

    def leave(self) -> None:
        """The keyboard went elsewhere."""
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
