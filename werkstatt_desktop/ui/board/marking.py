"""Marks by key and menu: one press marks all that is chosen, and takes the mark away where all have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...domain.picture import marks_of
from ...domain.records import Card, Cluster
from ...domain.verbs import marks
from ...texts import MARKS
from ..desk import Desk
from .choice import Choice

_OF_CARDS = {"question": "question_mark", "star": "star"}


class Marking:
    """Marks what is chosen. Themes have no question mark and no star."""

    def __init__(self, desk: Desk, choice: Choice, settle: Callable[[], None]) -> None:
        self._desk, self._choice, self._settle = desk, choice, settle

    def toggle(self, mark: str) -> None:
        self._settle()
        takes = self._takes(mark)
        if not takes:
            if self._choice.ids:
                self._desk.say(self._desk.texts("Only cards have a question mark or a star."))
            return
        on = not self.is_on(mark)
        edit = self._desk.do(marks.mark, [record.id for record in takes], **_value(mark, on=on))
        if edit is not None:
            self._tell(mark, len(takes), on=on)

    def is_on(self, mark: str) -> bool:
        """Whether all that is chosen has a mark, of what can have it."""
        takes = self._takes(mark)
        return bool(takes) and all(mark in marks_of(record) for record in takes)

    def fits(self, mark: str) -> bool:
        """Whether anything that is chosen can have a mark."""
        return bool(self._takes(mark))

    def _takes(self, mark: str) -> list[Card | Cluster]:
        """What is chosen and can have a mark."""
        state = self._desk.state
        cards = [card for id in self._choice.cards if (card := state.get(Card, id))]
        if mark in _OF_CARDS:
            return [*cards]
        return [*cards, *(theme for id in self._choice.themes if (theme := state.get(Cluster, id)))]

    def _tell(self, mark: str, count: int, *, on: bool) -> None:
        """Say what is marked now; who cannot see the badges hears it."""
        t = self._desk.texts
        words = t(MARKS[mark])
        if count > 1:
            many = t.n("{n} marked: {mark}", "{n} marked: {mark}", count, mark=words)
            none = t.n("{n} no longer marked: {mark}", "{n} no longer marked: {mark}", count, mark=words)
            self._desk.say(many if on else none)
        else:
            self._desk.say(
                t("Marked: {mark}", mark=words) if on else t("No longer marked: {mark}", mark=words)
            )


def _value(mark: str, *, on: bool) -> dict[str, Any]:
    """The fields of a record that say a mark."""
    if mark == "dissent":
        return {"dissent": on}
    if mark in _OF_CARDS:
        return {_OF_CARDS[mark]: on}
    return {"consensus": mark if on else "none"}
