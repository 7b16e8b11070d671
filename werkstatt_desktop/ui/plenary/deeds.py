"""What Plenary does to results; one deed is one step."""

from __future__ import annotations

from collections.abc import Sequence

from ...domain import plenary
from ...domain.records import Card, Cluster, Id, Result, Source
from ...domain.verbs import plenary as verbs
from ..desk import Desk
from .results import ResultRows
from .words import spoken_origin


class Deeds:
    """Those that make or change a result give its id, None where nothing was done."""

    def __init__(self, desk: Desk, rows: ResultRows) -> None:
        self._desk, self._rows = desk, rows

    def keep(self, ids: Sequence[Id], place: int | None = None) -> Id | None:
        """Cards and themes become results, except those that are part of one already."""
        wanted = [id for id in ids if self._has_words(id) and not self._number_of(id)]
        if not wanted:
            self._refuse(ids)
            return None
        edit = self._desk.do(verbs.keep, wanted, place)
        return edit.ids("results")[0] if edit else None

    def lay_on(self, ids: Sequence[Id], number: int) -> Id | None:
        """Cards and themes become part of the result with a number."""
        id = self._numbered(number)
        return self.join(ids, id) if id is not None else None

    def join(self, ids: Sequence[Id], result_id: Id) -> Id | None:
        """Cards and themes become part of a result."""
        known = {s.card_id or s.cluster_id for s in self._desk.state.kids(Source, "result_id", result_id)}
        if known.issuperset(ids):
            number = self._rows.numbers.get(result_id, 0)
            self._say_known(number)
            return None
        if self._desk.do(verbs.lay_on, ids, result_id) is None:
            return None
        self._tell(result_id)
        return result_id

    def merge(self, result_id: Id, into_id: Id) -> Id | None:
        """A result becomes part of another one."""
        if result_id == into_id or self._desk.do(verbs.merge, result_id, into_id) is None:
            return None
        self._tell(into_id)
        return into_id

    def merge_into(self, result_id: Id, number: int) -> Id | None:
        """A result becomes part of the one with a number."""
        into = self._numbered(number)
        return self.merge(result_id, into) if into is not None else None

    def move(self, result_id: Id, place: int) -> None:
        """To a place among its kind, counted without itself."""
        result = self._desk.state.get(Result, result_id)
        row = plenary.results(self._desk.state, result.kind) if result else []
        here = next((n for n, other in enumerate(row) if other.id == result_id), -1)
        if 0 <= place < len(row) and place != here >= 0:
            self._desk.do(verbs.move_result, result_id, place)

    def step(self, result_id: Id, by: int) -> None:
        """So many places further."""
        result = self._desk.state.get(Result, result_id)
        if result is not None:
            ids = [other.id for other in plenary.results(self._desk.state, result.kind)]
            self.move(result_id, ids.index(result_id) + by)

    def mark(self, result_id: Id, mark: str) -> None:
        """Set a mark, or take it away where it is set."""
        result, desk = self._desk.state.get(Result, result_id), self._desk
        if result is None:
            return
        if mark == "dissent":
            on = not result.dissent
            done = desk.do(verbs.dissent, result_id, dissent=on)
        else:
            on = result.consensus != mark
            done = desk.do(verbs.agree, result_id, mark if on else "none")
        if done is not None:
            (words,), t = desk.texts.marks([mark]), desk.texts
            desk.say(t("Marked: {mark}", mark=words) if on else t("No longer marked: {mark}", mark=words))

    def delete(self, result_id: Id) -> None:
        if self._desk.do(verbs.delete_result, result_id) is not None:
            self._desk.say(self._desk.texts("Deleted. Undo brings it back."))

    def order_by_points(self) -> None:
        """The most dots first, where that is not so already."""
        row = plenary.results(self._desk.state, "result")
        if plenary.by_points(self._desk.state, row) == row:
            self._desk.say(self._desk.texts("The results are in the order of their dots already."))
        else:
            self._desk.do(verbs.order_by_points)

    def write(self, text: str) -> Id | None:
        """A guiding statement."""
        edit = self._desk.do(verbs.write_statement, text)
        return edit.ids("results")[0] if edit else None

    def reword(self, result_id: Id, text: str) -> bool:
        return self._desk.do(verbs.reword_result, result_id, text) is not None

    def _numbered(self, number: int) -> Id | None:
        id = self._rows.numbered(number)
        if id is None:
            t = self._desk.texts
            self._desk.say(t("There is no result {number}.", number=t.number(number)))
        return id

    def _number_of(self, id: Id) -> int:
        """The number of the result that a card or theme is part of, 0 for none."""
        state = self._desk.state
        sources = [*state.kids(Source, "card_id", id), *state.kids(Source, "cluster_id", id)]
        return min((self._rows.numbers.get(source.result_id, 0) for source in sources), default=0)

    def _has_words(self, id: Id) -> bool:
        theme = self._desk.state.get(Cluster, id)
        return self._desk.state.get(Card, id) is not None or (theme is not None and bool(theme.heading))

    def _refuse(self, ids: Sequence[Id]) -> None:
        """Say why none of them becomes a result."""
        taken = next((number for id in ids if (number := self._number_of(id))), 0)
        if taken:
            self._say_known(taken)
        elif ids:
            self._desk.say(self._desk.texts("The theme has no heading yet. Name it on the page “Arrange”."))

    def _say_known(self, number: int) -> None:
        t = self._desk.texts
        self._desk.say(t("That is part of result {number} already.", number=t.number(number)))

    def _tell(self, result_id: Id) -> None:
        """Say which groups a result comes from now."""
        t = self._desk.texts
        origin = spoken_origin(plenary.groups_of(self._desk.state, result_id), t)
        number = t.number(self._rows.numbers.get(result_id, 0))
        self._desk.say(t("Result {number}: {origin}", number=number, origin=origin))
