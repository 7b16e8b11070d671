"""What the panel's buttons do to rounds: begin, close, hide, decide ties, delete."""

from __future__ import annotations

from ...domain import voting
from ...domain.records import Id, VoteRound
from ...domain.verbs import voting as verbs
from ...texts import Texts
from ..desk import Desk
from ..dots.options import begin_with
from .rounds import round_name


class Rounds:
    """Each deed is one step. Those that begin a round give its id, None where that is refused."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, kind: str) -> Id | None:
        """A new round on what the group in view has; everything of it can be changed afterwards."""
        desk, t = self._desk, Texts(self._desk.state.workshop.language)
        titles = {
            "resistance": t("What meets the least resistance?"),
            "matrix": t("What brings much and takes little?"),
        }
        title = titles.get(kind) or t("What is most important?")
        fields = begin_with(desk.state, desk.group_id)
        edit = desk.do(verbs.begin_round, title=title, kind=kind, **fields)
        return edit.ids("rounds")[0] if edit else None

    def run_off(self, round_: VoteRound) -> Id | None:
        """A round between the best of those that are tied."""
        t = Texts(self._desk.state.workshop.language)
        tied = voting.first_tie(self._desk.state, round_)
        title = t("Run-off: {title}", title=round_name(round_, t))
        edit = self._desk.do(verbs.begin_run_off, round_.id, title, tied[0].rank if tied else 1)
        return edit.ids("rounds")[0] if edit else None

    def turn(self, round_: VoteRound) -> None:
        """Close a round, or open it again."""
        self._desk.do(verbs.close_round if round_.is_open else verbs.reopen_round, round_.id)

    def hide(self, round_: VoteRound) -> None:
        """Hide its totals from the room, or show them."""
        self._desk.do(verbs.hide_totals, round_.id, hidden=not round_.hidden)

    def delete(self, round_: VoteRound) -> None:
        if self._desk.do(verbs.delete_round, round_.id) is not None:
            self._desk.say(self._desk.texts("The round is deleted. Undo brings it back."))

    def rename(self, round_: VoteRound, title: str) -> bool:
        return self._desk.do(verbs.edit_round, round_.id, title=title) is not None
