"""The panel of suggestions: found on request, shown as a preview, accepted one by one or turned down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ....domain.edits import Step
from ....domain.errors import WerkstattError
from ....domain.records import Card, Group, Id
from ...buttons import Button
from ...desk import Desk
from ...labels import announce
from ...safekeeping.work import Work
from ..choice import Choice
from ..deeds import Deeds
from ..look import qrect
from ..scene import BoardScene
from ..view import BoardView
from .accepting import accept, decline
from .listing import EntryList
from .reading import by_meaning, holding, most, search

if TYPE_CHECKING:
    from ....suggest.offers import Offer

_SIDE = 16
_AT_ONCE = 12
"""So many suggestions are shown, and so many more each time they are asked for."""


class SuggestionsPanel(QWidget):
    """Looks for suggestions when it is opened and when asked again; nothing is ever done by itself.

    What was moved or named meanwhile drops out, and comes back when that is undone.
    """

    def __init__(self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice, deeds: Deeds) -> None:
        super().__init__()
        self.setObjectName("suggestions-panel")
        self._desk, self._scene, self._view = desk, scene, view
        self._choice, self._deeds = choice, deeds
        self._work: Work | None = None
        self._found: list[Offer] = []
        self._group: Id | None = None
        self._searched = False
        self._most = _AT_ONCE
        self._wanted: frozenset[Id] = frozenset()
        t = desk.texts
        self.basis = _label("suggestions-basis", "muted")
        self.said = _label("suggestions-said", "")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(t("The cards are being compared."))
        self.cancel = _button("suggestions-cancel", t("Cancel"))
        self.again = _button("suggestions-again", t("Look again"))
        self.list = EntryList(desk)
        self._arrange()
        self.cancel.clicked.connect(self._cancel)
        self.list.accepted.connect(self._accept)
        self.list.declined.connect(self._decline)
        self.list.sought.connect(self._seek)
        self.list.more.clicked.connect(self._show_more)
        self.again.clicked.connect(self.look)
        choice.changed.connect(self._follow_choice)
        desk.changed.connect(self.refresh)
        desk.group_changed.connect(self._change_group)
        desk.look_changed.connect(self._dress)
        self.setFocusProxy(self.again)

    @property
    def working(self) -> bool:
        return self._work is not None

    def look(self) -> None:
        """Look for suggestions for the board in view, off the window's thread."""
        self._stop()
        self._found, self._searched, self._most = [], False, _AT_ONCE
        self._group = self._desk.group_id
        if self._group is not None and not self._is_hidden() and self._has_cards():
            self._work = Work(search(self._desk.state, self._group), self)
            self._work.done.connect(self._take)
            self._work.failed.connect(self._fail)
            self._work.start()
        self._draw()

    def refresh(self, step: Step | None) -> None:
        """Leave out what no longer holds; a hidden panel does so when it is shown."""
        if not self.isVisible():
            if self._found and self._is_hidden():
                # What is closed must not hold texts of cards that are hidden now.
                self._found, self._searched = [], False
                self._draw()
            return
        if not self._searched and not self.working:
            # There was nothing to look at, or it was hidden.
            self.look()
        elif step is None or step.edit.touches("cards", "clusters", "declined", "groups"):
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wanted = frozenset(self._choice.cards)
        if self._group != self._desk.group_id or not self._searched:
            self.look()
        else:
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()

    def _change_group(self, _group_id: str) -> None:
        if self.isVisible():
            self.look()

    def _follow_choice(self) -> None:
        """Suggestions for what is chosen come first; nothing moves while the keyboard is among them."""
        focus = QApplication.focusWidget()
        if self.isVisible() and not (focus is not None and self.isAncestorOf(focus)):
            self._wanted = frozenset(self._choice.cards)
            self._draw()
            self.list.verticalScrollBar().setValue(0)

    def _take(self, found: list[Offer]) -> None:
        self._work, self._found, self._searched = None, found, True
        had_keyboard = self.cancel.hasFocus() or self.again.hasFocus()
        self._draw()
        if had_keyboard:
            self._go_on_at(0)
        announce(self, self.said.text() or self.basis.text())

    def _fail(self, error: WerkstattError) -> None:
        self._work, self._searched = None, True
        self._desk.say(self._desk.texts.sentence(error))
        self._draw()

    def _cancel(self) -> None:
        self._stop()
        self._searched = True
        self._draw()
        self.said.setText(self._desk.texts("The search was ended."))
        self.said.show()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()
            self._work = None

    def _draw(self) -> None:
        """Show what there is now; entries that stay the same are kept, and with them the keyboard."""
        state, group = self._desk.state, self._group
        hidden = group is None or self._is_hidden()
        valid = [] if hidden or group is None else holding(state, group, self._found)
        # What is chosen on the board is what the moderator has in mind.
        valid.sort(key=lambda offer: self._wanted.isdisjoint(offer.cards))
        self.list.show_offers(valid, self._most)
        working = self.working and not hidden
        self._bar.setVisible(working)
        self.cancel.setVisible(working)
        self.again.setVisible(not working and not hidden)
        self.setFocusProxy(self.cancel if working else (self.list.first or self.again))
        self.basis.setText(self._basis())
        self.said.setText(self._sentence(hidden=hidden, working=working, found=bool(valid)))
        self.said.setVisible(bool(self.said.text()))

    def _accept(self, offer: Offer, theme_id: Id) -> None:
        place = self.list.offers.index(offer)
        edit = accept(self._desk, self._deeds, offer, theme_id or None)
        if edit is None:
            return
        themes = edit.ids("clusters") or (theme_id,)
        theme = self._scene.themes.get(themes[0])
        if theme is not None:
            self._view.camera.show_area(qrect(theme.box))
        self._desk.say(self._undoable(self._desk.texts("Accepted.")))
        self._go_on_at(place)

    def _decline(self, offer: Offer) -> None:
        place = self.list.offers.index(offer)
        edit = decline(self._desk, offer)
        if edit is not None:
            self._desk.say(self._undoable(self._desk.texts("This will not be suggested again.")))
            self._go_on_at(place)

    def _undoable(self, words: str) -> str:
        t = self._desk.texts
        return f"{words} {t('{keys} takes it back.', keys=t.keys('Ctrl+Z'))}"

    def _go_on_at(self, place: int) -> None:
        """The keyboard goes to what moved up into the place of what was answered."""
        if not self.list.focus_entry(place):
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self, card_id: Id) -> None:
        item = self._scene.cards.get(card_id)
        if item is not None:
            self._choice.only(card_id)
            self._view.camera.show_area(qrect(item.box))

    def _show_more(self) -> None:
        place = len(self.list.entries)
        self._most += _AT_ONCE
        self._draw()
        self._go_on_at(place)

    def _is_hidden(self) -> bool:
        group = self._desk.state.get(Group, self._desk.group_id)
        return group is not None and group.hidden

    def _has_cards(self) -> bool:
        return bool(self._desk.state.kids_count(Card, "group_id", self._group or ""))

    def _basis(self) -> str:
        t = self._desk.texts
        how = t("Compared by meaning.") if by_meaning() else t("Compared by similar wording.")
        basis = f"{t('Works on this device only.')} {how}"
        if self._desk.state.kids_count(Card, "group_id", self._group or "") <= most():
            return basis
        some = t("So many cards: {n} of them are looked at, loose ones first.", n=t.number(most()))
        return f"{basis} {some}"

    def _sentence(self, *, hidden: bool, working: bool, found: bool) -> str:
        t = self._desk.texts
        if self._group is None:
            return t("There is no group yet. Groups are set up on Prepare.")
        if hidden:
            return t("The cards of this group are hidden until they are revealed with V.")
        if working:
            return t("The cards are being compared.")
        if not self._has_cards():
            return t("No cards hang here yet, so there is nothing to suggest.")
        return (
            "" if found else t("There is nothing to suggest: no loose card is like a theme or another card.")
        )

    def _dress(self) -> None:
        """The look has changed: entries have their colours from it."""
        self.list.show_offers([], 0)
        self.refresh(None)

    def _arrange(self) -> None:
        from ..links.facts import CardFacts

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.basis, self.said, self._bar):
            line = QHBoxLayout()
            line.setContentsMargins(_SIDE, 0, _SIDE, 0)
            line.addWidget(widget)
            layout.addLayout(line)
        layout.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_SIDE, 0, _SIDE, 0)
        foot.addWidget(self.cancel)
        foot.addWidget(self.again)
        foot.addStretch(1)
        layout.addLayout(foot)
        layout.addWidget(CardFacts(self._desk, self._choice))


def _label(name: str, kind: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if kind:
        label.setProperty("kind", kind)
    return label


def _button(name: str, words: str) -> Button:
    button = Button(words)
    button.setObjectName(name)
    return button
