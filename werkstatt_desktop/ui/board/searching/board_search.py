"""Searching on the board: what is lit, and the way from hit to hit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ....domain import order
from ....domain.edits import Step
from ....domain.records import Card, Cluster, Id
from ....domain.searching import Found, Search
from ...desk import Desk
from ...labels import announce
from .. import walk
from ..choice import Choice
from ..scene import BoardScene
from ..view import FAR, BoardView
from .bar import SearchBar, spoken

_PAUSE = 400
"""Milliseconds without typing after which the number of hits is said aloud."""


class BoardSearch(QObject):
    """Lights what is found while the bar is open."""

    def __init__(self, desk: Desk, scene: BoardScene, view: BoardView, choice: Choice) -> None:
        super().__init__(view)
        self._desk, self._scene, self._view, self._choice = desk, scene, view, choice
        self.bar = SearchBar(desk)
        self.bar.hide()
        self._search = Search()
        self._found: Found = {}
        self._here: frozenset[Id] = frozenset()
        self._row: tuple[int, list[Id]] | None = None
        self._again, self._saying = QTimer(self), QTimer(self)
        for timer, wait, run in ((self._again, 0, self._look), (self._saying, _PAUSE, self._say)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(run)
        self.bar.changed.connect(self._typed)
        self.bar.walked.connect(self._walk)
        self.bar.jumped.connect(desk.show_group)
        self.bar.left.connect(self.close)
        choice.changed.connect(self._tell)
        desk.changed.connect(self._follow)
        desk.group_changed.connect(self._show_group)
        desk.look_changed.connect(self.bar.dress)

    @property
    def row(self) -> list[Id]:
        """The hits on this board in reading order; a card in a folded theme is found at its heading."""
        if self._row is None or self._row[0] != self._scene.version:
            lit = self._lit()
            self._row = self._scene.version, [id for id in walk.in_order(self._scene) if id in lit]
        return self._row[1]

    def open(self) -> None:
        """Show the bar with the keyboard in its field; words that stand there are ready to be replaced."""
        self.bar.show()
        self.bar.field.setFocus()
        self.bar.field.selectAll()
        self._search.prepare(self._desk.state)
        self._look()

    def close(self) -> bool:
        """Light everything again, the keyboard goes back to the board; False if there is no search."""
        if self.bar.isHidden():
            return False
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self.bar.isAncestorOf(focus)
        self._again.stop()
        self._saying.stop()
        self.bar.clear()
        self._found, self._here, self._row = {}, frozenset(), None
        self._scene.show_lit(None)
        page = self.bar.parentWidget()
        if had_keyboard and page is not None:
            page.setFocus()
        self.bar.hide()
        return True

    def _typed(self) -> None:
        self._look()
        self._saying.start()

    def _follow(self, step: Step | None) -> None:
        """A step can make hits and unmake them; several at once are one reason to look again."""
        if not self.bar.isHidden() and (
            step is None or step.edit.touches("cards", "clusters", "groups", "categories", "votes", "rounds")
        ):
            self._again.start()

    def _show_group(self, _group_id: str) -> None:
        if not self.bar.isHidden():
            self._again.start()

    def _look(self) -> None:
        self._again.stop()
        if self.bar.isHidden():
            return
        self.bar.tidy()
        wanted = self.bar.wanted
        self._found = self._search.look(self._desk.state, wanted)
        group = self._desk.group_id or ""
        self._here, self._row = frozenset(self._found.get(group, ())), None
        self._scene.show_lit(None if wanted.nothing else self._lit() | wanted.themes)
        self.bar.show_elsewhere(
            {
                other.id: (other.name, len(self._found[other.id]))
                for other in order.groups(self._desk.state)
                if other.id != group and other.id in self._found
            }
        )
        # The reading order of a large board takes longer than a key may, so it is asked for when walking.
        self._show_count(self._hits())

    def _lit(self) -> frozenset[Id]:
        """What is found, with the folded themes that hide some of it."""
        state, shown, themes = self._desk.state, self._scene.cards, self._scene.themes
        hidden = (state.get(Card, id) for id in self._here if id not in shown)
        homes = {card.cluster_id for card in hidden if card is not None and card.cluster_id is not None}
        return self._here | (homes & themes.keys())

    def _walk(self, by: int) -> None:
        """On to the next hit, from where one is; after the last one comes the first."""
        row = self.row
        if not row:
            return
        if self._choice.focus in row:
            place = (row.index(self._choice.focus) + by) % len(row)
        else:
            place = self._nearest(by)
        if self._view.camera.zoom < FAR:
            self._view.camera.zoom_to(self._view.camera.natural)
        self._choice.walk_to(row[place])
        item = self._scene.item(row[place])
        if item is not None:
            self._view.camera.show_area(item.sceneBoundingRect())
        self._say()

    def _nearest(self, by: int) -> int:
        """The hit that comes next in reading order after where one is, or before it."""
        row, places = self.row, walk.in_order(self._scene)
        if self._choice.focus not in places:
            return 0 if by > 0 else len(row) - 1
        hits, here = set(row), places.index(self._choice.focus)
        rest = [id for id in (places[here:] if by > 0 else places[:here]) if id in hits]
        if not rest:
            return 0 if by > 0 else len(row) - 1
        return row.index(rest[0] if by > 0 else rest[-1])

    def _tell(self) -> None:
        """How many hits there are here, and at which of them the keyboard is."""
        if not self.bar.isHidden():
            self._show_count(self._said())

    def _show_count(self, words: str) -> None:
        self.bar.show_count("" if self.bar.wanted.nothing else words, some=bool(self._here))

    def _said(self) -> str:
        t, focus = self._desk.texts, self._choice.focus
        if focus is not None and focus in self._lit() and focus in self.row:
            place, count = self.row.index(focus) + 1, len(self.row)
            return t("{place} of {count}", place=t.number(place), count=t.number(count))
        return self._hits()

    def _hits(self) -> str:
        if self._scene.veiled:
            return self._desk.texts("The cards are hidden.")
        return spoken(self._desk.texts, len(self._here))

    def _say(self) -> None:
        """For the ear: the number of hits, and the hit itself once one is there."""
        self._saying.stop()
        if self.bar.isHidden() or self.bar.wanted.nothing:
            return
        state, focus = self._desk.state, self._choice.focus
        words = [self._said()]
        if focus is not None and focus in self._here:
            card, theme = state.get(Card, focus), state.get(Cluster, focus)
            words.append(card.text if card is not None else theme.heading if theme is not None else "")
        elsewhere = sum(len(ids) for group, ids in self._found.items() if group != self._desk.group_id)
        if elsewhere and len(words) == 1:
            words.append(self._desk.texts.n("{n} in other groups", "{n} in other groups", elsewhere))
        announce(self.bar.field, ": ".join(word for word in words if word))
