"""Looking for cards that say much the same as the one being written, beside the typing."""

from __future__ import annotations

from collections.abc import Callable
from heapq import nlargest
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ...domain.order import writing_key
from ...domain.records import Card, Group, Id
from ...domain.state import State
from ...domain.twins import is_second
from ..desk import Desk

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Answer = Callable[[str, list[str]], None]

_MOST = 2000
"""So many of a group's cards are compared, the newest ones."""
_NAMED = 3
_POLL = 20
"""Milliseconds between two looks whether the thread is done."""


class SimilarCards(QObject):
    """Compares in a thread: the first time loads what it takes, which would hold up the keys."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pool: ThreadPoolExecutor | None = None
        self._wanted: tuple[str, Answer] | None = None
        self._future: Future[list[Id]] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL)
        self._timer.timeout.connect(self._look_at_answer)

    def look(self, text: str, answer: Answer) -> None:
        """Have `answer` called with the text and cards like it, unless a newer text comes meanwhile."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, "similar-cards")
        if self._future is not None:
            self._future.cancel()
        self._wanted = text, answer
        # The state is a value that nobody changes, so the thread may read it.
        self._future = self._pool.submit(_similar, self._desk.state, self._desk.group_id, text)
        self._timer.start()

    def _look_at_answer(self) -> None:
        if self._future is None or self._wanted is None or not self._future.done():
            return
        self._timer.stop()
        text, answer = self._wanted
        found, self._future, self._wanted = self._future.result(), None, None
        state = self._desk.state
        answer(text, [card.text for id in found if (card := state.get(Card, id))])


def _similar(state: State, group_id: Id | None, text: str) -> list[Id]:
    from ...suggest.near import similar

    group = state.get(Group, group_id)
    if group is None or group.hidden:
        return []
    cards = state.kids(Card, "group_id", group.id)
    cards = [card for card in cards if card.twin_of is None or not is_second(state, card)]
    if len(cards) > _MOST:
        cards = nlargest(_MOST, cards, key=writing_key)
    return similar(text, [(card.id, card.text) for card in cards], _NAMED)
