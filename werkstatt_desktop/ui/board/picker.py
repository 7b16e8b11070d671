"""M and a number: the chosen cards go into the theme with that number, 0 takes them out of theirs.

D and a number: second cards of them hang in that theme as well.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from .deeds import Deeds
from .scene import BoardScene

WAIT_MS = 1200
"""How long a second digit is waited for."""
_DIGITS = {Qt.Key.Key_0.value + n: n for n in range(10)}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ThemePicker(QObject):
    """Shows the numbers on the themes while it waits. `asked` has the digits so far, None at the end.

    `second`: it is asked where second cards go.
    """

    asked = Signal(object)

    def __init__(self, scene: BoardScene, deeds: Deeds) -> None:
        super().__init__(scene)
        self._scene, self._deeds = scene, deeds
        self._digits: str | None = None
        self.second = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._take)

    def open(self, *, second: bool = False) -> None:
        if not self._deeds.chosen_cards() or not self._scene.themes:
            return
        self._digits, self.second = "", second
        for number, cluster in enumerate(self._deeds.themes(), 1):
            if cluster.id in self._scene.themes:
                self._scene.themes[cluster.id].show_number(number)
        self.asked.emit("")

    def press(self, event: QKeyEvent) -> bool:
        """Take a key while waiting; a key that is no answer ends the waiting."""
        if self._digits is None:
            return False
        key = event.key()
        if key in _DIGITS:
            self._digits += str(_DIGITS[key])
            more = int(self._digits) * 10 <= len(self._scene.themes) and int(self._digits) > 0
            self.asked.emit(self._digits)
            if more:
                self._timer.start()
            else:
                self._take()
        elif key in _ENTER:
            self._take()
        elif key == Qt.Key.Key_Backspace:
            self._digits = self._digits[:-1]
            self._timer.stop()
            self.asked.emit(self._digits)
        elif event.text():
            self.close()
        return True

    def close(self) -> None:
        """Wait no longer."""
        if self._digits is None:
            return
        self._timer.stop()
        self._digits = None
        for item in self._scene.themes.values():
            item.show_number(None)
        self.asked.emit(None)

    def _take(self) -> None:
        digits = self._digits
        self.close()
        if not digits:
            return
        number, themes = int(digits), self._deeds.themes()
        if number == 0 and not self.second:
            self._deeds.loosen()
        elif 0 < number <= len(themes):
            theme = themes[number - 1].id
            if self.second:
                self._deeds.second_cards(theme)
            else:
                self._deeds.drop_into(self._deeds.chosen_cards(), theme)
        else:
            self._deeds.say_no_theme(number)
