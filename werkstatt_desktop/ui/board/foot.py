"""What lies over the wall: the bar of commands, how many cards hang in no theme, words for an empty wall."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ..desk import Desk
from ..labels import announce
from ..theme import font
from .commands import Commands
from .keybar import KeyBar
from .picker import ThemePicker
from .rest import RestButton
from .scene import BoardScene
from .view import BoardView

_OFFERED = ("theme", "heading", "link", "tidy", "suggest", "all")
"""The commands in the bar, in this order; on a hidden board there is but one."""
_TOP, _BELOW_NUMBER = 40.0, 0.68
"""Where the words begin: from the top, and on a hidden board below the number in its middle."""


class Foot(QObject):
    """Follows the board: `follow` after each redrawing, `lie` when the wall has another size."""

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        commands: Commands,
        picker: ThemePicker,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._desk, self._scene, self._view = desk, scene, view
        self._commands, self._picker = commands, picker
        t = desk.texts
        rows = (
            ("theme", t("Theme"), "G", commands.form_theme),
            ("heading", t("Heading"), "F2", commands.reword),
            ("link", t("Link"), "L", self._begin_link),
            ("tidy", t("Tidy up"), "R", commands.tidy),
            ("suggest", t("Suggestions"), "A", self._suggest),
            ("all", t("Show all"), "0", commands.sight.show_all),
            ("reveal", t("Reveal"), "V", commands.veil),
        )
        # On the wall and not over it: what lies over a widget keeps it from scrolling by copying.
        self.bar = KeyBar(t, desk.theme, rows, view.viewport())
        self.rest = RestButton(desk, view.viewport())
        self.rest.clicked.connect(commands.sight.select_rest)
        self._words = QLabel(page)
        self._words.setObjectName("board-empty")
        self._words.setFont(font(16))
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        picker.asked.connect(self._ask)
        view.camera.moved.connect(self.lie)
        self.dress()

    def follow(self) -> None:
        """Say what there is on the board now."""
        scene = self._scene
        self.say_empty()
        self.rest.show_count(len(scene.loose) if scene.themes else 0)
        self.bar.offer(*(("reveal",) if scene.veiled else _OFFERED))
        self.lie()

    def say_empty(self) -> None:
        """Words in the place of cards, while the wall is seen."""
        t, scene = self._desk.texts, self._scene
        if scene.veiled:
            self._words.setText(t("The cards are hidden while the group writes. V reveals them."))
        elif self._desk.group_id is None:
            self._words.setText(t("There is no group yet. Groups are set up on Prepare."))
        else:
            self._words.setText(t("No cards yet. Write some on Collect, or double-click here for a theme."))
        self._words.setVisible(not scene.cards and not scene.themes and not self._view.isHidden())
        self._words.raise_()

    def lie(self) -> None:
        """Everything at its place on the wall."""
        self.bar.lie_at_foot(0 if self.rest.isHidden() else self.rest.width())
        self.rest.lie_at_foot()
        top = self._view.height() * _BELOW_NUMBER if self._scene.veiled else _TOP
        self._words.setGeometry(self._view.geometry().adjusted(40, round(top), -40, -40))

    def dress(self) -> None:
        self.bar.dress(self._desk.theme)
        self.rest.dress()
        self._words.setStyleSheet(f"color: {self._desk.theme.muted}")

    def _begin_link(self) -> None:
        if self._commands.linking is not None:
            self._commands.linking.begin()

    def _suggest(self) -> None:
        self._commands.suggest()

    def _ask(self, digits: str | None) -> None:
        """The number of a theme is waited for, or no longer."""
        t = self._desk.texts
        if self._picker.second:
            words = t("Number of the theme for a second card; Esc leaves")
        else:
            words = t("Number of the theme; 0 takes out of it, Esc leaves")
        self.bar.ask(f"{words}   {digits or '…'}" if digits is not None else "")
        if digits == "":
            announce(self._view, self.bar.hint.text())
