"""Links of the board: begun by key, made, chosen, changed and removed. Each deed is one edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QApplication

from ....domain.records import LINK_KINDS, Id, Link
from ....domain.verbs import links as verbs
from ...labels import announce

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
    from .bar import LinkBar
    from .curves import Curves
    from .layer import LitLinks

CLOSE = 5.0
"""So near a curve, in pixels of the view, a click means it."""
_KINDS = {Qt.Key.Key_1.value + n: kind for n, kind in enumerate(LINK_KINDS)}
_REMOVE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_HELD = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}


class Linking(QObject):
    """Links that were just made are `chosen`, as is one that is clicked: keys change and remove these.

    What paints and draws links is made when there is a link, or once the board can be used.
    """

    changed = Signal()
    """Other links are chosen, or all are shown or hidden."""

    def __init__(
        self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice, deeds: Deeds, bar: QWidget
    ) -> None:
        super().__init__(view)
        self._desk, self._scene, self._view = desk, scene, view
        self._choice, self._deeds, self._keys_bar = choice, deeds, bar
        self.chosen: frozenset[Id] = frozenset()
        self.aim: Aim | None = None
        self._painted: tuple[Curves, LitLinks] | None = None
        self._lit: frozenset[Id] = frozenset()
        self._bar: LinkBar | None = None
        self._offered = False
        scene.redrawn.connect(self._follow)
        choice.changed.connect(self._follow_choice)
        view.camera.moved.connect(self._lie_at_foot)
        desk.look_changed.connect(self._dress)

    @property
    def shown(self) -> bool:
        """Whether links are seen on the board."""
        return self._painted is None or self._painted[0].shown

    def offer_to(self, pointer: Pointer) -> None:
        """Let links be drawn and clicked with the mouse; asked again, nothing happens."""
        if self._offered:
            return
        self._offered = True
        from .drawing import LinkDrawing

        self._paint()
        pointer.offer(LinkDrawing(self._desk, self._scene, self._view, self._choice, self))

    def begin(self) -> None:
        """Aim a link from the chosen cards by keyboard."""
        t, sources = self._desk.texts, self._deeds.chosen_cards()
        if self._view.isHidden():
            self._desk.say(t("Links are drawn on the board; {key} shows it.", key="T"))
            return
        if not sources or self._scene.veiled:
            self._desk.say(t("Choose a card first; {key} then links it with another.", key="L"))
            return
        from .aim import Aim

        self.leave()
        self.aim = Aim(
            self._desk, self._scene, self._view, self._choice, sources, self.link_to, self._follow_aim
        )
        self._follow_aim()
        announce(self._view, self._made_bar().hint.text())

    def link_to(self, target: Id | None) -> None:
        """The aiming ends with a card, or with none."""
        aim, self.aim = self.aim, None
        if aim is None:
            return
        aim.close()
        self._show_bar()
        if target is not None:
            self.make(aim.sources, target)

    def begin_at(self, card_id: Id) -> None:
        self._choice.only(card_id)
        self._view.setFocus()
        self.begin()

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
        self._chosen_are(frozenset(id for id in link_ids if self._desk.state.get(Link, id) is not None))
        if self.chosen and not stay:
            self._view.setFocus()

    def let_go(self) -> None:
        """Choose no link."""
        if self.chosen:
            self._chosen_are(frozenset())

    def link_at(self, point: QPointF) -> Id | None:
        """The link whose curve goes by a point of the board, where no card lies."""
        if self._painted is None or self._scene.near(QRectF(point, point)):
            return None
        return self._painted[0].at(point, CLOSE / self._view.camera.zoom)

    def change_link(self, link_id: Id, kind: str) -> None:
        self.choose(frozenset([link_id]))
        self.change(kind)

    def remove_link(self, link_id: Id) -> None:
        self.choose(frozenset([link_id]))
        self.remove()

    def change(self, kind: str) -> None:
        """What is chosen means something else."""
        if self._desk.do(verbs.change_kind, self.chosen, kind) is not None:
            self._show_bar()
            announce(self._view, self._desk.texts.link(kind))

    def remove(self) -> None:
        """Remove the links that are chosen."""
        if self._desk.do(verbs.unlink, self.chosen) is not None:
            t = self._desk.texts
            self._desk.say(t("Removed. {keys} brings it back.", keys=t.keys("Ctrl+Z")))
            self.let_go()

    def toggle(self) -> None:
        """Show all links on the board, or none."""
        curves = self._paint()[0]
        curves.shown = not curves.shown
        self.leave()
        self._scene.stir_all()
        t = self._desk.texts
        self._desk.say(t("Links are shown.") if curves.shown else t("Links are hidden."))
        self.changed.emit()

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
        if QApplication.activePopupWidget() is not None:
            return
        self.link_to(None)
        self.let_go()

    def _paint(self) -> tuple[Curves, LitLinks]:
        if self._painted is None:
            from .curves import Curves
            from .layer import FaintLinks, LitLinks

            curves = Curves(self._desk, self._scene)
            lit = LitLinks(curves, self._desk, self._scene, self._scene.look)
            self._scene.layers.append(FaintLinks(curves, lit, self._scene, self._scene.look))
            self._scene.tops.append(lit)
            self._painted = curves, lit
        return self._painted

    def _follow(self) -> None:
        """The board was drawn anew."""
        if self._painted is None and self._desk.state.count(Link):
            self._paint()
        self._stir()
        if self.chosen:
            left = frozenset(id for id in self.chosen if self._desk.state.get(Link, id) is not None)
            if left != self.chosen:
                self._chosen_are(left)
        if self.aim is not None:
            self.aim.follow()

    def _follow_choice(self) -> None:
        if self.chosen and self.aim is None:
            self.let_go()
        self._stir()
        if self.aim is not None:
            self.aim.follow()

    def _follow_aim(self) -> None:
        if self.aim is not None:
            self.aim.follow()
            self._show_bar()

    def _chosen_are(self, ids: frozenset[Id]) -> None:
        self.chosen = ids
        self._paint()[1].chosen = ids
        self._stir(also=True)
        self._show_bar()
        self.changed.emit()

    def _stir(self, *, also: bool = False) -> None:
        """Have what is lit now or was lit before painted anew."""
        if self._painted is None:
            return
        lit = frozenset(thread.curve.id for thread in self._painted[1].lit())
        if lit != self._lit or also:
            self._painted[1].stir(self._lit | lit)
            self._lit = lit

    def _made_bar(self) -> LinkBar:
        if self._bar is None:
            from .bar import LinkBar

            self._bar = LinkBar(self._desk, self.change, self.remove, self._view.viewport())
        return self._bar

    def _show_bar(self) -> None:
        """The bar for what is aimed or chosen, in place of the keys."""
        t = self._desk.texts
        if self.aim is not None:
            words = t("Link with: arrows or words of the card, Enter links, Esc leaves")
            self._made_bar().ask(f"{words}   {self.aim.typed or '…'}")
        elif self.chosen:
            kinds = {link.kind for id in self.chosen if (link := self._desk.state.get(Link, id))}
            kind = t.link(kinds.pop()) if len(kinds) == 1 else "…"
            self._made_bar().offer(t("Link: {kind}", kind=kind))
        elif self._bar is not None:
            self._bar.hide()
        self._keys_bar.setVisible(self.aim is None and not self.chosen)

    def _lie_at_foot(self) -> None:
        if self._bar is not None:
            self._bar.lie_at_foot()

    def _dress(self) -> None:
        if self._bar is not None:
            self._bar.dress(self._desk)
