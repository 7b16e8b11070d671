"""Rounds of voting and what was counted in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .. import people, voting
from ..edits import Edit
from ..errors import Refused
from ..records import Card, Cluster, Id, Record, Result, Vote, VoteRound
from ..state import State
from ._edit import edit, gone, move_in_row

LARGEST = 100_000
"""No option gets more points from one device."""


def begin_round(state: State, /, *, title: str = "", kind: str = "dots", **fields: object) -> Edit:
    """A new round, open, with voters from those present and dots as the formula suggests.

    Both, and every other field, can be given instead. The id of the round is `edit.ids("rounds")[0]`.
    """
    rank = max((r.rank for r in state.all(VoteRound)), default=-1.0) + 1.0
    round_ = replace(VoteRound(title=title, kind=kind, rank=rank), **fields)  # type: ignore[arg-type]
    if "voters" not in fields:
        round_ = replace(round_, voters=people.voters(state, round_.group_id))
    if "dots" not in fields and kind == "dots":
        count = len(voting.options(state, round_))
        round_ = replace(round_, dots=voting.dots_for_each(count, round_.voters))
    return edit("begin_round", state, [round_])


def edit_round(state: State, /, round_id: Id, **fields: object) -> Edit:
    """New values for a round's title, voters, dots, labels and the like. Raises `Refused("below_zero")`.

    With its first voters a round without dots gets as many as the formula suggests.
    """
    if any(int(str(fields.get(name, 0))) < 0 for name in ("voters", "dots")):
        raise Refused("below_zero")
    before = _round(state, round_id)
    after = replace(before, **fields)  # type: ignore[arg-type]
    first_voters = after.voters and not before.voters
    if first_voters and after.kind == "dots" and not after.dots and "dots" not in fields:
        count = len(voting.options(state, after))
        after = replace(after, dots=voting.dots_for_each(count, after.voters))
    return edit("edit_round", state, [after])


def close_round(state: State, round_id: Id) -> Edit:
    """No more is counted, and the totals are shown."""
    return edit("close_round", state, [replace(_round(state, round_id), is_open=False, hidden=False)])


def reopen_round(state: State, round_id: Id) -> Edit:
    return edit("reopen_round", state, [replace(_round(state, round_id), is_open=True)])


def hide_totals(state: State, round_id: Id, *, hidden: bool) -> Edit:
    verb = "hide_totals" if hidden else "reveal_totals"
    return edit(verb, state, [replace(_round(state, round_id), hidden=hidden)])


def move_round(state: State, round_id: Id, place: int) -> Edit:
    return move_in_row("move_round", state, voting.rounds(state), round_id, place)


def delete_round(state: State, round_id: Id) -> Edit:
    """A round goes with its votes; a run-off of it stands for itself then."""
    round_ = _round(state, round_id)
    after = [replace(r, run_off_of=None) for r in state.kids(VoteRound, "run_off_of", round_id)]
    return edit("delete_round", state, [*gone([*state.kids(Vote, "round_id", round_id), round_]), *after])


def begin_run_off(state: State, round_id: Id, title: str, places: int = 1) -> Edit:
    """A round between those that share a place, as the totals are now.

    Raises `Refused("no_tie")` where none do.
    """
    first = _round(state, round_id)
    tied = voting.to_run_off(state, first, places)
    if not tied:
        raise Refused("no_tie")
    rank = max(r.rank for r in state.all(VoteRound)) + 1.0
    # Nobody can put dots on the way things are now.
    kind = first.kind if voting.PASSIVE in tied else "dots"
    new = VoteRound(
        kind=kind, rank=rank, title=title,
        targets=first.targets, group_id=first.group_id, category_id=first.category_id,
        dots=voting.dots_for_each(len(tied), first.voters) if kind == "dots" else 0,
        voters=first.voters, run_off_of=first.id,
    )  # fmt: skip
    ballot = [replace(_vote(state, new.id, id, voting.BALLOT), points=0) for id in tied]
    return edit("begin_run_off", state, [new, *ballot])


def count(state: State, round_id: Id, points: Mapping[Id, int], device: str) -> Edit:
    """The totals of options are these; what other devices counted stays, ours is what is missing to them.

    `voting.PASSIVE` names the way things are now. Raises `Refused`: "below_zero", "round_is_closed",
    "too_many_points" for a number that cannot be meant.
    """
    round_ = _round(state, round_id)
    if not round_.is_open:
        raise Refused("round_is_closed")
    if any(value < 0 for value in points.values()):
        raise Refused("below_zero")
    if any(value > LARGEST for value in points.values()):
        raise Refused("too_many_points", limit=LARGEST)
    votes: dict[Id, list[Vote]] = {id: [] for id in points}
    for vote in state.kids(Vote, "round_id", round_id):
        if vote.x is None and (id := voting.option_of(vote)) in votes:
            votes[id].append(vote)
    changed: list[Vote] = []
    for id, wanted in points.items():
        # Where options became one, there can be several of our own.
        ours = sorted((vote for vote in votes[id] if vote.device == device), key=lambda vote: vote.id)
        theirs = sum(vote.points for vote in votes[id] if vote.device != device)
        own = ours[0] if ours else _vote(state, round_id, id, device)
        if not ours or sum(vote.points for vote in ours) != wanted - theirs:
            changed += [replace(own, points=wanted - theirs), *(replace(v, gone=True) for v in ours[1:])]
    return edit("count_votes", state, changed)


def add_points(state: State, round_id: Id, option_id: Id, by: int, device: str) -> Edit:
    """One dot more or fewer for an option; never below none."""
    total = voting.totals(state, _round(state, round_id)).get(option_id, 0)
    return count(state, round_id, {option_id: max(0, total + by)}, device)


def set_dot(state: State, round_id: Id, x: float, y: float, device: str) -> Edit:
    """A dot in a field of two axes, `x` and `y` from 0 to 1."""
    if not _round(state, round_id).is_open:
        raise Refused("round_is_closed")
    x, y = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
    return edit("count_votes", state, [Vote(round_id=round_id, device=device, points=1, x=x, y=y)])


def place_option(state: State, round_id: Id, option_id: Id, x: float, y: float, device: str) -> Edit:
    """An option lies between two criteria, `x` and `y` from 0 to 1. Raises `Refused("round_is_closed")`."""
    if not _round(state, round_id).is_open:
        raise Refused("round_is_closed")
    x, y = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
    here = (vote for vote in state.kids(Vote, "round_id", round_id) if voting.option_of(vote) == option_id)
    own = next((vote for vote in here if vote.device == device), None)
    own = own or _vote(state, round_id, option_id, device)
    return edit("place_option", state, [replace(own, points=1, x=x, y=y)])


def take_option(state: State, round_id: Id, option_id: Id) -> Edit:
    """An option has no place between the criteria any more. Raises `Refused("round_is_closed")`."""
    if not _round(state, round_id).is_open:
        raise Refused("round_is_closed")
    votes = state.kids(Vote, "round_id", round_id)
    return edit("place_option", state, gone([v for v in votes if voting.option_of(v) == option_id]))


def take_dot(state: State, vote_id: Id) -> Edit:
    """A dot of a field goes."""
    vote = state.get(Vote, vote_id)
    if vote is None:
        raise Refused("item_is_gone")
    return edit("count_votes", state, gone([vote]))


def _vote(state: State, round_id: Id, option_id: Id, device: str) -> Vote:
    """The record of an option that has none yet. Raises `Refused("item_is_gone")`."""
    if option_id == voting.PASSIVE:
        return Vote(round_id=round_id, device=device, passive=True)
    kinds: tuple[tuple[type[Record], str], ...] = (
        (Card, "card_id"),
        (Cluster, "cluster_id"),
        (Result, "result_id"),
    )
    for kind, name in kinds:
        if state.get(kind, option_id) is not None:
            return replace(Vote(round_id=round_id, device=device), **{name: option_id})  # type: ignore[arg-type]
    raise Refused("item_is_gone")


def _round(state: State, round_id: Id) -> VoteRound:
    round_ = state.get(VoteRound, round_id)
    if round_ is None:
        raise Refused("item_is_gone")
    return round_
