"""Links of the board: begun by key, made, chosen, changed and removed. Each deed is one edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QApplication

from ....domain.records import LINK_KINDS, Id, Link
from ....domain.verbs import links as verbs
from ...labels import announce
from .sight import LinkSight

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from ...desk import Desk
    from ..choice import Choice
    from ..deeds import Deeds
    from ..pointer import Pointer
    from ..scene import BoardScene
    from ..view import BoardView
    from .aim import Aim
    from .bar import LinkFoot

_KINDS = {Qt.Key.Key_1.value + n: kind for n, kind in enumerate(LINK_KINDS)}
_REMOVE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_HELD = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}


class Linking(QObject):
    """Links that were just made are `chosen`, as is one that is clicked: keys change and remove these.

    `aim` is there while a link waits for the card that it leads to.
    """

    def __init__(
        self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice, deeds: Deeds, bar: QWidget
    ) -> None:
        super().__init__(view)
        self._desk, self._scene, self._view = desk, scene, view
        self._choice, self._deeds, self._keys_bar = choice, deeds, bar
        self.chosen: frozenset[Id] = frozenset()
        self.aim: Aim | None = None
        self._sight = LinkSight(desk, scene)
        self._foot: LinkFoot | None = None
        self._offered = False
        scene.redrawn.connect(self._follow)
        scene.carried.connect(self._sight.follow)
        choice.changed.connect(self._follow_choice)

    def offer_to(self, pointer: Pointer) -> None:
        """Let links be drawn and clicked with the mouse; asked again, nothing happens."""
        if not self._offered:
            from .drawing import LinkDrawing

            self._offered = True
            pointer.offer(LinkDrawing(self._desk, self._scene, self._view, self._choice, self))

    def begin(self) -> None:
        """Aim a link from the chosen cards by keyboard."""
        t, sources = self._desk.texts, self._deeds.chosen_cards()
        if self._view.isHidden():
            self._desk.say(t("Links are drawn on the board; {key} shows it.", key="T"))
        elif not sources or self._scene.veiled:
            self._desk.say(t("Choose a card first; {key} then links it with another.", key="L"))
        else:
            from .aim import Aim

            self.leave()
            self.aim = Aim(
                self._desk, self._scene, self._view, self._choice, sources, self.link_to, self._follow_aim
            )
            self._follow_aim()
            announce(self._view, self._asking())

    def begin_at(self, card_id: Id) -> None:
        """Aim a link from a card."""
        self._choice.only(card_id)
        self._view.setFocus()
        self.begin()

    def link_to(self, target: Id | None) -> None:
        """The aiming ends with a card, or with none."""
        aim, self.aim = self.aim, None
        if aim is None:
            return
        aim.close()
        self._show_foot()
        if target is not None:
            self.make(aim.sources, target)

    def make(self, from_ids: Iterable[Id], to_id: Id, kind: str | None = None) -> None:
        """Link cards with another; the links are chosen then, so that a key changes their kind."""
        from . import words

        edit = self._desk.do(verbs.link, list(from_ids), to_id, kind)
        if edit is not None:
            made = edit.ids("links")
            self.choose(frozenset(made))
            t = self._desk.texts
            told = words.sentence(self._desk, made[0]) if len(made) == 1 else ""
            announce(self._view, told or t.n("{n} link made", "{n} links made", len(made)))

    def choose(self, link_ids: frozenset[Id], *, stay: bool = False) -> None:
        """Choose links; the bar at the foot offers what can be done with them.

        The keyboard comes to the board, unless it is to `stay` where it is.
        """
        self.chosen = frozenset(id for id in link_ids if self._desk.state.get(Link, id) is not None)
        self._sight.choose(self.chosen)
        self._show_foot()
        if self.chosen and not stay:
            self._view.setFocus()

    def let_go(self) -> None:
        """Choose no link."""
        if self.chosen:
            self.choose(frozenset())

    def link_at(self, point: QPointF) -> Id | None:
        """The link whose curve goes by a point of the board, where no card lies."""
        return self._sight.at(point, self._view.camera.zoom)

    def change(self, kind: str) -> None:
        """What is chosen means something else."""
        if self._desk.do(verbs.change_kind, self.chosen, kind) is not None:
            self._show_foot()
            announce(self._view, self._desk.texts.link(kind))

    def remove(self) -> None:
        """Remove the links that are chosen."""
        if self._desk.do(verbs.unlink, self.chosen) is not None:
            t = self._desk.texts
            self._desk.say(t("Removed. {keys} brings it back.", keys=t.keys("Ctrl+Z")))
            self.let_go()

    def toggle(self) -> None:
        """Show all links on the board, or none."""
        self.leave()
        t, shown = self._desk.texts, self._sight.toggle()
        self._desk.say(t("Links are shown.") if shown else t("Links are hidden."))

    def press(self, event: QKeyEvent) -> bool:
        """Take a key while a link is aimed or chosen; whether it was for that."""
        if self.aim is not None:
            return self.aim.press(event)
        if not self.chosen or event.key() in _HELD:
            return False
        key = event.key()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and key in _KINDS:
            self.change(_KINDS[key])
        elif plain and key in _REMOVE:
            self.remove()
        elif plain and key == Qt.Key.Key_Escape:
            self.let_go()
        else:
            self.let_go()
            return False
        return True

    def tab(self, *, forward: bool) -> bool:
        """Walk to the next card a link may lead to; whether one is aimed."""
        if self.aim is not None:
            self.aim.go_on(1 if forward else -1)
        return self.aim is not None

    def leave(self) -> None:
        """Aim and choose nothing; a menu that opens over the board takes the keyboard only for a while."""
        if QApplication.activePopupWidget() is None:
            self.link_to(None)
            self.let_go()

    def _follow(self) -> None:
        """The board was drawn anew."""
        self._sight.follow()
        if any(self._desk.state.get(Link, id) is None for id in self.chosen):
            self.choose(self.chosen, stay=True)
        if self.aim is not None:
            self.aim.follow()

    def _follow_choice(self) -> None:
        if self.aim is None:
            self.let_go()
        self._sight.follow()
        if self.aim is not None:
            self.aim.follow()

    def _follow_aim(self) -> None:
        if self.aim is not None:
            self.aim.follow()
            self._show_foot()

    def _asking(self) -> str:
        return self._desk.texts("Link with: arrows or words of the card, Enter links, Esc leaves")

    def _show_foot(self) -> None:
        """What is aimed or chosen, at the foot of the board in place of the keys."""
        if self._foot is None:
            if self.aim is None and not self.chosen:
                return
            from .bar import LinkFoot

            self._foot = LinkFoot(self._desk, self._view, self._keys_bar, self.change, self.remove)
        t = self._desk.texts
        if self.aim is not None:
            self._foot.ask(f"{self._asking()}   {self.aim.typed or '…'}")
        elif self.chosen:
            kinds = {link.kind for id in self.chosen if (link := self._desk.state.get(Link, id))}
            kind = t.link(kinds.pop()) if len(kinds) == 1 else "…"
            self._foot.offer(t("Link: {kind}", kind=kind))
        else:
            self._foot.clear()
