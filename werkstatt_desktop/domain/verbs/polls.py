"""Polls at the beginning and at the end, and what was said in the flash round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .. import feedback, people, polls
from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..records import Feedback, Id, Vote, VoteRound
from ..state import State
from ._edit import edit, gone, move_in_row
from .voting import LARGEST


def begin_poll(
    state: State, *, kind: str, moment: str, title: str = "", labels: str = "", steps: int = 0
) -> Edit:
    """A new poll, with voters from those present. Its id is `edit.ids("rounds")[0]`."""
    rank = max((r.rank for r in state.all(VoteRound)), default=-1.0) + 1.0
    if kind == "scale":
        steps = steps or polls.USUAL_STEPS
    made = VoteRound(
        rank=rank, kind=kind, title=title, targets="none", moment=moment, labels=labels, steps=steps,
        dots=1, voters=people.voters(state),
    )  # fmt: skip
    return edit("begin_poll", state, [made])


def ask_again(state: State, round_id: Id) -> Edit:
    """A poll of the beginning once more at the end, with those voters who are there now."""
    first = _poll(state, round_id)
    return begin_poll(
        state,
        kind=first.kind,
        moment=polls.CLOSING,
        title=first.title,
        labels=first.labels,
        steps=first.steps,
    )


def edit_poll(state: State, /, round_id: Id, **fields: object) -> Edit:
    """New values for title, voters, labels or steps.

    Labels and steps change at the other end of the day too, so that both stay comparable. Raises
    `Refused("below_zero")`.
    """
    round_ = _poll(state, round_id)
    if int(str(fields.get("voters", 0))) < 0:
        raise Refused("below_zero")
    changed = [replace(round_, **fields)]  # type: ignore[arg-type]
    shared = {name: value for name, value in fields.items() if name in {"labels", "steps"}}
    other = polls.partner(state, round_)
    if shared and other is not None:
        changed.append(replace(other, **shared))  # type: ignore[arg-type]
    return edit("edit_poll", state, changed)


def delete_poll(state: State, round_id: Id) -> Edit:
    """A poll goes with its dots; the one at the other end of the day stays."""
    round_ = _poll(state, round_id)
    return edit("delete_poll", state, gone([*state.kids(Vote, "round_id", round_id), round_]))


def count_poll(state: State, round_id: Id, points: Mapping[polls.Place, int], device: str) -> Edit:
    """So many dots lie at places; what other devices counted stays, ours is what is missing to them.

    Raises `Refused`: "below_zero", "too_many_points" for a number that cannot be meant, "item_is_gone" for a
    place that the poll does not have.
    """
    round_ = _poll(state, round_id)
    if any(value < 0 for value in points.values()):
        raise Refused("below_zero")
    if any(value > LARGEST for value in points.values()):
        raise Refused("too_many_points", limit=LARGEST)
    votes = state.kids(Vote, "round_id", round_id)
    changed: list[Vote] = []
    for place, wanted in points.items():
        here = [vote for vote in votes if polls.place_of(round_, vote) == place]
        ours = [vote for vote in here if vote.device == device]
        theirs = sum(vote.points for vote in here if vote.device != device)
        own = ours[0] if ours else _vote(round_, place, device)
        if sum(vote.points for vote in ours) == wanted - theirs:
            continue
        changed += gone(ours[1:])  # type: ignore[arg-type]
        # A place of a field without a dot is nothing that has to be kept.
        empty = wanted == theirs and bool(ours) and round_.kind == "field"
        changed.append(replace(own, points=wanted - theirs, gone=empty))
    return edit("count_votes", state, changed)


def say(state: State, text: str, *, kind: str = "quote") -> Edit:
    """What somebody said at the end; `kind` is one of FEEDBACK_KINDS. Raises `Refused("empty_text")`."""
    if not clean(text):
        raise Refused("empty_text")
    rank = max((row.rank for row in state.all(Feedback)), default=-1.0) + 1.0
    return edit("add_quote", state, [Feedback(kind=kind, text=text, rank=rank)])


def reword(state: State, feedback_id: Id, text: str) -> Edit:
    """Other words for what was said. Raises `Refused("empty_text")`."""
    if not clean(text):
        raise Refused("empty_text")
    return edit("edit_quote", state, [replace(_feedback(state, feedback_id), text=text)])


def move(state: State, feedback_id: Id, place: int) -> Edit:
    """A quote goes to a place among all, counted without itself."""
    return move_in_row("move_quote", state, feedback.quotes(state), feedback_id, place)


def delete(state: State, feedback_id: Id) -> Edit:
    return edit("delete_quote", state, gone([_feedback(state, feedback_id)]))


def _vote(round_: VoteRound, place: polls.Place, device: str) -> Vote:
    try:
        x, y = polls.lies_at(round_, place)
    except ValueError:
        raise Refused("item_is_gone") from None
    return Vote(round_id=round_.id, device=device, x=x, y=y)


def _poll(state: State, round_id: Id) -> VoteRound:
    round_ = state.get(VoteRound, round_id)
    if round_ is None or round_.kind not in polls.KINDS:
        raise Refused("item_is_gone")
    return round_


def _feedback(state: State, feedback_id: Id) -> Feedback:
    found = state.get(Feedback, feedback_id)
    if found is None:
        raise Refused("item_is_gone")
    return found
